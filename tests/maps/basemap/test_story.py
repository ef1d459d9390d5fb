"""The frame of a map that gives none: what it tells of, with a margin."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely
from map_scenes import drawn

from podium.maps import told
from podium.maps.basemap import frames, story

OWN = (0.0, 30.0, 60.0, 70.0)
MORE = {"aspect": 1.6, "projection": None}


def test_a_frame_holds_the_places_and_the_land_and_little_else() -> None:
    land = shapely.box(20, 45, 26, 50)
    found = story.frame_of(OWN, [(28.0, 51.0)], [land], **MORE)
    assert found is not None
    assert all(found.contains(*at) for at in [(20.1, 45.1), (25.9, 49.9), (28.0, 51.0)])
    assert found.times(frames.to_fit([shapely.box(20, 45, 28, 51)], margin=0.0, **MORE)) < 1.4


def test_places_outside_the_set_do_not_widen_its_map() -> None:
    near = story.frame_of(OWN, [], [shapely.box(20, 45, 26, 50)], **MORE)
    assert story.frame_of(OWN, [(-100.0, 40.0)], [shapely.box(20, 45, 26, 50)], **MORE) == near


def test_a_set_across_the_180th_meridian_has_places_on_both_sides() -> None:
    pacific = (150.0, -30.0, -120.0, 40.0)
    assert told._in_atlas("Honolulu", pacific) is not None
    assert told._in_atlas("Suva", pacific) is not None
    assert told._in_atlas("London", pacific) is None


def test_a_map_that_fills_everything_shows_all_of_its_set(tmp_path: Path) -> None:
    asked = "territories: korea-1945-1953\n    year: 1950\n    fill: {blue: ['*']}"
    slide = f"  - map: H\n    {asked}\n    cities: CITIES\n"
    shown = [drawn(tmp_path, slide.replace("CITIES", c)).named("territory") for c in ("[Seoul, Pusan]", "[]")]
    assert shown[0]
    assert [b.rect for b in shown[0]] == [b.rect for b in shown[1]]


def test_a_far_colony_is_left_out_and_a_near_island_is_not() -> None:
    main, island, colony = shapely.box(0, 43, 8, 50), shapely.box(9, 41, 12, 43), shapely.box(-55, 2, -51, 6)
    found = story.frame_of(None, [], [shapely.MultiPolygon([main, island, colony])], **MORE)
    assert found is not None
    assert found.contains(11.9, 41.1)
    assert not found.contains(-53, 4)


@pytest.mark.parametrize(
    ("places", "lands"),
    [
        ([], []),
        ([(20.0, 50.0)], []),  # one place says nothing of the land around it
        ([(20.0, 50.0), (20.3, 50.2)], []),
        ([], [shapely.box(1, 31, 59, 69)]),  # nearly all
        ([], [shapely.box(100, 0, 110, 10)]),  # elsewhere
    ],
)
def test_a_story_without_a_frame_of_its_own_has_that_of_its_set(
    places: list[tuple[float, float]], lands: list[shapely.Geometry]
) -> None:
    assert story.frame_of(OWN, places, lands, **MORE) is None


def test_the_panel_of_a_full_slide_keeps_off_what_the_map_tells_of() -> None:
    land = shapely.box(20, 45, 26, 50)
    found = story.frame_of(OWN, [], [land], clear="right", **MORE)
    assert found is not None
    assert float(found.project(shapely.get_coordinates(land))[:, 0].max()) < 1 - frames.CLEAR


def test_land_that_appears_with_a_step_is_in_the_frame(tmp_path: Path) -> None:
    slide = (
        "  - map: H\n    territories: east-asia-1931-1941\n    date: 1931-09-01\n    full: true\n"
        "    fill: {japan: [manchukuo]}\n    hatch: {occupied japan: [occupied]}\n"
        "    steps: [{name: Manchukuo, date: 1932-03-01}, {name: China, date: 1939}]\n    cities: [Canton, Peking]\n"
    )
    found = drawn(tmp_path, slide)
    assert not found.failed
    assert {"Canton", "Peking"} <= {*found.words("city name: ")}
    assert found.named("territory: Manchukuo")


def test_towns_at_the_ends_of_arrows_have_their_dots_beside_those_that_are_listed(tmp_path: Path) -> None:
    slide = (
        "  - map: H\n    territories: south-asia-1947\n    date: 1947-08-15\n    cities: [Lahore, Karachi, Lahaur]\n"
        "    arrows: [{from: Lahore, to: Delhi, side: japan}, {from: Ludhiana, via: [Multan], to: Lahaur}]\n"
    )
    found = drawn(tmp_path, slide)
    assert sorted(found.words("city name: ")) == ["Delhi", "Karachi", "Lahore", "Ludhiana"]
    assert [f for f in found.findings if "'Lahaur' is the town that is on this map as 'Lahore'" in f]


def test_a_map_without_towns_has_none_at_its_arrows(tmp_path: Path) -> None:
    slide = (
        "  - map: H\n    territories: south-asia-1947\n    date: 1947-08-15\n    cities: false\n"
        "    arrows: [{from: Lahore, to: Delhi, side: japan}]\n"
    )
    assert not drawn(tmp_path, slide).named("city name: ")
