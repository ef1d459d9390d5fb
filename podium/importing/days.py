"""Days as people write them above a post or on a cover, in the languages that forums and decks are mostly in.

In: nothing. Out: regular expressions, to be used without regard to case.
"""

from __future__ import annotations

from podium.languages.en import MONTHS as ENGLISH

_OTHERS = (
    "januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre"
    "|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio"
    "|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|novembre|dicembre|января|февраля|марта|апреля|мая|июня|июля"
    "|августа|сентября|октября|ноября|декабря"
)
ENGLISH_MONTH = f"(?:{'|'.join((*ENGLISH, *(name[:3] for name in ENGLISH), 'Sept'))})"
"""A month in English, whole or short; a full stop may follow."""
MONTH = f"(?:{ENGLISH_MONTH}|{_OTHERS})"
DATE = (
    rf"(?:{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}\.? (?:de )?{MONTH}\.?,? (?:de )?\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4})"
)
"""A day with its year."""
