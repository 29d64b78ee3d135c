"""Which pairs to take when every statement may be taken once: the set with the greatest total.

Maximum-weight matching in a sparse bipartite graph by successive shortest augmenting paths with potentials
(Edmonds and Karp 1972, Tomizawa 1971), component by component. Written here because the components of two
letters are small and loading SciPy for them costs more than the whole comparison; tests hold it against
`scipy.optimize.linear_sum_assignment`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

__all__ = ["best_pairs"]

Edge = tuple[int, int]


def best_pairs(weights: Mapping[Edge, int]) -> dict[int, int]:
    """Left to right, each used at most once, with the greatest sum of `weights`, none of them below 1.

    Edges of weight 0 or less are never taken. Equal inputs give equal outputs, in the order of the left ends.
    """
    edges = {edge: weight for edge, weight in sorted(weights.items()) if weight > 0}
    pairs: dict[int, int] = {}
    for component in _components(edges):
        pairs.update(_matched(component))
    return dict(sorted(pairs.items()))


def _components(edges: Mapping[Edge, int]) -> Iterable[dict[int, dict[int, int]]]:
    """The edges as rows of right ends, one mapping per connected part."""
    rows: dict[int, dict[int, int]] = {}
    by_right: dict[int, list[int]] = {}
    for (left, right), weight in edges.items():
        rows.setdefault(left, {})[right] = weight
        by_right.setdefault(right, []).append(left)
    seen: set[int] = set()
    for start in rows:
        if start not in seen:
            part = _reached(start, rows, by_right, seen)
            yield {left: rows[left] for left in sorted(part)}


def _reached(
    start: int, rows: Mapping[int, Mapping[int, int]], by_right: Mapping[int, list[int]], seen: set[int]
) -> list[int]:
    part, waiting = [], [start]
    seen.add(start)
    while waiting:
        left = waiting.pop()
        part.append(left)
        for right in rows[left]:
            fresh = [other for other in by_right[right] if other not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
    return part


def _matched(rows: Mapping[int, Mapping[int, int]]) -> dict[int, int]:
    """The best matching of one component: each left end in turn finds the cheapest augmenting path.

    A cost is the heaviest weight less the edge's own; staying single costs the heaviest weight, by a right
    end of its own (negative numbers). Potentials keep all reduced costs from falling below zero.
    """
    heaviest = max(weight for row in rows.values() for weight in row.values())
    costs = {
        left: {**{right: heaviest - weight for right, weight in row.items()}, ~left: heaviest}
        for left, row in rows.items()
    }
    potential: dict[int, int] = {}
    owner: dict[int, int] = {}
    held: dict[int, int] = {}
    for left in costs:
        _augment(left, costs, potential, owner, held)
    return {left: right for right, left in owner.items() if right >= 0}


def _augment(
    start: int,
    costs: Mapping[int, Mapping[int, int]],
    potential: dict[int, int],
    owner: dict[int, int],
    held: dict[int, int],
) -> None:
    """Dijkstra from `start` to the nearest free right end, then shift the owners along the path.

    `owner` leads from right to left, `held` from left to right.

    `potential` holds the right ends' duals; a matched edge has a reduced cost of zero, so the row's own dual
    is read off the edge that it is matched by.
    """
    distance: dict[int, int] = {}
    came_from: dict[int, int] = {}
    done: dict[int, int] = {}
    heap: list[tuple[int, int]] = []
    row, reached, offset = start, 0, 0
    while True:
        for right, cost in costs[row].items():
            through = reached + cost - potential.get(right, 0) - offset
            if right not in done and through < distance.get(right, through + 1):
                distance[right], came_from[right] = through, row
                heappush(heap, (through, right))
        reached, nearest = _nearest(heap, done, distance)
        done[nearest] = reached
        if nearest not in owner:
            break
        row = owner[nearest]
        offset = costs[row][nearest] - potential.get(nearest, 0)
    for right, at in done.items():
        potential[right] = potential.get(right, 0) + at - reached
    _shift_owners(nearest, start, came_from, owner, held)


def _nearest(
    heap: list[tuple[int, int]], done: Mapping[int, int], distance: Mapping[int, int]
) -> tuple[int, int]:
    while True:
        at, right = heappop(heap)
        if right not in done and distance[right] == at:
            return at, right


def _shift_owners(
    end: int, start: int, came_from: Mapping[int, int], owner: dict[int, int], held: dict[int, int]
) -> None:
    """Give each right end on the path to the row that reached it."""
    right = end
    while True:
        row = came_from[right]
        previous = held.get(row)
        owner[right], held[row] = row, right
        if row == start or previous is None:
            return
        right = previous
