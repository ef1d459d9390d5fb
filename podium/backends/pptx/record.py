"""The record in a deck: what podium wrote, so that `podium diff` can tell what others changed since.

In: the pages of a scene and the shapes that they became. Out: a custom XML part, and from such a part the same again.
It holds numbers, places in the outline and check sums of words that are in the deck anyway: no text, no folder, and
nothing of what another variant has. PowerPoint and LibreOffice keep such parts when they save.
"""

from __future__ import annotations

import re
import zlib
from typing import Any, NamedTuple

from podium.backends.pptx.xml import HEADER, attribute

NAMESPACE = "urn:x-podium:deck:1"
PART, PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM = "{5C0E6A1B-5E0B-4B57-9A7F-2F6C1D0B9E31}"  # of the data store; any GUID does
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_FOLDER = re.compile(r".*[/\\]")


class Noted(NamedTuple):
    """A shape with words: its id, its place in the outline as `line:column` or `FILE:line:column`, "" for what podium
    says by itself, and the check sum of its words."""

    id: int
    place: str
    digest: str


class NotedSlide(NamedTuple):
    """A slide: its number in the presentation, the id of its page, the place of its slide in the outline, whether it
    is hidden, the check sum of its notes ("" for none), and its shapes."""

    number: int
    key: str
    place: str
    hidden: bool
    notes: str
    shapes: tuple[Noted, ...]


class Record(NamedTuple):
    """What a deck was made of: the name of the outline, its variant, and whether it plays by itself."""

    outline: str
    variant: str
    auto: bool
    slides: tuple[NotedSlide, ...]


def digest(text: str) -> str:
    """The check sum (CRC-32) of words: line breaks and the kinds of blanks and apostrophes do not count."""
    return f"{zlib.crc32(' '.join(text.replace('’', chr(39)).split()).encode('utf-8', 'surrogatepass')):x}"


def named(place: tuple[int, int] | None) -> str:
    """A place as the record has it, without folders."""
    if place is None:
        return ""
    file = getattr(place, "file", "")
    return f"{_FOLDER.sub('', file)}:{place[0]}:{place[1]}" if file else f"{place[0]}:{place[1]}"


def part(record: Record) -> str:
    """The custom XML part. Each slide lists its shapes as `id place digest`, with a bar between two."""
    slides = "".join(
        [
            f'<slide id="{s.number}" page="{attribute(s.key)}" at="{attribute(s.place)}"{" hidden=" + chr(34) + "1" + chr(34) if s.hidden else ""}'
            f"{f' notes={chr(34)}{s.notes}{chr(34)}' if s.notes else ''}>"
            f"{attribute('|'.join([f'{id} {place} {check}' for id, place, check in s.shapes]))}</slide>"
            for s in record.slides
        ]
    )
    made = (
        f'{HEADER}<deck xmlns="{NAMESPACE}" outline="{attribute(record.outline)}" variant="{attribute(record.variant)}"'
        f"{' auto=' + chr(34) + '1' + chr(34) if record.auto else ''}>{slides}</deck>"
    )
    return made.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # names of files, whatever the locale is


def properties() -> str:
    """The part beside it, as PowerPoint writes it."""
    return (
        f'{HEADER}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_DATA_STORE}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/>'
        "</ds:schemaRefs></ds:datastoreItem>"
    )


def read(root: Any) -> Record | None:
    """The record in the parsed root of a custom XML part, None if it is another's or damaged."""
    if root.tag != f"{{{NAMESPACE}}}deck":
        return None
    try:
        slides = tuple(_slide(element) for element in root)
    except (ValueError, KeyError):
        return None
    return Record(root.get("outline", ""), root.get("variant", ""), root.get("auto") == "1", slides)


def _slide(element: Any) -> NotedSlide:
    shapes = []
    for entry in (element.text or "").split("|"):
        if entry:
            id, rest = entry.split(" ", 1)
            place, check = rest.rsplit(" ", 1)
            shapes.append(Noted(int(id), place, check))
    hidden = element.get("hidden") == "1"
    number, key, place = int(element.attrib["id"]), element.attrib["page"], element.get("at", "")
    return NotedSlide(number, key, place, hidden, element.get("notes", ""), tuple(shapes))
