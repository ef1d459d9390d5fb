"""What a page says, as HTML for screen readers and searches.

In: the boxes of a page. Out: headings, paragraphs, tables and links in the page's order; what appears with a click
(`data-step`) or disappears (`data-until`) has its number here too, so that only what is shown is read out.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from podium.backends.svg.links import address, anchor
from podium.scene.boxes import Box, Group, Page, Paragraph, Table, Text


def spoken(page: Page) -> str:
    """The title, then everything else."""
    return f"<h2>{escape(page.title, quote=False)}</h2>" + "".join(_read(page.boxes))


def _read(boxes: tuple[Box, ...]) -> Iterator[str]:
    for box in boxes:
        about = _step(box.step, box.until)
        if isinstance(box, Table):
            rows = [[" ".join(p.text for p in cell.paragraphs) for cell in row] for row in box.rows]
            yield f"<table{about}>" + "".join(_row(row, "th" if n == 0 else "td") for n, row in enumerate(rows)) + "</table>"
        elif isinstance(box, Text):
            if box.role != "title":
                steps = box.steps or (box.step,) * len(box.paragraphs)
                said = zip(box.paragraphs, steps, strict=True)
                yield from (f"<p{_step(step, box.until)}>{_words(p)}</p>" for p, step in said if p.text.strip())
        elif box.alt:
            yield f"<p{about}>{escape(box.alt, quote=False)}</p>"
        elif isinstance(box, Group):
            inside = "".join(_read(box.boxes))
            yield f"<div{about}>{inside}</div>" if about and inside else inside


def _words(paragraph: Paragraph) -> str:
    texts = ((run.link, escape(run.text, quote=False)) for run in paragraph.runs)
    return "".join([anchor(address(link), text) if link else text for link, text in texts])


def _row(cells: list[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in cells) + "</tr>"


def _step(step: int, until: int) -> str:
    return (f' data-step="{step}"' if step else "") + (f' data-until="{until}"' if until else "")
