"""Whatever becomes of letters and of decisions on them, an id that was given stays, and what stands is true.

A state machine over three letters and a re-issue: they come in, in any order, are decided on, withdrawn, read anew.
"""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from few_examples import few_examples
from harbour_letters import JANUARY, JANUARY_CORRECTED, MAY, SEPTEMBER, SERIES
from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from newer_reader import newer_reader
from sqlalchemy import select

from diffing.change_json import change_to_json
from service.comparing.compare_recorded import compare_recorded
from service.corrections.told_pairs import told_pairs
from service.corrections.what_is_said import said_of
from service.database import migrate, open_engine
from service.decisions.correct_link import Decide, Undo, correct_link
from service.filters.entry_facets import CORRECTION, LETTER
from service.projections.decisions import load_decisions
from service.projections.entries import changes_after, entries_of_series
from service.projections.items import item_ids_of
from service.projections.letters import letters_in_recorded_order, load_letter_of_key
from service.projections.tables import entries
from service.recording.rebuild import rebuild
from service.recording.record_letter import record_letter
from service.recording.reread_letters import reread_letters
from service.recording.withdraw_letter import withdraw_letter
from service.verify import verify
from snapshots.link_decisions import Pair, Place, Verdict

START = datetime(2031, 10, 1, 8, 0, tzinfo=UTC)
LETTERS = (JANUARY, MAY, SEPTEMBER, JANUARY_CORRECTED)
TEMPLATE = []


def empty_database(folder):
    """A copy of one that was migrated once."""
    if not TEMPLATE:
        TEMPLATE.append(Path(tempfile.mkdtemp(prefix="lettertrail-ids-")) / "template.db")
        engine = open_engine(f"sqlite:///{TEMPLATE[0]}")
        migrate(engine)
        engine.dispose()
    shutil.copy(TEMPLATE[0], folder / "record.db")
    return open_engine(f"sqlite:///{folder}/record.db")


def told(change):
    """What a change says. Whether a measure is new or back also depends on letters that came in later."""
    if change["kind"] in {"item.added", "item.resumed"}:
        return said_of({**change, "kind": "item.added", "facts": {}})
    return said_of(change)


class Feed(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp(prefix="lettertrail-ids-"))
        self.engine = empty_database(self.folder)
        self.hours, self.decisions, self.read_anew = 0, 0, False
        self.given, self.changes = {}, ()
        for letter in (JANUARY, MAY):
            self.come_in(letter)

    def now(self):
        self.hours += 1
        return START + timedelta(hours=self.hours)

    def held(self):
        with self.engine.connect() as connection:
            return letters_in_recorded_order(connection, SERIES)

    @rule(letter=st.sampled_from(LETTERS))
    def come_in(self, letter):
        record_letter(self.engine, letter, series=SERIES, now=self.now)

    @precondition(lambda self: len(self.held()) > 1)
    @rule(data=st.data(), verdict=st.sampled_from(["confirm", "separate"]))
    def decide(self, data, verdict):
        one, other = data.draw(st.permutations(self.held()).map(lambda held: held[:2]))
        with self.engine.connect() as connection:
            said = [load_letter_of_key(connection, letter.key).statements for letter in (one, other)]
        pair = Pair(
            before=Place(letter=one.key, statement=data.draw(st.sampled_from(said[0])).id),
            after=Place(letter=other.key, statement=data.draw(st.sampled_from(said[1])).id),
        )
        decision = Decide(verdict=Verdict(verdict), pairs=(pair,), actor="Somebody", reason="For a reason.")
        correct_link(self.engine, SERIES, decision, now=self.now)

    def told_as_one(self):
        """Pairs of statements of two letters that are one item."""
        with self.engine.connect() as connection:
            items = item_ids_of(connection, SERIES)
        places = sorted(items)
        return [
            (one, other)
            for at, one in enumerate(places)
            for other in places[at + 1 :]
            if items[one] == items[other] and one[0] != other[0]
        ]

    @precondition(lambda self: self.told_as_one())
    @rule(data=st.data())
    def part(self, data):
        """What is said to be one measure is said to be two: most entries that become untrue do so by this."""
        places = data.draw(st.sampled_from(self.told_as_one()))
        one, other = (Place(letter=letter, statement=statement) for letter, statement in places)
        pair = Pair(before=one, after=other)
        decision = Decide(verdict=Verdict.SEPARATE, pairs=(pair,), actor="Somebody", reason="Two measures.")
        correct_link(self.engine, SERIES, decision, now=self.now)

    def in_force(self):
        with self.engine.connect() as connection:
            return load_decisions(connection, SERIES).in_force

    @precondition(lambda self: self.held() and self.in_force())
    @rule(data=st.data())
    def undo(self, data):
        decision = data.draw(st.sampled_from(self.in_force())).id
        correct_link(
            self.engine, SERIES, Undo(decision=decision, actor="Somebody", reason="A slip."), now=self.now
        )

    @precondition(lambda self: self.held())
    @rule(data=st.data())
    def withdraw(self, data):
        letter = data.draw(st.sampled_from(self.held()))
        withdraw_letter(self.engine, SERIES, letter.label, reason="Sent by mistake.", now=self.now)

    @precondition(lambda self: self.held())
    @rule()
    def read_all_anew(self):
        before = self.followed()
        reread_letters(self.engine, series=SERIES, read=newer_reader, reason="A newer reader.", now=self.now)
        self.read_anew = True
        assert self.followed() == before

    def followed(self):
        with self.engine.connect() as connection:
            return changes_after(connection, 0, limit=10_000).rows

    @invariant()
    def an_id_keeps_its_place_its_kind_and_its_letter(self):
        if not hasattr(self, "engine"):
            return
        with self.engine.connect() as connection:
            found = connection.execute(
                select(entries.c.entry, entries.c.position, entries.c.kind, entries.c.details)
            )
            now = {row.entry: (row.position, row.kind, row.details) for row in found}
        assert self.given.items() <= now.items()
        self.given = now

    @invariant()
    def what_stands_at_a_position_stays(self):
        if not hasattr(self, "engine"):
            return
        now = self.followed()
        assert now[: len(self.changes)] == self.changes
        self.changes = now

    @invariant()
    def what_stands_is_what_comparisons_say(self):
        """Until a newer reader has read them: what it reads otherwise is no correction."""
        if not hasattr(self, "engine") or self.read_anew or not self.held():
            return
        with self.engine.connect() as connection:
            published = entries_of_series(connection, SERIES)
            stands = [
                one.event
                for one in published
                if not one.retracted and one.event.kind not in {LETTER, CORRECTION}
            ]
            for old, new in told_pairs(published):
                said = {told(one.content) for one in stands if (one.old, one.new) == (old, new)}
                labels = (key.partition("/")[2] for key in (old, new))
                changes = compare_recorded(connection, SERIES, *labels).changes
                assert said == {told(change_to_json(change)) for change in changes}

    def teardown(self):
        if not hasattr(self, "engine"):
            return
        assert verify(self.engine).failures == ()
        before = self.given
        rebuild(self.engine, authority="localhost")
        self.an_id_keeps_its_place_its_kind_and_its_letter()
        assert self.given == before
        self.engine.dispose()
        shutil.rmtree(self.folder)


TestFeed = Feed.TestCase
TestFeed.settings = few_examples(5, stateful_step_count=7, suppress_health_check=list(HealthCheck))
