"""The sections and slides of an outline, as an editor lists them.

In: the text of an outline. Out: `Symbol`s: sections with their slides; slides with headline and kind.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from podium.assist import grammar, names
from podium.editing.entries import lists_of
from podium.outline import inline, nodes, source


class Symbol(NamedTuple):
    """A section or slide: what it is called, its kind, its lines (from 0, `end` not included), what it contains."""

    name: str
    detail: str
    start: int
    end: int
    below: tuple[Symbol, ...] = ()


def symbols_of(text: str) -> list[Symbol]:
    """The sections, or the slides of an outline without sections."""
    tree, _ = source.read(text, "")
    by_path: dict[tuple[str | int, ...], Any] = dict(names.slides(tree))
    found: list[Symbol] = []
    for part in lists_of(text):
        slides = tuple(
            Symbol(_headline(by_path.get(slide.path)), grammar.kind_of(by_path.get(slide.path)), *slide.lines)
            for slide in part.slides
        )
        if part.title or len(part.path) > 1:
            found.append(Symbol(part.title or "…", "section", part.whole.start, max(part.whole.end, 1), slides))
        else:
            found += slides
    return found


def _headline(slide: Any) -> str:
    """The headline, else what is taken from elsewhere, else the kind."""
    if not isinstance(slide, nodes.Mapping):
        return "…"
    headline = re.sub(r"\[\^[^\]]*\]", "", names.headline_of(slide))
    return inline.plain(headline).strip() or next(iter(slide), "…")
