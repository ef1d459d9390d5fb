"""From a document to an outline: each page gets a kind of slide, and what no kind can hold goes into its notes.

In: a `Document` with parts; a `Shelf` that takes pictures and recordings. Out: the tree of an outline for `writer`. No
word is lost: what does not fit a slide's kind stands on a further slide with the same headline, or in the notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from podium.diagnostics import Report, Span
from podium.importing import rich
from podium.importing.exhibits import as_block, as_item, described
from podium.importing.model import (
    Chart,
    Column,
    Dated,
    Document,
    Entry,
    Grid,
    Heading,
    Listing,
    Lost,
    Page,
    Paragraph,
    Part,
    Picture,
    Quotation,
    Recording,
    texts_of,
)
from podium.importing.shelf import Shelf
from podium.importing.writer import Flow, Noted, Speech, may_be_key

_IMAGES = 4  # pictures or blocks of an 'images' slide
_COLUMNS = 3
_DEEPEST = 6  # levels of a list
_LONG_HEADLINE = 120  # letters
_SHORT_ITEM = 90  # letters of a claim that may have a proof
_SOURCE = "original"


class Composer:
    """Makes the tree of one outline; `name` is what findings call the source file."""

    def __init__(self, document: Document, shelf: Shelf, report: Report, name: str) -> None:
        self.document, self.shelf, self.report, self.name = document, shelf, report, name
        self.number = 0

    def tree(self) -> dict[str, Any]:
        """The keys of the deck, in house order."""
        d = self.document
        tree: dict[str, Any] = {"title": rich.written(d.title) or "Untitled"}
        if d.subtitle:
            tree["subtitle"] = rich.written(d.subtitle)
        for key, text in (("author", d.author), ("date", d.date)):
            if text:
                tree[key] = rich.written(rich.plain(text))
        if cover := self.cover():
            tree["cover"] = cover
        if d.lang and d.lang != "en":
            tree["lang"] = d.lang
        if d.size == "4:3":
            tree["size"] = d.size
        parts = [part for part in d.parts if part.pages or part.title]
        named = [part for part in parts if part.title]
        tree["source"] = _SOURCE
        tree["sources"] = {_SOURCE: self.source()}
        if not named:
            tree["slides"] = [slide for part in parts for slide in self.slides(part)]
        else:
            tree["sections"] = [self.section(part) for part in parts]
        return tree

    def cover(self) -> dict[str, Any]:
        """The keys of the cover."""
        d = self.document
        keys: dict[str, Any] = {}
        if d.cover is not None and d.cover.data:
            keys["file"] = self.shelf.put(d.cover.name, d.cover.data)
            if d.cover.alt or d.cover.caption:
                keys["alt"] = described(d.cover.alt or rich.text_of(d.cover.caption))
        if d.opening:
            keys["notes"] = Speech(filter(None, map(rich.spoken, d.opening)))
        return keys

    def source(self) -> Any:
        """The entry of `sources` for the file."""
        d = self.document
        keys = {"title": rich.written(d.title) or rich.written(rich.plain(self.name))}
        more = {"author": d.author, "date": d.date, "kind": d.kind, "publisher": d.publisher}
        keys |= {key: rich.written(rich.plain(text)) for key, text in more.items() if text}
        return Flow(keys | ({"url": described(d.url)} if d.url else {}))

    def section(self, part: Part) -> Noted:
        """One section."""
        title = rich.written(part.title) or rich.written(self.document.title) or "Beginning"
        above = (part.remark,) if part.remark else ()
        if not part.title:
            above = ("check: the slides above the first section of the original; give them a title",)
        keys: dict[str, Any] = {"title": title}
        if part.headline:
            keys["headline"] = rich.written(part.headline)
        if notes := Speech(filter(None, map(rich.spoken, part.notes))):
            keys["notes"] = notes
        if slides := self.slides(part):
            keys["slides"] = slides
        return Noted(keys, above)

    def slides(self, part: Part) -> list[Noted]:
        """The slides of a part."""
        return [slide for page in part.pages for slide in self.of_page(page)]

    def of_page(self, page: Page) -> list[Noted]:
        """The slides that a page becomes: mostly one."""
        self.number += 1
        headline, page = _with_headline(page, self.number)
        words, exhibits, lost = _sorted(page)
        shown = [*exhibits]
        made: list[dict[str, Any]] = []
        if page.columns:
            made += self.compared(headline, page.columns, lost, shown)
        if any(isinstance(block, Dated) for block in words):
            made += [_steps(headline, block) for block in words if isinstance(block, Dated)]
            words = [block for block in words if not isinstance(block, Dated)]
        made += self.with_exhibits(headline, words, exhibits)
        if not made:
            made.append(_bare(headline))
        return self.finished(page, made, lost, shown)

    def finished(self, page: Page, made: list[dict[str, Any]], lost: list[Lost], exhibits: list[Any]) -> list[Noted]:
        """The slides with ids, notes and comments."""
        above = [f"{page.origin}: {'; '.join(page.remarks)}" if page.remarks else page.origin] if page.origin else []
        notes = [rich.spoken(text) for text in page.notes]
        for thing in lost:
            where = thing.origin or page.origin
            kept = thing.kept or ("its words are in the notes" if thing.words else "")
            above.append("; ".join(filter(None, [f"check: {thing.what} has no counterpart here", kept])))
            message = f"{where}: {thing.what} has no counterpart in an outline"
            self.report.warn(message, Span(self.name), "no-counterpart", kept)
            notes += [rich.spoken(text) for text in thing.words]
        above += [f"check: {e.remark}" for e in exhibits if getattr(e, "remark", "")]
        if len(made) > 1:
            above.append(f"check: this needs {len(made)} slides here")
        for number, keys in enumerate(made):
            first = number == 0
            kind = next(iter(keys))
            common: dict[str, Any] = {"id": page.id} if page.id and first else {}
            common |= {"hidden": True} if page.hidden else {}
            made[number] = {kind: keys.pop(kind), **common, **keys}
        if said := Speech(filter(None, notes)):
            made[0]["notes"] = said
        slides = [Noted(keys) for keys in made]
        slides[0] = slides[0]._replace(above=tuple(line for line in above if line))
        slides[-1] = slides[-1]._replace(below=page.offers)
        return slides

    # ---- kinds ------------------------------------------------------------------------------------------

    def with_exhibits(self, headline: str, words: list[Any], exhibits: list[Any]) -> list[dict[str, Any]]:
        """Words beside an exhibit, exhibits alone, or words alone."""
        made: list[dict[str, Any]] = []
        spoken = _words(words)
        if len(exhibits) == 1 and spoken:
            beside = as_block(exhibits[0], self.shelf)
            return [{"points": headline, **spoken, "beside": beside}, *_quotes(headline, words)]
        if spoken:
            made.append({"points": headline, **spoken})
        made += _quotes(headline, words)
        if len(exhibits) == 1:
            ((kind, keys),) = as_block(exhibits[0], self.shelf).items()
            if keys.get("caption") == headline:  # it is said once
                del keys["caption"]
            made.append({kind: headline, **keys})
        elif exhibits:
            for start in range(0, len(exhibits), _IMAGES):
                some = exhibits[start : start + _IMAGES]
                made.append({"images": headline, "items": [as_item(e, self.shelf) for e in some]})
        return made

    def compared(
        self, headline: str, columns: Sequence[Column], lost: list[Lost], shown: list[Any]
    ) -> list[dict[str, Any]]:
        """Columns side by side, up to three on a slide; adds what is lost to `lost`, and the exhibits to `shown`."""
        made = []
        for start in range(0, len(columns), _COLUMNS):
            some: list[dict[str, Any]] = []
            more: list[dict[str, Any]] = []
            for column in columns[start : start + _COLUMNS]:
                words, exhibits, gone = _sorted(Page(blocks=column.blocks))
                lost += gone
                shown += exhibits
                keys: dict[str, Any] = {"title": rich.written(column.title)} if column.title else {}
                keys |= _words(words)
                if exhibits:
                    keys["block"] = as_block(exhibits[0], self.shelf)
                more += self.with_exhibits(headline, [], exhibits[1:]) if exhibits[1:] else []
                more += _quotes(headline, words)
                some.append(keys or {"text": "–"})
            made += [{"compare": headline, "columns": some}, *more]
        return made


def _with_headline(page: Page, number: int) -> tuple[str, Page]:
    """The headline of a page, and the page without what became it."""
    if page.title:
        letters = rich.text_of(page.title)
        if len(letters) > _LONG_HEADLINE * 2:  # no headline, but a text: all of it stays on the slide
            from podium.importing.sentences import cut

            short = cut(page.title, _LONG_HEADLINE)
            return rich.written(short), _replaced(page, (Paragraph(page.title), *page.blocks))
        return rich.written(page.title), page
    for n, block in enumerate(page.blocks):
        if isinstance(block, (Paragraph, Heading)) and len(rich.text_of(block.text)) <= _LONG_HEADLINE:
            return rich.written(block.text), _replaced(page, (*page.blocks[:n], *page.blocks[n + 1 :]))
        if isinstance(block, Listing) and len(rich.text_of(block.entries[0].text)) <= _LONG_HEADLINE:
            first, *rest = block.entries
            left = Listing((*first.below, *rest), block.origin)
            others = (left,) if left.entries else ()
            return rich.written(first.text), _replaced(page, (*page.blocks[:n], *others, *page.blocks[n + 1 :]))
        if isinstance(block, Picture) and block.caption:
            return rich.written(block.caption), page
    said = f"{page.origin or f'page {number}'}".capitalize()
    remarks = (*page.remarks, "check: this slide had no title")
    from dataclasses import replace

    return said, replace(page, remarks=remarks)


def _replaced(page: Page, blocks: tuple[Any, ...]) -> Page:
    from dataclasses import replace

    return replace(page, blocks=blocks)


def _sorted(page: Page) -> tuple[list[Any], list[Any], list[Lost]]:
    """The words, the exhibits and what has no counterpart, each in order."""
    words: list[Any] = []
    exhibits: list[Any] = []
    lost: list[Lost] = []
    for block in page.blocks:
        if isinstance(block, Lost):
            lost.append(block)
        elif isinstance(block, (Picture, Recording, Grid, Chart)):
            exhibits.append(block)
        else:
            words.append(block)
    return words, exhibits, lost


def _words(blocks: list[Any]) -> dict[str, Any]:
    """`text` and `items` for paragraphs and lists: paragraphs above the first list are the text, later ones are items,
    and have the list below them."""
    text: list[str] = []
    items: list[Any] = []
    blocks = [b for b in blocks if not isinstance(b, (Quotation, Dated))]
    for n, block in enumerate(blocks):
        if isinstance(block, Listing):
            after = blocks[n - 1] if n else None
            made = [_item(entry) for entry in block.entries]
            if (
                items
                and isinstance(after, (Heading, Paragraph))
                and isinstance(items[-1], str)
                and may_be_key(items[-1])
            ):
                items[-1] = {items[-1]: made}
            else:
                items += made
        elif (not items and isinstance(block, Paragraph) and not isinstance(_next(blocks, n), Listing)) or (
            not items and not text and isinstance(block, Paragraph) and n == 0 and len(blocks) == 2
        ):
            text.append(rich.written(block.text))
        else:
            items.append(_bare_item(rich.written(block.text)))
    keys: dict[str, Any] = {}
    if text and items and len(text) > 1:  # a lead is one paragraph
        items, text = [*map(_bare_item, text[1:]), *items], text[:1]
    if len(text) == 1:
        keys["text"] = text[0]
    elif text:
        keys["text"] = Speech(text)
    if items:
        keys["items"] = items
    return keys


def _next(blocks: list[Any], n: int) -> Any:
    return blocks[n + 1] if n + 1 < len(blocks) else None


def _item(entry: Entry, depth: int = 1) -> Any:
    """An entry as the outline has it; lists that are very deep go no deeper."""
    text = _bare_item(rich.written(entry.text))
    if not entry.below:
        return text
    if depth >= _DEEPEST:
        below: list[Any] = [_bare_item(rich.written(text)) for text in texts_of(entry.below)]
    else:
        below = [_item(e, depth + 1) for e in entry.below]
    if not text or not may_be_key(text):
        return {"…": [text, *below] if text else below}
    return {text: below}


_BULLET = re.compile(r"^\s*(?:[•·‣▪◦●∙]|[–—*-](?=\s))\s*")


def _bare_item(text: str) -> str:
    """The text without a bullet of its own: the outline sets one."""
    return _BULLET.sub("", text) or text


def _quotes(headline: str, words: list[Any]) -> list[dict[str, Any]]:
    made = []
    for block in words:
        if isinstance(block, Quotation):
            keys: dict[str, Any] = {"quote": headline, "text": rich.written(block.text)}
            if block.by:
                keys["by"] = rich.written(block.by)
            made.append(keys)
    return made


def _steps(headline: str, block: Dated) -> dict[str, Any]:
    """Sentences with the time that each begins with."""
    events = [{"when": rich.written(when), "title": rich.written(text)} for when, text in block.events]
    return {"steps": headline, "events": events}


def _bare(headline: str) -> dict[str, Any]:
    """A slide that is nothing but its headline."""
    if headline.rstrip().endswith("?"):
        return {"question": headline}
    return {"quote": headline} if re.match(r"[“\"«„]", headline) else {"points": headline}
