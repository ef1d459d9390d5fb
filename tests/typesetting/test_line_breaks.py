"""Written line breaks in titles and headlines are line breaks on the slide, and blanks where a line is all there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from talk import boxes_of

from podium.scene.boxes import Text

OUTLINE = """
title: |
  One title
  in two lines
subtitle: |
  Eine Zeile
  and another
sections:
  - title: |
      Part
      one
    slides:
      - points: |
          First line
          second line
        items: [a]
      - question: |
          Who won?
          And why?
      - quote: |
          Roses are red
          violets are blue
        by: Poet
"""


def text_of(made: Any, page: int, name: str) -> str:
    return next(p.text for b in made.pages[page].boxes if isinstance(b, Text) and b.name == name for p in b.paragraphs)


def test_titles_keep_their_lines(lecture: Callable[..., Any]) -> None:
    made = lecture(OUTLINE)
    assert text_of(made, 0, "Title") == "One title\vin two lines"
    assert text_of(made, 0, "Subtitle") == "Eine Zeile\vand another"
    texts = ["\v".join(p.text for p in b.paragraphs) for page in made.pages for b in page.boxes if isinstance(b, Text)]
    for broken in ("Part\vone", "First line\vsecond line", "Who won?\vAnd why?", "Roses are red\vviolets are blue"):
        assert broken in texts, texts


def test_authors_and_captions_keep_their_lines(lecture: Callable[..., Any]) -> None:
    made = lecture(
        'title: T\nauthor: "Anna Meier\\nBernd Schulz"\ncover: {caption: "One\\ntwo"}\nslides:\n'
        '  - images: A\n    items: [{file: none.png, short: Pu Yi, caption: "Three\\nfour"}, '
        '{quote: {text: q, by: "w\\nx"}}]\n'
    )
    texts = {p.text for page in made.pages for b in boxes_of(page) if isinstance(b, Text) for p in b.paragraphs}
    assert {"Anna Meier\vBernd Schulz", "One\vtwo", "Three\vfour", "w\vx"} <= texts
    assert made.scene.author == "Anna Meier Bernd Schulz"


def test_where_there_is_one_line_they_are_blanks(lecture: Callable[..., Any]) -> None:
    made = lecture(OUTLINE)
    assert made.scene.title == "One title in two lines"
    assert made.scene.sections == ["Part one"]
    assert "First line second line" in [p.title for p in made.pages]
    assert any(
        "Part one" in p.text for page in made.pages for b in page.boxes if isinstance(b, Text) for p in b.paragraphs
    )


def test_source_foot_and_date_of_a_question_are_shown(lecture: Callable[..., Any]) -> None:
    made = lecture(
        "title: T\nsources: {post: {title: A post}}\nsource: [post, always]\nslides:\n  - question: Why?\n    foot: afoot\n    when: 1939\n"  # noqa: E501
    )
    (source,) = [b for b in made.pages[-2].boxes if b.name == "Source"]
    assert source.paragraphs[0].text == "Source: A post · afoot"
    (section,) = [b for b in made.pages[-2].boxes if b.name == "Section"]
    assert section.paragraphs[0].text == "1939"
    assert {r.colour for p in source.paragraphs for r in p.runs} == {"on"}
