"""Numbers and names of fonts as a template writes them, which may be anything.

In: the text of an attribute. Out: a number within its range, or what stands for none; a name that is nothing but one.
"""

from __future__ import annotations

import re

MOST = 10**10  # the size of a number that is read: EMU of many slides, and any id
_WHOLE = re.compile(r"[+-]?[0-9]{1,11}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,11}(\.[0-9]{0,12})?")
_LISTED = re.compile("[,;]")
_NOT_IN_NAMES = frozenset('#<>{}\\"')  # what style sheets and settings of matplotlib take for more than letters
_LONGEST = 64  # letters; Windows takes 31


def whole(written: str | None, default: int = 0, least: int = -MOST, most: int = MOST) -> int:
    """A whole number; `default` for what is none, or is out of range."""
    if written is None or not _WHOLE.fullmatch(written.strip()):
        return default
    number = int(written)
    return number if least <= number <= most else default


def share(written: str | None, default: float = 0.0) -> float:
    """`75000` and `75%` as 0.75; `default` for what is no number."""
    text = (written or "").strip()
    number = text.removesuffix("%")
    if not _DECIMAL.fullmatch(number):
        return default
    return float(number) / (100 if text.endswith("%") else 100_000)


def family(written: str | None) -> str:
    """The name of a family of fonts, the first of a list; "" if nothing of it is one, or if it refers to the theme
    (`+mn-ea`)."""
    first = _LISTED.split(written or "", maxsplit=1)[0]
    if first.startswith("+"):
        return ""
    kept = "".join(c for c in first if c.isprintable() and c not in _NOT_IN_NAMES)
    return " ".join(kept.split())[:_LONGEST].strip()
