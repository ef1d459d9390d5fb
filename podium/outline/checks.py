"""What can only be checked when the whole outline is read: names that must exist, ids that must differ.

In: an outline. Out: findings in the report, each with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podium.diagnostics import Report, did_you_mean
from podium.kinds.base import SlideModel
from podium.layout.foot import NO_SOURCE
from podium.outline.deck import Outline
from podium.outline.fields import Item
from podium.outline.models import Model

_ID_LIKE = re.compile(r"^[\w-]+$")
_JUMP = re.compile(r"\]\(#([^)\s]+)\)")


def check_outline(outline: Outline, report: Report) -> None:
    """Looks for unknown sides and sources, ids that repeat, links that lead nowhere, sections without slides."""
    deck = outline.deck
    slides = deck.every_slide()
    ids = _check_ids(outline, slides, report)
    _check_sources(outline, deck.source, deck, "source", report)
    for slide in slides:
        _check_sources(outline, slide.source, slide, "source", report)
    for model in _models(deck.parts()):
        _check_side(outline, model, report)
        _check_links(outline, model, ids, report)
    for part in deck.sections:
        if not part.slides:
            report.warn(f"the section '{part.title}' has no slides", outline.span(part.place()), "empty")


def _check_ids(outline: Outline, slides: list[SlideModel], report: Report) -> set[str]:
    numbered = [p for p in outline.deck.parts() if p.title or p.divider]
    made = {"cover", "agenda", "credits", *(f"section-{n}" for n in range(1, len(numbered) + 1))}
    seen: set[str] = set()
    for slide in slides:
        if slide.id and slide.id in seen:
            report.error(f"the id '{slide.id}' stands on two slides", outline.span(slide.place("id")), "duplicate-id")
        elif slide.id in made:
            message = f"the id '{slide.id}' is that of a slide that podium makes"
            report.error(message, outline.span(slide.place("id")), "duplicate-id", "choose another")
        seen.add(slide.id)
    return seen | made


def _check_sources(outline: Outline, named: tuple[str, ...], model: Model, key: str, report: Report) -> None:
    """A single word that is nearly a source's id is a slip; anything else is a citation in free text."""
    known = outline.deck.sources
    for name in named:
        if name in known or name == NO_SOURCE or not _ID_LIKE.match(name):
            continue
        hint = did_you_mean(name, known) if known else "define it under 'sources:'"
        if known or name.islower():
            report.warn(
                f"there is no source '{name}'",
                outline.span(model.place(key)),
                "unknown-source",
                hint or "define it under 'sources:'",
            )


def _models(things: object) -> list[Model]:
    """All models below, in order."""
    found: list[Model] = []
    if isinstance(things, Model):
        found.append(things)
        things = [getattr(things, name) for name in type(things).model_fields]
    if isinstance(things, (list, tuple)):
        for thing in things:
            if isinstance(thing, (Model, tuple, list)):
                found += _models(thing)
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


def _texts(value: object) -> Iterator[str]:
    """The texts in a field, those of items and table cells too; models below it speak for themselves."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Item):
        yield from value.words()
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _texts(part)


def _check_links(outline: Outline, model: Model, ids: set[str], report: Report) -> None:
    for key in type(model).model_fields:
        for target in (t for text in _texts(getattr(model, key)) if "](#" in text for t in _JUMP.findall(text)):
            if target not in ids:
                report.warn(
                    f"no slide has the id '{target}'",
                    outline.span(model.place(key)),
                    "unknown-id",
                    did_you_mean(target, ids - {""}),
                )
