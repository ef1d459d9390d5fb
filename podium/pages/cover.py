"""The cover: title and subtitle beside a drawing or a picture, or over a picture that fills the slide.

In: the stage. Out: a sheet. The drawing is native: arcs, a disc, a river, contour lines. It stands in for a
picture that is missing.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from podium.layout.headline import balanced, unbroken
from podium.layout.plate import contour_boxes
from podium.layout.stage import Stage
from podium.outline import ids, inline
from podium.outline.deck_parts import Cover
from podium.pages.sheet import Sheet
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Freeform, Line, Picture, Shape, Text
from podium.scene.grid import ACCENT_RULE
from podium.scene.masters import COVER_LOGO_HEIGHT, COVER_LOGO_TOP, Logo, logo_place
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import Draft, draft, plain_draft, title_draft

if TYPE_CHECKING:
    from podium.layout.pictures.library import Found

Path = tuple[tuple[Any, ...], ...]
_CAPTION = scale.CAPTION
_AUTHOR = scale.NOTE.but(size=22.0)
_PANEL_FROM = 0.58  # of the slide's width: where the drawing begins
_KICKER = inches(0.42)
_FOOT = 0.5  # opacity of the gradient at the foot of a picture, that helps the one at its left
_LEAST_TITLE = 44.0  # pt, for a title that need not be broken at a hyphen


def lay_out(stage: Stage, logo: Logo | None = None) -> Sheet:
    """The cover's sheet; its layout has the logo, so that the title keeps clear of it."""
    cover = stage.deck.cover or Cover()
    found = stage.pictures.look(cover.file)
    if found is None:
        stage.pictures.find(cover.file, cover, meanwhile="the cover has its drawing")
    if found is not None and cover.full:
        boxes = _over(cover, logo, stage)
    else:
        x = round(stage.grid.width * _PANEL_FROM)
        panel = Rect(x, 0, stage.grid.width - x, stage.grid.height)
        boxes = [*_beside(panel, logo, stage), *_right(cover, found, panel, stage)]
    credits = (cover.credit,) if cover.credit else ()
    return Sheet(ids.COVER, "cover", inline.plain(stage.deck.title), boxes, notes=cover.notes, credits=credits)


def _beside(panel: Rect, logo: Logo | None, stage: Stage) -> list[Box]:
    """The words left of the panel."""
    column = stage.grid.columns(1, 6)
    column = column._replace(w=panel.x - column.x - inches(0.3))
    area = Rect(column.x, inches(0.8), column.w, inches(3.5))
    if logo is not None:
        area = area.below(COVER_LOGO_TOP + COVER_LOGO_HEIGHT + inches(0.25) - area.y)
    title = _title(area.below(_KICKER), stage)
    boxes: list[Box] = [*_kicker(column, title.rect.y, "accent.deep", stage), title]
    accent_y = area.bottom + inches(0.24)
    boxes.append(Shape(name="Accent", rect=Rect(column.x, accent_y, *ACCENT_RULE), fill="accent"))
    boxes += _subtitle(Rect(column.x, accent_y + inches(0.22), column.w, inches(1.3)), stage)
    if drafts := _author(stage):
        height = max(inches(0.75), stage.line_height(drafts, column.w, inches(1.2)))
        place = Rect(column.x, inches(7.2) - height, column.w, height)
        boxes.append(stage.text("Author", place, drafts, role="body", anchor="bottom"))
    return boxes


def _title(area: Rect, stage: Stage) -> Text:
    """The title at the foot of `area`; it is smaller rather than broken at a hyphen."""
    words = unbroken(title_draft(stage.deck.title, scale.COVER_TITLE), area, _LEAST_TITLE, 3, stage)
    return balanced(stage, area, words, max_lines=4, anchor="bottom", name="Title")[0]


def _kicker(column: Rect, bottom: int, colour: str, stage: Stage) -> list[Box]:
    """The time of the lecture in small type above the title."""
    span = stage.deck.span
    if span is None:
        return []
    from podium.outline.dates.format import format_date

    style = scale.KICKER.but(colour=colour)
    place = Rect(column.x, bottom - _KICKER, column.w, _KICKER)
    words = plain_draft(format_date(span, stage.lang).upper(), style)
    return [stage.text("Kicker", place, [words], inset=(0, 0, column.w - points(stage.compose.width(words) + 12), 0))]


def _subtitle(place: Rect, stage: Stage) -> list[Text]:
    if not stage.deck.subtitle:
        return []
    words = title_draft(stage.deck.subtitle, scale.COVER_SUBTITLE)
    return [balanced(stage, place, words, max_lines=3, name="Subtitle", role="subtitle")[0]]


def _author(stage: Stage) -> list[Draft]:
    """Author and date."""
    first = _AUTHOR.but(bold=True, colour="ink")
    lines = [title_draft(stage.deck.author, first)] if stage.deck.author else []
    if stage.deck.date:
        lines.append(title_draft(stage.deck.date, _AUTHOR if lines else first.but(bold=False), before=2.0))
    return lines


def _right(cover: Cover, found: Found | None, half: Rect, stage: Stage) -> list[Box]:
    """The picture from edge to edge, or the drawing on its panel, with caption and credit at the foot; those of a
    picture are not said of the drawing."""
    said = found is not None or not cover.file
    drafts = [title_draft(cover.caption, _CAPTION, align="right")] if cover.caption and said else []
    drafts += [draft(cover.credit, scale.CREDIT, align="right")] if cover.credit and said else []
    across = half.w - inches(0.75) - inches(0.35)
    height = stage.line_height(drafts, across, inches(1.5)) if drafts else 0
    place = Rect(half.x + inches(0.35), inches(7.2) - height, across, height)
    words = [stage.text("Cover caption", place, drafts)] if drafts else []
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


def _over(cover: Cover, logo: Logo | None, stage: Stage) -> list[Box]:
    """The words at the lower left over a picture that fills the slide, on a gradient from its foot."""
    from podium.layout.backdrop import backdrop, gold, in_light, inked, shade

    grid, subject = stage.grid, _subject(cover, stage)
    ground = backdrop(cover, grid.slide, stage, subject=subject, alt=subject)
    column, bottom = grid.columns(1, 8), grid.height - inches(0.8)
    words: list[Text] = []
    if drafts := _author(stage):
        height = stage.line_height(drafts, column.w, inches(1.0))
        words.append(stage.text("Author", Rect(column.x, bottom - height, column.w, height), drafts, role="body"))
        bottom -= height + inches(0.2)
    for box in _subtitle(Rect(column.x, 0, column.w, inches(1.3)), stage):
        bottom -= box.rect.h
        words.append(replace(box, rect=box.rect._replace(y=bottom)))
        bottom -= inches(0.14)
    words.reverse()  # as they are read
    top = COVER_LOGO_TOP + COVER_LOGO_HEIGHT + inches(0.25) if logo is not None else inches(0.5)
    title = _title(grid.columns(1, 11, top + _KICKER, bottom - top - _KICKER), stage)
    kicker = _kicker(column, title.rect.y, gold(stage), stage)
    drafts = [title_draft(cover.caption, _CAPTION, align="right")] if cover.caption else []
    drafts += [draft(cover.credit, scale.CREDIT, align="right")] if cover.credit else []
    if drafts:
        place = grid.columns(9, 12)
        height = stage.line_height(drafts, place.w, inches(1.5))
        words.append(stage.text("Cover caption", place._replace(y=inches(7.05) - height, h=height), drafts))
    lit = in_light([title, *words, *kicker], stage)
    texts = [b for b in lit if isinstance(b, Text)]
    side = grid.slide._replace(w=max(inked(b).right for b in texts) + points(4))
    boxes = [*ground.boxes, *shade(ground, side, "left", stage, letters=texts, foot=_FOOT)]
    if logo is not None:
        place = logo_place(stage.layouts["cover"], grid, logo.aspect)
        if panel := logo.panels.get("scrim"):
            boxes.append(Shape(name="Logo panel", rect=place.inset(-points(5)), fill=panel))
        boxes.append(Picture(name="Logo", rect=place, alt=logo.alt, media=logo.media))
    return [*boxes, *lit]


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
    """A river from the panel's top to its foot; it meets both at a right angle, as the ends of its line do."""
    w, h = half.w, half.h
    path = (
        ("M", round(w * 0.145), 0),
        ("C", round(w * 0.145), round(h * 0.12), round(w * 0.08), round(h * 0.20), round(w * 0.11), round(h * 0.30)),
        ("C", round(w * 0.15), round(h * 0.40), round(w * 0.24), round(h * 0.44), round(w * 0.21), round(h * 0.54)),
        ("C", round(w * 0.17), round(h * 0.64), round(w * 0.08), round(h * 0.70), round(w * 0.14), round(h * 0.80)),
        ("C", round(w * 0.19), round(h * 0.88), round(w * 0.33), round(h * 0.90), round(w * 0.33), h),
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
