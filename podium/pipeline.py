"""The pipeline: an outline is read, checked and laid out, and its figures are painted.

In: the path of an outline. Out: its findings, and its scene, ready for a back-end to write.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podium import kinds, themes
from podium.diagnostics import Report
from podium.layout.ahead import FEWEST, Ahead, cores
from podium.outline.checks import check_outline
from podium.outline.deck import Outline
from podium.pages.page_pass import lay_out
from podium.scene.boxes import Scene

if TYPE_CHECKING:
    from podium.layout.later import Later
    from podium.pages.kept import Kept

_LIGHT = "atlas"  # the theme of a dark deck on paper


def scene_of(
    path: Path,
    *,
    allow_scripts: bool = False,
    allowed: tuple[Path, ...] = (),
    variant: str = "",
    style: bool = False,
    later: Later | None = None,
    kept: Kept | None = None,
    paint: Callable[[Scene], object] | None = None,
    paper: bool = False,
    for_students: bool = False,
) -> tuple[Report, Scene | None]:
    """The findings on an outline and its scene, None if it cannot be laid out.

    `allow_scripts`: figures that are a lecturer's own scripts are drawn; `allowed`: folders outside the project that
    the outline may read; `variant`: which of its variants is made; `style`: also say what could be better without
    being wrong; `paper`: on a light ground; `for_students`: without notes and answers; `later`: something stands in
    for maps that would have to be drawn; `kept` has the slides of the pass before; `paint` paints the figures. Raises
    PodiumError if figures cannot be painted.
    """
    report = Report()
    remembered = kept.remembered if kept is not None else None
    outline = kinds.load(path, report, allowed=allowed, variant=variant, remembered=remembered)
    if outline is None:
        return report, None
    if paper or for_students:
        outline = _changed(outline, paper, for_students)
    check_outline(outline, report)
    if style:
        from podium.outline.style import check_style

        check_style(outline, report)
    scene = _laid_out(outline, report, allow_scripts, later, kept)
    scene.variant = variant
    if scene.figures:
        from podium.backends.figures.painting import paint_figures

        (paint or paint_figures)(scene)
    _check_running_time(outline, scene, report)
    if style:
        from podium.backends.pdf.lacking import check_letters

        check_letters(scene, report)
    return report, scene


def _laid_out(
    outline: Outline, report: Report, allow_scripts: bool, later: Later | None, kept: Kept | None
) -> Scene:
    """The scene. If `FEWEST` maps are not in the cache, several processes draw them while it is laid out again."""
    if cores() < 2 or (later is not None and not later.draws):
        return lay_out(outline, report, allow_scripts=allow_scripts, later=later, kept=kept)
    ahead, found, read = Ahead(), len(report.findings), len(report.files)
    scene = lay_out(outline, report, allow_scripts=allow_scripts, later=later, ahead=ahead)
    if not ahead.jobs:
        return scene
    del report.findings[found:], report.files[read:], scene  # all will be found again
    from podium import cache
    from podium.maps.drawing.cache import FOLDER
    from podium.pages import map_workers

    if len(ahead.jobs) < FEWEST or not cache.is_writable(FOLDER):
        return lay_out(outline, report, allow_scripts=allow_scripts, later=later)
    with map_workers.drawing(outline, ahead):
        return lay_out(outline, report, allow_scripts=allow_scripts, later=later, ahead=ahead)


def _changed(outline: Outline, paper: bool, for_students: bool) -> Outline:
    """The outline on a light ground, without notes and answers."""
    changes: dict[str, Any] = {"notes": False, "answers": False} if for_students else {}
    if paper and themes.load(outline.deck.theme).dark:
        changes["theme"] = _LIGHT
    return outline._replace(deck=outline.deck.model_copy(update=changes)) if changes else outline


def _check_running_time(outline: Outline, scene: Scene, report: Report) -> None:
    """Warns if the lecture takes much more or less time than 'minutes' says."""
    given = outline.deck.minutes
    if given is None or report.failed:
        return
    from podium.pages.running_time import estimate, longest

    found = estimate(scene)
    if found.is_off(given):
        more = "there is time for more"
        if found.minutes > given:
            cut = ", ".join(str(number) for number, _ in longest(scene, (found.minutes - given) * 60))
            more = f"shorten the notes, or keep slides in reserve with 'spare: true': the longest are {cut}"
        span = outline.span(outline.deck.place("minutes"))
        report.warn(f"the lecture takes {found}, 'minutes' says {given}", span, "running-time", more)
