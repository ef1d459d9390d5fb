"""Texts as YAML has them, for programs that write outlines.

In: a text. Out: the same text as a plain or quoted scalar, which YAML reads back letter by letter; characters that
no outline can have (`source.UNPRINTABLE`) stay what they are, and so does the key `<<`, which is none.
"""

from __future__ import annotations

import json
import re

_RISKY = r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$|\s#|\s$|^<<$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_RISKY_IN_FLOW = r"[,\[\]{}?]"
_ESCAPED = re.compile(
    r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)  # which JSON leaves as they are


def quoted(text: str, flow: bool = False) -> str:
    """A text as YAML has it: plain if it can be, else in quotes; `flow`: between braces or brackets."""
    risky = f"{_RISKY}|{_RISKY_IN_FLOW}" if flow else _RISKY
    is_plain = text and text.lower() not in ("null", "~") and not re.search(risky, text)
    return text if is_plain else _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))
