"""Maps that are drawn ahead: what a first pass finds missing is drawn by several processes while a second pass runs.

In: the maps that are not in the cache, as the first pass meets them (`Job`). Out: for the second pass, each as soon as
it is in the cache. `podium.pages.map_workers` has the processes.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, NamedTuple

from podium.scene.boxes import Box, Shape
from podium.scene.units import Rect

FEWEST = 3
"""Missing maps for which processes are started: a process takes about as long to start as a map to draw."""


class Job(NamedTuple):
    """A map to be drawn: its keys, its rectangle, and what else drawing it takes from its slide."""

    model: Any
    rect: Rect
    claim: str
    headline: str
    keyed: bool


class Ahead:
    """The missing maps of a deck by the names of their drawings. Without `wait` they are collected, and a blank stands
    in for each; `wait` returns when a map is in the cache, or when this process is to draw it."""

    def __init__(self) -> None:
        self.jobs: dict[str, Job] = {}
        self.wait: Callable[[str], None] | None = None

    def missing(self, name: str, job: Job) -> list[Box] | None:
        """The blank for a map that is not in the cache; None if it may be there now."""
        if self.wait is not None:
            self.wait(name)
            return None
        self.jobs[name] = job
        return [Shape(name="Map", rect=job.rect, fill="panel")]


def cores() -> int:
    """How many processes this one may run side by side."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
