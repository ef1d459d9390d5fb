"""Fill styles of territories: fills by side, hatches, outlines of claims.

In: the `fill` and `hatch` keys of a map. Out: a `FillStyle` for each territory; unknown sides, colours and territories
are errors at their key. A key is a side or a colour, with `strong` or `pale` for a second and third shade of it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from podium.maps.atlas.names import did_you_mean
from podium.maps.basemap.record import REST
from podium.maps.model import classes
from podium.maps.model.numbers import Numbers
from podium.maps.spec import MapSpec
from podium.themes._contrast import contrast, distance, distance_without_green
from podium.themes._map_colours import RAMP, SIDES
from podium.themes._map_colours import SHADES as TONES

_SHADES = {"strong": "strong", "dark": "strong", "pale": "pale", "light": "pale"}
STATUSES = ("occupied", "disputed", "claimed")
EVERYTHING = "*"
_APART = 10.0  # CIELAB: least distance of two sides' fills for a viewer with deuteranopia
_FREE = ("violet", "ochre", "green", "red", "blue")  # colours of numbers, in order
_PLAINLY = 12.0  # CIELAB: least distance of land without a number from the classes
_NEUTRAL = ("map.land", "map.rest", "ground")
_READABLE = 4.5  # contrast of words
_GROUNDS = ("map.land", "map.rest", "map.sea", "map.halo")


class FillStyle(NamedTuple):
    """fill: a colour role; hatch: the colour of its lines; dashed: only an outline; key: the outline's own. "" means
    none."""

    fill: str = "map.land"
    hatch: str = ""
    dashed: bool = False
    key: str = ""


class NumberClass(NamedTuple):
    """A class of `values`, and its fill: the numbers from `low` to `high`; with `open`, under `high`, or `low` and
    more."""

    low: float | None
    high: float | None
    fill: str
    open: bool = False


class FillStyles(NamedTuple):
    """by_id: of the territories that the outline names; keys: for the legend, in the outline's order; classes: of
    `values`, from the least; valued: territories that have their fill from a class; without: the fill of those that
    have no number."""

    by_id: dict[str, FillStyle]
    keys: dict[str, FillStyle]
    classes: Sequence[NumberClass] = ()
    valued: frozenset[str] = frozenset()
    without: str = "map.land"

    def of(self, name: str, overlay: bool) -> FillStyle:
        """The style of a territory."""
        if name in self.by_id:
            return self.by_id[name]
        if name == REST:
            return FillStyle("map.rest")
        return FillStyle("") if overlay else FillStyle(self.without)


def read_fills(spec: MapSpec) -> FillStyles:
    """The styles that the outline asks for."""
    made, by_id = _by_value(spec)
    valued = {*by_id}
    keys: dict[str, FillStyle] = {}
    asked = {key: (_colour(_parts(key)[0], spec, "fill", key), _parts(key)[1]) for key, _ in spec.model.fill}
    moved = _told_apart(spec, asked)
    for key, ids in spec.model.fill:
        colour, shade = asked[key]
        filled = _known(ids, spec, "fill", key)  # also tells of those that no side has
        if colour:
            keys[key] = FillStyle(moved.get(colour) or _role(colour, shade), key=key)
            by_id |= dict.fromkeys(filled, keys[key])
            valued -= {*filled}
    named = {colour_of(side_of(key), spec) for key, _ in spec.model.hatch}
    for key, ids in spec.model.hatch:
        status, name = next((w for w in key.split() if w in STATUSES), ""), side_of(key)
        colour = _colour(name, spec, "hatch", key) if name else _nobodys(status, named)
        hatched = _known(ids, spec, "hatch", key)
        for id in hatched if colour else []:
            under = by_id.get(id, FillStyle("" if _is_overlay(id, spec) else "map.land"))
            by_id[id] = FillStyle(under.fill, "" if status == "claimed" else colour, status == "claimed", key)
            keys[key] = by_id[id]
    return FillStyles(by_id, keys, made, frozenset(valued), _neutral(spec, made))


def _nobodys(status: str, taken: Container[str]) -> str:
    """The colour of a hatch that has no side: one that no other hatch of the map has, if there is one."""
    usual = ("ochre", "violet", "green", "grey") if status == "disputed" else ("grey", "ochre", "violet", "green")
    return next((colour for colour in usual if colour not in taken), usual[0])


def _role(colour: str, shade: str) -> str:
    return f"map.{colour}{'.' + shade if shade else ''}"


def _told_apart(spec: MapSpec, asked: Mapping[str, tuple[str, str]], *, notes: bool = True) -> dict[str, str]:
    """The roles of colours whose plain shade would look like another side's to viewers with deuteranopia. The deck's
    sides come first, in its order, so that a side has one shade on all maps; a colour of which a map has several
    shades keeps them, and one for which no shade is left keeps its own, with a note."""
    tokens = spec.stage.theme.tokens
    shades: dict[str, dict[str, str]] = {}
    for key, (colour, shade) in asked.items():
        shades.setdefault(colour, {}).setdefault(_role(colour, shade), key)
    sides = [side.colour for side in spec.stage.deck.sides.values()]
    taken: dict[str, tuple[str, ...]] = {}
    moved: dict[str, str] = {}

    def gap(role: str, others: Iterable[str]) -> float:
        return min((distance_without_green(tokens[role], tokens[o]) for o in others), default=100.0)

    for colour in dict.fromkeys(c for c in (*sides, *shades) if c):
        own = tuple(shades.get(colour) or (_role(colour, ""),))
        others = [role for roles in taken.values() for role in roles]
        if len(own) == 1 and gap(own[0], others) < _APART:
            tones = [*own, *(_role(colour, tone) for tone in TONES)]
            own = (next((tone for tone in tones if gap(tone, others) >= _APART), own[0]),)
            moved[colour] = own[0]
        taken[colour] = own if colour in moved else (*own, _role(colour, ""))
    if notes:
        _note_alike(spec, shades, taken)
    return moved


def _note_alike(spec: MapSpec, shades: Mapping[str, Mapping[str, str]], taken: Mapping[str, tuple[str, ...]]) -> None:
    """A note for each key whose fill looks like another side's on this map, though it could not be moved."""
    tokens = spec.stage.theme.tokens
    drawn = [(c, role, key) for c in shades if c for role, key in zip(taken[c], shades[c].values(), strict=False)]
    for n, (colour, role, key) in enumerate(drawn):
        alike = [k for c, r, k in drawn[:n] if c != colour and distance_without_green(tokens[role], tokens[r]) < _APART]
        if alike:
            said = f"viewers who see no green can hardly tell '{key}' from '{alike[0]}' on this map"
            spec.note(f"{said}; give one another colour, or hatch it", "fill", key, code="alike")


def readable(colour: str, spec: MapSpec) -> str:
    """A role for words, if they can be read on every fill of the map and on land and sea, else ink."""
    rgb = spec.stage.theme.rgb
    asked = {key: (c, _parts(key)[1]) for key, _ in spec.model.fill if (c := colour_of(_parts(key)[0], spec))}
    moved = _told_apart(spec, asked, notes=False)
    fills = [moved.get(c) or _role(c, shade) for c, shade in asked.values()]
    return colour if all(contrast(rgb(colour), rgb(role)) >= _READABLE for role in (*_GROUNDS, *fills)) else "ink"


def colour_of_values(spec: MapSpec, numbers: Numbers) -> str:
    """The colour of `values` or `circles`: the one that is asked for, else one that no side of the deck has."""
    if numbers.side:
        return _colour(numbers.side, spec, "values" if numbers is spec.model.values else "circles", "side")
    sides = {side.colour for side in spec.stage.deck.sides.values()}
    return next((c for c in _FREE if c not in sides), _FREE[0])


def _by_value(spec: MapSpec) -> tuple[list[NumberClass], dict[str, FillStyle]]:
    """The classes of `values`, and the styles of the territories that have a number; estimates are hatched."""
    asked = spec.model.values
    numbers = {id: q.best for id, q in spec.numbers.items() if q is not None and q.best is not None}
    colour = colour_of_values(spec, asked) if asked else ""
    if asked is None or not colour:
        return [], {}
    stated = isinstance(asked.classes, tuple)
    bounds: tuple[float, ...]
    if isinstance(asked.classes, tuple):
        bounds = asked.classes
    else:
        bounds = classes.bounds([*numbers.values()], asked.classes, asked.method)
    count = len(bounds) + 1
    made = []
    for n in range(count):
        tone = round((n + 0.5) * RAMP / 2) if count < 3 else int(n * RAMP / (count - 1) + 0.5)
        role = f"map.{colour}.{tone}"
        if stated:
            low, high = bounds[n - 1] if n else None, bounds[n] if n < len(bounds) else None
            made.append(NumberClass(low, high, role, open=n in (0, count - 1)))
        else:
            mine = [v for v in numbers.values() if classes.class_of(v, bounds) == n]
            made.append(NumberClass(min(mine, default=None), max(mine, default=None), role))
    doubtful = {id for id, q in spec.numbers.items() if q is not None and not q.is_exact}
    return made, {
        id: FillStyle(made[classes.class_of(v, bounds)].fill, f"{colour}.deep" if id in doubtful else "", key="values")
        for id, v in numbers.items()
    }


def _neutral(spec: MapSpec, classes: Sequence[NumberClass]) -> str:
    """The fill of land without a number: plain land, unless it looks like some of what is counted."""
    rgb = spec.stage.theme.rgb
    gaps = {r: min((distance(rgb(r), rgb(c.fill)) for c in classes), default=100.0) for r in _NEUTRAL}
    return next((role for role in _NEUTRAL if gaps[role] >= _PLAINLY), max(gaps, key=lambda role: gaps[role]))


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
