"""Markdown: notes, papers, and slides as pandoc, Quarto, Marp, Slidev and reveal-md write them.

In: the text. Out: a document with pages if it has slides: where a line of dashes parts them, else at the headings that
pandoc would take. Text without slides is running text with headings. Speaker's notes are found in each dialect's place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from podium.diagnostics import Report, Span
from podium.importing import rich
from podium.importing.model import (
    Block,
    Column,
    Document,
    Heading,
    Listing,
    Lost,
    Page,
    Paragraph,
    Part,
    Picture,
    Rich,
    texts_in,
)
from podium.importing.readers import images
from podium.importing.readers.markdown.blocks import Blocks, References, references_of
from podium.importing.readers.markdown.cover import of_front, with_cover
from podium.importing.readers.markdown.pandoc import background_of, in_divs, in_plain_markdown, is_hidden
from podium.importing.readers.markdown.slides import (
    RULE,
    Slide,
    are_slides,
    dialect_of,
    front_of,
    outside_code,
    slide_level,
    slides_of,
    with_notes,
)

_NOTES = re.compile(r"^(?:notes?|speaker notes?|notizen)\s*:\s*(.*)$", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_DIRECTIVE = re.compile(r"^[_.]?([A-Za-z][\w-]*)\s*:")
_FOR_PROGRAMS = re.compile(r"more|fit|prettier-ignore(?:-start|-end)?|(?:markdownlint|eslint|textlint)-[\w-]+.*")
_KNOWN_DIRECTIVES = (
    "class theme paginate header footer backgroundcolor backgroundimage backgroundposition backgroundrepeat"
    " backgroundsize color headingdivider size style marp math lang title author description transition footer fit"
    " slide data-background element data-transition"
)
_DIRECTIVES = frozenset(_KNOWN_DIRECTIVES.split())
_FENCE = re.compile(r"^ {0,3}:{3,}(.*)$")
_DIV = re.compile(r"(?:\{([^{}]*)\}|([\w.-]+))?\s*(?:\{[^{}]*\})?")
_MOST_HEADLINE = 120  # letters of a divider's headline
_SLOT = re.compile(r"^::(\w[\w-]*)::\s*$")
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")


def read(text: str, path: Path, report: Report) -> Document:
    """The document in a Markdown file."""
    front, lines = front_of(text, path.name)
    lines = with_notes(in_plain_markdown(lines))
    dialect = dialect_of(front, lines)
    slides = slides_of(lines, dialect, front)
    document = of_front(front)
    for thing in document.left_out:
        report.note(f"left out: {thing}", Span(path.name), "left-out")
    reader = _Reader(path, dialect, references_of("\n".join(line for _, line in lines)))
    if len(slides) == 1:
        level = slide_level(slides[0].lines, front)
        if dialect == "pandoc" or are_slides(slides[0].lines, level):
            document = replace(document, parts=tuple(reader.by_headings(slides[0].lines, level)))
        else:
            document = replace(document, kind="text", flow=tuple(reader.flow(slides[0])))
    else:
        document = replace(document, parts=tuple(reader.parts(slides)))
    return with_cover(document)


# ---- slides ---------------------------------------------------------------------------------------------


class _Reader:
    """Reads slides of one file; pictures are looked for in its folder. `references` are the names of its links."""

    def __init__(self, path: Path, dialect: str, references: References) -> None:
        self.dialect, self.references = dialect, references
        self.find = images.beside(path, ("", "public"))  # where Slidev keeps what begins with /

    def parts(self, slides: list[Slide]) -> list[Part]:
        """The slides; one with nothing but a heading of the first level, where others have it lower, opens a part."""
        parts = [Part()]
        for number, slide in enumerate(slides, 1):
            page = self.page(slide, f"slide {number}")
            if page is None:
                continue
            if str(slide.front.get("layout", "")) == "section" or (
                str(slide.front.get("class", "")) in ("lead", "section") and not page.blocks
            ):
                words = [b.text for b in page.blocks if isinstance(b, Paragraph)]
                parts.append(Part(page.title, rich.together(words), notes=page.notes))
                rest = tuple(b for b in page.blocks if not isinstance(b, Paragraph))
                page = Page(page.title, rest, page.columns, origin=page.origin) if rest or page.columns else None
            if page is not None:
                parts[-1] = replace(parts[-1], pages=(*parts[-1].pages, page))
        return [part for part in parts if part.pages or part.title]

    def page(self, slide: Slide, origin: str) -> Page | None:
        """One slide; None if nothing is on it."""
        heading = next((line for _, line in outside_code(slide.lines) if line.startswith("#")), "")
        lines = self.without_notes(slide)
        columns, lines = self.columns(lines)
        blocks = self.blocks(lines)
        title: Rich = ()
        first = next((n for n, b in enumerate(blocks) if isinstance(b, Heading)), None)
        if first is not None and (first == 0 or all(isinstance(b, (Picture, Lost)) for b in blocks[:first])):
            found = blocks.pop(first)
            assert isinstance(found, Heading)
            title = found.text
        if not title and slide.front.get("title"):
            title = rich.plain(str(slide.front["title"]))
        notes = tuple(text for note in slide.notes for text in self.spoken(note))
        front = slide.front
        image = str(front.get("image") or front.get("background") or background_of(heading))
        if re.search(r"\.(?:png|jpe?g|gif|webp|svg)$", image):
            blocks.append(self.picture(image, (), (), origin))
        if not (title or blocks or columns or notes):
            return None
        hidden = str(front.get("hide", front.get("disabled", ""))).lower() == "true" or is_hidden(heading)
        return Page(title, tuple(blocks), tuple(columns), notes, origin, hidden)

    def by_headings(self, lines: list[tuple[int, str]], level: int) -> list[Part]:
        """Slides as pandoc makes them of headings; those above the slide level open parts."""
        parts, current = [Part()], Slide()
        number = 0

        def settle() -> None:
            nonlocal current, number
            if any(line.strip() for _, line in current.lines):
                number += 1
                first = next(at for at, line in current.lines if line.strip())
                page = self.page(current, f"line {first}")
                if page is not None:
                    parts[-1] = _with_page(parts[-1], page)
            current = Slide()

        shown = list(outside_code(lines))
        inner = in_divs(lines)
        for n, (at, line) in enumerate(lines):
            text = shown[n][1]
            found = re.match(r"(#{1,6})\s+(.*)$", text) if n not in inner else None
            if found and len(found[1]) < level:
                settle()
                parts.append(Part(self.inline(_ATTRIBUTES.sub("", found[2]))))
                continue
            if (found and len(found[1]) == level) or (RULE.match(text) and n and not shown[n - 1][1].strip()):
                settle()
            if not RULE.match(text) or (n and shown[n - 1][1].strip()):
                current.lines.append((at, line))
        settle()
        return [part for part in parts if part.pages or part.title]

    def flow(self, slide: Slide) -> list[Block]:
        """Running text; what stands in places for notes is at its end."""
        blocks = self.blocks([line for line in self.without_notes(slide) if not line[1].startswith("\0")])
        for note in slide.notes:
            blocks += [Paragraph(text) for text in self.spoken(note)]
        return blocks

    # ---- notes and columns ------------------------------------------------------------------------------

    def without_notes(self, slide: Slide) -> list[tuple[int, str]]:
        """The lines without notes, which are kept with the slide."""
        lines = self.without_divs(slide)
        if self.dialect == "reveal":
            lines = self.without_trailing_notes(slide, lines)
        text = "\n".join(line for _, line in lines)
        if "<!--" not in text:
            return lines
        code = [line for _, line in outside_code(lines)]
        kept: list[tuple[int, str]] = []
        held: list[str] | None = None
        for (number, line), shown in zip(lines, code, strict=True):
            if held is None and "<!--" not in shown:
                kept.append((number, line))
                continue
            held = [*(held or []), line]
            joined = "\n".join(held)
            if "<!--" not in _COMMENT.sub("", joined):
                kept.append((number, _COMMENT.sub(lambda found: self.comment(found[1], slide), joined)))
                held = None
        if held is not None:
            kept += [(0, line) for line in held]
        return kept

    def comment(self, text: str, slide: Slide) -> str:
        """Keeps a comment as a note, unless it is a directive."""
        words = text.strip()
        directives = _directives(words)
        if any(key == "class" and re.search(r"\b(?:lead|section)\b", line) for key, line in directives):
            slide.front.setdefault("class", "lead")
        if words and not directives and not _FOR_PROGRAMS.fullmatch(words):
            slide.notes.append(words)
        return ""

    def without_trailing_notes(self, slide: Slide, lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """The lines above `Note:`, which in reveal-md ends a slide."""
        for n, (_, line) in enumerate(outside_code(lines)):
            if found := _NOTES.match(line):
                slide.notes.append("\n".join([found[1], *(text for _, text in lines[n + 1 :])]).strip())
                return lines[:n]
        return lines

    def without_divs(self, slide: Slide) -> list[tuple[int, str]]:
        """The lines without `::: notes … :::`; other divs are marked for `columns`, or only their fences go."""
        kept: list[tuple[int, str]] = []
        opened: list[str] = []
        note: list[str] = []
        for (number, line), (_, shown) in zip(lines := slide.lines, outside_code(lines), strict=True):
            fence = _FENCE.match(shown)
            found = _DIV.fullmatch(fence[1].strip().rstrip(":").strip()) if fence else None
            if not found:
                if "notes" in opened:
                    note.append(line)
                elif line.strip() != ". . .":
                    kept.append((number, line))
                continue
            name = found[1] or found[2] or ""
            if not name and opened:
                closed = opened.pop()
                if closed == "notes":
                    slide.notes.append("\n".join(note).strip())
                    note = []
                elif closed in ("column", "columns"):
                    kept.append((number, f"\0{closed} end"))
                continue
            classes = re.split(r"[\s.]+", name)
            kind = next((k for k in ("notes", "columns", "column") if k in classes), "div")
            opened.append(kind)
            if kind in ("column", "columns"):
                kept.append((number, f"\0{kind}"))
            elif kind == "div":
                kept.append((number, ""))
        if note:
            slide.notes.append("\n".join(note).strip())
        return kept

    def columns(self, lines: list[tuple[int, str]]) -> tuple[list[Column], list[tuple[int, str]]]:
        """The columns of a slide, and the lines that are in none."""
        slots: list[list[tuple[int, str]]] = []
        rest: list[tuple[int, str]] = []
        target = rest
        for number, line in lines:
            if line == "\0column" or (
                self.dialect == "slidev" and (found := _SLOT.match(line)) and found[1] != "default"
            ):
                slots.append([])
                target = slots[-1]
            elif line.startswith("\0") or (self.dialect == "slidev" and _SLOT.match(line)):
                target = rest
            else:
                target.append((number, line))
        if not slots:
            return [], rest
        if len(slots) == 1:  # Slidev: what stands above `::right::` is the left column
            body = self.blocks(rest)
            heads = [b for b in body if isinstance(b, Heading)][:1]
            left = [b for b in body if b not in heads]
            if not left:
                return [], [*rest, *slots[0]]
            head_lines = [line for line in rest if re.match(r"#{1,6}\s", line[1])][:1]
            return [_column(left), _column(self.blocks(slots[0]))], head_lines
        return [_column(self.blocks(slot)) for slot in slots], rest

    # ---- texts ------------------------------------------------------------------------------------------

    def blocks(self, lines: Sequence[tuple[int, str]]) -> list[Block]:
        text = "\n".join(line for _, line in lines)
        return Blocks(self.picture, [number for number, _ in lines], self.references).read(text)

    def inline(self, text: str) -> Rich:
        return rich.together(t for b in self.blocks([(0, text)]) for t in texts_in(b)) or rich.plain(text)

    def spoken(self, note: str) -> list[Rich]:
        """The paragraphs of a note."""
        made: list[Rich] = []
        for block in self.blocks([(0, line) for line in note.split("\n")]):
            if isinstance(block, (Paragraph, Heading)):
                made.append(block.text)
            elif isinstance(block, Listing):
                made += block.texts
            else:
                made += list(getattr(block, "words", ()))
                if text := getattr(block, "text", ()):
                    made.append(text)
        return made

    def picture(self, target: str, alt: Rich, caption: Rich, origin: str) -> Picture | Lost:
        """A picture that the text names; `alt` is what stands in its brackets, `caption` behind its address."""
        words = rich.text_of(alt)
        if _IMAGE_WORDS.match(words):
            words = " ".join(w for w in words.split() if not _IMAGE_WORD.match(w))
        if self.dialect == "pandoc" and not caption:  # shows what stands in the brackets
            words, caption = "", rich.plain(words)
        name = unquote(_path_of(target)).rpartition("/")[2] or "picture"
        data = self.find(target)
        if data is not None:
            return images.picture(name, data, alt=words, caption=caption, url=target, origin=origin)
        remark = f"there is no picture {target[:200]} beside the text"
        return Picture(name, None, caption, words, target, origin=origin, remark=remark)


def _path_of(target: str) -> str:
    try:
        return urlsplit(target).path
    except ValueError:
        return target


_IMAGE_WORDS = re.compile(r"(?:bg|left|right|fit|cover|contain|vertical|w|h|width|height|auto|[:\d.%a-z]+)(?:[\s:]|$)")
_IMAGE_WORD = re.compile(
    r"(?:bg|left|right|fit|cover|contain|vertical|auto|(?:w|h|width|height|blur|brightness|contrast|drop-shadow"
    r"|grayscale|hue-rotate|invert|opacity|saturate|sepia)(?::\S+)?|(?:left|right):[\d.]+%|[\d.]+(?:%|px|cm|em))$"
)


def _directives(comment: str) -> list[tuple[str, str]]:
    """Keys and lines of a comment that is nothing but directives, with what is indented below them; [] for another."""
    found: list[tuple[str, str]] = []
    for line in filter(str.strip, comment.split("\n")):
        directive = _DIRECTIVE.match(line)
        if directive and directive[1].lower() in _DIRECTIVES:
            found.append((directive[1].lower(), line))
        elif not (found and line[0].isspace()):
            return []
    return found


def _with_page(part: Part, page: Page) -> Part:
    """The part with one more page; the first one without a title says more of the part, if it is a line of text."""
    if page.title or part.pages or not part.title:
        return replace(part, pages=(*part.pages, page))
    texts = [t for b in page.blocks for t in texts_in(b)] if all(isinstance(b, Paragraph) for b in page.blocks) else []
    if len(texts) == 1 and len(rich.text_of(texts[0])) <= _MOST_HEADLINE and not page.columns:
        return replace(part, headline=texts[0], notes=(*part.notes, *page.notes))
    return replace(part, pages=(replace(page, title=part.title),))


def _column(blocks: list[Block]) -> Column:
    title: Rich = ()
    if blocks and isinstance(blocks[0], Heading):
        title, blocks = blocks[0].text, blocks[1:]
    return Column(title, tuple(blocks))
