"""The process that draws what the preview does not wait for: maps and figures that are not in the cache.

In: the request to lay out an outline. Out: the maps and figures that had to be drawn for it. The process stays, so that
a map drawn for the second time finds the atlas loaded; it ends with the preview, or when its pipe is closed.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from podium import PodiumError, companion, files
from podium.backends.figures.painting import Record, file_name, paint_figures
from podium.companion import Companion, Gone
from podium.layout.later import Drawn, Later
from podium.pipeline import scene_of
from podium.scene.boxes import Scene
from podium.scene.figures import Drawing, Figure

Figures = dict[str, Record | None]
_START = "from podium.preview.painter import serve; serve()"


class Request(NamedTuple):
    """What is to be laid out; as `pipeline.scene_of`. The first variant is the one that is shown; `held`
    is what stands in for files (`files.hold`)."""

    path: Path
    allow_scripts: bool
    allowed: tuple[Path, ...]
    variants: tuple[str, ...]
    held: dict[str, bytes]


class Answer(NamedTuple):
    """What was drawn for a request: maps by the names of their drawings, figures by those of their files, and what the
    figures were told; `failure` says why figures could not be painted at all."""

    maps: dict[str, Drawn]
    figures: Figures
    said: dict[str, tuple[str, str]]
    failure: str = ""


class Painter:
    """Starts the process when it is needed for the first time. `done` is called in a thread of its own."""

    def __init__(self, done: Callable[[Answer], None]) -> None:
        self.done = done
        self._companion = Companion(_START)
        self._lock = threading.Lock()
        self._wanted: Request | None = None
        self._busy = False
        self._ended = False

    def ask(self, request: Request) -> None:
        """Has the maps and figures of an outline drawn; a request that comes meanwhile waits, and only the last."""
        with self._lock:
            self._wanted = request
            if self._busy or self._ended:
                return
            self._busy = True
        threading.Thread(target=self._work, daemon=True).start()

    def end(self) -> None:
        """Ends the process."""
        with self._lock:
            self._ended = True
            self._companion.end()

    def _work(self) -> None:
        while True:
            with self._lock:
                request, self._wanted = self._wanted, None
                if request is None or self._ended:
                    self._busy = False
                    break
            answer = self._answered(request)
            if answer is not None:
                self.done(answer)

    def _answered(self, request: Request) -> Answer | None:
        """The answer; None if the process ended over it, and is started again for the next request."""
        try:
            answer: Answer = self._companion.ask(pickle.dumps(request, protocol=5))
            return answer
        except Gone:
            with self._lock:
                ended = self._ended
                if not ended:
                    self._companion.end()
                    self._companion = Companion(_START)
            failure = "" if ended else "drawing the maps and figures failed; saving again tries once more"
            return Answer({}, {}, {}, failure) if failure else None


def serve() -> None:
    """The process: answers requests until there are no more."""
    companion.serve(_drawn)


def _drawn(request: Request) -> Answer:
    files.hold_only(request.held)
    later = Later(draws=True)
    figures: Figures = {}
    said: dict[str, tuple[str, str]] = {}

    def paint(scene: Scene) -> None:
        scene.figures = {key: _listening(figure, said) for key, figure in scene.figures.items()}
        figures.update(paint_figures(scene))

    try:
        for variant in request.variants:
            scene_of(
                request.path, allow_scripts=request.allow_scripts, allowed=request.allowed, variant=variant,
                later=later, paint=paint,
            )  # fmt: skip
    except PodiumError as e:
        return Answer(later.drawn, figures, said, str(e))
    return Answer(later.drawn, figures, said)


def _listening(figure: Figure, said: dict[str, tuple[str, str]]) -> Figure:
    """The figure, with what it is told while it is painted written down under its name."""
    name = file_name(figure)
    if isinstance(figure, Drawing):
        return replace(figure, lacks=lambda letters: said.update({name: (letters, "")}))
    return replace(figure, report=lambda message, hint: said.update({name: (message, hint)}))


def repeat(figure: Figure, message: str, hint: str) -> None:
    """Tells a figure what the same one was told in the other process."""
    if isinstance(figure, Drawing):
        figure.lacks(message)
    else:
        figure.report(message, hint)
