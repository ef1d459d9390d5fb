"""The command line: commands only; everything heavy is imported inside them.

Exit codes: 0 fine, 1 the outline has errors, 2 usage, 3 a needed program is missing, 130 Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from podium import __version__

if TYPE_CHECKING:
    from podium.diagnostics import Report

OUTLINES = Path("slides_src")
OUTPUT = Path("output")
_EXAMPLES = """\b
Examples:
  python generate.py build slides_src/soviet-japanese-border-war.yaml
  python generate.py check --json my-lecture.yaml
"""


class _Commands(click.Group):
    """Ends every run with an exit code of the table above, and never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        from podium.diagnostics import PodiumError

        try:
            return super().invoke(ctx)
        except PodiumError as e:
            click.echo(f"{_red('error')}: {e}", err=True)
            ctx.exit(e.exit_code)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
            ctx.exit(130)
        except OSError as e:
            if isinstance(e, BrokenPipeError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                ctx.exit(0)
            click.echo(f"{_red('error')}: {e.strerror or e}", err=True)
            ctx.exit(1)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    epilog=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="podium")
@click.pass_context
def main(ctx: click.Context) -> None:
    """podium: a YAML outline becomes a PowerPoint lecture deck."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@main.command(
    epilog="""\b
Examples:
  python generate.py build
  python generate.py build slides_src/night-sampler.yaml -o talk.pptx
"""
)
@click.argument("outlines", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The deck to write (with one outline); default output/NAME.pptx.",
)
@click.option("--strict", is_flag=True, help="Warnings are errors: a missing picture stops the build.")
@click.option("--force", is_flag=True, help="Replace a deck that was changed, or is open, in another program.")
@click.option("--allow-scripts", is_flag=True, help="Run the scripts that figures name: they can do whatever you can.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def build(
    outlines: tuple[Path, ...], output: Path | None, strict: bool, force: bool, allow_scripts: bool, quiet: bool
) -> None:
    """Build decks from OUTLINES (default: every outline in slides_src/)."""
    from podium.diagnostics import PodiumError

    files = outlines or _all_outlines()
    if output is not None and len(files) != 1:
        raise click.UsageError("-o takes one outline")
    targets = [output or OUTPUT / f"{path.stem}.pptx" for path in files]
    if twice := next((t for n, t in enumerate(targets) if t in targets[:n]), None):
        raise click.UsageError(f"two outlines would become {twice}; build them one by one with -o")
    code = 0
    for path, target in zip(files, targets, strict=True):
        try:
            code = max(code, int(not _build(path, target, strict, force, quiet, allow_scripts)))
        except PodiumError as e:  # the other outlines are built all the same
            click.echo(f"{_red('error')}: {e}", err=True)
            code = max(code, e.exit_code)
    if code:
        raise click.exceptions.Exit(code)


def _build(path: Path, target: Path, strict: bool, force: bool, quiet: bool, allow_scripts: bool) -> bool:
    """One deck; False if its outline has errors."""
    import gc
    import time

    from podium.backends.pptx.package import is_foreign, is_open_elsewhere, require_file
    from podium.backends.pptx.write import write
    from podium.diagnostics import PodiumError

    gc.disable()  # models and boxes live to the end: collecting them in between costs a quarter of the time
    began = time.perf_counter()
    report, scene = _laid_out(path, allow_scripts)
    if strict:
        report.make_strict()
    _print(report, quiet)
    if scene is None or report.failed:
        _summary(path, report, quiet=False)
        return False
    if require_file(target) == require_file(path):
        raise PodiumError(f"{target}: is the outline itself; name another file with -o", 2)
    if not force and target.exists():
        if is_open_elsewhere(target):
            raise PodiumError(f"{target}: is open in another program; close it there and build again (or --force)")
        if is_foreign(target):
            raise PodiumError(
                f"{target}: is not as podium wrote it, another program did; --force replaces it, -o writes elsewhere"
            )
    with _Progress(f"{target}: writing {len(scene.pages)} slides", quiet or time.perf_counter() - began < 1):
        gc.freeze()  # what is there stays: only what the writer makes (charts, above all) is worth collecting
        gc.enable()
        write(scene, target)
    gc.freeze()  # nothing is left to look through at exit
    if not quiet:
        warned = f", {_plural(report.count('warning'), 'warning')}" if report.count("warning") else ""
        click.echo(f"{target}: {_plural(len(scene.pages), 'slide')}{warned} ({time.perf_counter() - began:.2f} s)")
    return True


@main.command(
    epilog="""\b
Examples:
  python generate.py check slides_src/night-sampler.yaml
  python generate.py check --json > findings.json
"""
)
@click.argument("outlines", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON, for editors.")
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@click.option("--allow-scripts", is_flag=True, help="Run the scripts that figures name: they can do whatever you can.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def check(outlines: tuple[Path, ...], as_json: bool, strict: bool, allow_scripts: bool, quiet: bool) -> None:
    """Find every mistake in OUTLINES without building (default: all of slides_src/)."""
    import json

    findings, failed = [], False
    for path in outlines or _all_outlines():
        report, _ = _laid_out(path, allow_scripts)
        if strict:
            report.make_strict()
        failed |= report.failed
        if as_json:
            findings += [d.as_dict() for d in report]
        else:
            _print(report, quiet)
            _summary(path, report, quiet)
    if as_json:
        click.echo(json.dumps(findings, ensure_ascii=False, indent=1))
    if failed:
        raise click.exceptions.Exit(1)


@main.command(
    "list",
    epilog="""\b
Examples:
  python generate.py list kinds
  python generate.py list territories east-asia-1931-1941
  python generate.py list units TUR
  python generate.py list places Mukden
""",
)
@click.argument(
    "what",
    type=click.Choice(["kinds", "blocks", "themes", "territories", "units", "rivers", "lakes", "seas", "places"]),
)
@click.argument("name", default="")
def list_(what: str, name: str) -> None:
    """List what there is: slide kinds, blocks, themes; for maps the sets of historical territories, today's units, the
    rivers, lakes and seas that have names, places.

    NAME narrows it down: a set's territories, a country's units, rivers that begin so, the places of that name.
    """
    from podium import registry, themes

    if name and what in ("kinds", "blocks", "themes"):
        raise click.UsageError(f"'list {what}' takes no name")
    if what == "territories":
        rows = _territories(name)
    elif what not in ("kinds", "blocks", "themes"):
        from podium.maps import listing

        rows = listing.KINDS[what](name)
    elif what == "themes":
        rows = [(name, themes.summary(name)) for name in themes.names()]
    elif what == "blocks":
        from podium.blocks import base as blocks

        rows = [(name, registry.load(blocks.PACKAGE, name).summary) for name in blocks.names()]
    else:
        from podium.kinds import base as kinds

        rows = [(name, kinds.model_of(name).summary) for name in kinds.names()]
    _table(rows)


@main.command(
    epilog="""\b
Examples:
  python generate.py schema > docs/outline.schema.json
"""
)
def schema() -> None:
    """Print the JSON Schema of the outline, for completion in editors."""
    import json

    from podium.outline.schema import outline_schema

    click.echo(json.dumps(outline_schema(), ensure_ascii=False, indent=1))


@main.command(
    epilog="""\b
Examples:
  python generate.py new slides_src/turkish-independence.yaml
"""
)
@click.argument("outline", type=click.Path(path_type=Path))
def new(outline: Path) -> None:
    """Write a small OUTLINE to begin with; an existing file is never touched."""
    import json

    from podium.diagnostics import PodiumError
    from podium.outline.starter import STARTER

    title = outline.stem.replace("-", " ").replace("_", " ").capitalize()
    try:
        outline.parent.mkdir(parents=True, exist_ok=True)
        with outline.open("x", encoding="utf-8") as file:
            file.write(STARTER.format(title=json.dumps(title, ensure_ascii=False)))
    except FileExistsError:
        raise PodiumError(f"{outline}: is there already", 2) from None
    except OSError as e:
        raise PodiumError(f"{outline}: cannot be written: {e.strerror or e}") from None
    click.echo(f"{outline}: written; build it with: python generate.py build {outline}")


@main.command(
    "map",
    epilog="""\b
Examples:
  python generate.py map slides_src/soviet-japanese-border-war.yaml --slide pincer -o khalkhin-gol.png
  python generate.py map slides_src/night-sampler.yaml -o maps.svg
""",
)
@click.argument("outline", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The picture to write, .png or .svg; default output/NAME.png.",
)
@click.option("--slide", default="", help="Only the maps of this slide: its number in the deck, or its id.")
@click.option(
    "--width", type=click.IntRange(100, 6000), help="Width of a PNG in pixels; default 2560 (16:9) or 1920 (4:3)."
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def map_(outline: Path, output: Path | None, slide: str, width: int | None, quiet: bool) -> None:
    """Paint the maps of OUTLINE, or the one map of a small file that holds `map:`, as pictures.

    Several maps are written beside one another: maps.png becomes maps-SLIDE.png, one for each.
    """
    from podium.backends import map_pictures
    from podium.backends.picture import FORMS
    from podium.diagnostics import Report

    target = output or OUTPUT / f"{outline.stem}.png"
    form = next((f for f in FORMS if target.suffix.lower() == f".{f}"), None)
    if form is None:
        raise click.UsageError(f"-o takes a name that ends with .png or .svg, not '{target.name}'")
    if width and form == "svg":
        raise click.UsageError("--width is for PNG: an SVG has the slide's size and can be made as large as you like")
    report = Report()
    read = map_pictures.load(outline, report)
    found = map_pictures.maps_of(read, slide) if read is not None else []
    painted = [map_pictures.paint(f, read, report, form, width or 0) for f in found] if read is not None else []
    _print(report, quiet)
    if report.failed:
        _summary(outline, report, quiet=False)
        raise click.exceptions.Exit(1)
    for name, data in zip(map_pictures.file_names(found, target), painted, strict=True):
        _write(name, data, quiet)


@main.command(
    epilog="""\b
Examples:
  python generate.py territories
  python generate.py territories east-asia-1931-1941 --year 1939 -o 1939.geojson
  python generate.py territories my-recipe.yaml --year 1923-07-24 > turkey.geojson
"""
)
@click.argument("recipe", default="")
@click.option("--year", default="", help="The state of things to write: 1939, 1939-09 or 1939-09-01.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The GeoJSON file to write; default standard output."
)
def territories(recipe: str, year: str, output: Path | None) -> None:
    """Write the borders of RECIPE in a year as GeoJSON (WGS 84), for QGIS or a web map.

    RECIPE is a shipped set, one in slides_src/territories/, or a file. Without --year its territories are listed (and
    the whole recipe is checked), without RECIPE the sets.
    """
    from podium.diagnostics import Report
    from podium.maps import export

    if output is not None and not (recipe and year):
        raise click.UsageError("-o needs a recipe and a --year")
    if output is not None and output.suffix.lower() not in (".geojson", ".json"):
        raise click.UsageError(f"-o takes a name that ends with .geojson or .json, not '{output.name}'")
    if not (recipe and year):
        _table(_territories(recipe))
        return
    report = Report()
    written = export.feature_collection(recipe, year, report)
    _print(report, quiet=False)
    if written is None:
        raise click.exceptions.Exit(1)
    if output is None:
        click.echo(written, nl=False)
    else:
        _write(output, written.encode(), quiet=False)


# ------------------------------------------------------------------------------------------ helpers


def _territories(recipe: str) -> list[tuple[str, str]]:
    """The sets of territories, or the territories of one; ends the run after mistakes in its recipe."""
    from podium.diagnostics import Report
    from podium.maps import export

    if not recipe:
        return export.sets()
    report = Report()
    rows = export.territories_of(recipe, report)
    _print(report, quiet=False)
    if rows is None:
        raise click.exceptions.Exit(1)
    return rows


def _table(rows: list[tuple[str, str]]) -> None:
    """Two columns."""
    width = max((len(name) for name, _ in rows), default=0)
    for name, summary in rows:
        click.echo(f"{name:<{width}}  {summary}")


def _write(path: Path, data: bytes, quiet: bool) -> None:
    """The whole file or none."""
    from podium.backends.pptx.package import replacing
    from podium.diagnostics import PodiumError

    if path.is_dir():
        raise PodiumError(f"{path}: is a directory; name a file with -o", 2)
    with replacing(path) as file:
        file.write(data)
    if not quiet:
        click.echo(f"{path}: written ({len(data) / 1000:.0f} kB)")


def _all_outlines() -> tuple[Path, ...]:
    """Every outline in slides_src/."""
    from podium.diagnostics import PodiumError

    found = sorted(p for ending in ("*.yaml", "*.yml") for p in OUTLINES.glob(ending))
    if not found:
        raise PodiumError(
            f"{OUTLINES}/: no outlines here; name one, or begin with: python generate.py new {OUTLINES}/lecture.yaml", 2
        )
    return tuple(found)


def _laid_out(path: Path, allow_scripts: bool = False) -> tuple[Report, Any]:
    """The findings on an outline and its scene, None if it cannot be laid out."""
    from podium.diagnostics import Report
    from podium.layout.pages import lay_out
    from podium.outline.checks import check_outline
    from podium.outline.deck import load

    report = Report()
    outline = load(path, report)
    if outline is None:
        return report, None
    check_outline(outline, report)
    return report, lay_out(outline, report, allow_scripts=allow_scripts)


def _print(report: Report, quiet: bool) -> None:
    for d in report:
        if d.severity == "error" or not quiet:
            line = str(d)
            colour = _red if d.severity == "error" else _yellow
            click.echo(line.replace(f" {d.severity}: ", f" {colour(d.severity)}: ", 1), err=True)


def _summary(path: Path, report: Report, quiet: bool) -> None:
    errors, warnings = report.count("error"), report.count("warning")
    if errors or not quiet:
        text = (
            ", ".join([_plural(errors, "error")] * bool(errors) + [_plural(warnings, "warning")] * bool(warnings))
            or "no mistakes found"
        )
        click.echo(f"{path}: {text}", err=bool(errors))


def _plural(n: int, word: str) -> str:
    return f"{n} {word}{'' if n == 1 else 's'}"


def _red(text: str) -> str:
    return click.style(text, fg="red", bold=True) if _colours() else text


def _yellow(text: str) -> str:
    return click.style(text, fg="yellow", bold=True) if _colours() else text


def _colours() -> bool:
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


class _Progress:
    """A line on a terminal while something takes its time; nothing elsewhere."""

    def __init__(self, text: str, silent: bool) -> None:
        self.text = "" if silent or not sys.stderr.isatty() else text

    def __enter__(self) -> None:
        if self.text:
            click.echo(f"{self.text} …", err=True, nl=False)

    def __exit__(self, *_: object) -> None:
        if self.text:
            click.echo("\r\033[K", err=True, nl=False)


if __name__ == "__main__":
    main()
