"""The alternative text of a map, for those who cannot see it.

In: a language tag and lists of names. Out: one text of short labelled lists, which read well aloud and need no grammar
of their own in any language.
"""

from __future__ import annotations

from collections.abc import Sequence

from podium import languages

_MOST = 8  # names in a list


def listed(names: Sequence[str]) -> str:
    """Names with commas, each once, "…" for what would be too long to listen to."""
    once = list(dict.fromkeys(n for n in names if n))
    return ", ".join(once[:_MOST]) + (" …" if len(once) > _MOST else "")


def description(
    lang: str,
    title: str,
    day: str,
    holdings: Sequence[tuple[str, Sequence[str]]],
    events: Sequence[str],
    movements: Sequence[str],
    fronts: Sequence[str],
    units: Sequence[str],
    terrain: Sequence[str],
    steps: Sequence[str],
    others: Sequence[str],
) -> str:
    """What the map shows: who holds what on which day, what happens."""
    w = languages.of(lang).maps
    head = w.map + w.colon + ", ".join(t for t in ((title,) if day in title else (title, day)) if t)
    lists = [
        *holdings,
        (w.others, others),
        (w.events, events),
        (w.movements, movements),
        (w.fronts, fronts),
        (w.units, units),
        (w.terrain, terrain),
        (w.steps, steps),
    ]
    said = [f"{name}{w.colon}{listed(names)}" for name, names in lists if any(names)]
    return ". ".join(text.removesuffix(".") for text in (head.rstrip(w.colon), *said)) + "."
