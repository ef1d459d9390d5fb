"""Dates in other languages put into the English words that `dates` reads.

In: a folded text (as `fold` makes it) and a language. Out: the same date in English words, such as `44 bc` for
`44 v. Chr.`; what the language does not know stays as it is, so that numbers, ISO dates and English pass through.
The words are those that podium writes (from `podium.languages` and Babel) read backwards, and the spellings of the
language's file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from podium import languages
from podium.languages.catalogue import DateSpellings, DateWords
from podium.languages.en import MONTHS as ENGLISH_MONTHS
from podium.languages.tags import language
from podium.outline.dates.format import calendar_of

_FORMS: Final = ("before", "by", "until", "after", "since", "between")
_PARTS: Final = ("early", "mid", "late")
_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_ERAS: Final = ("bc", "ad")
_OTHERS: Final = ("c.", "perhaps", "–", "the")
_FIELDS: Final = {"c.": "circa", "–": "to", "the": "skipped"}  # of `DateSpellings`, where named otherwise
_SIGNS: Final = DateWords()  # what is written where a language has no words
_MONTHS: Final = "|".join(ENGLISH_MONTHS).lower()
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_NUMBERS: Final = {
    "{}": r"(\d{0,3}0)",
    "{n}": r"(\d{1,3})",
    "{roman}": "([ivx]+)",
    "{ordinal}": r"(\d{1,3})(?:st|nd|rd|th)",
}
_SHARED_CENTURY: Final = re.compile(r"(?<![^\W\d_])([ivx]+)e? ?[–/-] ?(?= *\d+th century)")  # `IIIe–IIe siècle`
_UNSPACED: Final = "\u0e00"  # from here on (Thai, Hangul, Chinese), words are not separated by blanks


class _Grammar(NamedTuple):
    """How a language writes dates, ready for reading."""

    forms: tuple[tuple[str, re.Pattern[str]], ...]  # the English word, and the pattern of a whole text
    ages: tuple[tuple[str, re.Pattern[str]], ...]  # "s" or "th century", and the pattern with its number
    words: re.Pattern[str]  # every phrase, the longest first
    meanings: dict[str, str]  # the English word of a phrase, by its letters and digits
    year_first: bool


def fold(text: str) -> str:
    """Lower case without accents, with one kind of blank, dash and minus, as in the vocabularies."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(mark for mark in decomposed if unicodedata.category(mark) not in ("Mn", "Cf"))
    return " ".join(bare.translate(str.maketrans("ı’—‒―−‐‑", "i'–––---")).split())


def in_english(text: str, lang: str) -> str:
    """A folded date with the words of `lang` in English. Babel is imported only for a text that has words."""
    is_english = language(lang) == "en"
    if not re.search(r"[<>≤≥…\[]" if is_english else r"[^\W\d_xy]|[<>≤≥…\[]", text):
        return _with_months(text)
    grammar = _grammar(lang)
    for form, pattern in grammar.forms:
        if found := pattern.fullmatch(text):
            ends = [_words(end, grammar) for end in found.groups()]
            # `dal 1935 al 1939` is a span, `seit 10–19 n. Chr.` a date that is vaguely known.
            is_worded_span = form == "since" and "–" in ends[0] and "–" not in found[1]
            return f"{'from' if is_worded_span else form} {' and '.join(ends)}"
    return _words(text, grammar)


def _words(text: str, grammar: _Grammar) -> str:
    """One date or span, without the words around it, in English."""
    for unit, pattern in grammar.ages:
        text = pattern.sub(lambda match, unit=unit: f" {_arabic(match[1])}{unit} ", text)  # type: ignore[misc]
    text = _SHARED_CENTURY.sub(lambda match: f" {_arabic(match[1])} – ", text)
    text = re.sub(r"(?<=\d)[°º]", "", text)  # 1° settembre
    text = grammar.words.sub(lambda match: f" {grammar.meanings[_letters(match[0])]} ", text)
    text = _with_months(text)
    text = re.sub(r"^\s*– ", "", text) if not text.startswith("–") else text  # `au XIXe siècle` is not an end of a span
    text = " ".join(text.split())
    text = re.sub(r"(\d{4} ?[/–-] ?\d{2,4}) winter", r"winter \1", text)
    text = re.sub(r"winter de (?=\d)", "winter ", text)
    if grammar.year_first:  # a short year would be read as the day
        text = re.sub(rf"(?<!\d)(\d{{1,2}}) ((?:{_MONTHS}) \d)", lambda m: f"{m[1]:0>4} {m[2]}", text)
    return text


def _with_months(text: str) -> str:
    """`1.9.–3.10.1939` with its months in words, and `9.1939`; a whole `3.10.1939` needs none."""

    def in_words(match: re.Match[str]) -> str:
        return f"{match[1]} {ENGLISH_MONTHS[int(match[2]) - 1].lower()} "

    if "." not in text:
        return text
    text = re.sub(r"(?<![\d.])(\d{1,2})\. ?(0?[1-9]|1[0-2])\.(?! ?\d{3,4}(?!\d))", in_words, text)
    return re.sub(r"(?<![\d.])()(0?[1-9]|1[0-2])\.(?=\d{4}(?!\d))", in_words, text)


def _arabic(number: str) -> str:
    """A number in digits or small Roman numerals, in digits."""
    if number.isdecimal():
        return number
    values = [_ROMAN[letter] for letter in number]
    return str(sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)))


@cache
def _grammar(lang: str) -> _Grammar:
    catalogue = languages.of(lang)
    written, also = catalogue.dates, catalogue.date_spellings
    calendar = calendar_of(lang, "long")
    order = calendar.patterns["dMy"]
    era_last = not calendar.patterns["Gy"].startswith("G")
    phrases = {_letters(fold(phrase)): (word, fold(phrase)) for word, phrase in _phrases(lang, written, also)}
    phrases.pop("", None)
    longest_first = sorted(phrases, key=len, reverse=True)
    forms = [
        (form, _template(fold(template)))
        for form in _FORMS
        for template in (getattr(written, form), getattr(_SIGNS, form), *_variants(also, form))
    ]
    ages = [("s", t) for t in (written.decade, *written.decades.values(), *_variants(also, "decade"))]
    ages += [("th century", t) for t in (written.century, *_variants(also, "century"))]
    return _Grammar(
        forms=tuple((form, re.compile(p)) for form, p in sorted(forms, key=lambda pair: -len(pair[1]))),
        ages=tuple((unit, re.compile(_age(fold(t)))) for unit, t in sorted(ages, key=lambda p: -len(p[1])) if t),
        words=re.compile(
            "|".join(
                # `1935 a c. 1939` is not `a. C.`: if the era follows its year, no number follows the era.
                _phrase(phrases[key][1]) + (r"(?!\s?\d)" if era_last and phrases[key][0] in _ERAS else "")
                for key in longest_first
            )
        ),
        meanings={key: "" if word == "the" else word.lower() for key, (word, _) in phrases.items()},
        year_first=order.find("y") < order.find("d"),
    )


def _phrases(lang: str, written: DateWords, also: DateSpellings) -> Iterator[tuple[str, str]]:
    """English words and the phrases that mean them; the last of two equal phrases counts."""
    for style in ("short", "long"):
        calendar = calendar_of(lang, style)
        for pattern in calendar.patterns.values():
            for literal in re.split(r"[dMLyG{}]+", re.sub(r"'([^']*)'", _quoted, pattern)):
                yield "the", literal.translate(_UNQUOTED)
        for names in (calendar.months, calendar.months_alone):
            yield from zip(ENGLISH_MONTHS, names, strict=True)
        for eras in calendar.every_era:
            yield from zip(_ERAS, eras, strict=True)
    for meaning in (*_PARTS, *_SEASONS, *_ERAS, *_OTHERS):
        for phrase in _variants(also, meaning):
            yield meaning, phrase
    for part in _PARTS:
        yield part, getattr(written, part).replace("{}", "")
    yield "c.", written.circa.replace("{}", "")
    yield from zip(_SEASONS, written.seasons, strict=False)


# Letters in quotes are not fields: they are replaced before splitting at the fields.
_UNQUOTED: Final = {0xE000 + ord(letter): letter for letter in "dMLyG"}


def _quoted(match: re.Match[str]) -> str:
    return match[1].translate({ord(letter): chr(0xE000 + ord(letter)) for letter in "dMLyG"})


def _variants(spellings: DateSpellings, meaning: str) -> list[str]:
    text = str(getattr(spellings, _FIELDS.get(meaning, meaning)))
    return text.split("|") if text else []


def _letters(phrase: str) -> str:
    """A phrase without its optional dots, blanks and dashes."""
    return re.sub(r"[\W_]", "", phrase)


def _phrase(text: str) -> str:
    """The pattern of a folded phrase: whole words, with any dots, blanks and dashes between them."""
    runs = re.findall(r"\d+|[^\W\d_]+", text)
    pattern = runs[0]
    for before, run in pairwise(runs):
        joined = f"{before}{run}" in text or len(before) == len(run) == 1
        pattern += (r"[^\w–/]{0,3}" if joined else r"[^\w–/]{1,3}") + run
    start = r"(?<!\d)" if runs[0].isdecimal() else r"(?<![^\W\d_])" if runs[0][0] < _UNSPACED else ""
    end = r"(?!\d)" if runs[-1].isdecimal() else r"(?![^\W\d_])" if runs[-1][-1] < _UNSPACED else ""
    last = text.rstrip()[-1]
    return start + pattern + end + (r"\.?" if "." in text else re.escape(last) + "?" if last in "-'" else "")


def _template(text: str) -> str:
    """The pattern of a folded template such as `zwischen {} und {}`."""
    literals = [r"\s*".join(map(_literal, piece.split())) for piece in text.split("{}")]
    return r"\s*(.+?)\s*".join(literals)


def _literal(word: str) -> str:
    """A word of a template as a whole word; signs as they are."""
    if not word[0].isalpha() or word[0] >= _UNSPACED:
        return re.escape(word)
    return rf"(?<![^\W\d_])(?:{re.escape(word)})" + (r"(?![^\W\d_])" if word[-1].isalpha() else "")


def _age(text: str) -> str:
    """The pattern of a folded template of decades or centuries such as `{n}. jahrhundert`."""
    number = next(placeholder for placeholder in _NUMBERS if placeholder in text)
    head, _, tail = text.partition(number)
    gap = r"[^\w–/]{0,3}"
    before = _phrase(head) + gap if _letters(head) else r"(?<!\d)" if number != "{roman}" else r"(?<![^\W\d_])"
    after = gap + _phrase(tail).removeprefix(r"(?<![^\W\d_])") if _letters(tail) else r"(?!\w)"
    return before + _NUMBERS[number] + after
