"""The foot of a slide: the time band, which is the rule over it, and one row with section, date, source, slide number.

In: the deck's spans and a slide's `when` and `source`. Out: the band's range for the layouts, and the boxes that
differ from slide to slide.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from podium.kinds.base import SlideModel
from podium.layout.headline import one_line
from podium.layout.stage import Stage
from podium.outline import ids, inline
from podium.outline.deck import Section
from podium.outline.nodes import Scalar
from podium.outline.slide import ALWAYS, NO_SOURCE, Slide
from podium.pages.sheet import Sheet
from podium.scene import type_scale as scale
from podium.scene.boxes import Band, Box, Shape, Text
from podium.scene.grid import BAND_Y, FOOTER_HEIGHT, FOOTER_Y
from podium.scene.masters import Layout, Placeholder
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import BASELINE, draft, plain_draft

if TYPE_CHECKING:
    from podium.outline.dates.model import HistoricalDate

BandOrNone = Band | None
BAR_HEIGHT, BAR_MIN = inches(0.083), inches(0.14)
_DATE = scale.FOOTER_BOLD.but(size=scale.READABLE, floor=scale.READABLE)
_SPAN = scale.FOOTER_BOLD.but(bold=False, colour="ink2")
_APART = inches(0.14)  # what stands in the row
_NUMBER = inches(0.5)  # of the slide: three digits, and what separates them from the words before
_ALL = 0.97  # a date that covers more of an axis than this says nothing on it
_DAY = 1 / 360  # of a year, at least
_REMARK_GAP = points(12)
_AROUND = 16.0  # pt: the insets of a template's placeholder
_SHORT_SOURCE = 110  # characters of a citation at the foot; the credits have it in full


def time_band(stage: Stage) -> Band | None:
    """The lecture's whole span: the deck's own, else that of its sections and slides; None without any date."""
    deck = stage.deck
    dates = [deck.span] if deck.span else [d for d in (p.span for p in deck.sections) if d]
    dates += [] if deck.span else [date for p in deck.sections for date, _ in p.events if not p.span]
    dates = dates or [s.when for s in deck.every_slide() if s.when]
    finite = [d for d in dates if d and math.isfinite(d.start) and math.isfinite(d.end)]
    if not finite:
        return None
    from podium.pages.stretch import between  # dates are loaded by a deck that has one

    start, end = min(d.start for d in finite), max(d.end for d in finite)
    first, last = math.floor(start), math.ceil(end - 1e-9)
    if not deck.span:
        for when in (s.when for s in deck.every_slide()):
            if when and math.isfinite(when.start) and math.isfinite(when.end):
                first, last = min(first, math.floor(when.start)), max(last, math.ceil(when.end - 1e-9))
    last = max(last, first + 1)
    return between((first, 1, 1), (last - 1, 12, 31), stage.lang)


def place(band: Band, year: float, rect: Rect) -> int:
    """The x (EMU) of a decimal year on a band drawn over `rect`, kept on the band."""
    share = (year - band.start) / (band.end - band.start)
    return rect.x + round(min(1.0, max(0.0, share)) * rect.w)


def when_boxes(slide: SlideModel, part: Section, label: str, band: Band | None, stage: Stage) -> list[Box]:
    """The slide's date on the time of its section, or of the lecture if it is no part of that: a bar on the rule over
    the foot, the date under it, and after the section's `label` the span of the rule where that leaves room; [] without
    a date, if the lecture has no more than it, if the slide's headline or its exhibit says it, or with `band: false`.
    """
    if band is None or slide.when is None:
        return []
    told = slide.tells_time(stage.lang) or _in_headline(slide, stage)
    if not next((b for b in (slide.band, False if told else None, part.band, stage.deck.band) if b is not None), True):
        return []
    if slide.when.end < band.start or slide.when.start > band.end:
        stage.warn(
            f"'{slide.when.text}' lies outside the lecture's time band ({band.first}–{band.last})",
            slide,
            "when",
            "outside-span",
            "widen 'span' or correct the date",
        )
        return []
    from podium.pages.stretch import stretch

    own = stretch([part.span], stage.lang, band) if part.span else None
    inside = own is not None and own.start - _DAY < slide.when.start and slide.when.end < own.end + _DAY
    axis = next((a for a in (own if inside else None, band) if a is not None and _is_part(slide.when, a)), None)
    if axis is None:
        return []
    line = _free_of_number(stage)
    x0, x1 = place(axis, slide.when.start, line), place(axis, slide.when.end, line)
    if x1 - x0 < BAR_MIN:
        x0 = min(max(line.x, (x0 + x1 - BAR_MIN) // 2), line.right - BAR_MIN)
        x1 = x0 + BAR_MIN
    bar = Shape(name="When", rect=Rect(x0, BAND_Y - BAR_HEIGHT // 2, x1 - x0, BAR_HEIGHT), fill="accent")
    span = _span_of(axis, part if axis is own else None, label, stage)
    said = plain_draft(capital_date(slide.when, stage.lang), _DATE)
    width = points(stage.compose.width(said) + 4)
    boxes: list[Box] = [span, bar]
    middle, left = (x0 + x1 - width) // 2, span.rect.right + _APART
    nearer = line.x + (_label_width(label, stage) + _APART if label else 0)
    if middle < left and 2 * nearer <= x0 + x1:  # a date under its bar says more than the ends of the rule
        boxes, left = [bar], nearer
    x = min(max(left, middle), max(left, line.right - width))
    words = stage.text("When label", _in_row(Rect(x, 0, min(width, line.right - x), 0), _DATE), [said], role="when")
    bar.place = words.place = slide.place("when")
    return [*boxes, words]


def _free_of_number(stage: Stage) -> Rect:
    """The part of the rule over the foot that is time: up to the slide's number, so that dates have room under it."""
    return stage.grid.band._replace(w=stage.grid.band.w - _NUMBER)


def _span_of(axis: Band, part: Section | None, label: str, stage: Stage) -> Text:
    """The span of the rule, after the label of the section; the same box on all slides that have it."""
    if part is not None and part.span:
        from podium.outline.dates.format import format_date

        text = format_date(part.span, stage.lang)
    else:
        text = f"{axis.first}–{axis.last}" if axis.last else axis.first
    key = (text, label)
    if key not in stage.labels:
        words = plain_draft(text, _SPAN)
        x = stage.grid.band.x + (_label_width(label, stage) + points(6) if label else 0)
        rect = _in_row(Rect(x, 0, points(stage.compose.width(words) + 4), 0), _SPAN)
        stage.labels[key] = stage.text("Foot span", rect, [words])
    return stage.labels[key]


def _in_row(rect: Rect, style: scale.Style) -> Rect:
    """The place of a line in the row at the foot, on the baseline of the section's label."""
    label = scale.FOOTER_BOLD
    up = points((style.pitch - BASELINE) * style.size - (label.pitch - BASELINE) * label.size)
    return rect._replace(y=FOOTER_Y - up, h=FOOTER_HEIGHT)


def _is_part(when: HistoricalDate, axis: Band) -> bool:
    """Whether a date leaves something of an axis free."""
    shown = min(when.end, axis.end) - max(when.start, axis.start)
    return shown < _ALL * (axis.end - axis.start)


def with_date(label: str, slide: Slide, stage: Stage) -> str:
    """The section's label followed by the slide's date, for a page without a time band; without it if the headline
    says it."""
    if slide.when is None or _in_headline(slide, stage):
        return label
    return Scalar.of(f"{label} · {capital_date(slide.when, stage.lang)}".removeprefix(" · "), label)


def _in_headline(slide: Slide, stage: Stage) -> bool:
    headline = inline.plain(slide.headline)
    return slide.when is not None and _says(headline, capital_date(slide.when, stage.lang))


def _says(text: str, date: str) -> bool:
    """Whether a text has a date: "11 May 1939" has "May 1939", but not "1 May 1939", and "XIX век" not "IX век"."""
    return bool(re.search(rf"(?<!\d(?=\d))(?<![IVXL](?=[IVX])){re.escape(date)}(?!(?<=\d)\d)", text, re.IGNORECASE))


def source_line(
    slide: Slide,
    label: str,
    stage: Stage,
    layout: Layout,
    with_remark: bool = False,
    always: bool = False,
    drawn: Sequence[str] = (),
    dated: list[Box] | None = None,
) -> tuple[tuple[str, ...], list[Box]]:
    """The slide's sources, and the line at its foot, with its footnotes, right of the section's `label`.

    What is `drawn` on the slide may have sources of its own. The deck's own source is in the credits, and on slides
    only if the deck says so (or `always`). A page that draws its own title has the slide's remark here (`with_remark`).
    The boxes of the time band (`dated`) share the row: their date makes room if the line needs it.
    """
    deck = stage.deck
    own = tuple(s for s in slide.source if s != ALWAYS)
    named = tuple(s for s in own or deck.source if s not in (NO_SOURCE, ALWAYS))
    shown = named if always or _is_shown(slide, stage) else ()
    cited = tuple(dict.fromkeys(map(deck.source_in, (*named, *drawn))))
    shown = (*shown, *(s for s in drawn if s not in shown))
    parts = [source_words(shown, stage)] if shown else []
    if slide.footnotes:
        from podium.outline import footnotes

        parts += footnotes.shown(slide.footnotes, {id: source.citation for id, source in deck.sources.items()})
        cited += tuple(n for n in map(footnotes.named, slide.footnotes) if n in deck.sources and n not in cited)
    style = scale.FOOTER
    if slide.foot and with_remark:
        parts.append(slide.foot)
        style = style.but(size=scale.READABLE)
    if stage.template is not None and (date := with_date("", slide, stage)) and not has_room_for(date, stage):
        parts.insert(0, date)
    if not parts:
        return cited, []
    words = draft(" · ".join(parts), style.but(colour="on") if layout.ground else style)
    if stage.template is not None:
        return cited, [stage.text("Source", stage.template.sources, [words])]
    columns = stage.grid.columns(4, layout.columns - 1)
    rect = _beside(label, [] if dated is None else dated, stage.compose.width(words), columns, stage)
    return cited, [stage.text("Source", _in_row(rect, style), [words])]


def has_room_for(date: str, stage: Stage) -> bool:
    """Whether a template's slides have a place for dates that is wide enough for this one."""
    p = stage.layouts["exhibit"].by_role.get("when")
    return p is not None and stage.compose.width(plain_draft(date, p.style)) <= p.rect.width_pt - _AROUND


def _beside(label: str, dated: list[Box], width: float, columns: Rect, stage: Stage) -> Rect:
    """The free part of the row at the foot for a line `width` pt long, in `columns` where the section's `label` leaves
    them: before or after the slide's date, or from the label on if there is room only so, perhaps without the span of
    the rule (which is then taken from `dated`). The date goes to the end of the row that is nearer to its bar if there
    is too little room even so."""
    nearest, need = stage.grid.columns(1, 1).x + _label_width(label, stage) + points(12), points(width + 4)
    span = next((b for b in dated if b.name == "Foot span"), None)
    left = span.rect.right + _APART if span else nearest
    room = columns._replace(x=max(columns.x, left), w=columns.right - max(columns.x, left))
    date = next((b for b in dated if b.name == "When label"), None)
    if date is None:
        return room
    before, after = date.rect.x - _APART, date.rect.right + _APART
    line = _free_of_number(stage)
    if after + need > room.right and before - room.x < need <= before - nearest:
        room = room._replace(x=before - need, w=room.right - before + need)
        if span and room.x < left:
            dated.remove(span)
    if after + need > room.right and before - room.x < need:
        late = any(b.name == "When" and b.rect.x + b.rect.right > line.x + line.right for b in dated)
        date.rect = date.rect._replace(x=line.right - date.rect.w if late else left)
        before, after = date.rect.x - _APART, date.rect.right + _APART
    if before - room.x > room.right - after:
        return room._replace(w=min(room.right, before) - room.x)
    return room._replace(x=max(room.x, after), w=room.right - max(room.x, after))


def source_words(names: Sequence[str], stage: Stage) -> str:
    """The sources, by id or as texts, as the foot of a page names them."""
    texts, known = [], stage.deck.sources
    for name in names:
        id = stage.deck.source_in(name)
        short = known[id].citation if id in known else name
        if id in known and len(short) > _SHORT_SOURCE:
            short = short[:_SHORT_SOURCE].rstrip() + "…"
        if id != name:
            from podium.outline import footnotes

            short = footnotes.cited(name, {id: short})
        texts.append(short)
    return f"{stage.words.source}: {'; '.join(texts)}"


def _is_shown(slide: Slide, stage: Stage) -> bool:
    """Whether the sources stand on the slide: not those of the deck, if the credits name them once for all slides."""
    deck = stage.deck
    own = bool(slide.source) and set(slide.source) != set(deck.source)
    return own or ALWAYS in deck.source or deck.credits is None


def remark(slide: Slide, rect: Rect, stage: Stage) -> tuple[list[Box], Rect]:
    """The slide's remark at the foot of its content `rect`, and the rest of `rect`."""
    if not slide.foot:
        return [], rect
    words = [draft(slide.foot, scale.NOTE)]
    height = stage.line_height(words, rect.w, rect.h // 4)
    note = stage.text("Remark", Rect(rect.x, rect.bottom - height, rect.w, height), words)
    return [note], rect._replace(h=rect.h - height - _REMARK_GAP)


def capital_date(when: HistoricalDate, lang: str) -> str:
    """A date with a capital first letter."""
    from podium.outline.dates.format import format_date

    text = format_date(when, lang)
    return text[:1].upper() + text[1:]


def _section_box(sheet: Sheet, p: Placeholder, stage: Stage) -> Text:
    """The section's label, from which a click leads back to the agenda; the same box on all slides of the section."""
    label = sheet.footer
    link = f"#{ids.AGENDA}" if stage.deck.has_agenda and sheet.id != ids.AGENDA else ""
    key = (label, p.style.colour, link)
    if key not in stage.labels:
        rect = p.rect._replace(w=_label_width(label, stage))
        box = stage.text("Section", rect, [plain_draft(label, p.style)], role="footer")
        box.link = link
        stage.labels[key] = box
    return stage.labels[key]


def _label_width(label: str, stage: Stage) -> int:
    """The width (EMU) of a section's label."""
    return points(stage.compose.width(plain_draft(label, scale.FOOTER_BOLD)) + 4)


def section_label(part: Section, number: int, stage: Stage) -> str:
    """ "1 · Background", cut to the three columns that it has."""
    title = part.short or part.title
    if not title:
        return ""
    if stage.template is not None:  # which cuts it to the room that it has
        return Scalar.of(f"{number} · {inline.plain(title)}", title)
    return Scalar.of(one_line(f"{number} · {title}", scale.FOOTER_BOLD, stage, stage.grid.columns(1, 3).w), title)


def footer(sheet: Sheet, number: int, stage: Stage) -> list[Box]:
    """Section and slide number, if the sheet's layout has them."""
    by_role = stage.layouts[sheet.layout].by_role
    boxes: list[Box] = []
    if "footer" in by_role and sheet.footer:
        boxes.append(_section_box(sheet, by_role["footer"], stage))
    if "number" in by_role:
        p = by_role["number"]
        words = stage.compose.set([plain_draft(str(number), p.style, align="right")], p.rect.width_pt)
        boxes.append(Text(name="Slide number", rect=p.rect, paragraphs=words, role="number"))
    return boxes
