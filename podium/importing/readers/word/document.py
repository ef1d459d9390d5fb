"""A Word document as a document: its title, author and date, and its text in order.

In: the package of a .docx. Out: running text with headings. All letters are read: text boxes, equations, inserted
changes, notes at the foot. Headers, footers, comments, the table of contents and deleted text are left out, and told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from podium import PodiumError
from podium.diagnostics import Report, Span
from podium.importing import rich
from podium.importing.model import Document, Heading, Rich
from podium.importing.readers.authors import author_of
from podium.importing.readers.word.body import Body
from podium.importing.readers.word.styles import References, W, references, xml
from podium.ooxml import Package

_DC = "{http://purl.org/dc/elements/1.1/}"


def read(file: Package, path: Path, report: Report) -> Document:
    """The document in a Word file. Raises PodiumError for what is none, Unusable for what is damaged."""
    main = file.main_part
    root = xml(file, main) if main else None
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise PodiumError(f"{path}: is no Word document")
    package = references(file, main)
    front: dict[str, list[Rich]] = {}
    reader = Body(package, front)
    reader.blocks_of(body)
    flow = reader.finished()
    left_out = _left_out(file, root, package)
    for thing in left_out:
        report.note(f"left out: {thing}", Span(path.name), "left-out")
    return _titled(Document("document", flow=tuple(flow), left_out=tuple(left_out), **_properties(file)), front)


def _titled(document: Document, front: dict[str, list[Rich]]) -> Document:
    """The document with the title, subtitle, author and date that it begins with."""
    found = {key: rich.together(texts) for key, texts in front.items()}
    document = replace(
        document,
        title=found.get("title") or document.title,
        subtitle=found.get("subtitle", ()),
        author=rich.text_of(found.get("author", ())) or document.author,
        date=rich.text_of(found.get("date", ())),
    )
    first = document.flow[0] if document.flow else None
    levels = [b.level for b in document.flow if isinstance(b, Heading)]
    if "title" not in found and isinstance(first, Heading) and levels.count(first.level) == 1 and len(levels) > 1:
        return replace(document, title=first.text, flow=document.flow[1:])
    return document


def _left_out(file: Package, root: Any, package: References) -> list[str]:
    """What of the file is not read, as phrases."""
    found = [f"{what} ({count})" for what, count in package.left_out.items() if count]
    if any(True for name in ("delText", "moveFrom") for _ in root.iter(f"{W}{name}")):
        found.append("text that is marked as deleted")
    comments = next((n for n in file.names() if n.endswith("/comments.xml")), "")
    if comments and (count := len(list(xml(file, comments).iter(f"{W}comment")))):
        found.append(f"{count} comment{'s' if count > 1 else ''}")
    words = {
        text
        for name in file.names()
        if re.search(r"/(?:header|footer)\d*\.xml$", name)
        if (text := rich.clean("".join(t.text or "" for t in xml(file, name).iter(f"{W}t"))).strip())
        if re.search(r"[^\W\d_]", text)
    }
    return found + [f"header or footer: {text[:200]}" for text in sorted(words)]


def _properties(file: Package) -> dict[str, Any]:
    """Title and author that the file says of itself."""
    if "docProps/core.xml" not in file:
        return {}
    root = xml(file, "docProps/core.xml")
    title, author = (root.findtext(f"{_DC}{key}") or "" for key in ("title", "creator"))
    return {"title": rich.plain(title), "author": author_of(author)}
