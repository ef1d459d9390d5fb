"""A talk in a test: an outline that was read and laid out, and how to look at its pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podium.diagnostics import Report
from podium.scene.boxes import Box, Group, Page, Scene, Table, Text

ROOT = Path(__file__).parent.parent
TOLERANCE = 1.0  # pt


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
        return [p for p in self.pages if not p.generated]

    def text(self) -> str:
        """All that stands on the slides."""
        return "\n".join(text_of(p) for p in self.pages)

    def presentation(self) -> Any:
        """The written deck as python-pptx reads it."""
        from pptx import Presentation

        return Presentation(str(self.path))


def shared_folder(factory: Any, name: str) -> Path:
    """A folder for this run of the tests; all workers have the same one, so it is for files that are made at once."""
    base: Path = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    return folder


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
    from podium.kinds import load
    from podium.outline.checks import check_outline
    from podium.pages.page_pass import lay_out

    report = Report()
    outline = load(source, report)
    scene = None
    mistakes = report.failed
    if outline is not None:
        check_outline(outline, report)
        scene = lay_out(outline, report)
        scene = None if mistakes else scene  # it was only looked through
    return Talk(source, report, scene, source.parent.parent / "output" / f"{source.stem}.pptx")


def too_full(made: Talk) -> list[str]:
    """Text boxes whose lines need more height than the box has, and boxes that leave the slide."""
    assert made.scene is not None
    slide = made.scene.grid.slide
    found = []
    for page in made.pages:
        for b in boxes_of(page):
            outside = b.rect.x < 0 or b.rect.y < 0 or b.rect.right > slide.w or b.rect.bottom > slide.h
            if outside and not b.bleed:
                found.append(f"{page.id}: '{b.name}' leaves the slide")
            if isinstance(b, Text):
                needed = sum(p.lines * p.pitch + p.before for p in b.paragraphs)
                room = b.rect.height_pt - (b.inset[1] + b.inset[3]) / 12700
                if needed > room + TOLERANCE:
                    found.append(f"{page.id}: '{b.name}' needs {needed:.0f} pt and has {room:.0f}")
    return found
