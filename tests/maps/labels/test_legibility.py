"""What the back row must read: sizes of labels, their distance from what they name, the ground behind them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from map_scenes import Drawn, check, drawn, labels, overlap, text_of

from podium.scene.boxes import Box, Freeform, Text
from podium.scene.units import Rect, points

ASIA = """  - map: H
    territories: east-asia-1931-1941
    year: 1939
    frame: [88, 19, 164, 53]
    fill: {soviet: [ussr], soviet strong: [mongolia, tuva], japan: [manchukuo, mengjiang], japan strong: [japan, korea]}
    hatch: {occupied japan: [occupied]}
    cities: [Hsinking, Mukden, Peking, Nanking, Shanghai, Hankow, Keijo, Tokyo, Vladivostok, Chita, Ulan Bator]
"""
FRAMES = {
    "full": "    full: true\n",
    "framed": "",
    "beside words": "    items: [One thing, Another]\n",
    "small": "    items: [One thing, Another]\n    frame: [100, 30, 150, 53]\n",
}
STRAITS = """  - map: H
    frame: [24.5, 35.2, 45.5, 42.6]
    items: [One thing, Another]
    cities: []
"""


def sizes(result: Drawn, start: str) -> list[float]:
    boxes = [b for b in result.named(start) if isinstance(b, Text)]
    return [run.size for b in boxes for p in b.paragraphs for run in p.runs]


def gap(a: Rect, b: Rect) -> float:
    """The distance of two rectangles (pt)."""
    dx, dy = max(a.x - b.right, b.x - a.right, 0), max(a.y - b.bottom, b.y - a.bottom, 0)
    return float(np.hypot(dx, dy)) / points(1)


@pytest.mark.cases(2)
@pytest.mark.parametrize("frame", FRAMES)
def test_no_label_is_under_14_pt_and_none_of_podiums_choice_under_16(tmp_path: Path, frame: str) -> None:
    slide = ASIA + FRAMES[frame] if "frame" not in FRAMES[frame] else ASIA.replace("    frame: [88, 19, 164, 53]\n", "")
    result = drawn(tmp_path, slide + (FRAMES[frame] if "frame" in FRAMES[frame] else ""))
    found = [run.size for b in labels(result) for p in b.paragraphs for run in p.runs]
    assert min(found) >= 14
    chosen = drawn(tmp_path, slide.replace("    cities: [", "    # ["))
    assert min(sizes(chosen, "city name: "), default=16) >= 16
    check(result)


@pytest.mark.parametrize("frame", ["full", "framed"])
def test_a_towns_name_without_a_leader_is_within_6_pt_of_its_dot(tmp_path: Path, frame: str) -> None:
    result = drawn(tmp_path, ASIA + FRAMES[frame])
    names = [b for b in result.named("city name: ") if isinstance(b, Text)]
    led = {b.name.removesuffix(": leader") for b in result.named("city name: ") if not isinstance(b, Text)}
    dots = {b.name.removeprefix("city: "): b.rect for b in result.named("city: ")}
    assert len(names) > 6
    for name in names:
        if name.name not in led:
            assert gap(name.rect, dots[name.name.removeprefix("city name: ")]) <= 6.5, name.name


def test_lines_of_the_map_stop_behind_words(tmp_path: Path) -> None:
    result = drawn(tmp_path, ASIA + "    full: true\n")
    lines = [b for b in result.boxes if isinstance(b, Freeform) and b.name.startswith(("borders", "river", "hatch"))]
    strokes = shapely.union_all([stroke for box in lines for stroke in strokes_of(box)])
    for label in labels(result):
        if "\v" in text_of(label):
            continue  # lines of words may differ in length
        size = label.paragraphs[0].runs[0].size
        foot = label.rect.bottom - points(0.21 * size)  # the baseline
        rect = Rect(label.rect.x, foot - points(0.45 * size), label.rect.w, points(0.45 * size)).inset(points(1.5), 0)
        assert not shapely.intersects(strokes, shapely.box(rect.x, rect.y, rect.right, rect.bottom)), label.name


def strokes_of(box: Freeform) -> list[shapely.LineString]:
    ways = [[(c[-2] + box.rect.x, c[-1] + box.rect.y) for c in path if c[0] != "Z"] for path in box.paths]
    return [shapely.LineString(way) for way in ways if len(way) > 1]


def test_nothing_on_a_map_has_a_chip_behind_it(tmp_path: Path) -> None:
    result = drawn(tmp_path, ASIA + FRAMES["beside words"] + "    schematic: true\n")
    (note,) = result.named("note: ")
    (scale,) = result.named("Scale")
    assert isinstance(note, Text)
    assert note.fill is None
    assert not [b for b in getattr(scale, "boxes", ()) if b.name.endswith("panel")]


@pytest.mark.parametrize("frame", ["full", "beside words"])
def test_the_scale_bar_stands_in_the_lower_left_corner(tmp_path: Path, frame: str) -> None:
    result = drawn(tmp_path, ASIA + FRAMES[frame])
    (scale,), r = result.named("Scale"), result.frame
    assert scale.rect.x - r.x < points(60)
    assert r.bottom - scale.rect.bottom < points(24)


def test_the_scale_bar_gives_way_to_what_must_be_seen_in_its_corner(tmp_path: Path) -> None:
    event = "    events: [{title: Battle, at: [25.2, 34.2], side: soviet}]\n"
    r = drawn(tmp_path, STRAITS + event).frame
    (scale,) = drawn(tmp_path, STRAITS + event).named("Scale")
    (free,) = drawn(tmp_path, STRAITS).named("Scale")
    assert free.rect.x - r.x < points(60)
    assert scale.rect.x - r.x > r.w / 2 or scale.rect.y < r.y + r.h / 2


def test_symbols_of_events_keep_apart_and_a_moved_one_shows_its_true_place(tmp_path: Path) -> None:
    places = ((30.0, 39.0), (30.1, 39.0), (30.2, 39.05))
    events = "".join(f"      - {{title: No {n}, at: [{x}, {y}]}}\n" for n, (x, y) in enumerate(places))
    result = drawn(tmp_path, STRAITS + "    events:\n" + events)
    stars = [b.rect for b in result.named("event: ")]
    assert len(stars) == 3
    assert all(gap(a, b) >= 8 for n, a in enumerate(stars) for b in stars[:n])
    assert len([b for b in result.named("true place: ") if not b.name.endswith("leader")]) == 2
    assert not [f for f in result.findings if "does not fit" in f]


def test_an_events_name_is_broken_where_one_line_has_no_room(tmp_path: Path) -> None:
    events = "".join(
        f"      - {{title: Long name {n}, at: [{x}, 39.0]}}\n" for n, x in enumerate((28.0, 29.3, 30.6, 31.9, 33.2))
    )
    result = drawn(tmp_path, STRAITS + "    events:\n" + events)
    assert len(result.words("label: ")) == 5
    check(result)


def arrow_of(result: Drawn, name: str) -> Box:
    return next(b for b in result.boxes if b.name == f"arrow: {name}")


def test_the_label_of_an_arrow_shorter_than_it_stands_beyond_its_tip(tmp_path: Path) -> None:
    line = "    arrows: [{from: [30, 40.0], to: [32, 40.0], side: soviet, label: to the far eastern provinces}]\n"
    result = drawn(tmp_path, STRAITS + line)
    arrow = arrow_of(result, "to the far eastern provinces").rect
    (label,) = [b for b in result.named("label: ") if isinstance(b, Text)]
    assert 0 <= label.rect.x - arrow.right < points(12)
    assert label.rect.y < arrow.y + arrow.h / 2 < label.rect.bottom


def test_a_border_in_a_sides_colour_has_a_label_in_that_colour(tmp_path: Path) -> None:
    line = "    borders: [{path: [[28, 39], [31, 40], [34, 39]], side: japan, label: As Japan reads it}]\n"
    result = drawn(tmp_path, STRAITS + line)
    (label,) = [b for b in result.named("label: ") if isinstance(b, Text)]
    assert {run.colour for p in label.paragraphs for run in p.runs} == {"blue.deep"}
    assert not any(overlap(label.rect, b.rect) for b in result.named("city: "))
