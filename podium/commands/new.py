"""new: a small outline to start from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from podium import PodiumError, console

if TYPE_CHECKING:
    from podium.outline.starter import Lecture


class _Minutes(click.ParamType):
    """Minutes, from `least` to the most that an outline takes."""

    name = "MINUTES"

    def __init__(self, least: int) -> None:
        self._least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        from podium.outline.fields import MOST_MINUTES

        return int(click.IntRange(self._least, MOST_MINUTES).convert(value, param, ctx))


class _Span(click.ParamType):
    """A span of years, `1904/1942`."""

    name = "FROM/TO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        first, _, last = str(value).partition("/")
        try:
            years = int(first), int(last)
        except ValueError:
            self.fail(f"'{value}' is no span of years; write it as 1904/1942", param, ctx)
        if years[0] > years[1]:
            self.fail(f"{years[0]} is after {years[1]}", param, ctx)
        return years


class _Listed(click.ParamType):
    """Names with commas between them."""

    name = "NAME, NAME …"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        found = tuple(dict.fromkeys(part.strip() for part in str(value).split(",") if part.strip()))
        if len(found) > 6:
            self.fail(f"{len(found)} names; there can be six", param, ctx)
        return found


@click.command(
    epilog="""\b
Examples:
  python generate.py new slides_src/turkish-independence.yaml
  python generate.py new slides_src/peace.yaml --title "The Peace of 1648" --span 1618/1648 --sides "Emperor, Sweden"
"""
)
@click.argument("outline", type=click.Path(path_type=Path))
@click.option("--title", help="The title; default: the name of the file.")
@click.option("--author", help="Who gives the lecture.")
@click.option("--lang", help="The language of the slides: en, de, fr …")
@click.option("--theme", help="atlas, night, signal or archive.")
@click.option("--minutes", type=_Minutes(1), help="How long you have.")
@click.option("--span", type=_Span(), help="The years of the lecture: 1904/1942.")
@click.option("--sides", type=_Listed(), help="The parties, with commas between them.")
@click.option("--sections", type=_Listed(), help="The titles of the sections, with commas between them.")
@click.option("--ask", is_flag=True, help="Ask for what no option says; so it does in a terminal without any option.")
def command(outline: Path, ask: bool, **given: Any) -> None:
    """Write a small OUTLINE to start from; an existing file is never overwritten.

    In a terminal it asks what the lecture is about; Enter takes what is proposed.
    """
    from podium.outline.starter import Lecture, starter

    if outline.exists():
        raise PodiumError(f"{outline}: already exists", 2)
    known = {key: value for key, value in given.items() if value not in (None, ())}
    name = "".join(c for c in outline.stem if c.isprintable()).replace("-", " ").replace("_", " ").strip()
    lecture = Lecture(title=name.capitalize() or "A lecture")._replace(**known)
    _check(lecture)
    if ask or (not known and sys.stdin.isatty()):
        lecture = _asked(lecture, known)
    try:
        outline.parent.mkdir(parents=True, exist_ok=True)
        with outline.open("xb") as file:
            file.write(starter(lecture).encode())
    except FileExistsError:
        raise PodiumError(f"{outline}: already exists", 2) from None
    except OSError as e:
        raise PodiumError(f"{outline}: cannot be written: {e.strerror or e}") from None
    console.tell(f"{outline}: written; build it with: {console.called()} build {outline}")


def _check(lecture: Lecture) -> None:
    from podium import themes
    from podium.diagnostics import did_you_mean
    from podium.outline.fields import is_language

    if lecture.theme not in themes.names():
        hint = did_you_mean(lecture.theme, themes.names())
        raise click.UsageError(f"there is no theme '{lecture.theme}'; {hint}")
    if not is_language(lecture.lang):
        raise click.UsageError(f"'{lecture.lang}' is no language; write a tag such as en, de or pt-BR")


def _asked(lecture: Lecture, known: dict[str, Any]) -> Lecture:
    """The lecture with what is answered."""
    from podium import themes

    choices: dict[str, Any] = {
        "theme": click.Choice(themes.names()), "minutes": _Minutes(0), "span": _Span(), "sides": _Listed(),
        "sections": _Listed(),
    }  # fmt: skip
    questions = {
        "title": "Title", "author": "Author", "lang": "Language of the slides", "theme": "Theme",
        "minutes": "Minutes (0: not known yet)", "span": "Years", "sides": "Parties", "sections": "Sections",
    }  # fmt: skip
    for key, question in questions.items():
        if key in known:
            continue
        value = getattr(lecture, key)
        default = f"{value[0]}/{value[1]}" if key == "span" else ", ".join(value) if isinstance(value, tuple) else value
        answer: dict[str, Any] = {key: click.prompt(question, default=default, type=choices.get(key))}
        lecture = lecture._replace(**answer)
        _check(lecture)
    return lecture
