"""Which sum, count or day of one wording is the same one in the other, where a sentence has several of them."""

from decimal import Decimal

import pytest
from compared_letters import count, due, eur, say
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st

from diffing.changes.pair_facts import pair_amounts, pair_deadlines, pair_quantities

THINGS = ("pumps", "pipes", "ladders", "lanterns", "anchors")


def sums(text, *millions):
    return say(text, amounts=tuple(eur(m) for m in millions))


def paired(pairs):
    return [(pair.before and pair.before.quote, pair.after and pair.after.quote) for pair in pairs]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("EUR 8 million for pipes and EUR 13 million for pumps at Senj.", (8, 13)),
        ("Pipes (EUR 8 million) and pumps (EUR 13 million) for Senj.", (8, 13)),
        ("For Senj, pumps at EUR 13 million, then EUR 8 million for pipes.", (13, 8)),
    ],
)
def test_sums_pair_by_what_they_are_for_on_whichever_side_it_is_said(text, values):
    old = sums("EUR 9 million for pumps and EUR 12 million for pipes at Senj.", 9, 12)
    new = sums(text, *values)
    assert paired(pair_amounts([old], [new])) == [
        ("EUR 9 million", "EUR 13 million"),
        ("EUR 12 million", "EUR 8 million"),
    ]


def test_what_is_said_of_all_at_the_end_is_not_what_the_last_is_for():
    said = (
        "The loan of EUR {} million, of which EUR {} million for {} and EUR {} million for {}, is in talks."
    )
    old = sums(said.format(40, 12, "pumps", 20, "pipes"), 40, 12, 20)
    new = sums(said.format(46, 22, "pipes", 15, "pumps"), 46, 22, 15)
    found = {(pair.before.value / 10**6, pair.after.value / 10**6) for pair in pair_amounts([old], [new])}
    assert found == {(40, 46), (12, 15), (20, 22)}


def test_sums_pair_by_who_gives_them():
    old = sums(
        "The quay costs EUR 30 million: the bank gives EUR 10 million and the abbey EUR 20 million.",
        30,
        10,
        20,
    )
    new = sums(
        "The quay costs EUR 36 million: the abbey gives EUR 24 million and the bank EUR 12 million.",
        36,
        24,
        12,
    )
    found = {(pair.before.value / 10**6, pair.after.value / 10**6) for pair in pair_amounts([old], [new])}
    assert found == {(30, 36), (10, 12), (20, 24)}


def test_the_same_sum_for_another_thing_is_another_sum():
    old = sums("EUR 5 million for pumps and EUR 8 million for pipes.", 5, 8)
    new = sums("EUR 8 million for pumps and EUR 10 million for pipes.", 8, 10)
    found = paired(pair_amounts([old], [new]))
    assert found == [("EUR 5 million", "EUR 8 million"), ("EUR 8 million", "EUR 10 million")]


@few_examples(25)
@given(data=st.data())
def test_whatever_the_order_each_thing_keeps_its_sum(data):
    things = data.draw(st.permutations(THINGS))
    told = data.draw(st.permutations(things))
    old_values, new_values = (
        dict(zip(things, data.draw(st.permutations(range(first, first + 5))), strict=True))
        for first in (20, 30)
    )

    def said(order, values):
        return sums(
            " and ".join(f"EUR {values[thing]} million for {thing}" for thing in order) + ".",
            *(values[thing] for thing in order),
        )

    found = pair_amounts([said(things, old_values)], [said(told, new_values)])
    millions = {(pair.before.value / 10**6, pair.after.value / 10**6) for pair in found}
    assert millions == {(Decimal(old_values[t]), Decimal(new_values[t])) for t in things}


def test_days_pair_by_what_is_due_and_not_by_their_order():
    june, december = due("2031-06-30", quote="June 2031"), due("2031-12-31", quote="December 2031")
    march = due("2032-03-31", quote="March 2032")
    old = say("The drawings are due by June 2031 and the walls by December 2031.", deadlines=(june, december))
    new = say("The walls are to stand by March 2032.", deadlines=(march,))
    assert paired(pair_deadlines([old], [new])) == [("June 2031", None), ("December 2031", "March 2032")]


def test_words_of_another_clause_are_not_near():
    old = say(
        "The drawings of the lock at Senj are due in June 2031.",
        deadlines=(due("2031-06-30", quote="June 2031"),),
    )
    new = say(
        "The drawings of the lock at Senj are there; an answer is hoped for in May 2032.",
        deadlines=(due("2032-05-31", quote="May 2032"),),
    )
    assert [pair.alike for pair in pair_deadlines([old], [new])] == [False]


def test_the_second_of_two_like_quotes_is_read_in_its_own_place():
    text = "Pumps: 40 in Senj; lanterns: 40 on Rab."
    old = say(text, quantities=(count(40, "pieces"), count(40, "pieces")))
    new = say(
        "Lanterns: 55 on Rab; pumps: 60 in Senj.", quantities=(count(55, "pieces"), count(60, "pieces"))
    )
    assert [pair.after.quote for pair in pair_quantities([old], [new])] == ["60", "55"]


def test_a_total_pairs_with_the_total_and_not_with_a_small_share_that_stands_among_its_words():
    old = say(
        "By May the abbey had helped to bring home 900 pilgrims, 300 of them by boat.",
        quantities=(count(900, "pilgrims"), count(300, "pilgrims")),
    )
    new = say(
        "By July 1 200 pilgrims were brought home, of whom 410 by boat, and 120 pilgrims with help of the abbey.",
        quantities=(count(1200, "pilgrims", quote="1 200"), count(410, "pilgrims"), count(120, "pilgrims")),
    )
    assert paired(pair_quantities([old], [new])) == [("900", "1 200"), ("300", "410"), (None, "120")]


@pytest.mark.parametrize(
    ("old", "new", "counted"),
    [
        (
            ("In spring 410 seals returned to Rab.", count(410, "seals")),
            ("Returns to Rab have risen to 560.", count(560, "returns")),
            True,
        ),
        (
            ("In spring 410 seals returned to Rab.", count(410, "seals")),
            ("On Rab 560 lanterns are lit.", count(560, "lanterns")),
            False,
        ),
        (
            ("In spring 410 seals returned to Rab.", count(410, "seals")),
            ("Returns to Rab have risen by 60%.", count(60, "%")),
            False,
        ),
        (
            ("In spring 410 seals returned to Rab.", count(410, "seals")),
            ("Returns to Rab have risen to 56 000.", count(56_000, "returns", quote="56 000")),
            False,
        ),
        (
            ("41 000 cadets of Rab were insured.", count(41_000, "cadets", quote="41 000")),
            ("Cadets rose, and families have 56 000 contracts.", count(56_000, "contracts", quote="56 000")),
            True,
        ),
        (
            ("In Rab 41 000 families were insured.", count(41_000, "families", quote="41 000")),
            ("Families of Rab took 56 000 contracts.", count(56_000, "contracts", quote="56 000")),
            True,
        ),
        (
            ("The third round of talks on Rab agreed on two rules.", count(2, "rules", quote="two")),
            ("After five rounds the rules of Rab are agreed.", count(5, "rounds", quote="five")),
            False,
        ),
    ],
)
def test_counts_by_unlike_nouns_pair_where_the_noun_of_one_stands_near_the_other(old, new, counted):
    before, after = (say(text, quantities=(number,)) for text, number in (old, new))
    assert (len(pair_quantities([before], [after])) == 1) is counted
