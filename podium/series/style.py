"""Which colour every value has, and which text: the look of a chart before it is placed.

In: a `Table`, the sides of the deck and what is highlighted. Out: fills by role and labels' texts with the
number formats that show the same. A side keeps its colour everywhere; what is not known exactly is hatched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from math import fsum

from podium.languages.numbers import numbers
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.charts import ChartType, Fill, Hatch
from podium.series.points import Cloud
from podium.series.table import Table
from podium.themes import SIDE_COLOURS, Theme

_UNIT_SIGNS = "%‰°£$€¥₽₺"  # they belong to every number; other units stand once, in the title
_BY_SERIES = ("line", "area", "combined")
EXACT_LIMIT = 1e9  # the number format of `_grouped` divides no further


@dataclass(frozen=True, slots=True)
class Colours:
    """`series[s]` is a series' own colour role, `points[c][s]` that of each of its points."""

    series: tuple[str, ...]
    points: tuple[tuple[str, ...], ...]
    by_category: bool  # the categories' sides colour the points; the series differ in shade


def colours(table: Table, kind: ChartType, highlight: str, side: Callable[[str], str]) -> Colours:
    """The colours of a chart. `side` gives a side's colour by its name, "" for any other name."""
    own = [side(c) for c in table.categories]
    by_series = [side(s) for s in table.series]
    count = len(table.series)
    lit_series = _is(highlight, table.series)
    if kind in ("pie", "doughnut"):
        series: tuple[str, ...] = ("blue",) * count
        points = tuple((c,) * count for c in _in_turn(own))
        by_category = False
    elif any(own) and count <= 2 and not any(by_series) and kind not in _BY_SERIES:
        shades = ("", ".tint")[:count]
        points = tuple(tuple((c or "grey") + shade for shade in shades) for c in own)
        series, by_category = points[0], True
    else:
        series = ("blue",) if count == 1 and not any(by_series) else tuple(_in_turn(by_series, set(own) - {""}))
        points, by_category = tuple(series for _ in table.categories), False
    lone = count == 1 and not any(own) and not any(by_series) and kind not in ("pie", "doughnut")
    lit = ["red" if lone else ""] if _is(highlight, table.categories) else []
    if lit:
        points = tuple(
            tuple(lit[0] or c if name == highlight else _greyed(c) for c in row)
            for name, row in zip(table.categories, points, strict=True)
        )
    elif lit_series:
        series = tuple(
            c if name == highlight else "grey" if n % 2 or kind == "line" else "grey.tint"
            for n, (name, c) in enumerate(zip(table.series, series, strict=True))
        )
        points, by_category = tuple(series for _ in table.categories), False
    return Colours(tuple(series), points, by_category)


def cloud_colours(cloud: Cloud, highlight: str, side: Callable[[str], str]) -> tuple[str, ...]:
    """The colour of each point: of its series if that is a side, else of its own side, else of its series in turn."""
    by_series = [side(s) for s in cloud.series]
    own = [side(d.name) for d in cloud.dots]
    alone = len(cloud.series) == 1 and not any(by_series)
    rest = ["grey" if any(own) else "blue"] if alone else list(_in_turn(by_series, set(own) - {""}))
    colours = [by_series[d.series] or mine or rest[d.series] for d, mine in zip(cloud.dots, own, strict=True)]
    lit = [highlight in (d.name, cloud.series[d.series]) for d in cloud.dots]
    if highlight and any(lit):
        plain = alone and not any(own)
        colours = ["grey" if not on else "red" if plain else c for on, c in zip(lit, colours, strict=True)]
    return tuple(colours)


def _is(highlight: str, names: Sequence[str]) -> bool:
    return bool(highlight) and highlight in names


def _in_turn(given: Sequence[str], taken: set[str] | None = None) -> Iterator[str]:
    """Sides' colours where there are some, for the rest the palette in turn, without the colours of sides."""
    used = {c for c in given if c} | (taken or set())
    free = [c for c in SIDE_COLOURS if c not in used] or list(SIDE_COLOURS)
    palette = cycle([*free, *(f"{c}.tint" for c in free)])
    for colour in given:
        yield colour or next(palette)


def _greyed(colour: str) -> str:
    return "grey.tint" if colour.endswith(".tint") else "grey"


def fill(colour: str, value: Quantity | None) -> Fill:
    """The role, or a hatch in it for a value that is not known exactly."""
    if value is None or value.is_exact or not value.is_known:
        return colour
    return hatched(colour)


def hatched(colour: str) -> Hatch:
    """The hatch of a colour for what is not known exactly."""
    if colour.endswith(".tint"):  # the second of two shades: thinner lines on the same ground
        return Hatch(colour.removesuffix(".tint"), colour, "ltUpDiag")
    return Hatch(colour, f"{colour}.wash")


def is_doubtful(value: Quantity | None) -> bool:
    """Whether it has a number that is not exact."""
    return value is not None and value.is_known and not value.is_exact


def deep(colour: str) -> str:
    """The role of text that belongs to something of that colour."""
    stem = colour.split(".")[0]
    return "ink2" if stem == "grey" else f"{stem}.deep"


def text_on(colour: str, theme: Theme) -> str:
    """The role of text inside an area of that colour: ink or ground, whichever is read better."""
    return text_on_rgb(theme.rgb(colour), theme)


def text_on_rgb(rgb: str, theme: Theme) -> str:
    """The same for a colour that is no role, as `RRGGBB`."""
    area = _luminance(rgb)
    return max(("ink", "ground"), key=lambda role: _contrast(area, _luminance(theme.rgb(role))))


def _luminance(rgb: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(rgb[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(a: float, b: float) -> float:
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


# ------------------------------------------------------------------------------------------- units


def is_sign(unit: str) -> bool:
    """Whether a unit is a sign that belongs to every number, as % and £ do."""
    return unit[:1] != "" and unit[0] in _UNIT_SIGNS


def common_unit(table: Table, unit: str) -> str:
    """The unit that all values have: the chart's own, or what each value was written with; "" if they
    differ."""
    found = {q.unit for q in table.values}
    return unit or (found.pop() if len(found) == 1 else "")


def with_unit(table: Table, unit: str) -> Table:
    """The same table for labels: a sign at every number, a unit in words at none, another unit where it
    stands."""
    shown = unit if is_sign(unit) else ""

    def one(q: Quantity | None) -> Quantity | None:
        return replace(q, unit=shown) if q is not None and q.unit in ("", unit) else q

    return Table(table.categories, table.series, tuple(tuple(map(one, row)) for row in table.cells))


# ------------------------------------------------------------------------------------------ labels


def label_format(q: Quantity, lang: str, lead: str = "") -> str:
    """Excel's number format that shows the number as `format_quantity` does, "" if none can; `lead` is put between
    it and its bar.

    The thousands are divided by a literal sign, since PowerPoint puts the reader's own for the general one:
    "38.000" on a German computer would mean another number in an English lecture.
    """
    if q.best is None or q.kind == "range" or abs(q.best) >= EXACT_LIMIT:
        return ""
    number = format_quantity(replace(q, kind="exact", unit=""), lang)
    before, found, after = format_quantity(q, lang).partition(number)
    if not found or '"' in before + after:
        return ""
    before, after = (before, after + lead) if q.best < 0 else (lead + before, after)
    before, after = (f'"{part}"' if part else "" for part in (before, after))
    if q.best != int(q.best):
        digits = len(repr(abs(q.best)).partition(".")[2])
        fits = numbers(lang).decimal == "." and q.best > 0 and abs(q.best) < 1000 and "e" not in repr(q.best)
        return f"{before}0.{'0' * digits}{after}" if fits else ""
    return _grouped(before, after, numbers(lang).thousands, q.best)


def _grouped(before: str, after: str, sign: str, value: float) -> str:
    """A format for whole numbers with thousands divided by `sign`, whatever they are edited to (below
    10⁹)."""
    million, thousand, small = f"#\\{sign}###\\{sign}##0", f"#\\{sign}##0", "0"
    if value >= 0:
        return f"[>=1000000]{before}{million}{after};[>=1000]{before}{thousand}{after};{before}{small}{after}"
    digits = million if value <= -1e6 else thousand if value <= -1e3 else small
    return f'{before}{digits}{after};{before}"−"{digits}{after}'


def axis_format(lang: str, unit: str, low: float = 0.0) -> str:
    """The number format of an axis from `low` on: thousands divided as the language does it, a unit that is a sign
    at each. (Below zero by the reader's own sign: Excel knows two conditions at most.)"""
    if low < 0:
        after = f'"{unit}"' if is_sign(unit) else ""
        large = f"[>=1000]#\\{numbers(lang).thousands}##0{after}"
        return f'{large};[<0]"−"#,##0{after};General{after}' if low <= -5 else f"General{after}"
    whole = label_format(Quantity("", 0.0, 0.0, 0.0, "exact", unit if is_sign(unit) else ""), lang)
    return whole[::-1].replace("0", "lareneG", 1)[::-1]  # below 1,000 also fractions, which logarithmic axes have


def total(values: Sequence[Quantity | None]) -> Quantity | None:
    """The sum as far as it is known, None if a value is missing or the doubts do not add up to one word."""
    known = [q for q in values if q is not None and q.best is not None]
    kinds = {q.kind for q in known} - {"exact"}
    if len(known) != len(values) or len(kinds) > 1 or len({q.unit for q in known}) > 1:
        return None
    low, high = _sum([q.low for q in known]), _sum([q.high for q in known])
    best = _sum([q.best for q in known])
    return Quantity("", low, high, best, kinds.pop() if kinds else "exact", known[0].unit if known else "")


def _sum(values: Sequence[float | None]) -> float | None:
    numbers = [v for v in values if v is not None]
    return round(fsum(numbers), 9) if len(numbers) == len(values) else None
