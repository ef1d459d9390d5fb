"""What a layout leaves free: the room for a page's content, and for its title, beside what the template draws.

In: a layout, the master's body, the slide's size. Out: rectangles in EMU. A drawing that lies under most of the room (a
panel, a picture under the whole slide) is a ground, and takes nothing away; any other (a logo, a bar, a rule) does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from podium.scene.units import Rect
from podium.templates.colours import mixed
from podium.templates.survey import FEET, Drawn, Slot, TemplateLayout

_UNDER = 0.7  # share of the room that a ground covers
_SHADE = 0.5  # of the ground that is hidden, below which a drawing is no more than a shade on it
_LEAST = 0.03  # of the slide's width or height: the margin at an edge
_APART = 0.012  # of the slide's height: between the content and the template's placeholders
_CLEAR = 0.018  # the same, from what it draws
_MOST_DRAWN = 14  # that are kept clear of one by one; beyond, the smaller ones count together
_LEAST_CLEAR = (0.4, 0.5)  # share of a placeholder's width and height that must be left
_LOW_TITLE = 0.55  # of the height: a title that begins lower stands under the content


class Room(NamedTuple):
    """The free rectangles of title and content, and the colours on which they stand (`RRGGBB`)."""

    title: Rect
    body: Rect
    ground: str
    under_title: str


def room(layout: TemplateLayout, title: Slot | None, body: Slot | None, width: int, height: int) -> Room:
    """The room on slides of a layout. Without a title, the whole slide within its margins is the content's."""
    across, down, gap = round(width * _LEAST), round(height * _LEAST), round(height * _APART)
    own = next(iter(layout.bodies), body)
    beside = title is not None and title.rect.h > height // 2 and title.rect.w < width // 2
    inner = [s.rect for s in (None if beside and own is not None else title, own) if s is not None]
    left = max(across, min((r.x for r in inner), default=2 * across))
    right = min(width - across, max((r.right for r in inner), default=width - 2 * across))
    if right - left < width // 3:
        left, right = 2 * across, width - 2 * across
    elif (text := own or title) is not None:  # where its words begin and end
        left, right = left + text.inset[0], right - text.inset[2]
    feet = [s.rect for s in layout.slots if s.type in FEET]
    low = [r.y for r in feet if r.y > height // 2]
    bottom = min([*low, height - 2 * down + gap]) - gap
    top = max([2 * down, *(r.bottom + gap for r in feet if r.bottom < height // 4)])
    if title is not None and beside:
        pass  # it is kept clear of below
    elif title is not None and title.rect.y < height * _LOW_TITLE:
        top = title.rect.bottom + gap
        if body is not None and top < body.rect.y < top + height // 8:
            top = body.rect.y
    elif title is not None:
        bottom = min(bottom, title.rect.y - gap)
    area = Rect(left, top, right - left, max(0, bottom - top))
    taken = [d for d in layout.drawn if _is_in_the_way(d, area)]
    around = [_around(d.rect, round(height * _CLEAR)) for d in _merged(taken)]
    free = largest([*around, _around(title.rect, gap)] if title is not None and beside else around, area)
    heading = title.rect if title is not None else Rect(left, top, right - left, 0)
    heading = clear(layout, heading)
    return Room(heading, free, under(layout, free), under(layout, heading))


def clear(layout: TemplateLayout, rect: Rect) -> Rect:
    """The part of a placeholder's rectangle that no logo or bar of its layout covers; all of it, if that is little."""
    taken = [d.rect for d in layout.drawn if _is_in_the_way(d, rect)]
    found = largest(taken, rect)
    return rect if found.h < rect.h * _LEAST_CLEAR[1] or found.w < rect.w * _LEAST_CLEAR[0] else found


def upwards(layout: TemplateLayout, rect: Rect, height: int) -> Rect:
    """A rectangle with all the room above it, up to the slide's margin or to what its layout draws there; `height` is
    the slide's."""
    whole = Rect(rect.x, 0, rect.w, rect.bottom)
    ends = [d.rect.bottom for d in layout.drawn if _is_in_the_way(d, whole) and d.rect.bottom <= rect.y]
    top = min(rect.y, max([round(height * 2 * _LEAST), *(end + round(height * _CLEAR) for end in ends)]))
    return Rect(rect.x, top, rect.w, rect.bottom - top)


def largest(taken: Sequence[Rect], area: Rect) -> Rect:
    """The largest rectangle of an area that meets none of those that are taken."""
    taken = [t for t in taken if _meet(t, area)]
    if not taken:
        return area
    xs = sorted({area.x, area.right, *(x for t in taken for x in (t.x, t.right) if area.x < x < area.right)})
    ys = sorted({area.y, area.bottom, *(y for t in taken for y in (t.y, t.bottom) if area.y < y < area.bottom)})
    best = Rect(area.x, area.y, 0, 0)
    for n, x in enumerate(xs):
        for right in xs[n + 1 :]:
            stripe = [t for t in taken if t.x < right and t.right > x]
            for m, y in enumerate(ys):
                below = min((t.y for t in stripe if t.bottom > y), default=area.bottom)
                end = max((v for v in ys[m + 1 :] if v <= below), default=y)
                if (right - x) * (end - y) > best.w * best.h:
                    best = Rect(x, y, right - x, end - y)
    return best


def _merged(drawn: Sequence[Drawn]) -> Sequence[Drawn]:
    """The drawings, the smallest of many as one."""
    if len(drawn) <= _MOST_DRAWN:
        return drawn
    ordered = sorted(drawn, key=lambda d: -d.rect.w * d.rect.h)
    rest = [d.rect for d in ordered[_MOST_DRAWN - 1 :]]
    x, y = min(r.x for r in rest), min(r.y for r in rest)
    whole = Rect(x, y, max(r.right for r in rest) - x, max(r.bottom for r in rest) - y)
    return [*ordered[: _MOST_DRAWN - 1], ordered[-1]._replace(rect=whole)]


def _around(rect: Rect, gap: int) -> Rect:
    return Rect(rect.x - gap, rect.y - gap, rect.w + 2 * gap, rect.h + 2 * gap)


def _meet(a: Rect, b: Rect) -> bool:
    """Whether two rectangles share some of their area; a rule of no height lies in what it crosses."""
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def _lies_under(drawn: Drawn, area: Rect) -> bool:
    """Whether a drawing covers most of an area."""
    w = min(drawn.rect.right, area.right) - max(drawn.rect.x, area.x)
    h = min(drawn.rect.bottom, area.bottom) - max(drawn.rect.y, area.y)
    return w > 0 and h > 0 and w * h >= _UNDER * area.w * area.h


def _is_in_the_way(drawn: Drawn, area: Rect) -> bool:
    """Whether a drawing takes room from an area: it is neither under it nor a mere shade on the ground."""
    return _meet(drawn.rect, area) and not _lies_under(drawn, area) and (drawn.alpha >= _SHADE or not drawn.fill)


def under(layout: TemplateLayout, area: Rect) -> str:
    """The colour on which words in an area stand: the layout's ground, and on it what is drawn under them."""
    seen = layout.ground.rgb
    for drawn in layout.drawn:
        if drawn.fill and _lies_under(drawn, area):
            seen = mixed(seen, drawn.fill, drawn.alpha)
    return seen
