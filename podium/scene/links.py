"""Where links lead outside the deck.

In: the target of a link. Out: the address as files need it.
"""

from __future__ import annotations

_KEPT = "%/:=&?~#+!$,;'@()*[]"  # characters with a meaning in addresses


def quoted(target: str) -> str:
    """The address in the characters that addresses may have."""
    from urllib.parse import quote

    return quote(target, safe=_KEPT)
