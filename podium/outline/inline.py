"""Inline Markdown: a text becomes pieces with emphasis and links.

In: a text of the outline. Out: a tuple of `Piece`, never empty, whose characters are those that the audience
reads. HTML and block syntax stay plain text; pictures inside a text become their alternative text; of a link to a
forbidden destination (`links`) only the text is kept. Besides Markdown, `19^th^` is raised, `H~2~O` lowered, and
`[Caesar]{.smallcaps}` set in small capitals. Most texts have no mark-up or a few starred words, so the parser (a third
of a small deck's time) is imported only for others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from podium.outline.links import Address

_MARKUP = re.compile(r"[*_`\[\\&<]")
_MARKUP_OR_FORM = re.compile(r"[*_`\[\\&<^~]")
_SIGN = r"[\\*_`\[\]<>&^~]"
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w|\s|$)(?!\d)")  # straight apostrophe for the typographic one; not 1'000
_OTHER_MARKUP = re.compile(r"[_`\[\\&<]|  \n|\*{3}")
_STARRED = re.compile(r"(?<!\*)(\*\*?)(?=[\w“‘(])([^*]+)(?<=[\w.,;:!?…”’)])\1(?!\*)")
_PLAIN = re.compile(r"\s*\n\s*")
_LINKED = re.compile(r"\]\(|<[A-Za-z][^<>\s]*[:@.][^<>\s]*>")
_WITHOUT_SCHEME = r"(?i)<(?=www\.[^<>\s]+>)"
_WITH_BLANKS = r"[^\s()<>\"'][^()<>\n]*?(?=\s*\))"  # up to the bracket: what Markdown does not accept as an address
_LIKE_AN_ADDRESS = r"(?i)[A-Za-z][A-Za-z0-9+.-]*:\S|www\.|[#/\\]|.*[/\\]|.*\.\w{2,5}$"
_TITLED = r"\s[\"'(]"
_CONTROL = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), 127, *range(0xFDD0, 0xFDD4), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)]
)
_FORMED = (  # addresses and code are passed over; compiled where a text needs it
    r"\]\([^)\n]*\)|<[^<>\s]+>|`[^`]*`|(?<=[\w)\]’”\"'.,;:!?…%»])\^(?P<super>[^\s^~]{1,24})\^"
    r"|(?<=[\w)\]])~(?P<sub>[^\s^~]{1,12})~|\[(?P<caps>[^\[\]\n]+)\]\{\.(?:smallcaps|sc)\}"
)
_OPENED = {"super": "\ufdd0", "sub": "\ufdd1", "caps": "\ufdd2"}  # no characters of any text: they were taken out
_CLOSED = "\ufdd3"
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
Form = Literal["", "super", "sub", "caps"]


class Piece(NamedTuple):
    """Characters with one emphasis; `link` is a URL, `#id`, or ""; of small capitals, the form is that of the small
    letters."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    form: Form = ""


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Piece, ...]:
    """The pieces of one paragraph; line breaks become spaces unless Markdown forces them (two spaces, backslash)."""
    text = _APOSTROPHE.sub("’", text.translate(_CONTROL))
    if not _MARKUP_OR_FORM.search(text):  # nearly all texts
        return (Piece(_PLAIN.sub(" ", text.strip())),)
    if "^" in text or "~" in text or "]{." in text:
        marked = re.sub(_FORMED, _marked, text)
        if marked != text:
            return _formed(_emphasised(marked))
    return _emphasised(text)


def _emphasised(text: str) -> tuple[Piece, ...]:
    if not _MARKUP.search(text):
        return (Piece(_PLAIN.sub(" ", text.strip())),)
    return _with_stars(text) or _with_parser(text)


def _marked(found: re.Match[str]) -> str:
    """The letters of a form between signs that no parser of Markdown knows."""
    form = found.lastgroup
    return f"{_OPENED[form]}{found[form]}{_CLOSED}" if form else found[0]


def _formed(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces with their forms instead of the signs; what begins in one piece may end in another."""
    forms: dict[str, Form] = {sign: form for form, sign in _OPENED.items()}  # type: ignore[misc]
    out: list[Piece] = []
    form: Form = ""
    for piece in pieces:
        for part in re.split("([\ufdd0-\ufdd3])", piece.text):
            if part in forms or part == _CLOSED:
                form = forms.get(part, "")
            elif form == "caps":
                out += [piece._replace(text=c, form="caps" if c.islower() else "") for c in part]
            elif part:
                out.append(piece._replace(text=part, form=form))
    return _merged(out) or (Piece(""),)


def _with_stars(text: str) -> tuple[Piece, ...]:
    """The pieces of a text whose only mark-up is `*…*` and `**…**` side by side; () for any other."""
    if _OTHER_MARKUP.search(text):
        return ()
    pieces, position = [], 0
    text = _PLAIN.sub(" ", text.strip())
    for match in _STARRED.finditer(text):
        strong = len(match[1]) == 2
        pieces += [Piece(text[position : match.start()]), Piece(match[2], bold=strong, italic=not strong)]
        position = match.end()
    pieces = [p for p in (*pieces, Piece(text[position:])) if p.text]
    return _merged(pieces) if not any("*" in p.text for p in pieces) else ()


def _with_parser(text: str) -> tuple[Piece, ...]:
    """The pieces of any text, by CommonMark."""
    from podium.outline.links import address

    pieces: list[Piece] = []
    bold = italic = 0
    link = ""
    for token in _tokens(text):
        kind = token.type
        if kind in ("strong_open", "strong_close"):
            bold += token.nesting
        elif kind in ("em_open", "em_close"):
            italic += token.nesting
        elif kind == "link_open":
            link = address(str(token.attrs.get("href", ""))).target
        elif kind == "link_close":
            link = ""
        else:
            words = {"softbreak": " ", "hardbreak": "\v"}.get(kind, token.content)
            if words:
                pieces.append(Piece(words, bold > 0, italic > 0, link))
    return _merged(pieces) or (Piece(""),)


def with_lines(text: str) -> str:
    """The text whose written line breaks stay (titles and headlines), as Markdown forces them."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return "\\\n".join(line for line in lines if line) if len(lines) > 1 else text


def escaped(text: str) -> str:
    """The mark-up of a text whose audience reads its signs as they are."""
    return re.sub(_SIGN, r"\\\g<0>", text)


def links(text: str) -> list[Address]:
    """The destinations of the links in a text, including invalid ones."""
    if not _LINKED.search(text):
        return []
    from podium.outline.links import address

    text = _APOSTROPHE.sub("’", text.translate(_CONTROL))
    return [address(str(t.attrs.get("href", ""))) for t in _tokens(text) if t.type == "link_open"]


def _tokens(text: str) -> list[Any]:
    """The text as the parser sees it."""
    return _parser().parseInline(re.sub(_WITHOUT_SCHEME, "<https://", text.strip()))[0].children or []


def plain(text: str) -> str:
    """The text without its mark-up, on one line."""
    return "".join(_plain(p) if p.form else p.text for p in parse(text)).replace("\v", " ")


def _plain(piece: Piece) -> str:
    """A piece by characters alone: 10⁶ is not 106."""
    signs = {"super": _RAISED, "sub": _LOWERED}.get(piece.form, {})
    return piece.text.translate(signs) if all(ord(c) in signs for c in piece.text) else piece.text


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a longer text (notes), without inline mark-up; lists keep one line an entry."""
    result = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [plain(line) for line in block.splitlines() if line.strip()]
        listed = [bool(re.match(r"[-*+•] |\d+[.)] ", line.strip())) for line in block.splitlines() if line.strip()]
        current: list[str] = []
        for line, starts_entry in zip(lines, listed, strict=True):
            if starts_entry and current:
                result.append(" ".join(current))
                current = []
            current.append(line)
        if current:
            result.append(" ".join(current))
    return result


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Adjacent pieces with the same emphasis, merged."""
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1][1:] == piece[1:]:
            out[-1] = piece._replace(text=out[-1].text + piece.text)
        else:
            out.append(piece)
    return tuple(out)


@lru_cache(maxsize=1)
def _parser() -> Any:
    """CommonMark without HTML; its links may lead anywhere and are checked afterwards."""
    from types import SimpleNamespace

    from markdown_it import MarkdownIt, helpers

    def destination(text: str, start: int, end: int) -> Any:
        """An address; it may contain blanks if the bracket cannot be anything else."""
        found = helpers.parseLinkDestination(text, start, end)
        match = re.compile(_WITH_BLANKS).match(text, start, end)
        if match and " " in match[0] and re.match(_LIKE_AN_ADDRESS, match[0]) and not re.search(_TITLED, match[0]):
            found.ok, found.str, found.pos = True, match[0], match.end()
        return found

    def as_written(text: str) -> str:
        return text

    parser: Any = MarkdownIt("commonmark", {"html": False}).disable(["html_inline"])
    parser.helpers = SimpleNamespace(
        parseLinkDestination=destination,
        parseLinkLabel=helpers.parseLinkLabel,
        parseLinkTitle=helpers.parseLinkTitle,
    )
    parser.normalizeLink = parser.normalizeLinkText = as_written
    parser.validateLink = bool
    return parser
