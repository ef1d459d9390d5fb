"""What happens on a map: battles, arrows, fronts, units, further borders, remarks.

In: a `Request`. Out: symbols, which take room at once, and the labels that go with them, placed when all symbols are
known."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.drawing import warnings as traps
from podium.maps.labels import candidates as spots
from podium.maps.labels import towns
from podium.maps.labels.area_names import FIRST, THIRD, Scale
from podium.maps.labels.candidates import LEADER
from podium.maps.labels.collision_grid import Room, flattened
from podium.maps.labels.labeller import ASKED, CITY, KEY, NOTE, Labels
from podium.maps.labels.line_breaks import split
from podium.maps.labels.placement import Offers, joined
from podium.maps.spec import Request
from podium.maps.symbols import arrows, point_symbols
from podium.maps.symbols.curves import freeform, group
from podium.maps.symbols.fills import colour_of
from podium.outline import inline
from podium.outline.dates.format import format_date
from podium.scene.boxes import Box, Freeform, Group, Line
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, points

_LED = 9.0  # pt from the middle of an arrow to the end of a label's leader
_FAR = points(12)  # of a symbol from where it belongs: then a tick leads there
_TWINS = (  # a field, another that says the same, and what the outline calls that
    ("at", "named", "place"),
    ("date", "when", "when"),
    ("path", "start", "from"),
    ("path", "via", "via"),
    ("path", "end", "to"),
)
_OFF_LINE = points(4)  # from the edge of an arrow or a front to its label


class Waiting(NamedTuple):
    """A label that waits for its place: lines, style, what it belongs to, where to warn.

    It belongs to a symbol of twice `half` EMU about `at`, to a course, or (with neither) to the place itself.
    """

    name: str
    lines: list[str]
    style: Style
    at: tuple[float, float]
    half: float
    step: int
    path: tuple[str | int, ...]
    course: NDArray[np.float64] | None = None


class Action:
    """Symbols and waiting labels of one map; `said` lists them for the map's description."""

    def __init__(self, request: Request, sizes: Scale, room: Room) -> None:
        self.request, self.sizes, self.room = request, sizes, room
        self.lines: list[Box] = []  # fronts, borders, arrows: under the symbols
        self.symbols: list[Box] = []
        self.waiting: list[Waiting] = []
        self.courses: list[tuple[int, str, list[tuple[float, float]]]] = []  # of arrows: number, colour, course
        self.bodies: dict[tuple[str | int, ...], Any] = {}  # arrows and fronts by their path in the outline
        self.busy = Room(room.rect)  # what units and the numbers of arrows keep off
        self.units: list[tuple[int, Callable[[bool], list[Box]]]] = []  # where in `symbols`, how to draw it again
        self.said: dict[str, list[str]] = {"events": [], "arrows": [], "fronts": [], "units": []}
        self.schematic = False
        self._keep_off_towns()
        parts = (self._borders, self._fronts, self._events, self._units, self._arrows, self._remarks)
        for draw in (*parts, self._put_on_plates, self._unused_steps):
            draw()

    def want_labels(self, labels: Labels) -> None:
        """The labels of everything, those of events first; a warning for those that find no place."""
        for w in self.waiting:
            events = w.path[0] == "events"
            rest: dict[str, Any] = {
                "step": w.step,
                "rank": FIRST if events else THIRD,
                "lost": functools.partial(self._lost, w),
                "missing": ASKED + (60 if events else 0),
            }
            if w.course is not None:
                labels.line(w.name, w.lines, w.style, w.course, _OFF_LINE, seat=(*w.at, 0.15), **rest)
                want = labels.wants[-1]
                if w.path in self.bodies:
                    size = labels.size(w.lines, w.style)
                    far = spots.led(labels.room, *size, w.at, points(_LED), points(80), 2 * LEADER)
                    want.offers = self._by_its_own(joined([want.offers, far]), w.path)
            elif w.half:
                base = 110.0 if events else LEADER  # a battle and its name belong together
                labels.point(w.name, w.lines, w.style, w.at, w.half, reach=points(150), base=base, **rest)
            else:
                labels.spot(w.name, w.lines, w.style, w.at, points(22), **rest)

    @functools.cached_property
    def _bodies(self) -> shapely.STRtree:
        """All arrows and fronts, to look for those near a place."""
        return shapely.STRtree(list(self.bodies.values()))

    def _by_its_own(self, found: Offers, path: tuple[str | int, ...]) -> Offers:
        """The places of a line's label that lie nearer to that line than to any other arrow or front."""
        places = shapely.box(*found.rects.T)
        reach = shapely.distance(places, self.bodies[path])
        place, body = self._bodies.query(places, predicate="dwithin", distance=reach)
        near = np.ones(len(places), bool)
        near[place[body != list(self.bodies).index(path)]] = False
        return Offers(found.rects[near], found.prices[near], found.leaders[near], found.forms[near])

    def _lost(self, w: Waiting) -> None:
        self.request.warn(
            f"'{' '.join(w.lines)}' finds no room on this map",
            *w.path,
            code="no-room",
            hint="shorten it, or make the map larger",
        )

    # ---- parts ---------------------------------------------------------------------------------------------

    def _begin(self, part: Any, *path: str | int) -> tuple[int, str]:
        """The click of a part and its colour; "" for one that names no side, or a wrong one."""
        self.schematic |= self.request.trust(part).confidence == "schematic"
        for used, other, key in _TWINS:
            if getattr(part, used, None) and getattr(part, other, None):
                said = f"'{key}' is not used: there is '{used}'"
                self.request.warn(said, *path, key, code="unused", hint="keep one of them")
        colour = colour_of(part.side, self.request) if part.side else ""
        if part.side and not colour:
            known = list(self.request.stage.deck.sides)
            self.request.error(
                f"'{part.side}' is neither a side of this deck nor a colour",
                *path,
                "side",
                code="unknown-side",
                hint=f"known: {', '.join(known)}",
            )
        return self.request.step(part.step, *path, "step"), colour

    def _bounds(self) -> Rect:
        return self.request.view.rect

    def _course(
        self,
        waypoints: tuple[Any, ...],
        what: str,
        draw: Callable[[list[tuple[float, float]]], list[Box]],
        *path: str | int,
    ) -> list[Box]:
        """Boxes along a course; [] with a finding where there is none in the frame."""
        course = self.request.course(waypoints, *path)
        if not course:
            return []
        boxes = draw(course)
        if boxes:
            traps.too_short(self.request, course, "", *path)
        else:
            self.request.warn(f"{what} lies outside the map's frame", *path, code="outside-frame")
        return boxes

    def _borders(self) -> None:
        for kind in ("borders", "claims"):
            for n, line in enumerate(getattr(self.request.block, kind)):
                step, colour = self._begin(line, kind, n)
                style = "claimed" if kind == "claims" and line.style == "border" else line.style
                words = inline.plain(line.words) or ("claim" if kind == "claims" else "border")
                boxes = self._course(
                    line.path,
                    f"'{words}'",
                    lambda c, s=style, w=words, k=step, o=colour: arrows.border(  # type: ignore[misc]
                        c, f"{w}", s, colour=f"{o}.deep" if o else "", step=k, bounds=self._bounds()
                    ),
                    kind,
                    n,
                    "path",
                )
                self._line_label(boxes, line.words, step, kind, n)
                self.lines += boxes

    def _fronts(self) -> None:
        for n, front in enumerate(self.request.block.fronts):
            step, colour = self._begin(front, "fronts", n)
            words = inline.plain(front.words) or f"front {n + 1}"
            boxes = self._course(
                front.path,
                f"'{words}'",
                lambda c, f=front, w=words, k=step, o=colour: arrows.front(  # type: ignore[misc]
                    c, o or "ink", f"front: {w}", teeth=f.teeth, step=k, bounds=self._bounds()
                ),
                "fronts",
                n,
                "path",
            )
            self._keep_body(boxes, "fronts", n)
            self._line_label(boxes, front.words, step, "fronts", n)
            self.lines += boxes
            self.said["fronts"].append(inline.plain(front.words))

    def _arrows(self) -> None:
        width = points(max(6.0, min(15.0, self.request.view.rect.width_pt / 52)))
        courses = [self.request.course(a.waypoints, "arrows", n) for n, a in enumerate(self.request.block.arrows)]
        numbers: list[Box] = []
        for n, (arrow, course) in enumerate(zip(self.request.block.arrows, courses, strict=True)):
            step, colour = self._begin(arrow, "arrows", n)
            words, number = inline.plain(arrow.words), inline.plain(arrow.number)
            name = f"arrow: {words or arrow.number or n + 1}"
            boxes: list[Box] = []
            if course:
                wide = points(arrow.width) if arrow.width else width
                boxes = arrows.arrow(
                    course, wide, colour or "grey", name, step=step, planned=arrow.planned, bounds=self._bounds()
                )
                if boxes and number:
                    numbers += self._badge(course, number, courses[:n] + courses[n + 1 :], name, step)
                if boxes:
                    traps.too_short(self.request, course, number, "arrows", n)
                    self.courses += [] if arrow.planned else [(n, colour or "grey", course)]
                else:
                    said = f"'{words or name}' lies outside the map's frame"
                    self.request.warn(said, "arrows", n, code="outside-frame")
            self._keep_body(boxes, "arrows", n)
            self._line_label(boxes, arrow.words, step, "arrows", n)
            self.lines += boxes
            self.said["arrows"].append(words)
        self.lines += numbers  # over all arrows

    def _badge(
        self,
        course: list[tuple[float, float]],
        number: str,
        others: list[list[tuple[float, float]]],
        name: str,
        step: int,
    ) -> list[Box]:
        """The number of an arrow, on a stretch of it that is free and not also another arrow's."""
        spots = arrows.badge_places(course, self._bounds())
        discs = [arrows.numbered_disc(x, y, number, self.request.stage, bounds=self._bounds()) for _, x, y in spots]
        lines = shapely.MultiLineString([c for c in others if len(set(c)) > 1])
        prices = []
        for (off, x, y), disc in zip(spots, discs, strict=True):
            rect = disc[0].rect
            crossed = not lines.is_empty and shapely.distance(lines, shapely.Point(x, y)) < rect.h
            prices.append(off + 1.0 * crossed + 9.0 * (not self.busy.free(rect.inset(-points(1)))))
        best = prices.index(min(prices))
        disc = discs[best]
        if prices[best] >= 9:  # nowhere on the arrow: as near to it as can be
            r = disc[0].rect
            free = self.busy.nearest(r.w, r.h, (r.x + r.w / 2, r.y + r.h / 2), points(60)) or r
            disc = arrows.numbered_disc(free.x + free.w // 2, free.y + free.h // 2, number, self.request.stage)
        self.busy.take(disc[0].rect, points(1))
        return [group(f"{name}: number", disc, step)]

    def _keep_body(self, boxes: list[Box], kind: str, n: int) -> None:
        """Where an arrow or front lies, for the labels of the others."""
        lines = [line for box in boxes for line in _outlines(box) if len(line) > 1]
        if lines:
            self.bodies[kind, n] = shapely.MultiLineString(lines)

    def _line_label(self, boxes: list[Box], words: str, step: int, kind: str, n: int) -> None:
        """The label of a line, beside it and clear of its head."""
        if not boxes or not words:
            return
        part, r = getattr(self.request.block, kind)[n], self._bounds()
        way = shapely.LineString(self.request.course(part.waypoints if kind == "arrows" else part.path, kind, n))
        seen = shapely.intersection(way, shapely.box(r.x, r.y, r.right, r.bottom))
        longest = max(shapely.get_parts(way if seen.is_empty else seen), key=lambda p: p.length)
        middle = shapely.line_interpolate_point(longest, 0.42, normalized=True)
        style = NOTE.but(size=self.sizes.city, bold=True)
        name, course = f"label: {inline.plain(words)}", _along(boxes, r)
        at = (middle.x, middle.y)
        self.waiting.append(Waiting(name, _lines(words, 24), style, at, 0, step, (kind, n), course))

    def _units(self) -> None:
        wide = points(max(26.0, min(42.0, self.request.view.rect.width_pt / 17)))
        for n, unit in enumerate(self.request.block.units):
            step, colour = self._begin(unit, "units", n)
            words = inline.plain(unit.words)
            at = self.request.at(unit.at, f"'{words or unit.kind}'", "units", n, "at") if unit.at is not None else None
            if unit.at is None:
                self.request.error(
                    "a unit needs a place",
                    "units",
                    n,
                    code="missing",
                    hint="at: the name of a place, or [longitude, latitude]",
                )
            if at is None:
                continue
            name = f"unit: {words or unit.kind}"
            draw = functools.partial(
                point_symbols.unit,
                unit.kind,
                unit.echelon,
                colour or "grey",
                size=wide,
                name=name,
                step=step,
                alt=words,
            )
            boxes, x, y = self._apart(lambda px, py, d=draw: d(px, py), *self._kept(at, wide), self.busy)  # type: ignore[misc]
            self.units.append((len(self.symbols) - 1, lambda plate, d=draw, px=x, py=y: d(px, py, plate=plate)))  # type: ignore[misc]
            self._tick(boxes[0].rect, at, name, step)
            self.said["units"].append(words)
            if words:
                r = boxes[0].rect
                self.waiting.append(
                    Waiting(
                        f"label: {words}",
                        _lines(words, 18),
                        NOTE.but(size=max(12.0, self.sizes.city - 1)),
                        (r.x + r.w / 2, r.y + r.h / 2),
                        max(r.w, r.h) / 2,
                        step,
                        ("units", n),
                    )
                )

    def _kept(self, at: tuple[int, int], wide: int) -> tuple[int, int]:
        """A symbol's middle, moved so that the symbol stays within the map."""
        r, pad = self._bounds(), round(wide * 0.75)
        return min(max(at[0], r.x + pad), r.right - pad), min(max(at[1], r.y + pad), r.bottom - pad)

    def _apart(self, draw: Callable[[int, int], list[Box]], x: int, y: int, room: Room) -> tuple[list[Box], int, int]:
        """A symbol where it belongs, or beside what stands there already in a `room`; and for which place it was
        drawn."""
        boxes = draw(x, y)
        rect = boxes[0].rect
        if not room.free(rect):
            middle = (rect.x + rect.w / 2, rect.y + rect.h / 2)
            free = room.nearest(rect.w, rect.h, middle, 2.5 * max(rect.w, rect.h))
            if free is not None:
                x, y = x + free.x - rect.x, y + free.y - rect.y
                boxes = draw(x, y)
        for taken in (self.room, self.busy):
            taken.take(boxes[0].rect, points(1))
        self.symbols += boxes
        return boxes, x, y

    def _keep_off_towns(self) -> None:
        """Takes the dots of towns, which no unit and no number of an arrow may cover."""
        block = self.request.block
        if block.units or any(a.number for a in block.arrows):
            half = points(self.sizes.dot * 0.75)
            for x, y in towns.dots(self.request, self.sizes):
                self.busy.take(Rect(x - half, y - half, 2 * half, 2 * half))

    def _tick(self, rect: Rect, at: tuple[int, int], name: str, step: int) -> None:
        """A short line from a symbol that had to be moved far to where it belongs."""
        x, y = min(max(at[0], rect.x), rect.right), min(max(at[1], rect.y), rect.bottom)
        if np.hypot(x - at[0], y - at[1]) > _FAR:
            line = [[("M", x, y), ("L", *at)]]
            self.lines.append(freeform(f"tick of {name}", line, line=Line("ink", 1.0), step=step))

    def _put_on_plates(self) -> None:
        """Draws units again with a plate under the echelon where lines run under it."""
        if not self.units:
            return
        ground, view, r = self.request.ground, self.request.view, self._bounds()
        under = [view.points(s) for s in (ground.borders, ground.coast, *(w.shape for w in ground.rivers))]
        hatched = {id for _, ids in self.request.block.hatch for id in ids}
        under += [view.points(a.shape) for a in ground.areas if a.id in hatched]
        for line in (line for box in self.lines for line in _outlines(box) if len(line) > 1):
            under.append(shapely.LineString([((x - r.x) / EMU_PER_PT, (y - r.y) / EMU_PER_PT) for x, y in line]))
        for n, draw in self.units:
            for mark in (b.rect for b in draw(True)[0].boxes if b.name.endswith(": plate")):  # type: ignore[attr-defined]
                edges = [(v - o) / EMU_PER_PT for v, o in zip(_edges(mark), (r.x, r.y, r.x, r.y), strict=True)]
                if any(shapely.intersects(shape, shapely.box(*edges)) for shape in under):
                    self.symbols[n] = draw(True)[0]

    def _unused_steps(self) -> None:
        """A warning for each step that shows nothing."""
        block = self.request.block
        used = traps.used_steps(block)
        for n, step in enumerate(block.steps):
            if not step.date and step.name not in used:
                self.request.warn(
                    f"nothing on this map has the step '{step.name}'",
                    "steps",
                    n,
                    code="unused",
                    hint=f"write 'step: {step.name}' at what it shows, or take it out",
                )

    def _events(self) -> None:
        size = points(max(18.0, min(24.0, self.request.view.rect.width_pt / 40)))
        for n, event in enumerate(self.request.block.events):
            step, colour = self._begin(event, "events", n)
            title = inline.plain(event.title)
            place = event.at or event.named or title
            at = (
                self.request.at(place, f"'{title or place}'", "events", n, *(["at"] if event.at else []))
                if place
                else None
            )
            if at is None:
                continue
            x, y = self._kept(at, size)
            when = event.date or event.when
            day = format_date(when, self.request.stage.lang) if when else ""
            alt = ", ".join(t for t in (title, day) if t)
            boxes, *_ = self._apart(
                lambda px, py, c=colour, n=title or place, s=step, t=alt: point_symbols.battle(  # type: ignore[misc]
                    px, py, size, c or "red", f"event: {n}", step=s, alt=t
                ),
                x,
                y,
                self.room,
            )
            x, y = boxes[0].rect.x + boxes[0].rect.w // 2, boxes[0].rect.y + boxes[0].rect.h // 2
            self.said["events"].append(f"{title} ({day})" if day else title)
            lines = [*_lines(title, 20), *([day] if day else [])]
            if lines:
                self.waiting.append(
                    Waiting(
                        f"label: {title or day}",
                        lines,
                        KEY.but(size=self.sizes.key),
                        (x, y),
                        size / 2,
                        step,
                        ("events", n),
                    )
                )

    def _remarks(self) -> None:
        for n, remark in enumerate(self.request.block.remarks):
            step, _ = self._begin(remark, "remarks", n)
            if remark.side:
                said = "a remark has no colour of a side"
                self.request.warn(said, "remarks", n, "side", code="unused", hint="take it out")
            at = self.request.at(remark.at, f"'{remark.text}'", "remarks", n, "at") if remark.at is not None else None
            if at is not None:
                style = CITY.but(size=self.sizes.city, italic=True)
                text = inline.plain(remark.text)
                self.waiting.append(Waiting(f"remark: {text}", _lines(text, 22), style, at, 0, step, ("remarks", n)))


def _edges(rect: Rect) -> tuple[int, int, int, int]:
    return rect.x, rect.y, rect.right, rect.bottom


def _lines(text: str, most: int) -> list[str]:
    """A label's words on as few lines of about `most` characters as they need."""
    words = inline.plain(text)
    if not words:
        return []
    for count in (1, 2, 3):
        lines = split(words, count)
        if lines is None:
            break
        best = lines
        if max(map(len, lines)) <= most:
            return lines
    return best


def _along(boxes: list[Box], bounds: Rect) -> NDArray[np.float64]:
    """Places on the outlines of lines and arrows, within the map, for a label to keep off."""
    rings = [c for box in boxes for c in _outlines(box)]
    lines = shapely.MultiLineString([c for c in rings if len(c) > 1])
    inside = shapely.intersection(lines, shapely.box(bounds.x, bounds.y, bounds.right, bounds.bottom))
    parts = shapely.get_parts(inside if not inside.is_empty else lines)
    found = [
        shapely.get_coordinates(
            shapely.line_interpolate_point(p, np.linspace(0, 1, max(4, round(p.length / points(7)))), normalized=True)
        )
        for p in parts
        if p.geom_type == "LineString"
    ]
    return np.concatenate(found)


def _outlines(box: Box) -> list[list[tuple[float, float]]]:
    if isinstance(box, Group):
        return [c for inner in box.boxes for c in _outlines(inner)]
    if isinstance(box, Freeform):
        return [[(x + box.rect.x, y + box.rect.y) for x, y in flattened(path)] for path in box.paths]
    return []
