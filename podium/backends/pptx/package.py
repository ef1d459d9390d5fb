"""The package: parts of an Open XML file, written once, in order, the same bytes each time.

In: part names, contents, content types and relationships. Out: an archive, written into a file from the first byte to
the last.
"""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path
from typing import BinaryIO

from podium import PodiumError, files
from podium.backends.pptx.xml import HEADER, attribute

MARK = b"podium"  # the archive's comment: a program that saves the file again does not keep it
_DOS_DATE = 0x21  # 1980-01-01, the earliest date of the format
_MOST_BYTES, _MOST_PARTS = 0xFFFFFFFF, 0xFFFF
_LEVEL = 2  # of zlib: a third of the time of level 6 for 9 % more bytes
_PIECE = 1 << 20  # bytes of a recording that are in memory at a time
_SMALL = 600  # bytes: as in a slide's relationships part; deflating it costs more than it saves
_STORED = (".png", ".jpg", ".xlsx")
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OPC = "http://schemas.openxmlformats.org/package/2006/"


class Relations:
    """The relationships of one part; `add` returns the id, the same for the same target."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, bool], str] = {}

    def add(self, type: str, target: str, external: bool = False) -> str:
        """The id (`rId3`) of a relationship; `type` is the last part of its URI, or the whole."""
        return self._ids.setdefault((type, target, external), f"rId{len(self._ids) + 1}")

    def xml(self) -> str:
        entries = "".join(
            f'<Relationship Id="{id}" Type="{type if "://" in type else RELATIONS + type}" Target="{attribute(target)}"'
            f"{' TargetMode=' + chr(34) + 'External' + chr(34) if external else ''}/>"
            for (type, target, external), id in self._ids.items()
        )
        return f'{HEADER}<Relationships xmlns="{_OPC}relationships">{entries}</Relationships>'


def content_types(defaults: dict[str, str], overrides: dict[str, str]) -> str:
    """The part `[Content_Types].xml`."""
    parts = "".join(f'<Default Extension="{e}" ContentType="{attribute(t)}"/>' for e, t in defaults.items())
    parts += "".join(f'<Override PartName="/{n}" ContentType="{attribute(t)}"/>' for n, t in overrides.items())
    return f'{HEADER}<Types xmlns="{_OPC}content-types">{parts}</Types>'


class PackageWriter:
    """Writes parts into a ZIP archive with fixed dates, one after the other, each as soon as it is known.

    It replaces `zipfile`, which seeks back and forth for each member (here only a recording does) and takes a fifth of the time of writing a
    thousand slides. It supports only what a package needs: ASCII names, no ZIP64. Raises PodiumError beyond that.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory: list[bytes] = []
        self._offset = 0

    def add(self, name: str, data: str | bytes) -> int:
        """Writes the part `name`, and returns the check sum (CRC-32) of its bytes."""
        raw = data.encode() if isinstance(data, str) else data
        stored = name.endswith(_STORED) or len(raw) < _SMALL
        packed = raw if stored else zlib.compress(raw, _LEVEL, -zlib.MAX_WBITS)
        label = name.encode("ascii")
        crc, method = zlib.crc32(raw), 0 if stored else 8
        about = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, _DOS_DATE, crc, len(packed), len(raw), len(label), 0)
        self._file.write(b"PK\3\4" + about + label)
        self._file.write(packed)
        self._listed(about, label, len(packed))
        return crc

    def add_file(self, name: str, path: Path, size: int) -> None:
        """Copies a file of `size` bytes as the part `name`, piece by piece, stored as it is. Raises PodiumError."""
        label = name.encode("ascii")
        start = self._file.tell()
        self._file.write(b"\0" * 30 + label)
        crc = copied = 0
        try:
            with files.opened(path, size) as (source, _):
                while piece := source.read(_PIECE):
                    crc, copied = zlib.crc32(piece, crc), copied + len(piece)
                    if copied > size:
                        break
                    self._file.write(piece)
        except (FileNotFoundError, files.Unreadable):
            copied = -1
        if copied != size:
            raise PodiumError(f"{path}: was changed while the deck was written; build again")
        about = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, _DOS_DATE, crc, size, size, len(label), 0)
        self._file.seek(start)
        self._file.write(b"PK\3\4" + about)
        self._file.seek(0, os.SEEK_END)
        self._listed(about, label, size)

    def _listed(self, about: bytes, label: bytes, length: int) -> None:
        """Enters a part of `length` bytes into the directory. Raises PodiumError if the archive is full."""
        self._directory.append(
            b"PK\1\2\x14\0" + about + struct.pack("<HHHII", 0, 0, 0, 0, self._offset) + label  # no comment, no attributes
        )
        self._offset += 30 + len(label) + length
        if self._offset > _MOST_BYTES or len(self._directory) > _MOST_PARTS:
            raise PodiumError("the deck is larger than a PowerPoint file can be; split it into two lectures")

    def close(self) -> None:
        """Writes the archive's directory and `MARK`."""
        directory, count = b"".join(self._directory), len(self._directory)
        self._file.write(directory)
        end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), self._offset, len(MARK))
        self._file.write(b"PK\5\6" + end + MARK)


def is_foreign(path: Path) -> bool:
    """True if another program wrote or changed the file."""
    import zipfile

    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 22 - len(MARK)))
            end = file.read()
        if end.startswith(b"PK\5\6") and end.endswith(MARK):
            return False
        with zipfile.ZipFile(path) as z:
            return MARK not in z.comment
    except zipfile.BadZipFile:
        return path.stat().st_size > 0
    except OSError:
        return False  # writing it reports what is wrong


def is_open_elsewhere(path: Path) -> bool:
    """True if a lock file of PowerPoint (`~$NAME`) or LibreOffice (`.~lock.NAME#`) says that the file is open."""
    return any((path.parent / lock).exists() for lock in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#"))
