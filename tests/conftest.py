"""Fixtures: an outline text becomes a scene, a deck, findings, or a run of the command line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from podium.diagnostics import Report
from podium.layout.scene import Box, Group, Page, Scene, Table, Text

ROOT = Path(__file__).parent.parent


@dataclass
class Talk:
    """An outline that was read and laid out: its file, findings, scene (None after errors) and deck."""

    source: Path
    report: Report
    scene: Scene | None
    path: Path

    @property
    def pages(self) -> list[Page]:
        assert self.scene is not None, self.messages
        return self.scene.pages

    @property
    def messages(self) -> list[str]:
        """The findings as they are printed, without the folder."""
        return [str(d).replace(str(self.source), self.source.name) for d in self.report]

    def page(self, id: str) -> Page:
        return next(p for p in self.pages if p.id == id)

    def slides(self) -> list[Page]:
        """The lecturer's own slides."""
        made = ("cover", "agenda", "credits", "section-")
        return [p for p in self.pages if not p.id.startswith(made)]

    def text(self) -> str:
        """All that stands on the slides."""
        return "\n".join(text_of(p) for p in self.pages)

    def presentation(self) -> Any:
        """The written deck as python-pptx reads it."""
        from pptx import Presentation

        return Presentation(str(self.path))


def boxes_of(page: Page) -> Iterator[Box]:
    """All boxes of a page, those in groups too."""
    todo = list(page.boxes)
    while todo:
        box = todo.pop(0)
        yield box
        todo = [*(box.boxes if isinstance(box, Group) else ()), *todo]


def box(page: Page, name: str) -> Any:
    """The box of that name; the names of a page are unique."""
    return next(b for b in boxes_of(page) if b.name == name)


def texts_of(page: Page) -> list[str]:
    """Every paragraph of a page in reading order, the cells of tables too; no-break spaces as plain ones."""
    found = []
    for b in boxes_of(page):
        if isinstance(b, Text):
            found += [p.text.replace("\u00a0", " ") for p in b.paragraphs]
        elif isinstance(b, Table):
            found += [p.text.replace("\u00a0", " ") for row in b.rows for cell in row for p in cell.paragraphs]
    return found


def text_of(page: Page) -> str:
    return "\n".join(texts_of(page))


def words(text: str) -> list[str]:
    """Words without the white space and the "…" that layout may put between them."""
    return text.replace("…", " ").split()


def read(source: Path) -> Talk:
    """The outline, checked and laid out but not written."""
    from podium.layout.pages import lay_out
    from podium.outline.checks import check_outline
    from podium.outline.deck import load

    report = Report()
    outline = load(source, report)
    scene = None
    if outline is not None:
        check_outline(outline, report)
        scene = lay_out(outline, report)
    return Talk(source, report, scene, source.parent.parent / "output" / f"{source.stem}.pptx")


@pytest.fixture
def lecture(tmp_path: Path) -> Callable[..., Talk]:
    """`lecture(outline text)`: the outline read and laid out in a project folder of its own."""

    def make(text: str | bytes, name: str = "talk") -> Talk:
        source = tmp_path / "slides_src" / f"{name}.yaml"
        source.parent.mkdir(exist_ok=True)
        (tmp_path / "images").mkdir(exist_ok=True)
        source.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(source)

    return make


@pytest.fixture
def slide(lecture: Callable[..., Talk]) -> Callable[..., Talk]:
    """`slide(yaml of one slide)`: a lecture titled "Talk" with only this slide and the cover."""

    def make(text: str, head: str = "") -> Talk:
        body = "\n".join("    " + line for line in text.strip("\n").splitlines())
        return lecture(f"title: Talk\ncredits: false\n{head}slides:\n  -\n{body}\n")

    return make


@pytest.fixture
def deck(lecture: Callable[..., Talk]) -> Callable[..., Talk]:
    """`deck(outline text)`: as `lecture`, and the deck is written."""

    def make(text: str, name: str = "talk") -> Talk:
        from podium.backends.pptx.write import write

        made = lecture(text, name)
        assert made.scene is not None, made.messages
        assert not made.report.failed, made.messages
        write(made.scene, made.path)
        return made

    return make


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    for folder in ("slides_src", "images", "output"):
        (tmp_path / folder).mkdir()
    return tmp_path


@pytest.fixture
def podium(project: Path) -> Callable[..., Result]:
    """`podium("build", …)` in an empty project; a traceback fails the test."""
    from podium.cli import main

    def run(*arguments: str) -> Result:
        result = CliRunner().invoke(main, list(arguments))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice; without it the test is skipped, but not in CI."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found and os.environ.get("CI"):
        pytest.fail("LibreOffice is missing")
    if not found:
        pytest.skip("LibreOffice is missing")
    return found
