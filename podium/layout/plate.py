"""Plates: the drawn panels shown where a picture is missing.

In: a rectangle, a colour and the words. Out: boxes. The plate of a person has a monogram in a medallion, name, life
dates and role. Any other has its words over contour lines, seeded by the file name so that no two are alike; the first
of a colour on a slide is full of it, the next ones are paper with lines in it. The name of the missing file is in the
alt text, for the lecturer. The picture will take the same rectangle.
"""

from __future__ import annotations

import hashlib
import math
import random
import re
from functools import lru_cache
from math import fsum
from typing import Any, NamedTuple

from podium.layout.stage import Stage
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Freeform, Line, Shape
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import Draft, draft, plain_draft

INNER = inches(0.097)
MEDALLION = inches(1.05)
_LOW = inches(2.5)  # in a lower frame, medallion and words have no room one above the other
_PAD, _BAR = inches(0.28), points(5)
_MONOGRAM_SHARE, _LETTERS = 0.7, 0.36  # of the medallion: widest letters, and the size at which nearly all fit
_GRID_ROWS, _LEVELS = 22, 8  # of the contour lines: a finer grid makes no difference after smoothing
_APART, _SHORTEST = 0.75, 9  # grid squares between points; fewest points of a line
_CYCLE = ("grey", "green", "ochre", "violet")


class PlateWords(NamedTuple):
    """The words on a plate. With a `monogram` it is that of a person."""

    subject: str
    line: str = ""
    role: str = ""
    monogram: str = ""
    file: str = ""
    colour: str = ""


def monogram(name: str) -> str:
    """The initials of the first and last word of a name: "PY" for Pu Yi; a king's number is none: "L" for Louis XVI."""
    words = [w for w in name.replace("-", " ").split() if w[0].isalpha() and w[0].isupper()] or name.split()
    if not words:
        return ""
    if len(words) > 1 and re.fullmatch("I|V|[IVX]{2,}", words[-1]):
        words.pop()
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def neutral(stage: Stage) -> str:
    """A colour that no side has, different for each plate on a slide."""
    taken = {side.colour for side in stage.deck.sides.values()}
    free = [c for c in _CYCLE if c not in taken] or ["grey"]
    colour = free[stage.plates % len(free)]
    stage.plates += 1
    return colour


def plate(words: PlateWords, rect: Rect, alt: str, name: str, stage: Stage) -> list[Box]:
    """The plate in `rect`."""
    seed = words.file or words.subject
    colour = words.colour or neutral(stage)
    if not words.monogram and colour in stage.plated:
        return _paper(words, rect, colour, alt, name, stage)
    stage.plated.add(colour)
    ground = Shape(name=name, rect=rect, fill=f"{colour}.plate", alt=waiting(alt, words.file))
    boxes: list[Box] = [ground]
    if not words.monogram:
        boxes += contour_boxes(rect.inset(INNER), seed, name)
    frame = rect.inset(INNER)
    boxes.append(Shape(name=f"{name} frame", rect=frame, line=Line("on", 0.75), alpha=0.45))
    if words.monogram:
        boxes += _person(words, rect, name, stage)
    else:
        boxes += _scene(words, rect, name, stage)
    return boxes


def _paper(words: PlateWords, rect: Rect, colour: str, alt: str, name: str, stage: Stage) -> list[Box]:
    """The plate of a further scene in a colour that a plate of this slide has."""
    return [
        Shape(name=name, rect=rect, fill="panel", alt=waiting(alt, words.file)),
        *contour_boxes(rect, words.file or words.subject, name, colour, 0.5),
        Shape(name=f"{name} bar", rect=rect.top(_BAR), fill=colour),
        *_scene(words, rect, name, stage, ("ink", "ink2")),
    ]


def face(words: PlateWords, rect: Rect, alt: str, name: str, stage: Stage) -> list[Box]:
    """The plate of a person whose name stands beside it: the monogram."""
    colour = words.colour or neutral(stage)
    boxes: list[Box] = [
        Shape(name=name, rect=rect, fill=f"{colour}.plate", alt=waiting(alt, words.file)),
        Shape(name=f"{name} frame", rect=rect.inset(min(INNER, rect.w // 16)), line=Line("on", 0.75), alpha=0.45),
    ]
    size = min(round(MEDALLION * 1.5), round(min(rect.w, rect.h) * 0.6))
    return [*boxes, *_medallion(words, rect.place(size, size), name, stage)]


def waiting(alt: str, file: str) -> str:
    """The alt text of a plate: what the picture will show, and the file that it waits for."""
    return f"{alt} (images/{file})" if file and alt else alt


def _lines(words: PlateWords, align: str, colour: str = "on") -> list[Draft]:
    """The smaller lines under a plate's subject."""
    more: dict[str, object] = {"align": align}
    return [draft(t, scale.PLATE_LINE.but(colour=colour), before=2.0, **more) for t in (words.line, words.role) if t]


def _person(words: PlateWords, rect: Rect, name: str, stage: Stage) -> list[Box]:
    """Medallion, name and dates: stacked in a tall frame, side by side in a wide one. The medallion's place does not
    depend on the words, so that those of neighbours are level."""
    if rect.w > 3.2 * rect.h or (rect.w > 1.5 * rect.h and rect.h < _LOW):
        return _person_wide(words, rect, name, stage)
    inner = rect.inset(_PAD, inches(0.22))
    large = rect.h > inches(3.5)
    size = min(round(MEDALLION * 1.5) if large else MEDALLION, round(inner.h * 0.40), inner.w)
    style = scale.PLATE_NAME.but(size=38.0 if large else 30.0)
    drafts = [draft(words.subject, style, align="centre"), *_lines(words, "centre")]
    usual = points(2 * style.size * style.pitch + 2 * scale.PLATE_LINE.size * scale.PLATE_LINE.pitch)
    top = inner.y + max(0, (inner.h - size - points(8) - usual) // 2)
    boxes = _medallion(words, Rect(rect.x + (rect.w - size) // 2, top, size, size), name, stage)
    place = inner.below(top + size + points(8) - inner.y)
    boxes.append(stage.text(f"{name} words", place, drafts))
    return boxes


def _person_wide(words: PlateWords, rect: Rect, name: str, stage: Stage) -> list[Box]:
    size = min(MEDALLION, round(rect.h * 0.66))
    left = rect.w * 33 // 100
    boxes = _medallion(words, Rect(rect.x + (left - size) // 2, rect.y + (rect.h - size) // 2, size, size), name, stage)
    boxes.append(
        Shape(
            name=f"{name} divider",
            rect=Rect(rect.x + left, rect.y + rect.h // 6, 0, rect.h * 2 // 3),
            geometry="line",
            line=Line("on", 0.75),
            alpha=0.45,
        )
    )
    x = rect.x + left + inches(0.26)
    drafts = [draft(words.subject, scale.PLATE_NAME.but(size=32.0)), *_lines(words, "left")]
    place = Rect(x, rect.y + INNER * 2, rect.right - inches(0.26) - x, rect.h - 4 * INNER)
    return [*boxes, stage.text(f"{name} words", place, drafts, anchor="middle")]


def _medallion(words: PlateWords, rect: Rect, name: str, stage: Stage) -> list[Box]:
    """Two rings with the initials."""
    ring = max(points(3), rect.w // 26)
    letters = scale.PLATE_MONOGRAM.but(size=max(16.0, min(54.0, rect.height_pt * _LETTERS)), floor=16.0)
    width = stage.compose.width(plain_draft(words.monogram, letters))
    if width > _MONOGRAM_SHARE * rect.width_pt:  # two wide letters must clear the ring
        letters = letters.but(size=max(16.0, letters.size * _MONOGRAM_SHARE * rect.width_pt / width))
    h = points(letters.size * 1.25)
    return [
        Shape(name=f"{name} medallion", rect=rect, geometry="ellipse", line=Line("on", 1.0)),
        Shape(name=f"{name} ring", rect=rect.inset(ring), geometry="ellipse", line=Line("on", 0.5), alpha=0.6),
        stage.text(
            f"{name} monogram",
            Rect(rect.x, rect.y + (rect.h - h) // 2, rect.w, h),
            [plain_draft(words.monogram, letters, align="centre")],
            anchor="middle",
        ),
    ]


def _scene(
    words: PlateWords, rect: Rect, name: str, stage: Stage, colours: tuple[str, str] = ("on", "on")
) -> list[Box]:
    """The subject large at the top left, its line below."""
    pad = min(_PAD, rect.w // 10)
    inner = Rect(rect.x + pad, rect.y + inches(0.2), rect.w - 2 * pad, rect.h - inches(0.4))
    size = 54.0 if rect.h > inches(2.4) and rect.w > inches(6) else 32.0 if rect.h > inches(1.6) else 26.0
    drafts = [draft(words.subject, scale.PLATE_NAME.but(size=size, colour=colours[0]))]
    return [stage.text(f"{name} words", inner, [*drafts, *_lines(words, "left", colours[1])])]


# ------------------------------------------------------------------------------- contour lines


def _number(seed: str) -> int:
    return int.from_bytes(hashlib.sha1(seed.encode(), usedforsecurity=False).digest()[:4], "big")


def contour_boxes(frame: Rect, seed: str, name: str, colour: str = "on", alpha: float = 0.2) -> list[Box]:
    """Contour lines of imaginary hills inside `frame`, always the same for the same seed."""
    paths = tuple(
        tuple((c[0], *(round(v * (frame.h if n % 2 else frame.w)) for n, v in enumerate(c[1:]))) for c in path)
        for path in _contour_paths(_number(seed), round(frame.w / frame.h, 1))
    )
    return (
        [Freeform(name=f"{name} contours", rect=frame, paths=paths, line=Line(colour, 0.75), alpha=alpha)]
        if paths
        else []
    )


@lru_cache(maxsize=64)
def _contour_paths(seed: int, aspect: float) -> tuple[tuple[Any, ...], ...]:
    """Level lines of a sum of waves and hills on the unit square, as curves."""
    rng = random.Random(seed)
    hills = [(rng.uniform(0, aspect), rng.uniform(0, 1), rng.uniform(0.15, 0.5), rng.choice((-1, 1))) for _ in range(5)]
    tilt = rng.uniform(0, 2 * math.pi)
    rows, columns = _GRID_ROWS, max(8, round(_GRID_ROWS * aspect))
    field = []
    for j in range(rows + 1):
        y = j / rows
        field.append(
            [
                0.9 * (x * math.cos(tilt) + y * math.sin(tilt))
                + fsum(s * math.exp(-((x - hx) ** 2 + (y - hy) ** 2) / (r * r)) for hx, hy, r, s in hills)
                for x in (i / columns * aspect for i in range(columns + 1))
            ]
        )
    low, high = min(map(min, field)), max(map(max, field))
    levels = [low + (high - low) * n / (_LEVELS + 1) for n in range(1, _LEVELS + 1)]
    return tuple(
        _smooth([(x / columns, y / rows) for x, y in line])
        for line in map(_thinned, _level_lines(field, levels))
        if len(line) > _SHORTEST
    )


def _thinned(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The polyline without points that nearly coincide, through which a curve would make a hook. Grid units."""
    kept = line[:1]
    for point in line[1:-1]:
        if math.dist(point, kept[-1]) > _APART and math.dist(point, line[-1]) > _APART:
            kept.append(point)
    return [*kept, line[-1]] if len(line) > 1 else kept


def _smooth(line: list[tuple[float, float]]) -> tuple[Any, ...]:
    """A polyline as Bézier curves through its points (Catmull-Rom), kept inside the unit square."""
    closed = line[0] == line[-1]
    path: list[Any] = [("M", *line[0])]
    for n in range(len(line) - 1):
        before = line[n - 1] if n else line[-2] if closed else line[0]
        after = line[n + 2] if n + 2 < len(line) else line[1] if closed else line[-1]
        (x0, y0), (x1, y1) = line[n], line[n + 1]
        c = (x0 + (x1 - before[0]) / 6, y0 + (y1 - before[1]) / 6, x1 - (after[0] - x0) / 6, y1 - (after[1] - y0) / 6)
        path.append(("C", *(min(1.0, max(0.0, v)) for v in c), x1, y1))
    return tuple(path)


Crossing = tuple[int, int, int, int]  # column, row, 1 on a vertical edge, level


def _level_lines(field: list[list[float]], levels: list[float]) -> list[list[tuple[float, float]]]:
    """Marching squares: the segments of each level in each grid square, joined end to end."""
    links: dict[Crossing, list[Crossing]] = {}
    at: dict[Crossing, tuple[float, float]] = {}
    for j in range(len(field) - 1):
        for i in range(len(field[0]) - 1):
            a, b, c, d = field[j][i], field[j][i + 1], field[j + 1][i + 1], field[j + 1][i]
            low, high = min(a, b, c, d), max(a, b, c, d)
            for n, level in enumerate(levels):
                if not low < level <= high:
                    continue
                ends = []
                for u, v, x, y, vertical in (
                    (a, b, i, j, 0),
                    (b, c, i + 1, j, 1),
                    (d, c, i, j + 1, 0),
                    (a, d, i, j, 1),
                ):
                    if (u < level) != (v < level):
                        t = (level - u) / (v - u)
                        at[x, y, vertical, n] = (x, y + t) if vertical else (x + t, y)
                        ends.append((x, y, vertical, n))
                for p, q in zip(ends[::2], ends[1::2], strict=False):
                    links.setdefault(p, []).append(q)
                    links.setdefault(q, []).append(p)
    return _joined(links, at)


def _joined(
    links: dict[Crossing, list[Crossing]], at: dict[Crossing, tuple[float, float]]
) -> list[list[tuple[float, float]]]:
    """Polylines from the graph of segments; open ends first, then the closed rings."""
    lines, seen = [], set()
    for start in sorted(links, key=lambda k: (len(links[k]), k)):
        if start in seen:
            continue
        chain, here = [start], start
        seen.add(start)
        while following := next((k for k in links[here] if k not in seen), None):
            chain.append(following)
            seen.add(following)
            here = following
        if len(chain) > 3 and start in links[here]:
            chain.append(start)
        lines.append([at[k] for k in chain])
    return lines
