"""What the words of a page could be besides: figures per side, dates, places, offered as comments."""

from __future__ import annotations

from podium.importing.model import Document


def with_offers(document: Document) -> Document:
    return document
