"""How well two colours can be told apart.

In: RGB as `RRGGBB`. Out: the contrast ratio of WCAG 2 (1 to 21), the distance in CIELAB (2 is hardly seen, 25 plain to
everybody), and colours moved in lightness until they can be read.
"""

from __future__ import annotations

import colorsys
import math

_STEP = 0.004  # of lightness: finer than an eye


def channels(rgb: str) -> tuple[float, float, float]:
    """Red, green and blue, 0 to 1."""
    return int(rgb[0:2], 16) / 255, int(rgb[2:4], 16) / 255, int(rgb[4:6], 16) / 255


def as_hex(red: float, green: float, blue: float) -> str:
    """`RRGGBB` of the three channels, 0 to 1."""
    return "".join(f"{round(255 * v):02X}" for v in (red, green, blue))


def with_lightness(rgb: str, lightness: float, saturation: float = 1.0) -> str:
    """The colour in another lightness (0 to 1), its saturation times `saturation`."""
    hue, _, own = colorsys.rgb_to_hls(*channels(rgb))
    return as_hex(*colorsys.hls_to_rgb(hue, lightness, min(1.0, own * saturation)))


def lightness(rgb: str) -> float:
    """The lightness of HSL, 0 to 1."""
    return colorsys.rgb_to_hls(*channels(rgb))[1]


def _linear(rgb: str) -> list[float]:
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels(rgb)]


def luminance(rgb: str) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    r, g, b = _linear(rgb)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two colours."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def distance(a: str, b: str) -> float:
    """The distance of two colours in CIELAB (1976)."""
    return math.dist(_lab(_linear(a)), _lab(_linear(b)))


# Deuteranopia, the commonest of the dichromacies; Machado, Oliveira and Fernandes, "A Physiologically-based Model for
# Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009), severity 1.0; on linear RGB.
_NO_GREEN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))


def distance_without_green(a: str, b: str) -> float:
    """The distance of two colours in CIELAB (1976) for a viewer with deuteranopia."""
    return math.dist(*(_lab(_without_green(_linear(rgb))) for rgb in (a, b)))


def _without_green(light: list[float]) -> list[float]:
    return [min(1.0, max(0.0, math.fsum(m * v for m, v in zip(row, light, strict=True)))) for row in _NO_GREEN]


def _lab(light: list[float]) -> tuple[float, float, float]:
    """CIELAB of linear RGB."""
    r, g, b = light
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def readable(rgb: str, ground: str, least: float) -> str:
    """The colour itself if it has a contrast of `least` on the ground, else the nearest lightness that has."""
    light = lightness(rgb)
    step = _STEP if luminance(ground) < 0.18 else -_STEP  # away from the ground
    moved = rgb
    while contrast(moved, ground) < least and 0 < light + step < 1:
        light += step
        moved = with_lightness(rgb, light)
    return moved
