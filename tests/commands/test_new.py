"""`podium new`: outlines that build, whatever is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

from podium import themes
from podium.commands.new import command
from podium.outline.starter import Lecture, starter
from podium.pipeline import scene_of

Run = Callable[..., Result]
NAMES = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=30), max_size=6, unique=True)


def test_options_say_what_the_lecture_is_about(tmp_path: Path, podium: Run) -> None:
    path = tmp_path / "slides_src" / "peace.yaml"
    options = {
        "title": "The Peace: 1648", "author": "A. Historian", "lang": "de", "theme": "archive", "minutes": "45",
        "span": "1618/1648", "sides": "Emperor, Sweden, France", "sections": "War, Talks, Peace",
    }  # fmt: skip
    result = podium("new", str(path), *(part for key, value in options.items() for part in (f"--{key}", value)))
    assert result.exit_code == 0, result.output
    report, scene = scene_of(path)
    assert not report.failed, list(report)
    assert scene is not None
    assert (scene.title, scene.lang, scene.minutes) == ("The Peace: 1648", "de", 45)
    assert list(scene.sections) == ["War", "Talks", "Peace"]
    text = path.read_text("utf-8")
    assert "span: 1618/1628" in text
    assert "sweden: {name: Sweden, colour: blue}" in text


def test_it_asks_for_what_is_not_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answers = "\n".join(["", "Me", "", "night", "40", "1904-1942", "1904/1942", "Japan, Russia", ""]) + "\n"
    result = CliRunner().invoke(command, ["war.yaml", "--ask"], input=answers)
    assert result.exit_code == 0, result.output
    assert "'1904-1942' is no span of years" in result.output
    text = Path("war.yaml").read_text("utf-8")
    for part in ("title: War", "author: Me", "theme: night", "minutes: 40", "japan: {name: Japan"):
        assert part in text


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--theme", "nigth", "did you mean 'night'?"),
        ("--lang", "no such", "is no language"),
        ("--span", "1942/1904", "1942 is after 1904"),
        ("--sides", "a,b,c,d,e,f,g", "there can be six"),
        ("--minutes", "0", "0 is not in the range"),
        ("--minutes", "601", "601 is not in the range 1<=x<=600"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    tmp_path: Path, podium: Run, option: str, value: str, said: str
) -> None:
    result = podium("new", str(tmp_path / "a.yaml"), option, value)
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "a.yaml").exists()


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=40),
    NAMES, NAMES.filter(bool), st.sampled_from(themes.names()), st.integers(-500, 2000), st.integers(0, 300),
)  # fmt: skip
@example("T", ["Null"], ["null"], "atlas", 1900, 20)
@example("T", ["Side 2", "Сторона"], ["a\nb"], "atlas", 1900, 20)
@settings(max_examples=25, deadline=None)
def test_every_starter_is_an_outline_without_errors(
    tmp_path_factory: pytest.TempPathFactory,
    title: str,
    sides: list[str],
    sections: list[str],
    theme: str,
    first: int,
    length: int,
) -> None:
    path = tmp_path_factory.mktemp("new") / "a.yaml"
    clean = [tuple(name.strip() for name in names if name.strip()) for names in (sides, sections)]
    lecture = Lecture(title.strip() or "T", theme=theme, span=(first, first + length), sides=clean[0])
    path.write_text(starter(lecture._replace(sections=clean[1] or ("One",))), "utf-8")
    report, scene = scene_of(path)
    assert not report.failed, list(report)
    assert scene is not None
