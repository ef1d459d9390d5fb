"""compare: two or three columns side by side."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from talk import box, boxes_of, text_of, words

from podium.scene.boxes import Chart, Shape, Text
from podium.scene.grid import CONTENT_BOTTOM, FOOTER_Y
from podium.scene.units import inches
from podium.themes import SIDE_COLOURS, contrast

Slide = Callable[..., Any]
SIDES = "sides: {japan: {name: Japan, colour: blue}, soviet: {name: Soviet Union, short: USSR, colour: red}}\n"


def fields(page: Any) -> list[Any]:
    """The colour fields of a page."""
    return [b for b in page.boxes if b.name.startswith("bleed field")]


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
    assert [b.fill for b in fields(page)] == ["red.plate", "grey.plate"]


@pytest.mark.parametrize("columns", [
    "{title: Japan}, {title: Tokyo, side: japan}", "{title: A}, {title: B}", "{title: A}, {title: B}, {title: C}",
])  # fmt: skip
@pytest.mark.parametrize("theme", ["atlas", "night", "signal", "archive"])
def test_columns_of_one_side_or_of_none_are_in_two_neutral_colours(slide: Slide, columns: str, theme: str) -> None:
    made = slide(f"compare: H\ncolumns: [{columns}]", f"theme: {theme}\n{SIDES}")
    fills = [b.fill for b in fields(made.slides()[0])]
    assert all(f.startswith(("grey", "panel")) for f in fills)
    assert all(contrast(*(made.scene.theme.rgb(f) for f in pair)) > 1.3 for pair in itertools.pairwise(fills))


@pytest.mark.parametrize("theme", ["atlas", "night", "signal", "archive"])
@pytest.mark.parametrize("colour", SIDE_COLOURS)
def test_words_can_be_read_on_their_field(slide: Slide, theme: str, colour: str) -> None:
    head = f"theme: {theme}\nsides: {{a: {{name: A, colour: {colour}}}}}\n"
    made = slide("compare: H\ncolumns: [{title: A, items: [x: y]}, {title: B, text: z}, {title: C, text: z}]", head)
    page = made.slides()[0]
    for panel in fields(page):
        for b in boxes_of(page):
            if isinstance(b, Text) and panel.rect.x <= b.rect.x < panel.rect.right and b.rect.y > panel.rect.y:
                for run in (r for p in b.paragraphs for r in p.runs if b.name not in ("Source", "Slide number")):
                    if b.rect.bottom <= panel.rect.bottom:
                        assert contrast(made.scene.theme.rgb(panel.fill), made.scene.theme.rgb(run.colour)) >= 4.5


@pytest.mark.parametrize("items", ["[a]", "[a: b, c: d, e: f, g: h]", "[a: [b, c, d: e], f]"])
@pytest.mark.parametrize("other", ["[a: b]", "[a: b, c: d, e: f]", "[]"])
def test_fields_fill_the_page_and_their_words_are_large(slide: Slide, items: str, other: str) -> None:
    made = slide(f"compare: H\ncolumns: [{{title: A, items: {items}}}, {{title: B, items: {other}}}]")
    page, grid = made.slides()[0], made.scene.grid
    assert len(made.slides()) == 1
    shown = [b.rect for b in fields(page)]
    assert shown[0].x == 0
    assert shown[-1].right == grid.width
    assert all(CONTENT_BOTTOM < r.bottom < FOOTER_Y and r.h > 0.75 * grid.content(inches(1.32)).h for r in shown)
    sizes = [r.size for n in ("A", "B") for b in page.boxes if b.name == n for p in b.paragraphs for r in p.runs]
    assert min(sizes) >= 16


def test_rows_of_as_many_items_are_in_step(slide: Slide) -> None:
    columns = (
        "{title: A, items: [a: b, c: d]}, {title: B, items: [a: a much longer text that takes several lines, c: d]}"
    )
    page = slide(f"compare: H\ncolumns: [{columns}]").slides()[0]
    rules = [b.rect.y for b in page.boxes if isinstance(b, Shape) and b.geometry == "line" and b.rect.h == 0]
    inside = [y for y in rules if fields(page)[0].rect.y < y < CONTENT_BOTTOM]
    assert len(inside) == 2
    assert len(set(inside)) == 1


def test_two_items_beside_three_are_in_step_and_end_earlier(slide: Slide) -> None:
    columns = "{title: A, items: [a: b, c: d]}, {title: B, items: [a: b, c: d, e: f]}"
    page = slide(f"compare: H\ncolumns: [{columns}]").slides()[0]
    shown = [b.rect for b in fields(page)]
    rules = [b.rect for b in page.boxes if isinstance(b, Shape) and b.geometry == "line" and b.rect.h == 0]
    left, right = ([r.y for r in rules if f.x < r.x < f.right and f.y < r.y < f.bottom] for f in shown)
    assert len(left) == 1
    assert left == right[:1]
    short, long = (next(b for b in page.boxes if b.name == name) for name in "AB")
    assert short.rect.bottom < long.rect.bottom


def test_fields_take_the_place_of_the_time_band_and_the_date_stands_at_the_foot(slide: Slide) -> None:
    text = "compare: H\nwhen: 1934-1939\ncolumns: [{title: A, items: [a: b]}, {title: B, items: [a: b]}]"
    page = slide(text, "span: 1904-1942\n").slides()[0]
    names = [b.name for b in page.boxes]
    assert "When" not in names
    section = next(b for b in page.boxes if b.name == "Section")
    assert "1934–1939" in section.paragraphs[0].text
    assert max(f.rect.bottom for f in fields(page)) < section.rect.y


def test_a_remark_stands_under_the_fields(slide: Slide) -> None:
    text = "compare: H\nfoot: A remark\ncolumns: [{title: A, items: [a: b]}, {title: B, items: [a: b]}]"
    page = slide(text).slides()[0]
    note = next(b for b in page.boxes if b.name == "Remark")
    assert max(f.rect.bottom for f in fields(page)) < note.rect.y


def test_a_figure_stands_large_over_the_words(slide: Slide) -> None:
    page = slide("compare: H\ncolumns: [{title: A, figure: up to 38000 men, items: [x]}, {title: B}]").slides()[0]
    figure = box(page, "Figure: A")
    assert [p.text for p in figure.paragraphs] == ["up to", "38,000", "men"]
    assert figure.paragraphs[1].runs[0].size == 96
    assert box(page, "Title: A").rect.bottom <= figure.rect.y < figure.rect.bottom <= box(page, "A").rect.y


def test_columns_appear_click_by_click_and_their_titles_are_there(slide: Slide) -> None:
    page = slide("compare: H\nreveal: true\ncolumns: [{title: A, items: [x, y]}, {title: B, text: z}]").slides()[0]
    assert [box(page, name).step for name in ("Title: A", "Title: B", "A", "B")] == [0, 0, 1, 2]


def test_words_and_a_block_in_one_column_are_both_there(slide: Slide) -> None:
    column = "{title: A, items: [Words here], block: {chart: {data: {a: 1}}}}"
    page = slide(f"compare: H\ncolumns: [{column}, {{title: B, items: [Others]}}]").slides()[0]
    assert "Words here" in text_of(page)
    chart = next(b for b in boxes_of(page) if isinstance(b, Chart))
    assert chart.rect.bottom <= box(page, "A").rect.y


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
