"""Back-to-back bars for `forces`: labels in the middle, or over the bars where it is narrow, the ratio at the right.

In: a `Comparison` of two sides, and a rectangle. Out: sheets of boxes; none if the rectangle is too narrow for long
bars on both sides (then `Groups` draws them).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import fsum
from typing import NamedTuple

from podium import languages
from podium.blocks.forces.comparison import WORDS, Comparison, Page, strip
from podium.layout.stage import Sheets, Stage
from podium.outline.quantities import Quantity
from podium.scene import type_scale as scale
from podium.scene.boxes import Anchor, Box, Group, Line, Shape
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.series.bars import END_GAP, Scale, bar, reach, value_draft, width_emu
from podium.series.key import key_boxes
from podium.typesetting.text import Draft, plain_draft

_WIDE, _WIDE_ALONE = 640.0, 520.0  # pt, with and without ratios; in a narrower rectangle, labels are over their bars
_LEAST_OVER = 0.2  # of such a rectangle, for the longest bar; else bars on both sides are too short
_LEAST_BAR = 44.0  # pt; the longest bar is no shorter
_GOOD_BAR, _GAIN = 0.15, 1.12  # of the width; gain in length that is worth smaller type
_LABEL_PAD, _WORDS_GAP = 18.0, 20.0
_LABEL_SHARE, _WORDS_SHARE, _NAME_SHARE, _SIDE_SHARE = 0.27, 0.22, 0.3, 0.16
_SIZES = {26: 1.85, 24: 1.85, 22: 1.85, 20: 1.8, 18: 1.7, 16: 1.5}  # type size, least height of a row in type sizes
_SLIT, _NAME_GAP = 3.0, 8.0  # pt between such bars, and from the slit to the names of the sides
_OVER = 1.25  # height of the line over the bars, as a multiple of the type size
_CAP = 5.5  # greatest height of a row as a multiple of its type size
_BAR_SHARE, _BAR_MOST = 0.62, 64.0
_HEAD_GAP, _AXIS_INSET = 7.0, 4.0
_FEW_MARKS = 8
_ASIDE = 10.0  # pt from the edges of the panel of the exception to what stands on it


class _Columns(NamedTuple):
    """In pt: type size, label column, room of each side, column of ratios, longest bar; and the place of the ratios."""

    size: int
    label: float
    sides: tuple[float, float]
    words: float
    bar: float
    place: str

    @property
    def axes(self) -> tuple[float, float]:
        """Where the bars of each side begin, from the left edge."""
        return self.sides[0], self.sides[0] + self.label


class Mirror:
    """See the module's contract."""

    def __init__(self, comparison: Comparison, rect: Rect, stage: Stage) -> None:
        self.comparison, self.rect, self.stage, self.compose = comparison, rect, stage, stage.compose
        self.units = comparison.scales()
        self.over = rect.width_pt < (_WIDE if any(comparison.verdicts) else _WIDE_ALONE)  # labels are over their bars
        self.foot = comparison.foot(rect, stage)

    def sheets(self) -> Sheets:
        """As few sheets as the rows need at a readable size; none if the rectangle is too narrow."""
        last = best = None
        for columns in self._candidates():
            needs = [self._need(n, columns) for n in range(len(self.comparison.rows))]
            head = self._head_height(columns)
            last = columns, needs, head
            if fsum(needs) > self.rect.height_pt - head - self.foot:
                continue
            if best is None or columns.bar > best[0].bar * _GAIN:
                best = last
            if columns.bar >= _GOOD_BAR * self.rect.width_pt:
                break
        chosen = best or last
        if chosen is None:
            return []
        columns, needs, head = chosen
        room = self.rect.height_pt - head - self.foot
        pages = self.comparison.pages(needs, room, _CAP * columns.size)
        return [self._sheet(page, columns, head) for page in pages]

    # -------------------------------------------------------------------------------------- measuring

    def _candidates(self) -> Iterator[_Columns]:
        """Columns from the largest type to the smallest."""
        place = "over" if self.over else "right" if any(self.comparison.verdicts) else ""
        for size in _SIZES:
            if (columns := self._columns(size, place)) is not None:
                yield columns

    def _columns(self, size: int, place: str) -> _Columns | None:
        """The columns at a type size, None if the bars would be too short."""
        width = self.rect.width_pt
        if self.over:
            length, sides = self._bar_and_sides(width - _SLIT, size)
            columns = _Columns(size, _SLIT, sides, 0.0, length, place)
            fits = all(self._over_fits(n, columns) for n in range(len(self.comparison.rows)))
            return columns if fits and length >= _LEAST_OVER * width else None
        labels = [self.compose.width(self._label(n, size)) for n in range(len(self.comparison.rows))]
        label = max(min(max(labels) + 2, _LABEL_SHARE * width) + 2 * min(_LABEL_PAD, width / 30), 0.12 * width)
        words = gap = 0.0
        if place == "right":
            texts = [self._verdict(n, size) for n in range(len(self.comparison.rows))] + [self._words_head()]
            words = min(max(self.compose.width(d) for d in texts if d) + 3, _WORDS_SHARE * width)
            gap = _WORDS_GAP
        length, sides = self._bar_and_sides(width - label - words - gap, size)
        return _Columns(size, label, sides, words, length, place) if length >= _LEAST_BAR else None

    def _bar_and_sides(self, room: float, size: int) -> tuple[float, tuple[float, float]]:
        """The longest bar for which both sides have room, and the share of `room` (pt) of each side."""
        ends = [self._ends(side, size) for side in (0, 1)]
        least = [self._least_side(side) for side in (0, 1)]

        def needs(length: float) -> list[float]:
            """The width (pt) of each side if its longest bar has that length."""
            return [max(least[n], *(share * length + end for share, end in ends[n])) for n in (0, 1)]

        low, high = 0.0, room
        for _ in range(24):
            middle = (low + high) / 2
            low, high = (middle, high) if fsum(needs(middle)) <= room else (low, middle)
        left, right = needs(low)
        spare = room - left - right
        return (low if spare >= 0 else 0.0), (left + spare / 2, right + spare / 2)

    def _ends(self, side: int, size: int) -> list[tuple[float, float]]:
        """For each row the bar of a side as a share of the longest, and the width (pt) from its end on."""
        found = []
        for n, (unit, row) in enumerate(zip(self.units, self.comparison.rows, strict=True)):
            width = self.compose.width(self._value(row.values[side], size))
            width += _ASIDE if self._stands_out(n) and not self.over else 0.0
            found.append((unit.share(reach(row.values[side])), END_GAP + width + 2))
        return found

    def _least_side(self, side: int) -> float:
        """The least width (pt) of a side: that of its name, up to a share of the whole."""
        width = self.rect.width_pt
        return max(_SIDE_SHARE * width, min(self.compose.width(self._name(side, "left")) + 2, _NAME_SHARE * width))

    def _need(self, n: int, c: _Columns) -> float:
        """The least height (pt) of a row."""
        if self.over:
            return (_SIZES[c.size] + _OVER) * c.size
        inner = c.label - 2 * min(_LABEL_PAD, self.rect.width_pt / 30)
        text = self.compose.height([self._label(n, c.size)], inner)
        beside = self._verdict(n, c.size) if c.place == "right" else None
        spoken = self.compose.height([beside], c.words) if beside else 0.0
        return max(_SIZES[c.size] * c.size, text + 8, spoken + 6)

    def _over_fits(self, n: int, c: _Columns) -> bool:
        """Whether label and ratio have room on one line over the bars of a row."""
        half, spoken = self.compose.width(self._label(n, c.size)) / 2 + 2, self._verdict(n, c.size)
        words = self.compose.width(spoken) + _WORDS_GAP if spoken else 0.0
        return half <= c.sides[0] and half + words <= c.sides[1]

    def _head_height(self, c: _Columns) -> float:
        """The height (pt) of the names of the sides and the rule below them."""
        gap = _NAME_GAP if self.over else 0.0
        tallest = max(self.compose.height([self._name(n, "left")], c.sides[n] - gap) for n in (0, 1))
        return tallest + _HEAD_GAP

    # ------------------------------------------------------------------------------------------ words

    def _is_exception(self, n: int) -> bool:
        """Whether the side that usually has less leads in a row."""
        leader = self.comparison.leaders[n]
        return leader is not None and leader != self.comparison.usual

    def _stands_out(self, n: int) -> bool:
        """Whether a row is the exception among rows in which one side usually leads."""
        return self._is_exception(n) and self.comparison.usual is not None

    def _label(self, n: int, size: int) -> Draft:
        bold = self.over or self._stands_out(n)
        style = scale.ROW.but(size=float(size), bold=bold)
        return plain_draft(self.comparison.rows[n].label, style, align="centre")

    def _value(self, q: Quantity, size: int) -> Draft:
        return value_draft(q, self.comparison.unit, scale.ROW.but(size=float(size)), self.stage)

    def _verdict(self, n: int, size: int) -> Draft | None:
        """The ratio; in the leader's colour, if it is not the side that usually leads."""
        text, leader = self.comparison.verdict(n), self.comparison.leaders[n]
        if not text:
            return None
        style = WORDS.but(size=max(16.0, min(size, 20) - 1.0))
        if leader is not None and self._is_exception(n):
            style = style.but(bold=True, colour=self.comparison.parties[leader].deep)
        return plain_draft(text, style)

    def _name(self, side: int, align: str) -> Draft:
        party = self.comparison.parties[side]
        return plain_draft(party.name, scale.LABEL.but(colour=party.deep), align=align)

    def _words_head(self) -> Draft:
        return plain_draft(languages.of(self.stage.lang).bars.in_words, scale.LABEL.but(size=18.0, colour="ink2"))

    # ---------------------------------------------------------------------------------------- drawing

    def _sheet(self, page: Page, c: _Columns, head: float) -> list[Box]:
        """Frame, rows and key of one page."""
        body = fsum(height for _, height in page.rows)
        boxes: list[Box] = [self._frame(c, head, body)]
        y: float = head
        first = page.rows[0][0]
        for n, height in page.rows:
            area = strip(self.rect, y, height)
            boxes.append(self.comparison.row_group(n, area, self._row(n, area, c), self.stage, first))
            y += height
        under = strip(self.rect, y, self.foot)
        return [
            *boxes,
            *key_boxes(self.comparison.key(self.stage), self.comparison.note, under, self.stage, rule=False),
        ]

    def _frame(self, c: _Columns, head: float, body: float) -> Group:
        """The names of the sides, the axes, and the lines of a logarithmic scale; it has the alt text."""
        r, left, right = self.rect, *c.axes
        gap = points(_NAME_GAP) if self.over else 0
        names = Rect(r.x, r.y, points(c.sides[0]) - gap, points(head - _HEAD_GAP) + 1)
        others = names._replace(x=r.x + points(right) + gap, w=points(c.sides[1]) - gap)
        boxes: list[Box] = [
            self.stage.text(self.comparison.parties[0].short, names, [self._name(0, "right")], anchor="bottom"),
            self.stage.text(self.comparison.parties[1].short, others, [self._name(1, "left")], anchor="bottom"),
        ]
        if self.comparison.unit and not self.over:
            unit = plain_draft(self.comparison.unit, scale.AXIS.but(size=16.0), align="centre")
            boxes.append(
                self.stage.text(
                    "Unit", Rect(r.x + points(left), names.y, points(c.label), names.h), [unit], anchor="bottom"
                )
            )
        if c.place == "right":
            x = r.right - points(c.words)
            boxes.append(
                self.stage.text(
                    "In words", Rect(x, names.y, r.right - x, names.h), [self._words_head()], anchor="bottom"
                )
            )
        boxes.append(self.stage.rule(r.x, r.y + points(head), r.w, "rule"))
        top, height = r.y + points(head + _AXIS_INSET), points(body - 2 * _AXIS_INSET)
        boxes += self._decades(c, top, height)
        for n, axis in enumerate(() if self.over else (left, right)):
            boxes.append(
                Shape(
                    name=f"Axis: {self.comparison.parties[n].short}",
                    rect=Rect(r.x + points(axis), top, 0, height),
                    geometry="line",
                    line=Line("ink", 1.0),
                )
            )
        return Group(
            name="Forces",
            rect=Rect(r.x, r.y, r.w, points(head + body)),
            alt=self.comparison.finding(self.stage.lang),
            boxes=tuple(boxes),
        )

    def _decades(self, c: _Columns, top: int, height: int) -> list[Box]:
        """The lines of a logarithmic scale, on both sides."""
        marks = list(zip(self.comparison.decade_lines(), self.comparison.decade_names(self.stage.lang), strict=True))
        unit = replace(self.units[0], length=c.bar)
        left, right = c.axes
        boxes: list[Box] = []
        for value, name in marks if len(marks) <= _FEW_MARKS else []:
            far = unit.length * unit.share(value)
            for place in [x for x, room in ((left - far, c.sides[0]), (right + far, c.sides[1])) if far <= room]:
                boxes.append(
                    Shape(
                        name=f"Line: {name}",
                        rect=Rect(self.rect.x + points(place), top, 0, height),
                        geometry="line",
                        line=Line("hairline", 0.75),
                    )
                )
        return boxes

    def _row(self, n: int, area: Rect, c: _Columns) -> list[Box]:
        """Label, two bars with their values and the ratio; on a panel, if this row is the exception."""
        (left, right), stage = c.axes, self.stage
        x0, x1 = area.x + points(left), area.x + points(right)
        boxes: list[Box] = [Shape(name="Exception", rect=area, fill="panel")] if self._stands_out(n) else []
        bars = area
        if self.over:
            line = points(_OVER * c.size)
            free = max(0, area.h - line - points(_BAR_MOST / _BAR_SHARE)) // 2
            bars = Rect(area.x, area.y + free + line, area.w, area.h - free - line)
            half = min(x0 - area.x, area.right - x0)
            at = Rect(x0 - half, area.y + free, 2 * half, line)
            spoken_at = Rect(x0, at.y, area.right - x0, line)
        else:
            pad = points(min(_LABEL_PAD, self.rect.width_pt / 30))
            at = Rect(x0 + pad, area.y, x1 - x0 - 2 * pad, area.h)
            spoken_at = Rect(area.right - points(c.words), area.y, points(c.words), area.h)
        label = self.comparison.rows[n].label
        anchor: Anchor = "bottom" if self.over else "middle"
        boxes.append(stage.text(f"Label: {label}"[:60], at, [self._label(n, c.size)], anchor=anchor))
        unit = replace(self.units[n], length=c.bar * EMU_PER_PT)
        for side in (0, 1):
            boxes += self._bar(n, side, bars, unit, x0 if side == 0 else x1, c)
        if c.place and (spoken := self._verdict(n, c.size)):
            said = [spoken.but(align="right" if self.over else "left")]
            boxes.append(stage.text(f"In words: {label}"[:60], spoken_at, said, anchor=anchor))
        return boxes

    def _bar(self, n: int, side: int, area: Rect, unit: Scale, axis: int, c: _Columns) -> list[Box]:
        """A side's bar and the value at its end."""
        q, party = self.comparison.rows[n].values[side], self.comparison.parties[side]
        thick = min(round(area.h * _BAR_SHARE), points(_BAR_MOST))
        room = points(c.sides[side])
        x = axis - room if side == 0 else axis
        place = Rect(x, area.y + (area.h - thick) // 2, room, thick)
        boxes: list[Box] = list(
            bar(self.comparison.bar_name(n, side, self.stage.lang), q, party.colour, place, unit, leftward=side == 0)
        )
        words = self._value(q, c.size)
        width, off = width_emu(words, self.stage), unit.emu(reach(q)) + points(END_GAP)
        height = points(self.compose.pitch(words, 0)) + 1
        at = Rect(axis - off - width if side == 0 else axis + off, area.y + (area.h - height) // 2, width, height)
        return [
            *boxes,
            self.stage.text(
                f"Value: {party.short}, {self.comparison.rows[n].label}"[:60],
                at,
                [words.but(align="right" if side == 0 else "left")],
                anchor="middle",
                fill="ground" if self.comparison.scale == "log" else None,
            ),
        ]
