"""Which one of a kind a text speaks of."""

import pytest

from diffing.words.ordinals import another_of_its_kind, read_numbered, the_same_of_its_kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the fourth lot of buoys", "Fifth lot, 20 buoys"),
        ("second payment of the loan", "third and last payment"),
        ("phase I of the survey", "phase II of the survey"),
        ("release 2 of the register", "register, release 3, in May"),
        ("the 6th harbour council met", "The seventh Harbour Council meets"),
    ],
)
def test_other_numbers_are_others_of_the_kind(one, other):
    assert another_of_its_kind(read_numbered(one), read_numbered(other))
    assert not the_same_of_its_kind(read_numbered(one), read_numbered(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the fourth lot of buoys", "lot 4: 20 buoys"),
        ("the 2nd crane battery in July", "second crane battery delivered"),
        ("phase II to begin", "phase 2 under way"),
        ("THIRD lot, 20 buoys", "the 3RD lot"),
        ("the twenty-second crane", "Crane II, the second\u00a0crane"),
    ],
)
def test_the_same_number_is_the_same_one_however_written(one, other):
    assert the_same_of_its_kind(read_numbered(one), read_numbered(other))


@pytest.mark.parametrize(
    "text",
    [
        "in the second half of the year",
        "third countries and their ports",
        "for the first time",
        "5th May",
        "I see",
    ],
)
def test_not_every_ordinal_numbers_a_measure(text):
    assert read_numbered(text) == {}


def test_numbers_of_other_things_say_nothing():
    course, lot = read_numbered("the third course"), read_numbered("the fourth lot")
    assert not another_of_its_kind(course, lot)
    assert not the_same_of_its_kind(course, lot)
