"""How territories look: fills by side, hatches, and what the legend says of them.

In: the `fill` and `hatch` keys of a map. Out: a `Look` for each territory; unknown sides, colours and territories are
errors at their key. A key is a side or a colour, with `strong` or `pale` for a second and third shade of one sphere."""

from __future__ import annotations

from typing import NamedTuple

from podium.maps.atlas.names import did_you_mean
from podium.maps.basemap.record import REST
from podium.maps.spec import Request
from podium.themes._map_colours import SIDES

_SHADES = {"strong": "strong", "dark": "strong", "pale": "pale", "light": "pale"}
MANNERS = ("occupied", "disputed", "claimed")
EVERYTHING = "*"


class Look(NamedTuple):
    """fill: a colour role; hatch: the colour of its lines; dashed: only an outline; key: the outline's own.

    "" is none.
    """

    fill: str = "map.land"
    hatch: str = ""
    dashed: bool = False
    key: str = ""


class Looks(NamedTuple):
    """by_id: of the territories that the outline names; keys: what the legend may say, in the outline's order."""

    by_id: dict[str, Look]
    keys: dict[str, Look]

    def of(self, name: str, overlay: bool) -> Look:
        """The look of a territory."""
        if name in self.by_id:
            return self.by_id[name]
        if name == REST:
            return Look("map.rest")
        return Look("") if overlay else Look()


def read(request: Request) -> Looks:
    """The looks that the outline asks for."""
    by_id: dict[str, Look] = {}
    keys: dict[str, Look] = {}
    for key, ids in request.block.fill:
        name, shade = _parts(key)
        colour = _colour(name, request, "fill", key)
        if colour:
            keys[key] = Look(f"map.{colour}{'.' + shade if shade else ''}", key=key)
            by_id |= dict.fromkeys(_known(ids, request, "fill", key), keys[key])
    for key, ids in request.block.hatch:
        words = key.split()
        manner = next((w for w in words if w in MANNERS), "")
        name, _ = _parts(" ".join(w for w in words if w not in MANNERS))
        colour = _colour(name, request, "hatch", key) if name else "ochre" if manner == "disputed" else "grey"
        for id in _known(ids, request, "hatch", key) if colour else []:
            under = by_id.get(id, Look("" if _is_overlay(id, request) else "map.land"))
            by_id[id] = Look(under.fill, "" if manner == "claimed" else colour, manner == "claimed", key)
            keys[key] = by_id[id]
    return Looks(by_id, keys)


def side_of(key: str) -> str:
    """The side or colour that a key of `fill` or `hatch` names, without its shade and manner."""
    return _parts(" ".join(w for w in key.split() if w not in MANNERS))[0]


def _parts(key: str) -> tuple[str, str]:
    """A side or colour, and its shade."""
    head, _, last = key.strip().rpartition(" ")
    return (head, _SHADES[last]) if head and last in _SHADES else (key.strip(), "")


def colour_of(side: str, request: Request) -> str:
    """The colour of a side or colour name, "" if there is none."""
    return request.stage.side(side) or (side if side in SIDES else "")


def _colour(name: str, request: Request, *path: str) -> str:
    colour = colour_of(name, request)
    if not colour:
        known = [*request.stage.deck.sides, *SIDES]
        request.error(
            f"'{name}' is neither a side of this deck nor a colour",
            *path,
            code="unknown-side",
            hint=did_you_mean(name, known) or f"known: {', '.join(known)}",
        )
    return colour


def _known(ids: tuple[str, ...], request: Request, *path: str) -> list[str]:
    """The ids that are territories of the recipe; `*` is all of them."""
    if EVERYTHING in ids:
        return list(request.known)
    for n, name in enumerate(ids):
        if name not in request.known:
            request.error(
                f"no territory '{name}'",
                *path,
                *([n] if len(ids) > 1 else []),
                code="unknown-territory",
                hint=did_you_mean(name, request.known),
            )
    return [name for name in ids if name in request.known]


def _is_overlay(id: str, request: Request) -> bool:
    area = request.ground.area(id)
    return area is not None and area.overlay
