"""The deck that podium would write now, read as the one that others saved.

In: a scene. Out: `Built`: its slides as `deck` reads them, and for each shape the places of its words in the outline.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import NamedTuple

from podium.backends.pptx.record import Record
from podium.backends.pptx.show import Show
from podium.backends.pptx.write import write_into
from podium.diffing import deck
from podium.diffing.deck import Shape, Slide
from podium.ooxml import Package
from podium.scene.boxes import Box, Page, Paragraph, Scene, Table, Text, every_box, lasting

Place = tuple[int, int] | None


class BuiltSlide(NamedTuple):
    """A page, the slide that is written for it, and for each of its shapes the places of its paragraphs."""

    page: Page
    slide: Slide
    places: tuple[tuple[Place, ...], ...]

    def place(self, shape: int, paragraph: int) -> Place:
        """Where the words of a paragraph stand in the outline; None if podium says them by itself."""
        found = self.places[shape]
        return found[paragraph] if paragraph < len(found) else None


class Built(NamedTuple):
    """All pages, and what podium would note in the deck."""

    slides: tuple[BuiltSlide, ...]
    record: Record


def of(scene: Scene, auto: bool = False) -> Built:
    """The deck of a scene; `auto`: as `build --auto` makes it."""
    file = io.BytesIO()
    write_into(file, scene, Show(auto, False, 1, False))
    found = deck.read(Package(file))
    assert found.record is not None
    slides = []
    for page, slide in zip(scene.pages, found.slides, strict=True):
        boxes = every_box(lasting(page.boxes) if auto else page.boxes)
        slides.append(BuiltSlide(page, slide, tuple(_places(box) for box in boxes)))
    return Built(tuple(slides), found.record)


def _places(box: Box) -> tuple[Place, ...]:
    """The place of each paragraph that is written for a box."""
    if isinstance(box, Table):
        return tuple(p.place for row in box.rows for cell in row for p in cell.paragraphs)
    if not isinstance(box, Text):
        return (None,)
    return tuple(_own(box.paragraphs, box.place))


def _own(paragraphs: Iterable[Paragraph], place: Place) -> list[Place]:
    found = [p.place for p in paragraphs]
    return found if any(found) else [place for _ in found]


def words(shape: Shape) -> list[tuple[int, str]]:
    """The paragraphs of a shape that have words, by single blanks, each with its number."""
    said = ((n, " ".join(p.split())) for n, p in enumerate(shape.paragraphs))
    return [(n, text) for n, text in said if text]
