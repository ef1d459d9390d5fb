"""The labels of a timeline: their sizes, and places where nothing collides.

In: events with the x of their bars on the axis, and room in points. Out: for each label its level (0 is next to the
axis), the x of its stem, and the side of the stem on which it is. Two ways are tried: stems straight above or below
their dates, with labels at the right or left; and stems moved aside, with leaders to their dates. All lengths are
points; x counts from the left end of the axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from podium.blocks.timeline.events import Event
from podium.layout.stage import Stage
from podium.outline import inline
from podium.scene import type_scale as scale
from podium.scene.boxes import Align, Paragraph, Run
from podium.typesetting import measure
from podium.typesetting.text import Draft, draft, plain_draft

STEM_GAP = 8.0  # from a stem to its label
LABEL_GAP = 12.0  # between a label and the next stem or label
LEVEL_GAP = 6.0  # between two levels
_STEM_SPACE = 5.0  # between two stems that were moved aside
_STATES = 8  # kept by the search for straight stems
_FIRST_CJK = "\u2e80"  # from here on, scripts without spaces beside digits
_LEFT_COST, _LEVEL_COST = 0.6, 1.0


@dataclass(frozen=True, slots=True)
class Form:
    """Sizes in pt of the parts of a label, 0 for a part that is left out, and the width at which its texts break."""

    figure: float
    unit: float
    title: float
    date: float
    text: float
    width: float


def _forms() -> tuple[Form, ...]:
    """The forms from full to minimal: smaller, then without the text, then without the date."""
    sizes = (
        (54, 22, 26, 20, 22),
        (54, 20, 24, 18, 20),
        (54, 18, 20, 16, 18),
        *((figure, 16, 18, 16, 16) for figure in (54, 44, 36)),
        *((figure, 16, 16, 16, 16) for figure in (54, 40, 32, 24)),
    )
    full = [(*s, w) for s in sizes for w in (15.0, 10.0, 7.5)]
    no_text = [(*s[:4], 0, w) for s in sizes[2:] for w in (14.0, 9.0, 7.0)]
    no_date = [(*s[:3], 0, 0, w) for s in (*sizes[-2:], (18, 16, 16)) for w in (12.0, 9.0, 7.0)]
    every = [tuple(map(float, f)) for f in (*full, *no_text, *no_date)]
    return tuple(Form(f[0], f[1], f[2], f[3], f[4], width=f[5] * (f[4] or f[2])) for f in every)


FORMS = _forms()


@dataclass(frozen=True, slots=True)
class Label:
    """A measured label: `figure` has the runs of its first line, `drafts` the paragraphs below it."""

    event: Event
    figure: tuple[Run, ...]
    drafts: tuple[Draft, ...]
    width: float
    height: float

    def paragraphs(self, align: Align, stage: Stage) -> tuple[Paragraph, ...]:
        """The label as scene paragraphs."""
        below = stage.compose.set([d.but(align=align) for d in self.drafts], self.width)
        if not self.figure:
            return below
        return (Paragraph(self.figure, _figure_pitch(self.figure), align=align), *below)


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a label: its level, the x of its stem, whether it is left of the stem, and the x of its date."""

    level: int
    stem: float
    left: bool
    x: float


def _figure_pitch(runs: Sequence[Run]) -> float:
    return round(max(r.size for r in runs) * 1.1, 1)


def measured(event: Event, form: Form, colour: str, most: float, stage: Stage) -> Label:
    """The label of an event in a form, at most `most` pt wide; `colour` is the role of its figure."""
    drafts = []
    if event.title:
        drafts.append(draft(event.title, scale.LABEL.but(size=form.title, floor=form.title)))
    if form.date or not event.title:
        size = form.date or form.title
        drafts.append(
            plain_draft(
                event.shown_date(stage.lang, short=form.title < 24), scale.NOTE.but(size=size, floor=size, pitch=1.2)
            )
        )
    if event.text and form.text:
        drafts.append(draft(event.text, scale.ROW.but(size=form.text, floor=form.text)))
    runs = _figure_runs(event, form, colour, stage)
    width = _figure_width(runs, stage)
    for d in drafts:
        spans = stage.compose.spans(d, 0)
        natural = stage.compose.width(d)
        room = max(form.width, measure.longest_word(spans) * measure.SAFETY + 0.1)
        width = max(width, natural if natural <= room else measure.balanced_width(spans, room))
    width = min(width + 0.5, most)
    height = stage.compose.height(drafts, width) + (_figure_pitch(runs) if runs else 0.0)
    return Label(event, runs, tuple(drafts), width, height)


def _figure_runs(event: Event, form: Form, colour: str, stage: Stage) -> tuple[Run, ...]:
    """The figure: its digits in large type, the words around it ("up to", "dead") in small type."""
    before, number, after = event.figure_parts(stage.lang)
    after = inline.plain(after)
    runs = []
    if before:
        runs.append(Run(before if before[-1] >= _FIRST_CJK else f"{before} ", form.unit, "ink2"))
    if number:
        runs.append(Run(number, form.figure, colour, major=True))
    if after:
        runs.append(Run(f" {after}" if runs and after[0] < _FIRST_CJK else after, form.unit, "ink2"))
    return tuple(runs)


def _figure_width(runs: Sequence[Run], stage: Stage) -> float:
    """The width of the line, with the space that renderers put between digits and East Asian characters."""
    spans = [
        s for r in runs for s in stage.compose.spans(plain_draft(r.text, scale.ROW.but(size=r.size, major=r.major)), 0)
    ]
    if not spans:
        return 0.0
    gaps = fsum(max(a.size, b.size) * 0.25 for a, b in pairwise(runs) if max(a.text[-1], b.text[0]) >= _FIRST_CJK)
    return measure.natural_width(spans) * measure.SAFETY + gaps


# ------------------------------------------------------------------------------------------------- straight stems


@dataclass(frozen=True, slots=True)
class _State:
    """Some labels placed: the extents of the labels on each level, all stems with their levels, and the cost."""

    extents: tuple[tuple[tuple[float, float], ...], ...]
    stems: tuple[tuple[float, int], ...]
    spots: tuple[Spot, ...]
    cost: float


def straight(
    bars: Sequence[tuple[float, float]], widths: Sequence[float], levels: int, length: float
) -> list[Spot] | None:
    """The places with every stem at its date, None if there are none. `bars` are (left, right), sorted by left."""
    states = [_State(((),) * levels, (), (), 0.0)]
    for (x0, x1), width in zip(bars, widths, strict=True):
        following = [
            s
            for state in states
            for level in range(levels)
            for left in (False, True)
            if (s := _added(state, x1 if left else x0, width, level, left, length)) is not None
        ]
        if not following:
            return None
        states = sorted(following, key=lambda s: s.cost)[:_STATES]
    return list(states[0].spots)


def _added(state: _State, stem: float, width: float, level: int, left: bool, length: float) -> _State | None:
    """The state with one more label, None if it would collide."""
    full = width + STEM_GAP
    start, end = (stem - full, stem) if left else (stem, stem + full)
    if start < -0.01 or end > length + 0.01:
        return None
    for below in state.extents[:level]:  # the stem must pass between the labels of lower levels, or along their edges
        if not below or below[-1][1] + LABEL_GAP <= stem:  # within a level, ends only grow
            continue
        if any(a < stem - 0.5 and b + LABEL_GAP > stem and abs(b - stem) > 0.5 for a, b in below):
            return None
    if state.extents[level] and state.extents[level][-1][1] + LABEL_GAP > start:
        return None
    if any(start - LABEL_GAP < s < end + LABEL_GAP and reached >= level for s, reached in state.stems):
        return None
    extents = tuple((*e, (start, end)) if n == level else e for n, e in enumerate(state.extents))
    spot = Spot(level, stem, left, stem)
    cost = state.cost + level * _LEVEL_COST + left * _LEFT_COST
    return _State(extents, (*state.stems, (stem, level)), (*state.spots, spot), cost)


# --------------------------------------------------------------------------------------------- stems moved aside


def moved(
    bars: Sequence[tuple[float, float]], widths: Sequence[float], levels: int, length: float, reach: float
) -> list[Spot] | None:
    """The places with stems moved aside by at most `reach` pt, in the order of their dates; None if there are none.

    Neighbours form stairs, with the first on the highest level, so that no stem meets an earlier label. The next stairs
    begin where these labels end.
    """
    if not bars:
        return []
    xs = [x0 for x0, _ in bars]
    stairs = _stairs(xs, widths, levels)
    forward = _pushed(xs, widths, stairs, length)
    mirrored = _pushed_back(xs, widths, stairs, length)
    if forward is None or mirrored is None:
        return None
    stems = [
        (a + b) / 2 for a, b in zip(forward, mirrored, strict=True)
    ]  # both keep the distances, and so does their mean
    if max(abs(s - x) for s, x in zip(stems, xs, strict=True)) > reach:
        return None
    spots = []
    for group in stairs:
        for n, i in enumerate(group):
            spots.append(Spot(len(group) - 1 - n, stems[i], False, xs[i]))
    return spots


def _stairs(xs: Sequence[float], widths: Sequence[float], levels: int) -> list[list[int]]:
    """The labels in groups of at most `levels`; a label clear of the group begins a new one."""
    groups: list[list[int]] = []
    for i, x in enumerate(xs):
        group = groups[-1] if groups else []
        clear = group and x >= max(xs[k] + widths[k] for k in group) + STEM_GAP + LABEL_GAP
        if not group or clear or len(group) == levels:
            groups.append([i])
        else:
            group.append(i)
    return groups


def _pushed(xs: Sequence[float], widths: Sequence[float], stairs: list[list[int]], length: float) -> list[float] | None:
    """The stems as far left as possible, none left of its date unless the axis ends; None if they do not fit."""
    stems: list[float] = []
    clear = 0.0
    for group in stairs:
        for n, i in enumerate(group):
            stems.append(max(xs[i], clear if n == 0 else max(clear, stems[-1] + _STEM_SPACE)))
        clear = max(stems[i] + widths[i] for i in group) + STEM_GAP + LABEL_GAP
    return _within(stems, widths, stairs, length)


def _pushed_back(
    xs: Sequence[float], widths: Sequence[float], stairs: list[list[int]], length: float
) -> list[float] | None:
    """The stems as far right as possible, none right of its date unless the axis begins."""
    stems = _within(list(xs), widths, stairs, length, strict=False)
    assert stems is not None
    clear = 0.0
    for group in stairs:
        for n, i in enumerate(group):
            least = clear if n == 0 else stems[i - 1] + _STEM_SPACE
            stems[i] = max(stems[i], least)
        clear = max(stems[i] + widths[i] for i in group) + STEM_GAP + LABEL_GAP
    return _within(stems, widths, stairs, length)


def _within(
    stems: list[float], widths: Sequence[float], stairs: list[list[int]], length: float, strict: bool = True
) -> list[float] | None:
    """The stems moved left until all labels end on the axis; None if the first would begin before it."""
    limit = length
    for group in reversed(stairs):
        for n, i in enumerate(reversed(group)):
            most = limit - widths[i] - STEM_GAP
            stems[i] = min(stems[i], most if n == 0 else min(most, stems[i + 1] - _STEM_SPACE))
        limit = stems[group[0]] - LABEL_GAP
    return stems if not strict or stems[0] >= -0.01 else None
