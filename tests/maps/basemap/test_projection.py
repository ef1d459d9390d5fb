"""Frames: the right projection, nothing lost or torn on the way to the page."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from map_sets import EAST_ASIA, State
from thorough import examples

from podium.maps.atlas import admin_units, hydrography
from podium.maps.atlas.geodesy import distance_km
from podium.maps.basemap import frames, projection
from podium.maps.basemap.frames import BadFrame
from podium.maps.model import values

FRAMES = {
    "east asia": frames.by_box(73, 15, 150, 56, aspect=16 / 9),
    "across 180": frames.by_box(150, 45, -150, 72, aspect=1.6),
    "battlefield": frames.around(118.7, 47.7, 30, aspect=1.6),
    "arctic": frames.around(100, 80, 2500),
    "world": frames.by_box(-180, -60, 180, 85, aspect=2),
    "pacific": frames.by_box(100, -50, -70, 60),
    "mercator": frames.by_box(100, -10, 140, 20, projection="mercator"),
    "albers": frames.by_box(-10, 36, 40, 60, projection="albers"),
}


def countries(frame: projection.Frame) -> dict[str, object]:
    units = admin_units.units_in(frame.window)
    pairs = sorted(zip((u[:3] for u in units.ids), units.geometries, strict=True), key=lambda pair: pair[0])
    groups = itertools.groupby(pairs, key=lambda pair: pair[0])
    return {code: shapely.coverage_union_all([g for _, g in group]) for code, group in groups}


@pytest.mark.parametrize("name", FRAMES)
def test_a_coverage_stays_one_on_the_page(name: str) -> None:
    frame = FRAMES[name]
    shapes = frame.coverage(list(countries(frame).values()))
    shown = np.array([s for s in shapes if not s.is_empty], object)
    assert len(shown)
    assert shapely.is_valid(shown).all()
    assert shapely.coverage_is_valid(shown)
    west, top, east, bottom = shapely.total_bounds(shown)
    assert west >= -1e-9
    assert top >= -1e-9
    assert east <= 1 + 1e-9
    assert bottom <= frame.height + 1e-9


@pytest.mark.parametrize("name", [n for n in FRAMES if n not in ("world", "arctic")])
def test_an_area_around_the_frame_covers_it(name: str) -> None:
    frame = FRAMES[name]
    west, _, east, _ = frame.surroundings
    (shape,) = frame.areas([shapely.box(west, -80, east + (360 if east < west else 0), 84)])
    assert shape.area == pytest.approx(frame.height, abs=1e-9)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((73, 15, 150, 56), "lcc"),
        ((14, 44, 36, 60), "lcc"),
        ((26, 36, 45, 42), "lcc"),
        ((118, 47.4, 119.4, 48), "laea"),
        ((-30, 60, 60, 85), "laea"),
        ((-20, -35, 55, 38), "laea"),
        ((-180, -60, 180, 85), "equal-earth"),
        ((100, -50, -70, 60), "equal-earth"),
    ],
)
def test_the_projection_follows_from_the_frame(box: tuple[float, float, float, float], expected: str) -> None:
    assert frames.by_box(*box).projection == expected


def test_corners_of_a_box_are_in_the_frame() -> None:
    frame = FRAMES["across 180"]
    for lon, lat in ((150, 45), (-150, 45), (180, 60), (-180, 60), (150, 72), (-150, 72)):
        assert frame.contains(lon, lat)
    assert not frame.contains(0, 50)


def test_land_split_at_180_degrees_is_whole_again() -> None:
    frame = FRAMES["across 180"]
    chukotka = frame.coverage([admin_units.units(["RUS/Chukchi Autonomous Okrug"]).geometries[0]])[0]
    main = max(shapely.get_parts(chukotka), key=shapely.area)
    seam = frame.project(np.array([[180.0, 67.0]]))[0]
    assert main.contains(shapely.Point(seam))


def test_what_should_fit_fits_with_the_same_page_for_two_dates(state: State) -> None:
    shape = state(EAST_ASIA, 1939).territory("manchukuo").geometry
    frame = frames.to_fit([shape], aspect=1.5)
    assert frame.height == pytest.approx(1 / 1.5)
    (page,) = frame.coverage([shape])
    assert page.bounds[0] > 0.01
    assert page.bounds[2] < 0.99
    assert frame == frames.to_fit([shape], aspect=1.5)
    assert frames.to_fit([shapely.box(170, 50, 179, 60), shapely.box(-178, 50, -170, 60)]).window[0] > 160


def test_a_radius_is_a_radius() -> None:
    frame = frames.around(118.7, 47.7, 30, aspect=1.6)
    assert frame.km(frame.height) == pytest.approx(60, rel=0.01)
    edge = frame.unproject(np.array([[0.5, 0.0]]))[0]
    assert distance_km((118.7, 47.7), (edge[0], edge[1])) == pytest.approx(30, rel=0.01)


def test_tiny_islands_go_but_no_country_vanishes() -> None:
    frame = frames.by_box(120, 20, 150, 50)
    japan = shapely.coverage_union_all(admin_units.units(admin_units.find_units("JPN/*")).geometries)
    islet = shapely.box(147, 30, 147.001, 30.001)
    coarse, alone = frame.coverage([japan, islet])
    fine = frame.coverage([japan], island=0, detail=0)[0]
    assert len(shapely.get_parts(coarse)) < len(shapely.get_parts(fine))
    assert not alone.is_empty


def test_rivers_lakes_and_rings() -> None:
    frame = FRAMES["battlefield"]
    (halha,) = frame.lines([hydrography.river("Halha")])
    assert 0 < halha.length < 5
    wide = frames.around(118.2, 47.8, 60)
    (buir,) = wide.areas([next(x.geometry for x in hydrography.lakes(wide.window) if x.name == "Buir")])
    ring = projection.rings(buir)[0]
    assert ring.shape[1] == 2
    assert (ring[0] == ring[-1]).all()
    assert frame.lines([hydrography.river("Vistula")])[0].is_empty
    assert frame.areas([shapely.box(0, 0, 1, 1)])[0].is_empty


@settings(max_examples=examples(60), deadline=None)
@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(1, 80), st.floats(1, 60))
def test_every_box_makes_a_frame_that_shows_its_middle(west: float, south: float, wide: float, high: float) -> None:
    east, north = west + wide, min(south + high, 89)
    frame = frames.by_box(west, south, east - 360 if east > 180 else east, north)
    middle = (west + wide / 2, (south + north) / 2)
    assert frame.contains(*middle)
    there = frame.unproject(frame.project(np.array([middle])))[0]
    assert distance_km((there[0], there[1]), middle) < 0.01


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: frames.by_box(10, 50, 20, 40), "not south of"),
        (lambda: frames.by_box(10, 50, 10, 60), "no width"),
        (lambda: frames.by_box(10, 50, 20, 600), "not on the Earth"),
        (lambda: frames.by_box(0, 40, 10, 50, projection="lccc"), "unknown projection"),
        (lambda: frames.by_box(0, -20, 10, 20, projection="lcc"), "cannot be drawn in 'lcc'"),
        (lambda: frames.by_box(0, 40, 10, 50, aspect=99), "times as wide"),
        (lambda: frames.around(10, 50, 0), "radius of 0 km"),
        (lambda: frames.around(10, 95, 30), "not on the Earth"),
        (lambda: frames.to_fit([]), "nothing to fit"),
    ],
)
def test_frames_that_cannot_be_drawn_say_so(call: object, words: str) -> None:
    with pytest.raises(BadFrame, match=words):
        call()  # type: ignore[operator]


@pytest.mark.parametrize("box", [(-180, -90, 180, 90), (-30, 40, 60, 90), (-60, -89.9, 60, -50)])
def test_mercator_stops_at_85_degrees_and_shows_the_rest_as_large_as_can_be(box: tuple[float, ...]) -> None:
    west, south, east, north = box
    frame = frames.by_box(west, south, east, north, projection="mercator")
    assert frame.metres == pytest.approx((east - west) * 111_320, rel=0.01)
    assert frame.contains((west + east) / 2, max(south, -84.9))
    assert frame.contains((west + east) / 2, min(north, 84.9))


@pytest.mark.parametrize("name", frames.PROJECTIONS)
@pytest.mark.parametrize("lat", [-60, 0.5, 47, 70])
def test_around_a_place_the_kilometres_are_those_of_the_ground(name: str, lat: float) -> None:
    if name in ("lcc", "albers") and abs(lat) < 2:
        return  # a cone about the equator is none
    frame = frames.around(20, lat, 300, aspect=1.0, projection=name)
    assert frame.contains(20, lat + 2.6)
    assert frame.contains(20, lat - 2.6)
    assert frame.km(0.5, (20, lat)) == pytest.approx(300, rel=0.4)
    assert frame.km(0.5, (20, lat)) > 297


@pytest.mark.parametrize("name", ["mercator", "robinson", "equal-earth", "plate-carree"])
@pytest.mark.parametrize("lat", [90, -90, 84])
def test_the_land_about_a_pole_is_refused_where_it_would_be_smeared(name: str, lat: float) -> None:
    with pytest.raises(BadFrame) as e:
        frames.around(10, lat, 300, projection=name)
    assert e.value.suggestion == "use laea"


def test_mercator_refuses_a_frame_beyond_its_end() -> None:
    with pytest.raises(BadFrame, match="Mercator ends at 85 degrees"):
        frames.by_box(10, 86, 40, 90, projection="mercator")


# ---- globes ------------------------------------------------------------------------------------------------

CENTRES = [(60.0, 20.0), (0.0, 90.0), (0.0, -90.0), (-75.0, 0.0), (10.0, 50.0), (179.0, -3.0), (-120.0, 0.004)]


@pytest.mark.cases(2, same=True)
@pytest.mark.parametrize("centre", CENTRES)
def test_a_globe_shows_what_is_within_90_degrees_of_its_middle_and_nothing_else(centre: tuple[float, float]) -> None:
    frame = frames.around(*centre, 10_000, aspect=1.6, projection="orthographic")
    rng = np.random.default_rng(3)
    lon, lat = rng.uniform(-180, 180, 400), np.degrees(np.arcsin(rng.uniform(-1, 1, 400)))
    a, b, turn = np.radians(lat), math.radians(centre[1]), np.radians(lon - centre[0])
    away = np.degrees(np.arccos(np.clip(np.sin(a) * math.sin(b) + np.cos(a) * math.cos(b) * np.cos(turn), -1, 1)))
    clear = (np.abs(away - 89.5) >= 1.5) & (np.abs(lat) <= 88)
    lon, lat, away = lon[clear], lat[clear], away[clear]
    shapes = frame.areas(list(shapely.box(lon - 0.2, lat - 0.2, lon + 0.2, lat + 0.2)), detail=0.0)
    (middle,) = frame.project(np.array([centre]))
    pages = frame.project(np.column_stack([lon, lat]))
    for x, y, far, shown, at in zip(lon, lat, away, shapes, pages, strict=True):
        assert shown.is_empty == (far > 89.5), (x, y, far)
        if far < 88:
            distance = math.hypot(*(at - middle)) * frame.metres
            assert distance == pytest.approx(6_371_008.8 * math.sin(math.radians(far)), rel=1e-6, abs=1.0)


@pytest.mark.cases(2, same=True)
@pytest.mark.parametrize("centre", CENTRES)
def test_the_countries_of_a_globe_are_a_valid_coverage_of_the_land(centre: tuple[float, float]) -> None:
    frame = frames.around(*centre, 10_000, aspect=1.6, projection="orthographic")
    shapes = frame.coverage(list(admin_units.countries_in(frame.window).geometries))
    drawn = [s for s in shapes if not s.is_empty]
    assert len(drawn) > 5
    middle = frame.project(np.array([centre]))[0]
    radius = 6_371_008.8 / frame.metres
    for shape in drawn:
        far = np.hypot(*(shapely.get_coordinates(shape) - middle).T)
        assert np.isfinite(far).all()
        assert far.max() <= radius * 1.0005
    whole = shapely.union_all([shapely.make_valid(s) for s in drawn]).area
    assert sum(shapely.make_valid(s).area for s in drawn) == pytest.approx(whole, rel=2e-3)


def test_a_radius_beyond_a_quarter_of_the_earth_is_told() -> None:
    with pytest.raises(BadFrame, match="cannot be drawn"):
        frames.around(0, 0, 12_000, projection="orthographic")
    with pytest.raises(BadFrame) as e:
        frames.around(0, 0, 10_000)
    assert "orthographic" in (e.value.suggestion or "")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ([-30, -60, 330, 85], (-30, -60, 329.99 - 360, 85)),
        ([-200, 10, -150, 60], (160, 10, -150, 60)),
        ([150, 10, 200, 60], (150, 10, -160, 60)),
        ([-180, -60, 180, 85], (-180, -60, 180, 85)),
    ],
)
def test_a_frame_may_go_on_beyond_the_180th_meridian(written: list[float], read: tuple[float, ...]) -> None:
    assert values.read_frame(written) == pytest.approx(read)


def test_a_world_about_another_meridian_has_every_land_once() -> None:
    frame = frames.by_box(*values.read_frame([-30, -60, 330, 85]), aspect=2, projection="equal-earth")
    assert abs(frame.centre[0] - 150) < 0.1
    lands = admin_units.countries_in(frame.window)
    shapes = dict(zip(lands.ids, frame.coverage(list(lands.geometries)), strict=True))
    x = {id: shapely.make_valid(shapes[id]).centroid.x for id in ("AUS", "USA", "GBR")}
    assert 0.4 < x["AUS"] < 0.6 < x["USA"]
    assert x["GBR"] < 0.2
