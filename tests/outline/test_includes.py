"""Files in an outline: slides, sections, sides, sources and data of other files, with mistakes in the right one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from click.testing import Result

from podium.diagnostics import Report
from podium.kinds import load
from podium.outline.checks import check_outline
from podium.outline.deck import Outline
from podium.pages.page_pass import lay_out

Run = Callable[..., Result]
Read = Callable[..., tuple[Outline, list[str]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """`read({name: text}, variant)`: the outline talk.yaml of a project and its findings."""

    def make(files: dict[str, str], variant: str = "") -> Any:
        folder = tmp_path / "slides_src"
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).lstrip("\n"), "utf-8")
        report = Report()
        outline = load(folder / "talk.yaml", report, "slides_src/talk.yaml", variant=variant)
        if outline is not None:
            check_outline(outline, report)
        return outline, [str(d).removeprefix("slides_src/") for d in report]

    return make


def headlines(outline: Outline) -> list[str]:
    return [slide.headline for slide in outline.deck.every_slide()]


OTHER = """
    title: The other lecture
    lang: en
    vars: {town: Mukden, year: "1931"}
    defaults: {points: {reveal: true}}
    sides: {china: {name: China, colour: green}}
    sources: {lytton: {title: Report}, unused: {title: Nobody}, own: {title: Own}}
    source: own
    sections:
      - title: First part
        slides:
          - points: In ${town}
            id: town
            when: ${year}
            items: [x]
            source: lytton
            notes: Theirs.
          - question: B
            id: b
      - title: Second part
        slides:
          - quote: C
            by: D
"""


def test_a_list_of_slides_takes_those_of_a_file(read: Read) -> None:
    outline, said = read({
        "talk.yaml": """
            title: T
            slides:
              - points: A
                items: [x]
              - include: parts/more.yaml
              - points: Z
                items: [x]
            """,
        "parts/more.yaml": "- {points: M, items: [x]}\n- {points: N, items: [x]}\n- include: deeper.yaml\n",
        "parts/deeper.yaml": "points: D\nitems: [x]\n",
    })  # fmt: skip
    assert said == []
    assert headlines(outline) == ["A", "M", "N", "D", "Z"]


def test_one_slide_of_another_lecture_brings_what_it_needs(read: Read) -> None:
    outline, said = read({
        "talk.yaml": """
            title: T
            vars: {year: "1932"}
            sources: {post: {title: Post}}
            source: post
            slides:
              - use: other.yaml#town
                notes: Mine, in ${year}.
              - points: A
                items: [x]
            """,
        "other.yaml": OTHER,
    })  # fmt: skip
    assert said == []
    slide = outline.deck.slides[0]
    assert (slide.headline, slide.notes, slide.reveal) == ("In Mukden", "Mine, in 1932.", True)
    assert (str(slide.tree["when"]), slide.source) == ("1932", ("lytton",))  # the lecture's own variable goes first
    assert outline.deck.slides[1].reveal is False
    assert set(outline.deck.sides) == {"china"}
    assert set(outline.deck.sources) == {"post", "lytton"}


def test_a_slide_cites_the_source_that_its_own_lecture_has_for_all(read: Read) -> None:
    outline, _ = read({"talk.yaml": "title: T\nslides:\n  - use: other.yaml#b\n", "other.yaml": OTHER})
    assert outline.deck.slides[0].source == ("own",)
    assert set(outline.deck.sources) == {"own"}


def test_sections_come_whole_or_one_by_one(read: Read) -> None:
    files = {
        "talk.yaml": """
            title: T
            sections:
              - title: Mine
                slides:
                  - include: other.yaml#second part
              - include: other.yaml
              - include: other.yaml#First part
                title: Renamed
              - include: parts/one.yaml
            """,
        "other.yaml": OTHER,
        "parts/one.yaml": "title: Alone\nslides:\n  - {points: P, items: [x]}\n",
    }
    outline, said = read(files)
    assert [part.title for part in outline.deck.sections] == ["Mine", "First part", "Second part", "Renamed", "Alone"]
    assert headlines(outline) == ["C", "In Mukden", "B", "C", "In Mukden", "B", "P"]
    assert all("two slides have the id" in line and line.startswith("other.yaml:") for line in said), said
    assert all(line.endswith("leave it out once, or write another 'id:' below its 'use:'") for line in said)


def test_sides_sources_variables_and_data_are_as_if_typed_here(read: Read) -> None:
    outline, said = read({
        "talk.yaml": """
            title: ${place}
            include: common.yaml
            sides:
              include: parts/sides.yaml
              own: {name: Own}
            slides:
              - chart: A
                type: bar
                data: {include: parts/numbers.yaml#losses.khasan}
              - points: B
                items:
                  - one
                  - include: parts/items.yaml
              - points: C
                source: [mine, post]
                items: [x]
            sources: {mine: {title: M}}
            """,
        "common.yaml": """
            title: not this
            author: The author
            vars: {place: Khasan}
            sources: {include: parts/sources.yaml}
            """,
        "parts/sources.yaml": "post: {title: '${place}'}\n",
        "parts/sides.yaml": "sides: {own: {name: Not this}, japan: {name: Japan, colour: blue}}\n",
        "parts/numbers.yaml": "losses: {khasan: {Japan: 526, Soviet Union: 792}}\n",
        "parts/items.yaml": "- two\n- three\n",
    })  # fmt: skip
    assert said == []
    deck = outline.deck
    assert (deck.title, deck.author) == ("Khasan", "The author")
    assert {key: side.name for key, side in deck.sides.items()} == {"own": "Own", "japan": "Japan"}
    assert {key: source.title for key, source in deck.sources.items()} == {"mine": "M", "post": "Khasan"}
    assert [i.text for i in deck.slides[1].items] == ["one", "two", "three"]  # type: ignore[attr-defined]


def test_an_included_lecture_is_read_as_its_variant_of_the_same_name(read: Read) -> None:
    files = {
        "talk.yaml": "title: T\nfor: [long, short]\nslides:\n  - include: a.yaml\n  - include: b.yaml\n    for: long\n",
        "a.yaml": "title: A\nfor: [first, short]\nslides:\n  - {points: AF, for: first, items: [x]}\n"
        "  - {points: AS, for: short, items: [x]}\n",
        "b.yaml": "- {points: BL, for: long, items: [x]}\n- {points: BS, for: short, items: [x]}\n",
    }
    assert headlines(read(files)[0]) == ["AF", "BL"]
    assert headlines(read(files, "short")[0]) == ["AS"]


# ------------------------------------------------------------------------------------------------- mistakes


def test_mistakes_name_the_file_that_they_are_in(read: Read) -> None:
    _, said = read({
        "talk.yaml": """
            title: T
            slides:
              - include: parts/a.yaml
              - points: In ${nowhere}
                items: [x]
            """,
        "parts/a.yaml": """
            - points: A
              itms: [x]
            - points: B ${gone}
              items: [x]
              source: pst
            - points: C
              items: [x]
              when: sometime
            """,
    })  # fmt: skip
    assert [line.partition("; ")[0] for line in said] == [
        "parts/a.yaml:2:3: error: unknown key 'itms' in a 'points' slide",
        "parts/a.yaml:3:13: error: there is no variable 'gone'",
        "parts/a.yaml:5:11: warning: there is no source 'pst'",
        "parts/a.yaml:8:9: error: 'sometime' is not a date: 'sometime' is not understood",
        "talk.yaml:4:16: error: there is no variable 'nowhere'",
    ]


def test_yaml_mistakes_of_included_files_are_reported_there(read: Read) -> None:
    _, said = read({
        "talk.yaml": "title: T\nslides:\n  - include: a.yaml\n",
        "a.yaml": "- points: A: b\n  items: [x]\n- points: C\n  points: D\n",
    })  # fmt: skip
    assert [line.partition(": ")[0] for line in said] == ["a.yaml:1:12", "a.yaml:4:3"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("include: gone.yaml", "3:14: error: 'gone.yaml' is not there"),
        ("include: othr.yaml", "3:14: error: 'othr.yaml' is not there; did you mean 'other.yaml'?"),
        ("include: ../../secret.yaml", "3:14: error: '../../secret.yaml' is outside the project"),
        ("include: /etc/passwd.yaml", "3:14: error: '/etc/passwd.yaml' is outside the project"),
        ("include: https://x.org/a.yaml", "3:14: error: 'https://x.org/a.yaml' is an address, not a file"),
        ("include: [1]", "3:15: error: '1' is not there"),
        ("include: {a: b}", "3:14: error: this is not the name of a file"),
        ("include: talk.yaml", "3:14: error: 'talk.yaml' includes itself: talk.yaml → talk.yaml"),
        ("include: circle.yaml", "circle.yaml:1:12: error: 'talk.yaml' includes itself"),
        ("use: other.yaml", "3:10: error: 'other.yaml' is no slide of another lecture; write, for example"),
        ("use: other.yaml#twon", "3:10: error: 'other.yaml#twon' has no slide 'twon'; did you mean 'town'?"),
        ("include: empty.yaml", "empty.yaml:1:1: error: this file is empty"),
        ("include: text.yaml", "3:14: error: 'text.yaml' has no slides"),
        ("include: .hidden.yaml", "3:14: error: '.hidden.yaml' is hidden"),
        ("include: parts", "3:14: error: 'parts' is not there"),
    ],
)
def test_what_cannot_be_included(read: Read, tmp_path: Path, line: str, message: str) -> None:
    (tmp_path.parent / "secret.yaml").write_text("- {points: A, items: [x]}\n", "utf-8")
    _, said = read({
        "talk.yaml": f"title: T\nslides:\n  - {line}\n  - {{points: A, items: [x]}}\n",
        "other.yaml": OTHER,
        "circle.yaml": "- include: talk.yaml\n",
        "empty.yaml": "",
        "text.yaml": "only a text\n",
        ".hidden.yaml": "- {points: A, items: [x]}\n",
    })  # fmt: skip
    wanted = message if message[0].isalpha() else f"talk.yaml:{message}"
    assert said[0].startswith(wanted), said
    assert len(said) == 1, said


def test_links_do_not_lead_outside(read: Read, tmp_path: Path) -> None:
    (tmp_path / "slides_src").mkdir()
    (tmp_path.parent / f"{tmp_path.name}-private.yaml").write_text("- {points: A, items: [x]}\n", "utf-8")
    (tmp_path / "slides_src" / "link.yaml").symlink_to(tmp_path.parent / f"{tmp_path.name}-private.yaml")
    _, said = read({"talk.yaml": "title: T\nslides:\n  - include: link.yaml\n"})
    assert "is outside the project" in said[0]


def test_files_that_include_each_other_many_times_are_stopped(read: Read) -> None:
    files = {f"n{n}.yaml": f"- include: n{n + 1}.yaml\n- include: n{n + 1}.yaml\n" for n in range(30)}
    files |= {"talk.yaml": "title: T\nslides:\n  - include: n0.yaml\n", "n30.yaml": "- {points: A, items: [x]}\n"}
    outline, said = read(files)
    assert outline is None
    assert len(said) == 1
    assert "more than 1,000 files are included" in said[0]


def test_more_values_than_a_lecture_can_have_are_stopped(read: Read) -> None:
    many = "- {points: A, items: [" + "x, " * 30_000 + "x]}\n"
    outline, said = read({"talk.yaml": "title: T\nslides:\n" + "  - include: a.yaml\n" * 4, "a.yaml": many})
    assert outline is None
    assert said == ["a.yaml:1:3: error: included files have more than 100,000 values"]


def test_a_deck_cannot_include_what_is_no_file(read: Read) -> None:
    _, said = read({"talk.yaml": "title: T\ninclude: common\nslides:\n  - {points: A, items: [x]}\n"})
    assert [line.partition(";")[0] for line in said] == ["talk.yaml:2:10: error: 'common' is not there"]


def test_boxes_know_the_file_that_they_are_from(read: Read) -> None:
    outline, _ = read({
        "talk.yaml": "title: T\nslides:\n  - include: a.yaml\n",
        "a.yaml": "- points: One claim of the other file\n  text: And its words.\n",
    })  # fmt: skip
    report = Report()
    load(outline.path, report)
    assert [path.name for path in report.files] == ["talk.yaml", "a.yaml"]
    (page,) = (p for p in lay_out(outline, Report()).pages if not p.generated)
    places = {(b.name, getattr(b.place, "file", ""), b.place) for b in page.boxes if b.place}
    assert {file for _, file, _ in places} == {"slides_src/a.yaml"}
    assert ("Headline", (1, 11)) in {(name, tuple(place)) for name, _, place in places}


def test_odd_ids_and_titles_of_another_lecture_are_no_traceback(read: Read) -> None:
    _, said = read({
        "talk.yaml": "title: T\nslides:\n  - use: a.yaml#b\n",
        "a.yaml": "sections:\n  - title: [x]\n    slides:\n      - points: A\n        id: {c: d}\n",
    })  # fmt: skip
    assert said == ["talk.yaml:3:10: error: 'a.yaml#b' has no slide 'b'"]


def test_an_entry_called_include_stays_what_it_is(read: Read) -> None:
    outline, said = read({
        "talk.yaml": "title: T\nslides:\n  - points: A\n    items:\n      - include: everybody\n      - use: arms\n"
    })  # fmt: skip
    assert said == []
    assert [(i.text, i.proof) for i in outline.deck.slides[0].items] == [  # type: ignore[attr-defined]
        ("include", "everybody"),
        ("use", "arms"),
    ]


def test_a_deck_of_several_files_is_built(podium: Run, project: Path) -> None:
    (project / "slides_src" / "parts").mkdir()
    (project / "slides_src" / "talk.yaml").write_text("title: T\nslides:\n  - include: parts/a.yaml\n", "utf-8")
    (project / "slides_src" / "parts" / "a.yaml").write_text(
        "- map: A\n  territories: east-asia-1931-1941\n  year: 1939\n- {points: B, items: [x], itms: 1}\n", "utf-8"
    )
    result = podium("check", "slides_src/talk.yaml")
    assert "slides_src/parts/a.yaml:4:27: error: unknown key 'itms'" in result.output
    text = (project / "slides_src" / "parts" / "a.yaml").read_text("utf-8").replace(", itms: 1", "")
    (project / "slides_src" / "parts" / "a.yaml").write_text(text, "utf-8")
    for _ in range(2):  # the second time the map comes from the cache
        assert podium("build", "slides_src/talk.yaml", "--force").exit_code == 0
