"""Decisions on links, held against the letters as they are now: re-issued, withdrawn, or read anew.

A decision names statements of the issue that somebody read. A corrected re-issue says the same in other bytes
and under other ids, so what was decided of a statement is held to be decided of whichever statement of the
re-issue has its words. Nothing of that is stored: it follows from the decisions and the letters, and is as it
was when both are given as they were. What finds no statement is named, never dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from snapshots.letter import Letter
from snapshots.link_decisions import Decision, Pair, Place, Verdict
from snapshots.statement_ids import statements_with_words

__all__ = ["Carried", "CarriedDecisions", "NotCarried", "carry_decisions"]

Heirs = Mapping[tuple[str, str], str]

_OTHER_WORDS = "no statement there has its words"
_PARTED = "the statement there that has its words was decided to be another measure"
_WITHDRAWN = "its letter was withdrawn, and no re-issue of it is held"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Carried:
    """What the decision of this id says of the statement `origin` is held to be said of `heir`, too."""

    decision: str
    origin: Place
    heir: Place


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class NotCarried:
    """What the decision of this id says of `origin` holds of no statement of `letter`, and why.

    `letter` is the key of a re-issue, or of the statement's own letter, which was read anew or withdrawn.
    """

    decision: str
    origin: Place
    letter: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedDecisions:
    """The decisions with the pairs that they are held to speak of besides; what was carried, what was not."""

    decisions: tuple[Decision, ...] = ()
    carried: tuple[Carried, ...] = ()
    not_carried: tuple[NotCarried, ...] = ()


def carry_decisions(
    decisions: Sequence[Decision],
    letters: Iterable[Letter],
    *,
    withdrawn: Collection[str] = (),
    heirs: Heirs | None = None,
) -> CarriedDecisions:
    """The decisions, held against the latest readings of the letters that they name, and their re-issues.

    `withdrawn` are keys of those `letters` that are not held: what was decided of them is carried to their
    re-issues, and they take nothing over. `heirs` says who has the words of statements that a letter is no
    longer read to make. Of letters that are not given nothing is carried. The order does not matter.
    """
    if not decisions:
        return CarriedDecisions()
    issues = _Issues(letters, withdrawn, heirs or {}, _said_outright(decisions))
    carrier = _Carrier(issues)
    held = tuple(carrier.carry(decision) for decision in sorted(decisions, key=lambda one: one.number))
    return CarriedDecisions(
        decisions=held,
        carried=tuple(sorted(set(carrier.carried))),
        not_carried=tuple(sorted(set(carrier.not_carried))),
    )


# For a statement and the key of another letter: what was said of it and statements of that letter outright.
_Outright = Mapping[tuple[Place, str], Mapping[Verdict, set[Place]]]


def _said_outright(decisions: Iterable[Decision]) -> _Outright:
    said: dict[tuple[Place, str], dict[Verdict, set[Place]]] = {}
    for decision in decisions:
        for pair in decision.pairs:
            for here, there in ((pair.before, pair.after), (pair.after, pair.before)):
                verdicts = said.setdefault((here, there.letter), {})
                verdicts.setdefault(decision.verdict, set()).add(there)
    return said


class _Issues:
    """The issues of each date, and which statement of a later one has the words of one before."""

    def __init__(
        self, letters: Iterable[Letter], withdrawn: Collection[str], heirs: Heirs, outright: _Outright
    ) -> None:
        self.by_key = {letter.key: letter for letter in letters}
        self.withdrawn = frozenset(withdrawn)
        self._heirs = heirs
        self._outright = outright
        self._words: dict[tuple[str, str], Mapping[str, str | None]] = {}
        self._made = {
            key: frozenset(one.id for one in letter.statements) for key, letter in self.by_key.items()
        }

    def later(self, letter: Letter) -> Iterator[Letter]:
        """The re-issues of a letter that are held, in their order."""
        same = [
            one
            for one in self.by_key.values()
            if (one.series, one.date) == (letter.series, letter.date)
            and one.reissue > letter.reissue
            and one.key not in self.withdrawn
        ]
        yield from sorted(same, key=lambda one: one.reissue)

    def as_read_now(self, place: Place) -> Place | None:
        """The place, or who has its words in the latest reading of its letter; None where nobody has."""
        statement: str | None = place.statement
        while statement is not None and statement not in self._made[place.letter]:
            statement = self._heirs.get((place.letter, statement))
        return None if statement is None else Place(letter=place.letter, statement=statement)

    def heir(self, place: Place, letter: Letter) -> Place | str | None:
        """The statement of a re-issue that takes over, or why there is none; None where people said which."""
        outright = self._outright.get((place, letter.key), {})
        if any(verdict is not Verdict.SEPARATE for verdict in outright):
            return None
        found = self._with_words(place.letter, letter.key).get(place.statement)
        if found is None:
            return _OTHER_WORDS
        heir = Place(letter=letter.key, statement=found)
        return _PARTED if heir in outright.get(Verdict.SEPARATE, ()) else heir

    def _with_words(self, old: str, new: str) -> Mapping[str, str | None]:
        if (old, new) not in self._words:
            self._words[old, new] = statements_with_words(self.by_key[old], self.by_key[new])
        return self._words[old, new]


@dataclass(slots=True)
class _Carrier:
    """Carries one decision after the other, and notes what became of each of its places."""

    issues: _Issues
    carried: list[Carried] = field(default_factory=list)
    not_carried: list[NotCarried] = field(default_factory=list)

    def carry(self, decision: Decision) -> Decision:
        """The decision with a pair for each two statements that have the words of one of its pairs."""
        pairs = dict.fromkeys(decision.pairs)
        for pair in decision.pairs:
            befores = [pair.before, *self._heirs(decision, pair.before, besides=pair.after.letter)]
            afters = [pair.after, *self._heirs(decision, pair.after, besides=pair.before.letter)]
            pairs |= {_in_order(b, a): None for b in befores for a in afters if b.letter != a.letter}
        return replace(decision, pairs=tuple(sorted(pairs)))

    def _heirs(self, decision: Decision, place: Place, *, besides: str) -> Iterator[Place]:
        letter = self.issues.by_key.get(place.letter)
        if letter is None:
            return
        now = self.issues.as_read_now(place)
        if now is None:
            self._lose(decision, place, place.letter, _OTHER_WORDS)
            return
        if now != place:
            yield self._take(decision, place, now)
        yield from self._heirs_in_reissues(decision, place, now, letter, besides=besides)

    def _heirs_in_reissues(
        self, decision: Decision, place: Place, now: Place, letter: Letter, *, besides: str
    ) -> Iterator[Place]:
        reissues = list(self.issues.later(letter))
        if letter.key in self.issues.withdrawn and not reissues:
            self._lose(decision, place, letter.key, _WITHDRAWN)
        for reissue in reissues:
            if reissue.key == besides:
                continue  # this very decision says which is which
            heir = self.issues.heir(now, reissue)
            if isinstance(heir, Place):
                yield self._take(decision, place, heir)
            elif heir is not None:
                self._lose(decision, place, reissue.key, heir)

    def _take(self, decision: Decision, place: Place, heir: Place) -> Place:
        self.carried.append(Carried(decision=decision.id, origin=place, heir=heir))
        return heir

    def _lose(self, decision: Decision, place: Place, letter: str, why: str) -> None:
        self.not_carried.append(NotCarried(decision=decision.id, origin=place, letter=letter, why=why))


def _in_order(one: Place, other: Place) -> Pair:
    """The two as a pair; of issues of one date the earlier comes first, as in every pair."""
    before, after = sorted((one, other), key=lambda place: _when(place.letter))
    return Pair(before=before, after=after)


def _when(key: str) -> tuple[str, int]:
    _, date, *issue = key.split("/")
    return date, int(issue[0]) if issue else 1
