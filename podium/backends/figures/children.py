"""The processes that podium starts, and how they end: none outlives the work for which it was started.

In: a command. Out: a running process. When it ends, so does all that it started: its process group, and where `/proc`
shows environments also processes that have left the group (daemons), by a mark that they inherit.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

_PROCESSES = Path("/proc")
_ROUNDS = 50  # for which a process that keeps starting others is followed


class Ended(Exception):
    """The run is ending: no more processes are started."""


class Children:
    """The processes of one piece of work, started by any of its threads. At the end of `with` all of them end at once.

    So Ctrl-C, which reaches only the main thread, waits for none of them.
    """

    def __init__(self) -> None:
        self._marks: dict[subprocess.Popen[bytes], str] = {}
        self._lock = threading.Lock()
        self._ended = False

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:  # a process is either known here or was never started
            self._ended = True
            left = list(self._marks)
        for process in left:
            self.end(process)

    def start(self, command: Sequence[str], env: dict[str, str], **how: Any) -> subprocess.Popen[bytes]:
        """A process in its own group, which the terminal's Ctrl-C does not reach. Raises OSError, Ended."""
        mark = f"PODIUM_CHILD_{os.urandom(8).hex()}"  # a name, so that marks of a nested podium add up
        with self._lock:
            if self._ended:
                raise Ended
            process = subprocess.Popen(command, env={**env, mark: "1"}, start_new_session=True, **how)
            self._marks[process] = mark
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Ends a process and, on systems that can, all that it started."""
        mark = self._marks.get(process)
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            elif process.poll() is None:
                process.kill()
        process.wait()
        if mark is not None:
            _end_marked(mark)
        with self._lock:
            self._marks.pop(process, None)


def _end_marked(mark: str) -> None:
    """Ends every process with the mark in its environment, until no new one is found."""
    ended: set[int] = set()
    for _ in range(_ROUNDS):
        found = _marked(f"{mark}=".encode()) - ended
        if not found:
            return
        for number in found:
            with suppress(OSError):
                os.kill(number, signal.SIGKILL)
        ended |= found


def _marked(mark: bytes) -> set[int]:
    """The ids of the processes whose environment has the mark; none without `/proc`."""
    found = set()
    with suppress(OSError):
        for name in os.listdir(_PROCESSES):
            if name.isdigit():
                with suppress(OSError):  # gone, or another user's
                    if mark in (_PROCESSES / name / "environ").read_bytes():
                        found.add(int(name))
    return found
