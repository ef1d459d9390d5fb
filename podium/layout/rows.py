"""Rows of pictures: the heights and widths at which pictures of any proportion fill a rectangle together.

In: for each picture its proportion, the room of its words, and where it stands (`left`, `top-right` …). Out: a frame
for each, of one height in each row, and the height of the captions below them. A row is as wide as the rectangle, or
as high as it can be. Of three pictures in two rows, one may have its corner and the whole height. Of two rows, the
share of the height is chosen at which the pictures are largest, none at the cost of another; rows are equally high, or
equally wide, if that costs little.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import product
from math import fsum, inf, log
from typing import NamedTuple

from podium.scene.grid import GUTTER
from podium.scene.units import Rect, points

CAPTION_GAP = points(6)
_CAPTION_SHARE = 0.3  # of the height of a row, at most, for its captions
_TWO_LINES, _LOW_SHARE = points(48), 0.55  # the room that captions have in a low row, if they need it
_SHARES = tuple(n / 16 for n in range(4, 13))  # of the height, for the upper of two rows
_NEAR = (-0.03, -0.015, 0.015, 0.03)  # such a share is then improved by one of these
_COLUMNS = (0.2, 0.32, 0.45, 0.58)  # of the width, for a column beside two rows
_FINER = (0.06, 0.03)  # steps by which such a share is then improved
_EVEN_FACES = 0.3  # the same, for persons in both rows
_CUT_MALUS = 0.7  # the same, for captions that have less room than they need
_EVEN_BONUS, _FLUSH_BONUS, _BELOW_BONUS = 0.2, 0.35, 0.05  # in logarithms of the area of each picture
TOWER = 0.5  # width / height; a narrower picture always has its words beside it, if they can stand there
_STEPS = 14  # of a search, at most
_CLOSE = points(0.1)
_SMALLEST = points(1)
Below = Callable[[int], int]


class Entry(NamedTuple):
    """What a frame is made for.

    `aspect` (width / height) is its best, within `low` and `high`. `most` is the height (EMU) at which the pixels of a
    picture are used up. `least` is the narrowest column (EMU) of its words, whose height (EMU) in a column is `below`.
    `beside` is the width (EMU) of its words if they can stand beside it, 0 if not. `weight`: how much its area counts.
    """

    aspect: float
    low: float
    high: float
    most: float = inf
    least: int = 0
    below: Below | None = None
    beside: int = 0
    weight: float = 1.0


class Frame(NamedTuple):
    """The place of an entry, of its words too if they are `beside` it; `caption` is the height (EMU) below it."""

    rect: Rect
    caption: int = 0
    beside: bool = False


class _Row(NamedTuple):
    """Frames of one height (EMU) with their widths, the height of their captions, and how good that is."""

    height: int
    widths: tuple[int, ...]
    caption: int
    score: float

    @property
    def whole(self) -> int:
        """Its height with the captions."""
        return self.height + self.caption

    @property
    def width(self) -> int:
        return sum(self.widths) + GUTTER * (len(self.widths) - 1)


def arrange(
    entries: Sequence[Entry], places: Sequence[str], rect: Rect, *, corners: bool = True
) -> tuple[float, list[Frame]]:
    """A frame for each entry, and how good they are, for comparison with other places. `corners`: of three pictures
    in two rows, one may have its corner and the whole height."""
    choices = []
    few = tuple(e.beside > 0 and e.aspect < TOWER for e in entries)
    for flags in dict.fromkeys([few, tuple(e.beside > 0 for e in entries)]):
        one = [e if flag else e._replace(beside=0) for e, flag in zip(entries, flags, strict=True)]
        score, frames = _arranged(one, places, rect, corners)
        choices.append((score + (_BELOW_BONUS * len(entries) if flags == few else 0), frames))
    return max(choices, key=lambda c: c[0])


def _arranged(
    entries: Sequence[Entry], places: Sequence[str], rect: Rect, corners: bool
) -> tuple[float, list[Frame]]:
    """At most one column at the left, one or two rows, one column at the right."""
    groups: dict[str, list[int]] = {"left": [], "top": [], "bottom": [], "right": []}
    for n, place in enumerate(places):
        name = place.split("-")[0]
        groups[name if name in groups else "top"].append(n)
    for name in ("top", "bottom"):
        groups[name].sort(key=lambda n: {"left": 0, "right": 2}.get(places[n].partition("-")[2], 1))
    left, right = groups["left"], groups["right"]
    if not (groups["top"] and groups["bottom"]):
        return _rows(entries, [[*left, *groups["top"], *groups["bottom"], *right]], places, rect)
    middle = [groups["top"], groups["bottom"]]
    if not (left or right):
        made = [_rows(entries, middle, places, rect)]
        tried = _corners(*middle) if corners else []
        made += [_with_columns(entries, corner, ["left"] * len(places), rect) for corner in tried]
        return max(made, key=lambda m: m[0])
    return _with_columns(entries, (left, middle, right), places, rect)


def _corners(top: list[int], bottom: list[int]) -> list[tuple[list[int], list[list[int]], list[int]]]:
    """Three pictures, one of which has its corner and the whole height, the other two one above the other beside it."""
    if len(top) + len(bottom) != 3:
        return []
    (a, b), c = (top, bottom) if len(top) == 2 else (bottom, top)
    upright = [([a], [[b], c], []), ([], [[a], c], [b])]
    return upright if len(top) == 2 else [(left, rows[::-1], right) for left, rows, right in upright]


def _with_columns(
    entries: Sequence[Entry], groups: tuple[list[int], list[list[int]], list[int]], places: Sequence[str], rect: Rect
) -> tuple[float, list[Frame]]:
    """Two rows between columns that have the best shares of the width."""
    left, _, right = groups
    known: dict[tuple[float, ...], tuple[float, list[Frame]]] = {}

    def score(shares: tuple[float, ...]) -> float:
        if shares not in known:
            known[shares] = _beside_columns(entries, groups, shares, places, rect)
        return known[shares][0]

    best = max(product(*(_COLUMNS if side else (0.0,) for side in (left, right))),
               key=score)  # fmt: skip
    for step in _FINER:
        steps = product(*((-step, 0.0, step) if share else (0.0,) for share in best))
        best = max([tuple(round(a + b, 4) for a, b in zip(best, more, strict=True)) for more in steps], key=score)
    made = known[best]
    last = [rows[-1] for rows in ([left], groups[1], [right]) if rows[-1]]
    lowest = max(frame.caption for row in last for frame in [made[1][row[0]]])
    less = tuple(lowest - frame.caption if (frame := made[1][row[0]]).caption else 0 for row in last)
    return _beside_columns(entries, groups, best, places, rect, less) if any(less) else made


def _beside_columns(
    entries: Sequence[Entry],
    groups: tuple[list[int], list[list[int]], list[int]],
    shares: tuple[float, ...],
    places: Sequence[str],
    rect: Rect,
    less: Sequence[int] = (0, 0, 0),
) -> tuple[float, list[Frame]]:
    """Two rows between columns that have these shares of the width; what they leave free is at the edges. `less`: what
    each of those that have entries leaves free of the height (EMU), so that all end level above captions of several
    lines."""
    left, middle, right = groups
    free = rect.w - GUTTER * (bool(left) + bool(right))
    first, last = (round(free * share) for share in shares)
    parts = [([left], first), (middle, free - first - last), ([right], last)]
    total, frames, x = 0.0, [Frame(rect)] * len(entries), rect.x
    for (rows, width), free_below in zip([part for part in parts if any(part[0])], less, strict=False):
        numbers = [n for row in rows for n in row]
        score, found = _rows(entries, rows, places, Rect(x, rect.y, width, rect.h - free_below))
        total += score
        start = min(found[n].rect.x for n in numbers)
        for n in numbers:
            frames[n] = _moved(found[n], x - start)
        x = max(frames[n].rect.right for n in numbers) + GUTTER
    aside = (rect.right - (x - GUTTER)) // 2
    ends = [max(frames[n].rect.right for n in row) for row in (middle if not right else [right]) if row]
    if min(ends) > rect.right - points(1):
        total += _FLUSH_BONUS * len(entries)
    return total, [_moved(frame, aside) for frame in frames]


def _moved(frame: Frame, across: int) -> Frame:
    return frame._replace(rect=frame.rect._replace(x=frame.rect.x + across))


def _rows(
    entries: Sequence[Entry], rows: list[list[int]], places: Sequence[str], rect: Rect
) -> tuple[float, list[Frame]]:
    """The entries in one or two rows, placed in `rect`; those in no row have no frame of their own."""
    content = [[entries[n] for n in row] for row in rows]
    made = [_row(content[0], rect.w, rect.h)] if len(rows) == 1 else _pair(content, rect.w, rect.h)
    y = rect.y + max(0, rect.h - sum(r.whole for r in made) - GUTTER * (len(made) - 1)) // 2
    frames = [Frame(rect)] * len(entries)
    for row, numbers in zip(made, rows, strict=True):
        x = rect.x + round((rect.w - row.width) * _lean([places[n] for n in numbers]))
        for n, width in zip(numbers, row.widths, strict=True):
            frames[n] = Frame(Rect(x, y, width, row.height), row.caption, entries[n].beside > 0)
            x += width + GUTTER
        y += row.whole + GUTTER
    return fsum(r.score for r in made), frames


def _lean(places: list[str]) -> float:
    """Which share of the free width is at the left of a row: all if it has only a place at the right."""
    sides = {place.split("-")[-1] for place in places}
    return 0.0 if sides == {"left"} else 1.0 if sides == {"right"} else 0.5


def _pair(rows: list[list[Entry]], width: int, height: int) -> list[_Row]:
    """Two rows: those of the best share of the height."""
    first, second = rows
    free = height - GUTTER
    count = len(first) + len(second)
    persons = all(any(e.beside for e in row) for row in rows)

    @cache
    def cut(share: float) -> list[_Row]:
        return [_row(first, width, round(free * share)), _row(second, width, round(free * (1 - share)))]

    def score(pair: list[_Row]) -> float:
        even = (_EVEN_FACES if persons else _EVEN_BONUS) * (abs(pair[0].height - pair[1].height) < points(1))
        flush = _FLUSH_BONUS * (abs(pair[0].width - pair[1].width) < points(2))
        return pair[0].score + pair[1].score + (even + flush) * count

    share = max(_SHARES, key=lambda s: score(cut(s)))
    near = [cut(share + step) for step in _NEAR]
    even = _balanced(cut, lambda pair: pair[0].height - pair[1].height)
    flush = _balanced(cut, lambda pair: pair[0].width - pair[1].width)
    return max([even, flush, cut(share), *near], key=score)


def _balanced(cut: Callable[[float], list[_Row]], difference: Callable[[list[_Row]], int]) -> list[_Row]:
    """The pair at whose share of the height the rows differ least; the difference grows with the share."""
    (low, high), pairs = (_SHARES[0], _SHARES[-1]), {share: cut(share) for share in (_SHARES[0], _SHARES[-1])}
    under, over = difference(pairs[low]), difference(pairs[high])
    for _ in range(_STEPS):
        if under >= 0 or over <= 0 or high - low < 1e-6:
            break
        share = low + (high - low) * min(0.9, max(0.1, under / (under - over)))
        pairs[share] = cut(share)
        apart = difference(pairs[share])
        if abs(apart) < _CLOSE:
            return pairs[share]
        low, under, high, over = (share, apart, high, over) if apart < 0 else (low, under, share, apart)
    return pairs[low] if abs(under) <= abs(over) else pairs[high]


def _row(entries: list[Entry], width: int, room: int) -> _Row:
    """The row in `width` EMU, at most `room` EMU high with its captions."""
    free = width - GUTTER * (len(entries) - 1)
    share = max(_SMALLEST, (free - sum(e.beside for e in entries)) // len(entries))
    entries = [e._replace(least=min(e.least, share)) for e in entries]
    caption = cut = 0
    for _ in range(4):
        height = _height(entries, free, max(_SMALLEST, min(room - caption, max(e.most for e in entries))))
        widths = _widths(entries, free, height)
        needed = max(
            (e.below(int(w)) for e, w in zip(entries, widths, strict=True) if e.below and not e.beside), default=0
        )
        most = max(round(room * _CAPTION_SHARE), min(_TWO_LINES, round(room * _LOW_SHARE)))
        cut = needed + CAPTION_GAP > most + _CLOSE
        needed = min(needed + CAPTION_GAP, most) if needed else 0
        if needed <= caption:
            break
        caption = needed
    score = fsum(e.weight * log(max(1.0, _area(e, w, height))) for e, w in zip(entries, widths, strict=True))
    return _Row(round(height), tuple(map(round, widths)), caption, score - _CUT_MALUS * len(entries) * cut)


def _area(entry: Entry, width: float, height: float) -> float:
    """How much of the frame the picture takes, in EMU²; a plate or chart that is wide gains little by more width."""
    h = min(height, entry.most)
    w = width - entry.beside
    shape = min(max(w / h, entry.low), min(entry.high, 2 * entry.aspect))
    return min(w, h * shape) * min(h, w / shape)


def _width(entry: Entry, aspect: float, height: float) -> float:
    return max(entry.least, aspect * min(height, entry.most) + entry.beside, _SMALLEST)


def _height(entries: list[Entry], width: int, most: float) -> float:
    """The greatest height at which the row, each frame as narrow as it may be, is not too wide."""
    low, high, height = 1.0, most, most
    for _ in range(_STEPS):  # Newton's steps: the width is made of straight lines
        over, slope = -float(width), 0.0
        for e in entries:
            natural = e.low * min(height, e.most) + e.beside
            over += max(natural, e.least, _SMALLEST)
            slope += e.low if natural > e.least and height <= e.most else 0.0
        if over <= 0:
            if over > -_CLOSE or height >= most:
                return height
            low = height
        else:
            high = height
        height = height - (over + _CLOSE / 2) / slope if slope else (low + high) / 2
        if not low < height < high:
            height = (low + high) / 2
    return low


def _widths(entries: list[Entry], width: int, height: float) -> list[float]:
    """The widths of the frames: the best ones, narrowed or widened together as far as the row needs it."""
    best = [_width(e, e.aspect, height) for e in entries]
    spare = width - fsum(best)
    if spare < 0:
        least = [_width(e, e.low, height) for e in entries]
        part = min(1.0, -spare / ((fsum(best) - fsum(least)) or 1.0))
        return [b - (b - low) * part for b, low in zip(best, least, strict=True)]
    limits = [max(b, _width(e, e.high, height)) for e, b in zip(entries, best, strict=True)]
    if not any(limit == inf for limit in limits):  # words beside a picture take what nothing else can use
        limits = [inf if e.beside else limit for e, limit in zip(entries, limits, strict=True)]
    for _ in entries:
        growing = [n for n, limit in enumerate(limits) if best[n] < limit]
        total = fsum(best[n] for n in growing)
        if spare < 1 or not growing:
            break
        for n in growing:
            more = min(spare * best[n] / total, limits[n] - best[n])
            best[n] += more
        spare = width - fsum(best)
    return best
