"""What people decided holds in every comparison, and says nothing of anything else."""

from dataclasses import replace
from datetime import date

import pytest
from compared_letters import COMPANY, NEW_DATE, OLD_DATE, letter, newer, older, say

from diffing.change_json import comparison_to_json
from diffing.compare_letters import compare_letters
from diffing.items import follow_items, item_ids
from diffing.linking.link_statements import link_statements
from diffing.linking.links import Rule
from snapshots.letter import Status
from snapshots.link_decisions import Decision, Pair, Place, Verdict, settle

TUGS = say("Two tugs for the port of Bari are to be ordered before the summer.", status=Status.PLANNED)
TUGBOATS = say("The purchase of two tugboats for Bari harbour is planned.", status=Status.PLANNED)
DIVERS = say("Divers search the wreck off Kythira for mines.")
BELLS = say("The bells of the fog station have been recast.", status=Status.DONE)


def decide(verdict, *pairs, number=1, letters=None, actor="The registrar", reason="Read side by side."):
    old, new = letters or (f"boats/{OLD_DATE}", f"boats/{NEW_DATE}")
    return Decision(
        number=number,
        verdict=Verdict(verdict),
        pairs=tuple(
            Pair(before=Place(letter=old, statement=a), after=Place(letter=new, statement=b))
            for a, b in pairs
        ),
        actor=actor,
        reason=reason,
    )


def link(old, new, *decisions):
    return link_statements(old, new, settled=settle(decisions))


def together(linking, before, after):
    return any(before in one.before and after in one.after for one in linking.links)


def test_a_confirmed_pair_is_linked_however_little_speaks_for_it():
    old, new = older(*COMPANY, DIVERS), newer(*COMPANY, BELLS)
    assert not together(link(old, new), "s011", "s011")
    (found,) = [
        one
        for one in link(old, new, decide("confirm", ("s011", "s011"))).links
        if one.rule is Rule.BY_DECISION
    ]
    assert (found.before, found.after, found.score) == (("s011",), ("s011",), 1.0)
    assert found.reasons == ("The registrar: Read side by side.",)


def test_a_separated_pair_is_not_linked_however_much_speaks_for_it():
    old, new = older(*COMPANY, TUGS), newer(*COMPANY, TUGS)
    linking = link(old, new, decide("separate", ("s011", "s011")))
    assert [one.statements for one in linking.unmentioned] == [("s011",)]
    assert [one.statements for one in linking.added] == [("s011",)]
    assert all(other.after != "s011" for one in linking.unmentioned for other in one.considered)


def test_a_statement_in_the_same_words_goes_to_the_next_when_the_first_is_not_it():
    old, new = older(TUGS, *COMPANY), newer(TUGS, *COMPANY, replace(TUGS, topic="Watch"))
    linking = link(old, new, decide("separate", ("s001", "s001")))
    assert together(linking, "s001", "s012")
    assert not together(linking, "s001", "s001")


def test_a_confirmed_pair_takes_neither_side_s_other_partner():
    old, new = older(*COMPANY, TUGS, DIVERS), newer(*COMPANY, TUGBOATS, BELLS)
    linking = link(old, new, decide("confirm", ("s011", "s012")))
    assert together(linking, "s011", "s012")
    assert not together(linking, "s011", "s011")


def test_a_further_part_by_decision_is_nobody_else_s_partner():
    old, new = older(*COMPANY, DIVERS, TUGS), newer(BELLS, *COMPANY, TUGBOATS)
    assert together(link(old, new), "s012", "s012")
    linking = link(old, new, decide("split", ("s011", "s001"), ("s011", "s012")))
    assert together(linking, "s011", "s012")
    assert [one.statements for one in linking.unmentioned] == [("s012",)]


@pytest.mark.parametrize("verdict", ["split", "confirm"])
def test_one_statement_may_be_confirmed_to_be_several(verdict):
    old, new = older(*COMPANY, DIVERS), newer(TUGBOATS, *COMPANY, BELLS)
    linking = link(old, new, decide(verdict, ("s011", "s001"), ("s011", "s012")))
    (found,) = [one for one in linking.links if one.rule is Rule.BY_DECISION]
    assert (found.before, found.after) == (("s011",), ("s001", "s012"))
    assert (found.split, found.merged) == (verdict == "split", False)


def test_several_statements_may_be_decided_to_be_one():
    old, new = older(TUGBOATS, *COMPANY, BELLS), newer(*COMPANY, DIVERS)
    linking = link(old, new, decide("merge", ("s001", "s011"), ("s012", "s011")))
    (found,) = [one for one in linking.links if one.rule is Rule.BY_DECISION]
    assert (found.before, found.after) == (("s001", "s012"), ("s011",))
    assert (found.split, found.merged) == (False, True)


def test_a_split_that_was_decided_is_a_change():
    old, new = older(*COMPANY, TUGS), newer(*COMPANY, TUGBOATS, BELLS)
    decided = decide("split", ("s011", "s011"), ("s011", "s012"))
    changes = compare_letters(old, new, decisions=[decided]).changes
    assert "item.split" in [one.kind for one in changes]


def test_what_joined_a_measure_stands_alone_when_it_is_not_it():
    """The second sentence goes on about the first; somebody says that it is another measure."""
    whole = say("A grant for pumping stations in Ancona and Pescara is in preparation.")
    halves = [
        say(f"A grant for the pumping station in {town} is in preparation.") for town in ("Ancona", "Pescara")
    ]
    old, new = older(*COMPANY, whole), newer(*COMPANY, *halves)
    assert together(link(old, new), "s011", "s012")
    linking = link(old, new, decide("separate", ("s011", "s012")))
    assert together(linking, "s011", "s011")
    assert ("s012",) in [one.statements for one in linking.added]


def test_what_two_letters_say_follows_for_a_third():
    """A and B are one, B and C are one: A and C are, in a comparison that leaves B out."""
    days = [OLD_DATE, NEW_DATE, date(2030, 9, 1)]
    first, _, last = (
        letter(*COMPANY, one, written=day) for one, day in zip((DIVERS, TUGS, BELLS), days, strict=True)
    )
    keys = [f"boats/{day}" for day in days]
    decisions = [
        decide("confirm", ("s011", "s011"), letters=keys[:2]),
        decide("confirm", ("s011", "s011"), letters=keys[1:], number=2),
    ]
    linking = link(first, last, *decisions)
    assert together(linking, "s011", "s011")
    assert linking.decisions == ("d1", "d2")


def test_the_receipt_names_the_decisions_that_count_and_no_others():
    old, new = older(*COMPANY, DIVERS, TUGS), newer(*COMPANY, BELLS, TUGBOATS)
    decisions = [
        decide("separate", ("s012", "s012"), number=4),
        decide("confirm", ("s011", "s011"), number=2),
        decide("confirm", ("s001", "s001"), number=3, letters=("boats/2029-01-01", "boats/2029-02-01")),
    ]
    receipt = comparison_to_json(compare_letters(old, new, decisions=decisions))["receipt"]
    assert receipt["decisions"] == ["d2", "d4"]
    assert comparison_to_json(compare_letters(old, new))["receipt"]["decisions"] == []


SEPTEMBER = date(2030, 9, 1)


def three_letters():
    return [letter(*COMPANY, TUGS, written=day) for day in (OLD_DATE, NEW_DATE, SEPTEMBER)]


def test_an_item_never_has_what_was_separated_not_even_by_way_of_a_third_letter():
    apart = decide("separate", ("s011", "s011"), letters=(f"boats/{OLD_DATE}", f"boats/{SEPTEMBER}"))
    assert len(set(ids_of_tugs(three_letters()))) == 1
    first, second, third = ids_of_tugs(three_letters(), apart)
    assert first == second != third


def ids_of_tugs(letters, *decisions):
    ids = item_ids(follow_items(letters, decisions=decisions))
    return [ids[one.key, "s011"] for one in letters]


def test_what_was_confirmed_is_one_item_and_keeps_both_names():
    letters = [letter(*COMPANY, DIVERS, written=OLD_DATE), letter(*COMPANY, BELLS, written=NEW_DATE)]
    before = item_ids(follow_items(letters))
    items = follow_items(letters, decisions=[decide("confirm", ("s011", "s011"))])
    (found,) = [one for one in items if len(one.appearances) == 2 and one.aliases]
    assert found.id == before[f"boats/{OLD_DATE}", "s011"]
    assert found.aliases == (before[f"boats/{NEW_DATE}", "s011"],)
