"""table: native, its heading repeated on every slide, columns as wide as their words need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from talk import boxes_of, words

from podium.scene.boxes import Table
from podium.scene.grid import BAND_Y
from podium.scene.units import points

Slide = Callable[..., Any]


def tables(made: Any) -> list[Table]:
    return [b for p in made.slides() for b in boxes_of(p) if isinstance(b, Table)]


def cells(table: Table) -> list[list[str]]:
    return [[" ".join(p.text for p in c.paragraphs).replace("\u00a0", " ") for c in row] for row in table.rows]


def aligned(made: Any) -> list[str]:
    return [c.paragraphs[0].align for c in tables(made)[0].rows[-1]]


@pytest.mark.parametrize(
    "rows",
    [
        "[[Japan, 526], [Soviet Union, 792]]",
        "{Japan: 526, Soviet Union: 792}",
        "{Japan: [526], Soviet Union: [792]}",
        "[{Japan: 526}, {Soviet Union: 792}]",
    ],
)
def test_rows_may_be_lists_or_keys(slide: Slide, rows: str) -> None:
    made = slide(f"table: H\ncolumns: [Side, Killed]\nrows: {rows}")
    assert cells(tables(made)[0]) == [["Side", "Killed"], ["Japan", "526"], ["Soviet Union", "792"]]


def test_two_hundred_rows_stand_in_order_under_a_heading_on_each_slide(slide: Slide) -> None:
    made = slide("table: H\ncolumns: [Name, Number]\nrows:\n" + "".join(f"  - [row {n}, {n}]\n" for n in range(200)))
    found = tables(made)
    assert len(found) > 5
    assert all(cells(t)[0] == ["Name", "Number"] for t in found)
    assert [row for t in found for row in cells(t)[1:]] == [[f"row {n}", str(n)] for n in range(200)]
    assert min(len(t.rows) for t in found) > 2  # no slide with a single row


def test_a_row_that_is_taller_than_a_slide_is_cut_at_a_line(slide: Slide) -> None:
    written = [f"word{n}" for n in range(700)]
    made = slide(f"table: H\ncolumns: [A, B]\nrows: [[x, {' '.join(written)}]]")
    assert [w for w in words(made.text()) if w.startswith("word")] == written


def test_tables_stay_on_the_slide(slide: Slide) -> None:
    for columns in (1, 3, 9, 40):
        made = slide(
            "table: H\nrows:\n"
            + "".join(f"  - [{', '.join(f'cell{n}x{m}' for n in range(columns))}]\n" for m in range(12))
        )
        content = made.scene.grid.content(0)
        for t in tables(made):
            assert t.rect.x >= content.x
            assert t.rect.right <= content.right
            assert t.rect.bottom <= content.bottom or t.rect.bottom == pytest.approx(BAND_Y, abs=points(1))
            assert sum(t.widths) == t.rect.w
            assert sum(t.heights) == t.rect.h


def test_a_heading_that_would_fill_every_slide_stands_once(slide: Slide) -> None:
    heading = [f"head{n}" for n in range(200)]
    made = slide(
        f"table: H\ncolumns: [A, {' '.join(heading)}]\nrows:\n" + "".join(f"  - [row{n}, b]\n" for n in range(30))
    )
    found = words(made.text())
    assert [w for w in found if w.startswith("head")] == heading
    assert [w for w in found if w.startswith("row")] == [f"row{n}" for n in range(30)]
    assert all(t.rect.bottom <= BAND_Y for t in tables(made))


def test_a_table_that_fills_its_slide_ends_on_the_rule_at_the_foot(slide: Slide) -> None:
    made = slide("table: H\nrows:\n" + "".join(f"  - [a{n}, b]\n" for n in range(7)))
    assert tables(made)[0].rect.bottom == pytest.approx(BAND_Y, abs=points(1))
    made = slide("table: H\ncaption: C\nrows:\n" + "".join(f"  - [a{n}, b]\n" for n in range(7)))
    assert tables(made)[0].rect.bottom < made.scene.grid.content(0).bottom


@pytest.mark.parametrize(
    ("values", "align"),
    [(["1", "2,300", "~40"], "right"), (["–", "5 %", "up to 20"], "right"), (["one", "two", "3"], "left")],
)
def test_columns_of_numbers_stand_right(slide: Slide, values: list[str], align: str) -> None:
    made = slide("table: H\nrows:\n" + "".join(f"  - [name, '{v}']\n" for v in values))
    assert aligned(made) == ["left", align]


def test_the_outline_may_say_how_columns_stand(slide: Slide) -> None:
    assert aligned(slide("table: H\nalign: [right, centre]\nrows: [[a, 1, 2]]")) == ["right", "centre", "right"]


def test_emphasis_in_cells_is_read(slide: Slide) -> None:
    runs = tables(slide("table: H\nrows: [['a *b*', c]]"))[0].rows[0][0].paragraphs[0].runs
    assert [(r.text, r.italic) for r in runs] == [("a ", False), ("b", True)]


def test_every_table_says_what_it_holds(slide: Slide) -> None:
    made = slide("table: H\ncolumns: [Side, Killed]\ncaption: Losses\nrows: [[a, 1], [b, 2]]")
    assert tables(made)[0].alt == "Losses: table of 2 rows with the columns Side, Killed"


def test_a_ragged_row_is_filled_up_with_a_warning(slide: Slide) -> None:
    made = slide("table: H\ncolumns: [a, b, c]\nrows:\n  - [1, 2]\n  - [1, 2, 3]\n  - [a single cell]")
    assert made.messages == ["talk.yaml:8:7: warning: row 1 of this table has 2 cells, others have 3"]
    assert {len(row) for row in cells(tables(made)[0])} == {3}


@pytest.mark.parametrize("rows", ["", "[]", "[[]]", "[[], []]", "{}", "[~]"])
def test_a_table_of_nothing_is_a_warning(slide: Slide, rows: str) -> None:
    made = slide(f"table: H\nrows: {rows}")
    assert made.messages == ["talk.yaml:5:5: warning: this table has no rows; add 'rows:' or 'file:'"]


# ---------------------------------------------------------------------------------------------------- files


def from_file(slide: Slide, tmp_path: Path, data: str | bytes, more: str = "") -> Any:
    (tmp_path / "slides_src").mkdir(exist_ok=True)
    (tmp_path / "slides_src" / "a.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
    return slide(f"table: H\nfile: a.csv\n{more}")


@pytest.mark.parametrize(
    "data",
    [
        "Side,Killed\nJapan,526\n",
        "Side;Killed\nJapan;526\n",
        "Side\tKilled\nJapan\t526",
        "\ufeffSide,Killed\r\nJapan,526\r\n",
        '"Side","Killed"\n\n"Japan","526"\n',
    ],
)
def test_rows_may_come_from_a_file(slide: Slide, tmp_path: Path, data: str) -> None:
    assert cells(tables(from_file(slide, tmp_path, data))[0]) == [["Side", "Killed"], ["Japan", "526"]]


def test_columns_in_the_outline_leave_the_first_row_of_the_file_a_row(slide: Slide, tmp_path: Path) -> None:
    made = from_file(slide, tmp_path, "Japan,526\n", "columns: [Side, Killed]")
    assert cells(tables(made)[0]) == [["Side", "Killed"], ["Japan", "526"]]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("a,b\n1,2,3\n", "row 2: 3 columns, but the first row has 2; put a value with a comma in quotes"),
        ("", "is empty; the first row names the columns"),
        ("\n\n", "is empty"),
        (b"a\0b", "is not a text file; export the sheet as 'CSV UTF-8'"),
        ("Käse,1\n".encode("latin-1"), "row 1: not UTF-8 text; save the file as 'CSV UTF-8'"),
        ('"a,b\n', "cannot be read as CSV: unexpected end of data; look for an unclosed quotation mark"),
    ],
)
def test_a_file_that_is_no_table_is_one_error_with_its_place(
    slide: Slide, tmp_path: Path, data: str | bytes, message: str
) -> None:
    (found,) = from_file(slide, tmp_path, data).messages
    assert found.startswith(f"talk.yaml:6:11: error: 'a.csv' {message}")


@pytest.mark.parametrize(
    ("file", "message"),
    [("none.csv", "is not there"), ("..", "is a directory; name a .csv or .tsv file"), ("x" * 300, "is not there")],
)
def test_a_file_that_cannot_be_read_is_one_error(slide: Slide, file: str, message: str) -> None:
    (found,) = slide(f"table: H\nfile: {file}").messages
    assert f"error: '{file}' {message}" in found


def test_control_characters_in_a_file_do_not_reach_the_deck(slide: Slide, tmp_path: Path) -> None:
    (found,) = from_file(slide, tmp_path, "a,b\x01\n1,2\n").messages
    assert found.startswith("talk.yaml:6:11: error: 'a.csv' is not a text file")


def test_columns_without_a_heading_are_told(slide: Slide) -> None:
    made = slide("table: A\ncolumns: [A, B]\nrows: [[1, 2, 3], [4, 5, 6]]")
    assert made.messages == [
        "talk.yaml:6:14: warning: 'columns' names 2 columns, the table has 3; write one heading for each column"
    ]
