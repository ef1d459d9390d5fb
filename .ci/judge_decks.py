"""Judges decks and weighs the hard findings against the waivers of `.ci/judge-waivers`.

    judge_decks.py JUDGE.py DECK.pptx...

Prints the judge's summary lines and every hard finding; waived ones with their evidence. Ends with 1 if a hard
finding is not waived, or a waiver names nothing that the judge still says (then it must go).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WAIVERS = Path(__file__).with_name("judge-waivers")
WORKERS = 2
TIMEOUT = 400  # seconds for one deck; LibreOffice has its own limit in the judge


@dataclass(frozen=True)
class Waiver:
    """A hard finding that was looked into and is not true; `slide` "*" is any, "0" the deck itself."""

    deck: str
    slide: str
    rule: str
    evidence: str

    def covers(self, deck: str, finding: dict[str, Any]) -> bool:
        return self.deck == deck and self.slide in ("*", str(finding["slide"])) and self.rule == finding["rule"]


def read_waivers(path: Path) -> list[Waiver]:
    """The waivers of a file; SystemExit names a line that is none."""
    waivers = []
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        fields = [f.strip() for f in line.split("|", 3)]
        if len(fields) != 4 or not all(fields):
            raise SystemExit(f"{path}:{number}: a waiver is 'deck-name | slide | rule | evidence'")
        waivers.append(Waiver(*fields))
    return waivers


def judged(judge: str, deck: Path) -> dict[str, Any]:
    """What the judge says about a deck; SystemExit if it says nothing."""
    try:
        done = subprocess.run([sys.executable, judge, str(deck), "--json"], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=TIMEOUT)
        said: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise SystemExit(f"{deck}: the judge took longer than {TIMEOUT} s") from None
    except json.JSONDecodeError:
        raise SystemExit(f"{deck}: the judge gave no verdict:\n{done.stdout}{done.stderr}") from None
    return said


def report(deck: Path, said: dict[str, Any], waivers: list[Waiver], used: set[Waiver]) -> int:
    """Prints the verdict on one deck; the number of hard findings that nothing waives."""
    print(f"\n{deck}")
    open_ = 0
    for f in said["findings"]:
        if f["level"] != "FAIL":
            continue
        waiver = next((w for w in waivers if w.covers(deck.stem, f)), None)
        place = f"slide {f['slide']}" if f["slide"] else "deck"
        print(f"  {'waived' if waiver else 'FAIL'}  {f['area']}  {place}  {f['rule']}: {f['message']}")
        if waiver:
            used.add(waiver)
            print(f"          because: {waiver.evidence}")
        else:
            open_ += 1
    for name, area in said["areas"].items():
        skipped = f" [{area['skipped']}]" if area["skipped"] else ""
        figures = ", ".join(f"{k} {v}" for k, v in area["figures"].items())
        print(f"  == {name:13} {area['status']}{skipped} ({area['hard']} hard, {area['warnings']} warnings); {figures}")
        if area["skipped"] and os.environ.get("CI") == "true":  # everything is installed there: nothing may be skipped
            print(f"  FAIL  {name} was not judged")
            open_ += 1
    return open_


def main(judge: str, *names: str) -> int:
    waivers, used = read_waivers(WAIVERS), set[Waiver]()
    decks = [Path(n) for n in names]
    with ThreadPoolExecutor(WORKERS) as pool:
        verdicts = pool.map(lambda deck: judged(judge, deck), decks)
        failed = sum(report(deck, said, waivers, used) for deck, said in zip(decks, verdicts, strict=True))
    unused = [w for w in waivers if w not in used]
    for w in unused:
        print(f"FAIL  the waiver '{w.deck} | {w.slide} | {w.rule}' covers nothing any more: remove it")
    print(f"\n{len(decks)} decks judged: {failed} hard findings, {sum(w in used for w in waivers)} waivers used")
    return int(bool(failed or unused))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
