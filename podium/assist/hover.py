"""What stands at a place, explained.

In: the text of an outline, a place in it, its project. Out: Markdown, and the lines and columns that it is about.
"""

from __future__ import annotations

from pathlib import Path as File
from typing import NamedTuple

from podium import kinds
from podium.assist import grammar, names
from podium.assist.cursor import Path, path_at, value_of
from podium.assist.lecture import with_names
from podium.kinds._examples import example
from podium.outline import nodes, source
from podium.outline.project import Project

DOCS = "docs/outline.md"


class Explained(NamedTuple):
    """Markdown about the key or value at a place (line, column from 0), of so many letters."""

    text: str
    line: int
    column: int
    length: int


def explain(text: str, line: int, column: int, project: Project, path: File | None = None) -> Explained | None:
    """What stands there; None for nothing that needs an explanation. `path` as in `completion.offers_at`."""
    tree, _ = source.read(text, "")
    found = path_at(tree, line, column)
    if found is None:
        return None
    steps, is_key = found
    place = nodes.locate(tree, steps, of_key=is_key)
    at = (place[0] - 1, place[1] - 1)
    word = str(steps[-1]) if is_key else value_of(tree, steps)
    if at[0] != line or not isinstance(word, str) or column > at[1] + len(word):
        return None
    if is_key:
        said = _about_key(steps, tree)
    else:
        said = _about_value(steps, with_names(tree, path, project) if path else tree, word, project)
    return Explained(said, *at, len(word)) if said else None


def _about_key(path: Path, tree: nodes.Mapping) -> str:
    slide = value_of(tree, path[:-1])
    name = str(path[-1])
    if grammar.is_slide(path[:-1]) and grammar.kind_of(slide) == name:
        return f"**{name}**: {kinds.model_of(name).summary}\n\n```yaml\n{example(name)}\n```\n\n{DOCS}: Kinds"
    key = grammar.keys(grammar.alternatives(path[:-1], tree)).get(name)
    if key is None:
        return ""
    words = f"\n\nOne of: {', '.join(f'`{c}`' for c in key.choices)}" if len(key.choices) > 1 else ""
    return f"**{name}**: {key.about}{words}" if key.about else ""


def _about_value(path: Path, tree: nodes.Mapping, word: str, project: Project) -> str:
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    known = {"side": names.sides, "sides": names.sides, "source": names.sources}.get(key)
    if known:
        return next((f"**{name}**: {about}" for name, about, _ in known(tree) if name == word and about), "")
    if key == "territories":
        found = names.territories(project, word)
        shown = ", ".join(name or id for id, name in found[:40])
        return f"**{word}**: {len(found)} territories: {shown}{' …' if len(found) > 40 else ''}" if found else ""
    if file := names.file_of(project, key, word):
        return f"`{file.relative_to(project.root) if file.is_relative_to(project.root) else file.name}`"
    return ""
