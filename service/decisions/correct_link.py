"""People correct links: what a decision would change, and the decision itself.

Comparing is slow and happens outside the transaction; the decision, the items that follow from it and what
goes out in consequence go in together. The same decision again records nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from diffing.items import Item
from diffing.linking.carried_decisions import Carried, NotCarried
from service import clock
from service.corrections.correction_entry import Why
from service.database import transaction
from service.decisions.correction_effects import Effects, View, effects_of
from service.errors import UnknownLetter, UnknownStatement
from service.feeds.feed_ids import authority_of
from service.projections.decisions import SeriesDecisions, load_decisions
from service.projections.entries import PublishedEntry, entries_of_series
from service.projections.items import replace_items
from service.projections.letters import check_series_held, find_letter
from service.projections.readings import (
    FollowedSeries,
    ReadAnewMeanwhile,
    SeriesReadings,
    load_readings,
    readings_held,
)
from service.publishing.publish_changes import append_to_feed, feed_stream, publish_changes
from service.record_faults import RecordingContested
from snapshots.decision_stream import (
    DecisionState,
    decide_link,
    decide_undo,
    decision_number,
    decision_stream,
    evolve,
)
from snapshots.errors import WrongExpectedVersion
from snapshots.event_log import append, stream_version
from snapshots.letter_events import Cause, LinkDecided, LinkDecisionUndone
from snapshots.link_decisions import Decision, Pair, Place, Verdict, decision_id, settle

__all__ = ["Corrected", "Correction", "Decide", "Undo", "correct_link", "preview_correction"]

# As when publishing: more tries are needed only while others keep changing the series.
_TRIES = 5

# The host name for the ids of new entries, where nobody says under which one the service is known.
_LOCAL = authority_of("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """Decide what pairs of statements are to each other; letters by key, or by date within the series."""

    verdict: Verdict
    pairs: tuple[Pair, ...]
    actor: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Take back the decision of this id."""

    decision: str
    actor: str
    reason: str


Correction = Decide | Undo


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A decision, and what it changes.

    `decision` is the one that was made, or taken back, or would be. `position` is that of the event; None
    for a preview, and where nothing was recorded because it was so `already`. `supersedes` are decisions
    that no longer hold against this one, `restores` those that hold again. `carried` and `not_carried` are
    what it says of re-issues and newer readings of its letters; none of one that is taken back.
    """

    decision: Decision
    position: int | None
    already: bool
    supersedes: tuple[str, ...]
    restores: tuple[str, ...]
    effects: Effects
    carried: tuple[Carried, ...] = ()
    not_carried: tuple[NotCarried, ...] = ()


def preview_correction(
    engine: Engine, series: str, correction: Correction, *, authority: str = _LOCAL
) -> Corrected:
    """What the decision would change; nothing is recorded. Raises as `correct_link` does."""
    return _look(engine, series, correction, authority).told


def correct_link(
    engine: Engine,
    series: str,
    correction: Correction,
    *,
    authority: str = _LOCAL,
    now: Callable[[], datetime] = clock.now,
) -> Corrected:
    """The decision, recorded, with the items of the series as they follow from it, and corrections gone out.

    What waits to be published goes out first. Raises UnknownSeries, UnknownLetter, UnknownStatement,
    BadDecision, NothingToUndo; and RecordingContested, having recorded nothing, when others kept changing the
    series first.
    """
    for _ in range(_TRIES):
        publish_changes(engine, series, authority=authority, now=now)
        seen = _look(engine, series, correction, authority)
        if seen.told.already:
            return seen.told
        try:
            with transaction(engine) as connection:
                return _store(connection, seen, recorded_at=now())
        except (WrongExpectedVersion, ReadAnewMeanwhile):
            continue
    raise RecordingContested(f"what was decided in {series!r}", _TRIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A series as it stood when we looked, what is decided, and the items that follow."""

    series: str
    readings: SeriesReadings
    decisions: SeriesDecisions
    feed_version: int
    events: tuple[LinkDecided | LinkDecisionUndone, ...]
    followed: FollowedSeries | None
    told: Corrected


def _look(engine: Engine, series: str, correction: Correction, authority: str) -> _Seen:
    with engine.connect() as connection:
        check_series_held(connection, series)
        # The feed first: what is published behind it makes `append` say so.
        feed_version = stream_version(connection, feed_stream(series))
        meant = _with_keys(connection, series, correction)
        readings = load_readings(connection, series)
        decisions = load_decisions(connection, series)
        published = entries_of_series(connection, series)
    _check_statements(readings, meant)
    state = decisions.state
    events = _decided(state, meant)
    after = state
    for event in events:
        after = evolve(after, event)
    followed = readings.follow(readings.carry(after.in_force).decisions) if events else None
    return _Seen(
        series=series,
        readings=readings,
        decisions=decisions,
        feed_version=feed_version,
        events=events,
        followed=followed,
        told=_told(
            readings,
            published,
            meant,
            before=state,
            after=after,
            items=followed.items if followed else (),
            authority=authority,
        ),
    )


def _with_keys(connection: Connection, series: str, correction: Correction) -> Correction:
    """The same with the key of each letter, which may have been named by its date alone."""
    if isinstance(correction, Undo):
        return correction
    places = {place for pair in correction.pairs for place in (pair.before, pair.after)}
    keys = {
        name: find_letter(connection, series, name.removeprefix(f"{series}/")).key
        for name in {place.letter for place in places}
    }
    pairs = tuple(
        Pair(before=_keyed(one.before, keys), after=_keyed(one.after, keys)) for one in correction.pairs
    )
    return Decide(verdict=correction.verdict, pairs=pairs, actor=correction.actor, reason=correction.reason)


def _keyed(place: Place, keys: Mapping[str, str]) -> Place:
    return Place(letter=keys[place.letter], statement=place.statement)


def _check_statements(readings: SeriesReadings, correction: Correction) -> None:
    if isinstance(correction, Undo):
        return
    said = {letter.key: {one.id for one in letter.statements} for letter in readings.letters}
    for place in (place for pair in correction.pairs for place in (pair.before, pair.after)):
        if place.letter not in said:
            raise UnknownLetter(place.letter.partition("/")[0], place.letter, tuple(said))
        if place.statement not in said[place.letter]:
            raise UnknownStatement(place.letter, place.statement, len(said[place.letter]))


def _decided(state: DecisionState, correction: Correction) -> tuple[LinkDecided | LinkDecisionUndone, ...]:
    match correction:
        case Decide(verdict=verdict, pairs=pairs, actor=actor, reason=reason):
            return decide_link(state, verdict=verdict, pairs=pairs, actor=actor, reason=reason)
        case Undo(decision=decision, actor=actor, reason=reason):
            return decide_undo(state, decision=decision, actor=actor, reason=reason)


def _told(
    readings: SeriesReadings,
    published: Sequence[PublishedEntry],
    correction: Correction,
    *,
    before: DecisionState,
    after: DecisionState,
    items: Sequence[Item],
    authority: str,
) -> Corrected:
    decision = _decision(correction, before, after)
    then, now = readings.carry(before.in_force), readings.carry(after.in_force)
    was, is_now = (set(settle(one.decisions).overruled) for one in (then, now))
    return Corrected(
        decision=decision,
        position=None,
        already=before == after,
        supersedes=_ids(is_now - was),
        restores=_ids(was - is_now - after.undone),
        effects=Effects()
        if before == after
        else effects_of(
            readings.letters,
            published,
            before=View(decisions=then.decisions, items=readings.follow(then.decisions).items),
            after=View(decisions=now.decisions, items=items),
            named=_letters_named(decision, (*then.decisions, *now.decisions), readings),
            why=_why(readings.letters[0].series or "", correction, decision, after.events),
            authority=authority,
        ),
        carried=tuple(one for one in now.carried if one.decision == decision.id),
        not_carried=tuple(one for one in now.not_carried if one.decision == decision.id),
    )


def _why(series: str, correction: Correction, decision: Decision, version: int) -> Why:
    """What corrections say of it: the event that is about to be recorded is the last of its stream."""
    return Why(
        because=Cause(stream=decision_stream(series), version=version),
        reason=correction.reason.strip(),
        actor=correction.actor.strip(),
        decision=decision.id,
    )


def _decision(correction: Correction, before: DecisionState, after: DecisionState) -> Decision:
    """The decision that is made, or undone; where it was made before, that one."""
    if isinstance(correction, Undo):
        number = decision_number(before, correction.decision)
        return next(one for one in before.made if one.number == number)
    if before != after:
        return after.made[-1]
    (event,) = decide_link(
        DecisionState(),
        verdict=correction.verdict,
        pairs=correction.pairs,
        actor=correction.actor,
        reason=correction.reason,
    )
    same = [one for one in before.in_force if (one.verdict, one.pairs) == (event.verdict, event.pairs)]
    return same[-1]


def _letters_named(
    decision: Decision, held_so: Iterable[Decision], readings: SeriesReadings
) -> list[tuple[str, str]]:
    """The pairs of letters that the decision is about, as made and as carried."""
    held = {letter.key for letter in readings.letters}
    pairs = {
        (pair.before.letter, pair.after.letter)
        for one in held_so
        if one.number == decision.number
        for pair in one.pairs
    }
    return sorted(pair for pair in pairs if held.issuperset(pair))


def _ids(numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(decision_id(number) for number in sorted(numbers))


def _store(connection: Connection, seen: _Seen, *, recorded_at: datetime) -> Corrected:
    (position,) = append(
        connection,
        decision_stream(seen.series),
        expected_version=len(seen.decisions.events),
        events=seen.events,
        recorded_at=recorded_at,
    )
    if seen.readings.stands_at != readings_held(connection, seen.series):
        raise ReadAnewMeanwhile
    append_to_feed(
        connection,
        seen.series,
        seen.told.effects.feed,
        expected_version=seen.feed_version,
        recorded_at=recorded_at,
    )
    if seen.followed is not None:
        replace_items(connection, seen.series, seen.followed, seen.readings.every_reading)
    return replace(seen.told, position=position)
