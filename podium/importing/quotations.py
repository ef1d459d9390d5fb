"""Who said a quotation: what stands behind a dash below it, "— Otto, 1848".

In: texts. Out: the words behind the dash, and the texts above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.importing import rich
from podium.importing.model import Rich

_DASH = re.compile(r"[—–-]{1,3}\s*(?=\S)")
_LONGEST = 100  # letters; more are a paragraph in which somebody speaks


def by_of(text: Rich) -> Rich:
    """Whom a line names behind a dash, () if it does not."""
    letters = rich.text_of(text)
    dash = _DASH.match(letters) if len(letters) <= _LONGEST else None
    return rich.sliced(text, dash.end(), len(letters)) if dash else ()


def parted(texts: Sequence[Rich]) -> tuple[Sequence[Rich], Rich]:
    """The texts of a quotation, and whom the last of several names."""
    by = by_of(texts[-1]) if len(texts) > 1 else ()
    return (texts[:-1], by) if by else (texts, ())
