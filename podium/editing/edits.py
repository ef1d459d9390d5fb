"""Edits of an outline: from a text and an operation to a new text.

In: the text, and lines of the slides that are meant (from 1). Out: the new text, or `Refused` with the reason. Whole
lines are moved, added or taken out; YAML is never written. Before a new text is returned, it is read again: it must say
what the operation says, and nothing else may have changed; comments stay as they were.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import yaml

from podium import PodiumError
from podium.editing.entries import Lines, Slide, SlideList, TreePath, lists_of, slide_at
from podium.outline import nodes, source
from podium.outline.fields import read_minutes
from podium.outline.house_style import SLIDE_KEYS
from podium.outline.spans import Node, indent_of, lines_of

_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)
_ID = re.compile(r"""(?:^|[ {,])(?:id|'id'|"id")\s*:\s+(?P<value>"[^"\n]*"|'[^'\n]*'|[^\s#,}"'\[{&*!|>][^\s#,}]*)""")

_BEFORE_MINUTES = SLIDE_KEYS[: SLIDE_KEYS.index("minutes")]
Pairs = list[tuple[str, Any]]


class Refused(PodiumError):
    """Why a text is left as it is, as a sentence: `text` with values in the place of its braces. `reason` is both, for
    a page that has the text in another language."""

    def __init__(self, text: str, *values: object) -> None:
        super().__init__(text.format(*values) if values else text)
        self.reason = (text, *map(str, values))
        self.details = {"reason": self.reason}


class Changed(Refused):
    """The lines that somebody edited are no longer in the text: `now` are those in their place."""

    def __init__(self, now: str, lines: Lines) -> None:
        super().__init__("these lines were changed meanwhile, in another program or tab")
        self.now, self.lines = now, lines
        self.details |= {"now": now, "start": lines.start + 1, "end": lines.end}


# ---- in the drawer -------------------------------------------------------------------------------------------


def replaced(text: str, lines: Lines, old: str, new: str) -> tuple[str, Lines]:
    """The text with `new` for the lines that were `old`, and the lines that it has now.

    If lines were added or taken away above them, they are found where they are; no lines at all are where they were.
    Raises Changed if they are nowhere, or in two places. The text need not be YAML.
    """
    all_lines, was = lines_of(text), lines_of(old)
    start = lines.start
    if all_lines[start : start + len(was)] != was or start > len(all_lines):
        found = [n for n in range(len(all_lines) - len(was) + 1) if all_lines[n : n + len(was)] == was] if was else []
        if len(found) != 1:
            there = Lines(min(start, len(all_lines)), min(lines.end, len(all_lines)))
            raise Changed("".join(all_lines[there.start : there.end]), there)
        start = found[0]
    after = start + len(was)
    put = lines_of(new.replace("\r\n", "\n").replace("\n", end_of(text)))
    if put and after < len(all_lines) and not put[-1].endswith(("\n", "\r")):
        put[-1] += end_of(text)
    return "".join([*all_lines[:start], *put, *all_lines[after:]]), Lines(start, start + len(put))


# ---- in the overview -----------------------------------------------------------------------------------------


def moved(text: str, line: int, target: int, after: bool = True) -> str:
    """The slide of a line before or `after` that of another; to the beginning of the section, or before it to the end
    of the one above, if that is a line of a section's own."""
    part, slide = _slide(text, line)
    to, index = _destination(text, target, after)
    if not to.is_plain:
        raise Refused("the slides of that section do not begin lines of their own")
    if to.path == part.path and index in (slide.path[-1], int(slide.path[-1]) + 1):
        return text
    lines = _complete(text)
    gap = _gap(lines, part, slide)
    block = _indented(lines[slide.lines.start : slide.lines.end], to.column - part.column)
    at, put = _inserted(to, index, block, gap, end_of(text))
    start, end = _taken(part, slide, gap)
    if at <= start:
        made = [*lines[:at], *put, *lines[at:start], *lines[end:]]
    else:
        made = [*lines[:start], *lines[end:at], *put, *lines[max(at, end) :]]
    tree = read_tree(text)
    value = _pop(tree, slide.path)
    if to.path == part.path and index > int(slide.path[-1]):
        index -= 1
    _insert(tree, to.path, index, value)
    return checked(text, "".join(made), tree, same_lines=True)


def duplicated(text: str, line: int) -> str:
    """The slide twice, the second one below the first, with an id of its own."""
    part, slide = _slide(text, line)
    lines = _complete(text)
    block = lines[slide.dash : slide.lines.end]
    gap = _gap(lines, part, slide) or ([end_of(text)] if len(block) > 1 else [])
    tree = read_tree(text)
    value = _get(tree, slide.path)
    id = next((v for k, v in value if k == "id"), None) if isinstance(value, list) else None
    if isinstance(id, str):
        taken = {v for entry in _every(tree) for k, v in entry if k == "id" and isinstance(v, str)}
        n = 2
        while f"{id}-{n}" in taken:
            n += 1
        block = _with_id(block, slide, part.column, id, f"{id}-{n}")
        value = [(k, f"{id}-{n}" if k == "id" else v) for k, v in value]
    _insert(tree, part.path, int(slide.path[-1]) + 1, value)
    made = [*lines[: slide.lines.end], *([] if slide.node.keeps else gap), *block, *lines[slide.lines.end :]]
    return checked(text, "".join(made), tree)


def deleted(text: str, line: int) -> str:
    """Without the slide and the comments that belong to it."""
    part, slide = _slide(text, line)
    lines = _complete(text)
    taken = _taken(part, slide, _gap(lines, part, slide))
    tree = read_tree(text)
    _pop(tree, slide.path)
    made = [*lines[: taken.start], *lines[taken.end :]]
    return checked(text, "".join(made), tree)


def hidden(text: str, line: int, hide: bool) -> str:
    """With the slide hidden, or shown again."""
    _, slide = _slide(text, line)
    tree = read_tree(text)
    value = _pairs(tree, slide)
    if not hide and str(dict(value).get("spare")).lower() == "true":
        raise Refused("this slide is hidden by 'spare'")
    if hide == (str(dict(value).get("hidden")).lower() == "true"):
        return text
    made = _with_value(text, _complete(text), slide, tree, "hidden", "true" if hide else "false")
    return checked(text, "".join(made), tree)


# ---- after a rehearsal ---------------------------------------------------------------------------------------


def timed(text: str, minutes: Mapping[TreePath, float]) -> tuple[str, int]:
    """With these minutes for slides, which are named by their paths in the tree; others stay as they are. Returns the
    text, and how many slides had other minutes or none."""
    tree = read_tree(text)
    slides = {slide.path: slide for part in lists_of(text) for slide in part.slides if slide.path in minutes}
    if slides.keys() != minutes.keys():
        raise Refused("it does not begin a line of its own")
    lines, count = _complete(text), 0
    for path, slide in sorted(slides.items(), key=lambda found: -found[1].dash):  # lines above stay where they are
        value = _pairs(tree, slide)
        if any("minutes" in dict(keys) for keys in _differing(value) if isinstance(keys, list)):
            raise Refused("its minutes differ by variant, below 'for'")
        if _is_number(dict(value).get("minutes"), minutes[path]):
            continue
        lines = _with_value(text, lines, slide, tree, "minutes", f"{minutes[path]:g}", _BEFORE_MINUTES)
        count += 1
    return checked(text, "".join(lines), tree), count


def _is_number(value: Any, minutes: float) -> bool:
    """Whether a value says so many minutes."""
    try:
        return isinstance(value, str) and read_minutes(value) == minutes
    except ValueError:
        return False


def _differing(value: Pairs) -> list[Any]:
    """What a slide has in one variant only."""
    found = dict(value).get("for")
    return [entry[1] for entry in found if isinstance(entry, tuple)] if isinstance(found, list) else []


# ---- lines ---------------------------------------------------------------------------------------------------


def _slide(text: str, line: int) -> tuple[SlideList, Slide]:
    read_tree(text)  # refused if it has mistakes
    found = slide_at(text, line - 1)
    if found is None:
        raise Refused("there is no slide of its own in these lines")
    return found


def _destination(text: str, line: int, after: bool) -> tuple[SlideList, int]:
    """The list of slides, and the number before which a slide is put."""
    if found := slide_at(text, line - 1):
        return found[0], int(found[1].path[-1]) + after
    lists = lists_of(text)
    for n, part in enumerate(lists):
        if part.path[:1] != ("slides",) and part.whole.start <= line - 1 < part.whole.end:
            if after:
                return part, 0
            if n == 0:
                break
            return lists[n - 1], len(lists[n - 1].slides)
    raise Refused("slides stand among slides or in sections; this page is made by podium")


def _complete(text: str) -> list[str]:
    """The lines of a text, of which the last is complete too."""
    lines = lines_of(text)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end_of(text)
    return lines


def end_of(text: str) -> str:
    """How most lines of a text end."""
    return Counter(re.findall(r"\r\n|\r|\n", text) or ["\n"]).most_common(1)[0][0]


def _gap(lines: list[str], part: SlideList, slide: Slide) -> list[str]:
    """The blank lines by which a slide is set apart: those above it, of the first one those below it."""
    start = slide.lines.start
    above = start
    while above > 0 and not lines[above - 1].strip():
        above -= 1
    if slide.path[-1] != 0:
        previous = part.slides[int(slide.path[-1]) - 1]
        return lines[max(above, previous.lines.end) : start]
    below = slide.lines.end
    while len(part.slides) > 1 and below < len(lines) and not lines[below].strip():
        below += 1
    return [] if slide.node.keeps else lines[slide.lines.end : below]


def _taken(part: SlideList, slide: Slide, gap: list[str]) -> Lines:
    """The lines that go when a slide goes."""
    start, end = slide.lines
    return Lines(start - len(gap), end) if slide.path[-1] != 0 else Lines(start, end + len(gap))


def _inserted(to: SlideList, index: int, block: list[str], gap: list[str], end: str) -> tuple[int, list[str]]:
    """Before which line what is put."""
    if to.slides and index < len(to.slides):
        return to.slides[index].lines.start, [*block, *gap]
    if to.slides:
        last = to.slides[-1]
        return last.lines.end, [*([] if last.node.keeps else gap), *block]
    if to.key >= 0:
        return to.key + 1, [*block, *gap]
    return to.until, [f"{' ' * (to.column - 2)}slides:{end}", *block, *gap]


def _indented(block: list[str], by: int) -> list[str]:
    """The lines so many columns further right; blank lines stay blank."""
    if by >= 0:
        return [f"{' ' * by}{line}" if line.strip() else line for line in block]
    return [line[min(-by, indent_of(line)) :] if line.strip() else line for line in block]


def _with_id(block: list[str], slide: Slide, column: int, old: str, new: str) -> list[str]:
    """A slide's lines with another id."""
    for key, value in slide.node.pairs or ():
        if key.text == "id":
            at = value.line - slide.dash
            row = block[at]
            made = row[: value.column] + re.sub(re.escape(old), lambda _: new, row[value.column :], count=1)
            return [*block[:at], made, *block[at + 1 :]]
    for at, row in enumerate(block):
        for found in re.finditer(_ID, row):
            if found["value"].strip("\"'") == old:
                made = row[: found.start("value")] + found["value"].replace(old, new, 1) + row[found.end("value") :]
                return [*block[:at], made, *block[at + 1 :]]
    raise Refused("the id of this slide cannot be changed by itself")


def _with_value(
    text: str, lines: list[str], slide: Slide, tree: Any, key: str, word: str, after: Collection[str] = ()
) -> list[str]:
    """The lines with a key of a slide at a value, and the tree too: a new key stands below the first one, or the last
    of those that it comes `after`."""
    value, pairs = _pairs(tree, slide), slide.node.pairs
    if key in dict(value):
        _put(tree, slide.path, [(k, word if k == key else v) for k, v in value])
        return _switched(lines, slide, key, word)
    if pairs is None:
        _put(tree, slide.path, [*value, (key, word)])
        at, column = _closing_brace(text, slide.node)
        row = lines[at]
        comma = "" if row[:column].rstrip().endswith(("{", ",")) else ", "
        return [*lines[:at], f"{row[:column].rstrip()}{comma}{key}: {word}{row[column:]}", *lines[at + 1 :]]
    above = max(n for n, (k, _) in enumerate(pairs) if n == 0 or k.text in after)
    _put(tree, slide.path, [*value[: above + 1], (key, word), *value[above + 1 :]])
    at = max(pairs[above][0].line, pairs[above][1].last) + 1
    return [*lines[:at], f"{' ' * slide.node.column}{key}: {word}{end_of(text)}", *lines[at:]]


def _switched(lines: list[str], slide: Slide, key: str, word: str) -> list[str]:
    """With another value of a key that the slide has."""
    for name, value in slide.node.pairs or ():
        if name.text == key and value.text is not None and name.line == value.line:
            row = lines[name.line]
            new = row[value.column :].replace(value.text, word, 1) if value.text else f" {word}{row[value.column :]}"
            made = row[: value.column] + new
            return [*lines[: name.line], made, *lines[name.line + 1 :]]
    for at in range(slide.dash, slide.last + 1):
        made = re.sub(rf"(?<=[{{,\s])({key}:\s+)[^\s,}}#]+", lambda m: m[1] + word, lines[at], count=1)
        if made != lines[at]:
            return [*lines[:at], made, *lines[at + 1 :]]
    raise Refused(f"the value of '{key}' cannot be changed by itself")


def _closing_brace(text: str, node: Node) -> tuple[int, int]:
    """Where the braces close that open at a node."""
    loader = _Loader(text)
    open_at: list[tuple[int, int]] = []
    try:
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.MappingStartEvent):
                mark: Any = event.start_mark
                open_at.append((mark.line, mark.column))
            elif isinstance(event, yaml.MappingEndEvent) and open_at.pop() == (node.line, node.column):
                end: Any = event.end_mark
                return end.line, end.column - 1
    finally:
        loader.dispose()
    raise Refused("this is no slide of its own")


# ---- values --------------------------------------------------------------------------------------------------


def read_tree(text: str) -> Any:
    """The values of a text: mappings as lists of pairs, for the order of a slide's keys counts. Raises Refused."""
    tree, errors = source.read(text.removeprefix("\ufeff"), "")
    if errors:
        if errors[0].span.line:
            raise Refused("the outline has mistakes; mend line {} first", errors[0].span.line)
        raise Refused("the outline has mistakes; mend them first")
    return _plain(tree)


def _plain(node: Any) -> Any:
    if isinstance(node, nodes.Mapping):
        return [(str(key), _plain(value)) for key, value in node.items()]
    if isinstance(node, nodes.Sequence):
        return [_plain(value) for value in node]
    return None if node is None else str(node)


def checked(old: str, new: str, tree: Any, same_lines: bool = False) -> str:
    """The new text, if it says what it should. Raises Refused."""
    if "\n" not in old[-1:] and "\r" not in old[-1:] and new.endswith(("\n", "\r")):
        new = new[: -len(end_of(old))]
    try:
        found = read_tree(new)
    except Refused:
        found = ...
    if _bare(found) != _bare(tree):
        raise Refused("this cannot be done by moving whole lines; open the lines and edit them")
    was, now = Counter(_words(old)), Counter(_words(new))
    if same_lines and (was - now or now - was not in (Counter(), Counter(["slides:"]))):
        raise Refused("this cannot be done without changing a comment; open the lines and edit them")
    return new


def _bare(node: Any) -> Any:
    """Values for comparison: a list without entries may be written as nothing."""
    if isinstance(node, list):
        return [_bare(value) for value in node] or None
    if isinstance(node, tuple):
        return (node[0], _bare(node[1]))
    return node


def _words(text: str) -> list[str]:
    return [line.strip() for line in lines_of(text) if line.strip()]


def _step(node: Any, step: str | int) -> Any:
    return node[step] if isinstance(step, int) else next(v for k, v in node if k == step)


def _get(tree: Any, path: TreePath) -> Any:
    for step in path:
        tree = _step(tree, step)
    return tree


def _pairs(tree: Any, slide: Slide) -> Pairs:
    """The keys and values of a slide."""
    value = _get(tree, slide.path)
    if not (isinstance(value, list) and all(isinstance(entry, tuple) for entry in value)):
        raise Refused("this is no slide of its own")
    return value


def _put(tree: Any, path: TreePath, value: Any) -> None:
    _get(tree, path[:-1])[path[-1]] = value


def _pop(tree: Any, path: TreePath) -> Any:
    return _get(tree, path[:-1]).pop(path[-1])


def _insert(tree: Any, path: TreePath, index: int, value: Any) -> None:
    """Puts a slide into the list at `path`, which may not be there yet."""
    parent = _get(tree, path[:-1]) if path else tree
    if path and isinstance(path[-1], str):
        for n, (key, slides) in enumerate(parent):
            if key == path[-1]:
                parent[n] = (key, [*(slides or [])[:index], value, *(slides or [])[index:]])
                return
        parent.append((path[-1], [value]))
        return
    tree.insert(index, value)


def _every(node: Any) -> list[list[tuple[str, Any]]]:
    """All mappings in a tree."""
    found: list[list[tuple[str, Any]]] = []
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            if node and all(isinstance(entry, tuple) for entry in node):
                found.append(node)
            waiting += [entry[1] if isinstance(entry, tuple) else entry for entry in node]
    return found
