"""A list goes on label by label, though not a word under a label is the same."""

import pytest
from compared_letters import COMPANY, newer, older, say

from diffing.linking.link_statements import link_statements
from snapshots.letter import Status

DONE, PLANNED = Status.DONE, Status.PLANNED


def in_list(text, *, topic="Safety at sea", **facts):
    return say(text, **{"part": "HARBOURS", "topic": topic, **facts})


def linked(*old_lines, new_lines):
    """Whether the first of the older lines is linked with the first of the newer."""
    old, new = older(*old_lines, *COMPANY), newer(*new_lines, *COMPANY)
    first, other = old.statements[0].id, new.statements[0].id
    return any(first in link.before and other in link.after for link in link_statements(old, new).links)


BEFORE = in_list("Malta: decree with the speaker.", partners=("MT",))
AFTER = in_list("Malta: completed in May.", partners=("MT",), status=DONE)
OTHERS = (
    in_list("Cyprus: buoys moored.", partners=("CY",)),
    in_list("Greece: flares renewed.", partners=("GR",)),
)


def test_what_stands_alone_under_its_label_on_both_sides_is_one_measure():
    assert linked(BEFORE, *OTHERS, new_lines=(AFTER, *OTHERS))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((BEFORE, in_list("Malta: new quay.", partners=("MT",))), (AFTER,)),
        ((BEFORE,), (in_list("Malta: completed in May.", topic="Fishing", partners=("MT",), status=DONE),)),
        (
            (in_list("Malta: opened.", partners=("MT",), status=DONE),),
            (in_list("Malta: decree with the speaker.", partners=("MT",)),),
        ),
    ],
    ids=["two lines under the label", "a list of another name", "what was done is not under way again"],
)
def test_other_lines_are_not_one_measure_by_their_label_alone(before, after):
    assert not linked(*before, *OTHERS, new_lines=(*after, *OTHERS))
