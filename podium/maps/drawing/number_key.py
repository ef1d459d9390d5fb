"""What the numbers of a map mean: entries of the legend for `values`, the heading above them, and their alt text.

In: a `MapSpec`, its fill styles. Out: entries; words.
"""

from __future__ import annotations

from collections.abc import Sequence

from podium import languages
from podium.maps.basemap.record import REST
from podium.maps.drawing.furniture import Entry
from podium.maps.model.numbers import Numbers
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import FillStyles, NumberClass
from podium.outline import inline
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.boxes import Hatch
from podium.series.values import is_unit_sign

_SPECK = 2e-6  # in squared map widths: land too small for a legend


def heading(spec: MapSpec) -> str:
    """The words above the legend: the map's title, else what its numbers count."""
    model = spec.model
    asked = [model.values] if model.values is not None else []
    said = [inline.plain(n.title) or ("" if is_unit_sign(n.unit) else inline.plain(n.unit)) for n in asked]
    return model.title or next((words for words in said if words), "")


def number_words(spec: MapSpec, asked: Numbers, number: float, high: float | None = None, kind: str = "exact") -> str:
    """A number, or a range, in the deck's language; with its unit, if that is a sign such as %."""
    unit = asked.unit if is_unit_sign(asked.unit) else ""
    top = number if high is None else high
    kind = "range" if top != number else kind
    low, top = _rounded(number), _rounded(top)
    return format_quantity(Quantity("", low, top, low, kind, unit), spec.stage.lang)  # type: ignore[arg-type]


def _rounded(number: float) -> float:
    """To three significant digits, as a legend says it; whole numbers under 10,000 as they are."""
    return number if number == int(number) and abs(number) < 10_000 else float(f"{number:.3g}")


def class_words(spec: MapSpec, one: NumberClass) -> str:
    """The words of a class in the legend, "" for one that nothing belongs to."""
    asked = spec.model.values
    if asked is None or one.low is one.high is None:
        return ""
    if one.open and one.high is not None:
        return number_words(spec, asked, one.high, kind="less-than")
    assert one.low is not None
    return (
        number_words(spec, asked, one.low, kind="at-least")
        if one.open
        else number_words(spec, asked, one.low, one.high)
    )


def value_entries(spec: MapSpec, fill_styles: FillStyles) -> list[Entry]:
    """The classes from much to little, what estimates look like, and land without a number, each if it is in view."""
    if not fill_styles.classes:
        return []
    shown = {a.id for a in spec.base_map.areas if a.shape.area > _SPECK and a.id != REST}
    made = [Entry(words, one.fill) for one in reversed(fill_styles.classes) if (words := class_words(spec, one))]
    styles = [style for id, style in fill_styles.by_id.items() if id in shown & fill_styles.valued]
    hatch = next((style.hatch for style in styles if style.key == "values" and style.hatch), "")
    if hatch:
        middle = fill_styles.classes[len(fill_styles.classes) // 2].fill
        made.append(Entry(languages.of(spec.stage.lang).maps.estimate, Hatch(hatch, middle)))
    if any(q is None or q.best is None for id, q in spec.numbers.items() if id in shown):
        said = languages.of(spec.stage.lang).quantities.unknown
        made.append(Entry(said[:1].upper() + said[1:], fill_styles.without))
    return made


def said_of_values(spec: MapSpec, fill_styles: FillStyles, names: dict[str, str]) -> list[tuple[str, Sequence[str]]]:
    """For the alt text: the classes and the names of their territories, from much to little."""
    of_fill = {one.fill: class_words(spec, one) for one in reversed(fill_styles.classes)}
    found: dict[str, list[str]] = {words: [] for words in of_fill.values()}
    for id in spec.numbers:
        if id in fill_styles.valued and id in names:
            found[of_fill[fill_styles.by_id[id].fill]].append(names[id])
    return [*found.items()]
