"""document: a source as it is: facsimile, transcription and translation, with the numbers of its lines.

In: a picture, `text` (as it stands in the source, line by line) and `translation`. Out: the facsimile at the left, the
words at its right: side by side, line beside line if both have as many, or one above the other, whichever can be set
larger. Stressed words are highlighted. A long document goes on evenly on further sheets, each with the facsimile.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import WithJsonSchema

from podium import languages
from podium.kinds import _columns as columns
from podium.kinds._facsimile import SHARES, Facsimile, signature
from podium.kinds.base import SlideModel
from podium.layout.stage import Sheets, Stage
from podium.outline.fields import LanguageField, TextField, TextsField
from podium.outline.focus import FocusField, RegionField
from podium.outline.models import ReadWith, about_keys, mistake, what
from podium.scene.boxes import Box
from podium.scene.units import Rect, inches, points

_GAP = inches(0.35)  # between the facsimile and the words
_FOOT_GAP = points(12)
_MOST_LINE = 99_999
_SMALLER = 4  # pt by which words may be smaller than at best before the facsimile gives way
_LOWERED = 0.3  # of the height that words without a picture leave free, above them
_WORTH = 2  # pt that a narrower facsimile must gain for the words


def _read_first(value: Any) -> int:
    text = str(value).strip()
    if not text.isascii() or not text.isdigit() or int(text[:9]) > _MOST_LINE:
        raise mistake(
            f"'first' is the number of the first line, not {what(value)}", "type", "write, for example, 'first: 12'"
        )
    return int(text)


_OF_PICTURE = ("file", "fit", "focus", "crop", "caption", "alt", "credit", "short", "archive")


class DocumentSlide(SlideModel):
    """A historical source."""

    label: ClassVar[str] = "a 'document' slide"
    summary: ClassVar[str] = "a source: facsimile, transcription and translation, with line numbers"
    about: ClassVar[dict[str, str]] = {
        **{key: line for key, line in about_keys(Facsimile).items() if key in _OF_PICTURE},
        "text": "the transcription; `|` keeps its lines, `*stress*` is highlighted",
        "translation": "the same in the language of the deck",
        "lang": "the language of the source: `ru`, `grc`",
        "headings": "the words above the two texts: `[Russian, German]`",
        "numbers": "which lines have their numbers: `fifth`, `every` or `none`",
        "first": "the number of the first line",
    }

    file: TextField = ""
    fit: Literal["contain", "cover", ""] = ""
    focus: FocusField | None = None
    crop: RegionField | None = None
    caption: TextField = ""
    alt: TextField = ""
    credit: TextField = ""
    short: TextField = ""
    archive: TextField = ""
    text: TextField = ""
    translation: TextField = ""
    lang: LanguageField = ""
    headings: TextsField = ()
    numbers: Literal["every", "fifth", "none", ""] = ""
    first: Annotated[int, ReadWith(_read_first), WithJsonSchema({"type": "integer", "minimum": 0})] = 1

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        with_picture = bool(self.file or self.alt or self.caption or self.short or self.credit or self.crop)
        texts = sum(1 for text in (self.text, self.translation) if text)
        if len(self.headings) > texts:
            message = f"there are {len(self.headings)} headings, but {texts} text{'' if texts == 1 else 's'}"
            stage.warn(message, self, "headings", "unused", "one for 'text', one for 'translation'")
        if not texts:
            return self._without_words(rect, stage, with_picture)
        if with_picture:
            return self._beside_picture(rect, stage)
        area, height = rect, 0
        words = [signature(self.archive)] if self.archive else []
        if words:
            height = stage.line_height(words, rect.w, rect.h // 4)
            area = rect._replace(h=rect.h - height - _FOOT_GAP)
        setting = self._arranged(area, stage)
        sheets = self._sheets(setting, [], stage)
        if len(sheets) == 1:  # few words stand where the eye looks first
            spare = area.bottom - max(box.rect.bottom for box in sheets[0])
            sheets = self._sheets(setting.lowered(round(spare * _LOWERED)), [], stage)
        for boxes in sheets if words else ():
            low = max(box.rect.bottom for box in boxes)
            boxes.append(stage.text("Signature", Rect(rect.x, low + _FOOT_GAP, rect.w, height), words))
        return sheets

    def _beside_picture(self, rect: Rect, stage: Stage) -> Sheets:
        """The facsimile as large as the words let it be."""
        facsimile = self._facsimile()
        choices = []
        for n, share in enumerate(SHARES):
            width = facsimile.width(rect, share, stage)
            setting = self._arranged(Rect(rect.x + width + _GAP, rect.y, rect.w - width - _GAP, rect.h), stage)
            choices.append((*setting.cost(), max(setting.shrink, _SMALLER) + _WORTH * n, n, setting, width))
        *_, setting, width = min(choices)
        return self._sheets(setting, facsimile.framed(rect._replace(w=width), stage), stage)

    def _arranged(self, area: Rect, stage: Stage) -> columns.Setting:
        """The words in `area`; two texts, or one with a heading of its own, have headings."""
        texts = self._texts(stage)
        return columns.arrange(texts, area, stage, len(texts) > 1 or any(self.headings))

    def _sheets(self, setting: columns.Setting, before: list[Box], stage: Stage) -> Sheets:
        """The pages of the words, each after the same boxes; with `reveal` the texts appear one after the other, the
        first with the slide if nothing stands before it."""
        start = 1 if before else 0
        sheets = []
        for page in columns.draw(setting, stage):
            words = [
                replace(box, step=start + n if self.reveal else 0) for n, column in enumerate(page) for box in column
            ]
            sheets.append([*map(replace, before), *words])
        return sheets

    def _without_words(self, rect: Rect, stage: Stage, with_picture: bool) -> Sheets:
        """The facsimile alone in the middle of the slide."""
        if with_picture:
            return self._facsimile().lay_out(rect, stage)
        stage.warn("this document is empty", self, "", "empty", "add 'file:', 'text:' or 'translation:'")
        return [[stage.text("Signature", rect, [signature(self.archive)])]] if self.archive else [[]]

    def _facsimile(self) -> Facsimile:
        """The picture with the keys of this slide, and their places."""
        made = Facsimile.model_construct(
            **{
                key: getattr(self, key)
                for key in Facsimile.model_fields
                if key in type(self).model_fields and key != "when"
            }
        )
        object.__setattr__(made, "_node", self.tree)  # models are frozen
        return made

    def _texts(self, stage: Stage) -> list[columns.Source]:
        """Transcription and translation, as far as they are there."""
        words = stage.words
        lang = languages.spelling(self.lang) if self.lang else ""
        every = {"every": 1, "fifth": 5, "none": 0}.get(self.numbers)
        found = [
            columns.Source(words.transcription, self.text, lang, every, self.first),
            columns.Source(words.translation, self.translation, "", 0),
        ]
        found = [source for source in found if source.text.strip()]
        own = [*self.headings, "", ""]
        return [source._replace(heading=own[n] or source.heading) for n, source in enumerate(found)]


MODEL = DocumentSlide
