"""What an outline says of itself besides its slides: sides, sources, and the pages that podium makes.

In: trees of the outline. Out: frozen models, parts of `deck.Deck`.
"""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import WithJsonSchema

from podium.outline.fields import ItemsField, TextField
from podium.outline.focus import FocusField
from podium.outline.models import Model, Switch
from podium.outline.picture import ABOUT_PICTURE

SideColour = Literal["red", "blue", "ochre", "green", "violet", "grey"]


class Side(Model):
    """A named party; it keeps its colour in every chart, map and timeline."""

    label = "a side"
    about: ClassVar[dict[str, str]] = {
        "name": "its name in legends and headings",
        "colour": "its colour everywhere: `red`, `blue`, `ochre`, `green`, `violet` or `grey`",
        "short": "a shorter name, for ratios and bars",
    }
    name: TextField
    colour: SideColour = "grey"
    short: TextField = ""


class Source(Model):
    """Where facts come from."""

    label = "a source"
    about: ClassVar[dict[str, str]] = {
        "title": "the title of the text",
        "author": "who wrote it",
        "date": "when it was published",
        "kind": "what it is: `forum post`, `report`",
        "publisher": "who published it",
        "url": "its address, a link in the credits",
        "pages": "the pages that were used",
        "short": "what stands at the foot of a slide",
    }
    title: TextField
    author: TextField = ""
    date: TextField = ""
    kind: TextField = ""
    publisher: TextField = ""
    url: TextField = ""
    pages: TextField = ""
    short: TextField = ""

    @property
    def citation(self) -> str:
        """As at the foot of a slide: `short`, else "Ivan Kolev, Soviet-Japanese Border War, 2017"."""
        if self.short:
            return self.short
        year = next((w for w in self.date.replace("-", " ").split() if w.isdigit() and len(w) == 4), self.date)
        return ", ".join(p for p in (self.author, self.title, year) if p)

    @property
    def full(self) -> str:
        """As in the credits, with the title in italics."""
        title = f"*{self.title}*" if self.title and "*" not in self.title else self.title
        return ", ".join(p for p in (self.author, title, self.kind, self.publisher, self.date, self.pages) if p)

    @property
    def link(self) -> str:
        """Its address as Markdown: a link if possible, else as the lecturer wrote it."""
        return f"<{self.url}>" if re.fullmatch(r"(https?://|www\.)[^\s<>]+", self.url) else self.url


class TemplateLayouts(Model):
    """Layouts of a template by their names."""

    label = "'layouts'"
    about: ClassVar[dict[str, str]] = {
        "cover": "the layout of the cover",
        "divider": "the layout of the dividers",
        "slide": "the layout of all other slides",
    }
    cover: TextField = ""
    divider: TextField = ""
    slide: TextField = ""


_LAYOUTS = {
    "type": "object",
    "additionalProperties": False,
    "properties": {role: {"type": "string", "description": said} for role, said in TemplateLayouts.about.items()},
}


class Template(Model):
    """The institution's template, on whose layouts the deck stands."""

    label = "'template'"
    about: ClassVar[dict[str, str]] = {
        "file": "the template: a `.potx` or `.pptx` beside the outline",
        "layouts": "layouts by name, if podium chooses others: `{cover: …, divider: …, slide: …}`",
    }
    file: TextField
    layouts: Annotated[TemplateLayouts | None, WithJsonSchema(_LAYOUTS)] = None


class Cover(Model):
    """The right half of the cover, or with `full` all of it: a drawing or a picture, with a caption."""

    label = "'cover'"
    about: ClassVar[dict[str, str]] = {
        "art": "the drawing: `frontier` or `encirclement`",
        "caption": "a line below the drawing or picture",
        **ABOUT_PICTURE,
        "full": "`true`: the picture fills the slide, under the title",
        "notes": "what you will say at the cover",
    }
    art: Literal["encirclement", "frontier"] = "frontier"
    caption: TextField = ""
    file: TextField = ""
    full: Switch = False
    focus: FocusField | None = None
    alt: TextField = ""
    credit: TextField = ""
    notes: TextField = ""


class Logo(Model):
    """The institution's mark: large on the cover, small on every slide."""

    label = "'logo'"
    about: ClassVar[dict[str, str]] = {
        "file": "a picture of the project, best a PNG with a transparent ground",
        "alt": "its alt text",
    }
    file: TextField
    alt: TextField = ""


class Credits(Model):
    """The last slide: generated rows and the lecturer's own."""

    label = "'credits'"
    about: ClassVar[dict[str, str]] = {
        "headline": "its headline",
        "items": "rows of your own: `{Maps: Drawn for this lecture}`",
        "notes": "what you will say",
    }
    headline: TextField = ""
    items: ItemsField = ()
    notes: TextField = ""


class Agenda(Model):
    """The agenda."""

    label = "'agenda'"
    about: ClassVar[dict[str, str]] = {
        "headline": "its headline",
        "notes": "what you will say",
    }
    headline: TextField = ""
    notes: TextField = ""
