"""Charts from CSV files, and the mistakes in them."""

from __future__ import annotations

import pytest
from lone_charts import HEAD, WIDE, chart, chart_findings

from podium import kinds, themes
from podium.diagnostics import Report
from podium.layout.stage import Stage
from podium.scene.grid import Grid

# ---------------------------------------------------------------------------------------- files


@pytest.mark.parametrize("content", [
    b"Side,Killed,Wounded\nJapan,526,913\nSoviet Union,792,\"3,279\"\n",
    b"\xef\xbb\xbfSide;Killed;Wounded\r\nJapan;526;913\r\n\r\nSoviet Union;792;3,279\r\n",
    b"Side\tKilled\tWounded\nJapan\t526\t913\nSoviet Union\t792\t3279\n",
])  # fmt: skip
def test_files_with_any_separator(tmp_path, content):
    (tmp_path / "losses.csv").write_bytes(content)
    r = chart(tmp_path, "type: bar-stacked\nfile: losses.csv")
    assert r.spec.categories == ("Japan", "Soviet Union")
    assert [s.name for s in r.spec.series] == ["Killed", "Wounded", "Total"]
    assert r.labels(1) == ["913", "3,279"]
    assert r.fills(1) == ["blue.tint", "red.tint"]


def test_an_empty_cell_of_a_file_is_a_gap(tmp_path):
    (tmp_path / "x.csv").write_text("Year,Men\n1931,5\n1932,\n")
    assert chart(tmp_path, "file: x.csv").spec.series[0].points[1].number is None


@pytest.mark.parametrize(("content", "message"), [
    (None, "is not there; put it beside the outline"),
    ("", "is empty"),
    ("Year,Men\n", "no rows of values"),
    ("Year,Men\n1931,5\n1932,38,000\n", "row 3: 3 columns, but the first row has 2; put a value with a comma"),
    ("Year,Men,Guns\n1931,5,8\n1932,many,2\n", "row 3, column 2 (Men): 'many' is not a quantity"),
    ("Year,Men\n1931,5\n1931,6\n", "row 3, column 1: '1931' is already in row 2"),
    ("Year,Men,Men\n1931,5,4\n", "row 1, column 3: the series 'Men' is already in column 2"),
    ("Year,Men,\n1931,5,4\n", "row 1, column 3: the series has no name"),
    ("Year|Men\n1931|5\n", "row 1: only one column"),
    ('Year,Men\n1931,"5\n', "cannot be read as CSV"),
    (b"Year,Men\n1931,\xff\xfe\n", "row 2: not UTF-8 text"),
    (b"\x00\x01Year,Men\n", "is not a text file"),
    ("Year,Men\n" + "1931,5\n" * 800_000, "is larger than 5 MB"),
    ("Year,Men\n" + "".join(f"{n},5\n" for n in range(2_500)), "2,500 rows"),
])  # fmt: skip
def test_mistakes_in_files_name_row_and_column(tmp_path, content, message):
    if content is not None:
        (tmp_path / "men.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    path = tmp_path / "o.yaml"
    path.write_text(HEAD.format(lang="en", theme="atlas") + "    file: men.csv\n")
    report = Report()
    outline = kinds.load(path, report, "o.yaml")
    outline = None if report.failed else outline
    stage = Stage(outline, themes.load("atlas"), Grid.of("16:9"), None, report)
    outline.deck.every_slide()[0].lay_out(WIDE, stage)
    (finding,) = map(str, report)
    assert finding.startswith("o.yaml:9:11: error: the data file 'men.csv' ")
    assert message in finding


def test_a_directory_is_no_file_and_many_mistakes_are_counted(tmp_path):
    (tmp_path / "men.csv").mkdir()
    assert chart_findings(tmp_path) == ["the data file 'men.csv' is a directory"]
    (tmp_path / "men.csv").rmdir()
    (tmp_path / "men.csv").write_text("Year,Men\n" + "".join(f"{n},many\n" for n in range(30)))
    findings = chart_findings(tmp_path)
    assert len(findings) == 1
    assert "column 2 (Men): 30 of 30 cells are not numbers: 'many' in row 2, 'many' in row 3" in findings[0]
