"""The words around a date that Babel does not have: circa, before, early, seasons, decades, centuries.

In: a language code. Out: `date_words` gives the `DateWords` of the language; months, eras and the order of
day and month come from Babel (CLDR) instead. A language without words here gets signs (`~1935`, `< 1939`),
and what needs a word (summer, early, 1930s) is then shown as the days, months or years that it covers. A
template that would need the grammar of a sentence (Greek "before the …") is left out rather than wrong.
"""

from __future__ import annotations

from typing import Final, NamedTuple

ENGLISH_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class DateWords(NamedTuple):
    """Templates of one language. A tuple or text that is empty says that the language has none here."""

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
    hundred: str = ""  # {} is 1800 of 1800-1899
    century: str = ""  # {n}, {ordinal} (English) or {roman}
    inflected: tuple[str, ...] = ()  # templates after which a month stands as in a date (Russian genitive)
    parts_of_ages: bool = False  # whether early, mid and late fit decades and centuries without an article


_WORDS: Final[dict[str, DateWords]] = {
    "en": DateWords(
        circa="c. {}",
        before="before {}",
        by="by {}",
        until="until {}",
        after="after {}",
        since="since {}",
        between="between {} and {}",
        early="early {}",
        mid="mid-{}",
        late="late {}",
        seasons=("spring", "summer", "autumn", "winter"),
        decade="{}s",
        hundred="{}s",
        century="{ordinal} century",
        parts_of_ages=True,
    ),
    "de": DateWords(
        circa="ca. {}",
        before="vor {}",
        by="spätestens {}",
        until="bis {}",
        after="nach {}",
        since="seit {}",
        between="zwischen {} und {}",
        early="Anfang {}",
        mid="Mitte {}",
        late="Ende {}",
        seasons=("Frühling", "Sommer", "Herbst", "Winter"),
        decade="{}er Jahre",
        century="{n}. Jahrhundert",
    ),
    "fr": DateWords(
        circa="vers {}",
        before="avant {}",
        by="au plus tard {}",
        until="jusqu’en {}",
        after="après {}",
        since="depuis {}",
        between="entre {} et {}",
        early="début {}",
        mid="mi-{}",
        late="fin {}",
        seasons=("printemps", "été", "automne", "hiver"),
        decade="années {}",
        century="{roman}e siècle",
    ),
    "ru": DateWords(
        circa="ок. {}",
        before="до {}",
        by="не позднее {}",
        until="до {} включительно",
        after="после {}",
        since="с {}",
        between="не ранее {} и не позднее {}",
        early="начало {}",
        mid="середина {}",
        late="конец {}",
        seasons=("весна", "лето", "осень", "зима"),
        decade="{}-е годы",
        century="{roman} век",
        inflected=("before", "by", "until", "after", "since", "between"),
    ),
    "el": DateWords(
        circa="περ. {}",
        between="μεταξύ {} και {}",
        early="αρχές {}",
        mid="μέσα {}",
        late="τέλη {}",
        seasons=("άνοιξη", "καλοκαίρι", "φθινόπωρο", "χειμώνας"),
        decade="δεκαετία του {}",
        century="{n}ος αιώνας",
        inflected=("between",),
    ),
    "zh": DateWords(
        circa="约{}",
        before="{}之前",
        by="不晚于{}",
        until="至{}",
        after="{}之后",
        since="自{}起",
        between="{}至{}之间",
        early="{}初",
        mid="{}中期",
        late="{}末",
        seasons=("春", "夏", "秋", "冬"),
        season="{year}{season}",
        decade="{}年代",
        century="{n}世纪",
    ),
    "tr": DateWords(
        circa="yak. {}",
        before="{} öncesi",
        by="en geç {}",
        until="{} tarihine kadar",
        after="{} sonrası",
        since="{} tarihinden beri",
        between="{} ile {} arası",
        early="{} başı",
        mid="{} ortası",
        late="{} sonu",
        seasons=("ilkbaharı", "yazı", "sonbaharı", "kışı"),
        season="{year} {season}",
        century="{n}. yüzyıl",
    ),
    "es": DateWords(
        circa="hacia {}",
        before="antes de {}",
        by="a más tardar {}",
        until="hasta {}",
        after="después de {}",
        since="desde {}",
        between="entre {} y {}",
        early="principios de {}",
        mid="mediados de {}",
        late="finales de {}",
        seasons=("primavera", "verano", "otoño", "invierno"),
        season="{season} de {year}",
        decade="década de {}",
        century="siglo {roman}",
    ),
    "it": DateWords(
        circa="ca. {}",
        before="ante {}",
        by="entro {}",
        until="fino a {}",
        after="post {}",
        since="dal {}",
        between="tra {} e {}",
        early="inizio {}",
        mid="metà {}",
        late="fine {}",
        seasons=("primavera", "estate", "autunno", "inverno"),
        decade="anni {}",
        century="{roman} secolo",
    ),
}


def date_words(language: str) -> DateWords:
    """The words of a language (its two-letter code), or signs if it has none here."""
    return _WORDS.get(language, DateWords())
