"""Boxes of every kind as those that any painter draws: texts, shapes, freeforms, pictures, groups.

In: the boxes of a page and a theme. Out: the same, with charts, tables and connectors taken apart; a group stands for
each, with its name, alternative text, step and place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from podium.backends.drawing.outlines import connector
from podium.scene.boxes import Box, Chart, Connector, Freeform, Group, Table
from podium.scene.units import Rect
from podium.themes import Theme


def plain(boxes: Iterable[Box], theme: Theme) -> list[Box]:
    """The boxes, as any painter draws them."""
    return [_plain(box, theme) for box in boxes]


def _plain(box: Box, theme: Theme) -> Box:
    if isinstance(box, Group):
        return replace(box, boxes=tuple(plain(box.boxes, theme)))
    if isinstance(box, Connector):
        path = tuple(connector(box))
        about: Any = {"name": box.name, "step": box.step, "until": box.until, "alt": box.alt, "place": box.place}
        return Freeform(rect=Rect(0, 0, 1, 1), paths=(path,), line=box.line, **about)
    if isinstance(box, Chart):
        from podium.backends.drawing.charts import chart_boxes

        return _group(box, chart_boxes(box, theme))
    if isinstance(box, Table):
        from podium.backends.drawing.tables import table_boxes

        return _group(box, table_boxes(box))
    return box


def _group(box: Box, boxes: Iterable[Box]) -> Group:
    about: Any = {"step": box.step, "until": box.until, "link": box.link, "place": box.place}
    return Group(name=box.name, rect=box.rect, alt=box.alt, boxes=tuple(boxes), **about)
