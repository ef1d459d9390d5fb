"""Footnotes: `It began at Mukden.[^lytton, p. 71]` becomes a raised number, and a note at the foot of the slide.

In: the tree of an outline. Out: the tree in which every slide has its `footnotes`, in the order in which its texts
stand in the file; the same note twice has one number. A note is a source's id, perhaps with a page, or free text. In
the speaker's notes and alt texts a footnote has no place, and is left out.
"""

from __future__ import annotations

import re
from typing import Any

from podium.outline.nodes import Mapping, Place, Scalar, Sequence

SIGN = "[^"
KEY = "footnotes"
_NOTE = re.compile(r"[ \t]*\[\^([^\[\]\n]+)\]")
_SPOKEN = frozenset({"notes", "alt"})
_NO_TEXTS = frozenset({"id", "file", KEY})
_PAGE = re.compile(r"\s*,\s*|\s+(?=(?:[^\W\d_]{1,3}\.|§)\s*\w)")  # before a page: "khan, 12", "khan p. 12"
_NUMBERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def of_deck(tree: Mapping) -> Mapping:
    """The tree with the footnotes of all slides."""
    entries = []
    for key, value, key_at, value_at in tree.entries():
        if key == "slides" and isinstance(value, Sequence):
            made = [_of_slide(slide) if isinstance(slide, Mapping) else slide for slide in value]
            value = Sequence.of(value.place, zip(made, value.values_at, strict=True))
        elif key == "sections" and isinstance(value, Sequence):
            made = [of_deck(section) if isinstance(section, Mapping) else section for section in value]
            value = Sequence.of(value.place, zip(made, value.values_at, strict=True))
        entries.append((key, value, key_at, value_at))
    return Mapping.of(tree.place, entries)


def parted(note: str) -> tuple[str, str]:
    """What may be the id of a source, in a note or under `source`, and what stands behind it: mostly a page."""
    first, *rest = _PAGE.split(note.strip(), maxsplit=1)
    return first, "".join(rest)


def named(note: str) -> str:
    """What may be the id of a source in a note."""
    return parted(note)[0]


def cited(note: str, citations: dict[str, str]) -> str:
    """A note in full; `citations` of sources by their ids."""
    source, page = parted(note)
    return ", ".join(t for t in (citations[source], page) if t) if source in citations else note.strip()


def shown(notes: tuple[str, ...], citations: dict[str, str]) -> list[str]:
    """The notes as they stand at the foot: "¹ Lytton Report, 1932, p. 71"; `citations` of sources by their ids."""
    return [f"{str(number).translate(_NUMBERS)} {cited(note, citations)}" for number, note in enumerate(notes, 1)]


def names_in(text: str) -> list[str]:
    """The sources that a text may cite in footnotes."""
    return [named(note) for note in _NOTE.findall(text)] if SIGN in text else []


def _of_slide(slide: Mapping) -> Mapping:
    given = slide.get(KEY)
    own = list(zip(given, given.values_at, strict=True)) if isinstance(given, Sequence) else []
    notes: list[tuple[Any, Place]] = [*own] if own or given is None else [(given, slide.values_at[KEY])]
    before = len(notes)
    made = _numbered(slide, notes, "")
    if len(notes) == before:
        return made if made is not slide else slide
    at = slide.keys_at.get(KEY, notes[before][1])
    whole = Sequence.of(notes[0][1], notes)
    return Mapping.of(slide.place, [*(e for e in made.entries() if e[0] != KEY), (KEY, whole, at, notes[0][1])])


def _numbered(node: Any, notes: list[tuple[Any, Place]], key: str) -> Any:
    """The node with numbers for its footnotes, which are added to `notes`; the same object if it has none."""
    if isinstance(node, str):
        return _text(node, notes, key) if SIGN in node and key not in _NO_TEXTS else node
    if isinstance(node, Mapping):
        entries = [
            (_numbered(Scalar.at(k, k_at), notes, "") if SIGN in k else k, _numbered(v, notes, k), k_at, v_at)
            for k, v, k_at, v_at in node.entries()
        ]
        same = all(new is node[key] and name is key for (name, new, _, _), key in zip(entries, node, strict=True))
        return node if same else Mapping.of(node.place, entries)
    if isinstance(node, Sequence):
        values = [_numbered(value, notes, key) for value in node]
        same = all(new is old for new, old in zip(values, node, strict=True))
        return node if same else Sequence.of(node.place, zip(values, node.values_at, strict=True))
    return node


def _text(text: str, notes: list[tuple[Any, Place]], key: str) -> Scalar:
    place: Place = getattr(text, "place", (1, 1))

    def number(found: re.Match[str]) -> str:
        if key in _SPOKEN:
            return ""
        note = found[1].strip()
        known = [n for n, _ in notes]
        if note not in known:
            notes.append((Scalar.at(note, place), place))
            known.append(note)
        return f"^{known.index(note) + 1}^"

    return Scalar.at(_NOTE.sub(number, text), place)
