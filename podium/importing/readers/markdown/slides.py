"""What parts slides in Markdown, in five dialects, and what the lines at the top say.

In: the lines of a file. Out: its dialect, and its slides as lines with their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from podium.importing import rich
from podium.importing.rich import whole
from podium.outline import source
from podium.outline.nodes import Mapping

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:\s*(.*)$")
_MARKS = re.compile(r"&#(?:x0{0,5}e00[01]|0{0,3}5734[45]);", re.IGNORECASE)  # of notes, as `rich` has them
_OF_QUARTO = 2  # level of the headings that are slides
_COMMENTS = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_NOTES_WITHIN = 4  # notes that refer to one another
RULE = re.compile(r"^ {0,3}(?:-\s*){3,}$|^ {0,3}(?:\*\s*){3,}$|^ {0,3}(?:_\s*){3,}$")


@dataclass
class Slide:
    """The lines of a slide, and what stands beside them."""

    lines: list[tuple[int, str]] = field(default_factory=list)
    front: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def front_of(text: str, name: str) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """What the lines at the top say of the document, and the others with their numbers."""
    text = _MARKS.sub("", text)
    lines = [(n, rich.seen(line).rstrip()) for n, line in enumerate(re.split(r"\r\n|\r|\n", text), 1)]
    start = next((n for n, (_, line) in enumerate(lines) if line.strip()), 0)
    if lines and lines[start][1] == "---":
        end = next((n for n in range(start + 1, min(len(lines), 400)) if lines[n][1] in ("---", "...")), 0)
        found = _yaml("\n".join(line for _, line in lines[start + 1 : end]), name) if end else None
        if found is not None:
            return found, lines[end + 1 :]
    titles = [line[1:].strip() for _, line in takewhile(lambda it: it[1].startswith("%"), lines[start : start + 3])]
    if titles:
        keys = dict(zip(("title", "author", "date"), titles, strict=False))
        keys["author"] = ", ".join(filter(None, map(str.strip, keys.get("author", "").split(";"))))
        return keys, lines[start + len(titles) :]
    return {}, lines


def with_notes(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines in which notes stand where they are referred to: `[^1]`, `^[text]`."""
    if not any("[^" in line or "^[" in line for _, line in lines):
        return lines
    kept, defined = _notes_apart(lines)
    told: set[str] = set()

    def within(text: str, above: frozenset[str]) -> str:
        """The text of a note, with others that it refers to in brackets."""

        def inner(found: re.Match[str]) -> str:
            if found[1] not in defined or found[1] in above:
                return found[0]
            told.add(found[1])
            return f" ({within(defined[found[1]][1], above | {found[1]})})"

        return _REFERENCE.sub(inner, text) if len(above) < _NOTES_WITHIN else text

    def note(found: re.Match[str]) -> str:
        if found[1] not in defined:
            return found[0]
        told.add(found[1])
        return f"\ue000{within(defined[found[1]][1], frozenset({found[1]}))}\ue001"

    made = []
    for (number, line), (_, shown) in zip(kept, list(outside_code(kept)), strict=True):
        if shown and ("[^" in shown or "^[" in shown):
            line = _REFERENCE.sub(note, line)
            line = re.sub(r"\^\[([^\[\]]+)\]", "\ue000\\1\ue001", line)
        made.append((number, line))
    for name in defined.keys() - told:  # nothing refers to it: it is a paragraph where it stands
        number, text = defined[name]
        made += [(number, ""), (number, text), (number, "")]
    return sorted(made, key=lambda line: line[0])


def _notes_apart(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], dict[str, tuple[int, str]]]:
    """The lines without the texts of notes; and these by their names, with the numbers of their lines."""
    defined: dict[str, tuple[int, str]] = {}
    kept: list[tuple[int, str]] = []
    name = ""
    for (number, line), (_, shown) in zip(lines, list(outside_code(lines)), strict=True):
        if (found := _NOTE.match(shown)) and found[1] not in defined:
            name = found[1]
            defined[name] = (number, found[2])
        elif name and re.match(r"^(?: {4}|\t)\S", shown):
            defined[name] = (defined[name][0], f"{defined[name][1]} {line.strip()}")
        else:
            name = name if not line.strip() else ""
            kept.append((number, line))
    return kept, defined


def _yaml(text: str, name: str) -> dict[str, Any] | None:
    """The keys of some lines of YAML; None if they are none."""
    tree, errors = source.read(text, name)
    if errors and not isinstance(tree, Mapping):
        keys = re.findall(r"^([A-Za-z][\w-]*):[ \t]*(.*)$", text, re.MULTILINE)
        return {key: value.strip("\"' ") for key, value in keys} if keys and ":" in text.split("\n")[0] else None
    return (
        {key.lower(): value for key, value in tree.items()}
        if isinstance(tree, Mapping)
        else ({} if not text.strip() else None)
    )


def dialect_of(front: dict[str, Any], lines: Sequence[tuple[int, str]]) -> str:
    text = "\n".join(line for _, line in lines[:4_000])
    if str(front.get("marp", "")).lower() == "true" or "<!-- marp: true" in text:
        return "marp"
    formats = str(front.get("format", "")) + str(front.get("output", ""))
    if re.search(r"revealjs|beamer|pptx|powerpoint|slidy|ioslides|xaringan|presentation", formats):
        return "pandoc"
    if re.search(r"^---\n(?:[a-zA-Z][\w-]*:.*\n)+---$|^::right::$|^<v-click", text, re.MULTILINE) or {
        "drawings", "highlighter", "colorschema", "mdc", "layout",
    } & {*front}:  # fmt: skip
        return "slidev"
    if re.search(r"^----$", text, re.MULTILINE) or (re.search(r"^Notes?:", text, re.MULTILINE) and _rules(lines)):
        return "reveal"
    if re.search(r"^:{3,}\s*\{?\.?(?:notes|columns|incremental)|^\. \. \.$", text, re.MULTILINE):
        return "pandoc"
    return "rules" if _rules(lines) >= 2 else ""


def _rules(lines: Sequence[tuple[int, str]]) -> int:
    """How many lines of dashes, with blank lines around them, there are outside of code."""
    outside = list(outside_code(lines))
    return sum(
        bool(RULE.match(line)) and (n == 0 or not outside[n - 1][1].strip()) for n, (_, line) in enumerate(outside)
    )


def outside_code(lines: Sequence[tuple[int, str]]) -> Any:
    """The lines, those within fenced code being empty."""
    fence = ""
    for number, line in lines:
        found = _FENCE.match(line)
        if found and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else found[1][:3]
            yield number, ""
            continue
        yield number, "" if fence else line


def slides_of(lines: list[tuple[int, str]], dialect: str, front: dict[str, Any]) -> list[Slide]:
    """The slides that lines of dashes part, in the dialects that have them."""
    if dialect in ("", "pandoc"):
        return [Slide(lines)]
    shown = [line for _, line in outside_code(lines)]
    slides = [Slide()]
    divider = _divider(front, lines)
    at = 0
    while at < len(lines):
        line = shown[at]
        is_rule = line == "---" if dialect in ("slidev", "reveal") else bool(RULE.match(line))
        if dialect != "slidev" and is_rule and at and shown[at - 1].strip():
            is_rule = False  # the line above is a heading
        if is_rule or (dialect == "reveal" and line == "----"):
            slides.append(Slide())
            at += 1
            at = _own_front(lines, shown, at, slides[-1]) if dialect == "slidev" else at
            continue
        level = len(found[1]) if (found := re.match(r"(#{1,6})\s", line)) else 0
        if level and level <= divider and _COMMENTS.sub("", "\n".join(text for _, text in slides[-1].lines)).strip():
            slides.append(Slide())
        slides[-1].lines.append(lines[at])
        at += 1
    return [s for s in slides if s.front or any(line.strip() for _, line in s.lines)] or [Slide()]


def _divider(front: dict[str, Any], lines: Sequence[tuple[int, str]]) -> int:
    """The level of headings that begin a slide, as Marp's `headingDivider` says."""
    told = str(front.get("headingdivider", ""))
    if not told:
        for _, line in lines[:200]:
            if found := re.match(r"<!--\s*headingDivider:\s*([0-9])", line):
                told = found[1]
    return whole(told)


def _own_front(lines: list[tuple[int, str]], shown: list[str], at: int, slide: Slide) -> int:
    """Reads the keys that Slidev's slides may begin with; the line after them."""
    end = next((n for n in range(at, min(at + 60, len(lines))) if shown[n] == "---"), 0)
    if not end or not re.match(r"[a-zA-Z][\w-]*\s*:", shown[at] if at < len(shown) else ""):
        return at
    found = _yaml("\n".join(line for _, line in lines[at:end]), "")
    if found is None:
        return at
    slide.front = found
    return end + 1


def slide_level(lines: list[tuple[int, str]], front: dict[str, Any]) -> int:
    """The level of the headings that are slides: what the file says, else the highest that has text right below it."""
    for key in ("slide-level", "slide_level"):
        if (level := whole(str(front.get(key, "")), -1)) >= 0:
            return level
    if "revealjs" in str(front.get("format", "")):  # Quarto does not look, as pandoc does
        return _OF_QUARTO
    levels = set()
    current = 0
    for _, line in outside_code(lines):
        if found := re.match(r"(#{1,6})\s", line):
            current = len(found[1])
        elif line.strip() and current:
            levels.add(current)
            current = 0
    return min(levels, default=1)


def are_slides(lines: list[tuple[int, str]], level: int) -> bool:
    """Whether what stands below headings of that level is short enough for slides: lists, and few words of prose."""
    words, headings = 0, 0
    for _, line in outside_code(lines):
        if found := re.match(r"(#{1,6})\s", line):
            headings += len(found[1]) == level
        elif line.strip() and not re.match(r"\s*(?:[-*+]|\d+[.)])\s|\s*[|>]|!\[", line):
            words += len(line.split())
    return headings >= 2 and words <= 45 * headings
