"""Variables: `vars: {town: Nomonhan}` says once what `${town}` stands for in every text below.

In: the `vars` of a file, and nodes of its tree. Out: the nodes with the values in place of the names. A text that is
nothing but `${name}` may stand for any value, a list of numbers too; within a text, names stand for texts. `$${` is
the sign itself. Every mistake is reported where the name is used or defined; what a value is made of is remembered in
the report, so that a later finding on it names the definition too.
"""

from __future__ import annotations

import re
from typing import Any

from podium.diagnostics import Report, Span, did_you_mean
from podium.outline.nodes import Mapping, Place, Scalar, Sequence, span_of

SIGN = "${"
MAX_LETTERS = 5_000_000
MAX_NODES = 50_000
MAX_DEPTH = 20
_USE = re.compile(r"\$(\$\{)|\$\{([^{}\n]*)\}")
_CLOSED = re.compile(r"\$\{(?:[^{}\n]|\{[^{}\n]*\})*\}")  # with braces inside, which no name has
_NAME = re.compile(r"[^\W\d][\w-]*")
_CODE = "unknown-variable"


def escaped(text: str) -> str:
    """A text of somebody else's in which nothing stands for a value."""
    return text.replace(SIGN, f"${SIGN}")


class Files:
    """The files that an outline is read from, by the names that messages give them."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.texts = {name: text}

    def span(self, place: Place) -> Span:
        """The place as a diagnostic has it."""
        return span_of(self.name, place)

    def span_within(self, place: Place, words: str) -> Span:
        """Where `words` stand in the text that begins at `place`; its beginning if they are written otherwise."""
        whole = self.span(place)
        lines = re.split(r"\r\n|\n|\r", self.texts.get(whole.file, ""))
        for number in range(whole.line, min(whole.line + 2_000, len(lines) + 1)):
            start = whole.column - 1 if number == whole.line else 0
            if (at := lines[number - 1].find(words, start)) >= 0:
                return Span(whole.file, number, at + 1)
        return whole


class Variables:
    """The variables of a file. Those of `outer`, the file that includes it, go before its own."""

    def __init__(
        self, files: Files, report: Report, outer: Variables | None = None, done: dict[int, Any] | None = None
    ) -> None:
        self.files, self.report, self.outer = files, report, outer
        self.values: dict[str, tuple[Any, Place]] = {}
        self.made: dict[str, Any] = {}
        self.making: list[str] = []
        self.letters = self.nodes = 0
        self.is_deep = False  # said once
        self.done = {} if done is None else done  # nodes of included files: names stand for what those files say

    def define(self, defined: Any, place: Place) -> None:
        """Adds the variables of a `vars` mapping; those that are there stay."""
        if defined is None:
            return
        if not isinstance(defined, Mapping):
            hint = "write, for example, 'vars: {town: Nomonhan}'"
            self.report.error("'vars' must be 'name: value' lines", self.files.span(place), "shape", hint)
            return
        for name, value, key_at, value_at in defined.entries():
            if not _NAME.fullmatch(name):
                hint = "names have letters, digits, - and _, and begin with a letter"
                message = f"'{name}' cannot be the name of a variable"
                self.report.error(message, self.files.span(key_at), "variable-name", hint)
            else:
                self.values.setdefault(name, (value, value_at))

    def check(self) -> None:
        """Reports the mistakes in all values, also of names that nothing uses."""
        for name, (_, at) in self.values.items():
            self._value(name, name, at)

    def known(self) -> set[str]:
        """All names."""
        return {*self.values, *(self.outer.known() if self.outer else ())}

    def expanded(self, node: Any) -> Any:
        """The node with values for names; the same object if there is no name in it."""
        if isinstance(node, str):
            return self._text(node) if SIGN in node and id(node) not in self.done else node
        if id(node) in self.done:
            return node
        if isinstance(node, Mapping):
            entries = [self._entry(*entry) for entry in node.entries()]
            same = all(new is node[key] and name is key for (name, new, _, _), key in zip(entries, node, strict=True))
            return node if same else self._mapping(node, entries)
        if isinstance(node, Sequence):
            values = [self.expanded(value) for value in node]
            if all(new is old for new, old in zip(values, node, strict=True)):
                return node
            return Sequence.of(node.place, zip(values, node.values_at, strict=True))
        return node

    def _entry(self, key: str, value: Any, key_at: Place, value_at: Place) -> tuple[str, Any, Place, Place]:
        name = self._text(Scalar.at(key, key_at)) if SIGN in key else key
        if not isinstance(name, str):
            message = f"'{key}' stands for no text, and only a text can be a key"
            self.report.error(message, self.files.span(key_at), "variable-value")
            name = key
        return name, self.expanded(value), key_at, value_at

    def _mapping(self, node: Mapping, entries: list[tuple[str, Any, Place, Place]]) -> Mapping:
        seen: dict[str, Place] = {}
        for name, _, key_at, _ in entries:
            if name in seen:
                message = f"the key '{name}' is used twice (first on line {seen[name][0]})"
                self.report.error(message, self.files.span(key_at), "yaml")
            seen[name] = key_at
        return Mapping.of(node.place, entries)

    def _text(self, text: str) -> Any:
        """What a text with names in it stands for; also any other node if it is nothing but a name."""
        place: Place = getattr(text, "place", (1, 1))
        alone = _USE.fullmatch(text.strip())
        if alone and alone[2] is not None:
            return self._alone(text, alone[2].strip(), place)
        origins: dict[str, str] = {}

        def value(use: re.Match[str]) -> str:
            if use[1]:
                return use[1]
            name = use[2].strip()
            found = self._value(name, use[0], place)
            if isinstance(found, (Mapping, Sequence)):
                what = "a list" if isinstance(found, Sequence) else "'key: value' lines"
                message = f"{use[0]} is {what}, and cannot stand within a text"
                span = self.files.span_within(place, use[0])
                self.report.error(message, span, "variable-value", self._defined(name))
                return use[0]
            origins[name] = self._defined(name)
            return "" if found is None else str(found)

        if SIGN in (rest := _USE.sub("\0", text)):  # "\0", so that the parts around a name do not become one
            words = rest[rest.find(SIGN) :].split("\0")[0].split("\n")[0]
            closed = _CLOSED.match(words)
            message = f"the '{SIGN}' of '{words[:40]}' is never closed"
            if closed:
                message = f"'{closed[0][:40]}' is no name of a variable"
            hint = f"write ${{name}}, or ${SIGN} for the signs themselves"
            self.report.error(message, self.files.span_within(place, words), "variable-name", hint)
        made = Scalar.at(self._counted(_USE.sub(value, text)), place)
        if any(origins.values()):
            self.report.trace(self.files.span(place), "; ".join(o for o in origins.values() if o))
        return made

    def _alone(self, text: str, name: str, place: Place) -> Any:
        found = self._value(name, text.strip(), place)
        if isinstance(found, (Mapping, Sequence)):
            self.nodes += _size(found, MAX_NODES)
            if self.nodes > MAX_NODES:
                raise TooLarge(f"variables stand for more than {MAX_NODES:,} values", self.files.span(place))
            return found
        if origin := self._defined(name):
            self.report.trace(self.files.span(place), origin)
        return None if found is None else Scalar.at(self._counted(str(found)), place)

    def _counted(self, text: str) -> str:
        self.letters += len(text)
        if self.letters > MAX_LETTERS:
            raise TooLarge(f"variables stand for more than {MAX_LETTERS:,} letters", Span(self.files.name))
        return text

    def _value(self, name: str, written: str, place: Place) -> Any:
        """The value of a name, itself expanded; `written` after an error."""
        if self.outer and name in self.outer.known():
            return self.outer._value(name, written, place)
        if name in self.made:
            return self.made[name]
        if name not in self.values:
            names = self.known()
            hint = did_you_mean(name, names) or "define it under 'vars:'"
            if not names:
                hint += f", or write ${written} for the signs themselves"
            self.report.error(f"there is no variable '{name}'", self.files.span_within(place, written), _CODE, hint)
            return written
        value, at = self.values[name]
        if name in self.making:
            circle = " → ".join([*self.making[self.making.index(name) :], name])
            self.report.error(f"the variable '{name}' refers to itself: {circle}", self.files.span(at), _CODE)
            return written
        if len(self.making) >= MAX_DEPTH:
            message = f"the variable '{name}' is {MAX_DEPTH} definitions away from its use"
            if not self.is_deep:
                self.report.error(message, self.files.span(at), _CODE)
            self.is_deep = True
            return written
        self.making.append(name)
        try:
            self.made[name] = self.expanded(value)
        finally:
            self.making.pop()
        return self.made[name]

    def _defined(self, name: str) -> str:
        """ "${town} is defined on line 4", "" for an unknown name."""
        if self.outer and name in self.outer.known():
            return self.outer._defined(name)
        if name not in self.values:
            return ""
        span = self.files.span(self.values[name][1])
        where = f"on line {span.line}" if span.file == self.files.name else f"in {span.file}:{span.line}"
        return f"${{{name}}} is defined {where}"


class TooLarge(Exception):
    """What names stand for has no end."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.span = span


def _size(node: Any, most: int) -> int:
    """The number of values below a node, counted up to `most`."""
    size, todo = 0, [node]
    while todo and size <= most:
        one = todo.pop()
        size += 1
        if isinstance(one, Mapping):
            todo += one.values()
        elif isinstance(one, Sequence):
            todo += one
    return size
