"""All mistakes of an outline in one run, whatever pass finds them; and none that only follows from another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

OUTLINE = """\
title: T
minutes: soon
sides:
  japan: {name: Japan, colour: crimson}
  soviet: {name: Soviet Union, colour: red}
source: post
sources:
  book: {title: A book}
slides:
  - pionts: One
    items: [a]
    source: bok
  - points: Two
    itmes: [a, "[there](#nowhere)"]
    when: 1939-13-01
  - table: Three
    file: missing.csv
  - chart: Four
    type: columm
    file: also-missing.csv
  - map: Five
    territories: east-asia-1931-1941
    year: 1939
    fill: {soviet: [ussrr], japan: [japan]}
    cities: [Nowhere At All]
    reliefs: true
  - map: Six
    territories: east-asia
    year: 1939
  - portrait: Seven
    side: sovjet
    nme: A
  - images: Eight
    items:
      - {at: top-lefft, file: a.png, alt: x}
  - forces: Nine
    rows: {Men: [abc, 5]}
    note: *broken* mark
"""
EXPECTED = {
    "minutes": 2,
    "'crimson'": 4,
    "'post'": 6,
    "'pionts'": 10,
    "'bok'": 12,
    "'itmes'": 14,
    "'nowhere'": 14,
    "1939-13-01": 15,
    "missing.csv": 17,
    "columm": 19,
    "also-missing.csv": 20,
    "ussrr": 24,
    "Nowhere At All": 25,
    "reliefs": 26,
    "'east-asia'": 28,
    "sovjet": 31,
    "'nme'": 32,
    "top-lefft": 35,
    "a.png": 35,
    "abc": 37,
    "begins with *": 38,
}


def test_one_run_names_every_mistake(lecture: Callable[..., Any]) -> None:
    made = lecture(OUTLINE)
    for words, line in EXPECTED.items():
        assert any(f".yaml:{line}:" in m and words in m for m in made.messages), (words, "\n".join(made.messages))
    assert made.report.failed


def test_no_mistake_follows_from_another(lecture: Callable[..., Any]) -> None:
    made = lecture("""
        title: T
        sides: {japan: {name: Japan, colour: crimson}}
        slides:
          - table: A
            rows: [[{a: b}]]
          - chart: B
            data: {1935: abc}
          - portrait: C
            side: japan
          - points: D
            items: [See the map, {a: {b: c}}]
    """)
    errors = [m for m in made.messages if ": error: " in m]
    assert [m.split(":")[1] for m in errors] == ["3", "6", "8", "12"], made.messages


def test_no_deck_comes_of_an_outline_with_a_mistake(podium: Callable[..., Any], project: Path) -> None:
    (project / "slides_src" / "talk.yaml").write_text(OUTLINE, encoding="utf-8")
    assert podium("build", "slides_src/talk.yaml").exit_code == 1
    assert not list((project / "output").glob("*"))
