"""`map` and `territories`: what people type, what is written, which exit code a script gets; never half a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image
from talk import shared_folder

Run = Callable[..., Result]

RECIPE = """\
title: Mongolia
territories:
  mongolia: {name: Mongolia, from: 1924, source: S, confidence: high, build: [MNG/*]}
"""
MAP = "territories: mongolia\n{0}year: 1939\n{0}fit: mongolia\n{0}relief: false\n"
ALONE = "theme: night\nmap:\n  " + MAP.format("  ")
LECTURE = f"""\
title: T
slides:
  - points: No map here
    items: [a]
  - map: The first
    id: first
    {MAP.format("    ")}
  - points: The second
    items: [a]
    beside:
      map:
        {MAP.format("        ")}
"""


@pytest.fixture(autouse=True)
def recipes(project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lecturer's folder of recipes. The cache is the test's own but for borders and land, which all tests share."""
    shared = shared_folder(tmp_path_factory, "maps-cache") / "maps"
    shared.mkdir(exist_ok=True)
    (project / "cache").mkdir()
    (project / "cache" / "maps").symlink_to(shared)
    folder = project / "slides_src" / "territories"
    folder.mkdir()
    (folder / "mongolia.yaml").write_text(RECIPE, "utf-8")
    monkeypatch.setenv("PODIUM_CACHE", str(project / "cache"))
    return folder


def outline(project: Path, text: str) -> str:
    path = project / "slides_src" / "talk.yaml"
    path.write_text(text, "utf-8")
    return str(path.relative_to(project))


def written(project: Path) -> set[str]:
    """All files but the sources and the cache, with those that a program hides."""
    files = {p.relative_to(project) for p in project.rglob("*") if p.is_file()}
    return {path.as_posix() for path in files if path.parts[0] not in ("slides_src", "cache")}


# ---------------------------------------------------------------------------------------------------- map


def test_a_small_file_with_one_map_becomes_a_picture_in_its_theme(podium: Run, project: Path) -> None:
    result = podium("map", outline(project, ALONE), "-o", "m.png", "--width", "640")
    assert (result.exit_code, written(project)) == (0, {"m.png"})
    with Image.open(project / "m.png") as file:
        image = file.convert("RGB")
    assert image.size == (640, 360)
    colours = image.getcolors(640 * 360)
    assert colours
    red, green, blue = max(colours)[1]  # the commonest
    assert red + green + blue < 300


def test_every_map_of_a_lecture_is_a_picture_of_its_own(podium: Run, project: Path) -> None:
    result = podium("map", outline(project, LECTURE), "-o", "maps/m.svg")
    assert result.exit_code == 0
    assert written(project) == {"maps/m-first.svg", "maps/m-slide-0-3.svg"}
    assert "territory" in (project / "maps/m-first.svg").read_text("utf-8")


@pytest.mark.parametrize("slide", ["first", "3"])
def test_one_slide_is_chosen_by_its_id_or_its_number_in_the_deck(podium: Run, project: Path, slide: str) -> None:
    result = podium("map", outline(project, LECTURE), "--slide", slide, "-o", "m.png", "--width", "400")
    assert (result.exit_code, written(project)) == (0, {"m.png"})


def test_without_a_name_the_picture_goes_to_output(podium: Run, project: Path) -> None:
    assert podium("map", outline(project, ALONE), "--width", "400", "-q").output == ""
    assert written(project) == {"output/talk.png"}


@pytest.mark.parametrize("slide", ["2", "99", "khasan"])
def test_a_slide_without_a_map_is_named_and_nothing_written(podium: Run, project: Path, slide: str) -> None:
    result = podium("map", outline(project, LECTURE), "--slide", slide, "-o", "m.png")
    assert result.exit_code == 2
    assert f"slide {slide}" in result.output.replace("'", "")
    assert "slides with maps: 3 (first), 4 (slide-0-3)" in result.output
    assert written(project) == set()


@pytest.mark.parametrize(
    "arguments", [["-o", "m.jpg"], ["-o", "m.svg", "--width", "500"], ["--width", "5"], ["--width", "6001"]]
)
def test_wrong_usage_is_exit_code_2(podium: Run, project: Path, arguments: list[str]) -> None:
    result = podium("map", outline(project, ALONE), *arguments)
    assert (result.exit_code, written(project)) == (2, set())
    assert "Usage:" in result.output


def test_an_outline_without_maps_says_so(podium: Run, project: Path) -> None:
    result = podium("map", outline(project, "title: T\nslides: [{points: A, items: [a]}]\n"))
    assert result.exit_code == 1
    assert "no map" in result.output


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("map:\n  territories: mongolia\n  yeer: 1939\n", ":3:3: error:", "did you mean 'year'?"),
        ("map: mongolia\n", ":1:6: error:", "indent them below 'map:'"),
        ("thme: night\nmap:\n  territories: mongolia\n", ":1:1: error:", "did you mean 'theme'?"),
        ("map:\n  territories: mongolai\n  year: 1939\n", ":2:", "did you mean 'mongolia'?"),
    ],
)
def test_mistakes_have_their_place_in_the_small_file_and_nothing_is_written(
    podium: Run, project: Path, text: str, place: str, words: str
) -> None:
    result = podium("map", outline(project, text), "-o", "m.png")
    assert result.exit_code == 1
    assert f"slides_src/talk.yaml{place}" in result.output
    assert words in result.output
    assert written(project) == set()


# --------------------------------------------------------------------------------------------- territories


def test_the_sets_are_listed_the_lecturers_own_too(podium: Run) -> None:
    listed = podium("territories").output
    assert listed == podium("list", "territories").output
    names = {line.split()[0] for line in listed.splitlines()}
    assert names >= {"east-asia-1931-1941", "eastern-europe-1939-1941", "mongolia"}


def test_a_sets_territories_are_listed_with_their_dates(podium: Run) -> None:
    result = podium("territories", "mongolia")
    assert result.exit_code == 0
    assert "mongolia  Mongolia (from 1924)" in result.output


def test_borders_are_written_as_geojson_to_a_file_or_to_standard_output(podium: Run, project: Path) -> None:
    result = podium("territories", "mongolia", "--year", "1939", "-o", "out/m.geojson")
    assert (result.exit_code, written(project)) == (0, {"out/m.geojson"})
    found = json.loads((project / "out/m.geojson").read_text("utf-8"))
    (feature,) = found["features"]
    assert feature["properties"] == {
        "id": "mongolia",
        "name": "Mongolia",
        "from": "1924",
        "to": None,
        "source": "S",
        "confidence": "high",
        "overlay": False,
        "day": "1939-12-31",
    }
    assert podium("territories", "mongolia", "--year", "1939").output == (project / "out/m.geojson").read_text("utf-8")


def test_a_set_is_drawn_with_its_names_on_a_day(podium: Run, project: Path, recipes: Path) -> None:
    result = podium("territories", "mongolia", "--year", "1939", "-o", "out/m.svg")
    assert (result.exit_code, written(project)) == (0, {"out/m.svg"}), result.output
    assert "<title>Mongolia</title>" in (project / "out/m.svg").read_text("utf-8")
    path = recipes / "mongolia.yaml"
    result = podium("territories", str(path), "--year", "1939-09", "-o", "out/m.png")
    assert (result.exit_code, written(project)) == (0, {"out/m.svg", "out/m.png"}), result.output
    with Image.open(project / "out/m.png") as picture:
        assert picture.size == (2560, 1440)
    path.write_text("territories:\n  a: {build: [MNG/Dornot]}\n  b: {build: [MNG/Selenge], form: 1924}\n", "utf-8")
    result = podium("territories", "mongolia", "--year", "1939", "-o", "out/x.png")
    assert result.exit_code == 1
    assert "mongolia.yaml:2:15: error:" in result.output
    assert "mongolia.yaml:3:" in result.output
    assert written(project) == {"out/m.svg", "out/m.png"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "x.geojson"],
        ["mongolia", "-o", "x.geojson"],
        ["mongolai", "--year", "1939"],
        ["mongolia", "--year", "soon", "-o", "x.geojson"],
        ["mongolia", "--year", "1939", "-o", "thesis.docx"],
        ["mongolia", "--year", "soon", "-o", "x.png"],
        ["mongolai", "--year", "1939", "-o", "x.svg"],
        ["world_1914.geojson", "--year", "1914", "-o", "x.png"],
    ],
)
def test_wrong_requests_are_exit_code_2_and_write_nothing(podium: Run, project: Path, arguments: list[str]) -> None:
    assert (podium("territories", *arguments).exit_code, written(project)) == (2, set())


def test_mistakes_of_a_recipe_are_all_told_with_their_places(podium: Run, recipes: Path, project: Path) -> None:
    path = recipes / "mongolia.yaml"
    path.write_text("territories:\n  a: {build: [MNG/Dornot]}\n  b: {build: [MNG/Selenge], form: 1924}\n", "utf-8")
    for arguments in ([], ["--year", "1939", "-o", "x.geojson"]):
        result = podium("territories", str(path), *arguments)
        assert result.exit_code == 1
        assert f"{path}:2:15: error:" in result.output
        assert f"{path}:3:" in result.output
        assert result.output.count("did you mean") == 2
    assert written(project) == set()


def test_a_recipe_is_checked_on_every_day_that_its_borders_change(podium: Run, recipes: Path) -> None:
    path = recipes / "two.yaml"
    a, b = "a: {to: 1930, build: [MNG/*]}", "b: {from: 1925, build: [MNG/Dornod]}"
    path.write_text(f"territories:\n  {a}\n  {b}\n", "utf-8")
    result = podium("territories", "two")
    assert result.exit_code == 1
    assert "overlap" in result.output


def test_a_pictures_bytes_are_the_same_each_time(podium: Run, project: Path) -> None:
    path = outline(project, ALONE)
    for name in ("a.png", "b.png"):
        podium("map", path, "-o", name, "--width", "300")
    assert (project / "a.png").read_bytes() == (project / "b.png").read_bytes()
    with Image.open(project / "a.png") as image:
        assert image.size == (300, 168)


# ---------------------------------------------------------------------------------------------------- list


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("territories", "mongolia"), "mongolia  Mongolia (from 1924)"),
        (("units",), "TUR/*  Turkey: 81 units"),
        (("units",), "ABW/*  Aruba: 1 unit"),
        (("units", "turkey"), "TUR/Hatay"),
        (("rivers", "amn"), "Yalu  Amnok, Amnokkang"),
        (("lakes", "Baik"), "Baikal"),
        (("lakes", "Hirak"), "Hirakud Dam  since 1956"),
        (("lakes", "Kakhovka"), "Kakhovka  from 1955 to 2022"),
        (("lakes", "Zaysan"), "Zaysan  Saissansee, Зайсан, today's shore since 1960"),
        (("seas", "Ostsee"), "Baltic Sea  Ostsee, Βαλτική Θάλασσα"),
        (("places", "Mukden"), "Mukden  [123.43, 41.79] CN, today Shenyang"),
        (("places", "Lwów"), "Lwów  [24.02, 49.84] UA, today Lviv, 1919 to 1939"),
    ],
)
def test_list_shows_what_maps_can_be_made_of(podium: Run, arguments: tuple[str, ...], line: str) -> None:
    result = podium("list", *arguments)
    assert result.exit_code == 0, result.output
    assert any(row.startswith(line) for row in result.output.splitlines()), result.output[:400]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("units", "Tukey"), "did you mean 'Turkey'"),
        (("places", "Mukdn"), "did you mean 'Mukden'"),
        (("places",), "needs a name"),
        (("rivers", "qqq"), "no river in the atlas begins with 'qqq'"),
        (("territories", "mongol"), "did you mean 'mongolia'"),
        (("kinds", "map"), "takes no name"),
    ],
)
def test_list_of_a_name_that_nobody_knows(podium: Run, arguments: tuple[str, ...], message: str) -> None:
    result = podium("list", *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output


def test_a_label_in_letters_that_no_font_has_is_a_warning_at_its_line(podium: Run, project: Path) -> None:
    source = outline(project, ALONE + "  cities: [{name: 𐘀𐘁, at: [105, 47]}]\n")
    result = podium("map", source, "-o", "maps.png")
    assert result.exit_code == 0
    assert ":7:19: warning: no installed font has Linear A letters: they appear as boxes" in result.stderr
