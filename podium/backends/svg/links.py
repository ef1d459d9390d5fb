"""Links and ids in the HTML file.

In: ids of slides, and where links lead. Out: the same in the file. What the file needs besides slides (`_notes`,
`_p1-0`) has ids with one underscore before them; a slide's id that begins with one gets another.
"""

from __future__ import annotations

from html import escape


def slide_id(id: str) -> str:
    """The id of a slide's element."""
    return f"_{id}" if id.startswith("_") else id


def address(target: str) -> str:
    """Where a link leads."""
    return f"#{slide_id(target[1:])}" if target.startswith("#") else target


def anchor(target: str, inside: str) -> str:
    """A link about words or a drawing; what is not in the file opens beside it."""
    beside = "" if target.startswith("#") else ' target="_blank" rel="noopener"'
    return f'<a href="{escape(target)}"{beside}>{inside}</a>'
