"""A template's package: its parts, their types and relationships, read with limits.

In: the bytes of a `.potx` or `.pptx`. Out: a `Package`. Raises `Unusable`, with a reason that ends a sentence, for what
is no template, or what no template needs: macros, entities, parts beyond any reasonable size. Nothing that the file
claims of its own sizes is believed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

MOST = 100_000_000  # bytes of the file
_MOST_TOGETHER, _MOST_XML, _MOST_PARTS = 200_000_000, 20_000_000, 5_000
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = b"http://purl.oclc.org/ooxml/"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE: an old .ppt, or an encrypted file
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_SAVE = "in PowerPoint, save it as 'PowerPoint Template (*.potx)'"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Unusable(Exception):
    """Why a file is no template, as the end of a sentence ("is encrypted"); `hint` says what to do."""

    def __init__(self, why: str, hint: str = _SAVE) -> None:
        super().__init__(why)
        self.hint = hint


class Relation(NamedTuple):
    """A relationship of a part: the last part of its type, and the part that it leads to ("" outside the package)."""

    id: str
    type: str
    target: str
    external: bool
    uri: str
    written: str


class Package:
    """Parts by their names, without a leading slash. `presentation` is the name of the main part."""

    def __init__(self, data: bytes) -> None:
        self._zip = _opened(data)
        self._names: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            if not info.is_dir():
                self._names.setdefault(info.filename.replace("\\", "/").lstrip("/"), info)
        if len(self._names) > _MOST_PARTS:
            raise Unusable(f"has more than {_MOST_PARTS:,} parts")
        self._read, self._used = dict[str, bytes](), 0
        self.defaults, self.overrides = self._content_types()
        main = next((r.target for r in self.relations("") if r.type == "officeDocument" and not r.external), "")
        if not main or main not in self:
            raise Unusable("is no presentation: it has no main part")
        self.presentation = main
        _check_kind(self.type_of(main))
        if _STRICT in self.data(main):
            raise Unusable("is saved as 'Strict Open XML', which few programs read")

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def data(self, name: str) -> bytes:
        """A part as it is. Raises Unusable if it is not there, too large or damaged."""
        found = self._read.get(name)
        if found is None:
            found = self._read[name] = self._unpacked(name)
        return found

    def xml(self, name: str) -> ET.Element:
        """The root element of a part. Raises Unusable."""
        data = self.data(name)
        if any(mark in data for mark in _DOCTYPES):
            raise Unusable(f"declares a document type in {name}, as no presentation does")
        try:
            return ET.fromstring(data)
        except (ET.ParseError, ValueError, LookupError):
            raise Unusable(f"is damaged: {name} is no XML") from None

    def type_of(self, name: str) -> str:
        """The content type of a part, "" if the package names none."""
        ending = name.rpartition(".")[2].lower()
        return self.overrides.get(name.lower()) or self.defaults.get(ending, "")

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
    def main(self) -> ET.Element:
        """The main part."""
        return self.xml(self.presentation)

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        if "[Content_Types].xml" not in self:
            raise Unusable("is a ZIP archive, but no PowerPoint file")
        root = self.xml("[Content_Types].xml")
        defaults = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(f"{_TYPES}Default")}
        overrides = {
            e.get("PartName", "").lstrip("/").lower(): e.get("ContentType", "") for e in root.iter(f"{_TYPES}Override")
        }
        return defaults, overrides

    def _unpacked(self, name: str) -> bytes:
        info = self._names.get(name)
        if info is None:
            raise Unusable(f"is incomplete: {name} is missing")
        room = _MOST_TOGETHER - self._used
        if name.endswith((".xml", ".rels")):
            room = min(room, _MOST_XML)
        try:
            with self._zip.open(info) as part:
                data = part.read(room + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
            raise Unusable(f"is damaged: {name} cannot be unpacked") from None
        except (RuntimeError, NotImplementedError):
            raise Unusable("is encrypted") from None
        if len(data) > room:
            raise Unusable(f"unpacks to more than {room // 1_000_000} MB ({name})")
        self._used += len(data)
        return data


def _opened(data: bytes) -> zipfile.ZipFile:
    """The archive. Raises Unusable."""
    if data.startswith(_COMPOUND):
        raise Unusable("is encrypted, or an old .ppt or .pot")
    if not data:
        raise Unusable("is empty")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unusable("is no PowerPoint file, or is damaged") from None


def _check_kind(type: str) -> None:
    """Raises Unusable for a main part that is not that of a presentation, template or show without macros."""
    if "macroEnabled" in type:
        raise Unusable("contains macros (.potm, .pptm)", "save it without macros, as .potx")
    kind = re.search(r"presentationml\.(presentation|template|slideshow)\.main\+xml$", type)
    if kind is None:
        raise Unusable("is no PowerPoint template or presentation")


def _resolved(folder: str, target: str) -> str:
    """The name of the part that a relationship of a part in `folder` names."""
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)).lstrip("/")
