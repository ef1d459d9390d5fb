"""What the lines at the top of Markdown and its first slide say of the whole: title, subtitle, author, date, cover.

In: the keys at the top; a document with its slides. Out: the document with a cover. No word of either is lost.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from podium.importing import rich
from podium.importing.model import Document, Heading, Page, Paragraph, Picture, Rich

_SAID = ("abstract", "description")  # at the cover
_READ = ("title", "subtitle", "author", "authors", "date", "lang", *_SAID)
_NO_PLACE = ("institute", "institution", "affiliation", "keywords", "header", "footer")  # for these on slides
_SETTINGS = ("style", "css", "class", "size", "math", "header-includes", "geometry")  # of words that nobody reads
_BETWEEN = re.compile(r"\s+[·|•]\s+")
_MOST = 4  # blocks below the title of a cover


def of_front(front: dict[str, Any]) -> Document:
    """A document with what the keys at the top say."""
    lang = _word(front, "lang").partition("-")[0].lower()
    date = _word(front, "date")
    unread = [f"{key}: {word}" for key in front if _is_unread(key, front[key]) and (word := _word(front, key))]
    has_day = bool(re.search(r"\d", date))
    return Document(
        "presentation",
        rich.plain(_word(front, "title")),
        rich.plain(_word(front, "subtitle")),
        _word(front, "author") or _word(front, "authors"),
        date if has_day else "",
        lang if re.fullmatch(r"[a-z]{2,3}", lang) else "",
        opening=tuple(text for key in _SAID if (text := rich.plain(_word(front, key)))),
        left_out=tuple(unread) + ((f"date: {date}",) if date and not has_day else ()),
    )


def _is_unread(key: str, value: Any) -> bool:
    """Whether a key has words for people that no slide shows; a single word is mostly a setting."""
    if key in _NO_PLACE:
        return True
    return key not in (*_READ, *_SETTINGS) and not isinstance(value, dict) and " " in _word({key: value}, key)


def _word(front: dict[str, Any], key: str) -> str:
    """A value as one line; names of several with commas."""
    value = front.get(key)
    if isinstance(value, list):
        return ", ".join(filter(None, (_named(v) for v in value)))
    return _named(value)


def _named(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("literal") or ", ".join(str(v) for v in value.values() if v)
    return "" if value is None else " ".join(str(value).split())


def with_cover(document: Document) -> Document:
    """The document with a title: that of the lines at its top, of its first slide, or its first heading. A first slide
    with few words is the cover, if nothing else is, or if it has the same title."""
    if document.flow and not document.title:
        first = document.flow[0]
        levels = [b.level for b in document.flow if isinstance(b, Heading)]
        if isinstance(first, Heading) and levels.count(first.level) == 1:
            return replace(document, title=first.text, flow=document.flow[1:])
    if not document.parts:
        return document
    part = document.parts[0]
    page = part.pages[0] if part.pages and not part.title else None
    if page is not None and _may_be_cover(page, document):
        return _covered(document, page)
    if page is None and _is_same(part.title, document.title):  # a divider that is the cover
        words = (Paragraph(part.headline),) if part.headline else ()
        return _covered(document, Page(part.title, words, notes=part.notes))
    return document if document.title else replace(document, title=page.title if page is not None else part.title)


def _is_same(one: Rich, other: Rich) -> bool:
    letters = (re.sub(r"\W+", "", rich.text_of(text)).casefold() for text in (one, other))
    return next(letters) == next(letters)


def _parted(text: Rich) -> list[Rich]:
    """What a line of a cover says: "Ann Author · 5 May 2020" says two things."""
    letters = rich.text_of(text)
    edges = [0, *(edge for m in _BETWEEN.finditer(letters) for edge in m.span()), len(letters)]
    return [part for a, b in zip(edges[::2], edges[1::2], strict=True) if (part := rich.sliced(text, a, b))]


def _may_be_cover(page: Page, document: Document) -> bool:
    is_short = len(page.blocks) <= _MOST and all(isinstance(b, (Paragraph, Heading, Picture)) for b in page.blocks)
    is_titled = bool(page.title) and (not document.title or _is_same(page.title, document.title))
    return is_titled and is_short and not page.columns and not page.hidden


def _covered(document: Document, page: Page) -> Document:
    """The document whose first page, or whose first part without pages, is its cover."""
    known = (document.subtitle, rich.plain(document.author), rich.plain(document.date))
    words = [part for b in page.blocks if isinstance(b, (Paragraph, Heading)) for part in _parted(b.text)]
    words = [text for text in words if not any(_is_same(text, other) for other in known if other)]
    shown = [b for b in page.blocks if isinstance(b, Picture)]
    cover = next((b for b in shown if b.data is not None and not b.caption), None)
    rest = tuple(b for b in shown if b is not cover)
    first, *others = document.parts
    pages = (*((replace(page, blocks=rest, notes=()),) if rest else ()), *first.pages[0 if first.title else 1 :])
    parts = (replace(first, title=(), headline=(), notes=(), pages=pages), *others)
    return replace(
        document,
        title=page.title,
        subtitle=rich.together(filter(None, (document.subtitle, *words)), " · "),
        opening=(*document.opening, *page.notes),
        cover=cover,
        parts=tuple(part for part in parts if part.pages or part.title),
    )
