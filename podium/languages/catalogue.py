"""What a language file contains: the parts of a catalogue and the meaning of each text in them.

In: nothing. Out: `Catalogue` and its parts, which the language files fill in; `en.py` shows every text in English.
The comment beside a text says what its `{}` stands for; named fields (`{side}`) may stand in any order. `|` separates
variants. A text that has a default here may be left out by a language that has no good word for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, dataclass_transform

Kind = Literal["exact", "about", "range", "at-most", "at-least", "more-than", "less-than", "unknown"]
"""How well a number is known."""


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Words:
    """A part of a catalogue: a data class as far as one can see, without the code that a data class has to compile.

    That would take 2 ms of every start. Raises TypeError if a text is missing or not known.
    """

    def __init__(self, **texts: Any) -> None:
        known = self.__annotations__.keys()
        if wrong := (texts.keys() - known) | (known - texts.keys() - vars(type(self)).keys()):
            raise TypeError(f"{type(self).__name__}: missing or not known: {', '.join(sorted(wrong))}")
        vars(self).update(texts)

    def as_dict(self) -> dict[str, Any]:
        """Every text by its name, those left out included."""
        return {name: getattr(self, name) for name in self.__annotations__}

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.as_dict() == other.as_dict()


class Places(Words):
    """Where a picture is on the slide, as worded in the captions of `images`."""

    top: str
    bottom: str
    left: str
    right: str
    top_left: str
    top_right: str
    bottom_left: str
    bottom_right: str

    def name(self, at: str) -> str:
        """The words for a place as outlines write it (`top-left`); none are needed for `full` and `centre`."""
        return "" if at in ("full", "centre") else str(getattr(self, at.replace("-", "_"), at))


class SlideWords(Words):
    """Labels and headings of slides."""

    source: str
    overview: str  # headline of the agenda
    credits: str  # headline of the credits
    texts: str  # its three sections: sources of texts and figures,
    pictures: str  # those of pictures,
    slide: str
    slides: str  # the plural, before several numbers
    part: str  # "Part 2"
    placeholder: str  # in place of a picture
    picture: str  # name of a picture without words
    picture_alt: str  # its alternative text
    right_answer: str  # of a quiz; {}: its letter
    right_answers: str  # {}: their letters
    before: str  # of two pictures, which show the same place at different times
    after: str
    video: str
    sound: str  # a recording that is only heard
    logo: str  # alternative text of an institution's mark
    places: Places
    timeline: str
    lengths: tuple[str, str]  # the signs of kilometre and metre
    left_out: str  # {}: the years that an axis leaves out
    chain: str  # alternative text of `causes`
    steps: str  # alternative text of `steps`
    transcription: str  # headings of the columns of `document`: the words of a source as they stand in it,
    translation: str  # and in the language of the deck
    maps: str
    causes: tuple[str, str, str, str, str]  # long-term and short-term causes, trigger, event, effects
    letters: str = "ABCDEF"  # of the answers to a question
    quotation_mark: str = "“"  # that opens a quotation


class DateWords(Words):
    """The words around a date; {} is the date. Months, eras and the order of day and month come from Babel.

    Leave out a text that would need the grammar of a sentence (Greek "before the …"): a sign is better than a
    mistake. A season, decade or century without words is shown as the months or years that it covers.
    """

    circa: str = "~{}"
    before: str = "< {}"
    by: str = "≤ {}"
    until: str = "… – {}"
    after: str = "> {}"
    since: str = "{} – …"
    between: str = "[{} – {}]"
    early: str = ""
    mid: str = ""
    late: str = ""
    seasons: tuple[str, ...] = ()  # from spring to winter
    season: str = "{season} {year}"
    decade: str = ""  # {} is 1930 of 1930-1939
    decades: Mapping[int, str] = {}  # decades whose ending differs, by their last two digits: 40 for 1940-1949
    hundred: str = ""  # {} is 1800 of 1800-1899
    century: str = ""  # of {n} (19), {roman} (XIX) or in English {ordinal} (19th)
    eras: tuple[str, ...] = ()  # before and after the year 1; this and the next only where Babel's are unusual
    era_year: str = ""  # a year with its era, as in CLDR: y for the year, G for the era, letters in single quotes
    inflected: tuple[str, ...] = ()  # texts after which a month stands as in a date (Russian genitive): "before" …
    parts_of_ages: bool = False  # whether early, mid and late fit decades and centuries without an article


class DateSpellings(Words):
    """Other ways in which people write dates; only for reading.

    Case and accents do not matter, nor do dots and spaces within an abbreviation.
    """

    bc: str = ""
    ad: str = ""
    circa: str = ""
    perhaps: str = ""
    early: str = ""
    mid: str = ""
    late: str = ""
    spring: str = ""
    summer: str = ""
    autumn: str = ""
    winter: str = ""
    to: str = ""  # between the ends of a span
    skipped: str = ""  # articles and the like, which are ignored
    century: str = ""  # of {n} or {roman}
    decade: str = ""  # {}: its first year
    before: str = ""  # from here on, {} is the date
    by: str = ""
    until: str = ""
    after: str = ""
    since: str = ""
    between: str = ""


class QuantityWords(Words):
    """How well a number is known; {} is the number with its unit. Separators and signs come from Babel."""

    about: str = "~{}"
    at_most: str = "≤{}"
    at_least: str = "≥{}"
    more_than: str = ">{}"
    less_than: str = "<{}"
    unknown: str = "?"
    percent: str = ""  # {}: the number; only where Babel's form is not wanted

    def template(self, kind: Kind) -> str:
        """The text of a kind; "{}" if the number alone is enough."""
        return "{}" if kind in ("exact", "range") else str(getattr(self, kind.replace("-", "_")))


class QuantitySpellings(Words):
    """Other ways to say how well a number is known; only for reading.

    A word that follows the number is written with a {} before it: `{} or more`.
    """

    about: str = ""
    at_most: str = ""
    at_least: str = ""
    more_than: str = ""
    less_than: str = ""
    unknown: str = ""
    between: str = ""  # before a range
    to: str = ""  # within a range
    thousand: str = ""  # after a number, besides the English words
    million: str = ""
    billion: str = ""  # 1,000 million

    def of(self, meaning: str) -> list[str]:
        """The words of a field, which may be written with a hyphen (`at-most`), in lower case."""
        written = str(getattr(self, meaning.replace("-", "_"), ""))
        return written.lower().split("|") if written else []


class ChartWords(Words):
    """Notes under a chart, headings of its workbook, and the parts of its alternative text."""

    hatched: str
    hollow: str
    log: str
    missing: str  # {}: names of the categories without a value
    total: str
    value: str
    as_in_source: str  # {}: the heading of a column
    bar: str
    column: str
    line: str
    area: str
    pie: str
    both: str  # {first}, {last} of a list
    more: str  # {}: how many more
    highest: str  # {}: the name of the largest value
    whisker: str
    scatter: str
    bubble: str
    combined: str
    circle: str  # {}: what the circles measure
    point: str
    pale: str


class FigureWords(Words):
    """Names of figures for their alternative texts, and the notes under them."""

    range_dots: str
    slope: str
    pictogram: str
    calendar: str
    waffle: str
    each_sign: str  # {}: a number
    each_square: str  # {}: a percentage
    bars: str
    dashed: str
    some_month: str
    no_month: str  # {}: names of events


class BarWords(Words):
    """The words in `forces` and `losses`."""

    none: str  # the number zero
    in_words: str  # heading of the column of ratios
    own_scale: str
    log_scale: str  # {}: the first number of the axis
    limit: str
    ahead_count: str  # {side} is ahead in {count} of {total} rows
    ahead_in: str  # {side} is ahead in these {rows}
    losses: str


class RatioWords(Words):
    """Ratios in words: "over two to one".

    {n} is the larger number, {m} the smaller, {o} the larger in the case that "over" or "about" ask for.
    """

    numbers: str  # one to twelve
    ratio: str
    over: str
    nearly: str
    about: str
    at_least: str
    at_most: str
    only: str  # {}: a side
    leads: str  # {}: a side
    equal: str
    about_equal: str
    seconds: str = ""  # one to four as used at {m}, if they differ
    oblique: str = ""  # one to twelve as used at {o}, if they differ
    lead: str = ""  # `leads` after a plural, if it differs

    def number(self, value: int) -> str:
        """A number in words, "" above twelve."""
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


class MapWords(Words):
    """Labels on maps and in their alternative texts."""

    map: str
    events: str
    movements: str
    fronts: str
    units: str
    others: str  # before land that no side holds
    steps: str
    schematic: str
    disputed: str
    occupied: str
    claimed: str
    colon: str  # with its spaces
    inset: str  # above the inset
    uncertain: str
    drawn_schematic: str
    estimate: str  # beside numbers that are not exact
    terrain: str  # before the names of hills, woods and works; the rest: what its signs mean, in a legend
    hills: str
    water: str
    woods: str
    marsh: str
    built_up: str
    roads: str
    railways: str
    bridges: str
    fortifications: str
    contours: str


class Catalogue(Words):
    """All that podium writes and reads in a language.

    proofing: the tag with a region that PowerPoint checks spelling by; ratios: None where no words are known, so
    that ratios are shown in figures; seas: their names by the English ones, none in English itself; bound: articles
    and prepositions that stand on the line of their noun, besides words of one or two small letters.
    """

    proofing: str
    slides: SlideWords
    dates: DateWords
    date_spellings: DateSpellings
    quantities: QuantityWords
    quantity_spellings: QuantitySpellings
    charts: ChartWords
    figures: FigureWords
    bars: BarWords
    ratios: RatioWords | None
    maps: MapWords
    seas: Mapping[str, str]
    bound: tuple[str, ...] = ()
