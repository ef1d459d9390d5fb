"""Edits of an outline by whole lines: they do what they say, and no other value and no comment changes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import mutated
from test_fuzz import outlines
from thorough import examples

from podium.editing.edits import Changed, Refused, deleted, duplicated, hidden, moved, replaced, timed
from podium.editing.entries import Lines, lines_at, lists_of, slide_at
from podium.outline import source
from podium.outline.spans import lines_of

ROOT = Path(__file__).parents[2]
WRITTEN = sorted([*(ROOT / "slides_src").glob("*.yaml"), *(ROOT / "tests/pages/golden").glob("*.yaml")])
TALK = dedent("""\
    title: T
    sections:
      - title: One
        slides:

          # About a.
          - points: A   # first
            id: a
            notes: |
              Said.

              More.
            # Below a.

          - points: B
            id: b
      # ---------------------------- Two
      - title: Two
        slides:
          - {points: C, id: c}

          - points: D
    """)


def line_of(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


def at(words: str) -> int:
    return line_of(TALK, words)


def order(text: str) -> list[list[str]]:
    """The headlines by section."""
    tree: Any = source.parse(text, "x")
    return [[next(iter(slide.values())) for slide in section["slides"] or ()] for section in tree["sections"]]


# ----------------------------------------------------------------------------------------------------- moving


def test_a_slide_moves_with_its_comments_and_keeps_the_blank_lines() -> None:
    made = moved(TALK, at("points: A"), at("points: B"))
    assert order(made) == [["B", "A"], ["C", "D"]]
    assert made.splitlines()[3:15] == [
        "    slides:", "", "      - points: B", "        id: b", "", "      # About a.", "      - points: A   # first",
        "        id: a", "        notes: |", "          Said.", "", "          More.",
    ]  # fmt: skip
    assert moved(made, line_of(made, "points: A"), line_of(made, "points: B"), after=False) == TALK


@pytest.mark.parametrize(
    ("slide", "target", "after", "becomes"),
    [
        ("points: D", "points: A", False, [["D", "A", "B"], ["C"]]),
        ("notes:", "points: C", True, [["B"], ["C", "A", "D"]]),
        ("points: B", "title: Two", True, [["A"], ["B", "C", "D"]]),
        ("points: D", "title: Two", False, [["A", "B", "D"], ["C"]]),
        ("points: B", "points: A", True, [["A", "B"], ["C", "D"]]),
    ],
)
def test_a_slide_moves_to_another_place_or_section(
    slide: str, target: str, after: bool, becomes: list[list[str]]
) -> None:
    made = moved(TALK, at(slide), at(target), after)
    assert order(made) == becomes
    assert sorted(made.splitlines()) == sorted(TALK.splitlines())


def test_a_section_without_slides_takes_one() -> None:
    text = TALK.replace("slides:\n      - {points: C, id: c}\n\n      - points: D\n", "short: 2\n")
    assert order(moved(text + "    slides:\n", at("points: B"), line_of(text, "title: Two"))) == [["A"], ["B"]]
    made = moved(text, at("points: B"), line_of(text, "title: Two"))
    assert order(made) == [["A"], ["B"]]


def test_slides_of_another_depth_are_indented_anew() -> None:
    text = "title: T\nslides:\n- points: A\n  notes: |\n    one\n\n    two\n"
    text += "sections:\n- title: S\n  slides:\n  - points: B\n"
    made = moved(text, 3, line_of(text, "points: B"))
    tree: Any = source.parse(made, "x")
    assert [s["points"] for s in tree["sections"][0]["slides"]] == ["B", "A"]
    assert tree["sections"][0]["slides"][1]["notes"] == "one\n\ntwo\n"


def test_what_is_no_slide_is_not_moved() -> None:
    with pytest.raises(Refused, match="no slide of its own"):
        moved(TALK, 1, at("points: A"))
    with pytest.raises(Refused, match="made by podium"):
        moved(TALK, at("points: A"), 1)
    with pytest.raises(Refused, match="mend line 3 first"):
        moved("title: T\nslides: [\n", 2, 2)


def test_an_alias_stays_below_its_anchor() -> None:
    text = "title: T\nslides:\n  - points: A\n    notes: &n Said\n  - points: B\n    notes: *n\n"
    with pytest.raises(Refused):
        moved(text, 5, 3, after=False)


# ------------------------------------------------------------------------- hiding, duplicating, deleting


def test_hiding_adds_a_line_and_showing_takes_back_only_the_word() -> None:
    made = hidden(TALK, at("points: A"), True)
    assert made == TALK.replace("# first\n", "# first\n        hidden: true\n")
    shown = hidden(made, at("points: A"), False)
    assert shown == TALK.replace("# first\n", "# first\n        hidden: false\n")
    assert hidden(shown, at("points: A"), True) == made
    assert hidden(TALK, at("points: C"), True) == TALK.replace("id: c}", "id: c, hidden: true}")
    assert hidden(TALK, at("points: C"), False) == TALK
    with pytest.raises(Refused, match="spare"):
        hidden(TALK.replace("# first\n", "# first\n        spare: true\n"), at("points: A"), False)


def test_a_headline_of_several_lines_is_not_cut_when_a_slide_is_hidden() -> None:
    text = "title: T\nslides:\n  - quote: >-\n      One\n      two\n    by: C\n"
    made: Any = source.parse(hidden(text, 4, True), "x")
    assert made["slides"] == [{"quote": "One two", "hidden": "true", "by": "C"}]


def test_a_duplicate_has_an_id_of_its_own() -> None:
    made = duplicated(TALK, at("points: A"))
    tree: Any = source.parse(made, "x")
    first, second = tree["sections"][0]["slides"][:2]
    assert second == {**first, "id": "a-2"}
    assert made.count("# About a.") == 1
    again: Any = source.parse(duplicated(made, at("points: A")), "x")
    assert [s["id"] for s in again["sections"][0]["slides"]] == ["a", "a-3", "a-2", "b"]
    assert "{points: C, id: c-2}" in duplicated(TALK, at("points: C"))


def test_a_deleted_slide_takes_its_own_comments_along() -> None:
    made = deleted(TALK, at("points: A"))
    assert order(made) == [["B"], ["C", "D"]]
    assert "About a" not in made
    assert "Below a" not in made
    assert "--- Two" in made
    assert order(deleted(made, line_of(made, "points: B"))) == [[], ["C", "D"]]


# ---------------------------------------------------------------------------------------------- the drawer


def test_a_place_opens_its_slide_or_its_key() -> None:
    assert lines_at(TALK, at("Said.") - 1) == Lines(at("About a") - 1, at("Below a"))
    assert lines_at(TALK, 0) == Lines(0, 1)
    assert lines_at(TALK, at("title: Two") - 1) == Lines(at("title: Two") - 1, at("title: Two"))
    assert lines_at("title: [\n a\n", 1) == Lines(0, 2)
    assert lines_at("a: {x: 1,\n  y: 2}\n\nb: 1\n", 1) == Lines(0, 2)


def test_only_the_edited_lines_change() -> None:
    lines = lines_at(TALK, at("points: B") - 1)
    old = "".join(lines_of(TALK)[lines.start : lines.end])
    made, now = replaced(TALK, lines, old, old.replace("B", "Better") + "        reveal: true")
    assert made == TALK.replace("points: B\n        id: b\n", "points: Better\n        id: b\n        reveal: true\n")
    assert now == Lines(lines.start, lines.end + 1)


def test_lines_that_were_pushed_down_are_found() -> None:
    lines = lines_at(TALK, at("points: B") - 1)
    old = "".join(lines_of(TALK)[lines.start : lines.end])
    later = "# above\n" + TALK
    assert replaced(later, lines, old, old.replace("B", "X"))[0] == "# above\n" + TALK.replace("points: B", "points: X")


def test_lines_that_were_changed_meanwhile_are_shown() -> None:
    lines = lines_at(TALK, at("points: B") - 1)
    old = "".join(lines_of(TALK)[lines.start : lines.end])
    with pytest.raises(Changed) as refused:
        replaced(TALK.replace("points: B", "points: Theirs"), lines, old, old.replace("B", "Mine"))
    assert "points: Theirs" in refused.value.now
    with pytest.raises(Changed):  # twice: which of them?
        replaced("# a\n" + "- x\n" * 2, Lines(0, 1), "- x\n", "- y\n")


def test_lines_that_were_emptied_can_be_written_again() -> None:
    lines = lines_at(TALK, at("points: B") - 1)
    old = "".join(lines_of(TALK)[lines.start : lines.end])
    emptied, now = replaced(TALK, lines, old, "")
    assert now == (lines.start, lines.start)
    assert replaced(emptied, now, "", old) == (TALK, lines)
    with pytest.raises(Changed):
        replaced("# a\n", Lines(2, 2), "", old)


def test_line_ends_stay_as_they_are() -> None:
    text = "a: 1\r\nb: 2\r\n"
    assert replaced(text, Lines(1, 2), "b: 2\r\n", "b: 3\nc: 4\n")[0] == "a: 1\r\nb: 3\r\nc: 4\r\n"
    assert replaced("a: 1\nb: 2", Lines(1, 2), "b: 2", "b: 3")[0] == "a: 1\nb: 3"
    windows = TALK.replace("\n", "\r\n")
    assert moved(windows, at("points: A"), at("points: D")).replace("\r\n", "\n") == moved(
        TALK, at("points: A"), at("points: D")
    )


# ---------------------------------------------------------------------------------------------- any outline


def comments(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.splitlines() if line.strip().startswith("#"))


def plain(text: str) -> Any:
    tree: Any = source.parse(text if text.endswith("\n") else text + "\n", "x")
    return tree


def slides_in(tree: Any) -> list[list[Any]]:
    found = [tree["slides"]] if tree.get("slides") else []
    return found + [section["slides"] for section in tree.get("sections") or () if section.get("slides")]


def without_slides(node: Any) -> Any:
    """Everything but the slides."""
    if isinstance(node, dict):
        return {k: without_slides(v) for k, v in node.items() if k != "slides"}
    return [without_slides(v) for v in node] if isinstance(node, list) else node


def tried(text: str, chance: random.Random) -> int:
    """Does each operation on a slide at random, and compares all values and comments. How many were not refused."""
    places = [slide.node.line + 1 for part in lists_of(text) for slide in part.slides]
    if not places:
        return 0
    line, target = chance.choice(places), chance.choice(places)
    found = slide_at(text, line - 1)
    assert found is not None
    own = "".join(lines_of(text)[found[1].lines.start : found[1].lines.end])
    done: list[tuple[str, Callable[[], str]]] = [
        ("move", lambda: moved(text, line, target, chance.random() < 0.5)),
        ("hide", lambda: hidden(text, line, True)),
        ("time", lambda: timed(text, {found[1].path: 7.25})[0]),
        ("duplicate", lambda: duplicated(text, line)),
        ("delete", lambda: deleted(text, line)),
    ]
    count, said = 0, comments(text)
    before: Any = None
    for name, run in done:
        try:
            made = run()
        except Refused:
            continue
        count += 1
        before = before or plain(text)  # not sooner: where all is refused, it may be no YAML
        require_done(name, before, plain(made))
        now = comments(made)
        if name in ("move", "hide", "time"):
            assert now == said
        elif name == "duplicate":
            assert not said - now
            assert not (now - said) - comments(own)
        else:
            assert said - now == comments(own)
    return count


def require_done(name: str, before: Any, after: Any) -> None:
    """All slides but one are what they were, in their order; that one is moved, hidden, timed, twice there, or gone."""
    assert without_slides(before) == without_slides(after)
    was = [repr(slide) for part in slides_in(before) for slide in part]
    now = [repr(slide) for part in slides_in(after) for slide in part]
    less_one = [now[:n] + now[n + 1 :] for n in range(len(now))]
    if name == "move":
        assert Counter(now) == Counter(was)
        assert any(was[:n] + was[n + 1 :] in less_one for n in range(len(was)))
    elif name in ("hide", "time"):
        differ = [(a, b) for a, b in zip(was, now, strict=True) if a != b]
        assert all({"hide": "'hidden': 'true'", "time": "'minutes': '7.25'"}[name] in b for _, b in differ)
        assert len(differ) <= 1
    elif name == "duplicate":
        assert len(now) == len(was) + 1
        assert was in less_one
    else:
        assert any(was[:n] + was[n + 1 :] == now for n in range(len(was)))


@pytest.mark.cases(6)
@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.stem)
def test_nothing_else_changes_in_a_mutated_outline(path: Path) -> None:
    text, chance = path.read_text("utf-8"), random.Random(path.stem)
    wanted = examples(20) if len(text) < 4_000 else 4
    rounds = (tried(mutated(text, chance), chance) > 0 for _ in range(10 * wanted))  # many are no YAML any more
    assert sum(islice(filter(None, rounds), wanted)) == wanted


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(outlines(), st.booleans(), st.integers(2, 6), st.randoms(use_true_random=False))
def test_nothing_else_changes_in_any_outline(
    outline: dict[str, Any], flow: bool, indent: int, chance: random.Random
) -> None:
    style = None if flow else False
    text = yaml.safe_dump(outline, allow_unicode=True, sort_keys=False, indent=indent, default_flow_style=style)
    tried(text, chance)
    tried(mutated(text, chance), chance)


@settings(max_examples=examples(150), deadline=None)
@given(st.text(alphabet="ab#:- \n\r'\"", max_size=60), st.integers(0, 12), st.text(alphabet="xy \n", max_size=20))
def test_saving_lines_changes_no_others(text: str, line: int, new: str) -> None:
    lines = lines_of(text)
    part = lines_at(text, min(line, max(0, len(lines) - 1)))
    old = "".join(lines[part.start : part.end])
    try:
        made, now = replaced(text, part, old, new)
    except Changed:
        assert not old
        return
    assert made.startswith("".join(lines[: part.start]))
    assert made.endswith("".join(lines[part.end :]))
    assert lines_of(made)[: part.start] == lines[: part.start]
    assert "".join(lines_of(made)[now.start : now.end]).split() == new.split()
