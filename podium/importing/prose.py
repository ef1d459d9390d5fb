"""Running text becomes pages: each says one to four sentences short, and its notes have them in full.

In: paragraphs, in order. Out: pages whose headlines and items are pieces of the paragraphs' own sentences. Each
sentence is in the notes of one page, and at most once on a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from podium.importing import rich
from podium.importing.days import MONTH
from podium.importing.model import Dated, Entry, Listing, Page, Paragraph, Rich
from podium.importing.sentences import cut, sentences

_MOST = 4  # sentences of a page
_HEADLINE = 112  # letters
_ITEM = {1: 180, 2: 140, 3: 115}  # by their number
_FEWEST_WORDS = 5  # of a sentence that is worth a line
# A sentence that begins so refers to the one before.
_REFERS = re.compile(
    r"(?:this|these|that|those|it|its|he|his|she|her|they|their|there|here|also|however|but|and|so|then|thus|therefore"
    r"|one|another|both|such|the former|the latter|despite this|as a result|dies|diese|dieser|dieses|er|sie|es|auch"
    r"|doch|dabei|il|elle|ils|elles|ce|cette|ces|esto|estos|este|ello|questo|questi|это|эти|он|она|они|также)\b",
    re.IGNORECASE,
)
_HANGS = re.compile(  # so does one in which this stands near its beginning
    r"(?:as a (?:result|consequence)|in (?:addition|contrast|response)|for (?:this|that) reason|on the other hand"
    r"|because of (?:this|that)|at (?:the same|this|that) (?:time|point)|infolge|daher|deshalb|trotzdem|außerdem"
    r"|par conséquent|en conséquence|por eso|sin embargo|perciò|tuttavia|поэтому|однако)\b"
    r"|(?:under|in|with|by|during|after|before|for|on|at|from|through|despite|of|to|against|without|among|unter|mit|nach)"
    r"\s+(?:his|her|their|its|this|that|these|those|him|them|seine\w?|ihre\w?|diese\w?)\b"
    r"|(?:\w+\W+){1,3}?(?:he|she|they)\b"
    r"|[^.!?]*[,;]\s*(?:however|therefore|thus|moreover|nevertheless|meanwhile|though|furthermore)\b",
    re.IGNORECASE,
)
_BEGINNING = 100  # letters
_CHECK = "check: the headline refers to what stands before it"
_MONTH = r"(?:[A-ZÀ-Þ][a-zà-þ]{2,9})"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_TIME = re.compile(
    rf"(?:On|In|By|At|Since|From|Until|Around|During|Am|Im|Seit|Bis|Ab|En|Le|El|Nel|Il)\s+"
    rf"(?P<when>(?:(?:the\s+)?(?:early|late|mid|mid-)\s*)?"
    rf"(?:(?:\d{{1,2}}:\d\d\s*(?:AM|PM|a\.m\.|p\.m\.)?\s+on\s+)?(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}(?:\s+{_DAY})?(?:,?\s+(?:of\s+)?\d{{4}})?"
    rf"|\d{{4}}|{_MONTH}\s+of\s+that\s+year)),\s+(?=\S)"
)
_CALENDAR = re.compile(rf"\d{{4}}|\b{MONTH}\b", re.IGNORECASE)


def pages(paragraphs: Sequence[Paragraph], title: Rich = ()) -> list[Page]:
    """The pages that say the paragraphs; the first has the headline `title`, if there is one. A paragraph of a single
    sentence shares the page of its neighbour."""
    shares: list[tuple[list[list[Rich]], str]] = []
    for paragraph in paragraphs:
        for share in _shares(sentences(paragraph.text)):
            before = shares[-1][0] if shares else []
            if before and 1 in (_weight([share]), _weight(before)) and _weight([*before, share]) <= _MOST:
                before.append(share)
            else:
                shares.append(([share], paragraph.origin))
    return [page(said, origin, title if n == 0 else ()) for n, (said, origin) in enumerate(shares)]


def _weight(said: list[list[Rich]]) -> int:
    return sum(_counts(sentence) for share in said for sentence in share)


def _shares(found: list[Rich]) -> Iterator[list[Rich]]:
    """Sentences dealt evenly, at most four a page; those too short for a line are not counted."""
    weight = sum(_counts(s) for s in found)
    parts = max(1, -(-weight // _MOST))
    share: list[Rich] = []
    done = seen = 0
    for sentence in found:
        if share and _counts(sentence) and seen >= round((done + 1) * weight / parts):
            yield share
            share, done = [], done + 1
        share.append(sentence)
        seen += _counts(sentence)
    if share:
        yield share


def _counts(sentence: Rich) -> bool:
    letters = rich.text_of(sentence)
    return len(letters.split()) >= _FEWEST_WORDS or any(map(str.isdigit, letters)) or not letters.isascii()


def page(said: Sequence[Sequence[Rich]], origin: str, title: Rich = ()) -> Page:
    """One page for some sentences of each of one or more paragraphs."""
    notes = tuple(rich.together(share) for share in said)
    every = [sentence for share in said for sentence in share]
    worth = [s for s in every if _counts(s)] or every
    chosen = None if title else _headline(worth)
    headline = title or cut(worth[chosen or 0], _HEADLINE)
    rest = [s for n, s in enumerate(worth) if n != chosen]
    if not rest and rich.text_of(headline).endswith("…"):  # the one sentence is too long for a headline
        rest = [_remainder(worth[0], headline)]
    block = _dated(rest, origin) or _listed(rest, origin)
    remarks = (_CHECK,) if not title and refers(rich.text_of(headline)) else ()
    return Page(headline, (block,) if block else (), notes=notes, origin=origin, remarks=remarks)


def refers(letters: str) -> bool:
    """Whether a headline begins in a way that only what stands before it explains: "As a result, …", "By 1922, however,
    …", "under his rule"."""
    beginning = letters.lstrip("… \"'“„«(")[:_BEGINNING]
    return bool(_REFERS.match(beginning) or _HANGS.match(beginning))


def _headline(said: list[Rich]) -> int:
    """The number of the sentence that is the best headline: short, whole, and clear by itself."""

    def score(n: int) -> float:
        letters = rich.text_of(said[n])
        short = cut(said[n], _HEADLINE)
        is_whole = not rich.text_of(short).startswith("…")
        is_sentence = not rich.text_of(short).endswith("…")
        own = not refers(letters)
        return 2.0 * own + 1.5 * is_sentence + is_whole + 0.5 * (len(letters) <= _HEADLINE + 1) - 0.4 * n

    return max(range(len(said)), key=score)


def _remainder(sentence: Rich, headline: Rich) -> Rich:
    """What of a sentence its headline leaves out."""
    kept = len(rich.text_of(headline).strip(" …"))
    letters = rich.text_of(sentence)
    at = letters.find(rich.text_of(headline).strip(" …"))
    return rich.together([rich.plain("…"), rich.sliced(sentence, at + kept, len(letters))])


def _listed(said: list[Rich], origin: str) -> Listing | None:
    most = _ITEM[min(max(len(said), 1), 3)]
    entries = [Entry(cut(s, most)) for s in said]
    return Listing(tuple(e for e in entries if e.text), origin) if entries else None


def _dated(said: list[Rich], origin: str) -> Dated | None:
    """The sentences with the time that each begins with; None unless there are three or more and all do."""
    found = [_TIME.match(rich.text_of(s)) for s in said]
    if len(said) < 3 or not all(m and _CALENDAR.search(m["when"]) for m in found):
        return None
    events = []
    for sentence, match in zip(said, found, strict=True):
        assert match is not None
        rest = rich.sliced(sentence, match.end(), len(rich.text_of(sentence)))
        events.append((rich.plain(match["when"]), cut(rest, _ITEM[3])))
    return Dated(tuple(events), origin)


def words(texts: Iterable[Rich]) -> int:
    """How many words there are."""
    return sum(len(rich.text_of(text).split()) for text in texts)
