"""Every theme can be read, by colour-blind viewers too, and has fonts whose widths are known."""

from __future__ import annotations

import itertools

import pytest
from colour_vision import VIEWERS, apart, contrast

from podium import themes
from podium.typesetting import fonts

# Pairs of sides that a viewer can hardly tell apart by colour; labels say which is which. The first two themes are
# older than this test and stay as they are.
_NEAR = {
    ("atlas", "all cones"): {("green", "grey")},
    ("atlas", "protanopia"): {("blue", "violet"), ("green", "grey")},
    ("atlas", "deuteranopia"): {("blue", "violet"), ("green", "grey")},
    ("night", "protanopia"): {("blue", "violet")},
    ("night", "deuteranopia"): {("green", "grey")},
}
every_theme = pytest.mark.parametrize("name", themes.names())


def test_there_are_four() -> None:
    assert themes.names() == ["archive", "atlas", "night", "signal"]
    assert all(themes.summary(name) for name in themes.names())


@every_theme
@pytest.mark.parametrize(
    "sides",
    [
        {"red"}, {"red", "blue"}, {"red", "blue", "ochre"}, {"red", "ochre", "green"},
        {"red", "ochre", "green", "violet"}, set(themes.SIDE_COLOURS),
    ],
)  # fmt: skip
def test_what_is_stressed_never_looks_like_a_side(name: str, sides: set[str]) -> None:
    theme = themes.load(name, "", frozenset(sides))
    roles = ("accent", "accent.deep", "accent.tint", "accent.plate", "question")
    free = sorted({"red", "ochre", "green", "violet"} - sides)
    assert theme.rgb("accent") in [theme.rgb(colour) for colour in free or ["red"]]
    for colour in sides if free else ():
        shades = {theme.rgb(f"{colour}{shade}") for shade in ("", ".deep", ".tint", ".plate")}
        assert not shades & {theme.rgb(role) for role in roles}
    assert contrast(theme.rgb("accent"), theme.rgb("ground")) >= 3
    assert contrast(theme.rgb("accent.deep"), theme.rgb("panel")) >= 4.5
    assert contrast(theme.rgb("on"), theme.rgb("accent.plate")) >= 4.5
    assert contrast(theme.rgb("on"), theme.rgb("question")) >= 4.5
    assert all(theme.colour(role) for role in roles)


@every_theme
def test_words_can_be_read(name: str) -> None:
    rgb = themes.load(name).rgb
    for ground in ("ground", "panel"):
        assert contrast(rgb("ink"), rgb(ground)) >= 7
        assert contrast(rgb("ink2"), rgb(ground)) >= 4.5
    for colour in themes.SIDE_COLOURS:
        assert contrast(rgb(f"{colour}.deep"), rgb("ground")) >= 4.5, colour
        assert contrast(rgb(f"{colour}.deep"), rgb("panel")) >= 4.5, colour
        assert contrast(rgb("on"), rgb(f"{colour}.plate")) >= 4.5, colour
        assert contrast(rgb("ink"), rgb(f"{colour}.tint")) >= 4.5, colour
        assert contrast(rgb(colour), rgb("ground")) >= 3, colour


@every_theme
@pytest.mark.parametrize("viewer", VIEWERS)
def test_sides_can_be_told_apart(name: str, viewer: str) -> None:
    rgb = themes.load(name).rgb
    near = {
        (a, b)
        for a, b in itertools.combinations(themes.SIDE_COLOURS, 2)
        if apart(rgb(a), rgb(b), viewer) < (10 if name in ("atlas", "night") else 14)
    }
    assert near == _NEAR.get((name, viewer), set())
    assert apart(rgb("red"), rgb("blue"), viewer) >= 45


@every_theme
def test_fonts_have_measured_widths(name: str) -> None:
    theme = themes.load(name)
    for family in (theme.major, theme.minor):
        assert family.casefold() in fonts._TWINS
