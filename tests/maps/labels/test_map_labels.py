"""Map labels as one would print them: calm, in ranks of size, off borders and coasts; over maps of many kinds."""

from __future__ import annotations

import cmath
import functools
import itertools
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from map_scenes import Drawn, check, drawn, labels, overlap, text_of

from podium.maps.labels.collision_grid import flattened
from podium.scene.boxes import Box, Freeform, Group, Text
from podium.scene.units import points

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
UNSEEN = {
    "turkey": "  - map: H\n    territories: turkey-1923\n    year: 1923\n    frame: [23, 34.5, 46, 43]\n"
    "    items: [A, B]\n    fill: {soviet: [turkey], japan: [greece], ochre: [syria, lebanon, alexandretta]}\n"
    "    events: [{title: Sakarya, at: [31.8, 39.55], date: 1921}, {title: Dumlupınar, at: [30.0, 38.85]}]\n",
    "habsburg": "  - map: H\n    territories: habsburg\n    fit: [austria_hungary]\n    items: [A, B, C]\n"
    "    fill: {ochre: [austria_hungary], grey: [germany]}\n    cities: [Vienna, Budapest, Prague, Trieste]\n",
    "pacific": "  - map: H\n    frame: [95, -45, -70, 62]\n    full: true\n"
    "    fill: {soviet: [RUS], japan: [USA, JPN]}\n",
    "battlefield": "  - map: H\n    territories: east-asia-1931-1941\n    date: 1939-08-20\n    around: "
    "{at: [118.75, 47.72], km: 15}\n    fill: {soviet: [mongolia], japan: [manchukuo]}\n"
    "    hatch: {disputed: [disputed_halha]}\n"
    "    cities: [{name: Nomonhan, at: [119.02, 47.76]}, {name: Bridge, at: [118.66, 47.71]}]\n"
    "    arrows: [{from: [118.85, 47.75], to: [118.66, 47.71], side: japan}]\n",
    "small": EUROPE
    + "    frame: [12, 46, 34, 58]\n    items: [One, Two, Three, Four]\n    fill: {soviet: [ussr], japan: "
    "[germany]}\n",
    "partition": "  - map: H\n    territories: eastern-europe-1939-1941\n    date: 1940-09-30\n"
    # On a frame of a smaller scale, or beside the legend, "General Government" finds no room at 16 pt.
    "    frame: [16, 46, 42, 59]\n    full: true\n    panel: bottom-right\n"
    "    fill: {soviet: [ussr], soviet strong: [soviet_poland, bessarabia, latvian_ssr, estonian_ssr, "
    "lithuanian_ssr], japan: [germany], japan strong: [general_government_land, protectorate_land]}\n"
    "    cities: [Warsaw, Berlin, Kiev, Kishinev, Riga]\n",
    "world, islands": "  - map: H\n    frame: [-180, -58, 180, 84]\n    full: true\n"
    "    fill: {japan: [FRA, NOR, GRC]}\n",
    "tuva": EAST
    + "    frame: [73, 38.5, 131, 56]\n    items: [One, Two]\n"
    + FILLS
    + "    names: {tuva: Tannu Tuva}\n",
}
ALL = [*MAPS, *UNSEEN]
CROSSING = 9
"""How many of the towns' names above may lie on a border or a coast, rather than have a long leader."""
LONG = 31.0
"""Points: a longer leader of a town is worse than a border under its name."""


class Atlas(Mapping[str, Drawn]):
    """All maps by name, each drawn once, when a test first asks for it."""

    def __init__(self, factory: pytest.TempPathFactory, cache: Path) -> None:
        self.factory, self.cache = factory, cache
        self.drawn: dict[str, Drawn] = {}

    def __getitem__(self, name: str) -> Drawn:
        if name not in self.drawn:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("PODIUM_CACHE", str(self.cache))
                self.drawn[name] = drawn(self.factory.mktemp("map"), (MAPS | UNSEEN)[name])
        return self.drawn[name]

    def __iter__(self) -> Iterator[str]:
        return iter(MAPS | UNSEEN)

    def __len__(self) -> int:
        return len(MAPS | UNSEEN)


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Atlas:
    return Atlas(tmp_path_factory, cache)


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


@pytest.mark.cases(6, same=True)
@pytest.mark.parametrize("name", ALL)
def test_nothing_meets_on_maps_of_many_kinds(atlas: Atlas, name: str) -> None:
    check(atlas[name])
    assert not atlas[name].failed


@pytest.mark.cases(6, same=True)
@pytest.mark.parametrize("name", MAPS)
def test_furniture_has_air_and_what_is_asked_for_is_there(atlas: Atlas, name: str) -> None:
    result = atlas[name]
    full = any(b.name == "Panel" for b in result.boxes)  # the legend stands on it
    signs = ("Panel", "Scale", "note: schematic") if full else ("Legend", "Scale", "note: schematic")
    furniture = [b for b in result.boxes if b.name in signs]
    for box, label in itertools.product(furniture, labels(result)):
        if box is not label:
            assert not overlap(box.rect.inset(-points(3.9)), label.rect), (box.name, label.name)
    for a, b in itertools.combinations(furniture, 2):
        assert not overlap(a.rect.inset(-points(3.9)), b.rect), (a.name, b.name)
    assert not [f for f in result.findings if "does not fit" in f]


@pytest.mark.parametrize("name", ["asia", "asia, full", "islands", "world", "dateline"])
def test_the_name_of_a_sea_keeps_off_the_frame_and_whatever_stands_there(atlas: Atlas, name: str) -> None:
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


@pytest.mark.thorough
def test_town_names_keep_off_borders_and_coasts(atlas: Atlas) -> None:
    towns, crossing = 0, []
    for name in MAPS:
        result = atlas[name]
        bars = lines(result, "borders", "coast")
        for label in result.named("city name: "):
            towns += isinstance(label, Text)
            if isinstance(label, Text) and ink(label).intersects(bars):
                crossing.append(f"{name}: {label.name}")
    assert towns >= 70
    assert len(crossing) <= CROSSING, f"{len(crossing)} of {towns}: {crossing}"


def named_lands(result: Drawn) -> dict[str, Any]:
    """The land of each territory whose name is on the map."""
    names = [b.name.removeprefix("name: ") for b in result.named("name: ") if isinstance(b, Text)]
    return {name: own for name in names if not (own := land(result, name)).is_empty}


@pytest.mark.cases(6, same=True)
@pytest.mark.parametrize("name", ALL)
def test_no_name_stands_on_the_land_of_another_name(atlas: Atlas, name: str) -> None:
    lands = named_lands(atlas[name])
    for label in atlas[name].named("name: "):
        own = label.name.removeprefix("name: ")
        if not isinstance(label, Text) or own not in lands:
            continue
        letters = ink(label)
        # a large land that nobody asked for may reach over its border, with its middle well inside
        most = 0.05 if fills(MAPS.get(name, UNSEEN.get(name, "")), atlas[name], own) else 0.3
        for other, there in lands.items():
            if other != own and there.area > 0:
                over = shapely.difference(there, lands[own])
                assert letters.intersection(over).area <= most * letters.area, (own, other)


def fills(slide: str, result: Drawn, name: str) -> bool:
    """Whether a territory has a colour of its own on a map."""
    box = next((b for b in result.boxes if b.name == f"territory: {name}"), None)
    return "names:" in slide or (isinstance(box, Freeform) and box.fill not in (None, "map.land"))


@pytest.mark.cases(6, same=True)
@pytest.mark.parametrize("name", ALL)
def test_a_name_stands_on_its_land_or_by_it_or_has_a_short_leader(atlas: Atlas, name: str) -> None:
    result = atlas[name]
    led = {b.name.removesuffix(": leader"): b for b in result.boxes if b.name.endswith(": leader")}
    for label in result.named("name: "):
        own = land(result, label.name.removeprefix("name: "))
        if not isinstance(label, Text) or own.is_empty:
            continue
        if label.name in led:
            r = led[label.name].rect
            assert np.hypot(r.w, r.h) / 12700 <= 75, label.name
            continue
        share = ink(label).intersection(own).area / ink(label).area
        assert share >= 0.5 or (share <= 0.05 and page(label).distance(own) <= 25), (label.name, share)


def test_a_name_moves_a_town_aside_and_closes_up_to_stand_on_its_own_land(atlas: Atlas) -> None:
    result = atlas["partition"]
    (label,) = result.named("name: General Government")
    assert ink(label).intersection(land(result, "General Government")).area >= 0.9 * ink(label).area
    assert result.named("city name: Warsaw")


# ---- leaders ----------------------------------------------------------------------------------------------------


def leaders_of_towns(result: Drawn) -> list[Box]:
    return [b for b in result.boxes if b.name.startswith("city name: ") and b.name.endswith(": leader")]


@pytest.mark.cases(6, same=True)
@pytest.mark.parametrize("name", ALL)
def test_towns_have_no_long_leaders(atlas: Atlas, name: str) -> None:
    for leader in leaders_of_towns(atlas[name]):
        assert np.hypot(leader.rect.w, leader.rect.h) / 12700 <= LONG, leader.name


@pytest.mark.thorough
def test_few_towns_have_leaders_at_all(atlas: Atlas) -> None:
    shown = [b for r in atlas.values() for b in r.named("city name: ") if isinstance(b, Text)]
    led = [b.name for r in atlas.values() for b in leaders_of_towns(r)]
    assert len(led) <= len(shown) / 8, led


@pytest.mark.cases(6, same=True)
@pytest.mark.parametrize("name", ALL)
def test_a_town_is_nearer_to_its_own_name_than_any_other_town(atlas: Atlas, name: str) -> None:
    result = atlas[name]
    led = {b.name.removesuffix(": leader") for b in leaders_of_towns(result)}
    dots = {b.name.removeprefix("city: "): page(b) for b in result.named("city: ")}
    wrong = []
    for label in result.named("city name: "):
        own = label.name.removeprefix("city name: ")
        if isinstance(label, Text) and label.name not in led and own in dots:
            gap = page(label).distance(dots[own])
            wrong += [(own, other) for other, dot in dots.items() if other != own and page(label).distance(dot) < gap]
    assert wrong == []


def test_a_river_is_named_on_one_side_of_it(atlas: Atlas) -> None:
    (label,) = atlas["valley"].named("river name: ")
    assert not page(label).intersects(lines(atlas["valley"], "river: Halha"))


# ---- ranks ------------------------------------------------------------------------------------------------------


@pytest.mark.cases(3, same=True)
@pytest.mark.parametrize("name", ["asia", "asia, full", "north", "europe", "poland", "islands", "world", "dateline"])
def test_a_larger_territory_has_no_smaller_name_where_both_fit(atlas: Atlas, name: str, tmp_path: Path) -> None:
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


def test_a_leading_state_keeps_its_size_where_towns_and_battles_can_move(tmp_path: Path) -> None:
    slide = (
        MAPS["asia, full"].replace("Hsinking, ", "{name: Hsinking, capital: true}, ")
        + "    events: [{title: Khalkhin Gol, at: [118.6, 47.75], date: 1939}, "
        "{title: Lake Khasan, at: [130.6, 42.43], date: 1938}]\n"
    )
    result = drawn(tmp_path, slide)
    sizes = {b.name.removeprefix("name: "): size_of(b) for b in result.named("name: ") if isinstance(b, Text)}
    assert sizes["Manchukuo"] >= max(15, sizes.get("Korea", 0), sizes.get("Mengjiang", 0))
    assert len(result.named("label: ")) == 2


def test_a_land_is_named_on_or_by_its_largest_part(atlas: Atlas) -> None:
    result = atlas["world, islands"]
    for name in ("France", "Norway", "Greece"):
        for label in result.named(f"name: {name}"):
            if isinstance(label, Text):
                main = max(shapely.get_parts(land(result, name)), key=lambda p: p.area)
                assert page(label).distance(main) <= 75, name
    assert result.named("name: France")
    assert result.named("name: Norway")


@pytest.mark.parametrize("name", ["world", "world, islands"])
def test_large_countries_have_their_names_on_maps_of_the_world(atlas: Atlas, name: str) -> None:
    result = atlas[name]
    for country in ("China", "India", "Brazil", "Canada", "Australia", "United States of America", "Russia"):
        (label,) = result.named(f"name: {country}")
        own = land(result, country)
        least = 0.75 if country == "India" else 0.8  # at 16 pt its name is wider than the land where it tapers
        assert ink(label).intersection(own).area >= least * ink(label).area, country


@pytest.mark.parametrize("lang", ["tr", "az", "de", "en"])
def test_names_have_the_capitals_of_their_language(tmp_path: Path, lang: str) -> None:
    slide = MAPS["north"] + "    names: {mongolia: Bir ilim}\n"
    words = drawn(tmp_path, slide, lang=lang).words("name: ")
    assert {"tr": "SOVYETLER BİRLİĞİ", "de": "SOWJETUNION"}.get(lang, "SOVIET UNION") in words  # az: English
    assert ("BİR İLİM" if lang in ("tr", "az") else "BIR ILIM") in words


@pytest.mark.cases(6, same=True)
@pytest.mark.parametrize("name", ALL)
def test_few_sizes_are_used_for_states(atlas: Atlas, name: str) -> None:
    assert len({size_of(b) for b in atlas[name].named("name: ") if isinstance(b, Text)}) <= 5


# ---- what is left out -------------------------------------------------------------------------------------------


def test_a_sliver_at_the_frame_is_named_only_if_it_is_asked_for(tmp_path: Path) -> None:
    slide = (
        "  - map: H\n    frame: [-7.5, 35.6, 3.0, 43.2]\n    cities: false\n    fill: {soviet: [ESP], japan: [FRA]}\n"
    )
    plain, asked = (drawn(tmp_path, slide + more) for more in ("", "    names: {MAR: Morocco}\n"))
    assert not plain.named("name: Morocco")
    assert asked.named("name: Morocco") or any("'Morocco' does not fit" in f for f in asked.findings)


@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_what_is_asked_for_on_a_small_map_stands_there_or_is_warned_about(tmp_path: Path, size: str) -> None:
    asked = ["FRA", "DEU", "BEL", "LUX", "CHE", "NLD", "ITA", "ESP"]
    names = ", ".join(f"{id}: Land {id}" for id in asked)
    slide = f"  - map: H\n    frame: [-6, 41, 10, 51.5]\n    items: [One, Another]\n    names: {{{names}}}\n"
    result = drawn(tmp_path, slide, size=size)
    check(result)
    shown = " ".join(text_of(b).replace("\v", " ") for b in result.named("name: ")).casefold()
    for id in asked:
        assert f"land {id}".casefold() in shown or any(f"'Land {id}' does not fit" in f for f in result.findings), id


def test_a_sea_that_is_asked_for_outside_the_frame_is_warned_about(tmp_path: Path) -> None:
    result = drawn(tmp_path, MAPS["france"] + "    seas: {Yellow Sea: Yellow Sea}\n")
    assert any("'Yellow Sea' lies outside" in f for f in result.findings)


def test_a_territory_whose_name_is_asked_for_and_that_has_no_land_here_is_warned_about(tmp_path: Path) -> None:
    result = drawn(tmp_path, MAPS["france"] + "    names: {JPN: Japan, CHN: null}\n")
    assert [f.split("warning: ")[1].split(";")[0] for f in result.findings] == ["'Japan' has no land on this map"]


# ---- signs ------------------------------------------------------------------------------------------------------


def test_stars_close_together_stand_apart_and_keep_their_labels(tmp_path: Path) -> None:
    events = ", ".join(f"{{title: Fight {n}, at: [{117.2 + n / 3}, 47.8], date: 193{n}}}" for n in range(4))
    result = drawn(tmp_path, MAPS["beside"] + f"    events: [{events}]\n")
    check(result)
    stars = [b for b in result.named("event: ") if isinstance(b, Group)]
    assert len(stars) == len([b for b in result.named("label: Fight") if isinstance(b, Text)]) == 4
    assert all(b.rect.w >= points(15) for b in stars)
    assert not any(overlap(a.rect, b.rect) for a, b in itertools.combinations(stars, 2))


@pytest.mark.parametrize("apart", [0.0, 0.12, 3.0])
def test_a_star_that_had_to_give_way_shows_where_it_belongs(tmp_path: Path, apart: float) -> None:
    events = ", ".join(f"{{title: Fight {n}, at: [{119 + n * apart}, 47.8], date: 193{n}}}" for n in range(2))
    result = drawn(tmp_path, MAPS["beside"] + f"    events: [{events}]\n")
    first, second = (page(b).centroid for b in result.named("event: "))
    ticks = [b for b in result.named("true place: ") if b.name.endswith(": leader")]
    spots = [b for b in result.named("true place: ") if not b.name.endswith(": leader")]
    assert len(ticks) == len(spots) == (apart < 1)
    if apart == 0.0:
        assert page(spots[0]).centroid.distance(first) < 2
        assert page(ticks[0]).buffer(2).intersects(page(result.named("event: Fight 1")[0]))
    assert first.distance(second) > 10


def test_the_legend_shows_a_hatch_with_the_lines_of_the_map(atlas: Atlas) -> None:
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


def test_a_land_that_lies_in_the_hole_of_the_rest_has_its_cells_and_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "territories"
    folder.mkdir()
    (folder / "kansas.yaml").write_text(
        "title: K\nterritories:\n  kansas: {name: Kansas, source: S, build: [USA/Kansas]}\n", encoding="utf-8"
    )
    result = drawn(
        tmp_path, "  - map: A headline\n    territories: kansas\n    fit: [kansas]\n    fill: {red: [kansas]}\n"
    )
    assert "KANSAS" in " ".join(result.words("name: Kansas"))


@pytest.mark.parametrize("code", ["LIE", "MCO", "SMR", "LUX", "MLT", "SGP"])
def test_a_name_that_is_asked_for_of_a_land_too_small_to_see_stands_beside_it_or_is_a_warning(
    tmp_path: Path, code: str
) -> None:
    result = drawn(tmp_path, f"  - map: A headline\n    frame: [-180, -58, 180, 80]\n    names: {{{code}: Smalland}}\n")
    assert (result.words("name: ").count("SMALLAND") == 1) != any("Smalland" in line for line in result.findings)


def test_a_river_of_the_outlines_own_is_smooth_and_goes_through_its_places(tmp_path: Path) -> None:
    places = [[74.98, 34.0], [74.85, 34.06], [74.80, 34.085], [74.72, 34.11], [74.62, 34.09]]
    result = drawn(
        tmp_path,
        "  - map: H\n    territories: south-asia-1947\n    date: 1947-08-17\n"
        f"    around: {{at: [74.76, 34.06], km: 14}}\n    cities: []\n    rivers: {{Jhelum: {places}}}\n",
    )
    (river,) = [b for b in result.boxes if b.name == "river: Jhelum"]
    path = max(river.paths, key=len)
    steps = [complex(*to[-2:]) for to in path if to[0] in ("M", "L")]
    turns = [abs(cmath.phase((c - b) / (b - a))) for a, b, c in zip(steps, steps[1:], steps[2:], strict=False)]
    assert len(steps) > 40
    assert max(turns) < math.radians(8)


def test_a_large_sea_is_named_in_the_part_of_it_that_is_on_the_map(tmp_path: Path) -> None:
    """The middle of the Mediterranean lies west of this map."""
    slide = "  - map: H\n    frame: [24, 30, 38, 39]\n    cities: false\n    names: false\n    relief: false\n"
    assert "sea: Mediterranean Sea" in {b.name for b in drawn(tmp_path, slide).boxes}


def test_a_town_that_is_a_station_is_named_once(tmp_path: Path) -> None:
    slide = """  - map: H
    frame: [22, 52, 34, 57]
    names: false
    cities: [{name: Studienka, at: [28.35, 54.32]}, Minsk]
    routes: [{label: Way, stations: [Smolensk, Studienka, Kaunas]}]
"""
    words = [text_of(b) for b in labels(drawn(tmp_path, slide))]
    assert sum("Studienka" in said for said in words) == 1
    assert "Minsk" in words


def test_a_filled_land_has_its_name_before_a_town_that_nobody_asked_for(tmp_path: Path) -> None:
    slide = (
        "  - map: H\n    territories: austria-hungary-1871-1918\n    date: 1914-06-28\n    legend: false\n"
        "    fill: {ochre: [bohemia, moravia, lower_austria, galicia], green: [hungary, croatia], violet: [bosnia]}\n"
    )
    found = drawn(tmp_path, slide)
    assert "BOHEMIA" in found.words("name: ")
    assert "Prague" not in found.words("city name: ")
    asked = drawn(tmp_path, slide + "    cities: [Prague]\n")
    assert "Prague" in asked.words("city name: ")
