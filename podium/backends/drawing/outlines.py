"""Outlines of shapes and connectors.

In: shapes and connectors of the scene. Out: paths in EMU, with the commands of a `Freeform` ("M", "L", "C", "Z").
"""

from __future__ import annotations

from typing import Any

from podium.scene.boxes import Connector, Shape
from podium.scene.units import Rect

Commands = list[tuple[Any, ...]]
_CIRCLE = 0.5522847498  # handle of a quarter circle, in radii
_ROUND_RECT = 16_667  # DrawingML's default adjustment of a roundRect, in 100,000ths
_HOME_PLATE = 50_000  # and of a homePlate: how long its point is, as a share of its shorter side


def preset(box: Shape) -> list[Commands]:
    """The outline of a preset geometry; an unknown one is drawn as its rectangle."""
    r, adjust = box.rect, dict(box.adjust)
    if box.geometry == "line":
        start, end = ((r.x, r.bottom), (r.right, r.y)) if box.flip else ((r.x, r.y), (r.right, r.bottom))
        return [[("M", *start), ("L", *end)]]
    if box.geometry == "ellipse":
        return [_rounded(r, r.w / 2, r.h / 2)]
    if box.geometry == "roundRect":
        radius = min(r.w, r.h) * min(adjust.get("adj", _ROUND_RECT), 50_000) / 100_000
        return [_rounded(r, radius, radius)]
    if box.geometry == "triangle":
        return [[("M", r.x, r.bottom), ("L", r.x + r.w / 2, r.y), ("L", r.right, r.bottom), ("Z",)]]
    if box.geometry == "homePlate":
        neck = r.right - min(r.w, min(r.w, r.h) * adjust.get("adj", _HOME_PLATE) / 100_000)
        tip = (r.right, r.y + r.h / 2)
        return [[("M", r.x, r.y), ("L", neck, r.y), ("L", *tip), ("L", neck, r.bottom), ("L", r.x, r.bottom), ("Z",)]]
    return [rectangle(r)]


def rectangle(r: Rect) -> Commands:
    """The outline of a rectangle."""
    return [("M", r.x, r.y), ("L", r.right, r.y), ("L", r.right, r.bottom), ("L", r.x, r.bottom), ("Z",)]


def connector(box: Connector) -> Commands:
    """The course of a connector: straight, or an elbow in three pieces."""
    r = box.rect
    x0, x1 = (r.right, r.x) if box.mirror else (r.x, r.right)
    y0, y1 = (r.bottom, r.y) if box.rising else (r.y, r.bottom)
    if box.geometry == "bentConnector3":
        if box.upright:
            y = (y0 + y1) // 2
            return [("M", x0, y0), ("L", x0, y), ("L", x1, y), ("L", x1, y1)]
        x = (x0 + x1) // 2
        return [("M", x0, y0), ("L", x, y0), ("L", x, y1), ("L", x1, y1)]
    return [("M", x0, y0), ("L", x1, y1)]


def moved(path: Any, rect: Rect) -> Commands:
    """The path of a freeform in the slide's own EMU."""
    corner = (rect.x, rect.y)
    return [(c[0], *[v + corner[n % 2] for n, v in enumerate(c[1:])]) for c in path]


def _rounded(r: Rect, rx: float, ry: float) -> Commands:
    """A rectangle with elliptic corners, from the upper left clockwise."""
    kx, ky = rx * (1 - _CIRCLE), ry * (1 - _CIRCLE)
    x, y, right, bottom = r.x, r.y, r.right, r.bottom
    return [
        ("M", x, y + ry),
        ("C", x, y + ky, x + kx, y, x + rx, y),
        ("L", right - rx, y),
        ("C", right - kx, y, right, y + ky, right, y + ry),
        ("L", right, bottom - ry),
        ("C", right, bottom - ky, right - kx, bottom, right - rx, bottom),
        ("L", x + rx, bottom),
        ("C", x + kx, bottom, x, bottom - ky, x, bottom - ry),
        ("Z",),
    ]
