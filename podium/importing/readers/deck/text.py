"""The words of a shape: paragraphs and lists with levels, emphasis and links.

In: the `a:p` elements of a text body. Out: blocks of the model. Everything that is a letter is read, also equations and
fields; numbers and dates that PowerPoint sets by itself are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from podium.importing import rich
from podium.importing.counting import counted
from podium.importing.model import Block, Listing, Paragraph, Rich, nested
from podium.importing.rich import whole
from podium.outline.inline import Form, Piece

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OWN_FIELDS = ("slidenum", "datetime")
_SHORT = 25  # words of a paragraph that is a point, though it has no bullet

Link = Callable[[Any], str]
"""The address of an `a:hlinkClick`, "" for none."""


class _Line(NamedTuple):
    """A paragraph; `numbers` is how it counts, in the words of the format, and `first` the first number."""

    level: int
    has_bullet: bool
    text: Rich
    numbers: str = ""
    first: int = 1


def paragraphs(body: Any, link: Link, bulleted: bool) -> list[Block]:
    """The blocks of a text body; `bulleted`: its paragraphs have bullets unless they say otherwise."""
    lines = [_line(p, body, bulleted, link) for p in body.iterchildren(f"{A}p")]
    lines = [line for line in lines if line.text]
    texts = [line.text for line in lines]
    if bulleted and len(lines) > 1 and not any(line.has_bullet for line in lines) and all(map(_is_short, texts)):
        lines = [line._replace(has_bullet=True) for line in lines]  # points whose bullets were switched off
    made: list[Block] = []
    run: list[_Line] = []
    for line in [*lines, _Line(0, False, ())]:
        if line.has_bullet or (line.level and run):
            run.append(line)
            continue
        if run:
            made.append(Listing(nested(_counted(run))))
            run = []
        if line.text:
            made.append(Paragraph(line.text))
    return made


def _counted(lines: Sequence[_Line]) -> Iterator[tuple[int, Rich]]:
    """Levels and texts, those that count behind their numbers."""
    counts: dict[int, tuple[str, int]] = {}
    for line in lines:
        counts = {level: count for level, count in counts.items() if level <= line.level}
        if not line.numbers:
            counts.pop(line.level, None)
            yield line.level, line.text
            continue
        style, last = counts.get(line.level, ("", 0))
        number = last + 1 if style == f"{line.numbers} {line.first}" else line.first
        counts[line.level] = (f"{line.numbers} {line.first}", number)
        yield line.level, counted(line.text, number, line.numbers)


def pieces(paragraph: Any, link: Link) -> Rich:
    """The text of one paragraph; emphasis of all of it is none."""
    found: list[Piece] = []
    for child in paragraph.iterchildren():
        found += _of_child(child, link)
    return rich.upright(rich.joined(found))


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
    text = rich.seen(run.findtext(f"{A}t") or "").replace("_x000D_", " ").replace("\v", " ")
    properties = run.find(f"{A}rPr")
    if properties is None:
        return Piece(text)
    offset = properties.get("baseline", "0")
    form: Form = "sub" if offset.startswith("-") else "super" if re.match("0*[.]?0*[1-9]", offset) else ""
    click = properties.find(f"{A}hlinkClick")
    return Piece(
        text,
        bold=properties.get("b") in ("1", "true"),
        italic=properties.get("i") in ("1", "true"),
        link=link(click) if click is not None else "",
        form=form,
    )


def _level(paragraph: Any) -> int:
    properties = paragraph.find(f"{A}pPr")
    return whole(properties.get("lvl")) if properties is not None else 0


def _line(paragraph: Any, body: Any, bulleted: bool, link: Link) -> _Line:
    """A paragraph with the bullet that it has, else the styles of its text body, else `bulleted`."""
    line = _Line(_level(paragraph), bulleted, pieces(paragraph, link))
    styles = body.find(f"{A}lstStyle")
    levels = [paragraph.find(f"{A}pPr")]
    levels += [styles.find(f"{A}lvl{line.level + 1}pPr")] if styles is not None else []
    for properties in levels:
        if properties is None:
            continue
        if properties.find(f"{A}buNone") is not None:
            return line._replace(has_bullet=False)
        if (counting := properties.find(f"{A}buAutoNum")) is not None:
            style, first = counting.get("type", ""), whole(counting.get("startAt"), 1)
            return line._replace(has_bullet=True, numbers=style or "arabicPeriod", first=first)
        if any(properties.find(f"{A}{name}") is not None for name in ("buChar", "buBlip")):
            return line._replace(has_bullet=True)
    return line


def _is_short(text: Rich) -> bool:
    return len(rich.text_of(text).split()) <= _SHORT
