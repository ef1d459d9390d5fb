"""check: finds every mistake in an outline without building a deck."""

from __future__ import annotations

from pathlib import Path

import click

from podium import console
from podium.commands._arguments import all_outlines, allow_outside, allow_scripts, outlines, quiet, strict, variant


@click.command(
    epilog="""\b
Examples:
  python generate.py check slides_src/night-sampler.yaml
  python generate.py check --json > findings.json
"""
)
@outlines
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, for editors.")
@strict
@allow_scripts
@variant
@allow_outside
@quiet
def command(
    outlines: tuple[Path, ...],
    as_json: bool,
    strict: bool,
    allow_scripts: bool,
    variant: str,
    allowed: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Find every mistake in OUTLINES without building (default: all of slides_src/).

    Of an outline with variants all are checked, or the one that --for names.
    """
    import json

    from podium.outline.expansion import variants_in
    from podium.pages.running_time import described
    from podium.pipeline import scene_of

    findings, failed = [], False
    for path in outlines or all_outlines():
        report, scene = scene_of(path, allow_scripts=allow_scripts, allowed=allowed, variant=variant, style=True)
        scenes = [("", scene)]
        for name in [] if variant else variants_in(path)[1:]:
            more, other = scene_of(path, allow_scripts=allow_scripts, allowed=allowed, variant=name, style=True)
            report.findings += more.findings
            scenes.append((f"{name}: ", other))
        if strict:
            report.make_strict()
        failed |= report.failed
        if as_json:
            findings += [d.as_dict() for d in report]
        else:
            console.print_findings(report, quiet)
            console.print_summary(path, report, quiet)
            for before, made in scenes:
                if made is not None and not (quiet or report.failed) and (line := described(made)):
                    click.echo(f"{before}{line}")
    if as_json:
        click.echo(json.dumps(findings, ensure_ascii=False, indent=1))
    if failed:
        raise click.exceptions.Exit(1)
