"""Outlines as text: trees of keys, lists and texts become YAML in house order, with comments.

In: `dict`s, lists, texts, `Speech` (paragraphs of notes), `Noted` (a value with comments about it), `Flow` (on one
line). Out: the text of an outline. Whatever a text contains, YAML reads it back letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from podium.importing import rich
from podium.outline.quoting import quoted

WIDTH = 112
_LONGEST_PLAIN = 100  # letters of a text that stands on its key's line
_LONGEST_KEY = 120
_LONG_WORD = re.compile(r"\[[^\]]*\]\([^) ]*\)[^ ]*|[^ ]+")
_LISTED = re.compile(r"[-*+•]\s|[-*+•]$|\d+[.)]\s|\d+[.)]$")
_SCHEMA = "# yaml-language-server: $schema=../docs/outline.schema.json"


class Speech(tuple[str, ...]):
    """Paragraphs, written below `|`."""

    __slots__ = ()


class Noted(NamedTuple):
    """A value with comments: `above` stand above it, each perhaps several lines; `below` are trees that are offered as
    comments below it, each under the reason for it."""

    value: Any
    above: tuple[str, ...] = ()
    below: tuple[tuple[str, Any], ...] = ()


class Flow(NamedTuple):
    """A mapping or list on one line."""

    value: Any


def outline(tree: Mapping[str, Any], head: Iterable[str]) -> str:
    """The whole file, `head` being the paragraphs of the comment at its top."""
    lines = [_SCHEMA]
    for paragraph in head:
        lines += ["#", *_comment(paragraph, "")]
    lines.append("")
    for key, value in tree.items():
        pair = list(_pair(key, value, ""))
        lines += ["", *pair] if key in ("sections", "slides", "sources") else pair
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _pair(key: str, value: Any, indent: str) -> Iterator[str]:
    """The lines of a key and its value."""
    if isinstance(value, Noted):
        for line in value.above:
            yield from _comment(line, indent)
        value = value.value
    name = quoted(key)
    if isinstance(value, Speech):
        yield f"{indent}{name}: |"
        yield from _block(value, f"{indent}  ")
    elif isinstance(value, str) and _is_long(value):
        yield f"{indent}{name}: >-"
        yield from _folded(value, f"{indent}  ")
    elif not isinstance(value, (Mapping, list)) or not value:
        yield f"{indent}{name}: {_inline(value)}"
    else:
        yield f"{indent}{name}:"
        yield from _below(value, f"{indent}  ")


def _below(value: Mapping[str, Any] | list[Any], indent: str) -> Iterator[str]:
    """The lines of a mapping or list below its key."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _pair(key, inner, indent)
        return
    slides = any(isinstance(v, Noted) for v in value)
    for number, entry in enumerate(value):
        if slides and number:
            yield ""
        yield from _entry(entry, indent)


def _entry(entry: Any, indent: str) -> Iterator[str]:
    """The lines of an entry of a list, with its comments."""
    noted = entry if isinstance(entry, Noted) else Noted(entry)
    for line in noted.above:
        yield from _comment(line, indent)
    value = noted.value
    if isinstance(value, str) and _is_long(value):
        yield f"{indent}- >-"
        yield from _folded(value, f"{indent}  ")
    elif isinstance(value, Mapping) and value:
        lines = [line for key, inner in value.items() for line in _pair(key, inner, f"{indent}  ")]
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]
    else:
        yield f"{indent}- {_inline(value)}"
    for why, tree in noted.below:
        yield ""
        yield from _comment(why, indent)
        yield from (f"{indent}# {line}".rstrip() for line in _entry(tree, ""))


def _inline(value: Any, flow: bool = False) -> str:
    """A value on one line."""
    if isinstance(value, Flow):
        return _inline(value.value, True)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quoted(k, True)}: {_inline(v, True)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_inline(v, True) for v in value) + "]"
    return quoted(str(value), flow)


def may_be_key(text: str) -> bool:
    """Whether a text may be the key of a mapping."""
    return 0 < len(text) <= _LONGEST_KEY and text != "<<" and "\n" not in text


def _is_long(text: str) -> bool:
    """Whether a text is better folded, and can be: only single blanks are folded as they are."""
    return len(text) > _LONGEST_PLAIN and not re.search(r"^\s|\s$|[^\S ]|  |[\x00-\x1f\x7f\x85\u2028\u2029]", text)


def _folded(text: str, indent: str) -> Iterator[str]:
    """A text below `>-`."""
    for line in wrapped(text, WIDTH - len(indent)):
        yield f"{indent}{line}"


def _block(paragraphs: Sequence[str], indent: str) -> Iterator[str]:
    """Paragraphs below `|`, wrapped; a line that begins like an entry of a list would be one."""
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ""
        for line in wrapped(paragraph, WIDTH + 10 - len(indent)):
            yield f"{indent}{line}"


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of about that width, broken at blanks, but within no link."""
    lines: list[str] = []
    current = ""
    for word in _LONG_WORD.findall(text):
        if current and len(current) + 1 + len(word) > width and not _LISTED.match(word):
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current] if current else lines


def _comment(text: str, indent: str) -> Iterator[str]:
    """A paragraph as lines of a comment."""
    for line in wrapped(" ".join(rich.clean(text).split()), WIDTH - len(indent)):
        yield f"{indent}# {line}"
