"""Tidy trees: where the nodes of a forest stand across its levels.

In: nodes, each with its breadth and its children. Out: the middle of each node on the axis across the levels. Parents
stand over the middle of their children, subtrees are as near to one another as their outlines allow (Reingold and
Tilford, with breadths of any size), and equal subtrees look alike. The unit of length is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Outline = list[tuple[float, float]]  # the least and greatest edge on each level, from the node's middle


@dataclass(slots=True, eq=False)
class Node:
    """A node; `tidy` sets `middle`."""

    breadth: float
    children: list[Node] = field(default_factory=list)
    middle: float = 0.0


def tidy(roots: Sequence[Node], near: float, far: float) -> float:
    """Places the nodes of a forest from 0 on and returns its breadth.

    `near` is the gap between children of one node, `far` that between others.
    """
    outline, middles = _side_by_side(roots, far, far)
    left = min(edge[0] for edge in outline)
    for root, middle in zip(roots, middles, strict=True):
        _shift(root, middle - left)
    return max(edge[1] for edge in outline) - left


def every_node(roots: Sequence[Node]) -> Iterator[tuple[Node, int]]:
    """The nodes of a forest with their levels, each before those below it."""
    for root in roots:
        todo = [(root, 0)]
        while todo:
            node, level = todo.pop()
            yield node, level
            todo += [(child, level + 1) for child in reversed(node.children)]


def _shift(root: Node, by: float) -> None:
    """Turns middles that are relative to the parent's into absolute ones."""
    todo = [(root, by)]
    while todo:
        node, start = todo.pop()
        node.middle += start
        todo += [(child, node.middle) for child in node.children]


def _outline(node: Node, near: float, far: float) -> Outline:
    """The outline of a subtree; its nodes' middles are then relative to their parents'."""
    node.middle = 0.0
    half = node.breadth / 2
    if not node.children:
        return [(-half, half)]
    below, middles = _side_by_side(node.children, near, far)
    centre = (middles[0] + middles[-1]) / 2
    for child, middle in zip(node.children, middles, strict=True):
        child.middle = middle - centre
    return [(-half, half), *((low - centre, high - centre) for low, high in below)]


def _side_by_side(nodes: Sequence[Node], near: float, far: float) -> tuple[Outline, list[float]]:
    """The subtrees as near to one another as they can be: their common outline, and the middle of each root."""
    whole: Outline = []
    middles = []
    for node in nodes:
        own = _outline(node, near, far)
        gaps = [near, *[far] * len(own)]
        middle = max((a[1] + gap - b[0] for a, b, gap in zip(whole, own, gaps, strict=False)), default=-own[0][0])
        middles.append(middle)
        moved = [(low + middle, high + middle) for low, high in own]
        joined = [(a[0], b[1]) for a, b in zip(whole, moved, strict=False)]
        whole = joined + whole[len(joined) :] + moved[len(joined) :]
    return whole, middles
