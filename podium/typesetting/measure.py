"""Text measuring: the width of a text and its line breaks, with no font installed.

In: spans of text, each with a face and a size. Out: widths and lines, by pure functions; all lengths are in points. The
promise is one-sided: a renderer sets no more lines than `wrap` says.

- Widths are sums of advance widths from `podium.typesetting.fonts`. Kerning and ligatures are ignored: on the whole
  they make text narrower, and `SAFETY` covers the pairs that they widen.
- A line breaks only where both PowerPoint and LibreOffice (ICU, Unicode Standard Annex 14) may break it. With fewer
  break opportunities, lines filled greedily are never fewer, so the answer holds for both programs.
- Thai, Lao, Khmer and Burmese, which ICU breaks by dictionary, count as one word from space to space.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from podium.typesetting.fonts import (
    Face,
    Widths,
    lacks_letters,
    widths,
    widths_among_others,
    widths_beside_cjk,
)

# A line fits if its width times this factor is not above the width given. Measured against the lines that LibreOffice
# 7.4 set in 2,100 paragraphs (9 languages, 5 families, 12 to 40 pt): with 1.00, two paragraphs have a line more than
# predicted; with 1.01 and 1.02 none has, and 82% have exactly the number predicted. The rest of the margin is for
# PowerPoint.
SAFETY = 1.02

# Rounding errors of a few hundred added floats: without it, a text would not fit in a box of exactly its width.
_ROUNDING = 1e-6

# The precision with which `balanced_width` finds the narrowest width: two ways to break a text seldom differ by less.
_BALANCE_STEP = 0.005

_INFINITE = float("inf")

# White space that hangs over the end of a line, without the no-break spaces U+00A0, U+2007 and U+202F.
_HANGING = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
_FORCED = re.compile("[\n\v]")

# The lookbehinds follow the first character, so that the search can skip to it, which is much faster.
_BREAK = re.compile(
    rf"""[{_HANGING}\-\u2010\u2013\u2014](?:
      # After white space that does not lead. ICU keeps closing punctuation on the line even after a space
      # (French "1789 ;").
      (?<=[^{_HANGING}\n\v][{_HANGING}]) [{_HANGING}]*+ (?![!?:;,.)\]}}/])
      # After a hyphen inside a word; ICU does not break "1941-45" there.
    | (?<=[^{_HANGING}\n\v][-\u2010]) (?=[^\W\d_])
      # After a dash; with a space before it the break is at the space.
    | (?<=[^{_HANGING}\n\v][\u2013\u2014]) (?=\w)
    )""",
    re.VERBOSE,
)

# Scripts that break without white space: ideographs, kana, bopomofo, their punctuation and full-width forms. Korean is
# not among them: it has spaces, and PowerPoint breaks it there.
_CJK = "\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
# Kinsoku: characters that must not start or end a line, in either program (JIS X 4051, GB/T 15834, ICU's classes).
_CLOSING = "、。，．）」』】〕〉》〗〙〛〞〟｝］｠：；！？・…"
_OPENING = "（「『【〔〈《〖〘〚〝｛［｟"
_GLUE = "\"'“”‘’«»‹›\u00a0\u202f\u2011\u2060\ufeff"
_STARTS_NO_LINE = (
    "゛゜ヽヾゝゞ々〻ー―‥～〜％‰℃￠°′″·"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ\u31f0-\u31ff\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\u200d"
    r"!%),.:;?\]}¢/\-\u2010\u2013\u2014" + _CLOSING + _GLUE
)
_ENDS_NO_LINE = r"￥＄￡(\[{$£¥€№#+±" + _OPENING + _GLUE

# LibreOffice puts a fifth of the line height between East Asian and other text ("Asian-Latin spacing", on by default):
# 0.29 em with Noto Sans CJK, whose line is 1.448 em high. PowerPoint puts nothing.
_SCRIPT_GAP = 0.3
_BEFORE_ASIAN = "\u2e7f"
_ASIAN = _CJK + "\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uff61-\uffdc"
_WEAK = r"\s\u2000-\u206f"  # these belong to the script before them

# Where a line may end inside a word.
_TORN_AFTER = "-\u2010–—"
# A word wider than its line is broken after one of these if it has any, although not every renderer breaks there
# elsewhere: such a break leaves the line short, and so can take a line more than one between any two characters.
_CUT_AFTER = " -\u2010–—/?\u00ad" + _CLOSING


class Span(NamedTuple):
    """A piece of text in one face: `size` in points, `tracking` in points added after each character."""

    text: str
    face: Face
    size: float
    tracking: float = 0.0


class Line(NamedTuple):
    """A line of wrapped text.

    `start` and `end` are character offsets into the joined text of the spans, without the white space that
    hangs over the end; `width` is in points, without `SAFETY`. `next_end` is where the line would end, and `next_width`
    its width, if it took what stands before the next place to break; infinite if nothing can follow on this line.
    """

    start: int
    end: int
    width: float
    next_end: int = 0
    next_width: float = _INFINITE


def text_width(text: str, face: Face, size: float, tracking: float = 0.0) -> float:
    """The width in points of a text on one line, spaces included, without `SAFETY`."""
    if _is_east_asian(text):
        em = fsum(map(widths_beside_cjk(face).__getitem__, text))
        em += _SCRIPT_GAP * len(_script_change().findall(text))
    else:
        em = fsum(map(_table(text, face).__getitem__, text))
    return em * size + len(text) * tracking


def wrap(spans: Sequence[Span], width: float) -> list[Line]:
    """The lines of a paragraph set in `width` points; at least one.

    A line feed or a vertical tab forces a break. A word wider than the line is broken between characters. A line has at
    least one character, even if `width` is too small for it or negative.
    """
    limit = width / SAFETY + _ROUNDING
    if len(spans) == 1:  # nearly all texts, and most of them fit on one line
        span = spans[0]
        visible, em = _on_one_line(span.text, span.face)
        total = em * span.size + visible * span.tracking
        if total <= limit:
            return [Line(0, visible, total)]
    return measured(spans).lines(limit)


def count_lines(spans: Sequence[Span], width: float) -> int:
    """How many lines a paragraph takes at `width` points."""
    return len(wrap(spans, width))


def natural_width(spans: Sequence[Span]) -> float:
    """The width in points, without `SAFETY`, of the widest line if lines break only where a break is forced."""
    if len(spans) == 1:
        visible, em = _on_one_line(spans[0].text, spans[0].face)
        if em < _INFINITE:
            return em * spans[0].size + visible * spans[0].tracking
    paragraph = measured(spans)
    return max(paragraph.width(start, stop) for start, stop in paragraph.segments())


def longest_word(spans: Sequence[Span]) -> float:
    """The width in points, without `SAFETY`, of the widest piece without a break opportunity."""
    paragraph = measured(spans)
    return max(paragraph.width(start, end) for start, end in paragraph.pieces())


def balanced_width(spans: Sequence[Span], width: float, max_lines: int | None = None) -> float:
    """The width in points (at most `width`) of a box in which the lines are as equal as possible.

    The text takes no more lines there than at `width`. Of all widths with that number of lines, the narrowest leave the
    most text for the last line, so they also avoid a single short word there if that is possible; a wider one is taken
    if no line then ends inside a word. The result lies midway between the width at which the widest line just fits and
    the one at which another word would move up, so that a slightly different renderer breaks the text in the same way;
    it is never below what `wrap` needs for the same lines. Texts of one line, or of more than `max_lines` lines
    (running text), keep `width`.
    """
    paragraph = measured(spans)
    lines = paragraph.lines(width / SAFETY + _ROUNDING)
    allowed = len(lines)
    if allowed == len(paragraph.segments()) or (max_lines is not None and allowed > max_lines):
        return width
    high = width / SAFETY
    low = min(high, max(paragraph.width(start, end) for start, end in paragraph.pieces()))  # no word is broken for it
    while high - low > _BALANCE_STEP * high:
        middle = (low + high) / 2
        candidate = paragraph.lines(middle)
        if len(candidate) <= allowed:
            lines = candidate
            high = max(line.width for line in candidate)
            if high > middle + _ROUNDING:  # a single character that does not fit: nothing left to balance
                return width
        else:
            low = middle
    lines = _untorn(paragraph, lines, width / SAFETY + _ROUNDING)
    least = max(line.width for line in lines)
    more = min(line.next_width for line in lines)
    return min(width, max(least * SAFETY + _ROUNDING, (least + more) / 2))


class Measured:
    """A paragraph measured once, for wrapping at several widths.

    text: the joined text; edges[i]: the width of its first i characters, in units of `unit` points; ends and
    starts, for every place where a line may break: where the text before it ends visibly, where the next line
    starts.
    """

    __slots__ = ("edges", "ends", "starts", "text", "unit")

    def __init__(self, text: str, edges: list[float], ends: list[int], starts: list[int], unit: float) -> None:
        self.text, self.edges, self.ends, self.starts, self.unit = text, edges, ends, starts, unit

    def width(self, start: int, end: int) -> float:
        """The width in points of a part of the text."""
        return (self.edges[end] - self.edges[start]) * self.unit

    def segments(self) -> list[tuple[int, int]]:
        """(start, visible end) of the text between forced breaks; an empty text is one segment."""
        text = self.text
        if "\n" not in text and "\v" not in text:  # nearly all texts
            return [(0, len(text.rstrip(_HANGING)))]
        starts, stops = [0], []
        for match in _FORCED.finditer(text):
            stops.append(match.start())
            starts.append(match.end())
        stops.append(len(text))
        return [
            (start, start + len(text[start:stop].rstrip(_HANGING)))
            for start, stop in zip(starts, stops, strict=True)
        ]

    def pieces(self) -> Iterator[tuple[int, int]]:
        """(start, visible end) of everything between places where a line may break."""
        for start, stop in self.segments():
            for place in range(bisect_right(self.ends, start), bisect_right(self.ends, stop)):
                yield start, self.ends[place]
                start = self.starts[place]
            if start < stop or not stop:
                yield start, stop

    def lines(self, limit: float) -> list[Line]:
        """The lines when each may be `limit` points wide; the margin for safety is the caller's."""
        lines: list[Line] = []
        for start, stop in self.segments():
            self._fill(lines, start, stop, limit / self.unit)
        return lines

    def _fill(self, lines: list[Line], start: int, stop: int, limit: float) -> None:
        """Append the lines of one segment, each with as much text as its `limit` (in units) takes."""
        edges, ends = self.edges, self.ends
        while True:
            reach = bisect_right(edges, edges[start] + limit, start, stop + 1) - 1
            if max(reach, start) >= stop:
                lines.append(Line(start, stop, self.width(start, stop)))
                return
            place = bisect_right(ends, max(reach, start + 1)) - 1
            if place >= 0 and ends[place] > start:
                end, following = ends[place], self.starts[place]
            else:
                end = following = self._cut(start, max(reach, start + 1))
            place = bisect_right(ends, max(end, following))
            more = ends[place] if place < len(ends) and ends[place] < stop else stop
            lines.append(Line(start, end, self.width(start, end), more, self.width(start, more)))
            start = following
            if start >= stop:
                return

    def _cut(self, start: int, reach: int) -> int:
        """Where to cut a word that is wider than its line, of which the characters up to `reach` fit."""
        after = max(self.text.rfind(mark, start, reach) for mark in _CUT_AFTER) + 1
        return after if after > start else reach


def _untorn(paragraph: Measured, lines: list[Line], limit: float) -> list[Line]:
    """As many lines or fewer, at the least width up to `limit` at which none ends inside a word (after its hyphen, or
    the dash between two years); the lines given if there is none."""
    made = lines
    while any(_is_torn(paragraph.text, line.end) for line in made):
        wider = min(line.next_width for line in made) + _ROUNDING
        if wider > limit:
            return lines
        made = paragraph.lines(wider)
    return made if len(made) <= len(lines) else lines


def _is_torn(text: str, end: int) -> bool:
    """Whether a line that ends there ends inside a word."""
    return 0 < end < len(text) and text[end - 1] in _TORN_AFTER and not text[end].isspace()


def measured(spans: Sequence[Span]) -> Measured:
    """The spans as one paragraph, measured."""
    if len(spans) == 1:
        text, face, size, tracking = spans[0]
        if size > 0 and not tracking and (known := _in_em(text, face)):
            return Measured(text, *known, size)
    text = "".join([span.text for span in spans])
    return Measured(text, list(accumulate(_advances(spans, text), initial=0.0)), *_places(text), 1.0)


# A text is measured at several sizes in succession; these do not change.


@lru_cache(maxsize=128)
def _on_one_line(text: str, face: Face) -> tuple[int, float]:
    """How many characters of the text are visible, and their width in em; infinite if a break is forced."""
    visible = text.rstrip(_HANGING)
    return len(visible), _INFINITE if _FORCED.search(text) else text_width(visible, face, 1.0)


def _places(text: str) -> tuple[list[int], list[int]]:
    """Where the text ends visibly, and where the next line starts, at every place where a line may break."""
    breaks = [match.span() for match in _BREAK.finditer(text)]
    starts = [stop for _, stop in breaks]
    ends = [start if text[start] in _HANGING else stop for start, stop in breaks]
    if not _is_east_asian(text):
        return ends, starts
    between = [match.start() for match in _cjk_break().finditer(text)]
    places = sorted({*zip(ends, starts, strict=True), *zip(between, between, strict=True)})
    return [end for end, _ in places], [start for _, start in places]


@lru_cache(maxsize=128)
def _in_em(text: str, face: Face) -> tuple[list[float], list[int], list[int]] | None:
    """The edges of a text in em, the ends and starts of its lines; None for East Asian text, whose gaps grow too."""
    if _is_east_asian(text):
        return None
    return list(accumulate(map(_table(text, face).__getitem__, text), initial=0.0)), *_places(text)


def _advances(spans: Sequence[Span], text: str) -> list[float]:
    """The advance width in points of every character of mixed, tracked or East Asian text."""
    east_asian = _is_east_asian(text)
    advances: list[float] = []
    for span in spans:
        table = widths_beside_cjk(span.face) if east_asian else _table(span.text, span.face)
        advances += [table[char] * span.size + span.tracking for char in span.text]
    if east_asian:
        gap = _SCRIPT_GAP * max(span.size for span in spans)
        for match in _script_change().finditer(text):
            advances[match.end() - 1] += gap
    return advances


def _table(text: str, face: Face) -> Widths:
    """The advance widths of a text that is not East Asian."""
    return widths_among_others(face) if not text.isascii() and lacks_letters(text, face) else widths(face)


def _is_east_asian(text: str) -> bool:
    """Whether a text has Chinese, Japanese or Korean characters in it."""
    return not text.isascii() and max(text) > _BEFORE_ASIAN and _asian().search(text) is not None


# Patterns for East Asian text are made when first needed: each takes some milliseconds.


@cache
def _asian() -> re.Pattern[str]:
    """A Chinese, Japanese or Korean character."""
    return re.compile(f"[{_ASIAN}]")


@cache
def _cjk_break() -> re.Pattern[str]:
    """The empty places between two characters where Chinese and Japanese lines may break.

    Next to Western letters and digits ICU keeps full-width punctuation where it is: "、1939", "Zhukov（".
    """
    return re.compile(
        rf"(?<=[{_CJK}])(?<![{_ENDS_NO_LINE}])(?=[^{_STARTS_NO_LINE}{_HANGING}\n\v])"
        rf"(?!(?<=[{_CLOSING}])[^{_CJK}])"
        rf"|(?<=[^{_ENDS_NO_LINE}{_HANGING}\n\v])(?=[{_CJK}])(?![{_STARTS_NO_LINE}])"
        rf"(?!(?<=[^{_CJK}])[{_OPENING}])"
    )


@cache
def _script_change() -> re.Pattern[str]:
    """The end of text in an East Asian script before text in another, or the other way round."""
    return re.compile(
        rf"[{_ASIAN}][{_WEAK}]*(?=[^{_ASIAN}{_WEAK}])|[^{_ASIAN}{_WEAK}][{_WEAK}]*(?=[{_ASIAN}])"
    )
