"""Tidy trees: parents over the middle of their children, nothing overlaps, nothing is wider than it must be."""

from __future__ import annotations

import random
from itertools import groupby, pairwise

import pytest

from podium.layout.tree import Node, every_node, tidy


def grown(rng: random.Random, depth: int) -> Node:
    children = [grown(rng, depth - 1) for _ in range(rng.randint(0, 3))] if depth else []
    return Node(rng.uniform(1, 5), children)


@pytest.mark.parametrize("seed", range(20))
def test_nodes_of_a_level_stand_apart_and_parents_over_the_middle_of_their_children(seed: int) -> None:
    rng = random.Random(seed)
    roots = [grown(rng, 4) for _ in range(rng.randint(1, 3))]
    whole = tidy(roots, 1.0, 2.0)
    nodes = sorted(every_node(roots), key=lambda n: n[1])
    for _, level in groupby(nodes, key=lambda n: n[1]):
        for (a, _), (b, _) in pairwise(level):
            assert b.middle - b.breadth / 2 - (a.middle + a.breadth / 2) > 0.999
    for node, _ in nodes:
        if node.children:
            assert node.middle == pytest.approx((node.children[0].middle + node.children[-1].middle) / 2)
    assert min(n.middle - n.breadth / 2 for n, _ in nodes) == pytest.approx(0)
    assert max(n.middle + n.breadth / 2 for n, _ in nodes) == pytest.approx(whole)


def test_a_short_branch_makes_use_of_the_room_beside_a_deep_one() -> None:
    deep = Node(1, [Node(1, [Node(1), Node(1), Node(1)])])
    assert tidy([Node(1, [deep, Node(1)])], 1.0, 1.0) == pytest.approx(5)
