"""Grouped bars for `forces`: the bars of all sides one below the other, on a common axis.

In: a `Comparison` of two to four sides, and a rectangle of any width. Out: sheets of boxes. For three and four sides,
and for two if back-to-back bars would be too short.
"""

from __future__ import annotations

from dataclasses import replace
from math import fsum
from typing import NamedTuple

from podium.blocks.forces.comparison import WORDS, Comparison, Page, strip
from podium.layout.stage import Sheets, Stage
from podium.outline.quantities import Quantity
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Group, Line, Shape
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.series.bars import END_GAP, Scale, bar, longest, reach, value_draft, width_emu
from podium.series.key import key_boxes
from podium.typesetting.text import Draft, plain_draft

_WIDE = 640.0  # pt; from this width on, labels are beside their bars
_LONG = 0.6  # of the width, that the longest bar has at least: else the names of the sides are in a line above the rows
_LABEL_SHARE, _NAME_SHARE = 0.26, 0.3
_GAP, _ROW_PAD = 12.0, 5.0
_SIZES = (22, 20, 18, 16)
_LINE, _LINE_MOST = 1.3, 2.6  # height of a line with a bar, as a multiple of its type size
_BAR_SHARE = 0.8
_HEAD = 1.8  # height of the line of names, as a multiple of its type size


class _Columns(NamedTuple):
    """In pt: type size, width of the columns of labels and names, height of a line with a bar, longest bar, and the
    height of the line above the rows with the names of the sides (0 if they are beside their bars)."""

    size: int
    label: float
    name: float
    line: float
    bar: float
    head: float = 0.0


class Groups:
    """See the module's contract."""

    def __init__(self, comparison: Comparison, rect: Rect, stage: Stage) -> None:
        self.comparison, self.rect, self.stage, self.compose = comparison, rect, stage, stage.compose
        self.units = comparison.scales()
        self.beside = rect.width_pt >= _WIDE
        self.foot = comparison.foot(rect, stage)

    def sheets(self) -> Sheets:
        """As few sheets as the rows need at a readable size."""
        for size in _SIZES:
            c = self._columns(size)
            needs = [self._need(n, c) for n in range(len(self.comparison.rows))]
            room = self.rect.height_pt - self.foot - c.head
            if fsum(needs) <= room:
                break
        cap = len(self.comparison.parties) * c.size * _LINE_MOST + 4 * _ROW_PAD
        cap += 0.0 if self.beside else max(self._label_height(n, c) for n in range(len(needs)))
        return [self._sheet(page, c) for page in self.comparison.pages(needs, room, max(cap, *needs))]

    def _columns(self, size: int) -> _Columns:
        width = self.rect.width_pt
        label = 0.0
        if self.beside:
            widest = max(self.compose.width(d) for n in range(len(self.comparison.rows)) for d in self._label(n, size))
            label = min(widest + 3, _LABEL_SHARE * width) + _GAP
        names = [self._name(n, size) for n in range(len(self.comparison.parties))]
        name = min(max(self.compose.width(d) for d in names) + 3, _NAME_SHARE * width)
        line = max(size * _LINE, *(self.compose.height([d], name) for d in names))
        length = self._longest(width - label - name - _GAP, size)
        if self.beside or length >= _LONG * width or fsum(self._name_widths(size)) > width:
            return _Columns(size, label, name + _GAP, line, length)
        return _Columns(size, label, 0.0, size * _LINE, self._longest(width - label, size), size * _HEAD)

    def _longest(self, room: float, size: int) -> float:
        """The length (pt) of the longest bar if bars and their values have `room`."""
        length = min(
            longest(unit, [(reach(q), self.compose.width(self._value(q, size)) + 2) for q in row.values], room)
            for unit, row in zip(self.units, self.comparison.rows, strict=True)
        )
        return max(length, 0.0)

    def _name_widths(self, size: int) -> list[float]:
        """The widths (pt) of the names of the sides in one line, each with its square."""
        count = len(self.comparison.parties)
        return [self.compose.width(self._name(n, size)) + size + _GAP + 2 for n in range(count)]

    def _need(self, n: int, c: _Columns) -> float:
        """The least height (pt) of a row."""
        label = self._label_height(n, c)
        bars = len(self.comparison.parties) * c.line
        return (max(label, bars) if self.beside else label + bars) + 2 * _ROW_PAD

    def _label_height(self, n: int, c: _Columns) -> float:
        drafts = self._label(n, c.size)
        if self.beside:
            return self.compose.height(drafts, c.label - _GAP)
        whole = self.rect.width_pt
        if self._fits_one_line(drafts):
            return max(self.compose.height([d], whole) for d in drafts)
        return self.compose.height(drafts, whole)

    def _fits_one_line(self, drafts: list[Draft]) -> bool:
        """Whether label and ratio are side by side above the bars."""
        return fsum(self.compose.width(d) + _GAP for d in drafts) <= self.rect.width_pt

    # ------------------------------------------------------------------------------------------ words

    def _label(self, n: int, size: int) -> list[Draft]:
        """The label of a row and, for two sides, the ratio below it."""
        drafts = [plain_draft(self.comparison.rows[n].label, scale.LABEL.but(size=float(size)))]
        if text := self.comparison.verdict(n):
            leader = self.comparison.leaders[n]
            style = WORDS.but(size=float(min(size, 18)))
            if leader is not None and leader != self.comparison.usual:
                style = style.but(bold=True, colour=self.comparison.parties[leader].deep)
            drafts.append(plain_draft(text, style))
        return drafts

    def _name(self, side: int, size: int) -> Draft:
        party = self.comparison.parties[side]
        return plain_draft(party.short, scale.ROW.but(size=float(max(size - 2, 16)), colour=party.deep))

    def _value(self, q: Quantity, size: int) -> Draft:
        return value_draft(q, self.comparison.unit, scale.ROW.but(size=float(max(size - 1, 16))), self.stage)

    # ---------------------------------------------------------------------------------------- drawing

    def _sheet(self, page: Page, c: _Columns) -> list[Box]:
        r = self.rect
        body = fsum(height for _, height in page.rows)
        rule = self.stage.rule(r.x, r.y, r.w, "rule")
        boxes: list[Box] = [
            Group(
                name="Forces",
                rect=Rect(r.x, r.y, r.w, points(body)),
                alt=self.comparison.finding(self.stage.lang),
                boxes=(rule,),
            )
        ]
        y = c.head
        boxes += self._names(c) if c.head else []
        for n, height in page.rows:
            area = strip(r, y, height)
            boxes.append(self.comparison.row_group(n, area, self._row(n, area, c), self.stage, page.rows[0][0]))
            y += height
        return [
            *boxes,
            *key_boxes(
                self.comparison.key(self.stage), self.comparison.note, strip(r, y, self.foot), self.stage, rule=False
            ),
        ]

    def _names(self, c: _Columns) -> list[Box]:
        """The names of the sides in a line above the rows, each after a square in its colour."""
        boxes: list[Box] = []
        x, side = self.rect.x, points(c.size * 0.7)
        height = points(c.head)
        for n, (party, width) in enumerate(zip(self.comparison.parties, self._name_widths(c.size), strict=True)):
            square = Rect(x, self.rect.y + (height - side) // 2, side, side)
            words = Rect(x + points(c.size), self.rect.y, points(width - c.size - _GAP), height)
            boxes += [
                Shape(name=f"Key: {party.short}", rect=square, fill=party.colour),
                self.stage.text(f"Side: {party.short}", words, [self._name(n, c.size)], anchor="middle"),
            ]
            x += points(width)
        return boxes

    def _row(self, n: int, area: Rect, c: _Columns) -> list[Box]:
        """Label, axis, names of the sides, bars, values, and the hairline below."""
        row, stage = self.comparison.rows[n], self.stage
        pad = points(_ROW_PAD)
        label_h = points(self._label_height(n, c)) + 1
        label_w = points(c.label - _GAP) if self.beside else area.w
        if not self.beside:  # the label stays with its bars
            need = label_h + len(row.values) * points(max(c.line, c.size * _LINE_MOST)) + 2 * pad
            spare = max(0, area.h - need) // 2
            area_top, bottom = area.y + spare, area.bottom - spare
        else:
            area_top, bottom = area.y, area.bottom
        at = Rect(area.x, area_top + pad, label_w, area.h - 2 * pad if self.beside else label_h)
        boxes = self._label_boxes(n, at, c)
        top = area_top + pad + (0 if self.beside else label_h)
        line = min((bottom - pad - top) // len(row.values), points(max(c.line, c.size * _LINE_MOST)))
        top += (bottom - pad - top - line * len(row.values)) // 2
        axis = area.x + points(c.label + c.name)
        unit = replace(self.units[n], length=c.bar * EMU_PER_PT)
        for side in range(len(row.values)):
            boxes += self._side(n, side, Rect(area.x, top + side * line, area.w, line), axis, unit, c)
        boxes.append(
            Shape(
                name=f"Axis: {row.label}"[:60],
                rect=Rect(axis, top, 0, line * len(row.values)),
                geometry="line",
                line=Line("ink", 1.0),
            )
        )
        boxes.append(stage.rule(area.x, area.bottom, area.w))
        return boxes

    def _label_boxes(self, n: int, at: Rect, c: _Columns) -> list[Box]:
        """The label of a row and its ratio: one below the other beside the bars, else at both ends of a line."""
        name, drafts, stage = f"Label: {self.comparison.rows[n].label}"[:60], self._label(n, c.size), self.stage
        if self.beside or len(drafts) == 1 or not self._fits_one_line(drafts):
            return [stage.text(name, at, drafts, anchor="middle" if self.beside else "top")]
        width = width_emu(drafts[0], stage)
        ratio = Rect(at.x + width, at.y, at.w - width, at.h)
        return [
            stage.text(name, at._replace(w=width), drafts[:1], anchor="bottom"),
            stage.text(f"In words: {name[7:]}", ratio, [drafts[1].but(align="right")], anchor="bottom"),
        ]

    def _side(self, n: int, side: int, line: Rect, axis: int, unit: Scale, c: _Columns) -> list[Box]:
        """The name, bar and value of one side on its line; the bar begins at `axis`."""
        row, party, stage = self.comparison.rows[n], self.comparison.parties[side], self.stage
        q = row.values[side]
        name = Rect(line.x + points(c.label), line.y, points(c.name - _GAP), line.h)
        thick = round(min(line.h, points(c.size * _LINE_MOST)) * _BAR_SHARE)
        place = Rect(axis, line.y + (line.h - thick) // 2, line.right - axis, thick)
        words = self._value(q, c.size)
        x = axis + unit.emu(reach(q)) + points(END_GAP)
        value = Rect(x, line.y, min(width_emu(words, stage), line.right - x), line.h)
        named = stage.text(f"Side: {party.short}", name, [self._name(side, c.size)], anchor="middle")
        return [
            *([] if c.head else [named]),
            *bar(self.comparison.bar_name(n, side, stage.lang), q, party.colour, place, unit),
            stage.text(f"Value: {party.short}, {row.label}"[:60], value, [words], anchor="middle"),
        ]
