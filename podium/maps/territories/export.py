"""Territories for the commands: lists for people, GeoJSON for other programs.

In: the name or path of a recipe, a date. Out: texts; mistakes go to a report with file, line and column. Raises
PodiumError for a missing recipe.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from podium import PodiumError
from podium.data import MAPS
from podium.diagnostics import Report, Span
from podium.maps.atlas.names import UnknownName
from podium.maps.territories import dates, evaluation, foreign, geojson, recipe_files
from podium.maps.territories.geodata import features
from podium.maps.territories.geodata.sources import BadFile, BorderFiles, FileSet, MissingPackage, file_set, is_file
from podium.maps.territories.recipe import Mistake
from podium.outline import source

OWN = Path("slides_src/territories")  # the lecturer's recipes
CHECKED = 12
"""Days on which the borders of a file are looked at."""


def sets() -> list[tuple[str, str]]:
    """(name, summary) of the shipped sets, and of the lecturer's own and files of borders in `slides_src/territories/`.
    """
    rows = []
    for name, path in recipe_files.known([OWN]).items():
        try:
            found = recipe_files.listing(name, recipe_files.read(path))
        except source.SourceError as e:
            rows.append((name, f"cannot be read: {e.message}"))
            continue
        days = f"; borders change on {len(found.changes)} days" if found.changes else ""
        rows.append((name, f"{found.title or name}: {len(found.territories)} territories{days}"))
    files = sorted(path.name for path in OWN.glob("*") if is_file(path.name))
    return rows + [(name, "a file of borders") for name in files]


def territories_of(name: str, report: Report) -> list[tuple[str, str]] | None:
    """(id, name and dates) of a set's territories, after a check of every state of the set (of files, at most
    `CHECKED`); None after mistakes. What is guessed of a file, and where its territories overlap, goes to the report.
    """
    path, tree = _read(name, report)
    if tree is None:
        return None
    mistakes = list(evaluation.recipe_of(tree)[1])
    days = [] if mistakes else evaluation.changes(tree) or [getattr(tree, "year", "") or "2000"]
    if isinstance(tree, FileSet) and not mistakes:
        days = days[:: -(-len(days) // CHECKED)]
        _tell_of_file(tree, days, report)
    else:
        for day in days:
            mistakes += evaluation.borders_on(tree, day)[1]
    if _tell(mistakes, tree, path, report):
        return None
    notes, doubts = foreign.remarks(tree)
    for note in notes:
        report.note(note, Span(str(path)), "borders")
    for doubt in doubts:
        report.warn(doubt, Span(str(path)), "borders")
    found = recipe_files.listing(name, tree)
    rows = [(id, f"{title}{_dates(first, last)}") for id, title, first, last in found.territories]
    return [*rows, ("", f"borders change on {', '.join(found.changes)}")] if found.changes else rows


def feature_collection(name: str, when: str, report: Report) -> str | None:
    """The borders of a set on a date as GeoJSON text; None after mistakes."""
    _check_date(when)
    path, tree = _read(name, report)
    if tree is None:
        return None
    found, mistakes = geojson.feature_collection(tree, when)
    if _tell(mistakes, tree, path, report) or found is None:
        return None
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def _check_date(when: str) -> None:
    try:
        dates.parse(when)
    except dates.BadDate as e:
        raise PodiumError(f"--year: {e}", 2) from None


def for_a_map(name: str, when: str, report: Report) -> tuple[str, Path, str] | None:
    """How an outline names a recipe, where that outline would lie, and the title of the set; None after mistakes. The
    credits of its files, which a picture does not show, are noted. A file of borders needs an outline that credits it.
    """
    _check_date(when)
    if is_file(name):
        hint = "name it in an outline, with its credit, and draw that with 'map'"
        raise PodiumError(f"'{name}' is a file of borders; {hint}", 2)
    path, tree = _read(name, report)
    if tree is None:
        return None
    for credit in foreign.credits_of(tree):
        report.note(f"name the source beside the picture: {credit}", Span(str(path)), "borders")
    title = str(tree.get("title") or path.stem) if isinstance(tree, dict) else path.stem
    if path.parent == MAPS:
        return path.stem, Path("map.yaml"), title
    return path.name, path.with_name("map.yaml"), title


def _tell_of_file(tree: FileSet, days: Sequence[str], report: Report) -> None:
    """What was guessed of a file, and what may be wrong with it on some days."""
    span, found = Span(tree.layers[0].name), features.features_of(tree)
    doubts = dict.fromkeys(found.doubts)
    for day in days:
        state, _ = evaluation.borders_on(tree, day)
        doubts |= dict.fromkeys(state.side_by_side()[1] if state else ())
    for note in (*found.notes, *features.doubles(tree, dates.last_day(days[-1]))):
        report.note(note, span, "borders")
    for doubt in doubts:
        report.warn(doubt, span, "borders")


def _read(name: str, report: Report) -> tuple[Path, Any]:
    """The path of a recipe, and its tree, or the `FileSet` of a file; no tree after an error."""
    if is_file(name):
        path = OWN / name if (OWN / name).is_file() and not Path(name).exists() else Path(name)
        try:
            found = file_set(BorderFiles((("", str(path)),)), None)
            features.features_of(found)
            return path, found
        except MissingPackage as e:
            raise PodiumError(f"{e}; {e.hint}", 3) from None
        except BadFile as e:
            raise PodiumError(f"{e}; {e.hint}" if e.hint else str(e), 2 if not Path(name).exists() else 1) from None
    try:
        path = recipe_files.find(name, [OWN])
        return path, recipe_files.read(path)
    except UnknownName as e:
        hint = e.suggestion or f"known: {', '.join(n for n, _ in sets())}"
        raise PodiumError(f"{e}; {hint}", 2) from None
    except source.SourceError as e:
        report.error(e.message, e.span, "yaml", e.hint)
        return Path(name), None


def _tell(mistakes: Sequence[Mistake], tree: Any, path: Path, report: Report) -> bool:
    """Reports the mistakes; whether there are any."""
    for mistake in mistakes:
        line, column = (0, 0) if isinstance(tree, FileSet) else recipe_files.place(tree, mistake)
        report.error(mistake.message, Span(str(path), line, column), "recipe", mistake.suggestion or "")
    return bool(mistakes)


def _dates(first: str | None, last: str | None) -> str:
    if first and last:
        return f" ({first} to {last})"
    return f" (from {first})" if first else f" (to {last})" if last else ""
