"""Output: streams that never fail, findings, tables, and files other than decks.

In: texts, reports, bytes. Out: lines on standard output and standard error, and an exit code if printing failed. A
closed or broken standard error never prevents a deck from being written.
"""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from podium import PodiumError

if TYPE_CHECKING:
    from podium.diagnostics import Report

_AS_BYTES = "podium-as-bytes"
_OUR_PDF = b"<xmp:CreatorTool>podium<"


def prepare_streams() -> None:
    """Files and pipes get UTF-8 whatever the locale; a terminal gets ? for a letter that it cannot show."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the parent process, or a program without a console
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                codecs.register_error(_AS_BYTES, _as_bytes)
                stream.reconfigure(encoding="utf-8", errors=_AS_BYTES)


def _as_bytes(error: UnicodeError) -> tuple[bytes, int]:
    """Replaces what UTF-8 cannot encode: undecodable bytes of a file name by themselves, anything else by "?"."""
    assert isinstance(error, UnicodeEncodeError)
    letters = error.object[error.start : error.end]
    return b"".join(bytes([ord(c) - 0xDC00]) if "\udc80" <= c <= "\udcff" else b"?" for c in letters), error.end


def say(text: str, end: bool = True) -> None:
    """A line on standard error; a failing stream is ignored."""
    with suppress(OSError, ValueError):
        click.echo(text, err=True, nl=end)


def tell(text: str) -> None:
    """A line on standard output; control characters in file names are shown escaped."""
    from podium.diagnostics import shown

    click.echo(shown(text))


def failed_to_print(error: OSError) -> int:
    """The exit code after standard output failed: 0 if the reader has seen enough (`| head`)."""
    if isinstance(error, BrokenPipeError):
        return 0
    say(f"{red('error')}: {error.strerror or error}")
    return 1


def flushed(code: Any) -> Any:
    """The exit code once all is printed; Python itself must not report later failures of the streams."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as e:
        failed = failed_to_print(e) if isinstance(e, OSError) else 1
        code = code or failed
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    return code


def print_table(rows: list[tuple[str, str]]) -> None:
    """Two columns."""
    width = max((len(name) for name, _ in rows), default=0)
    for name, summary in rows:
        tell(f"{name:<{width}}  {summary}")


def write_file(path: Path, data: bytes, quiet: bool, force: bool) -> None:
    """Writes the whole file or nothing; a file that podium did not write is replaced only with --force."""
    from podium.files import replacing, require_file

    require_file(path)  # before anything opens it: a pipe would wait for its other end
    if not force and _is_anothers(path):
        raise PodiumError(f"{path}: podium did not write this file; --force replaces it, -o writes elsewhere")
    with replacing(path) as file:
        file.write(data)
    if not quiet:
        tell(f"{path}: written ({len(data) / 1000:.0f} kB)")


def _is_anothers(path: Path) -> bool:
    """Whether there is a picture, PDF or file of borders that lacks podium's mark near its beginning or end."""
    try:
        with path.open("rb") as file:
            start = file.read(4_000)
            if start.startswith(b"%PDF-"):  # what it says of itself comes after its first objects
                return _OUR_PDF not in start + file.read(60_000)
            file.seek(max(0, path.stat().st_size - 200))
            return bool(start) and b"podium" not in start + file.read()
    except OSError:
        return False  # there is none, or writing it reports what is wrong


def print_findings(report: Report, quiet: bool = False) -> None:
    """Every finding in a line, the errors only if `quiet`."""
    for d in report:
        if d.severity == "error" or not quiet:
            line = str(d)
            colour = red if d.severity == "error" else yellow
            say(line.replace(f" {d.severity}: ", f" {colour(d.severity)}: ", 1))


def print_summary(path: Path, report: Report, quiet: bool = False) -> None:
    """How many errors and warnings an outline has; nothing if `quiet` and there is no error."""
    errors, warnings = report.count("error"), report.count("warning")
    if errors or not quiet:
        text = (
            ", ".join([plural(errors, "error")] * bool(errors) + [plural(warnings, "warning")] * bool(warnings))
            or "no mistakes found"
        )
        if errors:
            from podium.diagnostics import shown

            say(shown(f"{path}: {text}"))
        else:
            tell(f"{path}: {text}")


def called() -> str:
    """How podium is called here: `podium`, or from a clone `python generate.py`."""
    context = click.get_current_context(silent=True)
    name = context.find_root().info_name if context is not None else ""
    return "python generate.py" if name == "generate.py" else "podium"


def plural(n: int, word: str) -> str:
    return f"{n} {word}{'' if n == 1 else 's'}"


def red(text: str) -> str:
    return click.style(text, fg="red", bold=True) if _colours() else text


def yellow(text: str) -> str:
    return click.style(text, fg="yellow", bold=True) if _colours() else text


def _colours() -> bool:
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


class Progress:
    """A line on a terminal while something takes its time; nothing elsewhere."""

    def __init__(self, text: str, silent: bool) -> None:
        self.text = "" if silent or not sys.stderr.isatty() else text

    def __enter__(self) -> None:
        if self.text:
            from podium.diagnostics import shown

            say(f"{shown(self.text)} …", end=False)

    def __exit__(self, *_: object) -> None:
        if self.text:
            say("\r\033[K", end=False)
