"""The worded facts hold for any text: always an answer, always the same, always in the vocabulary."""

from hypothesis import given
from hypothesis import strategies as st

from snapshots.facts.actors import find_actors
from snapshots.facts.kind import read_kind
from snapshots.facts.partners import find_partners
from snapshots.facts.phrase_search import split_words
from snapshots.facts.status import read_status
from snapshots.letter import Column, Kind, Status
from snapshots.lexicon import load

PARTNERS = {*load("partners")["countries"], *load("partners")["regions"]}
ACTORS = {*load("actors")["actors"], *load("actors")["generic"]}
NAMES = [entry["names"][0] for entry in load("partners")["countries"].values()]

letterlike = st.lists(
    st.one_of(
        st.sampled_from(NAMES),
        st.sampled_from(
            ["has", "been", "signed", "will", "to", "be", "not", "yet", "which", "is", "on", "hold"]
        ),
        st.sampled_from(
            ["contract", "MoU", "EUR", "40", "(", ")", ",", ".", ":", ";", "-", "EU", "IT", "TR", "and"]
        ),
        st.text(max_size=8),
    ),
    max_size=30,
).map(" ".join)


@given(letterlike, st.lists(st.sampled_from(sorted(PARTNERS)), unique=True, max_size=3).map(tuple))
def test_partners_are_known_and_not_repeated(text, heading):
    partners = find_partners(text, heading_partners=heading)
    assert set(partners) <= PARTNERS
    assert len(set(partners)) == len(partners)


@given(st.text(), st.lists(st.sampled_from(sorted(PARTNERS)), unique=True, min_size=1, max_size=3).map(tuple))
def test_a_statement_under_a_heading_with_partners_is_about_somebody(text, heading):
    assert find_partners(text, heading_partners=heading) != ()


@given(letterlike)
def test_actors_are_known_and_not_repeated(text):
    actors = find_actors(text)
    assert set(actors) <= ACTORS
    assert len(set(actors)) == len(actors)


@given(letterlike, st.sampled_from(Column))
def test_every_text_has_a_status_and_a_kind(text, column):
    assert isinstance(read_status(text, column=column), Status)
    assert isinstance(read_kind(text), Kind)


said = st.lists(
    st.tuples(st.sampled_from([" ", ", "]), st.sampled_from(["repairs", "boats", "for", "of", "by"]))
)


@given(said)
def test_what_has_begun_takes_its_time_if_a_process_stands_before_any_preposition_of_its_clause(words):
    text = "".join(gap + word for gap, word in words).lstrip(", ")
    clauses = [clause.split() for clause in text.split(",")]
    heads = [
        next((at for at, word in enumerate(clause) if word in ("for", "of", "by")), None)
        for clause in clauses
    ]
    takes_time = any("repairs" in clause[:head] for clause, head in zip(clauses, heads, strict=True))
    status = read_status(f"{text} have begun", column=Column.BODY)
    assert (status is Status.ONGOING) is takes_time


@given(st.text())
def test_words_stand_where_they_say_and_in_order(text):
    words = split_words(text)
    assert [words.text[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == list(
        words.forms
    )
    assert all(end <= start for end, start in zip(words.ends, words.starts[1:], strict=False))


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_two_named_countries_are_both_found(one, other):
    together = find_partners(f"The agreement with {one} and that with {other} were signed.")
    alone = [
        *find_partners(f"The agreement with {one} was signed."),
        *find_partners(f"The one with {other} too."),
    ]
    assert set(together) == set(alone)
