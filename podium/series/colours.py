"""The colours of a chart or figure, before anything is placed.

In: a `Table` or `ScatterData`, the deck's sides, and the name to highlight. Out: colour roles and fills. A side has the
same colour everywhere; a value that is not exact is hatched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from podium.outline.quantities import Quantity
from podium.scene.chart_types import TRAITS, ChartType
from podium.scene.charts import Fill, Hatch
from podium.series.points import ScatterData
from podium.series.table import Table
from podium.themes import SIDE_COLOURS, Theme, contrast


@dataclass(frozen=True, slots=True)
class ChartColours:
    """`series[s]` is the colour role of a series, `points[c][s]` that of each of its points."""

    series: tuple[str, ...]
    points: tuple[tuple[str, ...], ...]
    by_category: bool  # points have the colours of their categories' sides; series differ in shade


def chart_colours(
    table: Table, kind: ChartType, highlight: str, side: Callable[[str], str], free: Sequence[str] = SIDE_COLOURS
) -> ChartColours:
    """The colours of a chart. `side` returns the colour of a side by its name, "" for any other name; `free` are the
    colours that no side of the deck has."""
    traits, own = TRAITS[kind], [side(c) for c in table.categories]
    by_series = [side(s) for s in table.series]
    count = len(table.series)
    lit_series = _is(highlight, table.series)
    if traits.colours == "slices":
        series: tuple[str, ...] = ("blue",) * count
        points = tuple((c,) * count for c in _in_turn(own, free))
        by_category = False
    elif any(own) and count <= 2 and not any(by_series) and traits.colours == "categories":
        shades = ("", ".tint")[:count]
        points = tuple(tuple((c or "grey") + shade for shade in shades) for c in own)
        series, by_category = points[0], True
    else:
        lone = count == 1 and not any(by_series)
        series = (colour_of_none(free),) if lone else tuple(_in_turn(by_series, free, {*own, ""}))
        points, by_category = tuple(series for _ in table.categories), False
    lone = count == 1 and not any(own) and not any(by_series) and traits.colours != "slices"
    lit = ["accent" if lone else ""] if _is(highlight, table.categories) else []
    if lit:
        points = tuple(
            tuple(lit[0] or c if name == highlight else _greyed(c) for c in row)
            for name, row in zip(table.categories, points, strict=True)
        )
    elif lit_series:
        series = tuple(
            c if name == highlight else "grey" if n % 2 or traits.thin else "grey.tint"
            for n, (name, c) in enumerate(zip(table.series, series, strict=True))
        )
        points, by_category = tuple(series for _ in table.categories), False
    return ChartColours(tuple(series), points, by_category)


def point_colours(
    data: ScatterData, highlight: str, side: Callable[[str], str], free: Sequence[str] = SIDE_COLOURS
) -> tuple[str, ...]:
    """The colour of each point: its series' if that is a side, else its own side's, else the next of those that are
    `free`."""
    by_series = [side(s) for s in data.series]
    own = [side(p.name) for p in data.points]
    alone = len(data.series) == 1 and not any(by_series)
    rest = ["grey" if any(own) else colour_of_none(free)] if alone else list(_in_turn(by_series, free, {*own, ""}))
    colours = [by_series[p.series] or mine or rest[p.series] for p, mine in zip(data.points, own, strict=True)]
    lit = [highlight in (p.name, data.series[p.series]) for p in data.points]
    if highlight and any(lit):
        plain = alone and not any(own)
        colours = ["grey" if not on else "accent" if plain else c for on, c in zip(lit, colours, strict=True)]
    return tuple(colours)


def _is(highlight: str, names: Sequence[str]) -> bool:
    return bool(highlight) and highlight in names


def colour_of_none(free: Sequence[str]) -> str:
    """The colour of what has no other: blue if it is free."""
    return "blue" if "blue" in free else free[0]


def _in_turn(given: Sequence[str], free: Sequence[str], taken: Collection[str] = ()) -> Iterator[str]:
    """The colours of sides, and for the others the free ones in turn."""
    left = [c for c in free if c not in given and c not in taken] or list(SIDE_COLOURS)
    palette = cycle([*left, *(f"{c}.tint" for c in left)])
    for colour in given:
        yield colour or next(palette)


def _greyed(colour: str) -> str:
    return "grey.tint" if colour.endswith(".tint") else "grey"


def fill_of(colour: str, value: Quantity | None) -> Fill:
    """The colour role, or a hatch in that colour for a value that is not exact."""
    if value is None or value.is_exact or not value.is_known:
        return colour
    return hatch_of(colour)


def hatch_of(colour: str) -> Hatch:
    """The hatch in a colour, for values that are not exact."""
    if colour.endswith(".tint"):  # the second of two shades: thinner lines on a ground of that shade
        return Hatch(colour.removesuffix(".tint"), colour, "ltUpDiag")
    return Hatch(colour, f"{colour}.wash")


def deep(colour: str) -> str:
    """The colour role of text that belongs to a shape of that colour."""
    stem = colour.split(".")[0]
    return "ink2" if stem == "grey" else f"{stem}.deep"


def text_on(colour: str, theme: Theme) -> str:
    """The colour role of text on an area of that colour: ink or ground, whichever has more contrast."""
    return text_on_rgb(theme.rgb(colour), theme)


def text_on_rgb(rgb: str, theme: Theme) -> str:
    """The same for a colour given as `RRGGBB`."""
    return max(("ink", "ground"), key=lambda role: contrast(rgb, theme.rgb(role)))
