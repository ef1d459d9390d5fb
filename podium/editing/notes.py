"""Notes of a slide that has none yet, or shall have none.

In: the text of a file, a line of the slide that is meant (from 1). Out: the new text, or `Refused`.
"""

from __future__ import annotations

import json

from podium.editing.edits import Refused, checked, end_of, read_tree
from podium.editing.entries import Slide, slide_at
from podium.outline import inline
from podium.outline.spans import lines_of
from podium.scene.boxes import even


def added(text: str, line: int, notes: str) -> str:
    """With notes for a slide, a line for each paragraph: its last key, as house order has it. Raises Refused."""
    slide, tree = _slide(text, line), read_tree(text)
    value, end = _value(tree, slide), end_of(text)
    said = "\n\n".join(_marked(words) for words in notes.split("\n"))
    indent = " " * slide.node.column
    if "\n" in said:
        rows = [f"{indent}notes: |-", *(f"{indent}  {row}" if row else "" for row in said.split("\n"))]
    else:
        rows = [f"{indent}notes: {json.dumps(said, ensure_ascii=False)}"]
    lines = lines_of(text)
    if not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    value.append(("notes", said))
    at = slide.node.last + 1
    made = "".join([*lines[:at], *(f"{row}{end}" for row in rows), *lines[at:]])
    return checked(text, made, tree)


def removed(text: str, line: int) -> str:
    """Without the notes of a slide. Raises Refused."""
    slide, tree = _slide(text, line), read_tree(text)
    value, lines = _value(tree, slide), lines_of(text)
    for n, (key, node) in enumerate(slide.node.pairs or []):
        if key.text == "notes" and n > 0 and not node.names:
            value[:] = [entry for entry in value if entry[0] != "notes"]
            return checked(text, "".join([*lines[: key.line], *lines[max(key.line, node.last) + 1 :]]), tree)
    raise Refused("its notes do not stand in lines of their own; open the lines and delete them")


def _marked(words: str) -> str:
    """A paragraph that is read as these words."""
    return words if even(inline.plain(words)) == even(words) else inline.escaped(words)


def _slide(text: str, line: int) -> Slide:
    found = slide_at(text, line - 1)
    if found is None or not found[1].node.pairs:
        raise Refused("the slide does not stand in lines of its own; open the lines and edit them")
    return found[1]


def _value(tree: object, slide: Slide) -> list[tuple[str, object]]:
    for step in slide.path:
        tree = tree[step] if isinstance(step, int) else next(v for k, v in tree if k == step)  # type: ignore
    if not (isinstance(tree, list) and all(isinstance(entry, tuple) for entry in tree)):
        raise Refused("the slide does not stand in lines of its own; open the lines and edit them")
    return tree
