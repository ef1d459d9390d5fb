"""The package: parts of an Open XML file, written once, in order, the same bytes each time.

In: part names, contents, content types and relationships. Out: a file that is whole or not there: it is written
beside its target and renamed when it is complete, so that a crash or a full disk leaves the old deck as it was.
"""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from podium.backends.pptx.xml import HEADER, attribute
from podium.diagnostics import PodiumError

MARK = b"podium"  # the archive's comment: a program that saves the file anew does not keep it
_DATE = (1980, 1, 1, 0, 0, 0)
_LEVEL = 2  # of zlib: a third of level 6's time for 9 % more bytes
_SMALL = 600  # bytes: what a relationships part of one slide has; deflating it costs more than it saves
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
    parts = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in defaults.items())
    parts += "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in overrides.items())
    return f'{HEADER}<Types xmlns="{_OPC}content-types">{parts}</Types>'


class PackageWriter:
    """Writes parts into an archive with fixed dates."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._zip.comment = MARK

    def add(self, name: str, data: str | bytes) -> None:
        info = zipfile.ZipInfo(name, _DATE)
        info.create_system, info.external_attr = 0, 0
        stored = name.endswith(_STORED) or len(data) < _SMALL
        self._zip.writestr(
            info, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, None if stored else _LEVEL
        )

    def close(self) -> None:
        self._zip.close()


def is_foreign(path: Path) -> bool:
    """True if the file is a deck that another program saved (or changed) since podium wrote it."""
    try:
        with zipfile.ZipFile(path) as z:
            return MARK not in z.comment and "ppt/presentation.xml" in z.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` when all went well. Raises PodiumError with one clear line."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".tmp")
    except OSError as e:
        raise PodiumError(f"{path}: cannot be written: {e.strerror or e}") from None
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except PermissionError:
        raise PodiumError(f"{path}: is open in another program or protected; close it there and build again") from None
    except OSError as e:
        raise PodiumError(f"{path}: cannot be written: {e.strerror or e}; the old file is untouched") from None
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)
