"""Signs of a map stand where they are asked for, read like a legend and take a theme's roles only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium import themes
from podium.layout.scene import Box, Freeform, Group, Hatch, Shape
from podium.layout.units import points
from podium.maps import symbols

X, Y, SIZE = points(300), points(200), points(40)


def parts(boxes: list[Box]) -> Iterator[Box]:
    for box in boxes:
        yield box
        if isinstance(box, Group):
            yield from parts(list(box.boxes))


def roles(boxes: list[Box]) -> set[str]:
    found = set()
    for box in parts(boxes):
        if isinstance(box, (Shape, Freeform)):
            fill = [box.fill.colour, box.fill.ground] if isinstance(box.fill, Hatch) else [box.fill]
            found |= {r for r in [*fill, box.line and box.line.colour] if r}
    return found


def every_symbol(colour: str = "red") -> list[Box]:
    kinds = zip(symbols.KINDS, symbols.ECHELONS, strict=False)
    units = [b for kind, echelon in kinds for b in symbols.unit(kind, echelon, colour, X, Y, SIZE, f"unit: {kind}")]
    return [*units, *symbols.battle(X, Y, SIZE, colour, "battle: B"), *symbols.city(X, Y, SIZE, True, "city: C"),
            *symbols.city(X, Y, SIZE, False, "city: D")]


@pytest.mark.parametrize("theme", themes.names())
@pytest.mark.parametrize("colour", themes.SIDE_COLOURS)
def test_every_colour_is_a_role_of_every_theme(theme: str, colour: str) -> None:
    for role in roles(every_symbol(colour)):
        assert themes.load(theme).rgb(role)


def test_each_sign_is_one_thing_in_the_selection_pane_with_the_name_given() -> None:
    named = [b.name for b in every_symbol()]
    assert named[0] == "unit: infantry"
    assert len(named) == len(set(named)) == len(symbols.KINDS) + 3
    assert all(p.name.startswith(b.name) for b in every_symbol() for p in parts([b]))


@pytest.mark.parametrize("kind", [k for k in symbols.KINDS if k != "headquarters"])
def test_a_units_frame_stands_about_its_place(kind: symbols.Kind) -> None:
    frame = next(b for b in parts(symbols.unit(kind, "division", "red", X, Y, SIZE, "u")) if b.name == "u: frame").rect
    assert (frame.x + frame.w // 2, frame.y + frame.h // 2) == (X, Y)
    assert frame.w == SIZE


def test_a_headquarters_staff_stands_with_its_foot_on_the_place() -> None:
    (group,) = symbols.unit("headquarters", "army", "blue", X, Y, SIZE, "hq")
    assert (group.rect.x, group.rect.bottom) == (X, Y)


@pytest.mark.parametrize(
    ("echelon", "strokes"), [("platoon", 3), ("company", 1), ("regiment", 3), ("brigade", 2), ("army", 8)]
)
def test_the_echelon_stands_above_the_frame_with_its_marks(echelon: symbols.Echelon, strokes: int) -> None:
    drawn = list(parts(symbols.unit("infantry", echelon, "red", X, Y, SIZE, "u")))
    mark = next(b for b in drawn if b.name.startswith(f"u: {echelon}"))
    frame = next(b for b in drawn if b.name == "u: frame")
    assert isinstance(mark, Freeform)
    assert len(mark.paths) == strokes
    assert mark.rect.bottom < frame.rect.y
    assert abs((mark.rect.x + mark.rect.w / 2) - X) < points(0.1)


SIZES = st.integers(points(6), points(200))


@given(kind=st.sampled_from(symbols.KINDS), echelon=st.sampled_from(symbols.ECHELONS), size=SIZES)
def test_a_units_rectangle_holds_all_of_it(kind: symbols.Kind, echelon: symbols.Echelon, size: int) -> None:
    (group,) = symbols.unit(kind, echelon, "red", X, Y, size, "u")
    for part in parts([group]):
        assert group.rect.x <= part.rect.x
        assert part.rect.right <= group.rect.right
        assert group.rect.y <= part.rect.y
        assert part.rect.bottom <= group.rect.bottom


@given(size=SIZES)
def test_a_battle_is_as_large_as_asked_and_has_two_tones(size: int) -> None:
    (group,) = symbols.battle(X, Y, size, "red", "b")
    assert abs(group.rect.h - size) <= 4
    assert isinstance(group, Group)
    assert len({b.fill for b in group.boxes if isinstance(b, Freeform)}) == 2


def test_a_click_step_and_alt_text_are_the_whole_signs() -> None:
    drawn = [*symbols.battle(X, Y, SIZE, "red", "b", step=2, alt="A battle"),
             *symbols.city(X, Y, SIZE, False, "c", step=2, alt="A battle"),
             *symbols.unit("air", "", "red", X, Y, SIZE, "u", step=2, alt="A battle")]
    for box in drawn:
        assert (box.step, box.alt) == (2, "A battle")
        assert all(p.step == 0 for p in parts([box]) if p is not box)
