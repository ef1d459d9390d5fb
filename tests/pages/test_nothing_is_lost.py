"""Every text under a key of a slide is on a page, in the notes or the handout, or in a message."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from talk import boxes_of, text_of

from podium.kinds import model_of, names
from podium.scene.boxes import Text

Lecture = Callable[..., Any]

OWN: dict[str, dict[str, Any]] = {
    "before-after": {
        "before": {"file": "none.png", "alt": "x", "caption": "y", "date": "d"},
        "after": {"file": "no.png", "alt": "x", "caption": "z", "credit": "c"},
    },
    "causes": {"events": [{"when": "1931", "title": "a", "text": "b", "verb": "leads to"}, {"title": "b"}]},
    "chart": {"type": "column", "title": "t", "data": {"a": 1, "b": 2}},
    "compare": {"columns": [{"title": "a", "items": ["b", {"c": "d"}]}, {"title": "c", "text": "d"}]},
    "document": {"file": "none.png", "text": "a\nb", "translation": "c\nd", "archive": "e"},
    "figure": {"type": "pictogram", "data": {"a": 3, "b": 4}},
    "forces": {"sides": ["p", "q"], "rows": {"a": [1, 2], "b": [3, 4]}},
    "image": {"file": "none.png", "alt": "x"},
    "images": {"items": [{"file": "none.png", "alt": "x", "caption": "y"}, {"quote": {"text": "q", "by": "w"}}]},
    "losses": {"rows": {"a": 1, "b": 2}},
    "map": {"frame": [100, 40, 120, 50]},
    "media": {"file": "none.mp4", "alt": "x", "caption": "y", "start": "1", "end": "2"},
    "number": {"items": [{"figure": "5", "unit": "u", "text": "a", "note": "n"}, {"6 men": "b"}]},
    "people": {"items": [{"name": "a b", "life": "c", "role": "d", "credit": "e"}, {"name": "f", "of": "a b"}]},
    "points": {"items": ["a", {"b": "c"}, {"d": ["e", {"f": "g"}]}]},
    "portrait": {"file": "none.png", "name": "x"},
    "question": {"items": ["a", {"b": "c"}, {"d": ["e"]}]},
    "quiz": {"answers": ["a", "b"], "answer": "2", "explanation": "c"},
    "quote": {"by": "x"},
    "steps": {"events": [{"when": "5:45", "title": "a", "text": "b"}, {"title": "b"}]},
    "summary": {"items": ["a", {"b": "c"}]},
    "table": {"columns": ["x", "y"], "rows": [["a", "b"], ["c", "d"]]},
    "terms": {"items": [{"term": "a", "original": "b", "transliteration": "c", "meaning": "d"}, {"e": "f"}]},
    "timeline": {"events": [{"date": "1931", "title": "a", "text": "b", "figure": 4}, {"date": "1932", "title": "c"}]},
}
IDLE = {"chart": ("x", "y", "area")}  # keys that only other types of it have
SHARED = {
    "headline": "Headmark",
    "notes": "Notemark",
    "when": "17 March 1931",
    "source": "Sourcemark",
    "foot": "Footmark",
}


def written(lecture: Lecture, kind: str, **more: Any) -> Any:
    slide = {kind: SHARED["headline"], **OWN[kind], **{k: v for k, v in SHARED.items() if k != "headline"}, **more}
    deck = {"title": "T", "agenda": False, "credits": False, "span": "1930/1933", "slides": [slide]}
    return lecture(yaml.safe_dump(deck, sort_keys=False))


def leaves(value: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    """The paths of all texts in a tree."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, str):
        yield path
    for step, part in inner:
        yield from leaves(part, *path, step)


def marked(slide: Any, path: tuple[Any, ...]) -> Any:
    """The tree with a word more in the text at the end of the path."""
    if not path:
        return f"{slide} Qmark".strip()
    made = dict(slide) if isinstance(slide, dict) else list(slide)
    made[path[0]] = marked(slide[path[0]], path[1:])
    return made


def every_text(kind: str) -> list[tuple[Any, ...]]:
    """The paths of the texts that a kind of slide has: those of the sample, and its model's other text keys."""
    fields = model_of(kind).model_fields
    plain = [
        (key,)
        for key, field in fields.items()
        if field.annotation is str and key not in ("headline", "id", "lang", *IDLE.get(kind, ()))
    ]
    return list(dict.fromkeys([*leaves({kind: "Headmark", **OWN[kind]}), *plain]))


TEXTS = [(kind, path) for kind in OWN for path in every_text(kind)]


@pytest.mark.parametrize(("kind", "path"), TEXTS)
def test_a_word_under_any_text_key_is_seen_or_told(lecture: Lecture, kind: str, path: tuple[Any, ...]) -> None:
    slide = {kind: "Headmark", **OWN[kind]}
    slide.setdefault(path[0], "")
    made = lecture(yaml.safe_dump({"title": "T", "slides": [marked(slide, path)]}, sort_keys=False))
    seen = [*made.messages]
    if made.scene is not None:
        seen += [made.text(), *(f"{page.notes} {page.handout}" for page in made.pages)]
        seen += [b.alt for p in made.pages for b in boxes_of(p)]
    told = any(f"'{path[0]}'" in message for message in made.messages)
    assert told or any("Qmark" in text for text in seen)


def test_every_kind_is_tried() -> None:
    assert set(OWN) == set(names())


@pytest.mark.parametrize("kind", sorted(OWN))
def test_the_keys_of_every_kind_are_seen(lecture: Lecture, kind: str) -> None:
    made = written(lecture, kind)
    page, notes = text_of(made.slides()[0]), made.slides()[0].notes
    assert "Headmark" in page
    assert "Notemark" in notes
    assert [mark for mark in ("17 March 1931", "Source: Sourcemark", "Footmark") if mark not in page] == []


@pytest.mark.parametrize("kind", sorted(OWN))
def test_a_reveal_that_reveals_nothing_is_told(lecture: Lecture, kind: str) -> None:
    made = written(lecture, kind, reveal="true")
    told = any("nothing on this slide can appear click by click" in message for message in made.messages)
    page = made.slides()[0]
    assert told != any(box.step or (isinstance(box, Text) and any(box.steps)) for box in boxes_of(page))


def test_the_source_of_the_deck_stands_on_a_question_in_the_colour_of_its_page(lecture: Lecture) -> None:
    made = lecture("title: T\nsource: [\"Archive, 1939\", always]\nslides: [{question: Why?, items: [a]}]\n")
    line = next(b for b in boxes_of(made.slides()[0]) if b.name == "Source")
    assert [(r.text, r.colour) for p in line.paragraphs for r in p.runs] == [("Source: Archive, 1939", "on")]


def test_the_rest_of_a_question_stands_on_paper_with_a_source_that_can_be_read_there(lecture: Lecture) -> None:
    long = " ".join(f"word{n}" for n in range(300))
    made = lecture(f"title: T\nsource: [Archive, always]\nslides: [{{question: Why?, items: [{long}]}}]\n")
    first, rest = (next(b for b in boxes_of(page) if b.name == "Source") for page in made.slides()[:2])
    assert [line.paragraphs[0].runs[0].colour for line in (first, rest)] == ["on", "ink2"]
