"""Findings about an outline: where, what is wrong, how to correct it.

In: findings from every pass. Out: a sorted list, printed as `file:line:column: error: …` lines or as JSON.
Nothing is raised during a pass, so that one run reports every mistake; `podium.PodiumError` is for errors that end a
run at once (a file that cannot be read or written).
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 400  # characters of a message
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]"  # controls a terminal or reverses text
Severity = Literal["error", "warning", "note"]


class Span(NamedTuple):
    """A place in a file; line and column count from 1, 0 where they are not known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


class Diagnostic(NamedTuple):
    """One finding. `code` is a stable short name (`unknown-key`), `hint` says what would be right."""

    severity: Severity
    message: str
    span: Span
    code: str
    hint: str = ""

    def __str__(self) -> str:
        tail = f"; {_brief(self.hint)}" if self.hint else ""
        return f"{shown(str(self.span))}: {self.severity}: {_brief(self.message)}{tail}"

    def as_dict(self) -> dict[str, Any]:
        """The finding as plain data for editors."""
        return {
            "file": self.span.file,
            "line": self.span.line,
            "column": self.span.column,
            "severity": self.severity,
            "code": self.code,
            "message": _brief(self.message),
            "hint": self.hint,
        }


def shown(text: str) -> str:
    r"""The text with its control characters escaped (`\x1b`, `\x07`, `\n`), safe for a terminal."""
    return text if text.isprintable() else re.sub(_UNSEEN, lambda sign: repr(sign[0])[1:-1], text)


def _brief(text: str) -> str:
    """The text on one line, with the middle of a long text cut out."""
    line = shown(" ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"


class Report:
    """Collects findings in any order; iterates over them by place, without duplicates."""

    def __init__(self) -> None:
        self.findings: list[Diagnostic] = []
        self.files: list[Path] = []  # that were read: the outline and what it includes
        self._muted: tuple[frozenset[Span], frozenset[str]] = (frozenset(), frozenset())
        self._traces: dict[Span, str] = {}
        self._ignored: dict[tuple[str, int], frozenset[str]] = {}

    def error(self, message: str, span: Span, code: str, hint: str = "", *, always: bool = False) -> None:
        """Adds an error; `always`: even at a muted place."""
        self._add(Diagnostic("error", message, span, code, hint), always)

    def warn(self, message: str, span: Span, code: str, hint: str = "") -> None:
        """Adds a warning."""
        self._add(Diagnostic("warning", message, span, code, hint), False)

    def note(self, message: str, span: Span, code: str) -> None:
        """Adds what is no mistake, but should be known: what was guessed."""
        self._add(Diagnostic("note", message, span, code), False)

    def _add(self, finding: Diagnostic, always: bool) -> None:
        if self._ignored and finding.severity != "error" and self._is_ignored(finding):
            return
        spans, codes = self._muted
        if always or (finding.span not in spans and finding.code not in codes):
            if self._traces and (trace := self._traces.get(finding.span)):
                finding = finding._replace(hint=f"{finding.hint}; {trace}" if finding.hint else trace)
            self.findings.append(finding)

    def ignore(self, file: str, line: int, codes: Iterable[str]) -> None:
        """Drops later warnings with these codes on a line of a file; in the whole file if `line` is 0."""
        self._ignored[file, line] = frozenset(codes) | self._ignored.get((file, line), frozenset())

    def _is_ignored(self, finding: Diagnostic) -> bool:
        places = ((finding.span.file, finding.span.line), (finding.span.file, 0))
        return any(finding.code in self._ignored.get(place, ()) for place in places)

    def trace(self, span: Span, origin: str) -> None:
        """Says with every later finding at this place where what stands there comes from."""
        self._traces[span] = origin

    def mute(self, spans: Iterable[Span], codes: Iterable[str]) -> None:
        """Ignores later findings at these places or with these codes: they would follow from another mistake."""
        self._muted = (self._muted[0] | frozenset(spans), self._muted[1] | frozenset(codes))

    def make_strict(self) -> None:
        """Turns every warning into an error; notes stay."""
        self.findings = [d if d.severity == "note" else d._replace(severity="error") for d in self.findings]

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(dict.fromkeys(self.findings), key=lambda d: (d.span, d.severity, d.message)))

    def count(self, severity: Severity) -> int:
        return sum(d.severity == severity for d in set(self.findings))

    @property
    def failed(self) -> bool:
        """True if any finding is an error."""
        return any(d.severity == "error" for d in self.findings)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "did you mean 'caption'?" for a near miss, else all names if they are few, else ""."""
    names = sorted({k for k in known if k})
    if near := closeness(word, names)[0]:
        return f"did you mean '{near}'?"
    return f"known: {', '.join(names)}" if 0 < len(names) <= 24 else ""


def closeness(word: str, known: Iterable[str]) -> tuple[str, float]:
    """The known name that is most like a word, and how like it is (`difflib`'s ratio, 0 to 1); "" and 0 if none is."""
    import difflib

    lower = {name.lower(): name for name in sorted(known)}
    near = difflib.get_close_matches(word.lower(), list(lower), n=1, cutoff=0.6)
    if not near:
        return "", 0.0
    return lower[near[0]], difflib.SequenceMatcher(None, near[0], word.lower()).ratio()
