"""The notes say how far a map can be trusted, the credits whose data it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from podium import kinds
from podium.diagnostics import Report
from podium.pages.page_pass import lay_out
from podium.scene.boxes import Page, Text

OUTLINE = """title: T
lang: {lang}
agenda: false
sides: {{soviet: {{name: Soviet Union, colour: red}}, japan: {{name: Japan, colour: blue}}}}
sources: {{post: {{title: A post, author: I. Kolev, date: 2017}}}}
slides:
  - map: Positions
    territories: own
    frame: [110, 44, 125, 50]
    fill: {{soviet: [steppe], japan: [forest]}}
    positions: {{source: placed by hand, confidence: schematic}}
    cities: [Hailar, {{name: Nomonhan, at: [118.97, 47.69]}}]
    events:
      - {{title: Tauran, at: [115.6, 47.6], source: post, confidence: low}}
      - {{title: Halhamiao, at: [117.9, 48.0], confidence: high}}
    arrows: [{{from: [112, 46], to: [114, 46], side: soviet}}]
    circles:
      at:
        - {{at: [113, 47], label: A camp, number: 30, confidence: low, source: post}}
        - {{at: Hailar, number: 20}}
        - {{at: Choibalsan, number: 10, confidence: low}}
    notes: Look at the steppe.
  - points: Nothing drawn
    items: [One, Two]
"""
RECIPE = """title: Own
territories:
  steppe: {name: The steppe, source: The modern border., confidence: high, build: [MNG/*]}
  forest: {name: The forest, source: Drawn by hand., confidence: low, build: [CHN/Heilongjiang]}
"""


@pytest.fixture(params=["drawn", "from the cache"])
def pages(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    return [laid_out(tmp_path) for _ in range(1 if request.param == "drawn" else 2)][-1]


def laid_out(folder: Path, lang: str = "en") -> list[Page]:
    (folder / "territories").mkdir(exist_ok=True)
    (folder / "territories" / "own.yaml").write_text(RECIPE, encoding="utf-8")
    path = folder / "talk.yaml"
    path.write_text(OUTLINE.format(lang=lang), encoding="utf-8")
    report = Report()
    outline = kinds.load(path, report)
    outline = None if report.failed else outline
    assert outline is not None, list(report)
    return lay_out(outline, report).pages


def test_the_notes_name_what_is_uncertain_and_what_is_schematic(pages: list[Page]) -> None:
    spoken, added = pages[1].notes.split("\n")
    assert spoken == "Look at the steppe."
    assert added == (
        "Uncertain on this map: The forest (Drawn by hand); Tauran, A camp (I. Kolev, A post, 2017); "
        "Choibalsan (placed by hand). "
        "Schematic on this map: Nomonhan, Movements (placed by hand)."
    )


def test_slides_without_a_map_get_nothing(pages: list[Page]) -> None:
    assert pages[2].notes == ""


def test_the_credits_name_the_data_and_the_slides(pages: list[Page]) -> None:
    texts = [p.text.replace("\xa0", " ") for b in pages[-1].boxes if isinstance(b, Text) for p in b.paragraphs]
    at = texts.index("Maps")
    assert texts[at + 1 : at + 3] == ["Natural Earth, GMTED2010, GeoNames (CC BY 4.0)", "Slide 2"]


def test_the_words_are_those_of_the_deck(tmp_path: Path) -> None:
    assert "Unsicher auf dieser Karte: The forest" in laid_out(tmp_path, "de")[1].notes
