"""How long a lecture takes, estimated from its notes, clicks and slides.

In: a scene. Out: an `Estimate` in minutes, by section. Notes are spoken at `WORDS_A_MINUTE`: public speaking is usually
put at 120 to 150 words a minute, and lecturers who want to be written down stay at the lower end. What the notes do not
say is guessed: a click, a change of slide, a slide without notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from podium.pages.remarks import speech
from podium.scene.boxes import Box, Page, Recording, Scene, Text, every_box

WORDS_A_MINUTE = 130
_CLICK = 2.0  # seconds
_CHANGE = 4.0  # from one slide to the next
_WITHOUT_NOTES = 45.0  # a slide of the lecturer's without notes
_LEAST = 20.0  # one with a few words of notes
_GENERATED = 10.0  # a cover, an agenda, a divider, credits without notes
_MOST_CUT = 4  # slides that are named as ones to leave out
_OFF = 0.2  # of the lecture's length: smaller deviations are not reported
_GUESS_OFF = 4.0  # factor allowed if there are no notes: a slide can be shown for seconds or for minutes
_IDEOGRAPH = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+"  # Thai, Lao, Burmese, Khmer
_LETTERS_A_WORD = 5.0  # of a script that has no blanks between words
_IDEOGRAPHS_A_WORD = 1.9  # Chinese is spoken at about 250 characters a minute


class Estimate(NamedTuple):
    """Minutes in all, and of each section with a title."""

    minutes: float
    sections: tuple[tuple[str, float], ...]
    has_notes: bool = True  # otherwise it is little more than a guess

    def __str__(self) -> str:
        """ "about 47 minutes (Background 12, The battle 35)"."""
        parts = ", ".join(f"{name} {max(1, round(minutes))}" for name, minutes in self.sections)
        named = f" ({parts})" if len(self.sections) > 1 else ""
        whole = max(1, round(self.minutes))
        guessed = "" if self.has_notes else ", without notes"
        return f"about {whole} minute{'' if whole == 1 else 's'}{guessed}{named}"

    def is_off(self, minutes: int) -> bool:
        """Whether the estimate is too far from the planned minutes."""
        if not self.has_notes:
            return not self.minutes / _GUESS_OFF <= minutes <= max(1, self.minutes * _GUESS_OFF)
        return abs(self.minutes - minutes) > _OFF * minutes and abs(self.minutes - minutes) > 1


def estimate(scene: Scene) -> Estimate:
    """How long the scene's pages take; hidden ones are not shown."""
    total, by_section = 0.0, dict.fromkeys(range(len(scene.sections)), 0.0)
    for page in scene.pages:
        if not page.hidden:
            total += page.seconds
            if page.section in by_section:
                by_section[page.section] += page.seconds
    named = ((scene.sections[n], seconds / 60) for n, seconds in by_section.items() if seconds)
    return Estimate(total / 60, tuple(named), any(page.notes for page in scene.pages))


def described(scene: Scene) -> str:
    """The running time in a line, "" for a lecture without notes and without 'minutes'."""
    found = estimate(scene)
    if not (found.has_notes or scene.minutes):
        return ""
    return f"running time: {found}" + (f"; 'minutes' says {scene.minutes}" if scene.minutes else "")


def timed(pages: Iterable[Page], lang: str) -> list[Page]:
    """The pages, each with its seconds and with those before it; `lang` is the language of the deck."""
    made, clock = [], 0.0
    for page in pages:
        seconds = seconds_of(page, lang)
        made.append(page._replace(seconds=seconds, starts=clock))
        clock += 0.0 if page.hidden else seconds
    return made


def longest(scene: Scene, seconds: float) -> list[tuple[int, Page]]:
    """The longest slides of the lecturer's, by number: as many as make up so many seconds, and four at most."""
    shown = [(n, p) for n, p in enumerate(scene.pages, 1) if not (p.hidden or p.generated)]
    found: list[tuple[int, Page]] = []
    for number, page in sorted(shown, key=lambda pair: -pair[1].seconds)[:_MOST_CUT]:
        if seconds <= 0:
            break
        found.append((number, page))
        seconds -= page.seconds
    return sorted(found)


def seconds_of(page: Page, lang: str) -> float:
    """How many seconds a page takes, its clicks, its recordings and the change to it included. Remarks in its notes
    are not said, and take no time."""
    if page.planned:
        return page.planned
    spoken = words(speech(page.notes, lang)) * 60 / WORDS_A_MINUTE if page.notes else 0.0
    if not spoken and not page.generated:
        spoken = _WITHOUT_NOTES
    steps, played = _shown(page.boxes)
    return max(spoken, _GENERATED if page.generated else _LEAST) + played + _CHANGE + _CLICK * steps


def words(text: str) -> float:
    """How many words a text has for a speaker, in any script."""
    ideographs = unspaced = 0
    if any("\u0e00" <= c < "\u1e00" or c > "\u2e7f" for c in set(text)):  # the patterns take long to compile
        ideographs = len(re.findall(_IDEOGRAPH, text))
        unspaced = sum(map(len, re.findall(_UNSPACED, text)))
        text = re.sub(_UNSPACED, " ", re.sub(_IDEOGRAPH, " ", text))
    spaced = sum(word.isalnum() or any(c.isalnum() for c in word) for word in text.split())
    return spaced + ideographs / _IDEOGRAPHS_A_WORD + unspaced / _LETTERS_A_WORD


def clicks(boxes: Iterable[Box]) -> int:
    """How many clicks it takes until nothing appears or leaves any more."""
    return _shown(boxes)[0]


def _shown(boxes: Iterable[Box]) -> tuple[int, float]:
    """The clicks until nothing appears or leaves any more, and the seconds of the recordings among them."""
    steps, length = 0, 0
    for box in every_box(boxes):
        if box.step > steps or box.until > steps:
            steps = max(box.step, box.until)
        if isinstance(box, Text):
            if box.steps and (most := max(box.steps)) > steps:
                steps = most
        elif isinstance(box, Recording):
            length += box.length
    return steps, length / 1000
