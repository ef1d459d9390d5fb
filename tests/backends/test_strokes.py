"""Lines end within the heads of their arrows, and stripes have PowerPoint's measures."""

from __future__ import annotations

from math import degrees

import pytest

from podium.backends.drawing.strokes import heads, stripes, within_heads
from podium.scene.boxes import Line
from podium.scene.units import points

ALONG = [("M", 0, 0), ("L", points(100), 0)]
BENT = [("M", 0, 0), ("C", points(50), 0, points(100), points(50), points(100), points(100))]


def test_a_line_ends_within_its_head_and_the_head_at_its_end() -> None:
    line = Line("ink", 4, tail=True)
    first, last = within_heads(ALONG, line)
    assert first == ("M", 0, 0)
    assert last[1:] == (points(94), 0)  # half of a head of three widths
    (corners,) = heads(ALONG, line)
    assert corners == (100, 88 + 6j, 88 - 6j)


def test_a_curve_ends_in_the_direction_of_its_handle() -> None:
    *_, last = within_heads(BENT, Line("ink", 4, tail=True))
    assert last[-2:] == (points(100), points(94))
    first, *_ = within_heads(BENT, Line("ink", 4, head=True))
    assert first[1:] == (points(6), 0)


def test_a_line_too_short_for_its_heads_stays() -> None:
    short = [("M", 0, 0), ("L", points(10), 0)]
    assert within_heads(short, Line("ink", 4, head=True, tail=True)) == short


@pytest.mark.parametrize(
    ("pattern", "turn", "step", "breadth"),
    [("wdUpDiag", 45, 4.24, 1.59), ("ltDnDiag", -45, 2.12, 0.53), ("dkHorz", 90, 3.0, 1.5), ("narVert", 0, 1.5, 0.75)],
)
def test_stripes_are_those_of_eight_pixels(pattern: str, turn: float, step: float, breadth: float) -> None:
    look = stripes(pattern)
    assert degrees(look.turn) == pytest.approx(turn)
    assert (look.step, look.breadth) == pytest.approx((step, breadth), abs=0.01)
