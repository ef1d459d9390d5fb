"""Whether an Office file can be opened without harm: a zip of sensible size, without entities in its XML.

In: its bytes. Out: nothing, or PodiumError with one line. Sizes are those that the directory of the zip claims; Python
unpacks no more of a part than that.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from podium import PodiumError

_MOST_PARTS = 40_000
_MOST_XML = 60_000_000  # bytes of one part of XML; a slide of a thousand shapes has one
_MOST_ALL_XML = 400_000_000
_MOST_MEDIA = 2_000_000_000
_RATIO = 1_000  # to which XML is never packed, for parts larger than a megabyte
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of files before 2007, and of encrypted ones
_XML = (".xml", ".rels", ".vml")
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENTITY_WIDE = re.compile(rb"<\0!\0(?:D\0O\0C\0T|E\0N\0T\0I)|\0<\0!\0(?:D\0O\0C\0T|E\0N\0T\0I)", re.IGNORECASE)
_MAIN = {"deck": "ppt/presentation.xml", "word": "word/document.xml"}


def require_safe(data: bytes, path: Path) -> None:
    """Raises PodiumError for what is no Office file of today, or could do harm."""
    if data.startswith(_OLD):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PodiumError(f"{path}: is protected with a password: open it, and save a copy without one")
        raise PodiumError(f"{path}: is a file of an older Office: open it, and save it as .pptx or .docx")
    if not data.startswith(b"PK"):
        raise PodiumError(f"{path}: is no Office file: it is no zip archive")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _require_sizes(archive, path)
            _require_plain_xml(archive, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as e:
        raise PodiumError(f"{path}: is damaged: {str(e) or 'it cannot be unpacked'}") from None


def _require_sizes(archive: zipfile.ZipFile, path: Path) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise PodiumError(f"{path}: has {len(parts):,} parts; {_MOST_PARTS:,} are read at most")
    xml = [p for p in parts if p.filename.lower().endswith(_XML)]
    bomb = f"{path}: unpacks to far more than it should (a 'zip bomb'), and is not opened"
    if sum(p.file_size for p in xml) > _MOST_ALL_XML or sum(p.file_size for p in parts) > _MOST_MEDIA:
        raise PodiumError(bomb)
    for part in parts:
        packed = max(1, part.compress_size)
        if part.file_size > 1_000_000 and part.file_size / packed > _RATIO:
            raise PodiumError(bomb)
        if part in xml and part.file_size > _MOST_XML:
            raise PodiumError(f"{path}: its part {part.filename} is larger than {_MOST_XML // 1_000_000} MB")


def _require_plain_xml(archive: zipfile.ZipFile, path: Path) -> None:
    """No part declares entities: no program of Office writes any, and they are how XML does harm."""
    for part in archive.infolist():
        if not part.filename.lower().endswith(_XML):
            continue
        with archive.open(part) as file:
            start = file.read(20_000)
        if _ENTITY.search(start) or _ENTITY_WIDE.search(start):
            raise PodiumError(f"{path}: its part {part.filename} declares entities of XML, and is not opened")
