"""Arrows point at their last waypoint, grow towards it and never cross themselves on gentle paths."""

from __future__ import annotations

import math
from typing import Any

import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from podium.maps.symbols import arrows
from podium.maps.symbols.curves import Bezier, Spine
from podium.scene.boxes import Box, Freeform, Group
from podium.scene.units import Rect, points

WIDTH = points(14)


@st.composite
def gentle(draw: Any) -> list[tuple[float, float]]:
    """Waypoints 60 to 160 pt apart that turn by at most 50 degrees each."""
    x, y, heading = 0.0, 0.0, draw(st.floats(0, math.tau))
    found = [(x, y)]
    for _ in range(draw(st.integers(1, 5))):
        heading += math.radians(draw(st.floats(-50, 50)))
        step = points(draw(st.floats(60, 160)))
        x, y = x + step * math.cos(heading), y + step * math.sin(heading)
        found.append((x, y))
    return found


def outline(box: Box, fine: int = 12) -> list[complex]:
    """The freeform's only path as points on the slide."""
    assert isinstance(box, Freeform)
    found: list[complex] = []
    for path in box.paths:
        for command in path:
            z = [complex(*command[n : n + 2]) + complex(box.rect.x, box.rect.y) for n in range(1, len(command), 2)]
            found += [Bezier(found[-1], *z).at(n / fine) for n in range(1, fine + 1)] if command[0] == "C" else z
    return found


def ring(box: Box) -> shapely.LinearRing:
    return shapely.LinearRing([(z.real, z.imag) for z in outline(box)])


@given(path=gentle())
def test_the_tip_is_the_last_waypoint(path: list[tuple[float, float]]) -> None:
    (box,) = arrows.arrow(path, WIDTH, "red", "a")
    assert min(abs(z - complex(*path[-1])) for z in outline(box)) < 3
    middle = shapely.Point(*path[0])
    assert shapely.distance(ring(box), middle) <= WIDTH * arrows.TAIL  # it begins at the first


@given(path=gentle())
def test_the_body_never_crosses_itself(path: list[tuple[float, float]]) -> None:
    along = [segment.at(n / 16) for segment in Spine(path).segments for n in range(17)]
    wide = shapely.buffer(shapely.LineString([(z.real, z.imag) for z in along]), WIDTH * 1.3)
    assume(not wide.interiors)  # a path that comes back on itself is not gentle
    (box,) = arrows.arrow(path, WIDTH, "red", "a")
    assert ring(box).is_simple


@given(path=gentle())
def test_the_body_grows_from_tail_to_neck(path: list[tuple[float, float]]) -> None:
    spine = Spine(path)
    (box,) = arrows.arrow(path, WIDTH, "red", "a")
    body = shapely.Polygon(ring(box))
    assume(body.is_valid)
    widths = []
    for share in (0.08, 0.2, 0.35, 0.5):
        at, along = spine.at(spine.length * share)
        across = [at + along * 1j * side * WIDTH * 0.75 for side in (-1, 1)]
        cut = shapely.LineString([(z.real, z.imag) for z in across]).intersection(body)
        widths.append(cut.length)
    assert widths == sorted(widths)
    assert widths[-1] <= WIDTH


def test_a_few_bezier_segments_and_not_hundreds_of_points() -> None:
    (box,) = arrows.arrow([(0, 0), (points(100), points(20)), (points(200), points(120))], WIDTH, "red", "a")
    assert isinstance(box, Freeform)
    assert len(box.paths) == 1
    assert len(box.paths[0]) <= 24


def test_a_short_arrow_is_slimmer_instead_of_all_head() -> None:
    (box,) = arrows.arrow([(0, 0), (points(20), 0)], points(30), "red", "a")
    assert box.rect.h < points(12)
    assert box.rect.w == points(20)


FRAME = Rect(points(100), points(100), points(300), points(200))
PLACES = st.tuples(st.integers(0, points(500)), st.integers(0, points(400)))
anywhere = st.lists(PLACES, min_size=2, max_size=5, unique=True)


@settings(deadline=None)
@given(path=anywhere)
def test_nothing_reaches_beyond_the_bounds(path: list[tuple[float, float]]) -> None:
    drawn = [
        *arrows.arrow(path, WIDTH, "red", "a", bounds=FRAME),
        *arrows.front(path, "red", "f", teeth="left", bounds=FRAME),
        *arrows.border(path, "b", "claimed", bounds=FRAME),
        *arrows.border(path, "c", straight=False, bounds=FRAME),
    ]
    for box in drawn:
        assert FRAME.x <= box.rect.x
        assert box.rect.right <= FRAME.right
        assert FRAME.y <= box.rect.y
        assert box.rect.bottom <= FRAME.bottom


def test_an_arrow_from_beyond_the_frame_begins_at_its_edge() -> None:
    (box,) = arrows.arrow([(0, points(200)), (points(250), points(200))], WIDTH, "red", "a", bounds=FRAME)
    assert (box.rect.x, box.rect.right) == (FRAME.x, points(250))


def test_an_arrow_quite_outside_is_left_out() -> None:
    assert arrows.arrow([(0, 0), (points(50), points(20))], WIDTH, "red", "a", bounds=FRAME) == []


def test_waypoints_that_are_one_place_are_refused() -> None:
    with pytest.raises(ValueError, match="two different points"):
        arrows.arrow([(5, 5), (5, 5)], WIDTH, "red", "a")


@pytest.mark.parametrize(("teeth", "above"), [("left", True), ("right", False)])
def test_teeth_stand_on_the_named_side_of_the_direction(teeth: arrows.Teeth, above: bool) -> None:
    (group,) = arrows.front([(0, points(50)), (points(200), points(50))], "red", "front: F", teeth=teeth)
    assert isinstance(group, Group)
    drawn = group.boxes[-1]
    assert drawn.name == "front: F: teeth"
    assert (drawn.rect.y < points(49)) == above
    assert (drawn.rect.bottom > points(51)) != above


def test_a_claimed_border_is_dash_dotted_on_a_casing_and_keeps_its_points() -> None:
    path = [(0, 0), (points(50), points(10)), (points(90), 0)]
    (group,) = arrows.border(path, "border: claimed", "claimed", step=3)
    assert isinstance(group, Group)
    casing, line = group.boxes
    assert isinstance(casing, Freeform)
    assert isinstance(line, Freeform)
    assert casing.line
    assert line.line
    assert line.line.dash == "dash-dot"
    assert casing.line.width > line.line.width
    assert [c[0] for c in line.paths[0]] == ["M", "L", "L"]
    assert group.step == 3


@settings(deadline=None)
@given(path=anywhere)
def test_the_places_of_a_number_lie_on_the_arrow_the_middle_first(path: list[tuple[float, float]]) -> None:
    spots = arrows.badge_places(path, FRAME)
    assert bool(spots) == bool(arrows.arrow(path, WIDTH, "red", "a", bounds=FRAME))
    assert [off for off, _, _ in spots] == sorted(off for off, _, _ in spots)
    along = [segment.at(n / 64) for segment in Spine(path).segments for n in range(65)]
    course = shapely.LineString([(z.real, z.imag) for z in along])
    for _, x, y in spots:
        assert shapely.distance(course, shapely.Point(x, y)) < points(1)
