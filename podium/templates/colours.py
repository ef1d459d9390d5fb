"""The colours of a template: what DrawingML says of a colour, as RGB.

In: an element with a colour or a fill, and the master's `Palette`. Out: `RRGGBB`, with the changes that ECMA-376
(20.1.2.3) defines; those of hue and of gamma are left out, for no template was seen to use them.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from xml.etree import ElementTree as ET

from podium.templates.package import A, R
from podium.templates.values import share, whole
from podium.themes import as_hex, channels

SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
PLAIN = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"} | {s: s for s in SLOTS}
_MAPPED = ("bg1", "tx1", "bg2", "tx2", *SLOTS[4:])  # the names in a map of colours, as in `a:clrMap`
_PRESETS = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF",
            "gray": "808080", "grey": "808080", "ltGray": "D3D3D3", "dkGray": "A9A9A9", "yellow": "FFFF00"}  # fmt: skip
_LEAST_SEEN = 0.04  # of a fill that is nearly transparent
_SYSTEM = {"window": "FFFFFF", "windowText": "000000"}


class Ground(NamedTuple):
    """What a fill looks like on the whole: `RRGGBB`, the relationship of its picture ("" for none), whether it is in
    one colour, and how much of what is under it it hides (0 to 1)."""

    rgb: str
    picture: str = ""
    plain: bool = True
    alpha: float = 1.0


@dataclass(frozen=True)
class Palette:
    """The colours of a theme by slot, and the master's map from `bg1`, `tx1` … to slots; `own` is what `phClr` is."""

    slots: Mapping[str, str]
    map: Mapping[str, str]
    own: str = "000000"

    def mapped(self, name: str) -> str:
        """The colour that `schemeClr` names."""
        if name == "phClr":
            return self.own
        return self.slots.get(self.map.get(name, name), "000000")

    def of(self, holder: ET.Element | None) -> str:
        """The first colour in an element, "" if it has none."""
        for element in holder if holder is not None else ():
            if (base := self._base(element)) is not None:
                return _changed(base, element)
        return ""

    def fill(self, holder: ET.Element | None) -> Ground | None:
        """The fill of shape properties or of a background; None if there is none to be seen."""
        for element in holder if holder is not None else ():
            kind = element.tag.rpartition("}")[2]  # that of `p:pic` is PresentationML's
            if kind == "solidFill":
                return _seen(Ground(self.of(element), alpha=_alpha(element)))
            if kind == "gradFill":
                stops = [(rgb, _alpha(stop)) for stop in element.iter(f"{A}gs") if (rgb := self.of(stop))]
                if not stops:
                    return None
                alpha = sum(a for _, a in stops) / len(stops)
                return _seen(Ground(_mean([rgb for rgb, _ in stops]), plain=False, alpha=alpha))
            if kind == "pattFill":
                return Ground(self.of(element.find(f"{A}bgClr")) or "FFFFFF", plain=False)
            if kind == "blipFill":
                blip = element.find(f"{A}blip")
                embed = blip.get(f"{R}embed", "") if blip is not None else ""
                alpha = min((_within(share(e.get("amt"), 1.0)) for e in element.iter(f"{A}alphaModFix")), default=1.0)
                return _seen(Ground(self.mapped("bg1"), embed, plain=False, alpha=alpha))
        return None

    def with_own(self, rgb: str) -> Palette:
        return replace(self, own=rgb)

    def _base(self, element: ET.Element) -> str | None:
        kind, value = element.tag.removeprefix(A), element.get("val", "")
        if kind == "srgbClr":
            return value.upper() if _is_hex(value) else "000000"
        if kind == "schemeClr":
            return self.mapped(value)
        if kind == "sysClr":
            last = element.get("lastClr", "")
            return last.upper() if _is_hex(last) else _SYSTEM.get(value, "000000")
        if kind == "prstClr":
            return _PRESETS.get(value, "808080")
        if kind == "scrgbClr":
            return _as_hex(_gamma(share(element.get(c))) for c in "rgb")
        if kind == "hslClr":
            hue = whole(element.get("hue")) / 21_600_000
            light, sat = (share(element.get(c)) for c in ("lum", "sat"))
            return _as_hex(colorsys.hls_to_rgb(hue % 1, light, sat))
        return None


def palette(theme: ET.Element, map: Mapping[str, str]) -> Palette:
    """The colours of a theme part under a master's map."""
    plain = Palette({}, {})
    scheme = theme.find(f".//{A}clrScheme")
    slots = {e.tag.removeprefix(A): plain.of(e) for e in (scheme if scheme is not None else ())}
    usual = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6"}
    return Palette({s: slots.get(s) or usual.get(s, "808080") for s in SLOTS}, {**PLAIN, **mapped(map)})


def mapped(map: Mapping[str, str]) -> dict[str, str]:
    """All twelve entries of a map of colours: as it has them, as usual where it names no slot."""
    return {name: map[name] if map.get(name) in SLOTS else PLAIN[name] for name in _MAPPED}


def mixed(first: str, second: str, share: float) -> str:
    """`share` of the second colour in the first, as RGB hex."""
    return as_hex(*(a + (b - a) * share for a, b in zip(channels(first), channels(second), strict=True)))


def _changed(rgb: str, element: ET.Element) -> str:
    """The colour after the changes that its element asks for, in their order."""
    for change in element:
        kind, amount = change.tag.removeprefix(A), share(change.get("val"))
        if kind == "tint":
            rgb = _in_light("FFFFFF", rgb, amount)
        elif kind == "shade":
            rgb = _in_light("000000", rgb, amount)
        elif kind in ("lumMod", "lumOff", "satMod", "satOff", "lum"):
            hue, light, sat = colorsys.rgb_to_hls(*channels(rgb))
            light = light * amount if kind == "lumMod" else light + amount if kind == "lumOff" else light
            light = amount if kind == "lum" else light
            sat = sat * amount if kind == "satMod" else sat + amount if kind == "satOff" else sat
            rgb = _as_hex(colorsys.hls_to_rgb(hue, _within(light), _within(sat)))
        elif kind == "inv":
            rgb = as_hex(*(1 - c for c in channels(rgb)))
    return rgb


def _in_light(first: str, second: str, part: float) -> str:
    """A `part` of the second colour in the first, mixed as light is: so PowerPoint makes tints and shades."""
    pairs = zip(channels(first), channels(second), strict=True)
    return _as_hex(_gamma(_linear(a) + (_linear(b) - _linear(a)) * part) for a, b in pairs)


def _alpha(colour: ET.Element) -> float:
    """How much of what is under it a colour hides."""
    return min((_within(share(alpha.get("val"), 1.0)) for alpha in colour.iter(f"{A}alpha")), default=1.0)


def _seen(fill: Ground) -> Ground | None:
    return fill if fill.alpha >= _LEAST_SEEN else None


def _mean(colours: list[str]) -> str:
    return as_hex(*(sum(c) / len(colours) for c in zip(*map(channels, colours), strict=True)))


def _within(channel: float) -> float:
    return min(1.0, max(0.0, channel))


def _as_hex(channels: Iterable[float]) -> str:
    """The colour of three channels, of which some may be beyond what there is."""
    return as_hex(*map(_within, channels))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _is_hex(value: str) -> bool:
    return len(value) == 6 and all(c in "0123456789abcdefABCDEF" for c in value)
