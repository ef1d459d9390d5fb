"""What a slide kind is: a headline and an arrangement of blocks and texts under it.

To add one, write a module of this package:

    class VerdictSlide(SlideModel):
        label: ClassVar[str] = "a 'verdict' slide"
        summary: ClassVar[str] = "one sentence across the page"
        text: TextField = ""

        def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
            return [[stage.text("Verdict", rect, [draft(self.text, scale.QUOTATION)], role="body")]]

    MODEL = VerdictSlide

`label` is its name in messages. `draft` reads Markdown, `title_draft` also keeps line breaks, `plain_draft` does
neither. `role` is the placeholder that a text fills (`title`, `body`, `claim0` …, or "" for none);
`page_pass._layout_for` picks the template's layout by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self

from podium.outline.slide import Slide
from podium.scene.boxes import Box
from podium.scene.units import Rect

if TYPE_CHECKING:
    from podium.layout.stage import Stage

Exhibit = Literal["left", "right"]
BESIDE = "words beside an exhibit"
"""The look of such slides, whatever their kind."""


class SlideModel(Slide):
    """Base of all kinds. `summary` is what `podium list kinds` prints, `layout` the template layout that it fills."""

    summary: ClassVar[str] = ""
    layout: ClassVar[str] = "content"

    @property
    def filled(self) -> str:
        """The template layout that its pages under a headline fill; "" if what stands on them decides."""
        return ""

    def lay_out(self, rect: Rect, stage: Stage) -> list[list[Box]]:
        """The boxes below the headline, one list for each slide that they need (at least one)."""
        raise NotImplementedError

    def look(self, layout: str) -> str:
        """What the audience sees of it on a page with that template layout, in words; slides with the same look are
        alike. "" if each looks its own."""
        return self.label

    def has_sides(self) -> bool:
        """Whether words stand beside an exhibit, so that they can change places."""
        return False

    def tells_time(self, lang: str) -> bool:
        """Whether what it shows says when it was, so that the slide needs no time band."""
        return False

    def page_layout(self, stage: Stage) -> str:
        """The template layout of a slide that draws the title itself; "" if there is a headline above it."""
        return self.layout if self.own_title() else ""

    def is_titled(self) -> bool:
        """Whether its headline is a title that can stand where a template has titles; otherwise it is what the slide
        shows."""
        return True

    def in_a_frame(self) -> Self:
        """The slide with nothing that fills the whole page, for a template whose page is not free."""
        return self

    def own_title(self) -> bool:
        """True if the kind draws the title itself, on the whole slide (`rect` is then the slide)."""
        return False
