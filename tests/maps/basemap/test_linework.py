"""Borders are found by counting shared edges; those between lands that the map does not name are faint."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import shapely

from podium.maps.basemap.linework import linework
from podium.maps.basemap.record import Area

# Three squares in a row; their outer edges lie within the frame (1 wide, 1 high), so they are coast.
ROW = [
    Area(name, name, shapely.box(x - 0.125, 0.25, x + 0.125, 0.5)) for name, x in (("a", 0.25), ("b", 0.5), ("c", 0.75))
]


def lefts(lines: Any) -> list[float]:
    return sorted(line.coords[0][0] for line in shapely.get_parts(lines))


def test_without_leading_lands_every_shared_edge_is_a_border() -> None:
    lines = linework(ROW, 1.0)
    assert lefts(lines.borders) == [0.375, 0.625]
    assert lines.secondary.is_empty
    assert lines.uncertain.is_empty
    assert round(lines.coast.length, 9) == 2.0


def test_a_border_leads_if_one_of_its_lands_does() -> None:
    lines = linework(ROW, 1.0, {"a"})
    assert (lefts(lines.borders), lefts(lines.uncertain), lefts(lines.secondary)) == ([0.375], [], [0.625])


@pytest.mark.parametrize("confidence", ["low", "schematic"])
def test_a_border_is_uncertain_if_no_leading_side_of_it_is_known_well(confidence: str) -> None:
    areas = [ROW[0], dataclasses.replace(ROW[1], confidence=confidence), ROW[2]]
    lines = linework(areas, 1.0, {"a", "b"})
    assert (lefts(lines.borders), lefts(lines.uncertain)) == ([0.375], [0.625])


def test_the_edge_of_the_frame_is_no_coast() -> None:
    assert linework([Area("a", "a", shapely.box(0, 0, 1, 1))], 1.0).coast.is_empty


def test_nothing_has_no_lines() -> None:
    assert all(lines.is_empty for lines in linework([], 1.0))
