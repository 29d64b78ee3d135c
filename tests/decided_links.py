"""Decisions on links of the harbour letters, as tests make them, and what they look at afterwards."""

from datetime import UTC, datetime, timedelta

from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES
from sqlalchemy import select, text

from diffing.change_json import comparison_to_json
from service.comparing.compare_recorded import compare_recorded
from service.decisions.correct_link import Decide, Undo, correct_link
from service.projections.decisions import list_decisions, load_decisions
from service.projections.entries import CORRECTION, entries_of_series
from service.projections.items import item_ids_of
from service.projections.letters import load_letter
from service.projections.readings import carry_recorded
from service.projections.tables import METADATA, verifications
from service.publishing.publish_changes import feed_stream
from service.recording.record_letter import record_letter
from snapshots.event_log import read_stream
from snapshots.letter_events import EntryPublished
from snapshots.link_decisions import Pair, Place, Verdict

NOON = datetime(2031, 9, 10, 12, 0, tzinfo=UTC)
OLD, MID, NEW = "2031-01-09", "2031-05-20", "2031-09-02"
DERIVED = [table for table in METADATA.sorted_tables if table is not verifications]


def with_letters(engine, *letters):
    for data in letters or (JANUARY, MAY, SEPTEMBER):
        record_letter(engine, data, series=SERIES, now=lambda: NOON)
    return engine


def statement(engine, label, words):
    with engine.connect() as connection:
        letter = load_letter(connection, SERIES, label)
    (found,) = [one for one in letter.statements if words in one.text]
    return Place(letter=label, statement=found.id)


def decide(verdict, *pairs, reason="Read side by side."):
    return Decide(
        verdict=Verdict(verdict),
        pairs=tuple(Pair(before=before, after=after) for before, after in pairs),
        actor="The registrar",
        reason=reason,
    )


def undo(decision):
    return Undo(decision=decision, actor="The registrar", reason="A slip.")


def made(engine, correction):
    return correct_link(engine, SERIES, correction, now=lambda: NOON + timedelta(hours=1))


def unrelated(engine):
    """Two statements that have nothing to do with each other."""
    return statement(engine, OLD, "A grant of EUR 3 million"), statement(engine, MID, "colours of harbour")


def put_off(engine):
    """A workshop that is put off."""
    return tuple(statement(engine, label, "workshop on night navigation") for label in (OLD, MID))


def comparison(engine, old=OLD, new=MID, **asked):
    with engine.connect() as connection:
        return comparison_to_json(compare_recorded(connection, SERIES, old, new, **asked))


def linked(engine, before, after):
    return any(
        before.statement in one["before"]["statements"] and after.statement in one["after"]["statements"]
        for one in comparison(engine)["alignments"]
    )


def item_of(engine, place):
    with engine.connect() as connection:
        return item_ids_of(connection, SERIES)[f"{SERIES}/{place.letter}", place.statement]


def rows(engine):
    with engine.connect() as connection:
        return {table.name: sorted(map(tuple, connection.execute(select(table)))) for table in DERIVED}


def entries(engine):
    """What went out, as it was published."""
    with engine.connect() as connection:
        feed = [recorded.event for recorded in read_stream(connection, feed_stream(SERIES))]
    return [event for event in feed if isinstance(event, EntryPublished)]


def standing(engine):
    """What stands of it, but for what tells of corrections: (id, title) of each entry."""
    with engine.connect() as connection:
        found = entries_of_series(connection, SERIES)
    return {
        (one.event.entry, one.event.title)
        for one in found
        if not one.retracted and one.event.kind != CORRECTION
    }


def events(engine):
    with engine.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM events"))


def listed(engine):
    with engine.connect() as connection:
        made = load_decisions(connection, SERIES)
        return list_decisions(made, carry_recorded(connection, SERIES, made.in_force))
