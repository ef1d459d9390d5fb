"""Decks that others saved, opened with care.

In: a file that may be anything. Out: its parts, or PodiumError with one clear line: for no deck, one that is protected,
and one whose parts are too many, too large, or XML with definitions of its own (entities).
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from podium import PodiumError, files

_MOST_BYTES = 2_000_000_000  # of the file, with its recordings
_MOST_PARTS = 60_000
_MOST_PART = 64_000_000  # bytes of a part of XML, unpacked
_MOST_XML = 512_000_000  # bytes of all that is read
_OLD = b"\xd0\xcf\x11\xe0"  # a compound file: PowerPoint 97, or a package with a password
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MAIN = "/officeDocument"


class Package:
    """The parts of a deck that is open as `file`; `name` is what messages call it."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self._read = 0
        start = file.read(4)
        file.seek(0)
        if start == _OLD:
            self.fail("is an old .ppt or has a password; save it as .pptx without one")
        try:
            self._archive = zipfile.ZipFile(file)
            self._parts = {info.filename.lstrip("/"): info for info in self._archive.infolist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
            self.fail("is no PowerPoint deck; name a .pptx file")
        if len(self._parts) > _MOST_PARTS:
            self.fail(f"has more than {_MOST_PARTS:,} parts; that is no deck of slides")
        self.main = next((t for type, t in self.relations("").values() if type.endswith(_MAIN)), "")
        if not self.main or not self.has(self.main) or b"presentationml" not in self.read("[Content_Types].xml"):
            self.fail("is no PowerPoint deck; name a .pptx file")

    def fail(self, why: str) -> NoReturn:
        """Raises PodiumError for this deck."""
        raise PodiumError(f"{self.name}: {why}", 2)

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._parts

    def names(self) -> list[str]:
        """The names of all parts, in the order of the archive."""
        return list(self._parts)

    def checksum(self, part: str) -> int:
        """That of a part's content as the archive states it, 0 if there is no such part."""
        return self._parts[part].CRC if part in self._parts else 0

    def read(self, part: str) -> bytes:
        """The content of a part, never more than is allowed. Raises PodiumError."""
        info = self._parts.get(part)
        if info is None:
            self.fail(f"the part {part} is missing; the file is damaged")
        try:
            with self._archive.open(info) as stream:
                data = stream.read(_MOST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
            self.fail(f"the part {part} cannot be read; the file is damaged or has a password")
        self._read += len(data)
        if len(data) > _MOST_PART or self._read > _MOST_XML:
            self.fail(f"the part {part} is too large when unpacked; that is no deck of slides")
        return data

    def xml(self, part: str) -> Element:
        """The root of a part of XML. Raises PodiumError."""
        data = self.read(part)
        if b"<!DOCTYPE" in data.replace(b"\0", b""):  # also in UTF-16
            self.fail(f"the part {part} defines entities, which no PowerPoint deck does; it is not read")
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError, LookupError, RecursionError):
            self.fail(f"the part {part} is no valid XML; the file is damaged")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part, "" for the package: by their ids, the type and the part that is meant; of what
        is outside, nothing."""
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(name):
            return {}
        found = {}
        for entry in self.xml(name).iter(f"{_RELATIONS}Relationship"):
            if entry.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
                found[entry.get("Id", "")] = (entry.get("Type", ""), target)
        return found


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """A deck, open for reading. Raises PodiumError."""
    with ExitStack() as stack:
        try:
            file, _ = stack.enter_context(files.opened(path, _MOST_BYTES))
        except FileNotFoundError:
            raise PodiumError(f"{path}: no such file", 2) from None
        except files.Unreadable as e:
            raise PodiumError(f"{path}: {e}" + (f"; {e.hint}" if e.hint else ""), 2) from None
        yield Package(file, str(path))
