"""Slides of `forces` and `losses` as scenes, for the tests of both."""

from __future__ import annotations

from pathlib import Path

from podium.diagnostics import Report
from podium.kinds import load
from podium.pages.page_pass import lay_out
from podium.scene.boxes import Box, Group, Hatch, Page, Shape, Text

SIDES = """
title: Test
cover: {caption: x}
agenda: false
credits: false
sides:
  japan: {name: Japan, colour: blue}
  soviet: {name: Soviet Union, short: Soviets, colour: red}
"""


def pages(folder: Path, slide: str, deck: str = "") -> tuple[list[Page], list[str]]:
    """The pages of one slide written in YAML, and what the report says; [] if it has an error."""
    path = folder / "outline.yaml"
    path.write_text(f"{SIDES}{deck}\nslides:\n{slide}\n", encoding="utf-8")
    report = Report()
    outline = load(path, report)
    outline = None if report.failed else outline
    made = lay_out(outline, report).pages[1:] if outline else []
    return made, [d.message for d in report]


def flat(page: Page) -> list[Box]:
    """All boxes of a page, also those in groups."""
    found: list[Box] = []
    for box in page.boxes:
        found += [box, *box.boxes] if isinstance(box, Group) else [box]
    return found


def bars(page: Page) -> dict[str, Shape]:
    """The bars (and keys) of a page by name."""
    return {b.name: b for b in flat(page) if isinstance(b, Shape) and b.geometry == "rect" and b.fill}


def words(page: Page) -> dict[str, str]:
    """The texts of a page by the names of their boxes."""
    return {
        b.name: " ".join(p.text for p in b.paragraphs).replace("\u00a0", " ") for b in flat(page) if isinstance(b, Text)
    }


def is_hatched(shape: Shape) -> bool:
    return isinstance(shape.fill, Hatch)


def are_apart(a: Box, b: Box) -> bool:
    """Whether two boxes do not overlap, but for the rounding of an EMU."""
    p, q = a.rect, b.rect
    return p.right <= q.x + 1 or q.right <= p.x + 1 or p.bottom <= q.y + 1 or q.bottom <= p.y + 1
