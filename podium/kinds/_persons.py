"""The persons of `people`: who they are, and who stands below or beside whom.

In: the outline's `items`. Out: `Person`s, and the forest of `Unit`s that they form: a person, or partners side by side,
with the units below them. Every contradiction (unknown or doubled names, a person above themselves) is a mistake with
its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import Field

from podium.diagnostics import did_you_mean
from podium.outline import inline
from podium.outline.entries import paths_of, read_entries
from podium.outline.fields import LifeField, TextField, TextsField
from podium.outline.focus import FocusField
from podium.outline.models import Model, Path, Problem, mistakes
from podium.outline.picture import ABOUT_PICTURE

_MOST = 100
_PARTNERS = 2  # of one person: more cannot stand beside them


class Person(Model):
    """Somebody with a name. `of` names a parent or superior (or two), `with` a spouse or equal."""

    label: ClassVar[str] = "a person"
    about: ClassVar[dict[str, str]] = {
        "name": "the person's name",
        "life": "years of birth and death: `1878–1953`",
        "role": "office or relation",
        **ABOUT_PICTURE,
        "side": "the colour of the frame",
        "of": "a parent or superior, or two: makes a tree",
        "with": "a spouse or equal, at the same level",
    }

    name: TextField = ""
    life: LifeField = ""
    role: TextField = ""
    file: TextField = ""
    focus: FocusField | None = None
    alt: TextField = ""
    credit: TextField = ""
    side: TextField = ""
    of: TextsField = ()
    with_: TextsField = Field((), alias="with")

    def who(self) -> str:
        """The name without mark-up."""
        return inline.plain(self.name)

    def alt_text(self) -> str:
        """The author's alt text, else name, life and role."""
        return inline.plain(self.alt or ", ".join(t for t in (self.name, self.life, self.role) if t))


@dataclass(slots=True, eq=False)
class Unit:
    """Partners side by side, and the units below them. `bond` is what `children[n]` hang from: a member's number, or
    that number + ½ for the line between it and the next."""

    members: list[int]
    children: list[Unit] = field(default_factory=list)
    bonds: list[float] = field(default_factory=list)
    head: int = 0  # the person at whom the line from above arrives

    def but(self, children: Sequence[Unit]) -> Unit:
        """The unit with only these of its children."""
        kept = [(c, b) for c, b in zip(self.children, self.bonds, strict=True) if c in children]
        return Unit(self.members, [c for c, _ in kept], [b for _, b in kept], self.head)


def read_persons(data: Any) -> tuple[Person, ...]:
    """The persons of a list or mapping. Raises the error of `mistakes` with every problem."""
    persons = read_entries(data, Person, ("name", "role"))
    paths = paths_of(data, Person)
    problems = [*_name_problems(persons, paths), *_link_problems(persons, paths)]
    if len(persons) > _MOST:
        problems.append(
            Problem(
                (), f"{len(persons)} persons; there may be at most {_MOST}", "value", "spread them over several slides"
            )
        )
    if not problems:
        problems = _circles(persons, paths)
    if problems:
        raise mistakes(problems)
    return persons


def find(name: str, persons: Sequence[Person]) -> int | None:
    """The person of that name, or the only one whose name has all its words; None if there is no such person."""
    wanted = inline.plain(name).casefold().split()
    names = [p.who().casefold().split() for p in persons]
    if wanted in names:
        return names.index(wanted)
    near = [n for n, words in enumerate(names) if wanted and set(wanted) <= set(words)]
    return near[0] if len(near) == 1 else None


def _name_problems(persons: Sequence[Person], paths: Sequence[Path]) -> list[Problem]:
    """Persons without a name, or with another's."""
    problems, seen = [], set()
    for person, path in zip(persons, paths, strict=True):
        name = " ".join(person.who().casefold().split())
        if not name:
            problems.append(Problem(path, "a person needs a name", "missing", "write 'name: …'"))
        elif name in seen:
            hint = "add what tells them apart: a number, a year, a title"
            problems.append(Problem((*path, "name"), f"two persons are called '{person.who()}'", "duplicate", hint))
        seen.add(name)
    return problems


def _link_problems(persons: Sequence[Person], paths: Sequence[Path]) -> list[Problem]:
    """Links to persons who are not there, to oneself, or to too many."""
    problems = []
    for n, (person, path) in enumerate(zip(persons, paths, strict=True)):
        for key, names in (("of", person.of), ("with", person.with_)):
            for name in filter(str.strip, names):
                found = find(name, persons)
                if found is None:
                    hint = did_you_mean(name, [p.who() for p in persons if p is not person])
                    problems.append(Problem((*path, key), f"there is no person '{name}'", "unknown-person", hint))
                elif found == n:
                    problems.append(Problem((*path, key), f"'{name}' cannot stand {_WORDS[key]} themselves", "circle"))
        if len(person.of) > _PARTNERS:
            hint = "name two parents, or one superior"
            problems.append(
                Problem((*path, "of"), f"'{person.who()}' is below {len(person.of)} persons", "value", hint)
            )
    return problems


_WORDS = {"of": "below", "with": "beside"}


def _circles(persons: Sequence[Person], paths: Sequence[Path]) -> list[Problem]:
    """Persons who stand above themselves, and those with too many partners."""
    partners = _partners(persons)
    problems = [
        Problem(
            paths[n],
            f"'{persons[n].who()}' has {len(found)} partners; there is room for {_PARTNERS} beside a person",
            "value",
            "give the others in 'role'",
        )
        for n, found in enumerate(partners)
        if len(found) > _PARTNERS
    ]
    group = _groups(partners)
    above: dict[int, set[int]] = {}
    for n, person in enumerate(persons):
        above.setdefault(group[n], set()).update(group[a] for a in _above(person, persons))
    for n, person in enumerate(persons):
        if person.of and group[n] in _reached(above, {group[a] for a in _above(person, persons)}):
            message = f"'{person.who()}' would stand below themselves"
            problems.append(Problem((*paths[n], "of"), message, "circle", "one of the 'of' around them is wrong"))
            break
    return problems


def _above(person: Person, persons: Sequence[Person]) -> list[int]:
    return [found for name in person.of if (found := find(name, persons)) is not None]


def _reached(above: dict[int, set[int]], start: set[int]) -> set[int]:
    """All groups at or above the start."""
    seen: set[int] = set()
    todo = list(start)
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += above.get(here, ())
    return seen


def _partners(persons: Sequence[Person]) -> list[list[int]]:
    """Who stands beside each person: by `with`, or as the other parent of a child."""
    pairs = [(n, find(name, persons)) for n, p in enumerate(persons) for name in p.with_ if name.strip()]
    pairs += [(both[0], both[1]) for p in persons if len(both := _above(p, persons)) == _PARTNERS]
    found: list[list[int]] = [[] for _ in persons]
    for a, b in pairs:
        if b is not None and a != b and b not in found[a]:
            found[a].append(b)
            found[b].append(a)
    return found


def _groups(partners: Sequence[Sequence[int]]) -> list[int]:
    """For each person the first of those who stand in a row with them."""
    group = list(range(len(partners)))
    for n in group[:]:
        todo, seen = [n], {n}
        while todo:
            here = todo.pop()
            group[here] = min(group[here], n)
            new = [p for p in partners[here] if p not in seen]
            seen.update(new)
            todo += new
    return group


def forest(persons: Sequence[Person]) -> tuple[list[Unit], list[int]]:
    """The units that stand below nobody; and the persons whose line from above cannot be drawn, because they stand
    beside somebody who has one."""
    partners = _partners(persons)
    group = _groups(partners)
    units: dict[int, Unit] = {}
    cut = []
    for n in sorted(set(group)):
        row = _row([m for m in range(len(persons)) if group[m] == n], partners)
        heads = [m for m in sorted(row) if persons[m].of]
        cut += heads[1:]
        units[n] = Unit(row, head=heads[0] if heads else row[0])
    roots = []
    for unit in units.values():
        above = _above(persons[unit.head], persons)
        if not above:
            roots.append(unit)
            continue
        parent = units[group[above[0]]]
        parent.children.append(unit)
        parent.bonds.append(_bond(parent, above, partners))
    for unit in units.values():
        order = sorted(range(len(unit.children)), key=unit.bonds.__getitem__)
        unit.children, unit.bonds = [unit.children[k] for k in order], [unit.bonds[k] for k in order]
    return roots, cut


def _row(members: list[int], partners: Sequence[Sequence[int]]) -> list[int]:
    """The members in a row in which partners are neighbours."""
    ends = [m for m in members if len(partners[m]) < _PARTNERS] or members[:1]
    row = [ends[0]]
    while following := [p for p in partners[row[-1]] if p not in row]:
        row.append(following[0])
    return row + [m for m in members if m not in row]


def _bond(unit: Unit, above: Sequence[int], partners: Sequence[Sequence[int]]) -> float:
    """What a child hangs from: the line between its parents, or its only named parent."""
    first = unit.members.index(above[0])
    others = [unit.members.index(a) for a in above[1:]] or (
        [unit.members.index(partners[above[0]][0])] if len(partners[above[0]]) == 1 else []
    )
    if others and abs(others[0] - first) == 1:
        return min(first, others[0]) + 0.5
    return float(first)
