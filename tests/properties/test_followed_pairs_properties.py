"""What the links of two letters say of items has a name: whoever has the name has what is said."""

from compared_letters import NEW_DATE, OLD_DATE, letter
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st
from test_items_of_rereadings_properties import recorded_series
from test_pinned_links_properties import decided_series, pairs_of_letters, statements

from diffing.followed_pairs import follow_pair, pair_name
from diffing.items import follow_items
from snapshots.letter_events import StatementRecorded
from snapshots.letter_stream import snapshot_root
from snapshots.link_decisions import NOTHING_SETTLED, settle


def root_of(one):
    return snapshot_root(StatementRecorded(statement=said) for said in one.statements)


def name_of(old, new, settled=NOTHING_SETTLED, diff="1"):
    return pair_name(old, new, settled, says=(root_of(old), root_of(new)), diff=diff)


class Remembered:
    """All that was ever followed, whatever the series and whatever was decided."""

    def __init__(self):
        self.known = {}

    def __call__(self, old, new, settled):
        name = name_of(old, new, settled)
        if name not in self.known:
            self.known[name] = follow_pair(old, new, settled)
        return self.known[name]


EVER = Remembered()


@given(decided_series())
@few_examples(20)
def test_items_are_the_same_by_what_is_remembered_of_any_series(made):
    letters, decided = made
    followed = follow_items(letters, decisions=decided, follow=EVER)
    assert followed == follow_items(letters, decisions=decided)


@given(decided_series())
@few_examples(20)
def test_two_letters_of_one_name_say_the_same(made):
    """Decisions have the same name where they say the same of the two, whoever decided and however often."""
    letters, decided = made
    for old, new in pairs_of_letters(letters):
        by_name = {}
        for few in (decided, decided[1:], decided[:1], []):
            settled = settle(few)
            by_name.setdefault(name_of(old, new, settled), []).append(follow_pair(old, new, settled))
        assert all(one == same[0] for same in by_name.values() for one in same)


@given(recorded_series())
@few_examples(10)
def test_items_of_rereadings_are_the_same_by_what_is_remembered(made):
    readings, heirs = made
    for length in (len(readings) - 1, len(readings)):
        followed = follow_items(readings[:length], heirs=heirs, follow=EVER)
        assert followed == follow_items(readings[:length], heirs=heirs)


@given(st.lists(statements(), min_size=1, max_size=3), statements())
@few_examples(15)
def test_another_statement_date_order_or_version_is_another_name(said, more):
    old, new = letter(*said, written=OLD_DATE), letter(*said, written=NEW_DATE)
    longer = letter(*said, more, written=NEW_DATE)
    names = [name_of(old, new), name_of(old, longer), name_of(new, old), name_of(old, old)]
    assert len({*names, name_of(old, new, diff="2")}) == 5
