"""doctor: what is there, what is missing and what to do, on machines that lack this and that."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import Result

from podium import data
from podium.commands import _machine

Run = Callable[..., Result]


@pytest.fixture
def talk(project: Path) -> Path:
    path = project / "slides_src" / "talk.yaml"
    path.write_text("title: T\n", "utf-8")
    return path


def found(podium: Run) -> dict[str, list[dict[str, str]]]:
    result = podium("doctor", "--json")
    by_code: dict[str, list[dict[str, str]]] = {}
    for finding in json.loads(result.stdout):
        by_code.setdefault(finding["code"], []).append(finding)
    failed = any(f["severity"] == "error" for findings in by_code.values() for f in findings)
    assert result.exit_code == int(failed)
    return by_code


def test_a_machine_that_can_build_is_healthy(podium: Run, talk: Path) -> None:
    result = podium("doctor")
    assert result.exit_code == 0
    assert "MISSING" not in result.output
    assert f"project: {talk.parents[1]}, 1 outline: talk.yaml" in result.output
    assert f"pydantic {metadata.version('pydantic')}" in result.output


def test_every_file_of_the_atlas_is_looked_at() -> None:
    assert set(_machine.ATLAS) == {p.name for p in data.MAPS.iterdir() if p.suffix != ".yaml"}


@pytest.mark.parametrize("version", [None, "0.9"])
def test_a_package_that_is_missing_or_old_is_an_error(
    podium: Run, talk: Path, monkeypatch: pytest.MonkeyPatch, version: str | None
) -> None:
    real = _machine._version
    monkeypatch.setattr(_machine, "_version", lambda name: version if name == "pydantic" else real(name))
    errors = [f for f in found(podium)["packages"] if f["severity"] == "error"]
    assert [f["message"] for f in errors] == [
        "pydantic is not installed" if version is None else "pydantic 0.9 is older than 2.10"
    ]
    assert "make deck" in errors[0]["hint"]


def test_a_package_that_cannot_be_loaded_is_an_error(
    podium: Run, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(_machine._IMPORTS, "shapely", "no_such_module_at_all")
    errors = [f["message"] for f in found(podium)["packages"] if f["severity"] == "error"]
    assert len(errors) == 1
    assert "cannot be loaded: No module named" in errors[0]


def test_an_extra_that_is_missing_is_a_note_with_what_it_is_for(
    podium: Run, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = _machine._version
    monkeypatch.setattr(_machine, "_version", lambda name: None if name == "segno" else real(name))
    lan = next(f for f in found(podium)["extras"] if "'lan'" in f["message"])
    assert (lan["severity"], lan["message"]) == ("warning", "the extra 'lan' is not complete: segno")
    assert "QR codes" in lan["hint"]
    assert "pip install 'podium[lan]'" in lan["hint"]


def test_the_extras_are_those_of_the_project() -> None:
    import tomllib

    project = tomllib.loads((Path(_machine.__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {k: v for k, v in project["optional-dependencies"].items() if not v[0].startswith("podium[")}
    names = {extra: tuple(re.split("[>=]", one)[0] for one in packages) for extra, packages in wanted.items()}
    assert names == {extra: packages for extra, (packages, _) in _machine._EXTRAS.items()}


def test_an_atlas_of_stubs_is_damaged(
    podium: Run, talk: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = tmp_path / "data" / "maps"
    copy.mkdir(parents=True)
    for name in _machine.ATLAS:
        (copy / name).write_bytes(b"x")
    (copy / "land.map").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    (copy.parent / "widths.bin").write_bytes(b"x")
    monkeypatch.setattr(data, "MAPS", copy)
    (finding,) = found(podium)["atlas"]
    assert (finding["severity"], finding["message"]) == ("error", "the atlas is damaged: land.map")


def test_missing_fonts_are_named_with_their_twins(
    podium: Run, talk: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "share" / "fonts").mkdir(parents=True)
    (tmp_path / "share" / "fonts" / "Carlito-Regular.ttf").write_bytes(b"x")
    monkeypatch.setattr(_machine.sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "share"))
    monkeypatch.setenv("HOME", str(tmp_path))
    fonts = found(podium)["fonts"]
    assert fonts[0]["message"] == "fonts: Carlito for Calibri"
    assert "neither Cambria nor Caladea is installed" in [f["message"] for f in fonts]
    assert any("fonts-crosextra-caladea" in f["hint"] for f in fonts)


def test_programs_are_not_needed(podium: Run, talk: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(_machine, "_PLACES", {"LibreOffice": (), "A browser": ()})
    assert {f["severity"] for f in found(podium)["programs"]} == {"warning"}


def test_the_cache_is_measured(podium: Run, talk: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "kept"))
    (tmp_path / "kept" / "maps").mkdir(parents=True)
    (tmp_path / "kept" / "maps" / "a.map").write_bytes(b"x" * 2_500_000)
    (finding,) = found(podium)["cache"]
    assert finding["message"].endswith("kept (2.5 MB)")


def test_a_cache_that_cannot_be_written_is_a_warning(
    podium: Run, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(talk / "below-a-file"))
    (finding,) = found(podium)["cache"]
    assert finding["severity"] == "warning"
    assert "PODIUM_CACHE" in finding["hint"]


def test_a_folder_without_outlines_says_how_to_start(podium: Run, project: Path) -> None:
    (finding,) = found(podium)["project"]
    assert finding["severity"] == "warning"
    assert "podium new" in finding["hint"]
