"""people: faces in a row, or a family tree or chain of command.

In: `items`, the persons, perhaps with those above (`of`) and beside (`with`) them. Out: without such links, frames of
one size in one row or two, with the words below or beside them; with them, a tree (`_kinship`). What does not fit
continues on further sheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, NamedTuple

from podium.kinds import _faces as faces
from podium.kinds import _kinship as kinship
from podium.kinds._persons import Person, read_persons
from podium.kinds.base import SlideModel
from podium.layout.shares import shares
from podium.layout.stage import Sheets, Stage
from podium.outline.models import ListOf, ReadWith
from podium.scene.boxes import Box, Group
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft

_ASPECT = 0.8  # width / height of a frame
_GAP = 24.0  # pt between persons in a row
_ROW_GAP = 18.0
_TO_WORDS = 8.0
_MOST_IN_ROW, _MOST_ROWS = 6, 4
_MOST_LARGE = 2  # persons with larger type
_NARROWEST = 110.0  # words beside a picture
_BESIDE_SHARE = 0.52  # of a person's column, for the picture, at most
_LEAST_FRAME = 92.0  # pt high
_SIZES: faces.Sizes = (24.0, 20.0)
_LARGE: faces.Sizes = (34.0, 24.0)


class _Row(NamedTuple):
    """How persons stand: rows, persons in each, whether the words are beside the frames, the height (pt) of frames and
    words, and the shrink."""

    rows: int
    across: int
    beside: bool
    frame: float
    words: float
    shrink: int

    def quality(self) -> float:
        """Larger pictures and larger words are better."""
        return self.frame / 40 - self.shrink + 0.5 * self.beside


class PeopleSlide(SlideModel):
    """Persons and how they belong together."""

    label: ClassVar[str] = "a 'people' slide"
    summary: ClassVar[str] = "faces in a row, or a family tree or chain of command"
    about: ClassVar[dict[str, str]] = {
        "items": "persons: `{name: …, life: …, role: …, file: …}`, or `Name: role`",
    }

    items: Annotated[tuple[Person, ...], ReadWith(read_persons), ListOf(Person, "person")] = ()

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.items:
            stage.warn("this slide shows nobody", self, "", "empty", "add 'items:', as '- {name: …, role: …, file: …}'")
            return [[]]
        for person in self.items:
            if person.side and not stage.side(person.side):
                stage.warn(f"there is no side '{person.side}'", person, "side", "unknown-side", "name it under 'sides'")
        if any(person.of or person.with_ for person in self.items):
            sheets = kinship.draw(self.items, rect, stage, self.reveal)
        else:
            sheets = self._in_rows(rect, stage)
        if len(sheets) > 1 and any(p.of for p in self.items):
            hint = "leave out persons, or shorten their roles"
            stage.warn(f"this tree takes {len(sheets)} slides", self, "items", "large-tree", hint)
        return sheets

    def _in_rows(self, rect: Rect, stage: Stage) -> Sheets:
        count = len(self.items)
        for sheets in range(1, count + 1):
            parts = [self.items[a:b] for a, b in shares(count, sheets)]
            found = [_arranged(part, rect, stage, force=sheets == count) for part in parts]
            if all(found):
                break
        return [
            _drawn(part, row, rect, stage, self.reveal)
            for part, row in zip(parts, found, strict=True)
            if row is not None
        ]


def _drafts(person: Person, count: int) -> list[Draft]:
    return faces.words(person, _LARGE if count <= _MOST_LARGE else _SIZES)


def _column(rect: Rect, across: int) -> float:
    """The width (pt) of a person's column."""
    return (rect.width_pt + _GAP) / across - _GAP


def _words_width(column: float, beside: bool, frame: float) -> float:
    """The width (pt) of the words of a person."""
    return column - frame * _ASPECT - _GAP * 0.7 if beside else column


def _arranged(persons: Sequence[Person], rect: Rect, stage: Stage, force: bool) -> _Row | None:
    """The best rows; None if none fits, unless `force`."""
    count = len(persons)
    found = []
    for rows in range(1, _MOST_ROWS + 1):
        across = -(-count // rows)
        if across > _MOST_IN_ROW or -(-count // across) != rows:
            continue
        for beside in (False, True) if count > _MOST_LARGE else (True,):
            if (made := _row(persons, rows, across, beside, rect, stage, force and count == 1)) is not None:
                found.append(made)
    return max(found, key=_Row.quality, default=None)


def _row(
    persons: Sequence[Person], rows: int, across: int, beside: bool, rect: Rect, stage: Stage, force: bool
) -> _Row | None:
    """The persons in so many rows at the least shrink at which words and frames have room."""
    room = (rect.height_pt + _ROW_GAP) / rows - _ROW_GAP
    everybody = [_drafts(p, len(persons)) for p in persons]
    column = _column(rect, across)
    last = stage.compose.shrink_range([d for drafts in everybody for d in drafts])
    frame = min(room, column * (_BESIDE_SHARE if beside else 1.0) / _ASPECT)
    width = _words_width(column, beside, frame)
    if width >= _NARROWEST or not beside:
        for shrink in range(last + 1):
            high = max(stage.compose.height(drafts, width, shrink) for drafts in everybody)
            left = frame if beside else min(frame, room - high - _TO_WORDS)
            broken = any(stage.compose.breaks_words(drafts, width, shrink) for drafts in everybody)
            if high <= room and left >= _LEAST_FRAME and not broken:
                return _Row(rows, across, beside, left, high, shrink)
    return _Row(rows, across, beside, frame, room, last) if force else None


def _drawn(persons: Sequence[Person], row: _Row, rect: Rect, stage: Stage, reveal: bool) -> list[Box]:
    """The persons on one sheet; a second row begins at the left like the first."""
    count, column, beside = len(persons), _column(rect, row.across), row.beside
    pitch = (row.frame if beside else row.frame + _TO_WORDS + row.words) + _ROW_GAP
    top = max(0.0, (rect.height_pt - pitch * row.rows + _ROW_GAP) / 3)
    boxes: list[Box] = []
    for n, person in enumerate(persons):
        down, across = divmod(n, row.across)
        x, y = rect.x + points(across * (column + _GAP)), rect.y + points(top + down * pitch)
        frame = Rect(x, y, points(row.frame * _ASPECT), points(row.frame))
        width = points(_words_width(column, beside, row.frame))
        if beside:
            place = Rect(frame.right + points(_GAP * 0.7), y, width, frame.h)
        else:
            place = Rect(x, frame.bottom + points(_TO_WORDS), width, points(row.words) + 1)
        drafts = stage.compose.sized(_drafts(person, count), row.shrink)
        inside = [
            *faces.picture(person, frame, stage),
            *faces.bar(person, frame, stage),
            stage.text(f"Words: {person.who()}", place, drafts, anchor="middle" if beside else "top"),
        ]
        stage.locate(inside, person)
        whole = Rect(x, y, max(frame.right, place.right) - x, max(frame.bottom, place.bottom) - y)
        boxes.append(Group(name=person.who(), rect=whole, boxes=tuple(inside), step=n + 1 if reveal else 0))
    return boxes


MODEL = PeopleSlide
