"""The page pass: small decks of each kind, compared with a readable dump of their scene.

`PODIUM_UPDATE_GOLDEN=1` writes the dumps again; look at the difference before you commit it.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scene_dump import dump
from talk import box, boxes_of, read, text_of, words

from podium.kinds import names
from podium.scene.boxes import Text
from podium.scene.grid import BAND_Y, FOOTER_Y
from podium.scene.units import inches

GOLDEN = Path(__file__).parent / "golden"
OUTLINES = sorted(GOLDEN.glob("*.yaml"))


def test_every_kind_has_a_golden_scene() -> None:
    drawn_elsewhere = {"map", "figure"}  # by an atlas, by matplotlib
    missing = set(names()) - {p.stem for p in OUTLINES} - drawn_elsewhere
    assert not missing, f"write tests/pages/golden/KIND.yaml for {missing}, then run with PODIUM_UPDATE_GOLDEN=1"


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda p: p.stem)
def test_scene_is_the_golden_one(outline: Path) -> None:
    made = read(outline)
    assert made.scene is not None, made.messages
    found, golden = dump(made.scene), outline.with_suffix(".txt")
    if os.environ.get("PODIUM_UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8"), (
        "if this is meant, run with PODIUM_UPDATE_GOLDEN=1 and look at the difference"
    )


@pytest.mark.cases(6)
@pytest.mark.parametrize("outline", OUTLINES, ids=lambda p: p.stem)
def test_the_same_outline_is_the_same_scene(outline: Path) -> None:
    assert dump(read(outline).scene) == dump(read(outline).scene)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------- continuation


def test_a_slide_that_is_too_full_goes_on_and_says_so(slide: Callable[..., Any]) -> None:
    pages = slide(
        "points: Too much\nid: much\nnotes: Said once.\nitems:\n" + "".join(f"  - item {n}\n" for n in range(40))
    ).slides()
    count = len(pages)
    assert count > 1
    assert [p.title for p in pages] == [f"Too much ({n}/{count})" for n in range(1, count + 1)]
    assert [text_of(p).split("\n")[0] for p in pages] == [f"Too much ({n}/{count})" for n in range(1, count + 1)]
    assert [p.id for p in pages] == ["much", *(f"much-{n}" for n in range(2, count + 1))]
    assert [p.notes for p in pages] == ["Said once.", *[""] * (count - 1)]


def test_forty_bullets_stand_in_order_on_evenly_filled_slides(slide: Callable[..., Any]) -> None:
    pages = slide("points: A\nitems:\n" + "".join(f"  - bullet {n}\n" for n in range(40))).slides()
    found = [
        p.text
        for page in pages
        for b in boxes_of(page)
        if isinstance(b, Text) and b.role == "body"
        for p in b.paragraphs
    ]
    assert found == [f"bullet {n}" for n in range(40)]
    counts = [sum(t.startswith("bullet") for t in text_of(p).split("\n")) for p in pages]
    assert max(counts) - min(counts) <= 3


def test_a_paragraph_of_2000_words_is_there_to_the_last(slide: Callable[..., Any]) -> None:
    written = [f"word{n}" for n in range(2000)]
    made = slide(f"points: A\ntext: {' '.join(written)}")
    assert [w for p in made.slides() for w in words(box(p, "Text").paragraphs[0].text)] == written


def test_a_headline_of_60_words_is_cut_and_its_rest_stands_on_another_slide(slide: Callable[..., Any]) -> None:
    written = [f"headline{n}" for n in range(60)]
    first, second = slide(f"points: {' '.join(written)}\nitems: [a]").slides()
    head = box(first, "Headline")
    assert head.paragraphs[0].runs[0].size == 28
    assert head.paragraphs[0].text.endswith("…")
    assert words(head.paragraphs[0].text) + words(box(second, "Text").paragraphs[0].text) == written


@pytest.mark.parametrize("field", ["title", "subtitle", "author", "date"])
def test_no_word_of_the_cover_is_lost(lecture: Callable[..., Any], field: str) -> None:
    written = " ".join(f"{field}{n}" for n in range(80))
    fields = {"title": "Talk"} | {field: written}
    made = lecture("".join(f"{k}: {v}\n" for k, v in fields.items()) + "slides: [{points: A, items: [a]}]\n")
    assert set(written.split()) <= set(words(made.text()))
    assert made.pages[1].id == "cover-2"


@pytest.mark.parametrize("field", ["title", "headline", "question"])
def test_no_word_of_a_divider_is_lost(lecture: Callable[..., Any], field: str) -> None:
    written = " ".join(f"{field}{n}" for n in range(90))
    fields = {"title": "One"} | {field: written}
    inner = "".join(f"    {k}: {v}\n" for k, v in fields.items())
    made = lecture(
        f"title: T\nagenda: false\nsections:\n  -\n{inner}"
        "    span: 1900/1910\n    slides: [{points: A, items: [a]}]\n"
    )
    assert set(written.split()) <= set(words(made.text()))
    assert made.page("section-1-2").section == made.page("section-1").section


def test_events_of_a_divider_are_there_to_the_last_word(lecture: Callable[..., Any]) -> None:
    events = {1900 + n: " ".join(f"event{n}x{k}" for k in range(20)) for n in range(4)}
    made = lecture(
        "title: T\nsections:\n  - title: One\n    span: 1890/1910\n    slides: [{points: A, items: [a]}]\n    events:\n"
        + "".join(f"      {k}: {v}\n" for k, v in events.items())
    )
    assert {w for v in events.values() for w in v.split()} <= set(words(made.text()))


# ---------------------------------------------------------------------------------------------- numbering


TWO = """\
title: T
sections:
  - title: One
    slides: [{points: A, items: [a]}]
  - title: Two
    slides: [{points: B, items: [b]}]
"""


def test_pages_come_in_the_order_of_a_lecture(lecture: Callable[..., Any]) -> None:
    made = lecture("sources: {s: {title: S}}\nsource: s\n" + TWO)
    assert [p.id for p in made.pages] == [
        "cover",
        "agenda",
        "section-1",
        "slide-0-1",
        "section-2",
        "slide-1-1",
        "credits",
    ]


def test_slides_are_numbered_and_know_their_section(lecture: Callable[..., Any]) -> None:
    pages = lecture(TWO).pages
    numbered = [(n, p) for n, p in enumerate(pages, 1) if any(b.name == "Slide number" for b in p.boxes)]
    assert all(box(p, "Slide number").paragraphs[0].text == str(n) for n, p in numbered)
    assert {p.id for p in pages} - {p.id for _, p in numbered} == {"cover"}
    assert box(pages[3], "Section").paragraphs[0].text == "1 · One"
    assert [p.section for p in pages] == [-1, -1, 0, 0, 1, 1]


def test_two_sections_of_the_same_name_are_two(lecture: Callable[..., Any]) -> None:
    pages = lecture("title: T\nsections:\n  - title: Same\n  - title: Same\n").pages
    assert [p.id for p in pages] == ["cover", "agenda", "section-1", "section-2"]
    assert [b.link for b in boxes_of(pages[1]) if b.link] == ["#section-1", "#section-2"]
    assert box(pages[3], "Numeral").paragraphs[0].text == "2"


def test_ids_of_pages_never_repeat(lecture: Callable[..., Any]) -> None:
    made = lecture("title: T\nslides:\n" + "".join(f"  - points: A{n}\n    text: {'word ' * 500}\n" for n in range(3)))
    ids = [p.id for p in made.pages]
    assert len(ids) == len(set(ids))


def test_a_deck_without_sections_has_neither_agenda_nor_dividers(lecture: Callable[..., Any]) -> None:
    assert [p.id for p in lecture("title: T\nslides: [{points: A, items: [a]}]\n").pages] == ["cover", "slide-0-1"]


def test_names_in_the_selection_pane_are_unique(lecture: Callable[..., Any]) -> None:
    for outline in OUTLINES:
        for page in read(outline).pages:
            named = [b.name for b in page.boxes if b.name != "Rule"]
            assert len(named) == len(set(named)), page.id


def test_a_slide_without_a_headline_takes_its_sections(lecture: Callable[..., Any]) -> None:
    for kind in ("points", "images", "image", "portrait", "quote", "table", "compare", "summary", "question"):
        made = lecture(f"title: T\nsections:\n  - title: The section\n    slides: [{{{kind}: ''}}]\n")
        assert made.scene is not None, made.messages
        assert any("this slide has no headline" in m for m in made.messages), kind
        assert made.page("slide-0-1").title.startswith("The section"), kind


# --------------------------------------------------------------------------------------------- time band


def span_of(page: Any) -> str:
    return box(page, "Foot span").paragraphs[0].text


def time_of(made: Any) -> Any:
    """The part of the rule at the foot that is time; the slide's number has the rest."""
    band = made.scene.grid.band
    return band._replace(w=band.w - inches(0.5))


def has_band(page: Any) -> bool:
    return any(b.name in ("When", "When label", "Foot span") for b in page.boxes)


@pytest.mark.parametrize(("head", "span"), [("", "1905–1941"), ("span: 1900/1950\n", "1900–1950")])
def test_the_time_band_spans_the_sections_unless_the_deck_says_otherwise(lecture: Any, head: str, span: str) -> None:
    slide = "slides: [{points: A, when: 1910/1940}]"
    made = lecture(f"title: T\n{head}sections:\n  - {{title: A, span: 1905/1934}}\n  - {{title: B, span: 1935/1941}}\n"
                   f"  - {{title: C, {slide}}}\n")  # fmt: skip
    assert span_of(made.slides()[0]) == span


def test_without_spans_the_band_comes_from_the_slides(lecture: Callable[..., Any]) -> None:
    made = lecture("title: T\nslides:\n  - {points: A, when: 1938-07}\n  - {points: B, when: 1931/1932}\n")
    first, second = made.slides()
    assert span_of(first) == "1931–1938"
    assert box(second, "When").rect.x == made.scene.grid.band.x


def test_no_dates_no_band(lecture: Callable[..., Any]) -> None:
    assert not has_band(lecture("title: T\nslides: [{points: A}]\n").slides()[0])


@pytest.mark.parametrize(
    ("lang", "when", "headline", "said"),
    [
        ("en", "1939-05-01", "On 11 May 1939 the first shots fell", False),
        ("en", "1939-05-11", "On 11 May 1939 the first shots fell", True),
        ("zh", "1939-05", "1939年5月的战斗", True),
        ("ru", "9th century", "Что решил XIX век", False),
        ("ru", "19th century", "Что решил XIX век", True),
    ],
)
def test_a_date_in_the_headline_is_not_repeated(
    lecture: Callable[..., Any], lang: str, when: str, headline: str, said: bool
) -> None:
    made = lecture(f"title: T\nlang: {lang}\nspan: 0800/1950\nslides:\n  - {{points: {headline}, when: {when}}}\n")
    assert has_band(made.slides()[0]) is not said


def test_the_bar_shows_when_a_slide_plays(lecture: Callable[..., Any]) -> None:
    made = lecture(
        "title: T\nspan: 1900/1999\nslides:\n  - {points: A, when: 1900}\n  - {points: B, when: 1950/1959}\n"
    )
    first, second = (box(p, "When").rect for p in made.slides())
    line = time_of(made)
    assert first.x == line.x
    assert second.x - line.x == pytest.approx(line.w / 2, abs=line.w / 100)
    assert second.w == pytest.approx(line.w / 10, abs=line.w / 100)
    assert box(made.slides()[0], "When label").paragraphs[0].text == "1900"


SECTION = "title: T\nspan: 1904/1942\nsections:\n  - title: A\n    span: 1935/1938\n    slides:\n"


def test_the_band_has_the_time_of_the_section_over_the_whole_width(lecture: Callable[..., Any]) -> None:
    made = lecture(SECTION + "      - {points: A, when: 1935-01}\n      - {points: B, when: 1938-12}\n")
    line = time_of(made)
    early, late = (box(p, "When").rect for p in made.slides())
    assert (early.x, late.right) == (line.x, pytest.approx(line.right, abs=line.w / 500))
    assert [span_of(p) for p in made.slides()] == ["1935–1938"] * 2


@pytest.mark.parametrize("when", ["1931/1936", "1940", "1935/1938", "1890/1904-02"])
def test_a_date_that_is_no_part_of_the_section_stands_on_the_whole_lecture(lecture: Any, when: str) -> None:
    made = lecture(SECTION + f"      - {{points: A, when: {when}}}\n")
    assert span_of(made.slides()[0]) == "1904–1942"
    assert made.messages == []


@pytest.mark.parametrize(("first", "band"), [("May 1935", False), ("Poland", True)])
def test_a_table_whose_rows_begin_with_dates_tells_its_time_itself(lecture: Any, first: str, band: bool) -> None:
    rows = f"[[{first}, A], [June 1935, B]]"
    page = lecture(SECTION + f"      - {{table: A, when: 1935, columns: [When, What], rows: {rows}}}\n").slides()[0]
    assert has_band(page) == band


def test_a_date_that_is_all_of_the_lecture_needs_no_band(lecture: Callable[..., Any]) -> None:
    assert not has_band(lecture(SECTION + "      - {points: A, when: 1904/1942}\n").slides()[0])


def test_the_band_can_be_left_out_of_the_deck_a_section_or_a_slide(lecture: Callable[..., Any]) -> None:
    slides = "      - {points: A, when: 1935}\n      - {points: B, when: 1936, band: BAND}\n"

    def shown(deck: str, section: str, slide: str) -> list[bool]:
        text = f"band: {deck}\n" + SECTION.replace("    slides", f"    band: {section}\n    slides")
        return [has_band(p) for p in lecture(text + slides.replace("BAND", slide)).slides()]

    assert shown("true", "true", "false") == [True, False]
    assert shown("true", "false", "true") == [False, True]
    assert shown("false", "true", "true") == [True, True]


def row_of(page: Any) -> dict[str, Any]:
    """The places of what stands in the row at the foot, as wide as their words."""
    names = ("Section", "Foot span", "When label", "Source", "Slide number")
    found = {b.name: b.rect for b in page.boxes if b.name in names}
    found["Slide number"] = found["Slide number"]._replace(x=found["Slide number"].right - 12_700 * 20)
    return found


@pytest.mark.parametrize("when", ["1935", "1938-12", "1935-06/1938-11", "late June 1937", "1935-12-28/1936-01-03"])
@pytest.mark.parametrize("size", ["16:9", "4:3"])
@pytest.mark.parametrize("source", ["", "Short", "A book with a title of many words by its author and the year"])
def test_what_stands_in_the_row_at_the_foot_never_meets(lecture: Any, when: str, size: str, source: str) -> None:
    slide = f"      - {{points: A, when: {when}, source: {source or 'none'}}}\n"
    page = lecture(f'size: "{size}"\n' + SECTION + slide).slides()[0]
    row = row_of(page)
    assert set(row) - {"Foot span"} == {"Section", "When label", "Slide number", *(["Source"] if source else [])}
    assert all(a.right <= b.x or b.right <= a.x for a, b in itertools.combinations(row.values(), 2))
    assert all(r.y > FOOTER_Y - 12_700 * 4 for r in row.values())


@pytest.mark.parametrize(("letters", "span"), [(64, True), (84, False)])
def test_a_source_makes_room_for_the_date_under_its_bar(lecture: Any, letters: int, span: bool) -> None:
    source = ("word " * 30)[:letters].strip()
    page = lecture(SECTION + f"      - {{points: A, when: 1938-02/1938-04, source: {source}}}\n").slides()[0]
    bar, row = box(page, "When").rect, row_of(page)
    assert bar.x + bar.w // 2 == pytest.approx(row["When label"].x + row["When label"].w // 2, abs=2)
    assert row["Section"].right < row["Source"].x < row["Source"].right <= row["When label"].x
    assert ("Foot span" in row) == span
    assert not span or row["Foot span"].right < row["Source"].x


def test_the_ends_of_the_rule_make_room_for_a_date_under_its_bar(lecture: Callable[..., Any]) -> None:
    made = lecture(SECTION + "      - {points: A, when: 1935/1936-02}\n      - {points: B, when: 1935-01}\n")
    under, beside = made.slides()
    bar, date = box(under, "When").rect, box(under, "When label").rect
    assert "Foot span" not in row_of(under)
    assert bar.x + bar.w // 2 == pytest.approx(date.x + date.w // 2, abs=2)
    assert "Foot span" in row_of(beside)  # no room under a bar that is over the section's name


@pytest.mark.parametrize("when", ["1935", "1936-05", "1938-12"])
def test_the_date_stands_under_its_bar_or_as_near_as_the_row_allows(lecture: Any, when: str) -> None:
    page = lecture(SECTION + f"      - {{points: A, when: {when}}}\n").slides()[0]
    bar, row = box(page, "When").rect, row_of(page)
    date = row["When label"]
    assert bar.y < BAND_Y < bar.bottom < date.y
    wanted = bar.x + (bar.w - date.w) // 2
    least, most = row.get("Foot span", row["Section"]).right, row["Slide number"].x - date.w
    assert abs(date.x - min(max(wanted, least), most)) < 12_700 * 20


def test_a_date_outside_the_band_is_a_warning_and_no_bar(lecture: Callable[..., Any]) -> None:
    made = lecture("title: T\nspan: 1900/1910\nslides:\n  - {points: A, when: 1700}\n")
    assert made.messages == [
        "talk.yaml:4:23: warning: '1700' lies outside the lecture's time band (1900–1910); "
        "widen 'span' or correct the date"
    ]
    assert not any(b.name == "When" for b in made.slides()[0].boxes)


# --------------------------------------------------------------------------------------------- the foot


def test_the_source_stands_at_the_foot_in_short(lecture: Callable[..., Any]) -> None:
    head = "title: T\nsources: {post: {title: The War, author: Ivan Kolev, date: 2017-06-21}}\n"
    made = lecture(
        head + "source: post\nslides:\n  - {points: A}\n  - {points: B, source: none}\n"
        "  - {points: C, source: [post, my own count], foot: A remark}\n"
    )
    feet = [[t for t in text_of(p).split("\n") if "Source" in t] for p in made.slides()]
    assert feet == [
        [],  # the credits name the deck's own source once for all slides
        [],
        ["Source: Ivan Kolev, The War, 2017; my own count"],
    ]
    assert "Slides 2, 4" in text_of(made.pages[-1])


@pytest.mark.parametrize("said", ["source: [Archive 1939, always]", "source: Archive 1939\ncredits: false"])
def test_the_source_of_the_deck_stands_on_each_slide_if_asked_or_if_there_are_no_credits(
    lecture: Callable[..., Any], said: str
) -> None:
    made = lecture(f"title: T\n{said}\nslides:\n  - {{points: A}}\n  - {{points: B}}\n")
    assert all("Source: Archive 1939" in text_of(page) for page in made.slides())


def test_a_slide_can_show_the_source_of_the_deck(lecture: Callable[..., Any]) -> None:
    made = lecture("title: T\nsource: Archive 1939\nslides:\n  - {points: A, source: always}\n  - {points: B}\n")
    assert ["Source: Archive 1939" in text_of(page) for page in made.slides()] == [True, False]


def test_a_source_of_the_deck_in_free_words_is_in_the_credits(lecture: Callable[..., Any]) -> None:
    made = lecture("title: T\nsource: Archive, 1939\nslides: [{points: A}]\n")
    assert "Archive, 1939" in text_of(made.pages[-1])


def test_a_remark_stands_under_the_exhibit_in_readable_type(lecture: Callable[..., Any]) -> None:
    made = lecture("title: T\nslides: [{chart: A, data: {x: 1, y: 2}, foot: A remark}]\n")
    boxes = {b.name: b for b in made.slides()[0].boxes}
    assert boxes["Remark"].paragraphs[0].runs[0].size == 16
    assert boxes["Chart: A"].rect.bottom < boxes["Remark"].rect.y


def test_a_hidden_slide_is_in_the_deck_but_not_in_the_show(slide: Callable[..., Any]) -> None:
    assert slide("points: A\nhidden: true").slides()[0].hidden
    assert not slide("points: A\nhidden: false").slides()[0].hidden


@pytest.mark.parametrize(
    "told",
    [
        "{steps: A, when: 1936, events: [{when: 3 May 1936, title: B}, {when: 5 May, title: C}]}",
        "{causes: A, when: 1936, events: [{when: 1936, title: B}, {when: 1937, title: C}]}",
        "{timeline: A, when: 1936, events: {1936: B, 1937: C}}",
        "{points: What 1936 brought, when: 1936}",
    ],
)
def test_a_slide_that_tells_its_time_has_no_band_unless_asked(lecture: Callable[..., Any], told: str) -> None:
    plain, asked = lecture(SECTION + f"      - {told}\n      - {told[:-1]}, band: true}}\n").slides()
    assert not has_band(plain)
    assert has_band(asked)
    assert ("1936" in box(plain, "Section").paragraphs[0].text) == ("brought" not in told)


def test_the_date_beside_the_section_pushes_the_source_aside(lecture: Callable[..., Any]) -> None:
    slide = "      - {question: A, when: late summer 1936, source: My own count}\n"
    page = lecture(SECTION.replace("title: ", "title: A long name of a ", 1) + slide).slides()[0]
    assert box(page, "Section").rect.right < box(page, "Source").rect.x
