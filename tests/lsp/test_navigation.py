"""Where names are defined and used, and the symbols of a text, also of one with mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import mutated

from podium.lsp import navigation
from podium.lsp.symbols import symbols_of
from podium.outline import source
from podium.outline.project import Project

ROOT = Path(__file__).parent.parent.parent
OUTLINES = [path.read_text("utf-8") for path in sorted((ROOT / "slides_src").glob("*.yaml"))]
PROJECT = Project.of(ROOT / "slides_src" / "night-sampler.yaml")


def test_a_definition_is_found_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "slides_src").mkdir()
    other = tmp_path / "slides_src" / "other.yaml"
    other.write_text("title: T\nslides:\n  - points: X\n    id: one\n", "utf-8")
    project = Project.of(tmp_path / "slides_src" / "a.yaml")
    found = navigation.definition("slides:\n  - use: other.yaml#one\n", 1, 12, project)
    assert found == (other, 3, 8)


@pytest.mark.parametrize(("what", "new"), [("side", "ussr"), ("id", "other-id"), ("source", "forum")])
def test_renaming_there_and_back_changes_nothing(what: str, new: str) -> None:
    tried = 0
    for text in OUTLINES:
        named = next((n for n in navigation._uses(text) if n.what == what), None)
        if named is None:
            continue
        tried += 1
        renamed = _renamed(text, navigation.uses(text, named), new)
        assert renamed != text
        _, errors = source.read(renamed, "")
        assert not errors
        again = next(n for n in navigation._uses(renamed) if n.what == what and n.name == new)
        assert _renamed(renamed, navigation.uses(renamed, again), named.name) == text
    assert tried


def _renamed(text: str, uses: list[navigation.Use], new: str) -> str:
    rows = text.split("\n")
    for line, column, length in sorted(uses, reverse=True):
        rows[line] = rows[line][:column] + new + rows[line][column + length :]
    return "\n".join(rows)


@given(st.sampled_from(OUTLINES), st.data())
@settings(max_examples=20, deadline=None)
def test_no_text_and_no_place_is_too_much_for_navigation(text: str, data: st.DataObject) -> None:
    text = mutated(text, data.draw(st.randoms(use_true_random=False)))
    line = data.draw(st.integers(0, text.count("\n")))
    column = data.draw(st.integers(0, len(text.split("\n")[line])))
    navigation.definition(text, line, column, PROJECT)
    symbols_of(text)
