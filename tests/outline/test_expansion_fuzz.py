"""Files that include one another, with anything in them, are an outline or a list of mistakes, never a traceback."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from test_house_style import mutated
from thorough import examples

from podium.diagnostics import Report
from podium.kinds import load
from podium.outline.checks import check_outline

FILES = {
    "talk.yaml": """title: ${town}
include: parts/common.yaml
for:
  long: {minutes: 50, vars: {how: long}}
  short: {minutes: 20, subtitle: In brief}
vars: {how: x, list: [1, 2], both: "${town} and ${how}"}
defaults:
  points: {reveal: true, when: "${year}"}
  map: {relief: false}
sides:
  include: parts/sides.yaml
  own: {name: Own}
sections:
  - include: other.yaml#Second part
    title: Renamed
  - title: Mine ${both}
    for: [long, short]
    slides:
      - points: A[^a, p. 3]
        for: {short: {notes: "${how}", items: [y]}}
        items:
          - x ${how}
          - include: parts/items.yaml
      - use: other.yaml#town
        notes: N
        for: long
      - include: other.yaml
      - chart: C
        data: {include: parts/numbers.yaml#losses.khasan}
      - question: $${how}
""",
    "other.yaml": """title: Other
for: [long, x]
vars: {town: Mukden, year: "1931"}
defaults: {points: {reveal: true}}
sides: {china: {name: China, colour: green}}
sources: {lytton: {title: Report}, own: {title: Own}}
source: own
sections:
  - title: First part
    slides:
      - points: In ${town}
        id: town
        when: ${year}
        items: [x]
        source: lytton
  - title: Second part
    slides:
      - quote: C
        by: D ${nope}
      - include: parts/slides.yaml
""",
    "parts/common.yaml": "vars: {town: T, year: 1939}\nsources: {a: {title: A}}\nauthor: Me\n",
    "parts/sides.yaml": "sides: {a: {name: A}}\n",
    "parts/items.yaml": "- a\n- b: c\n- include: more.yaml\n",
    "parts/more.yaml": "- z\n",
    "parts/numbers.yaml": "losses: {khasan: {A: 1, B: 2}}\n",
    "parts/slides.yaml": "- points: P\n  items: [x]\n- question: Q\n",
}
WORDS = [
    *("${town}", "${", "${list}", "[^", "[^a]", "[", "{a: b}", "null", "- ", "vars:", "for:", "sections:", "slides:"),
    *("include: talk.yaml", "include: other.yaml", "include: [parts/a.yaml, 3]", "include: {a: b}", "for: [long]"),
    *("use: other.yaml#town", "use: other.yaml#gone", "use: [a]", "defaults: x", "for: {short: false}"),
]


def spoilt(text: str, chance: random.Random) -> str:
    """The text with lines moved, dropped and replaced, at random."""
    if chance.random() < 0.5:
        text = mutated(text, chance)
    for _ in range(chance.randint(0, 3)):
        lines = text.split("\n")
        at, word = chance.randrange(len(lines)), chance.choice(WORDS)
        start, key = re.match(r"( *(?:- )?)(\w+:)?", lines[at]).groups()  # type: ignore[union-attr]
        lines[at] = chance.choice([start + word, f"{start}{key or ''} {word}", lines[at] + word])
        text = "\n".join(lines)
    return text


def test_the_files_are_right_as_they_are(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    report = Report()
    outline = load(tmp_path / "talk.yaml", report, "talk.yaml")
    assert [str(d).partition(";")[0] for d in report] == ["other.yaml:19:15: error: there is no variable 'nope'"]
    assert outline is not None


@pytest.mark.parametrize("seed", range(8))
def test_anything_in_them_is_an_outline_or_a_list_of_mistakes(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    (tmp_path / "parts").mkdir()
    for _ in range(examples(40)):
        for name, text in FILES.items():
            often = 1.0 if name == "talk.yaml" else 0.3
            written = spoilt(text, chance) if chance.random() < often else text
            (tmp_path / name).write_text(written, "utf-8")
        for variant in ("", "short"):
            report = Report()
            outline = load(tmp_path / "talk.yaml", report, "talk.yaml", variant=variant)
            if outline is not None:
                check_outline(outline, report)
            assert outline is not None or report.failed
            assert all("\n" not in str(d) for d in report)
