"""compare: two or three columns side by side."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from talk import box, boxes_of, text_of, words

from podium.scene.boxes import Chart, Shape

Slide = Callable[..., Any]
SIDES = "sides: {japan: {name: Japan, colour: blue}, soviet: {name: Soviet Union, short: USSR, colour: red}}\n"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_stand_side_by_side_nearly_equally_wide(slide: Slide, count: int) -> None:
    columns = ", ".join(f"{{title: T{n}, items: [i{n}]}}" for n in range(count))
    page = slide(f"compare: H\ncolumns: [{columns}]").slides()[0]
    heads = [box(page, f"Title: T{n}").rect for n in range(count)]
    assert all(a.right < b.x for a, b in itertools.pairwise(heads))
    assert max(r.w for r in heads) < 1.15 * min(r.w for r in heads)
    assert len({r.y for r in heads}) == 1


@pytest.mark.parametrize("column", ["title: Moscow, side: soviet", "title: Soviet Union", "title: ussr"])
def test_a_column_takes_the_colour_of_its_side(slide: Slide, column: str) -> None:
    page = slide(f"compare: H\ncolumns: [{{{column}}}, {{title: Neutral}}]", SIDES).slides()[0]
    heads = [b for b in page.boxes if b.name.startswith("Title")]
    assert [b.paragraphs[0].runs[0].colour for b in heads] == ["red.deep", "ink"]
    strokes = [b.line.colour for b in page.boxes if isinstance(b, Shape) and b.line and b.line.width > 2]
    assert strokes == ["red", "ink"]


def test_a_column_may_hold_a_block(slide: Slide) -> None:
    page = slide("compare: H\ncolumns: [{title: A, block: {chart: {data: {a: 1}}}}, {title: B, text: words}]").slides()[
        0
    ]
    chart = next(b for b in boxes_of(page) if isinstance(b, Chart))
    assert chart.rect.right < box(page, "Title: B").rect.x
    assert "words" in text_of(page)


def test_columns_that_are_too_long_go_on_under_their_titles(slide: Slide) -> None:
    items = ["[" + ", ".join(f"{c}{n} word word word word" for n in range(30)) + "]" for c in "ab"]
    made = slide(f"compare: H\ncolumns: [{{title: A, items: {items[0]}}}, {{title: B, items: {items[1]}}}]")
    assert len(made.slides()) > 1
    assert all({"A", "B"} <= set(text_of(p).split("\n")) for p in made.slides())
    for c in "ab":
        assert [w for w in words(made.text()) if w[0] == c and w[1:].isdigit()] == [f"{c}{n}" for n in range(30)]


def test_a_title_of_fifty_words_is_there_once_and_whole(slide: Slide) -> None:
    title = [f"title{n}" for n in range(50)]
    made = slide(f"compare: H\ncolumns: [{{title: {' '.join(title)}, text: {'word ' * 900}}}, {{title: B}}]")
    rest = [
        w
        for p in made.slides()
        if "(" in p.title and not any(b.name.startswith("Title") for b in p.boxes)
        for w in words(text_of(p))
    ]
    shown = words(text_of(made.slides()[0]))
    assert [w for w in shown + rest if w.startswith("title")] == title


def test_no_columns_is_a_warning(slide: Slide) -> None:
    assert slide("compare: H").messages == ["talk.yaml:5:5: warning: this slide has nothing to compare; add 'columns:'"]


def test_empty_columns_do_no_harm(slide: Slide) -> None:
    made = slide("compare: H\ncolumns: [{}, {title: B}, {text: words}]")
    assert not made.messages
    assert "words" in made.text()
