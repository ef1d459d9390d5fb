"""Fill styles of territories: fills by side, hatches, outlines of claims.

In: the `fill` and `hatch` keys of a map. Out: a `FillStyle` for each territory; unknown sides, colours and territories
are errors at their key. A key is a side or a colour, with `strong` or `pale` for a second and third shade of it.
"""

from __future__ import annotations

from typing import NamedTuple

from podium.maps.atlas.names import did_you_mean
from podium.maps.basemap.record import REST
from podium.maps.spec import MapSpec
from podium.themes._map_colours import SIDES

_SHADES = {"strong": "strong", "dark": "strong", "pale": "pale", "light": "pale"}
STATUSES = ("occupied", "disputed", "claimed")
EVERYTHING = "*"


class FillStyle(NamedTuple):
    """fill: a colour role; hatch: the colour of its lines; dashed: only an outline; key: the outline's own. "" means
    none."""

    fill: str = "map.land"
    hatch: str = ""
    dashed: bool = False
    key: str = ""


class FillStyles(NamedTuple):
    """by_id: of the territories that the outline names; keys: for the legend, in the outline's order."""

    by_id: dict[str, FillStyle]
    keys: dict[str, FillStyle]

    def of(self, name: str, overlay: bool) -> FillStyle:
        """The style of a territory."""
        if name in self.by_id:
            return self.by_id[name]
        if name == REST:
            return FillStyle("map.rest")
        return FillStyle("") if overlay else FillStyle()


def read_fills(spec: MapSpec) -> FillStyles:
    """The styles that the outline asks for."""
    by_id: dict[str, FillStyle] = {}
    keys: dict[str, FillStyle] = {}
    for key, ids in spec.model.fill:
        name, shade = _parts(key)
        colour = _colour(name, spec, "fill", key)
        if colour:
            keys[key] = FillStyle(f"map.{colour}{'.' + shade if shade else ''}", key=key)
            by_id |= dict.fromkeys(_known(ids, spec, "fill", key), keys[key])
    for key, ids in spec.model.hatch:
        words = key.split()
        status = next((w for w in words if w in STATUSES), "")
        name, _ = _parts(" ".join(w for w in words if w not in STATUSES))
        colour = _colour(name, spec, "hatch", key) if name else "ochre" if status == "disputed" else "grey"
        for id in _known(ids, spec, "hatch", key) if colour else []:
            under = by_id.get(id, FillStyle("" if _is_overlay(id, spec) else "map.land"))
            by_id[id] = FillStyle(under.fill, "" if status == "claimed" else colour, status == "claimed", key)
            keys[key] = by_id[id]
    return FillStyles(by_id, keys)


def side_of(key: str) -> str:
    """The side or colour that a key of `fill` or `hatch` names, without its shade and status."""
    return _parts(" ".join(w for w in key.split() if w not in STATUSES))[0]


def _parts(key: str) -> tuple[str, str]:
    """A side or colour, and its shade."""
    head, _, last = key.strip().rpartition(" ")
    return (head, _SHADES[last]) if head and last in _SHADES else (key.strip(), "")


def colour_of(side: str, spec: MapSpec) -> str:
    """The colour of a side or colour name, "" if there is none."""
    return spec.stage.side(side) or (str(side) if side in SIDES else "")  # not the outline's text with its place


def _colour(name: str, spec: MapSpec, *path: str) -> str:
    colour = colour_of(name, spec)
    if not colour:
        known = [*spec.stage.deck.sides, *SIDES]
        spec.error(
            f"'{name}' is neither a side of this deck nor a colour",
            *path,
            code="unknown-side",
            hint=did_you_mean(name, known) or f"known: {', '.join(known)}",
        )
    return colour


def _known(ids: tuple[str, ...], spec: MapSpec, *path: str) -> list[str]:
    """Those ids that are territories of the recipe; `*` stands for all of them."""
    if EVERYTHING in ids:
        return list(spec.territory_names)
    for name in ids:
        if name not in spec.territory_names:
            spec.no_territory(name, *path, name)
    return [name for name in ids if name in spec.territory_names]


def _is_overlay(id: str, spec: MapSpec) -> bool:
    area = spec.base_map.area(id)
    return area is not None and area.overlay
