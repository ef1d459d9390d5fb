"""Zooms, the date in a corner, the grid."""

from __future__ import annotations

from pathlib import Path

import pytest
from map_scenes import bare, check, drawn, overlap, within

from podium.scene.boxes import Freeform, Group, Shape, Text
from podium.scene.units import points

ASIA = """  - map: H
    territories: east-asia-1931-1941
    date: 1931-01-01
    frame: [96, 19, 150, 53]
    fill: {soviet: [ussr, mongolia], japan: [japan, korea, taiwan], japan pale: [manchukuo, mengjiang]}
"""
STEPS = "    steps: [{name: Manchukuo, date: 1932-03-01}, {name: Allies, date: 1937}]\n"
FORMS = ["", "    full: true\n", "    items: [One thing, Another]\n"]


def mistakes(tmp_path: Path, slide: str) -> str:
    try:
        return "\n".join(drawn(tmp_path, bare(slide)).findings)
    except AssertionError as e:
        return str(e)


@pytest.mark.parametrize("how", FORMS)
def test_a_zoom_shows_where_the_other_frame_lies(tmp_path: Path, how: str) -> None:
    result = drawn(
        tmp_path,
        ASIA + how + "    zooms: {frame: [112, 44, 124, 50], label: Next}\n    events: [{title: E, at: [118, 47]}]\n",
    )
    check(result)
    (zoom,) = result.named("zoom: ")
    (star,) = result.named("event: ")
    assert isinstance(zoom, Group)
    assert within(star.rect, zoom.rect)
    assert zoom.rect.w < result.frame.w / 3
    assert result.words("label: Next")


def test_a_zoom_around_a_place_and_with_a_click(tmp_path: Path) -> None:
    slide = (
        ASIA
        + "    steps: [Now]\n    zooms: [{around: {place: Harbin, km: 200}, label: Here, step: Now, side: japan}]\n"
    )
    result = drawn(tmp_path, bare(slide))
    (zoom,) = result.named("zoom: ")
    assert zoom.step == 1
    assert not [f for f in result.findings if "appears with the step" in f]


GLOBE = "  - map: H\n    projection: orthographic\n    around: {at: [60, 20], km: 10000}\n"
WORLD = "  - map: H\n    frame: [-180, -60, 180, 85]\n"


@pytest.mark.parametrize(
    ("slide", "frame", "strokes"),
    [
        (WORLD, "frame: [160, -10, -160, 30]", 2),  # across the edge: on both sides of the map
        (WORLD, "frame: [-180, -40, 180, 40]", 2),  # two parallels, no line where it meets itself
        (WORLD, "frame: [-20, 0, 60, 40]", 1),
        (WORLD, "around: {at: [0, 90], km: 1000}", 1),
        (GLOBE, "frame: [120, 0, 170, 30]", 1),  # behind the limb in part
        (GLOBE, "frame: [40, 10, 80, 30]", 1),
        ("  - map: H\n    around: {at: [0, 90], km: 2500}\n", "around: {at: [0, 90], km: 100}", 1),
    ],
)
def test_a_zoom_across_the_edge_of_a_map_is_drawn_in_parts(
    tmp_path: Path, slide: str, frame: str, strokes: int
) -> None:
    result = drawn(tmp_path, bare(slide + f"    zooms: [{{{frame}, label: Next}}]\n"))
    (zoom,) = result.named("zoom: ")
    assert isinstance(zoom, Group)
    (line,) = [b for b in zoom.boxes if b.name.endswith(": frame")]
    assert isinstance(line, Freeform)
    assert len(line.paths) == strokes
    assert within(line.rect, result.frame)
    assert line.rect.w > points(2)
    assert result.words("label: Next")


@pytest.mark.parametrize(
    ("slide", "frame", "said"),
    [
        (GLOBE, "frame: [-130, 10, -100, 30]", "lies outside this map"),
        (GLOBE, "frame: [-180, -90, 180, 90]", "is as large as this map"),
        (WORLD, "frame: [-180, -90, 180, 90]", "is as large as this map"),
        (WORLD, "frame: [0, -89, 20, -85]", "lies outside this map"),
        (WORLD, "around: {km: 100}", "'around' needs a place"),
    ],
)
def test_a_zoom_of_which_nothing_is_seen_is_told(tmp_path: Path, slide: str, frame: str, said: str) -> None:
    assert said in mistakes(tmp_path, slide + f"    zooms: [{{{frame}, label: Next}}]\n")


@pytest.mark.parametrize("how", [*FORMS[:2], "    items: [One thing]\n", "    full: true\n    grid: true\n"])
def test_the_stamp_changes_with_dated_steps(tmp_path: Path, how: str) -> None:
    result = drawn(tmp_path, ASIA + STEPS + how + "    stamp: true\n")
    check(result)
    found = [b for b in result.named("stamp: ") if isinstance(b, Group)]
    assert [(b.name, b.step) for b in found] == [
        ("stamp: 1 January 1931", 0),
        ("stamp: 1 March 1932", 1),
        ("stamp: 1937", 2),
    ]
    assert len({b.rect for b in found}) == 1  # so that each covers the one before, on paper too
    assert all(isinstance(b.boxes[0], Shape) and b.boxes[0].fill == "ground" for b in found)
    words = [b.boxes[1] for b in found]
    assert min(run.size for b in words if isinstance(b, Text) for p in b.paragraphs for run in p.runs) >= 20
    others = [b for b in result.boxes if isinstance(b, Text) and b.name.startswith(("name: ", "city name: ", "grid: "))]
    assert not [b.name for b in others if overlap(b.rect, found[0].rect)]


@pytest.mark.parametrize("how", FORMS)
def test_fields_of_the_grid_have_letters_and_numbers(tmp_path: Path, how: str) -> None:
    result = drawn(tmp_path, ASIA + how + "    grid: [5, 3]\n")
    check(result)
    marks = {b.name.removeprefix("grid: "): b.rect for b in result.named("grid: ")}
    assert [*marks] == ["A", "B", "C", "D", "E", "1", "2", "3"]
    assert [marks[c].x for c in "ABCDE"] == sorted(marks[c].x for c in "ABCDE")
    assert [marks[c].y for c in "123"] == sorted(marks[c].y for c in "123")
    words = [b for b in result.boxes if isinstance(b, Text) and b.name.startswith(("name: ", "city name: ", "sea: "))]
    assert not [(b.name, m) for b in words for m, r in marks.items() if overlap(b.rect, r)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("zooms: {label: Next}", "a zoom needs a frame"),
        ("zooms: {frame: [0, 0, 10, 10], label: Next}", "lies outside this map"),
        ("zooms: {frame: [60, -20, 179, 80], label: All}", "is as large as this map"),
        ("zooms: {around: {place: Nowhereville, km: 30}}", "no place 'Nowhereville'"),
        ("zooms: {around: {at: [120, 45], km: 99999}}", "cannot be drawn"),
        ("grid: 7", "a grid is true, or its columns and rows"),
        ("grid: [1, 40]", "a grid of 1 by 40 fields"),
        ("stamp: perhaps", "true or false"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, line: str, said: str) -> None:
    assert said in mistakes(tmp_path, ASIA + f"    {line}\n")


def test_a_stamp_without_any_date_is_told(tmp_path: Path) -> None:
    assert "no date to stamp" in mistakes(tmp_path, "  - map: H\n    frame: [96, 19, 150, 53]\n    stamp: true\n")
