"""Circles on a map, their areas in proportion to numbers, and the key that says how much a circle is.

In: a `FeatureLayer` whose map has `circles`; the corners. Out: boxes in the layer's `lines`, the largest first, so that
the smaller lie on them; words on the circles that have room for them, label requests for the others; the key.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from podium.maps.drawing.corners import CORNERS, Corners
from podium.maps.drawing.features import CircleScale, FeatureLayer, LabelRequest, label_lines
from podium.maps.drawing.number_key import number_words
from podium.maps.labels.labeller import KEY
from podium.maps.model.numbers import Circle, Circles, quantities, row_of
from podium.maps.model.values import said_place
from podium.maps.spec import MapSpec
from podium.maps.symbols import curves
from podium.maps.symbols.curves import freeform, group
from podium.maps.symbols.fills import colour_of_values
from podium.outline import inline
from podium.outline.quantities import Quantity, format_quantity
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Line, Shape
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.series.values import is_unit_sign
from podium.typesetting.text import draft, plain_draft

_SHARE, _MOST = 13, 76.0  # the largest circle: 1/13 of the map's width, at most so many pt
_OPACITY = 0.88
_LEAST = points(5)  # diameter of a circle that can still be seen
_KEY_SHARES = (1.0, 0.3, 0.06)  # of the largest number: the circles of the key, before they are rounded
_PAD, _GAP = points(10), points(8)
_WORDS = scale.CAPTION.but(size=16.0, floor=16.0, colour="ink")


class _Placed(NamedTuple):
    """A circle on the page."""

    number: Quantity
    words: str
    at: tuple[int, int]
    size: int
    colour: str
    step: int
    path: tuple[str | int, ...]


class CircleFeatures:
    """Draws the circles of a map into a layer."""

    def __init__(self, layer: FeatureLayer) -> None:
        self.layer, self.spec = layer, layer.spec
        self.scale = CircleScale(0.0, 0)

    def circles(self) -> None:
        """All circles."""
        asked = self.spec.model.circles
        if asked is None:
            return
        placed = self._placed(asked)
        for circle in sorted(placed, key=lambda c: -c.size):
            self._draw(asked, circle, [other for other in placed if other is not circle])
        self.layer.circles = self.scale

    def _placed(self, asked: Circles) -> list[_Placed]:
        """The circles that have a number and a place in the frame."""
        colour = colour_of_values(self.spec, asked)
        found: list[tuple[Circle, str, tuple[str | int, ...]]] = []
        found += [(c, "", ("circles", "at", n)) for n, c in enumerate(asked.places)]
        table = asked.table(self.spec.stage) if asked.file or asked.data is not None or not asked.places else None
        for n, (name, number) in enumerate(zip(table.categories, quantities(table), strict=True) if table else ()):
            row = row_of(table, n) if table else ""
            path: tuple[str | int, ...] = ("circles", "file") if row else ("circles", "data", name)
            found.append((Circle.model_construct(at=name, number=number), row, path))
        numbered = [(c, row, path) for c, row, path in found if self._has_number(c, row, *path)]
        largest = max((c.number.best or 0.0 for c, *_ in numbered if c.number), default=0.0)
        wide = points(asked.largest or min(_MOST, self.spec.view.rect.width_pt / _SHARE))
        self.scale = CircleScale(largest, wide)
        made = []
        for circle, _, path in numbered:
            step, own = self.layer.begin(circle, *path)
            at = self.spec.at(circle.at, said_place(circle.words or circle.at), *path)
            if at is None or circle.number is None or not circle.number.best:
                continue
            size = max(_LEAST, round(wide * math.sqrt(circle.number.best / largest)))
            name = circle.words or (circle.at if isinstance(circle.at, str) else "")
            made.append(_Placed(circle.number, inline.plain(name), at, size, own or colour or "grey", step, path))
        return made

    def _has_number(self, circle: Circle, row: str, *path: str | int) -> bool:
        """Whether a circle can be drawn; a finding if not."""
        name = circle.words or (circle.at if isinstance(circle.at, str) else "")
        if circle.at is None:
            hint = "at: a place, or [longitude, latitude]"
            self.spec.error("a circle needs a place", *path, code="missing", hint=hint)
        elif circle.number is None or circle.number.best is None:
            message = f"{row}'{name}' has no number, and so no circle"
            self.spec.warn(message, *path, code="missing", hint="number: 2.1 million, or leave it out")
        elif circle.number.best < 0:
            self.spec.error(f"{row}a circle cannot show less than nothing: '{name}'", *path, code="quantity")
        else:
            return circle.number.best > 0
        return False

    def _draw(self, asked: Circles, circle: _Placed, others: Sequence[_Placed]) -> None:
        """One circle, with its words on it or requested beside it."""
        layer, stage = self.layer, self.spec.stage
        shown = self._said(asked, circle)
        name = f"circle: {circle.words or shown}"
        boxes: list[Box] = [_disc(name, circle, layer.bounds)]
        lines = [*label_lines(circle.words, 16), shown] if circle.words else [shown]
        inside = [v for v in (lines, [shown]) if self._fits(v, circle, others)]
        if inside:
            bold = [len(inside[0]) == 1 or line != shown for line in inside[0]]
            words = [plain_draft(v, _ON.but(bold=b), align="centre") for v, b in zip(inside[0], bold, strict=True)]
            high = stage.line_height(words, circle.size)
            place = Rect(circle.at[0] - circle.size // 2, circle.at[1] - high // 2, circle.size, high)
            boxes.append(stage.text(f"{name}: words", place, words, anchor="middle"))
        layer.lines.append(group(name, boxes, circle.step, alt=f"{circle.words}: {shown}" if circle.words else shown))
        layer.covered.append(boxes[0].rect)
        layer.described["circles"].append(f"{circle.words} ({shown})" if circle.words else shown)
        rest = [] if inside and inside[0] is lines else [line for line in lines if not inside or line != shown]
        if rest:
            style, said = KEY.but(size=layer.sizes.city), f"label: {circle.words or shown}"
            request = LabelRequest(said, rest, style, circle.at, circle.size / 2, circle.step, circle.path)
            layer.label_requests.append(request)

    def _said(self, asked: Circles, circle: _Placed) -> str:
        """The number as it stands on the map."""
        number, unit = circle.number, circle.number.unit or asked.unit
        unit = unit if is_unit_sign(unit) else number.unit
        shown = Quantity(number.text, number.low, number.high, number.best, number.kind, unit)
        return format_quantity(shown, self.spec.stage.lang)

    def _fits(self, lines: Sequence[str], circle: _Placed, others: Sequence[_Placed]) -> bool:
        """Whether words fit on a circle, and no other lies over them."""
        stage = self.spec.stage
        drafts = [plain_draft(line, _ON) for line in lines]
        w = max(stage.compose.width(d) for d in drafts) * EMU_PER_PT
        h = stage.line_height(drafts, circle.size)
        if math.hypot(w, h) > circle.size * 0.97:
            return False
        return all(
            math.hypot(o.at[0] - circle.at[0], o.at[1] - circle.at[1]) > o.size / 2 + math.hypot(w, h) / 2
            for o in others
            if o.size <= circle.size
        )


_ON = scale.CAPTION.but(size=16.0, floor=16.0, colour="on")


def _disc(name: str, circle: _Placed, bounds: Rect) -> Box:
    """The circle itself, an estimate's with a dashed edge; at the edge of the map, the part of it that is on the
    map."""
    (x, y), size, fill = circle.at, circle.size, f"{circle.colour}.plate"
    place = Rect(x - size // 2, y - size // 2, size, size)
    line = Line("on", 1.25) if circle.number.is_exact else Line("on", 1.5, "dash")
    name = f"{name}: circle"
    if bounds.x <= place.x and bounds.y <= place.y and place.right <= bounds.right and place.bottom <= bounds.bottom:
        return Shape(name=name, rect=place, geometry="ellipse", fill=fill, line=line, alpha=_OPACITY)
    cut = freeform(name, [curves.circle(complex(x, y), size / 2)], fill=fill, line=line, bounds=bounds)
    return replace(cut, alpha=_OPACITY)


# ---- the key -----------------------------------------------------------------------------------------------


def circle_key(spec: MapSpec, drawn: CircleScale | None, corners: Corners) -> list[Box]:
    """Nested circles in a corner, each with its number; none where they would hide something."""
    asked = spec.model.circles
    if asked is None or drawn is None or not drawn.largest or asked.legend is False:
        return []
    stage = spec.stage
    numbers = list(dict.fromkeys(_round(drawn.largest * share) for share in _KEY_SHARES))
    words = [plain_draft(number_words(spec, asked, n), _WORDS) for n in numbers]
    row = points(_WORDS.size * _WORDS.pitch) + 1
    sizes = [max(_LEAST, round(drawn.wide * math.sqrt(n / drawn.largest))) for n in numbers]
    title = inline.plain(asked.title) or ("" if is_unit_sign(asked.unit) else inline.plain(asked.unit))
    head = [draft(title, _WORDS.but(bold=True))] if title else []
    wide = max(points(stage.compose.width(d)) + points(2) for d in words) + sizes[0] + 2 * _GAP
    wide = max(wide, min(points(stage.compose.width(head[0])) + points(2), points(190)) if head else 0)
    top = stage.line_height(head, wide) + points(4) if head else 0
    tall = max(sizes[0], row * len(numbers))
    w, h = wide + 2 * _PAD, top + tall + 2 * _PAD
    if w > spec.view.rect.w * 0.45 or h > spec.view.rect.h * 0.6:
        return []
    _, place, covers = corners.best(w, h, CORNERS)
    if covers:
        return []
    boxes: list[Box] = [Shape(name="Legend: circles: panel", rect=place, fill="ground", line=Line("hairline", 0.75))]
    inner = place.inset(_PAD)
    if head:
        boxes.append(stage.text("Legend: circles: title", inner.top(top), head))
    foot, middle = inner.bottom, inner.x + sizes[0] // 2
    x = inner.x + sizes[0] + 2 * _GAP
    for n, (size, text) in enumerate(zip(sizes, words, strict=True)):
        ring = Rect(middle - size // 2, foot - size, size, size)
        boxes.append(Shape(name=f"Legend: {text.text}", rect=ring, geometry="ellipse", line=Line("ink", 1.25)))
        y = inner.y + top + row * n + (tall - row * len(numbers)) // 2
        ends = [("M", middle, ring.y), ("L", x - _GAP, y + row // 2)]
        boxes.append(freeform(f"Legend: {text.text}: line", [ends], line=Line("ink2", 0.75)))
        place = Rect(x - _GAP // 2, y, inner.right - x + _GAP // 2, row)
        boxes.append(stage.text(f"Legend: {text.text} (words)", place, [text]))
    return [group("Legend: circles", boxes, alt="; ".join(t for t in (title, *(d.text for d in words)) if t))]


def _round(number: float) -> float:
    """The nearest number that has one digit but noughts and is not larger."""
    power = 10.0 ** math.floor(math.log10(number))
    return next(digit * power for digit in (8, 6, 5, 4, 3, 2, 1) if digit * power <= number * (1 + 1e-9))
