"""Boxes know the line of the outline that they show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from talk import ROOT, Talk, box, boxes_of, read

from podium.scene.boxes import Chart, Picture, Table, Text

OUTLINE = """\
title: A talk
author: Somebody
credits: false
slides:
  - points: The headline
    when: 1939-05
    source: Archive
    items:
      - The first item
      - "A claim": its proof
  - compare: Two columns
    columns:
      - title: Left
        block:
          chart:
            type: bar
            data: {A: 1, B: 2}
      - title: Right
        text: Words on the right
  - table: A table
    rows:
      - [Year, Event]
      - [1939, War]
"""


def line_of(text: str) -> int:
    return next(n for n, line in enumerate(OUTLINE.splitlines(), 1) if text in line)


@pytest.fixture
def talk(lecture: Callable[..., Talk]) -> Talk:
    return lecture(OUTLINE)


@pytest.mark.parametrize(
    ("shown", "written"),
    [("A talk", "title: A talk"), ("The headline", "points:"), ("The first item", "The first item"),
     ("Left", "title: Left"), ("Words on the right", "text: Words"), ("May 1939", "when:"),
     ("Source: Archive", "source:")],
)  # fmt: skip
def test_a_text_knows_its_line(talk: Talk, shown: str, written: str) -> None:
    boxes = [b for page in talk.pages for b in boxes_of(page) if isinstance(b, Text) and b.paragraphs]
    found = {b.place for b in boxes if b.paragraphs[0].text.replace("\u00a0", " ") == shown}
    assert {place and place[0] for place in found} == {line_of(written)}


@pytest.mark.parametrize(("kind", "written"), [(Chart, "data:"), (Table, "rows:")])
def test_a_chart_and_a_table_know_where_their_data_stand(talk: Talk, kind: type, written: str) -> None:
    places = {b.place for page in talk.pages for b in boxes_of(page) if isinstance(b, kind)}
    assert len(places) == 1
    assert {line_of(written), line_of(written) + 1} & {place[0] for place in places if place}


def test_every_box_of_a_lecturers_slide_has_a_place(talk: Talk) -> None:
    made = read(ROOT / "slides_src" / "night-sampler.yaml")
    length = len(Path(made.source).read_text("utf-8").splitlines())
    for page in made.slides():
        without = [b.name for b in boxes_of(page) if b.place is None]
        assert set(without) <= {
            "Section tab",
            "Section",
            "Slide number",
            "Foot span",
        }, page.id
        assert all(1 <= b.place[0] <= length for b in boxes_of(page) if b.place)


def test_a_map_from_the_cache_has_the_places_of_today(
    lecture: Callable[..., Talk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    outline = "title: T\ncredits: false\nslides:\n  - map: A\n    frame: [100, 40, 125, 55]\n    cities: [Chita]\n"
    first, second = lecture(outline), lecture("# a line more\n" + outline)
    places = [{b.place for b in boxes_of(made.slides()[0]) if b.name == "city: Chita"} for made in (first, second)]
    assert all(places), [b.name for b in boxes_of(first.slides()[0])]
    (((line, _),), ((later, _),)) = places
    assert later == line + 1


def test_pictures_point_at_their_file(slide: Callable[..., Talk], tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "images").mkdir(exist_ok=True)
    Image.new("RGB", (1600, 900)).save(tmp_path / "images" / "a.png")
    made = slide("image: A\nalt: black\nfile: a.png")
    (picture,) = [b for b in boxes_of(made.slides()[0]) if isinstance(b, Picture)]
    assert picture.place is not None
    assert "a.png" in made.source.read_text("utf-8").splitlines()[picture.place[0] - 1]
    assert box(made.slides()[0], "Headline").place != picture.place


def test_a_block_among_pictures_has_its_captions_own_line(slide: Callable[..., Talk]) -> None:
    text = "images: A\nitems:\n  - at: right\n    chart: {type: bar, data: {A: 1, B: 2}}\n    caption: Two bars\n"
    made = slide(text)
    place = box(made.slides()[0], "Caption: right").place
    assert "caption: Two bars" in made.source.read_text("utf-8").splitlines()[place[0] - 1]
