"""The deck as it is now.

In: the path of an outline, and `refresh` whenever one of its files may have changed. Out: a `State` for those who wait
for the next one: the pages of the last deck without errors, and the findings on the outline as it is. Nothing waits for
maps and figures that have to be drawn: another process draws them (`painter`), and the deck is refreshed once more.
"""

from __future__ import annotations

import gc
import threading
import time
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from podium import PodiumError, files
from podium.backends.figures.painting import Record, file_name, paint_figures
from podium.diagnostics import Diagnostic, Report, Span
from podium.editing.entries import NOTHING, Structure, structure_of, text_of
from podium.layout.later import Later
from podium.outline.expansion import variants_in
from podium.outline.project import Project
from podium.pages.kept import Kept
from podium.pages.running_time import estimate
from podium.pipeline import scene_of
from podium.preview.painter import Answer, Painter, Request, repeat
from podium.preview.told import told
from podium.preview.views import View, Viewer, look_of
from podium.scene.boxes import Scene

_IDLE = 1.0  # seconds


@dataclass(frozen=True)
class State:
    """What a browser shows. `name` is that of the outline in findings; `saved` is when the newest of the files was
    changed, in seconds; `took` how long it took from there to the pages; `stale`: there are errors, and the pages are
    those of the last deck without any, as is their `structure`; `broken`: there was none yet, and the pages are what
    can be shown in spite of the errors."""

    version: int = 0
    name: str = ""
    views: tuple[View, ...] = ()
    look: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    sections: tuple[str, ...] = ()
    minutes: float = 0.0
    planned: int | None = None
    told: tuple[dict[str, Any], ...] = ()
    stale: bool = False
    broken: bool = False
    saved: float = 0.0
    took: float = 0.0
    structure: Structure = NOTHING
    media: dict[str, tuple[bytes, str]] = field(default_factory=dict)


class Session:
    """One outline. `refresh` is called by one thread at a time; everything else by any."""

    def __init__(
        self,
        path: Path,
        *,
        allow_scripts: bool = False,
        allowed: tuple[Path, ...] = (),
        variant: str = "",
    ) -> None:
        self.path, self.name = path, str(path)
        self.project = Project.of(path, allowed)
        self.request = Request(path, allow_scripts, allowed, (variant,), {})
        self.files: tuple[Path, ...] = (path,)
        self.texts: dict[Path, str] = {}  # of the files of which the pages are made
        self.state = State(name=self.name)
        self.changed = threading.Condition()
        self.ended = False
        self._dirty = threading.Event()
        self._stamps: dict[Path, tuple[int, int, int]] = {}  # of the files as the latest pass found them
        self._later, self._viewer, self._kept = Later(), Viewer(), Kept()
        self._figures: dict[str, Record | None] = {}
        self._said: dict[str, tuple[str, str]] = {}
        self._failure = ""
        self._named: set[str] = set()  # the figures of the latest pass
        self._report = Report()  # on the variant that is shown
        self._others: list[Diagnostic] = []  # findings on the other variants
        self._read_by_others: tuple[Path, ...] = ()
        self._only_broken = True  # there has been no deck without errors yet
        self._asked: frozenset[str] = frozenset()  # what the other process was asked for since the last change
        self._painter = Painter(self._drawn)

    # ---- from outside -------------------------------------------------------------------------------------

    def touch(self) -> None:
        """Something may have changed: the deck is laid out again soon."""
        self._failure, self._asked = "", frozenset()
        self._dirty.set()

    def heard(self, paths: Iterable[Path]) -> None:
        """Some files were changed, by somebody or by an edit in the page, which has touched the session already: those
        that the pass before or the one going on has read as they are now are no news."""
        stamps = self._stamps
        if any(path not in stamps or stamps[path] != _stamp(path) for path in (p.resolve() for p in paths)):
            self.touch()

    def run(self) -> None:
        """Lays the deck out whenever it was touched, until the session ends."""
        gc.disable()  # collecting on the way takes a quarter of the time; it is done while nobody waits
        while not self.ended:
            if not self._dirty.wait(_IDLE):
                gc.collect()
                gc.freeze()  # what is still there now stays for long: it need not be looked through again
                self._dirty.wait()
            self._dirty.clear()
            if not self.ended:
                self.refresh()
        gc.enable()

    def end(self) -> None:
        """Ends `run`, those who wait for a state, and the process that draws."""
        self.ended = True
        self._dirty.set()
        self._painter.end()
        with self.changed:
            self.changed.notify_all()

    def wait(self, version: int, seconds: float) -> State | None:
        """The state, when it is newer than `version`; None if it is not within so many seconds, or at the end."""
        with self.changed:
            self.changed.wait_for(lambda: self.ended or self.state.version > version, seconds)
            return self.state if self.state.version > version and not self.ended else None

    # ---- one pass -----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Lays the outline out and makes a new state; a fault of podium's own is a finding too."""
        began = time.time()
        self._later.begin()
        self._named = set()
        waiting: list[str] = []
        try:
            state = self._passed(waiting)
        except Exception as e:
            self._report = self._fault(e)
            state = replace(self.state, told=self._told(), stale=True)
        state = replace(state, version=self.state.version + 1, saved=self._newest(), took=time.time() - began)
        self._publish(state)
        variants = self._look_at_others(waiting)
        self._figures = {name: record for name, record in self._figures.items() if name in self._named}
        wanted = frozenset([*self._later.waiting, *waiting])
        if wanted - self._asked:  # what it could not draw is not asked for again
            self._asked |= wanted
            self._painter.ask(self.request._replace(variants=variants, held=files.everything_held()))

    def _look_at_others(self, waiting: list[str]) -> tuple[str, ...]:
        """Adds the findings on variants that are not shown, unless one was chosen: then nobody asks for them. Returns
        the variants that were laid out; it ends early if something has changed meanwhile."""
        done, found, read = self.request.variants, list[Diagnostic](), list[Path]()
        for name in [] if any(done) else variants_in(self.path)[1:]:
            if self._dirty.is_set():
                return done
            try:
                report, _ = self._laid_out(waiting, name)
            except Exception as e:
                report = self._fault(e)
            found, read, done = [*found, *report.findings], [*read, *report.files], (*done, name)
        self._read_by_others = tuple(read)
        self.files = tuple(dict.fromkeys((*self.files, *read)))
        if found != self._others:
            self._others = found
            self._publish(replace(self.state, version=self.state.version + 1, told=self._told()))
        return done

    def _told(self) -> tuple[dict[str, Any], ...]:
        whole = Report()
        whole.findings = self._report.findings + self._others
        return tuple(told(whole))

    def _passed(self, waiting: list[str]) -> State:
        """The state after a pass; what has to be painted is added to those `waiting`."""
        self._stamps = {path: _stamp(path) for path in map(Path.resolve, self.files)}
        texts = _texts(self.files)  # read before the layout: pages are never older than the text they are edited by
        report, scene = self._laid_out(waiting, self.request.variants[0])
        self._report = report
        self.files = tuple(dict.fromkeys((self.path, *report.files, *self._read_by_others)))
        state = replace(self.state, told=self._told(), stale=report.failed)
        if scene is not None and (not report.failed or self._only_broken):
            self._only_broken = report.failed
            self.texts = _texts(path for path in self.files if path not in texts) | texts
            state = replace(self._with_pages(state, scene), broken=report.failed)
        return state

    def _fault(self, error: Exception) -> Report:
        """A fault of podium's own, which is also printed."""
        traceback.print_exception(error)
        report = Report()
        report.error(f"podium failed: {type(error).__name__}: {error}", Span(self.name), "run")
        return report

    def _laid_out(self, waiting: list[str], variant: str) -> tuple[Report, Scene | None]:
        def paint(scene: Scene) -> None:
            names = {key: file_name(figure) for key, figure in scene.figures.items()}
            paint_figures(scene, self._figures)
            waiting.extend(name for key, name in names.items() if key not in scene.media and _is_shown(scene, key))
            for key, name in names.items():
                if name in self._said:
                    repeat(scene.figures[key], *self._said[name])
            self._named.update(names.values())

        try:
            report, scene = scene_of(
                self.path, allow_scripts=self.request.allow_scripts, allowed=self.request.allowed,
                variant=variant, style=True, later=self._later, paint=paint,
                kept=self._kept if variant == self.request.variants[0] else None,
            )  # fmt: skip
        except PodiumError as e:
            report, scene = Report(), None
            report.error(str(e), Span(self.name), "run")
        if self._failure:
            report.error(self._failure, Span(self.name), "figures")
        return report, scene

    def _with_pages(self, state: State, scene: Scene) -> State:
        views = tuple(self._viewer.views(scene))
        return replace(
            state, views=views, look=look_of(scene), title=scene.title, sections=tuple(scene.sections),
            minutes=estimate(scene).minutes, planned=scene.minutes, media=dict(self._viewer.media),
            structure=self._structure(),
        )  # fmt: skip

    def _structure(self) -> Structure:
        text = self.texts.get(self.path)
        return NOTHING if text is None else structure_of(text, self._kept.remembered.tree_of(text))

    def _publish(self, state: State) -> None:
        with self.changed:
            self.state = state
            self.changed.notify_all()

    def _drawn(self, answer: Answer) -> None:
        """What the other process has drawn goes into the next pass."""
        self._later.take(answer.maps)
        self._figures = {**self._figures, **answer.figures}
        self._said = {**{k: v for k, v in self._said.items() if k in self._figures}, **answer.said}
        self._failure = answer.failure
        self._dirty.set()

    def _newest(self) -> float:
        """When the newest of the files that the deck is made of was changed."""
        return max((stamp for path in self._all_files() if (stamp := _changed_at(path))), default=0.0)

    def _all_files(self) -> Sequence[Path]:
        folders = (self.project.folder, *self.project.media)
        return [*self.files, *(p for folder in folders for p in _listed(folder))]


def _texts(paths: Iterable[Path]) -> dict[Path, str]:
    return {path: text for path in paths if (text := text_of(path)) is not None}


def _is_shown(scene: Scene, key: str) -> bool:
    from podium.scene.boxes import Picture, every_box

    return any(isinstance(b, Picture) and b.media == key for page in scene.pages for b in every_box(page.boxes))


def _stamp(path: Path) -> tuple[int, int, int]:
    """What changes with every write of a file; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return found.st_mtime_ns, found.st_size, found.st_ino


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _listed(folder: Path) -> list[Path]:
    try:
        return [p for p in folder.iterdir() if p.is_file() and not p.name.startswith(".")][:500]
    except OSError:
        return []
