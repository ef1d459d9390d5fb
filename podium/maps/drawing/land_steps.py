"""Which land changes hands with which click.

In: a `MapSpec` whose steps have dates. Out: the gains of each click, and when names and overlays leave.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from podium.maps.basemap.record import REST, Area
from podium.maps.spec import MapSpec

_SPECK = 2e-6  # in squared map widths: land too small to be seen changing hands


class LandGain(NamedTuple):
    """A territory as it is after a click, and the land that it did not have before."""

    area: Area
    land: Any
    click: int


class LandSteps:
    """The gains of all clicks in order, and what ends with which."""

    def __init__(self, spec: MapSpec) -> None:
        self.gains: list[LandGain] = []
        self._ended: list[tuple[int, tuple[str, ...]]] = []
        self._redrawn: list[tuple[int, tuple[str, ...]]] = []
        before = spec.query.when
        for click, step in enumerate(spec.model.steps, 1):
            if step.date and spec.query.tree is not None:
                found = spec.changes(before, step.date)
                gains = [LandGain(*gain, click) for gain in found.gains if gain.land.area > _SPECK]
                self.gains += sorted(gains, key=lambda gain: -gain.area.shape.area)
                self._ended.append((click, found.ended))
                self._redrawn.append((click, found.redrawn))
                before = step.date

    def new(self, known: set[str]) -> list[LandGain]:
        """The gains of territories that are not `known`, each where it first appears."""
        first = {g.area.id: g for g in reversed(self.gains) if g.area.id not in known | {REST}}
        return list(first.values())

    def end(self, id: str, click: int = 0) -> int:
        """The click after `click` with which a territory ends, 0 if it does not."""
        return next((n for n, ids in self._ended if n > click and id in ids), 0)

    def until(self, area: Area, click: int = 0) -> int:
        """The click after `click` with which what is drawn of an overlay leaves, since it ends or has another shape; 0
        for what stays, or is covered by what other territories gain."""
        if not area.overlay:
            return 0
        return next((n for n, ids in sorted(self._ended + self._redrawn) if n > click and area.id in ids), 0)
