"""Point symbols: battles, cities and military units.

In: a place on the page in EMU, a size in EMU, colour roles, a name. Out: a list with one group of native shapes. Units
are APP-6 (NATO) symbols: a friendly frame for both sides, filled with the side's plate colour, the arm drawn in it, the
echelon above. Line widths grow with the symbol, so that it can be large on a slide and small in a corner.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import get_args

from podium.maps.model.parts import Echelon, UnitKind
from podium.maps.symbols.curves import CIRCLE, Bezier, Path, circle, freeform, group, path_of, polygon
from podium.scene.boxes import Box, Fill, Line, Shape
from podium.scene.units import EMU_PER_PT, Rect

KINDS: tuple[UnitKind, ...] = get_args(UnitKind)
ECHELONS: tuple[Echelon, ...] = get_args(Echelon)
MARKS = {
    "": "",
    "squad": "•",
    "section": "••",
    "platoon": "•••",
    "company": "I",
    "battalion": "II",
    "regiment": "III",
    "brigade": "X",
    "division": "XX",
    "corps": "XXX",
    "army": "XXXX",
    "army group": "XXXXX",
}
ASPECT = 1.5  # width over height of a unit's frame
_MARK = 0.28  # height of an echelon mark, in heights of the frame
_GAP = 0.13  # between the frame and the mark
_STAFF = 0.7  # length of a headquarters' staff, in heights of the frame


def battle(x: int, y: int, size: int, colour: str, name: str, *, step: int = 0, alt: str = "") -> list[Box]:
    """An explosion `size` EMU wide around (x, y): a star in the colour with a pale one inside."""
    centre = complex(x, y)
    outer = freeform(f"{name}: star", [_star(centre, size / 2, 0.56)], fill=colour, line=Line("ground", 0.75))
    inner = freeform(f"{name}: fire", [_star(centre, size * 0.29, 0.5)], fill="on")
    return [group(name, [outer, inner], step, alt)]


def _star(centre: complex, radius: float, waist: float) -> Path:
    """Twelve rays of two lengths in turn, the first straight up; `waist` is the radius between them, in radii."""
    tips = []
    for n in range(24):
        length = radius * (waist if n % 2 else 1.0 if n % 4 == 0 else 0.8)
        turn = math.tau * n / 24 - math.pi / 2
        tips.append(centre + length * complex(math.cos(turn), math.sin(turn)))
    return polygon(tips)


def city(x: int, y: int, size: int, capital: bool, name: str, *, step: int = 0, alt: str = "") -> list[Box]:
    """A dot `size` EMU wide around (x, y); a capital's is ringed."""
    outer = _disc(name, x, y, size, "ink", Line("ground", 0.75))
    if not capital:
        outer.step, outer.alt = step, alt
        return [outer]
    ring = _disc(f"{name}: ring", x, y, size, "ground", Line("ink", max(1.0, size / EMU_PER_PT * 0.13)))
    return [group(name, [ring, _disc(f"{name}: dot", x, y, size // 2, "ink", None)], step, alt)]


def _disc(name: str, x: int, y: int, size: int, fill: Fill, line: Line | None) -> Shape:
    rect = Rect(x - size // 2, y - size // 2, size, size)
    return Shape(name=name, rect=rect, geometry="ellipse", fill=fill, line=line)


# ------------------------------------------------------------------------------------------------- units


def unit(
    kind: UnitKind,
    echelon: Echelon,
    colour: str,
    x: int,
    y: int,
    size: int,
    name: str,
    *,
    step: int = 0,
    alt: str = "",
    plate: bool = False,
) -> list[Box]:
    """A unit's symbol, its frame `size` EMU wide around (x, y); a headquarters' staff has its foot at (x, y).

    `colour` is a side's (`red`). The group's rectangle holds frame, echelon and staff. plate: the echelon gets a
    background in the ground's colour, for a place where lines run under it.
    """
    w, h = size, round(size / ASPECT)
    left, top = (x, y - round(h * (1 + _STAFF))) if kind == "headquarters" else (x - w // 2, y - h // 2)
    frame = Rect(left, top, w, h)
    weight = round(max(0.75, size / EMU_PER_PT * 0.04), 2)
    boxes: list[Box] = [Shape(name=f"{name}: frame", rect=frame, fill=f"{colour}.plate", line=Line("on", weight))]
    if kind == "headquarters":
        staff = [[("M", x, frame.bottom), ("L", x, y)]]
        boxes.insert(0, freeform(f"{name}: staff", staff, line=Line("ink", 2 * weight)))
    strokes, solids = _ARMS[kind](frame)
    if strokes:
        boxes.append(freeform(f"{name}: {kind}", strokes, line=Line("on", weight)))
    if solids:
        boxes.append(freeform(f"{name}: {kind}", solids, fill="on"))
    marks = _echelon(echelon, frame, weight, name)
    if plate and marks:
        field = marks[0].rect.inset(-round(marks[0].rect.h * 0.3), -round(marks[0].rect.h * 0.2))
        boxes.insert(0, Shape(name=f"{name}: plate", rect=field, fill="ground", alpha=0.9))
    boxes += marks
    return [group(name, boxes, step, alt)]


Arm = tuple[list[Path], list[Path]]  # (stroked paths, filled paths)


def _stroke(*points: tuple[float, float]) -> Path:
    return [("M" if n == 0 else "L", px, py) for n, (px, py) in enumerate(points)]


def _saltire(r: Rect) -> list[Path]:
    return [_stroke((r.x, r.y), (r.right, r.bottom)), _stroke((r.x, r.bottom), (r.right, r.y))]


def _middle(r: Rect) -> complex:
    return complex(r.x + r.w / 2, r.y + r.h / 2)


def _oval(r: Rect) -> Path:
    """The track of a tank: a rectangle with round ends."""
    m, half, radius = _middle(r), r.w * 0.14, r.h * 0.25
    k = CIRCLE * radius
    a, b, c, d = (m + complex(x * half, y * radius) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)))
    right, left = m + half + radius, m - half - radius
    east = path_of([Bezier(b, b + k, right - 1j * k, right), Bezier(right, right + 1j * k, c + k, c)], start=False)
    west = path_of([Bezier(d, d - k, left + 1j * k, left), Bezier(left, left - 1j * k, a - k, a)], start=False)
    return [("M", a.real, a.imag), ("L", b.real, b.imag), *east, ("L", d.real, d.imag), *west, ("Z",)]


def _bow_tie(r: Rect) -> Path:
    """An aircraft's propeller: two rounded blades that meet in the middle."""
    m, reach, high = _middle(r), r.w * 0.34, r.h * 0.22

    def blade(side: int) -> list[Bezier]:
        up, down = m + complex(side * reach * 0.72, -high), m + complex(side * reach * 0.72, high)
        bulge = side * reach * 0.38
        return [
            Bezier(m, m + (up - m) / 3, m + (up - m) * 2 / 3, up),
            Bezier(up, up + bulge, down + bulge, down),
            Bezier(down, m + (down - m) * 2 / 3, m + (down - m) / 3, m),
        ]

    return [*path_of(blade(1)), *path_of(blade(-1), start=False), ("Z",)]


def _bridge(r: Rect) -> Path:
    """The engineers' bridge: an E on its face."""
    m, half, high = _middle(r), r.w * 0.22, r.h * 0.2
    legs = ((-1, 1), (-1, -1), (0, -1), (0, 1), (0, -1), (1, -1), (1, 1))
    return _stroke(*[(m.real + x * half, m.imag + y * high) for x, y in legs])


_ARMS: dict[str, Callable[[Rect], Arm]] = {
    "infantry": lambda r: (_saltire(r), []),
    "motorised": lambda r: ([*_saltire(r), _stroke((r.x + r.w / 2, r.y), (r.x + r.w / 2, r.bottom))], []),
    "mechanised": lambda r: ([*_saltire(r), _oval(r)], []),
    "cavalry": lambda r: ([_stroke((r.x, r.bottom), (r.right, r.y))], []),
    "armour": lambda r: ([_oval(r)], []),
    "artillery": lambda r: ([], [circle(_middle(r), r.h * 0.17)]),
    "air": lambda r: ([], [_bow_tie(r)]),
    "engineers": lambda r: ([_bridge(r)], []),
    "headquarters": lambda r: ([], []),
    "unit": lambda r: ([], []),
}


def _echelon(echelon: Echelon, frame: Rect, weight: float, name: str) -> list[Box]:
    """The marks above the frame: dots filled, bars and crosses stroked."""
    marks = MARKS[echelon]
    if not marks:
        return []
    high = frame.h * _MARK
    wide, apart = {"•": (high * 0.62, 1.45), "I": (0.0, 0.0), "X": (high * 0.72, 1.5)}[marks[0]]
    pitch = wide * apart if wide else high * 0.55
    bottom = frame.y - frame.h * _GAP
    first = frame.x + frame.w / 2 - pitch * (len(marks) - 1) / 2
    paths: list[Path] = []
    for n in range(len(marks)):
        x = first + pitch * n
        if marks[0] == "•":
            paths.append(circle(complex(x, bottom - high / 2), wide / 2))
        elif marks[0] == "I":
            paths.append(_stroke((x, bottom), (x, bottom - high)))
        else:
            paths += _saltire(Rect(round(x - wide / 2), round(bottom - high), round(wide), round(high)))
    dots = marks[0] == "•"
    line = None if dots else Line("ink", round(weight * 1.1, 2))
    return [freeform(f"{name}: {echelon} {marks}", paths, fill="ink" if dots else None, line=line)]
