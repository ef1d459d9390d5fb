"""Figures for several sides in a text: strengths, losses, or a table of what was counted.

In: paragraphs in English. Out: offers of a `losses`, `forces` or `table` slide. A figure belongs to the side that
stands right behind it ("526 Japanese"), else to that of its list ("… on the Japanese side"), else to the last one
before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from podium.importing import rich
from podium.importing.days import ENGLISH_MONTH
from podium.importing.model import Rich
from podium.importing.peoples import PEOPLES
from podium.importing.sentences import cut, sentences
from podium.importing.writer import Flow

Offer = tuple[str, dict[str, Any]]

_SIDE = rf"(?:(?:{PEOPLES})s?)(?:-(?:{PEOPLES})s?)?"
_SIDES = re.compile(rf"\b{_SIDE}\b")
_ABOUT = r"(?:up to|at least|at most|more than|less than|fewer than|about|around|approximately|some|nearly|almost|over)"
_NUMBER = re.compile(
    rf"(?<![\w.,:–-])(?:(?P<about>{_ABOUT})\s+)?(?P<sign>~)?(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+)"
    r"(?:\s?[-–]\s?(?P<to>\d{1,3}(?:,\d{3})+|\d+))?(?P<large>\s(?:thousand|million))?"
    r"(?![\d%]|st\b|nd\b|rd\b|th\b|[.,:]\d|\s?(?:AM|PM|a\.m|p\.m|o'clock|km|miles|years?|days?|months?|weeks?|hours?))",
    re.IGNORECASE,
)
_LOSSES = {
    "killed": "killed|dead|died|deaths|fatalities|slain",
    "wounded": "wounded|injured",
    "captured": "captured|prisoners|taken prisoner",
    "missing": "missing",
    "casualties": "casualties",
    "lost": "lost",
}
_LOSS = re.compile(rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _LOSSES.items())})\b", re.IGNORECASE)
_BEFORE = {"killing": "killed", "killed": "killed", "wounding": "wounded", "wounded": "wounded", "losing": "lost",
           "lost": "lost", "capturing": "captured", "captured": "captured"}  # fmt: skip
_UNIT = (
    r"men|troops|soldiers|infantry|infantrymen|cavalry|horsemen|horses|knights|archers|sailors|tanks?|armou?r"
    r"|armou?red cars|vehicles|trucks|lorries|guns|cannons?|machine guns|artillery(?: pieces)?|aircraft|planes"
    r"|aeroplanes|airplanes|bombers|fighters|ships|galleys|warships|battleships|cruisers|destroyers|submarines|gunboats|boats|divisions|brigades"
    r"|regiments|battalions|squadrons|partisans|volunteers|rebels|workers|civilians"
)
_SHARED = re.compile(
    rf"(?:,|\s+and)\s+[\d,]+\s+(?:{_SIDE}|[A-Z][a-z]+s)\s+(?:were\s+|had\s+)?(?:{'|'.join(_LOSSES.values())})\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(rf"\s*(?:,|,?\s+(?:and|or|as well as))\s+(?:{_ABOUT}\s+)?(?:~?[\d,]+\s+)?", re.IGNORECASE)
_UNITS = re.compile(rf"\s+(?:[a-z-]+\s+){{0,1}}?(?P<unit>{_UNIT})\b", re.IGNORECASE)
_SAME = {"some": "about", "nearly": "about", "almost": "about", "around": "about", "over": "more than"}
_LONGEST = 3_000  # letters of a sentence that somebody wrote as one
_NEAR = 28  # letters behind a figure in which its word may stand
_CHECK = "check: {} of the text above; without the '# ' this is a slide"


class _Figure(NamedTuple):
    side: str
    what: str
    number: str
    is_loss: bool


def figures(notes: Sequence[Rich], lang: str) -> list[Offer]:
    """At most two offers for the paragraphs of a page."""
    if lang != "en":
        return []
    found = [(s, list(_figures(rich.text_of(s)))) for note in notes for s in sentences(note)]
    offers = []
    for make, word in ((_losses, "losses"), (_forces, "strengths")):
        some = [(s, [f for f in figs if f.is_loss == (make is _losses)]) for s, figs in found]
        every = [f for _, figs in some for f in figs]
        if tree := make(every):
            best = max(some, key=lambda pair: len(pair[1]))[0]
            kind = "losses" if make is _losses else "forces"
            offers.append((_CHECK.format(word), {kind: rich.written(cut(best, 110)), **tree}))
    every = [f for _, figs in found for f in figs]
    if not offers and len(every) >= 3:
        best = max(found, key=lambda pair: len(pair[1]))[0]
        rows = [Flow([" ".join(filter(None, (f.side, f.what))), f.number]) for f in every]
        offers.append((_CHECK.format("figures"), {"table": rich.written(cut(best, 110)), "rows": rows}))
    return offers


def _figures(text: str) -> Iterator[_Figure]:
    """The figures of a sentence that count men or things."""
    if len(text) > _LONGEST:
        return
    before = ""
    for match in _NUMBER.finditer(text):
        if _is_date(text, match):
            continue
        behind = text[match.end() :]
        side = re.match(rf"\s+({_SIDE}|(?!{ENGLISH_MONTH}\b)[A-Z][a-z]{{3,}}s)\b", behind)
        rest = behind[side.end() :] if side else behind
        near = behind[: (side.end() if side else 0) + _NEAR]
        near = near[: m.start()] if (m := re.search(r"\d", near)) else near
        what, is_loss = _what(text[: match.start()], near[side.end() :] if side else near, rest if side else "", before)
        if not what:
            continue
        before = what if is_loss else ""
        yield _Figure(_of_side(text, match, side[1] if side else ""), what, _written(match), is_loss)


def _what(before: str, behind: str, behind_side: str, last: str) -> tuple[str, bool]:
    """What a figure counts, and whether that is a loss; `behind_side` is all behind the side that it belongs to."""
    has_side = bool(behind_side)
    verb = re.search(r"(\w+)\s+(?:up to |about |around |some )?$", before)
    unit = _UNITS.match(behind)
    if verb and verb[1].lower() in _BEFORE:
        return _BEFORE[verb[1].lower()], True
    clause = re.split(r"[,;]|\b(?:and|with|while|by)\b", behind)[0]
    if loss := _LOSS.search(clause):
        return str(loss.lastgroup), True
    if unit:
        return unit["unit"].lower(), False
    if has_side and (loss := _SHARED.match(behind_side)):  # "2 Japanese and 4 Manchu died"
        return str(_LOSS.search(loss[0]).lastgroup), True  # type: ignore[union-attr]
    return (last, True) if has_side and last else ("", False)


def _of_side(text: str, match: re.Match[str], right_behind: str) -> str:
    if right_behind:
        return right_behind
    later = re.search(rf"\bon the ({_SIDE}) side\b", text[match.end() :])
    if later and not re.search(rf"\bon the {_SIDE} side\b", text[: match.start()][-1:]):
        between = text[match.end() : match.end() + later.start()]
        if not _SIDES.search(re.sub(rf"\d\s+{_SIDE}", "", between)):
            return later[1]
    earlier = [*_SIDES.finditer(text[: match.start()])]
    if len(earlier) > 1 and _TOGETHER.fullmatch(text[earlier[-2].end() : earlier[-1].start()]):
        return ""  # "2 Japanese and 4 Manchu died, with 5 wounded"
    return earlier[-1][0] if earlier else ""


def _is_date(text: str, match: re.Match[str]) -> bool:
    number = match["number"]
    before, behind = text[: match.start("number")], text[match.end() :]
    if re.search(rf"\b{ENGLISH_MONTH}\.?\s+$", before) or re.match(rf"\s+(?:of\s+)?{ENGLISH_MONTH}\b", behind):
        return True
    is_year = len(number) == 4 and "," not in number and 1000 <= int(number) <= 2100
    return is_year and not _UNITS.match(behind)


def _written(match: re.Match[str]) -> str:
    number = match["number"] + (f"-{match['to']}" if match["to"] else "") + (match["large"] or "")
    about = (match["about"] or "").lower()
    about = _SAME.get(about, about)
    return f"{about} {number}" if about else f"~{number}" if match["sign"] else number


def _sides_of(found: Sequence[_Figure]) -> dict[str, list[_Figure]]:
    """The figures by sides; the adjective and the plural are one side."""
    sides: dict[str, list[_Figure]] = {}
    names: dict[str, str] = {}
    for figure in found:
        if not figure.side:
            continue
        stem = re.sub(r"(?:ians?|s)$", "", figure.side)
        name = names.setdefault(stem, figure.side)
        sides.setdefault(name, []).append(figure)
    return sides


def _losses(found: Sequence[_Figure]) -> dict[str, Any]:
    """The keys of a `losses` slide for two sides or more."""
    sides = _sides_of(found)
    if not 2 <= len(sides) <= 6:
        return {}
    rows: dict[str, Any] = {}
    kinds = {f.what for figs in sides.values() for f in figs}
    for side, figs in sides.items():
        numbers = {f.what.capitalize(): f.number for f in reversed(figs)}
        rows[side] = next(iter(numbers.values())) if len(kinds) == 1 else Flow(dict(reversed(numbers.items())))
    return {"rows": rows}


def _forces(found: Sequence[_Figure]) -> dict[str, Any]:
    """The keys of a `forces` slide: each row one arm, for two to four sides."""
    sides = _sides_of(found)
    if not 2 <= len(sides) <= 4 or sum(map(len, sides.values())) < 3:
        return {}
    rows: dict[str, dict[str, str]] = {}
    for side, figs in sides.items():
        for figure in figs:
            rows.setdefault(figure.what.removesuffix(" pieces").capitalize(), {}).setdefault(side, figure.number)
    return {
        "sides": Flow([*sides]),
        "rows": {arm: Flow([given.get(side, "unknown") for side in sides]) for arm, given in rows.items()},
    }
