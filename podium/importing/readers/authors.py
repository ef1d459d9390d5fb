"""Whom a file names as its author: a person, not the program that wrote it.

In: what its properties say. Out: a name, or "".
"""

from __future__ import annotations

import re

from podium.importing import rich

_NO_PERSON = re.compile(
    r"(?:pptxgenjs|python-(?:pptx|docx)|steve canny|unknown|user|admin|microsoft)\b|.*@", re.IGNORECASE
)


def author_of(text: str | None) -> str:
    """The name in the property "creator" of an Office file, "" if it is of no person."""
    name = rich.clean(text or "").strip()
    return "" if _NO_PERSON.match(name) else name
