"""Where the pictures and recordings of an import go: kept in memory, named, and written at the end, all or none.

In: names and bytes. Out: names for the outline: unique in the project's folders, in small letters, without blanks. The
same bytes are kept once; a file that is there already is never replaced.
"""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from podium import PodiumError
from podium.layout.pictures import formats
from podium.maps.atlas.names import fold

_LONGEST = 48  # letters of a name


def clean_name(text: str) -> str:
    """A text as the name of a file, without an ending: `pu-yi`; "picture" if nothing is left of it."""
    words = re.split(r"[\W_]+", unicodedata.normalize("NFC", text))
    plain = "-".join(filter(None, map(fold, words)))
    if len(plain) > _LONGEST:
        plain = plain[:_LONGEST].rpartition("-")[0] or plain[:_LONGEST]
    return plain or "picture"


def ending_of(data: bytes, name: str) -> str:
    """The ending that a picture's content asks for, else that of its name."""
    if known := formats.ending_of(data):
        return known
    given = os.path.splitext(name)[1].lower()
    return given if re.fullmatch(r"\.[a-z0-9]{2,5}", given) else ".bin"


class Shelf:
    """The files of one import, below `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[Path, bytes] = {}
        self.names: dict[tuple[str, bytes], str] = {}
        self.taken: set[str] = set()
        self.waiting: list[str] = []

    def put(self, name: str, data: bytes, kind: str = "images") -> str:
        """Keeps a file; its name in the outline. One that the project has already is used as it is."""
        if (kind, data) in self.names:
            return self.names[kind, data]
        stem, ending = clean_name(os.path.splitext(name)[0]), ending_of(data, name)
        for number in range(1, 10_000):
            made = f"{stem}{f'-{number}' if number > 1 else ''}{ending}"
            path = self.root / kind / made
            if made in self.taken or (path.exists() and not _has(path, data)):
                continue
            break
        if not path.exists():
            self.files[path] = data
        self.taken.add(made)
        self.names[kind, data] = made
        return made

    def wanted(self, name: str) -> str:
        """A name for a picture that the lecturer has to find: none that a file of the project has."""
        stem, ending = os.path.splitext(name)
        stem = clean_name(stem)
        ending = ending.lower() if re.fullmatch(r"\.[A-Za-z]{3,4}", ending) else ".jpg"
        made, number = f"{stem}{ending}", 1
        while made in self.taken or (self.root / "images" / made).exists():
            number += 1
            made = f"{stem}-{number}{ending}"
        self.taken.add(made)
        self.waiting.append(made)
        return made

    def write(self, outline: Path, text: str) -> None:
        """Writes all files and then the outline; nothing stays if that fails. Raises PodiumError."""
        made: list[Path] = []
        try:
            for path, data in self.files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                _create(path, data)
                made.append(path)
            outline.parent.mkdir(parents=True, exist_ok=True)
            _create(outline, text.encode())
        except BaseException as e:
            for path in made:
                with suppress(OSError):
                    path.unlink()
            if isinstance(e, FileExistsError) and e.filename in {str(p) for p in (outline, *self.files)}:
                raise PodiumError(f"{e.filename or outline}: already exists", 2) from None
            if isinstance(e, OSError):
                raise PodiumError(f"{e.filename or outline}: cannot be written: {e.strerror or e}") from None
            raise


def _has(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _create(path: Path, data: bytes) -> None:
    """A new file with all of the data, or none. Raises FileExistsError if there is one of that name."""
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
