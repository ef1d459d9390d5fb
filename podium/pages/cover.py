"""The cover: title and subtitle at the left, a drawing of the thesis or a picture at the right.

In: the stage. Out: a sheet. The drawing is native: arcs, a disc, a river, contour lines.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from podium.layout.headline import balanced
from podium.layout.plate import contour_boxes
from podium.layout.stage import Stage
from podium.outline import ids, inline
from podium.outline.deck import Cover
from podium.pages.sheet import Sheet
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Freeform, Line, Picture, Shape, Text
from podium.scene.grid import ACCENT_RULE
from podium.scene.masters import COVER_LOGO_HEIGHT, COVER_LOGO_TOP, Logo, logo_place
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import draft, title_draft

if TYPE_CHECKING:
    from podium.layout.pictures.library import Found

Path = tuple[tuple[Any, ...], ...]
_CAPTION = scale.AXIS.but(size=14.0, floor=12.0)


def lay_out(stage: Stage, logo: Logo | None = None) -> Sheet:
    """The cover's sheet; its layout has the logo, so that the title keeps clear of it."""
    deck, grid = stage.deck, stage.grid
    cover = deck.cover or Cover()
    half = Rect(grid.width // 2, 0, grid.width - grid.width // 2, grid.height)
    column = grid.columns(1, 6)
    column = column._replace(w=half.x - column.x - inches(0.3))
    full = cover.full and bool(cover.file)
    if full:
        column = grid.columns(1, 8)
    area = Rect(column.x, inches(0.8), column.w, inches(3.5))
    if logo is not None:
        area = area.below(COVER_LOGO_TOP + COVER_LOGO_HEIGHT + inches(0.25) - area.y)
    words = title_draft(deck.title, scale.COVER_TITLE)
    title = balanced(stage, area, words, max_lines=4, anchor="bottom", name="Title")[0]
    boxes: list[Box] = [title]
    accent_y = area.bottom + inches(0.24)
    boxes.append(Shape(name="Accent", rect=Rect(column.x, accent_y, *ACCENT_RULE), fill="accent"))
    if deck.subtitle:
        place = Rect(column.x, accent_y + inches(0.22), column.w, inches(1.3))
        boxes.append(
            balanced(
                stage,
                place,
                title_draft(deck.subtitle, scale.COVER_SUBTITLE),
                max_lines=3,
                name="Subtitle",
                role="subtitle",
            )[0]
        )
    if deck.author or deck.date:
        lines_ = [
            title_draft(
                t,
                scale.NOTE.but(
                    size=16.0, floor=12.0, bold=n == 0 and bool(deck.author), colour="ink" if n == 0 else "ink2"
                ),
                before=2.0,
            )
            for n, t in enumerate(t for t in (deck.author, deck.date) if t)
        ]
        boxes.append(stage.text("Author", Rect(column.x, inches(6.45), column.w, inches(0.75)), lines_, role="body"))
    boxes = _over(boxes, cover, logo, stage) if full else [*boxes, *_right(cover, half, stage)]
    credits = (cover.credit,) if cover.credit else ()
    return Sheet(ids.COVER, "cover", inline.plain(deck.title), boxes, notes=cover.notes, credits=credits)


def _right(cover: Cover, half: Rect, stage: Stage) -> list[Box]:
    """The picture from edge to edge, or the drawing on its panel, with caption and credit at the foot."""
    drafts = [title_draft(cover.caption, _CAPTION, align="right")] if cover.caption else []
    drafts += [draft(cover.credit, scale.CREDIT, align="right")] if cover.credit else []
    height = stage.line_height(drafts, half.w - inches(1.95), inches(1.5)) if drafts else 0
    place = Rect(half.x + inches(1.2), inches(7.2) - height, half.w - inches(1.95), height)
    words = [stage.text("Cover caption", place, drafts)] if drafts else []
    found = stage.pictures.look(cover.file)
    if found is not None:
        from podium.layout.backdrop import backdrop, in_light, is_sharp, shade

        if is_sharp(found, half):
            ground = backdrop(cover, half, stage, subject=_subject(cover, stage), alt=_subject(cover, stage))
            scrims = shade(ground, half.below(place.y - inches(0.12)), "bottom", stage) if words else []
            return [*ground.boxes, *scrims, *in_light(words, stage)]
    stage.pictures.find(cover.file, cover)
    panel = Shape(name="bleed panel", rect=half, fill="panel", bleed=True)
    edge = Shape(name="Panel edge", rect=Rect(half.x, 0, 0, half.h), geometry="line", line=Line("hairline", 0.75))
    if found is None:
        drawing = (_encirclement if cover.art == "encirclement" else _frontier)(half, stage)
    else:
        drawing = _framed(cover, found, half, stage)
    return [panel, edge, *drawing, *words]


def _framed(cover: Cover, found: Found, half: Rect, stage: Stage) -> list[Box]:
    """A picture with too few pixels to fill its half, whole, as large as it is sharp."""
    inner = Rect(half.x + inches(0.5), inches(0.6), half.w - inches(1.0), half.h - inches(1.5)).fit(found.aspect)
    stage.pictures.warn_if_coarse(found, inner, cover.file, cover)
    sharp = found.sharp(inner)
    inner = inner.place(round(inner.w * sharp), round(inner.h * sharp))
    return [Picture(name="Cover picture", rect=inner, alt=_subject(cover, stage), media=found.key)]


def _over(words: list[Box], cover: Cover, logo: Logo | None, stage: Stage) -> list[Box]:
    """The words over a picture that fills the slide, on a gradient from the left."""
    from podium.layout.backdrop import backdrop, in_light, shade

    subject = _subject(cover, stage)
    ground = backdrop(cover, stage.grid.slide, stage, subject=subject, alt=subject, colour="grey.plate")
    right = max(b.rect.right - (b.inset[2] if isinstance(b, Text) else 0) for b in words)
    boxes = [*ground.boxes, *shade(ground, Rect(0, 0, right + inches(0.15), stage.grid.height), "left", stage)]
    if logo is not None:
        place = logo_place(stage.layouts["cover"], stage.grid, logo.aspect)
        if panel := logo.panels.get("scrim"):
            boxes.append(Shape(name="Logo panel", rect=place.inset(-points(5)), fill=panel))
        boxes.append(Picture(name="Logo", rect=place, alt=logo.alt, media=logo.media))
    drafts = [title_draft(cover.caption, _CAPTION, align="right")] if cover.caption else []
    drafts += [draft(cover.credit, scale.CREDIT.but(colour="on"), align="right")] if cover.credit else []
    if drafts:
        column = stage.grid.columns(9, 12)
        height = stage.line_height(drafts, column.w, inches(1.5))
        place = column._replace(y=inches(7.2) - height, h=height)
        boxes += shade(ground, stage.grid.slide.below(place.y - inches(0.12)), "bottom", stage, name="Foot scrim")
        words = [*words, stage.text("Cover caption", place, drafts)]
    return [*boxes, *in_light(words, stage)]


def _subject(cover: Cover, stage: Stage) -> str:
    return inline.plain(cover.alt or cover.caption or stage.deck.title)


def _colours(stage: Stage) -> tuple[str, str]:
    """The colours of the first two sides, else the accent and one that differs from it."""
    named = [s.colour for s in stage.deck.sides.values()]
    if len(named) > 1 and named[0] != named[1]:
        return named[0], named[1]
    return "accent", "grey" if stage.theme.like_accent("blue") else "blue"


def _encirclement(half: Rect, stage: Stage) -> list[Box]:
    """Two wings of the first side close on a disc of the second, beyond a river."""
    wings, disc = _colours(stage)
    centre = (half.x + round(half.w * 0.507), half.h // 2)
    outer, inner = min(round(half.w * 0.373), inches(2.49)), min(round(half.w * 0.286), inches(1.91))
    head = (outer - inner) // 2
    boxes: list[Box] = [_river(half)]
    for name, sign in (("Upper wing", -1), ("Lower wing", 1)):
        boxes.append(_tight(name, half, _wing(centre, half, outer, inner, head, sign), wings))
    r = min(round(half.w * 0.156), inches(1.04))
    boxes.append(
        Shape(name="Pocket", rect=Rect(centre[0] - r, centre[1] - r, 2 * r, 2 * r), geometry="ellipse", fill=disc)
    )
    return boxes


def _tight(name: str, frame: Rect, path: Path, fill: str) -> Freeform:
    """A freeform whose rectangle is that of its points, so that it can be clicked where it is visible."""
    xs = [v for c in path for v in c[1::2]]
    ys = [v for c in path for v in c[2::2]]
    x0, y0 = min(xs), min(ys)
    moved = tuple((c[0], *(v - (y0 if n % 2 else x0) for n, v in enumerate(c[1:]))) for c in path)
    return Freeform(
        name=name, rect=Rect(frame.x + x0, frame.y + y0, max(xs) - x0, max(ys) - y0), paths=(moved,), fill=fill
    )


def _wing(centre: tuple[int, int], frame: Rect, outer: int, inner: int, head: int, sign: int) -> Path:
    """An arc from beside the river to the right, ending in an arrow head; `sign` -1 is the upper one."""
    cx, cy = centre[0] - frame.x, centre[1] - frame.y
    start, end = math.radians(188), math.radians(318)

    def at(radius: float, angle: float) -> tuple[int, int]:
        x, y = cx + radius * math.cos(angle), radius * math.sin(angle)
        return round(x), round(cy + (y if sign < 0 else -y))

    path: list[tuple[Any, ...]] = [("M", *at(outer, start)), *_arc(at, outer, start, end)]
    middle = (outer + inner) / 2
    path.append(("L", *at(outer + head, end)))
    path.append(("L", *at(middle * 1.0, end + math.radians(33))))
    path.append(("L", *at(inner - head, end)))
    path.append(("L", *at(inner, end)))
    path += _arc(at, inner, end, start)
    path.append(("Z",))
    return tuple(path)


def _arc(at: Callable[[float, float], tuple[int, int]], radius: int, start: float, end: float) -> list[tuple[Any, ...]]:
    """Bézier curves along a circle from angle to angle, at most 45° each."""
    steps = max(1, math.ceil(abs(end - start) / (math.pi / 4)))
    delta = (end - start) / steps
    k = 4 / 3 * math.tan(delta / 4)
    curves: list[tuple[Any, ...]] = []
    for n in range(steps):
        a, b = start + n * delta, start + (n + 1) * delta
        grow = math.hypot(1, k)
        c1 = at(radius * grow, a + math.atan(k))
        c2 = at(radius * grow, b - math.atan(k))
        curves.append(("C", *c1, *c2, *at(radius, b)))
    return curves


def _river(half: Rect) -> Freeform:
    """A river from the panel's top to its foot."""
    w, h = half.w, half.h
    path = (
        ("M", round(w * 0.145), 0),
        ("C", round(w * 0.165), round(h * 0.12), round(w * 0.08), round(h * 0.20), round(w * 0.11), round(h * 0.30)),
        ("C", round(w * 0.15), round(h * 0.40), round(w * 0.24), round(h * 0.44), round(w * 0.21), round(h * 0.54)),
        ("C", round(w * 0.17), round(h * 0.64), round(w * 0.08), round(h * 0.70), round(w * 0.14), round(h * 0.80)),
        ("C", round(w * 0.19), round(h * 0.88), round(w * 0.31), round(h * 0.91), round(w * 0.36), h),
    )
    return Freeform(name="River", rect=half, paths=(path,), line=Line("water", 18))


def _frontier(half: Rect, stage: Stage) -> list[Box]:
    """Hills in contour lines, a river through them, the two sides on either bank."""
    first, second = _colours(stage)
    boxes: list[Box] = [*contour_boxes(half, stage.deck.title, "Cover", "rule", 0.6), _river(half)]
    for name, colour, x, y, r in (("First side", first, 0.66, 0.36, 0.17), ("Second side", second, 0.44, 0.68, 0.09)):
        size = round(half.w * r)
        boxes.append(
            Shape(
                name=name,
                rect=Rect(half.x + round(half.w * x) - size, round(half.h * y) - size, 2 * size, 2 * size),
                geometry="ellipse",
                fill=colour,
            )
        )
    return boxes
