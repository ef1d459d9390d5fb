"""The drawing of `losses`: labels at the left, an axis for each unit, bars, values, the key.

In: `Panel`s and a rectangle. Out: sheets of boxes; rows that do not fit at a readable size continue on further sheets
with the same axis. Grid lines are few and behind everything else; texts cover them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from podium import languages
from podium.blocks.losses import parts as losses_parts
from podium.blocks.losses.axis import ValueAxis
from podium.blocks.losses.data import Panel, Row, RowGroup
from podium.layout.shares import evenly
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.quantities import Quantity
from podium.scene import type_scale as scale
from podium.scene.boxes import Align, Box, Freeform, Group, Line, Shape
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.series.bars import (
    END_GAP,
    Scale,
    bar,
    longest,
    number_text,
    reach,
    shade,
    stacked_edges,
    value_draft,
    width_emu,
)
from podium.series.key import doubt_entries, key_boxes, key_height
from podium.typesetting.text import Draft, plain_draft

_LABEL_GAP = 22.0  # pt from a label to the axis
_LABEL_SHARE = 0.3
_ON_GRID = 640.0  # pt; from this width on, the axis is at the fourth column of the slide
_LEAST_BAR = 40.0
_HEADING = scale.Style(18.0, 16.0, 1.25, "ink2", bold=True)
_PANEL_GAP, _FOOT_GAP = 22.0, 14.0
_MOST_PITCH = 190.0  # pt, of a row: the rows fill the height
_BAR_SHARE, _BAR_MOST = 0.6, 96.0  # the thickness of a bar: as a share of its row; in pt, at most
_NARROW, _LONG = 600.0, 0.6  # in a narrower rectangle, labels are above the bars if these would else be shorter
_BRACKET, _BRACKET_GAP = 7.0, 10.0  # pt: the width of a bracket; before it and after it
_SUM_LARGER = 10.0  # pt by which the sum of a group is larger than its rows
_SUM_SHARE = 0.4  # of the width, that the longest bar has at least beside sums with brackets


class Size(NamedTuple):
    """In pt: type size, least thickness of a bar, least pitch of the bars, gap before a group."""

    type: float
    bar: float
    pitch: float
    gap: float


_SIZES = (Size(24, 40, 50, 22), Size(22, 36, 44, 20), Size(20, 28, 35, 16), Size(18, 21, 27, 12), Size(16, 17, 23, 10))


class _Item(NamedTuple):
    """A row or a heading to be placed; `before` is the gap above it (pt), dropped at the top of a page."""

    panel: int
    heading: str
    row: Row | None
    before: float
    height: float


class _Columns(NamedTuple):
    """The columns of a panel: x of the axis in pt, its scale, the step of its ticks, and the width of the sums (0 if
    they are in the headings)."""

    axis: float
    unit: Scale
    step: float
    sums: float


class Drawing:
    """See the module's contract."""

    def __init__(
        self, panels: list[Panel], note: str, alt: str, reveal: bool, rect: Rect, stage: Stage, *, told: bool
    ) -> None:
        self.panels, self.note, self.alt, self.reveal = panels, note, alt, reveal
        self.rect, self.stage, self.compose = rect, stage, stage.compose
        self.key = doubt_entries([q for panel in panels for q in panel.values], stage)
        self.foot = key_height(self.key, note, rect, stage)
        self.foot += _FOOT_GAP if self.foot else 0.0
        self.axis = ValueAxis(panels, rect, stage, told)
        self.above = False  # whether labels are above their bars

    def _is_stacked(self) -> bool:
        return any(len(row.parts) > 1 for panel in self.panels for row in panel.rows)

    def sheets(self) -> Sheets:
        """As few sheets as the rows need at a readable size."""
        axis = self.axis.height
        room = self.rect.height_pt - self.foot - axis
        for above, size in self._forms():
            self.above = above
            items = self._items(size)
            needs = [
                i.before + i.height + (axis + _PANEL_GAP if self._starts_panel(items, n) else 0.0)
                for n, i in enumerate(items)
            ]
            if fsum(needs) <= room:
                break
        blocks = _glued(items, needs)
        if fsum(needs) > room:  # a group that continues has its heading again
            room -= max((i.height for i in items if i.row is None), default=0.0)
        ends = [0, *accumulate(len(block) for block, _ in blocks)]
        pages = [_with_heading(items, ends[a], ends[b]) for a, b in evenly([need for _, need in blocks], room)]
        columns = [self._columns(panel, size) for panel in self.panels]
        return [self._sheet(page, columns, size, room) for page in pages]

    def _forms(self) -> list[tuple[bool, Size]]:
        """Where labels are (above the bars or not) and the sizes, from the best to the smallest."""
        large = self.rect.width_pt >= 500 and self.rect.height_pt >= 250
        beside = [(False, size) for size in (_SIZES[:4] if large else _SIZES[1:])]
        longest_bar = min(self._columns(panel, beside[0][1]).unit.length for panel in self.panels)
        if self.rect.width_pt >= _NARROW or longest_bar >= _LONG * self.rect.width_pt:
            return beside
        return [(True, size) for size in _SIZES[1:]] + beside

    @staticmethod
    def _starts_panel(items: list[_Item], n: int) -> bool:
        return n > 0 and items[n].panel != items[n - 1].panel

    def _items(self, size: Size) -> list[_Item]:
        """Headings and rows from top to bottom, with the heights that they need."""
        items = []
        for n, panel in enumerate(self.panels):
            for k, block in enumerate(panel.blocks):
                before = size.gap if k else 0.0
                if block.heading:
                    items.append(_Item(n, block.heading, None, before, self._heading_height(block)))
                    before = 0.0
                for row in block.rows:
                    items.append(_Item(n, block.heading, row, before, max(size.pitch, self._row_height(row, size))))
                    before = 0.0
        return items

    def _heading_height(self, block: RowGroup) -> float:
        width = self.rect.width_pt if self.above else self._label_width(_SIZES[0])
        return self.compose.height([self._heading(block.heading, block.total)], width) + 2

    def _row_height(self, row: Row, size: Size) -> float:
        """The height (pt) that label, bar and the line of parts need."""
        label = self.compose.height([self._label(row, size)], self._label_width(size)) + 4
        if self.above:
            return label + size.pitch + self._parts_height(row, size)
        return max(label, size.bar + self._parts_height(row, size) + (size.pitch - size.bar))

    def _parts_height(self, row: Row, size: Size) -> float:
        """The height (pt) of the line of parts below the bar of a row."""
        room = self.rect.width_pt - self._axis_at(size)
        return losses_parts.height(row, size.type, room, self.stage)

    # -------------------------------------------------------------------------------------- measuring

    def _label_width(self, size: Size) -> float:
        """The width (pt) of the labels, the same for all panels."""
        width = self.rect.width_pt
        if self.above:
            return width
        drafts = [self._label(row, size) for panel in self.panels for row in panel.rows]
        drafts += [plain_draft(b.heading, _HEADING) for panel in self.panels for b in panel.blocks]
        need = min(max(self.compose.width(d) for d in drafts) + 2, _LABEL_SHARE * width)
        grid = 3 * self.stage.grid.step / EMU_PER_PT - _LABEL_GAP
        return max(need, grid) if width >= _ON_GRID and need <= grid else need

    def _axis_at(self, size: Size) -> float:
        """The x of the axes, in pt from the left edge."""
        return 0.0 if self.above else self._label_width(size) + min(_LABEL_GAP, self.rect.width_pt / 24)

    def _columns(self, panel: Panel, size: Size) -> _Columns:
        """The columns of a panel: where its axis is, and how long its bars can be."""
        axis = self._axis_at(size)
        room, sums = self.rect.width_pt - axis, self._sums_width(panel, size)
        reached = [fsum(reach(p.value) for p in row.parts) for row in panel.rows]
        unit = Scale(1.0, panel.end or 1.0)
        widths = [self.compose.width(d) + 3 if (d := self._end(row, panel.unit, size)) else 0.0 for row in panel.rows]
        labelled = list(zip(reached, widths, strict=True))
        length = longest(unit, labelled, room - sums)
        if sums and length < (_LONG if self.above else _SUM_SHARE) * self.rect.width_pt:
            length, sums = longest(unit, labelled, room), 0.0
        unit = replace(unit, length=max(_LEAST_BAR, length))
        return _Columns(axis, unit, self.axis.step(unit, unit.end, panel.unit), sums)

    def _sums_width(self, panel: Panel, size: Size) -> float:
        """The width (pt) of brackets and sums of groups with the gaps around them; 0 if there are none."""
        sums = [block.total for block in panel.blocks if block.total]
        widths = [self.compose.width(self._sum(q, panel.unit, size)) + 3 for q in sums]
        return _BRACKET + 2 * _BRACKET_GAP + max(widths) if widths else 0.0

    # ------------------------------------------------------------------------------------------ words

    def _label(self, row: Row, size: Size) -> Draft:
        align: Align = "left" if self.above else "right"
        return plain_draft(inline.plain(row.label), scale.ROW.but(size=min(size.type, 22.0)), align=align)

    def _heading(self, heading: str, whole: Quantity | None, unit: str = "") -> Draft:
        """The heading of a group, with the sum if it has no bracket."""
        said = f"{heading}: {number_text(whole, unit, self.stage.lang)}" if whole else heading
        return plain_draft(said, _HEADING, align="left" if self.above else "right")

    def _sum(self, whole: Quantity, unit: str, size: Size) -> Draft:
        return value_draft(whole, unit, scale.ROW.but(size=size.type + _SUM_LARGER), self.stage)

    def _end(self, row: Row, unit: str, size: Size) -> Draft | None:
        """The text at the end of the bar: the value or the sum."""
        if row.total is None:
            return None
        return value_draft(row.total, unit, scale.ROW.but(size=size.type, colour=row.party.deep), self.stage)

    def _alt(self, panel: Panel) -> str:
        """The alt text: the author's, else every number, and the sums of the groups."""
        if self.alt:
            return self.alt
        lang = self.stage.lang
        sentences = []
        for block in panel.blocks:
            rows = "; ".join(self._spoken(row, panel.unit) for row in block.rows)
            summed = f" ({number_text(block.total, panel.unit, lang)})" if block.total else ""
            sentences.append(f"{block.heading}{summed}: {rows}" if block.heading else rows)
        unit = f" ({panel.unit})" if panel.unit else ""
        return f"{languages.of(lang).bars.losses}{unit}. " + ". ".join(sentences) + "."

    def _spoken(self, row: Row, unit: str) -> str:
        lang = self.stage.lang
        parts = ", ".join(f"{p.name} {number_text(p.value, unit, lang)}".strip() for p in row.parts)
        summed = f" ({number_text(row.total, unit, lang)})" if row.total and len(row.parts) > 1 else ""
        return f"{row.label}{summed}: {parts}" if losses_parts.has_named_parts(row) else f"{row.label} {parts}"

    # ---------------------------------------------------------------------------------------- drawing

    def _sheet(self, items: list[_Item], columns: list[_Columns], size: Size, room: float) -> list[Box]:
        """The panels of one page, one below the other, and the key."""
        panels = list(dict.fromkeys(i.panel for i in items))
        rows = sum(i.row is not None for i in items)
        axis = self.axis.height
        used = fsum(i.before + i.height for i in items) + (len(panels) - 1) * (axis + _PANEL_GAP)
        most = max((i.height for i in items if i.row), default=0.0)
        more = min(max(0.0, _MOST_PITCH - most), max(0.0, room - used) / max(1, rows))
        boxes: list[Box] = []
        y, step = 0.0, 0
        for n in panels:
            own = [i for i in items if i.panel == n]
            height = fsum((i.before if k else 0.0) + i.height + (more if i.row else 0.0) for k, i in enumerate(own))
            boxes.append(self._frame(self.panels[n], columns[n], y, axis, height))
            y += axis
            ends: dict[str, list[float]] = {}  # where the rows of each group begin and end
            for k, item in enumerate(own):
                y += item.before if k else 0.0
                tall = item.height + (more if item.row else 0.0)
                step += item.row is not None
                boxes.append(self._item(item, columns[n], size, y, tall, step if self.reveal else 0))
                ends.setdefault(item.heading, []).extend((y, y + tall) if item.row else ())
                y += tall
            boxes += self._brackets(self.panels[n], columns[n], size, ends)
            y += _PANEL_GAP
        y += _FOOT_GAP - _PANEL_GAP
        left = points(columns[0].axis) if self.rect.width_pt >= _ON_GRID else 0
        under = Rect(
            self.rect.x + left, self.rect.y + points(y), self.rect.w - left, points(max(0.0, self.rect.height_pt - y))
        )
        needed = key_height(self.key, self.note, under._replace(h=self.rect.h), self.stage)  # at most a share of that
        if needed > under.height_pt:
            under = under._replace(x=self.rect.x, w=self.rect.w)
        return [*boxes, *key_boxes(self.key, self.note, under, self.stage)]

    def _brackets(self, panel: Panel, c: _Columns, size: Size, ends: dict[str, list[float]]) -> list[Box]:
        """The sum of each group that is whole on this page, with a bracket along its rows."""
        boxes: list[Box] = []
        for block in panel.blocks if c.sums else ():
            own = ends.get(block.heading, [])
            if block.total is None or len(own) != 2 * len(block.rows):
                continue
            top, bottom = (self.rect.y + points(at) for at in (own[0] + _BRACKET, own[-1] - _BRACKET))
            left = self.rect.right - points(c.sums - _BRACKET_GAP)
            wide, tall = points(_BRACKET), bottom - top
            path = (("M", 0, 0), ("L", wide, 0), ("L", wide, tall), ("L", 0, tall))
            name, x = f"Sum: {block.heading}"[:60], left + points(_BRACKET + _BRACKET_GAP)
            at = Rect(left, top, wide, tall)
            boxes += [
                Freeform(name=f"Bracket: {block.heading}"[:60], rect=at, paths=(path,), line=Line("ink", 1.5)),
                self.stage.text(
                    name,
                    Rect(x, top, self.rect.right - x, bottom - top),
                    [self._sum(block.total, panel.unit, size)],
                    anchor="middle",
                ),
            ]
        return boxes

    def _frame(self, panel: Panel, c: _Columns, y: float, axis: float, height: float) -> Group:
        """Axis, grid lines and their labels; it has the alt text."""
        top, tall = self.rect.y + points(y), points(axis + height + 2)
        boxes = self.axis.boxes(panel, self.rect.x + points(c.axis), c.unit, c.step, y, height)
        name = f"Losses: {panel.unit}" if panel.unit else "Losses"
        return Group(
            name=name,
            rect=Rect(self.rect.x, top, self.rect.w, tall),
            alt=self._alt(panel),
            boxes=tuple(boxes),
        )

    def _item(self, item: _Item, c: _Columns, size: Size, y: float, height: float, step: int) -> Box:
        """A heading, or a row with label, bar, value and parts as a group."""
        top, label_w = self.rect.y + points(y), points(self._label_width(size))
        left = self.rect.x + (points(END_GAP) if self.above else 0)
        unit = self.panels[item.panel].unit
        if item.row is None:
            whole = next((b.total for b in self.panels[item.panel].blocks if b.heading == item.heading), None)
            words = self._heading(item.heading, None if c.sums else whole, unit)
            return self.stage.text(
                f"Group: {item.heading}"[:60], Rect(left, top, label_w, points(height)), [words], anchor="bottom"
            )
        row, stage = item.row, self.stage
        below = self._parts_height(row, size)
        tall = self.compose.height([self._label(row, size)], label_w / EMU_PER_PT)
        head = tall + 4 if self.above else 0.0
        most = min(_BAR_MOST, max(size.bar, (height - below - head) * _BAR_SHARE), height - below - head - 4)
        thick = max(4.0, most)
        start = y + head + (height - thick - below - head) / (3 if self.above else 2)
        place = Rect(
            self.rect.x + points(c.axis), self.rect.y + points(start), self.rect.w - points(c.axis), points(thick)
        )
        label = Rect(self.rect.x, top, label_w, points(height))
        if self.above:
            label = Rect(label.x + points(END_GAP), place.y - points(head), label.w - points(END_GAP), points(head))
        elif below and tall <= thick:  # the label is level with its bar
            label = Rect(label.x, place.y, label.w, place.h)
        boxes: list[Box] = [stage.text(f"Label: {row.label}"[:60], label, [self._label(row, size)], anchor="middle")]
        boxes += self._bars(row, unit, c, place)
        boxes += self._end_boxes(row, unit, c, size, place)
        if below:
            boxes += losses_parts.boxes(row, unit, size.type, place, stage)
        area = Rect(self.rect.x, top, self.rect.w, points(height))
        return Group(
            name=row.label[:60] or "Row", rect=area, alt=self._spoken(row, unit), boxes=tuple(boxes), step=step
        )

    def _bars(self, row: Row, unit: str, c: _Columns, place: Rect) -> list[Shape]:
        scale_ = replace(c.unit, length=c.unit.length * EMU_PER_PT)
        boxes = []
        for n, (part, before) in enumerate(zip(row.parts, stacked_edges([p.value for p in row.parts]), strict=True)):
            name = f"{row.label}: {part.name} {number_text(part.value, unit, self.stage.lang)}".replace(":  ", ": ")
            role = shade(row.party.colour, n, len(row.parts))
            boxes += bar(name, part.value, row.party.colour, place, scale_, role=role, before=before)
        return boxes

    def _end_boxes(self, row: Row, unit: str, c: _Columns, size: Size, place: Rect) -> list[Box]:
        words = self._end(row, unit, size)
        if words is None:
            return []
        end = points(c.unit.length * c.unit.share(fsum(reach(p.value) for p in row.parts)))
        width, height = width_emu(words, self.stage), points(self.compose.pitch(words, 0)) + 1
        at = Rect(place.x + end + points(END_GAP), place.y + (place.h - height) // 2, width, height)
        at = at._replace(w=min(width, self.rect.right - at.x))
        return [self.stage.text(f"Value: {row.label}"[:60], at, [words], anchor="middle", fill="ground")]


def _glued(items: list[_Item], needs: list[float]) -> list[tuple[list[_Item], float]]:
    """The items with their heights, each heading together with the row below it."""
    glued: list[tuple[list[_Item], float]] = []
    for n, (item, need) in enumerate(zip(items, needs, strict=True)):
        if n and items[n - 1].row is None:
            glued[-1] = ([*glued[-1][0], item], glued[-1][1] + need)
        else:
            glued.append(([item], need))
    return glued


def _with_heading(items: list[_Item], start: int, end: int) -> list[_Item]:
    """The items of a page; a group that continues has its heading again."""
    page = items[start:end]
    first = page[0]
    if first.row is not None and first.heading and start:
        before = next((i for i in reversed(items[:start]) if i.row is None and i.heading == first.heading), None)
        return [before._replace(before=0.0), *page] if before else page
    return page
