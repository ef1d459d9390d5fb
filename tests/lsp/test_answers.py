"""What the language server answers, without the protocol: by place in a text, also in texts with mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import mutated

from podium import kinds
from podium.lsp import navigation
from podium.lsp.completion import Offer, offers_at
from podium.lsp.fixes import fixes
from podium.lsp.hover import explain
from podium.lsp.symbols import symbols_of
from podium.outline import source
from podium.outline.project import Project

ROOT = Path(__file__).parent.parent.parent
OUTLINES = [path.read_text("utf-8") for path in sorted((ROOT / "slides_src").glob("*.yaml"))]
PROJECT = Project.of(ROOT / "slides_src" / "night-sampler.yaml")
HEAD = """title: T
sides:
  soviet: {name: Soviet Union, colour: red}
  japan: {name: Japan}
sources: {post: {title: A post}}
vars: {town: Nomonhan}
slides:
"""


def offers(text: str, project: Project = PROJECT) -> list[Offer]:
    """What is offered at the last `|` of a text below `HEAD`."""
    before, _, after = (HEAD + text).rpartition("|")
    return offers_at(before + after, before.count("\n"), len(before.rpartition("\n")[2]), project)


def labels(text: str, project: Project = PROJECT) -> list[str]:
    return [offer.label for offer in offers(text, project)]


def test_a_slide_begins_with_a_kind_which_brings_its_lines() -> None:
    found = {o.label: o for o in offers("  - |\n")}
    assert set(kinds.names()) | {"include", "use"} == set(found)
    assert found["quote"].snippet
    assert found["quote"].insert.startswith("quote: ${1:The train arrived *on time* all the same.}\n  by: ${2:")
    assert "  - {when: 1931" in found["causes"].insert.replace("\\", "")
    assert labels("  - ti|\n") == labels("  - |\n")


def test_then_only_the_keys_of_that_kind_come_that_are_not_there_yet() -> None:
    keys = labels("  - quote: It said so\n    by: Somebody\n    |\n")
    assert {"context", "aside", "notes", "hidden"} <= set(keys)
    assert not {"by", "quote", "events", "rows"} & set(keys)
    assert {"type", "data"} <= set(labels("  - points: X\n    beside:\n      chart:\n        |\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - timeline: X\n    events:\n      - {date: 1935, |}\n", {"title", "lane", "figure"}),
        ("  - timeline: X\n    events:\n      - date: 1935\n        ti|\n", {"title", "text"}),
        ("  - points: X\n    beside: {|}\n", {"chart", "map", "image"}),
        ("  - points: X\n    beside: {map: {ye|\n", {"year", "territories"}),
        ("  - compare: X\n    columns:\n      - |\n", {"title", "side", "figure", "block"}),
        ("  - map: X\n    arrows: [{from: Harbin, |", {"via", "to", "number"}),
        ("  - images: X\n    items:\n      - {|}\n", {"file", "caption", "at"}),
        ("  - map: X\n    territories: east-asia-1931-1941\n    fill: {|}\n", {"soviet", "soviet pale", "green"}),
    ],
)
def test_keys_also_between_braces_and_in_lists(text: str, expected: set[str]) -> None:
    assert expected <= set(labels(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - timeline: X\n    form: |\n", {"row", "lanes"}),
        ("  - points: X\n    hidden: |\n", {"true", "false"}),
        ("  - portrait: X\n    side: |\n", {"soviet", "japan"}),
        ("  - portrait: X\n    side: so|\n    name: Y\n", {"soviet", "japan"}),
        ("  - points: X\n    source: |\n", {"post", "none", "always"}),
        ("  - points: X\n    source: [|]\n", {"post"}),
        ("  - points: See ${|}\n", {"town"}),
        ("  - points: So it was[^|]\n", {"post"}),
        ("  - points: X\n    id: first\n  - points: See [it](#|)\n", {"first"}),
        ("  - map: X\n    territories: |\n", {"east-asia-1931-1941"}),
        ("  - map: X\n    territories: east-asia-1931-1941\n    fill: {soviet: [|]}\n", {"mongolia", "manchukuo"}),
        ("  - map: X\n    steps: [Crossing]\n    arrows:\n      - {from: Harbin, step: |}\n", {"Crossing"}),
        ("  - map: X\n    cities: [Mukd|]\n", {"Mukden"}),
        ("  - chart: X\n    data: {Japan: {Killed: 1}}\n    highlight: |\n", {"Japan", "Killed"}),
    ],
)
def test_values(text: str, expected: set[str]) -> None:
    assert expected <= set(labels(text))


def test_files_and_columns_of_the_project(tmp_path: Path) -> None:
    for name in ("slides_src/dead.csv", "slides_src/parts/maps.yaml", "images/old/zhukov.jpg", "media/speech.mp3"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Year,Japan,Soviet Union\n1938,1,2\n", "utf-8")
    project = Project.of(tmp_path / "slides_src" / "a.yaml")
    assert labels("  - image: X\n    file: |\n", project) == ["old/zhukov.jpg"]
    assert labels("  - media: X\n    file: |\n", project) == ["speech.mp3"]
    assert labels("  - chart: X\n    file: |\n", project) == ["dead.csv"]
    assert labels("  - include: |\n", project) == ["parts/maps.yaml"]
    assert labels("  - chart: X\n    file: dead.csv\n    only: [|]\n", project) == ["Japan", "Soviet Union"]


def test_nothing_is_offered_in_a_comment_or_in_notes() -> None:
    assert labels("  - points: X\n    # |\n") == []
    assert labels("  - points: X\n    notes: |\n      Some words |\n") == []


def test_kinds_and_keys_are_explained() -> None:
    text = HEAD + "  - quote: It said so\n    by: Somebody\n    side: japan\n"
    said = explain(text, 7, 5, PROJECT)
    assert said is not None
    assert "**quote**: a quotation" in said.text
    assert "```yaml" in said.text
    assert explain(text, 8, 5, PROJECT).text == "**by**: who said it"  # type: ignore[union-attr]
    assert explain(text, 9, 12, PROJECT).text == "**japan**: Japan"  # type: ignore[union-attr]


def test_a_definition_is_found_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "slides_src").mkdir()
    other = tmp_path / "slides_src" / "other.yaml"
    other.write_text("title: T\nslides:\n  - points: X\n    id: one\n", "utf-8")
    project = Project.of(tmp_path / "slides_src" / "a.yaml")
    found = navigation.definition("slides:\n  - use: other.yaml#one\n", 1, 12, project)
    assert found == (other, 3, 8)


def test_quick_fixes_put_what_is_right_in_place_of_the_word() -> None:
    text = HEAD + "  - points: X\n    itmes: [One]\n"
    fix, *_ = fixes(text, 8, 4, "unknown-key", "did you mean 'items'?", False)
    assert (fix.line, fix.column, fix.length, fix.text) == (8, 4, 5, "items")
    (ignore,) = fixes(text, 8, 4, "monotony", "", True)
    assert ignore.text == "    # podium: ignore monotony\n"


@pytest.mark.parametrize(("what", "new"), [("side", "ussr"), ("id", "other-id"), ("source", "forum")])
def test_renaming_there_and_back_changes_nothing(what: str, new: str) -> None:
    for text in OUTLINES:
        named = next((n for n in navigation._uses(text) if n.what == what), None)
        if named is None:
            continue
        renamed = _renamed(text, navigation.uses(text, named), new)
        assert renamed != text
        _, errors = source.read(renamed, "")
        assert not errors
        again = next(n for n in navigation._uses(renamed) if n.what == what and n.name == new)
        assert _renamed(renamed, navigation.uses(renamed, again), named.name) == text


def _renamed(text: str, uses: list[navigation.Use], new: str) -> str:
    rows = text.split("\n")
    for line, column, length in sorted(uses, reverse=True):
        rows[line] = rows[line][:column] + new + rows[line][column + length :]
    return "\n".join(rows)


@given(st.sampled_from(OUTLINES), st.data())
@settings(max_examples=60, deadline=None)
def test_no_text_and_no_place_is_too_much(text: str, data: st.DataObject) -> None:
    text = mutated(text, data.draw(st.randoms(use_true_random=False)))
    rows = text.split("\n")
    line = data.draw(st.integers(0, len(rows)))
    column = data.draw(st.integers(0, len(rows[line]) if line < len(rows) else 3))
    offers_at(text, line, column, PROJECT)
    explain(text, line, column, PROJECT)
    navigation.definition(text, line, column, PROJECT)
    symbols_of(text)
    list(fixes(text, line, column, "unknown-key", "did you mean 'items'?", True))
