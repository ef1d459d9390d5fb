"""Which files an outline may read: those of its own project, and of the folders that the lecturer allows.

In: an outline's path; the name of a file as the outline gives it. Out: the file's real path, with a note if other
systems would not find it; or `Refused`, or `NotThere` with the nearest name. An outline that came by mail must not be
able to put a private file into a deck, so real paths decide: no link and no `..` leads outside. Hidden files
(`.env`, `.git/`) and files on other machines are refused.

The project is the folder that contains `slides_src/` with the outline in it, or a file named `.podium`; without
either, it is the outline's own folder.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from podium import PodiumError, files
from podium.diagnostics import closeness

OUTLINES = "slides_src"
MARKER = ".podium"
_LIKE = 0.75  # likeness of two names (`difflib`) from which one may be meant by the other
_MOST_NAMES = 5_000  # of a folder that are compared with a name
_ADDRESS = (
    r"(?i)[a-z][a-z0-9+.-]+://|(https?|ftps?|sftp|ssh|file|data|blob|smb|cifs|nfs|afp|davs?|webdavs?|javascript|about):"
)
_MACHINE = re.compile(r"[\\/]{2}")  # \\server\share, and what Windows calls devices: \\.\, \\?\
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_SAME = ({".jpg", ".jpeg", ".jpe", ".jfif"}, {".tif", ".tiff"}, {".yaml", ".yml"})  # endings of one kind


class Found(NamedTuple):
    """A file that exists; `note` says what to write instead, "" if the name is right on every system."""

    path: Path
    note: str = ""


class Refused(Exception):
    """A file that the outline may not read; `hint` says what to do."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.hint = hint


class NotThere(Exception):
    """A file that does not exist; `hint` suggests a similar name, "" if there is none."""

    def __init__(self, hint: str = "") -> None:
        super().__init__("is not there")
        self.hint = hint


class Project(NamedTuple):
    """`folder` is the outline's, `root` the project's; `allowed` are folders outside it that may be read. All real."""

    folder: Path
    root: Path
    allowed: tuple[Path, ...] = ()

    @classmethod
    def of(cls, outline: Path, allowed: Sequence[Path] = ()) -> Project:
        """The project of an outline's path."""
        folder = Path(os.path.realpath(outline)).parent
        return cls(folder, _root(folder), tuple(Path(os.path.realpath(a)) for a in allowed))

    @property
    def media(self) -> tuple[Path, ...]:
        """Where its pictures and recordings may be."""
        tops = dict.fromkeys((self.folder, self.root))
        return tuple(top / name for top in tops for name in ("images", "media"))

    def find(self, file: str, folders: Sequence[Path], endings: frozenset[str] = frozenset()) -> Found:
        """The file named `file`, looked for in the folders in their order.

        A name that is nearly right is accepted if only one file can be meant: another case or Unicode form,
        backslashes, a folder that is searched anyway, another ending of the same kind, or none of `endings`. Raises
        Refused and NotThere.
        """
        files.note(_outcome, self, file, tuple(folders), endings)
        return self._find(file, folders, endings)

    def _find(self, file: str, folders: Sequence[Path], endings: frozenset[str]) -> Found:
        _refuse_elsewhere(file.strip())
        plain = _plain(file, folders)
        try:
            for folder in folders:
                for name in dict.fromkeys((file, plain)):
                    if name and os.path.lexists(path := folder / name):
                        return self._checked(path, file, name, folder)
        except (OSError, ValueError):  # a name too long, or with a NUL
            raise NotThere from None
        matches = _matches(plain, folders, endings)
        if len(matches) == 1:
            ((path, name),) = matches
            return Found(self._real(path), f"write '{name}': other systems would not find '{file}'")
        if any(self._is_hidden(folder / plain) for folder in folders):  # do not reveal whether it exists
            raise _hidden()
        if not any(self.is_inside(Path(os.path.normpath(folder / plain))) for folder in folders):
            raise self._outside()
        raise NotThere(_near(plain, folders))

    def shown(self, path: str | Path, name: str) -> str:
        """The name of a file in messages, as seen from where the outline's own `name` is; the path itself if the file
        is not of the project."""
        real = Path(os.path.realpath(path))
        if not self.is_inside(real):
            return str(path)
        return os.path.normpath(os.path.join(os.path.dirname(name), os.path.relpath(real, self.folder)))

    def is_inside(self, path: Path) -> bool:
        """Whether a real path is in the project or in an allowed folder."""
        return _is_within(path, self.root) or self._is_allowed(path)

    def _is_allowed(self, path: Path) -> bool:
        return any(_is_within(path, place) for place in self.allowed)

    def _is_hidden(self, path: Path) -> bool:
        """Whether a part of the path below the outline's folder, or the project, begins with a dot."""
        plain = Path(os.path.abspath(path))
        base = next((place for place in (self.folder, self.root) if _is_within(plain, place)), plain)
        return any(part.startswith(".") for part in plain.relative_to(base).parts)

    def _checked(self, path: Path, written: str, name: str, folder: Path) -> Found:
        real = self._real(path)
        if self._is_hidden(path) and not self._is_allowed(real):  # a link to what is not hidden
            raise _hidden()
        listed = _names(path.parent)
        if path.name not in listed and (same := [n for n in listed if _folded(n) == _folded(path.name)]):
            return Found(real, f"write '{same[0]}': other systems would not find '{written}'")
        if name != written and "\\" in written:
            return Found(real, f"write '{name}': other systems would not find '{written}'")
        return Found(real)

    def _outside(self) -> Refused:
        hint = f"copy it into {self.root.name or self.root}/, or allow its folder with --allow-outside"
        return Refused("is outside the project", hint)

    def _real(self, path: Path) -> Path:
        """The real path of a file that may be read. Raises Refused, NotThere for a broken link."""
        real = Path(os.path.realpath(path))
        if not self.is_inside(real):
            raise self._outside()
        if self._is_hidden(real) and not self._is_allowed(real):
            raise _hidden()
        if not real.exists():
            raise NotThere("it is a broken link")
        return real


def _outcome(project: Project, file: str, folders: Sequence[Path], endings: frozenset[str]) -> object:
    """What `find` comes to, to be compared."""
    try:
        return project._find(file, folders, endings)
    except (Refused, NotThere) as e:
        return type(e), str(e), e.hint


def read(project: Project, file: str, folders: Sequence[Path], most: int) -> tuple[Found, bytes]:
    """A file of the project and its bytes. Raises Refused, NotThere, files.Unreadable."""
    found = project.find(file, folders)
    try:
        return found, files.read(found.path, most)
    except FileNotFoundError:
        raise NotThere from None


def did_you_mean(path: Path) -> str:
    """ "did you mean 'slides_src/talk.yaml'?" for a path that the user typed and that is not there: a file with a
    similar name, or this name and an ending, in its folder, a folder with a similar name, or among the outlines; ""
    if there is none."""
    folder = path.parent
    if not folder.is_dir():
        there = closeness(folder.name, _shown_names(folder.parent))[0]
        folder = folder.parent / there if there else folder
    places = [folder, Path(OUTLINES) / folder] if not path.is_absolute() else [folder]
    for place in places:
        names = {name.casefold(): name for name in _shown_names(place)}
        wanted, (stem, ending) = path.name.casefold(), os.path.splitext(path.name.casefold())
        outlines = (f"{stem}.yaml", f"{stem}.yml") if ending.startswith(".y") else ()
        for same in (wanted, f"{wanted}.yaml", f"{wanted}.yml", *outlines):
            if same in names and (place / names[same]).is_file():
                return f"did you mean '{place / names[same]}'?"
        near, likeness = closeness(path.name, [n for n in names.values() if (place / n).is_file()])
        if likeness >= _LIKE:
            return f"did you mean '{place / near}'?"
    return ""


def no_such_file(path: Path) -> PodiumError:
    """The error that ends a run for a path that the user typed and that is not there."""
    near = did_you_mean(path)
    return PodiumError(f"{path}: no such file" + (f"; {near}" if near else ""), 2)


def _shown_names(folder: Path) -> list[str]:
    return [name for name in _names(folder) if not name.startswith(".")]


def _refuse_elsewhere(name: str) -> None:
    """Raises Refused for a name that is not of a file on this machine."""
    if _MACHINE.match(name):
        raise Refused("is on another machine", "copy the file into the project and give its name")
    if _DRIVE.match(name) and os.name != "nt":
        raise Refused(
            f"is on the drive {name[:2].upper()}, which only Windows has",
            "copy the file into the project and give its name there",
        )
    if re.match(_ADDRESS, name):
        raise Refused("is an address, not a file", "save the file into the project and give its name")


def _hidden() -> Refused:
    return Refused(
        "is hidden: its name, or that of its folder, begins with a dot",
        "copy it into the project under another name, or allow its folder with --allow-outside",
    )


def _is_within(path: Path, place: Path) -> bool:
    return path == place or place in path.parents


def _root(folder: Path) -> Path:
    """The project around an outline's folder."""
    around = (folder, *folder.parents)
    for place in around:
        if place.name == OUTLINES and place.parent != place:
            return place.parent
    return next((place for place in around if (place / MARKER).is_file()), folder)


def _plain(file: str, folders: Sequence[Path]) -> str:
    """The normalised name: without backslashes, surrounding blanks and the folder that is searched anyway."""
    name = file.strip().replace("\\", "/")
    while name.startswith("./"):
        name = name[2:]
    first, _, rest = name.partition("/")
    return rest if rest and any(first == folder.name for folder in folders) else name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))[:_MOST_NAMES]
    except (OSError, ValueError):
        return []


def _matches(name: str, folders: Sequence[Path], endings: frozenset[str]) -> list[tuple[Path, str]]:
    """The files that `name` can mean, with their names as they should be written: only the best kind of match."""
    below, _, last = name.rpartition("/")
    stem, ending = os.path.splitext(_folded(last))
    alike = next((same for same in _SAME if ending in same), {ending})
    same_name, same_stem, by_stem = {}, {}, {}
    for folder in folders:
        for there in _names(folder / below):
            path, written = folder / below / there, f"{below}/{there}" if below else there
            other, its = os.path.splitext(_folded(there))
            if _folded(there) == _folded(last):
                same_name[os.path.realpath(path)] = (path, written)
            elif other == stem and its in alike:
                same_stem[os.path.realpath(path)] = (path, written)
            elif not ending and other == stem and its in endings:
                by_stem[os.path.realpath(path)] = (path, written)
    found = same_name or same_stem or by_stem
    return list(found.values()) if stem else []


def _near(name: str, folders: Sequence[Path]) -> str:
    """ "did you mean 'zhukov.jpg'?" for an existing file with a similar name, else ""."""
    below, _, last = name.rpartition("/")
    there = {_folded(n): n for folder in folders for n in _names(folder / below) if "." in n and not n.startswith(".")}
    import difflib

    for near in difflib.get_close_matches(_folded(last), list(there), n=3, cutoff=_LIKE):
        found = f"{below}/{there[near]}" if below else there[near]
        if any((folder / found).exists() for folder in folders):  # not a broken link
            return f"did you mean '{found}'?"
    return ""
