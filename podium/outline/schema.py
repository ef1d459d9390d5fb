"""The outline's JSON Schema, made from the models and the registry.

In: the model of each kind and each block by its name. Out: a schema (draft 2020-12) in which a slide is one of the
kinds, known by its first key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from podium.outline.deck import Deck
from podium.outline.deck_parts import Side, Source
from podium.outline.models import BLOCK, ENTRIES, Model, about_keys
from podium.outline.slide import IN_SCHEMA, Slide

_TEMPLATE = "#/$defs/{model}"
# The keys that `expansion` replaces before a model is read.
_NAMES = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}, {"type": "object"}]}
_FOR = {**_NAMES, "description": "The variants that this belongs to, or {variant: {keys that differ}} (--for)"}
_IN_VARIANTS = {"$ref": _TEMPLATE.format(model="for")}
_VARIANTS = {**_NAMES, "description": "The variants of the lecture (--for), or {variant: {keys that differ}}"}
_INCLUDE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_A_TAKEN = {"$ref": _TEMPLATE.format(model="taken")}
_TAKEN = {
    "type": "object",
    "anyOf": [{"required": ["include"]}, {"required": ["use"]}],
    "properties": {
        "include": {**_INCLUDE, "description": "A file with slides or sections: parts/maps.yaml"},
        "use": {**_INCLUDE, "description": "A slide of another lecture: other.yaml#its-id"},
        "for": _IN_VARIANTS,
    },
}
_VARS = {"type": "object", "description": "What ${name} stands for in the texts below"}


def outline_schema(kinds: Mapping[str, type[Slide]], blocks: Mapping[str, type[Model]]) -> dict[str, Any]:
    """The schema as plain data. Kinds and blocks are described by their `summary`, keys by `about`."""
    schema: dict[str, Any] = _with_slides(_of(Deck))
    definitions = schema.setdefault("$defs", {})
    for name, model in kinds.items():
        own = _of(model)
        definitions.update(own.pop("$defs", {}))
        headline, properties = own["properties"].pop("headline"), own["properties"]
        own["properties"] = {name: {**headline, "description": getattr(model, "summary", "")}, **properties}
        own["properties"]["for"] = _IN_VARIANTS
        own["required"] = [name, *(r for r in own.get("required", ()) if r != "headline")]
        definitions[f"{name}-slide"] = own
    for named in (Side, Source):
        definitions[named.__name__] = _of(named)
    definitions |= _blocks(blocks)
    definitions |= {f"{name}-entry": _of(model) for name, model in ENTRIES.items()}
    definitions["Section"]["properties"]["for"] = _IN_VARIANTS
    definitions["for"] = _FOR
    schema["properties"] |= {"for": _VARIANTS, "vars": _VARS, "defaults": _defaults(kinds)}
    schema["properties"]["include"] = {**_INCLUDE, "description": "Files whose sides, sources, vars … this has too"}
    definitions["taken"] = _TAKEN
    for key in ("sides", "sources"):
        schema["properties"][key]["properties"] = {"include": _INCLUDE}
    schema["properties"]["sections"]["items"] = {"anyOf": [schema["properties"]["sections"]["items"], _A_TAKEN]}
    definitions["slide"] = {"anyOf": [*({"$ref": f"#/$defs/{name}-slide"} for name in kinds), _A_TAKEN]}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "podium outline"}
    made: dict[str, Any] = _resolved(whole)
    return made


def _of(model: type[Model]) -> dict[str, Any]:
    """The schema of a model, in which its keys, and those of the models in it, say what they are."""
    schema: dict[str, Any] = model.model_json_schema(ref_template=_TEMPLATE)
    inner = {part.__name__: part for part in _models_in(model)}
    for name, part in [("", schema), *schema.get("$defs", {}).items()]:
        said = about_keys(inner[name] if name else model)
        for key, properties in part.get("properties", {}).items():
            properties.pop("title", None)
            properties |= {"description": said[key]} if said.get(key) else {}
    return schema


def _models_in(model: type[Model]) -> set[type[Model]]:
    """The models of the fields of a model, and of theirs."""
    found: set[type[Model]] = set()
    todo: list[Any] = [f.annotation for f in model.model_fields.values()]
    while todo:
        kind = todo.pop()
        todo += get_args(kind)
        if isinstance(kind, type) and issubclass(kind, Model) and kind not in found:
            found.add(kind)
            todo += [f.annotation for f in kind.model_fields.values()]
    return found


def _blocks(blocks: Mapping[str, type[Model]]) -> dict[str, Any]:
    """The definitions of all blocks, and of one of any name."""
    made: dict[str, Any] = {}
    for name, model in blocks.items():
        made[f"{name}-block"] = own = _of(model)
        own["description"] = getattr(model, "summary", "")
        made.update(own.pop("$defs", {}))
    properties = {name: {"$ref": f"#/$defs/{name}-block"} for name in blocks}
    return {**made, "block": {"type": "object", "maxProperties": 1, "properties": properties}}


def _resolved(node: Any) -> Any:
    """The schema in which `$model` is a reference to a definition; what stands beside it goes into one with it."""
    if isinstance(node, dict):
        plain = {k: _resolved(v) for k, v in node.items() if k != "$model"}
        if "$model" in node:
            name = node["$model"] if node == BLOCK else f"{node['$model']}-entry"
            referred = {"$ref": f"#/$defs/{name}"}
            return {"anyOf": [referred, plain]} if plain else referred
        return plain
    return [_resolved(v) for v in node] if isinstance(node, list) else node


def _defaults(kinds: Mapping[str, type[Slide]]) -> dict[str, Any]:
    """The schema of `defaults`: each kind with the keys of its slides."""
    return {
        "type": "object",
        "properties": {name: {"type": "object"} for name in kinds},
        "additionalProperties": False,
        "description": "Keys that every slide of a kind has unless it says otherwise",
    }


def _with_slides(node: Any) -> Any:
    """The schema in which every slide, side or source refers to its definition."""
    if isinstance(node, dict):
        if len(node) == 1 and node.get("title") in (IN_SCHEMA, Side.__name__, Source.__name__):
            return {"$ref": _TEMPLATE.format(model=node["title"])}
        return {k: _with_slides(v) for k, v in node.items()}
    return [_with_slides(v) for v in node] if isinstance(node, list) else node
