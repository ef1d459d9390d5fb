"""Which folders the preview watches, and what counts as a change.

In: a session. Out: calls of its `heard`, once for each burst of writes. Folders are watched, not files, because editors
replace a file by another of its name.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from pathlib import Path

from watchfiles import Change, watch

from podium.maps.territories.recipe_files import folders_of as recipes_in
from podium.preview.session import Session

_MOST = 400  # folders
_STEP = 10  # ms without a write after which a burst is over
_LONGEST = 400  # ms of a burst after which what there is is shown
_LOOK = 1500  # ms between looks at whether there are other folders
_NO_FOLDERS = ("output", "node_modules", "__pycache__")
_NO = (".pptx", ".tmp", ".swp", ".swx", ".part", ".crdownload", "~", ".pyc")


def folders_of(session: Session) -> frozenset[Path]:
    """The folders of an outline: those of its files, pictures, recordings and recipes, with what is below them."""
    project = session.project
    found = {path.resolve().parent for path in session.files} | {project.root, project.folder}
    for top in (project.folder, *recipes_in(project), *project.media, *project.allowed):
        if top == project.root and not (top / "images").is_dir() and top.name != "slides_src":
            continue  # an outline somewhere in a home folder
        for folder, below, _ in os.walk(top):
            below[:] = sorted(name for name in below if not name.startswith(".") and name not in _NO_FOLDERS)
            if len(found) >= _MOST:
                break
            found.add(Path(folder))
    return frozenset(folder for folder in found if folder.is_dir())


def matters(paths: Iterable[str]) -> bool:
    """Whether files may be part of a deck; not those that programs make for themselves."""
    names = (os.path.basename(path) for path in paths)
    return any(not name.startswith((".", "~$", "#")) and not name.lower().endswith(_NO) for name in names)


def follow(session: Session, stop: threading.Event) -> None:
    """Tells the session when a file changes, until `stop` is set."""
    folders: frozenset[Path] = frozenset()
    while not stop.is_set():
        folders = folders_of(session)
        session.touch()  # what was changed while nobody watched
        changes = watch(
            *sorted(folders), watch_filter=None, step=_STEP, debounce=_LONGEST, stop_event=stop, recursive=False,
            rust_timeout=_LOOK, yield_on_timeout=True, raise_interrupt=False,
        )  # fmt: skip
        for change in changes:
            session.heard(Path(path) for _, path in change if matters([path]))
            is_folder = any(kind != Change.modified and os.path.isdir(path) for kind, path in change)
            if (not change or is_folder) and folders_of(session) != folders:
                break
