"""Where the lines of a paragraph should break, and the no-break spaces that make every renderer break there.

In: measured spans and the lines that filling gives. Out: white space to be made no-break, or a break. The number of
lines stays that of filling. Lines stay as filling leaves them unless they are ragged (a word alone on the last line, a
very short one, another that is much shorter than the longest) or a break parts what belongs together (an article from
its noun, a number from what it counts, a name from its number, a word at its hyphen, years at their dash). The last
lines are then broken anew where the sum of the squares of what they leave free, each as a share of the width, with a
price for each bad break, is least (Knuth and Plass, "Breaking paragraphs into lines", 1981), and so that none before
the last is much shorter than the longest, if that parts nothing that belongs together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import fsum, inf
from typing import NamedTuple

from podium.typesetting.measure import SAFETY, Line, Measured, Span, measured

NARROWEST = 0.96  # of the measured width: kerning makes no text narrower
_LAST = 6  # lines that are broken anew, at most
_RUNNING, _END = 6, 2  # of a text with more lines, only so many
_LAST_WEIGHT = 0.5  # of what the last line leaves free
_SHORT, _SHORT_PRICE = 0.25, 0.5  # of the width: a last line so short
_ALONE_PRICE, _ALONE = 0.2, 0.6  # of a word alone on the last line that is shorter than that share of the width
_RAGGED = 0.35  # of the width: no line before the last becomes shorter, unless filling leaves it so
_BETTER = 0.01
_EVEN = 0.65  # of the longest line: a line before the last that is shorter is ragged
_EVEN_PRICE = 0.3  # what even lines may cost more
_CAPS = (1.0, 0.93, 0.86, 0.79, 0.72, 0.65)  # of the width: how long the longest line of even ones may be
_ROMAN = r"[IVXLCDM]+"
Prices = tuple[tuple[float, re.Pattern[str], re.Pattern[str]], ...]
_BOUND = ("van", "von")  # of names, in all languages; so are words of one or two small letters
_BOUND_PRICE = 0.04  # of a break between an article or short preposition and its noun
_PRICES: Prices = (  # of a break after a text that ends so, before one that begins so
    # a number before what it counts, a day before its month
    (0.15, re.compile(r"(?:^|[\s(~–-])\d[\d.,/–-]*[.%]?$"), re.compile(r"[^\W\d_]")),
    # a name before its number: Article 2, Henry IV, chapter 3; not what joins two clauses
    (0.12, re.compile(r"(?:^|\s)(?:(?![a-zà-ÿа-я]{1,4}$)[^\W\d_][\w.]*)$"), re.compile(rf"(?:{_ROMAN}|\d+)(?![\w–-])")),
    # initials and marks of licences: CC BY, J. R.
    (0.12, re.compile(r"(?:^|[\s(])(?:[A-Z]{2,3}|[A-Z]\.)$"), re.compile(r"[A-Z]")),
)


_TORN = {"-": 0.12, "\u2010": 0.12, "–": 0.3, "—": 0.3}  # of a break inside a word after one of these


class _Place(NamedTuple):
    """A place to break: where the text before it ends, where the next line begins, the price of a break there."""

    end: int
    start: int
    price: float


@cache
def prices(bound: tuple[str, ...]) -> Prices:
    """The prices of bad breaks in a language: `bound` are its articles and prepositions."""
    listed = "|".join(map(re.escape, (*_BOUND, *bound)))
    article = re.compile(rf"(?:^|\s)(?:[^\W\d_A-Z]{{1,2}}|{listed})$")
    return ((_BOUND_PRICE, article, re.compile(r"\w")), *_PRICES)


class _Bounds(NamedTuple):
    """Of lines: the least and the greatest width (pt), the dearest break, and whether the last may not be shorter."""

    least: float
    most: float
    dearest: float = inf
    whole: bool = False


class Glued(NamedTuple):
    """Gaps (from, to) of white space: those to be made no-break, and those to be made forced breaks; and the starts of
    the lines that result."""

    gaps: list[tuple[int, int]]
    forced: list[tuple[int, int]]
    starts: list[int]


def glued(spans: Sequence[Span], width: float, lines: list[Line], prices: Prices, heading: bool = False) -> Glued:
    """What holds the lines that read best; `lines` are those of the spans at `width` pt, at least two. In a `heading`
    the last line, too, is not much shorter than the longest.

    A word that a renderer might fit on the line before is tied to what follows it, until both certainly do not. A break
    is forced before a word of which a part would fit there.
    """
    paragraph = measured(spans)
    chosen = _evened(paragraph, width / SAFETY, lines, prices, heading)
    made = Glued([], [], [line[0] for line in chosen])
    room = width / NARROWEST
    for line, following in pairwise(chosen):
        ties = _ties(paragraph, line, following, room)
        if ties is None:
            made.forced.append((line[1], following[0]))
        else:
            made.gaps.extend(ties)
    return made


def _ties(
    paragraph: Measured, line: tuple[int, int], following: tuple[int, int], room: float
) -> list[tuple[int, int]] | None:
    """The spaces to be tied in `following` so that none of it fits on `line`; None if a part of a word would fit there
    nevertheless, up to its hyphen or dash."""
    text, (start, end) = paragraph.text, following
    gap = text[line[1] : start]
    if "\n" in gap or "\v" in gap:
        return []
    spaces: list[tuple[int, int]] = []
    at = start
    while at < end:
        stop = text.find(" ", at, end)
        stop = end if stop < 0 else stop
        if gap and _is_torn(paragraph, at, stop, line[0], room):
            return None
        if paragraph.width(line[0], stop) > room or stop == end:
            break
        spaces.append((stop, stop + 1))
        at = stop + 1
    return spaces


def _is_torn(paragraph: Measured, start: int, stop: int, first: int, room: float) -> bool:
    """Whether the word from `start` to `stop` may break at a hyphen or dash, with its first part on a line that begins
    at `first`."""
    place = bisect_right(paragraph.ends, start)
    part = paragraph.ends[place] if place < len(paragraph.ends) else stop
    return part < stop and paragraph.text[part - 1] in _TORN and paragraph.width(first, part) <= room


def _evened(
    paragraph: Measured, limit: float, lines: list[Line], prices: Prices, heading: bool
) -> list[tuple[int, int]]:
    """The (start, end) of the lines, the last of them broken anew where that is better."""
    plain = [(line.start, line.end) for line in lines]
    few = min(_LAST, len(plain))
    text, tail = paragraph.text, plain[-few:]
    if any(mark in text for mark in "\n\v"):
        return plain
    if len(plain) > _RUNNING:  # the eye runs on: only a bare end is mended
        few, tail = _END, plain[-_END:]
    filled = 0.0 if len(plain) > _RUNNING else fsum(_price(text, a[1], b[0], prices) for a, b in pairwise(tail))
    last = paragraph.width(*tail[-1]) / limit
    ragged = len(plain) <= _RUNNING and not _is_even(paragraph, tail, heading)
    if not filled and not ragged and last >= (_ALONE if _is_alone(text, tail[-1]) else _SHORT):
        return plain
    cost = filled + fsum(_free(paragraph, line, limit, n == few - 1) for n, line in enumerate(tail))
    least = min(_RAGGED * limit, *(paragraph.width(*line) for line in tail[:-1]))
    spent, better = _least(paragraph, tail, limit, cost - _BETTER, prices, _Bounds(least, limit)) or (cost, tail)
    if len(plain) <= _RUNNING and not _is_even(paragraph, better, heading):
        better = _even(paragraph, better, limit, spent + _EVEN_PRICE, prices, heading)
    return [*plain[:-few], *better]


def _is_even(paragraph: Measured, lines: list[tuple[int, int]], whole: bool) -> bool:
    """Whether no line before the last, or none at all if `whole`, is much shorter than the longest."""
    widths = [paragraph.width(*line) for line in lines]
    return min(widths if whole else widths[:-1]) >= _EVEN * max(widths)


def _even(
    paragraph: Measured, lines: list[tuple[int, int]], limit: float, cost: float, prices: Prices, heading: bool
) -> list[tuple[int, int]]:
    """The even lines whose cost is least, and below `cost`, with no dearer break; the lines given if there are none, or
    if their last is a short word alone."""
    found, text = [], paragraph.text
    dearest = max(_BOUND_PRICE, *(_price(text, a[1], b[0], prices) for a, b in pairwise(lines)))
    for cap in _CAPS:
        bounds = _Bounds(_EVEN * cap * limit, cap * limit, dearest, heading)
        made = _least(paragraph, lines, limit, cost, prices, bounds)
        last = made[1][-1] if made else lines[-1]
        if made and not (_is_alone(text, last) and paragraph.width(*last) < _ALONE * cap * limit):
            found.append(made)
    return min(found, default=(cost, lines))[1]


def _least(
    paragraph: Measured,
    tail: list[tuple[int, int]],
    limit: float,
    cost: float,
    prices: Prices,
    bounds: _Bounds,
) -> tuple[float, list[tuple[int, int]]] | None:
    """The cost, and as many lines as in `tail` whose cost is least, in `bounds`; None if that is not below `cost`."""
    first, stop = tail[0][0], tail[-1][1]
    least, most, dearest, whole = bounds
    places = _places(paragraph, first, stop, prices)
    made: dict[int, tuple[float, list[tuple[int, int]]]] = {first: (0.0, [])}
    for _ in tail[:-1]:
        longer: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for start, (spent, before) in made.items():
            for place in places:
                if place.end <= start or place.price > dearest:
                    continue
                wide = paragraph.width(start, place.end)
                if wide > most:
                    break
                total = spent + place.price + (1 - wide / limit) ** 2
                if wide >= least and total < longer.get(place.start, (cost, before))[0]:
                    longer[place.start] = (total, [*before, (start, place.end)])
        made = longer
    ends = [
        (spent + _free(paragraph, (start, stop), limit, True), [*before, (start, stop)])
        for start, (spent, before) in made.items()
        if start < stop and (least if whole else 0.0) <= paragraph.width(start, stop) <= most
    ]
    found = min(ends, default=(cost, []))
    return found if found[0] < cost else None


def _places(paragraph: Measured, first: int, stop: int, prices: Prices) -> list[_Place]:
    """Where the text from `first` to `stop` may break at a space, with prices."""
    text = paragraph.text
    return [
        _Place(end, start, _price(text, end, start, prices))
        for end, start in zip(paragraph.ends, paragraph.starts, strict=True)
        if first < end < start < stop
    ]


def _free(paragraph: Measured, line: tuple[int, int], limit: float, last: bool) -> float:
    """The cost of what a line leaves free."""
    share = paragraph.width(*line) / limit
    if not last:
        return (1 - share) ** 2
    alone = _ALONE_PRICE * (share < _ALONE and _is_alone(paragraph.text, line))
    return _LAST_WEIGHT * (1 - share) ** 2 + alone + _SHORT_PRICE * (share < _SHORT)


def _is_alone(text: str, line: tuple[int, int]) -> bool:
    """Whether a line is a single word."""
    return text.find(" ", *line) < 0 and text.find("\u00a0", *line) < 0


def _price(text: str, end: int, start: int, prices: Prices) -> float:
    """The price of a break after `end` and before `start`."""
    if end == start:
        return _TORN.get(text[end - 1], 0.0)
    head = text[max(0, end - 16) : end]
    found = (price for price, before, after in prices if before.search(head) and after.match(text, start))
    return max(found, default=0.0)
