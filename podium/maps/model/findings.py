"""Where the keys of a map stand in the outline, and the warnings about them.

In: a map, the path of a key. Out: a span in the outline's file; warnings that can be kept with a drawing.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from podium.diagnostics import Span
from podium.layout.stage import Stage
from podium.maps.model.keys import MapModel
from podium.outline import nodes


class MapWarning(NamedTuple):
    """A warning or note about a drawing, with the path of its key in the map."""

    message: str
    path: tuple[str | int, ...]
    code: str
    hint: str
    severity: Literal["warning", "note"] = "warning"


def span_of(model: MapModel, stage: Stage, *path: str | int) -> Span:
    """Where a key of the map stands in the outline. An entry is found by name or number, whether the outline writes a
    list, a mapping or a single entry."""
    if model._node is None:
        return stage.outline.span(None)
    at: Any = model._node
    steps: list[str | int] = []
    for n, step in enumerate(path):
        if isinstance(at, list) and step in at:
            step = at.index(step)
        elif isinstance(at, dict) and isinstance(step, int):
            if n + 1 < len(path) and path[n + 1] in at:
                continue  # a single entry
            step = list(at)[step] if step < len(at) else step
        steps.append(step)
        entries = dict(enumerate(at)) if isinstance(at, list) else at
        at = entries.get(step) if isinstance(entries, dict) else None
    return stage.outline.span(nodes.locate(model._node, steps))
