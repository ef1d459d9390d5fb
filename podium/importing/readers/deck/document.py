"""A deck as a document: sections, slides in order, notes, what its cover says.

In: the bytes of a .pptx and its relatives. Out: a document whose pages are the slides. Macros, comments and animations
are left out; what has no counterpart is told.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from podium import PodiumError
from podium.diagnostics import Report, Span
from podium.importing import rich
from podium.importing.days import DATE
from podium.importing.model import Block, Document, Listing, Page, Paragraph, Part, Picture, Rich, texts_in
from podium.importing.readers.authors import author_of
from podium.importing.readers.deck import arrangement
from podium.importing.readers.deck.shapes import A, Sheet, SlideReader
from podium.importing.readers.deck.text import pieces

P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_NO_TITLE = re.compile(
    r"^(?:powerpoint|präsentation|presentation|présentation|presentación|pptxgenjs|slide|folie)", re.IGNORECASE
)
_NO_SECTION = re.compile(
    r"^(?:default section|standardabschnitt|section par défaut|sección predeterminada|sezione predefinita"
    r"|untitled section|abschnitt ohne titel|раздел по умолчанию|默认节)$",
    re.IGNORECASE,
)
_MOST_HEADLINE = 120  # letters of a divider's headline
_SMALL = 0.03  # of the slide: a picture on many slides that is no larger is a logo
_MOST_SLIDES = 2_000


def read(data: bytes, path: Path, report: Report) -> Document:
    """The document in a deck. Raises PodiumError for what is none, or is damaged."""
    try:
        return _read(data, path, report)
    except PodiumError:
        raise
    except Exception as e:  # python-pptx raises what it happens to meet in a damaged package
        said = " ".join(str(e).split())[:120] or type(e).__name__
        raise PodiumError(f"{path}: is damaged, or no PowerPoint deck: {said}") from None


def _read(data: bytes, path: Path, report: Report) -> Document:
    presentation = _opened(data, path)
    slides = list(presentation.slides)
    if not slides:
        raise PodiumError(f"{path}: has no slides")
    if len(slides) > _MOST_SLIDES:
        raise PodiumError(f"{path}: has {len(slides):,} slides; {_MOST_SLIDES:,} are read at most")
    width, height = float(presentation.slide_width or 9_144_000), float(presentation.slide_height or 6_858_000)
    numbers = {str(slide.part.partname): n for n, slide in enumerate(slides, 1)}
    sheets = [SlideReader(slide, n, numbers).read() for n, slide in enumerate(slides, 1)]
    logos = _without_logos(sheets, width * height)
    targets = {n for sheet in sheets for n in sheet.targets}
    pages = [
        _page(slide, sheet, n, (width, height), n in targets)
        for n, (slide, sheet) in enumerate(zip(slides, sheets, strict=True), 1)
    ]
    left_out = _told(data, sheets, logos, path.name, report)
    core = presentation.core_properties
    document = Document(
        "presentation", author=author_of(core.author),
        title=() if _NO_TITLE.match(core.title or "") else rich.plain(core.title or ""),
        size="4:3" if width / height < 1.5 else "", left_out=tuple(left_out), lang=_language(slides),
    )  # fmt: skip
    starts = _sections(presentation, slides)
    return _assembled(document, slides, sheets, pages, starts)


def _opened(data: bytes, path: Path) -> Any:
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT
    from pptx.package import Package
    from pptx.parts.presentation import PresentationPart

    part = Package.open(io.BytesIO(data)).part_related_by(RT.OFFICE_DOCUMENT)
    if not isinstance(part, PresentationPart):
        raise PodiumError(f"{path}: is no PowerPoint deck, but {part.content_type}")
    return part.presentation


# ---- slides ---------------------------------------------------------------------------------------------


def _page(slide: Any, sheet: Sheet, number: int, size: tuple[float, float], is_target: bool) -> Page:
    """The page of one slide."""
    things = arrangement.with_captions(sheet.things, size[1])
    things = arrangement.with_places(things)
    columns = arrangement.columns(things, size[0])
    blocks: list[Block] = [] if columns else [b for thing in arrangement.in_order(things) for b in thing.blocks]
    subtitle: list[Block] = [Paragraph(text) for text in sheet.subtitle]
    return Page(
        sheet.title,
        (*subtitle, *blocks, *sheet.lost),
        columns,
        notes=tuple(_notes(slide)),
        origin=f"slide {number}",
        hidden=slide._element.get("show") in ("0", "false"),
        id=f"slide-{number}" if is_target else "",
    )


def _notes(slide: Any) -> list[Rich]:
    """The speaker's notes, paragraph by paragraph."""
    if not slide.has_notes_slide:
        return []
    notes = slide.notes_slide.notes_text_frame
    found = [pieces(p, lambda _: "") for p in notes._txBody.iterchildren(f"{A}p")] if notes is not None else []
    return [text for text in found if text]


def _without_logos(sheets: list[Sheet], area: float) -> int:
    """Takes away small pictures that stand on many slides; how many there were."""
    counts: Counter[bytes] = Counter()
    for sheet in sheets:
        counts.update({data for thing in sheet.things if (data := _small_picture(thing, area)) is not None})
    logos = {data for data, count in counts.items() if count >= max(3, len(sheets) // 3)}
    for sheet in sheets if logos else ():
        sheet.things = [thing for thing in sheet.things if _small_picture(thing, area) not in logos]
    return len(logos)


def _small_picture(thing: arrangement.Thing, area: float) -> bytes | None:
    shown = thing.blocks[0] if len(thing.blocks) == 1 else None
    return shown.data if isinstance(shown, Picture) and thing.w * thing.h < _SMALL * area else None


def _told(data: bytes, sheets: list[Sheet], logos: int, name: str, report: Report) -> list[str]:
    """What is left out of the deck as a whole, and said so."""
    drawn = [n for n, sheet in enumerate(sheets, 1) if sheet.drawn]
    if drawn:
        where = ", ".join(map(str, drawn[:12])) + (" …" if len(drawn) > 12 else "")
        report.note(f"drawn shapes and lines without words are left out, on slides {where}", Span(name), "left-out")
    if logos:
        report.note(f"{logos} small picture(s) that stand on many slides are left out", Span(name), "left-out")
    if b"vbaProject.bin" in data:
        report.warn("left out: its macros", Span(name), "left-out")
    footers = {text for sheet in sheets for text in sheet.footers if text}
    return sorted(footers)


# ---- the whole ------------------------------------------------------------------------------------------


def _sections(presentation: Any, slides: list[Any]) -> dict[int, str]:
    """The names of the deck's sections, by the numbers (from 0) of their first slides."""
    by_id = {str(s.slide_id): n for n, s in enumerate(slides)}
    starts: dict[int, str] = {}
    for section in presentation.part._element.iter(f"{P14}section"):
        ids = [by_id[i.get("id")] for i in section.iter(f"{P14}sldId") if i.get("id") in by_id]
        name = rich.clean(section.get("name") or "").strip()
        if ids:
            starts[min(ids)] = "" if _NO_SECTION.match(name) else name
    return starts


def _assembled(
    document: Document, slides: list[Any], sheets: list[Sheet], pages: list[Page], starts: dict[int, str]
) -> Document:
    """The document with its parts: sections of the deck, and slides with the layout of a section's heading."""
    first = 0
    if _layout(slides[0]) in ("title", "ctrTitle") or (len(slides) > 1 and sheets[0].subtitle):
        document, rest = _covered(document, pages[0], sheets[0])
        pages = [rest, *pages[1:]] if rest is not None else pages
        first = 0 if rest is not None else 1
    parts: list[Part] = [Part()]
    for n in range(first, len(pages)):
        name = starts.get(n, "") or (starts.get(0, "") if n == first == 1 else "")
        heading = _layout(slides[n]) == "secHead" and pages[n].title and not pages[n].hidden
        if name or heading:
            parts.append(Part(rich.plain(name)))
        if heading:
            parts[-1] = _headed(parts[-1], pages[n], name)
        else:
            parts[-1] = replace(parts[-1], pages=(*parts[-1].pages, pages[n]))
    kept = tuple(part for part in parts if part.pages or part.title)
    if not document.title:
        document = replace(document, title=pages[0].title)
    return replace(document, parts=kept)


def _headed(part: Part, page: Page, name: str) -> Part:
    """The part with what the slide says that opens it."""
    words = [t for b in page.blocks for t in texts_in(b)]
    headline = rich.together(words, " ") if words else ()
    lost = tuple(b for b in page.blocks if not isinstance(b, (Paragraph, Listing)))
    long = len(rich.text_of(headline)) > _MOST_HEADLINE
    notes = (*(words if long else ()), *page.notes)
    same = rich.text_of(page.title).casefold() == name.casefold()
    remark = f"{page.origin}; in the deck the section is called '{name}'" if name and not same else page.origin
    pages = (Page(page.title, lost, origin=page.origin),) if lost or page.columns else ()
    if page.columns:
        pages = (replace(page, notes=()),)
    return Part(page.title, () if long else headline, pages, tuple(notes), remark)


def _covered(document: Document, page: Page, sheet: Sheet) -> tuple[Document, Page | None]:
    """The document with what its first slide says, and a page for what the cover has no place for."""
    title = page.title or document.title
    author, date = document.author, ""
    names: list[str] = []
    lines: list[Rich] = []
    words = [t for b in page.blocks for t in texts_in(b)]
    for text in words:
        letters = rich.text_of(text)
        if re.search(DATE, letters, re.IGNORECASE) and len(letters) <= 40 and not date:
            date = letters
        elif letters.casefold() == author.casefold():
            author = letters
        elif lines and not author and _is_name(letters):
            names.append(letters)
        else:
            lines.append(text)
    shown = [b for b in page.blocks if isinstance(b, Picture) and b.data is not None]
    cover = shown[0] if shown and not rich.text_of(shown[0].caption) else None
    rest = tuple(b for b in page.blocks if not isinstance(b, (Paragraph, Listing)) and b is not cover)
    subtitle = rich.together(lines, " · ") if len(lines) > 1 else lines[0] if lines else ()
    document = replace(
        document,
        title=title,
        subtitle=subtitle,
        author=author or ", ".join(names),
        date=date,
        opening=page.notes,
        cover=cover,
    )
    if not rest and not page.columns:
        return document, None
    return document, replace(page, blocks=rest, notes=(), title=title)


def _is_name(letters: str) -> bool:
    words = letters.split()
    return 2 <= len(words) <= 5 and all(w[0].isupper() or w in ("von", "van", "de", "der", "la") for w in words)


def _layout(slide: Any) -> str:
    return str(slide.slide_layout._element.get("type") or "")


def _language(slides: list[Any]) -> str:
    """The language in which most of the words are set."""
    counts: Counter[str] = Counter()
    for slide in slides[:60]:
        for run in slide._element.iter(f"{A}r"):
            properties = run.find(f"{A}rPr")
            lang = properties.get("lang", "") if properties is not None else ""
            counts[lang.partition("-")[0].lower()] += len((run.findtext(f"{A}t") or "").split())
    counts.pop("", None)
    total = sum(counts.values())
    best = counts.most_common(1)[0] if counts else ("", 0)
    # What PowerPoint sets by itself is the language of the keyboard: English says little.
    return best[0] if best[1] > total * 0.7 and best[0] != "en" and re.fullmatch("[a-z]{2,3}", best[0]) else ""
