"""What a recipe has from shipped sets: `extends`, all of one, and `takes`, parts of several.

In: the tree of a recipe file, and a reader of shipped sets. Out: the tree with what it asks for, without these keys.
What comes from a set stands where the recipe names the set, so mistakes in it are told there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from podium.maps.atlas.names import did_you_mean
from podium.maps.territories import naming
from podium.outline import nodes, source
from podium.outline.nodes import Place

Read = Callable[[str], Any]
"""The tree of a shipped set by its name."""
_PARTS = ("lines", "areas", "territories")
_REFERENCES = ("add", "part", "minus", "cut", "inside", "outside")


def joined(tree: nodes.Mapping, file: str, shipped: Collection[str], read: Read) -> nodes.Mapping:
    """The recipe with what it extends and takes. Raises SourceError for what no shipped set has."""
    if "takes" in tree:
        tree = _taken(tree, file, shipped, read)
    return _extended(tree, file, shipped, read) if "extends" in tree else tree


def _extended(tree: nodes.Mapping, file: str, shipped: Collection[str], read: Read) -> nodes.Mapping:
    """A recipe over the shipped set that it extends: its own lines, areas, years and territories are added, or take the
    place of those of the same name."""
    at = tree.values_at["extends"]
    base = _set(str(tree["extends"]), "extend", shipped, read, nodes.span_of(file, at))
    rows = {key: _at(at, node) if isinstance(node, dict) else node for key, node in base.items()}
    return _over(tree, _at(at, rows), "extends")


def _taken(tree: nodes.Mapping, file: str, shipped: Collection[str], read: Read) -> nodes.Mapping:
    """A recipe with the lines, areas and territories that it takes from shipped sets, and all that these are built
    from. What was not asked for by name is hidden."""
    asked, at = tree["takes"], tree.values_at["takes"]
    if not isinstance(asked, nodes.Mapping):
        hint = "for example {eastern-europe-1939-1941: [memel, poland_1939]}"
        raise source.SourceError("'takes' is a shipped set and what to take from it", nodes.span_of(file, at), hint)
    taken = {part: nodes.Mapping(at) for part in _PARTS}
    taken_from: dict[tuple[str, str], str] = {}
    for name, wanted, key_at, value_at in asked.entries():
        whole = _set(name, "take from", shipped, read, nodes.span_of(file, key_at))
        names = wanted if isinstance(wanted, nodes.Sequence) else nodes.Sequence.of(value_at, [(wanted, value_at)])
        for entry, entry_at in zip(names, names.values_at, strict=True):
            there = [key for part in _PARTS for key in whole.get(part) or {}]
            if entry not in there:
                hint = did_you_mean(str(entry), there) or f"'list territories {name}' shows its territories"
                raise source.SourceError(f"'{name}' has no '{entry}'", nodes.span_of(file, entry_at), hint)
        for part, key, node in _with_needs(whole, names):
            before, other = taken[part].get(key), taken_from.setdefault((part, key), name)
            if other != name and _shown(before) != _shown(node) and key not in (tree.get(part) or {}):
                hint = "take from one of the two sets, or build it in this recipe"
                message = f"'{name}' has another '{key}' than '{other}'"
                raise source.SourceError(message, nodes.span_of(file, key_at), hint)
            if before is None or "hidden" in before:
                taken[part][key] = node
                taken[part].keys_at[key] = taken[part].values_at[key] = key_at
    return _over(tree, _at(at, {part: rows for part, rows in taken.items() if rows}), "takes")


def _shown(node: Any) -> Any:
    """A line, area or territory, hidden or not."""
    return {key: value for key, value in node.items() if key != "hidden"} if isinstance(node, dict) else node


def _set(name: str, verb: str, shipped: Collection[str], read: Read, at: Any) -> dict[str, Any]:
    if name not in shipped:
        hint = did_you_mean(name, shipped) or "'list territories' shows the sets"
        raise source.SourceError(f"no shipped set '{name}' to {verb}", at, hint)
    found: dict[str, Any] = _plain(read(name))
    for node in found["territories"].values():
        if "name" in node:
            node["name"] = naming.in_english(node["name"])
    if "towns" in found:
        found["towns"] = {town: naming.in_english(value) for town, value in found["towns"].items()}
    return found


def _with_needs(whole: Mapping[str, Any], names: Collection[str]) -> Iterator[tuple[str, str, Any]]:
    """(part, name, node) of what is named in a set and of what that needs, in the order of the set."""
    parts = {part: whole.get(part) or {} for part in _PARTS}
    needed, waiting = set(names), list(names)
    while waiting:
        node = parts["territories"].get(waiting.pop())
        for step in (node or {}).get("build", ()):
            fresh = {name for name in _mentioned(step) if any(name in rows for rows in parts.values())} - needed
            needed |= fresh
            waiting += sorted(fresh)
    for part, rows in parts.items():
        for key, node in rows.items():
            if key in needed:
                yield part, key, node if part != "territories" or key in names else {**node, "hidden": "true"}


def _mentioned(step: Any) -> list[str]:
    """All names in a step: of units, territories, lines and areas."""
    values = [step.get(key) for key in _REFERENCES] if isinstance(step, dict) else [step]
    flat = [name for value in values for name in (value if isinstance(value, list) else [value])]
    return [name for name in flat if isinstance(name, str)]


def _over(tree: nodes.Mapping, base: nodes.Mapping, key_gone: str) -> nodes.Mapping:
    """The entries of `tree` over those of `base`, without the key that asks for them."""
    made = {row[0]: row for row in base.entries()}
    for key, own, key_at, value_at in tree.entries():
        of_set = base.get(key)
        if isinstance(own, nodes.Mapping) and isinstance(of_set, nodes.Mapping):
            rows = {row[0]: row for mapping in (of_set, own) for row in mapping.entries()}
            own = nodes.Mapping.of(own.place, rows.values())
        made[key] = (key, own, key_at, value_at)
    del made[key_gone]
    return nodes.Mapping.of(tree.place, made.values())


def _at(place: Place, entries: Mapping[str, Any]) -> nodes.Mapping:
    """Entries that all stand at one place."""
    return nodes.Mapping.of(place, ((key, value, place, place) for key, value in entries.items()))


def _plain(node: Any) -> Any:
    """A tree that does not know its places."""
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    return [_plain(value) for value in node] if isinstance(node, list) else node if node is None else str(node)
