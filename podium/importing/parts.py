"""Running text in order becomes parts with pages: headings and groups of captions open parts.

In: the flow of a document. Out: its parts. Pictures that follow one another stand on one page, whose headline and notes
are the first sentences of the paragraph below them, so that somebody says something while they are shown. Where there
are no headings, a part is called by the names that it has and the others have not; that is marked as a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from podium.importing import prose, rich
from podium.importing.model import (
    Block,
    Document,
    Heading,
    Lost,
    Page,
    Paragraph,
    Part,
    Picture,
    Rich,
)
from podium.importing.peoples import PEOPLES
from podium.importing.sentences import sentences

_MOST_PICTURES = 4  # of a page
_NUMBERED = re.compile(r"(\d{1,2})[.):]?\s+(?=\S)")
_OPENING = 60  # words of a first paragraph that is said at the cover
_SHORT_PART = 2  # blocks before the first captions that are no part of their own
_NAME = re.compile(r"(?<![.!?…]\s)(?<!^)\b[A-ZÀ-ÞА-Я][\w’'-]+(?:\s+(?:of\s+|von\s+|de\s+)?[A-ZÀ-ÞА-Я][\w’'-]+)*")
_PEOPLE = re.compile(rf"(?:(?:{PEOPLES})s?(?:-(?=\w))?)+(?: Empire| Union| Army| Government)?")
_GUESSED = "check: the title of this part is made of names that stand in it; give it one of your own"


def with_parts(document: Document) -> Document:
    """The document with its running text on pages."""
    if not document.flow:
        return document
    opening, flow = _opening(document)
    groups = _without_numbers(_groups(flow))
    parts = [_part(title, blocks) for title, blocks in groups]
    parts = [part for part in parts if part.pages or part.title]
    if len(parts) > 1:
        untitled = [n for n, part in enumerate(parts) if not part.title]
        titles = _titles([parts[n] for n in untitled], parts, rich.text_of(document.title))
        for n, title in zip(untitled, titles, strict=True):
            parts[n] = replace(parts[n], title=title, remark=_GUESSED)
    return replace(document, parts=tuple(parts), flow=(), opening=(*document.opening, *opening))


def _opening(document: Document) -> tuple[list[Rich], Sequence[Block]]:
    """A short first paragraph above the first pictures or heading, and the rest."""
    flow = document.flow
    first = next((n for n, block in enumerate(flow) if isinstance(block, (Picture, Heading))), len(flow))
    lead = flow[:first]
    is_short = all(isinstance(b, Paragraph) for b in lead) and first < len(flow) and len(flow) > _SHORT_PART
    texts = [b.text for b in lead if isinstance(b, Paragraph)]
    if texts and is_short and len(texts) <= _SHORT_PART and prose.words(texts) <= _OPENING:
        return texts, flow[first:]
    return [], flow


def _groups(flow: Sequence[Block]) -> list[tuple[Rich, list[Block]]]:
    """The blocks of each part, with its heading. The highest level of headings opens parts; without headings, each
    group of pictures between texts does, if there are several groups."""
    levels = [block.level for block in flow if isinstance(block, Heading)]
    groups: list[tuple[Rich, list[Block]]] = []
    current: list[Block] = []
    title: Rich = ()
    top = min(levels, default=0)
    for number, block in enumerate(flow):
        opens = isinstance(block, Heading) and block.level == top
        if not levels and isinstance(block, Picture):
            opens = number == 0 or not isinstance(flow[number - 1], Picture)
        if opens and (current or title):
            groups.append((title, current))
            current = []
        if opens:
            title = block.text if isinstance(block, Heading) else ()
        if not (opens and isinstance(block, Heading)):
            current.append(block)
    return [*groups, (title, current)]


def _without_numbers(groups: list[tuple[Rich, list[Block]]]) -> list[tuple[Rich, list[Block]]]:
    """The groups without the numbers of their headings, if they count from 1: sections are numbered anyway."""
    titled = [title for title, _ in groups if title]
    found = [_NUMBERED.match(rich.text_of(title)) for title in titled]
    if len(titled) < 2 or [m and m[1] for m in found] != [str(n) for n in range(1, len(titled) + 1)]:
        return groups
    ends = iter([m.end() for m in found if m])
    return [(rich.sliced(t, next(ends), len(rich.text_of(t))) if t else t, blocks) for t, blocks in groups]


def _part(title: Rich, blocks: list[Block]) -> Part:
    """The pages of one part."""
    pages: list[Page] = []
    heading: Rich = ()
    latest = title  # of all headings
    texts: list[Paragraph] = []
    pictures: list[Picture] = []
    lost: list[Lost] = []

    def settle() -> None:
        nonlocal heading, texts, pictures, lost
        if texts or pictures or heading:
            pages.extend(_pages(heading, pictures, texts))
        heading, texts, pictures = (), [], []
        if pages and lost:
            pages[-1] = replace(pages[-1], blocks=(*pages[-1].blocks, *lost))
            lost = []

    for block in blocks:
        if isinstance(block, Lost):
            lost.append(block)
        elif isinstance(block, Paragraph):
            texts.append(block)
        elif isinstance(block, Picture):
            if texts:
                settle()
            pictures.append(block)
        elif isinstance(block, Heading):
            settle()
            heading = latest = block.text
        else:
            lead, kept = (texts[-1:], texts[:-1]) if texts and _leads(texts[-1]) else ([], texts)
            texts = kept
            said = heading if not (texts or pictures) else ()
            if texts or pictures:
                settle()
            heading = ()
            pages.append(_with_exhibit(block, lead, said or (() if lead else latest)))
    settle()
    if lost:
        pages.append(Page(title, tuple(lost)))
    return Part(title, pages=tuple(pages))


def _leads(paragraph: Paragraph) -> bool:
    """Whether a paragraph announces what stands below it."""
    return rich.text_of(paragraph.text).endswith(":") or prose.words([paragraph.text]) <= 30


def _with_exhibit(block: Block, lead: list[Paragraph], heading: Rich) -> Page:
    """A list, table or quotation under the words that announce it."""
    origin = getattr(block, "origin", "")
    texts = tuple(p.text for p in lead)
    if not lead:
        return Page(heading, (block,), origin=origin)
    first = sentences(lead[0].text)[0]
    return replace(prose.page([[first]], origin, heading), blocks=(block,), notes=texts)


def _pages(heading: Rich, pictures: list[Picture], texts: list[Paragraph]) -> list[Page]:
    """The pages of some pictures with the paragraphs below them."""
    made: list[Page] = []
    for shown in _shown_together(pictures):
        first: list[Rich] = []
        if texts:
            first, texts = _first_sentences(texts)
        if first:
            said = prose.page([first], shown[0].origin, heading)
            made.append(replace(said, blocks=shown))
        else:
            captions = rich.together((p.caption or rich.plain(p.alt) for p in shown if p.caption or p.alt), ", ")
            made.append(Page(heading or captions, shown, origin=shown[0].origin))
        heading = ()
    if texts or (heading and not made):
        made += prose.pages(texts, heading) or [Page(heading)]
    return made


def _shown_together(pictures: list[Picture]) -> list[tuple[Picture, ...]]:
    """The pictures of each page: four at most, no two at the same place."""
    made: list[list[Picture]] = []
    for picture in pictures:
        taken = {p.at for p in made[-1] if p.at} if made else set()
        if not made or len(made[-1]) == _MOST_PICTURES or picture.at in taken:
            made.append([])
        made[-1].append(picture)
    return [tuple(shown) for shown in made]


def _first_sentences(texts: list[Paragraph]) -> tuple[list[Rich], list[Paragraph]]:
    """The first sentence that says something, with shorter ones before it; and the rest of the paragraphs."""
    found = sentences(texts[0].text)
    count = 1
    while count < len(found) and prose.words(found[:count]) < 8:
        count += 1
    rest = rich.together(found[count:])
    left = [Paragraph(rest, texts[0].origin)] if rest else []
    return found[:count], [*left, *texts[1:]]


def _titles(untitled: list[Part], parts: list[Part], whole: str) -> list[Rich]:
    """Names that are frequent in each of the untitled parts, rarer in the others, and not in the title of the whole."""
    counts = [Counter(_names(part)) for part in parts]
    total: Counter[str] = sum(counts, Counter())
    used: set[str] = set()
    made = []
    for part in untitled:
        own = counts[parts.index(part)]
        ranked = sorted(own, key=lambda name: (-(own[name] ** 2) / total[name] * (1 + name.count(" ")), -len(name)))
        chosen: list[str] = []
        for name in ranked:
            if name not in used and name not in whole and not any(name in other or other in name for other in chosen):
                chosen.append(name)
            if len(chosen) == 2:
                break
        used |= {*chosen}
        made.append(rich.plain(", ".join(chosen) or f"Part {parts.index(part) + 1}"))
    return made


def _names(part: Part) -> list[str]:
    """The names in the notes of a part, as often as they stand there."""
    text = " ".join(rich.text_of(note) for page in part.pages for note in page.notes)
    found = [m[0] for m in _NAME.finditer(text)]
    return [name for name in found if len(name) > 3 and not _PEOPLE.fullmatch(name)]
