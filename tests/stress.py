"""Extreme outlines: one deck per language in which every field is absurdly long, or empty.

Used by the render tests; `python -m tests.stress de out.yaml` writes one to look at.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

COMPOUND = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstände"  # 90 letters


@dataclass(frozen=True)
class Language:
    """A language tag, a few sentences to repeat, and what joins words."""

    tag: str
    text: str
    space: str = " "

    def words(self, count: int, start: int = 0) -> str:
        """`count` words of running text (for Chinese: characters), beginning at a different one each time."""
        pool = self.text.split() if self.space else list(self.text)
        return self.space.join(pool[(start + n) % len(pool)] for n in range(count)).rstrip(" ,;:、，")


LANGUAGES = {
    language.tag: language
    for language in (
        Language(
            "en",
            "The border had never been surveyed, so every patrol that watered its horses at the river could "
            "be called an invasion by one side and a routine march by the other; both armies reported "
            "victories, and neither government wanted the war that its officers were already fighting.",
        ),
        Language(
            "de",
            "Die Grenze war nie vermessen worden, weshalb jede Streife, die am Fluss ihre Pferde tränkte, von "
            "der einen Seite als Einmarsch und von der anderen als Gewohnheit gemeldet wurde; die "
            f"{COMPOUND} führten Protokoll, und keine Regierung wollte den Krieg ihrer Offiziere.",
        ),
        Language(
            "ru",
            "Граница никогда не была размечена, поэтому каждый разъезд, поивший лошадей у реки, одна "
            "сторона называла вторжением, а другая обычным маршем; обе армии докладывали о победах, "
            "и ни одно правительство не желало войны, которую уже вели его офицеры.",
        ),
        Language(
            "el",
            "Τα σύνορα δεν είχαν χαραχθεί ποτέ, γι’ αυτό κάθε περίπολος που πότιζε τα άλογά της στο ποτάμι "
            "ήταν για τη μία πλευρά εισβολή και για την άλλη συνηθισμένη πορεία· και οι δύο στρατοί "
            "ανέφεραν νίκες, και καμία κυβέρνηση δεν ήθελε τον πόλεμο των αξιωματικών της.",
        ),
        Language(
            "zh",
            "边界从未勘定，因此每一支在河边饮马的巡逻队，一方称之为入侵，另一方则称之为例行行军；"
            "两军都报告胜利，而两国政府都不愿意打一场军官们已经在打的战争。",
            "",
        ),
    )
}


def stress_deck(tag: str, theme: str, size: str) -> dict[str, Any]:
    """The outline as plain data: everything at once, in twelve sections."""
    w = LANGUAGES[tag].words
    first = [*_long_texts(w), *_pictures(w), *_columns(w)]
    return {
        "title": w(25),
        "subtitle": w(40, 3),
        "author": w(30, 5),
        "date": w(12, 7),
        "lang": tag,
        "theme": theme,
        "size": size,
        "cover": w(30, 2),
        "span": "1890/1950",
        "sides": {"one": {"name": w(6), "colour": "red"}, "two": {"name": w(7, 9), "colour": "blue"}},
        "sources": {
            "book": {
                "title": w(60),
                "author": w(20, 4),
                "date": "1999",
                "publisher": w(12, 8),
                "url": "https://example.org/" + "a" * 120,
            },
            "other": {"title": w(3, 6)},
        },
        "source": ["book", "other"],
        "agenda": w(40, 11),
        "credits": {"headline": w(30, 13), "items": [{w(8): w(90)}]},
        "sections": [
            {
                "title": w(30),
                "headline": w(35, 4),
                "question": w(45, 6),
                "span": "1890/1910",
                "slides": first,
                "events": {"1895": w(9), "1896": w(8, 3), "1897": w(7, 5), "1909": w(12, 8)},
                "notes": w(300),
            },
            {"title": w(2), "span": "1911", "slides": [*_tables(w), *_drawings(w)]},
            *({"title": w(12, n), "span": f"19{20 + n}/19{22 + n}"} for n in range(9)),
            {"title": "", "slides": _empty()},
        ],
    }


def _long_texts(w: Any) -> list[dict[str, Any]]:
    return [
        {"points": w(9), "text": w(2000), "when": "1901", "notes": w(500), "foot": w(30)},
        {"points": w(60), "items": [{w(12, n): w(45, n)} for n in range(4)], "when": "1890"},
        {"points": w(8, 2), "items": [w(2 + n % 5, n) for n in range(40)], "when": "1950"},
        {"points": w(8, 3), "items": [{w(10, n): [w(20), {w(15): [w(12), w(9)]}]} for n in range(5)]},
        {"quote": w(60), "by": w(25), "context": w(30), "aside": w(40)},
        {"quote": w(8), "text": w(120), "by": w(5)},
        {"question": w(60), "items": [{w(6, n): w(35, n)} for n in range(6)], "text": w(40)},
        {"summary": w(20), "items": [{w(25, n): w(60, n)} for n in range(4)]},
        {"summary": w(6), "items": [w(9, n) for n in range(7)]},
    ]


def _pictures(w: Any) -> list[dict[str, Any]]:
    long = w(60)
    places = ["top-left", "top-right", "bottom-left", "bottom-right"]
    four = [{"at": at, "file": f"{at}.jpg", "caption": long, "credit": w(12, 3)} for at in places]
    person = {"file": "nobody.jpg", "name": w(12), "life": w(6), "role": w(20), "caption": long, "credit": w(30)}
    return [
        {"images": w(30), "items": four},
        {"images": w(10), "captions": "rail", "items": four[:3]},
        {"images": w(5), "items": [{"at": "left", **person}, {"at": "right", **person, "file": "x" * 120 + ".png"}]},
        {"image": w(20), "file": "view.png", "short": w(40), "caption": w(90), "credit": w(50), "text": w(120)},
        {"portrait": w(12), **person, "items": [w(30, n) for n in range(3)]},
    ]


def _columns(w: Any) -> list[dict[str, Any]]:
    return [
        {
            "compare": w(25),
            "columns": [{"title": w(20, n), "items": [w(20, n + k) for k in range(3)]} for n in range(3)],
        },
        {"points": w(14), "items": [w(20, n) for n in range(3)], "beside": {"quote": {"text": w(70), "by": w(14)}}},
        {
            "points": w(14),
            "items": [w(20, n) for n in range(3)],
            "beside": {"table": {"columns": [w(4), w(5)], "rows": [[w(5), w(20)]] * 3}},
        },
        {"points": w(3), "items": [w(4)], "beside": {"portrait": {"name": w(4), "file": "someone.jpg", "role": w(30)}}},
    ]


def _tables(w: Any) -> list[dict[str, Any]]:
    return [
        {
            "table": w(4),
            "columns": [w(1), w(1, 2), "1939"],
            "caption": w(4),
            "rows": [[f"{n}", w(1, n % 20), f"~{n * 37:,}"] for n in range(200)],
        },
        {"table": w(7), "rows": [[w(2), w(120)], [w(30), w(2)]]},
        {"table": w(5), "columns": [w(12), w(40)], "rows": [[str(n), w(1, n)] for n in range(9)]},
        {
            "table": w(7),
            "columns": [w(1, n) for n in range(12)],
            "rows": [[w(1, n + k) for n in range(12)] for k in range(2)],
        },
    ]


def _drawings(w: Any) -> list[dict[str, Any]]:
    """Numbers and events; categories have names that stand nowhere else, so that the referee can tell them apart."""
    events = [{"when": str(1900 + 4 * n), "title": w(7, n), "text": w(20, n)} for n in range(5)]
    rows = {f"row{n} {w(3, n)}": [n * 900, f"up to {n * 1900 + 5}"] for n in range(7)}
    values = {f"bar{n} {w(3, n)}": f"~{n * 37 + 1}" for n in range(9)}
    return [
        {"chart": w(12), "type": "bar", "title": w(14, 5), "unit": w(1), "note": w(12, 9), "data": values},
        {"forces": w(12), "sides": {"one": w(8), "two": w(9)}, "rows": rows, "note": w(30, 7)},
        {"losses": w(12), "rows": {k: {w(3): v[0], w(3, 4): v[1]} for k, v in rows.items()}, "note": w(30, 7)},
        {"timeline": w(12), "events": events},
        {"causes": w(12), "events": [{**e, "verb": w(4)} for e in events]},
        {"steps": w(12), "events": events},
        {"points": w(9), "items": [w(12)], "beside": {"chart": {"type": "column", "title": w(9), "data": values}}},
    ]


def _empty() -> list[dict[str, Any]]:
    kinds = ("points", "images", "image", "portrait", "quote", "table", "compare", "summary", "question")
    return [{kind: ""} for kind in kinds]


def write_stress(path: Path, tag: str, theme: str = "atlas", size: str = "16:9") -> Path:
    """The outline as a YAML file."""
    path.write_text(
        yaml.safe_dump(stress_deck(tag, theme, size), allow_unicode=True, sort_keys=False, width=100), "utf-8"
    )
    return path


if __name__ == "__main__":
    write_stress(Path(sys.argv[2]), sys.argv[1])
