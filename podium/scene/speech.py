"""What the lecturer is told: times, and the cues in notes.

In: seconds, and lines of notes. Out: the same words in PowerPoint's notes, on paper and in an editor.
"""

from __future__ import annotations

import re

CUE = r"(\[[^\[\]\n]{1,30}\])"
"""A cue in a line of notes, as a regular expression of Python and of JavaScript."""
_LONG = 90  # seconds, from which on they are told as minutes


def clock(seconds: float) -> str:
    """ "12:30"; "75:00" after an hour and a quarter."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def length(seconds: float) -> str:
    """ "45 s", "3 min"."""
    whole = round(seconds)
    return f"{round(whole / 60)} min" if whole >= _LONG else f"{whole} s"


def cues(line: str) -> list[tuple[str, bool]]:
    """A line of notes in parts, each with whether it is a cue: [click], [pause]."""
    if "[" not in line:
        return [(line, False)]
    return [(part, n % 2 == 1) for n, part in enumerate(re.split(CUE, line)) if part]
