"""The colours of maps, made from a theme's own.

In: the tokens of a theme. Out: further roles: `map.red`, `map.red.strong`, `map.red.pale` for every side's colour, and
those of land, water and lines. A fill keeps the side's hue and takes a lightness on which a label in `ink` has
a contrast of at least 4.5, with the relief under it too; so the labels of a map need no halo, which PowerPoint
has none of. A theme that names one of these roles itself has the last word."""

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
# Lightness and the greatest saturation of each shade, on paper and in a dark room.
_LIGHT = {"": (0.755, 0.46), "strong": (0.65, 0.54), "pale": (0.865, 0.48)}
_DARK = {"": (0.29, 0.42), "strong": (0.335, 0.46), "pale": (0.225, 0.34)}
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
SLOTS = {
    **{f"map.{c}{'.' + s if s else ''}": slot for c, slot in SIDES.items() for s in SHADES},
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
        hue, _, saturation = colorsys.rgb_to_hls(*(int(tokens[side][i : i + 2], 16) / 255 for i in (0, 2, 4)))
        for shade, (lightness, most) in (_DARK if dark else _LIGHT).items():
            rgb = colorsys.hls_to_rgb(hue, lightness, min(saturation, most))
            made[f"map.{side}{'.' + shade if shade else ''}"] = "".join(f"{round(v * 255):02X}" for v in rgb)
    return made
