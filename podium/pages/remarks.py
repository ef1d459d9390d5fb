"""What of notes is said.

In: notes, one paragraph a line, and the language of the deck. Out: the notes without remarks and cues.
"""

from __future__ import annotations

from podium.languages.remarks import label
from podium.scene.speech import cues


def speech(notes: str, lang: str) -> str:
    """The words of notes that are said."""
    lines = (line for line in notes.split("\n") if not label(line, lang))
    return "\n".join("".join(part for part, is_cue in cues(line) if not is_cue) for line in lines)
