"""Every chart with any number of series and uncertain values can be drawn and written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from podium import themes

TYPES = ["column", "column-stacked", "column-100", "bar", "bar-stacked", "bar-100", "line", "area", "pie", "doughnut",
         "combined"]  # fmt: skip


@pytest.mark.parametrize("theme", themes.names())
@pytest.mark.parametrize("count", [1, 2, 6, 7, 12])
def test_uncertain_values_in_any_number_of_series(
    podium: Callable[..., Any], project: Any, theme: str, count: int
) -> None:
    slides = []
    for kind in TYPES:
        rows = ", ".join(f"C{c}: {{{', '.join(f'S{s}: ~{c + s + 1}' for s in range(count))}}}" for c in range(3))
        slides.append(f"  - chart: {kind} with {count}\n    type: {kind}\n    data: {{{rows}}}\n")
    for kind, numbers in (("scatter", "[~{0}, 5-9]"), ("bubble", "[{0}, ~5, ~{0}]")):
        rows = ", ".join(f"S{s}: {{P: {numbers.format(s + 1)}, Q: [{s + 3}, {s + 4}, 3]}}" for s in range(count))
        rows = rows if kind == "bubble" else rows.replace(", 3]", "]")
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
        if kind == "combined"
        else data
    )
    made = slide(f"chart: A\ntype: {kind}\ndata: {data}")
    assert any(m.startswith("talk.yaml:") and ": warning: " in m for m in made.messages) or made.report.failed


@pytest.mark.parametrize("kind", ["pie", "doughnut", "column-100", "bar-100", "column-stacked", "bar-stacked", "area"])
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
