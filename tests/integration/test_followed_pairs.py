"""The next letter of a series links itself with its neighbours; what was linked before is kept."""

from datetime import date

import pytest
from harbour_letters import SERIES, harbour_letter
from sqlalchemy import delete, select, update

from service.database import transaction
from service.decisions.correct_link import Decide, correct_link
from service.projections.letters import load_letter_of_key
from service.projections.tables import followed_pairs, item_aliases, item_statements, items
from service.recording.rebuild import rebuild
from service.recording.record_letter import record_letter
from service.recording.withdraw_letter import withdraw_letter
from snapshots.link_decisions import Pair, Place, Verdict

# With the letter before it, with the one behind it, and with three before those, for what is back.
MOST_LINKED = 5
# One of them comes in late, when those around it are held.
DAYS = [date(2031, month, 1) for month in (1, 2, 3, 4, 6, 7, 8, 9, 5, 10)]


def told_on(day):
    return harbour_letter(
        day,
        [
            (
                "Lights",
                f"{10 + day.month} buoys were laid off Vlora.",
                f"A lamp for Durres is due in {day:%B} 2032.",
            ),
            (
                "Quays",
                f"The quay of Split, number {day.month}, is being mended.",
                "A crane will be hired at Bar.",
            ),
        ],
    )


@pytest.fixture
def recorded(sqlite_engine):
    for day in DAYS:
        record_letter(sqlite_engine, told_on(day), series=SERIES)
    return sqlite_engine


def kept(engine):
    with engine.connect() as connection:
        return dict(connection.execute(select(followed_pairs.c.name, followed_pairs.c.details)).all())


def rows_of_items(engine):
    with engine.connect() as connection:
        tables = (items, item_aliases, item_statements)
        return [sorted(map(tuple, connection.execute(select(table)))) for table in tables]


def test_a_letter_links_itself_with_its_neighbours_however_long_its_series(sqlite_engine):
    linked, before = [], {}
    for day in DAYS:
        record_letter(sqlite_engine, told_on(day), series=SERIES)
        after = kept(sqlite_engine)
        linked.append(len(after.keys() - before.keys()))
        assert before.items() <= after.items()
        before = after
    assert linked[:3] == [0, 1, 2]
    assert max(linked) == linked[DAYS.index(date(2031, 5, 1))] == MOST_LINKED
    assert linked[-1] == MOST_LINKED - 1


def test_the_next_letter_takes_what_is_kept_for_what_its_links_say(recorded):
    """What is kept is believed: with everything kept as if nothing went on, nothing is one item."""
    alone = """{"added":[],"continued":[],"unmentioned":[]}"""
    with transaction(recorded) as connection:
        connection.execute(update(followed_pairs).values(details=alone))
    record_letter(recorded, told_on(date(2031, 11, 1)), series=SERIES)
    said_once = [row for row in rows_of_items(recorded)[2] if row[0] == f"{SERIES}/2031-03-01"]
    others = [row for row in rows_of_items(recorded)[2] if row[0] != f"{SERIES}/2031-03-01"]
    assert {row[3] for row in said_once}.isdisjoint({row[3] for row in others})
    rebuild(recorded, authority="localhost")
    assert alone not in kept(recorded).values()


def test_items_by_what_is_kept_are_those_of_a_series_that_is_linked_anew(recorded):
    before = rows_of_items(recorded), kept(recorded)
    with transaction(recorded) as connection:
        connection.execute(delete(followed_pairs))
    rebuild(recorded, authority="localhost")
    assert (rows_of_items(recorded), kept(recorded)) == before


def test_a_decision_links_anew_only_the_letters_that_it_speaks_of(recorded):
    before = kept(recorded)
    old, new = (f"{SERIES}/2031-{month}-01" for month in ("09", "10"))
    with recorded.connect() as connection:
        first, second = (load_letter_of_key(connection, key).statements for key in (old, new))
    pair = Pair(
        before=Place(letter=old, statement=first[0].id), after=Place(letter=new, statement=second[-1].id)
    )
    correct_link(
        recorded,
        SERIES,
        Decide(verdict=Verdict.CONFIRM, pairs=(pair,), actor="A clerk", reason="It says so."),
    )
    after = kept(recorded)
    assert len(after) == len(before)
    assert len(after.keys() - before.keys()) == 1


def test_what_a_withdrawn_letter_was_linked_with_is_dropped(recorded):
    before = kept(recorded)
    withdraw_letter(recorded, SERIES, "2031-10-01", reason="It was a draft.")
    after = kept(recorded)
    assert after.items() <= before.items()
    assert len(before) - len(after) == MOST_LINKED - 1
