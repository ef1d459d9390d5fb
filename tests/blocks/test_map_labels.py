"""Map labels as one would print them: calm, in ranks of size, off borders and coasts; over maps of many kinds."""

from __future__ import annotations

import functools
import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from map_scenes import Drawn, check, drawn, labels, overlap, text_of

from podium.layout.scene import Box, Freeform, Group, Text
from podium.layout.units import points
from podium.maps.room import flattened

EAST = "  - map: H\n    territories: east-asia-1931-1941\n    year: 1939\n"
FILLS = (
    "    fill: {soviet: [ussr], soviet strong: [mongolia, tuva], japan: [manchukuo, mengjiang], "
    "japan strong: [japan, korea, taiwan]}\n"
)
EUROPE = "  - map: H\n    territories: eastern-europe-1939-1941\n    date: 1940-09-30\n"
MAPS = {
    "asia": EAST + "    frame: [88, 19, 164, 53]\n" + FILLS + "    hatch: {occupied japan: [occupied]}\n"
    "    cities: [Hsinking, Mukden, Peking, Nanking, Shanghai, Hankow, Chungking, Keijo, Tokyo, Vladivostok, "
    "Khabarovsk, "
    "Chita, Ulan Bator, Urumchi, Irkutsk]\n",
    "asia, full": EAST
    + "    frame: [96, 19, 150, 53]\n    full: true\n"
    + FILLS
    + "    cities: [Hsinking, Mukden, Peking, Nanking, Shanghai, Tokyo, Harbin, Dairen]\n",
    "north": EAST
    + "    frame: [96, 36, 142, 54]\n"
    + FILLS
    + "    cities: [Ulan Bator, Hsinking, Vladivostok, Chita]\n",
    "beside": EAST
    + "    frame: [111, 41, 136, 52.5]\n    items: [One thing, Another]\n"
    + FILLS
    + "    cities: [Hsinking, Harbin, Chita, Vladivostok, Mukden]\n",
    "europe": EUROPE + "    frame: [16, 45, 44, 63]\n    full: true\n    fill: {soviet: [ussr], japan: [germany]}\n"
    "    cities: [Moscow, Berlin, Warsaw, Leningrad, Helsinki, Kiev, Minsk, Riga]\n",
    "poland": EUROPE + "    frame: [12, 46, 34, 58]\n    fill: {soviet: [ussr], japan: [germany]}\n"
    "    cities: [Warsaw, Lublin, Minsk, Berlin, Riga, Kraków, Wilno]\n",
    "anatolia": "  - map: H\n    territories: turkey-1923\n    year: 1923\n    frame: [23, 34.5, 46, 43]\n"
    "    fill: {soviet: [turkey], japan: [greece]}\n"
    "    cities: [Ankara, Constantinople, Smyrna, Bursa, Adana, Athens, Sivas, Erzurum]\n",
    "france": "  - map: H\n    frame: [-6, 41, 10, 51.5]\n    items: [One, Another]\n    fill: {soviet: [FRA], "
    "japan: [DEU]}\n"
    "    cities: [Paris, Lyon, Marseille, Bordeaux, Toulouse, Strasbourg, Nantes, Lille, Nice, Geneva]\n",
    "islands": "  - map: H\n    frame: [92, -12, 142, 24]\n    fill: {soviet: [VNM], japan: [THA, MYS], ochre: "
    "[IDN, PHL]}\n"
    "    cities: [Singapore, Manila, Jakarta, Bangkok, Hanoi, Saigon, Rangoon]\n",
    "world": "  - map: H\n    frame: [-180, -58, 180, 84]\n    fill: {soviet: [RUS, CHN], japan: [USA, GBR]}\n",
    "dateline": "  - map: H\n    frame: [150, 45, -140, 72]\n    fill: {soviet: [RUS], japan: [USA]}\n",
    "valley": "  - map: H\n    territories: east-asia-1931-1941\n    date: 1939-05-11\n    around: {at: "
    "[118.62, 47.74], km: 15}\n"
    "    fill: {soviet: [mongolia], japan: [manchukuo]}\n    hatch: {disputed: [disputed_halha]}\n"
    "    rivers: {Halha: Khalkhin Gol}\n    cities: [{name: Nomonhan, at: [118.75, 47.70]}]\n"
    "    remarks: [{text: A reading, at: [118.7, 47.82]}]\n",
}
CROSSING = 4
"""How many of the towns' names above may lie on a border or a coast."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("label-cache")


@pytest.fixture(autouse=True)
def _not_in_the_users_cache(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(cache))


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> dict[str, Drawn]:
    """All maps, drawn once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PODIUM_CACHE", str(cache))
        return {name: drawn(tmp_path_factory.mktemp("map"), slide) for name, slide in MAPS.items()}


def page(box: Box, air: float = 0.0) -> Any:
    """A box as a shape in points, smaller by `air`."""
    r = box.rect.inset(points(air))
    return shapely.box(*(v / 12700 for v in (r.x, r.y, r.right, r.bottom)))


def ink(label: Box) -> Any:
    """Where the letters of a label stand."""
    left, top, right, bottom = page(label).bounds
    return shapely.box(left + 1.5, top + 3.0, right - 1.5, bottom - 3.0)


def lines(result: Drawn, *starts: str) -> Any:
    """Freeforms as lines in points."""
    found = []
    for box in result.boxes:
        if isinstance(box, Freeform) and box.name.startswith(starts) and "casing" not in box.name:
            for path in box.paths:
                corners = [((x + box.rect.x) / 12700, (y + box.rect.y) / 12700) for x, y in flattened(path)]
                found.append(shapely.LineString(corners))
    return shapely.union_all(found)


def land(result: Drawn, name: str) -> Any:
    """A territory in points."""
    found = [ring for b in result.boxes if b.name == f"territory: {name}" for ring in rings(b)]
    return functools.reduce(shapely.symmetric_difference, found) if found else shapely.Point()


def rings(box: Box) -> list[Any]:
    """The paths of a freeform as polygons in points."""
    paths = box.paths if isinstance(box, Freeform) else ()
    corners = [[((x + box.rect.x) / 12700, (y + box.rect.y) / 12700) for x, y in flattened(p)] for p in paths]
    return [shapely.make_valid(shapely.Polygon(c)) for c in corners if len(c) > 3]


def size_of(label: Text) -> float:
    return max(r.size for p in label.paragraphs for r in p.runs)


# ---- nothing meets -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MAPS)
def test_nothing_meets_on_maps_of_many_kinds(atlas: dict[str, Drawn], name: str) -> None:
    check(atlas[name])
    assert not atlas[name].failed


@pytest.mark.parametrize("name", MAPS)
def test_furniture_has_air_and_what_is_asked_for_is_there(atlas: dict[str, Drawn], name: str) -> None:
    result = atlas[name]
    full = any(b.name == "Panel" for b in result.boxes)  # the legend stands on it
    signs = ("Panel", "Scale", "note: schematic") if full else ("Legend", "Scale", "note: schematic")
    furniture = [b for b in result.boxes if b.name in signs]
    for box, label in itertools.product(furniture, labels(result)):
        if box is not label:
            assert not overlap(box.rect.inset(-points(3.9)), label.rect), (box.name, label.name)
    for a, b in itertools.combinations(furniture, 2):
        assert not overlap(a.rect.inset(-points(3.9)), b.rect), (a.name, b.name)
    assert not [f for f in result.findings if "finds no room" in f]


@pytest.mark.parametrize("name", ["asia", "asia, full", "islands", "world", "dateline"])
def test_the_name_of_a_sea_keeps_off_the_frame_and_whatever_stands_there(atlas: dict[str, Drawn], name: str) -> None:
    result = atlas[name]
    seas = result.named("sea: ")
    assert seas
    for sea in seas:
        r, frame = sea.rect, result.frame
        assert min(r.x - frame.x, r.y - frame.y, frame.right - r.right, frame.bottom - r.bottom) >= points(8)
        roomy = r.inset(-points(7.9))
        others = [
            b for b in result.boxes if b.name in ("Legend", "Panel", "Scale") or (b in labels(result) and b is not sea)
        ]
        assert [b.name for b in others if overlap(roomy, b.rect)] == []


# ---- off borders and coasts ------------------------------------------------------------------------------------


def test_town_names_keep_off_borders_and_coasts(atlas: dict[str, Drawn]) -> None:
    towns, crossing = 0, []
    for name, result in atlas.items():
        bars = lines(result, "borders", "coast")
        for label in result.named("city name: "):
            towns += isinstance(label, Text)
            if isinstance(label, Text) and ink(label).intersects(bars):
                crossing.append(f"{name}: {label.name}")
    assert towns >= 70
    assert len(crossing) <= CROSSING, f"{len(crossing)} of {towns}: {crossing}"


def test_names_of_territories_stand_on_their_land_or_on_the_sea_beside_it(atlas: dict[str, Drawn]) -> None:
    across = []
    seen = 0
    for name, result in atlas.items():
        led = {b.name.removesuffix(": leader") for b in result.boxes if b.name.endswith(": leader")}
        for label in result.named("name: "):
            own = land(result, label.name.removeprefix("name: "))
            if label.name in led or own.is_empty:
                continue
            seen += 1
            share = page(label).intersection(own).area / page(label).area
            if 0.02 < share < 0.8:
                across.append(f"{name}: {label.name} {share:.2f}")
    assert seen >= 60
    assert across == []


def test_a_river_is_named_on_one_side_of_it(atlas: dict[str, Drawn]) -> None:
    (label,) = atlas["valley"].named("river name: ")
    assert not page(label).intersects(lines(atlas["valley"], "river: Halha"))


# ---- ranks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["asia", "asia, full", "north", "europe", "poland", "islands", "world", "dateline"])
def test_a_larger_territory_has_no_smaller_name_where_both_fit(
    atlas: dict[str, Drawn], name: str, tmp_path: Path
) -> None:
    slide = "\n".join(row for row in MAPS[name].split("\n") if "cities:" not in row) + "    cities: false\n"
    result = drawn(tmp_path, slide)
    inside = []
    for label in result.named("name: "):
        own = land(result, label.name.removeprefix("name: "))
        if isinstance(label, Text) and own.buffer(1.5).contains(page(label)):
            inside.append((own.area, size_of(label), own, label))
    assert len(inside) >= 2
    for a, b in itertools.permutations(inside, 2):
        if a[0] > 1.1 * b[0] and a[1] < b[1]:
            grown = b[1] / a[1]  # the larger land's name at the smaller land's size
            wide, high = a[3].rect.w / 12700 * grown, a[3].rect.h / 12700 * grown
            assert not fits(a[2], wide, high, result), (a[3].name, b[3].name)


def fits(own: Any, wide: float, high: float, result: Drawn) -> bool:
    """Whether a rectangle of that size (pt), with some air, lies anywhere on a land and off the furniture."""
    signs = [page(b, -4) for b in result.boxes if b.name in ("Legend", "Panel", "Scale", "inset")]
    lakes = [ring for b in result.boxes if b.name.startswith("lake") for ring in rings(b)]
    frame = next(page(b) for b in result.boxes if b.name == "map").boundary.buffer(4)
    open_land = shapely.difference(own, shapely.union_all([frame, *signs, *lakes]))
    x, y = np.meshgrid(np.arange(own.bounds[0], own.bounds[2], 4), np.arange(own.bounds[1], own.bounds[3], 4))
    places = shapely.box(x, y, x + wide + 6, y + high + 4)
    shapely.prepare(open_land)
    return bool(shapely.contains(open_land, places).any())


def test_few_sizes_are_used_for_states(atlas: dict[str, Drawn]) -> None:
    for name, result in atlas.items():
        assert len({size_of(b) for b in result.named("name: ") if isinstance(b, Text)}) <= 4, name


# ---- what is left out -------------------------------------------------------------------------------------------


def test_a_sliver_at_the_frame_is_named_only_if_it_is_asked_for(tmp_path: Path) -> None:
    slide = (
        "  - map: H\n    frame: [-7.5, 35.6, 3.0, 43.2]\n    cities: false\n    fill: {soviet: [ESP], japan: [FRA]}\n"
    )
    plain, asked = (drawn(tmp_path, slide + more) for more in ("", "    names: {MAR: Morocco}\n"))
    assert not plain.named("name: Morocco")
    assert asked.named("name: Morocco") or any("'Morocco' finds no room" in f for f in asked.findings)


@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_what_is_asked_for_on_a_small_map_stands_there_or_is_warned_about(tmp_path: Path, size: str) -> None:
    asked = ["FRA", "DEU", "BEL", "LUX", "CHE", "NLD", "ITA", "ESP"]
    names = ", ".join(f"{id}: Land {id}" for id in asked)
    slide = f"  - map: H\n    frame: [-6, 41, 10, 51.5]\n    items: [One, Another]\n    names: {{{names}}}\n"
    result = drawn(tmp_path, slide, size=size)
    check(result)
    shown = " ".join(text_of(b).replace("\v", " ") for b in result.named("name: ")).casefold()
    for id in asked:
        assert f"land {id}".casefold() in shown or any(f"'Land {id}' finds no room" in f for f in result.findings), id


def test_a_sea_that_is_asked_for_outside_the_frame_is_warned_about(tmp_path: Path) -> None:
    result = drawn(tmp_path, MAPS["france"] + "    seas: {Yellow Sea: Yellow Sea}\n")
    assert any("'Yellow Sea' finds no room" in f for f in result.findings)


def test_a_territory_whose_name_is_asked_for_and_that_has_no_land_here_is_warned_about(tmp_path: Path) -> None:
    result = drawn(tmp_path, MAPS["france"] + "    names: {JPN: Japan, CHN: null}\n")
    assert [f.split("warning: ")[1].split(";")[0] for f in result.findings] == ["'Japan' has no land on this map"]


# ---- signs ------------------------------------------------------------------------------------------------------


def test_stars_close_together_stand_apart_and_keep_their_labels(tmp_path: Path) -> None:
    events = ", ".join(f"{{title: Fight {n}, at: [{117.2 + n / 3}, 47.8], date: 193{n}}}" for n in range(4))
    result = drawn(tmp_path, MAPS["beside"] + f"    events: [{events}]\n")
    check(result)
    stars = [b for b in result.named("event: ") if isinstance(b, Group)]
    assert len(stars) == len(result.named("label: Fight")) == 4
    assert all(b.rect.w >= points(15) for b in stars)
    assert not any(overlap(a.rect, b.rect) for a, b in itertools.combinations(stars, 2))


def test_the_legend_shows_a_hatch_with_the_lines_of_the_map(atlas: dict[str, Drawn]) -> None:
    def parts(box: Box) -> list[Box]:
        return [box, *(p for inner in box.boxes for p in parts(inner))] if isinstance(box, Group) else [box]

    result = atlas["asia"]
    (sample,) = [b for box in result.named("Legend") for b in parts(box) if b.name.endswith(": lines")]
    (hatch,) = [b for b in result.named("hatch: ") if isinstance(b, Freeform)]
    assert isinstance(sample, Freeform)
    assert sample.line == hatch.line
    for path in sample.paths:
        (_, x0, y0), (_, x1, y1) = path
        assert abs((x1 - x0) + (y1 - y0)) <= 2
