"""Figures as their author sees them: an outline, its folder, a cache of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podium.backends.figures import painting
from podium.diagnostics import Report
from podium.kinds import load
from podium.pages.page_pass import lay_out
from podium.scene.boxes import Page, Picture, Scene

SIDES = """title: T
cover: {caption: x}
agenda: false
credits: false
sides:
  japan: {name: Japan, colour: blue}
  soviet: {name: Soviet Union, colour: red}
"""


class Laid:
    """What became of one slide: the scene (None after errors in reading), what is drawn, what is said."""

    def __init__(self, scene: Scene | None, drawings: list[Any], report: Report) -> None:
        self.scene, self.drawings, self.report = scene, drawings, report

    @property
    def messages(self) -> list[str]:
        return [str(d) for d in self.report]

    @property
    def pages(self) -> list[Page]:
        assert self.scene is not None, self.messages
        return self.scene.pages[1:]

    @property
    def pictures(self) -> list[Picture]:
        return [b for page in self.pages for b in page.boxes if isinstance(b, Picture)]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "figures"


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Laid]:
    """`lay(slide)` lays out the YAML of one figure; with `paint=False` (the default) nothing is painted."""

    def make(body: str, deck: str = "", *, paint: bool = False, allow_scripts: bool = False) -> Laid:
        path = tmp_path / "talk.yaml"
        indented = "".join(f"    {line}\n" for line in body.strip().splitlines())
        path.write_text(f"{SIDES}{deck}\nslides:\n  - figure: A headline\n{indented}", encoding="utf-8")
        report = Report()
        outline = load(path, report)
        outline = None if report.failed else outline
        scene = lay_out(outline, report, allow_scripts=allow_scripts) if outline else None
        if paint and scene is not None:
            painting.paint_figures(scene)
        return Laid(scene, list(scene.figures.values()) if scene else [], report)

    return make
