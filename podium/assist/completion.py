"""What can be typed at a cursor.

In: the text of an outline, a place in it, and its project. Out: `Offer`s: kinds with a snippet at the beginning of a
slide, then only the keys of that kind; the words, names and files that a value may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path as File
from typing import Any, Literal, NamedTuple

from podium import kinds, languages
from podium.assist import grammar, names
from podium.assist.cursor import Cursor, Path, cursor_at, value_of
from podium.assist.lecture import with_names
from podium.blocks.base import names as block_names
from podium.kinds._examples import example
from podium.outline import nodes, source
from podium.outline.project import Project
from podium.outline.quoting import quoted
from podium.outline.spans import lines_of
from podium.themes import SIDE_COLOURS

_IN_TEXT = re.compile(r"(?P<opens>\$\{|\[\^|\]\(#)(?P<typed>[^\s${}()\[\]#^]*)$")
_FILES = ("include", "use", "territories", "file", "picture", "before", "after", "logo", "poster", "cover")
_PART = re.compile(r"\$\{\d+:(?P<place>(?:\\.|[^}\\])*)\}|\\?.", re.DOTALL)  # of a snippet
_TONES = ("", " strong", " pale")
_HATCHES = ("occupied", "disputed", "claimed")
_LEAST_PLACE = 3  # letters
_MOST_PLACES = 40


class Offer(NamedTuple):
    """A completion: its label, what it is, the text that takes the place of what is typed from column `start` on; a
    `snippet` has places to be filled in."""

    label: str
    about: str
    insert: str
    start: int
    kind: Literal["kind", "key", "word", "name", "file"]
    snippet: bool = False


def filled(offer: Offer) -> tuple[str, int, int]:
    """The text of an offer with its places filled in by what they propose, and from where to where the first of them
    is in it: at the end if there is none."""
    made, first = "", None
    for found in _PART.finditer(offer.insert if offer.snippet else _plain(offer.insert)):
        start = len(made)
        made += re.sub(r"\\(.)", r"\1", found["place"] if found["place"] is not None else found[0])
        if found["place"] is not None and first is None:
            first = (start, len(made))
    return made, *(first or (len(made), len(made)))


def offers_at(text: str, line: int, column: int, project: Project, path: File | None = None) -> list[Offer]:
    """What can be typed there; `path` is the file that has the text, for names that others of its lecture define."""
    rows = lines_of(text)
    head = rows[line][:column] if line < len(rows) else ""
    if found := _IN_TEXT.search(head):
        tree, _ = source.read(text, "")
        return list(_in_text(found, with_names(tree, path, project) if path else tree))
    cursor = cursor_at(text, line, column)
    if cursor is None or cursor.role == "text":
        return []
    if path:
        cursor = cursor._replace(names=with_names(cursor.tree, path, project))
    if cursor.role == "key":
        return list(_keys(cursor, project))
    return [
        Offer(word, about, quoted(word, flow=True), cursor.start, how) for word, about, how in _values(cursor, project)
    ]


def _in_text(found: re.Match[str], tree: Any) -> Iterator[Offer]:
    """Variables, sources and slides in the midst of a text."""
    start = found.start("typed")
    known = {"${": names.variables, "[^": names.sources, "](#": names.ids}[found["opens"]]
    for name, about, _ in known(tree):
        yield Offer(name, about, name, start, "name")


# ---- keys ----------------------------------------------------------------------------------------------------


def _keys(cursor: Cursor, project: Project) -> Iterator[Offer]:
    there = set(cursor.node or ())
    if grammar.is_slide(cursor.path) and not grammar.kind_of(cursor.node):
        for kind in kinds.names():
            snippet = _snippet(example(kind).strip().removeprefix("- "))
            yield Offer(kind, kinds.model_of(kind).summary, snippet, cursor.start, "kind", True)
        for taken in ("include", "use"):
            yield Offer(taken, "a slide of another file", f"{taken}: ", cursor.start, "key")
        return
    for word, about in _known_keys(cursor, project):
        if word not in there:
            yield Offer(word, about, f"{word}: ", cursor.start, "name")
    schemas = grammar.alternatives(cursor.path, cursor.tree)
    is_block = cursor.path[-1:] in (("beside",), ("block",))
    for name, key in grammar.keys(schemas).items():
        if name not in there and name != grammar.kind_of(cursor.node):
            how: Literal["kind", "key"] = "kind" if is_block and name in block_names() else "key"
            yield Offer(name, key.about, f"{name}: ", cursor.start, how)


def _known_keys(cursor: Cursor, project: Project) -> Iterator[tuple[str, str]]:
    """Keys that are names: of territories, sides and hatches."""
    if cursor.path[-1:] in (("fill",), ("hatch",)):
        first = _HATCHES if cursor.path[-1] == "hatch" else ()
        yield from ((word, "a hatch") for word in first)
        yield from _colours(cursor.names)
    elif cursor.path[-1:] == ("names",):
        yield from _territories(cursor, project)
    elif cursor.path[-1:] == ("sides",) and len(cursor.path) > 1:
        yield from ((name, about) for name, about, _ in names.sides(cursor.names))


def _snippet(text: str) -> str:
    """An example as a snippet: the headline and the value of each line can be typed over."""
    made, number = [], 0
    for row in text.splitlines():
        found = re.match(r"(\s*(?:- )?[\w-]+: )([^{\[|].*)$", row)
        if found:
            number += 1
            made.append(f"{_plain(found[1])}${{{number}:{_plain(found[2])}}}")
        else:
            made.append(_plain(row))
    return "\n".join(made)


def _plain(text: str) -> str:
    return re.sub(r"([\\$}])", r"\\\1", text)


# ---- values --------------------------------------------------------------------------------------------------

Word = tuple[str, str, Literal["word", "name", "file"]]


def _values(cursor: Cursor, project: Project) -> Iterator[Word]:
    key = next((step for step in reversed(cursor.path) if isinstance(step, str)), "")
    for word in grammar.choices(grammar.alternatives(cursor.path, cursor.tree)):
        yield word, "", "word"
    yield from ((word, about, "name") for word, about in _named(key, cursor, project))
    if key in _FILES:
        yield from ((file, "", "file") for file in names.files(project, key, _kind(cursor)))


def _named(key: str, cursor: Cursor, project: Project) -> Iterator[tuple[str, str]]:
    """The names that the value of a key may be."""
    tree, around = cursor.names, value_of(cursor.tree, _mapping_path(cursor))
    if key in ("side", "sides"):
        yield from ((name, about) for name, about, _ in names.sides(tree))
    elif key == "source" and not _in_map(cursor):
        yield from ((name, about) for name, about, _ in names.sources(tree))
        yield from (("none", "no source"), ("always", "that of the deck"))
    elif key == "for":
        yield from ((name, "a variant") for name in names.variants(tree))
    elif key == "lang":
        yield from ((name, languages.summary(name)) for name in languages.names())
    elif key == "step":
        yield from ((name, "a step of this map") for name in _steps(cursor))
    elif key == "lane" and isinstance(lanes := _slide_value(cursor, "lanes"), list):
        yield from ((str(name), "a lane") for name in lanes)
    elif (key == "fit" and _in_map(cursor)) or cursor.path[-3:-2] in (("fill",), ("hatch",)):
        yield from _territories(cursor, project)
    elif key in ("only", "highlight", "line"):
        yield from ((name, "a series") for name in _series(around, project))
    elif key in ("at", "place", "from", "to", "via", "cities", "name") and _in_map(cursor):
        yield from _places(cursor.typed)


def _mapping_path(cursor: Cursor) -> Path:
    """The path to the mapping around a value."""
    path = cursor.path
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return path[:-1]


def _slide_path(path: Path) -> Path:
    """The path to the slide around a path."""
    for n in range(len(path), 0, -1):
        if grammar.is_slide(path[:n]):
            return path[:n]
    return ()


def _kind(cursor: Cursor) -> str:
    """The kind of slide or block that a key belongs to."""
    for step in reversed(cursor.path[:-1]):
        if step in block_names():
            return str(step)
    return grammar.kind_of(value_of(cursor.tree, _slide_path(cursor.path)))


def _in_map(cursor: Cursor) -> bool:
    return _kind(cursor) == "map"


def _map(cursor: Cursor) -> Any:
    """The mapping with the keys of the map around a cursor."""
    if "map" in cursor.path:
        return value_of(cursor.tree, cursor.path[: cursor.path.index("map") + 1])
    return value_of(cursor.tree, _slide_path(cursor.path))


def _slide_value(cursor: Cursor, key: str) -> Any:
    slide = value_of(cursor.tree, _slide_path(cursor.path))
    return slide.get(key) if isinstance(slide, nodes.Mapping) else None


def _steps(cursor: Cursor) -> list[str]:
    found = _map(cursor)
    steps = found.get("steps") if isinstance(found, nodes.Mapping) else None
    entries = steps if isinstance(steps, nodes.Sequence) else []
    named = (e.get("name") if isinstance(e, nodes.Mapping) else e for e in entries)
    return [name for name in named if isinstance(name, str)]


def _territories(cursor: Cursor, project: Project) -> Iterable[tuple[str, str]]:
    found = _map(cursor)
    recipe = found.get("territories") if isinstance(found, nodes.Mapping) else None
    default = value_of(cursor.names, ("defaults", "map", "territories"))
    return names.territories(project, default if recipe is None else recipe)


def _colours(tree: Any) -> Iterator[tuple[str, str]]:
    known = [(name, about) for name, about, _ in names.sides(tree)]
    for name, about in [*known, *((colour, "a colour") for colour in SIDE_COLOURS)]:
        yield from ((f"{name}{tone}", about) for tone in _TONES)


def _series(around: Any, project: Project) -> list[str]:
    """The categories and series of the numbers around."""
    if not isinstance(around, nodes.Mapping):
        return []
    if isinstance(file := around.get("file"), str):
        return names.columns(project, file)
    data = around.get("data") or around.get("rows")
    if not isinstance(data, nodes.Mapping):
        return []
    inner = [k for value in data.values() if isinstance(value, nodes.Mapping) for k in value]
    return list(dict.fromkeys([*data, *inner]))


def _places(typed: str) -> Iterator[tuple[str, str]]:
    if len(typed) < _LEAST_PLACE:
        return
    from podium.maps.atlas.gazetteer import beginning_with

    for place in beginning_with(typed)[:_MOST_PLACES]:
        today = f"{place.modern}, " if place.modern != place.name else ""
        yield place.name, f"{today}{place.country}, {place.lat:.2f}° N {place.lon:.2f}° E"
