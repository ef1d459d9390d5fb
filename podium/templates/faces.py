"""The widths of a template's fonts: podium's own tables, else those of the installed file, else the widest.

In: the name of a family. Out: it is known to `typesetting.fonts`, or not. Only the files of this machine's font folders
are opened, with fontTools: those whose names look like the family's, then those that a list of all has, which is kept
between runs. TrueType collections are read face by face.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from podium import cache
from podium.typesetting import fonts

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_MOST_FILES = 4_000
_OTHER_WEIGHTS = ("light", "thin", "black", "medium", "semi", "condensed")  # of the same typographic family
_SYNTHETIC = 1.06  # how much wider a face is that a program makes bold by itself
_ALIKE = 4  # letters that the name of a file begins with
_KEPT = 2_000_000  # bytes in the cache


def known(family: str) -> bool:
    """Whether a family can be measured as it is: its widths are known, or have just been read from its file."""
    return fonts.is_known(family) or _read(family)


@functools.cache
def _read(family: str) -> bool:
    """Hands the widths of an installed family on; False if there is none."""
    faces = _installed(family)
    if not faces:
        return False
    regular = faces.get((False, False)) or next(iter(faces.values()))
    for bold in (False, True):
        for italic in (False, True):
            own = faces.get((bold, italic))
            near = own or faces.get((bold, False)) or faces.get((False, italic)) or regular
            made_bold = bold and own is None and (bold, False) not in faces
            fonts.add(family, bold, italic, {c: w * (_SYNTHETIC if made_bold else 1.0) for c, w in near.items()})
    return True


def _installed(family: str) -> dict[tuple[bool, bool], dict[str, float]]:
    """The widths in em of the faces of an installed family, by bold and italic."""
    wanted = _letters(family)[:_ALIKE]
    files = list(_files())
    for group in ((f for f in files if _letters(f.stem).startswith(wanted)), _listed(files, family)):
        found: dict[tuple[bool, bool], dict[str, float]] = {}
        for file in group:
            for face in _faces_in(file):
                if (style := _style(_names(face), family)) is not None:
                    found.setdefault(style, _widths(face))
        if found:
            return found
    return {}


def _listed(files: list[Path], family: str) -> list[Path]:
    """The files that have a family, by a list of what is in each of them: it is made anew when one has changed."""
    states = [(str(f), s.st_size, s.st_mtime_ns) for f in files if (s := _state(f)) is not None]
    name = hashlib.blake2b(repr(states).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    place = cache.folder("families") / f"{name}.json"
    kept = cache.load(place)
    if kept is None:
        held: dict[str, list[int]] = {}
        for n, (path, *_) in enumerate(states):
            for face in _faces_in(Path(path)):
                for one in {*_names(face)[:2]}:
                    held.setdefault(one.casefold(), []).append(n)
        kept = json.dumps(held).encode()
        cache.save(place, kept, _KEPT)
    return [Path(states[n][0]) for n in dict.fromkeys(json.loads(kept).get(family.casefold(), ()))]


def _state(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None


def _faces_in(file: Path) -> Iterator[Any]:
    """The faces in a file that have names; none of what looks like a font but is not one."""
    from fontTools.ttLib import TTCollection, TTFont

    try:
        with file.open("rb") as held:
            collected = file.suffix.lower() in (".ttc", ".otc")
            for face in TTCollection(held, lazy=True).fonts if collected else [TTFont(held, lazy=True)]:
                _names(face)
                yield face
    except Exception:  # fontTools has no error of its own for most of what can be wrong
        return


def _widths(face: Any) -> dict[str, float]:
    """The widths in em of a face's letters, none if it is damaged."""
    try:
        metrics, units = face["hmtx"].metrics, face["head"].unitsPerEm
        return {chr(c): metrics[g][0] / units for c, g in face.getBestCmap().items() if g in metrics}
    except Exception:
        return {}


def _names(face: Any) -> tuple[str, str, str]:
    """The family of a face as old programs and as new ones have it, and the name of its style."""
    name = face["name"]
    family, typographic, style = (str(name.getDebugName(n) or "") for n in (1, 16, 17))
    return family, typographic or family, style or str(name.getDebugName(2) or "")


def _style(names: tuple[str, str, str], family: str) -> tuple[bool, bool] | None:
    """Whether a face of the family is bold, and whether it is italic; None for another family, or another weight."""
    wanted, style = family.casefold(), names[2].casefold()
    if wanted not in (names[0].casefold(), names[1].casefold()):
        return None
    if any(word in style for word in _OTHER_WEIGHTS) and names[0].casefold() != wanted:
        return None
    return "bold" in style, "italic" in style or "oblique" in style


def _files() -> Iterator[Path]:
    """The font files of this machine, at most so many."""
    home = Path.home()
    if sys.platform == "win32":
        folders = [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
                   Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"]  # fmt: skip
    elif sys.platform == "darwin":
        folders = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    else:
        own = [home / ".fonts", home / ".local/share/fonts"]
        folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), *own]
    left = _MOST_FILES
    for folder in folders:
        for at, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                if name.lower().endswith(_ENDINGS):
                    yield Path(at, name)
                    left -= 1
                    if not left:
                        return


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
