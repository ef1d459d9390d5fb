"""Pictures that podium draws for a deck: figures and the output of a lecturer's own scripts.

In: a scene with figures that are not painted yet. Out: its media have every figure that a page shows, as PNG and SVG.
Figures that were drawn before come from the cache; the others are drawn by at most two parallel processes, so that this
one never imports matplotlib. A script that fails is an error at its place in the outline.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from podium import PodiumError
from podium import cache as disk
from podium.backends.figures import script
from podium.backends.figures.children import Children
from podium.scene.boxes import Media, Picture, Scene, every_box
from podium.scene.figures import Drawing, Figure, Script, svg_key

PROCESSES = 2
LIMIT = 64 * 2**20
"""The size limit of the figures in the cache, in bytes."""
Record = tuple[bytes, bytes]  # PNG, SVG (b"" for none)
_TIME = 300  # seconds for a batch of figures
_CODE = ("backends/pictures", "backends/drawing", "backends/figures/worker.py")
# One transparent pixel: replaces a picture that could not be drawn, in a deck that is not written.
_NOTHING = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@cache
def _version() -> str:
    """What else determines the look of a figure: the painter's code and matplotlib's version."""
    digest = hashlib.blake2b(importlib.metadata.version("matplotlib").encode())
    digest.update(disk.code(*_CODE))
    return digest.hexdigest()


def paint_figures(scene: Scene, painted: dict[str, Record | None] | None = None) -> dict[str, Record | None]:
    """Paints the figures that a page shows; the scene's media get each under its key, the vectors under `svg_key`.

    With `painted` (by `file_name`), what is neither there nor in the cache is not painted, and the scene's media lack
    it. Returns the figures that the cache did not have, None for a script that failed. Raises PodiumError if nothing
    can be painted at all (matplotlib is missing).
    """
    boxes = (b for page in scene.pages for b in every_box(page.boxes))
    shown = {b.media: b for b in boxes if isinstance(b, Picture) and b.media in scene.figures}
    names = {key: file_name(scene.figures[key]) for key in shown}
    found = {key: load(name) for key, name in names.items()}
    missing = {key: scene.figures[key] for key, record in found.items() if record is None}
    if painted is None:
        made = _drawn(missing, names)
    else:
        made = {key: painted[names[key]] for key in missing if names[key] in painted}
    found |= made
    for key, box in shown.items():
        if key in missing and key not in made:
            continue
        png, svg = found[key] or (_NOTHING, b"")
        if isinstance(work := scene.figures[key], Script):
            svg = script.vectors(work, svg)  # also from the cache, so that a warning is repeated
        scene.media[key] = Media(key, png, "png")
        if svg:
            scene.media[svg_key(key)] = Media(svg_key(key), svg, "svg")
        else:
            box.svg = ""
    return {names[key]: record for key, record in made.items()}


def paint_scripts(scene: Scene) -> None:
    """Paints only what a lecturer's own scripts draw, for a back-end that draws podium's figures as parts of a page."""
    scripts = {key: figure for key, figure in scene.figures.items() if isinstance(figure, Script)}
    if scripts:
        paint_figures(replace(scene, figures=scripts))


def file_name(figure: Figure) -> str:
    """The name of the figure in the cache: a digest of all that determines its look, including the painter's code."""
    if isinstance(figure, Script):
        return script.digest(figure)
    return hashlib.blake2b(f"{figure.key()} {_version()}".encode(), digest_size=16).hexdigest()


# ---------------------------------------------------------------------------------------- drawing


def _drawn(missing: dict[str, Figure], names: dict[str, str]) -> dict[str, Record | None]:
    """The missing pictures, drawn and kept; None for a script that failed, which is then in the report."""
    drawings = [(key, work) for key, work in missing.items() if isinstance(work, Drawing)]
    scripts = [(key, work) for key, work in missing.items() if isinstance(work, Script)]
    by_key = dict(drawings)
    batches = [batch for n in range(PROCESSES) if (batch := drawings[n::PROCESSES])]
    made: dict[str, Record | None] = {}
    lacking: set[str] = set()  # not kept: painted and reported again until a font is installed
    if missing:
        # Ctrl-C ends the children first, and then the pool, whose threads wait for them.
        with ThreadPoolExecutor(PROCESSES) as pool, Children() as children:
            painting = [pool.submit(_paint, batch, children) for batch in batches]
            running = [(key, work, pool.submit(script.run, work, children)) for key, work in scripts]
            for painted in painting:
                for key, (png, svg, letters) in painted.result().items():
                    made[key] = (png, svg)
                    if letters:
                        by_key[key].lacks(letters)
                        lacking.add(key)
            for key, work, run in running:
                try:
                    made[key] = run.result()
                except script.ScriptError as e:
                    work.report(str(e), e.hint)
                    made[key] = None
    for key, record in made.items():
        if record is not None and key not in lacking:
            save(names[key], record)
    return made


def _look(theme: Any) -> tuple[Any, ...]:
    """The theme by its name, accent and sides; itself, if it is a template's."""
    return (theme,) if theme.refs else (theme.name, theme.accent, theme.sides)


def _paint(batch: list[tuple[str, Drawing]], children: Children) -> dict[str, tuple[bytes, bytes, str]]:
    """A batch of figures, painted by a separate process: PNG, SVG, letters that no font has. Raises PodiumError."""
    work = pickle.dumps([(key, d.boxes, d.rect, *_look(d.theme)) for key, d in batch])
    command = [sys.executable, "-P", str(Path(__file__).with_name("worker.py"))]
    pipe = subprocess.PIPE
    painter = children.start(command, script.environment(), stdin=pipe, stdout=pipe, stderr=pipe)
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
    """The record of that name; None if there is none or it is damaged."""
    data = disk.load(_path(key))
    if data is None or len(data) < 4:
        return None
    length = int.from_bytes(data[:4], "little")
    return data[4 : 4 + length], data[4 + length :]


def save(key: str, record: Record) -> None:
    """Keeps a record; does nothing if the folder is not writable."""
    png, svg = record
    disk.save(_path(key), len(png).to_bytes(4, "little") + png + svg, LIMIT)


def _path(key: str) -> Path:
    return disk.folder("figures") / f"{key}.fig"
