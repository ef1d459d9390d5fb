"""Pages moved and scaled onto a template's slide.

In: pages as they are laid out on podium's own slide. Out: the same, with all lengths and sizes of type in proportion.
Nothing that layout made is changed: every box is a copy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, NamedTuple

from podium.scene.boxes import (
    Box,
    Cell,
    Chart,
    Flight,
    Freeform,
    Group,
    Line,
    Page,
    Paragraph,
    Picture,
    Shape,
    Table,
    Text,
)
from podium.scene.masters import Layout
from podium.scene.units import EMU_PER_PT, Rect

_SAME = 4  # EMU of rounding within which a text stands where its placeholder does


class Placing(NamedTuple):
    """A scale, and where podium's own slide begins on the template's (EMU)."""

    size: float
    x: int
    y: int

    def rect(self, r: Rect) -> Rect:
        """A rectangle on the template's slide; neighbours still touch."""
        left, top = self.x + round(r.x * self.size), self.y + round(r.y * self.size)
        return Rect(left, top, self.x + round(r.right * self.size) - left, self.y + round(r.bottom * self.size) - top)

    def back(self, r: Rect) -> Rect:
        """A rectangle of the template's slide on podium's own."""
        return Rect(*(round(v / self.size) for v in (r.x - self.x, r.y - self.y, r.w, r.h)))

    def page(self, page: Page, layout: Layout) -> Page:
        """The page on the template's slide."""
        boxes = tuple(self._box(box, layout) for box in page.boxes)
        return page._replace(boxes=boxes, flights=tuple(self._flight(way) for way in page.flights))

    def _flight(self, way: Flight) -> Flight:
        """The same way between maps that both are moved and scaled."""
        a, b, c, d, e, f = way.matrix
        x, y = self.x / EMU_PER_PT, self.y / EMU_PER_PT
        e, f = self.size * e + x - a * x - c * y, self.size * f + y - b * x - d * y
        return way._replace(matrix=(a, b, c, d, float(f"{e:.7g}"), float(f"{f:.7g}")))

    def _box(self, box: Box, layout: Layout | None = None) -> Box:
        changes: dict[str, Any] = {"rect": self.rect(box.rect)}
        if isinstance(box, (Text, Shape, Freeform, Picture)) or hasattr(box, "line"):
            changes["line"] = self._line(box.line)  # type: ignore[union-attr]
        if isinstance(box, Text):
            changes |= {"paragraphs": self._paragraphs(box.paragraphs), "inset": tuple(map(self._length, box.inset))}
            held = layout.by_role.get(box.role) if layout is not None else None
            if held is not None and all(abs(a - b) <= _SAME for a, b in zip(held.rect, changes["rect"], strict=True)):
                changes["rect"] = held.rect
        elif isinstance(box, Freeform):
            changes["paths"] = tuple(tuple((c[0], *map(self._length, c[1:])) for c in path) for path in box.paths)
        elif isinstance(box, Group):
            changes["boxes"] = tuple(self._box(b) for b in box.boxes)
        elif isinstance(box, Table):
            changes |= self._table(box)
        elif isinstance(box, Chart):
            changes["spec"] = _scaled_spec(box.spec, self.size)
        return replace(box, **changes)

    def _length(self, value: int) -> int:
        return round(value * self.size)

    def _line(self, line: Line | None) -> Line | None:
        return line._replace(width=line.width * self.size) if line is not None else None

    def _paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        if self.size == 1:
            return paragraphs
        s = self.size
        return tuple(
            p._replace(
                runs=tuple(r._replace(size=r.size * s, tracking=r.tracking * s) for r in p.runs),
                pitch=p.pitch * s,
                before=p.before * s,
                indent=p.indent * s,
                hanging=p.hanging * s,
                tabs=tuple(t * s for t in p.tabs),
            )
            for p in paragraphs
        )

    def _table(self, box: Table) -> dict[str, Any]:
        """Widths and heights that still add up to those of the rectangle."""

        def cell(c: Cell) -> Cell:
            return c._replace(paragraphs=self._paragraphs(c.paragraphs))

        return {
            "widths": _shared(box.widths, self.size),
            "heights": _shared(box.heights, self.size),
            "rows": tuple(tuple(map(cell, row)) for row in box.rows),
            "margin": tuple(map(self._length, box.margin)),
        }


def _shared(lengths: tuple[int, ...], size: float) -> tuple[int, ...]:
    """The lengths in proportion, so rounded that their sum is right."""
    found, done, total = [], 0, 0
    for length in lengths:
        total += length
        found.append(round(total * size) - done)
        done += found[-1]
    return tuple(found)


_SIZES = ("size", "legend_size", "line_width")


def _scaled_spec(value: Any, size: float) -> Any:
    """A chart's specification with the sizes of its type and lines in proportion."""
    if size == 1:
        return value
    scaled: Callable[[Any], Any] = lambda inner: _scaled_spec(inner, size)  # noqa: E731
    if isinstance(value, tuple):
        made = [scaled(v) for v in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    if hasattr(value, "__dataclass_fields__"):
        return replace(
            value,
            **{
                f.name: getattr(value, f.name) * size if f.name in _SIZES else scaled(getattr(value, f.name))
                for f in fields(value)
            },
        )
    return value
