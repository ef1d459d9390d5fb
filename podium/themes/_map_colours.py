"""The colours of maps, made from a theme's own.

In: the tokens of a theme. Out: further roles: `map.red`, `map.red.strong`, `map.red.pale` for every side's colour, and
those of land, water and lines. A fill keeps the side's hue and takes a tone on which a label in `ink` has
a contrast of at least 4.5, with the relief under it too; so the labels of a map need no halo but a gap in the
lines behind them. A theme that names one of these roles itself has the last word."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

SIDES = {
    "red": "accent1",
    "blue": "accent2",
    "ochre": "accent3",
    "green": "accent4",
    "violet": "accent5",
    "grey": "tx2",
}
SHADES = ("", "strong", "pale")
Tone = tuple[float, float]
# Lightness and saturation of each shade of each side: so chosen that the first two shades of a side differ by 13.5 or
# more in the L* of CIELAB (by 12 in the dark), all of its shades by 12 in CIELAB (less for green and grey), that all of
# them, land and sea differ by at least 8, and that ink has a contrast of 4.5 on each
# (tests/maps/symbols/test_point_symbols.py); a slot's saturation at most doubles, or PowerPoint cannot make the shade
# of it.
_LIGHT: dict[str, tuple[Tone, Tone, Tone]] = {
    "red": ((0.751, 0.46), (0.614, 0.54), (0.89, 0.48)),
    "blue": ((0.698, 0.36), (0.549, 0.38), (0.826, 0.54)),
    "ochre": ((0.671, 0.446), (0.459, 0.539), (0.85, 0.715)),
    "green": ((0.7, 0.098), (0.49, 0.179), (0.825, 0.179)),
    "violet": ((0.719, 0.22), (0.582, 0.22), (0.857, 0.3)),
    "grey": ((0.679, 0.02), (0.532, 0.03), (0.774, 0.06)),
}
_DARK: dict[str, tuple[Tone, Tone, Tone]] = {
    "red": ((0.328, 0.42), (0.458, 0.466), (0.21, 0.34)),
    "blue": ((0.297, 0.339), (0.413, 0.415), (0.188, 0.564)),
    "ochre": ((0.249, 0.42), (0.342, 0.459), (0.165, 0.34)),
    "green": ((0.263, 0.2), (0.362, 0.222), (0.169, 0.2)),
    "violet": ((0.331, 0.26), (0.465, 0.28), (0.21, 0.227)),
    "grey": ((0.292, 0.03), (0.402, 0.063), (0.181, 0.107)),
}
_ON_PAPER = {
    "land": "E5DAC5",
    "rest": "EFE8DA",
    "sea": "D3E0E6",
    "halo": "B9CED8",
    "coast": "6D8894",
    "river": "7C9FB3",
    "lake": "BFD4DE",
    "name": "38596C",
    "border": "4A4038",
    "casing": "FBF7EE",
    "shade": "6E6250",
    "light": "FFFDF7",
}
_IN_THE_DARK = {
    "land": "343B42",
    "rest": "272D34",
    "sea": "1A2630",
    "halo": "25384A",
    "coast": "6F8A9B",
    "river": "4E7087",
    "lake": "22394A",
    "name": "A9C3D3",
    "border": "D8CFBF",
    "casing": "14181D",
    "shade": "101318",
    "light": "4A5159",
}
RAMP = 10
"""The last of the tones of each side by which numbers are told, from `map.red.0` (little) to `map.red.10` (much)."""
_LITTLE = {False: 0.885, True: 0.17}  # lightness of the first tone, on paper and in the dark
SLOTS = {
    **{f"map.{c}{'.' + s if s else ''}": slot for c, slot in SIDES.items() for s in SHADES},
    **{f"map.{c}.{n}": slot for c, slot in SIDES.items() for n in range(RAMP + 1)},
    "map.land": "bg2",
    "map.rest": "bg2",
    "map.sea": "accent6",
    "map.halo": "accent6",
    "map.coast": "accent6",
    "map.river": "accent6",
    "map.lake": "accent6",
    "map.name": "accent6",
    "map.border": "tx1",
    "map.casing": "bg1",
    "map.shade": "bg2",
    "map.light": "bg1",
}
"""The slot of the PowerPoint theme that each role is a shade of."""


def roles(tokens: Mapping[str, str], dark: bool) -> dict[str, str]:
    """The map roles of a theme, as RGB hex."""
    made = {f"map.{name}": rgb for name, rgb in (_IN_THE_DARK if dark else _ON_PAPER).items()}
    for side in SIDES:
        hue, _, _ = colorsys.rgb_to_hls(*(int(tokens[side][i : i + 2], 16) / 255 for i in (0, 2, 4)))
        for shade, (lightness, saturation) in zip(SHADES, (_DARK if dark else _LIGHT)[side], strict=True):
            made[f"map.{side}{'.' + shade if shade else ''}"] = _hex(hue, lightness, saturation)
        (_, first), (light, last) = (_DARK if dark else _LIGHT)[side][2], (_DARK if dark else _LIGHT)[side][1]
        for n in range(RAMP + 1):
            share = n / RAMP
            tone = _LITTLE[dark] + (light - _LITTLE[dark]) * share, first + (last - first) * share
            made[f"map.{side}.{n}"] = _hex(hue, *tone)
    return made


def _hex(hue: float, lightness: float, saturation: float) -> str:
    return "".join(f"{round(v * 255):02X}" for v in colorsys.hls_to_rgb(hue, lightness, saturation))
