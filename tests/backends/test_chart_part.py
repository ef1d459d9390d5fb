"""Chart parts as PowerPoint meets them: valid, themed, editable, the same every time, and drawn to scale."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from chart_deck import BESIDE, FULL, build, render, stage_of
from lxml import etree
from pptx import Presentation

from podium import themes
from podium.backends.pptx.charts.part import chart_part
from podium.outline.quantities import parse_quantity
from podium.scene.chart_types import TRAITS, ChartType
from podium.scene.charts import Axis, ChartSpec, Hatch, Label, PlotArea, Point, Series, Span
from podium.series.values import drawn_value

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAMES = ("Japan", "Soviet Union", "Mongolia")
TYPES = get_args(ChartType)
ATLAS = themes.load("atlas")
HEAD = """title: T
sides:
  soviet: {name: Soviet Union, colour: red}
  japan: {name: Japan, colour: blue}
slides:
"""
SIXTY = "\n".join(f"      Category number {n}: {n * 7 % 53 + 1}" for n in range(60))
TWELVE = ", ".join(f"Series {n}: {n + 3}" for n in range(12))
HARD = f"""
  - chart: Long names
    type: bar
    data: {{"{"A name that goes on and on " * 3}": 5, "{"Another that is no shorter " * 3}": ~7}}
  - chart: Sixty bars
    type: bar
    data:
{SIXTY}
  - chart: Zeros
    type: column
    data: {{Japan: 0, Soviet Union: 0}}
  - chart: Negatives
    type: bar
    data: {{1931: 5, 1932: -12000, 1933: ~-800}}
  - chart: Far apart
    type: bar
    data: {{Villages: 1, Guns: 350, Rounds: 10000000}}
  - chart: Twelve series
    data: {{1931: {{{TWELVE}}}}}
  - chart: Twelve lines
    type: line
    data: {{1931: {{{TWELVE}}}, 1932: {{{TWELVE}}}}}
  - chart: Missing
    type: line
    data: {{1931: 5, 1932: unknown, 1933: ~9}}
  - chart: Ciphers & <signs> "quoted"
    type: pie
    data: {{Потери & <урон>: 70-90, "=1+1": 20, "http://example.org": 9}}
  - chart: Stack
    type: bar-stacked
    data:
      Japan: {{Killed: 526, Wounded: 913}}
      Soviet Union: {{Killed: 792, Wounded: up to 3279}}
  - chart: Ring
    type: doughnut
    data: {{Japan: 20, Soviet Union: ~80}}
  - chart: Area
    type: area
    data: {{1931: {{A: 5, B: 6}}, 1932: {{A: 7, B: 9}}}}
  - chart: Scatter
    type: scatter
    x: Men & <others>
    y: Guns
    data:
      Japan: {{Khasan: [7300, 37], "=1+1": [10-20, 30-40]}}
      Soviet Union: {{Khasan: [~23000, 237]}}
  - chart: Bubbles
    type: bubble
    data: {{A: [1, 2, 3], B: [4, 5-7, ~9], C: [-3, 0, 1]}}
  - chart: Combined
    type: combined
    line: Tanks
    second: {{title: Tanks}}
    data: {{1938: {{Men: ~23000, Tanks: 345}}, 1939: {{Men: 50-60, Tanks: 400-550}}}}
  - chart: Combined on one axis
    type: combined
    data: {{1938: {{A: 5, B: 7}}, 1939: {{A: 7, B: unknown}}}}
  - chart: Whiskers
    type: line
    data: {{1931: 5-9, 1932: 7, 1933: 9-12}}
  - chart: Hundred
    type: column-100
    data: {{1931: {{A: 5, B: 6}}, 1932: {{A: 7, B: 9}}}}
"""


def as_dot(name: str, point: Point) -> Point:
    """The point with a name, an x, a weight and a whisker."""
    x = drawn_value(parse_quantity("10-30"))
    return replace(point, name=name, x=x, weight=drawn_value(parse_quantity("~5")), x_span=Span(10, 30))


def spec(kind: ChartType = "bar", *rows: tuple[str, ...]) -> ChartSpec:
    """A chart of that type with values as a historian writes them."""
    rows = rows or (("526", "up to 20000", "unknown"), ("913", "70-90", "1"))
    series = []
    for name, colour, row in zip(("Killed", "Wounded"), ("red", "blue.tint"), rows, strict=False):
        points = [
            Point(
                drawn_value(q),
                Label(text, "#,##0") if q.best else None,
                colour if q.is_exact else Hatch(colour, "ground"),
            )
            for text in row
            for q in [parse_quantity(text)]
        ]
        series.append(Series(name, tuple(points), colour))
    series = series[:1] if TRAITS[kind].if_several else series  # a pie has one
    if TRAITS[kind].combined:
        series[1] = replace(series[1], drawn="line")
        return ChartSpec(kind, NAMES, tuple(series), second_axis=Axis(step=20))
    if TRAITS[kind].points:
        series = [replace(s, points=tuple(map(as_dot, NAMES, s.points[:2]))) for s in series]
        return ChartSpec(kind, (), tuple(series), headings=("Point", "Men", "Guns", "Dead"))
    return ChartSpec(kind, NAMES, tuple(series), plot=PlotArea(0.1, 0.1, 0.8, 0.8))


def xml_of(s: ChartSpec, theme: str = "atlas") -> etree._Element:
    return etree.fromstring(chart_part(s, themes.load(theme))[0])


def sheet_of(book: bytes) -> dict[str, str | float]:
    """The cells of the workbook: text or number, formulas with their "=" in front."""
    with zipfile.ZipFile(io.BytesIO(book)) as z:
        strings = ["".join(si.itertext()) for si in etree.fromstring(z.read("xl/sharedStrings.xml"))]
        cells: dict[str, str | float] = {}
        for c in etree.fromstring(z.read("xl/worksheets/sheet1.xml")).iter(f"{S}c"):
            value, formula = c.find(f"{S}v"), c.find(f"{S}f")
            if formula is not None:
                cells[c.get("r")] = f"={formula.text}"
            elif value is not None:
                cells[c.get("r")] = strings[int(value.text)] if c.get("t") == "s" else float(value.text)
    return cells


# ---------------------------------------------------------------------------------------- XML


@pytest.mark.parametrize("kind", TYPES)
def test_xml_is_free_of_the_known_faults(kind):
    root = xml_of(spec(kind))
    assert [e.tag.removeprefix(C) for e in root] == [
        "date1904", "lang", "roundedCorners", "chart", "spPr", "txPr", "externalData"]  # fmt: skip
    assert root.find(f"{C}roundedCorners").get("val") == "0"
    assert root.find(f"{C}chart/{C}autoTitleDeleted").get("val") == "1"
    assert root.find(f"{C}chart/{C}dispBlanksAs").get("val") == "gap"
    assert all(int(e.get("val")) > 0 for e in root.iter(f"{C}axId", f"{C}crossAx"))
    assert all(e.getparent().getparent().tag == f"{C}lineChart" for e in root.iter(f"{C}smooth"))
    assert not list(root.iter(f"{A}srgbClr"))
    assert {e.get("typeface") for e in root.iter(f"{A}latin")} == {"+mn-lt"}
    assert {e.get("lang") for e in root.iter(f"{A}defRPr", f"{A}rPr")} == {"en-GB"}


def test_colours_are_theme_slots_with_changes_of_luminance():
    fills = [s.find(f"{C}spPr/{A}solidFill/{A}schemeClr") for s in xml_of(spec()).iter(f"{C}ser")]
    assert [f.get("val") for f in fills] == ["accent1", "accent2"]
    assert len(fills[0]) == 0
    assert {e.tag.removeprefix(A) for e in fills[1]} >= {"lumMod", "lumOff"}


def test_uncertain_points_are_hatched_with_an_outline():
    point = xml_of(spec()).find(f".//{C}dPt")
    assert point.find(f"{C}idx").get("val") == "1"
    assert point.find(f"{C}spPr/{A}pattFill").get("prst") == "wdUpDiag"
    assert point.find(f"{C}spPr/{A}ln").get("w") == str(round(1.25 * 12_700))


def test_bars_read_from_the_top_and_a_logarithmic_axis_says_so():
    s = ChartSpec(
        "bar",
        ("A",),
        (Series("S", (Point(drawn_value(parse_quantity("5"))),), "red"),),
        Axis(reverse=True),
        Axis(log=True, minimum=1),
    )
    root = xml_of(s)
    assert root.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"
    assert [e.tag.removeprefix(C) for e in root.find(f".//{C}valAx/{C}scaling")] == ["logBase", "orientation", "min"]


# ---------------------------------------------------------------------------------------- workbook


@pytest.mark.parametrize("kind", TYPES)
def test_every_reference_meets_its_cells(kind):
    part, book = chart_part(spec(kind), ATLAS)
    cells, checked = sheet_of(book), 0
    for f in etree.fromstring(part).iter(f"{C}f"):
        sheet, column, first, last = re.fullmatch(r"(\w+)!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?", f.text).groups()
        assert sheet == "Sheet1"
        cached = {int(p.get("idx")): p.find(f"{C}v").text for p in f.getnext().iter(f"{C}pt")}
        for n, row in enumerate(range(int(first), int(last or first) + 1)):
            cell = cells.get(f"{column}{row}")
            assert (float(cached[n]) if isinstance(cell, float) else cached.get(n)) == cell
            checked += 1
    assert checked >= (5 if TRAITS[kind].points else 7) * len(spec(kind).series)


def test_the_source_s_words_stand_beside_the_numbers():
    cells = sheet_of(chart_part(spec(), ATLAS)[1])
    assert (cells["B3"], cells["C3"]) == (20000.0, 80.0)
    assert "B4" not in cells  # unknown is blank, not zero
    assert [cells[f"D{n}"] for n in (1, 2, 3, 4)] == ["Killed, as in the source", "526", "up to 20000", "unknown"]
    assert cells["E3"] == "70-90"


def test_a_sum_is_a_formula():
    one = spec("bar-stacked", ("1", "2", "3"), ("4", "5", "6"))
    sums = Series("Total", tuple(Point(drawn_value(parse_quantity(t))) for t in ("5", "7", "9")), None, total=True)
    part, book = chart_part(ChartSpec(one.type, one.categories, (*one.series, sums)), ATLAS)
    assert sheet_of(book)["D3"] == "=SUM(B3:C3)"
    assert etree.fromstring(part).findall(f".//{C}ser")[2].find(f"{C}spPr/{A}noFill") is not None


def test_texts_of_the_outline_are_never_formulas_or_links():
    s = ChartSpec("bar", ("=1+1", "http://example.org", "<&>"), spec().series)
    part, book = chart_part(s, ATLAS)
    assert [sheet_of(book)[f"A{n}"] for n in (2, 3, 4)] == ["=1+1", "http://example.org", "<&>"]
    with zipfile.ZipFile(io.BytesIO(book)) as z:
        assert not [n for n in z.namelist() if "hyperlink" in n or "_rels/sheet" in n]
    assert "<&>" in [v.text for v in etree.fromstring(part).iter(f"{C}v")]


@pytest.mark.parametrize("kind", [k for k, traits in TRAITS.items() if traits.whiskers])
def test_whiskers_take_their_lengths_from_the_workbook(kind):
    s = spec(kind)
    first = s.series[0]
    points = (first.points[0], replace(first.points[1], span=Span(15000, 21000)), *first.points[2:])
    part, book = chart_part(replace(s, series=(replace(first, points=points), *s.series[1:])), ATLAS)
    bars = [b for b in etree.fromstring(part).iter(f"{C}errBars") if b.find(f"{C}errDir") is None
            or b.find(f"{C}errDir").get("val") == "y"]  # fmt: skip
    assert len(bars) == 1
    cells = sheet_of(book)
    for way, length in (("plus", 1000.0), ("minus", 5000.0)):
        column, row = re.match(r"Sheet1!\$([A-Z]+)\$(\d+)", bars[0].find(f"{C}{way}//{C}f").text).groups()
        assert cells[f"{column}{int(row) + 1}"] == length
        assert [v.text for v in bars[0].findall(f"{C}{way}//{C}v")] == [f"{length:.0f}"]


def test_a_combined_chart_has_two_pairs_of_axes_and_each_plot_names_its_own():
    area = xml_of(spec("combined")).find(f".//{C}plotArea")
    axes = {a.find(f"{C}axId").get("val"): a.find(f"{C}crossAx").get("val") for a in area if a.tag.endswith("Ax")}
    assert len(axes) == 4
    assert all(axes[other] == own for own, other in axes.items())
    used = [[i.get("val") for i in plot.findall(f"{C}axId")] for plot in area if plot.tag.endswith("Chart")]
    assert [len(ids) for ids in used] == [2, 2]
    assert {i for ids in used for i in ids} == set(axes)


def test_points_and_their_names_stand_in_one_table():
    cells = sheet_of(chart_part(spec("bubble"), ATLAS)[1])
    assert [cells[f"{c}1"] for c in "ABCDE"] == ["Point", "Men", "Killed", "Wounded", "Dead"]
    assert [cells[f"{c}2"] for c in "ABCE"] == ["Japan", 20.0, 526.0, 5.0]
    assert [cells[f"{c}4"] for c in "ABDE"] == ["Japan", 20.0, 913.0, 5.0]
    assert "C4" not in cells
    assert "10-30" in cells.values()


# ---------------------------------------------------------------------------------------- determinism


def test_the_same_bytes_every_time():
    code = ("import hashlib,sys; sys.path.insert(0, sys.argv[1]); import test_chart_part as t\n"
            "parts = [b for k in t.TYPES for b in t.chart_part(t.spec(k), t.ATLAS)]\n"
            "print(hashlib.sha256(b''.join(parts)).hexdigest())")  # fmt: skip
    here = hashlib.sha256(b"".join(b for k in TYPES for b in chart_part(spec(k), ATLAS))).hexdigest()
    for seed in ("1", "42"):
        run = subprocess.run([sys.executable, "-c", code, str(Path(__file__).parent)], capture_output=True, text=True,
                             check=True, env={**os.environ, "PYTHONHASHSEED": seed})  # fmt: skip
        assert run.stdout.strip() == here


def test_no_date_of_today_in_the_workbook():
    with zipfile.ZipFile(io.BytesIO(chart_part(spec(), ATLAS)[1])) as z:
        assert {i.date_time[:3] for i in z.infolist()} == {(1980, 1, 1)}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT", z.read("docProps/core.xml"))) == {b"1980-01-01T"}


# ---------------------------------------------------------------------------------------- whole decks


@pytest.fixture(scope="module")
def hard_deck(tmp_path_factory):
    """A deck with every hard case."""
    folder = tmp_path_factory.mktemp("deck")
    stage, report, slides = stage_of(folder / "hard.yaml", HEAD + HARD)
    assert not report.failed
    sheets = [s.lay_out(rect, stage)[0] for s in slides for rect in (FULL, BESIDE)]
    path = folder / "hard.pptx"
    path.write_bytes(build(sheets, stage.theme))
    return path


def test_python_pptx_opens_every_hard_case_as_a_chart(hard_deck):
    charts = [shape.chart for slide in Presentation(str(hard_deck)).slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 36
    for chart in charts:
        assert chart.plots[0].series[0].values
        assert chart.part.chart_workbook.xlsx_part.blob.startswith(b"PK")


def test_the_deck_is_valid(hard_deck):
    audit = pytest.importorskip("openxml_audit")
    result = audit.validate_pptx(str(hard_deck))
    assert result.is_valid, result.errors[:5]


def pixels_of(picture: Path, rgb: str) -> list[tuple[int, int]]:
    """Where a colour stands in a picture, within what smoothing changes."""
    from PIL import Image

    wanted = [int(rgb[n : n + 2], 16) for n in (0, 2, 4)]
    with Image.open(picture) as image:
        image = image.convert("RGB")
        data = image.load()
        return [(x, y) for x in range(image.width) for y in range(image.height)
                if all(abs(a - b) < 8 for a, b in zip(data[x, y], wanted, strict=True))]  # fmt: skip


@pytest.mark.render
def test_bars_are_drawn_to_scale_in_the_colours_of_their_sides(tmp_path):
    text = HEAD + "  - chart: Trucks\n    type: bar\n    data: {Japan: 1000, Soviet Union: 4000}\n"
    stage, _, slides = stage_of(tmp_path / "o.yaml", text)
    deck = tmp_path / "o.pptx"
    deck.write_bytes(build(slides[0].lay_out(FULL, stage), stage.theme))
    (picture,) = render(deck)
    bars = {}
    for side in ("blue", "red"):
        found = pixels_of(picture, ATLAS.rgb(side))
        rows = [y for _, y in found]
        middle = max(set(rows), key=rows.count)
        xs = [x for x, y in found if y == middle]
        bars[side] = (max(xs) - min(xs) + 1, middle)
    assert bars["red"][0] / bars["blue"][0] == pytest.approx(4, rel=0.05)
    assert bars["blue"][1] < bars["red"][1]  # the outline's first category is at the top


@pytest.mark.render
def test_small_multiples_and_both_axes_are_drawn_to_scale(tmp_path):
    text = HEAD + (
        "  - chart: One scale\n    type: column\n    multiples: true\n"
        "    data: {1938: {Japan: 1000, Soviet Union: 4000}}\n"
        "  - chart: Two axes\n    type: combined\n    second: {title: Tanks}\n"
        "    data: {1938: {Japan: 400, Tanks: 4}, 1939: {Japan: 800, Tanks: 4}}\n"
    )
    stage, _, slides = stage_of(tmp_path / "o.yaml", text)
    deck = tmp_path / "o.pptx"
    deck.write_bytes(build((s.lay_out(FULL, stage)[0] for s in slides), stage.theme))
    one, two = render(deck)

    def height(picture: Path, colour: str) -> int:
        found = pixels_of(picture, ATLAS.rgb(colour))
        columns = [x for x, _ in found]
        middle = max(set(columns), key=columns.count)
        return sum(x == middle for x, _ in found)

    assert height(one, "red") / height(one, "blue") == pytest.approx(4, rel=0.06)
    line = [y for x, y in pixels_of(two, ATLAS.rgb("red")) if 350 < x < 600]
    top = min(y for _, y in pixels_of(two, ATLAS.rgb("blue")) if y > 120)
    assert min(line) == pytest.approx(top, abs=14)  # 4 of 4 tanks is as high as 800 of 800 men
