"""What every slide of an outline may contain, and how a slide is read without knowing the kinds.

In: the tree of one slide. Out: a `Slide`, made by the reader that is passed to `deck.load`. Kinds depend on layout, and
this package must not, so `podium.kinds` passes in the reader.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import WithJsonSchema

from podium.outline.fields import DateField, MinutesField, TextField, TextsField
from podium.outline.models import Model, ReadWith, Switch

IN_SCHEMA = "slide"  # outline/schema.py puts the union of all kinds here
Transition = Literal["none", "fade", "push", "morph"]
TransitionField = Annotated[Transition | None, WithJsonSchema({"enum": list(get_args(Transition))})]
"""How a slide comes in; None leaves it to the section, then to the deck."""
NO_SOURCE = "none"  # `source: none`: the slide has no source line, not even the deck's
ALWAYS = "always"  # `source: always`: the slide shows the deck's source; `source: [post, always]`: every slide does


class Slide(Model):
    """The keys that every slide has, whatever its kind."""

    label = "a slide"
    abbreviations = frozenset({"for"})
    about: ClassVar[dict[str, str]] = {
        "headline": "the claim at the top of the slide: the value of the kind",
        "notes": "what you will say; Markdown paragraphs",
        "handout": "what students read beside the slide in the handout; Markdown paragraphs",
        "when": "its place on the time band: `1939`, `1935/1937`, `late June 1937`",
        "source": "a source's id, perhaps with a page (`khan, p. 5`), a list, a text, `none`, `always` for the deck's",
        "foot": "a remark under the exhibit",
        "footnotes": "the notes at the foot, which podium collects from `[^…]` in the texts",
        "id": "a name to link to: `[see the map](#map-1939)`",
        "minutes": "how long you will show it: `2`, `1:30`; by default podium estimates it from notes and clicks",
        "hidden": "`true`: in the deck, but skipped in the show",
        "spare": "`true`: skipped in the show unless a link leads to it",
        "reveal": "`true`: its parts appear click by click",
        "band": "`false`: no time band on this slide; `true`: one in any case",
        "transition": "how it comes in: `none`, `fade`, `push` or `morph`",
    }

    headline: TextField = ""
    notes: TextField = ""
    handout: TextField = ""
    when: DateField | None = None
    source: TextsField = ()
    foot: TextField = ""
    footnotes: TextsField = ()
    id: TextField = ""
    minutes: MinutesField = None
    hidden: Switch = False
    spare: Switch = False
    reveal: Switch = False
    band: Switch | None = None
    transition: TransitionField = None

    @property
    def is_skipped(self) -> bool:
        """Whether the show passes it over."""
        return self.hidden or self.spare


Reader = Callable[[Any], Slide]
"""A slide from its tree. Raises the error of `models.mistakes`."""

slide_reader: ContextVar[Reader] = ContextVar("slide_reader")

SlideField = Annotated[
    Slide, ReadWith(lambda data: slide_reader.get()(data)), WithJsonSchema({"title": IN_SCHEMA})
]
