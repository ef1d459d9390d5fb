"""How nine languages say a ratio: "over two to one", "Japan leads".

In: a language tag. Out: `RatioWords`, or None for a language that is not here (figures say it then: "4 : 1").
Templates have {n} for the larger number, {m} for the smaller and {o} for the larger in the case that "over" or
"about" ask for.
"""

from __future__ import annotations

from typing import NamedTuple

from podium.languages.tags import language


class RatioWords(NamedTuple):
    """`numbers` are one to twelve; `seconds` one to four as they stand at {m}; `oblique` one to twelve at {o}."""

    numbers: str
    ratio: str
    over: str
    nearly: str
    about: str
    at_least: str
    at_most: str
    only: str
    leads: str
    equal: str
    about_equal: str
    seconds: str = ""
    oblique: str = ""
    lead: str = ""  # `leads` after a plural, where that differs

    def number(self, value: int) -> str:
        """A number in words, "" if it is above twelve."""
        return _pick(self.numbers, value)

    def second(self, value: int) -> str:
        """The same at {m}."""
        return _pick(self.seconds or self.numbers, value)

    def inflected(self, value: int) -> str:
        """The same at {o}."""
        return _pick(self.oblique or self.numbers, value)


def _pick(words: str, value: int) -> str:
    listed = words.split("|")
    return listed[value - 1] if 1 <= value <= len(listed) else ""


_WORDS = {
    "en": RatioWords(
        "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
        "{n} to {m}", "over {n} to {m}", "nearly {n} to {m}", "about {n} to {m}",
        "at least {n} to {m}", "up to {n} to {m}",
        "{} only", "{} leads", "equal", "about equal", lead="{} lead",
    ),
    "de": RatioWords(
        "eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf",
        "{n} zu {m}", "über {n} zu {m}", "fast {n} zu {m}", "etwa {n} zu {m}",
        "mindestens {n} zu {m}", "höchstens {n} zu {m}",
        "nur {}", "{} vorn", "gleich stark", "etwa gleich stark",
    ),
    "fr": RatioWords(
        "un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze",
        "{n} contre {m}", "plus de {n} contre {m}", "près de {n} contre {m}", "environ {n} contre {m}",
        "au moins {n} contre {m}", "au plus {n} contre {m}",
        "{} seulement", "{} en tête", "à égalité", "presque à égalité",
    ),
    "es": RatioWords(
        "uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce",
        "{n} a {m}", "más de {n} a {m}", "casi {n} a {m}", "cerca de {n} a {m}",
        "al menos {n} a {m}", "hasta {n} a {m}",
        "solo {}", "{} por delante", "iguales", "casi iguales",
    ),
    "it": RatioWords(
        "uno|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici",
        "{n} a {m}", "oltre {n} a {m}", "quasi {n} a {m}", "circa {n} a {m}",
        "almeno {n} a {m}", "al massimo {n} a {m}",
        "solo {}", "{} in vantaggio", "pari", "quasi pari",
    ),
    "ru": RatioWords(
        "один|два|три|четыре|пять|шесть|семь|восемь|девять|десять|одиннадцать|двенадцать",
        "{n} к {m}", "более {o} к {m}", "почти {n} к {m}", "около {o} к {m}",
        "не менее {o} к {m}", "не более {o} к {m}",
        "только {}", "{} впереди", "поровну", "почти поровну",
        seconds="одному|двум|трём|четырём",
        oblique="одного|двух|трёх|четырёх|пяти|шести|семи|восьми|девяти|десяти|одиннадцати|двенадцати",
    ),
    "el": RatioWords(
        "ένα|δύο|τρία|τέσσερα|πέντε|έξι|επτά|οκτώ|εννέα|δέκα|έντεκα|δώδεκα",
        "{n} προς {m}", "πάνω από {n} προς {m}", "σχεδόν {n} προς {m}", "περίπου {n} προς {m}",
        "τουλάχιστον {n} προς {m}", "έως {n} προς {m}",
        "μόνο {}", "{} μπροστά", "ίσα", "περίπου ίσα",
    ),
    "tr": RatioWords(
        "bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on|on bir|on iki",
        "{m} {n}", "{m} {o} fazla", "neredeyse {m} {n}", "yaklaşık {m} {n}", "en az {m} {n}", "en fazla {m} {n}",
        "yalnız {}", "{} önde", "eşit", "yaklaşık eşit",
        seconds="bire|ikiye|üçe|dörde",
        oblique="birden|ikiden|üçten|dörtten|beşten|altıdan|yediden|sekizden|dokuzdan|ondan|on birden|on ikiden",
    ),
    "zh": RatioWords(
        "一|二|三|四|五|六|七|八|九|十|十一|十二",
        "{n}比{m}", "超过{n}比{m}", "近{n}比{m}", "约{n}比{m}", "至少{n}比{m}", "最多{n}比{m}",
        "仅{}", "{}领先", "相等", "大致相等",
    ),
}  # fmt: skip


def ratio_words(lang: str) -> RatioWords | None:
    """The words of a language tag such as `de` or `zh-Hant`."""
    return _WORDS.get(language(lang))
