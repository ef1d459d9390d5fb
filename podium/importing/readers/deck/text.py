"""The words of a shape: paragraphs and lists with levels, emphasis and links.

In: the `a:p` elements of a text body. Out: blocks of the model. Everything that is a letter is read, also equations and
fields; numbers and dates that PowerPoint sets by itself are not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from podium.importing import rich
from podium.importing.model import Block, Listing, Paragraph, Rich, nested
from podium.outline.inline import Piece

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OWN_FIELDS = ("slidenum", "datetime")
_SHORT = 25  # words of a paragraph that is a point, though it has no bullet

Link = Callable[[Any], str]
"""The address of an `a:hlinkClick`, "" for none."""


def paragraphs(body: Any, link: Link, bulleted: bool) -> list[Block]:
    """The blocks of a text body; `bulleted`: its paragraphs have bullets unless they say otherwise."""
    lines = [(_level(p), _has_bullet(p, body, bulleted), pieces(p, link)) for p in body.iterchildren(f"{A}p")]
    lines = [line for line in lines if line[2]]
    texts = [text for _, _, text in lines]
    if bulleted and len(lines) > 1 and not any(b for _, b, _ in lines) and all(map(_is_short, texts)):
        lines = [(level, True, text) for level, _, text in lines]  # points whose bullets were switched off
    made: list[Block] = []
    run: list[tuple[int, Rich]] = []
    for level, has_bullet, text in [*lines, (0, False, ())]:
        if has_bullet or (level and run):
            run.append((level, text))
            continue
        if run:
            made.append(Listing(nested(run)))
            run = []
        if text:
            made.append(Paragraph(text))
    return made


def pieces(paragraph: Any, link: Link) -> Rich:
    """The text of one paragraph; emphasis of all of it is none."""
    found: list[Piece] = []
    for child in paragraph.iterchildren():
        found += _of_child(child, link)
    made = rich.joined(found)
    if all(piece.bold for piece in made):
        made = rich.joined(piece._replace(bold=False) for piece in made)
    if all(piece.italic for piece in made):
        made = rich.joined(piece._replace(italic=False) for piece in made)
    return made


def _of_child(child: Any, link: Link) -> list[Piece]:
    tag = child.tag
    if tag == f"{A}br":
        return [Piece(" ")]
    if tag == f"{A}fld" and str(child.get("type", "")).startswith(_OWN_FIELDS):
        return []
    if tag in (f"{A}r", f"{A}fld"):
        return [_run(child, link)]
    if tag == f"{MC}AlternateContent":
        choice = child.find(f"{MC}Choice")
        return [Piece("".join(t.text or "" for t in (child if choice is None else choice).iter(f"{M}t", f"{A}t")))]
    if isinstance(tag, str) and any(True for _ in child.iter(f"{M}t")):
        return [Piece("".join(t.text or "" for t in child.iter(f"{M}t")))]
    return []


def _run(run: Any, link: Link) -> Piece:
    text = (run.findtext(f"{A}t") or "").replace("_x000D_", " ").replace("\v", " ")
    properties = run.find(f"{A}rPr")
    if properties is None:
        return Piece(text)
    offset = properties.get("baseline", "0").rstrip("%")
    raised = float(offset) if offset.lstrip("-").replace(".", "").isdigit() else 0.0
    click = properties.find(f"{A}hlinkClick")
    return Piece(
        text,
        bold=properties.get("b") in ("1", "true"),
        italic=properties.get("i") in ("1", "true"),
        link=link(click) if click is not None else "",
        form="super" if raised > 0 else "sub" if raised < 0 else "",
    )


def _level(paragraph: Any) -> int:
    properties = paragraph.find(f"{A}pPr")
    level = properties.get("lvl", "0") if properties is not None else "0"
    return int(level) if level.isdigit() else 0


def _has_bullet(paragraph: Any, body: Any, bulleted: bool) -> bool:
    """What the paragraph says, else the styles of its text body, else `bulleted`."""
    styles = body.find(f"{A}lstStyle")
    levels = [paragraph.find(f"{A}pPr")]
    levels += [styles.find(f"{A}lvl{_level(paragraph) + 1}pPr")] if styles is not None else []
    for properties in levels:
        if properties is None:
            continue
        if properties.find(f"{A}buNone") is not None:
            return False
        if any(properties.find(f"{A}{name}") is not None for name in ("buChar", "buAutoNum", "buBlip")):
            return True
    return bulleted


def _is_short(text: Rich) -> bool:
    return len(rich.text_of(text).split()) <= _SHORT
