"""Routes: journeys with dates at their stations."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely
from map_scenes import bare, check, drawn

from podium.scene.boxes import Freeform, Group

GAMA = """  - map: Da Gama needed ten months
    frame: [-25, -45, 82, 45]
    cities: false
    names: false
    steps: [Around Africa, Across the ocean]
    routes:
      - label: Vasco da Gama
        side: soviet
        stations:
          - {at: Lisbon, date: 1497-07-08, via: [[-18, 28], [-20, -5], [-15, -25]]}
          - {at: [18.4, -34.3], label: The Cape, date: 1497-11-22, via: [[28, -37]]}
          - {at: Malindi, date: 1498-04-14, step: Around Africa}
          - Calicut: 1498-05-20
"""


def mistakes(tmp_path: Path, slide: str) -> str:
    try:
        return "\n".join(drawn(tmp_path, bare(slide)).findings)
    except AssertionError as e:
        return str(e)


@pytest.mark.parametrize("how", ["", "    full: true\n"])
def test_stations_have_names_and_dates(tmp_path: Path, how: str) -> None:
    result = drawn(tmp_path, GAMA + how)
    check(result)
    said = result.words("label: ")
    for words in ("Lisbon 8 July 1497", "The Cape 22 November 1497", "Malindi 14 April 1498", "Calicut 20 May 1498"):
        assert words in said
    assert "Vasco da Gama" in said
    assert len(result.named("station: ")) == 4
    ground = next(b for b in result.boxes if b.name == "map")
    assert "Vasco da Gama: Lisbon 8 July 1497, The Cape 22 November 1497" in ground.alt


def test_the_way_to_each_station_is_a_shape_that_comes_with_its_click(tmp_path: Path) -> None:
    result = drawn(tmp_path, GAMA)
    ways = result.named("route: ")
    assert [(w.name, w.step) for w in ways] == [
        ("route: Vasco da Gama: to The Cape", 0),
        ("route: Vasco da Gama: to Malindi", 1),
        ("route: Vasco da Gama: to Calicut", 0),
    ]
    assert [b.step for b in result.named("station: ")] == [0, 0, 1, 0]
    lines = []
    for way in ways:
        assert isinstance(way, Group)
        (line,) = [b for b in way.boxes if b.name.endswith(": line")]
        assert isinstance(line, Freeform)
        lines.append(shapely.LineString([(line.rect.x + c[1], line.rect.y + c[2]) for c in line.paths[0]]))
    assert lines[0].distance(lines[1]) < 2  # it goes on where it came to
    stations = [
        shapely.box(b.rect.x, b.rect.y, b.rect.right, b.rect.bottom).centroid for b in result.named("station: ")
    ]
    for n, line in enumerate(lines):
        assert line.distance(stations[n]) < 30000
        assert line.distance(stations[n + 1]) < 30000
    assert any("'Across the ocean'" in f for f in result.findings)  # nothing comes with it


def test_a_place_to_which_a_route_returns_is_named_once(tmp_path: Path) -> None:
    slide = "  - map: H\n    frame: [-12, 36, 30, 60]\n    cities: false\n    routes:\n"
    slide += "      - stations: [{at: Paris, date: 1812-05-09}, Vienna: 1812-06-01, Paris: 1812-12-18]\n"
    said = drawn(tmp_path, slide).words("label: ")
    assert sorted(said) == ["18 December 1812", "Paris 9 May 1812", "Vienna 1 June 1812"]


@pytest.mark.parametrize(
    ("stations", "said"),
    [
        ("[]", "a route needs two stations or more"),
        ("[Lisbon]", "a route needs two stations or more"),
        ("[{date: 1497}, Lisbon]", "a station needs a place"),
        ("[Lisbon, Lisbon]", "a line needs two different places"),
        ("[Nowhereville Zz, Lisbon]", "no place 'Nowhereville Zz' in the atlas"),
        ("[{at: Lisbon, date: soon}, Calicut]", "'soon'"),
        ("[{at: Lisbon, day: 1497}, Calicut]", "unknown key 'day' in a station of a route"),
        ("[[-100, 60], [-101, 61]]", "'route 1' lies outside the map's frame"),
        ("[{at: Lisbon, step: Never}, Calicut]", "there is no step 'Never'"),
        ("[{at: Lisbon, side: red}, Calicut]", "unknown key 'side' in a station of a route"),
        ("[{at: Lisbon, via: [{river: Nosuch, from: [1, 2], to: [3, 4]}]}, Calicut]", "no river 'Nosuch'"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, stations: str, said: str) -> None:
    slide = f"  - map: H\n    frame: [-25, -45, 82, 45]\n    routes: [{{stations: {stations}}}]\n"
    assert said in mistakes(tmp_path, slide)


def test_an_uncertain_station_is_told_in_the_notes(tmp_path: Path) -> None:
    slide = GAMA.replace("label: The Cape,", "label: The Cape, confidence: low, source: Barros,")
    assert "Uncertain on this map: The Cape (Barros)" in drawn(tmp_path, slide).scene.pages[1].notes


def test_what_is_wrong_with_places_is_said_of_each_at_its_own(tmp_path: Path) -> None:
    slide = "  - map: H\n    frame: [-25, -45, 82, 45]\n    routes:\n      - stations:\n"
    slide += "          - {at: Lisbon, via: [[-18, 28],\n              Nowhereville]}\n          - Nosuchtown\n"
    found = mistakes(tmp_path, slide)
    assert "map.yaml:16:15: error: no place 'Nowhereville'" in found
    assert "map.yaml:17:13: error: no place 'Nosuchtown'" in found


def test_a_station_behind_the_globe_is_told_by_its_degrees_and_once(tmp_path: Path) -> None:
    slide = "  - map: H\n    projection: orthographic\n    around: {at: [30, 40], km: 9000}\n    cities: false\n"
    result = drawn(tmp_path, slide + "    routes: [{stations: [Paris, [-120, 0]]}]\n")
    assert any("[-120, 0] lies on the far side of the globe" in f for f in result.findings)
    assert not any("two different places" in f for f in result.findings)


def test_a_route_can_follow_a_river(tmp_path: Path) -> None:
    slide = "  - map: H\n    frame: [2, 46, 14, 53]\n    cities: false\n    rivers: false\n"
    slide += "    routes:\n      - stations: ["
    plain = drawn(tmp_path, slide + "Basel, Cologne]\n").named("route: ")
    river = drawn(tmp_path, slide + "{at: Basel, via: [{river: Rhine, from: Basel, to: Cologne}]}, Cologne]\n")
    (straight,), (winding,) = plain, river.named("route: ")
    assert isinstance(straight, Group)
    assert isinstance(winding, Group)
    assert winding.rect.w > 1.2 * straight.rect.w  # by Strasbourg and Mainz
