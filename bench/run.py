"""Whole-process time and memory of podium, beside python-pptx by hand, pandoc and pptxgenjs in the same run.

    python bench/run.py [--quick] [--full] [--loads text,chart] [--limit SECONDS] [--json FILE]

In: nothing; it makes its loads in a temporary folder. Out: a table, the goals with their marks, and on request JSON.
Every figure is the best of several runs of a fresh process: wall time, CPU time, peak memory. The tools take turns,
so that noise hits all alike. `bench/README.md` says how to read it. It measures and never fails a build.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import loads

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SIZES = {25: 5, 1000: 3, 3000: 2}  # slides: runs
QUICK = {25: 3, 1000: 1}
REAL = 25  # slides of the lecture
MAPS = 12  # of a lecture of maps
LIMIT, QUICK_LIMIT = 120.0, 20.0  # seconds for one run of a rival, unless --limit says otherwise
SLOW = 5.0  # a rival that takes longer than this for a size is not run on the next one, except with --full
LONG = 10.0  # and no second time
PODIUM = (sys.executable, str(ROOT / "generate.py"))
UNKNOWN = "not measured"
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes; ru_maxrss is in kilobytes on Linux
LECTURE = ROOT / "slides_src" / "soviet-japanese-border-war.yaml"


@dataclass(frozen=True)
class Cost:
    """One run of a process."""

    wall: float
    cpu: float
    megabytes: float


@dataclass(frozen=True)
class Row:
    """The best run of one tool on one load, or why there is none."""

    load: str
    slides: int
    tool: str
    cost: Cost | None
    why: str = ""


class Failed(Exception):
    """A tool that did not do its work; the message is the end of what it printed."""


def run(command: list[str], folder: Path, env: dict[str, str], limit: float) -> Cost:
    """The cost of a command. Raises Failed.

    The child's peak memory includes what this process had when it split off, so this process stays small.
    """
    with tempfile.TemporaryFile() as printed:
        began = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed)
        timer = threading.Timer(limit, child.kill)
        timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            printed.seek(0)
            said = printed.read().decode(errors="replace").strip().splitlines()
            if wall >= limit:
                raise Failed(f"over {limit:.0f} s")
            raise Failed(said[-1] if said else f"ended with {child.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * RSS_UNIT / 1e6)


# ------------------------------------------------------------------------------------------- tools


@dataclass(frozen=True)
class Tool:
    """Something that makes decks. `command` gives what to run for (load, slides, output)."""

    name: str
    version: str
    loads: frozenset[str]
    command: Callable[[str, int, Path], list[str]]


def tools(folder: Path, env: dict[str, str]) -> Iterator[Tool]:
    """podium and the rivals that are installed; the others are named with the reason."""
    listed = subprocess.run([*PODIUM, "list", "kinds"], capture_output=True, text=True, env=env)
    kinds = {line.split()[0] for line in listed.stdout.splitlines() if line.strip()}
    ours = frozenset(load for load in loads.LOADS if load != "chart" or "chart" in kinds)
    if "chart" not in kinds:
        print("chart: skipped, podium has no kind 'chart' here")
    every = frozenset(loads.LOADS)
    yield Tool("podium", version_of([*PODIUM, "--version"]), ours,
               lambda load, n, out: [*PODIUM, "build", f"{load}-{n}.yaml", "-q", "-o", str(out)])
    yield Tool("python-pptx", version_of([sys.executable, "-c", "import pptx; print(pptx.__version__)"]), every,
               lambda load, n, out: [sys.executable, str(HERE / "by_hand.py"), load, str(n), "images", str(out)])
    if pandoc := shutil.which("pandoc"):
        yield Tool("pandoc", version_of([pandoc, "--version"]), every - {"chart"},
                   lambda load, n, out: [pandoc, f"{load}-{n}.md", "--resource-path=images", "-o", str(out)])
    else:
        print("pandoc: not installed")
    node, module = shutil.which("node"), find_pptxgenjs()
    if node and module:
        env["PPTXGENJS"] = str(module)
        version = json.loads((module / "package.json").read_text())["version"]
        script = str(HERE / "pptxgenjs.mjs")
        yield Tool("pptxgenjs", version, every,
                   lambda load, n, out: [str(node), script, f"{load}-{n}.json", "images", str(out)])
    else:
        print("pptxgenjs: not found; 'npm install pptxgenjs' or NODE_PATH" if node else "pptxgenjs: no node here")


def version_of(command: list[str]) -> str:
    """The last word of the first line that the command prints."""
    said = subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0].split()
    return said[-1] if said else "?"


def find_pptxgenjs() -> Path | None:
    """The module's folder: NODE_PATH, node_modules here, in the project, in bench/, and the global one."""
    folders = [Path(p) for p in os.environ.get("NODE_PATH", "").split(os.pathsep) if p]
    folders += [p / "node_modules" for p in (Path.cwd(), ROOT, HERE)]
    if npm := shutil.which("npm"):
        said = subprocess.run([npm, "root", "-g"], capture_output=True, text=True).stdout.strip()
        folders += [Path(said)] if said else []
    return next((f / "pptxgenjs" for f in folders if (f / "pptxgenjs" / "package.json").is_file()), None)


# ------------------------------------------------------------------------------------- measuring


def write_loads(folder: Path, names: list[str], sizes: dict[int, int]) -> None:
    """Outlines, Markdown, JSON and pictures; the pictures by another process, to keep this one small."""
    make = "import loads, pathlib; loads.make_pictures(pathlib.Path('images'))"
    subprocess.run([sys.executable, "-c", make], cwd=folder, env={**os.environ, "PYTHONPATH": str(HERE)}, check=True)
    for load in names:
        for n in sizes:
            for ending, content in (("yaml", loads.outline), ("md", loads.markdown), ("json", loads.data)):
                (folder / f"{load}-{n}.{ending}").write_text(content(load, n), encoding="utf-8")


def write_lecture(folder: Path, env: dict[str, str]) -> int:
    """The lecture's beginning, so long that its deck has `REAL` slides; returns how many it has, 0 for no lecture."""
    import yaml

    if not LECTURE.exists():
        return 0
    shutil.copytree(LECTURE.parent, folder / "lecture", dirs_exist_ok=True)
    tree = yaml.load(LECTURE.read_text(encoding="utf-8"), yaml.BaseLoader)
    target = folder / "lecture" / f"real-{REAL}.yaml"
    made = 0
    for wanted in range(REAL - 9, REAL):
        left, kept = wanted, []
        for section in tree["sections"]:
            if left > 0:
                kept.append({**section, "slides": section["slides"][:left]})
                left -= len(kept[-1]["slides"])
        tree_here = {**tree, "sections": kept}
        target.write_text(yaml.safe_dump(tree_here, sort_keys=False, allow_unicode=True), encoding="utf-8")
        done = subprocess.run([*PODIUM, "build", target, "-o", folder / "real.pptx"], env=env, cwd=folder,
                              capture_output=True, text=True)
        found = re.search(r"(\d+) slides", done.stdout)
        made = int(found[1]) if found else 0
        if not made or made >= REAL:
            break
    return made


def measure(load: str, slides: int, runs: int, commands: dict[str, list[str]], folder: Path, env: dict[str, str],
            limit: float = 600.0) -> list[Row]:
    """The best run of each command; they take turns."""
    best: dict[str, Cost] = {}
    why: dict[str, str] = {}
    for _ in range(runs):
        for name, command in commands.items():
            if name in why or (name in best and best[name].wall > LONG):
                continue
            try:
                cost = run(command, folder, env, 600.0 if name == "podium" else limit)
            except Failed as e:
                why[name] = str(e)
                continue
            old = best.get(name, cost)
            best[name] = Cost(min(cost.wall, old.wall), min(cost.cpu, old.cpu), min(cost.megabytes, old.megabytes))
    return [Row(load, slides, name, None if name in why else best[name], why.get(name, "")) for name in commands]


def measure_all(folder: Path, env: dict[str, str], names: list[str], sizes: dict[int, int], full: bool,
                limit: float) -> tuple[list[Row], list[Tool]]:
    """Every load in every size by every tool."""
    there = list(tools(folder, env))
    print("\n" + ", ".join(f"{t.name} {t.version}" for t in there) + f"; {machine()}\n")
    starts = {"python": [sys.executable, "-c", "pass"], "podium --help": [*PODIUM, "--help"],
              "import pptx": [sys.executable, "-c", "import pptx"]}
    rows = measure("start", 0, 9, starts, folder, env)
    for row in rows:
        print(f"{row.tool:16} {said(row)}")
    if made := write_lecture(folder, env):
        file = f"lecture/real-{REAL}.yaml"
        real = {"podium": [*PODIUM, "build", file, "-q", "-o", "out-podium.pptx"],
                "podium check": [*PODIUM, "check", file, "-q"]}
        rows += measure("lecture", made, max(sizes.values()), real, folder, env)
        print(f"{'podium build':16} {said(rows[-2])}  of {made} slides of the lecture")
        print(f"{'podium check':16} {said(rows[-1])}")
    rows += measure_maps(folder, env)
    print("\nwall time (CPU time) peak memory; x: podium's wall time / the rival's")
    print(f"{'load':8} {'slides':>6}  {'podium':28}" + "".join(f"{t.name:37}" for t in there[1:]))
    slow: dict[tuple[str, str], str] = {}
    for load in names:
        for n, runs in sizes.items():
            commands = {t.name: t.command(load, n, folder / f"out-{t.name}.pptx") for t in there
                        if load in t.loads and (load, t.name) not in slow}
            measured = measure(load, n, runs, commands, folder, env, limit)
            rows += measured
            rows += [Row(load, n, t.name, None, slow.get((load, t.name), "cannot"))
                     for t in there if t.name not in commands]
            print_line(load, n, {r.tool: r for r in rows if (r.load, r.slides) == (load, n)}, there)
            for r in measured:
                if r.tool != "podium" and not full and (r.cost is None or r.cost.wall > SLOW):
                    slow[load, r.tool] = "not run"
    return rows, there


def measure_maps(folder: Path, env: dict[str, str]) -> list[Row]:
    """What a map adds to a deck: drawn with an empty cache, and taken from the cache."""
    rows = []
    cache = folder / "map-cache"
    env = {**env, "PODIUM_CACHE": str(cache)}
    for name in ("", *loads.MAPS):
        file = folder / f"map-{name or 'none'}.yaml"
        file.write_text(loads.map_outline(name), encoding="utf-8")
        build = [*PODIUM, "build", file.name, "-q", "-o", "out-map.pptx"]
        for state, runs in (("cold", 3), ("kept", 5)) if name else (("none", 5),):
            best: list[Row] = []
            for _ in range(runs):
                if state == "cold":
                    shutil.rmtree(cache, ignore_errors=True)
                best += measure("map", 1, 1, {f"{name or 'no map'}, {state}": build}, folder, env)
            rows.append(min(best, key=lambda r: r.cost.wall if r.cost else LONG))
            print(f"{rows[-1].tool:16} {said(rows[-1])}")
    (folder / "map-lecture.yaml").write_text(loads.lecture_of_maps(MAPS), encoding="utf-8")
    build = [*PODIUM, "build", "map-lecture.yaml", "-q", "-o", "out-map.pptx"]
    for state in ("cold", "kept"):
        if state == "cold":
            shutil.rmtree(cache, ignore_errors=True)
        rows += measure("map", MAPS, 1, {f"{MAPS} maps, {state}": build}, folder, env)
        print(f"{rows[-1].tool:16} {said(rows[-1])}")
    return rows


def said(row: Row) -> str:
    """A row's figures."""
    if row.cost is None:
        return f"{row.why[:28]:>10}"
    return f"{row.cost.wall:6.3f} s ({row.cost.cpu:6.3f}) {row.cost.megabytes:4.0f} MB"


def print_line(load: str, slides: int, rows: dict[str, Row], there: list[Tool]) -> None:
    ours = rows["podium"].cost
    cells = [f"{said(rows['podium']):28}"]
    for t in there[1:]:
        cost = rows[t.name].cost
        ratio = f"{ours.wall / cost.wall:6.2f}x" if ours and cost else ""
        cells.append(f"{said(rows[t.name]) + ratio:37}")
    print(f"{load:8} {slides:6}  {''.join(cells)}", flush=True)


def machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


# ----------------------------------------------------------------------------------------- goals


@dataclass(frozen=True)
class Goal:
    """A goal, what was measured, and whether that is good enough; None: not measured."""

    text: str
    measured: str
    reached: bool | None


def goals(rows: list[Row]) -> list[Goal]:
    """The goals of the project against the rows."""
    cost = {(r.load, r.slides, r.tool): r.cost for r in rows if r.cost}
    lecture = ((r.slides, r.cost) for r in rows if (r.load, r.tool) == ("lecture", "podium"))
    real, real_cost = next(lecture, (REAL, None))
    found = [within("25 text slides within 0.30 s", 0.30, cost.get(("text", 25, "podium"))),
             within(f"{real} slides of the lecture within 0.30 s", 0.30, real_cost),
             within("--help within 0.08 s", 0.08, cost.get(("start", 0, "podium --help")))]
    bare = cost.get(("map", 1, "no map, none"))
    for name in loads.MAPS:
        for state, limit in (("cold", 3.0 if name == "towns" else 1.5), ("kept", 0.15)):
            drawn = cost.get(("map", 1, f"{name}, {state}"))
            found.append(more(f"a map ({name}, {state}) within {limit} s", limit, drawn, bare))
    one, cold, kept = (cost.get(("map", n, f"{name}, {state}")) for n, name, state in
                       ((1, "east asia", "cold"), (MAPS, f"{MAPS} maps", "cold"), (MAPS, f"{MAPS} maps", "kept")))
    share = MAPS / min(MAPS, os.cpu_count() or 1)
    found += [times(f"{MAPS} cold maps at most {share:.1f} times one", share, cold, one),
              more(f"{MAPS} kept maps within {0.03 * MAPS:.2f} s", 0.03 * MAPS, kept, bare)]
    ours, rival = cost.get(("text", 1000, "podium")), cost.get(("text", 1000, "pptxgenjs"))
    found.append(times("1,000 text slides no slower than pptxgenjs", 1.0, ours, rival))
    for load in loads.LOADS:
        small, large = cost.get((load, 1000, "podium")), cost.get((load, 3000, "podium"))
        found.append(times(f"{load}: 3,000 slides at most 3.3 times 1,000", 3.3, large, small))
        memory = f"{large.megabytes:.0f} MB" if large else UNKNOWN
        found.append(Goal(f"{load}: under 200 MB at 3,000", memory, large.megabytes < 200 if large else None))
    return found


def within(text: str, limit: float, cost: Cost | None) -> Goal:
    """A goal in seconds."""
    return Goal(text, f"{cost.wall:.3f} s", cost.wall <= limit) if cost else Goal(text, UNKNOWN, None)


def more(text: str, limit: float, cost: Cost | None, bare: Cost | None) -> Goal:
    """A goal in seconds above those of the same deck without it."""
    if not cost or not bare:
        return Goal(text, UNKNOWN, None)
    return Goal(text, f"{cost.wall - bare.wall:.3f} s", cost.wall - bare.wall <= limit)


def times(text: str, limit: float, a: Cost | None, b: Cost | None) -> Goal:
    """A goal of a ratio of wall times."""
    if not a or not b:
        return Goal(text, UNKNOWN, None)
    return Goal(text, f"{a.wall:.2f} s / {b.wall:.2f} s = {a.wall / b.wall:.2f}", a.wall <= limit * b.wall)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time and memory of podium beside its rivals.")
    parser.add_argument("--quick", action="store_true", help="25 and 1,000 slides, few runs")
    parser.add_argument("--full", action="store_true", help="slow rivals on 3,000 slides too (minutes each)")
    parser.add_argument("--loads", default=",".join(loads.LOADS), help="some of: %(default)s")
    parser.add_argument("--limit", type=float, metavar="SECONDS",
                        help=f"for one run of a rival (default {LIMIT:.0f}, with --quick {QUICK_LIMIT:.0f})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    args = parser.parse_args()
    names = args.loads.split(",")
    if unknown := set(names) - set(loads.LOADS):
        parser.error(f"no such load: {', '.join(sorted(unknown))}")
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME")}
    subprocess.run([sys.executable, "-m", "compileall", "-q", ROOT / "podium", HERE], check=False)
    with tempfile.TemporaryDirectory(prefix="podium-bench-") as name:
        folder = Path(name)
        sizes = QUICK if args.quick else SIZES
        write_loads(folder, names, sizes)
        limit = args.limit or (QUICK_LIMIT if args.quick else LIMIT)
        rows, there = measure_all(folder, env, names, sizes, args.full, limit)
    reached = goals(rows)
    print("\ngoals")
    for g in reached:
        mark = {True: "pass", False: "FAIL", None: " -- "}[g.reached]
        print(f"  {mark}  {g.text}: {g.measured}")
    if (busy := os.getloadavg()[0]) > 1.3:
        print(f"\nThe machine was busy with other things (load {busy:.1f}): trust CPU times, not wall times.")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT / 1e6
    print(f"\n(This process stayed at {own:.0f} MB; the peak of a child cannot be measured below that.)")
    if args.json:
        data: dict[str, Any] = {"machine": machine(), "tools": {t.name: t.version for t in there},
                                "rows": [asdict(r) for r in rows], "goals": [asdict(g) for g in reached]}
        args.json.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
