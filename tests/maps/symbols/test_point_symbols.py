"""Signs of a map stand where they are asked for, read like a legend and take a theme's roles only."""

from __future__ import annotations

import colorsys
import itertools
from collections.abc import Callable, Iterator

import pytest
from colour_vision import apart, contrast, lab
from hypothesis import given
from hypothesis import strategies as st

from podium import themes
from podium.maps.model.parts import Echelon, UnitKind
from podium.maps.symbols import point_symbols
from podium.scene.boxes import Box, Freeform, Group, Hatch, Shape
from podium.scene.units import points
from podium.themes import _map_colours as colours

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
    kinds = zip(point_symbols.KINDS, point_symbols.ECHELONS, strict=False)
    units = [
        b for kind, echelon in kinds for b in point_symbols.unit(kind, echelon, colour, X, Y, SIZE, f"unit: {kind}")
    ]
    return [
        *units,
        *point_symbols.battle(X, Y, SIZE, colour, "battle: B"),
        *point_symbols.city(X, Y, SIZE, True, "city: C"),
        *point_symbols.city(X, Y, SIZE, False, "city: D"),
    ]


@pytest.mark.parametrize("theme", themes.names())
@pytest.mark.parametrize("colour", themes.SIDE_COLOURS)
def test_every_colour_is_a_role_of_every_theme(theme: str, colour: str) -> None:
    for role in roles(every_symbol(colour)):
        assert themes.load(theme).rgb(role)


def test_each_sign_is_one_thing_in_the_selection_pane_with_the_name_given() -> None:
    named = [b.name for b in every_symbol()]
    assert named[0] == "unit: infantry"
    assert len(named) == len(set(named)) == len(point_symbols.KINDS) + 3
    assert all(p.name.startswith(b.name) for b in every_symbol() for p in parts([b]))


@pytest.mark.parametrize("kind", [k for k in point_symbols.KINDS if k != "headquarters"])
def test_a_units_frame_stands_about_its_place(kind: point_symbols.Kind) -> None:
    frame = next(
        b for b in parts(point_symbols.unit(kind, "division", "red", X, Y, SIZE, "u")) if b.name == "u: frame"
    ).rect
    assert (frame.x + frame.w // 2, frame.y + frame.h // 2) == (X, Y)
    assert frame.w == SIZE


def test_a_headquarters_staff_stands_with_its_foot_on_the_place() -> None:
    (group,) = point_symbols.unit("headquarters", "army", "blue", X, Y, SIZE, "hq")
    assert (group.rect.x, group.rect.bottom) == (X, Y)


@pytest.mark.parametrize(
    ("echelon", "strokes"), [("platoon", 3), ("company", 1), ("regiment", 3), ("brigade", 2), ("army", 8)]
)
def test_the_echelon_stands_above_the_frame_with_its_marks(echelon: Echelon, strokes: int) -> None:
    drawn = list(parts(point_symbols.unit("infantry", echelon, "red", X, Y, SIZE, "u")))
    mark = next(b for b in drawn if b.name.startswith(f"u: {echelon}"))
    frame = next(b for b in drawn if b.name == "u: frame")
    assert isinstance(mark, Freeform)
    assert len(mark.paths) == strokes
    assert mark.rect.bottom < frame.rect.y
    assert abs((mark.rect.x + mark.rect.w / 2) - X) < points(0.1)


SIZES = st.integers(points(6), points(200))


@given(kind=st.sampled_from(point_symbols.KINDS), echelon=st.sampled_from(point_symbols.ECHELONS), size=SIZES)
def test_a_units_rectangle_holds_all_of_it(kind: UnitKind, echelon: Echelon, size: int) -> None:
    (group,) = point_symbols.unit(kind, echelon, "red", X, Y, size, "u")
    for part in parts([group]):
        assert group.rect.x <= part.rect.x
        assert part.rect.right <= group.rect.right
        assert group.rect.y <= part.rect.y
        assert part.rect.bottom <= group.rect.bottom


@given(size=SIZES)
def test_a_battle_is_as_large_as_asked_and_has_two_tones(size: int) -> None:
    (group,) = point_symbols.battle(X, Y, size, "red", "b")
    assert abs(group.rect.h - size) <= 4
    assert isinstance(group, Group)
    assert len({b.fill for b in group.boxes if isinstance(b, Freeform)}) == 2


def test_a_click_step_and_alt_text_are_the_whole_signs() -> None:
    drawn = [
        *point_symbols.battle(X, Y, SIZE, "red", "b", step=2, alt="A battle"),
        *point_symbols.city(X, Y, SIZE, False, "c", step=2, alt="A battle"),
        *point_symbols.unit("air", "", "red", X, Y, SIZE, "u", step=2, alt="A battle"),
    ]
    for box in drawn:
        assert (box.step, box.alt) == (2, "A battle")
        assert all(p.step == 0 for p in parts([box]) if p is not box)


def test_a_plate_lies_under_the_echelon_and_nowhere_else() -> None:
    plain = list(parts(point_symbols.unit("armour", "army", "red", X, Y, SIZE, "u")))
    plated = list(parts(point_symbols.unit("armour", "army", "red", X, Y, SIZE, "u", plate=True)))
    names = [b.name for b in plated]
    (plate,) = [b for b in plated if b.name == "u: plate"]
    mark = next(b for b in plated if b.name.startswith("u: army"))
    assert names.index("u: plate") < names.index(mark.name)
    assert isinstance(plate, Shape)
    assert plate.fill == "ground"
    assert plate.rect.x <= mark.rect.x
    assert plate.rect.right >= mark.rect.right
    assert plate.rect.y <= mark.rect.y
    assert plate.rect.bottom >= mark.rect.bottom
    assert not any(b.name == "u: plate" for b in plain)
    assert not [b for b in point_symbols.unit("armour", "", "red", X, Y, SIZE, "u", plate=True) if b.name == "u: plate"]


# ---- fills -------------------------------------------------------------------------------------------------


def rendered(theme: themes.Theme, role: str) -> str:
    """A role as PowerPoint makes it of its slot."""
    slot, lum_mod, lum_off, sat_mod, hue_off = theme.colour(role)
    base = theme.rgb(theme.slot_roles[slot])
    h, lightness, s = colorsys.rgb_to_hls(*(int(base[n : n + 2], 16) / 255 for n in (0, 2, 4)))
    h, lightness = (h + hue_off / 360) % 1, lightness * lum_mod / 100 + lum_off / 100
    made = colorsys.hls_to_rgb(h, lightness, min(1.0, s * sat_mod / 100))
    return "".join(f"{round(v * 255):02X}" for v in made)


FILLS = [f"map.{c}{'.' + s if s else ''}" for c in colours.SIDES for s in colours.SHADES]


@pytest.mark.parametrize("made", [themes.Theme.rgb, rendered], ids=["picture", "powerpoint"])
@pytest.mark.parametrize("accent", ["", "1B5E3A"])
@pytest.mark.parametrize("theme", themes.names())
def test_fills_differ_from_one_another_and_from_sea_and_plain_land(
    theme: str, accent: str, made: Callable[[themes.Theme, str], str]
) -> None:
    ground = [f"map.{name}" for name in ("land", "rest", "sea")]
    look = themes.load(theme, accent)
    found = {role: made(look, role) for role in (*FILLS, *ground)}
    for a, b in itertools.combinations(found, 2):
        if a in FILLS:
            assert apart(found[a], found[b]) >= 8, (a, b)


@pytest.mark.parametrize("theme", themes.names())
def test_the_first_two_shades_of_a_side_differ_clearly_in_lightness(theme: str) -> None:
    look = themes.load(theme)
    for side in colours.SIDES:
        plain, strong = (lab(look.rgb(role))[0] for role in (f"map.{side}", f"map.{side}.strong"))
        assert abs(plain - strong) >= (12 if look.dark else 13.5), side


@pytest.mark.parametrize("theme", themes.names())
def test_the_shades_of_a_side_are_told_apart(theme: str) -> None:
    look = themes.load(theme)
    least = {} if look.dark else {"green": 11.4, "grey": 8.5}  # between plain land, the sea and one another
    for side in colours.SIDES:
        shades = [look.rgb(f"map.{side}{'.' + shade if shade else ''}") for shade in colours.SHADES]
        for a, b in itertools.combinations(shades, 2):
            assert apart(a, b) >= least.get(side, 12), side


@pytest.mark.parametrize("theme", themes.names())
def test_a_viewer_who_cannot_see_green_tells_the_first_sides_apart(theme: str) -> None:
    look = themes.load(theme)
    pairs = {("red", "blue"), ("blue", "ochre"), ("red", "ochre"), ("blue", "green"), ("ochre", "grey")}
    for a, b in pairs - ({("red", "ochre")} if look.dark else set()):
        for shade in ("", ".strong"):
            fills = (look.rgb(f"map.{side}{shade}") for side in (a, b))
            assert apart(*fills, "deuteranopia") >= 10, (a, b, shade)


@pytest.mark.parametrize("theme", themes.names())
def test_ink_is_readable_on_every_fill(theme: str) -> None:
    look = themes.load(theme)
    for role in FILLS:
        assert contrast(rendered(look, role), look.rgb("ink")) >= 4.5, role
