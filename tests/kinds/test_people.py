"""people: faces in a row, family trees, chains of command."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from PIL import Image
from talk import box, boxes_of, text_of, too_full

from podium.scene.boxes import Connector, Group, Picture, Text
from podium.scene.units import Rect, inches

Make = Callable[..., Any]

FAMILY = """
people: H
items:
  - {name: Alexander, with: Maria}
  - {name: Maria}
  - {name: Nicholas, of: [Alexander, Maria]}
  - {name: Xenia, of: Alexander}
  - {name: Olga, of: Nicholas}
"""


def places(page: Any) -> dict[str, Rect]:
    return {b.name: b.rect for b in page.boxes if isinstance(b, Group)}


def crowd(count: int, levels: int = 1, width: int = 2) -> str:
    lines = ["  - {name: Person 0, role: the first of all}"]
    for n in range(1, count):
        above = 0 if levels == 1 else (n - 1) // width
        lines.append(f"  - {{name: Person {n}, role: some role, of: Person {above}}}")
    return "people: H\nitems:\n" + "\n".join(lines)


def test_faces_have_frames_of_one_size_with_or_without_a_picture(slide: Make, tmp_path: Any) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (900, 600)).save(tmp_path / "images" / "wide.png")
    Image.new("RGB", (600, 900)).save(tmp_path / "images" / "tall.png")
    page = slide("people: H\nitems: [{name: A, file: wide.png}, {name: B, file: tall.png}, {name: C}]").slides()[0]
    shown = [b for b in boxes_of(page) if b.name in ("Picture: A", "Picture: B", "Picture: C")]
    assert len({(b.rect.w, b.rect.h, b.rect.y) for b in shown}) == 1
    wide = next(b for b in shown if isinstance(b, Picture))
    assert wide.crop[0] == pytest.approx(wide.crop[2])
    assert wide.crop[0] > 0


def test_the_focus_of_a_face_stays_in_its_frame(slide: Make, tmp_path: Any) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (900, 600)).save(tmp_path / "images" / "a.png")
    page = slide("people: H\nitems: [{name: A, file: a.png, focus: [0.9, 0.5]}, {name: B}, {name: C}]").slides()[0]
    left, _, right, _ = box(page, "Picture: A").crop
    assert left > right


def test_a_panorama_is_shown_whole_and_not_cut_to_a_sliver(slide: Make, tmp_path: Any) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (3000, 600)).save(tmp_path / "images" / "a.png")
    page = slide("people: H\nitems: [{name: A, file: a.png}, {name: B}, {name: C}]").slides()[0]
    assert box(page, "Picture: A").crop == (0.0, 0.0, 0.0, 0.0)


def test_parents_stand_side_by_side_over_their_children(slide: Make) -> None:
    found = places(slide(FAMILY).slides()[0])
    assert found["Alexander"].y == found["Maria"].y
    assert found["Nicholas"].y == found["Xenia"].y > found["Maria"].bottom
    assert found["Olga"].y > found["Nicholas"].bottom


def test_lines_are_glued_to_boxes_that_are_there_and_begin_at_them(slide: Make) -> None:
    page = slide(FAMILY).slides()[0]
    keys = {b.key: b.rect for b in boxes_of(page) if b.key}
    lines = [b for b in boxes_of(page) if isinstance(b, Connector)]
    assert {line.alt for line in lines} >= {"Alexander – Maria", "Alexander – Maria → Xenia", "Nicholas → Olga"}
    for line in lines:
        for key, _ in (line.start, line.end):
            whole = keys[key]
            assert whole.x - 1 <= line.rect.right
            assert line.rect.x <= whole.right + 1
            assert whole.y - 1 <= line.rect.bottom
            assert line.rect.y <= whole.bottom + 1


def test_powerpoint_finds_the_lines_glued_and_running_downwards(deck: Make) -> None:
    made = deck("title: T\nslides:\n  - " + FAMILY.strip().replace("\n", "\n    "))
    lines = [s for s in made.presentation().slides[1].shapes if s.shape_type is not None and "→" in s.name]
    assert lines
    for line in lines:
        properties = line._element.nvCxnSpPr.cNvCxnSpPr
        assert properties.stCxn is not None
        assert properties.endCxn is not None
    slanted = next(line for line in lines if "Xenia" in line.name)
    assert slanted._element.spPr.xfrm.get("rot") == "16200000"


def test_a_spouse_who_is_named_at_either_end_stands_beside(slide: Make) -> None:
    text = "people: H\nitems: [{name: A}, {name: B, of: A}, {name: C, with: B}]"
    found = places(slide(text).slides()[0])
    assert found["B"].y == found["C"].y > found["A"].y


def test_a_name_may_be_shortened_where_it_is_unique(slide: Make) -> None:
    made = slide("people: H\nitems: [{name: Georgy Zhukov}, {name: B, of: Zhukov}]")
    assert made.messages == []


@pytest.mark.parametrize(
    ("items", "message", "line"),
    [
        ("[{name: Zhukov}, {name: B, of: Zhukow}]", "there is no person 'Zhukow'; did you mean 'Zhukov'?", 6),
        ("[{name: A}, {name: A}]", "two persons are called 'A'", 6),
        ("[{name: A, of: B}, {name: B, of: A}]", "would stand below themselves", 6),
        ("[{name: A, of: A}]", "'A' cannot stand below themselves", 6),
        ("[{role: King}]", "a person needs a name", 6),
        ("[{name: A, of: [B, C, D]}, B, C, D]", "'A' is below 3 persons", 6),
        ("[{name: A, with: [B, C, D]}, B, C, D]", "'A' has 3 partners", 6),
        ("[{name: A, with: B}, {name: B, of: A}]", "would stand below themselves", 6),
    ],
)
def test_a_contradiction_is_a_mistake_with_its_place(slide: Make, items: str, message: str, line: int) -> None:
    made = slide(f"people: H\nitems: {items}")
    assert made.scene is None
    assert any(message in m and f":{line}:" in m for m in made.messages), made.messages


def test_a_spouse_with_parents_of_their_own_is_told(slide: Make) -> None:
    made = slide("people: H\nitems: [A, B, {name: C, of: A}, {name: D, of: B, with: C}]")
    assert any("the line to their own parents is not drawn" in m for m in made.messages)


@pytest.mark.parametrize(("count", "levels", "width"), [(16, 4, 2), (16, 4, 3), (9, 9, 1), (60, 1, 1), (40, 3, 5)])
def test_a_tree_of_any_shape_is_complete_readable_and_without_overlap(
    slide: Make, count: int, levels: int, width: int
) -> None:
    made = slide(crowd(count, levels, width))
    assert not too_full(made)
    pages = made.slides()
    for n in range(count):
        assert any(f"Person {n}" in places(page) for page in pages)
    for page in pages:
        assert all(
            a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y
            for a, b in combinations(places(page).values(), 2)
        )
        sizes = [
            r.size
            for b in boxes_of(page)
            if isinstance(b, Text) and b.name.startswith("Words")
            for p in b.paragraphs
            for r in p.runs
        ]
        assert min(sizes, default=16) >= 16
    assert len(pages) == 1 or any("this tree takes" in m for m in made.messages)


def test_sixteen_in_four_levels_stand_on_one_slide(slide: Make) -> None:
    assert len(slide(crowd(15, 4, 2) + "\n  - {name: Person 15, of: Person 14}").slides()) == 1


def test_a_tree_appears_level_by_level_with_its_lines(slide: Make) -> None:
    page = slide(FAMILY + "reveal: true").slides()[0]
    steps = {b.name: b.step for b in page.boxes if isinstance(b, (Group, Connector))}
    assert [steps[name] for name in ("Alexander", "Maria", "Nicholas", "Xenia", "Olga")] == [1, 1, 2, 2, 3]
    assert steps["Nicholas → Olga"] == 3


def test_no_word_of_an_endless_role_is_lost(slide: Make) -> None:
    role = " ".join(f"word{n}" for n in range(400))
    made = slide(f"people: H\nitems: [{{name: A, role: {role}}}, {{name: B, of: A}}]")
    text = " ".join(text_of(page) for page in made.slides())
    assert all(f"word{n}" in text for n in (0, 199, 399))
    assert not too_full(made)


def test_a_small_tree_fills_the_width_in_large_type(slide: Make) -> None:
    """Two pairs of long names: their pictures stand beside the words."""
    page = slide(
        "people: H\nitems:\n"
        "  - {name: Josef Stalin, life: 1878–1953, role: Generalsekretär der Partei}\n"
        "  - {name: Wjatscheslaw Molotow, life: 1890–1986, role: Volkskommissar für Äußeres, file: a.jpg, of: Stalin}\n"
        "  - {name: Adolf Hitler, life: 1889–1945, role: Reichskanzler}\n"
        "  - {name: Joachim von Ribbentrop, life: 1893–1946, role: Reichsaußenminister, file: b.jpg, of: Hitler}\n"
    ).slides()[0]
    cards = [b.rect for b in boxes_of(page) if b.name.startswith("Box: ")]
    assert max(r.right for r in cards) - min(r.x for r in cards) > inches(11)
    names = [b for b in boxes_of(page) if b.name.startswith("Words: ")]
    assert all(b.paragraphs[0].runs[0].size >= 22 for b in names)
