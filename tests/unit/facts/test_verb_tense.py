"""The verb that governs a place: the nearest before it in its clause, or the one that an opening adverbial awaits."""

import pytest

from snapshots.facts.verb_tense import Tense, find_clauses, governing_cue


def tense_at(text, place="HERE"):
    start = text.index(place)
    cue = governing_cue(text, find_clauses(text), start, start + len(place))
    return None if cue is None else cue.tense


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The pier will be opened HERE.", Tense.FUTURE),
        ("The pier should soon be opened HERE.", Tense.FUTURE),
        ("The pier is to be opened HERE.", Tense.FUTURE),
        ("The pier is due to open HERE.", Tense.FUTURE),
        ("The pier has yet to be opened HERE.", Tense.FUTURE),
        ("We aim to open the pier HERE.", Tense.FUTURE),
        ("The opening is foreseen for HERE.", Tense.FUTURE),
        ("The pilot starts HERE.", Tense.FUTURE),
        ("It will be signed and launched HERE.", Tense.FUTURE),
        ("The opening was postponed to HERE.", Tense.FUTURE),
        ("They were asked to report HERE.", Tense.FUTURE),
        ("The pier was opened HERE.", Tense.PAST),
        ("The pier has not yet been opened HERE.", Tense.PAST),
        ("Talks took place HERE.", Tense.PAST),
        ("The pier, opened HERE, will be closed.", Tense.PAST),
        ("It will go on following the visit HERE.", Tense.PAST),
        ("The pier was due to open HERE.", Tense.OVERDUE),
        ("The visit had been planned for HERE.", Tense.OVERDUE),
        ("Work is under way HERE.", Tense.PRESENT),
        ("The port has a pier HERE.", Tense.PRESENT),
        ("A pier HERE.", None),
        ("The United Nations HERE.", None),
    ],
)
def test_a_verb_group_or_preposition_before_the_place_governs_it(text, tense):
    assert tense_at(text) is tense


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("In HERE, the board will meet.", Tense.FUTURE),
        ("In HERE the board met.", Tense.PAST),
        ("It was signed in May, and in HERE the board will meet.", Tense.FUTURE),
        ("Signed in May; in HERE the board will meet.", Tense.FUTURE),
    ],
)
def test_an_opening_adverbial_awaits_its_verb(text, tense):
    assert tense_at(text) is tense


def test_a_bracket_is_governed_from_inside_before_the_words_around_it():
    assert tense_at("It was opened (to be closed HERE).") is Tense.FUTURE
    assert tense_at("It was opened (in Bergen, HERE).") is Tense.PAST


def test_a_verb_in_a_bracket_does_not_reach_out():
    assert tense_at("It will be opened (as was said) HERE.") is Tense.FUTURE


def test_a_sentence_does_not_reach_into_the_next():
    assert tense_at("It was opened. The quay HERE.") is None


def test_the_clauses_cover_every_word():
    text = "It was opened (in Bergen); in May: a quay - a pier. It will go on."
    inside = [set(range(clause.start, clause.end)) for clause in find_clauses(text)]
    assert set().union(*inside) >= {at for at, sign in enumerate(text) if sign.isalnum()}
    assert find_clauses("") == ()
