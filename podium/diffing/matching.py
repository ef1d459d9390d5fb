"""Which slide and which shape of a saved deck is which of podium's.

In: slides of both. Out: pairs. PowerPoint keeps the numbers of slides and shapes, so they decide if they are still
those of the record; LibreOffice and others count anew, and then words, names and places do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from podium.backends.pptx import record
from podium.backends.pptx.record import NotedSlide, Record
from podium.diffing.built import BuiltSlide
from podium.diffing.deck import Shape, Slide

_LEAST_LIKE = 0.4
_LEAST_NOTED = 0.25  # of check sums, of which one changes with a single word
NEAR = 20_000
"""EMU: half a millimetre; LibreOffice counts in hundredths."""
Pairs = dict[int, int]


def keeps_numbers(slides: Sequence[Slide], noted: Record) -> bool:
    """Whether the slides and shapes of a deck still have the numbers that podium gave them: most do, but for those
    all of whose words are others."""
    by_number = {s.number: s for s in noted.slides}
    known = [(s, by_number[s.number]) for s in slides if s.number in by_number and by_number[s.number].shapes]
    same = [bool(_checks(slide) & {(n.id, n.digest) for n in old.shapes}) for slide, old in known]
    there = [{n.id for n in old.shapes} <= {shape.id for shape in slide.shapes} for slide, old in known]
    return sum(same) > sum(not a and not b for a, b in zip(same, there, strict=True))


def _checks(slide: Slide) -> set[tuple[int, str]]:
    return {(shape.id, record.digest(shape.text)) for shape in slide.shapes if shape.text}


def noted_of_built(noted: Sequence[NotedSlide], now: Sequence[NotedSlide]) -> Pairs:
    """Which slide that podium wrote then (value) is which that it would write now (key)."""
    pairs: Pairs = {}
    _pair_by(pairs, now, noted, lambda s: (s.key, s.notes, tuple(sorted(n.digest for n in s.shapes))))
    _pair_by(pairs, now, noted, lambda s: (s.notes, tuple(sorted(n.digest for n in s.shapes))))
    _pair_like(pairs, [_bag(s) for s in now], [_bag(s) for s in noted], _LEAST_NOTED)
    return pairs


def _bag(slide: NotedSlide) -> Counter[Hashable]:
    found: Counter[Hashable] = Counter(n.digest for n in slide.shapes)
    found[f"key {slide.key}"] += 3
    found[f"place {slide.place}"] += 2
    if slide.notes:
        found[f"notes {slide.notes}"] += 2
    return found


def slides_of(slides: Sequence[Slide], built: Sequence[BuiltSlide], known: Mapping[int, int]) -> Pairs:
    """Which slide of podium's (value) is which of the deck (key); `known` are the slides of podium's by numbers of the
    deck, if it keeps them."""
    pairs: Pairs = {}
    for n, slide in enumerate(slides):
        if slide.number in known and known[slide.number] not in pairs.values():
            pairs[n] = known[slide.number]
    if known:  # a slide with another number is a new one, or a copy
        return pairs
    ours = [b.slide for b in built]
    _pair_by(pairs, slides, ours, lambda s: (tuple(x.text for x in s.shapes if x.text and not x.counted), s.notes))
    _pair_like(pairs, [_words(s) for s in slides], [_words(s) for s in ours])
    for n, slide in enumerate(slides):  # one that has only words that are new, between those that were around it
        before = pairs.get(n - 1, -1 if n == 0 else len(ours))
        after = pairs.get(n + 1, len(ours) if n == len(slides) - 1 else -1)
        if n not in pairs and after == before + 2 and _is_built_like(slide, ours[before + 1]):
            pairs[n] = before + 1
    return pairs


def _is_built_like(one: Slide, other: Slide) -> bool:
    """Whether two slides have the same shapes but for their words."""
    return len(one.shapes) == len(other.shapes) and all(
        is_near(a, b) and bool(a.text) == bool(b.text) for a, b in zip(one.shapes, other.shapes, strict=True)
    )


def _words(slide: Slide) -> Counter[Hashable]:
    """What is on a slide: its words, its headline, the names of its shapes."""
    found: Counter[Hashable] = Counter()
    for shape in slide.shapes:
        if not shape.counted:
            found.update(shape.text.split())
        if not shape.role:
            found[f"name {shape.name}"] += 1
    found[f"title {slide.title}"] += 4
    found.update(word for paragraph in slide.notes for word in paragraph.split())
    return found


def _pair_by(pairs: Pairs, left: Sequence[Any], right: Sequence[Any], key: Callable[[Any], Hashable]) -> None:
    """Pairs what has the same key, in order."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    taken = set(pairs.values())
    for n, thing in enumerate(right):
        if n not in taken:
            waiting[key(thing)].append(n)
    for n, thing in enumerate(left):
        if n not in pairs and (found := waiting.get(key(thing))):
            pairs[n] = found.pop(0)


def _pair_like(
    pairs: Pairs, left: Sequence[Counter[Hashable]], right: Sequence[Counter[Hashable]], least: float = _LEAST_LIKE
) -> None:
    """Pairs what is most alike first, and of what is equally so the nearest."""
    taken = set(pairs.values())
    scores = []
    for n, mine in enumerate(left):
        for m, theirs in enumerate(right):
            if n not in pairs and m not in taken:
                size = mine.total() + theirs.total()
                like = 2 * (mine & theirs).total() / size if size else 1.0
                if like >= least:
                    scores.append((-like, abs(n - m), n, m))
    for _, _, n, m in sorted(scores):
        if n not in pairs and m not in taken:
            pairs[n] = m
            taken.add(m)


# ---- shapes --------------------------------------------------------------------------------------------------


def shapes_of(theirs: Sequence[Shape], ours: Sequence[Shape], same_ids: bool) -> Pairs:
    """Which shape of podium's (value) is which of the deck (key). `same_ids`: both have podium's ids."""
    pairs: Pairs = {}
    if same_ids:
        _pair_by(pairs, theirs, ours, lambda s: (s.id, s.name))
        _pair_by(pairs, theirs, ours, lambda s: s.id)
        return pairs
    _pair_by(pairs, theirs, ours, lambda s: (s.name, s.text, _near(s)))
    _pair_named(pairs, theirs, ours)
    for key in (lambda s: (s.text, _near(s)) if s.text else id(s), lambda s: s.text or id(s)):
        _pair_by(pairs, theirs, ours, key)
    _pair_by(pairs, theirs, ours, lambda s: (s.role or id(s), s.text != ""))
    _pair_by(pairs, theirs, ours, lambda s: (_near(s) or id(s), s.text != ""))
    return pairs


def _pair_named(pairs: Pairs, theirs: Sequence[Shape], ours: Sequence[Shape]) -> None:
    """Pairs titles, and what has the same name and either words or none."""
    _pair_by(pairs, theirs, ours, lambda s: "title" if s.is_headline else id(s))
    _pair_by(pairs, theirs, ours, lambda s: (s.name, s.text) if s.name else id(s))
    _pair_by(pairs, theirs, ours, lambda s: (s.name, s.text != "") if s.name else id(s))


def _near(shape: Shape) -> tuple[int, ...] | None:
    return None if shape.rect is None else tuple(round(side / NEAR) for side in shape.rect)


def is_near(one: Shape, other: Shape, by: int = NEAR) -> bool:
    """Whether two shapes are at the same place, as far as both say where they are."""
    if one.rect is None or other.rect is None:
        return True
    return all(abs(a - b) <= by for a, b in zip(one.rect, other.rect, strict=True))


# ---- order ---------------------------------------------------------------------------------------------------


def displaced(numbers: Iterable[int]) -> set[int]:
    """The fewest numbers that stand out of order: all but a longest ascending series."""
    series = list(numbers)
    best: list[int] = []  # the positions at which series of each length end
    before: dict[int, int] = {}
    for n, value in enumerate(series):
        low, high = 0, len(best)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if series[best[middle]] < value else (low, middle)
        if low:
            before[n] = best[low - 1]
        best[low : low + 1] = [n]
    kept, at = set(), best[-1] if best else -1
    while at >= 0:
        kept.add(series[at])
        at = before.get(at, -1)
    return set(series) - kept
