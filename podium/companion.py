"""A process that works beside this one: it is sent one request after the other and answers each.

In: what the process is to run, and requests. Out: its answers. Both are pickled and go through its standard input and
output; it ends with `end`, or by itself when its pipe is closed, so that it does not outlive a podium that was killed.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any


class Gone(Exception):
    """The process has ended, or never started."""


class Companion:
    """One such process; it starts with the first request. `start`: a line of Python that calls `serve`; `quiet`: what
    it says is not shown, a traceback neither. `ask` is called by one thread at a time, `end` by any."""

    def __init__(self, start: str, *, quiet: bool = False) -> None:
        self._start, self._quiet = start, quiet
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._ended = self._asks = False

    def ask(self, request: bytes) -> Any:
        """The answer to a pickled request. Raises Gone if the process ended over it, or was ended."""
        try:
            process = self._running()
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(request)
            process.stdin.flush()
            answer = pickle.load(process.stdout)
        except (OSError, ValueError, EOFError, LookupError, AttributeError, ImportError, pickle.UnpicklingError):
            raise Gone from None
        finally:
            with self._lock:
                self._asks, process_left = False, self._process if self._ended else None
            if process_left is not None:
                _close(process_left)
        return answer

    def end(self) -> None:
        """Ends the process, also in the middle of a request; nothing more can be asked."""
        with self._lock:
            self._ended, process, asks = True, self._process, self._asks
        if process is not None:
            process.kill()
            if not asks:  # else the thread that reads from it does the rest
                _close(process)

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._ended:
                raise EOFError
            self._asks = True
            if self._process is None:
                pipe, how = subprocess.PIPE, dict[str, Any]()
                if self._quiet:
                    how["stderr"] = subprocess.DEVNULL
                # A session or, on Windows, a group of its own: Ctrl-C reaches only podium, which ends it.
                if sys.platform == "win32":
                    how["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
                where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
                command = [sys.executable, "-P", "-c", self._start]
                self._process = subprocess.Popen(
                    command, stdin=pipe, stdout=pipe, env=where, start_new_session=True, **how
                )
            return self._process


def _close(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and closes its pipes."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def serve(answer: Callable[[Any], Any]) -> None:
    """The process: a request from standard input, an answer to standard output, until there are no more."""
    requests = queue.SimpleQueue[Any]()
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints must not get among the answers
        threading.Thread(target=_listen, args=(requests,), daemon=True).start()
        while True:
            pickle.dump(answer(requests.get()), out, protocol=5)
            out.flush()


def _listen(requests: queue.SimpleQueue[Any]) -> None:
    """Reads what is asked; ends the process at once, whatever it is doing, when nobody is there to ask any more."""
    try:
        while True:
            requests.put(pickle.load(sys.stdin.buffer))
    except BaseException:  # after half a request, too
        os._exit(0)
