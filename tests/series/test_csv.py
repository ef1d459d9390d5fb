"""CSV files as they come from spreadsheets, statistics offices and Our World in Data: read, or explained once."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.outline.csv_numbers import Column, read_columns
from podium.outline.tables import TableError
from podium.scene.boxes import Table
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


# ------------------------------------------------------------------------- signs, column by column


def notes(path: Path, lang: str = "en") -> list[str]:
    return [n.message for n in read_file(path, lang).notes]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("J;A\n1938;12,345\n1939;3,5\n", "en", [[12.345], [3.5]]),
        ("J;A\n1938;1.234\n1939;1.234,5\n", "en", [[1234], [1234.5]]),
        ("J;A;B\n1938;1.234,5;1.5\n1939;2.345;2.345\n", "en", [[1234.5, 1.5], [2345, 2.345]]),
        ("J;A;B\n1938;3,5;12,345\n", "de", [[3.5, 12.345]]),
        ("J;A\n1938;12,345\n", "de", [[12.345]]),
        ('J,A\n1938,"12,345"\n', "en", [[12345]]),
        ("J,A\n1938,1.234\n", "en", [[1.234]]),
        ("J;A\n1938;1.234\n1939;1.234,5\n", "fr", [[1234], [1234.5]]),
        ("J;A\n1938;1 234,5\n1939;1\u202f234\n1940;1\u00a0234\n", "en", [[1234.5], [1234], [1234]]),
        ("J;A\n1938;0,123\n1939;12,345\n", "en", [[0.123], [12.345]]),
        ("J;A\n1938;1'234.5\n1939;12.345\n", "de", [[1234.5], [12.345]]),
        ("J;A\n1938;~1.234,5 km\n1939;2.000-3.000\n", "en", [[1234.5], [2500]]),
        ("J;A\n1938;—\n1939;N/A\n1940;#N/A\n", "en", [[None]] * 3),
    ],
)
def test_signs_are_decided_by_the_column(tmp_path: Path, text: str, lang: str, expected: list[list[Any]]) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    assert numbers(tmp_path / "x.csv", lang) == expected
    assert notes(tmp_path / "x.csv", lang) == []


def test_a_doubtful_column_is_read_by_the_language_and_named_once(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("J;A;B\n1938;12,345;5\n1939;23,456;1,234\n")
    assert numbers(tmp_path / "x.csv", "en") == [[12345, 5], [23456, 1234]]
    assert notes(tmp_path / "x.csv", "en") == [
        "column 2 (A), row 2: '12,345' is read as 12,345, but could be 12.345",
        "column 3 (B), row 3: '1,234' is read as 1,234, but could be 1.234",
    ]
    (hint,) = {n.hint for n in read_file(tmp_path / "x.csv", "en").notes[:1]}
    assert hint == "write '12345', or '12,3450' for 12.345: these are unambiguous"
    (tmp_path / "x.csv").write_text("J;A\n1938;12345\n1939;12,3450\n")
    assert numbers(tmp_path / "x.csv", "en") == [[12345], [12.345]]
    assert notes(tmp_path / "x.csv", "en") == []


@given(st.lists(st.integers(-9_999_999, 9_999_999), min_size=1, max_size=8), st.sampled_from(["en", "de", "fr", "xx"]))
def test_numbers_come_back_whatever_the_signs(tenths: list[int], lang: str) -> None:
    values = [n / 10 for n in [*tenths, 5]]  # 0.5 tells which sign is the decimal
    for thousands, decimal in ((",", "."), (".", ","), (" ", ","), ("\u202f", ","), ("’", "."), ("", ",")):
        cells = [f"{v:,.1f}".replace(",", "T").replace(".", decimal).replace("T", thousands) for v in values]
        (read,), findings, said = read_columns([Column(2, "A", list(enumerate(cells)))], ";", lang)
        assert ([q and q.best for q in read], findings, said) == (values, [], [])


def test_one_column_with_two_signs_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("J;A\n1938;5,5\n1939;5.5\n")
    with pytest.raises(TableError) as caught:
        read_file(tmp_path / "x.csv", "en")
    (finding,) = caught.value.findings
    assert finding.message == "column 2 (A): '5,5' in row 2 has a decimal comma, '5.5' in row 3 a decimal point"


def test_points_and_figures_hear_of_doubtful_columns_too(slide: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "slides_src"
    folder.mkdir(exist_ok=True)
    (folder / "x.csv").write_text("N;X;Y\nA;12,345;5\nB;1,234;7\n")
    for key in ("chart: A\ntype: scatter", "figure: A\ntype: range-dots", "forces: A", "losses: A"):
        made = slide(f"{key}\nfile: x.csv")
        assert sum("column 2 (X), row 2: '12,345' is read as 12,345" in m for m in made.messages) == 1, key


def test_a_table_sets_numbers_with_foreign_signs_right(slide: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "slides_src"
    folder.mkdir(exist_ok=True)
    (folder / "x.csv").write_text("N;X\nA;12.345,6\nB;1.234,5\n")
    made = slide("table: A\nfile: x.csv")
    table = next(b for p in made.slides() for b in p.boxes if isinstance(b, Table))
    assert table.rows[1][1].paragraphs[0].align == "right"


# ------------------------------------------------------------------------------------ long tables

OWID = "Entity,Code,Year,Deaths\nJapan,JPN,1939,8\nJapan,JPN,1938,5\nWorld,,1938,12\nUSSR,SUN,1938,7\n"
EUROSTAT = (
    "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    "ESTAT:X(1.0),11/02/24 23:00:00,A,NR,DE,1938,5,\nESTAT:X(1.0),11/02/24 23:00:00,A,NR,DE,1939,6,p\n"
    "ESTAT:X(1.0),11/02/24 23:00:00,A,NR,FR,1938,7,\nESTAT:X(1.0),11/02/24 23:00:00,A,NR,FR,1939,:,c\n"
)


@pytest.mark.parametrize(
    ("text", "only", "series", "expected"),
    [
        (OWID, [], ("Japan", "World", "USSR"), [[5, 12, 7], [8, None, None]]),
        (OWID, ["USSR", "Japan"], ("USSR", "Japan"), [[7, 5], [None, 8]]),
        (EUROSTAT, [], ("DE", "FR"), [[5, 7], [6, None]]),
        ("geo,name,time,pop\njpn,Japan,1938,5\njpn,Japan,1939,6\nsun,USSR,1938,7\n", [], ("Japan", "USSR"), None),
        ("N,Year,Code,Country\n5,1938,JPN,Japan\n6,1939,JPN,Japan\n7,1938,SUN,USSR\n", [], ("Japan", "USSR"), None),
        ("geo,sex,Year,N\nJ,M,1938,5\nJ,F,1938,6\n", [], ("M", "F"), [[5, 6]]),
        ("Year,Entity,A,B\n1938,Japan,5,6\n1939,Japan,7,8\n", [], ("A", "B"), [[5, 6], [7, 8]]),
        ("Entity,Year,Deaths\nJapan,1938,5\nJapan,1939,6\n", [], ("Japan",), [[5], [6]]),
        ("Entity,Year,A,B\nJ,1938,5,6\nJ,1939,7,8\nU,1938,1,2\n", ["B"], ("J", "U"), [[6, 2], [8, None]]),
        ("Entity,Year,A,B\nJ,1938,5,6\nJ,1939,7,8\nU,1938,1,2\n", ["J"], ("A", "B"), [[5, 6], [7, 8]]),
        ("geo,sex,Year,N\nJ,M,1938,5\nJ,F,1938,6\nU,M,1938,7\nU,F,1938,8\n", ["F"], ("J", "U"), [[6, 8]]),
        ("wer,wann,wieviel\nJ,1938,5\nU,1938,6\nJ,1939,7\nU,1939,8\n", [], ("J", "U"), [[5, 6], [7, 8]]),
        ("Entity,Day,N\nJ,May 1939,5\nJ,April 1939,6\nU,May 1939,7\n", [], ("J", "U"), [[6, None], [5, 7]]),
        ("Year,A,B\n1938,5,6\n1939,7,8\n", ["B"], ("B",), [[6], [8]]),
        ("Region,Day,Night\nNorth,5,7\nSouth,5,9\n", [], ("Day", "Night"), [[5, 7], [5, 9]]),
    ],
)
def test_long_tables_become_series(
    tmp_path: Path, text: str, only: list[str], series: tuple[str, ...], expected: list[list[Any]] | None
) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    table = read_file(tmp_path / "x.csv", "en", only)
    assert table.series == series
    if expected is None:
        expected = [[5, 7], [6, None]]
    assert [[q and q.best for q in row] for row in table.cells] == expected


@pytest.mark.parametrize(
    ("text", "only", "message", "hint"),
    [
        (
            "Entity,Year,N\nJ,1938,5\nJ,1938,6\nU,1938,7\n",
            [],
            "row 3: 'J' already has a value for 1938 in row 2",
            "keep one of the two rows",
        ),
        (
            "geo,sex,Year,N\nJ,M,1938,5\nJ,F,1938,6\nU,M,1938,5\n",
            [],
            "row 3: 'J' already has a value for 1938 in row 2",
            "column 2 (sex) has M, F; choose one, as in 'only: [M]'",
        ),
        (
            "Entity,Year,A,B\nJ,1938,5,6\nU,1938,1,2\n",
            [],
            "has 2 columns of numbers (A, B) for 2 names in 'Entity'",
            "choose one, as in 'only: [A]'",
        ),
        (
            "Entity,Year,N\n" + "".join(f"L{n},{y},5\n" for n in range(200) for y in range(1930, 1945)),
            [],
            "has 200 names in 'Entity' (L0, L1, L2, L3 and 196 more); a chart takes 60 at most",
            "choose some, as in 'only: [L0, L1]'",
        ),
        (
            "country," + ",".join(str(y) for y in range(1800, 1900)) + "\nJ" + ",5" * 100 + "\n",
            [],
            "has 100 series; a chart takes 60 at most",
            "its columns are years: transpose the table so that each year is a row and each name a column",
        ),
        (OWID, ["Japam"], "has nothing called 'Japam', which 'only' asks for", "did you mean 'Japan'?"),
        ("Year,A\n1938,5\n", ["B"], "has nothing called 'B', which 'only' asks for", "known: A"),
        (
            "Name,X,Y\n" + "J,5,6\n" * 9,
            [],
            "row 3, column 1: 'J' is already in row 2",
            "a long table also needs a column of years, such as 'Year', with one value for each name and year",
        ),
    ],
)
def test_what_is_wrong_with_a_long_table_is_one_finding(
    tmp_path: Path, text: str, only: list[str], message: str, hint: str
) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_file(tmp_path / "x.csv", "en", only)
    assert [(f.message, f.hint) for f in caught.value.findings] == [(message, hint)]


def test_a_long_table_of_thousands_of_rows_is_read_if_few_are_chosen(tmp_path: Path) -> None:
    rows = "".join(f"L{n},{y},5\n" for n in range(200) for y in range(1900, 1950))
    (tmp_path / "x.csv").write_text("Entity,Year,N\n" + rows)
    assert len(read_file(tmp_path / "x.csv", "en", ["L7", "L3"]).categories) == 50


def test_a_wrong_value_of_a_long_table_keeps_its_place(slide: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "slides_src"
    folder.mkdir(exist_ok=True)
    (folder / "x.csv").write_text("Entity,Code,Year,N\nJ,JPN,1939,5\nJ,JPN,1938,abc\nU,SUN,1938,7\n")
    made = slide("chart: A\ntype: line\nfile: x.csv")
    assert any("row 3, column 4 (N): 'abc' is not a quantity" in m for m in made.messages)


def test_only_without_a_file_is_named(slide: Callable[..., Any]) -> None:
    made = slide("chart: A\nonly: [B]\ndata: {A: 5, B: 6}")
    assert any("'only' has no effect here" in m for m in made.messages)


def test_lines_whose_names_find_no_room_are_a_warning(slide: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "slides_src"
    folder.mkdir(exist_ok=True)
    rows = "".join(f"Land {n},{y},{n}\n" for n in range(40) for y in range(1930, 1935))
    (folder / "x.csv").write_text("Entity,Year,N\n" + rows)
    made = slide("chart: A\ntype: line\nfile: x.csv")
    assert any("the names of 40 lines overlap; choose a few series (in a file, with 'only: […]')" in m
               for m in made.messages)  # fmt: skip
    few = slide("chart: A\ntype: line\nfile: x.csv\nonly: [Land 3, Land 5]")
    assert not few.messages
