"""Colours as people see them: contrast, CIELAB, and what a colour-blind viewer is left with.

In: RGB as `RRGGBB`. Out: numbers. Dichromacy is simulated as by Machado, Oliveira and Fernandes (2009), severity 1.
"""

from __future__ import annotations

import math

_MATRICES = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}
VIEWERS = tuple(_MATRICES)


def linear(rgb: str) -> list[float]:
    """Light of the three channels, 0 to 1."""
    channels = (int(rgb[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels]


def contrast(a: str, b: str) -> float:
    """The contrast ratio of WCAG, 1 to 21."""
    low, high = sorted(0.2126 * r + 0.7152 * g + 0.0722 * bl for r, g, bl in map(linear, (a, b)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: str, viewer: str = "all cones") -> tuple[float, float, float]:
    """CIELAB (D65) of a colour as the viewer sees it."""
    light = linear(rgb)
    r, g, b = (
        min(1.0, max(0.0, math.fsum(m * v for m, v in zip(row, light, strict=True)))) for row in _MATRICES[viewer]
    )
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(a: str, b: str, viewer: str = "all cones") -> float:
    """How far apart two colours look (CIELAB distance, 1976)."""
    return math.dist(lab(a, viewer), lab(b, viewer))
