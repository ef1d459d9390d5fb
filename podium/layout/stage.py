"""The stage: what kinds and blocks are given to lay themselves out.

In: the outline, a theme, a grid. Out, through its methods: text boxes that fit, the colours of sides, data files, and
diagnostics with their place in the outline. Text that does not fit a box of fixed size waits in `leftovers`; the page
pass puts it on a slide of its own, so that no word is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from podium import languages
from podium.diagnostics import Report
from podium.outline.deck import Outline
from podium.outline.inline import Piece
from podium.outline.models import Model
from podium.outline.project import NotThere, Refused
from podium.scene import type_scale as scale
from podium.scene.boxes import (
    Anchor,
    Box,
    Chart,
    Clip,
    Fill,
    Group,
    Line,
    Means,
    Picture,
    Shape,
    Table,
    Text,
    text_place,
)
from podium.scene.grid import Grid
from podium.scene.masters import layouts
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.themes import Theme
from podium.typesetting.text import Column, Composer, Draft, LeastComposer

if TYPE_CHECKING:
    from podium.layout.ahead import Ahead
    from podium.layout.later import Later
    from podium.templates.fitting import Template

T = TypeVar("T")
Inset = tuple[int, int, int, int]
RULE = "Rule"
NO_INSET: Inset = (0, 0, 0, 0)
_UNLIMITED = Column(0, 1e9)
Sheets = list[list[Box]]  # what a kind or block draws: the boxes of one slide, or of several if one is too small
_SHOWN = ("file", "script", "data", "rows")  # the keys under which a model has what a picture, chart or table shows


class Stage:
    """See the module's contract. One for a deck; `leftovers`, `notes`, `data`, `cited` are emptied after each slide."""

    def __init__(
        self,
        outline: Outline,
        theme: Theme,
        grid: Grid,
        pictures: Any,
        report: Report,
        template: Template | None = None,
    ) -> None:
        self.outline, self.theme, self.grid, self.pictures, self.report = outline, theme, grid, pictures, report
        self.deck = outline.deck
        self.lang = outline.deck.lang
        self.words = languages.of(self.lang).slides
        self.compose = Composer(theme, self.lang)
        if template is not None:
            self.compose = LeastComposer(theme, self.lang, template.least)
        self.template = template
        self.layouts = layouts(grid) if template is None else template.layouts
        self.leftovers: list[Draft] = []
        self.labels: dict[tuple[str, ...], Text] = {}  # boxes shared by many slides
        self.notes: list[str] = []  # paragraphs that blocks add to the notes of the slide
        self.data: list[str] = []  # credits for the data that the slide shows
        self.cited: list[str] = []  # sources that what the slide shows must name at its foot
        self.allow_scripts = False  # whether the lecturer's own scripts may run
        self.later: Later | None = None  # for a pass that does not wait for maps
        self.ahead: Ahead | None = None  # for a pass while others draw maps, too
        self.clips: dict[str, Clip] = {}  # the recordings that the deck carries
        self.highlight = "accent"  # marks one of several cards: the section's colour, if it has one
        self.page = "accent"  # in whose plate pages and cards in full colour are: the section's
        self.claim = ""  # the headline of the slide
        self.plates = 0  # drawn on this slide so far, so that neighbours differ in colour
        self.plated: set[str] = set()  # their colours
        self._sides = {key.casefold(): side.colour for key, side in self.deck.sides.items()}
        self._sides |= {side.name.casefold(): side.colour for side in self.deck.sides.values()}
        self._sides |= {side.short.casefold(): side.colour for side in self.deck.sides.values() if side.short}

    @property
    def framed(self) -> bool:
        """Whether pages stand in the free room of somebody else's template, under its title, so that none fills a whole
        slide."""
        return self.template is not None

    # ------------------------------------------------------------------ text

    def text(
        self,
        name: str,
        rect: Rect,
        drafts: Sequence[Draft],
        *,
        role: str = "",
        anchor: Anchor = "top",
        inset: Inset = NO_INSET,
        fill: Fill = None,
        line: Line | None = None,
        link: str = "",
        step: int = 0,
        alt: str = "",
        means: Means = "",
    ) -> Text:
        """The drafts in a box, as large as they fit; what does not fit at their floors goes to `leftovers`."""
        column = Column((rect.w - inset[0] - inset[2]) / EMU_PER_PT, (rect.h - inset[1] - inset[3]) / EMU_PER_PT)
        shrink = self.compose.fit(drafts, column)
        if shrink is None:
            tight = self.compose.tighter(drafts)
            shrink = self.compose.fit(tight, column)
            drafts = drafts if shrink is None else tight
        if shrink is None:
            shrink = self.compose.shrink_range(drafts)
            drafts = self._cut_to(drafts, column, shrink)
        return Text(
            name=name,
            rect=rect,
            paragraphs=self.compose.set(drafts, column.width, shrink),
            role=role,
            anchor=anchor,
            inset=inset,
            fill=fill,
            line=line,
            link=link,
            step=step,
            alt=alt,
            means=means,
        )

    def _cut_to(self, drafts: Sequence[Draft], column: Column, shrink: int) -> list[Draft]:
        """What fits, ending in "…"; the rest goes to `leftovers` as body text that begins with "…"."""
        ellipsis = Column(column.width - 2 * self.compose.size(drafts[0], shrink), column.height)
        pages = self.compose.fill(drafts, ellipsis, Column(column.width, _UNLIMITED.height), shrink)
        shown, rest = pages[0], [d for page in pages[1:] for d in page]
        if not rest:
            return shown
        last = shown[-1]
        end = last.pieces[-1]
        cut = [end, Piece(" …")] if end.form else [end._replace(text=end.text.rstrip() + " …")]
        shown[-1] = last.but(pieces=(*last.pieces[:-1], *cut))
        first = rest[0]
        rest[0] = first.but(pieces=(Piece("… "), *first.pieces))
        self.leftovers += [
            d.but(style=scale.BODY, before=9.0, align="left", indent=0.0) for d in rest
        ]
        return shown

    @contextmanager
    def repeating(self, words_are_known: bool = True) -> Iterator[None]:
        """Discards the leftovers of the block if its words are elsewhere in the deck (`words_are_known`)."""
        waiting = list(self.leftovers)
        try:
            yield
        finally:
            if words_are_known:
                self.leftovers = waiting

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Draws something once more: without findings, leftovers, notes, data and what is cited."""
        report, leftovers, notes, data, cited = self.report, self.leftovers, self.notes, self.data, self.cited
        self.report, self.leftovers, self.notes, self.data, self.cited = Report(), [], [], [], []
        try:
            yield
        finally:
            self.report, self.leftovers, self.notes, self.data, self.cited = report, leftovers, notes, data, cited

    def line_height(self, drafts: Sequence[Draft], width: int, limit: int = 10**9) -> int:
        """The height (EMU) of the drafts at full size in `width` EMU; at most `limit` EMU."""
        return min(limit, points(self.compose.height(drafts, width / EMU_PER_PT)) + 1)

    def locate(self, boxes: Iterable[Box], model: Model) -> None:
        """Gives each box without a place that of what it shows: its text, or the data of `model`, or all of it."""
        whole = model.place()
        for box in boxes:
            if box.place is None:
                if isinstance(box, Text):
                    box.place = text_place(box) or whole
                elif isinstance(box, (Picture, Chart, Table)):
                    box.place = next((at for key in _SHOWN if (at := model.place(key)) != whole), whole)
                else:
                    box.place = whole
                    if isinstance(box, Group):
                        self.locate(box.boxes, model)

    # ----------------------------------------------------------------- drawing

    def rule(self, x: int, y: int, width: int, colour: str = "hairline", weight: float = 0.75, step: int = 0) -> Shape:
        """A horizontal hairline."""
        return Shape(name=RULE, rect=Rect(x, y, width, 0), geometry="line", line=Line(colour, weight), step=step)

    # ------------------------------------------------------------------- facts

    def side(self, name: str) -> str:
        """The colour of a side, by its id, name or short name; "" if there is no such side."""
        return self._sides.get(name.strip().casefold(), "")

    def add_note(self, note: str, credit: str) -> None:
        """Adds a paragraph to the notes of the slide and a credit for its data, each only once."""
        self.notes += [note] if note and note not in self.notes else []
        self.data += [credit] if credit not in self.data else []

    def cite(self, source: str) -> None:
        """Names a source at the foot of the slide and in the credits: one of the deck's by its id, or a text."""
        if source and source not in self.cited:
            self.cited.append(source)
            self.data += [source] if source not in self.deck.sources and source not in self.data else []

    def read_file(self, model: Any, read: Callable[[Path], T], called: str = "the data file ") -> T | None:
        """What `read` returns for the CSV file that `file` of the model names; None, with an error for each mistake."""
        from podium.outline.tables import TABLE_ENDINGS, TableError

        project, file = self.outline.project, model.file
        try:
            found = project.find(file, [project.folder], TABLE_ENDINGS)
            if found.note:
                message = f"the name of {called}'{file}' is spelled differently"
                self.warn(message, model, "file", "file-name", found.note)
            made = read(found.path)
            for note in getattr(made, "notes", ()):
                self.warn(f"{called}'{file}' {note.message}", model, "file", note.code, note.hint)
            return made
        except Refused as e:
            self.error(f"{called}'{file}' {e}", model, "file", "outside", e.hint)
        except NotThere as e:
            hint = e.hint or "put it beside the outline"
            self.error(f"{called}'{file}' is not there", model, "file", "missing-file", hint)
        except TableError as e:
            for f in e.findings:
                place = getattr(f.asked, "place", None) or model.place("file")
                self.report.error(f"{called}'{file}' {f.message}", self.outline.span(place), f.code, f.hint)
        return None

    def warn(self, message: str, model: Model, key: str, code: str, hint: str = "") -> None:
        """A warning at `key` of `model`."""
        self.report.warn(message, self.outline.span(model.place(key)), code, hint)

    def error(self, message: str, model: Model, key: str, code: str, hint: str = "") -> None:
        """An error at `key` of `model`."""
        self.report.error(message, self.outline.span(model.place(key)), code, hint)
