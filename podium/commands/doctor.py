"""doctor: says what this machine has, what is missing, and what to do about it."""

from __future__ import annotations

import click

from podium import console


@click.command(
    epilog="""\b
Examples:
  python generate.py doctor
  python generate.py doctor --json
"""
)
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def command(as_json: bool) -> None:
    """Say what this machine has for podium, what is missing, and what to do about it.

    Looks at Python, packages, fonts, programs, the cache, the atlas and the project; changes nothing.
    """
    import json

    from podium.commands._machine import examine

    found = list(examine())
    if as_json:
        click.echo(json.dumps([f.as_dict() for f in found], ensure_ascii=False, indent=1))
    else:
        for f in found:
            word = {"ok": "ok", "warning": "note", "error": "MISSING"}[f.severity]
            console.tell(f"{word:<8} {f.message}")
            if f.hint:
                console.tell(f"{'':<8} → {f.hint}")
    if any(f.severity == "error" for f in found):
        raise click.exceptions.Exit(1)
