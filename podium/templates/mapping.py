"""podium's colours in a template: each role as a slot of its theme, by contrast and hue.

In: the template's palette, the ground of its slides, the accent and the sides' colours of a deck. Out: a `Theme`. Text
and grounds are the template's; accents go to the colour of podium whose hue is nearest; a side keeps its own colour, as
RGB, for it means the same in every deck, and so does any colour for which the template has none.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from typing import NamedTuple

from podium import themes
from podium.templates.colours import Palette, mixed
from podium.themes import SIDE_COLOURS, SlotColour, Theme, as_hex, channels, contrast, distance, luminance, shade

LIGHT, DARK = "atlas", "night"
_ACCENTS = tuple(f"accent{n}" for n in range(1, 7))
_NAMES = ("bg1", "tx1", "bg2", "tx2", *_ACCENTS)
_DARK_BELOW = 0.18  # luminance of a ground on which light words are read better than dark ones
_SAME_HUE = 32.0  # degrees
_GREY = 0.14  # saturation below which a colour has no hue
_OTHER = 25.0  # distance in CIELAB of colours that nobody takes for one another
_MIXES = {"panel": 0.06, "hairline": 0.22, "rule": 0.42}  # of the ink in the ground
_SECOND = 0.28  # of the ground in the second ink
_SHAPES, _WORDS, _INK = 3.0, 4.5, 7.0  # contrast


class Mapped(NamedTuple):
    """A colour as it is written, and as it looks."""

    written: SlotColour
    rgb: str


def plain(rgb: str) -> Mapped:
    """A colour that is no slot's."""
    return Mapped(SlotColour(f"#{rgb}"), rgb)


def theme_of(
    colours: Palette, ground: str, fonts: tuple[str, str], written: tuple[str, str], accent: str, sides: frozenset[str]
) -> Theme:
    """The theme of a deck on a template. `fonts` are those of titles and of texts, `written` their names in a file."""
    dark = luminance(ground) < _DARK_BELOW
    base = themes.load(DARK if dark else LIGHT, accent, sides)
    found = {role: plain(rgb) for role, rgb in base.tokens.items()}
    found |= _neutral(colours, ground)
    tokens = {role: m.rgb for role, m in found.items()}
    owners = _owners(colours, ground, base, sides)
    for family in SIDE_COLOURS:
        found |= _family(family, owners.get(family) or plain(base.tokens[family]), tokens, dark, family in sides)
    if accent:
        found |= _family("accent", plain(accent), tokens, dark)
    else:
        first = _accent(colours, ground, [base.tokens[s] for s in sides])
        found |= _family("accent", first or plain(base.tokens["accent"]), tokens, dark)
    found["water"] = plain(mixed(ground, found["blue"].rgb, 0.22))
    tokens = {role: m.rgb for role, m in found.items()}
    found |= {role: plain(rgb) for role, rgb in themes.map_colours.roles(tokens, dark).items()}
    found["question"] = found["accent.plate"]
    return Theme(
        "template",
        dark,
        *fonts,
        {role: m.rgb for role, m in found.items()},
        accent,
        sides,
        refs={role: m.written for role, m in found.items()},
        written=written,
    )


def _neutral(colours: Palette, ground: str) -> dict[str, Mapped]:
    """Ground, inks, rules and what is written on colour."""
    under = next((Mapped(SlotColour(n), ground) for n in _NAMES if colours.mapped(n) == ground), plain(ground))
    texts = [Mapped(SlotColour(n), colours.mapped(n)) for n in ("tx1", "tx2", "bg1", "bg2")]
    ink = next((m for m in texts if contrast(m.rgb, ground) >= _INK), None)
    ink = ink or max(texts, key=lambda m: contrast(m.rgb, ground))
    if contrast(ink.rgb, ground) < _WORDS:
        ink = plain("FFFFFF" if luminance(ground) < _DARK_BELOW else "000000")
    light = next((m for m in texts if luminance(m.rgb) > 0.85), plain("FFFFFF"))
    made = {role: _mixed(under, ink.rgb, share) for role, share in _MIXES.items()}
    paler = [_mixed(ink, ground, share) for share in (_SECOND, 0.2, 0.1)]
    second = next((m for m in paler if contrast(m.rgb, made["panel"].rgb) >= _WORDS), ink)
    return {"ground": under, "ink": ink, "ink2": second, "on": light, **made}


def _mixed(colour: Mapped, other: str, share: float) -> Mapped:
    """A colour with a share of another, as a shade of its slot if that looks nearly the same."""
    target = mixed(colour.rgb, other, share)
    if not share or colour.written.slot.startswith("#"):
        return colour if not share else plain(target)
    return _as_shade(colour, target, 12.0)


def _as_shade(colour: Mapped, target: str, off: float = 6.0) -> Mapped:
    """`target` as a shade of a slot; as RGB if the shade would look `off` (CIELAB) or more."""
    if colour.written.slot.startswith("#"):
        return plain(target)
    made = shade(colour.written.slot, colour.rgb, target)
    looks = _looks(made, colour.rgb)
    return Mapped(made, looks) if distance(looks, target) < off else plain(target)


def _looks(made: SlotColour, base: str) -> str:
    """A shade as RGB, as DrawingML makes it."""
    hue, light, sat = colorsys.rgb_to_hls(*channels(base))
    light = min(1.0, light * made.lum_mod / 100 + made.lum_off / 100)
    return as_hex(*colorsys.hls_to_rgb(hue, light, min(1.0, sat * made.sat_mod / 100)))


def _family(name: str, colour: Mapped, tokens: Mapping[str, str], dark: bool, keeps: bool = False) -> dict[str, Mapped]:
    """A colour with its shades for words, plates and washes; one that `keeps` its own is not made readable."""
    shades = themes.shades(colour.rgb, tokens, dark)
    made = {role.replace("accent", name, 1): _as_shade(colour, rgb) for role, rgb in shades.items()}
    if keeps or shades["accent"] == colour.rgb:
        made[name] = colour
    return made


def _owners(colours: Palette, ground: str, base: Theme, sides: frozenset[str]) -> dict[str, Mapped]:
    """The accent of the template that stands for each colour of podium: one of nearly the same hue, first those
    that are seen on the ground, no accent for two colours, and none that could be taken for a side's."""
    taken = [base.tokens[s] for s in sides]
    pairs = []
    for family in SIDE_COLOURS:
        for name in _ACCENTS if family not in sides else ():
            rgb = colours.mapped(name)
            if any(distance(rgb, side) < _OTHER for side in taken) or contrast(rgb, ground) < 1.3:
                continue
            if (off := _hue_distance(base.tokens[family], rgb, family)) is not None:
                pairs.append((contrast(rgb, ground) < _SHAPES, off, family, name, rgb))
    found: dict[str, Mapped] = {}
    used: set[str] = set()
    for *_, family, name, rgb in sorted(pairs):
        if family not in found and rgb not in used:
            found[family] = Mapped(SlotColour(name), rgb)
            used.add(rgb)
    return found


def _hue_distance(wanted: str, rgb: str, family: str) -> float | None:
    """How many degrees two hues differ, None if they are not alike; the grey of podium is like any colour without
    hue that is neither black nor white."""
    hue, light, sat = colorsys.rgb_to_hls(*channels(rgb))
    if family == "grey":
        return sat if sat < _GREY and 0.25 < light < 0.75 else None
    if sat < _GREY or not 0.08 < light < 0.92:
        return None
    own = colorsys.rgb_to_hls(*channels(wanted))[0]
    off = abs((hue - own + 0.5) % 1 - 0.5) * 360
    return off if off <= _SAME_HUE else None


def _accent(colours: Palette, ground: str, sides: list[str]) -> Mapped | None:
    """The first accent of the template that no side's colour is like, best one that is seen on the ground."""
    found = [Mapped(SlotColour(n), colours.mapped(n)) for n in _ACCENTS]
    apart = [
        m for m in found if distance(m.rgb, ground) >= _OTHER and all(distance(m.rgb, side) >= _OTHER for side in sides)
    ]
    return next((m for m in apart if contrast(m.rgb, ground) >= _SHAPES), apart[0] if apart else None)
