"""Tables as texts and rules.

In: a `Table`. Out: boxes where the PowerPoint writer has its cells: fills, words, a rule above the heading, one under
it and one under each row.
"""

from __future__ import annotations

from itertools import accumulate

from podium.scene.boxes import Box, Line, Shape, Table, Text
from podium.scene.units import Rect


def table_boxes(table: Table) -> list[Box]:
    """The cells row by row, then the rules."""
    x, y = table.rect.x, table.rect.y
    lefts = [x + w for w in accumulate(table.widths, initial=0)]
    tops = [y + h for h in accumulate(table.heights, initial=0)]
    boxes: list[Box] = []
    for n, row in enumerate(table.rows):
        for m, cell in enumerate(row):
            rect = Rect(lefts[m], tops[n], table.widths[m], table.heights[n])
            left, upper, right, lower = table.margin
            inset = (0 if cell.first else left, upper, 0 if cell.last else right, lower)
            name = f"{table.name}: row {n + 1}, column {m + 1}"
            boxes.append(
                Text(name=name, rect=rect, paragraphs=cell.paragraphs, anchor=cell.anchor, inset=inset, fill=cell.fill)
            )
    strong, thin = Line(table.strong_rule, 1.0), Line(table.rule, 0.75)
    for n, top in enumerate(tops):
        line = strong if n in (0, 1, len(tops) - 1) else thin
        rule = Rect(x, top, lefts[-1] - x, 0)
        boxes.append(Shape(name=f"{table.name}: rule {n + 1}", rect=rule, geometry="line", line=line))
    return boxes
