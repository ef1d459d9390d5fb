"""import: an outline from a forum post, a PowerPoint deck, Markdown or a Word document."""

from __future__ import annotations

from pathlib import Path

import click

from podium import PodiumError, console
from podium.commands._arguments import quiet


@click.command(
    epilog="""\b
Examples:
  python generate.py import post.txt -o slides_src/border-war.yaml
  python generate.py import old-lecture.pptx -o slides_src/old-lecture.yaml
"""
)
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The outline; default slides_src/NAME.yaml.")
@click.option("--lang", default="", metavar="TAG", help="The language of the text: en, de … (default: what it seems).")
@click.option("--encoding", default="", metavar="NAME", help="The encoding of a text or page: utf-8, cp1251 …")
@quiet
def command(source: Path, output: Path | None, lang: str, encoding: str, quiet: bool) -> None:
    """Write an outline from SOURCE: .txt or .html (a forum post), .pptx, .md or .docx.

    Pictures are copied to images/. An existing outline or picture is never overwritten.
    """
    from podium.commands._arguments import OUTLINES
    from podium.diagnostics import Report
    from podium.importing.run import imported
    from podium.outline.fields import is_language

    if lang and not is_language(lang):
        raise click.UsageError(f"'{lang}' is no language; write a tag such as en, de or pt-BR")
    outline = output or OUTLINES / f"{source.stem}.yaml"
    if outline.suffix not in (".yaml", ".yml"):
        raise click.UsageError(f"'{outline}' is no name of an outline; end it with .yaml")
    if outline.exists():
        raise PodiumError(f"{outline}: already exists; name another with -o", 2)
    report = Report()
    with console.Progress(f"reading {source}", quiet):
        made = imported(source, outline, report, lang=lang, encoding=encoding)
    console.print_findings(report, quiet)
    if not quiet:
        console.tell(f"{outline}: written: {made}; look at it with: {console.called()} preview {outline}")
