"""Processes that draw the missing maps of a deck side by side, into the cache.

In: an outline and the maps that a first pass did not find in the cache. Out: their drawings, in the cache, where the
second pass finds them. That pass draws, too: it takes the maps from the front, the processes take them from the end,
and it waits only for a map that one of them has begun. A process that fails, or whose drawing may not be kept, costs
nothing but time: the map is then drawn by the pass.
"""

from __future__ import annotations

import gc
import pickle
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from podium import files
from podium.companion import Companion, Gone, serve
from podium.diagnostics import Report
from podium.layout.ahead import Ahead, Job, cores
from podium.layout.stage import Stage
from podium.outline.deck import Outline
from podium.pages import page_pass

MOST = 7
"""Processes at most: each takes some 150 MB."""
LOOK = 0.5
"""Seconds after which a wait is interrupted: on Windows Ctrl-C does not end one."""
_START = "from podium.pages.map_workers import run; run()"


class _Deck(NamedTuple):
    """The deck as a process needs it, which is without its slides; `held` is what stands in for files."""

    outline: Outline
    held: dict[str, bytes]


class _Named(NamedTuple):
    """A job with the name of its drawing."""

    name: str
    job: Job


class _Shared:
    """The maps that nobody has begun yet, and those that a process has begun."""

    def __init__(self, jobs: dict[str, bytes]) -> None:
        self.open = jobs
        self.begun: set[str] = set()
        self.changed = threading.Condition()

    def take_last(self) -> tuple[str, bytes] | None:
        """For a process: the last of the maps that nobody has begun."""
        with self.changed:
            if not self.open:
                return None
            found = self.open.popitem()
            self.begun.add(found[0])
            return found

    def done(self, name: str) -> None:
        """A process has finished a map, or failed."""
        with self.changed:
            self.begun.discard(name)
            self.changed.notify_all()

    def wait(self, name: str) -> None:
        """For the pass: returns when the map is finished; at once, if nobody has begun it, or if it is unknown."""
        with self.changed:
            self.open.pop(name, None)
            while name in self.begun:
                self.changed.wait(LOOK)


@contextmanager
def drawing(outline: Outline, ahead: Ahead) -> Iterator[None]:
    """Has the collected maps drawn while a second pass runs, which gets `ahead`. All processes end with the pass."""
    shared = _Shared({name: data for name, job in ahead.jobs.items() if (data := _pickled(_Named(name, job)))})
    bare = outline._replace(deck=outline.deck.model_copy(update={"slides": (), "sections": ()}))
    deck = _pickled(_Deck(bare, files.everything_held()))
    count = min(cores(), len(shared.open), MOST + 1) - 1 if deck else 0
    companions = [Companion(_START, quiet=True) for _ in range(count)]
    threads = [threading.Thread(target=_work, args=(c, deck, shared), daemon=True) for c in companions]
    ahead.wait = shared.wait
    try:
        with suppress(RuntimeError):  # the system has no more threads
            for thread in threads:
                thread.start()
        yield
    finally:
        with shared.changed:
            shared.open.clear()
        for companion in companions:
            companion.end()
        for thread in threads:
            if thread.ident is not None:
                thread.join()


def _pickled(what: Any) -> bytes:
    """The pickle, b"" if there can be none: such a map is drawn by the pass."""
    try:
        return pickle.dumps(what, protocol=5)
    except (pickle.PicklingError, TypeError, AttributeError):
        return b""


def _work(companion: Companion, deck: bytes, shared: _Shared) -> None:
    """A thread: gives its process one map after the other."""
    try:
        companion.ask(deck)
        while (found := shared.take_last()) is not None:
            try:
                companion.ask(found[1])
            finally:
                shared.done(found[0])
    except Gone:
        pass


# ---- the process -------------------------------------------------------------------------------------------


def run() -> None:
    """The process: the deck first, then one map after the other."""
    gc.disable()  # as in `build`
    serve(_Drawer().answer)


class _Drawer:
    """Draws the maps of one deck into the cache."""

    def __init__(self) -> None:
        self.stage: Stage | None = None

    def answer(self, request: _Deck | _Named) -> bool:
        """Whether the request was meant for this podium."""
        if isinstance(request, _Deck):
            files.hold_only(request.held)
            self.stage = page_pass.stage_of(request.outline, Report())
            from podium.maps.drawing import compose  # noqa: F401 - while nobody waits for it

            return True
        from podium.maps.drawing import cache

        (name, (model, rect, claim, headline, keyed)), stage = request, self.stage
        assert stage is not None
        stage.claim = claim
        if cache.name_of(model, rect, stage, headline, keyed) != name:  # the pass knows more of it
            return False
        cache.draw(model, rect, stage, headline, keyed=keyed)
        return True
