"""Reading YAML: a file becomes a tree of mappings, lists and texts in which every value knows its place.

In: a path or a text. Out: `Mapping` / `Sequence` / `Scalar` / `None`, or `SourceError` with line and column.
Every scalar stays the text that was written (`1939-05-11`, `12:30`, `no`, `0044`, `1.10`); only an empty plain
scalar, `~` and `null` become None. The models decide what is a number. The reader works on libyaml's events and
keeps its own stack, because the usual loaders recurse (100,000 brackets end in a segmentation fault) and expand
aliases without limit; it refuses duplicate keys, tags, several documents, characters that no document may contain, and
input that is too large or too deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from podium import files
from podium.diagnostics import Report, Span
from podium.outline import yaml_mistakes
from podium.outline.nodes import Mapping, Place, Scalar, Sequence
from podium.outline.project import did_you_mean
from podium.outline.yaml_mistakes import SourceError

MAX_BYTES = 16_000_000
MAX_DEPTH = 40
MAX_NODES = 2_000_000
MAX_ALIAS_NODES = 50_000
MAX_ALIAS_LETTERS = 20_000_000
MAX_MENDED = 50  # lines that are corrected, so that reading can go on

Reading = Callable[[str, str], "tuple[Any, list[SourceError]]"]
_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_AGAIN = "\0"  # stands for a key that is not kept
_ABBREVIATIONS = (
    *("${", "[^"),
    *(f"{key}{end}" for key in ("for", "vars", "defaults", "include", "use") for end in (":", " :", '"', "'")),
)
_ABBREVIATED = r"""\$\{|\[\^|(?<![\w.])(?:for|vars|defaults|include|use)(?:["']|\s*:)"""
_IGNORE = "podium: ignore"
_STRING_TAGS = ("!", f"{yaml_mistakes.TAG}str")
UNPRINTABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"  # not allowed in any document


def read_text(path: Path, name: str) -> str:
    """The file's text (UTF-8, a byte-order mark is taken off). Raises SourceError for anything else."""
    span = Span(name)
    try:
        data = files.read(path, MAX_BYTES)
    except FileNotFoundError:
        raise SourceError("no such file", span, did_you_mean(path)) from None
    except files.Unreadable as e:
        raise SourceError(str(e), span, "name a text file that ends with .yaml") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        column = e.start - data.rfind(b"\n", 0, e.start)
        raise SourceError("not UTF-8 text", Span(name, line, column), "save the file as UTF-8") from None


def load(path: Path, name: str, report: Report, reading: Reading | None = None) -> tuple[Any, str, bool] | None:
    """The tree of a file as far as it can be read, its text, and whether it has mistakes, which go to the report with
    what ` #` hides; None if it cannot be read at all. `reading` does what `read` does."""
    report.files.append(path)
    try:
        text = read_text(path, name)
    except SourceError as e:
        report.error(e.message, e.span, "yaml", e.hint)
        return None
    if _IGNORE in text:
        for line, codes in _ignored(text):
            report.ignore(name, line, codes)
    tree, errors = (reading or read)(text, name)
    for error in errors:
        report.error(error.message, error.span, "yaml", error.hint)
    for hidden in comments_that_hide(text):
        report.warn(
            f"'{hidden.text}' is a comment in YAML and is not shown",
            Span(name, *hidden.place),
            "hidden-text",
            f"if it is text, put it in quotes: {hidden.corrected}",
        )
    return tree, text, bool(errors)


def _ignored(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line, codes) of each comment `# podium: ignore CODE`; it is for its own line, or for the next one if it stands
    alone, or for the whole file (line 0) above the first key."""
    lines = yaml_mistakes.lines_of(text)
    is_key = [bool(line.strip()) and not line.lstrip().startswith("#") for line in lines]
    first = is_key.index(True) if True in is_key else len(lines)
    for number, line in enumerate(lines):
        if found := re.search(rf"#\s*{_IGNORE}\b:?([\w\s,-]*)$", line):
            below = next((n for n in range(number, len(lines)) if is_key[n]), number)
            yield (0 if number < first else below + 1), re.findall(r"[\w-]+", found[1])


def parse(text: str, name: str) -> Any:
    """The tree of one YAML document (None if it is empty). Raises SourceError, the first if there are several."""
    tree, errors = read(text, name)
    if errors:
        raise errors[0]
    return tree


def read(text: str, name: str) -> tuple[Any, list[SourceError]]:
    """The tree of one YAML document as far as it can be read, and every mistake in it.

    A line that YAML refuses and that can be mended is read as it would be right, so that reading goes on behind it.
    """
    text = yaml_mistakes.normalised(text)
    errors = list(yaml_mistakes.odd_blanks(text, name))
    for error in errors:
        text = yaml_mistakes.with_line(text, error.span.line, error.correction)
    mended: set[int] = set()
    while True:
        tree, found = _read_once(text, name)
        fatal = found[-1] if found and tree is None else None
        if fatal is None or not fatal.correction or fatal.span.line in mended or len(mended) >= MAX_MENDED:
            break
        errors += [fatal] if fatal.message else []
        mended.add(fatal.span.line)
        text = yaml_mistakes.with_line(text, fatal.span.line, fatal.correction)
    return tree, errors + [e for e in found if e.message]


def _read_once(text: str, name: str) -> tuple[Any, list[SourceError]]:
    """The tree and the mistakes that did not stop reading; or no tree, and last the mistake that stopped it."""
    loader = _Loader(text)
    reader = _Reader(loader, name)
    try:
        return reader.run(), reader.errors
    except SourceError as e:
        return None, [*reader.errors, e]
    except yaml.MarkedYAMLError as e:
        return None, [*reader.errors, yaml_mistakes.explained(e, name, text)]
    except yaml.reader.ReaderError as e:
        line = text.count("\n", 0, e.position) + 1 if isinstance(e.position, int) else 1
        character = e.character if isinstance(e.character, int) else ord(e.character)
        return None, [*reader.errors, SourceError(_not_allowed(character), Span(name, line, 1))]
    finally:
        loader.dispose()


def may_abbreviate(text: str) -> bool:
    """Whether anything in the text may stand for something else, so that `expansion` must look at its tree."""
    if not any(sign in text for sign in _ABBREVIATIONS):
        return False
    return re.search(_ABBREVIATED, text) is not None  # "a fuse:" is not "use:"


def comments_that_hide(text: str) -> list[yaml_mistakes.Hidden]:
    """Texts that ` #` made comments of, though a lecturer meant them: "Order #227"."""
    if "#" not in text:
        return []
    return list(yaml_mistakes.hidden_by_comments(yaml_mistakes.normalised(text), _Loader))


def _not_allowed(character: int) -> str:
    return f"the character U+{character:04X} is not allowed here"


class _Reader:
    """Builds the tree from parser events with an explicit stack; see the module's contract."""

    def __init__(self, loader: Any, name: str) -> None:
        self.loader, self.name = loader, name
        self.stack: list[Mapping | Sequence] = []
        self.keys: list[str | None] = []  # the key that waits for its value, one per open collection
        self.opened: list[tuple[str | None, int, int]] = []  # anchor, nodes and letters when a collection began
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.unused: dict[str, Any] = {}  # anchors of texts that nothing has referred to yet
        self.nodes = 0
        self.letters = 0
        self.alias_nodes = 0
        self.root: Any = None
        self.documents = 0
        self.alias_letters = 0
        self.errors: list[SourceError] = []

    def fail(self, message: str, place: Place, hint: str = "") -> SourceError:
        return SourceError(message, Span(self.name, *place), hint)

    def run(self) -> Any:
        get = self.loader.get_event
        while True:
            event = get()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.open(event, kind is yaml.MappingStartEvent)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.close()
            elif kind is yaml.AliasEvent:
                self.alias(event)
            elif kind is yaml.DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    raise self.fail("a second document", _place(event), "one outline per file: remove the '---'")
            elif kind is yaml.StreamEndEvent:
                self.errors += [self._named_for_nothing(e) for e in self.unused.values()]
                return self.root

    def scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None and event.tag not in _STRING_TAGS:
            self.errors.append(self._tagged(event))
        if not event.value.isprintable() and (unprintable := re.search(UNPRINTABLE, event.value)):
            raise self.fail(_not_allowed(ord(unprintable[0])), _place(event))
        plain = not event.style and event.tag is None  # libyaml says "", the Python parser None
        value, place = None, _place(event)
        if not plain or event.value not in _NULLS:
            value = Scalar(event.value)
            value.place = place
        if event.anchor:
            self.anchors[event.anchor] = (value, 1, len(event.value))
            self.unused[event.anchor] = event
        self.letters += len(event.value)
        self.count(1, event)
        self.put(value, place)

    def _named_for_nothing(self, event: Any) -> SourceError:
        """Reports an anchor that nothing refers to: the & was meant as text."""
        right = yaml_mistakes.in_quotes(f"&{event.anchor} {event.value}")
        return self.fail("text that begins with & must be in quotes", _place(event), f"write: {right}")

    def _tagged(self, event: Any) -> SourceError:
        message, hint = yaml_mistakes.of_tag(event.tag)
        return self.fail(message, _place(event), hint)

    def open(self, event: Any, is_mapping: bool) -> None:
        place = _place(event)
        if event.tag is not None:
            self.errors.append(self._tagged(event))
        if len(self.stack) >= MAX_DEPTH:
            raise self.fail(f"nested deeper than {MAX_DEPTH} levels", place)
        self.count(1, event)
        node: Mapping | Sequence = Mapping(place) if is_mapping else Sequence(place)
        self.put(node, place)
        self.stack.append(node)
        self.keys.append(None)
        self.opened.append((event.anchor, self.nodes, self.letters))

    def close(self) -> None:
        node = self.stack.pop()
        self.keys.pop()
        anchor, nodes, letters = self.opened.pop()
        if anchor:
            self.anchors[anchor] = (node, self.nodes - nodes + 1, self.letters - letters)

    def alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self.anchors:  # also for an alias inside its own anchor
            hint = f"put text that begins with * in quotes: \"*{event.anchor}\""
            self.errors.append(self.fail(f"nothing above is named &{event.anchor}", _place(event), hint))
            self.put(None, _place(event))
            return
        value, size, letters = self.anchors[event.anchor]
        self.unused.pop(event.anchor, None)
        self.alias_nodes += size
        self.alias_letters += letters
        self.letters += letters
        if self.alias_nodes > MAX_ALIAS_NODES:
            raise self.fail(f"aliases expand to more than {MAX_ALIAS_NODES:,} values", _place(event))
        if self.alias_letters > MAX_ALIAS_LETTERS:
            raise self.fail(f"aliases expand to more than {MAX_ALIAS_LETTERS:,} letters", _place(event))
        self.count(size, event)
        self.put(value, _place(event))

    def count(self, more: int, event: Any) -> None:
        self.nodes += more
        if self.nodes > MAX_NODES:
            raise self.fail(f"more than {MAX_NODES:,} values", _place(event))

    def put(self, value: Any, place: Place) -> None:
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if isinstance(top, Sequence):
            begins = isinstance(value, Scalar) and value[:1] == "0" and top  # else it may be a value of its own
            if begins and yaml_mistakes.is_cut(top[-1], top.values_at[-1], value, place):
                top[-1] = self._joined(top[-1], value, place)
                return
            top.append(value)
            top.values_at.append(place)
            return
        key = self.keys[-1]
        if key is not None:
            last = next(reversed(top), None) if value is None and top else None
            if last is not None and yaml_mistakes.is_cut(top[last], top.values_at[last], key, top.keys_at.get(key)):
                top[last] = self._joined(top[last], key, top.keys_at.pop(key))
            elif key != _AGAIN:  # else it has been reported, and its value is dropped
                top[key] = value
                top.values_at[key] = place
            self.keys[-1] = None
            return
        if isinstance(value, (Mapping, Sequence)):
            raise self.fail("a key must be plain text", place)
        name = "null" if value is None else value
        if name in top.keys_at:
            line = top.keys_at[name][0]
            self.errors.append(self.fail(f"the key '{name}' is used twice (first on line {line})", place))
            name = _AGAIN
        elif name == "<<":
            hint = "write the keys out; a whole slide can be reused: '- &name …' once, then '- *name'"
            self.errors.append(self.fail("'<<' does not merge keys here", place, hint))
            name = _AGAIN
        else:
            top.keys_at[name] = place
        self.keys[-1] = name

    def _joined(self, start: Scalar, rest: str, place: Place) -> Scalar:
        """A number that a comma cut, whole again; reported."""
        whole = Scalar.at(f"{start},{rest}", start.place)
        message = "between braces and brackets a comma ends the value"
        self.errors.append(self.fail(message, place, f"put the number in quotes: '{whole}'"))
        return whole


def _place(event: Any) -> Place:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
