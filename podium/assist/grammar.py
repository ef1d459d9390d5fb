"""What may stand where in an outline: the JSON Schema, walked along a path.

In: a path, and the tree that is there. Out: the keys that a mapping may have, with what they are; the words that a
value may be. A slide is known by its first key.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from podium import kinds
from podium.assist.cursor import value_of
from podium.outline import nodes

Schema = dict[str, Any]


class Key(NamedTuple):
    """A key of a mapping: what it is, and the words that its value may be."""

    name: str
    about: str
    choices: tuple[str, ...]


@cache
def _schema() -> Schema:
    return kinds.schema()


def alternatives(path: tuple[str | int, ...], tree: Any) -> list[Schema]:
    """The schemas of what a path leads to, in a tree."""
    found = _flat([_schema()])
    if path and isinstance(path[0], int):  # a file for others to include: a list of slides or of sections
        defs = _schema()["$defs"]
        first = tree[0] if isinstance(tree, nodes.Sequence) and tree else None
        is_sections = isinstance(first, nodes.Mapping) and ("title" in first or "slides" in first)
        found = _flat([{"type": "array", "items": defs["Section"] if is_sections else defs["slide"]}])
    for step in path:
        found = _step(_fitting(found, tree), step)
        tree = value_of(tree, (step,))
    return _fitting(found, tree)


def keys(schemas: list[Schema]) -> dict[str, Key]:
    """The keys of a mapping with one of these schemas."""
    found: dict[str, Key] = {}
    for schema in schemas:
        for name, value in schema.get("properties", {}).items():
            if name not in found:
                found[name] = Key(name, value.get("description", ""), choices(_flat([value])))
    return found


def choices(schemas: list[Schema]) -> tuple[str, ...]:
    """The words that a value with one of these schemas may be."""
    found: list[str] = []
    for schema in schemas:
        found += [str(word) for word in schema.get("enum", ()) if word not in ("", None)]
        found += [str(schema["const"])] if schema.get("const") else []
        kind = schema.get("type", ())
        found += ["true", "false"] if "boolean" in (kind if isinstance(kind, list) else [kind]) else []
    return tuple(dict.fromkeys(found))


def is_slide(path: tuple[str | int, ...]) -> bool:
    """Whether a path leads to a slide: it is an entry of `slides`, or of a file of slides."""
    return len(path) >= 1 and isinstance(path[-1], int) and (len(path) == 1 or path[-2] == "slides")


def kind_of(slide: Any) -> str:
    """The kind of a slide, "" if it has none that is known."""
    first = next(iter(slide), "") if isinstance(slide, nodes.Mapping) else ""
    return first if first in kinds.names() else ""


def _flat(schemas: list[Schema]) -> list[Schema]:
    """The schemas with their references followed and their alternatives side by side."""
    found: list[Schema] = []
    for schema in schemas:
        if "$ref" in schema:
            found += _flat([_schema()["$defs"][schema["$ref"].rpartition("/")[2]]])
        found += _flat(schema.get("anyOf", [])) if "required" not in str(schema.get("anyOf", "")) else []
        if any(key in schema for key in ("type", "enum", "const", "properties", "items", "additionalProperties")):
            found.append(schema)
    return found


def _fitting(schemas: list[Schema], tree: Any) -> list[Schema]:
    """Of the schemas of slides, that of the kind that the slide has."""
    kind = kind_of(tree)
    named = [s for s in schemas if kind and kind in s.get("required", ())]
    return named or schemas


def _step(schemas: list[Schema], step: str | int) -> list[Schema]:
    inner: list[Schema] = []
    for schema in schemas:
        if isinstance(step, int):
            inner += [schema["items"]] if "items" in schema else []
        elif step in schema.get("properties", {}):
            inner.append(schema["properties"][step])
        elif isinstance(schema.get("additionalProperties"), dict):
            inner.append(schema["additionalProperties"])
    return _flat(inner)
