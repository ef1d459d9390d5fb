"""Pictures that podium draws for a deck: figures and the output of a lecturer's own scripts.

In: what layout promised, and the pages that show it. Out: the deck's media have every picture as PNG and SVG. What was
drawn once is taken from the cache; the rest is drawn side by side by other processes, two at most, so that this one
never imports matplotlib. A script that fails is an error at its place in the outline.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from podium import cache as disk
from podium.backends.children import Children
from podium.backends.figure_script import Script, ScriptError, environment
from podium.diagnostics import PodiumError
from podium.layout.pictures import Pictures
from podium.layout.scene import Box, Group, Media, Page, Picture
from podium.layout.units import Rect
from podium.themes import Theme

PROCESSES = 2
LIMIT = 64 * 2**20
"""Bytes that the figures in the cache may take."""
_TIME = 300  # seconds for a batch of figures
_SVG = "-svg"
_CODE = ("figure_worker", "matplotlib_start", "picture", "picture_paths", "picture_text", "picture_fonts")
# One transparent pixel: what stands for a picture that could not be drawn, in a deck that is not written.
_NOTHING = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure that is decided but not painted: its boxes, the rectangle that they fill, a theme.

    `lacks` is told which letters no installed font has.
    """

    boxes: tuple[Box, ...]
    rect: Rect
    theme: Theme
    lacks: Callable[[str], None] = lambda letters: None

    def key(self) -> str:
        """The name of what it will look like: equal figures have equal names."""
        parts = (
            repr(self.boxes),
            repr(self.rect),
            repr(sorted(self.theme.tokens.items())),
            self.theme.major,
            self.theme.minor,
            _version(),
        )
        return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


@cache
def _version() -> str:
    """What else decides how a figure looks: the painter's code and matplotlib's version."""
    digest = hashlib.blake2b(importlib.metadata.version("matplotlib").encode())
    for name in _CODE:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest.hexdigest()


def fulfil(pictures: Pictures, pages: Sequence[Page]) -> None:
    """Draws what is promised and shown; the media get it under the promised keys, with `-svg` for the vectors.

    Raises PodiumError if the drawing itself is not possible (matplotlib is missing).
    """
    shown = {b.media: b for page in pages for b in _pictures(page.boxes) if b.media in pictures.promised}
    found = {key: load(key) for key in shown}
    missing = {key: pictures.promised[key] for key, record in found.items() if record is None}
    found |= _drawn(missing)
    for key, box in shown.items():
        png, svg = found[key] or (_NOTHING, b"")
        if isinstance(work := pictures.promised[key], Script):
            svg = work.vectors(svg)  # from the cache too, so that a warning is said again
        pictures.media[key] = Media(key, png, "png")
        if svg:
            pictures.media[key + _SVG] = Media(key + _SVG, svg, "svg")
        else:
            box.svg = ""


def svg_key(key: str) -> str:
    """The key under which the vectors of a promised picture are carried."""
    return key + _SVG


def _pictures(boxes: Sequence[Box]) -> Iterator[Picture]:
    for box in boxes:
        if isinstance(box, Picture):
            yield box
        elif isinstance(box, Group):
            yield from _pictures(box.boxes)


# ---------------------------------------------------------------------------------------- drawing

Record = tuple[bytes, bytes]  # PNG, SVG (b"" for none)


def _drawn(missing: dict[str, Any]) -> dict[str, Record | None]:
    """What was missing, drawn and kept; None for a script that failed, which is then in the report."""
    drawings = [(key, work) for key, work in missing.items() if isinstance(work, Drawing)]
    scripts = [(key, work) for key, work in missing.items() if isinstance(work, Script)]
    batches = [batch for n in range(PROCESSES) if (batch := drawings[n::PROCESSES])]
    made: dict[str, Record | None] = {}
    lacking: set[str] = set()  # not kept: painted again until a font is there, and said again
    if missing:
        # Ctrl-C ends the children first, and then the pool, whose threads wait for them.
        with ThreadPoolExecutor(PROCESSES) as pool, Children() as children:
            painting = [pool.submit(_paint, batch, children) for batch in batches]
            running = [(key, work, pool.submit(work.run, children)) for key, work in scripts]
            for painted in painting:
                for key, (png, svg, letters) in painted.result().items():
                    made[key] = (png, svg)
                    if letters:
                        missing[key].lacks(letters)
                        lacking.add(key)
            for key, work, run in running:
                try:
                    made[key] = run.result()
                except ScriptError as e:
                    work.report(str(e), e.hint)
                    made[key] = None
    for key, record in made.items():
        if record is not None and key not in lacking:
            save(key, record)
    return made


def _paint(batch: list[tuple[str, Drawing]], children: Children) -> dict[str, tuple[bytes, bytes, str]]:
    """A batch of figures, painted by a process of its own: PNG, SVG, letters that no font has. Raises PodiumError."""
    work = pickle.dumps([(key, d.boxes, d.rect, d.theme.name) for key, d in batch])
    command = [sys.executable, "-P", str(Path(__file__).with_name("figure_worker.py"))]
    pipe = subprocess.PIPE
    painter = children.start(command, environment(), stdin=pipe, stdout=pipe, stderr=pipe)
    try:
        out, said = painter.communicate(work, _TIME)
    except subprocess.TimeoutExpired:
        raise PodiumError(f"the figures were not drawn within {_TIME} seconds") from None
    finally:
        children.end(painter)
    if painter.returncode:
        lines = said.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise PodiumError(f"the figures cannot be drawn: {lines[-1][:300]}", 3 if "No module" in lines[-1] else 1)
    painted: dict[str, tuple[bytes, bytes, str]] = pickle.loads(out)
    return painted


# -------------------------------------------------------------------------------------- the cache


def load(key: str) -> Record | None:
    """The record of that name, None if there is none or it is damaged."""
    data = disk.load(_path(key))
    if data is None or len(data) < 4:
        return None
    length = int.from_bytes(data[:4], "little")
    return data[4 : 4 + length], data[4 + length :]


def save(key: str, record: Record) -> None:
    """Keeps a record; silently not, where the folder cannot be written to."""
    png, svg = record
    disk.save(_path(key), len(png).to_bytes(4, "little") + png + svg, LIMIT)


def _path(key: str) -> Path:
    return disk.folder("figures") / f"{key}.fig"
