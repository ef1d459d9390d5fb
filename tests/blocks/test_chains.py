"""causes and steps as their author and their audience see them: order, verbs, glue, no word lost."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from podium import kinds, themes
from podium.backends.pptx.write import write
from podium.diagnostics import Report
from podium.layout.stage import Stage
from podium.outline import deck
from podium.pages.page_pass import lay_out
from podium.scene.boxes import Box, Connector, Group, Text
from podium.scene.grid import Grid
from podium.scene.units import Rect, inches

WIDE = Rect(inches(0.75), inches(2.06), inches(11.83), inches(4.4))
HALF = Rect(inches(6.75), inches(2.06), inches(5.83), inches(4.4))
CHAIN = """    events:
      - {when: 1931, title: Mukden, text: A staged blast, verb: makes way for, kind: short-term}
      - {when: 1932, title: Manchukuo, verb: invites, kind: trigger}
      - {when: 1935/1939, title: Border war, kind: effect}
"""


def flat(boxes: list[Box]) -> list[Box]:
    """The boxes, those in groups too."""
    return [inner for box in boxes for inner in ([box, *flat(list(box.boxes))] if isinstance(box, Group) else [box])]


def load(tmp_path: Path, kind: str, body: str) -> tuple[deck.Outline, Report]:
    path = tmp_path / "x.yaml"
    path.write_text(f"title: T\nslides:\n  - {kind}: A headline\n{body}", encoding="utf-8")
    report = Report()
    outline = kinds.load(path, report, "x.yaml")
    outline = None if report.failed else outline
    assert outline is not None, [str(f) for f in report]
    return outline, report


def drawn(tmp_path: Path, kind: str, body: str, rect: Rect = WIDE) -> tuple[list[list[Box]], list[str]]:
    outline, report = load(tmp_path, kind, body)
    stage = Stage(outline, themes.load("atlas"), Grid.of("16:9"), None, report)
    sheets = outline.deck.slides[0].lay_out(rect, stage)
    assert not stage.leftovers
    return [flat(sheet) for sheet in sheets], [str(f) for f in report]


def words(boxes: list[Box]) -> str:
    return " ".join(p.text for b in boxes if isinstance(b, Text) for p in b.paragraphs).replace("\u00a0", " ")


def many(count: int) -> str:
    return "    events:\n" + "".join(f"      - {{title: Event {n} of many, verb: verb{n}}}\n" for n in range(count))


def stairs(tmp_path: Path, body: str = CHAIN) -> list[Box]:
    return drawn(tmp_path, "causes", body + "    arrange: stairs\n")[0][0]


def test_every_stair_is_lower_and_further_right_than_the_one_before(tmp_path: Path) -> None:
    rules = [b.rect for b in stairs(tmp_path) if b.name.startswith("Rule")]
    assert len(rules) == 3
    assert [(r.x, r.y) for r in rules] == sorted((r.x, r.y) for r in rules)


def test_a_connector_says_in_its_alt_text_how_the_one_leads_to_the_other(tmp_path: Path) -> None:
    alts = [b.alt for b in stairs(tmp_path) if isinstance(b, Connector)]
    assert alts == ["Mukden makes way for Manchukuo", "Manchukuo invites Border war"]


def test_only_the_end_has_the_accent(tmp_path: Path) -> None:
    fills = [b.fill for b in stairs(tmp_path) if b.name.startswith("Rule")]  # type: ignore[attr-defined]
    assert fills == ["ink", "ink", "accent"]


def test_steps_with_kinds_stand_in_groups(tmp_path: Path) -> None:
    said = words(drawn(tmp_path, "causes", CHAIN)[0][0])
    assert [said.index(w) for w in ("Short-term causes", "Trigger", "Effects")] == sorted(
        said.index(w) for w in ("Short-term causes", "Trigger", "Effects")
    )


def test_more_than_seven_causes_go_on_from_the_last_stair(tmp_path: Path) -> None:
    sheets, _ = drawn(tmp_path, "causes", many(12))
    rules = [[b.name for b in sheet if b.name.startswith("Rule")] for sheet in sheets]
    assert len(rules) > 1
    assert all(len(r) <= 7 for r in rules)
    assert [r[-1] for r in rules[:-1]] == [r[0] for r in rules[1:]]
    assert all(f"verb{n}" in " ".join(words(s) for s in sheets) for n in range(11))


@pytest.mark.parametrize("kind", ["causes", "steps"])
@pytest.mark.parametrize("rect", [WIDE, HALF])
@pytest.mark.parametrize("count", [1, 2, 5, 9, 23])
def test_no_event_is_lost_and_nothing_leaves_its_rectangle(tmp_path: Path, kind: str, rect: Rect, count: int) -> None:
    sheets, _ = drawn(tmp_path, kind, many(count), rect)
    said = " ".join(words(s) for s in sheets)
    assert all(f"Event {n} of many" in said for n in range(count))
    for box in (b for sheet in sheets for b in sheet):
        assert box.rect.x >= rect.x
        assert box.rect.right <= rect.right + 20_000
        assert box.rect.bottom <= rect.bottom + 20_000


def test_steps_are_numbered_through_all_slides(tmp_path: Path) -> None:
    sheets, _ = drawn(tmp_path, "steps", many(23))
    numbers = [words([b]) for sheet in sheets for b in sheet if b.name.startswith("Number")]
    assert numbers == [str(n) for n in range(1, 24)]


def test_a_time_of_day_stands_as_it_was_written(tmp_path: Path) -> None:
    assert "5:45 AM" in words(drawn(tmp_path, "steps", "    events: [{when: '5:45 AM', title: Bombardment}]\n")[0][0])


def test_connectors_are_glued_to_shapes_of_their_slide(tmp_path: Path) -> None:
    outline, report = load(tmp_path, "steps", many(9))
    target = tmp_path / "x.pptx"
    write(lay_out(outline, report), target)
    with zipfile.ZipFile(target) as archive:
        slide = next(
            x for n in archive.namelist() if "slides/slide" in n and "stCxn" in (x := archive.read(n).decode())
        )
    glued = re.findall(r'<a:(?:st|end)Cxn id="(\d+)"', slide)
    assert len(glued) == 2 * 9  # eight ways, one of them in two parts
    assert set(glued) <= set(re.findall(r'<p:cNvPr id="(\d+)"', slide))
