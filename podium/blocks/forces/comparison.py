"""The comparison that `forces` draws, and what its two layouts share.

In: parties and rows. Out: a `Comparison` with its scales, its alt text, and its rows divided into pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum
from typing import Literal, NamedTuple

from podium import languages
from podium.layout.shares import evenly
from podium.layout.stage import Stage
from podium.outline.quantities import Quantity, format_quantity
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Group
from podium.scene.units import Rect, points
from podium.series.bars import Scale, decades, number_text, reach
from podium.series.key import KeyEntry, doubt_entries, key_height
from podium.series.parties import Party

WORDS = scale.Style(19.0, 16.0, 1.15, major=True, italic=True)  # the ratio in words
_NAMED = 3  # rows named in the alt text; more are counted


class Row(NamedTuple):
    """A category, and the quantity that each side has of it."""

    label: str
    values: tuple[Quantity, ...]


class Page(NamedTuple):
    """Some of the rows, as (number, height in pt)."""

    rows: tuple[tuple[int, float], ...]


@dataclass(slots=True)
class Comparison:
    """`verdicts`: the ratios in words; `leaders`: who has more in each row; `usual`: who has more in most rows."""

    parties: list[Party]
    rows: list[Row]
    scale: Literal["row", "shared", "log"]
    unit: str
    note: str
    alt: str
    reveal: bool
    verdicts: list[str] = field(default_factory=list)
    leaders: list[int | None] = field(default_factory=list)
    usual: int | None = None

    def verdict(self, n: int) -> str:
        """The ratio of row `n` in words, "" if there is none."""
        return self.verdicts[n] if self.verdicts else ""

    def scales(self) -> list[Scale]:
        """The scale of each row, of length 1."""
        reached = [[reach(q) for q in row.values] for row in self.rows]
        everything = [v for row in reached for v in row]
        if self.scale == "row":
            return [Scale(1.0, max(row)) for row in reached]
        if self.scale == "shared":
            return [Scale(1.0, max(everything))] * len(reached)
        start, end = decades(everything)
        return [Scale(1.0, end, start)] * len(reached)

    def decade_lines(self) -> list[float]:
        """The powers of ten at the grid lines of a logarithmic scale."""
        if self.scale != "log":
            return []
        one = self.scales()[0]
        marks, value = [], one.start * 10
        while value <= one.end * 1.0001:
            marks.append(value)
            value *= 10
        return marks

    def key(self, stage: Stage) -> list[KeyEntry]:
        """The key under the rows: the hatch, if there is one, and the scale."""
        entries = doubt_entries([q for row in self.rows for q in row.values], stage)
        words = languages.of(stage.lang).bars
        if self.scale == "row" and sum(any(map(reach, row.values)) for row in self.rows) > 1:
            entries.append(KeyEntry(words.own_scale, None))
        elif self.scale == "log":
            entries.append(KeyEntry(words.log_scale.format(self.decade_names(stage.lang)[0]), None))
        return entries

    def foot(self, rect: Rect, stage: Stage) -> float:
        """The height (pt) of key and note."""
        return key_height(self.key(stage), self.note, rect, stage)

    # -------------------------------------------------------------------------------------------- words

    def finding(self, lang: str) -> str:
        """The alt text: the author's, else which side leads in which rows."""
        if self.alt:
            return self.alt
        words = languages.of(lang).bars
        parts = [" – ".join(p.name for p in self.parties)]
        for n, party in enumerate(self.parties):
            led = [row.label for row, leader in zip(self.rows, self._leaders(), strict=True) if leader == n]
            if 0 < len(led) <= _NAMED:
                parts.append(words.ahead_in.format(side=party.short, rows=", ".join(led)))
            elif led:
                parts.append(words.ahead_count.format(side=party.short, count=len(led), total=len(self.rows)))
        return ". ".join(parts) + "."

    def _leaders(self) -> list[int | None]:
        """Who has most in each row, None if that is not certain."""
        if self.leaders:
            return self.leaders
        found: list[int | None] = []
        for row in self.rows:
            most = sorted(range(len(row.values)), key=lambda n: -(row.values[n].best or 0.0))
            known = all(q.best is not None for q in row.values)
            found.append(most[0] if known and row.values[most[0]].best != row.values[most[1]].best else None)
        return found

    def row_alt(self, n: int, lang: str) -> str:
        """A row as a sentence."""
        row = self.rows[n]
        values = ", ".join(
            f"{p.name} {number_text(q, self.unit, lang)}" for p, q in zip(self.parties, row.values, strict=True)
        )
        ratio = self.verdict(n).replace("\u00a0", " ")
        return f"{row.label}: {values}" + (f"; {ratio}" if ratio else "")

    def bar_name(self, n: int, side: int, lang: str) -> str:
        """The name of a bar in the selection pane: "Japan: Infantry 38,000"."""
        row = self.rows[n]
        return f"{self.parties[side].short}: {row.label} {number_text(row.values[side], self.unit, lang)}"

    def row_group(self, n: int, area: Rect, boxes: list[Box], stage: Stage, first: int) -> Group:
        """The boxes of a row as a group, which has a click of its own if the slide reveals its parts."""
        return Group(
            name=self.rows[n].label[:60] or f"Row {n + 1}",
            rect=area,
            alt=self.row_alt(n, stage.lang),
            boxes=tuple(boxes),
            step=n - first + 1 if self.reveal else 0,
        )

    # -------------------------------------------------------------------------------------------- pages

    @staticmethod
    def pages(needs: list[float], room: float, cap: float) -> list[Page]:
        """The rows divided into pages of `room` pt; spare room makes rows higher, up to `cap` pt each."""
        pages = []
        for start, end in evenly(needs, room):
            own = needs[start:end]
            more = max(0.0, room - fsum(own)) / len(own)
            pages.append(Page(tuple((start + k, max(need, min(need + more, cap))) for k, need in enumerate(own))))
        return pages

    def decade_names(self, lang: str) -> list[str]:
        """The names of the grid lines of a logarithmic scale."""
        return [format_quantity(Quantity("", v, v, v, "exact"), lang) for v in self.decade_lines()]


def strip(rect: Rect, y: float, height: float) -> Rect:
    """A strip of `rect`, `y` and `height` in pt from its top."""
    return Rect(rect.x, rect.y + points(y), rect.w, points(height))
