"""Slides that are kept from pass to pass: what comes out is what a pass from nothing makes, whatever was changed."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image
from recordings import wav
from test_junk import HEAD, SLIDES

from podium import files
from podium.diagnostics import Report
from podium.kinds import load
from podium.layout.later import Later
from podium.outline.nodes import Elsewhere, Scalar
from podium.pages.kept import Kept
from podium.pages.page_pass import stage_of
from podium.pipeline import scene_of
from podium.scene.boxes import Scene

DECK = """\
title: A deck
lang: en
sides:
  red: {name: The Reds, colour: red}
  blue: {name: The Blues, colour: blue}
sources:
  post: {title: The Post}
  book: {title: A book, author: Somebody}
source: post
vars: {word: tanks}
sections:
  - title: First
    span: 1930/1940
    slides:
      - points: A headline with ${word}
        when: 1936
        items: [One of them, {A claim: Its proof}, Three]
        reveal: true
        notes: Said. [click] And said. [click] More. [click]
      - chart: A chart of a file
        file: numbers.csv
        source: book
      - image: A picture
        file: a.png
      - quote: A quote
        text: Words of somebody
        by: Somebody
      - include: part.yaml
  - title: Second
    slides:
      - compare: The two
        columns:
          - {title: The Reds, items: [Tanks, Guns]}
          - {title: The Blues, items: [Horses, Swords]}
      - question: What is it?
        text: This or that?
      - number: One
        figure: 5,000
        unit: of them
        picture: b.png
      - chart: Another
        type: column
        data: {1931: {Tanks: 5, Guns: 3}, 1932: {Tanks: 7, Guns: 4}}
      - media: A sound
        file: sound.wav
      - points: The last of the slides
        items: ["[Back](#section-1) to it", Two]
"""
PART = """\
- points: From another file
  items: [Its first, Its second]
- points: Another from there
  items: [Its first]
"""
LINES = [
    "# a comment", "", "      - points: Inserted\n        items: [One, Two]", "      - statement: Said",
    "        reveal: true", "        source: none", "        id: named", "      - image: Missing\n        file: c.png",
    "        nonsense: 1", "      - quote: Again\n        text: One more",
]  # fmt: skip
HEADS = ["theme: night", "minutes: 40", "band: false", "notes: false", "subtitle: Under it", "size: '4:3'"]


def told(thing: Any, name: str = "") -> Any:
    """A thing as plain data, with all its places."""
    if isinstance(thing, Elsewhere):
        return (*thing, thing.file)
    if isinstance(thing, Scalar):
        return str(thing), told(getattr(thing, "place", None))
    if isinstance(thing, (list, tuple)):
        return [told(item) for item in thing]
    if isinstance(thing, dict):
        return {str(key): told(value) for key, value in thing.items()}
    if is_dataclass(thing):
        return type(thing).__name__, [(f.name, told(getattr(thing, f.name))) for f in fields(thing)]
    return repr(thing)


def outcome(path: Path, kept: Kept | None) -> tuple[Any, ...]:
    """All that a pass comes to."""
    later = Later()
    later.begin()
    report, scene = scene_of(path, style=True, later=later, kept=kept, paint=lambda scene: None)
    said = [tuple(finding) for finding in report]
    return said, later.waiting, scene and plain(scene)


def plain(scene: Scene) -> tuple[Any, ...]:
    media = [(key, m.ending, m.data) for key, m in scene.media.items()]
    return told(scene.pages), scene.sections, media, list(scene.figures), told(scene.clips), scene.minutes


def picture(path: Path, colour: int) -> None:
    Image.new("RGB", (400 + colour, 300), (colour, 90, 90)).save(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "slides_src"
    folder.mkdir()
    (tmp_path / "images").mkdir()
    for name in ("a.png", "b.png"):
        picture(tmp_path / "images" / name, 40)
    (tmp_path / "images" / "sound.wav").write_bytes(wav())
    (folder / "numbers.csv").write_text("year,Tanks\n1931,5\n1932,7\n", "utf-8")
    (folder / "part.yaml").write_text(PART, "utf-8")
    (folder / "deck.yaml").write_text(DECK, "utf-8")
    settle(tmp_path)
    return folder / "deck.yaml"


def settle(folder: Path) -> None:
    """What was written just now could be written again within the grain of the clock, and would not be kept."""
    then = time.time_ns() - 10**9
    for file in folder.rglob("*.*"):
        if file.stat().st_mtime_ns > then:
            os.utime(file, ns=(then, then))


def changed(path: Path, chance: random.Random) -> None:
    """Changes a file of the deck as somebody might."""
    text = path.read_text("utf-8")
    lines = text.splitlines()
    at = chance.randrange(1, len(lines))
    slides = [n for n, line in enumerate(lines) if line.startswith("      - ")]

    def word() -> None:
        lines[at] = lines[at].replace("e", "ee", 1)

    def insert() -> None:
        lines.insert(chance.choice([at, *slides]), chance.choice(LINES))

    def delete() -> None:
        del lines[at]

    def move() -> None:
        first, last, to = sorted(chance.choices(slides, k=3)) if slides else (0, 0, 0)
        lines[first:to] = lines[last:to] + lines[first:last]

    def head() -> None:
        lines.insert(1, chance.choice(HEADS))

    def side() -> None:
        lines[:] = [line.replace("colour: red", "colour: green").replace("A book", "Their book") for line in lines]

    def table() -> None:
        (path.parent / "numbers.csv").write_text(f"year,Tanks\n1931,{chance.randrange(9)}\n1932,7\n", "utf-8")

    def image() -> None:
        picture(path.parent.parent / "images" / chance.choice(["a.png", "b.png", "c.png"]), chance.randrange(200))

    def part() -> None:
        before = chance.choice(["# more\n", "\n", ""])
        (path.parent / "part.yaml").write_text(before + PART.replace("Its", "Our"), "utf-8")

    def gone() -> None:
        (path.parent.parent / "images" / chance.choice(["a.png", "b.png"])).unlink(missing_ok=True)

    chance.choice([word, word, insert, insert, delete, move, head, side, table, image, part, gone])()
    path.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.mark.parametrize("seed", range(4))
def test_after_any_change_a_pass_that_keeps_is_a_pass_from_nothing(seed: int, path: Path) -> None:
    chance, kept, found = random.Random(seed), Kept(), 0
    for n in range(25):
        if n % 8 == 0:
            path.write_text(DECK, "utf-8")
        else:
            changed(path, chance)
        settle(path.parent.parent)
        assert outcome(path, kept) == outcome(path, None), path.read_text("utf-8")
        found += kept.found
    assert found > 50  # or it would prove nothing


def test_all_but_the_changed_slide_is_kept(path: Path) -> None:
    kept = Kept()
    outcome(path, kept)
    path.write_text(DECK.replace("The last", "The very last"), "utf-8")
    outcome(path, kept)
    assert kept.found == 10  # neither the changed slide, nor the recording, which the deck carries


def test_pages_that_podium_makes_are_kept_until_something_on_them_changes(path: Path) -> None:
    kept, made = Kept(), list[str]()

    def count(name: str, about: str) -> None:
        before = kept.generated(lambda stage: made.append(name) or [], stage_of(outline, Report()), about)
        assert before == []

    outcome(path, kept)
    outline = load(path, Report())
    assert outline is not None
    for _ in range(2):
        kept.begin(stage_of(outline, Report()))
        count("a", "this")
        count("b", "that")
    kept.begin(stage_of(outline, Report()))
    count("c", "something else")
    assert made == ["a", "b", "c"]


def test_kept_slides_lead_to_the_lines_where_they_are_now(path: Path) -> None:
    kept = Kept()
    outcome(path, kept)
    path.write_text(DECK.replace("      - image: A picture", "\n# more\n      - image: A picture"), "utf-8")
    assert outcome(path, kept) == outcome(path, None)
    assert kept.found == 11


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "slides_src" / "numbers.csv").write_text("year,Tanks\n1931,5\n1932,8\n", "utf-8"),
        lambda folder: picture(folder / "images" / "a.png", 200),
        lambda folder: (folder / "images" / "b.png").unlink(),
        lambda folder: (folder / "images" / "a.png").rename(folder / "images" / "A.PNG"),
        lambda folder: files.hold(folder / "slides_src" / "numbers.csv", b"year,Tanks\n1931,1\n1932,2\n"),
    ],
)
def test_a_file_that_changed_on_the_disk_is_seen(change: Callable[[Path], object], path: Path) -> None:
    kept = Kept()
    before = outcome(path, kept)
    try:
        change(path.parent.parent)
        after = outcome(path, kept)
        assert after == outcome(path, None)
        assert after != before
        assert kept.found == 10  # all but the one that shows it, and the recording
    finally:
        files.hold(path.parent / "numbers.csv", None)


@pytest.mark.parametrize("kind", SLIDES)
def test_slides_of_every_kind_are_kept(kind: str, path: Path) -> None:
    body = yaml.load(SLIDES[kind], Loader=yaml.BaseLoader)
    slides = [{kind.partition(",")[0]: "A headline", **body}]
    text = yaml.safe_dump({**yaml.load(HEAD, Loader=yaml.BaseLoader), "slides": slides}, sort_keys=False)
    path.write_text(text, "utf-8")
    kept = Kept()
    first = outcome(path, kept)
    assert outcome(path, kept) == first == outcome(path, None)
    path.write_text(f"# a comment\n{text}", "utf-8")
    assert outcome(path, kept) == outcome(path, None)
