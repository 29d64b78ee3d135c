"""Which statement of the newer letter continues which of the older: passes from strict to loose.

    same words -> best match -> between neighbours -> further parts, repetitions, sequels -> groups

The theory of the passes, and what each threshold rests on, is in DESIGN.md.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from diffing.linking.assignment import best_pairs
from diffing.linking.candidates import Posts, nearest, posted
from diffing.linking.clusters import Cluster
from diffing.linking.gather_clusters import Gathered, gather_clusters
from diffing.linking.kept_promises import reports_of_promises
from diffing.linking.left_over import left_under_one_heading, lines_of_one_list, taken_up_again
from diffing.linking.likeness import is_one_argument
from diffing.linking.links import Alternative, Link, Linking, Rule, Unlinked
from diffing.linking.list_labels import labelled_otherwise, under_one_label
from diffing.linking.narrative import names_a_measure
from diffing.linking.pinned_links import Pins, arrange, pin_links
from diffing.linking.place import under_another_heading
from diffing.linking.rivals import Held
from diffing.linking.similarity import are_talks_and_works, continuation, named_otherwise, reasons_for
from diffing.linking.strangers import about_other_things, are_strangers, share_words_of_the_thing
from diffing.linking.subjects import Subject, read_subjects
from diffing.linking.told_again import Resemblances, repeats, resemblances
from diffing.words.stems import words
from snapshots.broken_lines import as_read
from snapshots.letter import Letter, Statement, Status
from snapshots.link_decisions import NOTHING_SETTLED, Settled

__all__ = ["link_statements"]

Edge = tuple[int, int]

# How many candidates of each statement are looked at closely; with four, a link in a hundred of the real pair
# is another, with eight hardly one (DESIGN.md, decision 84).
_CANDIDATES = 5
# The least that a pair must score, in thousandths: anywhere, and beside its neighbours. Measured on two real
# letters; 20 more or less changes one link in a hundred.
_BEST_MATCH = 480
_BETWEEN_NEIGHBOURS = 370
# Below the first a pair is taken only when it is the best that either end could have; none that scores less
# than the second, a share of that: in a long letter some stranger is always alike (DESIGN.md, decision 19).
_CLEAR, _SECOND_CHOICE = 560, 650
_RUNNERS_UP = 3
_BACKWARDS = (Status.DONE, Status.PLANNED)


@dataclass(slots=True)
class _Search:
    """What is known so far, by places; `posts_old` and `posts_new` are those of all statements.

    Evidence by pair, in thousandths, the pairs taken with their rules, and the report of each promise that
    was kept.
    """

    old: tuple[Subject, ...]
    new: tuple[Subject, ...]
    posts_old: Posts
    posts_new: Posts
    pins: Pins
    lines: Mapping[int, int]
    evidence: dict[Edge, int] = field(default_factory=dict)
    pairs: dict[int, int] = field(default_factory=dict)
    rules: dict[int, Rule] = field(default_factory=dict)
    reports: dict[int, int] = field(default_factory=dict)
    of_old: dict[int, list[Edge]] = field(default_factory=dict)
    of_new: dict[int, list[Edge]] = field(default_factory=dict)
    best_of_old: dict[int, int] = field(default_factory=dict)
    best_of_new: dict[int, int] = field(default_factory=dict)

    def look_at(self, evidence: Mapping[Edge, int]) -> None:
        for edge, score in evidence.items():
            i, j = edge
            self.of_old.setdefault(i, []).append(edge)
            self.of_new.setdefault(j, []).append(edge)
            best_of_old, best_of_new = self.best_of_old.get(i, 0), self.best_of_new.get(j, 0)
            better = score > best_of_old or score > best_of_new
            if better and _could_be_one(self.old[i], self.new[j]):
                self.best_of_old[i] = max(best_of_old, score)
                self.best_of_new[j] = max(best_of_new, score)
        self.evidence.update(evidence)

    def take(self, pairs: Mapping[int, int], rule: Rule) -> None:
        self.pairs.update(pairs)
        self.rules.update(dict.fromkeys(pairs, rule))


def _could_be_one(old: Subject, new: Subject) -> bool:
    """Whether a candidate is a rival at all: a stranger, or what names another place, is none."""
    return not (are_strangers(old, new) or named_otherwise(old, new))


def link_statements(old: Letter, new: Letter, *, settled: Settled = NOTHING_SETTLED) -> Linking:
    """How the statements of two letters correspond; each stands in exactly one place of the result.

    Nothing but the statements, the letters' dates and what people decided counts: no clock, no chance.
    """
    old, new = as_read(old), as_read(new)
    search = _search(*read_subjects(old, new), pin_links(old, new, settled))
    search.take(search.pins.pairs(), Rule.BY_DECISION)
    search.take(_same_words(search), Rule.SAME_WORDS)
    search.look_at(_look_closely(search))
    search.reports = reports_of_promises(search.old, search.new, search.evidence)
    search.take(_best_match(search), Rule.BEST_MATCH)
    like_old = resemblances(search.old, search.posts_old, search.pairs)
    like_new = resemblances(search.new, search.posts_new, set(search.pairs.values()))
    search.take(_without_rivals(search, like_old, like_new), Rule.BEST_MATCH)
    search.take(_between_neighbours(search, like_old, like_new), Rule.BETWEEN_NEIGHBOURS)
    gathered = gather_clusters(
        search.old,
        search.new,
        search.pairs,
        search.evidence,
        like_old=like_old,
        like_new=like_new,
        reports=search.reports,
        lines=search.lines,
    )
    return _linking(search, arrange(gathered, search.pins, search.pairs))


def _search(old: tuple[Subject, ...], new: tuple[Subject, ...], pins: Pins) -> _Search:
    lines = under_one_label(old, new)
    return _Search(old=old, new=new, posts_old=posted(old), posts_new=posted(new), pins=pins, lines=lines)


def _same_words(search: _Search) -> dict[int, int]:
    """Pairs whose words and partners are the same; several of them pair in reading order."""
    waiting: dict[tuple[object, ...], list[int]] = {}
    for subject in search.new:
        waiting.setdefault(_wording(subject.statement), []).append(subject.at)
    pairs = {}
    for subject in search.old:
        same = waiting.get(_wording(subject.statement), ())
        found = next((j for j in same if search.pins.leave_open(subject.at, j)), None)
        if found is not None:
            pairs[subject.at] = found
            waiting[_wording(subject.statement)].remove(found)
    return pairs


def _wording(statement: Statement) -> tuple[object, ...]:
    return words(statement.text), tuple(sorted(statement.partners))


def _look_closely(search: _Search) -> dict[Edge, int]:
    """The evidence of each statement's candidates, seen from either letter, and of lines under one label."""
    onward = nearest(search.old, search.posts_new, most=_CANDIDATES)
    backward = nearest(search.new, search.posts_old, most=_CANDIDATES)
    return _evidence(search, _edges(onward, backward) | search.pairs.items() | search.lines.items())


def _edges(onward: Mapping[int, Sequence[int]], backward: Mapping[int, Sequence[int]]) -> set[Edge]:
    edges = {(i, j) for i, places in onward.items() for j in places}
    edges.update((i, j) for j, places in backward.items() for i in places)
    return edges


def _evidence(search: _Search, edges: AbstractSet[Edge]) -> dict[Edge, int]:
    """The evidence of these pairs, but for two sentences that only argue: they are alike in every letter.

    Of two such that say nearly the same one is the other, with a count of it changed.
    """
    named_old = {i: names_a_measure(search.old[i].statement) for i in {i for i, _ in edges}}
    named_new = {j: names_a_measure(search.new[j].statement) for j in {j for _, j in edges}}
    old, new, pairs = search.old, search.new, search.pairs
    telling = [
        (i, j)
        for i, j in edges
        if named_old[i] or named_new[j] or pairs.get(i) == j or is_one_argument(old[i], new[j])
    ]
    if search.pins.decisions:
        telling = [edge for edge in telling if search.pins.allow(*edge)]
    return {(i, j): continuation(old[i], new[j]) for i, j in sorted(telling)}


def _look_again(search: _Search) -> dict[Edge, int]:
    """The evidence of further candidates among what no pair has taken: there common words find somebody."""
    taken = set(search.pairs.values())
    old = [subject for subject in search.old if subject.at not in search.pairs]
    new = [subject for subject in search.new if subject.at not in taken]
    onward = nearest(old, posted(new), most=_CANDIDATES)
    backward = nearest(new, posted(old), most=_CANDIDATES)
    return _evidence(search, _edges(onward, backward) - search.evidence.keys())


def _best_match(search: _Search) -> dict[int, int]:
    free = [edge for edge in _free(search) if not _is_the_step_after(search, *edge)]
    free = [edge for edge in free if _is_clear(search, *edge) or _comes_near(search, *edge, 1000)]
    free = [edge for edge in free if not are_strangers(search.old[edge[0]], search.new[edge[1]])]
    free = [edge for edge in free if not _has_only_the_act(search, *edge)]
    pairs = best_pairs({edge: _profit(search.evidence[edge], _BEST_MATCH) for edge in free})
    return {i: j for i, j in pairs.items() if _comes_near(search, i, j, _SECOND_CHOICE)}


def _without_rivals(search: _Search, like_old: Resemblances, like_new: Resemblances) -> dict[int, int]:
    """Further pairs that score enough, though an end is liker to what has gone to something nearer still.

    Not what names or is about something else, nor what says again what is paired.
    """
    taken = set(search.pairs.values())
    held = Held.of(search.pairs, search.evidence)
    worth = {}
    for i, j in _free(search):
        old, new = search.old[i], search.new[j]
        if search.evidence[i, j] < _BEST_MATCH or _is_the_step_after(search, i, j):
            continue
        if named_otherwise(old, new) or about_other_things(old, new) or _has_only_the_act(search, i, j):
            continue
        if repeats(old, search.old, like_old, search.pairs) or repeats(new, search.new, like_new, taken):
            continue
        near = [edge for edge in (*search.of_old[i], *search.of_new[j]) if held.would_rather(edge, (i, j))]
        if not any(_could_be_one(search.old[m], search.new[n]) for m, n in near):
            worth[i, j] = _profit(search.evidence[i, j], _BEST_MATCH - 1)
    return best_pairs(worth)


def _is_clear(search: _Search, i: int, j: int) -> bool:
    """Whether the pair may be taken though one of its ends has a better candidate."""
    return search.evidence[i, j] >= _CLEAR and not named_otherwise(search.old[i], search.new[j])


def _has_only_the_act(search: _Search, i: int, j: int) -> bool:
    """Whether a pair that is not clear stands under another heading, and shares only words of acts."""
    old, new = search.old[i], search.new[j]
    return (
        search.evidence[i, j] < _CLEAR
        and not share_words_of_the_thing(old, new)
        and under_another_heading(old.statement, new.statement)
    )


def _comes_near(search: _Search, i: int, j: int, share: int) -> bool:
    """Whether the pair scores at least this share, in thousandths, of the best that either end could have."""
    best = max(search.best_of_old.get(i, 0), search.best_of_new.get(j, 0))
    return best * share <= search.evidence[i, j] * 1000


def _is_the_step_after(search: _Search, i: int, j: int) -> bool:
    """Whether `i` was promised, another statement reports it done, and `j` is planned now."""
    return search.reports.get(i, j) != j and search.new[j].statement.status is Status.PLANNED


def _free(search: _Search) -> list[Edge]:
    taken = set(search.pairs.values())
    free = [edge for edge in search.evidence if edge[0] not in search.pairs and edge[1] not in taken]
    return [edge for edge in free if search.pins.leave_open(*edge)] if search.pins.measures else free


def _profit(score: int, least: int) -> int:
    """What a pair is worth, by the cube: two doubtful pairs do not outweigh a sure one (decision 2)."""
    return score**3 - least**3


def _between_neighbours(search: _Search, like_old: Resemblances, like_new: Resemblances) -> dict[int, int]:
    """Weaker pairs that stand where their neighbours have gone: most measures keep their place.

    What plainly says again what is paired already needs no counterpart of its own, and what was done is not
    planned again on weak evidence.
    """
    taken = set(search.pairs.values())
    repeated_old = {s.at for s in search.old if repeats(s, search.old, like_old, search.pairs)}
    repeated_new = {s.at for s in search.new if repeats(s, search.new, like_new, taken)}
    worth = {}
    for i, j in _free(search):
        score = search.evidence[i, j]
        backwards = (search.old[i].statement.status, search.new[j].statement.status) == _BACKWARDS
        if (
            not _comes_near(search, i, j, _SECOND_CHOICE)
            or i in repeated_old
            or j in repeated_new
            or backwards
            or _is_the_step_after(search, i, j)
            or are_strangers(search.old[i], search.new[j])
            or under_another_heading(search.old[i].statement, search.new[j].statement)
            or named_otherwise(search.old[i], search.new[j])
            or labelled_otherwise(search.old[i], search.new[j])
            or are_talks_and_works(search.old[i].statement, search.new[j].statement)
        ):
            continue
        if score >= _BETWEEN_NEIGHBOURS and (_in_place(search, i, j) or _stand_out(search, i, j, taken)):
            worth[i, j] = _profit(score, _BETWEEN_NEIGHBOURS - 1)
    return best_pairs({**worth, **_under_one_heading(search, repeated_old, repeated_new)})


def _under_one_heading(
    search: _Search, repeated_old: Container[int], repeated_new: Container[int]
) -> dict[Edge, int]:
    """What pairs are worth whose ends are left for each other under one heading, under whatever name.

    The evidence that a second look gave for them is kept; that of other candidates is not, for it would bring
    further parts and repetitions of measures that share nothing rare.
    """
    further = _look_again(search)
    taken = set(search.pairs.values())
    both = {**search.evidence, **further}
    edges = [
        (i, j)
        for i, j in both
        if not (i in search.pairs or j in taken or i in repeated_old or j in repeated_new)
        and search.pins.leave_open(i, j)
        and not _is_the_step_after(search, i, j)
    ]
    found = left_under_one_heading(search.old, search.new, search.pairs, both, edges)
    found |= taken_up_again(search.old, search.new, both, edges)
    found |= lines_of_one_list(search.old, search.new, search.lines, both, edges)
    search.look_at({edge: further[edge] for edge in found if edge in further})
    least = _BETWEEN_NEIGHBOURS
    return {edge: _profit(max(score, least), least - 1) for edge, score in found.items()}


_REACH = 5


def _in_place(search: _Search, i: int, j: int) -> bool:
    """Whether one of the nearest statements around `i` has gone to one around `j`."""
    around = [k for k in range(i - _REACH, i + _REACH + 1) if k in search.pairs]
    return any(abs(search.pairs[k] - j) <= _REACH for k in around)


# How far a pair stands out, in thousandths of its score, when its ends have no other candidate beyond that.
_RIVAL = 600


def _stand_out(search: _Search, i: int, j: int, taken: Container[int]) -> bool:
    """Whether both are about the same partners, and nothing else that is left comes near for either.

    Of two that are about one thing, what is about another is no rival.
    """
    if search.old[i].partners.isdisjoint(search.new[j].partners):
        return False
    most = search.evidence[i, j] * _RIVAL // 1000
    rivals = [(i, n) for _, n in search.of_old[i] if n != j and n not in taken]
    rivals += [(m, j) for m, _ in search.of_new[j] if m != i and m not in search.pairs]
    one_thing = not about_other_things(search.old[i], search.new[j])
    return all(
        search.evidence[m, n] <= most or (one_thing and about_other_things(search.old[m], search.new[n]))
        for m, n in rivals
    )


def _linking(search: _Search, gathered: Gathered) -> Linking:
    return Linking(
        links=tuple(_link(search, cluster) for cluster in gathered.clusters),
        unmentioned=tuple(_unlinked(search, group, side=0) for group in gathered.unmentioned),
        added=tuple(_unlinked(search, group, side=1) for group in gathered.added),
        decisions=search.pins.decisions,
    )


def _link(search: _Search, cluster: Cluster) -> Link:
    i, j = cluster.before[0], cluster.after[0]
    rivals = [edge for edge in (*search.of_old[i], *search.of_new[j]) if edge != (i, j)]
    decided = search.pins.by_old.get(i)
    return Link(
        before=_ids(search.old, cluster.before),
        after=_ids(search.new, cluster.after),
        rule=search.rules[i],
        score=1.0 if decided else _share(search.evidence[i, j]),
        reasons=decided.reasons if decided else reasons_for(search.old[i], search.new[j]),
        alternatives=_best(search, rivals),
        split=cluster.split,
        merged=cluster.merged,
    )


def _share(score: int) -> float:
    return min(score, 1000) / 1000


def _unlinked(search: _Search, group: Sequence[int], *, side: int) -> Unlinked:
    edges = (search.of_old, search.of_new)[side].get(group[0], [])
    return Unlinked(statements=_ids((search.old, search.new)[side], group), considered=_best(search, edges))


def _ids(subjects: Sequence[Subject], places: Sequence[int]) -> tuple[str, ...]:
    """The first place is the one that counts; the rest in reading order."""
    return tuple(subjects[place].statement.id for place in (places[0], *sorted(places[1:])))


def _best(search: _Search, edges: Sequence[Edge]) -> tuple[Alternative, ...]:
    ranked = sorted([(-search.evidence[edge], edge) for edge in edges])
    return tuple(
        Alternative(
            before=search.old[i].statement.id,
            after=search.new[j].statement.id,
            score=_share(search.evidence[i, j]),
        )
        for _, (i, j) in ranked[:_RUNNERS_UP]
    )
