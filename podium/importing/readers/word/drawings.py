"""What a drawing in a Word document shows: pictures, charts with their numbers, SmartArt; and the text boxes in it.

In: a `w:drawing`, `w:pict` or `w:object`. Out: blocks of the model; what has no counterpart is named, with its words.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from podium.importing import rich
from podium.importing.model import Block, Lost, Picture, Rich
from podium.importing.readers import charts, images, smart_art
from podium.importing.readers.word.styles import References, W, xml
from podium.importing.shelf import ending_of
from podium.ooxml import Unusable

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
OLE = "{urn:schemas-microsoft-com:office:office}"
_CHART, _EXTENDED, _DIAGRAM = "/chart", "/chartex", "/diagram"
_STEM = 60  # letters of an alternative text that the file is called by


def read(element: Any, package: References, origin: str) -> list[Block]:
    """What the drawing shows."""
    told = [d.get("descr") for d in element.iter(f"{WP}docPr")] + [s.get("alt") for s in element.iter(f"{V}shape")]
    alt = rich.clean(next(filter(None, told), "")).strip()
    made: list[Block] = []
    for data in element.iter(f"{A}graphicData"):
        uri = str(data.get("uri"))
        if uri.endswith((_CHART, _EXTENDED)):
            made += _chart(data, package, alt, origin, uri.endswith(_EXTENDED))
        elif uri.endswith(_DIAGRAM):
            made += _smart_art(data, package, alt, origin)
    for blip in element.iter(f"{A}blip"):
        made += _picture(blip.get(f"{R}embed"), blip.get(f"{R}link"), package, alt, origin)
    for image in element.iter(f"{V}imagedata"):
        made += _picture(image.get(f"{R}id"), image.get(f"{R}href"), package, alt, origin)
    for embedded in element.iter(f"{OLE}OLEObject"):
        kept = "its picture is kept" if any(isinstance(b, Picture) for b in made) else ""
        made.append(Lost(f"an embedded object of {embedded.get('ProgID', 'another program')}", (), origin, kept))
    return made


def boxes(element: Any) -> Iterator[Any]:
    """The text boxes in a drawing; one within another belongs to that."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from boxes(child)


def _words(alt: str) -> tuple[Rich, ...]:
    return (rich.plain(alt),) if alt else ()


def _picture(inside: str | None, outside: str | None, package: References, alt: str, origin: str) -> list[Block]:
    """A picture in the package, or one that it only names."""
    name = package.relations.get(str(inside), "")
    if name not in package.file:
        linked = package.relations.get(str(outside), "") or name
        if not (linked or inside or outside):
            return []
        file = unquote(posixpath.basename(linked.replace("\\", "/").partition("?")[0]))
        remark = "the picture is not in the document" + (f", but linked: {file}" if file else "")
        return [Picture(file or f"{alt[:_STEM] or 'picture'}.jpg", None, alt=alt, url=linked, origin=origin,
                        remark=rich.clean(remark))]  # fmt: skip
    data = package.file.data(name)
    stem = alt[:_STEM] or posixpath.splitext(posixpath.basename(name))[0]
    return [images.picture(f"{stem}{ending_of(data, name)}", data, alt=alt, origin=origin)]


def _part(package: References, relation: str | None) -> Any:
    """The root of the part that a relation leads to; None if there is none that can be read."""
    name = package.relations.get(str(relation), "")
    try:
        return xml(package.file, name) if name in package.file else None
    except Unusable:
        return None


def _chart(data: Any, package: References, alt: str, origin: str, extended: bool) -> list[Block]:
    """A chart with its numbers, or a table of them."""
    relation = next((child.get(f"{R}id") for child in data if child.get(f"{R}id")), None)
    root = _part(package, relation)
    if root is None:
        return [Lost("a chart without its data", _words(alt), origin)]
    return [*(charts.read_extended if extended else charts.read)(root, alt, origin)]


def _smart_art(data: Any, package: References, alt: str, origin: str) -> list[Block]:
    """The words of SmartArt as points; its drawing is named."""
    ids = next(data.iter(f"{smart_art.DGM}relIds"), None)
    root = _part(package, ids.get(f"{R}dm") if ids is not None else None)
    return smart_art.read(root, alt, origin, lambda p: rich.plain("".join(t.text or "" for t in p.iter(f"{A}t"))))
