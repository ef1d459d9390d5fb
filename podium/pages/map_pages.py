"""The maps of an outline as pictures.

In: an outline. Out: its maps, each laid out again on a whole slide of the deck's format, for the picture back-end: the
same boxes that a slide gets. A map that stands small beside points is large here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from podium import PodiumError, kinds, registry, themes
from podium.blocks.base import PACKAGE, Block
from podium.diagnostics import Report
from podium.kinds.base import SlideModel
from podium.layout.ahead import FEWEST, Ahead, cores
from podium.layout.missing_letters import warn_of
from podium.layout.pictures.library import Pictures
from podium.layout.stage import Stage
from podium.outline import deck, nodes
from podium.outline.checks import check_outline
from podium.outline.deck import Outline
from podium.outline.ids import slide_ids
from podium.outline.models import Model
from podium.pages import page_pass
from podium.scene.boxes import Media
from podium.scene.figures import Drawing
from podium.scene.grid import Grid

if TYPE_CHECKING:
    from podium.blocks.map import MapBlock


class Found(NamedTuple):
    """A map of an outline: its slide, the slide's id, the block."""

    slide: SlideModel
    id: str
    block: Block


class MapPage(NamedTuple):
    """A map that fills a slide: the boxes to paint, the pictures in it, its title."""

    drawing: Drawing
    media: dict[str, Media]
    title: str


def load(path: Path, report: Report, allowed: Sequence[Path] = (), variant: str = "") -> Outline | None:
    """The outline in `path`: a lecture, or a small file with one `map:` and the deck's other keys."""
    name = str(path)
    tree = deck.read_tree(path, name, report, kinds.read_slide, variant, allowed)
    if tree is None:
        return None
    if "map" in tree and not {"slides", "sections"} & tree.keys():
        if not isinstance(tree["map"], nodes.Mapping):
            place = nodes.span_of(name, tree.values_at["map"])
            report.error("'map' must contain the keys of the map", place, "shape", "indent them below 'map:'")
            return None
        tree = _as_outline(tree, path.stem)
    outline = deck.from_tree(tree, path, name, report, kinds.read_slide, allowed)
    if outline is not None:
        check_outline(outline, report)
    return None if report.failed else outline


def of_set(asked: str, when: str, title: str, path: Path, report: Report) -> Outline | None:
    """An outline with one map: a set of territories on a date. path: of an outline, which need not exist, from which
    the set is found as `asked`."""
    nowhere = (0, 0)  # no file has these keys: findings name the set alone
    keys = (("territories", asked, nowhere, nowhere), ("year", when, nowhere, nowhere))
    tree = nodes.Mapping.of(nowhere, [("map", nodes.Mapping.of(nowhere, keys), nowhere, nowhere)])
    outline = deck.from_tree(_as_outline(tree, title), path, asked, report, kinds.read_slide, ())
    return None if report.failed else outline


def _as_outline(tree: nodes.Mapping, title: str) -> nodes.Mapping:
    """The tree of a deck with one slide, the map; every value keeps its place in the file."""
    block = tree["map"]
    slide = nodes.Mapping(block.place)
    slide.update({"map": title, **block})
    slide.keys_at = {"map": tree.keys_at["map"], **block.keys_at}
    slide.values_at = {"map": block.place, **block.values_at}
    slides = nodes.Sequence(block.place)
    slides.append(slide)
    slides.values_at = [block.place]
    whole = nodes.Mapping(tree.place)
    whole.update({"title": title, **{k: v for k, v in tree.items() if k != "map"}, "slides": slides})
    whole.keys_at = {"title": tree.place, **tree.keys_at, "slides": tree.keys_at["map"]}
    whole.values_at = {"title": tree.place, **tree.values_at, "slides": block.place}
    return whole


def maps_of(outline: Outline, slide: str = "") -> list[Found]:
    """The maps of the outline, or of one slide of it, by its id or its number in the deck. Raises PodiumError."""
    found = list(_maps(outline))
    if not found:
        raise PodiumError(f"{outline.name}: there is no map in this outline")
    if not slide:
        return found
    wanted, pages = slide, []
    if slide.isdecimal() and len(slide) < 10:
        pages = _map_pages(outline, found)
        wanted = pages[int(slide) - 1] if 1 <= int(slide) <= len(pages) else ""
    chosen = [f for f in found if f.id == wanted]
    if not chosen:
        pages = pages or _map_pages(outline, found)
        known = ", ".join(f"{pages.index(id) + 1} ({id})" for id in dict.fromkeys(f.id for f in found) if id in pages)
        raise PodiumError(f"{outline.name}: there is no map on slide '{slide}'; slides with maps: {known}", 2)
    return chosen


def file_names(found: Sequence[Found], target: Path) -> list[Path]:
    """Where each map goes: `target` for one, `NAME-SLIDE.png` for several, numbered where a slide has more than one."""
    if len(found) == 1:
        return [target]
    ids = [re.sub(r"[^\w.-]+", "-", f.id) for f in found]
    numbers = [f"-{ids[: n + 1].count(id)}" if ids.count(id) > 1 else "" for n, id in enumerate(ids)]
    endings = [f"-{id}{number}" for id, number in zip(ids, numbers, strict=True)]
    return [target.with_name(f"{target.stem}{ending}{target.suffix}") for ending in endings]


def laid_out(found: Sequence[Found], outline: Outline, report: Report) -> Iterator[MapPage]:
    """Each map on a whole slide. If `FEWEST` are not in the cache, several processes draw them meanwhile."""
    ahead = _missing(found, outline)
    if ahead is None:
        yield from (lay_out(one, outline, report) for one in found)
        return
    from podium.pages import map_workers

    with map_workers.drawing(outline, ahead):
        yield from (lay_out(one, outline, report, ahead) for one in found)


def _missing(found: Sequence[Found], outline: Outline) -> Ahead | None:
    """The maps that are not in the cache, None if they are too few for several processes, or these could not help: a
    deck on a template has other colours than its maps as pictures."""
    if len(found) < FEWEST or cores() < 2 or outline.deck.template is not None:
        return None
    from podium import cache
    from podium.maps.drawing.cache import FOLDER

    ahead, unheard = Ahead(), Report()
    for one in found:
        lay_out(one, outline, unheard, ahead)
    return ahead if len(ahead.jobs) >= FEWEST and cache.is_writable(FOLDER) else None


def lay_out(found: Found, outline: Outline, report: Report, ahead: Ahead | None = None) -> MapPage:
    """One map on a whole slide. Its findings (such as a label that does not fit) go to `report`; `ahead`: others draw
    maps as well."""
    from podium.maps.drawing.cache import draw

    grid = Grid.of(outline.deck.size)
    pictures = Pictures(outline, report)
    deck = outline.deck
    stage = Stage(outline, themes.load(deck.theme, deck.accent, deck.side_colours), grid, pictures, report)
    full = getattr(found.block, "full", False)
    stage.claim, stage.ahead = found.slide.headline, ahead
    headline = (found.slide.headline or outline.deck.title) if full else ""  # on its panel, as on the slide
    boxes = draw(cast("MapBlock", found.block), grid.slide, stage, headline)
    if stage.leftovers:
        words = "; ".join(d.text for d in stage.leftovers)
        stage.warn(f"these words do not fit in the picture: {words}", found.block, "legend", "no-room")
    drawing = Drawing(tuple(boxes), grid.slide, stage.theme, partial(warn_of, found.block, stage))
    return MapPage(drawing, pictures.media, getattr(found.block, "title", "") or found.slide.headline)


def _maps(outline: Outline) -> Iterator[Found]:
    """Every map with the id of its slide, as the page pass names slides."""
    deck = outline.deck
    for part, names in zip(deck.parts(), slide_ids(deck), strict=True):
        for slide, id in zip(kinds.slides_of(part), names, strict=True):
            for block in _blocks(slide):
                yield Found(slide, id, block)


def _blocks(value: object) -> Iterator[Block]:
    """The map blocks in a model, however deep."""
    if isinstance(value, Model):
        if isinstance(value, registry.load(PACKAGE, "map")):
            yield value
        else:
            for name in type(value).model_fields:
                yield from _blocks(getattr(value, name, None))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _blocks(item)


def _map_pages(outline: Outline, found: Sequence[Found]) -> list[str]:
    """For each page of the finished deck, the id of the slide with a map that it shows or continues; "" for none."""
    ids = {f.id for f in found}
    scene = page_pass.lay_out(outline, Report())
    return [page.slide if page.slide in ids else "" for page in scene.pages]
