"""The widths of a template's fonts: podium's own tables, else those of the installed file, else the widest.

In: the name of a family. Out: it is known to `typesetting.fonts`, or not. Only the files of this machine's font folders
are opened, with fontTools, first those whose names look like the family's; TrueType collections are read face by face.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from podium.typesetting import fonts

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_MOST_FILES = 4_000
_OTHER_WEIGHTS = ("light", "thin", "black", "medium", "semi", "condensed")  # of the same typographic family
_SYNTHETIC = 1.06  # how much wider a face is that a program makes bold by itself
_ALIKE = 4  # letters that the name of a file begins with


def known(family: str) -> bool:
    """Whether a family can be measured as it is: its widths are known, or have just been read from its file."""
    return fonts.is_known(family) or _read(family)


@cache
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
    wanted = _letters(family)
    files = list(_files())
    likely = [f for f in files if _letters(f.stem).startswith(wanted[:_ALIKE])]
    for group in (likely, [f for f in files if f not in set(likely)]):
        found: dict[tuple[bool, bool], dict[str, float]] = {}
        for file in group:
            for style, table in _faces_in(file, family):
                found.setdefault(style, table)
        if found:
            return found
    return {}


def _faces_in(file: Path, family: str) -> list[tuple[tuple[bool, bool], dict[str, float]]]:
    """The faces of a family in a file, with their widths."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    found = []
    try:
        with file.open("rb") as held:
            collected = file.suffix.lower() in (".ttc", ".otc")
            faces = TTCollection(held, lazy=True).fonts if collected else [TTFont(held, lazy=True)]
            for face in faces:
                if (style := _style(face["name"], family)) is not None:
                    metrics, units = face["hmtx"].metrics, face["head"].unitsPerEm
                    glyphs = face.getBestCmap().items()
                    found.append((style, {chr(c): metrics[g][0] / units for c, g in glyphs if g in metrics}))
    except (TTLibError, OSError, KeyError, AttributeError, ValueError, AssertionError, TypeError, struct.error):
        return []  # what looks like a font but is not one
    return found


def _style(name: Any, family: str) -> tuple[bool, bool] | None:
    """Whether a face of the family is bold, and whether it is italic; None for another family, or another weight."""
    if family.casefold() not in {str(name.getDebugName(n) or "").casefold() for n in (1, 16)}:
        return None
    style = str(name.getDebugName(17) or name.getDebugName(2) or "").casefold()
    if any(word in style for word in _OTHER_WEIGHTS) and name.getDebugName(1).casefold() != family.casefold():
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
