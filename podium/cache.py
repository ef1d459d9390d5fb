"""What podium keeps on disk between runs: computed borders and painted figures.

In: the name of a part of the cache. Out: its folder, and files that are written in one step. Files are named by their
content, so the cache can be too large but never wrong; it may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from podium import files

_PACKAGE = Path(__file__).parent
_DIGESTS = 100_000  # bytes


def folder(part: str) -> Path:
    """The folder of a part: below $PODIUM_CACHE, or below `podium` in the user's own cache folder."""
    if os.environ.get("PODIUM_CACHE"):
        return Path(os.environ["PODIUM_CACHE"]) / part
    try:
        home = Path.home()
    except RuntimeError:  # no HOME and no entry for the user: nothing is kept
        return Path(os.devnull) / part
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
    elif sys.platform == "darwin":
        base = home / "Library/Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "podium" / part


def code(*parts: str) -> bytes:
    """A digest of podium's own code and data: of files, and of folders with all modules below them, named relative to
    `podium/`. Whatever is kept under a name with this digest is made again when any of them changes."""
    return contents(code_files(*parts))


def contents(paths: Sequence[Path]) -> bytes:
    """A digest of files of podium's own, with their names relative to `podium/`.

    It is remembered by their sizes and times of change, so that they are read only when one of them has changed.
    """
    stats = [file.stat() for file in paths]
    seen = [(str(file), s.st_size, s.st_mtime_ns) for file, s in zip(paths, stats, strict=True)]
    name = hashlib.blake2b(repr(seen).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    place = folder("digests") / f"{name}.digest"
    if (known := load(place)) is not None:
        return known
    digest = hashlib.blake2b()
    for file in paths:
        digest.update(file.relative_to(_PACKAGE).as_posix().encode())
        digest.update(file.read_bytes())
    save(place, digest.digest(), _DIGESTS)
    return digest.digest()


def code_files(*parts: str) -> list[Path]:
    """The files of which `code` makes a digest."""
    places = [_PACKAGE / part for part in parts]
    return [file for place in places for file in (sorted(place.rglob("*.py")) if place.is_dir() else [place])]


def is_writable(part: str) -> bool:
    """Whether a part of the cache keeps what is saved in it."""
    place = folder(part)
    with contextlib.suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        return os.access(place, os.W_OK)
    return False


def load(path: Path) -> bytes | None:
    """The saved data; None if there are none or they are damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if zlib.crc32(data[4:]) != int.from_bytes(data[:4], "little") or len(data) < 4:
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # mark it as used, so that it is deleted last
    return data[4:]


def save(path: Path, body: bytes, limit: int) -> None:
    """Saves data with a checksum; does nothing if the folder is not writable.

    Of the files with the same ending, the least recently used are deleted until the rest takes `limit` bytes.
    """
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write(path, zlib.crc32(body).to_bytes(4, "little") + body)
        _prune(path.parent, f"*{path.suffix}", limit)


def _prune(place: Path, pattern: str, limit: int) -> None:
    """Deletes the least recently used matching files until they take at most `limit` bytes. Raises OSError."""
    files = sorted(((f.stat().st_mtime, f.stat().st_size, f) for f in place.glob(pattern)), reverse=True)
    total = 0
    for _, size, file in files:
        total += size
        if total > limit:
            with contextlib.suppress(OSError):
                file.unlink()
