"""What takes long to draw and is shown later: for a preview, which never waits for a map.

In: maps that are not in the cache, with what they show. Out: for each, what was drawn before of the map that is most
like it, marked by the name of its group, until somebody has drawn it (`Drawn`); a drawing that may not be kept on disk
(with a mistake, or with words that do not fit) is handed out as often as it is asked for, with all that was said of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from podium.diagnostics import Diagnostic
from podium.outline.models import Model
from podium.scene.boxes import Box, Group, Shape, placeless
from podium.scene.units import Rect

WAITING = "Map being drawn"
"""The name of the group that stands in for a map."""


class Drawn(NamedTuple):
    """A map with all that drawing it did: its boxes, findings with lines counted from the map's own, what did not fit,
    what goes to the notes, and what is cited."""

    boxes: tuple[Box, ...]
    said: tuple[Diagnostic, ...]
    leftovers: tuple[Any, ...]
    notes: tuple[str, ...]
    data: tuple[str, ...]
    cited: tuple[str, ...]
    media: tuple[Any, ...]


@dataclass(frozen=True)
class _Shown:
    """A map of the latest pass: what it shows, where, and its boxes."""

    keys: tuple[Any, ...]
    rect: Rect
    boxes: tuple[Box, ...]


class Later:
    """The maps of one deck from pass to pass. `waiting` are the names of those that somebody has to draw; with
    `draws`, they are drawn at once and put into `drawn`, for another process to `take`. `kept` are those that were read
    from the cache."""

    def __init__(self, draws: bool = False) -> None:
        self.draws = draws
        self.waiting: list[str] = []
        self.remembered: list[tuple[str, Model, Rect, Sequence[Box]]] = []  # what this pass gave to `remember`
        self.drawn: dict[str, Drawn] = {}
        self.kept: dict[str, Any] = {}
        self._shown: dict[str, _Shown] = {}
        self._before: dict[str, _Shown] = {}

    def begin(self) -> None:
        """A new pass: what the one before did not show is forgotten after it."""
        self._before |= self._shown  # those of a pass that ended early, too
        if self._shown and not self.waiting:
            self._before = dict(self._shown)
            self.drawn = {name: drawn for name, drawn in self.drawn.items() if name in self._shown}
            self.kept = {name: drawing for name, drawing in self.kept.items() if name in self._shown}
        self._shown, self.waiting, self.remembered = {}, [], []

    def take(self, drawn: dict[str, Drawn]) -> None:
        """Maps that were drawn elsewhere."""
        self.drawn |= drawn

    def remember(self, name: str, model: Model, rect: Rect, boxes: Sequence[Box]) -> None:
        """A map that is shown, which may have to stand in for another."""
        self._shown[name] = _Shown(_keys(model), rect, tuple(boxes))
        self.remembered.append((name, model, rect, boxes))

    def stand_in(self, name: str, model: Model, rect: Rect) -> list[Box]:
        """What is shown in the place of a map; the page's other words are as they should be."""
        self.waiting.append(name)
        keys = _keys(model)
        alike = [(_likeness(keys, rect, old), old) for old in (self._before | self._shown).values()]
        best = max(alike, key=lambda pair: pair[0], default=None)
        boxes: tuple[Box, ...] = (Shape(name=WAITING, rect=rect, fill="panel"),)
        if best is not None and best[0] >= len(keys) / 2:
            old = best[1]
            self._shown.setdefault(name, old)  # it is still the best that there is for the next pass
            boxes = tuple(placeless(box) for box in old.boxes)
        return [Group(name=WAITING, rect=rect, boxes=boxes)]


def _keys(model: Model) -> tuple[Any, ...]:
    return tuple(getattr(model, field) for field in sorted(type(model).model_fields))


def _likeness(keys: tuple[Any, ...], rect: Rect, old: _Shown) -> float:
    """How many keys are equal; a map in another rectangle is hardly alike."""
    if len(keys) != len(old.keys):
        return 0.0
    same = sum(a == b for a, b in zip(keys, old.keys, strict=True))
    return same + (0.5 if rect == old.rect else 0.0)
