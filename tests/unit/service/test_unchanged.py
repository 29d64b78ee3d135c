"""What goes on without a change is listed, and said to have other words where it has."""

from compared_letters import count, newer, older, say

from diffing.compare_letters import compare_letters
from service.pages.unchanged import unchanged_measures

SAME = "The harbour office at Varna answers questions of crews around the clock."
BEFORE = "The lighthouse school at Burgas teaches keepers how lamps are cleaned and mended."
AFTER = "The lighthouse school at Burgas teaches 40 keepers how lamps are cleaned and mended."


def unchanged(old, new):
    measures = unchanged_measures(compare_letters(older(*old), newer(*new)))
    return [(one.text, one.reworded) for one in measures]


def test_what_is_said_in_the_same_words_is_not_called_reworded():
    assert unchanged([say(SAME)], [say(SAME)]) == [(SAME, False)]


def test_lines_that_break_elsewhere_are_no_other_words():
    assert unchanged([say(SAME)], [say(SAME.replace(" of ", "\n  of "))]) == [(SAME, False)]


def test_what_says_more_than_before_without_a_change_that_is_told_says_so():
    listed = unchanged([say(SAME), say(BEFORE)], [say(SAME), say(AFTER, quantities=(count(40, "keepers"),))])
    assert listed == [(SAME, False), (AFTER, True)]
