"""What pandoc and Quarto have besides Markdown: definition lists, tables of dashes, spans, line blocks, attributes.

In: lines with their numbers. Out: the same in plain Markdown; what is in a div; what the attributes of a heading say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.importing.readers.markdown.slides import outside_code

Line = tuple[int, str]
_DEFINED = re.compile(r"^ {0,3}[:~]\s+(?=\S)")
_TERM = re.compile(r"^[^\s#>|:~\-*+`\d].*$|^\d[^.)]*$")
_DASHES = re.compile(r"^\s*-{2,}(?:\s+-{2,})+\s*$")
_SPAN = re.compile(r"\[([^\[\]\n^]*)\]\{[^{}\n]*\}")
_LINE = re.compile(r"^\|\s(?=[^|]*$)")
_COMMAND = re.compile(r"^\s*\\(?:newpage|pagebreak|clearpage|pause|tableofcontents|vfill|medskip|bigskip)\s*$")
_CAPTION = re.compile(r"^\s*(?:Table)?:\s+(?=\S)")
_FENCE = re.compile(r"^ {0,3}:{3,}\s*(.*?)\s*:*\s*$")
_PICTURE = re.compile(r"background-image\s*=\s*[\"']?([^\"'}\s]+)")


def in_plain_markdown(lines: Sequence[Line]) -> list[Line]:
    """The lines in the Markdown that everybody has."""
    made: list[Line] = []
    shown = [line for _, line in outside_code(lines)]
    at = 0
    while at < len(lines):
        number, line = lines[at]
        text = shown[at]
        if not text:
            made.append((number, line))
        elif _DASHES.match(text) and made and made[-1][1].strip() and (end := _end_of_table(shown, at)):
            head = made.pop()
            made += _table(head, lines[at:end], text)
            at = end
            continue
        elif _DEFINED.match(text) and made and _TERM.match(made[-1][1]):
            made[-1] = (made[-1][0], f"- {made[-1][1].strip()}")
            at = _defined(lines, shown, at, made)
            continue
        elif not _COMMAND.match(text):
            line = _SPAN.sub(r"\1", line)
            made.append((number, f"{_LINE.sub('', line)}  " if _LINE.match(line) else line))
        at += 1
    return made


def _defined(lines: Sequence[Line], shown: Sequence[str], at: int, made: list[Line]) -> int:
    """Puts definitions into a list below their term; the place after them."""
    while at < len(lines):
        number, line = lines[at]
        if found := _DEFINED.match(shown[at]):
            made.append((number, f"    - {line[found.end() :]}"))
        elif not line.strip() or line.startswith(("  ", "\t")):
            made.append((number, f"    {line}" if line.strip() else ""))
        else:
            break
        at += 1
    return at


def _end_of_table(shown: Sequence[str], at: int) -> int:
    """The place after the rows of a table below its line of dashes; 0 if there are none."""
    end = at + 1
    while end < len(shown) and shown[end].strip() and not _DASHES.match(shown[end]):
        end += 1
    return end if end > at + 1 else 0


def _table(head: Line, rows: Sequence[Line], dashes: str) -> list[Line]:
    """A table of dashes as one of bars: its columns are where the dashes are, the last one to the end of the line."""
    starts = [found.start() for found in re.finditer(r"-+", dashes)]
    edges = [(a, b) for a, b in zip(starts, [*starts[1:], None], strict=True)]

    def row(line: Line) -> Line:
        cells = (line[1][a:b].strip().replace("|", "\\|") for a, b in [(0, edges[0][1]), *edges[1:]])
        return line[0], f"| {' | '.join(cells)} |"

    return [(head[0], ""), row(head), (rows[0][0], "|" + "---|" * len(edges)), *map(row, rows[1:]), (rows[-1][0], "")]


def caption_of_table(text: str) -> str:
    """What stands before the words of a line that is a table's caption, "" for any other line."""
    found = _CAPTION.match(text)
    return found[0] if found else ""


def in_divs(lines: Sequence[Line]) -> set[int]:
    """The places of lines within divs that are closed again: their headings begin no slide."""
    opened: list[int] = []
    found: set[int] = set()
    for at, (_, line) in enumerate(outside_code(lines)):
        fence = _FENCE.match(line)
        if fence and fence[1]:
            opened.append(at)
        elif fence and opened:
            found.update(range(opened.pop(), at + 1))
    return found


def background_of(heading: str) -> str:
    """The picture behind the slide that a heading names, "" for none."""
    found = _PICTURE.search(heading)
    return found[1] if found else ""


def is_hidden(heading: str) -> bool:
    """Whether the attributes of a heading hide its slide."""
    return bool(re.search(r"\{[^}]*visibility\s*=\s*[\"']?hidden\b", heading))
