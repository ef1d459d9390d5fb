"""Scale bars are round and true, legends hold their words, insets show where they are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podium import themes
from podium.diagnostics import Report
from podium.kinds import load
from podium.layout.pictures.library import Pictures
from podium.layout.stage import Stage
from podium.maps.drawing import furniture
from podium.maps.drawing.furniture import Entry
from podium.scene.boxes import Box, Group, Hatch, Line, Shape, Text
from podium.scene.grid import Grid
from podium.scene.units import Rect, points


def a_stage(folder: Path, lang: str = "en") -> Stage:
    path = folder / "t.yaml"
    path.write_text(f"title: T\nlang: {lang}\nslides:\n  - points: P\n    items: [a]\n", encoding="utf-8")
    report = Report()
    outline = load(path, report)
    outline = None if report.failed else outline
    assert outline
    return Stage(outline, themes.load("atlas"), Grid.of("16:9"), Pictures(outline, report), report)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return a_stage(tmp_path_factory.mktemp("stage"))


def parts(boxes: list[Box]) -> Iterator[Box]:
    for box in boxes:
        yield box
        if isinstance(box, Group):
            yield from parts(list(box.boxes))


def words(boxes: list[Box]) -> list[str]:
    return [p.text for b in parts(boxes) if isinstance(b, Text) for p in b.paragraphs]


ROOM = Rect(points(20), points(20), points(150), points(30))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    km_per_pt=st.floats(0.002, 20),
    width=st.integers(points(130), points(300)),
    align=st.sampled_from(["left", "centre", "right"]),
)
def test_the_bar_is_a_round_length_drawn_to_scale_within_its_room(
    stage: Stage, km_per_pt: float, width: int, align: str
) -> None:
    room = ROOM._replace(w=width)
    (group,) = furniture.scale_bar(room, km_per_pt / 12_700, stage, align=align)  # type: ignore[arg-type]
    drawn = list(parts([group]))
    fields = [b for b in drawn if isinstance(b, Shape)]
    number, unit = group.alt.rsplit(" ", 1)
    km = float(number.replace(",", "")) * (1 if unit == "km" else 0.001)
    assert number.replace(",", "").replace(".", "").strip("0") in ("1", "2", "5")
    assert abs(sum(f.rect.w for f in fields) / 12_700 * km_per_pt - km) < 0.01 * km
    assert sum(f.rect.w for f in fields) > 0.1 * width
    for box in drawn:
        assert room.x <= box.rect.x
        assert box.rect.right <= room.right
        assert room.y <= box.rect.y
        assert box.rect.bottom <= room.bottom
    labels = sorted((b.rect for b in drawn if isinstance(b, Text)), key=lambda r: r.x)
    assert all(a.right < b.x for a, b in pairwise(labels))
    if len(labels) == 3:
        assert min(b.x - a.right for a, b in pairwise(labels)) >= points(5.9)


@pytest.mark.parametrize(
    ("lang", "expected"), [("en", "1,000 km"), ("de", "1.000 km"), ("ru", "1\u00a0000 км"), ("zh", "500 公里")]
)
def test_the_lengths_are_written_in_the_lectures_language(tmp_path: Path, lang: str, expected: str) -> None:
    drawn = furniture.scale_bar(ROOM, 10 / 12_700, a_stage(tmp_path, lang))
    assert drawn[0].alt == expected
    assert words(drawn)[-1].split() == expected.split()


def test_without_room_for_its_words_there_is_no_bar(stage: Stage) -> None:
    assert furniture.scale_bar(ROOM._replace(w=points(20)), 10 / 12_700, stage) == []


ENTRIES = [
    Entry("Soviet Union", fill="red.tint"),
    Entry("Japanese occupation", fill=Hatch("blue", "blue.tint")),
    Entry("Claimed border", line=Line("ink", 1.5, "dash-dot")),
]


@pytest.mark.parametrize("corner", ["top-left", "top-right", "bottom-left", "bottom-right"])
def test_the_legend_stands_in_its_corner_no_larger_than_its_words(stage: Stage, corner: furniture.Corner) -> None:
    room = Rect(points(10), points(10), points(400), points(300))
    (panel,) = furniture.legend("1939", ENTRIES, room, stage, corner=corner)
    assert panel.rect.x == room.x if corner.endswith("left") else panel.rect.right == room.right
    assert panel.rect.y == room.y if corner.startswith("top") else panel.rect.bottom == room.bottom
    assert panel.rect.w < points(220)
    assert words([panel]) == ["1939", *(e.words for e in ENTRIES)]
    assert stage.leftovers == []


def test_in_little_room_the_legend_shrinks_and_what_finds_none_is_left_over(stage: Stage) -> None:
    room = Rect(0, 0, points(150), points(72))
    (panel,) = furniture.legend("1939", ENTRIES, room, stage)
    shown, left = words([panel]), [d.text for d in stage.leftovers]
    stage.leftovers = []
    assert left
    assert [t.replace("\u00a0", " ") for t in [*shown[1:], *left]] == [e.words for e in ENTRIES]
    for box in parts([panel]):
        assert box.rect.bottom <= room.bottom
        assert box.rect.right <= room.right


def test_long_words_of_a_legend_go_on_to_a_second_line_within_the_panel(stage: Stage) -> None:
    room = Rect(0, 0, points(180), points(200))
    long = "Gebiete unter japanischer Besatzung und Verwaltung"
    (panel,) = furniture.legend("", [Entry(long, fill="blue")], room, stage)
    text = next(b for b in parts([panel]) if isinstance(b, Text))
    assert text.paragraphs[0].lines >= 2
    assert panel.rect.w <= room.w
    assert stage.leftovers == []


def test_an_inset_outlines_what_the_large_map_shows_even_if_it_is_tiny() -> None:
    rect = Rect(0, 0, points(120), points(90))
    inset = furniture.inset("inset", rect, [], shown=Rect(points(118), points(2), 10, 10))
    here = next(b for b in inset.boxes if b.name == "inset: shown here").rect
    assert (here.w, here.h) == (points(6), points(6))
    assert here.right <= rect.right


def test_a_legends_description_is_what_it_says_without_mark_up(stage: Stage) -> None:
    entries = [Entry("Held by *Japan*", fill="blue")]
    (group,) = furniture.legend("The [pact](https://example.org)", entries, stage.grid.slide, stage)
    assert group.alt == "The pact; Held by Japan"
