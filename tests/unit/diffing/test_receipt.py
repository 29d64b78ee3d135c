"""A receipt holds all that a comparison was made of: with it and the two letters, everything comes out again."""

import hashlib
import json
from dataclasses import replace
from datetime import date

from compared_letters import COMPANY, NEW_DATE, OLD_DATE, letter, newer, older, say
from hypothesis import given, settings
from hypothesis import strategies as st

from diffing.change_json import canonical_alignments, canonical_changes, comparison_to_json, receipt_to_json
from diffing.compare_letters import compare_letters
from diffing.items import follow_items, item_ids
from snapshots.lexicon import series_sha256, vocabulary_sha256

SPOKEN = [*COMPANY, say("Two tugs for Bari are to be ordered."), say("The pilot boat of Cork is old.")]


def given_back(receipt):
    return {(one.letter, one.statement): one.item for one in receipt.given.items}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(SPOKEN), unique=True, max_size=8), min_size=3, max_size=4), st.data()
)
def test_the_items_of_a_receipt_are_all_that_the_series_gave(series, data):
    letters = [letter(*said, written=date(2030, month, 1)) for month, said in enumerate(series, 1)]
    recorded = data.draw(st.permutations(letters))
    ids = item_ids(follow_items(recorded))
    for old, new in ((letters[-2], letters[-1]), (letters[0], letters[-1])):
        served = compare_letters(old, new, item_ids=ids)
        again = compare_letters(old, new, item_ids=given_back(served.receipt))
        assert again == served


@given(st.lists(st.sampled_from(SPOKEN), unique=True), st.lists(st.sampled_from(SPOKEN), unique=True))
def test_two_letters_alone_need_no_items(before, after):
    old, new = letter(*before, written=OLD_DATE), letter(*after, written=NEW_DATE)
    assert compare_letters(old, new).receipt.given.items == ()


def test_changes_and_alignments_hash_to_what_the_receipt_says():
    old, new = older(*SPOKEN), newer(*SPOKEN[2:], say("Bari has ordered two tugs."))
    comparison = compare_letters(old, new)
    receipt = comparison.receipt
    changes, links = (
        canonical_changes(comparison.changes),
        canonical_alignments(old, new, comparison.alignments),
    )
    assert receipt.changes_sha256 == hashlib.sha256(changes).hexdigest()
    assert receipt.alignments_sha256 == hashlib.sha256(links).hexdigest()
    public = json.loads(json.dumps(comparison_to_json(comparison)))
    assert json.loads(changes) == public["changes"]
    assert json.loads(links) == public["alignments"]


def test_another_link_is_another_receipt_although_the_changes_are_the_same():
    one = compare_letters(older(*COMPANY), newer(*COMPANY))
    other = compare_letters(older(*COMPANY), newer(*COMPANY[::-1]))
    assert one.changes == other.changes == ()
    assert one.receipt.alignments_sha256 != other.receipt.alignments_sha256


def test_the_words_that_were_known_are_part_of_it():
    comparison = compare_letters(older(*COMPANY), newer(*COMPANY))
    assert comparison.receipt.configuration.lexicon_sha256 == vocabulary_sha256()
    assert comparison.receipt.configuration.series_sha256 is None
    filed = [replace(one, series="harbour-council") for one in (older(*COMPANY), newer(*COMPANY))]
    assert compare_letters(*filed).receipt.configuration.series_sha256 == series_sha256("harbour-council")
    assert series_sha256("harbour-council") != series_sha256("euco-migration")


def test_nobody_has_signed_what_comes_out_of_comparing():
    receipt = receipt_to_json(compare_letters(older(*COMPANY), newer(*COMPANY)).receipt)
    assert receipt["signature"] is None
    assert receipt["old"]["seal"] is None
