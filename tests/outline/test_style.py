"""`check` says what could be better, with codes that can be switched off by line and by file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from podium.diagnostics import Report
from podium.kinds import load
from podium.outline.style import CODES, check_style

Run = Callable[..., Result]


def found(tmp_path: Path, text: str) -> list[str]:
    """The findings on style, as "line:column code: message"."""
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    report = Report()
    outline = load(path, report, "x")
    assert outline is not None, list(report)
    check_style(outline, report)
    return [f"{d.span.line}:{d.span.column} {d.code}: {d.message}" for d in report if d.code in CODES]


def headline(tmp_path: Path, text: str, lang: str = "en", kind: str = "points") -> bool:
    body = json.dumps(text, ensure_ascii=False)
    said = found(tmp_path, f"title: T\nlang: {lang}\nslides:\n  - {kind}: {body}\n    text: x\n")
    return any("label-headline" in line and line.startswith("4:") for line in said)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Background", "en"),
        ("Manchukuo", "en"),
        ("Causes of the war", "en"),
        ("The consequences", "en"),
        ("Overview: 1904–1942", "en"),
        ("Key points", "en"),
        ("Timeline 1931 to 1939", "en"),
        ("Ursachen des Krieges", "de"),
        ("Die Folgen", "de"),
        ("Überblick", "de"),
        ("Les causes de la guerre", "fr"),
        ("Причины войны", "ru"),
    ],
)
def test_a_label_is_no_headline(tmp_path: Path, text: str, lang: str) -> None:
    assert headline(tmp_path, text, lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Tanks won the battle", "en"),
        ("Japan lost", "en"),
        ("Losses were higher on the Soviet side", "en"),
        ("Causes of the war reached back to 1905", "en"),
        ("Sources disagree on the losses", "en"),
        ("History taught Stalin to wait", "en"),
        ("What came of it?", "en"),
        ("Zwei Feinde schließen einen Vertrag", "de"),
        ("Folgen hatte der Pakt für alle", "de"),
        ("Карта показывает раздел", "ru"),
        ("滿洲國", "zh"),
    ],
)
def test_a_claim_is_a_headline(tmp_path: Path, text: str, lang: str) -> None:
    assert not headline(tmp_path, text, lang)


def test_a_question_and_a_quotation_need_no_claim(tmp_path: Path) -> None:
    assert not headline(tmp_path, "Background", kind="question")


def test_a_headline_alone_is_told(tmp_path: Path) -> None:
    slides = "  - points: A claim is here\n  - question: Who is right?\n  - points: B is\n    text: x\n"
    said = found(tmp_path, f"title: T\nslides:\n{slides}")
    assert said == ["3:5 empty: nothing stands on this slide but its headline"]


def test_two_spellings_of_a_name(tmp_path: Path) -> None:
    said = found(tmp_path, """title: T
slides:
  - points: At Khalkhin Gol Manshukoku lost
    items: [Zhukov led Mongolian troops, Khalkhin was far]
  - points: The Khalkhyn was a river of Manshūkoku
    items: [Mongolia lay beyond, Zhukov's men]
    notes: The post writes Khalkhan.
  - quote: The Khalkhen
    by: Khalkhun
""")  # fmt: skip
    assert said == [
        "5:13 two-spellings: 'Khalkhyn' is spelled 'Khalkhin' elsewhere (2 times)",
        "5:13 two-spellings: 'Manshūkoku' is spelled 'Manshukoku' elsewhere (1 time)",
    ]


def test_a_name_in_one_word_and_in_two(tmp_path: Path) -> None:
    said = found(tmp_path, """title: T
slides:
  - points: They went to Ulan Bator
    items: [Ulan Bator was far, Red Hero it was called]
  - points: They left Ulan-Bator
    items: [The Amur was near]
""")  # fmt: skip
    assert said == ["5:13 two-spellings: 'Ulan-Bator' is spelled 'Ulan Bator' elsewhere (2 times)"]


@pytest.mark.parametrize("words", ["Mongolia Mongolian", "Soviets Soviets’", "Austria Australia", "Lenin Lenins"])
def test_inflected_and_other_names_are_no_spellings(tmp_path: Path, words: str) -> None:
    assert found(tmp_path, f"title: T\nslides:\n  - points: They met there\n    items: [{words}]\n") == []


def test_a_source_that_nothing_cites(tmp_path: Path) -> None:
    said = found(tmp_path, """title: T
sources:
  deck: {title: A}
  slide: {title: B}
  foot: {title: C}
  part: {title: D}
  never: {title: E}
source: deck
slides:
  - points: It was so[^foot, p. 1]
    source: slide
    items: [x]
  - map: It was there
    territories: east-asia-1931-1941
    year: 1939
    positions: {source: part, confidence: low}
""")  # fmt: skip
    assert said == ["7:3 uncited-source: nothing cites the source 'never'"]


def test_pictures_without_alt_text_and_credit(tmp_path: Path) -> None:
    said = found(tmp_path, """title: T
slides:
  - images: Two men met there
    items:
      - {file: a.jpg}
      - {file: b.jpg, alt: A man, credit: An archive}
  - question: Who?
    picture: c.jpg
""")  # fmt: skip
    assert said == [
        "5:16 no-credit: no credit for a.jpg, c.jpg",
        "5:16 no-alt: nothing says what is to be seen in 'a.jpg'",
    ]


def test_every_code_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
    assert [code for code in CODES if f"| `{code}` |" not in page] == []


# ------------------------------------------------------------------------------------------- switching off

LABELS = """title: T
slides:
  - points: Causes
    items: [x]
  - points: Effects
    items: [x]
"""


def test_a_comment_switches_a_finding_off_for_its_line(tmp_path: Path) -> None:
    beside = LABELS.replace("Causes", "Causes  # podium: ignore label-headline")
    assert [line[:3] for line in found(tmp_path, beside)] == ["5:1"]
    above = LABELS.replace("  - points: Effects", "  # podium: ignore label-headline\n  - points: Effects")
    assert [line[:3] for line in found(tmp_path, above)] == ["3:1"]


def test_a_comment_above_the_first_key_is_for_the_file(tmp_path: Path) -> None:
    assert found(tmp_path, f"# podium: ignore two-spellings, label-headline\n{LABELS}") == []
    assert len(found(tmp_path, f"# podium: ignore two-spellings\n{LABELS}")) == 2


def test_only_warnings_can_be_switched_off(podium: Run, project: Path) -> None:
    path = project / "slides_src" / "x.yaml"
    more = "    itms: 1\n  - {image: A, file: n.jpg}\n"
    path.write_text(f"# podium: ignore unknown-key, missing-picture\n{LABELS}{more}")
    result = podium("check", str(path))
    assert "unknown key 'itms'" in result.output
    assert "n.jpg' is not there" not in result.output
    assert "label-headline" in podium("check", str(path), "--json").stdout


def test_build_has_no_findings_on_style(podium: Run, project: Path) -> None:
    path = project / "slides_src" / "x.yaml"
    path.write_text(LABELS)
    assert "is a label" not in podium("build", str(path)).output
    assert "is a label" in podium("check", str(path)).output
