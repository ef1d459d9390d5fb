"""The gazetteer.

In: GeoNames cities of 15,000 people and more, and by hand historical_places.tsv, sites.tsv and english_names.tsv. Out:
places.tsv.z, places.keys.z. A row of the result: name, country (ISO 3166 two letters), longitude, latitude, population,
other names separated by "|", and hand-made names with their years ("Hsinking@1932/1945"; "@*": without years, never
shown unasked).
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

from podium.maps.atlas.names import fold
from podium.maps.derive.sources import Sources

LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ'’ .\-]+$")
ALTERNATES_FROM = 50_000
"""Population from which other names are kept: they are two thirds of the file."""
_ROMANISED = """
AE AF BD BG BH BY DZ EG ER ET GE GR IL IN IQ IR JO JP KP KR KW KZ LB LY MM MN NP OM PK PS QA RU SA SD SY TJ TM UA UZ YE
"""
ROMANISED = frozenset(_ROMANISED.split())
"""Countries of other scripts: their names are written as in English, without the marks of a transliteration."""
SAME = 0.15
"""Degrees: a place by hand this close to a city of the same name is that city."""
TIMELESS = "*"


def other_names(city: dict[str, Any]) -> list[str]:
    """Other names in Latin letters, one for each folded spelling; codes in capitals are left out."""
    seen, kept = {fold(city["name"])}, []
    for name in city["alternatenames"]:
        key = fold(name)
        if len(key) >= 3 and LATIN.match(name) and name[0].isupper() and not name.isupper() and key not in seen:
            seen.add(key)
            kept.append(name)
    return kept


def read_historical(path: Path) -> list[list[str]]:
    """Rows of historical_places.tsv: historical name, years, modern name, country, longitude, latitude
    (the last two optional)."""
    return [[*row, "", ""][:6] for row in rows_of(path)]


def mended(text: str) -> str:
    """Text that was once decoded wrongly ("Ä°zmir") as it should read; sound text unchanged; "" for text that cannot be
    mended."""
    if not re.search("[ÂÃÄÅ\u0080-\u009f]", text):
        return text
    for codec in ("cp1252", "latin-1"):
        try:
            return text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return "" if re.search("[ÃÂÄÅ][\u0080-\u00bf]|[\u0080-\u009f]", text) else text


def main_name(name: str, country: str) -> str:
    """A city's name without the diacritics of a transliteration ("Herāt", "Ryazan’")."""
    if country not in ROMANISED:
        return name
    folded = unicodedata.normalize("NFKD", name)
    return re.sub("[’‘]", "", "".join(c for c in folded if not unicodedata.combining(c)))


def rows_of(path: Path) -> list[list[str]]:
    """The fields of a hand-made table."""
    lines = path.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def read_cities(path: Path) -> tuple[dict[Any, list[Any]], dict[tuple[str, str], list[Any]]]:
    """Rows of the gazetteer by GeoNames number, and the numbers by (folded name, country)."""
    rows: dict[Any, list[Any]] = {}
    by_name = defaultdict(list)
    for city in json.loads(path.read_text("utf-8")).values():
        names, country = other_names(city), city["countrycode"]
        place = [main_name(city["name"], country), country, city["longitude"], city["latitude"], city["population"]]
        rows[city["geonameid"]] = [*place, names, []]
        for name in [city["name"], *names]:
            by_name[fold(name), country].append(city["geonameid"])
    return rows, by_name


def named(
    rows: dict[Any, list[Any]], by_name: dict[tuple[str, str], list[Any]], name: str, country: str
) -> list[Any] | None:
    """The city of this name in a country: one whose own name it is before one with that alias, then the largest."""
    key = fold(name)
    found = by_name.get((key, country), [])
    return max((rows[n] for n in found), key=lambda r: (fold(r[0]) == key, r[4])) if found else None


def rename(rows: dict[Any, list[Any]], by_name: dict[tuple[str, str], list[Any]], path: Path) -> None:
    """Gives cities their English names and keeps the others as aliases. Raises ValueError for unknown cities."""
    lost = []
    for english, local, country in rows_of(path):
        row = named(rows, by_name, local, country)
        if row is None:
            lost.append(f"{local} ({country})")
            continue
        number = next(n for n, r in rows.items() if r is row)
        row[5] = [n for n in [row[0], *row[5]] if fold(n) != fold(english)]
        row[0] = english
        by_name[fold(english), country].append(number)
    if lost:
        raise ValueError(f"cities not in the gazetteer: {'; '.join(lost)}")


def add_historical(rows: dict[Any, list[Any]], by_name: dict[tuple[str, str], list[Any]], path: Path) -> None:
    """Adds the hand-made names to their places, and makes places for those with coordinates of their own. Raises
    ValueError that lists all rows whose modern place is unknown."""
    lost = []
    for name, years, modern, country, lon, lat in read_historical(path):
        row = _place(rows, by_name, modern, country, lon, lat)
        if row is None:
            lost.append(f"{name} ({modern}, {country})")
        elif f"{name}@{years}" not in row[6]:
            row[6].append(f"{name}@{years}")
    if lost:
        raise ValueError(f"modern places not in the gazetteer: {'; '.join(lost)}")


def add_sites(rows: dict[Any, list[Any]], by_name: dict[tuple[str, str], list[Any]], path: Path) -> None:
    """Adds the places of sites.tsv."""
    for names, country, lon, lat in rows_of(path):
        first, *_ = spellings = names.split("|")
        row = _place(rows, by_name, first, country, lon, lat)
        assert row is not None
        there = {fold(entry.partition("@")[0]) for entry in row[6]}
        row[6] += [f"{n}@{TIMELESS}" for n in spellings if fold(n) not in there]


def _place(
    rows: dict[Any, list[Any]], by_name: dict[tuple[str, str], list[Any]], name: str, country: str, lon: str, lat: str
) -> list[Any] | None:
    """The row of a place; with coordinates the city of that name there, else a new row."""
    city = named(rows, by_name, name, country)
    if not lon:
        return city
    at = float(lon), float(lat)
    near = [rows[n] for n in by_name.get((fold(name), country), []) if math.dist(rows[n][2:4], at) < SAME]
    if near:
        return max(near, key=lambda r: (fold(r[0]) == fold(name), r[4]))
    return rows.setdefault((name, country), [name, country, *at, 0, [], []])


def derive_gazetteer(sources: Sources, out: Path) -> None:
    """Writes places.tsv.z and places.keys.z. Raises ValueError for historical rows whose place is unknown."""
    rows, by_name = read_cities(sources.cities)
    here = Path(__file__).parent
    rename(rows, by_name, here / "english_names.tsv")
    add_historical(rows, by_name, here / "historical_places.tsv")
    add_sites(rows, by_name, here / "sites.tsv")
    english = {(fold(name), country) for name, _, country in rows_of(here / "english_names.tsv")}
    for row in rows.values():
        if row[4] < ALTERNATES_FROM and (fold(row[0]), row[1]) not in english:
            row[5] = []
    text = "\n".join(
        f"{n}\t{c}\t{lon:.3f}\t{lat:.3f}\t{p}\t{'|'.join(o)}\t{'|'.join(h)}"
        for n, c, lon, lat, p, o, h in sorted(rows.values(), key=lambda r: (r[1], r[0], -r[4]))
    )
    # The same text folded, with rows and names still apart: folding it again would take 0.1 s for each map.
    table = {ord(c): c if c in "\t\n|@/" else fold(c) for c in set(text)}
    (out / "places.tsv.z").write_bytes(zlib.compress(text.encode(), 9))
    (out / "places.keys.z").write_bytes(zlib.compress(_keys(text.translate(table)).encode(), 9))


def _keys(folded: str) -> str:
    """Of each row what is looked up: the name, the other names and the historical names."""
    rows = (row.split("\t") for row in folded.split("\n"))
    return "\n".join(f"|{row[0]}|{row[5]}|{re.sub('@[^|]*', '', row[6])}|" for row in rows)
