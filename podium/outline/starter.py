"""The outline that `podium new` writes: small, and ready to build.

In: what the lecture is about, as far as it is known. Out: its text, with comments that say what goes where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, count, pairwise
from typing import NamedTuple

from podium.outline.quoting import quoted

_COLOURS = ("red", "blue", "ochre", "green", "violet", "grey")


class Lecture(NamedTuple):
    """What a lecture is about. `span` are its first and last year; `sides` are names of parties."""

    title: str = "A lecture"
    author: str = "Your name"
    lang: str = "en"
    theme: str = "atlas"
    minutes: int = 0
    span: tuple[int, int] = (1900, 1920)
    sides: tuple[str, ...] = ("First side", "Second side")
    sections: tuple[str, ...] = ("Background", "What came of it")


def starter(lecture: Lecture) -> str:
    """The text of the outline."""
    minutes = f"minutes: {lecture.minutes}" if lecture.minutes else "# minutes: 45"
    language = f"lang: {lecture.lang}\n" if lecture.lang != "en" else ""
    ids = _ids(lecture.sides)
    sides = "".join(
        f"  {id}: {{name: {quoted(name, flow=True)}, colour: {_COLOURS[n % len(_COLOURS)]}}}\n"
        for n, (id, name) in enumerate(zip(ids, lecture.sides, strict=True))
    )
    others = ", ".join(t for t in ("atlas", "night", "signal", "archive") if t != lecture.theme)
    head = f"""\
# yaml-language-server: $schema=../docs/outline.schema.json
title: {quoted(lecture.title)}
subtitle: One sentence that says what it was about
author: {quoted(lecture.author)}
{language}theme: {lecture.theme:<17} # or {others}
{minutes:<24}# how long you have: check says whether the lecture fits
sides:
{sides}sources:
  book: {{title: A book, author: A. Historian, date: 2001}}
source: book
sections:
"""
    count = len(lecture.sections)
    parts = [
        _section(title, years, ids, n == 0, n == count - 1)
        for n, (title, years) in enumerate(zip(lecture.sections, _shares(lecture.span, count), strict=True))
    ]
    return head + "".join(parts)


def _section(title: str, years: tuple[int, int], sides: Sequence[str], first: bool, last: bool) -> str:
    text = f"""\
  - title: {quoted(title)}
    span: {_year(years[0])}/{_year(years[1])}
    question: What does this section answer?
    slides:
      - points: A headline is a sentence that says something
        when: {_year((years[0] + years[1]) // 2)}
        items:
          - A claim in a few words: One sentence of proof under it.
          - A second claim: Two to four are enough for one slide.
        notes: |
          What you will say, in your own words.
"""
    if first:
        faces = [
            f"          - {{at: {at}, file: {name}.jpg, name: {name.capitalize()} Person, "
            f"life: 1860–1930, side: {side}}}\n"
            for at, name, side in zip(("left", "right"), ("first", "second"), sides, strict=False)
        ]
        text += "      - images: Two people faced each other\n        items:\n" + "".join(faces) if faces else ""
    if last:
        text += """\
      - question: What would you have done?
        items: {Discuss in pairs: Three minutes}
      - summary: Three things to take home
        items:
          - First: It began here.
          - Second: It went on there.
          - Third: It ended so.
"""
    return text


def _shares(span: tuple[int, int], count: int) -> list[tuple[int, int]]:
    """The years of each of so many sections."""
    first, last = span
    edges = [first + round((last - first) * n / count) for n in range(count + 1)]
    return [(a, max(a, b)) for a, b in pairwise(edges)]


def _year(year: int) -> str:
    return f"{year:04}" if year >= 0 else f"{year:05}"


def _ids(names: Sequence[str]) -> list[str]:
    """An id for each side: its name in lower case, or a number where that has no letters of ours."""
    made: list[str] = []
    for name in names:
        plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        numbered = (f"side-{n}" for n in count(len(made) + 1))
        wanted = chain([plain] if re.match(r"[a-z]", plain) else [], numbered)
        made.append(next(id for id in wanted if id not in made))
    return made


STARTER = starter(Lecture())
