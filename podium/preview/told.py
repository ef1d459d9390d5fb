"""Findings with the lines that they are about.

In: a report. Out: each finding as plain data: place, words, hint, the line of its file and the column of its caret.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from podium.diagnostics import Diagnostic, Report
from podium.files import Unreadable, read
from podium.outline.source import MAX_BYTES
from podium.outline.spans import lines_of

_MOST = 200  # findings
_WIDE = 160  # characters of a line
_BEFORE = 60  # of them before the caret, if the line is longer


def told(report: Report) -> list[dict[str, Any]]:
    """The findings of a report, errors first; at most 200."""
    found = sorted(report, key=lambda d: d.severity != "error")[:_MOST]
    texts: dict[str, list[str]] = {}
    return [_told(d, texts) for d in found]


def _told(finding: Diagnostic, texts: dict[str, list[str]]) -> dict[str, Any]:
    line, column, file = finding.span.line, finding.span.column, finding.span.file
    if file not in texts:
        texts[file] = lines_in(Path(file))
    made = finding.as_dict()
    if 0 < line <= len(texts[file]):
        text = texts[file][line - 1].rstrip("\r\n")
        start = max(0, column - 1 - _BEFORE) if len(text) > _WIDE else 0
        made["source"] = ("…" if start else "") + text[start : start + _WIDE]
        made["caret"] = max(0, column - 1 - start) + (1 if start else 0)
    return made


def lines_in(path: Path) -> list[str]:
    """The lines of a file with their ends; [] if it cannot be read."""
    try:
        return lines_of(read(path, MAX_BYTES).decode("utf-8-sig", "replace"))
    except (Unreadable, OSError):
        return []
