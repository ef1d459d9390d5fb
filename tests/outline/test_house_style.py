"""`format`: keys and blank lines in house order; whatever was written, no value and no comment is lost."""

from __future__ import annotations

import random
import re
from collections import Counter
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

from podium.kinds import names
from podium.outline import source
from podium.outline.house_style import Refused, in_house_style

ROOT = Path(__file__).parents[2]
KINDS = frozenset(names())
WRITTEN = sorted([*(ROOT / "slides_src").glob("*.yaml"), *(ROOT / "tests/pages/golden").glob("*.yaml")])


def styled(text: str) -> str:
    return in_house_style(text, "x.yaml", KINDS)


def talk(text: str) -> str:
    return dedent(text).lstrip("\n")


@pytest.mark.parametrize("name", ["soviet-japanese-border-war", "night-sampler"])
def test_the_shipped_outlines_are_in_house_style(name: str) -> None:
    text = (ROOT / "slides_src" / f"{name}.yaml").read_text("utf-8")
    assert styled(text) == text


def test_keys_move_with_their_comments_and_slides_are_set_apart() -> None:
    before = talk("""
        # A talk.
        slides:
          # Opening.
          - points: A
            notes: |
              Said.

              More.
            # Shown once.
            items: [a]   # one
            id: first


          - quote: B
            by: C
        # Who speaks
        author: X
        title: T
        """)
    assert styled(before) == talk("""
        # A talk.
        title: T
        # Who speaks
        author: X

        slides:
          # Opening.
          - points: A
            id: first
            # Shown once.
            items: [a]   # one
            notes: |
              Said.

              More.

          - quote: B
            by: C
        """)


def test_the_kind_takes_the_dash() -> None:
    before = "title: T\n\nslides:\n  - id: a\n    when: 1939\n    points: A\n    items: [x]\n"
    assert styled(before) == "title: T\n\nslides:\n  - points: A\n    id: a\n    when: 1939\n    items: [x]\n"


def test_the_title_of_a_section_comes_first() -> None:
    head = "title: T\n\nsections:\n  - &s\n"
    before = f"{head}    span: 1905\n    # its title\n    title: S\n  - span: 1906\n    title: Z\n"
    assert styled(before) == f"{head}    # its title\n    title: S\n    span: 1905\n\n  - title: Z\n    span: 1906\n"


def test_what_a_kind_adds_stays_in_the_lecturers_order() -> None:
    text = "title: T\n\nslides:\n  - chart: A\n    unit: men\n    type: bar\n    data: {a: 1}\n"
    assert styled(text) == text


def test_comments_of_the_next_slide_stay_with_it() -> None:
    text = talk("""
        title: T
        slides:

          - points: A
            notes: n
            id: a
            # hidden: true

          # ---- next
          - points: B
        """)
    after = styled(text)
    assert after.index("# hidden") > after.index("notes: n") > after.index("id: a")
    assert "\n\n  # ---- next\n  - points: B\n" in after


def test_blank_lines_that_belong_to_a_text_stay() -> None:
    text = "title: T\n\nslides:\n  - points: A\n    notes: |+\n      x\n\n\n\n    id: a\n"
    assert styled(text) == "title: T\n\nslides:\n  - points: A\n    id: a\n    notes: |+\n      x\n\n\n\n"


def test_an_alias_stays_below_its_anchor() -> None:
    text = "sides: {a: &x {name: A}}\nauthor: *x\ntitle: T\nslides: []\n"
    assert styled(text) == text


def test_a_list_of_slides_or_sections_is_styled_too() -> None:
    slides = "- points: A\n  notes: n\n  items: [x]\n- use: a.yaml#b\n  points: New\n  id: c\n"
    assert styled(slides) == (
        "- points: A\n  items: [x]\n  notes: n\n\n- use: a.yaml#b\n  id: c\n  points: New\n"
    )
    body = "  slides:\n    - points: A\n      id: b\n      items: [x]\n"
    sections = f"- {body[2:]}  title: S\n- include: a.yaml\n  title: New\n"
    assert styled(sections) == f"- title: S\n{body}\n- include: a.yaml\n  title: New\n"


def test_a_list_in_a_list_leaves_the_others_their_order() -> None:
    made = styled("title: T\nslides:\n  -\n    - a\n  - points: B\n    items: [a]\n    id: b\n")
    assert made == "title: T\n\nslides:\n  -\n    - a\n\n  - points: B\n    id: b\n    items: [a]\n"


def test_line_ends_and_a_missing_last_one_are_kept() -> None:
    assert styled("author: A\r\ntitle: T\r\nslides: []") == "title: T\r\nauthor: A\r\nslides: []\r\n"


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("title: A: b\nslides: []\n", "': '", 1),
        ("title: A\ntitle: B\n", "twice", 2),
        ("only words\n", "no outline", 0),
        ("", "no outline", 0),
    ],
)
def test_a_file_with_mistakes_is_refused(text: str, why: str, line: int) -> None:
    with pytest.raises(Refused, match=re.escape(why)) as refused:
        styled(text)
    assert [mistake.span.line for mistake in refused.value.mistakes] == ([line] if line else [])


# ------------------------------------------------------------------------------------------------- any outline


def comments(text: str) -> Counter[str]:
    """Every comment, with what stands before it on its line: a plain reading of the text, for texts without '#'."""
    return Counter(line[line.index("#") :] for line in text.split("\n") if "#" in line)


def unordered(node: Any, depth: int = 0) -> Any:
    """The values below, without the order of the keys of deck, sections and slides."""
    if isinstance(node, dict):
        pairs = [(k, unordered(v, depth + 1)) for k, v in node.items()]
        return sorted(pairs, key=lambda p: p[0]) if depth in (0, 2, 4) else pairs
    return [unordered(v, depth + 1) for v in node] if isinstance(node, list) else node


def require_kept(text: str) -> bool:
    """Formats a text; asserts that nothing is lost. False if it was left alone."""
    try:
        after = styled(text)
    except Refused:
        return False
    written = text if text.endswith("\n") else text + "\n"
    assert unordered(source.parse(after, "x")) == unordered(source.parse(written, "x"))
    assert comments(after) == comments(text)
    assert styled(after) == after
    return True


ODD = {
    "flow over lines": (
        'slides: [\n  {points: A, items: [a,\n    b], # c1\n    notes: "x"}, # c2\n'
        '  {quote: B,\n   by: C}\n]\ntitle: T\n'
    ),
    "flow deck": '{slides: [{points: A, items: [a]}], title: T} # end\n',
    "comments": (
        '# top\n\n# second\nslides: # s\n  # before\n  - # on dash\n    notes: n # n\n'
        '    # between\n    points: A # a\n    # after\n    items: # i\n      # in\n'
        '      - a # x\n  # last\n# really last\ntitle: T # t\n# very last'
    ),
    "crlf mixed": 'slides:\r\n  - notes: a\r\n    points: A\n    items: [a]\r\ntitle: T\r\n',
    "cr only": 'slides:\r  - notes: a\r    points: A\r    items: [a]\rtitle: T\r',
    "markers": '---\nslides:\n  - notes: a\n    points: A\ntitle: T\n...\n',
    "directive": '%YAML 1.2\n---\nslides:\n  - notes: a\n    points: A\ntitle: T\n',
    "anchors": (
        'slides:\n  - &a\n    notes: &n x\n    points: A\n    items: &i [a]\n'
        '  - points: B\n    notes: *n\n    items: *i\n  - *a\ntitle: T\n'
    ),
    "blocks": (
        'slides:\n  - notes: |2-\n        indented\n      x\n    points: >+\n'
        '      A\n\n    items: [a]\n  - notes: >-\n      # no comment\n\n      b\n\n'
        '    points: B\ntitle: |\n  T\n\n\n'
    ),
    "quoted keys": '"slides":\n  - \'notes\': a\n    "points": A\n    ? items\n    : [a]\n"title": T\n',
    "explicit": '? slides\n: - ? notes\n    : a\n    ? points\n    : A\n? title\n: T\n',
    "unicode": (
        'slides:\n  - notes: \U0001f600 \xfcn\xef x\n    points: \u200eA\n    items: [\u65e5\u672c]\ntitle: \u0416\n'
    ),
    "empty": 'sections:\n  - slides: []\n    title: A\n  -\n  - title: B\n    slides:\ntitle: T\n',
    "multi plain": (
        'slides:\n  - notes: a\n      b\n\n      c\n    points: A\n      long\n'
        '    items: [a]\ntitle: T\n      U\n'
    ),
    "multi quoted": (
        'slides:\n  - notes: "a\n\n  b # not\n   c"\n    points: \'A\n      B\'\n'
        '    items: [a]\ntitle: T\n'
    ),
    "same indent": 'slides:\n- notes: a\n  points: A\n  items:\n  - a\n  - b\ntitle: T\n',
    "nested dash": 'slides:\n  - - notes: a\n      points: A\ntitle: T\n',
    "comment in block seq end": (
        'sections:\n  - slides:\n      - notes: n\n        points: A\n'
        '        # tail of slide\n      # tail of slides\n    # tail of section\n'
        '    title: A\n  # tail of sections\ntitle: T\n# tail\n'
    ),
    "spaces": (
        'slides:   \n\n\n  -   notes:   a   \n      points:   A\n\n\n\n'
        '      items:   [a]   \n\n\n\ntitle: T\n\n\n\n'
    ),
    "no newline block": 'slides:\n  - points: A\n    notes: |\n      end\n    id: x\ntitle: |+\n  T',
    "nul alias before": 'title: &t T\nslides:\n  - notes: *t\n    points: *t\n    id: z\n',
    "tabs in comments": 'slides:\n  - notes: a\t# tab\there\n    points: A\n    items: [a]\ntitle: T\t\n',
    "a very long line": "slides:\n  - notes: " + "x " * 60_000 + "\n    points: A\ntitle: T\n",
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_odd_way_of_writing_loses_nothing(name: str) -> None:
    text = ODD[name]
    assert require_kept(text)
    made, before, with_end = (yaml.load(t, Loader=yaml.CBaseLoader) for t in (styled(text), text, f"{text}\n"))
    assert made in (before, with_end)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("slides:\n  - notes: a\n    points: A\n\t# by a tab\n    items: [a]\ntitle: T\n", "a tab character"),
        ("slides:\n  - notes: a\n    points: A\n    <<: {x: y}\ntitle: T\n", "'<<' does not merge keys here"),
        ("slides:\n  - notes: a\x0cb\n    points: A\ntitle: T\n", "the character U+000C is not allowed here"),
    ],
)
def test_what_is_no_yaml_of_an_outline_is_left_alone_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(Refused, match=re.escape(why)):
        styled(text)


@pytest.mark.cases(6)
@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.stem)
def test_no_value_and_no_comment_of_a_mutated_outline_is_lost(path: Path) -> None:
    text, chance = path.read_text("utf-8"), random.Random(path.stem)
    kept = sum(require_kept(mutated(text, chance)) for _ in range(examples(150 if len(text) < 2_000 else 100)))
    assert kept > examples(15)  # the others are no YAML any more


@settings(max_examples=examples(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(outlines(), st.booleans(), st.integers(2, 6), st.randoms(use_true_random=False))
def test_no_value_and_no_comment_of_any_outline_is_lost(
    outline: dict[str, Any], flow: bool, indent: int, chance: random.Random
) -> None:
    def shuffled(node: Any) -> Any:
        if isinstance(node, dict):
            keys = list(node)
            chance.shuffle(keys)
            return {k: shuffled(node[k]) for k in keys}
        return [shuffled(v) for v in node] if isinstance(node, list) else node

    style = None if flow else False
    text = yaml.safe_dump(
        shuffled(outline), allow_unicode=True, sort_keys=False, indent=indent, default_flow_style=style
    )
    assert require_kept(text)
    require_kept(mutated(text, chance))
