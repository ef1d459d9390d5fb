"""What podium keeps on disk between runs: computed borders and painted figures.

In: the name of a part of the cache. Out: its folder, and files that are written in one step. Files are named by their
content, so the cache can be too large but never wrong; it may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path


def folder(part: str) -> Path:
    """The folder of a part: below $PODIUM_CACHE, or below `podium` in the user's own cache folder."""
    if os.environ.get("PODIUM_CACHE"):
        return Path(os.environ["PODIUM_CACHE"]) / part
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
    elif sys.platform == "darwin":
        base = home / "Library/Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "podium" / part


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that readers see either the old one or all of the new one. Raises OSError."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def prune(place: Path, pattern: str, limit: int) -> None:
    """Deletes the files used longest ago until all that match take `limit` bytes at most. Raises OSError."""
    files = sorted(((f.stat().st_mtime, f.stat().st_size, f) for f in place.glob(pattern)), reverse=True)
    total = 0
    for _, size, file in files:
        total += size
        if total > limit:
            with contextlib.suppress(OSError):
                file.unlink()
