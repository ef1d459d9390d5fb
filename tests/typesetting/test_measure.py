"""Text measuring: examples, properties, and what LibreOffice really does."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Emu, Pt

from podium.typesetting.fonts import Face, widths
from podium.typesetting.measure import (
    SAFETY,
    Line,
    Span,
    balanced_width,
    count_lines,
    longest_word,
    natural_width,
    text_width,
    wrap,
)

BODY = Face("Calibri")
HEAD = Face("Cambria")
COMPOUND = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstände"
HEADLINE = "The Soviet-Japanese Border War that turned Japan to the south"
SPACES = " \t\u2003\u200b\u3000"


def spans(text: str, face: Face = BODY, size: float = 20.0, tracking: float = 0.0) -> list[Span]:
    return [Span(text, face, size, tracking)]


def lines_of(text: str, width: float, size: float = 20.0) -> list[str]:
    return [text[line.start : line.end] for line in wrap(spans(text, size=size), width)]


# Widths of characters


def test_a_face_has_the_widths_of_its_metric_compatible_twin() -> None:
    assert widths(Face("Calibri"))["e"] == pytest.approx(1019 / 2048)  # Calibri's own hmtx table
    assert widths(Face("Arial"))["A"] == pytest.approx(1366 / 2048)
    assert widths(Face("Times New Roman"))["A"] == pytest.approx(1479 / 2048)
    assert widths(Face("cambria")) == widths(Face("Caladea"))


def test_a_character_that_the_face_lacks_is_as_wide_as_the_widest_substitute() -> None:
    dejavu = max(widths(Face("DejaVu Sans"))["Ж"], widths(Face("DejaVu Serif"))["Ж"])
    assert widths(Face("Cambria"))["Ж"] == dejavu
    assert widths(Face("No Such Font"))["Ж"] == dejavu


@pytest.mark.parametrize(
    ("char", "em"),
    [
        *[(char, 1.0) for char in "国한かＡ\ud800\U0010ffff"],
        *[(char, 0.0) for char in "\u0301\u200b\u00ad"],
        ("ｶ", 0.5),
        ("🏰", 1.4),
    ],
)
def test_a_character_of_another_script_has_its_estimate(char: str, em: float) -> None:
    assert widths(BODY)[char] == em


@given(st.characters(), st.sampled_from([BODY, HEAD, Face("Arial", True, True), Face("No Such Font", True)]))
def test_every_character_has_a_width(char: str, face: Face) -> None:
    assert 0.0 <= widths(face)[char] <= 4.0


# Examples of lines


def test_a_text_fits_on_one_line_of_exactly_its_width_and_not_of_less() -> None:
    width = text_width(HEADLINE, HEAD, 34) * SAFETY
    assert count_lines(spans(HEADLINE, HEAD, 34), width) == 1
    assert count_lines(spans(HEADLINE, HEAD, 34), width - 0.01) == 2


def test_an_empty_text_is_one_line() -> None:
    assert wrap(spans(""), 100) == [Line(0, 0, 0.0)]
    assert wrap([], 100) == [Line(0, 0, 0.0)]


def test_spaces_hang_over_the_end_of_a_line_and_count_at_its_start() -> None:
    assert lines_of("one two   ", text_width("one two", BODY, 20) * SAFETY) == ["one two"]
    assert lines_of("one   two", 40) == ["one", "two"]
    line = wrap(spans("  one"), 500)[0]
    assert line.width == pytest.approx(text_width("  one", BODY, 20))


def test_forced_breaks_make_lines_even_empty_ones() -> None:
    assert lines_of("one\ntwo\v\nthree ", 500) == ["one", "two", "", "three"]


def test_a_long_compound_breaks_between_characters_and_loses_none() -> None:
    assert len(COMPOUND) == 90
    parts = lines_of("Die " + COMPOUND + " tagt", 150)
    assert parts[0] == "Die"
    assert "".join(parts[1:]).replace(" ", "") == COMPOUND + "tagt"
    assert all(text_width(part, BODY, 20) * SAFETY <= 150.01 for part in parts)


def test_a_line_takes_one_character_when_there_is_no_room() -> None:
    assert lines_of("ab cd", 0) == ["a", "b", "c", "d"]
    assert lines_of("ab cd", -100) == ["a", "b", "c", "d"]


def test_lines_break_after_hyphens_and_dashes_inside_words() -> None:
    assert lines_of("self-determination", 125) == ["self-", "determination"]
    assert lines_of("power—obedience", 100) == ["power—", "obedience"]


@pytest.mark.parametrize(
    "glued",
    ["25\u00a0000", "25\u202f000", "T\u201134", "1941-45", "1789 ;", "-minded", "国。", "（国", "かっ"],
)
def test_what_belongs_together_stays_on_one_line(glued: str) -> None:
    text = "一 " + glued
    assert longest_word(spans(glued)) == pytest.approx(text_width(glued, BODY, 20))
    assert lines_of(text, text_width(glued, BODY, 20) * SAFETY + 0.1)[-1] == glued


def test_chinese_breaks_between_characters_but_not_before_punctuation() -> None:
    parts = lines_of("一九三九年五月，日本关东军与苏蒙联军在诺门罕（哈拉哈河）发生冲突。", 103)
    assert len(parts) >= 7
    assert not [part for part in parts if part[0] in "，。）" or part[-1] in "（"]


def test_spans_of_different_faces_share_a_line() -> None:
    both = [Span("Khalkhin Gol, ", Face("Calibri", bold=True), 24), Span("summer 1939", Face("Cambria"), 18)]
    bold, plain = text_width("Khalkhin Gol, ", both[0].face, 24), text_width("summer 1939", HEAD, 18)
    assert wrap(both, 400)[0].width == pytest.approx(bold + plain)
    assert [(line.start, line.end) for line in wrap(both, 225)] == [(0, 20), (21, 25)]


def test_a_word_may_change_its_face_in_the_middle() -> None:
    both = [
        Span("Soviet Khal", BODY, 20),
        Span("khin", Face("Calibri", bold=True), 20),
        Span(" Gol", BODY, 20),
    ]
    assert [(line.start, line.end) for line in wrap(both, 90)] == [(0, 6), (7, 15), (16, 19)]


def test_tracking_is_added_after_each_character() -> None:
    assert text_width("PART", BODY, 12, 2.0) == pytest.approx(text_width("PART", BODY, 12) + 8)
    assert wrap(spans("PART ONE", tracking=2.0), 60)[0].end == 4


def test_natural_width_is_that_of_the_widest_forced_line() -> None:
    assert natural_width(spans("one\nthree two ")) == pytest.approx(text_width("three two", BODY, 20))


def test_the_longest_word_ends_at_spaces_and_hyphens() -> None:
    assert longest_word(spans("a self-determination b")) == pytest.approx(
        text_width("determination", BODY, 20)
    )


# Balance


def test_balanced_lines_are_nearly_equal_and_no_more_than_before() -> None:
    title = spans(HEADLINE, HEAD, 34)
    width = balanced_width(title, 800)
    before, after = wrap(title, 800), wrap(title, width)
    assert len(before) == len(after) == 2
    assert after[1].width > before[1].width
    assert abs(after[0].width - after[1].width) < 0.25 * after[0].width


def test_a_last_line_of_one_short_word_gets_company() -> None:
    title = spans("Why did two empires that never declared war keep on fighting it?", HEAD, 34)
    wide = next(width for width in range(1100, 300, -5) if count_lines(title, width) == 2)
    assert wrap(title, wide)[1].width < 100
    assert wrap(title, balanced_width(title, wide))[1].width > 300


def test_balance_breaks_no_word() -> None:
    """A word broken over two lines is narrower, and takes no line more."""
    words = "Die Entstehung der Weltwirtschaftskrise und ihre Folgen"
    title = spans(words, HEAD, 60)
    width = next(width for width in range(600, 1200, 5) if longest_word(title) * 1.03 <= width)
    after = wrap(title, balanced_width(title, width))
    assert any(words[line.start : line.end] == "Weltwirtschaftskrise" for line in after)


def test_one_line_and_running_text_keep_their_width() -> None:
    assert balanced_width(spans("short"), 500) == 500
    assert balanced_width(spans(HEADLINE * 9), 300, max_lines=3) == 300


# Properties

TEXTS = st.text(
    st.sampled_from("aeitM W-–—\u00a0\u202f.,;!?()“”国。（かжЯΩé\n" + SPACES), max_size=80
) | st.text(max_size=40)
WIDTHS = st.floats(-10, 900)
LATIN = st.lists(st.text(st.sampled_from("aeilmMW.,é"), min_size=1, max_size=14), max_size=25).map(" ".join)


@given(TEXTS, TEXTS, WIDTHS)
@settings(deadline=None)
def test_lines_hold_every_visible_character_once_and_in_order(first: str, second: str, width: float) -> None:
    text = first + second
    lines = wrap([Span(first, BODY, 20), Span(second, Face("Cambria", True), 28, 1.0)], width)
    held = "".join(text[line.start : line.end] for line in lines)
    keep = str.maketrans(
        "", "", SPACES + "\n\v\u1680\u2000\u2001\u2002\u2004\u2005\u2006\u2008\u2009\u200a\u205f"
    )
    assert held.translate(keep) == text.translate(keep)
    assert all(before.end <= after.start for before, after in pairwise(lines))


@given(TEXTS, WIDTHS)
@settings(deadline=None)
def test_no_line_is_wider_than_allowed_unless_it_is_one_character(text: str, width: float) -> None:
    for line in wrap(spans(text), width):
        assert line.width * SAFETY <= width + 1e-3 or line.end - line.start <= 1


@given(LATIN, st.floats(10, 600), st.floats(0, 300))
@settings(deadline=None)
def test_more_width_never_gives_more_lines(text: str, width: float, more: float) -> None:
    assert count_lines(spans(text), width + more) <= count_lines(spans(text), width)


@given(LATIN, st.floats(40, 600))
@settings(deadline=None)
def test_balance_never_costs_a_line_nor_widens_the_box(text: str, width: float) -> None:
    balanced = balanced_width(spans(text), width)
    assert balanced <= width
    assert count_lines(spans(text), balanced) <= count_lines(spans(text), width)


@given(LATIN, st.integers(0, 200))
def test_one_span_measures_like_the_same_text_in_two(text: str, cut: int) -> None:
    halves = [Span(text[:cut], BODY, 20), Span(text[cut:], BODY, 20)]
    whole = wrap(spans(text), 200)
    assert [(line.start, line.end) for line in wrap(halves, 200)] == [
        (line.start, line.end) for line in whole
    ]


# LibreOffice

SAMPLES = {
    "en-GB": "The Congress of Vienna (1814–15) restored the balance of power, yet it could not restore the "
    "old obedience: self-determination and counter-revolution — “two hyphenated words” — shaped it; AVATAR.",
    "de-DE": "Die Reichsgründung von 1871 und die Kulturkampfgesetzgebung veränderten das Verhältnis von "
    "Staat und Kirche; Weltwirtschaftskrise, Sozialistengesetze und Präsidialkabinette.",
    "ru-RU": "Советско-японская пограничная война 1939 года — вооружённый конфликт на реке Халхин-Гол; "
    "командующий Г. К. Жуков получил звание Героя Советского Союза.",
    "el-GR": "Η Ελληνική Επανάσταση του 1821 ήταν ένοπλη εξέγερση των Ελλήνων εναντίον της Οθωμανικής "
    "Αυτοκρατορίας, με σκοπό την αποτίναξη της τουρκικής κυριαρχίας.",
    "zh-CN": "诺门罕战役，是1939年在满洲国与蒙古边界诺门罕（哈拉哈河）地区发生的一场日苏战争。"
    "苏军称之为“哈拉哈河战役”——朱可夫指挥的第57军团于8月20日发起总攻，Zhukov将军获得称号。",
}


def write_deck(path: Path) -> list[tuple[Span, float]]:
    """One paragraph a slide, in every language, family and size; returns spans and box widths in points."""
    chance = random.Random(1939)
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(3000)
    cases: list[tuple[Span, float]] = []
    for number in range(60):
        language = list(SAMPLES)[number % 5]
        face = Face(("Calibri", "Cambria")[number % 2], bold=number % 7 == 0, italic=number % 11 == 0)
        size = chance.choice((12, 14, 16, 18, 20, 24, 28, 34, 40))
        span, width = Span(SAMPLES[language], face, size), round(chance.uniform(8, 40) * size)
        frame = (
            deck.slides.add_slide(deck.slide_layouts[6])
            .shapes.add_textbox(Pt(10), Pt(10), Emu(width * 12700), Pt(40))
            .text_frame
        )
        frame.word_wrap, frame.margin_left, frame.margin_right = True, 0, 0
        paragraph = frame.paragraphs[0]
        paragraph.line_spacing = Pt(1.5 * size)
        run = paragraph.add_run()
        run.text, run.font.name, run.font.size = span.text, face.family, Pt(size)
        run.font.bold, run.font.italic = face.bold, face.italic
        run._r.get_or_add_rPr().set("lang", language)
        cases.append((span, width))
    deck.save(str(path))
    return cases


def rendered_lines(page: str, size: float) -> int:
    """How many lines `pdftotext -bbox` reports on a page whose lines are 1.5 times the font size apart."""
    boxes = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', page)
    centres = sorted((float(top) + float(bottom)) / 2 for top, bottom in boxes)
    return 1 + sum(after - before > 0.75 * size for before, after in pairwise(centres))


@pytest.mark.render
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="no LibreOffice or poppler"
)
def test_libreoffice_never_sets_more_lines_than_predicted(tmp_path: Path) -> None:
    cases = write_deck(tmp_path / "deck.pptx")
    office = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*office, "--outdir", tmp_path, tmp_path / "deck.pptx"], check=True, capture_output=True, timeout=120
    )
    bbox = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "deck.pdf", "-"], check=True, capture_output=True, text=True
    )
    pages = bbox.stdout.split("<page ")[1:]
    surplus = [
        count_lines([span], width) - rendered_lines(page, span.size)
        for (span, width), page in zip(cases, pages, strict=True)
    ]
    assert min(surplus) >= 0, [case for case, lines in zip(cases, surplus, strict=True) if lines < 0]
    assert surplus.count(0) >= 40  # safe, and still close to the truth


def test_what_stands_among_letters_of_another_font_is_as_wide_as_there() -> None:
    face = Face("Cambria")  # its twin has no Cyrillic
    other = max(text_width(",", Face("DejaVu Sans"), 10), text_width(",", Face("DejaVu Serif"), 10))
    parts = [text_width(word, face, 10) for word in ("друга", "как")]
    assert text_width("друга,как", face, 10) == pytest.approx(sum(parts) + other)
    assert text_width("a, b", face, 10) == pytest.approx(sum(text_width(c, face, 10) for c in "a, b"))
    assert text_width("→ 1, 2", face, 10) == pytest.approx(sum(text_width(c, face, 10) for c in "→ 1, 2"))
