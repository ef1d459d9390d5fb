"""Reading and writing files with care.

Reading: regular files only, and never more bytes than asked for, whatever the file claims (`/dev/zero`, `/proc`, a
pipe). Writing: a file is written beside its target and renamed when it is complete, so that a crash, a full disk or
Ctrl-C leaves the old one as it was.
"""

from __future__ import annotations

import os
import stat
import tempfile
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, BinaryIO

from podium import PodiumError

_TEMPORARY = ".tmp"
_STALE = 24 * 3600  # seconds after which a temporary file cannot belong to a run that is still alive


class Unreadable(Exception):
    """Why a file cannot be read, as the end of a sentence: "is a directory"; `hint` says what to do."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


_held: dict[str, bytes] = {}  # by real path: what an editor shows and has not saved


def hold(path: Path, data: bytes | None) -> None:
    """From now on, `read` finds these bytes in place of the file's; None: the file's own again."""
    real = os.path.realpath(path)
    if data is None:
        _held.pop(real, None)
    else:
        _held[real] = data


def everything_held() -> dict[str, bytes]:
    """What stands in for files, by their real paths."""
    return dict(_held)


def hold_only(data: dict[str, bytes]) -> None:
    """From now on, these bytes stand in for files, and nothing else does: for a process that works for another."""
    _held.clear()
    _held.update(data)


def held(path: Path) -> bytes | None:
    """The bytes that stand in for a file's; None if nothing does."""
    return _held.get(os.path.realpath(path)) if _held else None


def read(path: Path, most: int) -> bytes:
    """The bytes of a regular file, at most `most`. Raises Unreadable, FileNotFoundError if there is none."""
    note(stamp, str(path))
    if _held and (data := held(path)) is not None:
        return data[:most]
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable("is a directory", "name a file")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("is a device or a pipe, not a file", "name a file")
        data = b""
        if status.st_size <= most:
            with path.open("rb") as file:
                data = file.read(most + 1)
        if status.st_size > most or len(data) > most:
            raise Unreadable(f"is larger than {_megabytes(most)} MB")
        return data
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(str(path)) from None
    except OSError as e:
        raise Unreadable(f"cannot be read: {e.strerror or e}") from None
    except ValueError:  # a NUL in the name
        raise FileNotFoundError(str(path)) from None


@contextmanager
def opened(path: Path, most: int) -> Iterator[tuple[BinaryIO, int]]:
    """A regular file of at most `most` bytes, open for reading, and its size. Raises as `read` does."""
    note(stamp, str(path))
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise FileNotFoundError(str(path)) from None
    except OSError as e:
        raise Unreadable(f"cannot be read: {e.strerror or e}") from None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        what = "a directory" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
        raise Unreadable(f"is no file, but {what}", "name a file")
    with os.fdopen(handle, "rb") as file:
        if status.st_size > most:
            raise Unreadable(f"is larger than {_megabytes(most)} MB")
        yield file, status.st_size


# ---- what was asked of the disk --------------------------------------------------------------------------

_FRESH = 50_000_000  # nanoseconds within which a second change of a file may have the time of the first
Question = tuple[Callable[..., Any], tuple[Hashable, ...]]
_notes: ContextVar[dict[Question, Any] | None] = ContextVar("notes", default=None)


@contextmanager
def noting() -> Iterator[dict[Question, Any]]:
    """What this thread asks of the disk meanwhile, with the answers; `answer` says what they would be later."""
    notes: dict[Question, Any] = {}
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def note(ask: Callable[..., Any], *given: Hashable) -> None:
    """Notes what `ask(*given)` says of the disk, if somebody is noting; to be called before it is used."""
    notes = _notes.get()
    if notes is not None and (ask, given) not in notes:
        notes[ask, given] = ask(*given)


def answer(question: Question) -> Any:
    """The answer to a question that was noted, as it is now."""
    ask, given = question
    return ask(*given)


def stamp(path: str) -> object:
    """What changes with every write of a file, or of what stands in for it; equal to nothing where the last write is so
    recent that the next may not be told from it."""
    if (data := held(Path(path))) is not None:
        return data
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    is_settled = time.time_ns() - found.st_mtime_ns > _FRESH
    return (found.st_mtime_ns, found.st_size, found.st_ino) if is_settled else object()


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g}"


# ---- writing ---------------------------------------------------------------------------------------------


def require_file(path: Path) -> Path:
    """The file at `path`, links followed; it need not exist. Raises PodiumError for anything but a file."""
    try:
        real = Path(os.path.realpath(path))
        mode = real.stat().st_mode
    except FileNotFoundError:
        return real
    except (OSError, ValueError) as e:
        raise PodiumError(f"{path}: cannot be written: {getattr(e, 'strerror', None) or e}") from None
    if stat.S_ISDIR(mode):
        raise PodiumError(f"{path}: is a directory; name a file with -o", 2)
    if not stat.S_ISREG(mode):
        raise PodiumError(f"{path}: is a device or a pipe, not a file; name a file with -o", 2)
    return real


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that replaces `path` when everything succeeded. Raises PodiumError with one clear line.

    A link stays a link, to the new file; a device or a pipe is never replaced. An old file's mode is kept. Temporary
    files left beside it by a run that has ended are removed.
    """
    path = require_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=_TEMPORARY)
    except OSError as e:
        raise PodiumError(f"{path}: cannot be written: {e.strerror or e}") from None
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(path))
        os.replace(name, path)
    except PermissionError:
        raise PodiumError(f"{path}: is open in another program or protected; close it there and build again") from None
    except OSError as e:
        raise PodiumError(f"{path}: cannot be written: {e.strerror or e}; the old file is untouched") from None
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def write(path: Path, data: bytes) -> None:
    """Writes a file of the cache: readers see either the old one or the complete new one. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _prefix(path: Path) -> str:
    """The beginning of the names of a target's temporary files, with the number of the writing process."""
    return f".{path.stem[:40]}-{os.getpid()}-"


def _sweep(path: Path) -> None:
    """Removes the target's temporary files whose process has ended, or that are a day old."""
    start = f".{path.stem[:40]}-"
    for file in path.parent.glob(f"{_escaped(start)}*{_TEMPORARY}"):
        number = file.name[len(start) :].partition("-")[0]
        with suppress(OSError, ValueError):
            old = time.time() - file.stat().st_mtime > _STALE
            if number.isdigit() and int(number) != os.getpid() and (old or not _is_alive(int(number))):
                file.unlink()


def _escaped(text: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in text)


def _is_alive(process: int) -> bool:
    if os.name == "nt":  # on Windows, signal 0 would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # another user's
    return True


def _mode(path: Path) -> int:
    """The mode of the replaced file, or of a new one."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
