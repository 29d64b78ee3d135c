"""What is left on either side under one heading: a measure that goes on under another name.

A letter calls the signal box the interlocking centre. No word of the thing is the same, so the search does
not find it among a thousand statements; among those that no pair has taken it stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from diffing.linking.place import same_heading, under_another_heading
from diffing.linking.similarity import named_otherwise
from diffing.linking.strangers import about_other_things
from diffing.linking.subjects import Subject
from snapshots.letter import Status

__all__ = ["left_under_one_heading"]

Edge = tuple[int, int]

# In thousandths. So much speaks for a pair that shares partner, place, headings and the sort of act, and no
# word of the thing; another candidate that has more than this share of it makes the pair doubtful.
_LEAST = 250
_RIVAL = 800
_BACKWARDS = (Status.DONE, Status.PLANNED)


def left_under_one_heading(
    old: Sequence[Subject],
    new: Sequence[Subject],
    pairs: Mapping[int, int],
    evidence: Mapping[Edge, int],
    free: Iterable[Edge],
) -> dict[Edge, int]:
    """Those of the `free` edges whose two ends are left for each other, with their scores.

    Both stand under the same part, priority and topic, are about the same partners, and both name the same
    place or body, or none. No other candidate of either end comes near, but for one that a better pair has
    taken and that is plainly about something else. `evidence` has all candidates of either end.
    """
    back = {j: i for i, j in pairs.items()}
    rivals: dict[tuple[str, int], list[Edge]] = {}
    for i, j in evidence:
        rivals.setdefault(("old", i), []).append((i, j))
        rivals.setdefault(("new", j), []).append((i, j))
    found: dict[Edge, int] = {}
    for i, j in free:
        score = evidence[i, j]
        if score < _LEAST or not _in_one_place(old[i], new[j]):
            continue
        near = [
            edge
            for edge in (*rivals["old", i], *rivals["new", j])
            if edge != (i, j) and evidence[edge] * 1000 > score * _RIVAL
        ]
        if all((n in back if m == i else m in pairs) and _is_another(old[m], new[n]) for m, n in near):
            found[i, j] = score
    return found


def _in_one_place(old: Subject, new: Subject) -> bool:
    a, b = old.statement, new.statement
    if (
        a.part is None
        or not old.partners
        or old.partners != new.partners
        or (a.status, b.status) == _BACKWARDS
    ):
        return False
    headings = ((a.part, b.part), (a.priority, b.priority), (a.topic, b.topic))
    if not all(same_heading(one, other) for one, other in headings):
        return False
    return not old.names.isdisjoint(new.names) or not (old.names or new.names)


def _is_another(old: Subject, new: Subject) -> bool:
    """Whether a candidate that a better pair has taken is about something else, and not a further part."""
    return (
        about_other_things(old, new)
        or named_otherwise(old, new)
        or under_another_heading(old.statement, new.statement)
    )
