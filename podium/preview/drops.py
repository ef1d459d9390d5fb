"""A picture that is dropped on a plate.

In: its bytes, and where it was dropped. Out: the file in images/, under the name for which the outline waits.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from podium import files
from podium.editing.edits import Refused
from podium.editing.entries import lines_at
from podium.layout.pictures.file import Unusable, prepare
from podium.layout.pictures.library import PICTURE_ENDINGS
from podium.outline import nodes, source
from podium.outline.project import Project

WAITS = "missing-picture"
"""The code of the finding on a picture that is not there."""


def awaited(told: Iterable[dict[str, Any]], file: str, text: str, line: int) -> str:
    """The name of the picture that the outline waits for at a line: that of the plate which begins there. Raises
    Refused."""
    lines = lines_at(text, line - 1)
    at = [(f["line"], f["column"]) for f in told if f["code"] == WAITS and f["file"] == file]
    near = sorted((p for p in at if lines.start < p[0] <= lines.end), key=lambda p: (p[0] < line, abs(p[0] - line)))
    tree, _ = source.read(text.removeprefix("\ufeff"), file)
    names = {place: value for value, place in nodes.every_text(tree, (1, 1))}
    for place in near:
        if place in names:
            return names[place]
    raise Refused("no picture is missing here; drop it on a plate, or write its name into the lines first")


def put(project: Project, name: str, data: bytes) -> Path:
    """Writes the picture. Returns its path; raises Refused for what is no picture, and for a name outside images/."""
    try:
        ending = prepare(data).ending
    except Unusable as e:
        raise Refused(f"what was dropped {e}") from None
    plain = name.strip().replace("\\", "/").removeprefix("./").removeprefix("images/")
    parts = plain.split("/")
    if re.match(r"[A-Za-z]:|/|[a-z]+://", plain) or any(p in ("", "..") or p.startswith(".") for p in parts):
        raise Refused(f"'{name}' is no name in images/")
    if os.path.splitext(plain)[1].lower() not in PICTURE_ENDINGS:
        plain += f".{ending}"
    folder = _folder(project)
    target = folder / plain
    if not _is_within(target, folder) or os.path.lexists(target):
        raise Refused(f"there is already something at {target.name}; it is left as it is")
    with files.replacing(target) as file:
        file.write(data)
    return target


def _folder(project: Project) -> Path:
    """The folder of pictures that the project has, or gets."""
    folders: Sequence[Path] = (project.folder / "images", project.root / "images")
    return next((folder for folder in folders if folder.is_dir()), folders[1])


def _is_within(path: Path, folder: Path) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)
