"""Decks on a template of others: the file that the outline names, and the pages that are not as on podium's own.

In: an outline, a stage. Out: the `Template`, with the findings on it; the cover, the dividers, and the foot of a page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from podium import files
from podium.diagnostics import Report
from podium.layout.headline import as_wide, in_place, one_line
from podium.layout.pictures.crop import crop, filled
from podium.outline import ids, inline, project
from podium.outline.dates.format import format_date
from podium.outline.focus import CENTRE
from podium.outline.nodes import Scalar
from podium.pages.foot import has_room_for, with_date
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Picture, Text
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.templates import fitting
from podium.templates.package import MOST, Unusable
from podium.typesetting.text import Draft, draft, plain_draft, title_draft

if TYPE_CHECKING:
    from podium.layout.stage import Stage
    from podium.outline.deck import Outline, Section
    from podium.outline.deck_parts import Cover
    from podium.outline.deck_parts import Template as TemplateKeys
    from podium.outline.picture import Picture as PictureKeys
    from podium.pages.sheet import Sheet
    from podium.scene.masters import Placeholder

ENDINGS = frozenset({".potx", ".pptx"})
_WORDS = 16.0  # pt: the least of subtitle, author and question
_LEAST, _READ = 3.0, 4.5  # contrast with the ground of a side's colour, and of words


def find(outline: Outline, report: Report) -> fitting.Template | None:
    """The template that an outline names; None, with an error at its place, for a file that cannot be used."""
    asked = outline.deck.template
    if asked is None:
        return None
    span = outline.span(_place(asked, "file"))
    wanted = {}
    if asked.layouts is not None:
        wanted = {role: name for role in fitting.choice.ROLES if (name := getattr(asked.layouts, role).strip())}
    try:
        place = outline.project.find(asked.file, [outline.project.folder, outline.project.root], ENDINGS)
        if place.note:
            message = f"the name of the template '{asked.file}' is spelled differently"
            report.warn(message, span, "file-name", place.note)
        data = files.read(place.path, MOST)
        found = _loaded(data, asked.file, tuple(sorted(wanted.items())), outline.deck.accent, outline.deck.side_colours)
    except project.Refused as e:
        report.error(f"the template '{asked.file}' {e}", span, "outside", e.hint)
    except (project.NotThere, FileNotFoundError) as e:
        hint = getattr(e, "hint", "") or "put it beside the outline"
        report.error(f"the template '{asked.file}' is not there", span, "missing-file", hint)
    except files.Unreadable as e:
        report.error(f"the template '{asked.file}' {e}", span, "template", e.hint)
    except Unusable as e:
        report.error(f"the template '{asked.file}' {e}", span, "template", e.hint)
    else:
        _say(found, outline, report)
        return found
    return None


@lru_cache(maxsize=2)
def _loaded(
    data: bytes, file: str, wanted: tuple[tuple[str, str], ...], accent: str, sides: frozenset[str]
) -> fitting.Template:
    """The same template for the same bytes: the preview lays the deck out again and again."""
    return fitting.load(data, file, dict(wanted), accent, sides)


def _place(asked: TemplateKeys, key: str) -> tuple[int, int] | None:
    return asked.place(key) or asked.place()


def _say(template: fitting.Template, outline: Outline, report: Report) -> None:
    """The warnings on a template, and on what of the outline it makes needless."""
    deck = outline.deck
    assert deck.template is not None
    span = outline.span(_place(deck.template, "file"))
    for note in template.notes:
        report.warn(note.message, span, note.code, note.hint)
    for side in deck.sides.values():
        seen = template.theme.contrast(side.colour, "ground")
        if side.colour and seen < _LEAST:
            hint = "another 'colour' for this side is seen better"
            whose = inline.plain(side.name)
            message = f"{side.colour} of '{whose}' has a contrast of {seen:.1f} on the template's ground"
            report.warn(message, outline.span(side.place("colour")), "template-contrast", hint)
    for key, why in (("theme", "its colours and fonts are the deck's"), ("size", "its slides have a size of their own"),
                     ("logo", "it has its own")):  # fmt: skip
        if key in deck.model_fields_set and getattr(deck, key):
            report.warn(
                f"'{key}' has no effect with a template: {why}", outline.span(deck.place(key)), "template-key",
                f"leave out '{key}'",
            )  # fmt: skip


def cover(stage: Stage) -> Sheet:
    """The template's title page with title, subtitle, author and date."""
    from podium.pages.sheet import Sheet

    deck = stage.deck
    keys = deck.cover
    shown: list[Box] = []
    if keys is not None and keys.file:
        shown = _picture(keys, "cover", inline.plain(keys.alt or keys.caption or deck.title), stage)
    said = [title_draft(deck.subtitle, _style(26.0))] if deck.subtitle else []
    second = _style(20.0)
    if deck.span is not None:
        said.append(plain_draft(format_date(deck.span, stage.lang), second, before=4.0))
    lines = [text for text in (deck.author, deck.date) if text]
    said += [title_draft(text, second, before=2.0 if n else 10.0) for n, text in enumerate(lines)]
    if keys is not None and keys.caption and (shown or not keys.file):
        said.append(draft(keys.caption, _style(18.0), before=4.0))
    boxes = _opening(deck.title, said, "cover", "subtitle", ("Title", "Subtitle"), stage)
    notes, credits = (keys.notes, (keys.credit,)) if keys is not None else ("", ())
    credits = credits if shown else ()
    return Sheet(ids.COVER, "cover", inline.plain(deck.title), [*shown, *boxes], notes=notes, credits=credits)


def divider(part: Section, number: int, stage: Stage) -> Sheet:
    """The template's page for a section: its title with its number, its time, question and events."""
    from podium.pages.sheet import Sheet

    words = part.headline or part.title or f"{stage.words.part} {number}"
    if not (part.title or part.headline):
        stage.warn("this section has no title", part, "title", "empty", f"'{words}' is used instead")
    shown: list[Box] = []
    if part.picture is not None:
        shown = _picture(part.picture, "section", inline.plain(part.picture.alt or words), stage)
    said: list[Draft] = []
    if part.span:
        said.append(plain_draft(format_date(part.span, stage.lang), _style(20.0).but(bold=True)))
    if part.question:
        said.append(title_draft(part.question, _style(24.0), before=6.0))
    for date, text in part.events:
        when = format_date(date, stage.lang)
        said.append(draft(Scalar.of(f"{when}: {text}" if text else when, text), _style(20.0), before=6.0))
    title = words
    if number and words != f"{stage.words.part} {number}":
        title = Scalar.of(f"{number} · {words}", words)
    boxes = _opening(title, said, "section", "body", ("Section title", "Question"), stage)
    credits = (part.picture.credit,) if part.picture is not None and shown else ()
    return Sheet(
        ids.divider(number), "section", inline.plain(words), [*shown, *boxes], notes=part.notes, credits=credits
    )


def _picture(keys: Cover | PictureKeys, layout: str, alt: str, stage: Stage) -> list[Box]:
    """A picture in the placeholder that a layout has for one, cropped to it as far as pictures may be, and sharp."""
    assert stage.template is not None
    place = stage.template.place(layout, "picture")
    if place is None:
        page = "title page" if layout == "cover" else "page for a section"
        stage.warn(f"the template's {page} has no place for a picture", keys, "file", "template-picture",
                   "show it on a slide: this page is the template's own")  # fmt: skip
        return []
    found = stage.pictures.find(keys.file, keys, meanwhile="its place on the template's page stays empty")
    if found is None:
        return []
    rect = filled(place.rect, found.aspect)
    cut = crop(found.aspect, rect, keys.focus or CENTRE)
    part = 1 - cut[0] - cut[2]
    stage.pictures.warn_if_coarse(found, rect, keys.file, keys, part)
    sharp = found.sharp(rect, part)
    rect = rect.place(round(rect.w * sharp), round(rect.h * sharp))
    return [Picture(name="Picture", rect=rect, alt=alt, media=found.key, crop=cut)]


def _style(size: float) -> scale.Style:
    return scale.BODY.but(size=size, floor=_WORDS)


def _opening(title: str, said: list[Draft], layout: str, role: str, names: tuple[str, str], stage: Stage) -> list[Box]:
    """A title and the words under it in the placeholders of a layout; in the free room, if it has none for words."""
    assert stage.template is not None
    place = stage.template.place(layout, "title")
    below = stage.template.place(layout, role)
    boxes: list[Box] = []
    top = stage.template.top
    if place is None:
        from podium.layout.headline import headline

        box, top = headline(title, stage)
        boxes.append(box)
    else:
        boxes.append(in_place(inline.parse(inline.with_lines(title)), place, stage, name=names[0]))
    boxes[0].place = getattr(title, "place", None)
    if not said:
        return boxes
    if below is None:
        rect = stage.grid.content(top) if place is None else _beside_title(place, stage)
        said = said if place is None else [d.but(align=place.align) for d in said]
        boxes.append(stage.text(names[1], rect, said))
        return boxes
    colour = _read_on(fitting.under_of(layout, role), (below.style.colour, "ink2", "ink", "ground"), stage)
    largest = max(d.style.size for d in said)
    less = min(1.0, max(below.style.size, _WORDS) / largest)
    sizes = [max(_WORDS, round(d.style.size * less)) for d in said]
    styles = [d.style.but(size=s, colour=colour, italic=below.style.italic) for d, s in zip(said, sizes, strict=True)]
    said = [d.but(style=style, align=below.align) for d, style in zip(said, styles, strict=True)]
    rect = _with_room(below, said, boxes[0].rect, layout, stage)
    said = as_wide(said, below._replace(rect=rect), stage)
    boxes.append(stage.text(names[1], rect, said, role=role, anchor=below.anchor, inset=below.inset))
    return boxes


def _read_on(ground: str, colours: tuple[str, ...], stage: Stage) -> str:
    """The first of some colour roles in which small words can be read on a ground, else the one that is seen best."""
    good = (c for c in colours if stage.theme.contrast(c, ground) >= _READ)
    return next(good, max(colours, key=lambda c: stage.theme.contrast(c, ground)))


def _beside_title(title: fitting.Place, stage: Stage) -> Rect:
    """The room under a title, or above one that stands low, for words that have no placeholder."""
    assert stage.template is not None
    whole = stage.grid.content(stage.template.placing.back(stage.template.room.body).y)
    if title.rect.y < whole.y:  # a title of all slides
        return whole
    under = Rect(whole.x, title.rect.bottom, whole.w, stage.template.sources.y - title.rect.bottom)
    above = Rect(whole.x, whole.y, whole.w, title.rect.y - whole.y)
    return under if under.h > above.h // 2 else above


def _with_room(place: fitting.Place, said: list[Draft], title: Rect, layout: str, stage: Stage) -> Rect:
    """The placeholder's rectangle, longer if its words need that: downwards to the end of the slide's room; upwards to
    what the template draws there, if it stands above the title."""
    column = (place.rect.w - place.inset[0] - place.inset[2]) / EMU_PER_PT
    need = points(stage.compose.height(said, column)) + place.inset[1] + place.inset[3] + 1
    if need <= place.rect.h:
        return place.rect
    assert stage.template is not None
    if place.rect.y < title.y:
        least = stage.template.above(layout, place.rect).y
        top = min(place.rect.y, max(least, place.rect.bottom - need))
        return place.rect._replace(y=top, h=place.rect.bottom - top)
    end = max(place.rect.bottom, stage.template.sources.y)
    return place.rect._replace(h=min(need, end - place.rect.y))


def foot(sheet: Sheet, number: int, stage: Stage) -> list[Box]:
    """Section, date and slide number in the placeholders that the page's layout has for them."""
    by_role = stage.layouts[sheet.layout].by_role
    boxes: list[Box] = []
    label = sheet.footer
    if sheet.layout not in fitting.choice.OPENINGS:
        if "footer" in by_role and label:
            p = by_role["footer"]
            words = Scalar.of(one_line(label, p.style, stage, p.rect.w - 2 * points(8)), label)
            box = _foot("Section", words, p, sheet.layout, stage)
            box.link = f"#{ids.AGENDA}" if stage.deck.has_agenda and sheet.id != ids.AGENDA else ""
            boxes.append(box)
        if (date := date_of(sheet, stage)) and has_room_for(date, stage):
            boxes.append(_foot("When label", date, by_role["when"], sheet.layout, stage))
    if "number" in by_role:
        boxes.append(_foot("Slide number", str(number), by_role["number"], sheet.layout, stage))
    return boxes


def date_of(sheet: Sheet, stage: Stage) -> str:
    """The date of the slide that a sheet shows, "" if it has none or its headline says it."""
    return with_date("", sheet.slide, stage) if sheet.slide is not None else ""


def _foot(name: str, words: str, p: Placeholder, layout: str, stage: Stage) -> Text:
    """One line in a placeholder of the foot."""
    place = stage.template.place(layout, p.role) if stage.template is not None else None
    assert place is not None
    line = plain_draft(words, p.style, align=place.align)
    left, top, right, bottom = place.inset
    seen = plain_draft(words.upper(), p.style) if place.capitals else line
    wide, rect = points(stage.compose.width(seen) + 2), p.rect
    if wide + left + right > rect.w:  # as in Keynote's, which are as wide as two digits
        left = right = 0
        wide = max(wide, rect.w)
        x = {"left": rect.x, "right": rect.right - wide}.get(place.align, rect.x + (rect.w - wide) // 2)
        rect = rect._replace(x=x, w=wide)
    if points(p.style.size * p.style.pitch) + top + bottom > rect.h:
        top = bottom = 0
    return Text(
        name=name,
        rect=rect,
        paragraphs=stage.compose.set([line], rect.width_pt),
        role=p.role,
        anchor=place.anchor,
        inset=(left, top, right, bottom),
    )
