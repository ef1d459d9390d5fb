"""Office files of others, opened with care: their parts, types and relationships (ECMA-376, part 2).

In: a file that may be anything. Out: a `Package`; no part of it is unpacked beyond its limits, and none is parsed that
declares entities: no program of Office writes any, and they are how XML does harm.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from types import MappingProxyType
from typing import IO, BinaryIO, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from xml.parsers import expat

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE: Office before 2007, or a package that is encrypted
_XML = (".xml", ".rels", ".vml")
_CHUNK = 20_000  # bytes of a part that are looked at first
_RATIO = 1_000  # to which nothing is packed but one byte again and again, as in a bitmap of one colour
_LARGE, _LARGE_PICTURE = 1_000_000, 100_000_000  # bytes of XML, and of other parts, that are not packed like that
_SAVE = "open it in PowerPoint or Word, and save it without a password, as .pptx or .docx"


class Unusable(Exception):
    """Why a file cannot be read, as the end of a sentence ("is damaged"); `hint` says what to do, "" if nothing."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


class Limits(NamedTuple):
    """How many parts there may be, and how many bytes in one part of XML, in all of XML, and in all."""

    parts: int = 40_000
    part: int = 60_000_000  # a slide of a thousand shapes has one
    xml: int = 400_000_000
    all: int = 2_000_000_000


DECK = Limits()
NO_OTHERS: Mapping[str, str] = MappingProxyType({})


class Relation(NamedTuple):
    """A relationship of a part: the last part of its type, and the part that it leads to ("" outside the package)."""

    id: str
    type: str
    target: str
    external: bool
    uri: str
    written: str


class Package:
    """The parts of a file by their names, without a leading slash and with no letter written as `%20`. Every method
    raises Unusable."""

    def __init__(self, file: BinaryIO, limits: Limits = DECK) -> None:
        self._limits = limits
        self._zip = _archive(file)
        self._names: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            if not info.is_dir():
                self._names.setdefault(unquote(info.filename.replace("\\", "/").lstrip("/")), info)
        self._require_sizes()

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def names(self) -> list[str]:
        """The names of all parts, in the order of the archive."""
        return list(self._names)

    def checksum(self, name: str) -> int:
        """That of a part's content as the archive states it, 0 if there is no such part."""
        return self._names[name].CRC if name in self._names else 0

    def data(self, name: str) -> bytes:
        """A part as it is."""
        with self._opened(name) as part:
            return part.read()

    def xml(self, name: str, instead: Mapping[str, str] = NO_OTHERS) -> ET.Element:
        """The root element of a part, with other namespaces `instead` of some."""
        data = self.data(name)
        for old, new in instead.items():
            data = data.replace(old.encode(), new.encode())
        _require_no_entities(name, io.BytesIO(data))
        try:
            return ET.fromstring(data)
        except (ET.ParseError, ValueError, LookupError, RecursionError):
            raise Unusable(f"is damaged: {name} is no XML") from None

    def type_of(self, name: str) -> str:
        """The content type of a part, "" if the package names none."""
        defaults, overrides = self._content_types
        return overrides.get(name.lower()) or defaults.get(name.rpartition(".")[2].lower(), "")

    def relations(self, name: str) -> list[Relation]:
        """The relationships of a part, in order; "" is the package itself."""
        folder, _, file = name.rpartition("/")
        part = f"{folder}/_rels/{file}.rels".lstrip("/")
        if part not in self:
            return []
        found = []
        for entry in self.xml(part).iter(f"{_RELATIONS}Relationship"):
            written, uri = entry.get("Target", ""), entry.get("Type", "")
            external = entry.get("TargetMode") == "External"
            target = "" if external else _resolved(folder, written)
            kind = uri.removeprefix(OFFICE) if uri.startswith(OFFICE) else uri
            found.append(Relation(entry.get("Id", ""), kind, target, external, uri, written))
        return found

    def related(self, name: str, type: str) -> list[str]:
        """The parts that a part leads to by relationships of a type."""
        return [r.target for r in self.relations(name) if r.type == type and r.target in self]

    @cached_property
    def main_part(self) -> str:
        """The name of the main part, "" if there is none."""
        documents = (r.target for r in self.relations("") if r.uri.endswith("/officeDocument"))
        return next((part for part in documents if part in self), "")

    def require_no_entities(self) -> None:
        """For whoever hands the file to another library: that no part of XML declares any."""
        for name in self._names:
            if name.lower().endswith(_XML):
                with self._opened(name) as part:
                    _require_no_entities(name, part)

    @cached_property
    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        if "[Content_Types].xml" not in self:
            raise Unusable("is a ZIP archive, but no Office file")
        root = self.xml("[Content_Types].xml")
        defaults = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(f"{_TYPES}Default")}
        overrides = {
            unquote(e.get("PartName", "").lstrip("/")).lower(): e.get("ContentType", "")
            for e in root.iter(f"{_TYPES}Override")
        }
        return defaults, overrides

    def _require_sizes(self) -> None:
        """That what the archive says of its parts is within the limits; no more than it says is ever unpacked."""
        parts, limits = self._names, self._limits
        if len(parts) > limits.parts:
            raise Unusable(f"has {len(parts):,} parts; {limits.parts:,} are read at most")
        xml = {name: info.file_size for name, info in parts.items() if name.lower().endswith(_XML)}
        for name, size in xml.items():
            if size > limits.part:
                raise Unusable(f"unpacks to more than {limits.part // 1_000_000} MB ({name})")
        packed = any(
            info.file_size > max(_LARGE if name in xml else _LARGE_PICTURE, _RATIO * info.compress_size)
            for name, info in parts.items()
        )
        if packed or sum(xml.values()) > limits.xml or sum(i.file_size for i in parts.values()) > limits.all:
            raise Unusable("unpacks to far more than it should (a 'zip bomb'), and is not opened")

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        info = self._names.get(name)
        if info is None:
            raise Unusable(f"is damaged: {name} is missing")
        try:
            with self._zip.open(info) as part:
                yield part
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError):
            raise Unusable(f"is damaged: {name} cannot be unpacked") from None
        except (RuntimeError, NotImplementedError):
            raise Unusable("has a password", _SAVE) from None


def _archive(file: BinaryIO) -> zipfile.ZipFile:
    file.seek(0)
    start = file.read(len(_COMPOUND))
    file.seek(0)
    if start == _COMPOUND:
        raise Unusable("has a password, or is of an Office before 2007", _SAVE)
    if not start:
        raise Unusable("is empty")
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise Unusable("is damaged" if start.startswith(b"PK") else "is no Office file") from None


class _Reached(Exception):
    """What stands first in a part of XML was reached."""


def _require_no_entities(name: str, part: IO[bytes]) -> None:
    """That no document type stands above the root element, however far down that is; entities are declared there."""
    parser = expat.ParserCreate()
    found = False

    def declared(*_: object) -> None:
        nonlocal found
        found = True
        raise _Reached

    def begun(*_: object) -> None:
        raise _Reached

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = declared, begun
    seen: list[bytes] = []
    try:
        while chunk := part.read(_CHUNK << len(seen)):  # twice as many each time: the parser begins a long comment anew
            seen.append(chunk)
            parser.Parse(chunk)
    except _Reached:
        pass
    except (expat.ExpatError, LookupError, ValueError):  # no XML, or in an encoding that other parsers may know
        start = b"".join((*seen, part.read())).replace(b"\0", b"")  # also in UTF-16
        found = b"<!DOCTYPE" in start or b"<!ENTITY" in start
    if found:
        raise Unusable(f"declares entities in {name}, as no program of Office does; it is not read")


def _resolved(folder: str, target: str) -> str:
    """The name of the part that a relationship of a part in `folder` names."""
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)).lstrip("/")
