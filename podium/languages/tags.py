"""Language tags. In: a tag as people write it (`de`, `de-AT`, `zh_Hant`). Out: the language itself (`de`, `zh`), by
which the words that the program writes are kept."""

from __future__ import annotations


def language(tag: str) -> str:
    """The language of a tag, in lower case: its primary subtag (BCP 47)."""
    return tag.replace("_", "-").partition("-")[0].lower()
