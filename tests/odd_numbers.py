"""Odd numbers under odd names: random charts, figures, tables, `forces`, `losses` and timelines, the same for a seed.

By hand, for as long as one likes: `python tests/odd_numbers.py 20000` (and a first seed).
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import yaml
from talk import Talk, boxes_of, read, too_full

from podium.scene.boxes import Chart
from podium.scene.chart_types import ChartType

NAMES = ["A", "*A*", "Japan", "Soviet Union", "1931", "1932", "1940", "44 BC", "AD 14", "1905-06", "1905",
         "c. 1900", "", " ", "x" * 60, "word " * 15, "ä中😀", "-5", "none", "0", "1815-06-18", "1930s",
         "late June 1937"]  # fmt: skip
PLAIN = ["5", "0", "1", "12", "3.5", "1000", "100", "7", "40%", "0.001"]
ODD = ["-7", "~40", "70-90", "up to 20000", ">5", "unknown", "none", "9 tanks", "12%", "-3--1", "-5-5", "1e400",
       "inf", "-.inf", ".nan", "nan", "9" * 40, "-" + "9" * 15, "1e-300", "0.000000000001", "999999999999999", "1,234",
       "1.234,5", "", "x", "–", "$5", "5 to", "5-", "--5", "1/2", "½", "٣", "1939", "1 million", "0-0", "<0", "≥0",
       "1e5", "0x10", "1_000", "true", "..", "12:30"]  # fmt: skip
EMPTY: list[Any] = [None, {}, [], "", [None], {"A": {}}, {"A": []}, {"A": None}, [[]], [{}]]
DATES = ["1931", "44 BC", "AD 14", "1905-06", "1905", "c. 1900", "1815-06-18", "1930s", "late June 1937", "1939/..",
         "1935/1939", "summer 1938", "19th century", "1939-05-11", "1939-05-12", "500 BC", "before 1914"]  # fmt: skip
CHARTS = get_args(ChartType)
_NO_NUMBER = re.compile(r"[>\"]-?(?:nan|inf(?:inity)?)[<\"]", re.IGNORECASE)
FIGURES = ["range-dots", "slope", "pictogram", "calendar", "waffle"]


class Odd:
    """A source of slides; most of what it makes is right, for mistakes hide what lies behind them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def number(self) -> Any:
        odd = self.random.choice(ODD) if self.chance(self.oddity) else self.random.choice(PLAIN)
        return None if self.chance(0.04) else self.random.choice(EMPTY) if self.chance(0.01) else odd

    def name(self) -> str:
        return self.random.choice(NAMES) if self.chance(0.7) else f"n{self.random.randrange(40)}"

    def names(self, most: int) -> list[str]:
        return list(dict.fromkeys(self.name() for _ in range(self.random.randint(1, most))))

    def data(self) -> Any:
        """Categories with numbers, series of numbers or points."""
        if self.chance(0.06):
            return self.random.choice(EMPTY)
        kind, names = self.random.random(), self.names(self.random.choice([1, 2, 3, 8, 40]))
        if kind < 0.45:
            return {name: self.number() for name in names}
        if kind < 0.85:
            series = self.names(self.random.choice([1, 2, 3, 9]))
            return {name: {s: self.number() for s in series if self.chance(0.9)} for name in names}
        many = self.random.choice([2, 3])
        return {n: [self.number() for _ in range(1 if self.chance(0.01) else many)] for n in names}

    def slide(self, folder: Path) -> dict[str, Any]:
        self.oddity = self.random.choice([0.0, 0.0, 0.05, 0.3, 0.8])
        made: dict[str, Any] = self.random.choice(
            [self._chart, self._chart, self._figure, self._table, self._forces, self._losses, self._timeline]
        )()
        if self.chance(0.2) and not made.keys() & {"timeline"}:
            for key in ("data", "rows"):
                made.pop(key, None)
            made["file"] = self._file(folder)
        if self.chance(0.05):
            made[self.random.choice(list(made))] = self.random.choice(EMPTY)
        return made

    def _keys(self, **keys: Any) -> dict[str, Any]:
        """Some of the keys."""
        return {k: v for k, v in keys.items() if self.chance(0.15)}

    def _chart(self) -> dict[str, Any]:
        data = self.data()
        points = isinstance(data, dict) and any(isinstance(v, list) for v in data.values())
        kind = self.random.choice(CHARTS)
        if points and self.chance(0.9):
            kind = "bubble" if len(next(iter(data.values())) or []) == 3 else "scatter"
        return {"chart": "A", "type": kind, "data": data} | self._keys(
            unit=self.random.choice(["men", "%", "$"]), highlight=self.name(), line=self.names(2), multiples=True,
            columns=self.random.randint(0, 9), axis="even", second={"title": "T", "unit": "guns"}, note="n",
            only=self.names(2),
        )  # fmt: skip

    def _figure(self) -> dict[str, Any]:
        kind, data = self.random.choice(FIGURES), self.data()
        if kind == "calendar" and self.chance(0.6):
            dates = ["1935-01", "October 1935", "1936", "summer 1937", "1939-05-11/1939-09-15", "44 BC", "x"]
            data = [self.random.choice(dates) for _ in range(self.random.randint(0, 9))]
        return {"figure": "A", "type": kind, "data": data} | self._keys(
            unit="men", highlight=self.name(), icon=self.random.choice(["tank", "horse", {"A": "gun"}]),
            each=self.number(), note="n",
        )  # fmt: skip

    def _table(self) -> dict[str, Any]:
        wide = self.random.randint(1, 9)
        rows: Any = [[self.number() for _ in range(wide)] for _ in range(self.random.choice([0, 1, 3, 30]))]
        if self.chance(0.3):
            rows = self.data()
        return {"table": "A", "columns": self.names(wide), "rows": rows} | self._keys(caption="c", align="right")

    def _forces(self) -> dict[str, Any]:
        sides = self.random.choice([["Japan", "Soviet Union"], ["a", "b", "c"], self.names(4)])
        many = len(sides) + self.random.choice([0] * 9 + [1])
        rows = {n: [self.number() for _ in range(many)] for n in self.names(9)} if self.chance(0.8) else self.data()
        made = {"forces": "A", "rows": rows, "sides": sides}
        return made | self._keys(scale="log", words=False, unit="men", note="n")

    def _losses(self) -> dict[str, Any]:
        key = self.random.choice(["rows", "data"])
        groups = {"G": self.names(3)}
        return {"losses": "A", key: self.data()} | self._keys(groups=groups, unit="men", note="n")

    def _timeline(self) -> dict[str, Any]:
        many = self.random.choice([1, 3, 10])
        names = list(dict.fromkeys(self.random.choice(DATES) if self.chance(0.98) else "x" for _ in range(many)))
        events: Any = {n: self.name() for n in names}
        if self.chance(0.5):
            events = [{"date": n, "title": self.name(), "figure": self.number(), "lane": self.name()} for n in names]
        periods = {n: self.name() for n in self.random.sample(["1935/1939", "1900", "44 BC/AD 14", "1930s"], 2)}
        return {"timeline": "A", "events": events} | self._keys(
            periods=periods, span="1900/1950", lanes=self.names(3), breaks=False, unit="men"
        )

    def _file(self, folder: Path) -> str:
        """A CSV file, side by side or long, with the signs of some country."""
        sign = self.random.choice([",", ";", "\t", "|"])
        if self.chance(0.4):
            head = ["Entity", "Code", "Year", "N", "M"][: self.random.randint(3, 5)]
            body = [[self.name(), self.random.choice(["JPN", "SUN", ""]), self.random.choice(["1938", "1939", "44 BC"]),
                     self.number(), self.number()][: len(head)] for _ in range(self.random.randint(0, 12))]  # fmt: skip
            order = self.random.sample(range(len(head)), len(head))
            rows = [[row[n] for n in order] for row in [head, *body]]
        else:
            head = ["Year", *self.names(5)]
            rows = [head, *([n, *(self.number() for _ in head[1:])] for n in self.names(12))]
        lines = [sign.join(f'"{"" if c is None else c}"' for c in row) for row in rows]
        text = "sep=|\n" if sign == "|" or self.chance(0.05) else ""
        text += "\n".join(lines)
        name = f"f{self.random.randrange(10**9)}.csv"
        (folder / name).write_bytes(text.encode(self.random.choice(["utf-8", "utf-8-sig", "utf-16"])))
        return name


def outline(slides: list[dict[str, Any]], lang: str) -> str:
    sides = {"japan": {"name": "Japan", "colour": "blue"}, "soviet": {"name": "Soviet Union", "colour": "red"}}
    return yaml.safe_dump(
        {"title": "T", "lang": lang, "agenda": False, "credits": False, "sides": sides, "slides": slides},
        allow_unicode=True, sort_keys=False, width=10_000,
    )  # fmt: skip


def made_of(slides: list[dict[str, Any]], folder: Path, lang: str) -> Talk:
    source = folder / "slides_src" / "talk.yaml"
    source.write_text(outline(slides, lang), "utf-8")
    return read(source)


def faults(made: Talk) -> Iterator[str]:
    """What is wrong with a slide, or with the findings that are there instead of it."""
    if made.scene is None:
        if not any(": error: " in m for m in made.messages):
            yield "no slide and no error"
        return
    yield from too_full(made)
    for page in made.pages:
        for box in boxes_of(page):
            if box.rect.w < 0 or box.rect.h < 0:
                yield f"'{box.name}' is less than nothing"
            if isinstance(box, Chart) and not box.alt.strip():
                yield f"'{box.name}' has no alt text"


def run(seeds: range, folder: Path, tried: Callable[[int], None] = lambda seed: None) -> Iterator[str]:
    """All that goes wrong with the slides of these seeds; those that are right are written as one deck each fifty."""
    from podium.backends.pptx.write import write

    (folder / "slides_src").mkdir(exist_ok=True)
    good: list[dict[str, Any]] = []
    for seed in seeds:
        tried(seed)
        odd = Odd(seed)
        slide, lang = odd.slide(folder / "slides_src"), odd.random.choice(["en", "en", "de", "zh"])
        try:
            made = made_of([slide], folder, lang)
            found = list(faults(made))
        except Exception as e:
            found = [f"{type(e).__name__}: {e} at {_where(e)}"]
        yield from (f"seed {seed}: {f} in {slide}" for f in found)
        if not found and made.scene is not None and not slide.get("figure"):
            good.append(slide)
        if len(good) >= 50 or seed == seeds[-1]:
            deck = made_of(good, folder, "en")
            if deck.scene is not None:
                write(deck.scene, folder / "talk.pptx")
                yield from _no_numbers(folder / "talk.pptx")
            good = []


def _no_numbers(deck: Path) -> Iterator[str]:
    """Charts of a deck in which something is no number."""
    with zipfile.ZipFile(deck) as parts:
        for name in parts.namelist():
            if "charts/" in name and name.endswith(".xml") and (found := _NO_NUMBER.search(parts.read(name).decode())):
                yield f"{name}: {found[0]}"


def _where(e: BaseException) -> str:
    trace = e.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""


if __name__ == "__main__":
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as place:
        for line in run(range(first, first + int(sys.argv[1])), Path(place)):
            print(line[:600], flush=True)
