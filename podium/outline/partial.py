"""The valid part of an outline that has mistakes, so that one run also finds the mistakes of later passes.

In: a tree and the problems that its models found. Out: the tree without them, to be read again. A misspelt key is read
under the name that was meant, a value that cannot be read is left out, and if a key is missing, so is the model around
it. Nothing is ever written from such a tree; it is only checked.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from podium.outline.models import Problem
from podium.outline.nodes import Mapping, Place, Sequence

MAX_ROUNDS = 6  # each round finds what the mistakes of the previous one hid
_NAMES_ALL = frozenset({"unknown-kind", "unknown-block"})  # without its name, nothing beside it can be read
Step = Hashable


class Partial:
    """A tree that loses its problems; `cut_from` are the places that lost something, so that nobody asks for it."""

    def __init__(self, tree: Mapping) -> None:
        self.tree: Mapping = _copy(tree)
        self.cut_from: set[Place] = set()
        self.follow_up: set[str] = set()

    def lose(self, problems: Iterable[Problem]) -> bool:
        """Removes the problems from the tree; False if there is nothing to remove."""
        changed = False
        for problem in sorted(problems, key=lambda p: _order(p.path), reverse=True):  # later items of a list first
            path = problem.path[:-1] if problem.code in _NAMES_ALL else problem.path
            if _mend(self.tree, problem):
                self._note(path)
                changed = True
            else:
                changed = self._cut(path) or changed
        return changed

    def _note(self, path: tuple[Step, ...]) -> None:
        """Marks everything on the way to the path as incomplete, except the outline itself."""
        self.cut_from |= {
            place for n in range(1, len(path)) if (place := getattr(_at(self.tree, path[:n]), "place", None))
        }

    def follows(self, problem: Problem) -> bool:
        """Whether a problem exists only because something was removed."""
        node = _at(self.tree, problem.path)
        return getattr(node, "place", None) in self.cut_from

    def _cut(self, path: tuple[Step, ...]) -> bool:
        """Removes the value at the path, or what contains it if it is not in the tree."""
        path = _known_steps(self.tree, path)
        if not path:
            return False
        around, last = _at(self.tree, path[:-1]), path[-1]
        if len(path) > 2 and path[-3] == "slides" and next(iter(around), None) == last:  # without its kind
            path, around, last = path[:-1], _at(self.tree, path[:-2]), path[-2]
        if isinstance(around, Mapping):
            key = str(last)
            del around[key], around.keys_at[key], around.values_at[key]
        else:
            del around[last], around.values_at[last]
        self._note(path)
        self.follow_up |= _follow_ups(path)
        return True


def _follow_ups(path: tuple[Step, ...]) -> set[str]:
    """The codes with which a later pass would report the removed value as missing."""
    if path[0] in ("sides", "sources"):
        if len(path) > 2 and path[2] not in ("name", "short"):
            return set()
        return {"unknown-side" if path[0] == "sides" else "unknown-source"}
    whole_slides = path[-1] in ("slides", "sections", "id") or (len(path) > 1 and path[-2] in ("slides", "sections"))
    return {"unknown-id"} if whole_slides else set()


def _order(path: tuple[Any, ...]) -> tuple[tuple[bool, Any], ...]:
    return tuple((isinstance(step, str), step) for step in path)


def _mend(tree: Mapping, problem: Problem) -> bool:
    """Gives a misspelt key the name that was meant; False if that is not possible."""
    meant = problem.meant
    if not (problem.of_key and meant and problem.path):
        return False
    place = _at(tree, problem.path[:-1])
    if not isinstance(place, Mapping) or problem.path[-1] not in place or meant in place:
        return False
    entries = [
        (meant if k == problem.path[-1] else k, v, place.keys_at[k], place.values_at[k]) for k, v in place.items()
    ]
    place.clear()
    place.keys_at, place.values_at = {}, {}
    for key, value, key_at, value_at in entries:
        place[key], place.keys_at[key], place.values_at[key] = value, key_at, value_at
    return True


def _known_steps(tree: Any, path: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps of a problem's path that the tree has; some exist only in the models."""
    known = []
    for step in path:
        if isinstance(tree, Mapping) and step in tree:
            tree = tree[str(step)]
        elif isinstance(tree, Sequence) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            continue
        known.append(step)
    return tuple(known)


def _at(tree: Any, path: tuple[Step, ...]) -> Any:
    """The node to which the steps that the tree has lead."""
    for step in _known_steps(tree, path):
        tree = tree[step]
    return tree


def _copy(node: Any) -> Any:
    """A copy of the tree's mappings and lists, so that an alias is changed in one place only."""
    if isinstance(node, Mapping):
        made = Mapping(node.place)
        made.keys_at, made.values_at = dict(node.keys_at), dict(node.values_at)
        made.update((key, _copy(value)) for key, value in node.items())
        return made
    if isinstance(node, Sequence):
        copy = Sequence(node.place)
        copy.values_at = list(node.values_at)
        copy.extend(_copy(value) for value in node)
        return copy
    return node
