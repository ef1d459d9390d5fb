"""Field types that the outline's models share: texts, items, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from podium.outline.models import Problem, ReadWith, is_empty, mistake, mistakes, what

if TYPE_CHECKING:
    from podium.outline.dates.parse import HistoricalDate
else:
    HistoricalDate = Any  # pydantic need not know: `_read_date` makes it, and loads the class with the first date

# The language of the outline that is being read: "38.000" is a different number in German.
reading_language: ContextVar[str] = ContextVar("reading_language", default="en")


MOST_MINUTES = 600
_LANGUAGE = re.compile(r"^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$")
_YEARS = re.compile(  # 1878-1953, 1878 - c. 1953, 1950-; but not 1878-12
    r"(?<!-\d)(?<!-\d\d)(?<=[\dE?])\s*--?\s*(?=(?:[^\W\d]+\.?\s*|†\s*)?(?:\d{3,4}|1[3-9]|[2-9]\d)\b(?!-)|\?|$)"
)
_DAYS = re.compile(r"(?<=\d)\s+--?\s+(?=\d)")  # 1878-12-18 - 1953-03-05
# To YAML, a list pasted with its own bullets is a single text.
_PASTED_BULLETS = re.compile(r"\s*([•·‣▪◦●∙–—*-])\s.*\s\1\s", re.DOTALL)


class Item(NamedTuple):
    """An entry of a list: a text, or a claim with its proof, or a text with a list below it."""

    text: str
    proof: str = ""
    below: tuple[Item, ...] = ()

    def words(self) -> Iterator[str]:
        """All its texts, its own and those below it."""
        yield self.text
        if self.proof:
            yield self.proof
        for item in self.below:
            yield from item.words()


def _read_item(data: Any) -> Item:
    if isinstance(data, Item):
        return data
    if isinstance(data, (int, float)):
        data = str(data)
    if isinstance(data, str):
        if _PASTED_BULLETS.match(data):
            raise mistake("several bullets in one item", "shape", "start a new line with '- ' for each")
        return Item(data)
    if isinstance(data, list):
        hint = "give the inner list a heading: '- heading:' with the list below it"
        raise mistake("a list directly inside a list", "shape", hint)
    if not isinstance(data, dict) or len(data) != 1:
        raise mistake(
            "an item is a text, or 'Claim: its proof'",
            "shape",
            "put text that contains ': ' in quotes, or begin each item with '- '",
        )
    ((claim, value),) = data.items()
    if is_empty(value):
        return Item(claim)
    if isinstance(value, str):
        return Item(claim, value)
    if isinstance(value, list):
        return Item(claim, below=_read_items(value, claim))
    raise mistakes([Problem((claim,), "expected text or a list", "shape")])


def _read_items(data: Any, *path: str | int) -> tuple[Item, ...]:
    if isinstance(data, str):
        data = [data]
    if isinstance(data, dict):  # `items: {Claim: proof, …}` is also accepted
        return tuple(_read_item({k: v}) for k, v in data.items())
    if not isinstance(data, (list, tuple)):
        raise mistake("expected a list", "shape", "begin each line with '- '")
    items, problems = [], []
    for n, entry in enumerate(data):
        if is_empty(entry) or entry in ({}, []):
            continue
        try:
            items.append(_read_item(entry))
        except PydanticCustomError as e:
            problems += [p.under(*path, n) for p in (e.context or {})["problems"]]
    if problems:
        raise mistakes(problems)
    return tuple(items)


def _read_text(data: Any) -> str:
    if isinstance(data, str):
        return data
    if isinstance(data, (int, float)) and not isinstance(data, bool):
        return str(data)
    if isinstance(data, dict) and len(data) == 1:
        raise mistake("expected text, not 'key: value'", "type", "put text that contains ': ' in quotes")
    if isinstance(data, list):
        hint = "for paragraphs write '|' behind the key, and them below it, with an empty line between"
        raise mistake(f"expected text, not {what(data)}", "type", hint)
    raise mistake(f"expected text, not {what(data)}" if isinstance(data, dict) else "expected text", "type")


def _read_life(data: Any) -> str:
    """A text whose years have the dash of a range between them; a day (`1878-12-18`) keeps its hyphens."""
    from podium.outline.nodes import Scalar

    text = _read_text(data)
    return Scalar.of(_DAYS.sub(" – ", _YEARS.sub("–", text)), text)


def _read_date(data: Any) -> HistoricalDate:
    from podium.outline.dates.parse import DateError, HistoricalDate, parse_date

    if isinstance(data, HistoricalDate):
        return data
    try:
        return parse_date(_read_text(data), reading_language.get())
    except DateError as e:
        raise mistake(str(e), "date") from None


def read_minutes(value: Any) -> float:
    """Minutes as a number, or as minutes and seconds: `1.5`, `1:30`. Raises ValueError for anything else."""
    text = str(value).strip() if isinstance(value, (str, int, float)) else ""
    found = re.fullmatch(r"(\d{1,3}):([0-5]\d)|(\d{1,3}(?:[.,]\d+)?)", text)
    minutes = 0.0
    if found:
        minutes = int(found[1]) + int(found[2]) / 60 if found[1] else float(found[3].replace(",", "."))
    if not 0 < minutes <= MOST_MINUTES:
        raise mistake(f"{what(value)} is no number of minutes", "value", "write minutes, as 2 or 1.5, or 1:30")
    return minutes


def is_language(tag: str) -> bool:
    """Whether a text is the tag of a language."""
    return _LANGUAGE.match(tag) is not None


def _read_language(tag: Any) -> str:
    if not isinstance(tag, str) or not is_language(tag):
        raise mistake(f"{what(tag)} is not a language tag", "value", "write, for example, en, de, ru or zh-Hant")
    return tag


def _read_texts(data: Any) -> tuple[str, ...]:
    """One text or a list of texts; an empty text keeps its position."""
    if isinstance(data, (list, tuple)):
        return tuple("" if is_empty(d) else _read_text(d) for d in data)
    return (_read_text(data),)


_TEXT = {"type": ["string", "number"]}
TextField = Annotated[str, ReadWith(_read_text), WithJsonSchema(_TEXT)]
LifeField = Annotated[str, ReadWith(_read_life), WithJsonSchema(_TEXT)]
TextsField = Annotated[
    tuple[str, ...], ReadWith(_read_texts), WithJsonSchema({"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]})
]
ItemsField = Annotated[tuple[Item, ...], ReadWith(_read_items), WithJsonSchema({"type": ["array", "object", "string"]})]
DateField = Annotated[HistoricalDate, ReadWith(_read_date), WithJsonSchema(_TEXT)]
MinutesField = Annotated[
    float | None, ReadWith(read_minutes), WithJsonSchema({"type": ["number", "string"]})
]
LanguageField = Annotated[
    str, ReadWith(_read_language), WithJsonSchema({"type": "string", "pattern": _LANGUAGE.pattern})
]
