"""Checks of the whole outline: names must exist, ids must differ.

In: an outline. Out: findings in the report, each with its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podium.diagnostics import Report, Span, did_you_mean
from podium.outline import inline
from podium.outline.deck import Outline
from podium.outline.ids import reserved
from podium.outline.models import Model
from podium.outline.nodes import Place, every_text
from podium.outline.slide import ALWAYS, NO_SOURCE, Slide

if TYPE_CHECKING:
    from podium.outline.links import Address

_ID_LIKE = re.compile(r"^[\w-]+$")
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"))
_RTL_LETTER = "[\u05d0-\u05f4\u0620-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"


def check_outline(outline: Outline, report: Report) -> None:
    """Looks for unknown sides and sources, ids that repeat, links that lead nowhere, writing from right to left,
    sections without slides."""
    deck = outline.deck
    slides = deck.every_slide()
    ids = _check_ids(outline, slides, report)
    _check_sources(outline, deck.source, deck, "source", report)
    for slide in slides:
        _check_sources(outline, slide.source, slide, "source", report)
        if slide.footnotes:
            _check_footnotes(outline, slide, report)
    for model in models_below(deck.parts()):
        _check_side(outline, model, report)
    texts = every_text(deck.tree, (1, 1))
    targets: set[str] = set()
    for text, place in texts:
        if "[^" in text:  # all others have become numbers
            hint = "write it so: [^source, p. 5]"
            report.warn("a footnote that is not closed, or is empty", outline.span(place), "footnote", hint)
        for link in inline.links(text):
            _check_link(link, outline.span(place), ids, report)
            targets.add(link.target.removeprefix("#"))
    for slide in slides:
        if slide.spare and slide.id not in targets:
            hint = f"link to it: [more](#{slide.id})" if slide.id else "give it an id and link to that: [more](#its-id)"
            report.warn("nothing leads to this spare slide", outline.span(slide.place("spare")), "spare-link", hint)
    _check_direction(deck.lang, texts, outline, report)
    for part in deck.sections:
        if not part.slides:
            report.warn(f"the section '{part.title}' has no slides", outline.span(part.place()), "empty")


def _check_ids(outline: Outline, slides: list[Slide], report: Report) -> set[str]:
    own = reserved(outline.deck)
    seen: set[str] = set()
    for slide in slides:
        if slide.id and slide.id in seen:
            span = outline.span(slide.place("id"))
            hint = "" if span.file == outline.name else "leave it out once, or write another 'id:' below its 'use:'"
            report.error(f"two slides have the id '{slide.id}'", span, "duplicate-id", hint)
        elif slide.id in own:
            message = f"podium gives the id '{slide.id}' to a slide that it makes itself"
            report.error(message, outline.span(slide.place("id")), "duplicate-id", "choose another")
        seen.add(slide.id)
    return seen | own


def _check_footnotes(outline: Outline, slide: Slide, report: Report) -> None:
    for note in slide.footnotes:
        _check_sources(outline, (note,), slide, "footnotes", report, getattr(note, "place", None))


def _check_sources(
    outline: Outline, named: tuple[str, ...], model: Model, key: str, report: Report, place: Place | None = None
) -> None:
    """A single word close to a source's id is a typing error; anything else is a citation in free text."""
    known = outline.deck.sources
    for text in named:
        name, page = text, ""
        if not _ID_LIKE.match(text):
            from podium.outline.footnotes import parted

            name, page = parted(text)
        if name in known or name in (NO_SOURCE, ALWAYS) or not _ID_LIKE.match(name):
            continue
        hint = did_you_mean(name, known) if known else "define it under 'sources:'"
        if (name.islower() and (not page or key == "footnotes")) or (known and hint.startswith("did you mean")):
            report.warn(
                f"there is no source '{name}'",
                outline.span(place or model.place(key)),
                "unknown-source",
                hint or "define it under 'sources:'",
            )


def models_below(things: object) -> list[Model]:
    """All models below, in order."""
    found: list[Model] = []
    if isinstance(things, Model):
        found.append(things)
        things = [getattr(things, name) for name in type(things).model_fields]
    if isinstance(things, (list, tuple)):
        for thing in things:
            if thing and isinstance(thing, (Model, tuple, list)):
                found += models_below(thing)
    return found


def _check_side(outline: Outline, model: Model, report: Report) -> None:
    side = getattr(model, "side", "")
    if not isinstance(side, str) or not side or side in getattr(model, "other_sides", ()):
        return
    sides = outline.deck.sides
    if side.casefold() not in {n.casefold() for k, s in sides.items() for n in (k, s.name, s.short)}:
        report.error(
            f"there is no side '{side}'",
            outline.span(model.place("side")),
            "unknown-side",
            did_you_mean(side, sides) if sides else "define it under 'sides:'",
        )


def _check_link(link: Address, span: Span, ids: set[str], report: Report) -> None:
    """A linked slide must exist; of any other link that leads nowhere, only the text is shown."""
    target = link.target.removeprefix("#")
    if not link.target:
        message = f"the link '{link.written}' leads nowhere: only its text is shown"
        report.warn(message, span, "bad-link", link.hint)
    elif target != link.target and target not in ids:
        report.warn(f"no slide has the id '{target}'", span, "unknown-id", did_you_mean(target, ids - {""}))


def _check_direction(lang: str, texts: list[tuple[str, Place]], outline: Outline, report: Report) -> None:
    """Warns once about a right-to-left language, or the first right-to-left text."""
    names = lang.replace("_", "-").split("-")
    place = outline.deck.place("lang") if names[0].lower() in _RIGHT_TO_LEFT or "Arab" in names else None
    place = place or next((at for text, at in texts if _is_right_to_left(text)), None)
    if place:
        report.warn(
            "right-to-left text is not supported: slides are laid out from left to right",
            outline.span(place),
            "right-to-left",
            "check every slide, and set the text direction of its paragraphs in PowerPoint",
        )


def _is_right_to_left(text: str) -> bool:
    """Whether most of the letters are written from right to left."""
    if text.isascii():
        return False
    count = len(re.findall(_RTL_LETTER, text))
    return count > 0 and 2 * count > sum(c.isalpha() for c in text)
