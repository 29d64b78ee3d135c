"""What is left on either side under one heading: a measure that goes on under another name.

A letter calls the signal box the interlocking centre. No word of the thing is the same, so the search does
not find it among a thousand statements; among those that no pair has taken it stands alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from diffing.linking.list_labels import ITS_LINE
from diffing.linking.place import same_heading
from diffing.linking.rivals import Held
from diffing.linking.sequels import says_that_it_goes_on
from diffing.linking.similarity import are_talks_and_works, is_another_stage, named_otherwise
from diffing.linking.strangers import about_other_things, are_strangers, share_words_of_the_thing
from diffing.linking.subjects import Subject
from snapshots.letter import Status

__all__ = ["left_under_one_heading", "lines_of_one_list", "taken_up_again"]

Edge = tuple[int, int]

# In thousandths. So much speaks for a pair that shares partner, place, headings and the sort of act, and no
# word of the thing; another candidate that has more than this share of it makes the pair doubtful.
_LEAST = 250
_RIVAL = 800
# A candidate that stands elsewhere is taken from here on.
_A_PAIR = 370
# So much speaks for what is taken up again: partner, place, and a word of it.
_TAKEN_UP = 150
# Where no word of the thing is the same, nine of ten that are another sort of measure and score less are two.
_ANOTHER_SORT = 450


def left_under_one_heading(
    old: Sequence[Subject],
    new: Sequence[Subject],
    pairs: Mapping[int, int],
    evidence: Mapping[Edge, int],
    free: Iterable[Edge],
) -> dict[Edge, int]:
    """Those of the `free` edges whose two ends are left for each other, with their scores.

    Both are about the same partners, name the same place or body, or none does, and stand under the same
    part, priority and topic. Under another part or topic both name a place and are the same sort of measure,
    or share words of the thing; under another priority they share such words. No other candidate of either
    end comes near, but for one that has gone to something nearer. `evidence` has all candidates of either
    end, and the pairs.
    """
    held = Held.of(pairs, evidence)
    scores = {(i, j): evidence[i, j] for i, j in free if evidence[i, j] >= _LEAST}
    likely = {
        (i, j): score
        for (i, j), score in scores.items()
        if _in_one_place(old[i], new[j], score) and _may_go_on(old[i], new[j], score)
    }
    rivals = _edges_by_end(evidence, likely)
    found: dict[Edge, int] = {}
    for (i, j), score in likely.items():
        near = [
            edge
            for edge in (*rivals[0][i], *rivals[1][j])
            if edge != (i, j)
            and evidence[edge] * 1000 > score * _RIVAL
            and _could_be_a_pair(old[edge[0]], new[edge[1]], evidence[edge])
        ]
        if not any(held.is_open(edge, (i, j)) for edge in near):
            found[i, j] = score
    return found


def _edges_by_end(evidence: Iterable[Edge], ends: Iterable[Edge]) -> tuple[dict[int, list[Edge]], ...]:
    """The edges that share an end with one of `ends`, by their old and by their new one."""
    of_old: dict[int, list[Edge]] = {i: [] for i, _ in ends}
    of_new: dict[int, list[Edge]] = {j: [] for _, j in ends}
    for i, j in evidence:
        if i in of_old:
            of_old[i].append((i, j))
        if j in of_new:
            of_new[j].append((i, j))
    return of_old, of_new


def taken_up_again(
    old: Sequence[Subject], new: Sequence[Subject], evidence: Mapping[Edge, int], free: Iterable[Edge]
) -> dict[Edge, int]:
    """Those of the `free` edges that lead from what stood still to the only report that it goes on.

    Both are about the same partners, and neither end could be another such pair's: who resumes tells why it
    can ("following the joint mission"), and of the measure itself only a word.
    """
    edges = [
        (i, j)
        for i, j in free
        if evidence[i, j] >= _TAKEN_UP
        and old[i].statement.status is Status.ON_HOLD
        and _resumes(old[i], new[j])
    ]
    of_old, of_new = Counter(i for i, _ in edges), Counter(j for _, j in edges)
    return {(i, j): evidence[i, j] for i, j in edges if of_old[i] == of_new[j] == 1}


def lines_of_one_list(
    old: Sequence[Subject],
    new: Sequence[Subject],
    lines: Mapping[int, int],
    evidence: Mapping[Edge, int],
    free: Iterable[Edge],
) -> dict[Edge, int]:
    """Those of the `free` edges whose two ends are, by `lines`, the only ones under their label in a list.

    A list goes on label by label, in whatever words: "Malta: bill in committee", now "Malta: completed".
    """
    return {
        (i, j): evidence[i, j]
        for i, j in free
        if lines.get(i) == j
        and evidence[i, j] >= ITS_LINE
        and (old[i].statement.status is not Status.DONE or new[j].statement.status is Status.DONE)
    }


def _resumes(old: Subject, new: Subject) -> bool:
    if not old.partners or old.partners != new.partners or named_otherwise(old, new):
        return False
    return new.statement.status is not Status.ON_HOLD and says_that_it_goes_on(new.statement.text)


def _in_one_place(old: Subject, new: Subject, score: int) -> bool:
    a, b = old.statement, new.statement
    if a.part is None or not old.partners or old.partners != new.partners:
        return False
    if is_another_stage(old, new) or not _name_one_place(old, new):
        return False
    one_priority = same_heading(a.priority, b.priority)
    if one_priority and same_heading(a.part, b.part) and same_heading(a.topic, b.topic):
        return True
    if share_words_of_the_thing(old, new):
        return one_priority or score >= _A_PAIR
    return one_priority and a.kind is b.kind and not old.names.isdisjoint(new.names)


def _name_one_place(old: Subject, new: Subject) -> bool:
    return not old.names.isdisjoint(new.names) or not (old.names or new.names)


def _may_go_on(old: Subject, new: Subject, score: int) -> bool:
    """Whether one may be the other under another name: the same sort of measure, and not taken back."""
    a, b = old.statement, new.statement
    if a.status is Status.DONE and b.status in {Status.PLANNED, Status.ONGOING}:
        return False
    if are_talks_and_works(a, b):
        return False
    return a.kind is b.kind or score >= _ANOTHER_SORT or not about_other_things(old, new)


def _could_be_a_pair(old: Subject, new: Subject, score: int) -> bool:
    """Whether a candidate that stands elsewhere is a rival: what no pass would take is none."""
    strange = are_strangers(old, new) or named_otherwise(old, new)
    return _in_one_place(old, new, score) or (score >= _A_PAIR and not strange)
