"""The types of native charts, and all that distinguishes one from another.

In: the name of a type, as an outline has it. Out: its `Traits`. Reading, colours, notes, alt text and back-ends ask for
a trait, never for a type by name; only the tables of plans (`blocks/chart/plan.py`, with the modules that it names) and
of XML elements (`backends/pptx/charts/part.py`) name types.

To add a type, add its name and its row of `TRAITS`. What makes it differ is a new trait whose default is right for all
others. Then add its plan to `PLANS` of `blocks/chart/plan.py` (`POINT_PLANS` if its points have an x and a y), with a
module of its own if none there can draw it; its element to `_PLOTS` of `backends/pptx/charts/part.py`; its word to
`ChartWords` and all languages, unless it shares one; its name to the `type` row of `docs/outline.md`; and renew the
schema. `tests/blocks/chart/test_chart_types.py` says what is still missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

ChartType = Literal[
    "column",
    "column-stacked",
    "column-100",
    "bar",
    "bar-stacked",
    "bar-100",
    "line",
    "area",
    "pie",
    "doughnut",
    "scatter",
    "bubble",
    "combined",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a type of chart is and can show. The defaults are those of plain columns.

    Data
        `points`: it has points with an x and a y instead of categories; `weighted`: with a third number, shown by an
        area. `keys`: the keys of an outline's `chart` that only such types use. `combined`: some series are drawn as
        lines, on an axis of their own if they have another unit.
        `multiples`: there may be a small chart for each series. `dated`: categories that are dates have a time axis.
    Form
        `horizontal`: values run from left to right. `stacked`: the values of a category are put on top of each other;
        `percent`: as shares of 100%. `pie`: slices of a circle, without axes. `sum`: it shows parts of a sum, so there
        is nothing to see if all are zero. `log`: the axis is logarithmic if values lie too far apart.
    Colours and key
        `colours`: of the categories' sides where they have some ("categories"), always of the series ("series"), or one
        for each category ("slices"). `thin`: too thin for a pale colour. `key`: several series need a key, since
        nothing else names them.
    Doubt
        `doubt`: how a value that is not exact looks, and the word in `ChartWords` that says so. `whiskers`: a range has
        them. `gaps`: missing values are named in a note, even those of a single series, not beside the category.
    Words
        `word`: the name of the type in `ChartWords`. `highest`: what the alt text compares. `noun`, `plural`: the type
        in messages, as what the author wants and as what is drawn instead.
    Another type instead
        The one that is drawn `if_negative`, `if_doubtful`, `if_several` or `if_single`: if a value is negative or not
        exact, if there are several series or only one; None if this one can show it.
    """

    word: str
    points: bool = False
    weighted: bool = False
    keys: tuple[str, ...] = ()
    combined: bool = False
    multiples: bool = True
    dated: bool = False
    horizontal: bool = False
    stacked: bool = False
    percent: bool = False
    pie: bool = False
    sum: bool = False
    log: bool = False
    colours: Literal["categories", "series", "slices"] = "categories"
    thin: bool = False
    key: bool = True
    doubt: Literal["hatched", "hollow", "pale"] = "hatched"
    whiskers: bool = False
    gaps: bool = False
    highest: Literal["value", "sum", "nothing"] = "value"
    noun: str = ""
    plural: str = ""
    if_negative: ChartType | None = None
    if_doubtful: ChartType | None = None
    if_several: ChartType | None = None
    if_single: ChartType | None = None


# In the order of `ChartType`; every type must be here.
TRAITS: Mapping[ChartType, Traits] = MappingProxyType(
    {
        "column": Traits(word="column", plural="columns", log=True, whiskers=True),
        "column-stacked": Traits(word="column", stacked=True, sum=True, highest="sum", if_single="column"),
        "column-100": Traits(
            word="column", stacked=True, percent=True, sum=True, highest="nothing", if_negative="column"
        ),
        "bar": Traits(word="bar", plural="bars", horizontal=True, log=True, whiskers=True),
        "bar-stacked": Traits(word="bar", horizontal=True, stacked=True, sum=True, highest="sum", if_single="bar"),
        "bar-100": Traits(
            word="bar",
            plural="100% bars",
            horizontal=True,
            stacked=True,
            percent=True,
            sum=True,
            highest="nothing",
            if_negative="bar",
        ),
        "line": Traits(
            word="line",
            plural="a line",
            dated=True,
            log=True,
            colours="series",
            thin=True,
            key=False,
            doubt="hollow",
            whiskers=True,
            gaps=True,
        ),
        "area": Traits(
            word="area",
            noun="an area",
            dated=True,
            sum=True,
            colours="series",
            gaps=True,
            highest="sum",
            if_negative="line",
            if_doubtful="line",
        ),
        "pie": Traits(
            word="pie",
            noun="a pie",
            pie=True,
            sum=True,
            colours="slices",
            key=False,
            if_negative="bar",
            if_several="bar-100",
        ),
        "doughnut": Traits(
            word="pie", noun="a doughnut", pie=True, sum=True, colours="slices", key=False, if_negative="bar"
        ),
        "scatter": Traits(
            word="scatter",
            points=True,
            keys=("x", "y"),
            multiples=False,
            doubt="pale",
            whiskers=True,
        ),
        "bubble": Traits(
            word="bubble",
            points=True,
            weighted=True,
            keys=("x", "y", "area"),
            multiples=False,
        ),
        "combined": Traits(
            word="combined",
            noun="a combined chart",
            combined=True,
            keys=("line", "second"),
            multiples=False,
            colours="series",
            whiskers=True,
            highest="nothing",  # of two measures that cannot be compared
            if_single="column",
        ),
    }
)
