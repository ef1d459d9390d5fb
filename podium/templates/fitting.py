"""A deck on a template: which layouts its pages take, and how what is laid out comes to stand in their free room.

In: a template's file. Out: a `Template`. Pages are laid out on a slide of podium's own, 7.5 inches high, whose content
area is as large as the template's free room; then they are moved, and scaled as the template's slide is higher or lower
than that. So type has its usual share of the slide on a template of any size.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from podium.scene.boxes import Align, Anchor, Box, Media, Page, Picture, Shape
from podium.scene.grid import CONTENT_BOTTOM, FORMATS, MARGIN, Grid
from podium.scene.masters import Layout, Placeholder, layouts
from podium.scene.type_scale import FINE, Style
from podium.scene.units import Rect, inches
from podium.templates import choice, faces
from podium.templates.choice import Note
from podium.templates.mapping import theme_of
from podium.templates.package import Package, Unusable
from podium.templates.room import Room, clear, room, under, upwards
from podium.templates.scaling import Placing
from podium.templates.survey import FEET, Slot, Survey, TemplateLayout, survey
from podium.themes import SlotColour, Theme, contrast

_HEIGHT = FORMATS["16:9"][1]
_SOURCE_ROW, _SOURCE_TOP = inches(0.30), inches(0.05)  # under the content, for sources
_LEAST_ROOM = (inches(3.4), inches(2.2))  # of the content, on podium's own slide
_ANCHORS: dict[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}
_SIDES: dict[str, Align] = {"ctr": "centre", "r": "right"}
_ALIGNS = {"ctr": "ctr", "r": "r"}
_LEAST_FINE = 10.0  # pt
_LEAST_TITLE, _TITLE_FLOOR = 20.0, 0.62  # pt; share of its size to which a title shrinks
_PICTURES = {"image/png": "png", "image/jpeg": "jpg"}
_SHOWN = 4.5  # contrast of the foot's words that are left as the template has them
_LARGE = 3.0  # that WCAG 2 asks of large words


class Place(NamedTuple):
    """A placeholder on podium's own slide: rectangle, inset, anchor, alignment and style of its words."""

    rect: Rect
    inset: tuple[int, int, int, int]
    anchor: Anchor
    align: Align
    style: Style
    capitals: bool


@dataclass(frozen=True)
class Template:
    """A template, chosen layouts and all that follows from them. `layouts` are those of pages as they are laid out,
    `real` as they are written; `media` are the pictures that a browser can show, with their endings, by their parts."""

    file: str
    package: Package
    survey: Survey
    chosen: choice.Chosen
    room: Room
    theme: Theme
    notes: tuple[Note, ...]
    digest: str
    media: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)

    @cached_property
    def placing(self) -> Placing:
        """From podium's own slide to the template's."""
        size = self.survey.height / _HEIGHT
        body = self.room.body
        bottom = body.bottom - round(_SOURCE_ROW * size)
        return Placing(size, body.x - round(MARGIN * size), bottom - round(CONTENT_BOTTOM * size))

    @cached_property
    def grid(self) -> Grid:
        """The grid of podium's own slide."""
        return Grid(self.placing.back(self.room.body).w + 2 * MARGIN, _HEIGHT)

    @property
    def least(self) -> float:
        """The smallest type (pt) on podium's own slide; legible on paper on a small slide, too."""
        return max(FINE, _LEAST_FINE / self.placing.size)

    @property
    def slide(self) -> Grid:
        """The template's slide."""
        return Grid(self.survey.width, self.survey.height)

    @property
    def top(self) -> int:
        """Where the content begins on podium's own slide."""
        return self.placing.back(self.room.body).y

    @property
    def sources(self) -> Rect:
        """The row for sources on podium's own slide."""
        return self.grid.columns(1, 12, CONTENT_BOTTOM + _SOURCE_TOP, _SOURCE_ROW - _SOURCE_TOP)

    def place(self, layout: str, role: str) -> Place | None:
        """A placeholder by the name of the page's layout and the role of the text; None if there is none."""
        found = self.chosen.slots(layout).get(role)
        if found is None:
            return None
        rect = self.rect(layout, role, found)
        size = self.placing.size
        inset = (round(found.inset[0] / size), round(found.inset[1] / size),
                 round(found.inset[2] / size), round(found.inset[3] / size))  # fmt: skip
        return Place(
            self.placing.back(rect), inset, _ANCHORS.get(found.anchor, "top"), _SIDES.get(found.align, "left"),
            self._style(found, layout, role), found.capitals,
        )  # fmt: skip

    def rect(self, layout: str, role: str, slot: Slot) -> Rect:
        """Where a placeholder's words may stand on the template's slide: beside what is drawn there."""
        if self.chosen.layout(layout) is self.chosen.slide and role == "title":
            return self.room.title
        return clear(self.chosen.layout(layout), slot.rect)

    def above(self, layout: str, rect: Rect) -> Rect:
        """A rectangle of podium's own slide with all that is free above it."""
        return self.placing.back(upwards(self.chosen.layout(layout), self.placing.rect(rect), self.survey.height))

    def _style(self, slot: Slot, layout: str, role: str) -> Style:
        size = round(slot.size / self.placing.size, 1)
        floor = min(size, max(_LEAST_TITLE, round(size * _TITLE_FLOOR))) if role == "title" else min(size, 16.0)
        return Style(
            size, floor, slot.pitch, colour_of(layout, role), major=slot.is_title, bold=slot.bold, italic=slot.italic
        )

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """Every layout that pages are laid out on, by podium's names for them."""
        return self._layouts(self.placing.back)

    @cached_property
    def real(self) -> dict[str, Layout]:
        """The same on the template's slide, with what it draws under the pages."""
        return self._layouts(lambda rect: rect, fixed=True)

    def _layouts(self, placed: Callable[[Rect], Rect], fixed: bool = False) -> dict[str, Layout]:
        made = {}
        for name in layouts(Grid.of("16:9")):
            of = self.chosen.layout(name)
            found = [self._placeholder(name, role, slot) for role, slot in self.chosen.slots(name).items()]
            found = [p._replace(rect=placed(p.rect)) for p in found]
            layout = Layout(name, of.name, of.type, tuple(found), ground=ground_of(name) if fixed else "")
            layout.by_role.update({p.role: p for p in found})
            layout.fixed = self._fixed(of, name) if fixed else ()
            made[name] = layout
        return made

    def _placeholder(self, layout: str, role: str, slot: Slot) -> Placeholder:
        style = self._style(slot, layout, role)
        if role in FEET.values():
            style = style.but(size=max(style.size, self.least), floor=self.least, colour=self._of_foot(layout, role))
        return Placeholder(role, slot.type, slot.idx, slot.rect, style, align=_ALIGNS.get(slot.align, "l"))

    def _of_foot(self, layout: str, role: str) -> str:
        """The colour of the words at the foot: the template's, if it can be read."""
        own = colour_of(layout, role)
        return own if self.theme.contrast(own, under_of(layout, role)) >= _SHOWN else "ink2"

    def _fixed(self, layout: TemplateLayout, name: str) -> tuple[Box, ...]:
        """What the template draws, as far as podium can: plain fields of colour and pictures."""
        boxes: list[Box] = []
        if layout.ground.picture in self.media:
            whole = Rect(0, 0, self.survey.width, self.survey.height)
            boxes.append(Picture(name="Ground", rect=whole, media=media_key(layout.ground.picture), bleed=True))
        for drawn in layout.drawn:
            if drawn.picture in self.media and drawn.plain:
                boxes.append(Picture(name=drawn.name, rect=drawn.rect, media=media_key(drawn.picture), bleed=True))
            elif drawn.fill and drawn.plain:
                fill = _drawn_role(drawn.fill)
                boxes.append(Shape(name=drawn.name, rect=drawn.rect, fill=fill, alpha=drawn.alpha, bleed=True))
        return tuple(boxes)

    @property
    def drawings(self) -> list[Media]:
        """The pictures that the template draws, for back-ends that paint pages themselves."""
        return [Media(media_key(part), data, ending) for part, (data, ending) in self.media.items()]

    def placed(self, pages: list[Page]) -> list[Page]:
        """The pages on the template's slide."""
        return [self.placing.page(page, self.real[page.layout]) for page in pages]


def colour_of(layout: str, role: str) -> str:
    """The colour role of a placeholder's words."""
    return f"slot.{layout if layout in choice.OPENINGS else 'slide'}.{role}"


def ground_of(layout: str) -> str:
    """The colour role of a layout's ground; the slides' own is the deck's."""
    return f"ground.{layout}" if layout in choice.OPENINGS else "template.ground"


def under_of(layout: str, role: str) -> str:
    """The colour role of what lies under a placeholder's words."""
    return f"under.{colour_of(layout, role)}"


def media_key(part: str) -> str:
    """The key of a template's picture in a scene's media."""
    return f"template:{part}"


def _drawn_role(rgb: str) -> str:
    return f"drawn.{rgb}"


def load(data: bytes, file: str, wanted: Mapping[str, str], accent: str, sides: frozenset[str]) -> Template:
    """The template in a file's bytes. `wanted` are names of layouts by `choice.ROLES`. Raises Unusable."""
    package = Package(data)
    found = survey(package)
    chosen = choice.chosen(found, wanted)
    free = room(chosen.slide, chosen.title, found.body, found.width, found.height)
    notes = list(chosen.notes)
    size = found.height / _HEIGHT
    if free.body.w < _LEAST_ROOM[0] * size or free.body.h - _SOURCE_ROW * size < _LEAST_ROOM[1] * size:
        raise Unusable(
            f"leaves no room for content on its layout '{chosen.slide.name}'",
            "name another layout with 'layouts: {slide: …}'",
        )
    fonts, written = _fonts(found, chosen, notes)
    theme = theme_of(found.palette, free.ground, fonts, written, accent, sides)
    theme = _with_places(theme, chosen)
    notes += _of_feet(chosen)
    notes += _of_contrast(chosen, free)
    digest = hashlib.sha256(data).hexdigest()
    return Template(file, package, found, chosen, free, theme, tuple(notes), digest, _media(package, chosen))


def _fonts(found: Survey, chosen: choice.Chosen, notes: list[Note]) -> tuple[tuple[str, str], tuple[str, str]]:
    """The families of titles and of texts, and how they are written; with a note for each that cannot be measured."""
    major = chosen.title.face if chosen.title is not None else found.major
    minor = found.body.face if found.body is not None else found.minor
    theirs = {found.minor: "+mn-lt", found.major: "+mj-lt"}
    for family in dict.fromkeys((major, minor)):
        if not faces.known(family):
            notes.append(
                Note(
                    f"the font '{family}' of the template is not installed here, so it is measured as the widest one",
                    "template-font",
                    "install it, or build where it is: text then fits in larger type",
                )
            )
    names = (theirs.get(major, major), "+mn-lt" if minor == found.minor else theirs.get(minor, minor))
    return (major, minor), names


def _with_places(theme: Theme, chosen: choice.Chosen) -> Theme:
    """The theme with the colours of placeholders, of grounds and of what the template draws."""
    tokens, refs = dict(theme.tokens), dict(theme.refs)
    for name in (*choice.OPENINGS, "content"):
        layout = chosen.layout(name)
        tokens[ground_of(name)] = layout.ground.rgb
        refs[ground_of(name)] = SlotColour(f"#{layout.ground.rgb}")
        for role, slot in chosen.slots(name).items():
            tokens[colour_of(name, role)], refs[colour_of(name, role)] = slot.colour, SlotColour("")
            tokens[under_of(name, role)] = under(layout, slot.rect)
        for drawn in layout.drawn:
            if drawn.fill:
                role = _drawn_role(drawn.fill)
                tokens[role], refs[role] = drawn.fill, SlotColour(f"#{drawn.fill}")
    theme.tokens, theme.refs = tokens, refs
    return theme


def _of_feet(chosen: choice.Chosen) -> list[Note]:
    """What the foot of a slide lacks, said once."""
    names = {"footer": "the section", "number": "the slide number"}
    missing = [name for role, name in names.items() if role not in chosen.slots("content")]
    if not missing:
        return []
    return [
        Note(
            f"the layout '{chosen.slide.name}' has no place for {' and '.join(missing)}: left out",
            "template-foot",
            "add the placeholders for footer and slide number to the layout in PowerPoint",
        )
    ]


def _of_contrast(chosen: choice.Chosen, free: Room) -> list[Note]:
    """Titles of the template that can hardly be read on its own ground, or on what it draws under them."""
    if chosen.title is None:
        return []
    seen = contrast(chosen.title.colour, free.under_title)
    if seen >= _LARGE:
        return []
    return [
        Note(
            f"the template's titles have a contrast of only {seen:.1f} on its ground",
            "template-contrast",
            f"give them a colour with at least {_LARGE:g} in PowerPoint, or name another layout",
        )
    ]


def _media(package: Package, chosen: choice.Chosen) -> dict[str, tuple[bytes, str]]:
    """The pictures that the chosen layouts draw and that a browser can show, with their endings."""
    found = {}
    for name in (*choice.OPENINGS, "content"):
        layout = chosen.layout(name)
        for part in (layout.ground.picture, *(d.picture for d in layout.drawn)):
            ending = _PICTURES.get(package.type_of(part)) if part in package else None
            if ending:
                found[part] = (package.data(part), ending)
    return found
