"""What people decided about the links of one series: its events fold to a state, and the state decides.

A decision is never changed. Who thinks otherwise decides otherwise, and the later decision stands; or takes
the earlier one back, and it is as if that had never been made. The same decision again is no new event.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING
from unicodedata import category

from snapshots.errors import BadDecision, NothingToUndo
from snapshots.letter_events import LinkDecided, LinkDecisionUndone
from snapshots.link_decisions import Decision, Pair, Place, Verdict, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from snapshots.letter_events import Event

__all__ = [
    "UNDECIDED",
    "DecisionState",
    "check_words",
    "decide_link",
    "decide_undo",
    "decision_number",
    "decision_stream",
    "evolve",
    "fold",
]

# Of what a person writes: an actor is a name or a role, a reason a paragraph.
_LONGEST_ACTOR = 200
_LONGEST_REASON = 2_000
# More pairs than any measure has statements, in all letters of a series.
_MOST_PAIRS = 200
_PARTS = 2
# What turns the order in which the words behind it are shown, until its counterpart: left open, it turns
# what others write behind it, too. The marks U+200E, U+200F and U+061C turn nothing, and who writes Arabic
# or Hebrew needs them.
_CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
_LINE = frozenset("\n\r\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionState:
    """All decisions of a series in their order, and the numbers of those that were taken back.

    `events` counts the events of the stream.
    """

    made: tuple[Decision, ...] = ()
    undone: frozenset[int] = frozenset()
    events: int = 0

    @property
    def in_force(self) -> tuple[Decision, ...]:
        """The decisions that were not taken back; some of their pairs may be overruled (`settle`)."""
        return tuple(one for one in self.made if one.number not in self.undone)


UNDECIDED = DecisionState()


def decision_stream(series: str) -> str:
    """The name of the stream that holds what was decided of a series."""
    return f"decisions/{series}"


def evolve(state: DecisionState, event: Event) -> DecisionState:
    """The state after one more event."""
    number = state.events + 1
    match event:
        case LinkDecided(verdict=verdict, pairs=pairs, actor=actor, reason=reason):
            made = Decision(number=number, verdict=verdict, pairs=pairs, actor=actor, reason=reason)
            return replace(state, made=(*state.made, made), events=number)
        case LinkDecisionUndone(decision=decision):
            return replace(state, undone=state.undone | {decision}, events=number)
    return replace(state, events=number)


def fold(history: Iterable[Event]) -> DecisionState:
    """The state after all of a stream's events."""
    return reduce(evolve, history, UNDECIDED)


def decide_link(
    state: DecisionState, *, verdict: Verdict, pairs: Sequence[Pair], actor: str, reason: str
) -> tuple[LinkDecided, ...]:
    """The event that records a decision; none while the same verdict on the same pairs holds already.

    The sides of a pair may come in either order. Raises BadDecision for pairs that the verdict cannot be
    meant of, and for an actor or reason that is empty or too long.
    """
    check_words(actor, reason)
    ordered = _in_order(pairs)
    _check_pairs(verdict, ordered)
    overruled = settle(state.in_force).overruled
    same = (one for one in state.in_force if (one.verdict, one.pairs) == (verdict, ordered))
    if any(one.number not in overruled for one in same):
        return ()
    return (LinkDecided(verdict=verdict, pairs=ordered, actor=actor.strip(), reason=reason.strip()),)


def decide_undo(
    state: DecisionState, *, decision: str, actor: str, reason: str
) -> tuple[LinkDecisionUndone, ...]:
    """The event that takes a decision back; none when it was taken back before.

    Raises NothingToUndo for what names no decision of the series, and BadDecision as `decide_link` does.
    """
    check_words(actor, reason)
    number = decision_number(state, decision)
    if number in state.undone:
        return ()
    return (LinkDecisionUndone(decision=number, actor=actor.strip(), reason=reason.strip()),)


def decision_number(state: DecisionState, decision: str) -> int:
    """The number of the decision of this id; raises NothingToUndo."""
    for one in state.made:
        if one.id == decision:
            return one.number
    raise NothingToUndo(decision, tuple(one.id for one in state.made if one.number not in state.undone))


def check_words(actor: str, reason: str) -> None:
    """Raises BadDecision for an actor or a reason that is empty, too long, or steers who shows it."""
    for what, words, most in (("actor", actor, _LONGEST_ACTOR), ("reason", reason, _LONGEST_REASON)):
        if not any(map(_is_seen, words)):
            raise BadDecision(f"the {what} is empty; say who decides, and why")
        if len(words) > most:
            raise BadDecision(f"the {what} has {len(words)} characters; use {most} at most")
        if any(map(_is_no_word, words)):
            raise BadDecision(
                f"the {what} has control characters, or some that are none; write it as plain UTF-8 text"
            )
        if not all(map(_turns_back, words.splitlines())):
            raise BadDecision(
                f"the {what} turns the direction of writing and not back; close each override or isolate in "
                "its own line, or leave it out"
            )


def _is_seen(character: str) -> bool:
    return not character.isspace() and category(character)[0] not in "CM"


def _is_no_word(character: str) -> bool:
    """Whether it steers a terminal, or is half a character; lines may be broken."""
    return category(character) in {"Cc", "Cs"} and character not in _LINE


def _turns_back(line: str) -> bool:
    """Whether each override, embedding or isolate is closed, the last one opened first."""
    awaited: list[str] = []
    for character in line:
        if character in _CLOSED_BY:
            awaited.append(_CLOSED_BY[character])
        elif character in _CLOSED_BY.values() and (not awaited or awaited.pop() != character):
            return False
    return not awaited


def _in_order(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Each pair once, the older letter first in each."""
    turned = (
        pair if _when(pair.before) <= _when(pair.after) else Pair(before=pair.after, after=pair.before)
        for pair in pairs
    )
    return tuple(sorted(set(turned)))


def _when(place: Place) -> tuple[str, int]:
    """The date and the issue in a letter's key."""
    _, date, *issue = place.letter.split("/")
    return date, int(issue[0]) if issue else 1


def _check_pairs(verdict: Verdict, pairs: Sequence[Pair]) -> None:
    if not pairs:
        raise BadDecision("there are no pairs; name the statements that it is about")
    if len(pairs) > _MOST_PAIRS:
        raise BadDecision(f"there are {len(pairs)} pairs; decide of {_MOST_PAIRS} at most at once")
    within = next((pair.before.letter for pair in pairs if pair.before.letter == pair.after.letter), None)
    if within is not None:
        raise BadDecision(f"both sides of a pair are of {within}; a link leads from one letter to another")
    wholes, parts = {pair.before for pair in pairs}, {pair.after for pair in pairs}
    if verdict is Verdict.SPLIT:
        _check_parts("split", "older", "newer", wholes, parts)
    if verdict is Verdict.MERGE:
        _check_parts("merge", "newer", "older", parts, wholes)


def _check_parts(what: str, whole: str, part: str, wholes: set[Place], parts: set[Place]) -> None:
    if len(wholes) != 1 or len(parts) < _PARTS or len({place.letter for place in parts}) != 1:
        raise BadDecision(
            f"a {what} is of one statement of the {whole} letter and two or more of one {part} letter; "
            "confirm the rest on its own"
        )
