"""The gazetteer. In: GeoNames cities of 15,000 people and more, and historical_places.tsv by hand. Out:
places.tsv.z.

A row of the result: name, country (ISO 3166 two letters), longitude, latitude, population, other names
with "|" between, and historical names with their years ("Hsinking@1932/1945")."""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

from podium.maps.derive.sources import Sources
from podium.maps.names import plain

LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ'’ .\-]+$")
ALTERNATES_FROM = 50_000
"""Population from which other names are kept: they are two thirds of the file."""


def other_names(city: dict[str, Any]) -> list[str]:
    """Other names in Latin letters, one for each way of writing that `plain` tells apart; codes in
    capitals are left out."""
    seen, kept = {plain(city["name"])}, []
    for name in city["alternatenames"]:
        key = plain(name)
        if (
            len(key) >= 3
            and LATIN.match(name)
            and name[0].isupper()
            and not name.isupper()
            and key not in seen
        ):
            seen.add(key)
            kept.append(name)
    return kept


def read_historical(path: Path) -> list[list[str]]:
    """Rows of historical_places.tsv: historical name, years, modern name, country, longitude, latitude
    (the last two optional)."""
    lines = (
        line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")
    )
    return [[*line.split("\t"), "", ""][:6] for line in lines]


def read_cities(path: Path) -> tuple[dict[Any, list[Any]], dict[tuple[str, str], list[Any]]]:
    """Rows of the gazetteer by GeoNames number, and the numbers by (`plain` name, country)."""
    rows: dict[Any, list[Any]] = {}
    by_name = defaultdict(list)
    for city in json.loads(path.read_text("utf-8")).values():
        names, country = other_names(city), city["countrycode"]
        place = [city["name"], country, city["longitude"], city["latitude"], city["population"]]
        rows[city["geonameid"]] = [*place, names, []]
        for name in [city["name"], *names]:
            by_name[plain(name), country].append(city["geonameid"])
    return rows, by_name


def add_historical(rows: dict[Any, list[Any]], by_name: dict[tuple[str, str], list[Any]], path: Path) -> None:
    """Add the hand-made names to their places, making places that have coordinates of their own. Raises
    ValueError, naming all of them, for rows whose modern place is not known."""
    lost = []
    for name, years, modern, country, lon, lat in read_historical(path):
        found = by_name.get((plain(modern), country), [])
        if lon:
            own = rows.setdefault((modern, country), [modern, country, float(lon), float(lat), 0, [], []])
            own[6].append(f"{name}@{years}")
        elif found:
            rows[max(found, key=lambda n: rows[n][4])][6].append(f"{name}@{years}")
        else:
            lost.append(f"{name} ({modern}, {country})")
    if lost:
        raise ValueError(f"modern places not in the gazetteer: {'; '.join(lost)}")


def derive_gazetteer(sources: Sources, out: Path) -> None:
    """Write places.tsv.z and places.keys.z. Raises ValueError for historical rows whose place is not
    known."""
    rows, by_name = read_cities(sources.cities)
    add_historical(rows, by_name, Path(__file__).with_name("historical_places.tsv"))
    for row in rows.values():
        if row[4] < ALTERNATES_FROM:
            row[5] = []
    text = "\n".join(
        f"{n}\t{c}\t{lon:.3f}\t{lat:.3f}\t{p}\t{'|'.join(o)}\t{'|'.join(h)}"
        for n, c, lon, lat, p, o, h in sorted(rows.values(), key=lambda r: (r[1], r[0], -r[4]))
    )
    # The same text as `plain` writes it, rows and names still apart: folding it anew costs each map 0.1 s.
    table = {ord(c): c if c in "\t\n|@/" else plain(c) for c in set(text)}
    (out / "places.tsv.z").write_bytes(zlib.compress(text.encode(), 9))
    (out / "places.keys.z").write_bytes(zlib.compress(_keys(text.translate(table)).encode(), 9))


def _keys(folded: str) -> str:
    """Only what names are looked up in: of each row the name, the other names and the historical names."""
    rows = (row.split("\t") for row in folded.split("\n"))
    return "\n".join(f"|{row[0]}|{row[5]}|{re.sub('@[^|]*', '', row[6])}|" for row in rows)
