"""What a map asks for: every mistake in one run, a sensible frame where none is named, warnings for keys that say
nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from map_scenes import bare
from thorough import mixed, some

from podium import kinds
from podium.diagnostics import Report
from podium.maps.atlas import admin_units
from podium.maps.basemap import build, frames, projection
from podium.maps.basemap.build import BaseMapQuery
from podium.maps.basemap.linework import linework
from podium.maps.basemap.record import as_areas
from podium.maps.territories import evaluation, recipe_files
from podium.pages.page_pass import lay_out

HEAD = """title: T
agenda: false
credits: false
sides: {soviet: {name: Soviet Union, colour: red}}
slides:
  - map: A map
"""
ASIA = "    territories: east-asia-1931-1941\n"


def findings(folder: Path, body: str) -> list[str]:
    path = folder / "talk.yaml"
    path.write_text(bare(HEAD + body), encoding="utf-8")
    report = Report()
    outline = kinds.load(path, report)
    outline = None if report.failed else outline
    if outline is not None:
        lay_out(outline, report)
    return [str(d).partition("talk.yaml:")[2] for d in report]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("    fit: [atlantis]\n    year: 1939\n", "no territory 'atlantis' in this recipe"),
        ("    around: {place: Xyzzy, km: 30}\n    year: 1939\n", "no place 'Xyzzy' in the atlas"),
        ("    frame: [100, 30, 120, 50]\n    projection: gnomic\n    year: 1939\n", "unknown projection 'gnomic'"),
        ("    year: 19x9\n", "19x9"),
        ("    fit: [mongolia]\n", "needs 'year' or 'date'"),
        ("    around: {at: [20, 89.9], km: 30000}\n    year: 1939\n", "a radius of 30000 km"),
    ],
)
def test_a_wrong_frame_or_day_hides_no_other_mistake(tmp_path: Path, wrong: str, message: str) -> None:
    more = (
        "    fill: {nobody: [mongolia], soviet: [atlantis]}\n    cities: [Nowhereville]\n    seas: [Sea of Nothing]\n"
    )
    said = "\n".join(findings(tmp_path, ASIA + wrong + more))
    for part in (message, "'nobody' is neither a side", "no territory 'atlantis'", "no place 'Nowhereville'", "no sea"):
        assert part in said, said


@pytest.mark.parametrize("frame", ["[1, 2, 3, 2]", "[1, 2, 1, 3]", "[0, 0, 400, 10]", "[a, 2, 3, 4]", "[1, 2]"])
@pytest.mark.parametrize("key", ["frame", "inset"])
def test_a_box_that_is_none_is_an_error_at_its_place(tmp_path: Path, key: str, frame: str) -> None:
    value = f"{{frame: {frame}}}" if key == "inset" else frame
    said = findings(tmp_path, f"{ASIA}    year: 1939\n    {key}: {value}\n")
    assert [line.partition(":")[0] for line in said] == ["9"], said


@pytest.mark.parametrize("place", ["[20, 89.9]", "[0, 90]", "[0, -90]", "[180, 0]", "[-180, 66]"])
def test_the_ends_of_the_earth_can_be_drawn(tmp_path: Path, place: str) -> None:
    assert not [line for line in findings(tmp_path, f"    around: {{at: {place}, km: 400}}\n") if "error" in line]


def test_a_key_of_which_nothing_exists_on_the_day_is_a_warning(tmp_path: Path) -> None:
    fill = "    fill: {red: [protectorate_land], soviet: [ussr]}\n    legend: {soviet: S}\n"
    body = f"    territories: eastern-europe-1939-1941\n    year: 1937\n{fill}"
    said = findings(tmp_path, body)
    assert len(said) == 1
    assert "warning: no territory of 'red' exists on 1937-12-31: 'protectorate_land' 1939-03-16 to" in said[0]


def test_what_comes_with_a_step_is_there(tmp_path: Path) -> None:
    body = ASIA + "    year: 1931\n    fill: {soviet: [manchukuo]}\n    legend: {soviet: S}\n"
    assert findings(tmp_path, body + "    steps: [{name: S, date: 1932-03-01}]\n") == []


def test_keys_that_are_not_used_are_named(tmp_path: Path) -> None:
    said = findings(tmp_path, ASIA + "    year: 1939\n    frame: [100, 34, 130, 46]\n    fit: [mongolia]\n")
    assert ["'fit' is ignored" in line for line in said] == [True]
    said = findings(tmp_path, "    frame: [100, 34, 130, 46]\n    date: 1941-12-07\n")
    assert ["the borders are today's" in line for line in said] == [True]


def test_a_country_beyond_the_frame_is_known(tmp_path: Path) -> None:
    fill = "    fill: {soviet: [ROU, JPN]}\n    legend: {soviet: S}\n"
    assert findings(tmp_path, f"    frame: [14, 41, 36, 50]\n{fill}") == []


# ---- frames ------------------------------------------------------------------------------------------------


def longest_edge(frame: projection.Frame) -> float:
    """The longest straight stretch of a coast or border, in frame widths; the frame's own edges and the foot of the
    Antarctic, which is the edge of the map itself, do not count."""
    shapes = frame.coverage([g for c, g in zip(*_countries(frame), strict=True) if c != "ATA"])
    longest = 0.0
    for ring in (r for shape in shapes for r in projection.rings(shape)):
        a, b = ring[:-1], ring[1:]
        size = (1.0, frame.height)
        on_edge = np.zeros(len(a), bool)
        for axis in (0, 1):
            for edge in (0.0, size[axis]):
                on_edge |= (np.abs(a[:, axis] - edge) < 1e-6) & (np.abs(b[:, axis] - edge) < 1e-6)
        lengths = np.hypot(*(b - a)[~on_edge].T)
        longest = max(longest, float(lengths.max(initial=0.0)))
    return longest


def _countries(frame: projection.Frame) -> tuple[tuple[str, ...], list[shapely.Geometry]]:
    found = admin_units.countries_in(frame.window)
    return found.ids, list(found.geometries)


@pytest.mark.parametrize("middle", some(range(-180, 180, 30)))
def test_no_land_is_thrown_across_a_map_of_the_world(middle: int) -> None:
    west, east = ((middle + side + 180) % 360 - 180 for side in (-170, 170))
    assert longest_edge(frames.by_box(west, -56, east, 78, aspect=16 / 9)) < 0.15


@pytest.mark.parametrize(
    ("name", "box"),
    mixed(frames.PROJECTIONS, [(20, 35, -170, 80), (120, -20, -120, 60), (-100, 10, 20, 65)]),
)
def test_no_land_is_thrown_across_a_wide_map(name: str, box: tuple[float, float, float, float]) -> None:
    assert longest_edge(frames.by_box(*box, aspect=16 / 9, projection=name)) < 0.2


def test_wide_frames_are_maps_of_the_world() -> None:
    assert frames.by_box(-100, -40, 20, 65, aspect=16 / 9).projection == "equal-earth"
    assert frames.by_box(88, 19, 164, 53, aspect=16 / 9).projection == "lcc"


@pytest.mark.cases(4)
@pytest.mark.parametrize("name", sorted({*recipe_files.shipped()} - {"world-1900"}))
def test_a_shipped_set_without_a_frame_shows_its_own_lands(name: str) -> None:
    tree = recipe_files.read(recipe_files.find(name))
    west, south, east, north = map(float, tree["frame"])
    assert 10 < east - west < 90
    assert 8 < north - south < 80


def test_a_neighbour_the_size_of_a_continent_does_not_make_the_frame() -> None:
    small = [shapely.box(20 + n, 45, 21 + n, 47) for n in range(4)]
    huge = shapely.box(27, 40, 180, 80)
    assert frames.without_giants([*small, huge]) == small
    assert frames.without_giants(small) == small


@pytest.mark.parametrize("side", ["left", "right"])
def test_lands_that_the_frame_is_fitted_to_keep_clear_of_the_panel(side: str) -> None:
    tree = recipe_files.read(Path("slides_src/territories/turkey-1923.yaml"))
    found, mistakes = build.base_map(BaseMapQuery(tree, "1923", ("fit", "turkey"), 1.7, keep_clear=side))
    assert mistakes == []
    assert found is not None
    turkey = found.area("turkey")
    assert turkey is not None
    left, _, right, _ = turkey.shape.bounds
    assert (left > frames.CLEAR) == (side == "left")
    assert (right < 1 - frames.CLEAR) == (side == "right")


def test_an_area_cut_behind_the_earth_has_no_border_with_itself() -> None:
    frame = frames.by_box(-180, 60, 180, 90, aspect=1.0)
    areas = as_areas(
        [
            evaluation.Territory(c, c, g, None, None, None, "high", None, False)
            for c, g in zip(*_countries(frame), strict=True)
        ],
        frame.coverage(_countries(frame)[1]),
    )
    only = [a for a in areas if a.id == "RUS" and not a.shape.is_empty]
    assert linework(only, frame.height).borders.is_empty


def test_a_colour_will_do_for_a_side_that_nobody_names(tmp_path: Path) -> None:
    body = "    frame: [100, 34, 130, 46]\n    arrows: [{from: [105, 40], to: [110, 40], side: violet}]\n"
    assert findings(tmp_path, body) == []
    said = findings(tmp_path, body.replace("violet", "purple"))
    assert any("'purple'" in line for line in said)


@pytest.mark.parametrize(
    "keys",
    [
        "    lakes: {X: [[1, 2], [nan, nan], [3, 4]]}\n",
        "    rivers: {X: [[1, 2], [300, 5], [3, 4]]}\n",
        "    seas: {X: [a, b]}\n",
        "    seas: {X: [nan, 3]}\n",
        "    lakes: {X: [[1, 2]]}\n",
    ],
)
def test_places_of_water_that_are_none_are_one_error(tmp_path: Path, keys: str) -> None:
    said = findings(tmp_path, "    frame: [0, 0, 20, 12]\n" + keys)
    assert [line.partition(" ")[2].split(":")[0] for line in said] == ["error"], said


def test_a_recipe_can_be_shown_in_the_whole_world(tmp_path: Path) -> None:
    assert findings(tmp_path, ASIA + "    year: 1939\n    frame: [-180, -60, 180, 80]\n    relief: false\n") == []


@pytest.mark.parametrize(
    ("events", "place"),
    [
        ("    events: {title: X, at: Nowheria}\n", "9:28"),
        ("    events: [{title: X, at: Nowheria}]\n", "9:29"),
        ("    cities: {Nowheria: Y}\n", "9:24"),
        ("    cities: [Paris, Nowheria]\n", "9:21"),
    ],
)
def test_an_entry_is_found_in_a_list_in_a_mapping_and_alone(tmp_path: Path, events: str, place: str) -> None:
    said = findings(tmp_path, ASIA + "    year: 1939\n" + events)
    assert [line.partition(": ")[0] for line in said if "Nowheria" in line] == [place], said


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "{}\n", "null\n"])
def test_an_empty_recipe_is_an_error_in_the_recipe_and_no_map_of_todays_countries(tmp_path: Path, text: str) -> None:
    (tmp_path / "territories").mkdir()
    (tmp_path / "territories" / "mine.yaml").write_text(text, "utf-8")
    (tmp_path / "talk.yaml").write_text(HEAD + "    territories: mine\n    year: 1939\n", "utf-8")
    report = Report()
    outline = kinds.load(tmp_path / "talk.yaml", report)
    assert outline is not None
    lay_out(outline, report)
    assert [str(d).rpartition("/")[2] for d in report] == [
        "mine.yaml:1:1: error: this recipe is empty; list its territories under 'territories:'"
    ]


def test_a_recipe_without_territories_is_a_mistake_of_the_recipe(tmp_path: Path) -> None:
    (tmp_path / "territories").mkdir()
    (tmp_path / "territories" / "mine.yaml").write_text("title: Mine\n", "utf-8")
    (tmp_path / "talk.yaml").write_text(HEAD + "    territories: mine\n    year: 1939\n", "utf-8")
    report = Report()
    outline = kinds.load(tmp_path / "talk.yaml", report)
    assert outline is not None
    lay_out(outline, report)
    assert [str(d).rpartition("/")[2] for d in report] == ["mine.yaml:1:1: error: a recipe needs 'territories'"]


@pytest.mark.parametrize("inset", ["maybe", "[1]", "[100, 20, 150, 55]", "3"])
def test_an_inset_is_true_false_or_a_frame(tmp_path: Path, inset: str) -> None:
    said = findings(tmp_path, ASIA + f"    year: 1939\n    inset: {inset}\n")
    assert len(said) == 1
    assert said[0].startswith("9:12: error: 'inset' is true, false or a frame, not")


def test_of_two_keys_that_say_the_same_the_unused_one_is_named(tmp_path: Path) -> None:
    said = findings(
        tmp_path,
        ASIA
        + """    year: 1938
    date: 1939-08-20
    events: [{title: A, at: [110, 45], place: Mukden}]
    arrows: [{path: [[100, 45], [110, 45]], to: Mukden}]
""",
    )
    assert [s.partition("warning: ")[2] for s in said] == [
        "'year' is ignored: the map has 'date'; keep one of them",
        "'place' is ignored: there is 'at'; keep one of them",
        "'to' is ignored: there is 'path'; keep one of them",
    ]


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        ("Modlin", "did you mean 'Mödling'? If not, give its place: [longitude, latitude]"),
        ("Warsav", "did you mean 'Warsaw'? If not, give its place: [longitude, latitude]"),
        ("Fort Legions", "did you mean 'Fort Legionow'? If not, give its place: [longitude, latitude]"),
        ("Medellim", "give its place: [longitude, latitude]"),  # Medellín is on another continent
        ("Sowinia Gura", "give its place: [longitude, latitude]"),
    ],
)
@pytest.mark.parametrize("key", ["cities: [{}]", "events: [{{title: A, at: {}}}]", "fronts: [{{path: [{}, Berlin]}}]"])
def test_an_unknown_place_is_looked_for_near_the_frame(tmp_path: Path, key: str, place: str, hint: str) -> None:
    own = "    remarks: [{text: Fort Legionow, at: [21, 52.4]}]\n"
    said = findings(tmp_path, f"    frame: [14, 48, 26, 56]\n{own}    {key.format(place)}\n")
    assert [s.partition("error: ")[2] for s in said if "error: " in s] == [f"no place '{place}' in the atlas; {hint}"]


def test_the_place_that_a_map_is_about_is_looked_for_everywhere(tmp_path: Path) -> None:
    said = findings(tmp_path, "    around: {place: Suomusalmi, km: 100}\n")
    assert [s.partition("error: ")[2] for s in said] == [
        "no place 'Suomusalmi' in the atlas; did you mean 'Suomussalmi'? If not, give its place: [longitude, latitude]"
    ]


@pytest.mark.parametrize(
    ("frame", "warns"), [("-180, -90, 180, 90", True), ("0, 40, 60, 86", True), ("0, 40, 60, 85", False)]
)
def test_mercator_ends_short_of_the_poles_and_says_so(tmp_path: Path, frame: str, warns: bool) -> None:
    said = findings(tmp_path, f"    frame: [{frame}]\n    projection: mercator\n    relief: false\n")
    assert [s for s in said if "Mercator" in s] == [
        "7:12: warning: Mercator cannot show the poles: this map ends at 85 degrees; "
        "write latitudes from -85 to 85, or choose another projection"
    ] * warns
