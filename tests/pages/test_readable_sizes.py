"""Every word that must be read is 16 pt or more: in the lecture, in the sampler, and on the golden pages.

The sizes of native charts (axes, labels, legend) and of the native shapes of maps and figures count too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from talk import read

from podium.scene.boxes import Box, Chart, Paragraph, Scene, Table, Text, every_box
from podium.scene.type_scale import FINE, READABLE

ROOT = Path(__file__).parents[2]
OUTLINES = [*sorted((ROOT / "slides_src").glob("*.yaml")), *sorted((Path(__file__).parent / "golden").glob("*.yaml"))]

# Boxes with smaller words, by their names, and why nobody in the last row must read them.
FINE_PRINT = re.compile(
    r"Source$"  # where the words come from
    r"|Section$|Slide number$|Foot span$"  # where we are in the lecture
    r"|.* file$"  # the name of a picture that is still missing, for the lecturer
    r"|Cover caption$"  # the explanation of the cover's drawing
    r"|(name|city name|label|remark|sea|river name|lake name): "  # names on maps: rather small than left out
)
"""Credits of pictures are the last paragraphs of captions: small and in italics, and nothing else in them is."""


def sizes(box: Box) -> Iterator[tuple[float, str]]:
    """Each size in a box, with the words that have it."""
    paragraphs: list[Paragraph] = list(box.paragraphs) if isinstance(box, Text) else []
    if isinstance(box, Table):
        paragraphs += [p for row in box.rows for cell in row for p in cell.paragraphs]
    for p in paragraphs:
        is_credit = all(r.size == FINE and r.italic for r in p.runs)
        yield from ((r.size, r.text) for r in p.runs if not is_credit)
    if isinstance(box, Chart):
        spec = box.spec
        axes = (spec.category_axis, spec.value_axis, *((spec.second_axis,) if spec.second_axis else ()))
        yield from ((axis.size, "axis") for axis in axes if axis.labels)
        yield from ((p.label.size, p.label.text) for s in spec.series for p in s.points if p.label)
        if spec.legend_size:
            yield spec.legend_size, "legend"


def too_small(scene: Scene) -> list[str]:
    """Everything smaller than it may be, as "slide: box: size, words"."""
    found = []
    for page in scene.pages:
        for box in every_box(page.boxes):
            least = FINE if FINE_PRINT.match(box.name) else READABLE
            found += [f"{page.id}: {box.name}: {size:g} {words!r}" for size, words in sizes(box) if size < least]
    return found


@pytest.mark.cases(8)
@pytest.mark.parametrize("outline", OUTLINES, ids=lambda p: p.stem)
def test_everything_that_must_be_read_is_16_pt_or_more(outline: Path) -> None:
    made = read(outline)
    assert made.scene is not None, made.messages
    assert too_small(made.scene) == []
