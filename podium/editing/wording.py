"""Other words for a text of an outline: only the words that differ are replaced where they stand.

In: the text of a file, the place of a text in it, the words that it shows and those that it shall show. Out: the new
text of the file, or `Refused`. Quotation marks, line breaks, emphasis and links of what stays are kept. The new file is
read again: it must say exactly that, and nothing else may have changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import yaml

from podium.editing.edits import Refused, checked, end_of, read_tree
from podium.editing.entries import TreePath, slide_at
from podium.outline import inline
from podium.outline.spans import indent_of, lines_of
from podium.scene.boxes import even

_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)
_SHORTEST = 4  # letters of a text that is known by itself
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


class _Text(NamedTuple):
    """A scalar of a file: where its characters begin and end in it, how it is quoted, what it says."""

    start: int
    end: int
    style: str
    value: str
    path: TreePath
    is_key: bool


def shown(text: str) -> str:
    """What an audience reads of a text of the outline, by single blanks; paragraphs have lines of their own."""
    return "\n".join(even(p) for p in inline.paragraphs(text))


def _straight(text: str) -> str:
    return text.replace("’", "'")  # the outline may have either


def _views(value: str, notes: bool) -> tuple[str, ...]:
    """What an audience may read of a text: with its mark-up carried out, or as it stands."""
    if notes:
        return (shown(value),)
    return even("".join(piece.text for piece in inline.parse(value))), even(value)


# ---- finding texts -------------------------------------------------------------------------------------------


def reworded(text: str, place: tuple[int, int], old: str, new: str, *, notes: bool = False) -> str:
    """The file with other words at a place (from 1), or below the slide there. Raises Refused.

    `old` and `new` are whole paragraphs as they are shown; of `notes`, all paragraphs, with a line for each.
    """
    read_tree(text)  # refused if it has mistakes
    old, new = ("\n".join(" ".join(row.split()) for row in words.split("\n") if row.strip()) for words in (old, new))
    old = _straight(old)
    target, old, new = _target(text, place, old, new, notes)
    if target.is_key and (notes or "\n" in new):
        raise Refused("a key cannot have several lines")
    found: list[tuple[list[bool], str]] = []
    why = None
    for made, value in _attempts(text, target, old, new):
        try:
            found.append(_with(text, made, target, value, old, new, notes))
        except Refused as e:
            why = why or e
        else:
            if all(found[-1][0]):
                break
    if not found:
        raise why or Refused("its words cannot be found in these lines as they are shown; open the lines and edit them")
    return max(found, key=lambda way: way[0])[1]  # the first of those that are right in both views, else with mark-up


def _target(text: str, place: tuple[int, int], old: str, new: str, notes: bool) -> tuple[_Text, str, str]:
    """The text that is meant, and what of the words is its own: podium may have put some before or behind it."""
    texts = list(_texts(text))
    line, column = place[0] - 1, place[1] - 1
    offset = _offset(text, line, column)
    here = [t for t in texts if t.start == offset]
    if here and here[0].is_key:
        here += [t for t in texts if t.path == here[0].path and not t.is_key]
        here.reverse()  # rather the value of a key than its name
    for target in here:
        if notes and target.path[-1:] != ("notes",):
            continue
        if (parts := _own_part(target, old, new, notes)) is not None:
            return target, *parts
    same = _alone(text, texts, line, old, notes)
    if same is None:
        raise Refused("podium words it from other values; open the lines and edit them")
    return same, old, new


def _alone(text: str, texts: list[_Text], line: int, old: str, notes: bool) -> _Text | None:
    """The only text of the slide in a line that says just this; None if there is none, or several."""
    slide = slide_at(text, line)
    if slide is None or (not notes and (len(old) < _SHORTEST or not any(c.isalpha() for c in old))):
        return None
    way = slide[1].path
    inside = (t for t in texts if t.path[: len(way)] == way and notes == (t.path[-1:] == ("notes",)))
    same = [t for t in inside if len(t.path) > len(way) and _views(t.value, notes)[0] == old]
    return same[0] if len(same) == 1 else None


def place_of(text: str, line: int, old: str) -> tuple[int, int] | None:
    """Where a slide says just this (from 1); `line` is one of its own. None if it does nowhere, or several times."""
    try:
        found = _alone(text, list(_texts(text)), line - 1, even(old), False)
    except Refused:
        return None
    if found is None:
        return None
    before = text[: found.start]
    return before.count("\n") + 1, found.start - (before.rfind("\n") + 1) + 1


def _own_part(target: _Text, old: str, new: str, notes: bool) -> tuple[str, str] | None:
    """The old and new words without what podium has put around the text; None if the text is not in them."""
    views = _views(target.value, notes)
    if any(v == old or (v.count(old) == 1 and " " in old) or "${" in v for v in views):
        return old, new
    mine = views[0]
    at = old.find(mine) if mine else -1
    if at < 0 or old.find(mine, at + 1) >= 0 or len(mine) < 4:
        return None
    before, behind = old[:at], old[at + len(mine) :]
    kept = _straight(new).startswith(before) and _straight(new).endswith(behind)
    if not kept or len(new) < len(before) + len(behind):
        raise Refused("podium words a part of it, which cannot be changed in the outline")
    return mine, new[len(before) : len(new) - len(behind)] if behind else new[len(before) :]


def _texts(text: str) -> Iterator[_Text]:
    """Every scalar of a file, with its path in the tree."""
    skipped = 1 if text.startswith("\ufeff") else 0
    starts = [0]
    for row in lines_of(text):
        starts.append(starts[-1] + len(row))
    loader = _Loader(text[skipped:])
    stack: list[list[Any]] = []  # [is a mapping, key, number]
    try:
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                stack.append([isinstance(event, yaml.MappingStartEvent), None, 0])
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
                _step(stack)
            elif isinstance(event, yaml.AliasEvent):
                _step(stack)
            elif isinstance(event, yaml.ScalarEvent):
                is_key = bool(stack) and stack[-1][0] and stack[-1][1] is None
                if is_key:
                    stack[-1][1] = event.value
                path = tuple(level[1] if level[0] else level[2] for level in stack)
                a: Any = event.start_mark
                b: Any = event.end_mark
                bom = skipped if a.line == 0 else 0
                start = starts[a.line] + a.column + bom
                end = min(starts[min(b.line, len(starts) - 1)] + b.column + (skipped if b.line == 0 else 0), len(text))
                yield _Text(start, end, event.style or "", event.value, path, is_key)
                if not is_key:
                    _step(stack)
    except yaml.YAMLError:
        raise Refused("the outline has mistakes; mend them first") from None
    finally:
        loader.dispose()


def _step(stack: list[list[Any]]) -> None:
    """Goes on behind a value."""
    if stack and stack[-1][0]:
        stack[-1][1] = None
    elif stack:
        stack[-1][2] += 1


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(row) for row in lines_of(text)[:line]) + column + (text.startswith("\ufeff") and line == 0)


# ---- putting words -------------------------------------------------------------------------------------------


def _attempts(text: str, target: _Text, old: str, new: str) -> Iterator[tuple[str, str | None]]:
    """Ways to write the new words, the gentlest first: the file, and what the text then says if that is known."""
    raw = text[target.start : target.end]
    column = indent_of(text[text.rfind("\n", 0, target.start) + 1 :]) + (0 if target.is_key else 2)
    for escape in (False, True):
        made = _spliced(raw, old, new, _Quoting(target.style, escape, " " * column, end_of(text)))
        if made is not None:
            yield f"{text[: target.start]}{made}{text[target.end :]}", None
    for escape in (False, True):
        value = _spliced(target.value, old, new, _Quoting("", escape, "", "\n"))
        if value is not None:
            written = _written(value, target, " " * column, end_of(text))
            yield f"{text[: target.start]}{written}{text[target.end :]}", value


def _written(value: str, target: _Text, indent: str, end: str) -> str:
    """A text in quotes on one line, or as a block if it has several."""
    value = value.strip("\n")
    if "\n" in value and not target.is_key and "\t" not in value:
        rows = [indent + row.strip() if row.strip() else "" for row in value.split("\n")]
        return end.join(["|-", *rows]) + (end if target.style in ("|", ">") else "")
    quoted = json.dumps(value, ensure_ascii=False)
    return quoted + (end if target.style in ("|", ">") else "")


class _Quoting(NamedTuple):
    """How words are written into a text: its style, whether signs of Markdown are escaped, the indent of its lines."""

    style: str
    escape: bool
    indent: str
    end: str

    def __call__(self, words: str) -> str:
        if self.escape:
            words = inline.escaped(words)
        if self.style == '"':
            return words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n\\n")
        if self.style == "'":
            words = words.replace("'", "''")
        blank = f"{self.end}{self.end}{self.indent}"
        if self.style in ("'", "") and self.indent:
            blank = f"{self.end}{blank}"  # a line break of a text that is folded is a blank; two are one
        return words.replace("\n", blank)


def _spliced(raw: str, old: str, new: str, put: _Quoting) -> str | None:
    """The characters of a text with the words that differ replaced; None if they cannot be found in it."""
    theirs, mine = _TOKEN.findall(raw), _TOKEN.findall(old)
    at = _positions(theirs)
    where: dict[int, int] = {}  # of each token of the old words, the one in the text
    in_text, in_words = [_bare(t, True) for t in theirs], [_bare(t, True) for t in mine]
    for a, b, size in SequenceMatcher(None, in_text, in_words, autojunk=False).get_matching_blocks():
        where.update((b + n, a + n) for n in range(size))
    wanted = _TOKEN.findall(new)
    edits: list[tuple[int, int, str]] = []
    matcher = SequenceMatcher(None, [_bare(t) for t in mine], [_bare(t) for t in wanted], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        span = _span(mine, at, where, a, b)
        if span is None:
            return None
        edits.append((*span, put("".join(wanted[c:d]))))
    for start, end, words in reversed(edits):
        raw = raw[:start] + words + raw[end:]
    return raw


def _span(mine: list[str], at: list[int], where: dict[int, int], a: int, b: int) -> tuple[int, int] | None:
    """The characters of the text that are the old tokens from `a` to before `b`; where to insert, if there are none."""
    if a == b:
        if a < len(mine) and mine[a].isspace() and a in where:
            return at[where[a]], at[where[a]]
        if a - 1 in where:
            return at[where[a - 1] + 1], at[where[a - 1] + 1]
        return (at[where[a]], at[where[a]]) if a in where else None
    found = [where[n] for n in range(a, b) if n in where]
    if any(n not in where for n in range(a, b) if not mine[n].isspace()) or not found:
        return None
    return at[found[0]], at[found[-1] + 1]


def _positions(tokens: list[str]) -> list[int]:
    found = [0]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found


def _bare(token: str, lines: bool = False) -> str:
    """A token for comparison: blanks are alike, but for the end of a paragraph unless `lines` is set."""
    if token.isspace():
        return "\n" if "\n" in token and not lines else " "
    return token.translate(_SAME)


def _with(
    text: str, made: str, target: _Text, value: str | None, old: str, new: str, notes: bool
) -> tuple[list[bool], str]:
    """The new file, and in which views of the text it says what it should. Raises Refused if in none."""
    tree = read_tree(text)
    now = next((t for t in _texts(made) if t.start == target.start), None)
    is_there = now is not None and (now.path == target.path or target.is_key)
    if now is None or not is_there or (value is not None and now.value.strip() != value.strip()):
        raise Refused("this cannot be written into these lines; open the lines and edit them")
    new = _straight(new)
    right = [
        "${" in before or after == (new if before == old else before.replace(old, new, 1))
        for before, after in zip(_views(target.value, notes), _views(now.value, notes), strict=True)
    ]
    if not any(right):
        raise Refused("its emphasis or its paragraphs would have to change; open the lines and edit them")
    _exchange(tree, target.path, now.value, target.is_key)
    return right, checked(text, made, tree)


def _exchange(tree: Any, path: TreePath, value: str, is_key: bool) -> None:
    """Puts another value, or another key, into a tree of pairs."""
    node = tree
    for depth, step in enumerate(path):
        last = depth == len(path) - 1
        if isinstance(step, int):
            if last:
                node[step] = value
            else:
                node = node[step]
            continue
        n = next(n for n, (key, _) in enumerate(node) if key == step)
        if last:
            node[n] = (value, node[n][1]) if is_key else (step, value)
        else:
            node = node[n][1]
