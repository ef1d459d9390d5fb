"""number: one figure so large that the back row reads it, with its unit and a sentence; or two or three of them.

In: `figure`, `unit`, `text`, `side`, `note`, or `items` with these keys each. Out: the figure as large as it fits, at
most 200 pt, with the words that say how well it is known set small; several in one size.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import ValidationError, model_validator

from podium.blocks.base import Block
from podium.blocks.number import draw
from podium.blocks.number.figures import Figure, FigureField, parts_of
from podium.blocks.number.plan import Shown
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.fields import TextField
from podium.outline.models import ListOf, Model, Problem, ReadWith, explain, is_empty, mistake, mistakes
from podium.outline.nodes import Mapping, Place
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.units import Rect, points
from podium.typesetting.text import draft

_MOST = 3
_LONGEST_UNIT = 40  # characters
_WORD_SHARE = 0.55  # of the size of the numbers, for "unknown" among them
_EXAMPLE = "add 'figure: up to 35000'"
_BELOW_LEAD, _ABOVE_NOTE = points(16), points(8)


class Numeral(Model):
    """One figure of several."""

    label: ClassVar[str] = "a figure of 'number'"
    about: ClassVar[dict[str, str]] = {
        "figure": "the figure, perhaps uncertain: `up to 35,000`",
        "unit": "what is counted",
        "text": "one sentence about it",
        "side": "whose colour it has",
        "note": "a small line below",
    }
    figure: FigureField = None
    unit: TextField = ""
    text: TextField = ""
    side: TextField = ""
    note: TextField = ""


def _in_full(entry: Any) -> Any:
    """`figure: sentence` and `figure: {its keys}` with the keys written out, places kept."""
    if isinstance(entry, (str, int, float)):
        return {"figure": entry}
    if not isinstance(entry, dict) or len(entry) != 1 or next(iter(entry)) in Numeral.model_fields:
        return entry
    ((key, value),) = entry.items()
    at = entry.keys_at.get(key, entry.place) if isinstance(entry, Mapping) else (0, 0)
    made = Mapping(at)
    made["figure"] = key
    made.keys_at["figure"] = made.values_at["figure"] = at
    if isinstance(value, dict):
        made.update(value)
        if isinstance(value, Mapping):
            made.keys_at.update(value.keys_at)
            made.values_at.update(value.values_at)
    else:
        made["text"] = value
        made.keys_at["text"] = at
        made.values_at["text"] = entry.values_at.get(key, at) if isinstance(entry, Mapping) else at
    return made


def _read_numerals(data: Any) -> tuple[Numeral, ...]:
    """One to three figures: a list, or `figure: sentence` lines."""
    if isinstance(data, (str, int, float)):
        data = [data]
    if isinstance(data, dict) and not any(key in Numeral.model_fields for key in data):
        entries = [((key,), _of(data, key)) for key in data]
    elif isinstance(data, (list, tuple)):
        entries = [((n,), entry) for n, entry in enumerate(data)]
    else:
        raise mistake("expected a list", "shape", "begin each line with '- '")
    found, problems = [], []
    for path, entry in entries:
        if is_empty(entry) or entry in ({}, []):
            continue
        try:
            made = entry if isinstance(entry, Numeral) else Numeral.model_validate(_in_full(entry))
        except ValidationError as e:
            problems += [p.under(*path) for p in explain(e, Numeral.label)]
            continue
        if made.figure is None:
            problems.append(Problem(path, "this entry has no figure", "missing", _EXAMPLE))
        found.append(made)
    if len(found) > _MOST:
        hint = "split them over two slides, or make a 'chart' or 'table' of them"
        problems.append(Problem((), f"{len(found)} figures; a slide shows at most {_MOST}", "value", hint))
    if problems:
        raise mistakes(problems)
    return tuple(found)


def _of(data: dict[str, Any], key: str) -> Mapping:
    """One line of a mapping as a mapping of its own, places kept."""
    one = Mapping(data.keys_at.get(key, data.place) if isinstance(data, Mapping) else (0, 0))
    one[key] = data[key]
    if isinstance(data, Mapping):
        one.keys_at, one.values_at = data.keys_at, data.values_at
    return one


NumeralsField = Annotated[
    tuple[Numeral, ...],
    ReadWith(_read_numerals),
    ListOf(Numeral, "number-item"),
]


class NumberBlock(Block):
    """A figure, or several."""

    label: ClassVar[str] = "'number'"
    summary: ClassVar[str] = "one figure as large as it fits, with unit and sentence; or two or three"
    about: ClassVar[dict[str, str]] = {
        **Numeral.about,
        "items": "two or three figures, each with these keys, or `figure: text`",
    }

    figure: FigureField = None
    unit: TextField = ""
    text: TextField = ""
    side: TextField = ""
    note: TextField = ""
    items: NumeralsField = ()

    @model_validator(mode="after")
    def _checked(self) -> Any:
        if self.figure is not None and self.items:
            raise mistakes([Problem(("items",), "'number' has both 'figure' and 'items'", "value", "keep one of them")])
        if self.figure is None and not self.items and not self.names_figure():
            raise mistake("'number' has no figure", "missing", _EXAMPLE)
        return self

    def names_figure(self) -> bool:
        """Whether something besides `figure` and `items` is the figure."""
        return False

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if self.figure is not None:
            return [draw.alone(self.shown(self.figure, stage), rect, stage)]
        boxes: list[Box] = []
        if self.text:
            lead = [draft(self.text, scale.LEAD.but(size=24.0))]
            height = stage.line_height(lead, rect.w, rect.h // 4)
            boxes.append(stage.text("Lead", rect._replace(h=height), lead))
            rect = rect.below(height + _BELOW_LEAD)
        notes = [draft(self.note, scale.NOTE)] if self.note else []
        below = stage.line_height(notes, rect.w, rect.h // 4) + _ABOVE_NOTE if notes else 0
        inner = rect._replace(h=rect.h - below)
        shown = self._all_shown(stage)
        boxes += draw.together(shown, inner, stage) if len(shown) > 1 else draw.alone(shown[0], inner, stage)
        if notes:
            place = Rect(rect.x, inner.bottom + _ABOVE_NOTE, rect.w, below - _ABOVE_NOTE)
            boxes.append(stage.text("Note", place, notes))
        return [boxes]

    def shown(self, figure: Figure, stage: Stage, place: Place | None = None) -> Shown:
        """What is shown of the block's only figure."""
        step = int(bool(getattr(self, "reveal", False)))
        return _shown(self, figure, self.unit, _coloured(self.side, "accent.deep", figure, stage), step, stage, place)

    def _all_shown(self, stage: Stage) -> list[Shown]:
        """What is shown of each of several; the accent only where no figure has a side."""
        plain = "ink" if any(stage.side(item.side or self.side) for item in self.items) else "accent.deep"
        has_numbers = any(item.figure is not None and item.figure.is_number for item in self.items)
        reveal = bool(getattr(self, "reveal", False))
        all_shown = []
        for n, item in enumerate(self.items, 1):
            if item.figure is not None:
                colour = _coloured(item.side or self.side, plain, item.figure, stage)
                shown = _shown(item, item.figure, item.unit or self.unit, colour, n if reveal else 0, stage)
                is_word = has_numbers and not item.figure.is_number
                all_shown.append(shown._replace(share=_WORD_SHARE) if is_word else shown)
        return all_shown


def _shown(
    model: Numeral | NumberBlock,
    figure: Figure,
    unit: str,
    colour: str,
    step: int,
    stage: Stage,
    place: Place | None = None,
) -> Shown:
    """A figure with its words; a long unit stands over the sentence."""
    parts, subject = parts_of(figure, inline.plain(unit), stage.lang), ""
    if len(parts.unit) > _LONGEST_UNIT:
        parts, subject = parts._replace(unit=""), parts.unit
    return Shown(parts, model.text, model.note, colour, place or model.place("figure"), step, subject)


def _coloured(side: str, plain: str, figure: Figure, stage: Stage) -> str:
    """The colour of a figure: its side's, else `plain`; a word such as "unknown" claims nothing and is grey."""
    colour = stage.side(side)
    return f"{colour}.deep" if colour else plain if figure.is_number else "ink2"


MODEL = NumberBlock
