"""`losses`: one axis in proportion, hatches with their words, sums only of what is known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bar_scenes import are_apart, bars, flat, is_hatched, pages, words
from hypothesis import given
from hypothesis import strategies as st
from talk import too_full

from podium.blocks.losses.data import total
from podium.outline.quantities import format_quantity, parse_quantity
from podium.scene.boxes import Group
from podium.series.ticks import step_for

KHALKHIN_GOL = """
  - losses: "The victors lost more: up to 29,000 men against up to 23,000"
    rows: {Japan: up to 20000, Manchukuo: 3000, Soviet Union: up to 28000, Mongolia: 1000}
    groups: {Lost the battle: [Japan, Manchukuo], Won the battle: [soviet, Mongolia]}
    unit: men
"""
KHASAN = """
  - losses: Lake Khasan cost the Soviet side more
    rows: {Japan: {Killed: 526, Wounded: 913}, Soviet Union: {Killed: 792, Wounded: 3279}}
"""


def test_bars_are_in_proportion_on_one_axis(tmp_path: Path) -> None:
    (page,), said = pages(tmp_path, KHALKHIN_GOL)
    assert said == []
    drawn = bars(page)
    longest = drawn["Soviet Union: up to 28,000"].rect
    for name, value in (("Japan: up to 20,000", 20), ("Manchukuo: 3,000", 3), ("Mongolia: 1,000", 1)):
        assert abs(drawn[name].rect.w - longest.w * value / 28) <= 1
        assert drawn[name].rect.x == longest.x


def test_up_to_is_hatched_and_says_so_and_a_key_explains_it(tmp_path: Path) -> None:
    (page,), _ = pages(tmp_path, KHALKHIN_GOL)
    drawn, said = bars(page), words(page)
    assert is_hatched(drawn["Japan: up to 20,000"])
    assert drawn["Manchukuo: 3,000"].fill not in ("red", None)
    assert said["Value: Japan"] == "up to 20,000"
    assert said["Key"] == "an upper limit; the true figure is not known"


def test_without_doubt_there_is_no_key(tmp_path: Path) -> None:
    (page,), _ = pages(tmp_path, KHASAN)
    assert not any(n.startswith("Key") and b.geometry == "rect" and is_hatched(b) for n, b in bars(page).items())
    assert "Key" not in words(page)


def test_groups_stand_in_their_order_under_their_headings(tmp_path: Path) -> None:
    (page,), _ = pages(tmp_path, KHALKHIN_GOL)
    tops = {b.name: b.rect.y for b in flat(page)}
    order = [
        "Group: Lost the battle",
        "Label: Japan",
        "Label: Manchukuo",
        "Group: Won the battle",
        "Label: Soviet Union",
    ]
    assert [tops[n] for n in order] == sorted(tops[n] for n in order)


def test_parts_are_stacked_dark_and_light_with_the_sum_at_the_end(tmp_path: Path) -> None:
    (page,), _ = pages(tmp_path, KHASAN)
    drawn, said = bars(page), words(page)
    killed, wounded = drawn["Japan: Killed 526"], drawn["Japan: Wounded 913"]
    assert (killed.fill, wounded.fill) == ("blue", "blue.tint")
    assert killed.rect.right == wounded.rect.x
    assert abs(killed.rect.w / 526 - wounded.rect.w / 913) < 20
    assert (said["Value: Japan"], said["Part: Japan, Killed"]) == ("1,439", "Killed 526")


def test_a_sum_with_an_unknown_part_is_not_said(tmp_path: Path) -> None:
    slide = (
        "  - losses: A\n    rows: {Japan: {Killed: 526, Wounded: unknown}, Soviet Union: {Killed: 792, Wounded: ~30}}"
    )
    (page,), _ = pages(tmp_path, slide)
    said = words(page)
    assert "Value: Japan" not in said
    assert said["Part: Japan, Wounded"] == "Wounded unknown"
    assert said["Value: Soviet Union"] == "~822"


@pytest.mark.parametrize(
    ("parts", "sum_"),
    [
        (["526", "913"], "1,439"),
        (["3000", "up to 20000"], "up to 23,000"),
        (["70-90", "10"], "80–100"),
        (["~40", "~11"], "~51"),
        (["70-90", "up to 10"], "up to 100"),
        (["more than 5", "at least 10"], "at least 15"),
        (["up to 5", "more than 5"], None),
        (["5", "unknown"], None),
    ],
)
def test_a_sum_is_as_unsure_as_its_parts(parts: list[str], sum_: str | None) -> None:
    made = total([parse_quantity(p) for p in parts])
    assert (format_quantity(made) if made else None) == sum_


def test_the_sum_of_each_group_is_drawn(tmp_path: Path) -> None:
    rows = "{Japan: up to 20000, Manchukuo: 3000, Soviet Union: 28000, Mongolia: 1000}"
    groups = "{Lost: [Japan, Manchukuo], Won: [Soviet Union, Mongolia]}"
    (page,), _ = pages(tmp_path, f"  - losses: H\n    rows: {rows}\n    groups: {groups}\n")
    said = " ".join(words(page).values())
    assert "up to 23,000" in said
    assert "29,000" in said


def test_parts_that_are_named_otherwise_are_summed_too(tmp_path: Path) -> None:
    rows = "{Japan: {Killed: 5, Wounded: 9}, Soviet Union: {Killed: 7, Wounded and sick: up to 3}}"
    (page,), said = pages(tmp_path, f"  - losses: H\n    rows: {rows}\n")
    assert said == []
    assert {"14", "up to 10"} <= set(words(page).values())


def test_a_party_with_fewer_parts_has_no_sum_and_podium_says_why(tmp_path: Path) -> None:
    rows = "{Japan: {Killed: 5, Wounded: 9}, Soviet Union: {Killed: 7, Wounded: 3, Captured: 2}}"
    (page,), said = pages(tmp_path, f"  - losses: H\n    rows: {rows}\n")
    assert "14" not in words(page).values()
    assert any("no sum for 'Japan'" in message for message in said)


def test_material_has_an_axis_of_its_own(tmp_path: Path) -> None:
    slide = """
  - losses: A
    unit: men
    rows:
      Japan: {Killed: 526, Wounded: 913}
      Soviet Union: {Killed: 792, Wounded: 3279, Tanks destroyed: 9 tanks, Tanks damaged: 76 tanks}"""
    (page,), _ = pages(tmp_path, slide)
    drawn, said = bars(page), words(page)
    assert {"men", "tanks"} <= set(said.values())
    assert drawn["Soviet Union: Tanks damaged 76"].rect.w > drawn["Japan: Killed 526"].rect.w
    assert [b.name for b in page.boxes if isinstance(b, Group) and b.name.startswith("Losses")] == [
        "Losses: men",
        "Losses: tanks",
    ]


def test_more_than_three_parts_have_a_bar_each(tmp_path: Path) -> None:
    slide = "  - losses: A\n    rows: {Japan: {Killed: 5, Wounded: 6, Captured: none, Missing: unknown}}"
    (page,), _ = pages(tmp_path, slide)
    drawn, said = bars(page), words(page)
    assert drawn["Killed: 5"].rect.x == drawn["Wounded: 6"].rect.x
    assert (said["Group: Japan"], said["Value: Captured"], said["Value: Missing"]) == ("Japan", "none", "unknown")


def test_the_alternative_text_has_the_numbers_and_the_sums_of_groups(tmp_path: Path) -> None:
    (page,), _ = pages(tmp_path, KHALKHIN_GOL)
    alt = next(b.alt for b in page.boxes if b.name == "Losses: men")
    assert "Lost the battle (up to 23,000): Japan up to 20,000; Manchukuo 3,000" in alt
    assert "Won the battle (up to 29,000)" in alt


def test_unknown_losses_are_said_and_warned_of(tmp_path: Path) -> None:
    (page,), said = pages(tmp_path, "  - losses: A\n    rows: {Japan: unknown, Mongolia: unknown}")
    assert words(page)["Value: Japan"] == "unknown"
    assert said == ["no number of these losses is known"]


@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_many_long_names_are_all_there_and_keep_apart(tmp_path: Path, size: str) -> None:
    rows = ", ".join(f'"Party {n} {"with a long name " * (n % 3)}": up to {n * 317}' for n in range(1, 31))
    made, _ = pages(tmp_path, f"  - losses: A\n    rows: {{{rows}}}", f"size: '{size}'")
    labels = [b for page in made for b in flat(page) if b.name.startswith("Label: ")]
    assert len(labels) == 30
    for page in made:
        boxes = [b for b in flat(page) if b.name.startswith(("Value", "Label", "Axis: "))]
        assert all(b.rect.bottom <= 6.47 * 914400 for b in boxes)
        for n, a in enumerate(boxes):
            for b in boxes[n + 1 :]:
                assert are_apart(a, b), (a.name, b.name)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("unit: men", "'losses' has no numbers"),
        ("rows: {Japan: -5}", "'Japan' has a loss below zero"),
        ("rows: {Japan: many}", "is not a quantity"),
        ("rows: {Japan: 5}\n    groups: {Lost: [Japn]}", "'Japn' in 'groups' has no losses here"),
        ("rows: {Japan: 5}\n    data: {Japan: 5}", "'losses' has both 'rows' and 'data'"),
    ],
)
def test_mistakes_are_said_in_a_lecturers_words(tmp_path: Path, keys: str, message: str) -> None:
    _, said = pages(tmp_path, f"  - losses: A\n    {keys}")
    assert any(message in s for s in said), said


@given(st.floats(1e-6, 1e12), st.integers(1, 10))
def test_marks_of_an_axis_are_round_and_few(end: float, most: int) -> None:
    step = step_for(end, most)
    assert end / step <= most * (1 + 1e-6)
    assert f"{step:.0e}"[0] in "125"


def test_places_that_are_no_side_take_no_sides_colour(tmp_path: Path) -> None:
    from podium.diagnostics import Report
    from podium.kinds import load
    from podium.pages.page_pass import lay_out

    path = tmp_path / "x.yaml"
    path.write_text(
        "title: T\nsides: {a: {name: Soviet Union, colour: red}}\n"
        "slides: [{losses: H, rows: {Tauran: 56, Kanchazu: 37}}]\n",
        "utf-8",
    )
    outline = load(path, Report())
    assert outline is not None
    (page,) = [p for p in lay_out(outline, Report()).pages if p.id.startswith("slide-")]
    fills = {getattr(b, "fill", None) for b in _inside(page.boxes)}
    assert not {f for f in fills if isinstance(f, str)} & {"red", "blue", "ochre", "green"}


def _inside(boxes: Any) -> list[Any]:
    return [inner for b in boxes for inner in (_inside(b.boxes) if hasattr(b, "boxes") else [b])]


@pytest.mark.parametrize(
    ("title", "said"),
    [("Dead and wounded", "Dead and wounded, men"), ("Lost Men, Arms", "Lost Men, Arms"), ("Mensa", "Mensa, men")],
)
def test_a_title_says_the_unit_once(slide: Callable[..., Any], title: str, said: str) -> None:
    made = slide(f"losses: A\ntitle: {title}\nunit: men\nrows: {{Japan: 526, Soviet Union: 792}}")
    texts = made.text().splitlines()
    assert said in texts
    assert "men" not in texts


def test_a_unit_of_many_words_takes_two_lines_and_goes_on(slide: Callable[..., Any]) -> None:
    made = slide(f"losses: A\nunit: {'word ' * 200}\nrows: {{Japan: 5, Manchukuo: 7}}")
    assert too_full(made) == []
    assert made.text().count("word") >= 200


def test_an_axis_has_numbers_only_where_a_bar_has_no_value_at_its_end(tmp_path: Path) -> None:
    known = """
  - losses: A
    unit: men
    rows: {Japan: 526, Soviet Union: 792}
"""
    (page,), _ = pages(tmp_path, known)
    assert not [name for name in words(page) if name.startswith("Axis: ")]
    assert "men" in words(page).values()
    open_sum = """
  - losses: A
    unit: men
    rows:
      Japan: {Killed: 526, Wounded: unknown}
      Soviet Union: {Killed: 792, Wounded: 3279}
"""
    (page,), _ = pages(tmp_path, open_sum)
    assert next(text for name, text in words(page).items() if name.startswith("Axis: ")) == "0 men"
