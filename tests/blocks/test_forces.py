"""`forces`: bars in proportion, visible doubt, ratios in words, and rows that continue on other slides."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from bar_scenes import are_apart, bars, flat, is_hatched, pages, words
from hypothesis import given
from hypothesis import strategies as st

from podium.blocks.forces.ratio import compare, verdict_text
from podium.outline.quantities import parse_quantity
from podium.scene.boxes import Group
from podium.scene.units import points
from podium.series.bars import Scale

KHALKHIN_GOL = """
  - forces: The Soviet side led in everything except horses
    sides: [japan, soviet]
    rows:
      Infantry: [up to 38000, up to 74000]
      Armour: [137, 550]
      Armoured cars: [none, 450]
      Aircraft: [400, 900]
      Artillery: [300, 634]
      Trucks: [1000, 4000]
      Cavalry: [2708, 1921]
"""


def say(a: str, b: str, lang: str = "en", usual: int | None = 1) -> str:
    verdict = compare(parse_quantity(a, lang), parse_quantity(b, lang))
    return verdict_text(verdict, ("Japan", "Soviets"), usual, lang).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("japan", "soviet", "said"),
    [
        ("137", "550", "four to one"),
        ("400", "900", "over two to one"),
        ("300", "634", "over two to one"),
        ("500", "1400", "nearly three to one"),
        ("100", "150", "three to two"),
        ("none", "450", "Soviets only"),
        ("2708", "1921", "Japan leads"),
        ("4000", "1000", "Japan: four to one"),
        ("1000", "1100", "Soviets lead"),
        ("5", "5", "equal"),
        ("10", "237", "24 to 1"),
        ("1", "2345", "2,300 to 1"),
        ("0", "0", ""),
        ("unknown", "5", ""),
    ],
)
def test_two_numbers_are_compared_in_words(japan: str, soviet: str, said: str) -> None:
    assert say(japan, soviet) == said


@pytest.mark.parametrize(
    ("japan", "soviet", "said"),
    [
        ("up to 38000", "up to 74000", "about two to one"),
        ("~100", "400", "about four to one"),
        ("1000", "up to 20000", "up to 20 to 1"),
        ("1000", "more than 4000", "at least four to one"),
        ("up to 100", "400", "at least four to one"),
        ("~100", "~104", "about equal"),
        ("1000", "up to 1100", ""),
    ],
)
def test_the_ratio_of_unsure_numbers_stays_unsure(japan: str, soviet: str, said: str) -> None:
    assert say(japan, soviet) == said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("de", "über zwei zu eins"),
        ("fr", "plus de deux contre un"),
        ("es", "más de dos a uno"),
        ("it", "oltre due a uno"),
        ("ru", "более двух к одному"),
        ("el", "πάνω από δύο προς ένα"),
        ("tr", "bire ikiden fazla"),
        ("zh", "超过二比一"),
        ("nl", ">2 : 1"),
    ],
)
def test_the_ratio_is_said_in_the_language_of_the_deck(lang: str, said: str) -> None:
    assert say("400", "900", lang) == said


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_words_never_say_that_the_smaller_number_leads_and_are_close_to_the_ratio(a: int, b: int) -> None:
    verdict = compare(parse_quantity(a), parse_quantity(b))
    assert verdict.leader == (None if a == b or verdict.kind == "about-equal" else int(b > a))
    if verdict.kind == "ratio":
        times, said = max(a, b) / min(a, b), verdict.step[0] / verdict.step[1]
        bounds = {"ratio": (0.95, 1.05), "over": (0.6, 1.0), "nearly": (1.0, 1.09)}[verdict.hedge]
        assert bounds[0] <= said / times <= bounds[1]


@given(st.lists(st.floats(1e-3, 1e9), min_size=1, max_size=20), st.floats(1e5, 1e7))
def test_lengths_are_in_proportion_to_one_emu(values: list[float], length: float) -> None:
    scale = Scale(length, max(values))
    assert all(abs(scale.emu(v) - length * v / max(values)) <= 1 for v in values)


def test_bars_of_a_row_are_in_proportion_and_rows_have_their_own_scale(tmp_path: Path) -> None:
    (page,), said = pages(tmp_path, KHALKHIN_GOL)
    assert said == []
    drawn = bars(page)
    for a, b, ratio in (
        ("Japan: Armour 137", "Soviets: Armour 550", 137 / 550),
        ("Soviets: Cavalry 1,921", "Japan: Cavalry 2,708", 1921 / 2708),
        ("Japan: Infantry up to 38,000", "Soviets: Infantry up to 74,000", 38 / 74),
    ):
        assert abs(drawn[a].rect.w - drawn[b].rect.w * ratio) <= 1
    longest = {drawn[n].rect.w for n in ("Soviets: Armour 550", "Soviets: Trucks 4,000", "Japan: Cavalry 2,708")}
    assert max(longest) - min(longest) <= 1
    assert "Each row has its own scale" in words(page).values()


def test_bars_go_outward_from_the_labels_in_the_colours_of_the_sides(tmp_path: Path) -> None:
    (page,), _ = pages(tmp_path, KHALKHIN_GOL)
    drawn = bars(page)
    japan, soviet = drawn["Japan: Armour 137"], drawn["Soviets: Armour 550"]
    label = next(b for b in flat(page) if b.name == "Label: Armour")
    assert japan.rect.right < label.rect.x + 1 < label.rect.right < soviet.rect.x
    assert (japan.fill, soviet.fill) == ("blue", "red")


def test_doubt_is_hatched_with_its_words_and_a_key(tmp_path: Path) -> None:
    (page,), _ = pages(tmp_path, KHALKHIN_GOL)
    drawn, said = bars(page), words(page)
    assert is_hatched(drawn["Soviets: Infantry up to 74,000"])
    assert not is_hatched(drawn["Soviets: Armour 550"])
    assert said["Value: Soviets, Infantry"] == "up to 74,000"
    assert "an upper limit; the true figure is not known" in said.values()


def test_none_and_unknown_are_words_without_a_bar(tmp_path: Path) -> None:
    rows = "{Tanks: [none, 345], Aircraft: [unknown, 250], Guns: [1, 2]}"
    slide = f"  - forces: A\n    sides: [japan, soviet]\n    rows: {rows}"
    (page,), _ = pages(tmp_path, slide)
    said = words(page)
    assert (said["Value: Japan, Tanks"], said["Value: Japan, Aircraft"]) == ("none", "unknown")
    assert [n for n in bars(page) if n.startswith("Japan")] == ["Japan: Guns 1"]
    assert "In words: Aircraft" not in said


def test_the_exception_is_bold_in_the_colour_of_its_leader(tmp_path: Path) -> None:
    (page,), _ = pages(tmp_path, KHALKHIN_GOL)
    runs = {b.name: b.paragraphs[0].runs[0] for b in flat(page) if b.name.startswith("In words: ")}
    assert runs["In words: Cavalry"].text.replace("\u00a0", " ") == "Japan leads"
    assert (runs["In words: Cavalry"].colour, runs["In words: Cavalry"].bold) == ("blue.deep", True)
    assert {r.colour for n, r in runs.items() if n != "In words: Cavalry"} == {"ink"}


def test_only_the_row_that_is_the_exception_stands_on_a_panel(tmp_path: Path) -> None:
    (page,), _ = pages(tmp_path, KHALKHIN_GOL)
    (panel,) = [b for b in flat(page) if b.name == "Exception"]
    label = next(b for b in flat(page) if b.name == "Label: Cavalry")
    assert (panel.rect.y, panel.rect.bottom) == (label.rect.y, label.rect.bottom)
    value = next(b for b in flat(page) if b.name == "Value: Japan, Cavalry")
    frame = next(b for b in flat(page) if b.name == "Rule")
    assert frame.rect.x <= panel.rect.x  # within the margins, and its words are not at its edge
    assert value.rect.x >= panel.rect.x + points(9)


def test_beside_words_bars_go_both_ways_under_their_labels(tmp_path: Path) -> None:
    body = """
  - points: Words
    items: [One, Two]
    beside:
      forces:
        sides: [japan, soviet]
        rows: {Men: [7300, about 23000], Tanks: [unknown, 345]}
"""
    (page,), _ = pages(tmp_path, body)
    boxes = {b.name: b for b in flat(page)}
    left, right = boxes["Japan: Men 7,300"].rect, boxes["Soviets: Men ~23,000"].rect
    assert left.right < right.x < left.right + 50_000
    assert left.y == right.y
    label, said = boxes["Label: Men"].rect, boxes["In words: Men"].rect
    assert label.bottom <= left.y
    assert abs((label.x + label.right) / 2 - left.right) < 50_000
    assert said.right > right.right
    assert boxes["Value: Japan, Tanks"].rect.right < right.x


def test_beside_words_and_without_ratios_labels_stand_between_the_bars(tmp_path: Path) -> None:
    body = """
  - points: Words
    items: [One, Two]
    beside:
      forces:
        sides: [japan, soviet]
        rows: {Men: [7300, about 23000], Tanks: [unknown, 345]}
        words: false
"""
    (page,), _ = pages(tmp_path, body)
    boxes = {b.name: b for b in flat(page)}
    left, right, label = (boxes[n].rect for n in ("Japan: Men 7,300", "Soviets: Men ~23,000", "Label: Men"))
    assert left.right <= label.x < label.right <= right.x
    assert label.y <= left.y < left.bottom <= label.bottom


def test_the_alternative_text_says_who_leads(tmp_path: Path) -> None:
    (page,), _ = pages(tmp_path, KHALKHIN_GOL)
    alts = {b.name: b.alt for b in page.boxes if isinstance(b, Group)}
    assert "Ahead in Cavalry: Japan" in alts["Forces"]
    assert "Ahead in 6 of 7: Soviets" in alts["Forces"]
    assert alts["Infantry"] == "Infantry: Japan up to 38,000, Soviet Union up to 74,000; about two to one"


def test_many_rows_go_on_to_a_second_slide_and_none_is_lost(tmp_path: Path) -> None:
    rows = ", ".join(f"Row {n}: [{n}, {n + 1}]" for n in range(1, 15))
    made, _ = pages(tmp_path, f"  - forces: A\n    sides: [japan, soviet]\n    rows: {{{rows}}}")
    labels = [b.name for page in made for b in flat(page) if b.name.startswith("Label: ")]
    assert len(made) == 2
    assert labels == [f"Label: Row {n}" for n in range(1, 15)]


@pytest.mark.parametrize("size", ["16:9", "4:3"])
@pytest.mark.parametrize("scale", ["row", "shared", "log"])
def test_nothing_leaves_the_slide_and_words_keep_apart(tmp_path: Path, size: str, scale: str) -> None:
    long = "A long label " * 6
    slide = f"""
  - forces: A
    sides: [japan, soviet]
    scale: {scale}
    rows: {{"{long}": [1, 10000000], Guns: [up to 500, 10], Planes: [5, unknown], Men: ["70-90", ~80]}}"""
    made, _ = pages(tmp_path, slide, f"size: '{size}'")
    for page in made:
        boxes = [b for b in flat(page) if b.name.startswith(("Value", "Label", "In words"))]
        right = 9_144_000 if size == "4:3" else 12_192_000
        assert all(b.rect.x >= 0 and b.rect.right <= right for b in flat(page))
        for n, a in enumerate(boxes):
            for b in boxes[n + 1 :]:
                assert are_apart(a, b), (a.name, b.name)


def test_a_logarithmic_scale_makes_each_power_of_ten_equally_long(tmp_path: Path) -> None:
    slide = "  - forces: A\n    sides: [japan, soviet]\n    scale: log\n    rows: {A: [10, 100], B: [1000, 10000]}"
    (page,), _ = pages(tmp_path, slide)
    w = [bars(page)[n].rect.w for n in ("Japan: A 10", "Soviets: A 100", "Japan: B 1,000", "Soviets: B 10,000")]
    assert all(abs((b - a) - w[0]) <= 2 for a, b in pairwise(w))
    assert any(t.startswith("Lines from 10,") for t in words(page).values())


def test_three_sides_stand_in_groups_from_one_axis(tmp_path: Path) -> None:
    slide = "  - forces: A\n    sides: [japan, soviet, Mongolia]\n    rows: {Men: [100, 70-90, 30]}"
    (page,), _ = pages(tmp_path, slide)
    drawn = bars(page)
    assert len({drawn[n].rect.x for n in ("Japan: Men 100", "Mongolia: Men 30", "Soviets: Men 70–90 (at least)")}) == 1
    assert drawn["Soviets: Men 70–90"].rect.x == drawn["Soviets: Men 70–90 (at least)"].rect.right
    assert drawn["Mongolia: Men 30"].fill not in ("blue", "red")


def test_rows_may_name_the_sides_and_need_no_list_of_them(tmp_path: Path) -> None:
    (page,), said = pages(tmp_path, "  - forces: A\n    rows: {Men: {soviet: 300, Japan: 1114}}")
    assert said == []
    assert set(bars(page)) >= {"Soviets: Men 300", "Japan: Men 1,114"}


def test_rows_appear_click_by_click(tmp_path: Path) -> None:
    (page,), _ = pages(tmp_path, KHALKHIN_GOL.rstrip() + "\n    reveal: true\n")
    assert [b.step for b in page.boxes if isinstance(b, Group)] == [0, 1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("sides: [japan, soviet]\n    rows: {Men: [1, 2, 3]}", "'Men' has 3 numbers for 2 sides"),
        ("sides: [japan, soviet]\n    rows: {Men: [1, many]}", "is not a quantity"),
        ("sides: [japan, soviet]\n    rows: {Men: [1, -5]}", "below zero"),
        ("sides: [japan, soviet]\n    rows: {Men: 5}", "'Men' needs a number for each side"),
        ("sides: [japan]\n    rows: {Men: [1]}", "'forces' compares two to 4 sides, not 1"),
        ("sides: [japan, soviet]\n    rows: {Men: {japn: 1, soviet: 2}}", "these forces have no side 'japn'"),
    ],
)
def test_mistakes_are_said_in_a_lecturers_words(tmp_path: Path, keys: str, message: str) -> None:
    _, said = pages(tmp_path, f"  - forces: A\n    {keys}")
    assert any(message in s for s in said), said


def test_a_csv_file_gives_sides_and_rows(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("what,japan,soviet\nMen,7300,~23000\nTanks,none,345\n", encoding="utf-8")
    (page,), said = pages(tmp_path, "  - forces: A\n    file: f.csv")
    assert said == []
    assert is_hatched(bars(page)["Soviets: Men ~23,000"])
