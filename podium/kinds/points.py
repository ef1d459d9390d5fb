"""points: claims with their proof, alone or beside one exhibit.

Alone, the words are composed by how many and how long they are: one is a statement, two or three are cards, four a
grid of cards, what is longer stands in rows, and what is longer still or nested is a list. Prose stands in two columns
if the outline says so.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Literal

from podium import registry
from podium.blocks.base import PACKAGE as BLOCKS
from podium.blocks.base import BlockField
from podium.kinds._across import across
from podium.kinds.base import BESIDE, Exhibit, SlideModel
from podium.layout.columns import beside, story
from podium.layout.stage import Sheets, Stage
from podium.layout.statement import statement
from podium.outline import inline
from podium.outline.fields import ItemsField, TextField
from podium.scene.boxes import Box
from podium.scene.units import Rect

Form = Literal["statement", "cards", "grid", "rows", "columns"]
_FORMS: dict[int, tuple[Form, ...]] = {
    1: ("statement",),
    2: ("cards", "rows"),
    3: ("cards", "rows"),
    4: ("grid", "rows"),
}  # to be tried in this order, by the number of items
_TAKES = {
    "statement": "one item, or a text of one paragraph",
    "cards": "up to four short items",
    "grid": "up to four short items",
    "rows": "two to six items that all have a proof",
    "columns": "a text of several paragraphs, and items",
}
_FEW_FIGURES = 2  # items of a slide that may be one of figures
_EARLY = 24  # characters in which a figure begins


class PointsSlide(SlideModel):
    """Claims and proofs; what does not fit goes on a continuation slide."""

    label = "a 'points' slide"
    summary = "claims with their proof, beside a picture, chart, table or any block"
    about: ClassVar[dict[str, str]] = {
        "items": "texts, or `Claim: its proof`, or texts with lists below them",
        "text": "a lead paragraph",
        "beside": "one block beside the words: `beside: {chart: {…}}`",
        "form": "`statement`, `cards`, `grid`, `rows` or `columns`; by default what suits the words",
        "exhibit": "whether the block stands at the `left` or `right`",
    }

    items: ItemsField = ()
    text: TextField = ""
    beside: BlockField | None = None
    form: Form | None = None
    exhibit: Exhibit | None = None

    @classmethod
    def _hint(cls, key: Any, data: dict[Any, Any], known: Iterable[str]) -> tuple[str, bool, str]:
        if key in registry.names(BLOCKS) and "beside" not in data:
            return f"a block beside the words: 'beside: {{{key}: …}}'", True, ""
        return super()._hint(key, data, known)

    def has_sides(self) -> bool:
        return self.beside is not None and bool(self.items or self.text)

    def look(self, layout: str) -> str:
        if self.beside is not None:
            return BESIDE
        return "claims with their proofs" if layout == "claims" else "words alone"

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if self.beside is not None:
            if self.form:
                hint = "take out 'form', or 'beside'"
                stage.warn("the form has no effect beside an exhibit", self, "form", "no-effect", hint)
            block = self.beside
            high = block.height_across(rect, stage)
            if boxes := across(high, block.lay_out, self.text, self.items, rect, stage, reveal=self.reveal):
                return [boxes]
            keyed = block.is_keyed_by(self.items)
            return beside(
                self.text,
                self.items,
                block.lay_out_keyed if keyed else block.lay_out,
                rect,
                stage,
                reveal=self.reveal,
                room=block.room,
                mirrored=self.exhibit == "left",
                numbered=keyed,
            )
        if not self.text and 1 <= len(self.items) <= _FEW_FIGURES:
            self._suggest_number(stage)
        return self._words(rect, stage)

    def _suggest_number(self, stage: Stage) -> None:
        """A warning if the one or two claims begin with figures: large, they are remembered."""
        if not all(any(map(str.isdigit, i.text[:_EARLY])) for i in self.items):
            return
        from podium.blocks.number.hint import claimed_figure

        found = claimed_figure(self.items, stage.lang)
        if found is None:
            return
        keys = f"for 'items' 'figure: {found.figure}' and 'text: {found.rest}'"
        if len(self.items) > 1:
            keys = f"items like '- {found.figure}: {found.rest}'"
        message = f"'{found.figure}' could be the largest thing on this slide"
        stage.warn(message, self, "items", "number-in-words", f"write 'number' in place of 'points', and {keys}")

    def _words(self, rect: Rect, stage: Stage) -> Sheets:
        """The words without an exhibit, in the form that was asked for or that suits them."""
        if self.form == "columns":
            from podium.layout.text_columns import text_columns

            return text_columns(self.text, self.items, rect, stage, reveal=self.reveal)
        boxes = self._composed(rect, stage)
        if self.form and not boxes:
            hint = f"shorter texts, or another form; '{self.form}' takes {_TAKES[self.form]}"
            stage.warn(f"these words do not fit the form '{self.form}'", self, "form", "form-room", hint)
        return [boxes] if boxes else story(self.text, self.items, rect, stage, reveal=self.reveal, alone=True)

    def _composed(self, rect: Rect, stage: Stage) -> list[Box]:
        """The first form that the words fit; [] for a plain list."""
        items = self.items
        if any(i.below for i in items) or (self.text and items):
            return []
        if not items:
            alone = len(inline.paragraphs(self.text)) == 1 and self.form in (None, "statement")
            return statement(self.text, "", rect, stage, reveal=self.reveal, long=True) if alone else []
        for form in (self.form,) if self.form else _FORMS.get(len(items), ("rows",)):
            if boxes := self._in_form(form, rect, stage):
                return boxes
        return []

    def _in_form(self, form: Form, rect: Rect, stage: Stage) -> list[Box]:
        items = self.items
        if form == "statement":
            one = items[0]
            return statement(one.text, one.proof, rect, stage, reveal=self.reveal) if len(items) == 1 else []
        if form == "rows":
            if len(items) < 2 or not all(i.proof for i in items):
                return []
            from podium.layout import claim_rows

            return claim_rows.rows(items, rect, stage, reveal=self.reveal) if len(items) <= claim_rows.MOST else []
        from podium.kinds._openings import cards_of
        from podium.layout import cards

        if len(items) > cards.MOST:
            return []
        across = len(items) if form == "cards" else min(2, len(items))
        return cards.cards(cards_of(items, stage.lang), rect, stage, across, reveal=self.reveal)


MODEL = PointsSlide
