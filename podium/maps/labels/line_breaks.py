"""How a label is written: on how many lines, in capitals, short or in full.

In: words. Out: lines of nearly equal length; spellings, the full one first.
"""

from __future__ import annotations

import re

from podium.languages.tags import language

_MANY_WORDS = 40  # of a label
_HYPHEN = re.compile(r"(?<=\w\w\w)[-–](?=\w\w\w)")


def split(words: str, lines: int) -> list[str] | None:
    """The words on that many lines of nearly equal length, None if there are fewer words than lines."""
    parts = words.split()
    if lines == 1 or not words:
        return [words]
    if len(parts) < lines:
        return None
    if len(parts) > _MANY_WORDS:  # too long for any label: where it is cut no longer matters, the time does
        each = -(-len(parts) // lines)
        return [" ".join(parts[n : n + each]) for n in range(0, len(parts), each)]
    best: list[str] | None = None
    for cut in range(1, len(parts) - lines + 2):
        rest = split(" ".join(parts[cut:]), lines - 1)
        if rest is not None:
            candidate = [" ".join(parts[:cut]), *rest]
            if best is None or max(map(len, candidate)) < max(map(len, best)):
                best = candidate
    return best


def broken(words: str, lines: int) -> list[str] | None:
    """`split`, but behind hyphens too."""
    found = split(_HYPHEN.sub("\\g<0>\u2060 ", words), lines)
    return None if found is None else [line.replace("\u2060 ", "").replace("\u2060", "") for line in found]


def capitals(words: str, lang: str) -> str:
    """A name in capitals; Turkish and Azeri have their own of i."""
    return (words.replace("i", "İ") if language(lang) in ("tr", "az") else words).upper()


def spellings(words: str, lang: str) -> list[str]:
    """A name in capitals, and without what stands in brackets."""
    return [capitals(w, lang) for w in dict.fromkeys((words, words.partition(" (")[0]))]
