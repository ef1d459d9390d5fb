"""Themes: colours by role, two fonts, and how each role is written by theme slot.

In: the name of a module of this package, one file of tokens (`TOKENS`, `DARK`, `FONTS`), and a deck's own accent, if it
has one. Out: a `Theme`.
A deck keeps its colours as slots of the PowerPoint theme (`accent1` and a change of luminance), never as RGB, so
that a change of theme in PowerPoint recolours it.

To add a theme, copy `atlas.py`: every role that it has is needed. `tests/themes` measures contrast and what
colour-blind viewers see. Give water the hue of blue: with an accent, it is a shade of it. Colours of maps are shades of
the side colours, `ink2`, `panel` and `water`, which must not be pure grey. Fonts whose widths are not in
`data/widths.bin` are measured as DejaVu, the widest: add them to `data/derive_widths.py` and to `_TWINS` in
`typesetting/fonts.py`.
"""

from __future__ import annotations

import colorsys
import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from podium import registry
from podium.themes import _accent
from podium.themes import _map_colours as map_colours
from podium.themes._accent import WORDS, beyond, wash
from podium.themes._accent import shades as shades
from podium.themes._contrast import as_hex as as_hex
from podium.themes._contrast import channels as channels
from podium.themes._contrast import contrast, distance, lightness, with_lightness
from podium.themes._contrast import luminance as luminance  # for colours that have no role, as a picture's

# The twelve slots of a PowerPoint theme and the roles that fill them; `text`/`ground` slots swap in a dark theme.
_SLOT_ROLES = {"tx1": "ink", "bg1": "ground", "tx2": "ink2", "bg2": "panel", "accent1": "red", "accent2": "blue",
               "accent3": "ochre", "accent4": "green", "accent5": "violet", "accent6": "water"}
# Roles that are no slot of their own: the slot that they are a shade of.
_SHADES = {"hairline": "bg2", "rule": "tx2", "red.deep": "accent1", "red.tint": "accent1", "blue.deep": "accent2",
           "blue.tint": "accent2", "ochre.deep": "accent3", "ochre.tint": "accent3", "green.deep": "accent4",
           "green.tint": "accent4", "violet.deep": "accent5", "violet.tint": "accent5", "grey": "tx2",
           "grey.deep": "tx2", "grey.tint": "bg2", "blue.plate": "accent2",
           "ochre.plate": "accent3", "green.plate": "accent4", "red.plate": "accent1", "violet.plate": "accent5",
           "grey.plate": "tx2", **map_colours.SLOTS}
SIDE_COLOURS = ("red", "blue", "ochre", "green", "violet", "grey")
# Made from the others, unless a theme has its own.
_WASHES = {f"{colour}.wash": _SHADES[f"{colour}.tint"] for colour in SIDE_COLOURS}
_DARKS = {f"{colour}.dark": _SHADES[f"{colour}.plate"] for colour in SIDE_COLOURS}
_MADE = {**_WASHES, **_DARKS}
# A deck's own accent takes the first slot, which PowerPoint gives to what is drawn by hand; red takes that of water,
# which is then a shade of blue.
_OWN_ACCENT = {"accent1": "accent6", "accent6": "accent2"}
_PLAINLY_OTHER = 25.0  # distance in CIELAB
_SEEN_TURN, _COLOURED = 3.0, 0.05  # degrees of hue; the saturation under which a colour has none
_SCRIM = 0.4  # of the lightness of the darkest colour: the darker a scrim, the thinner it can be


class SlotColour(NamedTuple):
    """A colour as DrawingML writes it: a theme slot, changes of luminance and saturation in percent, and of hue in
    degrees. On a template, the slot may be a colour of its own (`#RRGGBB`), or "" for what the placeholder has."""

    slot: str
    lum_mod: float = 100.0
    lum_off: float = 0.0
    sat_mod: float = 100.0
    hue_off: float = 0.0


@dataclass(slots=True, eq=False)
class Theme:
    """A resolved theme. `tokens` maps every role to its RGB (hex without `#`)."""

    name: str
    dark: bool
    major: str
    minor: str
    tokens: Mapping[str, str]
    accent: str = ""  # the deck's own, as it was asked for
    sides: frozenset[str] = frozenset()  # the colours of the deck's sides
    aliases: Mapping[str, str] = field(default_factory=dict)  # roles that are another's colour
    refs: Mapping[str, SlotColour] = field(default_factory=dict)  # how roles are written on a template
    written: tuple[str, str] = ("+mj-lt", "+mn-lt")  # how its fonts are
    _cache: dict[str, SlotColour] = field(default_factory=dict, compare=False)

    @property
    def slots(self) -> dict[str, str]:
        """dk1, lt1, dk2, lt2, accent1…6, hlink, folHlink -> RGB hex."""
        text, ground = ("lt", "dk") if self.dark else ("dk", "lt")
        named = {"tx1": f"{text}1", "tx2": f"{text}2", "bg1": f"{ground}1", "bg2": f"{ground}2"}
        slots = {named.get(slot, slot): self.tokens[role] for slot, role in self.slot_roles.items()}
        return {**slots, "hlink": self.tokens["blue.deep"], "folHlink": self.tokens["violet.deep"]}

    def colour(self, role: str) -> SlotColour:
        """The role as a slot with changes. Raises KeyError for an unknown role."""
        found = self._cache.get(role)
        if found is None:
            found = self._cache[role] = self._derive(role)
        return found

    @property
    def slot_roles(self) -> dict[str, str]:
        """The role that fills each slot."""
        return {**_SLOT_ROLES, "accent1": "accent", "accent6": "red"} if self.accent else _SLOT_ROLES

    def _derive(self, role: str) -> SlotColour:
        if role in self.refs:
            return self.refs[role]
        role, owners = self.aliases.get(role, role), self.slot_roles
        for slot, owner in owners.items():
            if owner == role:
                return SlotColour(slot)
        if role == "scrim":
            return SlotColour("bg1" if self.dark else "tx1", 100 * _SCRIM)
        if role == "on":
            slot = "tx1" if self.dark else "bg1"
        elif role.startswith("accent."):
            slot = "accent1"
        else:
            slot = "accent6" if role == "water" else _SHADES.get(role) or _MADE[role]
            slot = _OWN_ACCENT.get(slot, slot) if self.accent else slot
        base, target = self.tokens[owners[slot]], self.tokens[role]
        turn = _turn(base, target) if role.endswith((".plate", ".dark")) else 0.0  # elsewhere nobody sees it
        return shade(slot, base, target)._replace(hue_off=turn)

    def free(self, order: Sequence[str] = SIDE_COLOURS) -> tuple[str, ...]:
        """The colours, in that order, that no side of the deck has; all of them if the sides have all."""
        return tuple(c for c in order if c not in self.sides) or tuple(order)

    def like_accent(self, colour: str) -> bool:
        """Whether a side's colour could be taken for the deck's own accent."""
        return bool(self.accent) and distance(self.tokens[colour], self.tokens["accent"]) < _PLAINLY_OTHER

    def rgb(self, role: str) -> str:
        """The role's RGB as `RRGGBB`."""
        return self.tokens[role]

    def contrast(self, role: str, other: str) -> float:
        """The contrast ratio (WCAG 2, 1 to 21) of two roles."""
        return contrast(self.tokens[role], self.tokens[other])

    def veil(self, words: str, field: str, least: float) -> float:
        """How opaque a veil in the colour of the ground may lie over words on a field whose contrast must stay `least`;
        at most 0.6."""
        colours = [channels(self.rgb(role)) for role in ("ground", words, field)]

        def reads(alpha: float) -> bool:
            ground, ink, under = (
                as_hex(*(c + (g - c) * alpha for c, g in zip(colour, colours[0], strict=True))) for colour in colours
            )
            return min(contrast(ink, under), contrast(ink, ground)) >= least

        return next((step / 20 for step in range(12, 0, -1) if reads(step / 20)), 0.0)

    def reads(self, words: str, ground: str) -> bool:
        """Whether words in one role can be read on the other."""
        return self.contrast(words, ground) >= WORDS


def _turn(base: str, target: str) -> float:
    """How far (degrees) the hue of `target` is from that of the slot, if that can be seen; else 0."""
    (h0, _, s0), (h1, _, s1) = (colorsys.rgb_to_hls(*channels(rgb)) for rgb in (base, target))
    turn = round(((h1 - h0 + 0.5) % 1 - 0.5) * 360, 1)
    return turn if abs(turn) > _SEEN_TURN and min(s0, s1) > _COLOURED else 0.0


def shade(slot: str, base: str, target: str) -> SlotColour:
    """How to get from the slot's colour to `target` by DrawingML's lumMod, lumOff and satMod (the hue stays)."""
    if base == target:
        return SlotColour(slot)
    _, l0, s0 = colorsys.rgb_to_hls(*channels(base))
    _, l1, s1 = colorsys.rgb_to_hls(*channels(target))
    if l1 <= l0:
        mod, off = l1 / l0 if l0 else 0.0, 0.0
    else:
        mod = (1 - l1) / (1 - l0)  # keeps white fixed, as PowerPoint's own "lighter 40 %" does
        off = 1 - mod
    sat = s1 / s0 if s0 > 0.02 else 1.0
    return SlotColour(slot, round(mod * 100, 1), round(off * 100, 1), round(min(sat, 2.0) * 100, 1))


@cache
def names() -> list[str]:
    """The themes that there are: the modules of this package."""
    return registry.modules(*__path__)


def summary(name: str) -> str:
    """The theme in a line: its module's docstring."""
    doc = importlib.import_module(f"{__name__}.{name}").__doc__ or ""
    return doc.strip().partition(": ")[2]


@cache
def load(name: str, accent: str = "", sides: frozenset[str] = frozenset()) -> Theme:
    """The theme of that name, with a deck's own accent (`RRGGBB`), "" for the theme's red, or another of its colours
    if red is among those of the deck's `sides`.

    Raises KeyError if there is none, or if its file lacks a role.
    """
    if name not in names():
        raise KeyError(name)
    module = importlib.import_module(f"{__name__}.{name}")
    missing = (set(_SLOT_ROLES.values()) | set(_SHADES) | {"on"}) - set(module.TOKENS) - set(map_colours.SLOTS)
    if missing:
        raise KeyError(f"theme {name} lacks {', '.join(sorted(missing))}")
    major, minor = module.FONTS
    made = {**map_colours.roles(module.TOKENS, module.DARK), **_washes(module.TOKENS), **_darks(module.TOKENS)}
    tokens = {**made, **module.TOKENS}
    aliases = _accent.aliases(sides, module.DARK)
    tokens |= {alias: tokens[role] for alias, role in aliases.items()}
    dark = tokens["ground" if module.DARK else "ink"]
    tokens["scrim"] = with_lightness(dark, lightness(dark) * _SCRIM)  # over a picture, so that words can be read on it
    if not accent:
        return Theme(name, module.DARK, major, minor, MappingProxyType(tokens), sides=sides, aliases=aliases)
    tokens |= shades(accent, tokens, module.DARK)
    theme = Theme(name, module.DARK, major, minor, tokens, accent, sides)
    theme.aliases = {"question": _accent.question("blue" in sides or theme.like_accent("blue"), module.DARK)}
    tokens["question"] = tokens[theme.aliases["question"]]
    return theme


def contrast_of_accent(theme: Theme) -> float:
    """The contrast on the ground of the accent that was asked for, if that was too low for use as it is; else 0."""
    if theme.accent in ("", theme.tokens["accent"]):
        return 0.0
    return contrast(theme.accent, theme.tokens["ground"])


def _washes(tokens: Mapping[str, str]) -> dict[str, str]:
    """The ground with a little of each side's colour, as RGB hex."""
    return {role: wash(tokens[role.removesuffix(".wash")], tokens["ground"]) for role in _WASHES}


def _darks(tokens: Mapping[str, str]) -> dict[str, str]:
    """What can be seen on a plate of each side's colour, without standing out, as RGB hex."""
    return {role: beyond(tokens[role.removesuffix(".dark") + ".plate"]) for role in _DARKS}
