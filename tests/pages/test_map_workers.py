"""Missing maps are drawn side by side: the deck and what is said of it are the same, and no process is left."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from podium import cache, companion, pipeline
from podium.maps.drawing import cache as drawings
from podium.pages import map_pages, map_workers

Podium = Callable[..., Result]
HEAD = "title: Talk\nsides:\n  a: {name: Ones, colour: red}\nslides:\n"
# Each has something to be warned of: a year, though its borders are today's.
MAPS = """\
  - map: The {n}th map
    full: true
    frame: [{west}, 42, {east}, 50]
    relief: false
    year: 19{n}0
    fill: {{a: [FRA]}}
"""
DIES = "import os; os._exit(3)"
DIES_OVER_A_MAP = (
    "import os, pickle, sys; pickle.load(sys.stdin.buffer); pickle.dump(True, sys.stdout.buffer); "
    "sys.stdout.buffer.flush(); pickle.load(sys.stdin.buffer); os._exit(3)"
)


def outline(folder: Path, maps: int) -> str:
    slides = [MAPS.format(n=n, west=n, east=n + 9) for n in range(1, maps + 1)]
    (folder / "slides_src" / "talk.yaml").write_text(HEAD + "".join(slides))
    return "slides_src/talk.yaml"


@pytest.fixture
def cold(project: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`cold("a")`: from now on another cache, in which there is nothing."""

    def make(name: str) -> None:
        monkeypatch.setenv("PODIUM_CACHE", str(project / f"cache-{name}"))

    return make


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """`machine(2)`: podium finds as many cores."""

    def make(count: int) -> None:
        for module in (pipeline, map_pages, map_workers):
            monkeypatch.setattr(module, "cores", lambda: count)

    return make


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that are started; none is left after a test."""
    found: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def popen(*args: Any, **how: Any) -> subprocess.Popen[bytes]:
        found.append(real(*args, **how))
        return found[-1]

    monkeypatch.setattr(companion.subprocess, "Popen", popen)
    yield found
    assert all(process.returncode is not None for process in found)


@pytest.fixture
def drawn_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the maps that this process draws. The first is drawn only when a process has finished another, if
    one can."""
    found: list[str] = []
    real = drawings._drawn

    def draw(name: str, *rest: Any) -> Any:
        until = time.monotonic() + 60
        while not found and any(companions) and not kept() and time.monotonic() < until:
            time.sleep(0.02)
        found.append(name)
        return real(name, *rest)

    companions: list[companion.Companion] = []
    make = companion.Companion.__init__

    def remember(self: companion.Companion, *args: Any, **how: Any) -> None:
        make(self, *args, **how)
        companions.append(self)

    monkeypatch.setattr(companion.Companion, "__init__", remember)
    monkeypatch.setattr(drawings, "_drawn", draw)
    return found


def kept() -> list[Path]:
    return list(cache.folder(drawings.FOLDER).glob("*.drawing"))


def built(podium: Podium, path: str) -> tuple[bytes, str]:
    """The deck, and what is said of it without the seconds."""
    result = podium("build", path, "-o", "x.pptx")
    assert result.exit_code == 0, result.output
    return Path("x.pptx").read_bytes(), result.output.rsplit("(", 1)[0]


def test_the_deck_and_the_messages_are_those_of_one_process(
    podium: Podium, project: Path, cold: Any, machine: Any, started: list[Any], drawn_here: list[str]
) -> None:
    path = outline(project, 4)
    machine(1)
    cold("one")
    alone, said = built(podium, path)
    assert (len(drawn_here), started) == (4, [])
    lines = [int(line.split(":")[1]) for line in said.splitlines() if ": warning: " in line]
    assert lines == sorted(lines)
    assert said.count("without 'territories' the borders are today's") == 4
    machine(3)
    cold("three")
    drawn_here.clear()
    assert built(podium, path) == (alone, said)
    assert len(started) == 2
    assert len(drawn_here) < 4
    assert len(kept()) == 4
    drawn_here.clear()
    assert built(podium, path) == (alone, said)  # from the cache
    assert (len(started), drawn_here) == (2, [])


def test_maps_as_pictures_are_those_of_one_process(
    podium: Podium, project: Path, cold: Any, machine: Any, started: list[Any], drawn_here: list[str]
) -> None:
    path = outline(project, 3)

    def painted() -> tuple[dict[str, bytes], str]:
        result = podium("map", path, "-o", "x.svg", "--force")
        assert result.exit_code == 0, result.output
        return {file.name: file.read_bytes() for file in Path().glob("x*.svg")}, result.output

    machine(1)
    cold("one")
    alone = painted()
    assert (len(alone[0]), len(drawn_here), started) == (3, 3, [])
    machine(2)
    cold("two")
    drawn_here.clear()
    assert painted() == alone
    assert len(started) == 1
    assert len(drawn_here) < 3
    assert painted() == alone  # from the cache
    assert len(started) == 1


def test_two_missing_maps_start_no_process(
    podium: Podium, project: Path, cold: Any, machine: Any, started: list[Any], drawn_here: list[str]
) -> None:
    machine(4)
    cold("one")
    built(podium, outline(project, 2))
    four = outline(project, 4)  # of which two are there
    first, _ = built(podium, four)
    assert (started, len(drawn_here)) == ([], 4)
    assert built(podium, four)[0] == first


def test_a_map_that_is_shown_twice_is_drawn_once(
    podium: Podium, project: Path, cold: Any, machine: Any, started: list[Any], drawn_here: list[str]
) -> None:
    machine(4)
    cold("one")
    path = outline(project, 2)
    with open(path, "a", encoding="utf-8") as file:
        file.write(MAPS.format(n=1, west=1, east=10))
    built(podium, path)
    assert (started, len(drawn_here)) == ([], 2)


@pytest.mark.parametrize("start", [DIES, DIES_OVER_A_MAP, "raise SystemExit", "print('junk')"])
def test_a_process_that_fails_costs_only_time(
    podium: Podium, project: Path, cold: Any, machine: Any, started: list[Any], monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str], start: str,
) -> None:  # fmt: skip
    path = outline(project, 3)
    machine(1)
    cold("one")
    alone = built(podium, path)
    machine(2)
    cold("two")
    monkeypatch.setattr(map_workers, "_START", start)
    assert built(podium, path) == alone
    assert len(started) == 1
    assert len(kept()) == 3
    assert capfd.readouterr().err == ""


def test_a_process_that_cannot_be_started_costs_nothing(
    podium: Podium, project: Path, cold: Any, machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError("no more processes")

    machine(4)
    cold("one")
    monkeypatch.setattr(companion.subprocess, "Popen", refuse)
    built(podium, outline(project, 3))
    assert len(kept()) == 3


def test_without_a_cache_to_write_to_no_process_is_started(
    podium: Podium, project: Path, machine: Any, started: list[Any], monkeypatch: pytest.MonkeyPatch,
    drawn_here: list[str], cold: Any,
) -> None:  # fmt: skip
    path = outline(project, 3)
    machine(1)
    cold("one")
    alone = built(podium, path)
    (project / "file").write_text("")
    monkeypatch.setenv("PODIUM_CACHE", str(project / "file"))
    machine(4)
    drawn_here.clear()
    assert built(podium, path) == alone
    assert (started, len(drawn_here)) == ([], 3)


def test_mistakes_in_maps_are_told_once_and_in_order(podium: Podium, project: Path, cold: Any, machine: Any) -> None:
    path = outline(project, 3)
    text = Path(path).read_text(encoding="utf-8").replace("fill: {a: [FRA]}", "fill: {a: [Frence]}")
    Path(path).write_text(text, encoding="utf-8")
    said = []
    for count in (1, 3):
        machine(count)
        cold(str(count))
        result = podium("build", path, "-o", "x.pptx")
        assert result.exit_code == 1
        said.append(result.output)
    assert said[0] == said[1]
    assert said[0].count("Frence") == 3


def test_an_interrupt_ends_the_processes(
    podium: Podium, project: Path, cold: Any, machine: Any, started: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def draw(*_: Any) -> None:
        until = time.monotonic() + 60
        while len(started) < 2 and time.monotonic() < until:
            time.sleep(0.01)
        raise KeyboardInterrupt

    machine(3)
    cold("one")
    monkeypatch.setattr(map_workers, "_START", "import time; time.sleep(300)")
    monkeypatch.setattr(drawings, "_drawn", draw)
    with pytest.raises(KeyboardInterrupt):
        pipeline.scene_of(Path(outline(project, 4)))
    assert len(started) == 2
    assert all(process.returncode is not None for process in started)
    assert not list(project.rglob("*.pptx"))


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_companion_does_not_outlive_a_podium_that_was_killed(tmp_path: Path) -> None:
    busy = (
        "import os, time; from podium.companion import serve; "
        "serve(lambda to: (open(to, 'w').write(str(os.getpid())), time.sleep(300)))"
    )
    code = (
        "import pickle; from podium.companion import Companion\n"
        f"Companion({busy!r}).ask(pickle.dumps({str(tmp_path / 'number')!r}))"
    )
    root = str(Path(__file__).parents[2])
    parent = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": root})
    number, until = tmp_path / "number", time.monotonic() + 60
    while not (number.exists() and number.read_text()) and time.monotonic() < until:
        time.sleep(0.02)
    parent.kill()
    parent.wait()
    child, is_there = int(number.read_text()), True
    while is_there and time.monotonic() < until:
        try:
            os.kill(child, 0)
            time.sleep(0.02)
        except ProcessLookupError:
            is_there = False
    assert not is_there
