"""Where the lecture is, for phones; and what they wish, for the windows of the browser.

In: states from the presenter's and the audience's window, which alone decide, and wishes from phones. Out: events for
either. Every window gets every wish: its number, which the state keeps, says whether the other has fulfilled it
already.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Mapping
from threading import Condition
from typing import Any

from podium.local_server import Events

MOST_PHONES = 60
_BEAT = 3.0  # seconds between events, at most
_KEPT = 50  # wishes that a slow window may still fetch
_LONGEST = 500  # characters of a slide's id


class Hub:
    """One lecture. Used by several threads."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._version = self._windows = self._phones = self._wished = 0
        self._pair = ""  # of windows, which have a state in common
        self._state: dict[str, Any] | None = None
        self._wishes: deque[dict[str, Any]] = deque(maxlen=_KEPT)

    @property
    def is_full(self) -> bool:
        """Whether so many phones follow that one more would be too many."""
        return self._phones >= MOST_PHONES

    def report(self, pair: str, is_own: bool, state: Mapping[str, Any]) -> None:
        """The state that a window shows; `is_own`: it changed it itself. Another pair of windows takes over only by a
        change. Raises KeyError and ValueError."""
        revision = int(state["rev"])
        with self._changed:
            is_other = pair != self._pair and bool(self._pair)
            is_older = pair == self._pair and self._state is not None and revision < self._state["rev"]
            if (is_other and not is_own) or (is_older and self._windows > 1):
                return
            self._pair, self._state = pair, {**state, "rev": revision}
            self._tell()

    def wish(self, wish: Mapping[str, Any]) -> None:
        """What a phone wants to be done. Raises KeyError and ValueError."""
        made: dict[str, Any] = {"do": wish["do"]}
        if wish["do"] == "go":
            made |= {"slide": str(wish["slide"])[:_LONGEST], "step": max(0, int(wish["step"]))}
        elif wish["do"] == "blank" and wish["colour"] in ("black", "white"):
            made["colour"] = wish["colour"]
        elif wish["do"] not in ("next", "back"):
            raise ValueError(f"{wish['do']} is no wish")
        with self._changed:
            self._wished = max(self._wished + 1, int(time.time() * 1000))  # also after a new start
            self._wishes.append({"number": self._wished, "pair": self._pair, **made})
            self._tell()

    def for_window(self) -> Events:
        """The wishes from now on, and how many phones there are, as JSON."""
        known = self._wished

        def told() -> dict[str, Any]:
            nonlocal known
            new = [wish for wish in self._wishes if wish["number"] > known]
            known = self._wished
            return {"wishes": new, "phones": self._phones}

        return self._events(told, windows=1)

    def for_phone(self, drives: bool) -> Events:
        """The states, with the time of this machine in milliseconds and whether a window is there, as JSON."""
        return self._events(
            lambda: {"state": self._state, "now": time.time() * 1000, "here": self._windows > 0, "drives": drives},
            phones=1,
        )

    def _events(self, told: Callable[[], dict[str, Any]], windows: int = 0, phones: int = 0) -> Events:
        self._count(windows, phones)
        known = -1
        try:
            while True:
                with self._changed:
                    if known == self._version:
                        self._changed.wait(_BEAT)
                    known = self._version
                    event = json.dumps(told(), separators=(",", ":"))
                yield event.encode()
        finally:
            self._count(-windows, -phones)

    def _count(self, windows: int, phones: int) -> None:
        with self._changed:
            self._windows += windows
            self._phones += phones
            if not self._windows:
                self._pair = ""
            self._tell()

    def _tell(self) -> None:
        self._version += 1
        self._changed.notify_all()
