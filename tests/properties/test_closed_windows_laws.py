"""What stands published of closed windows is what the letters say now, whatever was decided, came late or went.

Histories are drawn: letters of up to three measures, each with a window, another, none, or done; recorded in
any order on any day, withdrawn, linked and unlinked, with the clock looking between any two steps. What should
stand is told by an oracle that knows nothing of how it is found: it looks at each measure and each window.
"""

import json
import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from few_examples import few_examples
from harbour_letters import SERIES, harbour_letter
from hypothesis import HealthCheck, given, note
from hypothesis import strategies as st
from sqlalchemy import select

from diffing.item_ids import item_id
from service.database import open_engine
from service.decisions.correct_link import Decide, Undo, correct_link
from service.errors import ServiceError
from service.filters.entry_facets import CLOSED, CORRECTION
from service.projections.entries import entries_of_series
from service.projections.tables import METADATA, item_statements, letters
from service.publishing.close_windows import close_windows
from service.publishing.publish_changes import feed_stream
from service.recording.rebuild import rebuild
from service.recording.record_letter import record_letter
from service.recording.withdraw_letter import withdraw_letter
from service.verify import verify
from snapshots.errors import SnapshotError
from snapshots.event_log import read_stream
from snapshots.letter import Status
from snapshots.letter_events import EntryCorrected, EntryPublished, EntryRetracted
from snapshots.letter_json import moment_from_json, statement_from_json
from snapshots.link_decisions import Pair, Place, Verdict

BRUSSELS = ZoneInfo("Europe/Brussels")
DATES = (date(2031, 1, 9), date(2031, 3, 1), date(2031, 3, 20), date(2031, 5, 20))
START = datetime(2031, 1, 10, 9, 0, tzinfo=UTC)
MEASURES = (
    "The contract for two patrol vessels for Egypt",
    "The tender for harbour lights in Tunisia",
    "The grant for thirty buoys in Albania",
)
SAYS = {
    "march": "{} is to be signed by 31 March 2031.",
    "june": "{} is to be signed by 30 June 2031.",
    "open": "{} is being prepared.",
    "done": "{} was signed on 25 February 2031.",
}

written = st.lists(st.sampled_from([*SAYS, None, "march", "march"]), min_size=3, max_size=3)


@st.composite
def linking(draw):
    """A decision on two letters, mostly on what they say of one measure."""
    verdict = draw(st.sampled_from(["confirm", "separate", "separate"]))
    before, after = sorted(draw(st.lists(st.sampled_from(range(4)), min_size=2, max_size=2, unique=True)))
    measure = draw(st.sampled_from(range(3)))
    other = draw(st.sampled_from([measure, measure, (measure + 1) % 3]))
    return "link", verdict, (before, measure), (after, other)


steps = st.one_of(
    st.tuples(st.just("record"), st.sampled_from(range(4))),
    st.tuples(st.just("withdraw"), st.sampled_from(range(4))),
    linking(),
    st.tuples(st.just("undo"), st.sampled_from(range(1, 4))),
    st.tuples(st.just("wait"), st.sampled_from([30, 60, 90])),
)


def letter_of(day, says):
    rows = [
        ("Harbours", "", SAYS[said].format(measure))
        for measure, said in zip(MEASURES, says, strict=True)
        if said
    ]
    return harbour_letter(day, rows or [("Harbours", "Nothing was reported.", "")])


class History:
    """The service, and the day that it is; each step is followed by a look of the clock."""

    def __init__(self, engine, says):
        self.engine, self.today = engine, START
        self.letters = [letter_of(day, one) for day, one in zip(DATES, says, strict=True)]

    def do(self, step):
        try:
            getattr(self, step[0])(*step[1:])
        except (ServiceError, SnapshotError) as refused:
            note(f"{step}: {refused}")
        self.clock()

    def now(self):
        return self.today

    def record(self, number):
        record_letter(self.engine, self.letters[number], series=SERIES, now=self.now)

    def withdraw(self, number):
        withdraw_letter(self.engine, SERIES, DATES[number].isoformat(), reason="A slip.", now=self.now)

    def link(self, verdict, before, after):
        pair = Pair(before=self.place(*before), after=self.place(*after))
        asked = Decide(verdict=Verdict(verdict), pairs=(pair,), actor="The registrar", reason="Read.")
        correct_link(self.engine, SERIES, asked, now=self.now)

    def undo(self, number):
        asked = Undo(decision=f"d{number}", actor="The registrar", reason="A slip.")
        correct_link(self.engine, SERIES, asked, now=self.now)

    def wait(self, days):
        self.today += timedelta(days=days)

    def clock(self):
        return close_windows(self.engine, authority="localhost", zone=BRUSSELS, now=self.now)

    def place(self, letter, measure):
        """The statement of a letter that is about a measure; the first where it says nothing of it."""
        with self.engine.connect() as connection:
            key = f"{SERIES}/{DATES[letter].isoformat()}"
            rows = connection.execute(select(item_statements).where(item_statements.c.letter == key))
            said = {statement_from_json(read(row)).text: row.statement for row in rows}
        found = [name for text, name in said.items() if text.startswith(MEASURES[measure])]
        return Place(letter=DATES[letter].isoformat(), statement=(found or [*said.values(), "s-1"])[0])


def read(row):
    return json.loads(row.details)


def what_closes(engine):
    """By measure, window, letter and statement: every window that closes, and the letters that name it by then."""
    with engine.connect() as connection:
        held = {
            row.key: (row.date, row.reissue, moment_from_json(row.recorded_at).astimezone(BRUSSELS).date())
            for row in connection.execute(select(letters).where(letters.c.withdrawn.is_(None)))
        }
        said = [
            (row.item, row.letter, row.ordinal, statement_from_json(read(row)))
            for row in connection.execute(select(item_statements))
        ]
    found = {}
    windows = {
        (item, one.earliest, one.latest) for item, *_, st_ in said for one in st_.deadlines if one.latest
    }
    for item, earliest, latest in windows:
        by_then = [one for one in said if one[0] == item and held[one[1]][0] <= latest.isoformat()]
        if not by_then:
            continue
        last = max(held[letter][:2] for _, letter, *_ in by_then)
        names = [
            (letter, ordinal, statement)
            for _, letter, ordinal, statement in by_then
            if any((one.earliest, one.latest) == (earliest, latest) for one in statement.deadlines)
        ]
        naming = [one for one in names if held[one[0]][:2] == last]
        if naming and (first := min(naming, key=lambda one: one[1]))[2].status is not Status.DONE:
            later = [one for one in said if one[0] == item and held[one[1]][0] > latest.isoformat()]
            in_time = any(held[letter][2] <= latest for letter, *_ in names)
            found[item, (earliest, latest), first[0], first[2].id] = in_time and not later
    return found


def told(engine):
    """The entries of closed windows as they stand, and whose each id is."""
    with engine.connect() as connection:
        entries = [one for one in entries_of_series(connection, SERIES) if one.event.kind == CLOSED]
        rows = list(connection.execute(select(item_statements)))
    owner = {item_id(row.letter, row.statement): row.item for row in rows} | {
        row.item: row.item for row in rows
    }
    return entries, owner


def day_of(written):
    return None if written is None else date.fromisoformat(written)


def window_of(content):
    days = content["facts"]["deadline"]
    return day_of(days["earliest"]), day_of(days["latest"])


def says(content, owner):
    before = content["before"]
    return owner.get(content["item"]), window_of(content), before["letter"], before["statements"][0]


def check(history):
    closes = what_closes(history.engine)
    entries, owner = told(history.engine)
    stands = [says(one.event.content, owner) for one in entries if not one.retracted]
    assert len(stands) == len(set(stands)), "told twice"
    assert set(stands) <= set(closes), "stands and is not so"
    today = history.today.astimezone(BRUSSELS).date()
    due = {one for one, is_due in closes.items() if is_due and one[1][1] < today}
    assert due <= set(stands), "is so and does not stand"
    once_told = {
        (one["before"]["letter"], one["before"]["statements"][0], window_of(one))
        for one in contents_ever(history.engine)
    }
    again = {one for one in closes if (one[2], one[3], one[1]) in once_told}
    assert again <= set(stands), "was told, is so again, and does not stand"
    windows_told = {(owner.get(one["item"]), window_of(one)) for one in contents_ever(history.engine)}
    assert {one for one in closes if one[:2] in windows_told} <= set(stands), "closed on other words, untold"


def feed(engine):
    with engine.connect() as connection:
        return [recorded.event for recorded in read_stream(connection, feed_stream(SERIES))]


def contents_ever(engine):
    """The contents of all entries of closed windows, as they were published."""
    return [one.content for one in feed(engine) if isinstance(one, EntryPublished) and one.kind == CLOSED]


def check_feed(engine):
    """Every id goes out once, every correction is told right behind it, and none says what stood already."""
    events = feed(engine)
    published = Counter(one.entry for one in events if isinstance(one, EntryPublished))
    assert set(published.values()) <= {1}
    for at, event in enumerate(events):
        if isinstance(event, EntryCorrected | EntryRetracted):
            behind = events[at + 1]
            assert (behind.kind, behind.content["corrects"]["id"]) == (CORRECTION, event.entry)
            assert behind.content["said"] != behind.content["says"]


def rows(engine):
    tables = [table for table in METADATA.sorted_tables if table.name != "verifications"]
    with engine.connect() as connection:
        return {table.name: sorted(map(tuple, connection.execute(select(table)))) for table in tables}


def run(engine, says, steps):
    history = History(engine, says)
    for step in steps:
        history.do(step)
        check(history)
        assert history.clock() == ()
    check_feed(engine)
    before = rows(engine)
    rebuild(engine, authority="localhost")
    assert rows(engine) == before
    assert verify(engine).failures == ()
    return history


def outcomes(engine):
    """What was told of closed windows and corrected of it, in order."""
    told = {one.entry for one in feed(engine) if isinstance(one, EntryPublished) and one.kind == CLOSED}
    return [
        one.content["outcome"] if one.kind == CORRECTION else "told"
        for one in feed(engine)
        if isinstance(one, EntryPublished)
        and (one.entry in told or (one.kind == CORRECTION and one.content["corrects"]["id"] in told))
    ]


SEPARATE = ("link", "separate", (0, 0), (1, 0))
ONE = ["march", None, None]
HISTORIES = {
    "a letter of before that day comes in late and moves it": (
        [ONE, ["june", None, None], ONE, ONE],
        [("record", 0), ("wait", 90), ("record", 1)],
        ["told", "retracted"],
    ),
    "that letter is withdrawn": (
        [ONE, ["june", None, None], ONE, ONE],
        [("record", 0), ("wait", 90), ("record", 1), ("withdraw", 1)],
        ["told", "retracted", "restored"],
    ),
    "a late letter says that it is done": (
        [ONE, ["done", None, None], ONE, ONE],
        [("record", 0), ("wait", 90), ("record", 1)],
        ["told", "retracted"],
    ),
    "a late letter says the same": (
        [ONE, ONE, ONE, ONE],
        [("record", 0), ("wait", 90), ("record", 1), ("withdraw", 1)],
        ["told", "retracted", "told", "restored", "retracted"],
    ),
    "a late letter says the same, when a letter of a later day is held": (
        [ONE, ONE, ONE, ["june", None, None]],
        [("record", 0), ("wait", 90), ("wait", 60), ("record", 3), ("record", 1)],
        ["told", "retracted", "told"],
    ),
    "a letter of a later day takes nothing back": (
        [ONE, ONE, ONE, ["june", None, None]],
        [("record", 0), ("wait", 90), ("wait", 60), ("record", 3)],
        ["told"],
    ),
    "the letter that names it is withdrawn, and the one before names it too": (
        [ONE, ONE, ONE, ONE],
        [("record", 0), ("record", 1), ("wait", 90), ("withdraw", 1), ("withdraw", 0)],
        ["told", "retracted", "told", "retracted"],
    ),
    "what moved it turns out to be of another measure, and not": (
        [ONE, ["june", None, None], ONE, ONE],
        [("record", 0), ("record", 1), ("wait", 90), SEPARATE, ("undo", 1)],
        ["told", "retracted"],
    ),
    "it is of another measure than it was told of, and not": (
        [ONE, ONE, ONE, ONE],
        [("record", 0), ("record", 1), ("wait", 90), SEPARATE, ("undo", 1), SEPARATE],
        ["told", "corrected", "told", "retracted", "restored"],
    ),
}


@pytest.mark.parametrize("named", HISTORIES)
def test_closed_windows_are_taken_back_and_restored_as_it_turns_out(engine, named):
    says, steps, expected = HISTORIES[named]
    run(engine, says, steps)
    assert outcomes(engine) == expected


@few_examples(
    12,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(
    says=st.lists(written, min_size=4, max_size=4),
    first=st.lists(st.sampled_from(range(4)), min_size=1, max_size=2, unique=True),
    then=st.lists(steps, min_size=2, max_size=8),
)
def test_what_stands_of_closed_windows_is_what_the_clock_would_say(sqlite_template, says, first, then):
    with TemporaryDirectory() as folder:
        shutil.copy(sqlite_template, f"{folder}/lettertrail.db")
        engine = open_engine(f"sqlite:///{folder}/lettertrail.db")
        run(engine, says, [*(("record", number) for number in first), ("wait", 90), *then])
        engine.dispose()
