"""Borders are found by counting shared edges; those between lands that nobody asks about step back."""

from __future__ import annotations

import shapely

from podium.maps.ground import Area, linework

# Three squares in a row; their outer edges lie within the frame (1 wide, 1 high), so they are coast.
ROW = [
    Area(name, name, shapely.box(x - 0.125, 0.25, x + 0.125, 0.5)) for name, x in (("a", 0.25), ("b", 0.5), ("c", 0.75))
]


def test_without_leading_lands_every_shared_edge_is_a_border() -> None:
    borders, lesser, coast = linework(ROW, 1.0)
    assert sorted(line.coords[0][0] for line in borders.geoms) == [0.375, 0.625]
    assert lesser.is_empty
    assert round(coast.length, 9) == 2.0


def test_a_border_leads_if_one_of_its_lands_does() -> None:
    borders, lesser, _ = linework(ROW, 1.0, {"a"})
    assert [line.coords[0][0] for line in shapely.get_parts(borders)] == [0.375]
    assert [line.coords[0][0] for line in shapely.get_parts(lesser)] == [0.625]


def test_the_edge_of_the_frame_is_no_coast() -> None:
    assert linework([Area("a", "a", shapely.box(0, 0, 1, 1))], 1.0)[2].is_empty


def test_nothing_has_no_lines() -> None:
    assert all(lines.is_empty for lines in linework([], 1.0))
