"""Names as people type them.

In: a name and the known names. Out: a key for comparisons, and the nearest known names.
"""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterable

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


class UnknownName(LookupError):
    """An unknown name of a unit, a place, a recipe. `suggestion` is "did you mean ...?" or None."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


@functools.lru_cache(maxsize=1 << 18)
def fold(name: str) -> str:
    """Lower case, no accents, no punctuation: "L'viv", "Lviv" and "LVIV" compare equal. Other scripts are unchanged."""
    folded = name.lower() if name.isascii() else unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return re.sub(r"[\W_]+", "", "".join(c for c in folded if not unicodedata.combining(c)))


def nearest(name: str, known: Iterable[str], count: int = 3, *, close: bool = False) -> list[str]:
    """The names in `known` most similar to `name`, best first; none if nothing is near. In a name of four letters only
    one may differ, or two neighbours be swapped, as any two letters occur in many names. close: allows no more than a
    slip or two in any name, and no longer names that merely contain it."""
    keys: dict[str, str] = {}
    for candidate in known:
        keys.setdefault(fold(candidate), candidate)
    wanted = fold(name)
    if close:
        keys = {key: candidate for key, candidate in keys.items() if abs(len(key) - len(wanted)) < 2}
    short = len(wanted) <= 4
    cutoff = 0.8 if close and not short else 0.7 if short or len(wanted) == 5 else 0.6
    found = difflib.get_close_matches(wanted, keys, n=3 * count if short else count, cutoff=cutoff)
    if short:
        found = [k for k in found if _one_slip(wanted, k)]
    if close:
        return [keys[k] for k in found[:count]]
    begins = len(wanted) <= 5
    inside = sorted(
        (k for k in keys if len(wanted) >= 4 and (k.startswith(wanted) if begins else wanted in k) and k not in found),
        key=len,
    )
    return [keys[k] for k in (found + inside)[:count]]


def _one_slip(a: str, b: str) -> bool:
    """Whether one letter more, less or different, or two neighbours swapped, turn one into the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    one, other = a[start:], b[start:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped


def did_you_mean(name: str, known: Iterable[str], *, close: bool = False) -> str | None:
    """A suggestion for an unknown name, "did you mean 'A' or 'B'?", or None; `close` as for `nearest`."""
    near = nearest(name, known, close=close)
    if not near:
        return None
    quoted = [f"'{n}'" for n in near]
    return f"did you mean {' or '.join([', '.join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)}?"
