"""number: one figure large, its words small; two or three in one size; nothing uncertain becomes exact."""

from __future__ import annotations

import itertools
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talk import boxes_of, text_of, too_full

from podium.blocks.number.figures import parts_of, read_figure
from podium.outline.fields import reading_language
from podium.scene.boxes import Paragraph, Text

Slide = Callable[..., Any]
SIDES = "sides: {soviet: {name: Soviet Union, colour: red}, japan: {name: Japan, colour: blue}}\n"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "ru", "uk", "tr", "zh", "el")


def figures(page: Any) -> list[Text]:
    return [b for b in boxes_of(page) if isinstance(b, Text) and b.name.startswith("Figure: ")]


def number_line(box: Text) -> Paragraph:
    """The paragraph with the largest type."""
    return max(box.paragraphs, key=lambda p: max(r.size for r in p.runs))


def size(box: Text) -> float:
    return max(r.size for r in number_line(box).runs)


def shown(figure: str, lang: str = "en", unit: str = "") -> tuple[str, str, str, str]:
    token = reading_language.set(lang)
    try:
        return tuple(p.replace("\u00a0", " ") for p in parts_of(read_figure(figure), unit, lang))  # type: ignore[return-value]
    finally:
        reading_language.reset(token)


# --------------------------------------------------------------------------------------------- the figure


@pytest.mark.parametrize(
    ("figure", "lang", "parts"),
    [
        ("up to 35,000 men", "en", ("up to", "", "35,000", "men")),
        ("up to 35000", "de", ("bis zu", "", "35.000", "")),
        ("bis zu 35.000 Mann", "de", ("bis zu", "", "35.000", "Mann")),
        ("no fewer than 500", "en", ("no fewer than", "", "500", "")),
        ("500 or more", "en", ("at least", "", "500", "")),
        ("500+", "en", ("", "", "500+", "")),
        ("~40", "en", ("", "~", "40", "")),
        ("about 40", "en", ("about", "", "40", "")),
        ("about 40", "de", ("", "~", "40", "")),
        ("<= 5", "en", ("", "≤", "5", "")),
        ("between 70 and 90 dead", "en", ("", "", "70–90", "dead")),
        ("about 70-90", "en", ("about", "", "70–90", "")),
        ("1.5 million dead", "en", ("", "", "1.5", "million dead")),
        ("500-1.5 million", "en", ("", "", "500–1,500,000", "")),
        ("$3 million", "en", ("", "", "$3", "million")),
        ("5 Mio. €", "de", ("", "", "5", "Mio. €")),
        ("35.000 €", "de", ("", "", "35.000 €", "")),
        ("46%", "en", ("", "", "46%", "")),
        ("46%", "tr", ("", "", "%46", "")),
        ("-40 °C", "en", ("", "", "−40 °C", "")),
        ("1939", "en", ("", "", "1939", "")),
        ("up to 2708 horses", "en", ("up to", "", "2708", "horses")),
        ("12,345", "en", ("", "", "12,345", "")),
        ("1938-1939", "en", ("", "", "1938–1939", "")),
        ("44 BC", "en", ("", "", "44", "BC")),
        ("1,234,567,890 km²", "en", ("", "", "1,234,567,890", "km²")),
        ("unknown", "en", ("", "", "unknown", "")),
        ("unknown", "de", ("", "", "unbekannt", "")),
        ("none", "en", ("", "", "none", "")),
        ("4:1", "en", ("", "", "4:1", "")),
        ("1 in 3", "en", ("", "", "1 in 3", "")),
        ("8 May 1945", "en", ("", "", "8 May 1945", "")),
        ("35000", "fr", ("", "", "35\u202f000", "")),
        ("до 35000 человек", "ru", ("до", "", "35 000", "человек")),
        ("最多35000人", "zh", ("最多", "", "35,000", "人")),
        ("more than 500", "tr", ("", "", "500", "üzeri")),
    ],
)
def test_words_number_and_unit_are_told_apart(figure: str, lang: str, parts: tuple[str, ...]) -> None:
    assert shown(figure, lang) == parts


def test_a_sign_as_the_unit_stands_at_the_number() -> None:
    assert shown("46", unit="%") == ("", "", "46%", "")
    assert shown("46% ", unit="of the men") == ("", "", "46%", "of the men")


@given(
    st.sampled_from(LANGUAGES),
    st.sampled_from(["up to", "at least", "more than", "less than", "about", "~", ">", "<", "≥"]),
    st.integers(1, 10**9),
)
def test_an_uncertain_figure_is_never_shown_as_exact(lang: str, word: str, number: int) -> None:
    lead, sign, digits, unit = shown(f"{word} {number}", lang)
    assert lead or sign or unit
    assert re.sub(r"\D", "", digits) == str(number)


# ------------------------------------------------------------------------------------------------ alone


def test_one_figure_is_200_pt_with_its_words_small(slide: Slide) -> None:
    page = slide("number: H\nfigure: up to 35,000\nunit: people\ntext: were killed.\nnote: By one count.").slides()[0]
    (box,) = figures(page)
    assert [p.text.replace("\u00a0", " ") for p in box.paragraphs] == [
        "up to", "35,000 people", "were killed.", "By one count.",
    ]  # fmt: skip
    assert size(box) == 200
    assert {r.size for r in box.paragraphs[0].runs} == {number_line(box).runs[-1].size} == {40}
    assert 24 <= box.paragraphs[2].runs[0].size <= 32
    assert number_line(box).runs[0].colour == "accent.deep"


@pytest.mark.parametrize("form", ["16:9", "4:3"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("figure", ["35000", "1234567890", "12%", "unknown", "-5", "70-90", "4:1", "1939"])
def test_a_number_stays_on_one_line(slide: Slide, form: str, lang: str, figure: str) -> None:
    made = slide(f"number: H\nfigure: {figure}\nunit: km²\ntext: T", f"size: '{form}'\nlang: {lang}\n")
    (box,) = figures(made.slides()[0])
    assert number_line(box).lines == 1
    assert "\n" not in number_line(box).text
    assert size(box) >= 60
    assert not too_full(made)


def test_without_a_figure_the_headline_is_it(slide: Slide) -> None:
    page = slide("number: 35,000 dead\ntext: were left.").slides()[0]
    (box,) = figures(page)
    assert box.role == "title"
    assert page.title == "35,000 dead"
    assert not any(b.name == "Headline" for b in boxes_of(page))


@pytest.mark.parametrize("text", ["number: No figure here", "number:\ntext: T", "number: H\ntext: T"])
def test_no_figure_is_an_error_that_says_what_to_write(slide: Slide, text: str) -> None:
    made = slide(text)
    assert any("has no figure; add 'figure: up to 35000'" in m for m in made.messages), made.messages


def test_figure_and_items_exclude_each_other(slide: Slide) -> None:
    made = slide("number: H\nfigure: 5\nitems: [6, 7]")
    assert any("talk.yaml:7:" in m and "error: 'number' has both 'figure' and 'items'" in m for m in made.messages)


@pytest.mark.parametrize("figure", ["many", "38,5 t", "5.5.5", "[1, 2]", "{a: b}", "90-70"])
def test_what_is_no_figure_is_an_error(slide: Slide, figure: str) -> None:
    made = slide(f"number: H\nfigure: {figure}")
    assert made.report.failed
    assert "talk.yaml:6:13: error:" in made.messages[0]


def test_a_comma_between_braces_is_explained(slide: Slide) -> None:
    made = slide("points: H\nitems: [a]\nbeside: {number: {figure: up to 35,000, unit: men}}")
    assert [m.partition("error: ")[2] for m in made.messages] == [
        "between braces and brackets a comma ends the value; put the number in quotes: 'up to 35,000'"
    ]


def test_a_comma_in_a_text_between_braces_is_explained(slide: Slide) -> None:
    made = slide("terms: H\nitems: [{term: Thermidor, meaning: The month of heat, when he fell}]")
    (message,) = made.messages
    assert "unknown key 'when he fell'" in message
    assert "between braces a comma ends the value: put a text with a comma in quotes" in message
    made = slide("terms: H\nitems:\n  - term: Thermidor\n    meaning: A month\n    the meaning:")
    assert "unknown key 'the meaning' in a term; known: " in made.messages[0]


def test_a_single_item_is_a_figure_alone(slide: Slide) -> None:
    (box,) = figures(slide("number: H\nitems: up to 35,000 men").slides()[0])
    assert size(box) == 200


def test_a_unit_as_long_as_a_sentence_stands_under_the_number(slide: Slide) -> None:
    unit = "prisoners of war who were still in camps five years after the war"
    (box,) = figures(slide(f"number: H\nfigure: 500\nunit: {unit}\ntext: T").slides()[0])
    assert [p.text.replace("\u00a0", " ") for p in box.paragraphs] == ["500", unit, "T"]


def test_unknown_is_neither_red_nor_as_large(slide: Slide) -> None:
    (box,) = figures(slide("number: H\nfigure: unknown\nunit: dead").slides()[0])
    assert size(box) <= 120
    assert number_line(box).runs[0].colour == "ink2"


# ----------------------------------------------------------------------------------------------- several


ROW = "number: H\nitems:\n  - up to 38,000 men: {text: One, side: japan}\n  - 550 tanks: Two\n"


def test_figures_side_by_side_have_one_size_and_one_line(slide: Slide) -> None:
    boxes = figures(slide(ROW, SIDES).slides()[0])
    assert len({size(b) for b in boxes}) == 1
    assert size(boxes[0]) >= 96
    assert len({b.rect.w for b in boxes}) == 1
    tops = [
        b.rect.y + round(sum(p.pitch for p in b.paragraphs[: b.paragraphs.index(number_line(b))]) * 12700)
        for b in boxes
    ]
    assert abs(tops[0] - tops[1]) <= 12700
    assert all(a.rect.right <= b.rect.x for a, b in itertools.pairwise(boxes))


def test_a_side_gives_its_colour_and_red_is_left_to_sides(slide: Slide) -> None:
    boxes = figures(slide(ROW, SIDES).slides()[0])
    assert [number_line(b).runs[0].colour for b in boxes] == ["blue.deep", "ink"]


def test_an_unknown_side_is_told(slide: Slide) -> None:
    made = slide("number: H\nitems: [{figure: 5, side: jpan}, 6]", SIDES)
    assert any("there is no side 'jpan'; did you mean 'japan'?" in m for m in made.messages)


def test_figures_too_long_for_columns_stand_in_rows(slide: Slide) -> None:
    page = slide("number: H\nitems: [1234567890 km²: One, up to 74000: Two, 35000: Three]").slides()[0]
    boxes = figures(page)
    assert size(boxes[0]) >= 96
    assert all(a.rect.bottom <= b.rect.y for a, b in itertools.pairwise(boxes))
    assert len({b.rect.right for b in boxes}) == 1


def test_unit_text_and_note_of_the_slide_are_those_of_all(slide: Slide) -> None:
    page = slide("number: H\nunit: men\ntext: Above.\nnote: Below.\nitems: [500, {figure: 600, unit: guns}]").slides()[
        0
    ]
    first, second = figures(page)
    lead, note = (next(b for b in boxes_of(page) if b.name == name) for name in ("Lead", "Note"))
    assert (first.name, second.name) == ("Figure: 500 men", "Figure: 600 guns")
    assert lead.rect.bottom <= first.rect.y
    assert note.rect.y >= first.rect.bottom


def test_four_figures_are_too_many(slide: Slide) -> None:
    made = slide("number: H\nitems: [1, 2, 3, 4]")
    assert any("4 figures; a slide shows at most 3" in m for m in made.messages)


def test_an_entry_without_a_figure_is_an_error_at_its_line(slide: Slide) -> None:
    made = slide("number: H\nitems:\n  - 500 men: a\n  - {text: b}")
    assert any(m.startswith("talk.yaml:8:") and "this entry has no figure" in m for m in made.messages), made.messages


def test_a_mistake_in_the_key_of_an_item_has_its_place(slide: Slide) -> None:
    made = slide("number: H\nitems:\n  - 500 men: {txt: b}")
    assert any(m.startswith("talk.yaml:7:") and "unknown key 'txt'" in m for m in made.messages), made.messages


def test_figures_appear_click_by_click(slide: Slide) -> None:
    page = slide(ROW + "reveal: true", SIDES).slides()[0]
    assert [b.step for b in figures(page)] == [1, 2]
    assert figures(slide("number: H\nfigure: 5\nreveal: true").slides()[0])[0].step == 1


# ---------------------------------------------------------------------------------------- in other slides


@pytest.mark.parametrize("form", ["16:9", "4:3"])
@pytest.mark.parametrize(
    "text",
    [
        "points: H\nitems: [a: b]\nbeside: {number: {figure: up to 35000, unit: people, text: were killed}}",
        "points: H\nitems: [a: b]\nbeside: {number: {items: [35000 men, {figure: 5, text: b}]}}",
        "images: H\nitems: [{at: left, file: a.jpg}, {at: right, number: {figure: up to 35000, text: were killed}}]",
        "compare: H\ncolumns: [{title: A, block: {number: {figure: up to 35000, text: t}}}, {title: B, text: c}]",
        "number: H\nfigure: up to 35000\nunit: people\nbeside: {portrait: {file: a.jpg, name: N}}",
        "number: up to 35000 people\nbeside: {portrait: {file: a.jpg, name: N}}",
    ],
)
def test_a_number_stands_beside_anything(slide: Slide, text: str, form: str) -> None:
    made = slide(text, f"size: '{form}'\n")
    assert made.scene is not None, made.messages
    assert number_line(figures(made.slides()[0])[0]).text.startswith("35,000")
    assert not too_full(made)


def test_a_written_deck_has_the_figure_as_text(deck: Callable[..., Any]) -> None:
    from pptx import Presentation

    made = deck("title: T\nslides:\n  - {number: H, figure: up to 35000, unit: people, text: were killed}\n")
    slide = Presentation(str(made.path)).slides[1]
    (box,) = [s for s in slide.shapes if s.name.startswith("Figure")]
    runs = [r for p in box.text_frame.paragraphs for r in p.runs]
    assert [r.text for r in runs if r.font.size.pt == 200] == ["35,000"]
    assert box.text_frame.text.replace("\u00a0", " ") == "up to\n35,000 people\nwere killed"


@pytest.mark.render
def test_the_number_is_drawn_on_one_line(deck: Callable[..., Any], soffice: str, tmp_path: Path) -> None:
    made = deck("title: T\nslides:\n  - {number: H, figure: up to 1234567890, unit: km², text: T}\n")
    subprocess.run(
        [soffice, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(made.path)], check=True
    )
    text = subprocess.run(
        ["pdftotext", "-f", "2", "-layout", str(tmp_path / f"{made.path.stem}.pdf"), "-"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "1,234,567,890" in text


# ------------------------------------------------------------------------------------------------ the hint


@pytest.mark.parametrize(
    ("items", "lang", "figure"),
    [
        ("[35 000 men were killed]", "en", "35 000"),
        ("['up to 35,000 men were killed']", "en", "up to 35,000"),
        ("[About 40 people died]", "en", "About 40"),
        ("[46% of the men were ill: 'most of them with dysentery']", "en", "46%"),
        ("[1.5 million people fled]", "en", "1.5 million"),
        ("[Bis zu 35.000 Mann starben]", "de", "Bis zu 35.000"),
        ("['35,000 men died', '400 guns were lost']", "en", "35,000"),
    ],
)
def test_a_claim_that_begins_with_a_figure_could_be_a_number(slide: Slide, items: str, lang: str, figure: str) -> None:
    (message,) = slide(f"points: H\nitems: {items}", f"lang: {lang}\n").messages
    assert f"warning: '{figure}' could be the largest thing on this slide; write 'number'" in message


def test_what_the_hint_says_is_a_slide(slide: Slide) -> None:
    (message,) = slide("points: H\nitems: ['up to 35,000 men were killed']").messages
    figure, text = re.findall(r"'((?:figure|text): [^']*)'", message)
    assert figures(slide(f"number: H\n{figure}\n{text}").slides()[0])[0].name == "Figure: up to 35,000"


@pytest.mark.parametrize(
    "text",
    [
        "items: [1939 brought war]",
        "items: [20 August was the day]",
        "items: ['5:45 AM: attack']",
        "items: [57 Special Corps came, 23rd Division went]",
        "items: [2 tanks were lost]",
        "items: [1930s purges]",
        "items: [T-34 tanks came]",
        "items: [Japan lost 500 men]",
        "items: ['35,000 men died', The rest fled]",
        "items: ['35,000 men died', '400 guns were lost', '20 tanks burnt']",
        "text: A lead.\nitems: ['35,000 men died']",
        "items: ['35,000 men died']\nbeside: {quote: {text: Q}}",
        "items: [1. first, 2. second]",
        "items: [44 BC was bad]",
    ],
)
def test_any_other_claim_is_left_in_peace(slide: Slide, text: str) -> None:
    made = slide(f"points: H\n{text}")
    assert made.messages == []
    assert "H" in text_of(made.slides()[0])
