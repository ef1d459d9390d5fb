"""Markdown as blocks: headings, paragraphs, lists, tables, quotations, pictures, code.

In: a text. Out: blocks of the model, by markdown-it. What is HTML is read for its words; attributes of pandoc (`{.x}`)
are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from podium.importing import rich
from podium.importing.counting import numbered
from podium.importing.model import (
    Block,
    Entry,
    Grid,
    Heading,
    Listing,
    Lost,
    Paragraph,
    Picture,
    Quotation,
    Rich,
    texts_in,
)
from podium.importing.quotations import by_of, parted
from podium.importing.readers.markdown.pandoc import caption_of_table
from podium.outline.inline import Form, Piece

_NESTING = 200
_DEEPEST = 80  # blanks before an entry of a list
_QUOTES = 12
_DEEP_QUOTE = re.compile(rf"(?:>\s?){{{_QUOTES},}}")
_BRACKETS = 150  # that open in a line and lead nowhere
_ATTRIBUTES = re.compile(r"\{\s*(?:(?:[.#][\w-]+|[\w-]+=(?:\"[^\"]*\"|[^\s}\"]+))(?:\s+|(?=\})))+\}")
_DESCRIBED = re.compile(r"\{[^{}]*?\b(?:fig-)?alt=\"([^\"]*)\"[^{}]*\}")
_FORMED = re.compile(r"(?<=[\w)])\^([^\s^~]{1,12})\^|(?<=[\w)])~([^\s^~]{1,12})~|(\ue000[^\ue001]*\ue001)")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:\s[^<>]*)?)/?>", re.DOTALL)
_BREAK = ("br", "p", "div", "li", "tr", "h1", "h2", "h3")
_SILENT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:src|href)\s*=\s*[\"']([^\"']+)[\"']")
_ALT = re.compile(r"\balt\s*=\s*[\"']([^\"']*)[\"']")

References = dict[str, Any]
MakePicture = Callable[[str, Rich, Rich, str], Picture | Lost]
"""Address, words in brackets, words behind the address, and where it stands."""


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING}).enable(["table", "strikethrough"])


def _tamed(text: str) -> str:
    """The text without what the parser drops, being nested too deep, or for which it would take minutes."""
    lines = []
    for line in text.split("\n"):
        if line.startswith(" " * _DEEPEST):
            line = " " * _DEEPEST + line.lstrip()
        if deep := _DEEP_QUOTE.match(line):
            line = "> " * _QUOTES + line[deep.end() :]
        if line.count("[") - line.count("](") > _BRACKETS:
            line = line.replace("[", "\\[")
        lines.append(line)
    return "\n".join(lines)


def references_of(text: str) -> References:
    """Where the names of links lead that a text explains anywhere: `[name]: https://…`."""
    env: dict[str, Any] = {}
    if "]:" in text:
        _parser().parse(_tamed(text), env)
    return env.get("references", {})


class Blocks:
    """Reads one text; `numbers` are the lines of the file that its lines are, `references` what `references_of` found
    in the whole of it."""

    def __init__(self, picture: MakePicture, numbers: list[int], references: References | None = None) -> None:
        self.picture, self.numbers, self.references = picture, numbers, references or {}
        self.shown: list[Picture | Lost] = []
        self.quotes = 0  # that are open

    def read(self, text: str) -> list[Block]:
        """The blocks of the text."""
        tokens = _parser().parse(_tamed(text), {"references": {**self.references}})
        blocks, _ = self.until(tokens, 0, "")
        return blocks

    def until(self, tokens: list[Any], at: int, end: str) -> tuple[list[Block], int]:
        """The blocks up to a token of the type `end`, and the place after it."""
        made: list[Block] = []
        while at < len(tokens):
            token = tokens[at]
            if token.type == end:
                return made, at + 1
            at += 1
            if token.type == "heading_open":
                text = self.inline(tokens[at])
                if text:
                    made.append(Heading(int(token.tag[1]), text, self.origin(token)))
                made += self.pictures()
                at += 2
            elif token.type == "inline":
                _put(made, self.paragraph(token))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                found, at = self.list_of(tokens, at, token)
                made += found
            elif token.type == "blockquote_open":
                self.quotes += 1
                inner, at = self.until(tokens, at, "blockquote_close")
                self.quotes -= 1
                made += _quoted(inner, self.origin(token))
            elif token.type == "table_open":
                grid, at = self.table(tokens, at, self.origin(token))
                made += [grid, *self.pictures()]
            elif token.type in ("fence", "code_block"):
                made.append(_code(token, self.origin(token)))
            elif token.type == "html_block":
                made += self.html(token)
        return made, at

    def origin(self, token: Any) -> str:
        line = token.map[0] if token.map else 0
        number = self.numbers[line] if line < len(self.numbers) else 0
        return f"line {number}" if number else ""

    def paragraph(self, token: Any) -> list[Block]:
        """A paragraph, below the pictures in it; in a quotation, a last line that begins with a dash is another."""
        children = token.children or []
        breaks = [n for n, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
        last = breaks[-1] + 1 if self.quotes and breaks else len(children)
        last = last if by_of(rich.plain("".join(child.content for child in children[last:]))) else len(children)
        texts = [self.inline(token, part) for part in (children[:last], children[last:])]
        return [*self.pictures(), *(Paragraph(text, self.origin(token)) for text in texts if text)]

    def pictures(self) -> list[Picture | Lost]:
        """The pictures that the last text named."""
        found, self.shown = self.shown, []
        return found

    def list_of(self, tokens: list[Any], at: int, opening: Any) -> tuple[list[Block], int]:
        """The list that a token opens, what in it is no text, and the place after it."""
        end = opening.type.replace("open", "close")
        entries: list[Entry] = []
        others: list[Block] = []
        while tokens[at].type != end:
            inner, at = self.until(tokens, at + 1, "list_item_close")
            texts = [b.text for b in inner if isinstance(b, (Paragraph, Heading, Quotation))]
            below = tuple(e for b in inner if isinstance(b, Listing) for e in b.entries)
            others += [b for b in inner if not isinstance(b, (Paragraph, Heading, Quotation, Listing))]
            text = rich.together(texts)
            if text or below:
                entries.append(Entry(_without_box(text), below))
        if opening.type.startswith("ordered"):
            entries = numbered(entries, int(opening.attrs.get("start", 1)))
        made: list[Block] = [Listing(tuple(entries), self.origin(opening))] if entries else []
        return [*made, *others], at + 1

    def table(self, tokens: list[Any], at: int, origin: str) -> tuple[Grid, int]:
        rows: list[tuple[Rich, ...]] = []
        cells: list[Rich] = []
        while tokens[at].type != "table_close":
            token = tokens[at]
            if token.type == "inline":
                cells.append(self.inline(token))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
            at += 1
        has_head = bool(rows) and any(rows[0])
        return Grid(tuple(rows if has_head else rows[1:]), has_head, origin), at + 1

    def inline(self, token: Any, children: list[Any] | None = None) -> Rich:
        """The text of an inline token, or of some of its children; its pictures are kept for `pictures`."""
        pieces: list[Piece] = []
        bold = italic = 0
        link, form = "", ""
        children = (token.children or []) if children is None else children
        for n, child in enumerate(children):
            kind = child.type
            if kind in ("strong_open", "strong_close"):
                bold += child.nesting
            elif kind in ("em_open", "em_close"):
                italic += child.nesting
            elif kind == "link_open":
                link = str(child.attrs.get("href", ""))
            elif kind == "link_close":
                link = ""
            elif kind == "image":
                alt = self.inline_of(child)
                title = rich.plain(str(child.attrs.get("title", "")))
                if told := _DESCRIBED.match(getattr(_after(children, n), "content", "")):
                    title, alt = title or alt, rich.plain(told[1])
                self.shown.append(self.picture(str(child.attrs.get("src", "")), alt, title, self.origin(token)))
            elif kind == "html_inline":
                tag = _TAG.match(child.content)
                name = tag[2].lower() if tag else ""
                form = "" if tag and tag[1] else {"sup": "super", "sub": "sub"}.get(name, form if not tag else "")
                if name in _BREAK:
                    pieces.append(Piece(" "))
                elif name == "img":
                    self.image(child.content)
            elif kind in ("softbreak", "hardbreak"):
                pieces.append(Piece(" "))
            elif child.content:
                pieces += _formed(Piece(child.content, bold > 0, italic > 0, link, form))  # type: ignore[arg-type]
        return _without_attributes(rich.joined(pieces))

    def inline_of(self, image: Any) -> Rich:
        return rich.joined(Piece(child.content or " ") for child in image.children or ())

    def html(self, token: Any) -> list[Block]:
        """The words and pictures of a piece of HTML, line by line."""
        text = _SILENT.sub("", token.content)
        text = re.sub(r"<!--|-->", "", text)  # comments are gone; this one does not end, or stands in a comment
        for found in re.finditer(r"<img\b[^>]*>", text):
            self.image(found[0])
        made: list[Block] = [*self.pictures()]
        heading = re.match(r"\s*<h([1-6])\b", text)
        text = re.sub(r"</?(?:br|p|div|li|tr|h\d|section|td|th)\b[^>]*>", "\n", text)
        import html

        for line in _TAG.sub("", text).split("\n"):
            if words := rich.joined([Piece(html.unescape(line))]):
                made.append(Heading(int(heading[1]), words) if heading else Paragraph(words, self.origin(token)))
        return made

    def image(self, tag: str) -> None:
        if source := _SOURCE.search(tag):
            alt = _ALT.search(tag)
            self.shown.append(self.picture(source[1], rich.plain(alt[1]) if alt else (), (), ""))


def _after(children: list[Any], n: int) -> Any:
    return children[n + 1] if n + 1 < len(children) else None


def _formed(piece: Piece) -> list[Piece]:
    """A piece of text in which `^th^` is raised and `~2~` lowered, and notes stand alone."""
    if not any(sign in piece.text for sign in "^~\ue000"):
        return [piece]
    made, at = [], 0
    for found in _FORMED.finditer(piece.text):
        made.append(piece._replace(text=piece.text[at : found.start()]))
        form: Form = "super" if found[1] else "sub" if found[2] else ""
        made.append(piece._replace(text=found[1] or found[2], form=form) if form else Piece(found[3]))
        at = found.end()
    return [*made, piece._replace(text=piece.text[at:])]


def _without_attributes(text: Rich) -> Rich:
    """The text without pandoc's attributes: `{.incremental}`, `{width=50%}`."""
    if not any("{" in piece.text for piece in text):
        return text
    return rich.joined(p._replace(text=_ATTRIBUTES.sub("", p.text)) if "{" in p.text else p for p in text)


def _without_box(text: Rich) -> Rich:
    """An entry of a list of tasks, without its box."""
    found = re.match(r"\[[ xX]\]\s", rich.text_of(text))
    return rich.sliced(text, found.end(), len(rich.text_of(text))) if found else text


def _put(made: list[Block], found: list[Block]) -> None:
    """Puts a paragraph below the blocks above: right below a quotation it may say who said it, below a table what that
    shows."""
    last = made[-1] if made else None
    text = found[0].text if len(found) == 1 and isinstance(found[0], Paragraph) else ()
    letters = rich.text_of(text)
    if isinstance(last, Quotation) and not last.by and (by := by_of(text)):
        made[-1] = last._replace(by=by)
    elif isinstance(last, Grid) and text and (sign := caption_of_table(letters)):
        made.append(Paragraph(rich.sliced(text, len(sign), len(letters)), getattr(found[0], "origin", "")))
    else:
        made += found


def _quoted(inner: list[Block], origin: str) -> list[Block]:
    """A quotation, with who said it if its last line begins with a dash; nothing but lists is none: pandoc shows these
    step by step."""
    if inner and all(isinstance(b, Listing) for b in inner):
        return inner
    texts = [text for b in inner if isinstance(b, (Paragraph, Heading, Listing)) for text in texts_in(b)]
    others: list[Block] = [b for b in inner if not isinstance(b, (Paragraph, Heading, Listing))]
    said, by = parted(texts)
    made: list[Block] = [Quotation(rich.together(said), by, origin)] if said else []
    return [*made, *others]


def _code(token: Any, origin: str) -> Lost:
    language, _, more = token.info.strip().partition(" ")
    lines = tuple(filter(None, (rich.plain(line) for line in (more, *token.content.split("\n")))))
    what = f"a piece of code{f' ({rich.clean(language)})' if language else ''}"
    return Lost(what, lines, origin)
