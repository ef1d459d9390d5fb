"""CSV files as they come from spreadsheets, statistics offices and Our World in Data: read, or explained once."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podium.series.table import read_file


def numbers(path: Path, lang: str = "en") -> list[list[float | None]]:
    return [[q and q.best for q in row] for row in read_file(path, lang).cells]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("sep=;\nYear;Japan\n1938;5\n", "en", [[5]]),
        ('"sep=;"\r\nYear;Japan\r\n1938;5\r\n', "en", [[5]]),
        ("sep=|\nYear|Japan\n1938|5\n", "en", [[5]]),
        ("Jahr;Japan\n1938;1.234\n1939;12.345\n1940;1 234\n", "de", [[1234], [12345], [1234]]),
        ("Jahr;Japan\n1938;1.234\n1939;12.345\n1940;1 234\n", "en", [[1234], [12345], [1234]]),
        ("Jahr;Japan\n1938;1.234,5\n1939;2.000\n", "en", [[1234.5], [2000]]),
        ("Year;Japan\n1938;1.5\n1939;2.25\n", "de", [[1.5], [2.25]]),
        ("Year,Japan\n1938,1.234\n", "en", [[1.234]]),
        ('Year,Japan\n1938,"1,234"\n1939,"12,345.5"\n', "de", [[1234], [12345.5]]),
        ("Year;Japan\n1938;5,5\n", "en", [[5.5]]),
        (
            "Year,A,B\n1938,NA,5\n1939,..,n/a\n1940,-,\n1941,–,:\n",
            "en",
            [[None, 5], [None] * 2, [None] * 2, [None] * 2],
        ),
        ("Year,A,,\n1938,5,,\n,,,\n1939,6,,\n", "en", [[5], [6]]),
        ("Entity,Code,Year,Deaths\nJapan,JPN,1939,8\nJapan,JPN,1938,5\nUSSR,SUN,1938,7\n", "en", [[5, 7], [8, None]]),
        ("Entity,Year,Deaths\nJapan,1938,5\nUSSR,1938,7\n", "en", [[5, 7]]),
        ("Year\tJapan\n1938\t5\n", "en", [[5]]),
    ],
)
def test_what_spreadsheets_write_is_read(tmp_path: Path, text: str, lang: str, expected: list[list[Any]]) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    assert numbers(tmp_path / "x.csv", lang) == expected


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_marks(tmp_path: Path, mark: bytes, end: str) -> None:
    (tmp_path / "x.csv").write_bytes(mark + f"Year,Käse{end}1938,5{end}".encode())
    table = read_file(tmp_path / "x.csv", "en")
    assert (table.categories, table.series) == (("1938",), ("Käse",))


def test_unicode_text_of_excel_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("Year\tЯпония\n1938\t5\n".encode("utf-16"))
    assert read_file(tmp_path / "x.txt", "en").series == ("Япония",)


def test_what_can_be_read_in_two_ways_is_said_once(slide: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "slides_src"
    folder.mkdir(exist_ok=True)
    (folder / "german.csv").write_text("Jahr;Japan\n1938;1.234\n1939;12.345\n1940;2.345\n")
    made = slide("chart: A\ntype: column\nfile: german.csv")
    assert sum("is read as" in m for m in made.messages) == 1
    assert any("'1.234' is read as 1,234" in m for m in made.messages)


def test_many_wrong_cells_are_a_few_lines(slide: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "slides_src"
    folder.mkdir(exist_ok=True)
    (folder / "wrong.csv").write_text("Year,A\n" + "".join(f"{y},abc\n" for y in range(1900, 1960)))
    assert len(slide("chart: A\ntype: column\nfile: wrong.csv").messages) <= 12
