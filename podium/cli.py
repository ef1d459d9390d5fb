"""The command line: commands only; everything heavy is imported inside them.

Exit codes: 0 fine, 1 the outline has errors, 2 usage, 3 a needed program is missing, 130 Ctrl-C, 143 SIGTERM.
What cannot be said (a closed or broken standard error) never keeps a deck from being written.
"""

from __future__ import annotations

import codecs
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from podium import Terminated, __version__

if TYPE_CHECKING:
    from podium.diagnostics import Report

OUTLINES = Path("slides_src")
OUTPUT = Path("output")
_AS_BYTES = "podium-as-bytes"
_EXAMPLES = """\b
Examples:
  python generate.py build slides_src/soviet-japanese-border-war.yaml
  python generate.py check --json my-lecture.yaml
"""


class _Commands(click.Group):
    """Ends every run with an exit code of the table above, and never with a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        _prepare_streams()
        try:
            code = super().main(*args, **kwargs)
        except SystemExit as e:
            code = e.code
        except OSError as e:  # the help that could not be printed
            code = _failed_to_print(e)
        sys.exit(_flushed(code))

    def invoke(self, ctx: click.Context) -> Any:
        from podium.diagnostics import PodiumError

        try:
            return super().invoke(ctx)
        except PodiumError as e:
            _say(f"{_red('error')}: {e}")
            ctx.exit(e.exit_code)
        except Terminated:
            _say("stopped")
            ctx.exit(143)
        except KeyboardInterrupt:
            _say("stopped")
            ctx.exit(130)
        except OSError as e:
            ctx.exit(_failed_to_print(e))


def _prepare_streams() -> None:
    """Files and pipes get UTF-8 whatever the locale; a terminal gets ? for a letter that it cannot show."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us, or a program without a console
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                codecs.register_error(_AS_BYTES, _as_bytes)
                stream.reconfigure(encoding="utf-8", errors=_AS_BYTES)


def _as_bytes(error: UnicodeError) -> tuple[bytes, int]:
    """What UTF-8 cannot write: the bytes of a file's name that was none, else ?."""
    assert isinstance(error, UnicodeEncodeError)
    letters = error.object[error.start : error.end]
    return b"".join(bytes([ord(c) - 0xDC00]) if "\udc80" <= c <= "\udcff" else b"?" for c in letters), error.end


def _say(text: str, end: bool = True) -> None:
    """A line on standard error, if there is anybody to read it."""
    with suppress(OSError, ValueError):
        click.echo(text, err=True, nl=end)


def _failed_to_print(error: OSError) -> int:
    """The exit code after standard output failed: 0 if the reader has seen enough (`| head`)."""
    if isinstance(error, BrokenPipeError):
        return 0
    _say(f"{_red('error')}: {error.strerror or error}")
    return 1


def _flushed(code: Any) -> Any:
    """The exit code once all is printed; what then still fails must not be said again by Python itself."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as e:
        failed = _failed_to_print(e) if isinstance(e, OSError) else 1
        code = code or failed
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    return code


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
@click.option(
    "--allow-outside",
    "allowed",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Let outlines read files of this folder too, which lies outside their project.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def build(
    outlines: tuple[Path, ...],
    output: Path | None,
    strict: bool,
    force: bool,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Build decks from OUTLINES (default: every outline in slides_src/)."""
    from podium.diagnostics import PodiumError

    files = outlines or _all_outlines()
    if output is not None and len(files) != 1:
        raise click.UsageError("-o takes one outline")
    if output is not None and output.suffix.lower() != ".pptx" and not output.is_dir():
        raise click.UsageError(f"-o names a PowerPoint deck, not '{output.name}'; write {output.with_suffix('.pptx')}")
    targets = [output or OUTPUT / f"{path.stem}.pptx" for path in files]
    if twice := next((t for n, t in enumerate(targets) if t in targets[:n]), None):
        raise click.UsageError(f"two outlines would become {twice}; build them one by one with -o")
    code = 0
    for path, target in zip(files, targets, strict=True):
        try:
            code = max(code, int(not _build(path, target, strict, force, quiet, allow_scripts, allowed)))
        except PodiumError as e:  # the other outlines are built all the same
            _say(f"{_red('error')}: {e}")
            code = max(code, e.exit_code)
    if code:
        raise click.exceptions.Exit(code)


def _build(
    path: Path,
    target: Path,
    strict: bool,
    force: bool,
    quiet: bool,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
) -> bool:
    """One deck; False if its outline has errors."""
    import gc
    import time

    from podium.backends.pptx.package import is_foreign, is_open_elsewhere
    from podium.backends.pptx.write import write
    from podium.diagnostics import PodiumError
    from podium.files import require_file

    gc.disable()  # models and boxes live to the end: collecting them in between costs a quarter of the time
    began = time.perf_counter()
    report, scene = _laid_out(path, allow_scripts, allowed)
    if strict:
        report.make_strict()
    _print(report, quiet)
    if scene is None or report.failed:
        _summary(path, report, quiet=False)
        return False
    if require_file(target) == require_file(path):
        raise PodiumError(f"{target}: is the outline itself; name another file with -o", 2)
    if not force and target.exists():
        if not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise PodiumError(f"{target}: is write-protected; --force replaces it, -o writes elsewhere")
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
        _say_time(scene)
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
@click.option(
    "--allow-outside",
    "allowed",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Let outlines read files of this folder too, which lies outside their project.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def check(
    outlines: tuple[Path, ...],
    as_json: bool,
    strict: bool,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Find every mistake in OUTLINES without building (default: all of slides_src/)."""
    import json

    findings, failed = [], False
    for path in outlines or _all_outlines():
        report, scene = _laid_out(path, allow_scripts, allowed)
        if strict:
            report.make_strict()
        failed |= report.failed
        if as_json:
            findings += [d.as_dict() for d in report]
        else:
            _print(report, quiet)
            _summary(path, report, quiet)
            if not (quiet or report.failed):
                _say_time(scene)
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
    type=click.Choice(
        ["kinds", "blocks", "themes", "languages", "territories", "units", "rivers", "lakes", "seas", "places"]
    ),
)
@click.argument("name", default="")
def list_(what: str, name: str) -> None:
    """List what there is: slide kinds, blocks, themes, languages; for maps the sets of historical territories, today's
    units, the rivers, lakes and seas that have names, places.

    NAME narrows it down: a set's territories, a country's units, rivers that begin so, the places of that name.
    """
    from podium import languages, registry, themes

    plain = ("kinds", "blocks", "themes", "languages")
    if name and what in plain:
        raise click.UsageError(f"'list {what}' takes no name")
    if what == "territories":
        rows = _territories(name)
    elif what not in plain:
        from podium.maps import catalogue as listing

        rows = listing.KINDS[what](name)
    elif what == "themes":
        rows = [(name, themes.summary(name)) for name in themes.names()]
    elif what == "languages":
        rows = [(name, languages.summary(name)) for name in languages.names()]
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

    name = "".join(c for c in outline.stem if c.isprintable())
    title = name.replace("-", " ").replace("_", " ").strip().capitalize() or "A lecture"
    text = STARTER.format(title=json.dumps(title, ensure_ascii=False)).encode()
    try:
        outline.parent.mkdir(parents=True, exist_ok=True)
        with outline.open("xb") as file:
            file.write(text)
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
@click.option(
    "--allow-outside",
    "allowed",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Let outlines read files of this folder too, which lies outside their project.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("--force", is_flag=True, help="Replace a picture that podium did not write.")
def map_(
    outline: Path,
    output: Path | None,
    slide: str,
    width: int | None,
    allowed: tuple[Path, ...],
    quiet: bool,
    force: bool,
) -> None:
    """Paint the maps of OUTLINE, or the one map of a small file that holds `map:`, as pictures.

    Several maps are written beside one another: maps.png becomes maps-SLIDE.png, one for each.
    """
    from podium.backends.pictures.paint import FORMS
    from podium.diagnostics import Report
    from podium.pages import map_pages as map_pictures

    target = output or OUTPUT / f"{outline.stem}.png"
    form = next((f for f in FORMS if target.suffix.lower() == f".{f}"), None)
    if form is None:
        raise click.UsageError(f"-o takes a name that ends with .png or .svg, not '{target.name}'")
    if width and form == "svg":
        raise click.UsageError("--width is for PNG: an SVG has the slide's size and can be made as large as you like")
    report = Report()
    read = map_pictures.load(outline, report, allowed)
    found = map_pictures.maps_of(read, slide) if read is not None else []
    painted = [map_pictures.paint(f, read, report, form, width or 0) for f in found] if read is not None else []
    _print(report, quiet)
    if report.failed:
        _summary(outline, report, quiet=False)
        raise click.exceptions.Exit(1)
    for name, data in zip(map_pictures.file_names(found, target), painted, strict=True):
        _write(name, data, quiet, force)


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
@click.option("--force", is_flag=True, help="Replace a file that podium did not write.")
def territories(recipe: str, year: str, output: Path | None, force: bool) -> None:
    """Write the borders of RECIPE in a year as GeoJSON (WGS 84), for QGIS or a web map.

    RECIPE is a shipped set, one in slides_src/territories/, or a file. Without --year its territories are listed (and
    the whole recipe is checked), without RECIPE the sets.
    """
    from podium.diagnostics import Report
    from podium.maps.territories import export

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
        _write(output, written.encode(), quiet=False, force=force)


# ------------------------------------------------------------------------------------------ helpers


def _territories(recipe: str) -> list[tuple[str, str]]:
    """The sets of territories, or the territories of one; ends the run after mistakes in its recipe."""
    from podium.diagnostics import Report
    from podium.maps.territories import export

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


def _write(path: Path, data: bytes, quiet: bool, force: bool) -> None:
    """The whole file or none; what somebody else made is replaced only with --force."""
    from podium.diagnostics import PodiumError
    from podium.files import replacing

    if path.is_dir():
        raise PodiumError(f"{path}: is a directory; name a file with -o", 2)
    if not force and _is_anothers(path):
        raise PodiumError(f"{path}: podium did not write this file; --force replaces it, -o writes elsewhere")
    with replacing(path) as file:
        file.write(data)
    if not quiet:
        click.echo(f"{path}: written ({len(data) / 1000:.0f} kB)")


def _is_anothers(path: Path) -> bool:
    """Whether there is a picture or a file of borders that lacks podium's mark near its beginning or end."""
    try:
        with path.open("rb") as file:
            start = file.read(4_000)
            file.seek(max(0, path.stat().st_size - 200))
            return bool(start) and b"podium" not in start + file.read()
    except OSError:
        return False  # there is none, or writing it says what is wrong


def _all_outlines() -> tuple[Path, ...]:
    """Every outline in slides_src/."""
    from podium.diagnostics import PodiumError

    found = sorted(p for ending in ("*.yaml", "*.yml") for p in OUTLINES.glob(ending))
    if not found:
        raise PodiumError(
            f"{OUTLINES}/: no outlines here; name one, or begin with: python generate.py new {OUTLINES}/lecture.yaml", 2
        )
    return tuple(found)


def _laid_out(path: Path, allow_scripts: bool = False, allowed: tuple[Path, ...] = ()) -> tuple[Report, Any]:
    """The findings on an outline and its scene, None if it cannot be laid out."""
    from podium.diagnostics import Report
    from podium.outline.checks import check_outline
    from podium.outline.deck import load
    from podium.pages.page_pass import lay_out

    report = Report()
    outline = load(path, report, allowed=allowed)
    if outline is None:
        return report, None
    check_outline(outline, report)
    scene = lay_out(outline, report, allow_scripts=allow_scripts)
    _check_time(outline, scene, report)
    return report, scene


def _check_time(outline: Any, scene: Any, report: Report) -> None:
    """A warning if the lecture takes much more or less time than it is given."""
    from podium.pages.running_time import estimate

    given = outline.deck.minutes
    if given is None or report.failed:
        return
    found = estimate(scene)
    if found.is_off(given):
        more = "shorten the notes or hide slides" if found.minutes > given else "there is room for more"
        span = outline.span(outline.deck.place("minutes"))
        report.warn(f"the lecture takes {found}, 'minutes' says {given}", span, "running-time", more)


def _say_time(scene: Any) -> None:
    """The running time in a line, for lectures that have notes or are given one."""
    from podium.pages.running_time import estimate

    if scene is not None and ((found := estimate(scene)).has_notes or scene.minutes):
        click.echo(f"running time: {found}" + (f"; 'minutes' says {scene.minutes}" if scene.minutes else ""))


def _print(report: Report, quiet: bool) -> None:
    for d in report:
        if d.severity == "error" or not quiet:
            line = str(d)
            colour = _red if d.severity == "error" else _yellow
            _say(line.replace(f" {d.severity}: ", f" {colour(d.severity)}: ", 1))


def _summary(path: Path, report: Report, quiet: bool) -> None:
    errors, warnings = report.count("error"), report.count("warning")
    if errors or not quiet:
        text = (
            ", ".join([_plural(errors, "error")] * bool(errors) + [_plural(warnings, "warning")] * bool(warnings))
            or "no mistakes found"
        )
        if errors:
            _say(f"{path}: {text}")
        else:
            click.echo(f"{path}: {text}")


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
            _say(f"{self.text} …", end=False)

    def __exit__(self, *_: object) -> None:
        if self.text:
            _say("\r\033[K", end=False)


if __name__ == "__main__":
    main()
