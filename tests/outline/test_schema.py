"""The JSON Schema: valid in itself, true to the models, and it accepts the outlines that we ship."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from podium import kinds
from podium.outline.models import Model, about_keys
from podium.outline.starter import STARTER

ROOT = Path(__file__).parent.parent.parent
OUTLINES = sorted((ROOT / "slides_src").glob("*.yaml"))


class TypedLoader(yaml.SafeLoader):
    """YAML as editors type it: numbers and truth values, but no dates."""


TypedLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    schema = kinds.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def errors(validator: Any, outline: str) -> list[str]:
    tree = _with_text_keys(yaml.load(outline, Loader=TypedLoader))
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator.iter_errors(tree)]


def _with_text_keys(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(k): _with_text_keys(v) for k, v in node.items()}
    return [_with_text_keys(v) for v in node] if isinstance(node, list) else node


def test_every_reference_leads_somewhere() -> None:
    schema = kinds.schema()
    names = set(schema["$defs"])
    todo: list[Any] = [schema]
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            assert node.get("$ref", "#/$defs/slide").removeprefix("#/$defs/") in names
            todo += node.values()
        elif isinstance(node, list):
            todo += node


def test_every_kind_has_its_slide_with_all_its_keys() -> None:
    definitions = kinds.schema()["$defs"]
    for kind in kinds.names():
        known = set(definitions[f"{kind}-slide"]["properties"])
        keys = {field.alias or key for key, field in kinds.model_of(kind).model_fields.items()}
        assert known == {kind, "for", *keys} - {"headline"}, kind


def test_kinds_say_what_they_are() -> None:
    assert all(kinds.model_of(kind).summary for kind in kinds.names())


@pytest.mark.parametrize("path", OUTLINES, ids=lambda p: p.stem)
def test_shipped_outlines_are_valid(validator: Any, path: Path) -> None:
    assert not errors(validator, path.read_text("utf-8"))


def test_the_starter_is_valid(validator: Any) -> None:
    assert not errors(validator, STARTER)


@pytest.mark.parametrize(
    "outline",
    [
        "title: A\nslides: [{points: B, itmes: [c]}]",
        "title: A\nslides: [{pionts: B}]",
        "title: A\ntheme: pink\nslides: []",
        "title: A\nslides: [{items: [c]}]",
        "titel: A\nslides: []",
        "title: A\nslides: [{images: A, captions: above}]",
        "title: A\nslides: [text]",
        "title: [A]\nslides: []",
    ],
)
def test_mistakes_are_seen_in_the_editor(validator: Any, outline: str) -> None:
    assert errors(validator, outline)


CUSTOMISED = """
title: T
include: [parts/a.yaml, parts/b.yaml]
for: {long: {minutes: 50}, short: {minutes: 20}}
vars: {town: Nomonhan}
defaults: {map: {year: 1939}}
sides: {include: parts/sides.yaml, own: {name: Own}}
sections:
  - include: parts/background.yaml
  - title: S
    for: [long]
    slides:
      - use: other.yaml#id
        notes: Mine
      - include: parts/maps.yaml
        for: short
      - points: A
        for: {short: false}
        items: [x]
"""


def test_what_is_expanded_is_in_the_schema(validator: Any) -> None:
    assert errors(validator, CUSTOMISED) == []
    assert errors(validator, CUSTOMISED.replace("defaults: {map", "defaults: {mpa"))


def _models(base: type[Model] = Model) -> Iterator[type[Model]]:
    for model in base.__subclasses__():
        if model.__module__.startswith("podium."):
            yield model
        yield from _models(model)


def test_every_key_of_every_model_says_what_it_is_and_nothing_else_is_said() -> None:
    kinds.schema()  # loads all of them
    models = list(_models())
    assert len(models) > 60
    for model in models:
        assert {key for key, said in about_keys(model).items() if not said} == set(), model
        known = {f.alias or name for name, f in model.model_fields.items()}
        assert set(vars(model).get("about", {})) <= known, model


def test_editors_are_told_what_a_key_is_and_what_its_entries_have(validator: Any) -> None:
    definitions = kinds.schema()["$defs"]
    event = definitions["timeline-event-entry"]["properties"]
    assert event["figure"]["description"] == "a number in large type, perhaps uncertain"
    assert {"title", "text", "date", "lane"} <= set(event)
    entry, placed = definitions["images-slide"]["properties"]["items"]["anyOf"][0]["items"]["anyOf"][0]["anyOf"]
    assert "file" in definitions[entry["$ref"].rpartition("/")[2]]["properties"]
    assert "top-left" in placed["properties"]["at"]["enum"]
    assert definitions["block"]["properties"]["map"] == {"$ref": "#/$defs/map-block"}
