"""A map's drawing, from the cache if it is there: what `podium.blocks.map` and `podium.kinds.map` call.

In: a map's keys, a rectangle, a stage, the headline of a full-slide map. Out: its boxes; its warnings go to the report.
Neither this module nor its imports load numpy, shapely or pyproj: a cached drawing takes about a tenth of a second, any
other the time of `podium.maps.drawing.compose`. The key of a drawing covers everything that it depends on (the map's
keys, the recipe's text, rectangle, theme, sides, language, the atlas's data, podium's own code), so it is never stale.
A drawing with an error, or with words that do not fit, is not cached.
"""

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
from typing import Any

from podium import cache, files
from podium.data import MAPS
from podium.layout.ahead import Job
from podium.layout.later import Drawn
from podium.layout.pictures.library import MAX_BYTES as MAX_PICTURE
from podium.layout.pictures.library import PICTURE_ENDINGS
from podium.layout.stage import Stage
from podium.maps.atlas.names import UnknownName
from podium.maps.drawing.record import Drawing
from podium.maps.model.claim import hero_of
from podium.maps.model.findings import MapWarning, span_of
from podium.maps.model.keys import MapModel
from podium.maps.territories.geodata.sources import BadFile, BorderFiles, file_set, layer_of
from podium.maps.territories.recipe_files import find, folders_of, read
from podium.outline import nodes, source
from podium.outline.project import NotThere, Refused
from podium.outline.tables import MAX_BYTES, TABLE_ENDINGS
from podium.scene.boxes import Box, Picture, Text, every_box, placeless
from podium.scene.units import Rect

CREDIT = "Natural Earth, GMTED2010, GeoNames (CC BY 4.0)"
"""The sources of a map's data; GeoNames requires the credit (see the NOTICE)."""
FOLDER = "drawings"
"""Their part of podium's cache."""
LIMIT = 128 * 2**20
"""Bytes that the drawings may take; the least recently used are deleted first."""
_CODE = (
    *("scene", "languages", "themes", "outline", "typesetting", "layout", "maps", "blocks/map.py"),
    *("data/widths.bin", "data/__init__.py", "diagnostics.py", "registry.py"),
)
_LIBRARIES = ("numpy", "shapely", "pyproj", "pillow", "babel")
_PLAIN = ("podium.scene.boxes", "podium.scene.units")  # the modules that define the classes of a drawing


def draw(model: MapModel, rect: Rect, stage: Stage, headline: str = "", *, keyed: bool = False) -> list[Box]:
    """The boxes of a map; with a headline, of a full-slide map with its title on a panel. keyed: the names of its steps
    stand beside it."""
    name = name_of(model, rect, stage, headline, keyed)
    kept = _kept(name, stage)
    if kept is None and stage.ahead is not None:
        blank = stage.ahead.missing(name, Job(model, rect, stage.claim, headline, keyed))
        if blank is not None:
            return blank
        kept = _kept(name, stage)
    if kept is not None:
        for w in kept.warnings:
            span = span_of(model, stage, *w.path)
            if w.severity == "note":
                stage.report.note(w.message, span, w.code)
            else:
                stage.report.warn(w.message, span, w.code, w.hint)
        stage.add_note(kept.note, CREDIT)
        stage.cite(kept.credit)
        keys = {old: stage.pictures.carry(data, ending) for old, data, ending in kept.relief}
        kept_boxes = kept.boxes if stage.later is None else map(placeless, kept.boxes)  # they are given places again
        boxes = [replace(b, media=keys[b.media]) if isinstance(b, Picture) else b for b in kept_boxes]
        if stage.later is not None:
            stage.later.remember(name, model, rect, boxes)
        return boxes
    if stage.later is not None:
        return _later(name, model, rect, stage, headline, keyed)
    return _drawn(name, model, rect, stage, headline, keyed)


def _kept(name: str, stage: Stage) -> Drawing | None:
    """The drawing from the cache; from memory, if the pass before had it too."""
    if stage.later is None:
        return _load(name)
    found = stage.later.kept.get(name) or _load(name)
    if found is not None:
        stage.later.kept[name] = found
    return found


def _later(name: str, model: MapModel, rect: Rect, stage: Stage, headline: str, keyed: bool) -> list[Box]:
    """A map for a pass that does not wait: as somebody else has drawn it, or what stands in for it."""
    later = stage.later
    assert later is not None
    place = model.place() or (0, 0)
    if later.draws:
        said, over = len(stage.report.findings), len(stage.leftovers)
        notes, data, cited = len(stage.notes), len(stage.data), len(stage.cited)
        carried = set(stage.pictures.media)
        boxes = _drawn(name, model, rect, stage, headline, keyed)
        own = {b.media for b in every_box(boxes) if isinstance(b, Picture)}
        later.drawn[name] = Drawn(
            tuple(placeless(b) for b in boxes),
            tuple(f._replace(span=f.span._replace(line=f.span.line - place[0])) for f in stage.report.findings[said:]),
            tuple(stage.leftovers[over:]),
            tuple(stage.notes[notes:]),
            tuple(stage.data[data:]),
            tuple(stage.cited[cited:]),
            tuple(m for key, m in stage.pictures.media.items() if key not in carried or key in own),
        )
        return boxes
    found = later.drawn.get(name)
    if found is None:
        return later.stand_in(name, model, rect)
    for f in found.said:
        stage.report.findings.append(f._replace(span=f.span._replace(line=f.span.line + place[0])))
    stage.leftovers += found.leftovers
    stage.notes += [note for note in found.notes if note not in stage.notes]
    stage.data += [credit for credit in found.data if credit not in stage.data]
    stage.cited += [credit for credit in found.cited if credit not in stage.cited]
    stage.pictures.media |= {m.key: m for m in found.media}
    later.remember(name, model, rect, found.boxes)
    return [placeless(b) for b in found.boxes]


def _drawn(name: str, model: MapModel, rect: Rect, stage: Stage, headline: str, keyed: bool) -> list[Box]:
    """The map, drawn anew and kept if that may be."""
    from podium.maps.drawing import compose, multiples

    said, over = len(stage.report.findings), len(stage.leftovers)
    if model.years:
        drawing = multiples.draw(model, rect, stage)
    else:
        drawing = compose.draw(model, rect, stage, headline, keyed=keyed)
    for box in every_box(drawing.boxes):
        if isinstance(box, Text):  # a kept drawing must not hold lines of an outline that has changed since
            box.paragraphs = tuple(p._replace(place=None) for p in box.paragraphs)
    known = {w.message for w in drawing.warnings}  # each once, though a frame may be tried twice
    if all(f.message in known for f in stage.report.findings[said:]) and len(stage.leftovers) == over:
        _save(name, drawing)
    stage.add_note(drawing.note, CREDIT)
    stage.cite(drawing.credit)
    return list(drawing.boxes)


# ---- the key -----------------------------------------------------------------------------------------------


def name_of(model: MapModel, rect: Rect, stage: Stage, headline: str, keyed: bool) -> str:
    """The name of a drawing: a digest of everything that it depends on."""
    theme = stage.theme
    parts: Iterable[Any] = (
        [getattr(model, field) for field in MapModel.model_fields],
        _recipe(model.territories, stage),
        _layers(model, stage),
        _sketch(model, stage),
        [found and found.key for c in model.callouts if c.picture for found in [stage.pictures.look(c.picture.file)]],
        *(_data(numbers.file, stage) for numbers in (model.values, model.circles) if numbers is not None),
        (
            hero_of(model, stage.claim),
            rect,
            headline,
            keyed,
            stage.grid,
            stage.lang,
            stage.deck.sides,
            stage.deck.sources,
        ),
        (theme.name, theme.dark, theme.major, theme.minor, sorted(theme.tokens.items())),
        sys.version_info[:2],
    )
    return hashlib.sha256("\n".join([*map(repr, parts), _version()]).encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _recipe(asked: str | BorderFiles, stage: Stage) -> bytes:
    """The text of the recipe with the digests of its files, or those of files; b"" for none, or for one that cannot be
    read (which is then an error)."""
    if not asked:
        return b""
    project = stage.outline.project
    try:
        if isinstance(asked, BorderFiles):
            return repr(file_set(asked, project, folders_of(project))).encode("utf-8", "surrogatepass")
        path = find(asked, folders_of(project), project)
        text = files.read(path, source.MAX_BYTES)
        tree = read(path, project) if b"files" in text else None
        named = repr(tree.get("files")) if isinstance(tree, nodes.Mapping) else ""
        return text + named.encode("utf-8", "surrogatepass")
    except (UnknownName, Refused, BadFile, files.Unreadable, OSError, source.SourceError):
        return b""


def _layers(model: MapModel, stage: Stage) -> list[object]:
    """The digests of the files under `layers`; None for one that cannot be read (which is then an error)."""
    project, found = stage.outline.project, list[object]()
    for _, _, asked in model.layers.files() if model.layers is not None else ():
        try:
            found.append(layer_of(asked.file, project, folders_of(project)))
        except BadFile:
            found.append(None)
    return found


def _sketch(model: MapModel, stage: Stage) -> bytes:
    """A digest of the picture under a map; b"" for none, or for one that cannot be read (which is then said)."""
    file = model.sketch.file if model.sketch is not None else ""
    try:
        path = stage.outline.project.find(file, stage.pictures.folders, PICTURE_ENDINGS).path if file else None
        return hashlib.blake2b(files.read(path, MAX_PICTURE), digest_size=16).digest() if path is not None else b""
    except (Refused, NotThere, files.Unreadable, OSError):
        return b""


def _data(file: str, stage: Stage) -> bytes:
    """The content of a file of numbers; b"" for none, or for one that cannot be read (which is then an error)."""
    project = stage.outline.project
    try:
        return files.read(project.find(file, [project.folder], TABLE_ENDINGS).path, MAX_BYTES) if file else b""
    except (Refused, NotThere, files.Unreadable, OSError):
        return b""


@functools.cache
def _version() -> str:
    """A digest of data, code and libraries: when any of them changes, every map is drawn anew."""
    digest = hashlib.sha256(repr([(name, version(name)) for name in _LIBRARIES]).encode())
    digest.update(cache.code(*_CODE))
    digest.update(cache.contents(sorted(f for f in MAPS.iterdir() if f.is_file())))
    return digest.hexdigest()


# ---- the record --------------------------------------------------------------------------------------------


class _Reader(pickle.Unpickler):
    """Unpickles boxes and nothing else, so that a file from elsewhere can do no harm."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _PLAIN:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"not part of a drawing: {module}.{name}")


def _path(name: str) -> Path:
    return cache.folder(FOLDER) / f"{name}.drawing"


def _load(name: str) -> Drawing | None:
    """The drawing under this key, None if there is none or it is damaged."""
    data = cache.load(_path(name))
    if data is None:
        return None
    try:
        boxes, warnings, relief, note, credit = _Reader(io.BytesIO(data)).load()
        said = tuple(MapWarning(*w) for w in warnings)
    except (ValueError, TypeError, EOFError, LookupError, AttributeError, ImportError, pickle.UnpicklingError):
        return None
    return Drawing(boxes, said, relief, note, credit)


def _save(name: str, drawing: Drawing) -> None:
    """Caches a drawing."""
    rows = (drawing.boxes, tuple(tuple(w) for w in drawing.warnings), drawing.relief, drawing.note, drawing.credit)
    cache.save(_path(name), pickle.dumps(rows, protocol=5), LIMIT)
