"""Odd numbers are findings or drawings, never a traceback; empty values are reported at their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from odd_numbers import run


def test_a_few_hundred_odd_slides(tmp_path: Path) -> None:
    assert list(run(range(300), tmp_path)) == []


@pytest.mark.parametrize(
    ("slide_text", "message"),
    [
        ("chart: A\ndata: {}", "'data' is empty"),
        ("chart: A\ndata: {A: {}}", "'A' has no values"),
        ("chart: A\ndata: {A: []}", "'A' must have two or three numbers"),
        ("figure: A\ntype: waffle\ndata: {A: []}", "'A' must be a number"),
        ("figure: A\ntype: pictogram\ndata: {A: 5}\nicon: []", "'icon' must be an icon, not a list"),
        ("losses: A\ndata: {A: {}}", "'A' has no values"),
        ("chart: A\ndata: {A: 5, '*A*': 6}", "'*A*' is the same name as 'A'"),
        ("chart: A\ndata: {A: {x: 5, '*x*': 6}}", "'*x*' is the same name as 'x'"),
        ("figure: A\ntype: waffle\ndata: {A: 5, '*A*': 6}", "'*A*' is the same name as 'A'"),
        ("losses: A\ndata: {A: 5, '**A**': 6}", "'**A**' is the same name as 'A'"),
        ("chart: A\ndata: {A: 5}\nhighlight: {}", "'highlight' must be text, not empty braces {}"),
        ("chart: A\ndata: {A: 5}\nhighlight: []", "'highlight' must be text, not an empty list []"),
        ("chart: A\ndata: {A: 5}\ncolumns: {}", "'columns' must be a number, not empty braces {}"),
        ("chart: A\ndata: {A: 9999999999999999999999999999999999999999}", "a number must lie between"),
        ("chart: A\ndata: {A: .inf}", "'.inf' is not a quantity"),
        ("chart: A\ntype: pie\ndata: {A: -5, B: 5}", "a pie cannot show negative values; drawn as bars"),
        ("chart: A\ntype: line\ndata: {A: {x: 5, y: unknown}, B: {x: 6}, C: {x: 7}}", ""),
        ("chart: A\ntype: line\ndata: {1939: 5}", ""),
        ("chart: A\ntype: area\ndata: {1939: unknown}", "no value of this chart is known"),
    ],
)
def test_what_is_empty_or_too_much_is_said(slide: Callable[..., Any], slide_text: str, message: str) -> None:
    made = slide(slide_text)
    assert len([m for m in made.messages if message in m]) == (1 if message else 0), made.messages
    assert message or not made.messages
