"""From a file to an outline: read, made into parts and slides, written.

In: the paths of the source and of the outline. Out: the outline and its pictures on disk, all or nothing; what was left
out, guessed or has no counterpart is in the report. Raises PodiumError with one line for what cannot be read.
"""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from podium import PodiumError, files, kinds
from podium.diagnostics import Report, Span
from podium.importing import rich, writer
from podium.importing.compose import Composer
from podium.importing.encodings import text_of
from podium.importing.language import language_of
from podium.importing.model import Document, Paragraph
from podium.importing.offers.attach import with_offers
from podium.importing.parts import with_parts
from podium.importing.shelf import Shelf
from podium.outline import house_style, source
from podium.outline.project import Project, no_such_file

_MOST = {"deck": 400_000_000, "word": 200_000_000, "page": 40_000_000, "text": 16_000_000, "markdown": 16_000_000}
_MOST_BLOCKS = 10_000
_BY_ENDING = {
    ".pptx": "deck", ".pptm": "deck", ".ppsx": "deck", ".ppsm": "deck", ".potx": "deck", ".potm": "deck",
    ".docx": "word", ".docm": "word", ".dotx": "word",
    ".html": "page", ".htm": "page", ".xhtml": "page", ".mht": "page", ".mhtml": "page",
    ".md": "markdown", ".markdown": "markdown", ".qmd": "markdown", ".rmd": "markdown", ".mdx": "markdown",
    ".txt": "text", ".text": "text", ".post": "text", "": "text",
}  # fmt: skip
_INSTEAD = {
    ".ppt": "open it in PowerPoint or LibreOffice and save it as .pptx",
    ".pps": "open it in PowerPoint or LibreOffice and save it as .pptx",
    ".odp": "open it in LibreOffice and save it as .pptx",
    ".key": "open it in Keynote and export it as PowerPoint",
    ".doc": "open it in Word or LibreOffice and save it as .docx",
    ".odt": "open it in LibreOffice and save it as .docx",
    ".rtf": "open it in Word or LibreOffice and save it as .docx",
    ".pages": "open it in Pages and export it as Word",
    ".pdf": "copy its text into a .txt file",
}
_OUTLINES = (".yaml", ".yml")
_KNOWN = ".txt, .html, .mhtml, .pptx, .md or .docx"


def imported(path: Path, outline: Path, report: Report, *, lang: str = "", encoding: str = "") -> str:
    """Writes the outline for a source; what was made of it, in words. `lang` and `encoding` are what the lecturer says
    of the source, "" for nothing."""
    document = read(path, report, encoding)
    shelf = Shelf(Project.of(outline).root)
    text, tree = composed(document, shelf, report, path.name, lang)
    shelf.write(outline, text)
    for name in shelf.waiting:
        report.note(f"'{name}' has to be found and put into images/", Span(path.name), "missing-picture")
    return _counted(tree, len(shelf.files))


def composed(document: Document, shelf: Shelf, report: Report, name: str, lang: str = "") -> tuple[str, dict[str, Any]]:
    """The text of the outline, in house order, and its tree."""
    has_title = bool(document.title)
    if not document.title:
        document = replace(document, title=rich.plain(_title_of(name)))
    document = replace(document, lang=lang or document.lang or language_of(_sample(document)))
    if len(document.flow) > _MOST_BLOCKS:
        raise PodiumError(f"{name}: has {len(document.flow):,} paragraphs; {_MOST_BLOCKS:,} are read at most")
    if document.flow:
        document = with_offers(with_parts(document))
    if not any(part.pages or part.title for part in document.parts) and not (has_title or document.opening):
        raise PodiumError(f"{name}: there is no text in it")
    tree = Composer(document, shelf, report, name).tree()
    text = writer.outline(tree, _head(document, name))
    try:
        text = house_style.in_house_style(text, name, frozenset(kinds.names()))
    except house_style.Refused as e:  # a mistake of ours: better an outline in another order than none
        report.note(f"the outline is not in house order: {e}", Span(name), "left-out")
    _, errors = source.read(text, name)
    if errors:
        raise PodiumError(f"{name}: cannot be written as an outline: {errors[0].message} ({errors[0].span.line})")
    return text, tree


def read(path: Path, report: Report, encoding: str = "") -> Document:
    """The document in a file of any known format."""
    kind = _kind_of(path)
    try:
        data = files.read(path, _MOST[kind])
    except FileNotFoundError:
        raise no_such_file(path) from None
    except files.Unreadable as e:
        raise PodiumError(f"{path}: {e}" + (f"; {e.hint}" if e.hint else ""), 1) from None
    if not data.strip():
        raise PodiumError(f"{path}: is empty")
    return _read_as(kind, path, data, report, encoding)


def _kind_of(path: Path) -> str:
    ending = path.suffix.lower()
    if ending in _OUTLINES:
        raise PodiumError(f"{path}: is an outline already; build it, or see it with 'preview'", 2)
    if ending in _INSTEAD:
        raise PodiumError(f"{path}: {_INSTEAD[ending]}, and import that", 2)
    if ending not in _BY_ENDING:
        raise PodiumError(f"{path}: cannot be imported; known are {_KNOWN}", 2)
    return _BY_ENDING[ending]


def _read_office(kind: str, path: Path, data: bytes, report: Report) -> Document:
    """Raises PodiumError for what is no such file, or could do harm to those who read it."""
    from podium import ooxml

    try:
        package = ooxml.Package(io.BytesIO(data))
        package.require_no_entities()
        if kind == "word":
            from podium.importing.readers.word import document as word

            return word.read(package, path, report)
    except ooxml.Unusable as e:
        raise PodiumError(f"{path}: {e}" + (f"; {e.hint}" if e.hint else "")) from None
    except RecursionError as e:
        raise PodiumError(f"{path}: is damaged: {e}") from None
    from podium.importing.readers.deck import document

    return document.read(data, path, report)


def _read_as(kind: str, path: Path, data: bytes, report: Report, encoding: str) -> Document:
    if kind in ("deck", "word"):
        return _read_office(kind, path, data, report)
    if kind == "page" and path.suffix.lower() in (".mht", ".mhtml"):
        from podium.importing.readers import page

        return page.read_archive(data, path, report, encoding)
    text = text_of(data, path, report, encoding, is_page=kind == "page")
    if kind == "page" or (kind == "text" and _is_page(text)):
        from podium.importing.readers import page

        return page.read(text, path, report)
    if kind == "markdown":
        from podium.importing.readers.markdown import document as markdown

        return markdown.read(text, path, report)
    from podium.importing.readers import post

    return post.read(text, path.name, report)


def _is_page(text: str) -> bool:
    start = text[:1000].lstrip().lower()
    return start.startswith(("<!doctype html", "<html"))


def _title_of(name: str) -> str:
    stem = os.path.splitext(name)[0]
    return stem.replace("-", " ").replace("_", " ").strip().capitalize() or "A lecture"


def _sample(document: Document) -> str:
    """Enough of its words to tell the language."""
    texts = [rich.text_of(document.title)]
    texts += [rich.text_of(b.text) for b in document.flow if isinstance(b, Paragraph)][:80]
    for part in document.parts:
        for page in part.pages[:40]:
            texts += [rich.text_of(page.title), *map(rich.text_of, page.notes)]
            texts += [rich.text_of(b.text) for b in page.blocks if isinstance(b, Paragraph)]
            texts += [rich.text_of(e.text) for b in page.blocks for e in getattr(b, "entries", ())]
    return " ".join(texts)[:20_000]


def _head(document: Document, name: str) -> list[str]:
    """The comment at the top: where it came from, and what is to be done."""
    who = ", ".join(text for text in (document.author, document.date) if text)
    origin = f"Imported from {name}{f' ({who})' if who else ''}{f', {document.url}' if document.url else ''}."
    lines = [
        rich.clean(origin),
        "The words are those of the original: texts on slides are cut from it, and the notes have it in full. "
        "Look at every 'check:'; the slides in comments are offers, without their '# ' they are slides.",
    ]
    if document.left_out:
        lines.append(rich.clean(f"Left out: {' | '.join(document.left_out)}"))
    return lines


def _counted(tree: dict[str, Any], pictures: int) -> str:
    from podium.console import plural

    sections = tree.get("sections")
    parts = [entry.value for entry in sections] if isinstance(sections, list) else [tree]
    slides = sum(len(part.get("slides", ())) for part in parts)
    said = [plural(slides, "slide")]
    if isinstance(sections, list):
        said.append(plural(len(parts), "section"))
    if pictures:
        said.append(plural(pictures, "file") + " in images/ and media/")
    return ", ".join(said)
