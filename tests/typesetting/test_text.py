"""Text always fits: it shrinks to its floor, then goes on; no word is lost and nothing is smaller than its floor."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talk import Talk
from thorough import examples

import podium
from podium import themes
from podium.scene import type_scale as scale
from podium.scene.boxes import Text
from podium.scene.type_scale import Style
from podium.typesetting.fonts import Face
from podium.typesetting.measure import SAFETY, Span, balanced_width, longest_word, text_width, wrap
from podium.typesetting.text import MIN_LINES, Column, Composer, Draft, draft, plain_draft

COMPOUND = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstände"
COMPOSE = Composer(themes.load("atlas"))
STYLES = [scale.POINT, scale.POINT_PLAIN, scale.BODY, scale.LEAD, scale.HEADLINE, scale.CAPTION, scale.QUOTATION]

word = st.text(alphabet="abcdefgh ijklm n o äßéжλω中文字，。-'1", min_size=1, max_size=14).map(str.strip).filter(bool)
paragraph = st.lists(word, min_size=1, max_size=60).map(" ".join)
column = st.builds(Column, st.floats(90, 860), st.floats(60, 380))


@st.composite
def stories(draw: st.DrawFn) -> list[Draft]:
    """Paragraphs of mixed styles, some kept to the next, some indented."""
    texts = draw(st.lists(paragraph, min_size=1, max_size=12))
    return [
        plain_draft(
            t,
            draw(st.sampled_from(STYLES)),
            before=draw(st.floats(0, 20)),
            keep=draw(st.booleans()) and n + 1 < len(texts),
            indent=draw(st.sampled_from([0.0, 18.0, 36.0])),
            group=n,
        )
        for n, t in enumerate(texts)
    ]


def characters(drafts: list[Draft]) -> str:
    """What is written, without the white space at which lines break."""
    return "".join("".join(d.text for d in drafts).split())


@settings(max_examples=examples(60), deadline=None)
@given(stories(), column, column)
def test_pages_hold_every_character_in_order_and_none_is_too_full(
    drafts: list[Draft], first: Column, rest: Column
) -> None:
    pages, shrink = COMPOSE.paginate(drafts, first, rest)
    assert characters([d for page in pages for d in page]) == characters(drafts)
    assert all(pages)
    for page, room in zip(pages, [first, *[rest] * len(pages)], strict=False):
        lines = sum(COMPOSE.count(d, room.width, shrink) for d in page)
        text = sum(
            COMPOSE.count(d, room.width, shrink) * COMPOSE.pitch(d, shrink) + (d.before if n else 0)
            for n, d in enumerate(page)
        )
        assert text <= room.height + 0.05 or lines == 1


@settings(max_examples=examples(60), deadline=None)
@given(stories(), column)
def test_nothing_is_set_below_its_floor_or_above_its_size(drafts: list[Draft], room: Column) -> None:
    pages, shrink = COMPOSE.paginate(drafts, room, room)
    for page in pages:
        for d, p in zip(page, COMPOSE.set(page, room.width, shrink), strict=True):
            assert all(d.style.floor <= run.size <= d.style.size for run in p.runs)


@settings(max_examples=examples(60), deadline=None)
@given(stories(), column)
def test_type_is_as_large_as_fits_unless_a_word_would_be_broken(drafts: list[Draft], room: Column) -> None:
    def fits(shrink: float) -> bool:
        return COMPOSE.height(drafts, room.width, shrink) <= room.height + 0.01

    def breaks_a_word(shrink: float) -> bool:
        longest = (longest_word(COMPOSE.spans(d, shrink)) * SAFETY + d.indent for d in drafts)
        return max(longest) > room.width - 0.01

    shrink = COMPOSE.fit(drafts, room)
    if shrink is None:
        assert not fits(COMPOSE.shrink_range(drafts))
    else:
        assert fits(shrink)
        assert shrink == 0 or not fits(shrink - 1) or breaks_a_word(shrink - 1)


@settings(max_examples=40, deadline=None)
@given(paragraph, st.sampled_from(STYLES), st.floats(60, 400), st.integers(1, 5))
def test_a_cut_paragraph_is_whole_in_its_two_parts(text: str, style: scale.Style, width: float, lines: int) -> None:
    d = plain_draft(text, style, bullet="•")
    if COMPOSE.count(d, width, 0) <= lines:
        return
    head, tail = COMPOSE.cut(d, width, 0, lines)
    assert characters([head, tail]) == characters([d])
    assert COMPOSE.count(head, width, 0) <= lines
    if all(letter < "\u0370" for letter in text):  # else digits and signs may follow the font of letters cut off
        fresh = plain_draft(tail.text, style)
        assert COMPOSE.count(fresh, width, 0) <= COMPOSE.count(tail, width, 0)
    assert (head.bullet, tail.bullet) == ("•", "")


def test_pages_are_filled_evenly() -> None:
    drafts = [draft(f"A paragraph that takes one line, number {n}", scale.BODY, before=8) for n in range(30)]
    pages, _ = COMPOSE.paginate(drafts, Column(800, 300), Column(800, 300))
    assert len(pages) > 1
    assert max(map(len, pages)) - min(map(len, pages)) <= 2


def test_no_text_grows_where_it_is_asked_to_shrink() -> None:
    names = [m.name for m in pkgutil.walk_packages(podium.__path__, "podium.") if not m.name.endswith("__main__")]
    layers = ("scene", "layout", "blocks", "kinds", "pages", "figures", "series")
    modules = [importlib.import_module(name) for name in names if name.split(".")[1] in layers]
    styles = {f"{m.__name__}.{k}": s for m in modules for k, s in vars(m).items() if isinstance(s, scale.Style)}
    assert len(styles) > 50
    assert [name for name, s in styles.items() if s.floor > s.size] == []


@pytest.mark.parametrize("style", [scale.POINT, scale.LABEL, scale.ROW, scale.NOTE])
def test_words_that_must_be_read_stay_readable_when_they_are_set_tighter(style: scale.Style) -> None:
    (tight,) = COMPOSE.tighter([draft("The pact was signed in Moscow.", style)])
    assert scale.READABLE <= tight.style.floor <= style.floor


def test_no_line_of_a_paragraph_stands_alone_on_a_page() -> None:
    drafts = [draft("word " * 400, scale.BODY)]
    pages, shrink = COMPOSE.paginate(drafts, Column(600, 200), Column(600, 200))
    assert len(pages) > 2
    assert all(COMPOSE.count(d, 600, shrink) >= MIN_LINES for page in pages for d in page)


def test_a_claim_stays_with_its_proof() -> None:
    drafts = []
    for n in range(12):
        drafts.append(draft(f"Claim {n}", scale.POINT, keep=True))
        drafts.append(draft("proof " * 30, scale.BODY))
    pages, _ = COMPOSE.paginate(drafts, Column(500, 210), Column(500, 210))
    assert len(pages) > 2
    assert not any(page[-1].text.startswith("Claim") for page in pages)


@pytest.mark.parametrize("width", [60.0, 150.0, 400.0])
def test_a_compound_of_90_letters_is_broken_and_stays_whole(width: float) -> None:
    pages, shrink = COMPOSE.paginate([draft(COMPOUND, scale.POINT)], Column(width, 90), Column(width, 90))
    assert characters([d for page in pages for d in page]) == COMPOUND
    assert all(COMPOSE.width(plain_draft(d.text[:3], d.style), shrink) <= width for page in pages for d in page)


def test_emphasis_and_links_survive_a_cut() -> None:
    d = draft(f"plain **{'bold ' * 39}bold** and [{'linked ' * 40}](https://example.org)", scale.BODY)
    parts = [
        p for page in COMPOSE.paginate([d], Column(300, 60), Column(300, 60))[0] for one in page for p in one.pieces
    ]
    assert "".join("".join(p.text for p in parts if p.bold).split()) == "bold" * 40
    assert "".join("".join(p.text for p in parts if p.link).split()) == "linked" * 40


def test_long_texts_take_time_in_a_straight_line() -> None:
    """Counted, not timed: each text is measured a number of times that does not grow with its length."""
    from podium.typesetting import measure

    def measured(count: int) -> int:
        seen, wrap = [0], measure.wrap

        def counting(spans: list[measure.Span], width: float) -> list[measure.Line]:
            seen[0] += sum(len(s.text) for s in spans)
            return wrap(spans, width)

        measure.wrap = counting  # type: ignore[assignment]
        try:
            COMPOSE.paginate([plain_draft("word " * count, scale.BODY)], Column(800, 300), Column(800, 300))
        finally:
            measure.wrap = wrap
        return seen[0]

    assert measured(8000) < 5 * measured(2000)


def set_lines(texts: list[str], width: float) -> list[str]:
    """How a renderer sets the paragraphs whose type is a little narrower than measured: text by text, line by line."""
    result = []
    for paragraph in COMPOSE.set([plain_draft(text, scale.BODY) for text in texts], width):
        run = paragraph.runs[0]
        spans = [Span(run.text, Face(COMPOSE.theme.minor, run.bold, run.italic), run.size)]
        result += [run.text[line.start : line.end].replace("\u00a0", " ") for line in wrap(spans, width * SAFETY)]
    return result


@settings(max_examples=examples(200))
@given(paragraph, st.floats(120, 500))
def test_a_slightly_narrower_font_changes_no_line_of_words_and_adds_none(text: str, width: float) -> None:
    d = plain_draft(text, scale.BODY)
    assert len(set_lines([text], width)) <= COMPOSE.count(d, width, 0)


def test_a_word_that_might_fit_on_the_line_before_is_tied_to_the_next() -> None:
    text = "A Manchu patrol took 10 prisoners and beat off 60 Mongols."
    spans = COMPOSE.spans(plain_draft(text, scale.BODY), 0)
    width = text_width("A Manchu patrol took 10 prisoners and", spans[0].face, spans[0].size) * (SAFETY + 1) / 2
    assert set_lines([text], width)[0] == "A Manchu patrol took 10 prisoners"


@pytest.mark.parametrize(
    ("room", "rest", "first"),
    [
        ("They opened a", "second front there", "They opened"),
        ("They wanted to", "keep quiet", "They wanted"),
        ("Въстанията и", "боевете в Европа", "Въстанията"),
        ("After World War I", "came the peace", "After World War I"),
        ("They held on to the", "bridge then", "They held on to"),
        ("They held on to its", "bridge by night", "They held on to its"),
    ],
)
def test_an_article_or_short_preposition_does_not_end_a_line(room: str, rest: str, first: str) -> None:
    spans = COMPOSE.spans(plain_draft(room, scale.BODY), 0)
    width = text_width(room, spans[0].face, spans[0].size) * SAFETY + 2
    assert set_lines([f"{room} {rest}"], width)[0] == first


def test_letters_of_another_form_are_measured_at_their_size(lecture: Callable[..., Talk]) -> None:
    made = lecture("title: T\nslides: [{points: 'The 7^th^ and [mm]{.sc}', text: x}]\n")
    (headline,) = (b for b in made.slides()[0].boxes if isinstance(b, Text) and b.role == "title")
    runs = headline.paragraphs[0].runs
    assert [(r.text, r.form) for r in runs] == [("The 7", ""), ("th", "super"), (" and ", ""), ("mm", "caps")]
    assert len({r.size for r in runs}) == 1


def test_no_renderer_needs_more_room_for_small_capitals_than_was_measured() -> None:
    texts = ("[wide]{.sc}", "WIDE", "x^wide^", "xwide", "x")
    small, capitals, raised, plain, alone = (COMPOSE.width(draft(text, scale.BODY)) for text in texts)
    assert small == capitals
    assert alone < raised < plain


def test_a_footnote_at_the_end_leaves_no_word_alone() -> None:
    text = "The army wanted a war and so it was begun at once in the"
    for width in range(200, 420, 7):
        plain = COMPOSE.set([draft(f"{text} north", scale.BODY)], width)[0]
        noted = COMPOSE.set([draft(f"{text} north^1^", scale.BODY)], width)[0]
        assert ("the\u00a0north" in plain.text) <= ("the\u00a0north1" in noted.text) or noted.lines != plain.lines


@pytest.mark.parametrize(
    ("room", "rest", "lines"),
    [
        ("They sent some 50,000", "men to hold", ["They sent some", "50,000 men to hold"]),
        ("This is the famous Article", "I of the treaty", ["This is the famous", "Article I of the treaty"]),
        ("Made by GeoNames (CC", "BY 4.0) in 2025", ["Made by GeoNames", "(CC BY 4.0) in 2025"]),
        ("They signed the treaty on the 13", "April in 1941", ["They signed the treaty", "on the 13 April in 1941"]),
        ("guns ambushed 41 men; 2", "Japanese and 4 Manchu died.",
         ["guns ambushed 41 men;", "2 Japanese and", "4 Manchu died."]),
        ("From 1941 a pact", "guarded the Far East.", ["From 1941 a", "pact guarded", "the Far East."]),
    ],
)
def test_last_lines_are_broken_anew_where_that_reads_better(room: str, rest: str, lines: list[str]) -> None:
    spans = COMPOSE.spans(plain_draft(room, scale.BODY), 0)
    width = text_width(room, spans[0].face, spans[0].size) * SAFETY + 2
    assert [line.replace("\u00a0", " ") for line in set_lines([f"{room} {rest}"], width)] == lines


@settings(max_examples=examples(200))
@given(paragraph, st.floats(120, 500))
def test_lines_that_are_broken_anew_are_as_many_and_keep_every_word(text: str, width: float) -> None:
    d = plain_draft(text, scale.BODY)
    (made,) = COMPOSE.set([d], width)
    assert made.lines == COMPOSE.count(d, width, 0)
    assert made.text.replace("\u00a0", " ").replace("\v", " ") == text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("room", "text", "lines"),
    [
        ("At noon the south-", "At noon the south-bound train", ["At noon the", "south-bound train"]),
        ("War in the east, 1932–", "War in the east, 1932–1941", ["War in the east,", "1932–1941"]),
        ("Herr Alfred Meyer-", "Herr Alfred Meyer-Landrut", ["Herr Alfred", "Meyer-Landrut"]),
    ],
)
def test_words_are_whole_at_their_hyphens_where_no_line_is_lost(room: str, text: str, lines: list[str]) -> None:
    spans = COMPOSE.spans(plain_draft(room, scale.BODY), 0)
    width = text_width(room, spans[0].face, spans[0].size) * SAFETY + 2
    assert [line.replace("\u00a0", " ") for line in set_lines([text], width)] == lines


@pytest.mark.parametrize(
    ("room", "text", "style", "lines"),
    [
        ("afterwards to hold", "They came afterwards to hold the hills", scale.BODY,
         ["They came", "afterwards to", "hold the hills"]),
        ("The border ran along", "The border ran along the Tumen", scale.POINT,
         ["The border ran", "along the Tumen"]),
        ("The border ran along", "The border ran along the Tumen", scale.POINT.but(bold=False),
         ["The border ran along", "the Tumen"]),
    ],
)
def test_no_line_is_much_shorter_than_another(room: str, text: str, style: Style, lines: list[str]) -> None:
    spans = COMPOSE.spans(plain_draft(room, style), 0)
    width = text_width(room, spans[0].face, spans[0].size) * SAFETY + 2
    (made,) = COMPOSE.set([plain_draft(text, style)], width)
    broken = wrap([Span(r.text, spans[0].face, r.size) for r in made.runs], width)
    assert [made.text[line.start : line.end].replace("\u00a0", " ") for line in broken] == lines


def test_a_balanced_title_is_as_wide_as_whole_words_need() -> None:
    text = "did not in fact prevent the punctual arrival of the south-bound train from Changchun"
    spans = COMPOSE.spans(plain_draft(text, scale.QUOTATION), 0)
    for width in range(500, 1000, 20):
        lines = wrap(spans, width)
        kept = wrap(spans, balanced_width(spans, width))
        assert len(kept) == len(lines)
        assert any(text[line.end - 1] == "-" for line in kept) <= any(text[line.end - 1] == "-" for line in lines)


@settings(max_examples=examples(200))
@given(paragraph, st.floats(120, 500))
def test_lines_that_were_broken_anew_stay_so(text: str, width: float) -> None:
    (once,) = COMPOSE.set([plain_draft(text, scale.BODY)], width)
    (twice,) = COMPOSE.set([plain_draft(once.text, scale.BODY)], width)
    assert set_lines([twice.text], width) == set_lines([once.text], width)
