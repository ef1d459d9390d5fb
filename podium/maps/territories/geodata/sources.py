"""Which files the borders of a map come from.

In: the value of `territories` in an outline, or the path of a file. Out: a `FileSet`, for files what its tree is for a
recipe: everything that the borders depend on, with digests of the files. Imports no map library, so that a cached
drawing needs none. Raises BadFile.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from podium import files
from podium.outline.project import NotThere, Project, Refused

GDAL = (".gpkg", ".kml", ".fgb")
"""Formats that need the extra `podium[gis]`."""
SUFFIXES = (".geojson", ".json", ".topojson", ".shp", ".zip", *GDAL)
MOST = 200_000_000
"""Bytes of a file that are read."""
_BESIDE = (".dbf", ".prj", ".cpg")  # what belongs to a shapefile, beside its shapes
_YEAR = re.compile(r"(?i)(?:^|[^a-z0-9])(bce?[ _-]?)?(\d{1,6})(?=[^a-z0-9]|$)")


class BadFile(ValueError):
    """Why a file of borders cannot be used; `hint` says what to do, `path` is the key of the outline that names it."""

    def __init__(self, message: str, hint: str = "", path: tuple[str | int, ...] = ("file",)) -> None:
        super().__init__(message)
        self.hint, self.path = hint, path


class MissingPackage(BadFile):
    """A package that the file needs is not installed."""


class BorderFiles(NamedTuple):
    """Files of borders as an outline names them. files: (year from which it holds, or "" for a single one, name);
    id, name, first, last: properties, "" for those that podium guesses; coast: "" or "atlas"."""

    files: tuple[tuple[str, str], ...]
    id: str = ""
    name: str = ""
    first: str = ""
    last: str = ""
    credit: str = ""
    coast: str = ""


@dataclasses.dataclass(frozen=True)
class Layer:
    """A file of borders. since: the year from which it holds, or ""; parts: its bytes on disk, by ending."""

    name: str
    since: str
    digest: str
    parts: dict[str, Path] = dataclasses.field(repr=False, compare=False, hash=False)


@dataclasses.dataclass(frozen=True)
class FileSet:
    """Borders from files. Its repr covers all that they depend on."""

    asked: BorderFiles
    layers: tuple[Layer, ...]

    @property
    def title(self) -> str:
        """The name of the first file without its ending."""
        return Path(self.layers[0].name).stem

    @property
    def year(self) -> str:
        """The year in the name of a single file ("1914", "-500"), "" if there is none."""
        return year_in(self.title) if len(self.layers) == 1 and not self.layers[0].since else ""


def is_file(name: str) -> bool:
    """Whether a name is that of a file of borders, and not of a recipe."""
    return name.lower().endswith(SUFFIXES)


def _is_there(path: Path) -> bool:
    files.note(files.stamp, str(path))
    return path.is_file()


def year_in(name: str) -> str:
    """The year in a name such as `world_1914` or `world_bc500`, "" if there is none or more than one."""
    found = [(bc, digits) for bc, digits in _YEAR.findall(name) if bc or len(digits) in (3, 4)]
    if len(found) != 1 or len(found[0][1]) > 4:
        return ""
    bc, digits = found[0]
    return f"-{int(digits)}" if bc else str(int(digits))


def file_set(asked: BorderFiles, project: Project | None, folders: Sequence[Path] = ()) -> FileSet:
    """The files, read once for their digests.

    project: names begin at the outline's folder or one of `folders`, and stay within the project; None for the files of
    a command line.
    """
    return FileSet(asked, tuple(_layer(name, since, project, folders) for since, name in asked.files))


def layer_of(name: str, project: Project | None, folders: Sequence[Path] = ()) -> Layer:
    """One file, with what belongs to it; as `file_set` finds it. Raises BadFile."""
    return _layer(name, "", project, folders)


def _layer(name: str, since: str, project: Project | None, folders: Sequence[Path]) -> Layer:
    def find(wanted: str) -> Path:
        return project.find(wanted, [project.folder, *folders]).path if project else Path(wanted)

    try:
        path = find(name)
        parts, digest = {path.suffix.lower(): path}, hashlib.blake2b(files.read(path, MOST), digest_size=16)
        for ending in _BESIDE if path.suffix.lower() == ".shp" else ():
            near = next((p for p in (path.with_suffix(e) for e in (ending, ending.upper())) if _is_there(p)), None)
            if near is not None:
                parts[ending] = find(str(Path(name).with_name(near.name)))
                digest.update(files.read(parts[ending], MOST))
    except (NotThere, FileNotFoundError) as e:
        raise BadFile(f"there is no file '{name}'", getattr(e, "hint", ""), (since or "file",)) from None
    except (Refused, files.Unreadable) as e:
        raise BadFile(f"the file '{name}' {e}", e.hint, (since or "file",)) from None
    return Layer(name, since, digest.hexdigest(), parts)
