"""A warning for letters of a painted picture that no installed font has.

In: the model whose picture it is, and the letters. Out: a finding at the first text that needs one, with the name of
their script and a font that would help.
"""

from __future__ import annotations

import re
import unicodedata

from podium.layout.stage import Stage
from podium.outline.models import Model
from podium.outline.nodes import every_text

_FEW = 5  # signs that are named
_SCRIPT = re.compile(r"(.+?) (?:CAPITAL|SMALL|LETTER|VOWEL|SYLLABLE|SIGN|DIGIT|UNIFIED|HIEROGLYPH|CHARACTER|MARK)\b")
_COMMON_NAMES = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}


def warn_of(model: Model, stage: Stage, letters: str) -> None:
    """A warning for letters of the model's picture that no installed font has, at the first text that needs one."""
    texts = every_text(model.tree, (0, 0))
    place = next((at for text, at in texts if not set(letters).isdisjoint(text)), model.place())
    scripts = list(dict.fromkeys(filter(None, map(_script, letters))))
    if scripts:
        what = f"{' and '.join(scripts)} letters"
        font = "CJK" if set(scripts) & set(_COMMON_NAMES.values()) else scripts[0]
        hint = f"install one, for example Noto Sans {font}"
    else:
        what, hint = " and ".join(f"'{c}'" for c in letters[:_FEW]), "write a word instead"
    message = f"no installed font has {what}: they appear as boxes in the picture"
    stage.report.warn(message, stage.outline.span(place), "no-font", hint)


def _script(letter: str) -> str:
    """ "Thai" for a letter of that script, "" for a sign of none."""
    match = _SCRIPT.match(unicodedata.name(letter, ""))
    if not match or unicodedata.category(letter)[0] not in "LMN":
        return ""
    return _COMMON_NAMES.get(match[1].split()[0], match[1].title())
