"""The ground of a divider that is drawn from the section's first map: its land in shades of the page's own colour.

In: a section. Out: one group of native shapes that covers the slide, without words, and whose borders they are; no
boxes, with a warning, if there is no map. Its shades are all darker than the page, so that words on it can be read as
well as without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from podium.layout.stage import Stage
from podium.outline.deck import Section
from podium.scene.boxes import Box, Freeform, Group, Line, every_box

if TYPE_CHECKING:
    from podium.maps.model.keys import MapModel

_DEEP, _FAINT, _LINES = 0.75, 0.35, 0.16  # opacity of coloured territories, of other land, of rivers and borders
_FEATURES = ("cities", "events", "fronts", "arrows", "units", "remarks", "borders", "claims", "steps", "flows", "zooms")
_PLAIN = {
    **dict.fromkeys(_FEATURES, ()),
    **dict.fromkeys(("scale", "inset", "relief", "full", "stamp"), False),
    **dict.fromkeys(("title", "caption"), ""),
    **dict.fromkeys(("values", "circles", "grid"), None),
}


class MapGround(NamedTuple):
    """The group, to be drawn under the words; `cited`: the sources of borders that are not podium's own, by id or as a
    text; `data`: whose data is shown."""

    boxes: list[Box]
    cited: tuple[str, ...] = ()
    data: tuple[str, ...] = ()


def map_ground(part: Section, shadow: str, stage: Stage) -> MapGround:
    """The ground of a section; its land is in the role `shadow`."""
    model = next(_maps(part), None)
    if model is None:
        stage.warn("this section has no map for its divider", part, "ground", "no-map", "leave out 'ground: map'")
        return MapGround([])
    from podium.maps.drawing.cache import draw
    from podium.maps.model.values import Choice

    off = Choice(on=False)
    plain = model.model_copy(update={**_PLAIN, "names": off, "seas": off, "legend": off})
    with stage.silent():  # the map's own slide says what is wrong with it
        if model.years:
            from podium.maps.drawing.multiples import first_of

            plain = first_of(plain, stage.grid.slide, stage)
        drawn = draw(plain, stage.grid.slide, stage)
        cited, data = tuple(stage.cited), tuple(stage.data)
    shades = tuple(shade for box in every_box(drawn) if isinstance(box, Freeform) for shade in _shade(box, shadow))
    if not shades:
        return MapGround([])
    return MapGround([Group(name="Map ground", rect=stage.grid.slide, boxes=shades, bleed=True)], cited, data)


def _maps(part: Section) -> Iterator[MapModel]:
    """The maps of a section in order, beside points and among pictures too."""
    from podium.maps.model.keys import MapModel

    for slide in part.slides:
        items: Any = getattr(slide, "items", ())
        inside = [getattr(item, "block", None) for item in items] if isinstance(items, tuple) else []
        for found in (slide, getattr(slide, "beside", None), *inside):
            if isinstance(found, MapModel):
                yield found


def _shade(box: Freeform, shadow: str) -> list[Box]:
    """A shape of the map in the page's colour, without what is no land, water or border."""
    if box.name.startswith("territory: ") or box.name == "other land":
        alpha = _FAINT if box.fill == "map.land" else _DEEP
        return [replace(box, fill=shadow, line=None, alpha=alpha, bleed=True)]
    if box.line is not None and box.name.startswith(("coast", "river", "border")) and "casing" not in box.name:
        return [replace(box, line=Line("on", box.line.width), alpha=_LINES, bleed=True)]
    return []
