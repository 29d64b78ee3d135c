"""Which report of the newer letter says that a promise of the older one has been kept.

A letter often tells a measure twice: how it stands, and what comes next. When the next letter reports the act
done in one sentence, that sentence answers both, and the step after it is another measure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diffing.linking.similarity import named_otherwise
from diffing.linking.subjects import Subject
from snapshots.letter import Status

__all__ = ["reports_of_promises"]

# A report that scores less, in thousandths, may be of anything; so may one that another statement comes near.
_REPORTED = 400
_CLEARLY = 1100


def reports_of_promises(
    old: Sequence[Subject], new: Sequence[Subject], evidence: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    """For the place of each promise, that of the report for which more speaks than for all other reports.

    A next step may be as like the promise as the report; it gives way, unless it is more like it.
    """
    promises = {one.at for one in old if one.statement.status is Status.PLANNED}
    candidates: dict[int, list[tuple[int, int]]] = {}
    for (i, j), score in evidence.items():
        if i in promises and not named_otherwise(old[i], new[j]):
            candidates.setdefault(i, []).append((score, j))
    reports = {i: _report(found, new) for i, found in candidates.items()}
    return {i: j for i, j in reports.items() if j is not None}


def _report(found: Sequence[tuple[int, int]], new: Sequence[Subject]) -> int | None:
    """The best of the candidates when it is done, and clearly better than all others that are."""
    score, place = max(found, key=lambda one: (one[0], -one[1]))
    if score < _REPORTED or new[place].statement.status is not Status.DONE:
        return None
    others = [other for other, j in found if j != place and new[j].statement.status is Status.DONE]
    return place if all(score * 1000 >= other * _CLEARLY for other in others) else None
