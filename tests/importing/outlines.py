"""What tests of imports share: a file is imported, and the words of its outline are counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from podium import kinds
from podium.diagnostics import Report
from podium.importing.run import imported
from podium.outline import house_style, inline, source
from podium.pipeline import scene_of

_UNSAID = frozenset({"file", "poster", "type", "at", "id", "lang", "size", "source", "sources"})


class Imported(NamedTuple):
    """An outline that was written, as text and tree, with what was said meanwhile."""

    path: Path
    text: str
    tree: Any
    said: list[str]

    def slides(self) -> list[Any]:
        """All slides in order."""
        parts = [self.tree, *self.tree.get("sections", ())]
        return [slide for part in parts for slide in part.get("slides") or ()]

    def kinds(self) -> list[str]:
        return [next(iter(slide)) for slide in self.slides()]

    def words(self) -> Counter[str]:
        """The words of titles, texts, notes and captions."""
        return words_of(_texts(self.tree))


def bring(project: Path, name: str, data: bytes | str, outline: str = "made", **how: str) -> Imported:
    """The file `name` with these bytes, imported into a project; the outline passes `check` and is in house order."""
    path = project / name
    if data is not None:
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    target = project / "slides_src" / f"{outline}.yaml"
    report = Report()
    imported(path, target, report, **how)
    text = target.read_text("utf-8")
    found, scene = scene_of(target, style=True)
    assert not found.failed, [str(d) for d in found if d.severity == "error"]
    assert scene is not None
    assert not [d for d in found if d.code in ("hidden-text", "yaml")]
    assert house_style.in_house_style(text, "made", frozenset(kinds.names())) == text
    tree, errors = source.read(text, "made")
    assert not errors
    return Imported(target, text, tree, [str(d) for d in report])


def words_of(texts: Iterable[str]) -> Counter[str]:
    """Words, whatever their case, with typographic apostrophes as straight ones; a number is a word."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(re.findall(r"\w+", text.replace("’", "'").casefold()))
    return counted


def _texts(node: Any) -> list[str]:
    found = []
    if isinstance(node, str):
        return [inline.plain(line) for line in node.replace("$${", "${").splitlines()]
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in _UNSAID:
                found += [inline.plain(key), *_texts(value)]
    elif isinstance(node, list):
        for value in node:
            found += _texts(value)
    return found
