"""The filter language: what each term holds of, and what a faulty one says."""

import doctest
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadFilter
from service.filters import filter_language
from service.filters.filter_language import Subject, matches, parse
from service.filters.filter_terms import AboutPartner, Facets, Term, facets_from_json, facets_to_json
from service.showing.plain_words import partner_name
from snapshots.lexicon import load

MOVED = {
    "kind": "deadline.moved",
    "item": "aaaabbbbccccdddd",
    "series": "harbours",
    "old": "harbours/2023-10-24",
    "new": "harbours/2023-12-13/2",
    "columns": ["next_steps"],
    "statuses": ["planned"],
    "partners": ["EG", "north-africa"],
    "minor": False,
    "parts": ["II. Border Management"],
    "sentence": "The deadline of the search-and-rescue vessels moved.",
    "before": {"letter": "s/2023-10-24", "quotes": [{"quote": "Three vessels by Côte d’Azur this month"}]},
    "after": {"letter": "s/2023-12-13", "quotes": [{"quote": "three vessels, in 2024"}]},
    "facts": {"days": [32, 396], "commitment": {"direction": "weakened"}},
    "amounts": [{"value": "23000000", "currency": "EUR"}],
}
REWORDED = {
    "kind": "item.reworded",
    "partners": ["TN"],
    "minor": True,
    "sentence": "Other words.",
    "facts": {},
}
AMOUNT = {
    "kind": "amount.changed",
    "partners": [],
    "facts": {"before": {"value": "1500000", "currency": "USD"}, "after": {"value": None, "currency": None}},
}
UNKNOWN_SLIP = {"kind": "deadline.moved", "partners": [], "facts": {"days": [None, 30]}}


def test_the_examples_of_the_docstring_are_true():
    results = doctest.testmod(filter_language)
    assert results.attempted >= 4
    assert results.failed == 0


@pytest.mark.parametrize(
    ("query", "change", "expected"),
    [
        ("", MOVED, True),
        ("   ", MOVED, True),
        ("kind:deadline.moved", MOVED, True),
        ("kind:deadline", MOVED, True),
        ("KIND:Deadline", MOVED, True),
        ("kind:deadline.set", MOVED, False),
        ("kind:item", MOVED, False),
        ("kind:item,deadline", MOVED, True),
        ("-kind:deadline", MOVED, False),
        ("partner:EG", MOVED, True),
        ("partner:eg", MOVED, True),
        ("partner:Egypt", MOVED, True),
        ("partner:EGYPTIAN", MOVED, True),
        ('partner:"North Africa"', MOVED, True),
        ("partner:Tunisia,egypt", MOVED, True),
        ("partner:Tunisia", MOVED, False),
        ("partner:north-africa", MOVED, True),
        ("partner:TN,EG", MOVED, True),
        ("partner:TN", MOVED, False),
        ("part:border", MOVED, True),
        ('part:"border management"', MOVED, True),
        ('part:"management border"', MOVED, False),
        ("part:border", REWORDED, False),
        ("item:aaaabbbbccccdddd", MOVED, True),
        ("item:AAAAbbbbccccdddd,other", MOVED, True),
        ("item:other", MOVED, False),
        ("-item:other", MOVED, True),
        ("item:other", REWORDED, False),
        ("series:harbours", MOVED, True),
        ("series:harbour", MOVED, False),
        ("series:harbours", REWORDED, False),
        ("letter:2023-12-13", MOVED, True),
        ("letter:2023-12-13/2", MOVED, True),
        ("letter:harbours/2023-12-13/2", MOVED, True),
        ("letter:2023-12", MOVED, True),
        ("letter:2023", MOVED, True),
        ("letter:2024,2023", MOVED, True),
        ("letter:2023-10-24", MOVED, False),
        ("letter:2023-12-13/3", MOVED, False),
        ("letter:2023", REWORDED, False),
        ("column:next_steps", MOVED, True),
        ("column:body,ongoing", MOVED, False),
        ("column:body", REWORDED, False),
        ("status:planned", MOVED, True),
        ("status:DONE", MOVED, False),
        ("-status:done", MOVED, True),
        ("strength:down", MOVED, True),
        ("strength:weakened", MOVED, True),
        ("strength:up", MOVED, False),
        ("strength:up", REWORDED, False),
        ("minor:no", MOVED, True),
        ("minor:yes", MOVED, False),
        ("minor:yes", REWORDED, True),
        ("minor:TRUE", REWORDED, True),
        ("minor:false", MOVED, True),
        ("-minor:yes", REWORDED, False),
        ("vessel", MOVED, True),
        ("essel", MOVED, False),
        ("cote", MOVED, True),
        ("CÔTE", MOVED, True),
        ('text:"three vessels"', MOVED, True),
        ('"vessels three"', MOVED, False),
        ('"month three"', MOVED, False),
        ("vessels three", MOVED, True),
        ("search-and-rescue", MOVED, True),
        ("vessel -rescue", MOVED, False),
        ("amount>=23m", MOVED, True),
        ("amount>23m", MOVED, False),
        ("amount=0.023bn", MOVED, True),
        ("amount<=23000k", MOVED, True),
        ("amount<23m", MOVED, False),
        ("amount>=1", REWORDED, False),
        ("-amount>=1", REWORDED, True),
        ("amount=1.5m", AMOUNT, True),
        ("slip>=90d", MOVED, True),
        ("slip>=90d -slip<90d", MOVED, False),
        ("slip>=32d -slip<32d", MOVED, True),
        ("slip>396d", MOVED, False),
        ("slip=5w", MOVED, True),
        ("slip<0d", MOVED, False),
        ("slip<-100d", UNKNOWN_SLIP, True),
        ("slip>30d", UNKNOWN_SLIP, False),
        ("slip>=0d", REWORDED, False),
        ("slip=0d", AMOUNT, False),
    ],
)
def test_a_term_holds_of_what_it_says(query, change, expected):
    assert matches(parse(query), change) is expected


@pytest.mark.parametrize(
    ("query", "character", "words"),
    [
        ("colour:red", 1, "there is no field 'colour'"),
        ("vessel -colour:red", 9, "the fields are kind, partner"),
        (
            "kind:contarct",
            6,
            "there is no kind 'contarct' (did you mean 'contract'?); the kinds are item.added",
        ),
        ("kind:", 6, "no kind is given"),
        ("kind:,", 6, "nothing stands between the commas"),
        ("minor:maybe", 7, "neither yes nor no"),
        ("kind:funding", 6, "changes have no kind 'funding'; the kinds are item.added"),
        ("partner:Atlantis", 9, "no partner is called 'Atlantis'"),
        ("partner:EG,Atlantis", 12, "western-balkans"),
        ("partne:EG", 1, "there is no field 'partne' (did you mean 'partner'?); the fields are kind"),
        ("partner:Egpyt", 9, "no partner is called 'Egpyt' (did you mean 'egypt'?)"),
        ("part:walls,...", 12, "there is no word in '...'"),
        ("column:next_step", 8, "there is no column 'next_step' (did you mean 'next_steps'?)"),
        ("status:done,finished", 13, "there are done, ongoing, planned, on_hold, not_started"),
        ("strength:sideways", 10, "a promise goes up or down, not 'sideways'"),
        ("letter:december", 8, "'december' is no date of a letter"),
        ("letter:2023/2", 8, "'2023/2' is no date of a letter, and no key of one"),
        ("letter:,", 8, "nothing stands between"),
        ("Egypt OR Tunisia", 7, "alternatives stand behind one field with commas"),
        ("Egypt AND vessel", 7, "leave it out"),
        ("Egypt NOT vessel", 7, "put a - right before the term"),
        ("amount:5m", 1, "amount is asked for as in amount>=5m"),
        ("kind>=item", 1, "kind is asked for as in kind:deadline.moved"),
        ("amount>=lots", 9, "'lots' is no amount"),
        ("slip>=soon", 7, "no number of days or weeks"),
        ("slip>=90", 7, "slip>=90d"),
        ('text:"never closed', 1, 'a " stands alone'),
        ('vessel "never closed', 8, 'a " stands alone'),
        ("-", 2, "no text is given"),
        ("...", 1, "there is no word in '...'"),
        ('""', 2, "no text is given"),
        ("x" * 1001, 1001, "at most 1000 characters"),
    ],
)
def test_a_fault_says_where_and_what(query, character, words):
    with pytest.raises(BadFilter) as caught:
        parse(query)
    assert f"at character {character}:" in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize("about", [Subject.ITEMS, Subject.DEADLINES])
@pytest.mark.parametrize(
    "query", ["kind:deadline.moved", "kind:item", "kind:contract.signed", "slip>=90d", "strength:up"]
)
def test_what_no_item_can_be_is_refused_of_items(query, about):
    with pytest.raises(BadFilter, match=about.value):
        parse(query, about=about)


@pytest.mark.parametrize("query", ['"OR"', "and", "or", "text:AND", '"not yet"', "-or"])
def test_small_or_quoted_a_connective_is_a_word(query):
    assert parse(query).terms


@pytest.mark.parametrize("name", sorted(load("partners")["countries"] | load("partners")["regions"]))
def test_every_partner_is_known_by_its_code_and_by_its_name_on_pages(name):
    for said in (name, name.lower(), partner_name(name), partner_name(name).upper()):
        assert parse(f'partner:"{said}"').terms == (Term(test=AboutPartner(partners=(name,))),)


@pytest.mark.parametrize(
    ("query", "asks"),
    [
        ("minor:yes", True),
        ("vessel minor:true", True),
        ("-minor:no", True),
        ("-minor:yes", False),
        ("", False),
    ],
)
def test_a_filter_knows_whether_it_asks_for_what_is_hidden(query, asks):
    assert parse(query).wants_minor is asks


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_place_in_it(query):
    fault_at = None
    try:
        parse(query)
    except BadFilter as fault:
        fault_at = fault.at
    assert fault_at is None or 0 <= fault_at <= len(query)


texts = st.lists(st.text(max_size=10), max_size=3).map(tuple)
amounts = st.decimals(allow_nan=False, allow_infinity=False)
ends = st.one_of(st.none(), st.integers(-(10**6), 10**6))


@given(
    st.builds(
        Facets,
        kinds=texts,
        partners=texts,
        items=texts,
        series=st.text(max_size=10),
        letters=texts,
        parts=texts,
        columns=texts,
        statuses=texts,
        drift=st.one_of(st.none(), st.sampled_from(["up", "down"])),
        minor=st.booleans(),
        wordings=texts,
        amounts=st.lists(amounts, max_size=3).map(tuple),
        slip=st.one_of(st.none(), st.tuples(ends, ends)),
    )
)
def test_facets_come_back_as_they_were_kept(facets):
    assert facets_from_json(json.loads(json.dumps(facets_to_json(facets)))) == facets


@given(st.lists(st.sampled_from(["kind:item", "partner:EG", "vessel", "minor:no", "slip>=90d"]), min_size=1))
def test_negating_every_single_term_turns_it_round(terms):
    for term in terms:
        assert matches(parse(term), MOVED) is not matches(parse(f"-{term}"), MOVED)


@given(st.lists(st.sampled_from(["kind:item", "partner:EG", "vessel", "minor:no", "-cote"])))
def test_terms_hold_all_together(terms):
    assert matches(parse(" ".join(terms)), MOVED) is all(matches(parse(term), MOVED) for term in terms)
