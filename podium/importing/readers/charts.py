"""Native charts with their numbers, as the deck keeps them beside the drawing.

In: the root element of a chart part. Out: a `Chart`, or a `Grid` with the same numbers where podium has no such chart;
and a `Lost` for what of it has no counterpart.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from podium.importing import rich
from podium.importing.exhibits import as_table, cell_of, unique
from podium.importing.model import Chart, Grid, Lost, Rich
from podium.importing.rich import whole

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_MOST = 5_000  # points of a series
_PLOTS = {
    "bar": "column", "bar3D": "column", "line": "line", "line3D": "line", "area": "area", "area3D": "area",
    "pie": "pie", "pie3D": "pie", "ofPie": "pie", "doughnut": "doughnut", "scatter": "scatter", "bubble": "bubble",
}  # fmt: skip
_FOREIGN = {
    "radar": "a radar chart",
    "surface": "a surface chart",
    "surface3D": "a surface chart",
    "stock": "a stock chart",
}
_DAY_ONE = datetime.date(1899, 12, 30)  # of Excel's calendar
_DATE = re.compile(r"[dmy]", re.IGNORECASE)

_WORDS = {"line": "a line", "line3D": "a line", "bar": "columns", "bar3D": "columns", "area": "an area"}

Series = tuple[str, dict[int, str], dict[int, float]]
Rows = tuple[tuple[str, tuple[float | None, ...]], ...]


def read(root: Any, alt: str, origin: str) -> list[Chart | Grid | Lost]:
    """The chart with its numbers; `alt` describes it, `origin` is where it stands."""
    area = root.find(f".//{C}plotArea")
    plots = [el for el in area if _kind(el)] if area is not None else []
    title = _title(root.find(f"{C}chart"))
    points = [plot for plot in plots if _kind(plot) in ("scatter", "bubble")]
    others = [plot for plot in plots if plot not in points]
    made: list[Chart | Grid | Lost] = []
    if points and (chart := _points(points, title, area, alt)) is not None:
        made.append(chart)
    if others:
        made += _compared(others, title, area, alt) if not made else _behind_points(others, area)
    if not made:
        words = tuple(filter(None, (rich.plain(alt), *(rich.plain(t.text or "") for t in root.iter(f"{A}t")))))
        made.append(Lost("a chart without numbers", words))
    return [block._replace(origin=origin) for block in made]


def _behind_points(plots: list[Any], area: Any) -> list[Chart | Grid | Lost]:
    """The numbers of lines or columns that are drawn over points, which no chart here has together."""
    rows, categories, percent = _rows(plots, area)
    if not rows:
        return []
    chart = Chart("line", rows, tuple(categories), unit="%" if percent else "")
    lost = Lost(f"{_WORDS.get(_kind(plots[0]), 'a chart')} over points", kept="its numbers are a table")
    return [as_table(chart), lost]


def _compared(plots: list[Any], title: Rich, area: Any, alt: str) -> list[Chart | Grid | Lost]:
    """A chart of values by categories."""
    kinds = [_kind(plot) for plot in plots]
    rows, categories, percent = _rows(plots, area)
    if not rows:
        return []
    on_axis = (text for axis in area.iter(f"{C}valAx") if (text := rich.text_of(_title(axis)).strip()))
    unit = "%" if percent else next(on_axis, "")
    chart = Chart("column", rows, tuple(categories), title, unit, alt=alt)
    if foreign := next((_FOREIGN[kind] for kind in kinds if kind in _FOREIGN), ""):
        return [as_table(chart), Lost(foreign, kept="its numbers are a table")]
    if _PLOTS[kinds[0]] == "pie" and len(rows) > 1:  # of which programs show the first series alone
        told = tuple(rich.plain(_told(name, categories, values, unit)) for name, values in rows[1:])
        return [
            chart._replace(type="pie", series=rows[:1]),
            Lost("more than one series of a pie chart", told, kept="the others are in the notes"),
        ]
    drawn = [kind for plot, kind in zip(plots, kinds, strict=True) for _ in plot.iter(f"{C}ser")]
    names = [name for name, _ in rows]
    lines = tuple(name for name, kind in zip(names, drawn, strict=True) if _PLOTS[kind] == "line")
    type, line = _type(plots, kinds), ()
    if len(set(kinds)) > 1 and lines and len(lines) < len(names):
        type, line = "combined", lines  # type: ignore[assignment]
    return [chart._replace(type=type, line=line)]


def _rows(plots: list[Any], area: Any) -> tuple[Rows, list[str], bool]:
    """The values of each series by categories, the names of these, and whether they are percentages; no rows if there
    are no numbers."""
    series = [found for plot in plots for found in map(_series, plot.iter(f"{C}ser"))]
    if not any(values for _, _, values in series):
        return (), [], False
    categories = _categories(series)
    names = unique([name or f"Series {n}" for n, (name, *_) in enumerate(series, 1)])
    percent = _is_percent(area)
    rows = tuple(
        (name, tuple(_scaled(values.get(i), 100.0 if percent else 1.0) for i in range(len(categories))))
        for name, (_, _, values) in zip(names, series, strict=True)
    )
    return rows, categories, percent


def _told(name: str, categories: list[str], values: tuple[float | None, ...], unit: str) -> str:
    """A series as a line of notes."""
    pairs = (f"{c} {cell_of(v, unit)}" for c, v in zip(categories, values, strict=True) if v is not None)
    return f"{name}: {', '.join(pairs)}"


def _kind(element: Any) -> str:
    """`bar` of a `c:barChart`, "" for what is no plot."""
    tag = str(element.tag)
    name = tag.removeprefix(C).removesuffix("Chart") if tag.startswith(C) and tag.endswith("Chart") else ""
    return name if name in _PLOTS or name in _FOREIGN else ""


def _type(plots: list[Any], kinds: list[str]) -> str:
    """The outline's word for the first plot."""
    plot, kind = plots[0], _PLOTS[kinds[0]]
    if kind != "column":
        return kind
    direction, grouping = (plot.find(f"{C}{name}") for name in ("barDir", "grouping"))
    kind = "bar" if direction is not None and direction.get("val") == "bar" else "column"
    stacked = grouping.get("val") if grouping is not None else ""
    return kind + {"stacked": "-stacked", "percentStacked": "-100"}.get(stacked or "", "")


def _series(element: Any) -> Series:
    """Name, and categories and values by their numbers."""
    tx = element.find(f"{C}tx")
    name = " ".join(v.text or "" for v in tx.iter(f"{C}v")) if tx is not None else ""
    return (
        rich.clean(name).strip(),
        _texts(element.find(f"{C}cat")),
        _numbers(element.find(f"{C}val")),
    )


def _texts(cat: Any) -> dict[int, str]:
    """The categories by their numbers; those of several levels joined, the highest first."""
    if cat is None:
        return {}
    levels = cat.findall(f".//{C}lvl")
    if levels:
        found: dict[int, str] = {}
        inner = _cached(levels[0])
        for n, text in inner.items():
            outer = [_last(_cached(level), n) for level in reversed(levels[1:])]
            found[n] = ", ".join(t for t in (*outer, text) if t)
        return found
    code = cat.findtext(f".//{C}formatCode") or ""
    cached = _cached(cat)
    if cat.find(f".//{C}numCache") is not None and _DATE.search(re.sub(r'"[^"]*"|\[[^\]]*\]|General', "", code)):
        return {n: _day(text) for n, text in cached.items()}
    return {n: _plain_number(text) for n, text in cached.items()}


def _last(cached: dict[int, str], n: int) -> str:
    """What a level says of a point: the last that it says up to there."""
    before = [i for i in cached if i <= n]
    return cached[max(before)] if before else ""


def _cached(element: Any) -> dict[int, str]:
    found = {}
    for point in element.iter(f"{C}pt"):
        index = whole(point.get("idx"), _MOST)
        if index < _MOST:
            found[index] = rich.clean(point.findtext(f"{C}v") or "").strip()
    return found


def _numbers(element: Any) -> dict[int, float]:
    if element is None:
        return {}
    found = {}
    for n, text in _cached(element).items():
        try:
            value = float(text)
        except ValueError:
            continue
        if abs(value) < 1e15:
            found[n] = value
    return found


def _day(text: str) -> str:
    """A day that Excel counts, as the outline writes it."""
    try:
        number = float(text)
        return (_DAY_ONE + datetime.timedelta(days=int(number))).isoformat() if number > 0 else text
    except (ValueError, OverflowError):
        return text


def _plain_number(text: str) -> str:
    return text[:-2] if re.fullmatch(r"-?\d+\.0", text) else text


def _categories(series: list[Series]) -> list[str]:
    """The names of the categories, each once; those without a name have numbers."""
    size = max((max(values, default=-1) + 1 for _, _, values in series), default=0)
    known: dict[int, str] = {}
    for _, texts, _ in series:
        known = {**texts, **known}
    size = max(size, max(known, default=-1) + 1)
    return unique([known.get(n) or str(n + 1) for n in range(size)])


def _is_percent(area: Any) -> bool:
    """Whether all numbers are shares of one that are shown as percentages."""
    codes = {el.text or "" for val in area.iter(f"{C}val") for el in val.iter(f"{C}formatCode")}
    return bool(codes) and all(code.rstrip().endswith("%") for code in codes)


def _scaled(value: float | None, scale: float) -> float | None:
    return None if value is None else round(value * scale, 10) if scale != 1.0 else value


def _points(plots: list[Any], title: Rich, area: Any, alt: str) -> Chart | None:
    kind = _kind(plots[0])
    series: list[tuple[str, tuple[object, ...]]] = []
    for ser in (s for plot in plots for s in plot.iter(f"{C}ser")):
        name = _series(ser)[0]
        x, y, size = (_numbers(ser.find(f"{C}{key}")) for key in ("xVal", "yVal", "bubbleSize"))
        texts = [] if x else list(y)
        x = x or {n: float(n + 1) for n in texts}
        points = tuple(
            (str(n + 1), x[n], y[n], *([size.get(n, 1.0)] if kind == "bubble" else [])) for n in sorted(y) if n in x
        )
        if points:
            series.append((name or f"Series {len(series) + 1}", points))
    names = unique([name for name, _ in series])
    axes = [rich.text_of(_title(axis)) for axis in area.iter(f"{C}valAx")]
    x_axis, y_axis = [*axes, "", ""][:2]
    made = tuple((name, points) for name, (_, points) in zip(names, series, strict=True))
    return Chart(kind, made, title=title, axes=(x_axis, y_axis), alt=alt) if made else None


def _title(element: Any) -> Rich:
    title = element.find(f"{C}title") if element is not None else None
    return rich.plain(" ".join(t.text or "" for t in title.iter(f"{A}t"))) if title is not None else ()


def read_extended(root: Any, alt: str, origin: str) -> list[Grid | Lost]:
    """The numbers of a chart of the newer kind (waterfall, treemap, histogram …) as a table."""
    lost = Lost("a chart of one of the newer kinds", (), origin)
    columns: list[tuple[Rich, list[str]]] = []
    for data in root.iter(f"{CX}data"):
        for dimension in data:
            levels = list(dimension.iter(f"{CX}lvl"))
            for level in reversed(levels):
                columns.append(((), [rich.clean(pt.text or "").strip() for pt in level.iter(f"{CX}pt")]))
    if not columns:
        return [lost._replace(words=tuple(filter(None, [rich.plain(alt)])))]
    names = [rich.clean(v.text or "").strip() for s in root.iter(f"{CX}series") for v in s.iter(f"{CX}v")]
    head = [*[""] * max(0, len(columns) - len(names)), *names][: len(columns)]
    height = max(len(values) for _, values in columns)
    rows = [tuple(map(rich.plain, head)), *_zipped(columns, height)]
    return [Grid(tuple(rows), origin=origin, alt=alt), lost._replace(kept="its numbers are a table")]


def _zipped(columns: list[tuple[Rich, list[str]]], height: int) -> Iterator[tuple[Rich, ...]]:
    for n in range(min(height, _MOST)):
        yield tuple(rich.plain(values[n]) if n < len(values) else () for _, values in columns)
