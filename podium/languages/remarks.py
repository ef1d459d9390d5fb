"""What in notes is a remark: a paragraph that is for the lecturer alone.

In: a paragraph and the language of the deck. Out: the words by which it is one, with their colon.
"""

from __future__ import annotations

import re
from functools import cache

from podium import languages

_LABEL = re.compile(r"([^:：]{2,60}?)\s?[:：]\s?")
_IDEOGRAPHS = "\u2e80"  # and beyond: there a word without blanks is a whole clause


def label(paragraph: str, lang: str) -> str:
    """What stands before a paragraph that is not to be said, with its colon: a word ("Doubtful: "), or those with which
    podium itself says what is uncertain on a map or the right answer. "" for speech."""
    found = _LABEL.match(paragraph)
    if found is None:
        return ""
    words = found[1]
    is_one = words.isalpha() and max(words) < _IDEOGRAPHS
    return found[0] if is_one or words in _own(lang) else ""


@cache
def _own(lang: str) -> frozenset[str]:
    """Podium's own words before a colon."""
    w = languages.of(lang)
    answers = [words.partition("{}")[0] for words in (w.slides.right_answer, w.slides.right_answers)]
    return frozenset((w.maps.uncertain, w.maps.drawn_schematic, *(words.rstrip(" \u00a0:：") for words in answers)))
