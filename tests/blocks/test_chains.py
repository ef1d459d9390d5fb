"""causes and steps as their author and their audience see them: order, verbs, glue, no word lost."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from podium import kinds, themes
from podium.diagnostics import Report
from podium.layout.stage import Stage
from podium.outline import deck
from podium.scene.boxes import Box, Group, Text
from podium.scene.grid import Grid
from podium.scene.units import Rect, inches, points

WIDE = Rect(inches(0.75), inches(2.06), inches(11.83), inches(4.4))
HALF = Rect(inches(6.75), inches(2.06), inches(5.83), inches(4.4))
CHAIN = """    events:
      - {when: 1931, title: Mukden, text: A staged blast, verb: makes way for, kind: short-term}
      - {when: 1932, title: Manchukuo, verb: invites, kind: trigger}
      - {when: 1935/1939, title: Border war, kind: effect}
"""


def flat(boxes: list[Box]) -> list[Box]:
    """The boxes, those in groups too."""
    return [inner for box in boxes for inner in ([box, *flat(list(box.boxes))] if isinstance(box, Group) else [box])]


def load(tmp_path: Path, kind: str, body: str) -> tuple[deck.Outline, Report]:
    path = tmp_path / "x.yaml"
    path.write_text(f"title: T\nslides:\n  - {kind}: A headline\n{body}", encoding="utf-8")
    report = Report()
    outline = kinds.load(path, report, "x.yaml")
    outline = None if report.failed else outline
    assert outline is not None, [str(f) for f in report]
    return outline, report


def drawn(tmp_path: Path, kind: str, body: str, rect: Rect = WIDE) -> tuple[list[list[Box]], list[str]]:
    outline, report = load(tmp_path, kind, body)
    stage = Stage(outline, themes.load("atlas"), Grid.of("16:9"), None, report)
    sheets = outline.deck.slides[0].lay_out(rect, stage)
    assert not stage.leftovers
    return [flat(sheet) for sheet in sheets], [str(f) for f in report]


def words(boxes: list[Box]) -> str:
    return " ".join(p.text for b in boxes if isinstance(b, Text) for p in b.paragraphs).replace("\u00a0", " ")


def many(count: int) -> str:
    return "    events:\n" + "".join(f"      - {{title: Event {n} of many, verb: verb{n}}}\n" for n in range(count))


def stairs(tmp_path: Path, body: str = CHAIN) -> list[Box]:
    return drawn(tmp_path, "causes", body + "    arrange: stairs\n")[0][0]


def named(boxes: list[Box], start: str) -> list[Any]:
    return [b for b in boxes if b.name.startswith(start) and not isinstance(b, Group)]


def test_stairs_rise_from_cause_to_effect_and_stand_on_the_ground(tmp_path: Path) -> None:
    rects = [b.rect for b in named(stairs(tmp_path), "Stair")]
    assert len(rects) == 3
    assert all(a.right < b.x and a.y > b.y for a, b in itertools.pairwise(rects))
    assert {r.bottom for r in rects} == {WIDE.bottom}
    assert rects[-1].y == WIDE.y
    assert rects[-1].right == pytest.approx(WIDE.right, abs=5)


def test_an_arrow_says_in_its_alt_text_how_the_one_leads_to_the_other(tmp_path: Path) -> None:
    boxes = stairs(tmp_path)
    assert [b.alt for b in named(boxes, "Arrow")] == ["Mukden makes way for Manchukuo", "Manchukuo invites Border war"]
    steps, arrows = [b.rect for b in named(boxes, "Stair")], [b.rect for b in named(boxes, "Arrow")]
    for arrow, before, after in zip(arrows, steps, steps[1:], strict=False):
        assert after.y <= arrow.y < arrow.bottom <= before.y
        assert before.x <= arrow.x < arrow.right <= after.x


def test_only_the_end_is_a_plate_in_the_accent(tmp_path: Path) -> None:
    assert [b.fill for b in named(stairs(tmp_path), "Stair")] == ["panel", "panel", "accent.plate"]


LONGER = "    events:\n" + "".join(
    f"      - {{when: 193{n}, title: Event {n}, text: Each side probes the other, verb: leads to}}\n" for n in range(6)
)


def sizes_of(boxes: list[Box]) -> set[float]:
    return {r.size for b in boxes if isinstance(b, Text) for p in b.paragraphs for r in p.runs}


def test_causes_lie_in_rows_where_stairs_would_need_small_type(tmp_path: Path) -> None:
    ((boxes, *more), _) = drawn(tmp_path, "causes", LONGER)
    assert not more
    assert min(sizes_of(boxes)) > min(sizes_of(stairs(tmp_path, LONGER)))
    cards = [b.rect for b in named(boxes, "Card")]
    assert cards == sorted(cards, key=lambda r: (r.y, r.x))
    assert [len(list(row)) for _, row in itertools.groupby(cards, key=lambda r: r.y)] == [3, 3]
    assert [b.fill for b in named(boxes, "Card")] == ["panel"] * 5 + ["accent.plate"]
    arrows = named(boxes, "Arrow")
    assert [b.alt for b in arrows] == [f"Event {n}: leads to →" for n in range(5)]
    for arrow, card, after in zip(arrows, cards, cards[1:], strict=False):
        assert arrow.rect.bottom == card.bottom
        assert arrow.rect.right == pytest.approx(after.x if after.y == card.y else card.right, abs=5)
    assert not named(drawn(tmp_path, "causes", CHAIN)[0][0], "Card")


def test_causes_in_rows_go_on_from_the_last_card(tmp_path: Path) -> None:
    sheets, _ = drawn(tmp_path, "causes", many(12) + "    arrange: rows\n")
    cards = [[b.name for b in named(sheet, "Card")] for sheet in sheets]
    assert len(cards) > 1
    assert [c[-1] for c in cards[:-1]] == [c[0] for c in cards[1:]]
    assert {fill for sheet in sheets[:-1] for b in named(sheet, "Card") if (fill := b.fill)} == {"panel"}


GROUPED = """    events:
      - {title: Bolshevism, kind: long-term, verb: teaches}
      - {title: Anti-communism, kind: long-term, verb: leads to}
      - {title: Raids, kind: short-term, verb: escalate to}
      - {title: Battle, kind: effect}
"""


def test_a_verb_within_a_stair_stands_between_its_events(tmp_path: Path) -> None:
    boxes = drawn(tmp_path, "causes", GROUPED)[0][0]
    assert words(named(boxes, "Words: Long-term")) == "Long-term causes Bolshevism ↓ teaches Anti-communism"
    assert [words([b]) for b in named(boxes, "Verb")] == ["leads to", "escalate to"]


def test_events_of_one_stair_that_lead_on_in_different_ways_keep_their_own_verbs(tmp_path: Path) -> None:
    body = GROUPED.replace(
        "      - {title: Anti", "      - {title: Hunger, kind: trigger, verb: sparks}\n      - {title: Anti"
    )
    boxes = drawn(tmp_path, "causes", body)[0][0]
    long_term = words(named(boxes, "Words: Long-term"))
    assert long_term == "Long-term causes Bolshevism → teaches Anti-communism → leads to"
    assert not any(";" in words([b]) for b in named(boxes, "Verb"))


def test_a_verb_of_the_last_event_is_told_in_groups_too(tmp_path: Path) -> None:
    messages = drawn(tmp_path, "causes", GROUPED.replace("kind: effect", "kind: effect, verb: ends"))[1]
    assert any("nothing follows the last event" in m for m in messages)


LONG = "Eine inszenierte Sprengung an der Südmandschurischen Eisenbahn ist der Vorwand"


@pytest.mark.parametrize(
    "text", ["", "Short", LONG, "Η Ιαπωνία στράφηκε νότια και χτύπησε", "它放弃了西伯利亚，并袭击了太平洋的殖民地。"]
)
@pytest.mark.parametrize("kind", ["causes", "steps"])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7, 8])
def test_chains_fill_the_height_in_large_type(tmp_path: Path, kind: str, count: int, text: str) -> None:
    events = "".join(
        f"      - {{when: 193{n}, title: Event {n}, text: '{text}', verb: leads to}}\n" for n in range(count)
    )
    sheets, _ = drawn(tmp_path, kind, f"    events:\n{events}")
    assert len(sheets) <= (2 if kind == "causes" or text == LONG else 1)
    for sheet in sheets:
        assert max(b.rect.bottom for b in sheet) - min(b.rect.y for b in sheet) >= 0.95 * WIDE.h
        sizes = [r.size for b in sheet if isinstance(b, Text) for p in b.paragraphs for r in p.runs]
        assert min(sizes) >= (16 if kind == "causes" else 18)


def test_steps_with_kinds_stand_in_groups(tmp_path: Path) -> None:
    said = words(drawn(tmp_path, "causes", CHAIN)[0][0])
    assert [said.index(w) for w in ("Short-term causes", "Trigger", "Effects")] == sorted(
        said.index(w) for w in ("Short-term causes", "Trigger", "Effects")
    )


def test_more_than_seven_causes_go_on_from_the_last_stair(tmp_path: Path) -> None:
    sheets, _ = drawn(tmp_path, "causes", many(12))
    rules = [[b.name for b in named(sheet, "Stair")] for sheet in sheets]
    assert len(rules) > 1
    assert all(len(r) <= 7 for r in rules)
    assert [r[-1] for r in rules[:-1]] == [r[0] for r in rules[1:]]
    assert all(f"verb{n}" in " ".join(words(s) for s in sheets) for n in range(11))


@pytest.mark.parametrize("kind", ["causes", "steps"])
@pytest.mark.parametrize("rect", [WIDE, HALF])
@pytest.mark.parametrize("count", [1, 2, 5, 9, 23])
def test_no_event_is_lost_and_nothing_leaves_its_rectangle(tmp_path: Path, kind: str, rect: Rect, count: int) -> None:
    sheets, _ = drawn(tmp_path, kind, many(count), rect)
    said = " ".join(words(s) for s in sheets)
    assert all(f"Event {n} of many" in said for n in range(count))
    for box in (b for sheet in sheets for b in sheet):
        assert box.rect.x >= rect.x
        assert box.rect.right <= rect.right + 20_000
        assert box.rect.bottom <= rect.bottom + 20_000


def test_steps_are_numbered_through_all_slides(tmp_path: Path) -> None:
    sheets, _ = drawn(tmp_path, "steps", many(23))
    numbers = [words([b]) for sheet in sheets for b in sheet if b.name.startswith("Number")]
    assert numbers == [str(n) for n in range(1, 24)]


def test_dates_stand_large_on_the_plates_their_figures_largest(tmp_path: Path) -> None:
    events = "[{when: 25 August, title: A}, {when: April 1941, title: B}, {when: 1945, title: C}]"
    boxes = drawn(tmp_path, "steps", f"    events: {events}\n")[0][0]
    dates = [[(p.text, p.runs[0].size >= 48) for p in b.paragraphs] for b in named(boxes, "Date")]
    assert dates == [[("25", True), ("August", False)], [("April", False), ("1941", True)], [("1945", True)]]


@pytest.mark.parametrize(
    ("whens", "figures"),
    [
        (("23 August 1939", "13 April 1941", "8 August 1945"), ["23 August|1939", "13 April|1941", "8 August|1945"]),
        (("23 August 1939", "1 September 1939"), ["23|August 1939", "1|September 1939"]),
        (("April 1941", "June 1941", "December 1941"), ["April|1941", "June|1941", "December|1941"]),
        (("April 1941", "June 1942"), ["April|1941", "June|1942"]),
        (("before 1941", "by 1941"), ["before|1941", "by|1941"]),
        (("20 August", "4 days more", "three weeks later"), ["20|August", "4|days more", "three weeks later"]),
        (("5:45 AM", "9:00 AM"), ["5:45|AM", "9:00|AM"]),
    ],
)
def test_the_largest_part_of_a_date_tells_it_from_the_others(
    tmp_path: Path, whens: tuple[str, ...], figures: list[str]
) -> None:
    events = "[" + ", ".join(f"{{when: '{when}', title: A}}" for when in whens) + "]"
    boxes = named(drawn(tmp_path, "steps", f"    events: {events}\n")[0][0], "Date")
    assert ["|".join(p.text for p in b.paragraphs) for b in boxes] == figures
    largest = {max(r.size for p in b.paragraphs for r in p.runs) for b in boxes if b.paragraphs[0].text[0].isdigit()}
    assert len(largest) <= 1


def test_a_long_interval_leaves_the_dates_beside_it_large(tmp_path: Path) -> None:
    long = "3 long years of war, of revolution and of hunger in the whole country"
    events = f"[{{when: 1917, title: A}}, {{when: 1918, title: B}}, {{when: '{long}', title: C}}]"
    boxes = named(drawn(tmp_path, "steps", f"    events: {events}\n")[0][0], "Date")
    assert [b.paragraphs[0].runs[0].size >= 60 for b in boxes] == [True, True, False]
    assert words(boxes[2:]) == long


def test_numbers_stand_on_the_plates_if_an_event_has_no_date(tmp_path: Path) -> None:
    boxes = drawn(tmp_path, "steps", "    events: [{when: 25 August, title: A}, B]\n")[0][0]
    assert words(named(boxes, "Number")) == "1 2"
    assert words(named(boxes, "Words")) == "25 August A B"


def test_a_turning_point_is_set_apart(tmp_path: Path) -> None:
    boxes = drawn(tmp_path, "steps", "    events: [{title: A}, {title: B, highlight: true}, {title: C}]\n")[0][0]
    assert [b.fill for b in named(boxes, "Line")] == ["accent", "rule"]  # the line leads to the turning point
    colours = [p.runs[0].colour for b in named(boxes, "Number") if isinstance(b, Text) for p in b.paragraphs]
    assert colours == ["ink", "accent.deep", "ink"]


@pytest.mark.parametrize("rect", [WIDE, HALF])
@pytest.mark.parametrize("count", [2, 4, 5, 8])
def test_dates_and_words_do_not_overlap_and_have_room(tmp_path: Path, count: int, rect: Rect) -> None:
    for sheet in drawn(tmp_path, "steps", many(count).replace(", verb: ", ", text: "), rect)[0]:
        said = named(sheet, "Words")
        for a, b in itertools.combinations([*named(sheet, "Number"), *said], 2):
            beside = a.rect.right <= b.rect.x or b.rect.right <= a.rect.x
            assert beside or a.rect.bottom <= b.rect.y or b.rect.bottom <= a.rect.y
        for words in said:
            needed = sum(p.lines * p.pitch + p.before for p in words.paragraphs)
            assert needed <= words.rect.height_pt
            assert rect.x < words.rect.right <= rect.right
            assert words.rect.bottom <= rect.bottom + 20_000


def test_a_time_of_day_stands_as_it_was_written(tmp_path: Path) -> None:
    assert "5:45 AM" in words(drawn(tmp_path, "steps", "    events: [{when: '5:45 AM', title: Bombardment}]\n")[0][0])


def test_figures_of_dates_stand_on_one_line_and_an_interval_in_words_is_smaller(tmp_path: Path) -> None:
    dates = ("1917", "by 1920", "a week more", "25 May")
    events = "[" + ", ".join(f"{{when: {date}, title: A}}" for date in dates) + "]"
    boxes = drawn(tmp_path, "steps", f"    events: {events}\n")[0][0]
    plain, prefixed, interval, day = (b for b in named(boxes, "Date") if isinstance(b, Text))
    above = prefixed.paragraphs[0].pitch
    tops = [plain.rect.y, prefixed.rect.y + points(above), day.rect.y]
    assert max(tops) - min(tops) <= 2
    assert plain.paragraphs[0].runs[0].size == prefixed.paragraphs[1].runs[0].size == day.paragraphs[0].runs[0].size
    assert [p.text.replace("\xa0", " ") for p in interval.paragraphs] == ["a week more"]
    assert interval.paragraphs[0].runs[0].size <= 0.7 * plain.paragraphs[0].runs[0].size


def test_texts_of_a_row_begin_at_one_height_although_titles_differ(tmp_path: Path) -> None:
    events = "[{title: A title that needs more than a single line, text: Alpha}, {title: Short, text: Beta}, C: Gamma]"
    made = drawn(tmp_path, "steps", f"    events: {events}\n")[0][0]
    boxes = [b for b in named(made, "Words") if isinstance(b, Text)]
    starts = [b.rect.y + points(b.paragraphs[0].lines * b.paragraphs[0].pitch + b.paragraphs[1].before) for b in boxes]
    assert boxes[0].paragraphs[0].lines > boxes[1].paragraphs[0].lines
    assert max(starts) - min(starts) <= 2


def test_an_interval_shares_the_lines_of_the_dates_beside_it(tmp_path: Path) -> None:
    body = "    events:\n" + "".join(
        f"      - {{when: {when}, title: T}}\n"
        for when in ("25 August", "26 August", "27 August", "four more days", "15 September")
    )
    boxes = drawn(tmp_path, "steps", body)[0][0]
    dates = [b for b in boxes if isinstance(b, Text) and b.name.startswith("Date")]
    figure, interval = dates[0].paragraphs, dates[3].paragraphs
    assert [p.text for p in interval] == ["four more", "days"]

    def baseline(box: Text, n: int) -> float:
        parts = box.paragraphs
        down = sum(p.pitch + (p.before if i else 0) for i, p in enumerate(parts[: n + 1]))
        return box.rect.y / 12_700 + down - 0.21 * parts[n].runs[0].size

    assert [baseline(dates[3], n) for n in (0, 1)] == pytest.approx([baseline(dates[0], n) for n in (0, 1)], abs=0.6)
    assert interval[1].runs[0].size == figure[1].runs[0].size


def test_type_is_a_little_smaller_where_titles_then_stand_on_one_line(tmp_path: Path) -> None:
    cards = {
        "25 August": ("Ring closed", "The wings meet near Nomonhan village"),
        "26 August": ("Attack", "Japan tries to win back its positions and fails"),
        "27 August": ("Breakout", "A way out is tried and fails"),
        "4 days more": ("Surrender", "Bombs and shells; then the pocket gives up"),
        "15 September": ("The end", "The last minor actions cease"),
    }
    body = "".join(f"      - {{when: {w}, title: {t}, text: {x}}}\n" for w, (t, x) in cards.items())
    wide = Rect(inches(0.75), inches(1.3), inches(11.83), inches(5.5))
    said = named(drawn(tmp_path, "steps", f"    events:\n{body}", wide)[0][0], "Words")
    assert {b.paragraphs[0].lines for b in said} == {1}
    assert len({b.paragraphs[1].before for b in said}) == 1
