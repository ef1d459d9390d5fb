"""Nonsense is never silently accepted: under every key of every kind, block and part it is reported or shown."""

from __future__ import annotations

import copy
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from talk import Talk, read
from thorough import THOROUGH

from podium import kinds
from podium.diagnostics import Report
from podium.kinds import names
from podium.outline import deck
from podium.outline.models import Model

Place = tuple[str | int, ...]
JUNK: dict[str, Any] = {"word": "zzjunk", "words": ["zzjunk"], "numbers": ["9876543"], "pair": {"zzjunk": "zzjunk"}}

HEAD = """
title: The deck
agenda: false
credits: false
sides: {soviet: {name: Soviet Union, colour: red}, japan: {name: Japan, colour: blue}}
sources: {post: {title: The War, author: Ivan Kolev, date: 2017-06-21, kind: forum post}}
"""
SLIDES = {
    "before-after": """
    before: {file: a.jpg, caption: The old one, date: In 1939}
    after: {file: b.jpg, caption: The new one}
    """,
    "causes": """
    events:
      - {when: 1931, title: Mukden, text: A staged blast, verb: makes way for, kind: trigger}
      - {when: 1932, title: Manchukuo}
    """,
    "chart": """
    type: column
    data: {1931: {Tanks: 5, Guns: 3}, 1932: {Tanks: ~7, Guns: 4}}
    """,
    "chart, combined": """
    type: combined
    data: {1931: {Tanks: 5, Guns: 3}, 1932: {Tanks: ~7, Guns: 4}}
    second: {title: Pieces, unit: guns}
    line: [Guns]
    """,
    "chart, bubble": """
    type: bubble
    data: {Here: [1, 2, 3], There: [4, 5, 6]}
    """,
    "compare": "columns: [{title: Japan, items: [The river]}, {title: Soviet Union, text: East of it}]",
    "document": """
    file: a.jpg
    archive: RGVA, f. 1
    lang: ru
    text: One line
    translation: A line
    """,
    "figure": "{type: range-dots, data: {Japan: 5-7, Soviet Union: 9}}",
    "forces": """
    sides: {japan: Japan, soviet: Soviet Union}
    rows: {Infantry: [up to 38000, 74000], Cavalry: [2708, 1921]}
    """,
    "image": "{file: a.jpg, caption: The left one}",
    "image, full": "{file: a.jpg, caption: The left one, full: true, credit: Me, focus: face, items: [One, Two]}",
    "images": """
    items:
      - {at: left, file: a.jpg, caption: The left one}
      - {at: right, caption: The right one, table: {rows: [[a, b], [c, d]]}}
    """,
    "losses": "rows: {Japan: {Killed: 526, Wounded: 913}, Soviet Union: {Killed: 792, Wounded: 3279}}",
    "media": "{file: a.mp4, poster: b.jpg, caption: A newsreel, start: 1, end: 0:30}",
    "number": "items: {up to 38000 men: Japan, 74000 men: {text: Soviet Union, side: soviet}}",
    "people": """
    items:
      - {name: Zhukov, role: General, file: a.jpg}
      - {name: Fedyuninsky, of: Zhukov}
      - {name: Wife, with: Zhukov}
    """,
    "points": """
    items: [One, Two]
    beside: {quote: {text: We shall not, by: A general}}
    """,
    "portrait": "{file: a.jpg, name: Zhukov}",
    "question": "{}",
    "quiz": """
    answers: [One, (x) Two]
    answer: B
    explanation: For it is so.
    """,
    "quote": "{by: A general}",
    "quote, picture": "{by: A general, picture: {file: a.jpg, alt: Them, credit: Me, focus: [0.5, 30%]}}",
    "steps": "events: [{when: 1931, title: Mukden, text: A blast}, {title: The end}]",
    "summary": "items: [One, Two]",
    "table": "{columns: [Source, Killed], rows: [[Japan, 526], [Soviet Union, 792]]}",
    "terms": "items: [{term: Manchukuo, original: 満洲国, lang: ja, transliteration: Manshūkoku, meaning: A state}]",
    "timeline": """
    events:
      - {date: January 1935, title: Halhamiao, text: Rights, lane: Mongolia, figure: 50}
      - {date: late June 1937, title: Kenchazu, lane: Russia, figure: 37}
    periods: [{when: 1935/1936, title: Quiet}]
    """,
    "map": """
    territories: mongolia
    year: 1939
    relief: false
    frame: [85, 40, 122, 53]
    cities: [{name: Here, at: [107, 48]}]
    events: [{title: Battle, at: [115, 47], date: 1939}]
    remarks: [{text: Steppe, at: [96, 43]}]
    units: [{label: 57th, kind: armour, at: [100, 50]}]
    fronts: [{label: Line, path: [[110, 50], [112, 44]]}]
    borders: [{label: Wall, path: [[90, 50], [92, 44]]}]
    claims: [{label: Claim, path: [[94, 50], [96, 44]]}]
    arrows: [{label: March, from: [98, 42], to: [104, 46]}]
    hills: [{name: Hill, at: [100, 45], height: 300, km: 90}]
    built-up: [{name: Camp, at: [118, 45], km: 30}]
    roads: [{name: Road, path: [[88, 50], [98, 51]]}]
    fortifications: [{name: Fort, at: [119, 51], side: japan}]
    routes: [{label: Journey, stations: [{at: [88, 48], label: Start, date: 1938}, {at: [98, 48], label: End}]}]
    callouts: [{title: What, text: Said of it, at: [92, 49]}]
    steps: [{name: first}]
    positions: {confidence: low}
    """,
}
TOLD_ELSEWHERE: dict[str, list[Place]] = {  # said when the picture is there, which it is not here
    "quote, picture": [("picture", "alt", "word"), ("picture", "credit", "word")],
}
RECIPE = """\
title: Mongolia
territories:
  mongolia: {name: Mongolia, from: 1924, source: S, confidence: high, build: [MNG/*]}
"""


def outline(kind: str) -> dict[str, Any]:
    """The sample of a kind as a tree."""
    body = yaml.load(SLIDES[kind], Loader=yaml.CBaseLoader)
    return {**yaml.load(HEAD, Loader=yaml.CBaseLoader), "slides": [{kind.partition(",")[0]: "A headline", **body}]}


def built(tree: dict[str, Any], folder: Path) -> Talk:
    path = folder / "slides_src" / "x.yaml"
    if not path.parent.is_dir():
        (path.parent / "territories").mkdir(parents=True)
        (path.parent / "territories" / "mongolia.yaml").write_text(RECIPE, "utf-8")
    path.write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
    return read(path)


def models(value: Any) -> Iterator[Model]:
    """All models in one, however deep."""
    if isinstance(value, Model):
        yield value
        for name in type(value).model_fields:
            yield from models(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from models(item)
    elif isinstance(value, dict):
        yield from models(list(value.values()))


def nodes(tree: Any, path: Place = ()) -> Iterator[tuple[tuple[int, int], Place]]:
    """Where each mapping of a tree stands in its file, and its path."""
    if isinstance(tree, dict):
        yield tree.place, path  # type: ignore[attr-defined]
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        if isinstance(value, (dict, list)):
            yield from nodes(value, (*path, key))


def keys(made: Talk) -> Iterator[Place]:
    """The path of every key that any model of the outline knows."""
    places = dict(nodes(deck.read_tree(made.source, "x", Report())))
    found = kinds.load(made.source, Report())
    assert found is not None
    for model in models(found.deck):
        node = model.place()
        if node in places:
            for name, field in type(model).model_fields.items():
                yield (*places[node], field.alias or name)


def with_junk(tree: dict[str, Any], path: Place, junk: Any) -> dict[str, Any]:
    made = copy.deepcopy(tree)
    node: Any = made
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = junk
    return made


def accepted_in_silence(made: Talk, base: Talk) -> bool:
    """Whether there is no new finding, and nothing of the junk on any slide."""
    before = [d.message for d in base.report]
    if any(d.message not in before for d in made.report):
        return False
    return not re.search("zzjunk|9,?876,?543", repr(made.scene and made.scene.pages), re.IGNORECASE)


@pytest.mark.parametrize("kind", SLIDES)
def test_junk_under_any_key_is_a_finding_or_is_seen(kind: str, tmp_path: Path) -> None:
    tree = outline(kind)
    base = built(tree, tmp_path)
    assert not base.report.failed, base.messages
    skipped, others = TOLD_ELSEWHERE.get(kind, []), itertools.cycle([form] for form in JUNK if form != "word")
    if kind == "map":  # takes its time; its lists and pairs are read as those of the other kinds
        others = itertools.repeat([])
    elif THOROUGH:
        others = itertools.repeat([form for form in JUNK if form != "word"])
    silent = []
    for path, more in zip(dict.fromkeys(keys(base)), others, strict=False):
        for form in ("word", *more):
            if path[0] != "slides" or (*path[2:], form) in skipped:
                continue
            if accepted_in_silence(built(with_junk(tree, path, JUNK[form]), tmp_path), base):
                silent.append((*path[2:], form))
    assert not silent


def test_a_sample_stands_for_every_kind() -> None:
    assert {kind.partition(",")[0] for kind in SLIDES} == set(names())
