"""The panels of a map: scale bar, note, locator, and on a full-slide map the title panel with the legend.

In: a `MapSpec`, its corners, the labeller. Out: boxes. Scale bar and note are placed together with the labels.
"""

from __future__ import annotations

import numpy as np
import shapely

from podium import languages
from podium.layout.headline import balanced
from podium.layout.stage import Stage
from podium.maps.atlas import hydrography
from podium.maps.basemap import frames
from podium.maps.basemap.view import View
from podium.maps.drawing import furniture, legend
from podium.maps.drawing.corners import Corners, allowed_corners, edges
from podium.maps.drawing.number_key import heading
from podium.maps.labels import candidates
from podium.maps.labels.labeller import ASKED, NOTE, Labeller
from podium.maps.labels.placement import merged
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import FillStyles
from podium.outline import inline
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Line, Shape
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting.text import draft, title_draft

_AIR = points(4)  # free space around a scale bar and a note
_NOTE_STYLE = NOTE.but(italic=True)
_NEXT_CORNER = 90.0  # price (pt) of the scale bar in each further corner than the lower left
_BARS, _SHORTER = (130, 84), 12.0  # widths (pt) of the scale bar with its labels, and the price of each shorter one
_BARS_FULL = (210, 130, 84)  # on a map that fills the slide
_NO_SCALE = 300.0  # and of a map without one: more than in the fourth corner
_TITLE = scale.HEADLINE.but(size=28.0, floor=24.0)


def scale_bar(spec: MapSpec, labeller: Labeller, corners: list[Box]) -> None:
    """Adds a scale bar to a map that is large enough and has about the same scale all over; its box goes to
    `corners`."""
    rect, frame, stage = spec.view.rect, spec.base_map.frame, spec.stage
    wanted = spec.model.scale
    if wanted is False or (wanted is None and (rect.width_pt < 300 or frame.metres > 9_000_000)):
        return
    widths = [min(points(wide), round(rect.w * 0.3)) for wide in (_BARS_FULL if spec.full else _BARS)]
    rooms = [Rect(rect.x, rect.y, wide, furniture.SCALE_BAR_HEIGHT + points(2)) for wide in widths]
    sizes = [bar[0].rect for room in rooms if (bar := furniture.scale_bar(room, spec.view.km_per_emu, stage))]
    if not sizes:
        return

    def draw(place: Rect, form: int) -> None:
        room, size = rooms[form], sizes[form]
        moved = room._replace(x=room.x + place.x - size.x, y=room.y + place.y - size.y)
        corners.extend(furniture.scale_bar(moved, spec.view.km_per_emu, stage))
        labeller.keep_clear(place)

    def on_omitted() -> None:
        if wanted:
            spec.warn("the scale bar does not fit on this map", "scale", code="no-room")

    parts = []
    for n, size in enumerate(sizes):
        found = candidates.at_corner(labeller.grid, size.w, size.h, edges(spec), _NEXT_CORNER, air=_AIR)
        parts.append(found._replace(prices=found.prices + _SHORTER * n, forms=found.forms + n))
    labeller.add(
        "scale", (), merged(parts), omission_cost=_NO_SCALE, priority=1, gap=2 * _AIR, draw=draw, on_omitted=on_omitted
    )


def note(spec: MapSpec, labeller: Labeller, text: str) -> None:
    """Adds a short note on the map as a whole, in a corner."""
    w, h = labeller.size([text], _NOTE_STYLE)

    def draw(place: Rect, form: int) -> None:
        words = labeller.stage.text("note: schematic", place, [draft(text, _NOTE_STYLE)], anchor="middle")
        labeller.of_the_whole.append(words)
        labeller.keep_clear(*labeller.letters(place, [text], _NOTE_STYLE))

    def on_omitted() -> None:
        hint = "shorten it with 'schematic', or say it in 'foot'; 'schematic: false' leaves it out"
        spec.warn(f"the note '{inline.plain(text)}' does not fit on this map", "schematic", code="no-room", hint=hint)

    found = candidates.at_corner(labeller.grid, w, h, edges(spec), _NEXT_CORNER / 3, air=_AIR, cell=6.0)
    labeller.add(
        "note: schematic", (), found, omission_cost=ASKED, priority=1, gap=_AIR, draw=draw, on_omitted=on_omitted
    )


def locator(spec: MapSpec, corners: Corners) -> list[Box]:
    """A small map of a wider area with the frame in red."""
    asked = spec.model.inset
    if not asked:
        return []
    frame, rect = spec.base_map.frame, spec.view.rect
    size = min(round(rect.w * 0.22), inches(1.9))
    _, place, covers = corners.best(size, round(size * 0.75), ("top-left", "top-right", "bottom-left", "bottom-right"))
    if covers:
        spec.warn(
            "there is no free corner for the inset",
            "inset",
            code="no-room",
            hint="leave it out, or clear a corner",
        )
        return []
    aspect = place.w / place.h
    if isinstance(asked, tuple):
        wide = frames.by_box(*asked, aspect=aspect)
    else:
        middle = frame.unproject(np.array([[0.5, frame.height / 2]]))[0]
        wide = frames.around(
            float(middle[0]), float(middle[1]), min(9000.0, max(1400.0, frame.metres / 1000 * 2.5)), aspect=aspect
        )
    view = View(wide, place)
    shapes = wide.areas(list(shapely.make_valid(hydrography.land(wide.window))), detail=0.004)
    land = view.area(
        "land", shapely.union_all(shapely.make_valid(shapes)), fill="map.land", line=Line("map.coast", 0.5)
    )
    side = np.linspace(0, 1, 9)
    edge = np.concatenate([np.column_stack([side, np.full(9, y)]) for y in (0, frame.height)])
    corners_of = view.places([tuple(p) for p in frame.unproject(edge)])
    xs, ys = [x for x, _ in corners_of], [y for _, y in corners_of]
    shown = Rect(round(min(xs)), round(min(ys)), round(max(xs) - min(xs)), round(max(ys) - min(ys)))
    name = languages.of(spec.stage.lang).maps.inset
    return [furniture.inset(f"inset: {name}", place, [land] if land else [], shown=shown, ground="map.sea", alt=name)]


# ---- the panel of a full-slide map -------------------------------------------------------------------------


def title_panel(spec: MapSpec, fill_styles: FillStyles, corners: Corners, headline: str) -> list[Box]:
    """The slide's title and the legend on a panel in the corner where it covers least."""
    stage, rect = spec.stage, spec.view.rect
    choice = spec.model.legend
    lines = (
        legend.entries(spec, fill_styles, corners.later, every=choice == (True, ())) if choice.on is not False else []
    )
    pad = points(13)
    inner, style = _title_room(headline, rect, pad, stage)
    wide = inner + 2 * pad
    small = [draft(heading(spec), scale.CAPTION.but(bold=True))] if heading(spec) else []
    small_h = stage.line_height(small, inner) + points(3) if small else 0
    with stage.repeating():
        title, _ = balanced(stage, Rect(0, 0, inner, inches(2.2)), title_draft(headline, style), max_lines=4)
    rooms = [Rect(0, 0, inner + 2 * points(10), round(rect.h * share)) for share in (0.3, 0.36, 0.5, 0.7)]
    sizes = [legend.full_size("", lines, room, stage) for room in rooms] if lines else []
    key = next((s for s in sizes if s is not None), None)
    key_h = key[1] - points(6) if key else 0
    tall = pad + small_h + title.rect.h + (points(7) + key_h if key else 0) + pad // 2
    _, place, _ = corners.best(wide, tall, allowed_corners(spec, full=True))
    boxes: list[Box] = [Shape(name="Panel", rect=place, fill="ground", line=Line("hairline", 0.75))]
    y = place.y + pad
    if small:
        boxes.append(stage.text("Map title", Rect(place.x + pad, y, inner, small_h), small))
        y += small_h
    title, _ = balanced(stage, Rect(place.x + pad, y, inner, inches(2.2)), title_draft(headline, style), max_lines=4)
    boxes.append(title)
    y += title.rect.h + points(7)
    if key:
        boxes.append(stage.rule(place.x + pad, y, inner, "hairline"))
        drawn = furniture.legend(
            "", lines, Rect(place.x + pad - points(10), y, rooms[0].w, key[1]), stage, corner="top-left"
        )
        boxes += [_without_panel(b) for b in drawn]
    return boxes


def _title_room(headline: str, rect: Rect, pad: int, stage: Stage) -> tuple[int, Style]:
    """The width (EMU) for the words of the panel and the style of the title: the narrowest that keeps them whole."""
    for style in (_TITLE, _TITLE.but(size=24.0, floor=20.0)):
        words = title_draft(headline, style)
        for wide in (3.3, 4.0, 4.8):
            inner = min(inches(wide), round(rect.w * 0.4)) - 2 * pad
            floor = stage.compose.shrink_range([words])
            whole = not stage.compose.breaks_a_word(words, inner / EMU_PER_PT, floor)
            if whole and stage.compose.count(words, inner / EMU_PER_PT, floor) <= 4:
                return inner, style
    return inner, style


def _without_panel(box: Box) -> Box:
    """A legend without its own panel, to stand on another."""
    from dataclasses import replace

    from podium.scene.boxes import Group

    assert isinstance(box, Group)
    inner = tuple(b for b in box.boxes if not b.name.endswith(": panel"))
    return replace(box, boxes=inner)
