"""quiz: a question with two to six answers; with a click the right one lights up and the others step back.

In: the answers and which of them are right, by letter, number, words or a mark. Out: one card for each answer, and what
appears with the click: frame and check mark of the right ones, a veil over the others, the explanation. All of that
comes last in the reading order and tells nothing before it is shown; the notes tell the lecturer. In print, where every
click has been made, the page shows the solution.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import WithJsonSchema

from podium.blocks.base import Block, BlockField
from podium.kinds.base import SlideModel
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.fields import TextField, TextsField
from podium.outline.models import ReadWith, is_empty, mistake, mistakes, what
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Freeform, Line, Shape, every_box
from podium.scene.grid import GUTTER
from podium.scene.type_scale import Style
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import Draft, draft, plain_draft

_LEAST, _MOST = 2, 6
_MARK = re.compile(r"\s*(?:\((?P<round>[ xX✓✔]?)\)|\[(?P<square>[ xX✓✔]?)\]|(?P<sign>[✓✔]))\s+")
_RIGHT_KEYS = ("right", "correct")
_APART = re.compile(r"\s*[,;&+/]\s*|\s+")

_TEXT = Style(36, 18, 1.15)
_LETTER = Style(24, 18, 1.0, "ground", bold=True)
_EXPLANATION = scale.BODY.but(size=26.0)
_COLUMNS = {2: (2, 1), 3: (1, 3), 4: (2, 1), 5: (1, 2), 6: (2, 1)}  # the preferred number of columns first
_BESIDE = (6, 5)  # columns (of twelve) of the answers and of the block beside them
_GAP = inches(0.2)
_BADGE = inches(0.62)
_PAD = inches(0.24)
_TALLEST = inches(2.4)  # card
_EXPLAINED = 0.4  # of the height, at most, for the explanation
_RIGHT, _GLOW = "green.deep", "green.wash"
_VEILED = 4.8  # contrast of words under the veil, at least
_CHECK = ((0.27, 0.53), (0.44, 0.70), (0.75, 0.33))  # on the unit square


class Answer(NamedTuple):
    """One answer; `right` if the outline marks it so."""

    text: str
    right: bool = False


def _read_answer(data: Any) -> Answer:
    """`text`, `(x) text`, or `{right: text}`."""
    if isinstance(data, Answer):
        return data
    if isinstance(data, dict) and len(data) == 1:
        ((key, value),) = data.items()
        if str(key).strip().casefold() in _RIGHT_KEYS and isinstance(value, (str, int, float)):
            return Answer(str(value), True)
    if isinstance(data, (dict, list)):
        hint = "put text that contains ': ' in quotes; mark a right one as '(x) text' or 'right: text'"
        raise mistake(f"an answer is a text, not {what(data)}", "shape", hint)
    found = _MARK.match(str(data))
    if not found:
        return Answer(data if isinstance(data, str) else str(data))
    mark = found["sign"] or found["round"] or found["square"] or ""
    return Answer(str(data)[found.end() :], bool(mark.strip()))


def _read_answers(data: Any) -> tuple[Answer, ...]:
    """Two to six answers."""
    if not isinstance(data, (list, tuple)):
        raise mistake("'answers' must be a list", "shape", "begin each answer with '- '")
    answers, problems = [], []
    for n, entry in enumerate(data):
        if is_empty(entry) or entry in ({}, []):
            continue
        try:
            answers.append(_read_answer(entry))
        except Exception as e:
            problems += [p.under(n) for p in (getattr(e, "context", None) or {}).get("problems", ())]
            if not problems:
                raise
    if problems:
        raise mistakes(problems)
    return tuple(answers)


AnswersField = Annotated[
    tuple[Answer, ...],
    ReadWith(_read_answers),
    WithJsonSchema(
        {"type": "array", "minItems": _LEAST, "maxItems": _MOST, "items": {"type": ["string", "number", "object"]}}
    ),
]


class QuizSlide(SlideModel):
    """A question, its answers, and the click that shows the right one."""

    label: ClassVar[str] = "a 'quiz' slide"
    summary: ClassVar[str] = "a question with two to six answers; a click shows the right one"
    about: ClassVar[dict[str, str]] = {
        "answers": "two to six answers",
        "answer": "which of them is right: its letter, number or words",
        "explanation": "what appears with the solution",
        "beside": "one block at the right of the answers",
    }

    answers: AnswersField = ()
    answer: TextsField = ()
    explanation: TextField = ""
    beside: BlockField | None = None

    def look(self, layout: str) -> str:
        return ""  # several in a row are one quiz

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.answers:
            stage.warn("this quiz has no answers", self, "", "empty", "add 'answers:' with two to six of them")
            return [[]]
        right = self._right(stage)
        if not self._are_enough(stage):
            return [[]]
        area, exhibits = (rect, [[]]) if self.beside is None else self._beside(self.beside, rect, stage)
        first = max((box.step for box in every_box(exhibits[0])), default=0)
        click = first + (len(self.answers) if self.reveal else 0) + 1
        if not stage.deck.answers:  # not in any part of what students get
            return [[*self._cards(area, (), first, click, stage)[0], *exhibits[0]], *exhibits[1:]]
        self._tell(right, stage)
        cards, after, end = self._cards(area, right, first, click, stage)
        if self.explanation:
            after.append(self._explain(area, end, click, stage))
        return [[*cards, *exhibits[0], *after], *exhibits[1:]]

    def _beside(self, block: Block, rect: Rect, stage: Stage) -> tuple[Rect, Sheets]:
        """The room of the answers, and what the block draws at the right of them."""
        left = stage.grid.columns(1, _BESIDE[0], rect.y, rect.h)
        right = stage.grid.columns(13 - _BESIDE[1], 12, rect.y, rect.h)
        room = block.room(right, stage)
        drawn = block.lay_out(room, stage)
        for sheet in drawn:
            stage.locate(sheet, block)
        return left._replace(w=left.w + room.x - right.x), drawn

    def _are_enough(self, stage: Stage) -> bool:
        """Whether there are two to six answers. Not told when they are read, where it would hide that none is right."""
        if len(self.answers) < _LEAST:
            stage.error("a quiz needs at least two answers", self, "answers", "count", "or use 'question'")
        elif len(self.answers) > _MOST:
            message = f"{len(self.answers)} answers; a quiz shows at most {_MOST}"
            stage.error(message, self, "answers", "count", "leave the least likely ones out")
        return _LEAST <= len(self.answers) <= _MOST

    # ----------------------------------------------------------------------------------- which are right

    def _right(self, stage: Stage) -> tuple[int, ...]:
        """The numbers of the right answers, from 0; those that `answer` names, or those that are marked."""
        marked = {n for n, a in enumerate(self.answers) if a.right}
        named: set[int] = set()
        for text in self.answer:
            found = self._named(text, stage)
            named |= set(found)
            if not found:
                first, last = (self._letter(at, stage) for at in (0, min(len(self.answers), _MOST) - 1))
                hint = f"write a letter from {first} to {last}, or the answer in the same words"
                if first == last:
                    hint = "write the answer in the same words"
                stage.error(f"'{text}' is none of the answers", self, "answer", "quiz-answer", hint)
        if marked and named and marked != named:
            message = "the marks at the answers and 'answer' say different things"
            stage.warn(message, self, "answer", "quiz-answer", "keep one of the two; 'answer' is used")
        if not marked and not self.answer:
            hint = "write 'answer: B', or '(x) ' before the right one; without it, nothing is revealed"
            stage.warn("this quiz has no right answer", self, "answers", "quiz-answer", hint)
        return tuple(sorted(named or marked))

    def _named(self, text: str, stage: Stage) -> list[int]:
        """The answers that a text names: in full, or as letters or numbers; [] if one of them is none."""
        same = [n for n, a in enumerate(self.answers) if _folded(a.text) == _folded(text)]
        if same:
            return same
        lettered = min(len(self.answers), _MOST)
        letters = {self._letter(n, stage).casefold(): n for n in range(lettered)}
        letters |= {letter: n for n, letter in enumerate("abcdef"[:lettered])}
        letters |= {str(n): n - 1 for n in range(1, len(self.answers) + 1)}
        parts = [p.strip(" .()").casefold() for p in _APART.split(text.strip()) if p.strip(" .()")]
        found = [letters.get(p, -1) for p in parts]
        return found if min(found, default=-1) >= 0 else []

    def _letter(self, n: int, stage: Stage) -> str:
        return stage.words.letters[n]

    def _said(self, right: tuple[int, ...], stage: Stage) -> str:
        """ "Right answer: B"."""
        letters = ", ".join(self._letter(n, stage) for n in right)
        return (stage.words.right_answers if len(right) > 1 else stage.words.right_answer).format(letters)

    def _tell(self, right: tuple[int, ...], stage: Stage) -> None:
        """The answer in the notes."""
        if right:
            words = "; ".join(inline.plain(self.answers[n].text) for n in right)
            stage.notes.append(f"{self._said(right, stage)} – {words}")

    # ------------------------------------------------------------------------------------------ the cards

    def _cards(
        self, area: Rect, right: tuple[int, ...], first: int, click: int, stage: Stage
    ) -> tuple[list[Box], list[Box], int]:
        """The cards, what appears on them with the click, and their lower edge (EMU)."""
        room = area._replace(h=area.h - self._explanation_height(area, stage))
        drafts = [[draft(a.text, _TEXT, place=getattr(a.text, "place", None))] for a in self.answers]
        rects, shrink = _arranged(drafts, room, stage)
        size = stage.compose.size(drafts[0][0], shrink)
        veil = stage.theme.veil("ink", "panel", _VEILED)
        cards: list[Box] = []
        after: list[Box] = []
        for n, (rect, words) in enumerate(zip(rects, drafts, strict=True)):
            letter, step = self._letter(n, stage), first + n + 1 if self.reveal else 0
            cards.append(Shape(name=f"Card {letter}", rect=rect, fill="panel", step=step))
            if n in right:
                cards.append(Shape(name=f"Card {letter} lit", rect=rect, fill=_GLOW, step=click))
                after.append(Shape(name=f"Card {letter} frame", rect=rect, line=Line(_RIGHT, 4.5), step=click))
            elif right:
                after.append(Shape(name=f"Card {letter} veil", rect=rect, fill="ground", alpha=veil, step=click))
            cards += _letter_badge(_badge(rect), letter, step, stage)
            sized = words[0].but(style=words[0].style.but(size=size))
            role = "body" if n == 0 else ""
            cards.append(
                stage.text(f"Answer {letter}", _words_room(rect), [sized], role=role, anchor="middle", step=step)
            )
        for n in right:
            alt = self._said(right, stage) if n == right[-1] else ""
            after += _check_mark(_badge(rects[n]), self._letter(n, stage), alt, click)
        return cards, after, max(r.bottom for r in rects)

    def _explanation_height(self, area: Rect, stage: Stage) -> int:
        """The height (EMU) kept free for the explanation, with the gap above it."""
        if not self.explanation or not stage.deck.answers:
            return 0
        return stage.line_height(self._explanation(), area.w, round(area.h * _EXPLAINED)) + 2 * GUTTER

    def _explanation(self) -> list[Draft]:
        return [draft(self.explanation, _EXPLANATION)]

    def _explain(self, area: Rect, top: int, click: int, stage: Stage) -> Box:
        """The explanation below the cards."""
        place = Rect(area.x, top + GUTTER, area.w, max(points(24), area.bottom - top - GUTTER))
        return stage.text("Explanation", place, self._explanation(), step=click)


def _folded(text: str) -> str:
    return " ".join(inline.plain(str(text)).casefold().split())


def _arranged(drafts: list[list[Draft]], room: Rect, stage: Stage) -> tuple[list[Rect], int]:
    """The cards where their words are largest, and by how much (pt) all words are smaller than their style."""
    choices: tuple[int, ...] = _COLUMNS[len(drafts)]
    if room.w < stage.grid.columns(1, 8).w:  # beside a block
        choices = (1,)
    best: tuple[int, list[Rect]] | None = None
    most = stage.compose.shrink_range(drafts[0])
    for columns in choices:
        rects = _grid(len(drafts), columns, room)
        fits = (
            shrink
            for shrink in range(0, most + 1, 2)
            if all(_fits(d, _words_room(r), shrink, stage) for d, r in zip(drafts, rects, strict=True))
        )
        shrink = next(fits, most + 1)
        if best is None or shrink < best[0]:
            best = shrink, rects
    assert best is not None
    return best[1], min(best[0], most)


def _fits(drafts: list[Draft], rect: Rect, shrink: int, stage: Stage) -> bool:
    """Whether the drafts fit the rectangle with all words whole."""
    compose, width = stage.compose, rect.width_pt
    return compose.height(drafts, width, shrink) <= rect.height_pt and not compose.breaks_words(drafts, width, shrink)


def _grid(count: int, columns: int, room: Rect) -> list[Rect]:
    """Cards of one size in rows and columns, in the middle of the height if they leave some free."""
    rows = -(-count // columns)
    width = (room.w - _GAP * (columns - 1)) // columns
    height = min(_TALLEST, (room.h - _GAP * (rows - 1)) // rows)
    top = room.y + max(0, room.h - rows * height - _GAP * (rows - 1)) // 3
    places = [divmod(n, columns) for n in range(count)]
    return [Rect(room.x + c * (width + _GAP), top + r * (height + _GAP), width, height) for r, c in places]


def _badge(card: Rect) -> Rect:
    """The disc with the letter, at the left of a card."""
    size = min(_BADGE, card.h - points(6))
    return Rect(card.x + _PAD, card.y + (card.h - size) // 2, size, size)


def _words_room(card: Rect) -> Rect:
    left = 2 * _PAD + _BADGE
    return Rect(card.x + left, card.y + points(4), max(points(30), card.w - left - _PAD // 2), card.h - points(8))


def _letter_badge(disc: Rect, letter: str, step: int, stage: Stage) -> list[Box]:
    """The letter on its disc."""
    words = [plain_draft(letter, _LETTER, align="centre")]
    return [
        Shape(name=f"Disc {letter}", rect=disc, geometry="ellipse", fill="ink", step=step),
        stage.text(f"Letter {letter}", disc, words, anchor="middle", step=step),
    ]


def _check_mark(disc: Rect, letter: str, alt: str, click: int) -> list[Box]:
    """A drawn check mark on a disc, in place of the letter: fonts do not all have one."""
    path = tuple(("L" if n else "M", round(x * disc.w), round(y * disc.h)) for n, (x, y) in enumerate(_CHECK))
    name = f"Check mark {letter}"
    return [
        Shape(name=f"{name} disc", rect=disc, geometry="ellipse", fill=_RIGHT, step=click),
        Freeform(name=name, rect=disc, paths=(path,), line=Line("ground", 5.0), step=click, alt=alt),
    ]


MODEL = QuizSlide
