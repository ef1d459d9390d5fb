"""Which properties of a feature are its id, its name and its dates.

In: the properties of a file's features, and the names that the outline gives. Out: ids, names and days. Where the
outline names none, they are found by the names that the known collections use: historical-basemaps (NAME), CShapes
(cntry_name, gwsyear), Cliopatria (Name, FromYear, ToYear), OpenHistoricalMap (name, start_date, end_date).
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from podium.maps.atlas.names import did_you_mean
from podium.maps.territories import dates
from podium.maps.territories.dates import Day
from podium.maps.territories.geodata.sources import BadFile

_NAMES = (
    *("name", "cntry_name", "name:en", "name_en", "country", "polity", "state", "title", "nam", "label", "admin"),
    *("sovereignt", "shapename", "territory", "region", "province", "id"),
)
_FIRST = ("gwsdate", "from", "fromyear", "start_date", "start", "begin", "startdate", "start_year", "startyear")
_LAST = ("gwedate", "to", "toyear", "end_date", "end", "enddate", "end_year", "endyear")
_PARTS = ("year", "month", "day")  # of `gwsyear`, `gwsmonth`, `gwsday`
_NUMERIC_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_COMPACT = re.compile(r"\d{8}")
_CLOCK = re.compile(r"[T ](\d\d):\d\d.*$")
_DOUBT = re.compile(r"[~?%\s]+$")  # EDTF's marks of uncertain dates
_NIGHT = 21  # hours from which a time is midnight in another time zone


class Columns(NamedTuple):
    """The properties that are used; "" for none. guessed: what the outline did not name, as it would be written."""

    id: str
    name: str
    first: str
    last: str
    guessed: str = ""


def columns(rows: Sequence[dict[str, Any]], id: str, name: str, first: str, last: str) -> Columns:
    """The columns of a file. Raises BadFile for a property that no feature has, or if none can be names."""
    known: dict[str, str] = {}
    for row in rows:
        for key in row:
            known.setdefault(key.casefold(), key)
    for key, asked in (("id", id), ("name", name), ("from", first), ("to", last)):
        if asked and asked not in known.values():
            hint = did_you_mean(asked, known.values()) or f"it has {_listed(known.values())}"
            raise BadFile(f"no feature has the property '{asked}' ('{key}')", hint, (key,))
    shown = name or id or next((known[n] for n in _NAMES if n in known and _filled(rows, known[n])), "")
    if not shown:
        hint = f"write name: and one of {_listed(known.values())}" if known else "give its features a 'name'"
        raise BadFile("none of its properties is known to hold names", hint)
    guess_first = first or next((known[n] for n in _FIRST if n in known), "")
    guess_last = last or next((known[n] for n in _LAST if n in known), "")
    pairs = (("name", name or id, shown), ("from", first, guess_first), ("to", last, guess_last))
    guessed = ", ".join(f"{key}: {found}" for key, asked, found in pairs if found and not asked)
    return Columns(id or shown, shown, guess_first, guess_last, guessed)


def _filled(rows: Sequence[dict[str, Any]], key: str) -> bool:
    return any(text(row.get(key)) for row in rows)


def _listed(names: Iterable[str]) -> str:
    found = [*names]
    return ", ".join(found[:12]) + (" …" if len(found) > 12 else "")


def text(value: Any) -> str:
    """A property as text: "" for none, whole numbers without a fraction."""
    if value is None or isinstance(value, (bool, dict, list)):
        return ""
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else " ".join(str(value).split())


def day(row: dict[str, Any], key: str, last: bool) -> Day | None:
    """The first day, or the `last`, that a property means; None if it is empty. `gwsdate` is read from `gwsyear`,
    `gwsmonth` and `gwsday` where they are. Raises BadDate."""
    if not key:
        return None
    if key.lower().endswith("date"):
        stem = key[:-4]
        own = [row.get(next((k for k in row if k.lower() == (stem + part).lower()), "")) for part in _PARTS]
        if all(text(part).lstrip("-").isdigit() for part in own):
            year, month, number = (int(text(part)) for part in own)
            if 1 <= month <= 12 and 1 <= number <= 31:
                return _in_range((year, month, number))
    value = row.get(key)
    if isinstance(value, datetime.date):
        return value.year, value.month, value.day
    said = _DOUBT.sub("", text(value))
    if not said:
        return None
    clock = _CLOCK.search(said)
    found = _read(_CLOCK.sub("", said), last)
    return dates.next_day(found) if clock and int(clock[1]) >= _NIGHT else found


def _read(said: str, last: bool) -> Day:
    numbers = _NUMERIC_DATE.fullmatch(said)
    if numbers:
        number, month, year = (int(n) for n in numbers.groups())
        said = f"{year:04d}-{month:02d}-{number:02d}"
    elif _COMPACT.fullmatch(said):
        said = f"{said[:4]}-{said[4:6]}-{said[6:]}"
    elif re.fullmatch(r"[+-]?\d+", said):
        year = int(said)
        return _in_range((year, 12, 31) if last else (year, 1, 1))
    return dates.last_day(said) if last else dates.first_day(said)


def _in_range(found: Day) -> Day:
    """A day that can be written: the ends of time for years beyond them, such as 99999 for "still"."""
    return min(max(found, dates.ALWAYS[0]), dates.ALWAYS[1])
