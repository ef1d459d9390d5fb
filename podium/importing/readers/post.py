"""A forum post as plain text, as it is copied from a page or kept in a file.

In: the text. Out: a document: title, author and date from the lines at its top, then paragraphs, captions, lists and
headings in order. Signatures, lines of likes and repeated copies of the post are left out, and told.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from podium.console import plural
from podium.diagnostics import Report, Span
from podium.importing import rich
from podium.importing.captions import with_pictures
from podium.importing.days import DATE
from podium.importing.model import Block, Document, Entry, Listing, Paragraph
from podium.importing.readers.threads import SIGNATURE, letters_of, tell_left_out

_TIME = (
    r"(?:,? *(?:at|um|@|-)? *\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{3,4})?(?:[+-]\d{1,4})?(?: Uhr)?)"
)
_WHEN = rf"(?P<date>(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,? )?{DATE}){_TIME}?"
_BY = re.compile(
    rf"^(?:re: .*?)?(?:post(?:ed)? by|by|von|par|por|beitrag von"
    rf"|автор:?)\s+(?P<author>.{{1,60}}?)\s*(?:»|on|,|am|–|—|\|)\s*{_WHEN}\W*$",
    re.IGNORECASE,
)
# A post says so; a byline within an essay, such as "By Stalin, 28 July 1942", does not.
_POSTED = re.compile(r"^(?:re: .*?)?(?:post(?:ed)? by|beitrag von|автор:?)\s|.*»", re.IGNORECASE)
_AUTHOR = re.compile(
    r"^(?:(?:author|by|von|autor|auteur)\s*:|posted by\s*:?)\s*(?P<author>[^\W\d][^.!?]{1,50})$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(?:title|titel|titre|título|subject|betreff)\s*:\s*(?P<title>.+)$", re.IGNORECASE)
_DATED = re.compile(rf"^(?:date|datum|posted|on)?\s*:?\s*{_WHEN}\s*(?:#\d+)?\W*$", re.IGNORECASE)
_LIKES = re.compile(
    r"^.{1,200}\b(?:likes? this|like this post|liked this|gefällt das|reacted to this"
    r"|thanked)\b.{0,20}$",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"^(?:quote|reply|report|share|like|edit|back to top|top|last edit(?:ed)?(?:: | by ).*|#\d{1,4}"
    r"|\d+ (?:likes?|posts?|replies|views)|posts: [\d,]+|joined: .*|location: .*|zitieren|antworten"
    r"|melden)$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*•·–—▪◦●]|\(?\d{1,2}[.)])\s+(?=\S)")
_MOST_SIGNATURE = 8  # lines
_HEAD = 12  # lines at the top in which title, author and date are looked for
_COPIED = 80  # words in a row that nobody writes twice
_WRAPPED = 100  # letters of the longest line of a text that somebody wrapped


class _Line(NamedTuple):
    number: int
    text: str


class _Head(NamedTuple):
    """`is_post`: a line such as a forum puts above each post stands in it."""

    title: str = ""
    author: str = ""
    date: str = ""
    is_post: bool = False


def read(text: str, name: str, report: Report) -> Document:
    """The document in a text; `name` is what findings call the file."""
    lines = [_Line(n, rich.clean(line).rstrip()) for n, line in enumerate(re.split(r"\r\n|\r|\n", text), 1)]
    lines, repeated = _without_repetition(lines)
    head, body, left_out = _head(lines)
    if repeated:
        report.warn("left out: the same text once more", Span(name, repeated), "left-out")
    posts = _posts(body, head)
    first, *others = posts or [(head, [])]
    head = first[0]
    kept, dropped = _without_copies(first[1], others, head.author, name, report)
    flow: list[Block] = []
    buttons, left_out = left_out, [dropped] if dropped else []
    for post in kept:
        said, signature = _without_signature(post)
        if signature:
            report.warn(
                f"left out: a signature of {plural(len(signature), 'line')}",
                Span(name, signature[0].number),
                "left-out",
            )
            left_out += [line.text for line in signature if line.text]
        pressed = [line for line in said if _CHROME.match(line.text.strip())] if head.author or head.date else []
        buttons += [line.text.strip() for line in pressed]
        flow += _blocks([line for line in said if line not in pressed])
    if buttons:
        shown = ", ".join(f"'{text}'" for text in dict.fromkeys(buttons))
        report.note(
            f"left out: {plural(len(buttons), 'line')} of the forum, not of the post: {shown}", Span(name), "left-out"
        )
        left_out += buttons
    title = rich.plain(head.title)
    return Document(
        "forum post" if head.author or head.date else "text", title, author=head.author, date=head.date,
        flow=tuple(with_pictures(flow)), left_out=tuple(left_out),
    )  # fmt: skip


def _head(lines: list[_Line]) -> tuple[_Head, list[_Line], list[str]]:
    """Title, author and date; the lines below them; and lines of the head that say nothing of the post."""
    title, left_out = "", []
    author = date = ""
    is_post = is_titled = False
    pressed: list[int] = []
    filled = [n for n, line in enumerate(lines) if line.text.strip()]
    last = 0
    for at, n in enumerate(filled[:_HEAD]):
        text = lines[n].text.strip()
        if found := _BY.match(text):
            if author or date:
                left_out.append(text)
            author, date = author or found["author"].strip(), date or found["date"]
            is_post = is_post or bool(_POSTED.match(text))
        elif (found := _TITLE.match(text)) and not is_titled:
            left_out += [title] if title else []
            title, is_titled = found["title"].strip(), True
        elif (found := _DATED.match(text)) and not date:
            date = found["date"]
        elif (found := _AUTHOR.match(text)) and at and not author:
            author = found["author"].strip()
        elif _DATED.match(text) or _LIKES.match(text) or _CHROME.match(text):
            left_out.append(text)
            pressed += [n] if _CHROME.match(text) else []
        elif not title and not at and len(text) <= 150 and not text.endswith((".", ":")) and not _BULLET.match(text):
            title = text
        else:
            break
        last = n + 1
    if pressed and not (author or date):  # no post: "Location: …" is its text
        last, left_out = pressed[0], [text for text in left_out if not _CHROME.match(text)]
    if title and not (author or date) and len(filled) > 1 and lines[filled[1]].number == lines[filled[0]].number + 1:
        wrapped = len(lines[filled[0]].text) > 60 and lines[filled[1]].text[:1].islower()
        if wrapped:  # the first line of a paragraph
            title, last = "", 0
    return _Head(title, author, date, is_post), lines[last:], left_out


def _without_repetition(lines: list[_Line]) -> tuple[list[_Line], int]:
    """The lines without runs of them that stand further up already, as where somebody copied a post twice; and the
    number of the first such line, 0 if there is none."""
    first: dict[str, int] = {}
    repeated = 0
    filled = [line for line in lines if line.text.strip()]
    dropped: set[int] = set()
    at = 0
    while at < len(filled):
        before = first.get(filled[at].text)
        length = 0
        if before is not None:
            most = min(len(filled) - at, at - before)
            while length < most and filled[before + length].text == filled[at + length].text:
                length += 1
        words = sum(len(line.text.split()) for line in filled[at : at + length])
        if words >= _COPIED:
            repeated = repeated or filled[at].number
            dropped |= {line.number for line in filled[at : at + length]}
            at += length
        else:
            first.setdefault(filled[at].text, at)
            at += 1
    return [line for line in lines if line.number not in dropped], repeated


def _posts(lines: list[_Line], head: _Head) -> list[tuple[_Head, list[_Line]]]:
    """The posts that stand one after the other, each with who wrote it when; a text that does not begin as a post is
    one."""
    posts: list[tuple[_Head, list[_Line]]] = [(head, [])]
    for line in lines:
        text = line.text.strip()
        may_open = head.is_post and len(text) < 200 and _POSTED.match(text)
        if may_open and (found := _BY.match(text)):
            posts.append((_Head(head.title, found["author"].strip(), found["date"]), []))
        else:
            posts[-1][1].append(line)
    if len(posts) > 1 and not any(line.text.strip() for line in posts[0][1]):
        posts = posts[1:]
    return posts


def _without_copies(
    first: list[_Line], others: list[tuple[_Head, list[_Line]]], author: str, name: str, report: Report
) -> tuple[list[list[_Line]], str]:
    """The first post and further ones of its author; copies and what others wrote are counted."""
    kept, seen = [first], {_letters(first)}
    copies = replies = 0
    for head, lines in others:
        if _letters(lines) in seen:
            copies += 1
        elif author and head.author == author:
            kept.append(lines)
            seen.add(_letters(lines))
        else:
            replies += 1
    return kept, tell_left_out(name, report, copies=copies, others=replies)


def _letters(lines: list[_Line]) -> str:
    return letters_of(" ".join(line.text for line in lines))


def _without_signature(lines: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    for n in range(len(lines) - 1, max(-1, len(lines) - _MOST_SIGNATURE - 2), -1):
        if SIGNATURE.fullmatch(lines[n].text) and n > 0:
            return lines[:n], lines[n:]
    return lines, []


def _blocks(lines: list[_Line]) -> list[Block]:
    """Paragraphs and lists. Lines of a text that somebody wrapped are joined again."""
    made: list[Block] = []
    group: list[_Line] = []
    for line in [*lines, _Line(0, "")]:
        if line.text.strip():
            group.append(line)
        elif group:
            made += _of_group(group)
            group = []
    return made


def _of_group(group: list[_Line]) -> list[Block]:
    """The blocks of lines without a blank line between them."""
    longest = max(len(line.text) for line in group)
    wrapped = len(group) > 1 and longest <= _WRAPPED and longest > 40
    made: list[Block] = []
    texts: list[tuple[int, str, bool]] = []
    for n, line in enumerate(group):
        before = group[n - 1].text if n else ""
        bullet = bool(_BULLET.match(line.text)) and _is_listed(group, n)
        goes_on = wrapped and n and not bullet and len(before) + len(line.text.split()[0]) >= 0.8 * longest
        if goes_on and texts:
            number, text, was = texts[-1]
            texts[-1] = (number, f"{text} {line.text.strip()}", was)
        else:
            texts.append((line.number, line.text.strip(), bullet))
    for number, text, bullet in texts:
        origin = f"line {number}"
        if not bullet:
            made.append(Paragraph(rich.plain(text), origin))
            continue
        entry = Entry(rich.plain(_BULLET.sub("", text)))
        if made and isinstance(made[-1], Listing):
            made[-1] = made[-1]._replace(entries=(*made[-1].entries, entry))
        else:
            made.append(Listing((entry,), origin))
    return made


def _is_listed(group: list[_Line], n: int) -> bool:
    """Whether a line with a bullet has one beside it: a dash may also begin what somebody says."""
    return any(_BULLET.match(group[m].text) for m in (n - 1, n + 1) if 0 <= m < len(group))
