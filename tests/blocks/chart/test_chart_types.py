"""Every type of chart is complete, and with any number of series and uncertain values can be drawn and written."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from talk import boxes_of

from podium import languages, themes
from podium.backends.pptx.charts.part import chart_part
from podium.blocks.chart import plan
from podium.blocks.chart.block import ChartBlock
from podium.blocks.chart.draft import ChartDraft
from podium.blocks.chart.points import PointsDraft
from podium.languages.catalogue import ChartWords
from podium.scene.boxes import Chart
from podium.scene.chart_types import TRAITS, ChartType
from podium.series.colours import ChartColours
from podium.series.points import ScatterData
from podium.series.table import Table

ROOT = Path(__file__).parents[3]
ALL = get_args(ChartType)
TYPES = [kind for kind, traits in TRAITS.items() if not traits.points]
INSTEAD = ("if_negative", "if_doubtful", "if_several", "if_single")


# ------------------------------------------------------------------------------ a type is complete


def plain_data(kind: str) -> str:
    """Exact numbers that a chart of that type can show."""
    traits = TRAITS[kind]
    if traits.points:
        return "{A: [1, 2, 3], B: [4, 5, 6]}" if traits.weighted else "{A: [1, 2], B: [4, 5]}"
    return "{A: {X: 1, Y: 2}, B: {X: 3, Y: 4}}" if traits.if_single else "{A: 1, B: 2}"


def test_every_type_has_traits() -> None:
    assert tuple(TRAITS) == ALL


@pytest.mark.parametrize("kind", ALL)
def test_the_traits_of_a_type_agree(kind: ChartType) -> None:
    traits = TRAITS[kind]
    assert not traits.weighted or traits.points
    assert not traits.percent or traits.stacked
    assert not (traits.combined or traits.points) or not traits.multiples
    assert set(traits.keys) <= set(ChartBlock.model_fields)
    for other in filter(None, (getattr(traits, name) for name in INSTEAD)):
        assert not any(getattr(TRAITS[other], name) for name in INSTEAD if getattr(traits, name) == other), (
            f"'{other}' is drawn instead of '{kind}', but cannot show these numbers either"
        )


@pytest.mark.parametrize("kind", ALL)
def test_a_type_has_one_plan(kind: ChartType) -> None:
    plans = [kind in plan.PLANS, kind in plan.POINT_PLANS]
    assert plans == [not TRAITS[kind].points, TRAITS[kind].points]


@pytest.mark.parametrize("lang", languages.names())
@pytest.mark.parametrize("kind", ALL)
def test_a_type_has_its_words_in_every_language(kind: ChartType, lang: str) -> None:
    traits, words = TRAITS[kind], languages.of(lang).charts
    assert {traits.word, traits.doubt} <= ChartWords.__annotations__.keys()
    assert getattr(words, traits.word)
    assert getattr(words, traits.doubt)


@pytest.mark.parametrize("kind", ALL)
def test_a_type_is_in_the_reference(kind: ChartType) -> None:
    reference = (ROOT / "docs" / "outline.md").read_text(encoding="utf-8")
    (types,) = re.findall(r"^`type`: (`column`.*?); `title`", reference, re.MULTILINE)
    assert kind in re.findall(r"`([^`]+)`", types)


@pytest.mark.parametrize("kind", ALL)
def test_a_type_is_drawn_written_and_described(slide: Callable[..., Any], kind: ChartType) -> None:
    made = slide(f"chart: A\ntype: {kind}\ntitle: Guns\ndata: {plain_data(kind)}")
    (chart,) = [b for page in made.pages for b in boxes_of(page) if isinstance(b, Chart)]
    assert chart.spec.type == kind
    assert chart.alt.startswith(f"{getattr(languages.of('en').charts, TRAITS[kind].word)}: Guns")
    part, book = chart_part(chart.spec, themes.load("atlas"))
    assert b"<c:ser>" in part
    assert book.startswith(b"PK")
    assert not any("chart-type" in m or "does not use" in m for m in made.messages), made.messages


def test_a_type_without_a_plan_is_a_mistake_of_podium_not_another_chart() -> None:
    theme, words = themes.load("atlas"), languages.of("en").charts
    table = Table(("A",), ("",), ((None,),))
    colours = ChartColours(("blue",), (("blue",),), False)
    draft = ChartDraft("column", table, colours, 300, 200, lambda *_: 9.0, lambda *_: 1, theme, "en", words)
    dots = PointsDraft("scatter", ScatterData((), ()), (), 300, 200, lambda *_: 9.0, theme, "en", words, ("", "", ""))
    for call, unknown in ((plan.plan_chart, draft), (plan.plan_points, dots)):
        with pytest.raises(NotImplementedError, match="'radar' has no plan in"):
            call(dataclasses.replace(unknown, kind="radar"))  # type: ignore[arg-type, operator]


def asked_for_by_name(path: Path) -> list[int]:
    """The lines of a module on which a `type` or `kind` is compared with the name of a chart type or a part of one."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            subject, others = node.left, node.comparators
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr not in ("startswith", "endswith", "split", "partition"):
                continue
            subject, others = node.func.value, node.args
        else:
            continue
        name = subject.attr if isinstance(subject, ast.Attribute) else getattr(subject, "id", "")
        texts = {c.value for other in others for c in ast.walk(other) if isinstance(c, ast.Constant)}
        if name in ("type", "kind", "wanted") and any(isinstance(t, str) and t in kind for t in texts for kind in ALL):
            found.append(node.lineno)
    return found


def test_only_the_plan_of_a_type_asks_for_it_by_name() -> None:
    plans = {f.__module__.rpartition(".")[2] for f in (*plan.PLANS.values(), *plan.POINT_PLANS.values())}
    rooms = ("blocks/chart", "backends/pptx/charts", "series", "scene")
    modules = [p for room in rooms for p in (ROOT / "podium" / room).glob("*.py")]
    asked = {p.name: lines for p in modules if p.stem not in plans and (lines := asked_for_by_name(p))}
    assert asked == {}, "add a trait to podium/scene/chart_types.py, and ask for that"


# --------------------------------------------------------------------------- any numbers are drawn


@pytest.mark.parametrize("theme", themes.names())
@pytest.mark.parametrize("count", [1, 2, 6, 7, 12])
def test_uncertain_values_in_any_number_of_series(
    podium: Callable[..., Any], project: Any, theme: str, count: int
) -> None:
    slides = []
    for kind in TYPES:
        rows = ", ".join(f"C{c}: {{{', '.join(f'S{s}: ~{c + s + 1}' for s in range(count))}}}" for c in range(3))
        slides.append(f"  - chart: {kind} with {count}\n    type: {kind}\n    data: {{{rows}}}\n")
    for kind in (k for k, traits in TRAITS.items() if traits.points):
        numbers, more = ("[{0}, ~5, ~{0}]", ", 3") if TRAITS[kind].weighted else ("[~{0}, 5-9]", "")
        rows = ", ".join(f"S{s}: {{P: {numbers.format(s + 1)}, Q: [{s + 3}, {s + 4}{more}]}}" for s in range(count))
        slides.append(f"  - chart: {kind} with {count}\n    type: {kind}\n    data: {{{rows}}}\n")
    text = f"title: T\ntheme: {theme}\nsides: {{japan: {{name: S1, colour: red}}}}\nslides:\n{''.join(slides)}"
    (project / "slides_src" / "talk.yaml").write_text(text, encoding="utf-8")
    result = podium("build", "slides_src/talk.yaml")
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("data", ["{A: unknown, B: unknown}", "{A: , B: }"])
def test_a_chart_in_which_nothing_is_to_be_seen_is_a_warning(slide: Callable[..., Any], kind: str, data: str) -> None:
    data = (
        data.replace(": 0", ": {X: 0, Y: 0}").replace(": unknown", ": {X: unknown, Y: unknown}")
        if TRAITS[kind].combined
        else data
    )
    made = slide(f"chart: A\ntype: {kind}\ndata: {data}")
    assert any(m.startswith("talk.yaml:") and ": warning: " in m for m in made.messages) or made.report.failed


@pytest.mark.parametrize("kind", [k for k, traits in TRAITS.items() if traits.sum])
def test_shares_of_nothing_are_a_warning(slide: Callable[..., Any], kind: str) -> None:
    made = slide(f"chart: A\ntype: {kind}\ndata: {{A: {{X: 0, Y: 0}}, B: {{X: 0, Y: 0}}}}")
    assert any("so there are no shares to show" in m for m in made.messages)


@pytest.mark.parametrize(
    ("kind", "data"),
    [(k, "{A: unknown, B: unknown}") for k in ("range-dots", "slope", "pictogram", "waffle")]
    + [(k, "{A: 0, B: 0}") for k in ("pictogram", "waffle")],
)
def test_a_figure_in_which_nothing_is_to_be_seen_is_a_warning(slide: Callable[..., Any], kind: str, data: str) -> None:
    data = (
        data.replace(": 0", ": {X: 0, Y: 0}").replace(": unknown", ": {X: unknown, Y: unknown}")
        if kind == "slope"
        else data
    )
    made = slide(f"figure: A\ntype: {kind}\ndata: {data}")
    assert made.messages


@pytest.mark.parametrize("keys", ["", "rows: []", "columns: [A, B]", "file: empty.csv", "file: header.csv"])
def test_a_table_without_rows_is_said(slide: Callable[..., Any], tmp_path: Any, keys: str) -> None:
    folder = tmp_path / "slides_src"
    folder.mkdir(exist_ok=True)
    (folder / "empty.csv").write_text("")
    (folder / "header.csv").write_text("A,B\n")
    made = slide(f"table: A\n{keys}")
    assert any("row" in m or "empty" in m for m in made.messages), made.messages
