"""Where names are defined and used, and the symbols of a text, also of one with mistakes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import mutated

from podium.diagnostics import Report
from podium.kinds import load
from podium.lsp import navigation
from podium.lsp.symbols import symbols_of
from podium.outline import source
from podium.outline.project import Project

ROOT = Path(__file__).parent.parent.parent
OUTLINES = [path.read_text("utf-8") for path in sorted((ROOT / "slides_src").glob("*.yaml"))]


PARTS = {
    "a.yaml": """\
title: A
include: common.yaml
sides: {include: sides.yaml, japan: {name: Japan}}
slides:
  - points: One
    id: one
    side: soviet
    source: [post, "own"]
    items: ["It was so[^post, p. 3], see [two](#two)"]
  - use: b.yaml#two
  - include: parts/maps.yaml
""",
    "b.yaml": """\
title: B
sides: {include: sides.yaml}
sources: {own: {title: A source of B}}
slides:
  - points: Two
    id: two
    side: soviet
    source: own
""",
    "c.yaml": "title: C\nsides: {soviet: {name: Another}}\nslides:\n  - portrait: P\n    side: soviet\n",
    "common.yaml": "sources:\n  post: {title: A post}\n  own: {title: A source}\n",
    "sides.yaml": "soviet: {name: Soviet Union}\n",
    "parts/maps.yaml": "- map: M\n  year: 1939\n  sides: [soviet]\n  source: post\n",
}


@pytest.fixture
def lecture(tmp_path: Path) -> Path:
    """Two outlines that share files, and one that does not."""
    folder = tmp_path / "slides_src"
    (folder / "parts").mkdir(parents=True)
    for name, text in PARTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def found(folder: Path, name: str, words: str) -> navigation.Occurrences | None:
    """The name that begins with what follows `|` in a file."""
    before = PARTS[name][: PARTS[name].index(words.replace("|", "")) + words.index("|")]
    path = folder / name
    return navigation.occurrences(path, before.count("\n"), len(before.rpartition("\n")[2]), Project.of(path))


@pytest.mark.parametrize(
    ("name", "words", "files"),
    [
        ("a.yaml", "side: |soviet", {"a.yaml": 1, "b.yaml": 1, "sides.yaml": 1, "maps.yaml": 1}),
        ("sides.yaml", "|soviet", {"a.yaml": 1, "b.yaml": 1, "sides.yaml": 1, "maps.yaml": 1}),
        ("maps.yaml", "source: |post", {"a.yaml": 2, "common.yaml": 1, "maps.yaml": 1}),
        ("b.yaml", "id: |two", {"a.yaml": 2, "b.yaml": 1}),
        ("c.yaml", "side: |soviet", {"c.yaml": 2}),
    ],
)
def test_a_name_is_found_in_all_files_that_mean_the_same(
    lecture: Path, name: str, words: str, files: dict[str, int]
) -> None:
    name = next(known for known in PARTS if known.endswith(name))
    occurrences = found(lecture, name, words)
    assert occurrences is not None
    assert {file.name: len(uses) for file, uses in occurrences.uses.items()} == files
    for file, uses in occurrences.uses.items():
        rows = file.read_text("utf-8").split("\n")
        assert {rows[line][column : column + n] for line, column, n in uses} == {occurrences.named.name}


def test_a_name_that_is_taken_or_is_none_is_refused(lecture: Path) -> None:
    side = found(lecture, "a.yaml", "side: |soviet")
    assert side is not None
    assert side.defined == ((lecture / "sides.yaml").resolve(), 0, 0)
    assert "already" in navigation.why_not(side, "japan")
    for new in (".", "a.b", "1939", "two words", "red", "include", ""):
        assert navigation.why_not(side, new)
    assert not navigation.why_not(side, "ussr-1")
    source = found(lecture, "a.yaml", "[|post")
    assert source is not None
    assert "already" in navigation.why_not(source, "own")
    assert "something else" in navigation.why_not(source, "none")
    assert found(lecture, "a.yaml", "points: |One") is None


def test_a_definition_is_found_in_another_file(lecture: Path) -> None:
    project = Project.of(lecture / "a.yaml")
    target = navigation.definition(lecture / "a.yaml", 9, 11, project)
    assert target == ((lecture / "b.yaml").resolve(), 5, 8)


@pytest.mark.parametrize(("what", "new"), [("side", "ussr"), ("id", "other-id"), ("source", "forum")])
def test_renaming_there_and_back_changes_nothing(tmp_path: Path, what: str, new: str) -> None:
    tried = 0
    shutil.copytree(ROOT / "slides_src", tmp_path / "slides_src")
    for path in sorted((tmp_path / "slides_src").glob("*.yaml")):
        text = path.read_text("utf-8")
        project = Project.of(path)
        known = navigation._DEFINED[what](source.read(text, "")[0])
        if not known:
            continue
        tried += 1
        line, column = known[0].place[0] - 1, known[0].place[1] - 1
        _rename(path, line, column, project, new)
        assert path.read_text("utf-8") != text
        report = Report()
        load(path, report)
        assert not [str(d) for d in report if d.severity == "error" or d.code.startswith("unknown")]
        _rename(path, line, column, project, known[0].name)
        assert path.read_text("utf-8") == text
    assert tried


def _rename(path: Path, line: int, column: int, project: Project, new: str) -> None:
    occurrences = navigation.occurrences(path, line, column, project)
    assert occurrences is not None
    assert navigation.why_not(occurrences, new) == ""
    for file, uses in occurrences.uses.items():
        rows = file.read_text("utf-8").split("\n")
        for at, start, length in sorted(uses, reverse=True):
            rows[at] = rows[at][:start] + new + rows[at][start + length :]
        file.write_text("\n".join(rows), "utf-8")


@given(st.sampled_from(OUTLINES), st.data())
@settings(max_examples=20, deadline=None)
def test_no_text_and_no_place_is_too_much_for_navigation(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    text = mutated(text, data.draw(st.randoms(use_true_random=False)))
    line = data.draw(st.integers(0, text.count("\n")))
    column = data.draw(st.integers(0, len(text.split("\n")[line])))
    path = tmp_path_factory.mktemp("navigation") / "mutated.yaml"
    path.write_text(text, "utf-8", errors="replace")
    navigation.definition(path, line, column, Project.of(path))
    symbols_of(text)
