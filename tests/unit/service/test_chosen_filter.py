"""What is chosen in the form of a feed becomes a filter, and the form of that filter shows what was chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.filters.filter_language import Subject, parse, part_of_query
from service.showing.plain_words import KINDS
from service.subscribing.chosen_filter import Chosen, chosen_in, filter_of, is_all_chosen, part_code

some = st.lists(st.sampled_from(["EG", "TN", "north-africa", "XK"]), unique=True).map(tuple)
choices = st.builds(
    Chosen,
    series=st.sampled_from(["", "harbours"]),
    partners=some,
    kinds=st.lists(st.sampled_from(list(KINDS)), unique=True).map(tuple),
    parts=st.lists(st.sampled_from(["prevention", "border-management"]), unique=True).map(tuple),
    amount=st.sampled_from(["", "5m", "250k", "12", "1bn", "1500k"]),
    slip=st.sampled_from(["", "0", "90", "-7"]),
    words=st.sampled_from(["", "vessel", "patrol vessel"]),
)


@given(choices)
def test_the_form_of_a_filter_shows_what_was_chosen(chosen):
    query = filter_of(chosen)
    shown = chosen_in(parse(query))
    assert filter_of(shown) == query
    assert set(shown.kinds) == set(chosen.kinds)
    assert (shown.partners, shown.parts, shown.slip, shown.words) == (
        chosen.partners,
        chosen.parts,
        chosen.slip,
        chosen.words,
    )
    assert is_all_chosen(parse(query))


def test_a_family_of_kinds_that_is_chosen_as_a_whole_is_named_as_one():
    kinds = tuple(kind for kind in KINDS if kind.startswith("deadline."))
    assert filter_of(Chosen(kinds=kinds)) == "kind:deadline"
    assert filter_of(Chosen(kinds=kinds[1:])) == "kind:" + ",".join(kinds[1:])


def test_nothing_chosen_is_no_filter():
    assert filter_of(Chosen()) == ""


@pytest.mark.parametrize(
    "query",
    ["-partner:EG", "item:abc", "strength:up", "amount<5m", "slip=3d", "minor:yes", "a b", "kind:correction"],
)
def test_the_form_says_that_a_filter_says_more(query):
    assert not is_all_chosen(parse(query))


@given(st.builds(Chosen, amount=st.text(max_size=9), slip=st.text(max_size=9), words=st.text(max_size=30)))
def test_whatever_is_typed_becomes_one_line(chosen):
    assert filter_of(chosen) == " ".join(filter_of(chosen).split())


def test_the_code_of_a_part_finds_the_part():
    change = {"kind": "item.added", "parts": ["II. Border Management"]}
    assert part_code("II. Border Management") == "ii-border-management"
    from service.filters.filter_language import matches

    assert matches(parse("part:ii-border-management"), change)


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("kind:deadline.moved partner:EG", "partner:EG"),
        ("kind:deadline slip>=3d  vessel", "kind:deadline vessel"),
        ('-partner:EG "patrol vessel" strength:up', '-partner:EG "patrol vessel"'),
        ("", ""),
    ],
)
def test_of_a_filter_the_calendar_takes_what_deadlines_can_be_asked(query, left):
    assert part_of_query(query, about=Subject.DEADLINES) == left
