"""What only says for whom and when is about what its heading says."""

import pytest
from compared_letters import COMPANY, due, newer, older, on, say

from diffing.linking.link_statements import link_statements
from snapshots.letter import Column, Status

DONE, PLANNED = Status.DONE, Status.PLANNED
TRIALS = "Next sea trials of the rescue fleet"


def trial(place, partner, when, *, topic=TRIALS):
    text = f"{place}: {when}"
    return say(
        text, status=PLANNED, topic=topic, partners=(partner,), deadlines=(due("2030-05-31", quote=when),)
    )


HELD = say(
    "Sea trials of the rescue fleet off Malta (3 May) and Cyprus (9 May) completed.",
    status=DONE,
    column=Column.ONGOING,
    topic=None,
    partners=("MT", "CY"),
    dates=(on("2030-05-03", quote="3 May"), on("2030-05-09", quote="9 May")),
)


def linked(*old_lines, new_lines):
    """Which of the older lines, by number, stand in one link with the first of the newer."""
    old, new = older(*old_lines, *COMPANY), newer(*new_lines, *COMPANY)
    ids = [statement.id for statement in old.statements[: len(old_lines)]]
    links = [link for link in link_statements(old, new).links if new.statements[0].id in link.after]
    return {ids.index(one) for link in links for one in link.before if one in ids}


def test_the_bare_lines_of_a_list_are_kept_by_what_reports_on_its_heading():
    lines = trial("Malta", "MT", "May 2030"), trial("Cyprus", "CY", "May 2030")
    assert linked(*lines, new_lines=(HELD,)) == {0, 1}


@pytest.mark.parametrize(
    "line",
    [
        trial("Malta", "MT", "May 2030", topic="Next meetings of harbour masters"),
        trial("Greece", "GR", "May 2030"),
    ],
    ids=["a list of other things", "another partner"],
)
def test_other_bare_lines_are_not(line):
    assert linked(line, new_lines=(HELD,)) == set()


def test_a_label_that_says_what_it_is_about_is_no_bare_line():
    assert linked(trial("Paint for the quay", "MT", "May 2030"), new_lines=(HELD,)) == set()


def test_a_line_for_several_partners_is_a_bare_one():
    line = say(
        "Malta and Cyprus: May 2030",
        status=PLANNED,
        topic=TRIALS,
        partners=("MT", "CY"),
        deadlines=(due("2030-05-31", quote="May 2030"),),
    )
    assert linked(line, new_lines=(HELD,)) == {0}


def test_a_line_that_tells_what_it_is_about_is_about_nothing_else():
    line = say(
        "Malta: paint for the quay, May 2030",
        status=PLANNED,
        topic=TRIALS,
        partners=("MT",),
        deadlines=(due("2030-05-31", quote="May 2030"),),
    )
    assert linked(line, new_lines=(HELD,)) == set()
