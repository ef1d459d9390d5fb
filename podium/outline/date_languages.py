"""Dates in the languages that podium writes, put into the words that `podium.outline.dates` reads.

In: a folded text that is no English date. Out: what it says in English, once for each language in which it may say
something. The templates by which `date_format` writes are read backwards here, so what podium writes in a language it
also reads in it; eras have more spellings than one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from podium.outline.date_words import DateWords, all_date_words

Fold = Callable[[str], str]

# Letters of the eras' names, a word each; dots, hyphens and blanks between them are free.
_BEFORE = {
    "de": "v chr|vor chr|vor christus|v christus|vor christi geburt|v u z|v d z",
    "fr": "av j c|avant j c|av jc|avant jesus christ|a e c",
    "es": "a c|a e c|antes de cristo|antes de c|a de c",
    "it": "a c|avanti cristo|a e v",
    "pt": "a c|antes de cristo|a e c",
    "ru": "до н э|до нашеи эры|до р х|до рождества христова",
    "uk": "до н е|до нашої ери|до р х",
    "el": "π χ|π κ ε|προ χριστου",
    "tr": "m o|i o|milattan once|isadan once",
    "pl": "p n e|przed chr|przed nasza era",
    "zh": "公元前|前(?=\\d)",
    "ja": "紀元前|前(?=\\d)",
    "nl": "v chr|voor christus",
    "sv": "f kr|fore kristus|f v t",
    "da": "f kr|for kristus",
    "nb": "f kr|for kristus",
    "cs": "pr n l|pred kristem",
    "hu": "i e|kr e",
    "ro": "i hr|inainte de hristos",
    "bg": "пр хр|преди христа",
    "sr": "п н е|пре нове ере",
    "": "b c e|b c",
}
_SINCE = {
    "de": "n chr|nach chr|nach christus|u z",
    "fr": "ap j c|apr j c|apres j c|apres jesus christ|de notre ere",
    "es": "d c|e c|despues de cristo",
    "it": "d c|dopo cristo|e v",
    "pt": "d c|depois de cristo|e c",
    "ru": "н э|нашеи эры|от р х",
    "uk": "н е|нашої ери|від р х",
    "el": "μ χ|κ ε|μετα χριστον",
    "tr": "m s|i s|milattan sonra",
    "pl": "n e|po chr",
    "zh": "公元",
    "ja": "西暦",
    "nl": "n chr|na christus",
    "sv": "e kr|efter kristus|v t",
    "da": "e kr|efter kristus",
    "nb": "e kr|etter kristus",
    "cs": "n l|po kristu",
    "hu": "i sz|kr u",
    "ro": "d hr|dupa hristos",
    "bg": "сл хр|след христа",
    "sr": "н е|нове ере",
    "": "c e|a d",
}
_FORMS = ("until", "before", "by", "after", "since", "between")  # the longer templates first
_PARTS = ("early", "mid", "late")
_SEASONS = ("spring", "summer", "autumn", "winter")
_CHINESE = re.compile(r"(\d+)年(?:(\d+)月)?(?:(\d+)日)?")
_CHINESE_SPAN = re.compile(r"(\d+)年(\d+)月(?:(\d+)日)?–(?!\d+年)(?:(\d+)月)?(?:(\d+)日)?")
_YEAR = re.compile(r"[\d/\s年]+(?:bc|ad)?|(?:bc|ad)[\d/\s年]+")
_ERA = re.compile(r"\b(?:bc|ad)\b")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def in_english(text: str, fold: Fold) -> Iterator[str]:
    """What the text says in English, by each language that can make something of it."""
    known = all_date_words()
    signs = {language: DateWords() for language in _BEFORE if language and language not in known}
    for language, words in {**known, **signs}.items():
        try:
            said = _Reader(language, words, fold).whole(text)
        except RecursionError:  # junk of many words
            continue
        if said != text:
            yield said


class _Reader:
    """Reads the templates of one language backwards."""

    def __init__(self, language: str, words: DateWords, fold: Fold) -> None:
        self.language, self.words, self.fold = language, words, fold

    def whole(self, text: str) -> str:
        """A date or a span, with what limits it."""
        text = self._eras(text)
        for form in _FORMS:
            if found := self._matched(getattr(self.words, form), text):
                ends = [self._ends(end) for end in found]
                return f"between {ends[0]} and {ends[1]}" if form == "between" else f"{form} {ends[0]}"
        return self._ends(text)

    def _ends(self, text: str) -> str:
        if said := self._season(text) or self._age(text):
            return said
        text = self._chinese(_spelt_out(text))
        for mark in (" – ", "–", " - ", "/"):
            first, found, last = text.partition(mark)
            if found and first.strip() and last.strip() and not re.search(r"\d/\d\d$", text):
                first, last = first.strip(), last.strip()
                if first.startswith("bc ") and not _ERA.search(last):  # MÖ 264–241: before both
                    last = f"bc {last}"
                return f"{self._single(first)} – {self._single(last)}"
        return self._single(text)

    def _single(self, text: str) -> str:
        if found := self._matched(self.words.circa, text):
            return f"c. {self._single(found[0])}"
        if text.endswith("?"):
            return f"{self._single(text[:-1].strip())}?"
        for part in _PARTS:
            if found := self._matched(getattr(self.words, part), text):
                return f"{part} {self._single(found[0])}"
        return self._season(text) or self._age(text) or self._chinese(text)

    def _season(self, text: str) -> str:
        for english, name in zip(_SEASONS, self.words.seasons, strict=False):
            template = self.words.season.replace("{season}", name).replace("{year}", "{}")
            if (found := self._matched(template, text)) and _YEAR.fullmatch(found[0]):
                return f"{english} {found[0].strip(' 年')}"
            if text == self.fold(name):
                return english
        return ""

    def _age(self, text: str) -> str:
        era = next((e for e in (" bc", " ad") if text.endswith(e) or text.startswith(e.strip() + " ")), "")
        bare = text.replace(era.strip(), "").strip() if era else text
        for template, ending in ((self.words.decade, "s"), (self.words.hundred, "s")):
            if (found := self._matched(template, bare)) and found[0].isdigit():
                return f"{found[0]}{ending}{era}"
        template = self.words.century.replace("{n}", "{}").replace("{ordinal}", "{}").replace("{roman}", "{}")
        if found := self._matched(template, bare):
            number = _number(found[0].rstrip(" .ου"))
            return f"{number}th century{era}" if number else ""
        return ""

    def _chinese(self, text: str) -> str:
        def iso(found: re.Match[str]) -> str:
            year, month, day = found.groups()
            plain = f" {int(year)} " if not month else f" {int(year):04d}-{int(month):02d}"
            return plain + (f"-{int(day):02d}" if day else "")

        return _CHINESE.sub(iso, text).strip() if "年" in text else text

    def _eras(self, text: str) -> str:
        for era in ("bc", "ad"):
            for language in (self.language, ""):
                text = _era(era, language).sub(f" {era} ", text)
        return re.sub(r"\s+", " ", text).strip()

    def _matched(self, template: str, text: str) -> tuple[str, ...]:
        """What stands in the places of a template, () if the text is not written by it."""
        if not template or template == "{}":
            return ()
        found = _pattern(self.fold(template)).fullmatch(text)
        return tuple(part.strip() for part in found.groups()) if found else ()


def _spelt_out(text: str) -> str:
    """A Chinese or Japanese span whose end leaves year or month to its beginning, both written."""
    found = _CHINESE_SPAN.fullmatch(text)
    if found is None:
        return text
    year, month, day, last_month, last_day = found.groups()
    end = f"{year}年{last_month or month}月" + (f"{last_day}日" if last_day else "")
    return f"{year}年{month}月" + (f"{day}日" if day else "") + f"–{end}"


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """A template as a pattern; blanks and dots in it are free, for people write "ca 1935" too."""
    free = {r"\.\ ": r"(?:\.\s*|\s+|(?=\d))", r"\ ": r"\s+", r"\.": r"\.?"}
    parts = [re.sub(r"\\\.\\ |\\ |\\\.", lambda m: free[m[0]], re.escape(part)) for part in template.split("{}")]
    return re.compile("(.+)".join(parts), re.DOTALL)


@cache
def _era(which: str, language: str) -> re.Pattern[str]:
    """The names of an era in a language, none of them within a word."""
    names = {"bc": _BEFORE, "ad": _SINCE}[which].get(language, "")
    if not names:
        return re.compile(r"(?!)")
    if language in ("zh", "ja"):
        return re.compile(names)
    free = [r"[\s.\-]*".join(map(re.escape, name.split())) for name in names.split("|")]
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(free)})(?![^\W\d_])\.?")


def _number(text: str) -> int:
    """A number in digits or Roman letters, 0 for anything else."""
    if text.isdigit():
        return int(text)
    values = [_ROMAN.get(letter, 0) for letter in text]
    if not values or 0 in values:
        return 0
    return sum(-v if any(w > v for w in values[n + 1 : n + 2]) else v for n, v in enumerate(values))
