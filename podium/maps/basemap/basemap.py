"""The ground of a map: land, water and borders in frame units, from a recipe, a day and a frame; kept in the cache.

In: a `Question`: everything that the answer depends on. Out: a `Ground`, or the recipe's mistakes. The record in the
cache is named by the question, the atlas's data and the code that answers it, so it is never stale; labels, colours
and sizes are no part of it. Neighbours share their edges exactly, so each border is one line, found by counting."""

from __future__ import annotations

import base64
import dataclasses
import functools
import hashlib
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import PIL
import pyproj
import shapely

from podium import cache as kept
from podium.maps.atlas import admin_units, hydrography, layers
from podium.maps.basemap import projection, shaded_relief
from podium.maps.basemap.projection import Frame
from podium.maps.territories import evaluation, geometry_cache
from podium.maps.territories.evaluation import Territory
from podium.maps.territories.recipe import Mistake

REST = ""  # the id of land that belongs to no territory
_CODE = ("maps/basemap",)
DOUBTFUL = ("low", "schematic")  # confidences
_NO_YEAR = 9999


class NotThere(LookupError):
    """A territory that has no land on the day; its id is the message."""


@dataclasses.dataclass(frozen=True)
class Question:
    """What is to be drawn. tree: the recipe, None for today's countries; when: as the outline writes it; way: the
    frame's form and numbers; aspect: width over height; relief: pixels of its picture, 0 for none; clear: the side,
    "left" or "right", that a frame fitted to territories leaves to a panel."""

    tree: Any
    when: str
    way: tuple[Any, ...]
    aspect: float
    projection: str = ""
    relief: int = 0
    tones: tuple[tuple[str, str], ...] = ()
    clear: str = ""

    def key(self) -> str:
        """The name of its record."""
        parts = [
            geometry_cache.canonical(self.tree),
            *map(repr, dataclasses.astuple(dataclasses.replace(self, tree=None))),
            layers.version(),
            _code(),
        ]
        return hashlib.blake2b("\n".join(parts).encode(), digest_size=20).hexdigest()


@dataclasses.dataclass(frozen=True)
class Area:
    """A territory in the frame; `shape` in frame units. The rest of the land has the id `REST`."""

    id: str
    name: str
    shape: Any
    overlay: bool = False
    confidence: str = "medium"
    source: str = ""


@dataclasses.dataclass(frozen=True)
class Water:
    """A lake or river by name; rank 0 or 1 is the greatest."""

    name: str
    rank: int
    shape: Any


@dataclasses.dataclass(frozen=True)
class Ground:
    """What lies under everything else. borders and coast: lines; halos: sea near land, the widest first; globe: the
    Earth's outline in a map of the world, else None; relief: a JPEG, or b""; present: ids of the territories of the
    day, in the frame or not."""

    frame: Frame
    day: str
    title: str
    areas: tuple[Area, ...]
    borders: Any
    coast: Any
    halos: tuple[Any, ...]
    lakes: tuple[Water, ...]
    rivers: tuple[Water, ...]
    globe: Any
    relief: bytes
    present: tuple[str, ...] = ()

    def area(self, name: str) -> Area | None:
        """The territory of this id, None if nothing of it is in the frame."""
        return next((a for a in self.areas if a.id == name and not a.shape.is_empty), None)

    @functools.cached_property
    def land(self) -> Any:
        """All land in the frame."""
        return _joined(np.array([a.shape for a in self.areas if not a.overlay], object))


@functools.cache
def _code() -> str:
    digest = hashlib.blake2b(geometry_cache.key(None, (0, 0, 0)).encode())
    digest.update(f"{pyproj.__version__} {pyproj.proj_version_str} {PIL.__version__}".encode())
    digest.update(kept.code(*_CODE))
    return digest.hexdigest()


def answer(question: Question, cache: Path | None = None) -> tuple[Ground | None, list[Mistake]]:
    """The ground, from the cache if it is there.

    Raises projection.BadFrame, and NotThere for a territory to fit the frame to that has no land on the day.
    """
    key = question.key()
    kept = geometry_cache.load(key, cache)
    if kept is not None:
        return _read(kept), []
    found, mistakes = _lands(question, cache)
    if found is None:
        return None, mistakes
    ground = _build(question, *found)
    geometry_cache.save(key, _written(ground), cache)
    return ground, []


def grown(question: Question, frame: Frame, before: str, after: str) -> tuple[list[Area] | None, list[Mistake]]:
    """The territories that are new or larger on a later day, as areas of the frame; what changes with one click.

    Compares the state at `after` with that at `before`; both as the outline writes dates.
    """
    key = dataclasses.replace(
        question, when=f"{before}→{after}", way=("frame", frame.proj, frame.extent), relief=0, tones=()
    ).key()
    kept = geometry_cache.load(key)
    if kept is not None:
        head, shapes = kept
        return [Area(shape=s, **row) for row, s in zip(head["areas"], shapes, strict=True)], []
    states = []
    for when in (before, after):
        state, mistakes = evaluation.borders(question.tree, when)
        if state is None:
            return None, mistakes
        states.append(state)
    old = {t.id: t for t in states[0].territories}
    more = [t for t in states[1].territories if t.id not in old or t.area_km2 > old[t.id].area_km2 * 1.005 + 50]
    areas = [
        a for a in _as_areas(more, frame.areas([t.geometry for t in more]) if more else []) if not a.shape.is_empty
    ]
    geometry_cache.save(key, ({"areas": [_row(a) for a in areas]}, [a.shape for a in areas]))
    return areas, []


# ---- lands -------------------------------------------------------------------------------------------------


def _lands(
    question: Question, cache: Path | None
) -> tuple[tuple[str, str, list[Territory], Any] | None, list[Mistake]]:
    """Title, day, territories in degrees, and how to get the rest of the land in a window."""
    if question.tree is None:
        return ("", "", [], None), []
    state, mistakes = evaluation.borders(question.tree, question.when, cache=cache)
    if state is None:
        return None, mistakes
    return (state.title, state.day, list(state.territories), state.rest), []


def _modern(window: Any, coarse: bool = False) -> list[Territory]:
    """Today's countries: what a map without a recipe shows; `coarse` for a map of the world."""
    units = admin_units.countries_in(window) if coarse else admin_units.units_in(window)
    rows: dict[str, list[Any]] = {}
    for unit, shape in zip(units.ids, units.geometries, strict=True):
        rows.setdefault(unit[:3], []).append(shape)
    return [
        Territory(
            code,
            admin_units.countries()[code],
            _joined(np.array(shapes, object)),
            None,
            None,
            None,
            "high",
            None,
            False,
        )
        for code, shapes in sorted(rows.items())
    ]


def _frame(question: Question, lands: list[Territory]) -> Frame:
    """The frame that the outline asks for. Raises as `answer` does."""
    form, *numbers = question.way
    more: dict[str, Any] = {"aspect": question.aspect, "projection": question.projection or None}
    if form == "box":
        return projection.by_box(*numbers, **more)
    if form == "around":
        return projection.around(*numbers, **more)
    by_id = {t.id: t.geometry for t in lands or _modern(None, coarse=True)}
    gone = next((name for name in numbers if name not in by_id), None)
    if gone is not None:
        raise NotThere(gone)
    wanted = [by_id[name] for name in numbers] if numbers else projection.without_giants(list(by_id.values()))
    return projection.to_fit(wanted, clear=question.clear, **more)


def _joined(shapes: Any) -> Any:
    """The union of shapes of a coverage; the slow way where clipping at the frame has moved a shared edge."""
    if len(shapes) == 1:
        return shapes[0]
    try:
        return shapely.coverage_union_all(shapes)
    except shapely.GEOSException:
        return shapely.union_all(shapely.make_valid(shapes))


def _build(question: Question, title: str, day: str, lands: list[Territory], rest_in: Any) -> Ground:
    frame = _frame(question, lands)
    if question.tree is None:
        lands = _modern(frame.window, frame.metres > shaded_relief.COARSE_FROM)
    present = tuple(t.id for t in lands)
    plain, overlays = [t for t in lands if not t.overlay], [t for t in lands if t.overlay]
    others = [shape for _, shape in rest_in(frame.window)] if rest_in else []
    rest = [_joined(np.array(others, object))] if others else []  # joined first: the borders in it need no work
    shapes = frame.coverage([*(t.geometry for t in plain), *rest])
    areas = [*_as_areas(plain, shapes[: len(plain)]), *(Area(REST, "", shape) for shape in shapes[len(plain) :])]
    areas += _as_areas(overlays, frame.areas([t.geometry for t in overlays])) if overlays else []
    areas = [a for a in areas if not a.shape.is_empty]
    lines = linework([a for a in areas if not a.overlay], frame.height)
    borders = shapely.MultiLineString([*shapely.get_parts(lines.borders), *shapely.get_parts(lines.doubtful)])
    globe = _globe(frame)
    solid = np.array([a.shape for a in areas if not a.overlay], object)
    land = shapely.make_valid(_joined(solid)) if len(solid) else shapely.Polygon()
    year = int(day[:4]) if day else _NO_YEAR
    km = frame.metres / 1000
    lakes, rivers = _waters(frame, km, year)
    page = shapely.box(0, 0, 1, frame.height) if globe is None else globe
    halos = tuple(_halo(land, page, reach) for reach in (0.011, 0.0055))
    relief = b""
    if question.relief:
        relief = shaded_relief.draw(frame, land, question.relief, dict(question.tones), globe)
    return Ground(frame, day, title, tuple(areas), borders, lines.coast, halos, lakes, rivers, globe, relief, present)


def _as_areas(lands: list[Territory], shapes: list[Any]) -> list[Area]:
    return [
        Area(t.id, t.name, shape, t.overlay, t.confidence, t.source or "")
        for t, shape in zip(lands, shapes, strict=True)
    ]


def _halo(land: Any, page: Any, reach: float) -> Any:
    """The sea within `reach` of the land, with the land under it: rounded, so it takes few points."""
    return shapely.intersection(
        shapely.simplify(shapely.buffer(shapely.simplify(land, reach / 4), reach, quad_segs=3), reach / 12), page
    )


def _globe(frame: Frame) -> Any:
    """The outline of the Earth where the frame reaches beyond it, None elsewhere."""
    corners = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, frame.height], [1.0, frame.height]])
    if np.isfinite(frame.unproject(corners)).all() and frame.projection not in ("equal-earth", "robinson"):
        return None
    middle, lats = frame.centre[0], np.linspace(-90, 90, 91)
    edge = [
        np.column_stack([np.full(91, middle + side), lats[::turn]]) for side, turn in ((-179.999, 1), (179.999, -1))
    ]
    outline = frame.project(np.concatenate(edge))
    if not np.isfinite(outline).all():
        return None
    return shapely.intersection(shapely.make_valid(shapely.Polygon(outline)), shapely.box(0, 0, 1, frame.height))


def _waters(
    frame: Frame, km: float, year: int, asked: tuple[Container[str], Container[str]] | None = None
) -> tuple[tuple[Water, ...], tuple[Water, ...]]:
    """Lakes and rivers, the fewer the more land the frame shows. asked: the names of lakes and of rivers, as the atlas
    has them, to get just those whatever their rank: what the outline names."""
    lake_rank = next(
        rank for limit, rank in ((500, 12), (1200, 6), (2500, 3), (5000, 2), (12000, 1), (1e9, 0)) if km <= limit
    )
    river_rank = next(
        rank
        for limit, rank in ((500, 8), (1200, 7), (1500, 6), (3000, 5), (5500, 4), (9000, 3), (14000, 2), (1e9, 1))
        if km <= limit
    )
    own_lakes, own_rivers = asked or (None, None)
    if asked is not None:
        lake_rank, river_rank = 12, 8
    lakes = hydrography.lakes(frame.window, year=year, rank=lake_rank, names=own_lakes)
    rivers = hydrography.rivers(frame.window, rank=river_rank, local=km < 1200, names=own_rivers)
    areas = frame.areas([lake.geometry for lake in lakes]) if lakes else []
    lines = frame.lines([river.geometry for river in rivers]) if rivers else []
    least, short = (4e-6, 0.02) if asked is None else (4e-7, 0.005)
    merged: dict[str, Water] = {}
    for river, line in zip(rivers, lines, strict=True):
        if line.length > short:
            known = merged.get(river.name)
            shape = line if known is None else shapely.union_all([known.shape, line])
            merged[river.name] = Water(river.name, min(river.rank, known.rank if known else 99), shape)
    return (
        tuple(Water(lake.name, lake.rank, s) for lake, s in zip(lakes, areas, strict=True) if s.area > least),
        tuple(merged.values()),
    )


def asked_waters(frame: Frame, day: str, kind: str, names: Container[str]) -> tuple[Water, ...]:
    """The "lakes" or "rivers" of these names, as the atlas has them, whatever their rank: what an outline names."""
    year = int(day[:4]) if day else _NO_YEAR
    none: Container[str] = ()
    lakes, rivers = _waters(frame, frame.metres / 1000, year, (names, none) if kind == "lakes" else (none, names))
    return lakes if kind == "lakes" else rivers


class Linework(NamedTuple):
    """Lines between areas, each a MultiLineString. borders: at least one side leads; doubtful: so, and of the leading
    sides none is known well; lesser: no side leads; coast: there is no other side."""

    borders: Any
    doubtful: Any
    lesser: Any
    coast: Any


def linework(areas: Sequence[Area], height: float, leading: Container[str] | None = None) -> Linework:
    """The lines of areas that share their edges: an edge that two areas have is a border, one that only one has is
    coast, unless it lies on the frame. leading: ids; None: all lead."""
    rows = []
    for number, area in enumerate(areas):
        for ring in projection.rings(area.shape):
            ends = np.concatenate([ring[:-1], ring[1:]], axis=1)
            rows.append(np.column_stack([ends, np.full(len(ends), number)]))
    if not rows:
        none = shapely.MultiLineString()
        return Linework(none, none, none, none)
    edges = np.concatenate(rows)
    owner = edges[:, 4].astype(int)
    leads = np.array([leading is None or area.id in leading for area in areas])
    known = leads & np.array([area.confidence not in DOUBTFUL for area in areas])
    whole = np.rint(edges[:, :4] * 1e8).astype(np.int64)
    turned = (whole[:, 0] > whole[:, 2]) | ((whole[:, 0] == whole[:, 2]) & (whole[:, 1] > whole[:, 3]))
    whole[turned] = whole[turned][:, [2, 3, 0, 1]]
    _, first, same, counts = np.unique(whole, axis=0, return_index=True, return_inverse=True, return_counts=True)
    led, sure = (np.bincount(same.reshape(-1), weights=which[owner]) > 0 for which in (leads, known))
    once = first[counts == 1]
    low, tall = 1e-7, height - 1e-7
    x0, y0, x1, y1 = edges[once, :4].T
    at_edge = (
        ((x0 < low) & (x1 < low))
        | ((x0 > 1 - low) & (x1 > 1 - low))
        | ((y0 < low) & (y1 < low))
        | ((y0 > tall) & (y1 > tall))
    )
    # An area that is cut behind the Earth meets itself along the cut, which is no border.
    shared = (counts == 2) & (np.bincount(same.reshape(-1), weights=owner) != 2 * owner[first])
    borders, doubtful, lesser = (_merged(edges[first[shared & kind], :4]) for kind in (sure, led & ~sure, ~led))
    return Linework(borders, doubtful, lesser, _merged(edges[once[~at_edge], :4]))


def _merged(segments: Any) -> Any:
    lines = shapely.linestrings(segments.reshape(-1, 2, 2))
    return shapely.line_merge(shapely.multilinestrings(lines)) if len(lines) else shapely.MultiLineString()


# ---- the record --------------------------------------------------------------------------------------------


def _row(area: Area) -> dict[str, Any]:
    return {f.name: getattr(area, f.name) for f in dataclasses.fields(Area) if f.name != "shape"}


def _written(ground: Ground) -> geometry_cache.Record:
    frame = ground.frame
    head = {
        "frame": [frame.projection, frame.proj, frame.extent, frame.centre],
        "day": ground.day,
        "title": ground.title,
        "areas": [_row(a) for a in ground.areas],
        "lakes": [[w.name, w.rank] for w in ground.lakes],
        "rivers": [[w.name, w.rank] for w in ground.rivers],
        "halos": len(ground.halos),
        "globe": ground.globe is not None,
        "present": ground.present,
        "relief": base64.b64encode(ground.relief).decode(),
    }
    shapes = [
        *(a.shape for a in ground.areas),
        *(w.shape for w in ground.lakes),
        *(w.shape for w in ground.rivers),
        *ground.halos,
        ground.borders,
        ground.coast,
        *([ground.globe] if ground.globe is not None else []),
    ]
    return head, shapes


def _read(record: geometry_cache.Record) -> Ground:
    head, shapes = record
    left = iter(shapes)
    areas = tuple(Area(shape=next(left), **row) for row in head["areas"])
    lakes, rivers = (tuple(Water(name, rank, next(left)) for name, rank in head[kind]) for kind in ("lakes", "rivers"))
    halos = tuple(next(left) for _ in range(head["halos"]))
    borders, coast = next(left), next(left)
    globe = next(left) if head["globe"] else None
    name, proj, extent, centre = head["frame"]
    frame = Frame(name, proj, tuple(extent), tuple(centre))
    return Ground(
        frame,
        head["day"],
        head["title"],
        areas,
        borders,
        coast,
        halos,
        lakes,
        rivers,
        globe,
        base64.b64decode(head["relief"]),
        tuple(head["present"]),
    )


def tones(tokens: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What of a theme goes into the relief's picture."""
    return (
        *((role, tokens[f"map.{role}"]) for role in ("sea", "halo", "shade", "light")),
        ("ground", tokens["ground"]),
    )
