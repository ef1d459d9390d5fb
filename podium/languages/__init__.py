"""All that podium writes and reads in a language: one file per language, found by its name.

In: a language tag as outlines have it (`de`, `de-AT`, `zh_Hant`). Out: `of` gives the `Catalogue` of its language.

To add a language, copy any language file but `en.py` to the new code (`nl.py`), one of `presenter/` too (`nl.json`),
and translate the texts in quotes. Keep the fields in braces; `catalogue.py` says what each text is for and which may be
left out. Set `proofing`, and move the language's row in `others.py`, if it has one, into `date_spellings` and
`quantity_spellings`. Months, eras and separators come from Babel. Run `pytest tests/languages tests/outline`: it
reports what is missing, and what podium would write in the language but not read.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from podium import registry
from podium.languages.catalogue import Catalogue, DateSpellings, DateWords, QuantityWords
from podium.languages.tags import language

_CODE = re.compile("[a-z]{2,3}")  # the names of modules with languages


@cache
def names() -> tuple[str, ...]:
    """The codes of the languages that have a file, sorted."""
    return tuple(name for name in registry.modules(*__path__) if _CODE.fullmatch(name))


@cache
def has_file(tag: str) -> bool:
    """Whether podium writes in a language."""
    name = language(tag)
    return bool(_CODE.fullmatch(name)) and find_spec(f"{__name__}.{name}") is not None


@cache
def of(tag: str) -> Catalogue:
    """The catalogue of a language.

    Without a file it has English labels, signs for what is uncertain (`~1935`, `≤20`), and ratios in figures; such
    spellings as `others.py` has are read.
    """
    name = language(tag)
    if has_file(name):
        found: Catalogue = import_module(f"{__name__}.{name}").CATALOGUE
        return found
    from podium.languages.others import OTHERS, OtherLanguage

    other = OTHERS.get(name, OtherLanguage())
    own = {
        "proofing": other.proofing,
        "dates": DateWords(),
        "date_spellings": other.dates,
        "quantities": QuantityWords(),
        "quantity_spellings": other.quantities,
        "ratios": None,
    }
    return Catalogue(**{**of("en").as_dict(), **own})


def presenter(tag: str) -> dict[str, str]:
    """The words of the presenter in a browser, by the English ones; none for English, or without a file."""
    import json

    place = Path(__path__[0], "presenter", f"{language(tag)}.json")
    return dict(json.loads(place.read_text("utf-8"))) if place.is_file() else {}


def summary(name: str) -> str:
    """The name of a language, in English and in the language itself: `German (Deutsch)`."""
    from babel import Locale

    locale = Locale(name)
    own = f" ({locale.display_name})" if name != "en" else ""
    return f"{locale.english_name}{own}"


def proofing(tag: str) -> str:
    """The tag with a region, as PowerPoint needs it for every text."""
    tag = tag.replace("_", "-")
    return tag if "-" in tag else of(tag).proofing


def spelling(tag: str) -> str:
    """The tag by which PowerPoint checks and speaks words of a language that is not the deck's."""
    found = proofing(tag)
    return found if language(found) == language(tag) else tag


@cache
def date_spellings() -> dict[str, DateSpellings]:
    """How dates are written in every known language but English. Loads all language files."""
    from podium.languages.others import OTHERS

    written = {name: of(name).date_spellings for name in sorted({*names(), *OTHERS})}
    return {name: spellings for name, spellings in written.items() if spellings.bc}
