"""In which order people read what stands on a slide: columns from left to right, in each from top to bottom.

In: things with their rectangles, in EMU. Out: the same in order; columns, if words stand in two or three of them; the
words below a picture as its caption; the places of pictures in the outline's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from podium.importing import rich
from podium.importing.model import Block, Chart, Column, Grid, Listing, Paragraph, Picture, Recording, Rich

_EXHIBITS = (Picture, Recording, Grid, Chart)
_OVERLAP = 0.15  # of the smaller side: so far things may reach over a gap between columns or rows
_CAPTION_GAP = 0.05  # of the slide's height, between a picture and the words below it
_CAPTION = 160  # letters
_NARROWEST = 0.15  # of the slide's width: a narrower column is a margin
_WIDE = 0.6  # of all things together: so wide is what parts columns above from those below
_TITLE = 70  # letters of the heading of a column
_MOST_COLUMNS = 3
_BESIDE = 0.45  # of the highest column: so far the others stand beside it


@dataclass(frozen=True)
class Thing:
    """What one shape holds, and where it stands. `is_content`: it fills a placeholder for content."""

    x: float
    y: float
    w: float
    h: float
    blocks: tuple[Block, ...]
    is_content: bool = False

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def exhibit(self) -> bool:
        return any(isinstance(b, _EXHIBITS) for b in self.blocks)

    @property
    def words(self) -> bool:
        return any(isinstance(b, (Paragraph, Listing)) for b in self.blocks)


def in_order(things: Sequence[Thing]) -> list[Thing]:
    """The things as they are read."""
    if len(things) <= 1:
        return list(things)
    is_grid = _is_grid(things)
    across, down = _parted(things, True), _parted(things, False)
    if len(across) > 1 and not is_grid:
        return [thing for group in across for thing in in_order(group)]
    runs = [] if is_grid else _bands(down)
    groups = runs if len(runs) > 1 else down if len(down) > 1 else across
    if len(groups) > 1:
        return [thing for group in groups for thing in in_order(group)]
    return sorted(things, key=lambda t: (round(t.y, -5), t.x))


def _parted(things: Sequence[Thing], sideways: bool) -> list[list[Thing]]:
    """The things in groups with a gap between them, from left to right or from top to bottom."""

    def span(t: Thing) -> tuple[float, float]:
        return (t.x, t.right) if sideways else (t.y, t.bottom)

    groups: list[list[Thing]] = []
    end = 0.0
    for thing in sorted(things, key=span):
        first, last = span(thing)
        slack = _OVERLAP * min(last - first, *(b - a for a, b in map(span, groups[-1]))) if groups else 0.0
        if not groups or first >= end - slack:
            groups.append([thing])
            end = last
        else:
            groups[-1].append(thing)
            end = max(end, last)
    return groups


def _bands(rows: list[list[Thing]]) -> list[list[Thing]]:
    """The rows in bands: one that is as wide as all of them is a band, others are read together."""
    left, right = min(t.x for row in rows for t in row), max(t.right for row in rows for t in row)
    bands: list[list[Thing]] = []
    was_wide = True
    for row in rows:
        is_wide = any(t.w > _WIDE * (right - left) for t in row)
        if is_wide or was_wide:
            bands.append([*row])
        else:
            bands[-1] += row
        was_wide = is_wide
    return bands


def _is_grid(things: Sequence[Thing]) -> bool:
    """Whether six or more things of one size stand in rows of three or more: these are read row by row."""
    widths, heights = [t.w for t in things], [t.h for t in things]
    same = max(widths) - min(widths) < 0.1 * max(widths) and max(heights) - min(heights) < 0.25 * max(heights)
    return len(things) >= 6 and same and len({round(t.x, -5) for t in things}) >= 3


def columns(things: Sequence[Thing], width: float) -> tuple[Column, ...]:
    """Two or three columns if each of them has words; () for any other slide."""
    groups = [group for group in _parted(things, True) if any(t.blocks for t in group)]
    if not 2 <= len(groups) <= _MOST_COLUMNS or not all(any(t.words for t in group) for group in groups):
        return ()
    extents = [
        (min(t.y for t in g), max(t.bottom for t in g), max(t.right for t in g) - min(t.x for t in g)) for g in groups
    ]
    shared = min(e for _, e, _ in extents) - max(s for s, _, _ in extents)
    if shared < _BESIDE * max(e - s for s, e, _ in extents) or min(w for *_, w in extents) < _NARROWEST * width:
        return ()
    return tuple(_column(in_order(group)) for group in groups)


def _column(things: Sequence[Thing]) -> Column:
    blocks = [block for thing in things for block in thing.blocks]
    first = blocks[0]
    if len(blocks) > 1 and (title := _heading(first)):
        return Column(title, tuple(blocks[1:]))
    return Column((), tuple(blocks))


def _heading(block: Block) -> Rich:
    """The text of a block that is nothing but a short line."""
    text: Rich = ()
    if isinstance(block, Paragraph):
        text = block.text
    elif isinstance(block, Listing) and len(block.entries) == 1 and not block.entries[0].below:
        text = block.entries[0].text
    return text if text and len(rich.text_of(text)) <= _TITLE else ()


def with_captions(things: Sequence[Thing], height: float) -> list[Thing]:
    """The things in which short words right below a picture, or on its lower edge, are its caption."""
    left = list(things)
    for thing in things:
        if thing.is_content or len(thing.blocks) != 1 or not isinstance(thing.blocks[0], Paragraph):
            continue
        text = thing.blocks[0].text
        if len(rich.text_of(text)) > _CAPTION:
            continue
        picture = next((t for t in left if _is_above(t, thing, height)), None)
        if picture is None:
            continue
        shown = picture.blocks[0]
        assert isinstance(shown, Picture)
        at = left.index(picture)
        left[at] = replace(picture, blocks=(shown._replace(caption=text),))
        left.remove(thing)
    return left


def _is_above(picture: Thing, words: Thing, height: float) -> bool:
    shown = picture.blocks[0] if len(picture.blocks) == 1 else None
    if not isinstance(shown, Picture) or shown.caption:
        return False
    across = min(picture.right, words.right) - max(picture.x, words.x)
    gap = words.y - picture.bottom
    return (
        across > 0.6 * min(picture.w, words.w)
        and -0.3 * picture.h < gap < _CAPTION_GAP * height
        and words.w < 1.4 * picture.w
    )


def with_places(things: Sequence[Thing]) -> list[Thing]:
    """The things in which two to four pictures have their places; none, if two would have the same."""
    shown = [t for t in things if t.exhibit and len(t.blocks) == 1 and isinstance(t.blocks[0], Picture)]
    if not 2 <= len(shown) <= 4 or len(shown) != sum(t.exhibit for t in things):
        return list(things)
    xs, ys = [t.x + t.w / 2 for t in shown], [t.y + t.h / 2 for t in shown]
    places = [_place(x, y, xs, ys) for x, y in zip(xs, ys, strict=True)]
    if len(set(places)) < len(places):
        return list(things)
    of = {id(t): at for t, at in zip(shown, places, strict=True)}
    return [replace(t, blocks=(t.blocks[0]._replace(at=of[id(t)]),)) if id(t) in of else t for t in things]  # type: ignore[union-attr,call-arg]


def _place(x: float, y: float, xs: list[float], ys: list[float]) -> str:
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    across = "" if wide < 1 else ("left", "", "right")[min(2, int(3 * (x - min(xs)) / wide * 0.999))]
    down = "" if high < 1 else ("top", "", "bottom")[min(2, int(3 * (y - min(ys)) / high * 0.999))]
    if high < 0.25 * wide:
        return across or "centre"
    if wide < 0.25 * high:
        return down or "centre"
    return "-".join(filter(None, (down, across))) or "centre"
