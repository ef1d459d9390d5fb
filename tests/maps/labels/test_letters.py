"""The outline of words, behind which the lines of a map stop."""

from __future__ import annotations

from itertools import pairwise

import pytest

from podium.maps.labels.letters import extent, rectangles
from podium.scene.type_scale import Style
from podium.scene.units import points
from podium.typesetting.fonts import Face, widths

FACE = Face("Carlito")
STYLE = Style(20, 20)


def test_each_letter_has_its_own_height() -> None:
    found = rectangles("Tag", STYLE, FACE, 100, 50)
    capital, small, tailed = found
    assert capital.y < small.y
    assert tailed.bottom > capital.bottom
    assert capital.x == points(100)
    assert found[-1].right == points(100 + 20 * sum(widths(FACE)[c] for c in "Tag"))


@pytest.mark.parametrize(("text", "tracking"), [("a b", 0.0), ("AB", 8.0)])
def test_a_line_does_not_run_on_within_a_word(text: str, tracking: float) -> None:
    found = sorted(rectangles(text, STYLE._replace(tracking=tracking), FACE, 0, 0))
    assert all(one.right >= other.x - 1 for one, other in pairwise(found))


def test_letters_far_apart_are_apart() -> None:
    one, other = rectangles("AB", STYLE._replace(tracking=30.0), FACE, 0, 0)
    assert other.x - one.right == pytest.approx(points(30), abs=2)


@pytest.mark.parametrize(("plain", "marked"), [("I", "İ"), ("a", "å"), ("Е", "Ё")])
def test_marks_above_make_a_letter_higher(plain: str, marked: str) -> None:
    assert extent(marked).above > extent(plain).above


@pytest.mark.parametrize("letter", ["ç", "ş", "ц", "p"])
def test_tails_reach_below_the_baseline(letter: str) -> None:
    assert extent(letter).below > 0.15


def test_other_scripts_take_the_whole_line() -> None:
    assert min(extent("北")) > extent("p").below
