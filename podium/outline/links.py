"""Where a link may lead: to the web, a mail address, a telephone number or a slide of the deck, and nowhere else.

In: the address as it was written. Out: the address for the deck, or a hint on what to write instead. Programs that open
decks follow an address with few questions, so files, network shares and programs are not allowed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 2000  # characters; PowerPoint takes 2,083
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(r"https?://[^\s/\\?#]", re.IGNORECASE)
_DIRECT = re.compile(r"(?:mailto|tel):[^/\\\s]", re.IGNORECASE)
_WWW = re.compile(r"www\.[^\s/\\?#.]", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@/\\:]+@[\w-]+(\.[\w-]+)+")
_DOMAIN = re.compile(r"([a-z0-9-]+\.)+(com|org|net|edu|gov|int|info|eu|[a-z]{2})(/\S*)?", re.IGNORECASE)
_KINDS = "link to https://…, mailto:…, tel:… or #id"


class Address(NamedTuple):
    """An address: as it was written, as a deck carries it ("" for not at all), and then what would be right."""

    written: str
    target: str
    hint: str = ""


def address(written: str) -> Address:
    """Checks the address that was written."""
    text = re.sub(r"\s", "%20", written.strip())
    if len(text) > LONGEST:
        return Address(written, "", f"shorten it to {LONGEST:,} characters")
    if _WWW.match(text):
        text = f"https://{text}"
    if (text.startswith("#") and len(text) > 1) or (
        (_WEB.match(text) or _DIRECT.match(text)) and "\\" not in text.partition("?")[0]
    ):
        return Address(written, text)
    return Address(written, "", _instead(text))


def _instead(text: str) -> str:
    """What to write instead of an address that a deck cannot contain."""
    if _MAIL.fullmatch(text):
        return f"write mailto:{text}"
    if _SCHEME.match(text) or text.startswith(("//", "\\")) or text in ("", "#", "www."):
        return _KINDS
    if _DOMAIN.fullmatch(text):
        return f"write https://{text}"
    return "a file does not travel with the deck: put it on the web and link to it there"
