"""Changes of a deck, written into its outline.

In: an outline, the deck, its changes. Out: which of them are written and why others are not; or `Refused`, and nothing
is. Texts, notes and order are put in by whole edits that read the file again (`editing`). Then the outline is laid
out with them before anything is saved: what does not come out as it is in the deck is taken back and named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from podium import files
from podium.diagnostics import Report
from podium.diffing import built, changes
from podium.diffing.built import Built
from podium.diffing.changes import Change
from podium.diffing.deck import Deck
from podium.editing import notes as slide_notes
from podium.editing import wording
from podium.editing.edits import Refused, moved
from podium.editing.entries import TreePath, lists_of, slide_in
from podium.editing.journal import Change as FileChange
from podium.editing.journal import Journal, file_named, text_in
from podium.outline.nodes import Elsewhere
from podium.scene.boxes import Scene, even

_APPLIED = ("headline", "text", "notes", "moved")
_NAMED = {  # what stays with the lecturer, and why
    "new-text": "podium cannot tell which key it belongs to; write it into the outline",
    "deleted-text": "delete it in the outline if it shall go",
    "new-slide": "write it into the outline",
    "deleted-slide": "delete it in the outline if it shall go",
    "hidden": "write 'hidden: true' into the outline",
    "shown": "take 'hidden' or 'spare' out of the outline",
}
_KEYS = {  # of what else is different, what it has in the outline
    "'data' has the numbers and words of a chart, 'type' its type": ("other numbers", "other words", "another type of"),
    "the outline names the file of a picture": ("another picture",),
    "'alt' is the alternative text": ("another alternative text",),
    "emphasis and links stand in the text": ("another link", "bold or italics changed"),
    "'theme' and 'accent' have the colours": ("other colours or fonts",),
}
Again = Callable[[], tuple[Report, Scene | None]]  # lays the outline out as it would be
_Left = dict[Any, tuple[Change, str]]  # by the keys of changes


class Outcome(NamedTuple):
    """The changes that are in the outline now, and the others with reasons."""

    written: list[Change]
    left: list[tuple[Change, str]]


class _Verdict(NamedTuple):
    """Whether all is well, and the changes that are known to be at fault if it is not."""

    is_well: bool
    wrong: _Left


class _Splice(NamedTuple):
    """Characters of a file, from `start` to before `end`, and the words in their place."""

    start: int
    end: int
    words: str


class _Draft(NamedTuple):
    """The files as they would be, and the line (from 1) in them of each change of words."""

    texts: dict[Path, str]
    lines: dict[Any, tuple[Path, int]]


def placed(found: list[Change], outline: Path, others: Iterable[Path]) -> list[Change]:
    """The changes, those of words without a place at that where their slide says just this, if it does so once."""
    texts: dict[Path, str] = {}
    known = tuple(dict.fromkeys((outline, *others)))
    made = []
    for change in found:
        place = change.near
        if change.kind in ("headline", "text", "deleted-text") and change.place is None and place is not None:
            file = getattr(place, "file", "")
            with suppress(Refused):
                path = file_named(file, outline, known)
                text = texts.setdefault(path, text_in(path))
                if at := wording.place_of(text, place[0], change.old):
                    change = change._replace(place=Elsewhere(*at, file) if file else at)
        made.append(change)
    return made


class Applying:
    """One deck, which has a record, and its outline. `others` are the files that this includes, `again` lays it out
    anew."""

    def __init__(
        self, outline: Path, others: Iterable[Path], deck: Deck, ours: Built, again: Again, auto: bool = False
    ) -> None:
        self._outline, self._auto = outline, auto
        self._files = tuple(dict.fromkeys((outline, *others)))
        self._texts = {path: text_in(path) for path in self._files}
        self._deck, self._ours, self._again = deck, ours, again
        assert deck.record is not None
        self._noted = deck.record
        self._remaining: tuple[dict[Path, str], set[Any]] = {}, set()  # of files as they were laid out last
        self._splices: dict[Any, tuple[Path, _Splice]] = {}

    def apply(self, found: list[Change]) -> Outcome:
        """Writes what can be written. Raises Refused and PodiumError; then nothing is."""
        left: _Left = {c.key: (c, _why_not(c)) for c in found if c.kind not in _APPLIED}
        if both := [c for c in found if c.both and c.kind in _APPLIED]:
            lines = ", ".join(str(c.span(str(self._outline))) for c in both[:5])
            why = f"the outline was changed in the same lines since the deck was built: {lines}"
            raise Refused(f"{why}; nothing was written")
        words = [c for c in found if c.kind in _APPLIED and c.kind != "moved"]
        draft, written = self._settled(words, found, left, self._reworded)
        moves = [c for c in found if c.kind == "moved"]
        ordered, more = self._settled(moves, found, left, lambda chosen, wrong: self._ordered(chosen, draft, wrong))
        draft, written = (ordered if more else draft), written + more
        if written and left:
            different = self._still_different(draft)
            for key in [key for key, (c, _) in left.items() if c.kind != "other" and key not in different]:
                written.append(left.pop(key)[0])  # another change has brought it about
        for path, text in self._texts.items():
            if text_in(path) != text:
                raise Refused(f"{path.name} was changed meanwhile; nothing was written")
        Journal().write([FileChange(p, self._texts[p], text) for p, text in draft.texts.items()], "applied")
        keys = {c.key for c in written}
        return Outcome([c for c in found if c.key in keys], [left[c.key] for c in found if c.key in left])

    def _settled(
        self, waiting: list[Change], found: list[Change], left: _Left, edit: Callable[[list[Change], _Left], _Draft]
    ) -> tuple[_Draft, list[Change]]:
        """The files with those changes that come out as they are in the deck; the others are `left`."""

        def good(fixed: list[Change], more: list[Change]) -> list[Change]:
            """Those of `more` that can be written together with those that are `fixed`."""
            draft = edit(fixed + more, left)
            more = [c for c in more if c.key not in left]
            if not more or (verdict := self._verdict(draft, found, fixed + more)).is_well:
                return more
            if named := {c.key: verdict.wrong[c.key] for c in more if c.key in verdict.wrong}:
                left.update(named)
                return good(fixed, [c for c in more if c.key not in named])
            if len(more) == 1:
                left[more[0].key] = more[0], "the outline would have mistakes with it"
                return []
            first = good(fixed, more[: len(more) // 2])
            return first + good(fixed + first, more[len(more) // 2 :])

        written = good([], waiting)
        return edit(written, left), written

    # ---- edits -----------------------------------------------------------------------------------------------

    def _reworded(self, chosen: list[Change], refused: _Left) -> _Draft:
        """The files with other words."""
        said: dict[Any, list[tuple[str, _Splice]]] = {}  # of each place: it may be shown on several slides
        splices: dict[Path, dict[_Splice, list[Change]]] = {path: {} for path in self._files}
        for change in chosen:
            try:
                path, splice = self._splice(change)
            except Refused as e:
                refused[change.key] = change, str(e)
                continue
            before, old = said.setdefault(change.place or change.near, []), even(change.old)
            if any(other != splice and (text in old or old in text) for text, other in before):
                refused[change.key] = change, "the same text was changed in two ways; choose one"
                continue
            before.append((old, splice))
            splices[path].setdefault(splice, []).append(change)
        texts, lines = dict(self._texts), {}
        for path, found in splices.items():
            parts, end, line = [], 0, 1
            for splice in sorted(found):
                if splice.start < end:
                    for change in found[splice]:
                        refused[change.key] = (
                            change,
                            "another change is in the same words; open the lines and edit them",
                        )
                    continue
                parts += [texts[path][end : splice.start], splice.words]
                line += parts[-2].count("\n")
                lines.update({change.key: (path, line) for change in found[splice]})
                line += splice.words.count("\n")
                end = splice.end
            texts[path] = "".join([*parts, texts[path][end:]])
        return _Draft(texts, lines)

    def _splice(self, change: Change) -> tuple[Path, _Splice]:
        """The characters of a file that a change replaces. Raises Refused."""
        if change.key not in self._splices:
            place = change.place or change.near
            if change.kind == "notes" and not change.old and self._ours.slides[change.page].page.generated:
                where = "its section, or into 'cover', 'agenda' or 'credits'"
                raise Refused(f"podium makes this page; write 'notes' into {where}")
            path = self._file(place)
            old = self._texts[path]
            new = _edit(old, place, change)
            most = min(len(old), len(new))
            start = next((n for n in range(most) if old[n] != new[n]), most)
            same = next((n for n in range(most - start) if old[-1 - n] != new[-1 - n]), most - start)
            self._splices[change.key] = path, _Splice(start, len(old) - same, new[start : len(new) - same])
        return self._splices[change.key]

    def _ordered(self, chosen: list[Change], draft: _Draft, refused: _Left) -> _Draft:
        """The files with slides in another order."""
        texts = dict(draft.texts)
        order = _Order(self._ours, self._file, self._texts, texts)
        for change in chosen:
            try:
                order.move(change)
            except Refused as e:
                refused[change.key] = change, str(e)
        return _Draft(texts, {})

    def _file(self, place: Any) -> Path:
        if place is None:
            raise Refused("podium says it by itself")
        return file_named(getattr(place, "file", ""), self._outline, self._files)

    # ---- the outline as it would be --------------------------------------------------------------------------

    def _laid_out(self, draft: _Draft) -> tuple[Report, list[Change] | None]:
        """The findings on the outline as it would be, and what would still be different; None if it has mistakes."""
        held = files.everything_held()
        try:
            for path, text in draft.texts.items():
                if text != self._texts[path]:
                    files.hold(path, text.encode("utf-8", "surrogatepass"))
            report, scene = self._again()
        finally:
            files.hold_only(held)
        if scene is None or report.failed:
            return report, None
        found = changes.between(self._deck, built.of(scene, self._auto), self._noted)
        self._remaining = draft.texts, {c.key for c in found}
        return report, found

    def _still_different(self, draft: _Draft) -> set[Any]:
        """The keys of what is different from the deck with the files as they will be. What is besides words cannot be
        told on slides that have other words now, and stays."""
        if self._remaining[0] != draft.texts:
            self._laid_out(draft)
        return self._remaining[1]

    def _verdict(self, draft: _Draft, before: list[Change], waiting: list[Change]) -> _Verdict:
        """Whether the changes come out as they are in the deck, and bring no others with them."""
        report, found = self._laid_out(draft)
        if found is None:
            return _Verdict(False, self._mistaken(report, draft, waiting))
        now = {c.key: c for c in found}
        known = {c.key for c in before}
        why = "podium would not show it like that; open the lines and edit them"
        wrong = {c.key: (c, why) for c in waiting if c.key in now}
        replaced = {even(c.old) for c in waiting}  # may stand elsewhere too, where the deck still has it
        spoiled = {
            c.slide
            for key, c in now.items()
            if key not in known and c.kind != "other" and even(c.new) not in replaced
        }
        for c in waiting:
            if c.slide in spoiled and c.key not in wrong:
                wrong[c.key] = c, "other words would change with it; open the lines and edit them"
        return _Verdict(not wrong and not spoiled, wrong)

    def _mistaken(self, report: Report, draft: _Draft, waiting: list[Change]) -> _Left:
        """The changes in whose lines the outline would have mistakes, else those on whose slides."""
        errors = [f for f in report if f.severity == "error"]
        at = {(self._named(f.span.file), f.span.line): f.message for f in errors}
        found = {}
        for c in waiting:
            if why := at.get(draft.lines.get(c.key, (self._outline, -1))):
                found[c.key] = c, f"as podium reads it, {why}"
        if found:
            return found
        lists = {path: lists_of(draft.texts[path]) for path in draft.texts}
        for (path, line), why in at.items():
            slide = slide_in(lists.get(path, []), line - 1)
            for c in waiting:
                where, own = draft.lines.get(c.key, (self._outline, -1))
                if slide and where == path and slide[1].lines.start < own <= slide[1].lines.end:
                    found[c.key] = c, f"with it, {why}"
        return found

    def _named(self, file: str) -> Path:
        try:
            return file_named("" if file == str(self._outline) else file, self._outline, self._files)
        except Refused:
            return Path(file)


def _why_not(change: Change) -> str:
    """Why a change is not written that is neither words nor notes nor order."""
    if change.kind in _NAMED:
        return _NAMED[change.kind]
    usual, parts = "podium arranges slides itself", change.new.split("; ")
    why = [next((key for key, starts in _KEYS.items() if part.startswith(starts)), usual) for part in parts]
    return "; ".join(dict.fromkeys(why))


def _edit(text: str, place: Any, change: Change) -> str:
    if change.kind != "notes":
        return wording.reworded(text, place, change.old, change.new)
    place = getattr(place, "entry", None) or place
    if not change.old:
        return slide_notes.added(text, place[0], change.new)
    if not change.new:
        return slide_notes.removed(text, place[0])
    return wording.reworded(text, place, change.old, change.new, notes=True)


class _Order:
    """Slides that are moved one after the other in `texts`, which change."""

    def __init__(
        self, ours: Built, file: Callable[[Any], Path], before: Mapping[Path, str], texts: dict[Path, str]
    ) -> None:
        """`before` are the files as they were laid out."""
        self._ours, self._texts = ours, texts
        self._where: dict[str, tuple[Path, TreePath]] = {}
        self._lists: dict[tuple[Path, TreePath], list[str]] = {}
        ids: dict[tuple[Path, TreePath], str] = {}
        lists = {path: lists_of(text) for path, text in before.items()}
        for page in (own.page for own in ours.slides):
            if page.generated or page.place is None or page.slide in self._where:
                continue
            place = getattr(page.place, "entry", None) or page.place
            path = file(place)
            if found := slide_in(lists[path], place[0] - 1):
                self._where[page.slide] = path, found[0].path
                ids[path, found[1].path] = page.slide
        for path, parts in lists.items():
            for part in parts:  # also slides of other variants
                self._lists[path, part.path] = [ids.get((path, s.path), f"#{s.path}") for s in part.slides]

    def move(self, change: Change) -> None:
        """Moves a slide behind the page that is above it in the deck. Raises Refused."""
        page = self._ours.slides[change.page].page
        if page.generated:
            raise Refused("podium places this slide itself")
        if page.slide not in self._where:
            raise Refused("the slide does not begin a line of its own")
        target = self._ours.slides[change.after].page if change.after >= 0 else None
        if target is not None and target.slide == page.slide:
            raise Refused("it continues the slide above it, and comes with it")
        path, way = self._where[page.slide]
        begun = any(not own.page.generated for own in self._ours.slides[: change.after + 1])
        if target is not None and target.generated and begun and not target.id.startswith("section-"):
            raise Refused("podium places the page above it, and no slide comes after that")
        if target is None or target.generated:
            self._to_beginning(page.slide, path, way, target.id if target else "")
            return
        if target.slide not in self._where or self._where[target.slide][0] != path:
            raise Refused("it would go into another file; move its lines yourself")
        self._put(page.slide, path, way, self._where[target.slide][1], target.slide, True)

    def _to_beginning(self, id: str, path: Path, way: TreePath, behind: str) -> None:
        """Moves a slide to the beginning of the section whose divider it is behind, or of all."""
        ways = [w for p, w in self._lists if p == path]
        if behind.startswith("section-"):
            ways = [self._where[i][1] for i in self._behind(behind) if i in self._where and self._where[i][0] == path]
        ways = [w for w in ways if any(other != id for other in self._lists[path, w])]
        if not ways:
            raise Refused("there is no slide to put it before; move its lines yourself")
        to = min(ways[:1] if behind.startswith("section-") else ways, key=lambda w: self._line(path, w, 0))
        first = self._lists[path, to][0]
        if first != id:
            self._put(id, path, way, to, first, False)

    def _behind(self, id: str) -> list[str]:
        """The ids of the slides behind a divider, up to the next one."""
        pages = [own.page for own in self._ours.slides]
        start = [page.id for page in pages].index(id) + 1
        return [page.slide for page in takewhile(lambda page: not page.generated, pages[start:])]

    def _put(self, id: str, path: Path, way: TreePath, to: TreePath, other: str, after: bool) -> None:
        mine, theirs = self._lists[path, way], self._lists[path, to]
        text = self._texts[path]
        line = self._line(path, way, mine.index(id)) + 1
        self._texts[path] = moved(text, line, self._line(path, to, theirs.index(other)) + 1, after)
        mine.remove(id)
        theirs.insert(theirs.index(other) + after, id)
        self._where[id] = path, to

    def _line(self, path: Path, way: TreePath, number: int) -> int:
        part = next((p for p in lists_of(self._texts[path]) if p.path == way), None)
        if part is None or number >= len(part.slides):
            raise Refused("the slide does not begin a line of its own")
        return part.slides[number].dash
