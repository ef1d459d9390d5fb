"""Offers for all pages of a document: figures below the page that they stand on, times and places below their part.

In: a document whose pages were made of running text. Out: the document with `Page.offers`.
"""

from __future__ import annotations

from dataclasses import replace

from podium.importing.model import Document, Part
from podium.importing.offers.chronology import timeline
from podium.importing.offers.figures import figures
from podium.importing.offers.places import Places


def with_offers(document: Document) -> Document:
    """The document with what may be slides too."""
    places = Places()
    return replace(document, parts=tuple(_part(part, document.lang, places) for part in document.parts))


def _part(part: Part, lang: str, places: Places) -> Part:
    pages = [replace(page, offers=(*page.offers, *figures(page.notes, lang))) for page in part.pages]
    if pages:
        notes = [note for page in pages for note in page.notes]
        more = (*timeline(notes, lang), *places.map_of(notes, lang))
        pages[-1] = replace(pages[-1], offers=(*pages[-1].offers, *more))
    return replace(part, pages=tuple(pages))
