"""The index leaves nothing out: whatever filter is asked, it finds what trying every entry finds."""

import pytest
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st
from long_history import publish_letters

from service.database import migrate, open_engine
from service.filters.filter_language import parse
from service.filters.index_terms import LETTERS, terms_of, wishes_of
from service.projections.entries import entries_in_order, newest_entries
from service.projections.filter_names import named

ATOMS = (
    "kind:deadline",
    "kind:deadline.moved,item.added",
    "kind:correction",
    "partner:EG",
    "partner:EG,IS",
    "letter:1902",
    "letter:1902-01-01",
    "letter:quays/1903-01-01",
    "letter:1904",
    "part:harb",
    "part:towers",
    "column:next_steps",
    "status:done",
    "strength:up",
    "minor:yes",
    "berth",
    'text:"berth 7"',
    'text:"a lighthouse"',
    'text:"be mended by june"',
    "text:nothing",
    "amount>=900m",
    "amount<5k",
    "amount=5k",
    "slip>=91d",
    "slip>91d",
    "slip<1d",
    "slip=5000d",
)
FILTERS = st.lists(
    st.tuples(st.sampled_from(ATOMS), st.booleans()).map(lambda one: ("-" if one[1] else "") + one[0]),
    min_size=1,
    max_size=3,
).map(" ".join)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('index')}/record.db")
    migrate(engine)
    publish_letters(engine, letters=4, changes=40, varied=True)
    yield engine
    engine.dispose()


@few_examples(25)
@given(query=FILTERS)
def test_what_is_found_by_the_index_is_what_is_found_without(engine, query):
    with engine.connect() as connection:
        wanted = named(connection, parse(query))
        found = [one.position for one in entries_in_order(connection, 0, wanted=wanted)]
        newest = [one.position for one in newest_entries(connection, wanted=wanted, limit=1_000)]
        every = [
            one.position
            for one in entries_in_order(connection, 0)
            if one.event.kind == "letter" or holds_of(wanted, one)
        ]
    assert found == every
    assert newest == every[::-1]


def holds_of(wanted, entry):
    from service.filters.entry_facets import wanted_by

    return wanted_by(wanted, entry.event.kind, entry.event.content)


def test_what_has_no_facets_has_the_term_of_letters_alone():
    assert terms_of(None) == {LETTERS}


def test_a_test_on_cosmetic_changes_is_left_to_the_filter():
    (term,) = parse("minor:yes").terms
    assert wishes_of(term.test) is None
