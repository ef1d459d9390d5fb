"""A map that is drawn again comes from the cache: the same boxes and warnings, no heavy imports, never stale."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from podium import cache as podium_cache
from podium import kinds
from podium.diagnostics import Report
from podium.maps.drawing import cache as drawing_cache
from podium.maps.drawing import compose
from podium.pages.page_pass import lay_out
from podium.scene.boxes import Picture, Scene

OUTLINE = """title: T
agenda: false
credits: false
sides: {soviet: {name: Soviet Union, colour: red}}
slides:
  - map: The satellites
    territories: east-asia-1931-1941
    year: 1939
    frame: [85, 40, 125, 55]
    fill: {soviet: [mongolia]}
    cities: [Ulan Bator, Paris]
"""


@pytest.fixture
def kept(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of kept drawings, empty; borders and land are those that the map tests share."""
    (tmp_path / "cache").mkdir()
    (cache / "maps").mkdir(exist_ok=True)
    (tmp_path / "cache" / "maps").symlink_to(cache / "maps")
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "drawings"


def laid_out(folder: Path, text: str = OUTLINE) -> tuple[Scene, list[str]]:
    path = folder / "talk.yaml"
    path.write_text(text, encoding="utf-8")
    report = Report()
    outline = kinds.load(path, report)
    outline = None if report.failed else outline
    assert outline is not None, list(report)
    made = lay_out(outline, report)
    return made, [str(d) for d in report]


def shown(made: Scene) -> str:
    return repr(made.pages[1].boxes)


def test_the_second_time_is_the_same_and_draws_nothing(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, warned = laid_out(tmp_path)
    assert len(list(kept.iterdir())) == 1
    monkeypatch.delattr(compose, "draw")
    second, again = laid_out(tmp_path)
    assert shown(second) == shown(first)
    assert again == warned
    relief = next(b for b in second.pages[1].boxes if isinstance(b, Picture))
    assert second.media[relief.media].data == first.media[relief.media].data


def test_a_map_whose_frame_is_tried_twice_is_kept_with_its_warning(tmp_path: Path, kept: Path) -> None:
    """With its legend under it a map is framed anew, and says again that its coast is coarse."""
    near = OUTLINE.replace("frame: [85, 40, 125, 55]", "around: {at: [130.592, 42.3], km: 12}").replace(
        "    cities: [Ulan Bator, Paris]\n", "    legend: {soviet: Soviet Union}\n"
    ).replace("[mongolia]", "[ussr]")
    _, warned = laid_out(tmp_path, near)
    assert ["more detailed than the atlas" in w for w in warned] == [True]
    assert len(list(kept.iterdir())) == 1


def test_a_warning_from_the_cache_stands_at_its_line_of_today(tmp_path: Path, kept: Path) -> None:
    _, (before,) = laid_out(tmp_path)
    _, (after,) = laid_out(tmp_path, "# a line more\n" + OUTLINE)
    assert len(list(kept.iterdir())) == 1
    assert "'Paris' lies outside the map's frame" in before
    assert before.replace(":11:", ":12:") == after
    assert ":11:" in before


def test_from_the_cache_no_heavy_module_is_imported(tmp_path: Path, kept: Path) -> None:
    laid_out(tmp_path)
    code = (
        "import sys; from contextlib import suppress; from podium.cli import main\n"
        f"with suppress(SystemExit): main(['build', r'{tmp_path / 'talk.yaml'}', '-o', r'{tmp_path / 'talk.pptx'}'], standalone_mode=False)\n"  # noqa: E501
        "print([m for m in ('numpy', 'shapely', 'pyproj', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
    assert (tmp_path / "talk.pptx").is_file()


@pytest.mark.parametrize(
    "change",
    [
        ("year: 1939", "year: 1932"),
        ("[85, 40, 125, 55]", "[85, 40, 125, 56]"),
        ("colour: red", "colour: ochre"),
        ("title: T\n", "title: T\ntheme: night\n"),
        ("title: T\n", "title: T\nlang: de\n"),
        ("title: T\n", 'title: T\nsize: "4:3"\n'),
        ("title: T\n", "title: T\nsources: {post: {title: A post}}\n"),
        ("Paris", "Chita"),
        ("    year", "    relief: false\n    year"),
        ("    year", "    alt: A map.\n    year"),
    ],
)
def test_what_changes_the_map_draws_it_anew(tmp_path: Path, kept: Path, change: tuple[str, str]) -> None:
    laid_out(tmp_path)
    changed = OUTLINE.replace(*change)
    assert changed != OUTLINE
    cached, _ = laid_out(tmp_path, changed)
    assert len(list(kept.iterdir())) == 2
    for file in kept.iterdir():
        file.unlink()
    fresh, _ = laid_out(tmp_path, changed)
    assert shown(cached) == shown(fresh)


def test_a_lecturers_own_recipe_that_changes_draws_the_map_anew(tmp_path: Path, kept: Path) -> None:
    (tmp_path / "territories").mkdir()
    own = tmp_path / "territories" / "steppe.yaml"
    text = OUTLINE.replace("east-asia-1931-1941", "steppe")
    recipe = "title: Steppe\nterritories:\n  mongolia: {name: NAME, source: S, build: [MNG/*]}\n"
    own.write_text(recipe.replace("NAME", "Mongolia"), encoding="utf-8")
    first, _ = laid_out(tmp_path, text)
    own.write_text(recipe.replace("NAME", "Outer Mongolia"), encoding="utf-8")
    second, _ = laid_out(tmp_path, text)
    assert "territory: Mongolia" in shown(first)
    assert "territory: Outer Mongolia" in shown(second)


def test_other_code_or_data_draws_anew(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out(tmp_path)
    monkeypatch.setattr(drawing_cache, "_version", lambda: "other")
    laid_out(tmp_path)
    assert len(list(kept.iterdir())) == 2


def test_a_map_with_an_error_is_not_kept(tmp_path: Path, kept: Path) -> None:
    _, said = laid_out(tmp_path, OUTLINE.replace("soviet: [mongolia]", "soviet: [atlantis]"))
    assert any("atlantis" in line for line in said)
    assert not kept.exists()


class Trap:
    """What somebody might put into the cache to be run."""

    def __reduce__(self) -> Any:
        return print, ("sprung",)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x80",
        pickle.dumps(Trap()),
        pickle.dumps(([], Trap(), [], "")),
        pickle.dumps(7),
        pickle.dumps(([], [(1, 2)], [], "")),
    ],
)
def test_a_spoilt_drawing_is_drawn_anew_and_runs_nothing(
    tmp_path: Path, kept: Path, body: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    first, _ = laid_out(tmp_path)
    (file,) = kept.iterdir()
    podium_cache.save(file, body, 10**9)
    second, _ = laid_out(tmp_path)
    assert shown(second) == shown(first)
    assert "sprung" not in capsys.readouterr().out


def test_a_warning_follows_when_a_list_becomes_a_mapping(tmp_path: Path, kept: Path) -> None:
    listed = OUTLINE.replace("    cities: [Ulan Bator, Paris]", "    rivers: [Foo, Bar]")
    mapped = OUTLINE.replace("    cities: [Ulan Bator, Paris]", "    rivers:\n      Foo:\n      Bar:")
    laid_out(tmp_path, listed)
    _, cached = laid_out(tmp_path, mapped)
    for file in kept.iterdir():
        file.unlink()
    _, fresh = laid_out(tmp_path, mapped)
    assert cached == fresh
    assert len(fresh) == 2


def test_the_digest_covers_what_draws() -> None:
    read = {file.name for file in podium_cache.code_files(*drawing_cache._CODE)}
    assert {"widths.bin", "candidates.py", "text.py", "map.py", "diagnostics.py", "boxes.py", "de.py"} <= read
    assert {
        file.name for file in Path(drawing_cache.__file__).parents[1].rglob("*.py") if "derive" not in str(file)
    } <= read


def test_a_map_is_kept_with_everything_that_an_outline_can_put_on_it(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts of the outline that know their places are not what a kept drawing may hold."""
    text = OUTLINE + """    arrows: [{from: [90, 45], to: [95, 47], side: red, number: 1, label: Way, step: One}]
    events: [{title: Battle, at: [100, 47], side: blue, step: Two}]
    units: [{kind: armour, echelon: division, side: ochre, at: [105, 47], label: North}]
    fronts: [{path: [[95, 43], [105, 43]], side: green, label: Front, teeth: left}]
    borders: [{path: [[95, 44], [105, 44]], label: Border}]
    remarks: [{text: Remark, at: [110, 44]}]
    fill: {soviet: [mongolia], blue pale: [manchukuo]}
    hatch: {disputed red: [xinjiang]}
    steps: [One, Two]
""".replace("    fill: {soviet: [mongolia], blue", "    legend: true\n    fill: {soviet: [mongolia], blue")
    text = text.replace("    fill: {soviet: [mongolia]}\n", "", 1)
    first, _ = laid_out(tmp_path, text)
    monkeypatch.setattr(compose, "draw", None)  # it would be called if the map were drawn again
    second, _ = laid_out(tmp_path, text)
    assert shown(first) == shown(second)
