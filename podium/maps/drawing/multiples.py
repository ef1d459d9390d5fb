"""Small multiples: one frame in several years side by side, under one legend.

In: a map's keys with `years`, a rectangle, a stage. Out: a `Drawing`: under each date its map, all in the same frame
and at the same scale, so that only what has changed differs; below them one legend for all.
"""

from __future__ import annotations

from collections.abc import Sequence

from podium.layout.stage import Stage
from podium.maps.drawing import furniture, legend, provenance, warnings
from podium.maps.drawing.compose import MapComposer, credits_of, relief_of
from podium.maps.drawing.furniture import Entry
from podium.maps.drawing.number_key import heading
from podium.maps.drawing.record import Drawing
from podium.maps.drawing.step_bar import StepBar
from podium.maps.labels.area_names import FILLED
from podium.maps.labels.labeller import Labeller
from podium.maps.model.findings import MapWarning
from podium.maps.model.keys import MapModel
from podium.maps.model.parts import Step
from podium.maps.resolving import resolve
from podium.maps.spec import MapSpec
from podium.outline import inline
from podium.outline.dates.format import format_date
from podium.outline.dates.parse import DateError, parse_date
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Line, Shape
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import plain_draft

_TITLE = scale.LABEL.but(size=20.0, floor=18.0, bold=True)
_HEAD, _GAP, _BELOW = points(28), points(14), points(8)
_WIDEST, _TALLEST = 1.9, 0.72  # width over height of a panel; what is left over stays empty
_LEAST = inches(1.4)  # height of a panel that can still be read
_FRAME = Line("rule", 1.0)


def draw(model: MapModel, rect: Rect, stage: Stage) -> Drawing:
    """The maps of all years and their legend."""
    bar = StepBar(model, rect, stage)
    place, count = bar.place, len(model.years)
    keyed = model.legend.on is not False and bool(model.fill or model.hatch or model.values)
    rows = points(furniture.ROW_PT) + _BELOW if keyed else 0
    composers: list[MapComposer] = []
    entries: list[Entry] = []
    for _ in range(2):  # once more if the legend is higher than one row
        panels = _panels(place._replace(h=place.h - rows), count)
        specs = _specs(model, panels, stage)
        if specs is None:
            return Drawing((Shape(name="Map", rect=place, fill="panel", line=_FRAME),))
        composers = [MapComposer(spec, "", has_legend=True) for spec in specs]
        entries = _entries(composers) if model.legend.on is not False else []
        needed = _legend_height(_title_of(model, specs), entries, place, stage) + _BELOW if entries else 0
        if needed <= rows:
            break
        rows = needed
    shown, boxes = [composer.spec for composer in composers], list[Box]()
    said: list[MapWarning] = []
    notes: list[str] = []
    drawers = [composer.prepare() for composer in composers]
    _agree([composer.labeller for composer in composers])
    for n, composer in enumerate(composers):
        spec = composer.spec
        head = spec.view.rect._replace(y=spec.view.rect.y - _HEAD, h=_HEAD)
        boxes.append(stage.text(f"Map {n + 1}: date", head, [plain_draft(_date(model.years[n], stage.lang), _TITLE)]))
        boxes += drawers[n]()
        said += spec.warnings
        notes += [t for t in [provenance.note(spec, composer.filled())] if t and t not in notes]
    if entries:
        under = max(spec.view.rect.bottom for spec in shown) + _BELOW - place.y
        boxes += furniture.legend_rows(_title_of(model, shown), entries, place.below(under), stage)[0]
    boxes += bar.boxes(())
    credit = credits_of(shown[0])
    return Drawing(tuple(boxes), tuple(dict.fromkeys(said)), relief_of(boxes, stage), " ".join(notes), credit)


def first_of(model: MapModel, rect: Rect, stage: Stage) -> MapModel:
    """The map of the first year alone, in the frame that all have."""
    return model.model_copy(update=_ALONE | _frame_of(_fitted(model, rect, stage)) | {"date": model.years[0]})


def _panels(rect: Rect, count: int) -> list[Rect]:
    """The rectangles of the maps, each under its title, in as many columns as make them largest."""
    best: tuple[int, list[Rect]] = (-1, [])
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        w, h = (rect.w - _GAP * (columns - 1)) // columns, (rect.h - _GAP * (rows - 1)) // rows - _HEAD
        wide, tall = min(w, round(h * _WIDEST)), min(h, round(w / _TALLEST))
        if wide > 0 and tall > 0 and wide * tall > best[0]:
            left = rect.x + (rect.w - columns * wide - _GAP * (columns - 1)) // 2
            x, y = wide + _GAP, tall + _HEAD + _GAP
            places = [Rect(left + n % columns * x, rect.y + n // columns * y + _HEAD, wide, tall) for n in range(count)]
            best = (wide * tall, places)
    return best[1]


_ALONE = {"years": (), "full": False, "title": "", "caption": "", "year": "", "inset": False}


def _specs(model: MapModel, panels: Sequence[Rect], stage: Stage) -> list[MapSpec] | None:
    """The maps of all years in one frame; None, with findings, if the borders cannot be used."""
    fitted = _fitted(model, panels[0], stage)
    common = _ALONE | {"legend": model.legend._replace(on=True)} | _frame_of(fitted)
    made: list[MapSpec] = []
    for n, (when, place) in enumerate(zip(model.years, panels, strict=True)):
        day = {"date": when, "scale": model.scale if n == 0 else False}
        spec = resolve(model.model_copy(update=common | day), place, stage)
        if spec is None:
            return None
        made.append(spec)
    if panels and panels[0].h < _LEAST:
        hint = "show fewer years, or take the words beside the map away"
        made[0].warn(f"{len(panels)} maps have no room to be read", "years", code="no-room", hint=hint)
    _warn(model, made, fitted)
    return made


def _fitted(model: MapModel, panel: Rect, stage: Stage) -> MapSpec | None:
    """The map whose frame all have: that of the first year in which the territories to be fitted are there; None where
    the frame is the same in all years."""
    if model.frame is not None or model.around is not None:
        return None
    for when in model.years:
        with stage.silent():
            every = tuple(Step(year, year) for year in model.years)  # a frame holds what is told of in any year
            spec = resolve(model.model_copy(update=_ALONE | {"date": when, "steps": every}), panel, stage)
            whole = spec is not None and not stage.report.failed
        if whole and spec is not None:
            return spec if spec.query.framing[0] in ("fit", "story") else None
    return None


def _frame_of(fitted: MapSpec | None) -> dict[str, object]:
    """A frame that is fitted to territories, as degrees."""
    return {"fit": (), "frame": fitted.base_map.frame.window} if fitted is not None else {}


def _warn(model: MapModel, specs: Sequence[MapSpec], fitted: MapSpec | None) -> None:
    """Warns about keys without effect, and about those of which nothing exists in any of the years."""
    for key in ("year", "date", "full", "inset", "panel"):
        if getattr(model, key):
            said = f"'{key}' is ignored: the map has 'years'"
            specs[0].warn(said, key, code="unused", hint="keep one of them")
    if model.steps:
        hint = "show the years one after the other with dated steps, or side by side without"
        specs[0].error("a map has 'steps' or 'years', not both", "steps", code="unused", hint=hint)
    specs[0].warn_of_absent_fills({id for spec in specs for id in spec.base_map.present})
    warnings.fills_outside_frame(specs, (), fitted)
    warnings.numbers_not_shown(specs, ())


def _agree(labellers: Sequence[Labeller]) -> None:
    """Lets land that is named unasked have its name on all maps that show it, or on none: a name that only some of them
    have looks like a mistake. A name that one map lacks and another has becomes as dear as that of filled land; what
    some map then still lacks is left out of all."""
    named = set[str]().union(*(labeller.named() for labeller in labellers))
    for labeller in labellers:
        labeller.insist_on(labeller.lacking() & named, FILLED)
    known = set[str]()
    while missed := set[str]().union(*(labeller.lacking() for labeller in labellers)) - known:
        known |= missed  # what is left out may move others, which may then have no room
        for labeller in labellers:
            labeller.leave_out(missed)


def _entries(composers: Sequence[MapComposer]) -> list[Entry]:
    """The entries of all maps, each once."""
    later = {id for composer in composers for id in composer.base_map.present}
    found: dict[str, Entry] = {}
    for composer in composers:
        for entry in legend.entries(composer.spec, composer.fill_styles, later, every=True):
            found.setdefault(entry.words, entry)
    return [*found.values()]


def _title_of(model: MapModel, specs: Sequence[MapSpec]) -> str:
    """The words before the legend."""
    return model.title or heading(specs[0])


def _legend_height(title: str, entries: Sequence[Entry], place: Rect, stage: Stage) -> int:
    with stage.repeating():
        return furniture.legend_rows(title, entries, place, stage)[1]


def _date(when: str, lang: str) -> str:
    """A date as it stands above its map."""
    try:
        return format_date(parse_date(when, lang), lang)
    except DateError:
        return inline.plain(when)
