"""What libyaml refuses, in plain words, with the corrected line.

In: a text and libyaml's error. Out: a `SourceError` with the place as an editor shows it and, if one line is to blame,
that line corrected, so that reading can go on and one run reports every mistake. libyaml's own messages depend on its
version and are not meant for lecturers: they are analysed, never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from podium.diagnostics import Span

Place = tuple[int, int]
ODD_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"  # look like blanks, but are not blanks to YAML
_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")  # line ends to libyaml, but not to editors
TAG = "tag:yaml.org,2002:"  # what !! stands for
_SURROGATES = r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
_BLOCK = r"(?:^|[:\-?]\s+)(?:[&!]\S+\s+)?[|>][-+0-9]*\s*(?:#.*)?$"
_KEY = r"[^\s:#\"'\[\]{},&*!|>%@`?-][^:#\"]*?"
_LINE = rf"(?P<before>\s*(?:-\s+)*(?:(?P<key>{_KEY}):\s+)?)(?P<value>.*?)\s*$"
_ODD_INDENT = rf"(?P<blank>\s*[{ODD_BLANKS}][\s{ODD_BLANKS}]*)(?=-\s|[\w-]+:(?:\s|$))"
_ODD_COLON = rf"(?P<before>\s*(?:-\s+)*[\w-]+)(?:[{ODD_BLANKS}]*:[{ODD_BLANKS}]+|\s*：\s*)(?P<value>\S.*)$"
_NO_COLON = (
    rf"(?P<before>\s*(?:-\s+)*[\w-]+)(?:[\s{ODD_BLANKS}]+[–—][\s{ODD_BLANKS}]+|:)(?P<value>[^\s/].*)$"
)
_VARIABLE = r"\$\{[^{}]*\}"
_LETTER = r"[^\[\]{},:\"'$]|:(?! )|\$(?!\{)"
_VARIABLE_IN_BRACES = (
    rf"(?P<before>[\[{{,]\s*(?:[^\[\]{{}},:\"'$]+:\s+)?)"
    rf"(?P<value>(?:{_LETTER})*{_VARIABLE}(?:{_LETTER}|{_VARIABLE})*?)(?=\s*(?:[,\]}}]|$))"
)
_SIGNS = {"*": "*", "&": "&", "%": "%", "@": "@", "`": "`", "!": "!", "|": "|", ">": ">"}
_CLOSED_BY = {"[": "]", "{": "}"}
_THOUSANDS = re.compile(r"\d{3}(?!\d)")  # the rest of a number that a comma cut
_GOES_ON = re.compile(r"(?<!\d)\d{1,3}$")


class SourceError(Exception):
    """A file that cannot be read as an outline; carries its place, and the whole line corrected where it can be."""

    def __init__(self, message: str, span: Span, hint: str = "", correction: str = "") -> None:
        super().__init__(message)
        self.message, self.span, self.hint, self.correction = message, span, hint, correction


class Fault(NamedTuple):
    """What is wrong with a line: from which column (from 0), in words, and the corrected line."""

    column: int
    message: str
    corrected: str


def normalised(text: str) -> str:
    """The text with its lines as an editor counts them: pasted U+0085, U+2028 and U+2029 are blanks."""
    return text.translate(_BREAKS) if "\x85" in text or "\u2028" in text or "\u2029" in text else text


def lines_of(text: str) -> list[str]:
    """The lines as an editor counts them, without their ends."""
    return re.split(r"\r\n|\n|\r", text)


def with_line(text: str, number: int, line: str) -> str:
    """The text with the line of that number (from 1) replaced."""
    parts = re.split(r"(\r\n|\n|\r)", text)
    parts[2 * (number - 1)] = line
    return "".join(parts)


def odd_blanks(text: str, name: str) -> Iterator[SourceError]:
    """Characters that only look like blanks, where YAML expects a real one; texts may contain them."""
    if text.isascii() or not re.search(f"[{ODD_BLANKS}：]", text):
        return
    for number, line in _outside_blocks(lines_of(text)):
        if found := re.match(_ODD_INDENT, line):
            right = " " * len(found["blank"]) + line[found.end() :]
            yield _error(Fault(0, "the indentation contains a no-break space or the like", right), name, number)
        elif found := re.match(_ODD_COLON, line):
            right = f"{found['before']}: {found['value']}"
            column = found.end("before")
            yield _error(Fault(column, "expected a plain colon followed by a space", right), name, number)


def is_cut(value: Any, at: Place, rest: Any, then: Place | None) -> bool:
    """Whether `rest` goes on with a number that begins in the value before it, as in `{Japan: 1,000}`; with the places
    of both."""
    return (
        isinstance(value, str)
        and isinstance(rest, str)
        and then == (at[0], at[1] + len(value) + 1)
        and bool(_THOUSANDS.match(rest) and _GOES_ON.search(value))
    )


def explained(error: Any, name: str, text: str) -> SourceError:
    """libyaml's complaint about `text` (as `normalised` gives it). Its `correction` is "" if no line is to blame."""
    problem, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = lines_of(text)
    if "nesting depth" in problem:
        return SourceError("nested deeper than 40 levels", Span(name, line, column))
    if (
        "escape" in problem
        and line <= len(lines)
        and (paired := re.sub(_SURROGATES, _joined, lines[line - 1])) != lines[line - 1]
    ):
        return SourceError("", Span(name, line, column), correction=paired)  # not a mistake: JSON writes them like this
    if "cannot start any token" in problem and line <= len(lines) and "\t" in lines[line - 1][:column]:
        untabbed = lines[line - 1].replace("\t", "  ")
        return _error(Fault(column - 1, "a tab character", untabbed), name, line, "indent with spaces")
    started = error.context_mark.line + 1 if error.context_mark else line
    for number in dict.fromkeys((line, started, line - 1)):
        if 0 < number <= len(lines) and (fault := fault_of(lines[number - 1])):
            return _error(fault, name, number)
    if "quoted" in context and ("end of stream" in problem or "document indicator" in problem):
        start = error.context_mark
        line, column = (start.line + 1, start.column + 1) if start else (line, column)
        hint = "close it, or double an apostrophe inside '…'"
        return SourceError("this quotation mark is never closed", Span(name, line, column), hint)
    if "flow" in context and error.context_mark and (sign := _unclosed(lines, error.context_mark)):
        start = Span(name, error.context_mark.line + 1, error.context_mark.column + 1)
        return SourceError(f"this {sign} is never closed", start, f"close it with {_CLOSED_BY[sign]}")
    message, hint = _in_words(problem, context)
    return SourceError(message, Span(name, line, column), hint)


def of_tag(tag: str) -> tuple[str, str]:
    """What is wrong with a tag, as a message and a hint: an outline has none, or it is a text that begins with !."""
    if tag.startswith(TAG):
        message = f"'!!{tag.removeprefix(TAG)}' is a tag of YAML for programs, which an outline does not have"
        return message, "remove it; if it is text, put it in quotes"
    return f"the tag {tag} is not allowed", "put text that begins with ! in quotes"


def _unclosed(lines: list[str], mark: Any) -> str:
    """The bracket at a place if it is closed neither on its line nor on those below that are indented more; else ""."""
    first, *below = lines[mark.line :] or [""]
    indent = len(first) - len(first.lstrip(" -"))
    value = first[mark.column :]
    for line in below:
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent and line.strip()[0] not in "]}":
            break
        value += line
    return value[0] if value[:1] in _CLOSED_BY and _closing(value) is None else ""


def _in_words(problem: str, context: str) -> tuple[str, str]:
    """What is wrong and what to do, if no single line looks wrong."""
    both = f"{problem} {context}"
    if "mapping values are not allowed" in both:
        return "a second ': ' in one line", "put the text in quotes"
    if "tab character" in both:
        return "a tab character", "indent with spaces"
    if "escape" in both or "hexdecimal" in both or "hexadecimal" in both:
        return "an unknown escape: a backslash inside double quotes", "double it, or use single quotes"
    if "directive" in both:
        return "a line that begins with %", "put the text in quotes"
    if "alias" in both or "anchor" in both:
        return "* or & without a name after it", "put the text in quotes"
    if "tag" in both:
        return "text that begins with ! must be in quotes", "put the text in quotes"
    if "document" in both:
        return "a line of --- or … in the middle of the outline", "one outline per file: remove the line"
    return "the indentation or a bracket is wrong here", "compare with the lines above"


def fault_of(line: str) -> Fault | None:
    """What is wrong with a line that YAML refuses, taken by itself; None if it looks right."""
    if found := re.match(_ODD_COLON, line):
        return Fault(found.end("before"), "expected a plain colon followed by a space",
                     f"{found['before']}: {found['value']}")  # fmt: skip
    parts = re.match(_LINE, line)
    if parts is None or not parts["value"]:
        return None
    before, value = parts["before"], parts["value"]
    column = len(before)
    quoted = Fault(column, "", before + in_quotes(value))
    first = value[0]
    if first in "[{" and "${" in value and (found := re.search(_VARIABLE_IN_BRACES, value)):
        right = re.sub(_VARIABLE_IN_BRACES, lambda m: m["before"] + in_quotes(m["value"]), value)
        message = "between brackets, a text with ${…} must be in quotes"
        return Fault(column + found.start("value"), message, before + right)
    if first in "[{":
        end = _closing(value)
        rest = value[end + 1 :].lstrip() if end else ""
        if rest and rest[0] not in "#,]}:":
            return quoted._replace(message=f"text that begins with {first} must be in quotes")
        return None
    if first in "\"'":
        end = _end_of_quotes(value)
        if end is None and first == "'" and re.match(r"'\w", value):
            return quoted._replace(message="this quotation mark is never closed")
        rest = value[end + 1 :].lstrip() if end else ""
        if rest and (rest[0] not in "#,]}:" or (rest[0] == ":" and parts["key"] is not None)):
            return quoted._replace(message="text continues after the closing quotation mark")
        return None
    if first == "*" or (first in _SIGNS and not (first in "|>" and re.fullmatch(r"[|>][-+0-9]*(\s+#.*)?", value))):
        return quoted._replace(message=f"text that begins with {first} must be in quotes")
    if ": " in value or (value.endswith(":") and parts["key"] is not None):
        at = column + (value.find(": ") if ": " in value else len(value) - 1)
        return Fault(at, "a second ': ' in one line", before + in_quotes(value))
    if parts["key"] is None and (found := re.match(_NO_COLON, line)):
        right = f"{found['before']}: {found['value']}"
        return Fault(found.end("before"), "a key ends with a colon and a space", right)
    return None


def missing_colon(text: str) -> str:
    """`title: Foo` for a text such as `title:Foo` or `title – Foo` that was meant as a key and its value; else ""."""
    for pattern in (_ODD_COLON, _NO_COLON):
        if (found := re.match(pattern, text)) and "\n" not in text:
            return f"{found['before']}: {found['value']}"
    return ""


def in_quotes(text: str) -> str:
    """The text in quotes, double ones unless it has some or a backslash."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'{}'".format(text.replace("'", "''"))


def _error(fault: Fault, name: str, number: int, hint: str = "") -> SourceError:
    right = fault.corrected.strip()
    if len(right) > 90:
        right = right[:88].rstrip() + " …"
    return SourceError(fault.message, Span(name, number, fault.column + 1), hint or f"write: {right}", fault.corrected)


def _joined(pair: re.Match[str]) -> str:
    """The character that a UTF-16 surrogate pair stands for."""
    return bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")


def _closing(value: str) -> int | None:
    """Where the bracket that a value begins with is closed, None if it is not on this line."""
    open_, close, depth = value[0], _CLOSED_BY[value[0]], 0
    for at, sign in enumerate(value):
        depth += (sign == open_) - (sign == close)
        if depth == 0:
            return at
    return None


def _end_of_quotes(value: str) -> int | None:
    """Where the quotation mark that a value begins with is closed, None if it is not on this line."""
    mark, at = value[0], 1
    while at < len(value):
        if value[at] == "\\" and mark == '"':
            at += 1
        elif value[at] == mark:
            if mark == '"' or value[at + 1 : at + 2] != "'":
                return at
            at += 1
        at += 1
    return None


def _outside_blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines outside texts after | or >, with their numbers."""
    inside = -1  # indentation of the line that began a block
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if inside >= 0 and (not line.strip() or indent > inside):
            continue
        inside = indent if re.search(_BLOCK, line) else -1
        yield number, line


# ---- what comments hide ----------------------------------------------------------------------------------


class Hidden(NamedTuple):
    """A text that ` #` turned into a comment: where it begins, the text, the corrected line."""

    place: Place
    text: str
    corrected: str


_HIDING = r"(?:^|(?<=[ \t]))#(?=\w)"


def hidden_by_comments(text: str, loader: Any) -> Iterator[Hidden]:
    """Texts that a lecturer meant and YAML takes for comments: ` #` with a letter or digit behind it.

    Lines that are wholly a comment are meant so, and so is one behind a key whose contents stand below it. `loader`
    reads the tokens of a text: a # within quotes or a text after | hides nothing.
    """
    lines = lines_of(text)
    suspects = []
    for number, line in enumerate(lines, 1):
        if "#" in line and not line.lstrip().startswith("#") and (found := re.search(_HIDING, line)):
            suspects.append((number, found.start()))
    if not suspects:
        return
    scalars = _scalars(text, loader)
    for number, column in suspects:
        line = lines[number - 1]
        if any(start <= (number - 1, column) < end for start, end in scalars):
            continue
        before = line[:column].rstrip()
        if before.endswith((":", "[", "{", "]", "}", ",")) and (before[-1] != ":" or _has_contents(lines, number)):
            continue
        parts = re.match(_LINE, line)
        value = parts["value"] if parts else ""
        corrected = (parts["before"] + in_quotes(value)) if parts and value else line
        if parts and value.startswith("#"):
            corrected = parts["before"] + in_quotes(value)
        yield Hidden((number, column + 1), line[column:].strip(), corrected.strip())


def _scalars(text: str, loader: Any) -> list[tuple[Place, Place]]:
    """Beginning and end (line and column from 0) of every text in quotes or after | or >."""
    import yaml

    reader, found = loader(text), []
    try:
        while reader.check_token():
            token = reader.get_token()
            if isinstance(token, yaml.ScalarToken) and not token.plain:
                start, end = token.start_mark, token.end_mark
                found.append(((start.line, start.column), (end.line, end.column)))
    except yaml.YAMLError:
        pass
    finally:
        reader.dispose()
    return found


def _has_contents(lines: list[str], number: int) -> bool:
    """Whether the lines below a key are its contents."""
    line = lines[number - 1]
    indent = len(line) - len(line.lstrip(" "))
    below = next((b for b in lines[number:] if b.strip() and not b.lstrip().startswith("#")), "")
    deeper = len(below) - len(below.lstrip(" "))
    return deeper > indent or (
        deeper == indent and below.lstrip().startswith("- ") and not line.lstrip().startswith("- ")
    )
