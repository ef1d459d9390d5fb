"""diff: what others changed in a deck since podium wrote it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from podium import PodiumError, console
from podium.commands._arguments import OUTLINES, allow_outside, allow_scripts, quiet

_LONGEST = 400  # characters of a text in a line; --json has all

if TYPE_CHECKING:
    from podium.diagnostics import Report
    from podium.diffing.applying import Outcome
    from podium.diffing.changes import Change
    from podium.diffing.deck import Deck
    from podium.scene.boxes import Scene


@click.command(
    epilog="""\b
Examples:
  python generate.py diff output/night-sampler.pptx
  python generate.py diff talk.pptx --outline slides_src/night-sampler.yaml --apply
"""
)
@click.argument("deck", type=click.Path(path_type=Path))
@click.option(
    "--outline",
    "given",
    type=click.Path(path_type=Path),
    help="The deck's outline; default: the one it was built from.",
)
@click.option("--apply", "apply", is_flag=True, help="Write texts, notes and order into the outline.")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@allow_scripts
@allow_outside
@quiet
def command(
    deck: Path,
    given: Path | None,
    apply: bool,
    as_json: bool,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Say what was changed in DECK since podium built it, by lines of the outline."""
    import json

    from podium.diffing import built, changes
    from podium.diffing.applying import Applying, placed
    from podium.pipeline import scene_of

    found = _read(deck)
    outline = given or _outline_of(deck, found)
    variant = found.record.variant if found.record else ""
    auto = bool(found.record and found.record.auto)
    report, scene = scene_of(outline, allow_scripts=allow_scripts, allowed=allowed, variant=variant)
    if scene is None or report.failed:
        console.print_findings(report, quiet)
        console.print_summary(outline, report)
        raise click.exceptions.Exit(1)
    ours = built.of(scene, auto)
    compared = changes.Comparison(found, ours, found.record or ours.record)
    all_changes = placed(compared.changes(), outline, report.files)
    if (unseen := compared.unseen()) and not quiet:
        console.say(f"{deck}: {_unlike(unseen)}")
    if found.record is None:
        hint = "what the outline changed since it was built is listed too"
        console.say(f"{deck}: {console.yellow('warning')}: the deck has lost podium's record, or never had one; {hint}")
    outcome = None
    if apply and all_changes:
        if found.record is None:
            raise PodiumError(f"{deck}: without podium's record nobody can tell who changed what; nothing was written")
        def again() -> tuple[Report, Scene | None]:
            return scene_of(outline, allow_scripts=allow_scripts, allowed=allowed, variant=variant)

        outcome = Applying(outline, report.files, found, ours, again, auto).apply(all_changes)
    if as_json:
        click.echo(json.dumps([_as_dict(c, outline, outcome) for c in all_changes], ensure_ascii=False, indent=1))
    else:
        _print(all_changes, outline, deck, outcome, quiet)
    if outcome.left if outcome else all_changes:
        raise click.exceptions.Exit(1)


def _read(path: Path) -> Deck:
    """The deck in a file. Raises PodiumError."""
    from podium import files, ooxml
    from podium.diffing import deck
    from podium.outline.project import no_such_file

    try:
        with files.opened(path, ooxml.DECK.all) as (file, _):
            return deck.read(ooxml.Package(file))
    except FileNotFoundError:
        raise no_such_file(path) from None
    except (files.Unreadable, ooxml.Unusable) as e:
        raise PodiumError(f"{path}: {e}" + (f"; {e.hint}" if e.hint else ""), 2) from None


def _outline_of(deck: Path, found: Deck) -> Path:
    """The outline of a deck: by the name that it has noted, else by the deck's own. Raises PodiumError."""
    noted = Path(found.record.outline).name if found.record else ""
    names = [noted] if noted else [f"{deck.stem}.yaml", f"{deck.stem}.yml"]
    folders = [OUTLINES, deck.parent / ".." / OUTLINES, deck.parent, Path()]
    for folder in folders:
        for name in names:
            if os.path.isfile(folder / name):  # False for a name that no file can have
                return folder / name
    raise PodiumError(f"{deck}: its outline {names[0]} is not in {OUTLINES}/; name it with --outline", 2)


def _unlike(numbers: list[int]) -> str:
    """Of which slides looks are not compared, and why: `slides 2, 4–6 would look …`."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    which = ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in spans)
    slides, it, its = ("slide", "it", "its") if len(numbers) == 1 else ("slides", "they", "their")
    return f"{slides} {which} would look otherwise if {it} were built now; only {its} words and notes are compared"


def _sentence(change: Change) -> str:
    """What was changed, in words."""
    where = f"slide {change.slide}: " if change.slide else ""
    old, new = _quoted(change.old), _quoted(change.new)
    said = {
        "headline": f"headline: {old} → {new}",
        "text": f"text: {old} → {new}",
        "new-text": f"new text: {new}",
        "deleted-text": f"text deleted: {old}",
        "moved": f"moved here: {new}",
        "new-slide": f"a copy of {old}" if old else f"new slide: {new or 'without words'}",
        "deleted-slide": f"slide deleted: {old or 'without words'}",
        "hidden": "hidden",
        "shown": "no longer hidden",
        "other": change.new,
    }
    if change.kind == "notes":
        old, new = _differing(change.old, change.new)
        text = f"notes: {old} → {new}" if old and new else f"notes: new: {new}" if new else f"notes: deleted: {old}"
    else:
        text = said[change.kind]
    return f"{where}{text}"


def _differing(old: str, new: str) -> tuple[str, str]:
    """The paragraphs of notes that differ, quoted."""
    before, after = old.split("\n"), new.split("\n")
    while before and after and before[0] == after[0]:
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return _quoted(" ¶ ".join(before)), _quoted(" ¶ ".join(after))


def _quoted(text: str) -> str:
    """A text in quotation marks on one line, with the middle of a long one cut out."""
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
    return f"“{line}”" if line else ""


def _print(found: list[Change], outline: Path, deck: Path, outcome: Outcome | None, quiet: bool) -> None:
    """A line for each change, and what became of it."""
    written = {c.key for c in outcome.written} if outcome else set()
    why = {c.key: reason for c, reason in outcome.left} if outcome else {}
    for change in found:
        state = "written: " if change.key in written else "left: " if outcome else ""
        reason = why.get(change.key) or ("the outline was changed there too" if change.both else "")
        tail = f"; {reason}" if reason else ""
        console.tell(f"{change.span(str(outline))}: {state}{_sentence(change)}{tail}")
    if quiet:
        return
    count = console.plural(len(found), "change")
    if not found:
        console.tell(f"{deck}: as {outline} says")
    elif outcome:
        console.tell(f"{outline}: {len(outcome.written)} of {count} written")
    else:
        console.tell(f"{deck}: {count}; --apply writes texts, notes and order into {outline}")


def _as_dict(change: Change, outline: Path, outcome: Outcome | None) -> dict[str, Any]:
    span = change.span(str(outline))
    made: dict[str, Any] = {
        "file": span.file, "line": span.line, "column": span.column, "slide": change.slide, "kind": change.kind,
        "old": change.old, "new": change.new, "outline_changed": change.both,
    }  # fmt: skip
    if outcome:
        made["written"] = change in outcome.written
        made["reason"] = next((reason for c, reason in outcome.left if c.key == change.key), "")
    return made
