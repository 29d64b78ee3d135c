"""The words that a series has of its own are at hand while its letters are compared, and for no others."""

import hashlib

import pytest
from compared_letters import COMPANY, NEW_DATE, OLD_DATE, count, letter, say

from diffing.change_json import canonical_changes, comparison_to_json
from diffing.compare_letters import compare_letters
from diffing.followed_pairs import follow_pair, pair_name
from snapshots.link_decisions import NOTHING_SETTLED

PROFILE, NO_PROFILE = "river-compact", "boats"
BEFORE = say("In all, 12 staunches are watched.", quantities=(count(12, "staunches"),))
AFTER = say("In all, 30 weirs are watched.", quantities=(count(30, "weirs"),))
TO_BASIN = say("Buoys for the Lower Basin are being painted.", partners=("lower-basin",))


def letters(series, *, old=(BEFORE,), new=(AFTER,)):
    return (
        letter(*COMPANY, *old, written=OLD_DATE, series=series),
        letter(*COMPANY, *new, written=NEW_DATE, series=series),
    )


def kinds(series):
    return [change.kind for change in compare_letters(*letters(series)).changes]


@pytest.mark.parametrize("order", [(PROFILE, NO_PROFILE), (NO_PROFILE, PROFILE)])
def test_similar_words_of_the_series_count_in_its_letters_alone(order) -> None:
    """Whichever is compared first: what was made of the words of one is not kept for the other."""
    told = {series: kinds(series) for series in order}
    assert told[PROFILE] == ["quantity.changed"]
    assert "quantity.changed" not in told[NO_PROFILE]


@pytest.mark.parametrize(
    ("series", "said"), [(PROFILE, "Lower Basin: new"), (NO_PROFILE, "Lower-basin: new")]
)
def test_a_sentence_names_a_partner_as_the_series_does_and_the_receipt_holds_it(series, said) -> None:
    compared = compare_letters(*letters(series, old=(), new=(TO_BASIN,)))
    public = comparison_to_json(compared)
    assert public["changes"][0]["sentence"].startswith(said)
    told = hashlib.sha256(canonical_changes(compared.changes)).hexdigest()
    assert told == compared.receipt.changes_sha256


def test_items_are_followed_with_the_words_that_letters_are_compared_with() -> None:
    told = {"old": (say("Staunches rust."),), "new": (say("Weirs are rusting away."),)}
    followed = {series: follow_pair(*letters(series, **told)) for series in (PROFILE, NO_PROFILE)}
    assert followed[PROFILE].added == ()
    assert followed[NO_PROFILE].added == (("s011",),)
    names = {pair_name(*letters(one, **told), NOTHING_SETTLED, says=("a", "b"), diff="1") for one in followed}
    assert len(names) == len(followed)
