"""Tracing: named rivers through a network of lines without names.

In: lines of WDB-II, and for each river places along its course. Out: the course that joins them. The source is cut at
whole degrees and wherever rivers meet. Its lines become a graph: ends and confluences are nodes, the stretches between
them edges. A river is the cheapest walk that passes near its places in their order: near, not through, because places
are towns on a bank and accurate to a few kilometres.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
import shapely.ops
from numpy.typing import NDArray

SNAP = 0.012
"""Degrees: ends of lines that lie this close to another line are joined to it."""
BRIDGE, BRIDGE_COST = 0.5, 6.0
"""Degrees: from a loose end to another end a gap up to this wide is crossed straight, at so many times its length."""
REACH, OFF_COST = (0.2, 0.4), 1.5
"""Degrees: how far from the river a place may lie (the second where the first finds none), and what each degree of that
costs. Below 2, so that going up a tributary and back to come nearer to a place never pays."""
END_COST = 6.0
"""The same for the mouth and the source: a winding river must not end early because that is shorter."""

DETOUR = 3.0
"""How many times the straight way a river may take from place to place; beyond that the source has it not."""
GAP, GUIDE_REACH = 0.1, 0.25
"""Degrees: longer straight stretches are looked up in the guide, which has to pass so close to both ends."""


class Stop(NamedTuple):
    """A place on the course; free: the source has nothing there, so the line goes straight to it."""

    lon: float
    lat: float
    free: bool = False


class Network:
    """The network, with the places of all rivers marked on it."""

    def __init__(self, lines: Sequence[NDArray[Any]], ways: Mapping[str, Sequence[Stop]]) -> None:
        self.points = np.concatenate(lines).astype(float)
        self.starts = np.cumsum([0] + [len(line) for line in lines])
        self.line_of = np.repeat(np.arange(len(lines)), np.diff(self.starts))
        self.tree = shapely.STRtree(shapely.points(self.points))
        self.near: dict[tuple[float, float], list[tuple[int, float]]] = {}
        nodes = {*self.starts[:-1].tolist(), *(self.starts[1:] - 1).tolist()}
        joins = self._joins()
        nodes |= {n for a, b, _ in joins for n in (a, b)}
        for stop in {s[:2] for way in ways.values() for s in way if not s.free}:
            self.near[stop] = self._candidates(stop)
            nodes |= {n for n, _ in self.near[stop]}
        self.graph: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._connect(sorted(nodes), joins)

    def _length(self, a: int, b: int) -> float:
        (x0, y0), (x1, y1) = self.points[a], self.points[b]
        return math.hypot((x1 - x0) * math.cos(math.radians(y0)), y1 - y0)

    def _joins(self) -> list[tuple[int, int, float]]:
        """Pairs of vertices that form one junction, and gaps that may be crossed."""
        ends = np.concatenate([self.starts[:-1], self.starts[1:] - 1])
        at, near = self.tree.query(shapely.points(self.points[ends]), predicate="dwithin", distance=SNAP)
        apart = self.line_of[ends[at]] != self.line_of[near]
        met = np.zeros(len(ends), bool)
        met[at[apart]] = True
        closest: dict[tuple[int, int], tuple[float, int]] = {}
        for e, n in zip(ends[at[apart]].tolist(), near[apart].tolist(), strict=True):
            key, length = (e, int(self.line_of[n])), self._length(e, n)
            closest[key] = min(closest.get(key, (9.0, n)), (length, n))
        found = [(e, n, length) for (e, _), (length, n) in closest.items()]
        loose = ends[~met]
        tree = shapely.STRtree(shapely.points(self.points[ends]))
        at, near = tree.query(shapely.points(self.points[loose]), predicate="dwithin", distance=BRIDGE)
        for a, b in zip(loose[at].tolist(), ends[near].tolist(), strict=True):
            if self.line_of[a] != self.line_of[b]:
                found.append((a, b, BRIDGE_COST * self._length(a, b)))
        return found

    def _candidates(self, stop: tuple[float, float]) -> list[tuple[int, float]]:
        """The nearest vertex of each line near a place, with the distance."""
        found: dict[int, tuple[float, int]] = {}
        for reach in REACH:
            for n in self.tree.query(shapely.Point(stop), predicate="dwithin", distance=reach * 1.5).tolist():
                x, y = (self.points[n] - stop) * (math.cos(math.radians(stop[1])), 1)
                line, far = int(self.line_of[n]), math.hypot(x, y)
                if far <= reach and far < found.get(line, (9.0, 0))[0]:
                    found[line] = (far, n)
            if found:
                break
        return [(n, far) for far, n in found.values()]

    def _connect(self, nodes: list[int], joins: list[tuple[int, int, float]]) -> None:
        steps = np.diff(self.points, axis=0)
        lengths = np.hypot(steps[:, 0] * np.cos(np.radians(self.points[:-1, 1])), steps[:, 1])
        along = np.concatenate([[0.0], np.cumsum(lengths)])
        for a, b in itertools.pairwise(nodes):
            if self.line_of[a] == self.line_of[b]:
                self._edge(a, b, float(along[b] - along[a]))
        for a, b, cost in joins:
            self._edge(a, b, cost)

    def _edge(self, a: int, b: int, cost: float) -> None:
        self.graph[a].append((b, cost))
        self.graph[b].append((a, cost))

    def _walk(self, before: dict[int, float], goals: set[int], most: float) -> tuple[dict[int, float], dict[int, int]]:
        """Costs of the goals from nodes with their costs so far, and the predecessor of each node; no walk costs more
        than `most`."""
        most += min(before.values())
        best, came = dict(before), dict.fromkeys(before, -1)
        queue, left = [(cost, node) for node, cost in before.items()], set(goals)
        heapq.heapify(queue)
        first = None
        while queue and left:
            cost, node = heapq.heappop(queue)
            if cost > most:
                break
            if cost > best[node]:
                continue
            left.discard(node)
            if node in goals:
                first = cost if first is None else first
            if first is not None and cost > first + 2 * REACH[-1] * END_COST + 1:
                break
            for other, step in self.graph[node]:
                if cost + step < best.get(other, math.inf):
                    best[other], came[other] = cost + step, node
                    heapq.heappush(queue, (cost + step, other))
        return {g: best[g] for g in goals - left}, came

    def trace(self, way: Sequence[Stop], guide: Any = None) -> Any:
        """One river, from its first place to its last. Where the source lacks it (a reservoir, or a place without a
        line nearby) it runs straight from place to place, or along `guide`, a coarse line of the same river."""
        parts: list[NDArray[np.float64]] = []
        held: list[Stop] = []
        for stop in way:
            if stop.free or not self.near[stop[:2]]:
                parts += [*self._stretches(held), np.array([stop[:2]])]
                held = []
            else:
                held.append(stop)
        parts += self._stretches(held)
        line = shapely.remove_repeated_points(shapely.LineString(np.concatenate(parts)))
        return line if guide is None else _along(line, guide)

    def _stretches(self, stops: list[Stop]) -> list[NDArray[np.float64]]:
        """The walk along these places; several pieces where there is no way from one to the next."""
        done: list[NDArray[np.float64]] = []
        layers: list[dict[int, int]] = []
        costs: dict[int, float] = {}
        for k, stop in enumerate(stops):
            weight = END_COST if k in (0, len(stops) - 1) else OFF_COST
            off = {n: far * weight for n, far in self.near[stop[:2]]}
            most = DETOUR * math.dist(stops[k - 1][:2], stop[:2]) + 0.5
            reached, came = self._walk(costs, set(off), most) if k else ({}, {})
            if reached:
                costs = {n: cost + off[n] for n, cost in reached.items()}
                layers.append(came)
                continue
            if k:
                done.append(self._back(costs, layers))
            costs, layers = off, []
        return [*done, self._back(costs, layers)] if costs else done

    def _back(self, costs: dict[int, float], layers: list[dict[int, int]]) -> NDArray[np.float64]:
        path = [min(costs, key=lambda n: costs[n])]
        for came in reversed(layers):
            while came[path[-1]] >= 0:
                path.append(came[path[-1]])
        return self._vertices(_without_loops(path[::-1]))

    def _vertices(self, path: list[int]) -> NDArray[np.float64]:
        out = [self.points[path[:1]]]
        for a, b in itertools.pairwise(path):
            if self.line_of[a] == self.line_of[b]:
                out.append(self.points[a : b + 1] if a <= b else self.points[b : a + 1][::-1])
            else:
                out.append(self.points[[a, b]])
        return np.concatenate(out)


def _without_loops(path: list[int]) -> list[int]:
    """A walk without the parts that it retraces: a river passes each point once."""
    out: list[int] = []
    at: dict[int, int] = {}
    for node in path:
        if node in at:
            for gone in out[at[node] + 1 :]:
                del at[gone]
            del out[at[node] + 1 :]
        else:
            at[node] = len(out)
            out.append(node)
    return out


def gaps(line: Any, least: float = GAP) -> list[tuple[float, float, float]]:
    """Where a line runs straight for more than `least` degrees, and how far: for a second look."""
    xy = shapely.get_coordinates(line)
    long = np.hypot(*np.diff(xy, axis=0).T)
    return [(float(xy[i, 0]), float(xy[i, 1]), float(long[i])) for i in np.flatnonzero(long > least)]


def _along(line: Any, guide: Any) -> Any:
    """The line with its straight stretches replaced by the guide's, where the guide passes both their ends."""
    xy = shapely.get_coordinates(line)
    long = np.hypot(*np.diff(xy, axis=0).T) > GAP
    out = [xy[:1]]
    for i, (a, b) in enumerate(itertools.pairwise(xy)):
        if long[i]:
            ends = shapely.points([a, b])
            for part in shapely.get_parts(guide):
                at = shapely.line_locate_point(part, ends)
                if max(shapely.distance(part, ends)) < GUIDE_REACH:
                    piece = shapely.get_coordinates(shapely.ops.substring(part, *at))
                    if shapely.LineString([*piece, *piece[:1]]).length < 5 * math.dist(a, b):
                        out.append(piece[1:-1] if len(piece) > 2 else piece[:0])
                    break
        out.append(b.reshape(1, 2))
    return shapely.remove_repeated_points(shapely.LineString(np.concatenate(out)))
