"""Languages that podium reads in part but does not write: they have no file of their own yet.

In: nothing. Out: `OTHERS`, by the language's code: how dates and figures are written in it, and the tag that
PowerPoint checks its spelling by. When a language gets a file, its texts move there and its row is deleted.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from podium.languages.catalogue import DateSpellings, QuantitySpellings


class OtherLanguage(NamedTuple):
    """What is known about a language without a file."""

    proofing: str = "en-GB"
    dates: DateSpellings = DateSpellings()
    quantities: QuantitySpellings = QuantitySpellings()


OTHERS: Final[dict[str, OtherLanguage]] = {
    "ar": OtherLanguage(
        proofing="ar-SA",
    ),
    "bg": OtherLanguage(
        proofing="bg-BG",
        dates=DateSpellings(
            bc="пр.Хр.|пр. н. е.",
            ad="сл.Хр.|н. е.",
            circa="ок.|около",
            skipped="г.|година",
        ),
    ),
    "cs": OtherLanguage(
        proofing="cs-CZ",
        dates=DateSpellings(
            bc="př. n. l.|před Kristem|př. Kr.",
            ad="n. l.|po Kristu|po Kr.",
            circa="cca.|asi|kolem",
        ),
    ),
    "da": OtherLanguage(
        proofing="da-DK",
        dates=DateSpellings(
            bc="f.Kr.",
            ad="e.Kr.",
            circa="ca.|cirka|omkring",
        ),
    ),
    "et": OtherLanguage(
        dates=DateSpellings(
            bc="eKr.|e.m.a.",
            ad="pKr.|m.a.j.",
            circa="u.|umbes",
        ),
    ),
    "fi": OtherLanguage(
        proofing="fi-FI",
        dates=DateSpellings(
            bc="eKr.|eaa.",
            ad="jKr.|jaa.",
            circa="n.|noin",
        ),
    ),
    "he": OtherLanguage(
        proofing="he-IL",
    ),
    "hr": OtherLanguage(
        dates=DateSpellings(
            bc="pr. Kr.|p. n. e.|prije Krista",
            ad="po. Kr.|n. e.|poslije Krista",
            circa="oko|cca.",
        ),
    ),
    "hu": OtherLanguage(
        proofing="hu-HU",
        dates=DateSpellings(
            bc="i. e.|Kr. e.",
            ad="i. sz.|Kr. u.",
            circa="kb.|körülbelül",
        ),
    ),
    "ja": OtherLanguage(
        proofing="ja-JP",
        dates=DateSpellings(
            bc="紀元前|前",
            ad="西暦|紀元後|紀元",
            circa="約|頃",
            spring="春",
            summer="夏",
            autumn="秋",
            winter="冬",
            to="から|〜|～",
            century="{n}世紀",
            decade="{}年代",
            before="{}以前|{}前",
            after="{}以後|{}以降",
        ),
    ),
    "ko": OtherLanguage(
        proofing="ko-KR",
        dates=DateSpellings(
            bc="기원전",
            ad="서기|기원후",
            circa="약|경",
        ),
    ),
    "lt": OtherLanguage(
        dates=DateSpellings(
            bc="pr. Kr.|p. m. e.",
            ad="po Kr.|m. e.",
            circa="apie",
        ),
    ),
    "lv": OtherLanguage(
        dates=DateSpellings(
            bc="p.m.ē.",
            ad="m.ē.",
            circa="ap.|apm.",
        ),
    ),
    "mn": OtherLanguage(
        proofing="mn-MN",
    ),
    "nl": OtherLanguage(
        proofing="nl-NL",
        dates=DateSpellings(
            bc="v. Chr.|v. C.",
            ad="n. Chr.|n. C.",
            circa="ca.|circa|omstreeks|rond",
            to="tot",
        ),
    ),
    "no": OtherLanguage(
        proofing="nb-NO",
        dates=DateSpellings(
            bc="f.Kr.",
            ad="e.Kr.",
            circa="ca.|cirka|omkring",
        ),
    ),
    "pl": OtherLanguage(
        proofing="pl-PL",
        dates=DateSpellings(
            bc="p.n.e.|przed n.e.|przed Chr.|przed Chrystusem",
            ad="n.e.|po Chr.|po Chrystusie",
            circa="ok.|około|ca.|circa",
            perhaps="może|prawdopodobnie|zapewne",
            early="początek|początku|pocz.|początki",
            mid="połowa|połowie|połowy|poł.",
            late="koniec|końcu|końca|kon.",
            spring="wiosna|wiosną|wiosny",
            summer="lato|latem|lata",
            autumn="jesień|jesienią|jesieni",
            winter="zima|zimą|zimy",
            to="do",
            skipped="r.|rok|roku|w|we",
            century="{roman} wiek|{roman} wieku|{roman} w.",
            decade="lata {}|lata {}.",
            before="przed {}",
            until="do {}",
            after="po {}",
            since="od {}",
        ),
        quantities=QuantitySpellings(
            about="około|ok.|mniej więcej",
            at_most="do|najwyżej|co najwyżej",
            at_least="co najmniej|przynajmniej",
            more_than="ponad|powyżej|więcej niż",
            less_than="poniżej|mniej niż",
            unknown="nieznana|nieznane|brak danych",
            between="od|między",
            to="do|a|i",
        ),
    ),
    "ro": OtherLanguage(
        proofing="ro-RO",
        dates=DateSpellings(
            bc="î.Hr.|a.Chr.",
            ad="d.Hr.|p.Chr.",
            circa="cca.|circa|aproximativ",
        ),
    ),
    "sk": OtherLanguage(
        dates=DateSpellings(
            bc="pred Kr.|pred n. l.|pred Kristom",
            ad="po Kr.|n. l.|po Kristovi",
            circa="cca.|asi|okolo",
        ),
    ),
    "sl": OtherLanguage(
        dates=DateSpellings(
            bc="pr. Kr.|pr. n. št.",
            ad="po Kr.|n. št.",
            circa="okoli|ok.",
        ),
    ),
    "sr": OtherLanguage(
        proofing="sr-Cyrl-RS",
        dates=DateSpellings(
            bc="п. н. е.|пре Христа",
            ad="н. е.|после Христа",
            circa="око",
        ),
    ),
    "sv": OtherLanguage(
        proofing="sv-SE",
        dates=DateSpellings(
            bc="f.Kr.|f. v. t.",
            ad="e.Kr.|v. t.",
            circa="ca.|cirka|omkring",
        ),
    ),
}
