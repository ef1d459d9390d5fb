"""media: a video or a sound recording, played by a click.

In: a file, and what to play of it. Out: its poster (a picture that the outline names, else a drawn one with a play
sign) as large as it fits, with its words and its length below; or a plate while the file is missing. No frame of the
video becomes its poster: that would need a decoder.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import WithJsonSchema

from podium.blocks.base import Block
from podium.layout.media.library import ENDINGS, find
from podium.layout.media.library import Recording as Found
from podium.layout.pictures.crop import crop
from podium.layout.plate import PlateWords, plate
from podium.layout.rows import CAPTION_GAP
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.fields import TextField
from podium.outline.focus import CENTRE, FocusField
from podium.outline.models import ReadWith, Switch, mistake, what
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Freeform, Line, Recording, Shape
from podium.scene.speech import clock
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import Draft, draft, plain_draft, title_draft

_VIDEO, _SOUND = 16 / 9, 2.6  # width / height where the file does not say
_SUBJECT = 60  # characters of a caption that are its name, and on its plate
_CAPTION_SHARE = 0.3  # of the block's height, at most, for its words
_SIGN = inches(1.5)  # the play sign, at most
_TRIANGLE = ((0.37, 0.27), (0.37, 0.73), (0.77, 0.5))  # on the unit square
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2}(?:[.,]\d{1,3})?)")
_SECONDS = re.compile(r"(\d{1,5}(?:[.,]\d{1,3})?)\s*(?:s|sec|seconds)?")


def _read_time(data: Any) -> float:
    """Seconds, from `75`, `1:15` or `0:01:15.5`."""
    text = str(data).strip()
    if alone := _SECONDS.fullmatch(text):
        return float(alone[1].replace(",", "."))
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + float(clock[3].replace(",", "."))
    raise mistake(f"{what(data)} is not a time", "value", "write minutes and seconds, as '1:05', or seconds")


TimeField = Annotated[float | None, ReadWith(_read_time), WithJsonSchema({"type": ["string", "number"]})]


class MediaBlock(Block):
    """A video or a sound recording."""

    label: ClassVar[str] = "a recording"
    summary: ClassVar[str] = "a video or a sound recording, played by a click"
    about: ClassVar[dict[str, str]] = {
        "file": "MP4, M4A, MP3 or WAV, in media/ or images/",
        "poster": "the picture that is seen before it plays",
        "focus": "the point of the poster that is never cropped away",
        "start": "where it begins: `1:05`, or seconds",
        "end": "where it ends",
        "loop": "`true`: over and over",
        "caption": "the words below it",
        "alt": "the alt text",
        "credit": "whose recording it is",
        "short": "the words on the plate while the file is missing",
    }

    file: TextField = ""
    poster: TextField = ""
    focus: FocusField | None = None
    start: TimeField = None
    end: TimeField = None
    loop: Switch = False
    caption: TextField = ""
    alt: TextField = ""
    credit: TextField = ""
    short: TextField = ""

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        subject = inline.plain(self.short or self.caption or self.alt)[:_SUBJECT]
        if not self.file:
            stage.warn("there is no recording to play", self, "", "empty", self._missing_file())
        found = find(self.file, self, stage) if self.file else None
        drafts = self._drafts(found, stage)
        height = stage.line_height(drafts, rect.w, round(rect.h * _CAPTION_SHARE)) + CAPTION_GAP if drafts else 0
        frame = self._frame(found, rect._replace(h=rect.h - height), stage)
        boxes = self._shown(found, frame, subject or self._kind(found, stage), stage)
        if drafts:
            place = Rect(frame.x, frame.bottom + CAPTION_GAP, max(frame.w, points(60)), height - CAPTION_GAP)
            boxes.append(stage.text(f"Caption: {subject or 'recording'}", place, drafts, means="caption"))
        return [boxes]

    def _missing_file(self) -> str:
        """What to write where there is no file; on a slide, its name may stand in place of the headline."""
        headline = str(getattr(self, "headline", ""))
        if headline.lower().endswith(tuple(ENDINGS)):
            return f"write a headline after 'media:', and 'file: {headline}' below it"
        return "add 'file: clip.mp4'"

    # --------------------------------------------------------------------------------------- what is seen

    def _frame(self, found: Found | None, rect: Rect, stage: Stage) -> Rect:
        """Where it is shown: in the middle of a slide, else at the upper left."""
        poster = stage.pictures.look(self.poster)
        aspect = found.about.aspect if found else 0.0
        if not aspect:
            aspect = poster.aspect if poster else _SOUND if found or self._sounds() else _VIDEO
        shown = rect.fit(min(6.0, max(0.25, aspect)))
        whole = rect.w >= stage.grid.columns(1, 12).w
        return shown if whole else shown._replace(x=rect.x, y=rect.y)

    def _sounds(self) -> bool:
        """Whether a file that is not there will be heard only, by its name."""
        return self.file.lower().endswith((".mp3", ".m4a", ".wav"))

    def _kind(self, found: Found | None, stage: Stage) -> str:
        sound = found.about.ending != "mp4" if found else self._sounds()
        return stage.words.sound if sound else stage.words.video

    def _shown(self, found: Found | None, frame: Rect, name: str, stage: Stage) -> list[Box]:
        """The recording on its poster or plate; only the plate while the file is missing."""
        poster = stage.pictures.find(self.poster, self, "poster", "the slide shows a drawn poster")
        alt = inline.plain(self.alt or self.caption) or self._kind(found, stage)
        if found is None:
            kind = self._kind(None, stage)
            words = PlateWords(name, kind if kind != name else "", file=self.file)
            return [*plate(words, frame, alt, name, stage), *_play_sign(frame, name)]
        start, end = self._trim(found, stage)
        whole = round(found.about.seconds * 1000)
        playing = Recording(
            name=name,
            rect=frame,
            alt=alt,
            media=poster.key if poster else self._drawn(frame, name, stage),
            crop=crop(poster.aspect, frame, self.focus or CENTRE) if poster else (0.0, 0.0, 0.0, 0.0),
            line=Line("rule", 0.5),
            clip=found.clip,
            sound=found.about.ending != "mp4",
            start=start,
            end=end,
            length=max(0, whole - start - end),
            loop=self.loop,
        )
        return [playing]

    def _drawn(self, frame: Rect, name: str, stage: Stage) -> str:
        """The media key of a drawn poster."""
        from podium.layout.media.poster import drawn_poster

        ground, ink = stage.theme.rgb("grey.plate"), stage.theme.rgb("on")
        return stage.pictures.carry(drawn_poster(frame.w / max(1, frame.h), self.file or name, ground, ink), "png")

    # ------------------------------------------------------------------------------------------ its words

    def _drafts(self, found: Found | None, stage: Stage) -> list[Draft]:
        """Caption, kind and length, credit; what is on the plate is not said again."""
        drafts = []
        on_plate = found is None and not self.short and len(inline.plain(self.caption)) <= _SUBJECT
        if self.caption and not on_plate:
            drafts.append(title_draft(self.caption, scale.CAPTION))
        if found:
            drafts.append(plain_draft(self._told(found, stage), scale.CAPTION, before=1.0))
        if self.credit:
            drafts.append(draft(self.credit, scale.CREDIT, before=1.0))
        return drafts

    def _told(self, found: Found, stage: Stage) -> str:
        """ "Video, 1:24": the time that is played, if it is known."""
        start, end = self.start or 0.0, found.about.seconds
        played = round((min(self.end, end) if self.end else end) - start)
        kind = self._kind(found, stage)
        return f"{kind}, {clock(played)}" if played > 0 else kind

    def _trim(self, found: Found, stage: Stage) -> tuple[int, int]:
        """The milliseconds that are cut off at the start and the end."""
        start, end, seconds = self.start or 0.0, self.end, found.about.seconds
        if (seconds and start >= seconds) or (end is not None and end <= start):
            last = f"; it has {seconds:.1f} seconds" if seconds else ""
            stage.error(f"nothing of '{self.file}' is left to play{last}", self, "start" if self.start else "end",
                        "media-times", "'start' must be before 'end', and both within the recording")  # fmt: skip
            return 0, 0
        if end is None:
            return round(start * 1000), 0
        if not seconds:
            stage.warn(f"the length of '{self.file}' is not known, so that it cannot be ended early", self, "end",
                       "media-times", "cut the file itself, or convert it to M4A")  # fmt: skip
            return round(start * 1000), 0
        if end > seconds + 0.5:
            message = f"'{self.file}' ends after {seconds:.1f} seconds, before its 'end'"
            stage.warn(message, self, "end", "media-times", "remove 'end', or correct it")
        return round(start * 1000), max(0, round((seconds - end) * 1000))


def _play_sign(frame: Rect, name: str) -> list[Box]:
    """A triangle in a ring, at the lower right of the plate."""
    size = min(_SIGN, frame.w // 4, frame.h * 2 // 5)
    pad = min(inches(0.35), frame.w // 12, frame.h // 8)
    disc = Rect(frame.right - size - pad, frame.bottom - size - pad, size, size)
    first, *rest = ((round(x * size), round(y * size)) for x, y in _TRIANGLE)
    path = (("M", *first), *(("L", *point) for point in rest), ("Z",))
    return [
        Shape(name=f"{name} play sign", rect=disc, geometry="ellipse", line=Line("on", 3.0)),
        Freeform(name=f"{name} play triangle", rect=disc, paths=(path,), fill="on"),
    ]


MODEL = MediaBlock
