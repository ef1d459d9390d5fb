"""The foot of a slide: time band, section, source, slide number.

In: the deck's spans and a slide's `when` and `source`. Out: the band's range for the layouts, and the boxes that
differ from slide to slide.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from podium.layout.headline import one_line
from podium.layout.stage import Stage
from podium.outline.deck import Section
from podium.outline.slide import ALWAYS, NO_SOURCE, Slide
from podium.pages.sheet import Sheet
from podium.scene import type_scale as scale
from podium.scene.boxes import Band, Box, Shape, Text
from podium.scene.grid import BAND_LABEL_Y, BAND_Y, COLUMNS, FOOTER_HEIGHT, FOOTER_Y
from podium.scene.masters import Layout, Placeholder
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting.text import draft, plain_draft

if TYPE_CHECKING:
    from podium.outline.dates.parse import HistoricalDate

BandOrNone = Band | None
BAR_HEIGHT, BAR_MIN = inches(0.083), inches(0.14)
LABEL_HEIGHT = inches(0.22)
_REMARK_GAP = points(12)
_SHORT_SOURCE = 110  # characters of a citation at the foot; the credits have it in full


def time_band(stage: Stage) -> Band | None:
    """The lecture's whole span: the deck's own, else that of its sections and slides; None without any date."""
    deck = stage.deck
    dates = [deck.span] if deck.span else [d for d in (p.span for p in deck.sections) if d]
    dates = dates or [s.when for s in deck.every_slide() if s.when]
    finite = [d for d in dates if d and math.isfinite(d.start) and math.isfinite(d.end)]
    if not finite:
        return None
    start, end = min(d.start for d in finite), max(d.end for d in finite)
    first, last = math.floor(start), math.ceil(end - 1e-9)
    if not deck.span:
        for when in (s.when for s in deck.every_slide()):
            if when and math.isfinite(when.start) and math.isfinite(when.end):
                first, last = min(first, math.floor(when.start)), max(last, math.ceil(when.end - 1e-9))
    last = max(last, first + 1)
    return Band(float(first), float(last), _year(first, stage.lang), _year(last - 1, stage.lang))


def _year(year: int, lang: str) -> str:
    """An astronomical year in ordinary notation; after the year 1 the band needs no era."""
    if year > 0:
        return str(year)
    from podium.outline.dates.format import format_fields
    from podium.outline.dates.model import CalendarDate

    return format_fields(CalendarDate("year", year), "y", lang)


def _date(when: HistoricalDate, lang: str) -> str:
    """The date of a slide, with a capital first letter."""
    from podium.outline.dates.format import format_date

    text = format_date(when, lang)
    return text[:1].upper() + text[1:]


def place(band: Band, year: float, rect: Rect) -> int:
    """The x (EMU) of a decimal year on a band drawn over `rect`, kept on the band."""
    share = (year - band.start) / (band.end - band.start)
    return rect.x + round(min(1.0, max(0.0, share)) * rect.w)


def when_boxes(slide: Slide, band: Band | None, stage: Stage) -> list[Box]:
    """The bar in the accent on the time band and its label, which keeps clear of the band's own two labels."""
    if band is None or slide.when is None:
        return []
    line = stage.grid.band
    start, end = slide.when.start, slide.when.end
    if end < band.start or start > band.end:
        stage.warn(
            f"'{slide.when.text}' lies outside the lecture's time band ({band.first}–{band.last})",
            slide,
            "when",
            "outside-span",
            "widen 'span' or correct the date",
        )
        return []
    x0, x1 = place(band, start, line), place(band, end, line)
    if x1 - x0 < BAR_MIN:
        x0 = min(max(line.x, (x0 + x1 - BAR_MIN) // 2), line.right - BAR_MIN)
        x1 = x0 + BAR_MIN
    bar = Shape(name="When", rect=Rect(x0, BAND_Y - BAR_HEIGHT // 2, x1 - x0, BAR_HEIGHT), fill="accent")
    label = plain_draft(_date(slide.when, stage.lang), scale.FOOTER_BOLD, align="centre")
    width = round(stage.compose.width(label) * EMU_PER_PT) + inches(0.04)
    first, last = (
        round(stage.compose.width(plain_draft(t, scale.FOOTER)) * EMU_PER_PT) + inches(0.12)
        for t in (band.first, band.last)
    )
    left, right = line.x + first, line.right - last
    x = min(max(left, (x0 + x1 - width) // 2), max(left, right - width))
    return [
        bar,
        stage.text("When label", Rect(x, BAND_LABEL_Y, min(width, right - x), LABEL_HEIGHT), [label], role="when"),
    ]


def source_line(
    slide: Slide, stage: Stage, layout: Layout, with_remark: bool = False, always: bool = False
) -> tuple[tuple[str, ...], list[Box]]:
    """The slide's sources, and the line at its foot.

    The deck's own source is in the credits, and on slides only if the deck says so (or `always`). A page that draws its
    own title has the slide's remark here (`with_remark`); a page in full colour or with a picture of its whole height,
    which has no time band, also the slide's date.
    """
    deck = stage.deck
    own = tuple(s for s in slide.source if s != ALWAYS)
    cited = tuple(s for s in own or deck.source if s not in (NO_SOURCE, ALWAYS))
    texts = []
    for name in cited if always or _is_shown(slide, stage) else ():
        short = deck.sources[name].citation if name in deck.sources else name
        too_long = name in deck.sources and len(short) > _SHORT_SOURCE
        texts.append(short[:_SHORT_SOURCE].rstrip() + "…" if too_long else short)
    parts = [f"{stage.words.source}: {'; '.join(texts)}"] if texts else []
    style = scale.FOOTER
    if slide.foot and with_remark:
        parts.append(slide.foot)
        style = style.but(size=scale.READABLE)
    if slide.when and (layout.ground or layout.columns < COLUMNS):
        parts.insert(0, _date(slide.when, stage.lang))
    if not parts:
        return cited, []
    rect = stage.grid.columns(4, layout.columns - 1, FOOTER_Y, FOOTER_HEIGHT)
    style = style.but(colour="on") if layout.ground else style
    return cited, [stage.text("Source", rect, [draft(" · ".join(parts), style)])]


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


def _section_box(label: str, p: Placeholder, stage: Stage) -> Text:
    """The section's label; the same box on all slides of the section."""
    key = (label, p.style.colour)
    if key not in stage.labels:
        stage.labels[key] = stage.text("Section", p.rect, [plain_draft(label, p.style)], role="footer")
    return stage.labels[key]


def section_label(part: Section, number: int, stage: Stage) -> str:
    """ "1 · Background", cut to the three columns that it has."""
    title = part.short or part.title
    if not title:
        return ""
    return one_line(f"{number} · {title}", scale.FOOTER_BOLD, stage, stage.grid.columns(1, 3).w)


def footer(sheet: Sheet, number: int, stage: Stage) -> list[Box]:
    """Section and slide number, if the sheet's layout has them."""
    by_role = stage.layouts[sheet.layout].by_role
    boxes: list[Box] = []
    if "footer" in by_role and sheet.footer:
        boxes.append(_section_box(sheet.footer, by_role["footer"], stage))
    if "number" in by_role:
        p = by_role["number"]
        words = stage.compose.set([plain_draft(str(number), p.style, align="right")], p.rect.width_pt)
        boxes.append(Text(name="Slide number", rect=p.rect, paragraphs=words, role="number"))
    return boxes
