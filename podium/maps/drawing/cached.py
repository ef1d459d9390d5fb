"""A map's drawing, from the cache if it is there: what `podium.blocks.map` and `podium.kinds.map` call.

In: a map block, a rectangle, a stage, the headline of a full-slide map. Out: its boxes; its warnings go to the report.
Neither this module nor what it imports loads numpy, shapely or pyproj: a drawing that is kept costs about a tenth of a
second, one that is not costs what `podium.maps.drawing.compose` costs. A drawing is named by all that it depends on
(the block, the recipe's text, rectangle, theme, sides, language, the atlas's data, podium's own code), so it is never
stale; one with an error, or with words left over, is not kept."""

from __future__ import annotations

import functools
import hashlib
import io
import pickle
import sys
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from podium import cache, files
from podium.data import MAPS
from podium.diagnostics import Span
from podium.layout.stage import Stage
from podium.maps.atlas.names import UnknownName
from podium.maps.territories.recipe_files import find, folders_of
from podium.outline import source
from podium.outline.project import Refused
from podium.scene.boxes import Box, Picture, Text, every_box
from podium.scene.units import Rect

if TYPE_CHECKING:
    from podium.blocks.map import MapBlock

CREDIT = "Natural Earth, GMTED2010, GeoNames (CC BY 4.0)"
"""Whose data a map shows; GeoNames asks to be named (see the NOTICE)."""
LIMIT = 128 * 2**20
"""Bytes that the drawings may take; those used longest ago go first."""
_CODE = (
    *("scene", "languages", "themes", "outline", "typesetting", "layout", "maps", "blocks/map.py"),
    *("data/widths.bin", "data/__init__.py", "diagnostics.py", "registry.py"),
)
_LIBRARIES = ("numpy", "shapely", "pyproj", "pillow", "babel")
_PLAIN = ("podium.scene.boxes", "podium.scene.units")  # where all classes of a drawing come from


class Finding(NamedTuple):
    """A warning about a drawing: at which key of the map."""

    message: str
    path: tuple[str | int, ...]
    code: str
    hint: str


class Drawing(NamedTuple):
    """A map as it is kept. relief: the bytes of its pictures by their key in the boxes; note: a paragraph for the
    slide's notes."""

    boxes: tuple[Box, ...]
    warnings: tuple[Finding, ...] = ()
    relief: tuple[tuple[str, bytes], ...] = ()
    note: str = ""


def draw(block: MapBlock, rect: Rect, stage: Stage, headline: str = "") -> list[Box]:
    """The boxes of a map; with a headline it is a full-slide map that carries its title on a panel."""
    name = _key(block, rect, stage, headline)
    kept = _load(name)
    if kept is not None:
        for w in kept.warnings:
            stage.report.warn(w.message, spot(block, stage, *w.path), w.code, w.hint)
        stage.add_note(kept.note, CREDIT)
        keys = {old: stage.pictures.carry(data, "jpg") for old, data in kept.relief}
        return [replace(b, media=keys[b.media]) if isinstance(b, Picture) else b for b in kept.boxes]
    from podium.maps.drawing import compose as scene

    said, over = len(stage.report.findings), len(stage.leftovers)
    drawing = scene.draw(block, rect, stage, headline)
    for box in every_box(drawing.boxes):
        if isinstance(box, Text):  # a kept drawing must not hold lines of an outline that has changed since
            box.paragraphs = tuple(p._replace(place=None) for p in box.paragraphs)
    if len(stage.report.findings) - said == len(drawing.warnings) and len(stage.leftovers) == over:
        _save(name, drawing)
    stage.add_note(drawing.note, CREDIT)
    return list(drawing.boxes)


def spot(block: MapBlock, stage: Stage, *path: str | int) -> Span:
    """Where a key of the map stands in the outline. An entry goes by its name or by its number, however the outline
    writes it: in a list, in a mapping, or alone."""
    if block._node is None:
        return stage.outline.span(None)
    at: Any = block._node
    steps: list[str | int] = []
    for n, step in enumerate(path):
        if isinstance(at, list) and step in at:
            step = at.index(step)
        elif isinstance(at, dict) and isinstance(step, int):
            if n + 1 < len(path) and path[n + 1] in at:
                continue  # one that stands alone
            step = list(at)[step] if step < len(at) else step
        steps.append(step)
        entries = dict(enumerate(at)) if isinstance(at, list) else at
        at = entries.get(step) if isinstance(entries, dict) else None
    return stage.outline.span(source.locate(block._node, steps))


# ---- the key -----------------------------------------------------------------------------------------------


def _key(block: MapBlock, rect: Rect, stage: Stage, headline: str) -> str:
    """The name of a drawing: a digest of all that it depends on."""
    from podium.blocks.map import MapBlock

    theme = stage.theme
    parts: Iterable[Any] = (
        [getattr(block, field) for field in MapBlock.model_fields],
        _recipe(block.territories, stage),
        (rect, headline, stage.grid, stage.lang, stage.deck.sides, stage.deck.sources),
        (theme.name, theme.dark, theme.major, theme.minor, sorted(theme.tokens.items())),
        sys.version_info[:2],
    )
    return hashlib.sha256("\n".join([*map(repr, parts), _version()]).encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _recipe(name: str, stage: Stage) -> bytes:
    """The text of the recipe, b"" for none or for one that cannot be read, which is then an error."""
    if not name:
        return b""
    project = stage.outline.project
    try:
        return files.read(find(name, folders_of(project), project), source.MAX_BYTES)
    except (UnknownName, Refused, files.Unreadable, OSError):
        return b""


@functools.cache
def _version() -> str:
    """A digest of data, code and libraries that draw: with any of them changed, every map is drawn anew."""
    digest = hashlib.sha256(repr([(name, version(name)) for name in _LIBRARIES]).encode())
    digest.update(cache.code(*_CODE))
    for file in sorted(f for f in MAPS.iterdir() if f.is_file()):
        digest.update(f"{file.name}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


# ---- the record --------------------------------------------------------------------------------------------


class _Reader(pickle.Unpickler):
    """Reads boxes and nothing else, so that a file which somebody else put there can do no harm."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _PLAIN:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"no part of a drawing: {module}.{name}")


def _path(name: str) -> Path:
    return cache.folder("drawings") / f"{name}.drawing"


def _load(name: str) -> Drawing | None:
    """The drawing of this name, None if there is none or it is damaged."""
    data = cache.load(_path(name))
    if data is None:
        return None
    try:
        boxes, warnings, relief, note = _Reader(io.BytesIO(data)).load()
        said = tuple(Finding(*w) for w in warnings)
    except (ValueError, TypeError, EOFError, LookupError, AttributeError, ImportError, pickle.UnpicklingError):
        return None
    return Drawing(boxes, said, relief, note)


def _save(name: str, drawing: Drawing) -> None:
    """Keeps a drawing."""
    rows = (drawing.boxes, tuple(tuple(w) for w in drawing.warnings), drawing.relief, drawing.note)
    cache.save(_path(name), pickle.dumps(rows, protocol=5), LIMIT)
