"""Which layout of a template each page of podium takes.

In: a survey, and layouts that the outline names. Out: a `Chosen`. PowerPoint's types of layouts decide, for they are
the same in every language; then the placeholders; names come last, in the languages that were met. Without a layout
for covers or dividers, their pages are like all others.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from podium.templates.package import Unusable
from podium.templates.survey import FEET, Slot, Survey, TemplateLayout

ROLES = {"cover": "the cover", "divider": "the dividers of sections", "slide": "all other slides"}
"""What `layouts:` of an outline may name a layout for."""
OPENINGS = ("cover", "section")
_WITH_BODY = ("content", "two", "fields")
_OPENING_TYPES = ("title", "secHead")
_HIGH = 0.42  # of the height: above it ends a title with room for content below
_NEAR = 0.012  # of the slide: as far as titles of two layouts may be apart and be at the same place
_NAMES = {
    "cover": (
        "title slide", "titelfolie", "titel", "diapositive de titre", "diapositiva de título", "标题幻灯片", "封面",
        "титульный слайд", "タイトル スライド", "cover", "deckblatt",
    ),
    "divider": (
        "section header", "abschnittsüberschrift", "abschnitt", "kapitel", "kapiteltrenner", "zwischentitel",
        "zwischenfolie", "trennfolie", "titre de section", "节标题", "encabezado de sección", "章节页",
        "заголовок раздела", "セクション見出し", "section", "divider",
    ),
    "slide": (
        "title only", "nur titel", "titre seul", "solo el título", "仅标题", "只有标题", "только заголовок",
        "タイトルのみ", "title - top",
    ),
}  # fmt: skip


class Note(NamedTuple):
    """Something that a lecturer should know of the template: a warning with its code and what to do."""

    message: str
    code: str
    hint: str = ""


@dataclass(frozen=True)
class Chosen:
    """The layouts that pages take; `cover` and `divider` are None where the template has none of their kind."""

    slide: TemplateLayout
    content: TemplateLayout  # the same with a placeholder for text, or the same
    cover: TemplateLayout | None
    divider: TemplateLayout | None
    notes: tuple[Note, ...]

    @property
    def title(self) -> Slot | None:
        return self.slide.title

    def every(self) -> list[TemplateLayout]:
        """The layouts that pages take, each once."""
        found = (self.cover, self.divider, self.content, self.slide)
        return list({layout.part: layout for layout in found if layout is not None}.values())

    def layout(self, page: str) -> TemplateLayout:
        """The layout of a page, by podium's name for its layout."""
        own = {"cover": self.cover, "section": self.divider}.get(page)
        return own or (self.content if page in _WITH_BODY else self.slide)

    def slots(self, page: str) -> dict[str, Slot]:
        """The placeholders that a page fills, by the roles of its texts."""
        return self._slots.get(page) or self._slots["slide"]

    @cached_property
    def _slots(self) -> dict[str, dict[str, Slot]]:
        made = {"slide": _feet_of(self.slide), **{page: _feet_of(self.content) for page in _WITH_BODY}}
        for page in _WITH_BODY:
            if (body := _body_of(self.content)) is not None:
                made[page]["body"] = body
        if self.cover is not None:
            made["cover"] = _titles_of(self.cover, "subtitle", ("subTitle", "body", ""))
        if self.divider is not None:
            made["section"] = _titles_of(self.divider, "body", ("body", "subTitle", ""))
        return made


def chosen(survey: Survey, wanted: Mapping[str, str]) -> Chosen:
    """The layouts for a deck; `wanted` are names by `ROLES`. Raises Unusable for a name that no layout has."""
    named = {role: _named(name, survey) for role, name in wanted.items()}
    slide = named.get("slide") or _slide(survey)
    notes = []
    if slide.title is None:
        notes.append(
            Note(
                f"the layout '{slide.name}' has no title: headlines stand in text boxes",
                "template-title",
                "give the layout a title in PowerPoint, or name another with 'layouts: {slide: …}'",
            )
        )
    others = [left for left in survey.left_out if "master" in left]
    notes += [Note(f"of the template, {left} are not used", "template-parts") for left in others]
    return Chosen(
        slide,
        _content(survey, slide, "slide" in named),
        named.get("cover") or _opening(survey, "cover", "title", _is_cover),
        named.get("divider") or _opening(survey, "divider", "secHead", lambda layout: False),
        tuple(notes),
    )


def _slide(survey: Survey) -> TemplateLayout:
    """The layout for slides: title and nothing else; else with as little else as possible."""
    usable = [la for la in survey.layouts if la.title is not None and la.title.plain]
    others = [la for la in usable if la.type not in _OPENING_TYPES]

    def alone(layout: TemplateLayout) -> bool:
        return all(s.is_title or s.type in FEET for s in layout.slots)

    def high(layout: TemplateLayout) -> bool:
        rect = layout.title.rect if layout.title is not None else None
        return rect is not None and rect.bottom < survey.height * _HIGH

    for fits in (
        lambda la: la.type == "titleOnly" and high(la),
        lambda la: la.type == "titleOnly",
        lambda la: alone(la) and high(la),
        lambda la: la.type == "obj" and high(la),
        lambda la: _is_named(la, "slide"),
    ):
        if (found := next((la for la in others if fits(la)), None)) is not None:
            return found
    if others:
        return min([la for la in others if high(la)] or others, key=lambda la: len(la.slots))
    return next((la for la in survey.layouts if la.type == "blank"), survey.layouts[-1])


def _content(survey: Survey, slide: TemplateLayout, asked: bool) -> TemplateLayout:
    """The layout with title and text that looks as `slide` does, so that texts stand in a placeholder; `slide` itself
    if there is none."""
    if _body_of(slide) is not None or asked or slide.title is None:
        return slide
    at, near = slide.title.rect, _NEAR * survey.width

    def simple(layout: TemplateLayout) -> bool:
        return all(s.is_title or s.type in FEET or s.type in ("", "body") for s in layout.slots)

    def same(layout: TemplateLayout) -> bool:
        title = layout.title
        return (
            (layout.type in ("obj", "tx") or (not layout.type and simple(layout)))
            and title is not None and _body_of(layout) is not None
            and all(abs(a - b) <= near for a, b in zip(title.rect, at, strict=True))
            and layout.ground == slide.ground and layout.drawn == slide.drawn
            and layout.mapping == slide.mapping and title._replace(rect=at) == slide.title
        )  # fmt: skip

    return next((la for la in survey.layouts if same(la)), slide)


def _opening(survey: Survey, role: str, type: str, fits: Callable[[TemplateLayout], bool]) -> TemplateLayout | None:
    """The layout for covers or dividers."""
    usable = [la for la in survey.layouts if la.title is not None and la.title.plain]
    for wanted in (lambda la: la.type == type, fits, lambda la: la.type != "titleOnly" and _is_named(la, role)):
        if (found := next((la for la in usable if wanted(la)), None)) is not None:
            return found
    return None


def _is_cover(layout: TemplateLayout) -> bool:
    return layout.of_type("ctrTitle") is not None and layout.of_type("subTitle") is not None


def _feet_of(layout: TemplateLayout) -> dict[str, Slot]:
    """Title and foot."""
    found = {"title": layout.title} if layout.title is not None else {}
    for type, role in FEET.items():
        if (slot := layout.of_type(type)) is not None:
            found[role] = slot
    return found


def _titles_of(layout: TemplateLayout, role: str, types: tuple[str, ...]) -> dict[str, Slot]:
    """The title, and the largest placeholder for the words under it; the slide number and the largest placeholder for a
    picture, if there are any."""
    found = {role: slot for role, slot in _feet_of(layout).items() if role in ("title", "number")}
    if pictures := [s for s in layout.slots if s.type == "pic"]:
        found["picture"] = max(pictures, key=_size)
    held = next((some for t in types if (some := [s for s in layout.slots if s.type == t and s.plain])), [])
    below = max(held, key=_size, default=None)
    return {**found, role: below} if below is not None else found


def _size(slot: Slot) -> int:
    return slot.rect.w * slot.rect.h


def _body_of(layout: TemplateLayout) -> Slot | None:
    """The placeholder for text, if there is just one."""
    found = layout.bodies
    return found[0] if len(found) == 1 else None


def _named(name: str, survey: Survey) -> TemplateLayout:
    """The layout of that name."""
    found = next((la for la in survey.layouts if _plain(la.name) == _plain(name)), None)
    if found is None:
        names = [la.name for la in survey.layouts]
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"it has: {', '.join(names)}"
        raise Unusable(f"has no layout '{name}'", hint)
    return found


def _is_named(layout: TemplateLayout, role: str) -> bool:
    return _plain(layout.name) in _NAMES[role]


def _plain(name: str) -> str:
    """A name without numbers in front, in small letters."""
    return " ".join(name.casefold().lstrip("0123456789_.- ").split())
