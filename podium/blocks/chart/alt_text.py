"""The alt text of a chart: a sentence for those who cannot see it.

In: the table as it is drawn. Out: its type, its subject, as much of its data as a listener can follow, and the finding,
unless the numbers are too uncertain for one.
"""

from __future__ import annotations

from podium.languages.catalogue import ChartWords
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.chart_types import TRAITS, ChartType
from podium.series.points import ScatterData
from podium.series.table import Table
from podium.series.values import total

_LENGTH = 400


def table_alt(table: Table, kind: ChartType, title: str, words: ChartWords, lang: str) -> str:
    """The alt text of a table's chart; `title` is plain text."""
    named = [s for s in table.series if s]
    subject = title or joined(named, words)
    rows = [
        f"{c} {joined([_spoken(q, lang) for q in row], words)}"
        for c, row in zip(table.categories, table.cells, strict=True)
    ]
    start = _start(kind, subject, words)
    if title and len(named) > 1:
        start += f"{joined(named, words)}: "
    return _shortened(start, rows, _finding(table, kind, words), words)


def scatter_alt(
    data: ScatterData, kind: ChartType, title: str, names: tuple[str, ...], words: ChartWords, lang: str
) -> str:
    """The alt text of a scatter or bubble chart; `names` are those of x, y and weight."""
    called = [", ".join(n for n in (data.series[p.series], p.name) if n) for p in data.points]
    rows = [
        f"{name} {joined([_spoken(q, lang) for q in (p.x, p.y, p.weight) if q is not None], words)}"
        for name, p in zip(called, data.points, strict=True)
    ]
    measures = joined([n for n in names if n], words)
    start = _start(kind, title or measures, words) + (f"{measures}: " if title and measures else "")
    heights = Table(tuple(called), ("",), tuple((p.y,) for p in data.points))
    return _shortened(start, rows, _finding(heights, kind, words) if all(called) else "", words)


def joined(names: list[str], words: ChartWords) -> str:
    """ "a, b and c"."""
    return words.both.format(first=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else "".join(names)


def _start(kind: ChartType, subject: str, words: ChartWords) -> str:
    name: str = getattr(words, TRAITS[kind].word)
    return f"{name}: {subject}. " if subject else f"{name}: "


def _spoken(q: Quantity | None, lang: str) -> str:
    return format_quantity(q or Quantity("", None, None, None, "unknown"), lang)


def _finding(table: Table, kind: ChartType, words: ChartWords) -> str:
    """What is highest, "" if that is not certain: a category by its value or sum, else the largest value of all."""
    compared = TRAITS[kind].highest
    if compared == "nothing" or any(q is None or q.best is None for row in table.cells for q in row):
        return ""
    if len(table.series) == 1 or compared == "sum":
        sums = [total(row) for row in table.cells]
        named = [(q, c) for q, c in zip(sums, table.categories, strict=True) if q is not None]
        if len(named) < len(sums):
            return ""
    else:
        named = [
            (q, f"{s}, {c}")
            for c, row in zip(table.categories, table.cells, strict=True)
            for s, q in zip(table.series, row, strict=True)
            if q is not None
        ]
    (best, name), *others = sorted(named, key=lambda n: n[0].best or 0.0, reverse=True)
    certain = all(best.low is not None and q.high is not None and best.low > q.high for q, _ in others)
    return f" {words.highest.format(name)}." if others and certain else ""


def _shortened(start: str, rows: list[str], end: str, words: ChartWords) -> str:
    """As many rows as a listener can follow between start and end, and the number of the others."""
    room = _LENGTH - len(start) - len(end) - len(words.more) - 8
    kept: list[str] = []
    for row in rows:
        if sum(len(k) + 2 for k in kept) + len(row) > room:
            break
        kept.append(row)
    left = len(rows) - len(kept)
    more = f"; {words.more.format(left)}" if left and kept else words.more.format(left) if left else ""
    return f"{start}{'; '.join(kept)}{more}.{end}"[:_LENGTH]
