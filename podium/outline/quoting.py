"""Texts as YAML has them, for programs that write outlines.

In: a text. Out: the same text as a plain or quoted scalar, which YAML reads back letter by letter.
"""

from __future__ import annotations

import json
import re

_RISKY = r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$|\s#|\s$|[\x00-\x1f\x7f\x85\u2028\u2029]"
_RISKY_IN_FLOW = r"[,\[\]{}]"


def quoted(text: str, flow: bool = False) -> str:
    """A text as YAML has it: plain if it can be, else in quotes; `flow`: between braces or brackets."""
    risky = f"{_RISKY}|{_RISKY_IN_FLOW}" if flow else _RISKY
    is_plain = text and text.lower() not in ("null", "~") and not re.search(risky, text)
    in_quotes = json.dumps(text, ensure_ascii=False)
    return text if is_plain else re.sub(r"[\x7f\x85\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", in_quotes)
