"""From an outline to its scene: the page pass.

In: a valid `Outline`. Out: a `Scene` whose pages are complete: generated pages (cover, agenda, dividers, credits)
and the lecturer's slides, continued where they need more room, numbered, with section tab, time band and foot.
Findings (a missing picture, an unknown source) go to the stage's report.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from podium import themes
from podium.diagnostics import Report
from podium.kinds import slides_of
from podium.kinds.base import SlideModel
from podium.layout.headline import headline
from podium.layout.pictures.library import Pictures
from podium.layout.stage import RULE, Sheets, Stage
from podium.outline import ids, inline
from podium.outline.deck import Deck, Outline, Section
from podium.outline.deck_parts import Credits
from podium.pages import cover, foot, rhythm, section_colour
from podium.pages.running_time import clicks, timed
from podium.pages.sheet import Sheet
from podium.scene.boxes import Box, Page, Scene, Text, every_box, text_place
from podium.scene.grid import Grid
from podium.scene.units import Rect
from podium.typesetting.text import Column

if TYPE_CHECKING:
    from podium.layout.ahead import Ahead
    from podium.layout.later import Later
    from podium.pages.kept import Kept
    from podium.scene.masters import Logo

_CLICK = "[click]"
_FEW_LETTERS = 400  # more are hardly taken out


def lay_out(
    outline: Outline,
    report: Report,
    *,
    allow_scripts: bool = False,
    later: Later | None = None,
    ahead: Ahead | None = None,
    kept: Kept | None = None,
) -> Scene:
    """The scene of the whole deck. `allow_scripts`: figures that are a lecturer's own scripts are drawn; `later`:
    something stands in for maps that would have to be drawn; `ahead`: others draw them as well; `kept` has the slides
    of the pass before."""
    deck, stage = outline.deck, stage_of(outline, report)
    pictures: Pictures = stage.pictures
    template = stage.template
    stage.allow_scripts, stage.later, stage.ahead = allow_scripts, later, ahead
    _check_accent(stage)
    mark = None
    if deck.logo is not None and template is None:
        from podium.pages import logo

        mark = logo.find(stage)
    if kept is not None:
        kept.begin(stage)
    parts = deck.parts()
    sheets = _sheets(deck, stage, mark, kept)
    pages = [_page(sheet, id, n, stage) for n, (sheet, id) in enumerate(zip(sheets, _page_ids(sheets), strict=True), 1)]
    if deck.transition or any(p.transition or any(s.transition for s in p.slides) for p in parts):
        from podium.pages import motion

        pages = motion.with_transitions(pages, sheets, outline, report)
    pages = timed(pages, stage.lang)
    if template is not None:
        pages = template.placed(pages)
        pictures.media |= {drawn.key: drawn for drawn in template.drawings}
    return Scene(
        title=inline.plain(deck.title),
        author=inline.plain(deck.author),
        lang=deck.lang,
        theme=stage.theme,
        grid=stage.grid if template is None else template.slide,
        pages=pages,
        sections=[inline.plain(p.title).strip() or stage.words.overview for p in parts],
        media=pictures.media,
        clips=stage.clips,
        figures=pictures.figures,
        logo=mark,
        subject=inline.plain(deck.subtitle),
        date=inline.plain(deck.date),
        minutes=deck.minutes,
        source=outline.name,
        template=template,
    )


def _sheets(deck: Deck, stage: Stage, mark: Logo | None, kept: Kept | None) -> list[Sheet]:
    """The sheets of the deck: cover, agenda, sections, credits."""
    band, numbered, names = foot.time_band(stage), deck.numbered(), ids.slide_ids(deck)
    sheets = _with_rest([_cover(stage, mark)], deck.title, stage)
    body: list[Sheet] = []
    for n, part in enumerate(deck.parts()):
        body += _section(part, n, names[n], numbered, stage, band, kept)
    if deck.agenda is not None and deck.has_agenda:
        from podium.pages import agenda

        made = agenda.lay_out(deck.agenda, numbered, stage)
        sheets += _with_rest(made, deck.agenda.headline or stage.words.overview, stage)
    rhythm.check(body, stage)
    sheets += body
    if deck.credits is not None:
        sheets += _credits(deck.credits, sheets, stage, kept)
    return sheets


def _credits(given: Credits, sheets: list[Sheet], stage: Stage, kept: Kept | None) -> list[Sheet]:
    """The sheets of the credits, [] if there is nothing to credit."""
    from podium.pages import credits

    rows, section = credits.rows_of(given, sheets, stage), sheets[-1].section

    def laid_out(stage: Stage) -> list[Sheet]:
        made = credits.lay_out(given, rows, section, stage)
        return _with_rest(made, given.headline or stage.words.credits, stage)

    return laid_out(stage) if kept is None else kept.generated(laid_out, stage, given, rows, section)


def stage_of(outline: Outline, report: Report) -> Stage:
    """The stage of the deck, on the template that it names, or on podium's own grid and theme."""
    deck, pictures = outline.deck, Pictures(outline, report)
    if deck.template is not None:
        from podium.pages import on_template

        if (template := on_template.find(outline, report)) is not None:
            return Stage(outline, template.theme, template.grid, pictures, report, template)
    theme = themes.load(deck.theme, deck.accent, deck.side_colours)
    return Stage(outline, theme, Grid.of(deck.size), pictures, report)


def _cover(stage: Stage, mark: Logo | None) -> Sheet:
    """The cover: podium's own, or the template's."""
    if stage.template is None:
        return cover.lay_out(stage, mark)
    from podium.pages import on_template

    return on_template.cover(stage)


def _check_accent(stage: Stage) -> None:
    """Warns if the deck's accent is not used as it is, because it could hardly be seen."""
    theme = stage.theme
    if contrast := themes.contrast_of_accent(theme):
        stage.warn(
            f"the accent #{theme.accent} has a contrast of only {contrast:.1f} on the ground of '{theme.name}'; "
            f"#{theme.rgb('accent')} is used instead",
            stage.deck,
            "accent",
            "faint-accent",
            f'write accent: "#{theme.rgb("accent")}", or another colour, or choose another theme',
        )


def _section(
    part: Section,
    index: int,
    names: list[str],
    numbered: list[Section],
    stage: Stage,
    band: foot.BandOrNone,
    kept: Kept | None,
) -> list[Sheet]:
    """The sheets of one section: its divider and its slides."""
    number = next((n for n, p in enumerate(numbered, 1) if p is part), 0)  # equal sections are still two
    label = foot.section_label(part, number, stage)
    stage.highlight, stage.page = section_colour.highlight(number, stage), section_colour.page(number, stage)
    sheets = []
    if part.divider:

        def divider(stage: Stage) -> list[Sheet]:
            return _divider(part, number, numbered, band, stage)

        sheets += divider(stage) if kept is None else kept.generated(divider, stage, number, band, part, *numbered)
    for slide, id in zip(rhythm.with_sides(slides_of(part), part, stage), names, strict=True):
        of_slide = (slide, id, number, label, part, stage, band)
        sheets += slide_sheets(*of_slide) if kept is None else kept.sheets(slide_sheets, *of_slide)
    for sheet in sheets:
        sheet.section, sheet.footer = index, sheet.footer or label
    return sheets


def _divider(
    part: Section, number: int, numbered: list[Section], band: foot.BandOrNone, stage: Stage
) -> list[Sheet]:
    """The divider of a section: podium's own, or the template's."""
    if stage.template is None:
        from podium.pages import divider

        made = divider.lay_out(part, number, numbered, band, stage)
    else:
        from podium.pages import on_template

        made = on_template.divider(part, number, stage)
    return _with_rest([made], part.headline or part.title, stage)


def slide_sheets(
    slide: SlideModel, id: str, number: int, label: str, part: Section, stage: Stage, band: foot.BandOrNone
) -> list[Sheet]:
    """One slide of the lecturer as the sheets that it needs, with headline, tab, band and source."""
    stage.leftovers, stage.notes, stage.data, stage.cited, stage.plates = [], [], [], [], 0
    stage.plated = set()
    if not inline.plain(slide.headline).strip():
        stage.warn("this slide has no headline", slide, "headline", "empty", "the section title is used instead")
        slide = slide.model_copy(update={"headline": part.title or stage.deck.title})
    text, own = slide.headline, slide.page_layout(stage)
    if stage.template is not None:
        slide, own = _framed(slide, stage), ""
        text = text if slide.is_titled() else part.title or stage.deck.title
    stage.claim = text
    layout = own or slide.filled or "content"
    dated = foot.when_boxes(slide, part, label, band, stage)
    dated = dated if stage.layouts[layout].band else []
    with_date = foot.with_date(label, slide, stage) if stage.template is None else label
    shown = label if dated else with_date
    if own:
        drawn = slide.lay_out(stage.grid.slide, stage)
        stage.locate(chain.from_iterable(drawn), slide)
        sheets = [Sheet(id, layout, inline.plain(text), boxes) for boxes in drawn]
    else:
        sheets = _under_headline(slide, text, id, stage)
    sources, foot_boxes = foot.source_line(
        slide, shown, stage, stage.layouts[layout], bool(own), drawn=stage.cited, dated=dated
    )
    sheets += _leftover_sheets(text, id, stage)
    if slide.reveal and not any(map(_appears, every_box(box for sheet in sheets for box in sheet.boxes))):
        hint = "remove 'reveal'"
        stage.warn("nothing on this slide can appear click by click", slide, "reveal", "no-reveal", hint)
    if len(sheets) > 1:
        _warn_of_continuation(slide, sheets, stage)
        _mark_continuation(sheets, text, stage)
    _check_cues(slide, sheets, stage)
    for n, sheet in enumerate(sheets):
        sheet.slide, sheet.hidden, sheet.sources = slide, slide.is_skipped, sources
        sheet.ground = f"{stage.page}.plate" if stage.layouts[sheet.layout].ground == "accent.plate" else ""
        sheet.planned = (slide.minutes or 0.0) * 60 / len(sheets)
        sheet.notes = "\n\n".join(t for t in (slide.notes.strip(), *stage.notes) if t) if n == 0 else ""
        sheet.handout = slide.handout if n == 0 else ""
        sheet.data = tuple(stage.data)
        if sheet.layout != layout and not stage.layouts[layout].band:  # the rest of a question is on plain pages
            with stage.repeating():  # what does not fit in the foot is already waiting
                foot_boxes = foot.source_line(
                    slide, shown, stage, stage.layouts[sheet.layout], bool(own), drawn=stage.cited
                )[1]
        for box in foot_boxes:
            box.place = slide.place("source")
        has_band = stage.layouts[sheet.layout].band
        sheet.foot = [*(dated if has_band else ()), *foot_boxes]
        sheet.footer = label if dated and has_band else with_date
    return sheets


def _check_cues(slide: SlideModel, sheets: list[Sheet], stage: Stage) -> None:
    """Warns if the notes say [click] more or less often than there is something to click."""
    if not (stage.deck.notes and stage.deck.answers):
        return  # a variant without answers has fewer clicks than the lecture that the notes are written for
    said = slide.notes.count(_CLICK)
    if said and said != (there := sum(clicks(sheet.boxes) for sheet in sheets)):
        times = f"{said} times" if said > 1 else "once"
        hint = "it appears by itself at once: take out the cue, or add 'reveal: true'" if not there else "one for each"
        clicked = "1 click" if there == 1 else f"{there} clicks"
        stage.warn(f"the notes say {_CLICK} {times}, and the slide has {clicked}", slide, "notes", "cues", hint)


def _warn_of_continuation(slide: SlideModel, sheets: list[Sheet], stage: Stage) -> None:
    """Says that a slide takes more than one page, and how much less would fit on one."""
    rest = [b for sheet in sheets[1:] for b in every_box(sheet.boxes) if isinstance(b, Text) and b.role != "title"]
    letters = sum(len(p.text) for b in rest for p in b.paragraphs)
    message = f"what stands on this slide needs {len(sheets)} pages"
    hint = "make it two slides with a headline each, or say less"
    if rest and letters <= _FEW_LETTERS:
        hint = f"about {-(-letters // 10) * 10} letters fewer, and it is one page"
    stage.warn(message, slide, "", "continued", hint)


def _is_coloured(layout: str, stage: Stage) -> bool:
    """Whether pages of that layout are fully coloured: such a page has neither tab nor time band."""
    return bool(stage.layouts[layout].ground)


def _appears(box: Box) -> bool:
    """Whether a box or a paragraph of it waits for a click."""
    return bool(box.step or (isinstance(box, Text) and any(box.steps)))


def _under_headline(slide: SlideModel, text: str, id: str, stage: Stage) -> list[Sheet]:
    """Headline and content; laid out again with the continuation mark if that makes the headline a line longer."""
    title, top = headline(text, stage)
    waiting = list(stage.leftovers)
    drawn = _with_remark(slide, stage.grid.content(top), stage)
    if len(drawn) > 1 or len(stage.leftovers) > len(waiting):
        stage.leftovers = []
        title, marked_top = headline(text, stage, f"({len(drawn)}/{len(drawn)})")
        if marked_top != top:
            drawn = _with_remark(slide, stage.grid.content(marked_top), stage)
        else:
            stage.leftovers = waiting
            drawn = _with_remark(slide, stage.grid.content(top), stage)
    title.place = slide.place("headline")
    stage.locate(chain.from_iterable(drawn), slide)
    filled, words = slide.filled, inline.plain(text)
    return [Sheet(id, filled or _layout_for(boxes, stage), words, [title, *boxes]) for boxes in drawn]


def _with_remark(slide: SlideModel, area: Rect, stage: Stage) -> Sheets:
    """The slide's content in `area`, with its remark under it on each sheet."""
    note, rect = foot.remark(slide, area, stage)
    for box in note:
        box.place = slide.place("foot")
    return [[*boxes, *note] for boxes in slide.lay_out(rect, stage)]


def _layout_for(boxes: list[Box], stage: Stage) -> str:
    """The template layout whose placeholders the boxes fill."""
    roles = {b.role: b for b in boxes if isinstance(b, Text) and b.role}
    if "claim0" in roles:
        return "claims"
    if "body" in roles:
        return "content" if roles["body"].rect.w > stage.grid.columns(1, 8).w else "two"
    return "exhibit"


def _leftover_sheets(text: str, id: str, stage: Stage) -> list[Sheet]:
    """Slides for the words that do not fit where they belong."""
    if not stage.leftovers:
        return []
    waiting, stage.leftovers = stage.leftovers, []
    with stage.repeating():  # the rest of the headline is already waiting
        title, top = headline(text, stage, "(9/9)")
    rect = stage.grid.content(top)
    column = Column(rect.width_pt, rect.height_pt)
    pages, shrink = stage.compose.paginate(waiting, column, column)
    sheets = []
    for page in pages:
        box = Text(name="Text", rect=rect, role="body", paragraphs=stage.compose.set(page, column.width, shrink))
        sheets.append(Sheet(id, "content", inline.plain(text), [title, box]))
    return sheets


def _with_rest(made: list[Sheet], text: str, stage: Stage) -> list[Sheet]:
    """The sheets of a generated page, and slides for the words that do not fit on it."""
    rest = _leftover_sheets(text, made[0].id, stage) if made else []
    if rest and len(made) == 1:
        _mark_continuation([*made, *rest], text, stage)
    for sheet in rest:
        sheet.section, sheet.footer = made[0].section, made[0].footer
    return [*made, *rest]


def _mark_continuation(sheets: list[Sheet], text: str, stage: Stage) -> None:
    """Writes (1/3), (2/3)… into the headlines; full-page kinds keep their first page as it is."""
    for n, sheet in enumerate(sheets, 1):
        mark = f"({n}/{len(sheets)})"
        sheet.title = f"{sheet.title} {mark}"
        if sheet.boxes and isinstance(sheet.boxes[0], Text) and sheet.boxes[0].name == "Headline":
            with stage.repeating():
                colour = "on" if _is_coloured(sheet.layout, stage) else "ink"
                sheet.boxes[0] = headline(text, stage, mark, colour)[0]


def _page_ids(sheets: list[Sheet]) -> list[str]:
    """The id of each page: its slide's, with a number appended for continuations."""
    taken, seen, found = {sheet.id for sheet in sheets}, Counter[str](), []
    for sheet in sheets:
        seen[sheet.id] += 1
        found.append(sheet.id if seen[sheet.id] == 1 else ids.free(f"{sheet.id}-{seen[sheet.id]}", taken))
    return found


def _footer(sheet: Sheet, number: int, stage: Stage) -> list[Box]:
    """Section and slide number: at podium's foot, or where the template has them."""
    if stage.template is None:
        return foot.footer(sheet, number, stage)
    from podium.pages import on_template

    return on_template.foot(sheet, number, stage)


def _framed(slide: SlideModel, stage: Stage) -> SlideModel:
    """The slide as it is in the free room of a template: nothing of it fills the page."""
    if getattr(slide, "picture", None) is None:
        return slide.in_a_frame()
    stage.warn(
        "a template has no room for a picture under the whole slide", slide, "picture", "template-picture",
        "show it on a slide of its own, or beside the words",
    )  # fmt: skip
    return slide.model_copy(update={"picture": None}).in_a_frame()


def _page(sheet: Sheet, id: str, number: int, stage: Stage) -> Page:
    """The sheet with its foot: section, source, slide number."""
    boxes = [*sheet.boxes, *sheet.foot, *_footer(sheet, number, stage)]
    names: dict[str, int] = {}
    unique = []
    for box in boxes:  # each name once in the selection pane, except rules
        count = names[box.name] = names.get(box.name, 0) + 1
        if box.place is None:
            box.place = text_place(box)
        unique.append(box if count == 1 or box.name == RULE else replace(box, name=f"{box.name} {count}"))
    notes = "\n".join(inline.paragraphs(sheet.notes)) if sheet.notes and stage.deck.notes else ""
    return Page(
        id,
        sheet.layout,
        sheet.title,
        tuple(unique),
        notes,
        sheet.section,
        sheet.hidden,
        slide=sheet.id,
        generated=sheet.slide is None,
        ground=sheet.ground,
        place=sheet.slide.place() if sheet.slide is not None else None,
        handout="\n".join(inline.paragraphs(sheet.handout)) if sheet.handout else "",
        planned=sheet.planned,
        notes_place=getattr(sheet.slide.notes if sheet.slide is not None else sheet.notes, "place", None),
    )
