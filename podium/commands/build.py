"""build: a deck from an outline."""

from __future__ import annotations

import gc
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podium import PodiumError, console
from podium.commands._arguments import (
    OUTPUT,
    all_outlines,
    allow_outside,
    allow_scripts,
    outlines,
    quiet,
    strict,
    variant,
)
from podium.commands._results import name_of

if TYPE_CHECKING:
    from podium.scene.boxes import Scene


@click.command(
    epilog="""\b
Examples:
  python generate.py build
  python generate.py build slides_src/night-sampler.yaml -o talk.pptx
"""
)
@outlines
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The deck to write, for a single outline; default output/NAME.pptx, or NAME-VARIANT.pptx.",
)
@strict
@click.option(
    "--force",
    is_flag=True,
    help="Replace a deck that another program changed or has open, or that is write-protected.",
)
@click.option("--auto", is_flag=True, help="Every slide gives way to the next after its time, without a click.")
@click.option("--loop", is_flag=True, help="The show begins again at its end, until Esc.")
@click.option("--start", default="", metavar="SLIDE", help="The show begins at this slide: its number, or its id.")
@allow_scripts
@variant
@allow_outside
@quiet
def command(
    outlines: tuple[Path, ...],
    output: Path | None,
    strict: bool,
    force: bool,
    allow_scripts: bool,
    variant: str,
    allowed: tuple[Path, ...],
    quiet: bool,
    auto: bool,
    loop: bool,
    start: str,
) -> None:
    """Build decks from OUTLINES (default: every outline in slides_src/)."""
    files = outlines or all_outlines()
    if output is not None and len(files) != 1:
        raise click.UsageError("-o takes one outline")
    if output is not None and output.suffix.lower() not in (".pptx", ".ppsx") and not output.is_dir():
        raise click.UsageError(f"-o names a PowerPoint deck, not '{output.name}'; write {output.with_suffix('.pptx')}")
    targets = [output or OUTPUT / f"{name_of(path, variant)}.pptx" for path in files]
    if twice := next((t for n, t in enumerate(targets) if t in targets[:n]), None):
        raise click.UsageError(f"two outlines would both become {twice}; build them one by one with -o")
    code = 0
    for path, target in zip(files, targets, strict=True):
        try:
            well = build_one(
                path, target, strict=strict, force=force, quiet=quiet, allow_scripts=allow_scripts, allowed=allowed,
                variant=variant, auto=auto, loop=loop, start=start,
            )  # fmt: skip
            code = max(code, int(not well))
        except PodiumError as e:  # the other outlines are still built
            console.say(f"{console.red('error')}: {e}")
            code = max(code, e.exit_code)
    if code:
        raise click.exceptions.Exit(code)


def build_one(
    path: Path,
    target: Path,
    *,
    strict: bool,
    force: bool,
    quiet: bool,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
    variant: str,
    auto: bool,
    loop: bool,
    start: str,
) -> bool:
    """One deck; False if its outline has errors."""
    from podium.backends.pptx.package import is_foreign, is_open_elsewhere
    from podium.backends.pptx.show import Show
    from podium.backends.pptx.write import write
    from podium.files import require_file
    from podium.pipeline import scene_of

    gc.disable()  # models and boxes live to the end: collecting them on the way takes a quarter of the time
    began = time.perf_counter()
    report, scene = scene_of(path, allow_scripts=allow_scripts, allowed=allowed, variant=variant)
    if strict:
        report.make_strict()
    console.print_findings(report, quiet)
    if scene is None or report.failed:
        console.print_summary(path, report)
        return False
    show = Show(auto, loop, _number(start, scene) if start else 1, target.suffix.lower() == ".ppsx")
    if require_file(target) == require_file(path):
        raise PodiumError(f"{target}: is the outline itself; name another file with -o", 2)
    if not force and target.exists():
        if not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise PodiumError(f"{target}: is write-protected; --force replaces it, -o writes elsewhere")
        if is_open_elsewhere(target):
            raise PodiumError(f"{target}: is open in another program; close it there and build again (or --force)")
        if is_foreign(target):
            ways = (
                f"'{console.called()} diff {target}' says what is different; --force replaces it, -o writes elsewhere"
            )
            raise PodiumError(f"{target}: has been changed by another program; {ways}")
    with console.Progress(f"{target}: writing {len(scene.pages)} slides", quiet or time.perf_counter() - began < 1):
        gc.freeze()  # existing objects stay: only what the writer makes (above all charts) is worth collecting
        gc.enable()
        write(scene, target, show)
    gc.freeze()  # nothing to traverse at exit
    if not quiet:
        warned = f", {console.plural(report.count('warning'), 'warning')}" if report.count("warning") else ""
        slides = console.plural(len(scene.pages), "slide")
        console.tell(f"{target}: {slides}{warned} ({time.perf_counter() - began:.2f} s)")
        from podium.pages.running_time import described

        if line := described(scene):
            click.echo(line)
    return True


def _number(slide: str, scene: Scene) -> int:
    """The number of a slide that is named by it, or by its id. Raises PodiumError."""
    if slide.isdecimal() and 1 <= int(slide) <= len(scene.pages):
        return int(slide)
    known = [page.id for page in scene.pages]
    if slide in known:
        return known.index(slide) + 1
    from podium.diagnostics import did_you_mean

    hint = did_you_mean(slide, known) or f"the deck has {len(known)} slides"
    raise PodiumError(f"--start: there is no slide '{slide}'; {hint}", 2)
