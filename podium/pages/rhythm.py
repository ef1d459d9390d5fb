"""Whether the pages of a deck differ: exhibits change sides, and many slides in a row that look alike are a warning.

In: the slides of a section; the deck's sheets. Out: the slides with their sides; findings in the stage's report, one
for each run of slides with the same look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podium.kinds.base import BESIDE, SlideModel
from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.deck import Section
from podium.outline.slide import Slide
from podium.pages.sheet import Sheet

_MOST = 3  # slides in a row that may look alike
_RUN = 3  # slides in a row with words beside an exhibit, from which these change sides


# --------------------------------------------------------------------------------------------------- sides


def with_sides(slides: Sequence[SlideModel], part: Section, stage: Stage) -> list[SlideModel]:
    """The slides of a section. Where three or more in a row have words beside an exhibit, it stands at the left
    on every second one that says nothing else with `exhibit`, and on one that morphs where it stood before."""
    made = list(slides)
    for slide in slides:
        if getattr(slide, "exhibit", None) and not _has_sides(slide, stage):
            hint = "remove 'exhibit', or give the slide 'items' and an exhibit"
            stage.warn("there are no words beside an exhibit here", slide, "exhibit", "no-effect", hint)
    for run in _runs(slides, stage):
        left = True  # so that the first is not
        for n in run if len(run) >= _RUN else ():
            slide = slides[n]
            chosen = getattr(slide, "exhibit", None)
            morphs = (slide.transition or part.transition or stage.deck.transition) == "morph" and n != run[0]
            left = chosen == "left" if chosen else left if morphs else not left
            if left and not chosen:
                made[n] = slide.model_copy(update={"exhibit": "left"})
    return made


def _runs(slides: Sequence[SlideModel], stage: Stage) -> Iterator[list[int]]:
    """The positions of slides in a row with words beside an exhibit; a hidden one is as if it were not there."""
    run: list[int] = []
    for n, slide in enumerate(slides):
        if slide.is_skipped:
            continue
        if _has_sides(slide, stage):
            run.append(n)
            continue
        yield run
        run = []
    yield run


def _has_sides(slide: SlideModel, stage: Stage) -> bool:
    """Whether it has words beside an exhibit, under a headline over both."""
    return slide.has_sides() and not slide.page_layout(stage)


# ------------------------------------------------------------------------------------------------ monotony


def check(sheets: Sequence[Sheet], stage: Stage) -> None:
    """Warns at the fourth slide in a row with one look. Hidden and continuation pages do not count, nor do the steps
    of a map on several slides; pages that podium makes end a run."""
    run, look, before = 0, "", None
    for sheet in sheets:
        slide = sheet.slide
        if not isinstance(slide, SlideModel):
            run, look, before = 0, "", None
            continue
        if sheet.hidden or slide is before or _continues(slide, before):
            continue
        before, found = slide, slide.look(sheet.layout)
        run, look = (run + 1 if found and found == look else 1), found
        if run == _MOST + 1:
            message = f"this is the fourth slide in a row that looks the same: {found}"
            stage.warn(message, slide, "headline", "monotony", _hint(slide, found, stage))


def _continues(slide: Slide, before: Slide | None) -> bool:
    """Whether a slide is the next step of the one before: it morphs from it, or is a map of the same frame."""
    frame = getattr(slide, "frame", None)
    return before is not None and (
        slide.transition == "morph" or (frame is not None and frame == getattr(before, "frame", None))
    )


def _hint(slide: SlideModel, look: str, stage: Stage) -> str:
    """The kind that would say better what the slide says."""
    items = [t for i in getattr(slide, "items", ()) or () if (t := getattr(i, "text", None))]
    if found := _for_words([inline.plain(t) for t in items], stage):
        return found
    exhibit = getattr(slide, "beside", None)
    shown = exhibit if exhibit is not None else slide
    if look == BESIDE and all(hasattr(shown, key) for key in ("file", "full")):
        return "let the picture fill the slide: 'image' with 'full: true'"
    if look == BESIDE and getattr(shown, "frame", None) is not None:
        return "let the map fill the slide: 'map' with 'full: true'"
    if look == BESIDE:
        return "let the exhibit have the slide to itself, or try 'number' or 'quote'"
    if getattr(slide, "items", None) and not getattr(slide, "beside", None):
        return "try 'number', 'quote', 'compare', or an 'image' or 'map' of its own"
    return "put a slide of another kind between them: a picture, a 'number', a 'quote' or a 'question'"


def _for_words(items: list[str], stage: Stage) -> str:
    """What suits claims that begin with dates or figures, or of which each is about another side; "" for others."""
    if len(items) < 2:
        return ""
    starts = [t.split()[:3] for t in items]
    if sum(any(any(map(str.isdigit, word)) for word in words) for words in starts) * 2 > len(items):
        from podium.blocks.number.hint import leading_figure
        from podium.outline.entries import is_date

        dated = [[" ".join(words[:n]).rstrip(",:;") for n in (1, 2, 3)] for words in starts]
        if sum(any(is_date(s, stage.lang) for s in some) for some in dated) * 2 > len(items):
            return "its claims begin with dates: try 'steps' or 'timeline'"
        if sum(leading_figure(t, stage.lang) is not None for t in items) * 2 > len(items):
            return "its claims begin with figures: try 'number' or 'chart'"
    names = {word: side for side in stage.deck.sides.values() for word in (side.name, side.short) if word}
    about = [{side.name for word, side in names.items() if word in text} for text in items]
    if len({name for some in about if len(some) == 1 for name in some}) > 1:
        return "its claims are about several sides: try 'compare'"
    return ""
