"""What reports that a contract has been signed, and what only announces it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from compared_letters import count, due, eur, on, say

from diffing.changes.contract_signed import promises_signature, reports_signature, signed_amount
from snapshots.letter import Column, Kind, Status

DONE, PLANNED = Status.DONE, Status.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "The contract for two boats was signed on 3 May.",
        "A grant agreement (EUR 5 million, with the fund) has been signed.",
        "Help goes on through a contract signed in May.",
        "We signed a loan of EUR 20 million with the bank.",
        "The package includes the signature of two border contracts and better training.",
        "A financing agreement was concluded in June.",
        "Ruritania: third grant to the ice school signed on 3 May (EUR 2 million).",
        "The reservation agreement for 40 berths was signed in June.",
        "Wetlands: one contract signed, another to be signed.",
        "The loan agreement with the Bank of the Danube for the fish ladder at the old mill (EUR 5 million) was signed.",
        "The loan agreement with the Bank of the Danube for the fish ladder at the old mill (EUR 5 million) has been signed.",
    ],
)
def test_a_signature_is_reported(text):
    assert reports_signature(say(text))


@pytest.mark.parametrize(
    "text",
    [
        "The contract for two boats is to be signed in May.",
        "The grant agreement will be signed soon.",
        "A loan is expected to be concluded in June.",
        "The contract has not yet been signed.",
        "The memorandum of understanding was signed on 16 July.",
        "The signature of two contracts is due in May.",
        "The contract is in preparation.",
        "Both sides concluded that the contract works well, it will be prolonged.",
        "The contract for the dredger of the northern port, whose owner and the harbour masters of both towns met, was signed.",
        "The loan for the fish ladder at the old mill covers half of the cost, and in June a memorandum with the anglers was signed.",
        "The subcontract for four buoys off the cape is in preparation with the yard, and a letter to the owners was signed.",
    ],
)
def test_a_signature_to_come_or_of_something_else_is_not(text):
    assert not reports_signature(say(text))


@pytest.mark.parametrize(
    ("status", "reported"),
    [(DONE, True), (Status.ONGOING, True), (Status.ON_HOLD, False), (Status.NOT_STARTED, False)],
)
def test_an_act_that_is_held_up_or_has_not_begun_is_no_signature(status, reported):
    said = "Conclusion of the contracts for the lamps, suspended since March."
    assert reports_signature(say(said, kind=Kind.CONTRACT, status=status)) is reported


@pytest.mark.parametrize(
    "text",
    [
        "The contracted volumes under the purchase agreement with the fish market rose to 4 000 tonnes.",
        "Fish contracted for the winter under the purchase agreement came to 3 000 tonnes.",
        "The loan covers the contracted part of the works.",
    ],
)
def test_what_is_contracted_only_says_which_of_something_is_meant(text):
    assert not reports_signature(say(text))
    assert not reports_signature(say(text, status=DONE, kind=Kind.CONTRACT))


@pytest.mark.parametrize(
    "text",
    [
        "Two boats were contracted in May.",
        "The yard has now contracted two boats.",
        "Contracted: two boats for the port.",
    ],
)
def test_what_was_contracted_is_an_act(text):
    assert reports_signature(say(text, status=DONE, kind=Kind.CONTRACT))


def test_a_percentage_that_is_contracted_is_a_figure_and_one_of_a_contract_that_was_signed_is_not():
    share = {"status": DONE, "kind": Kind.CONTRACT, "quantities": (count(80, "%"),)}
    assert not reports_signature(say("80% of the berths have been contracted.", **share))
    assert reports_signature(say("The lease of 80% of the berths was signed.", **share))


def test_a_part_of_a_sum_that_is_contracted_is_a_figure_whatever_its_role():
    sums = (eur(20, role="announced"), eur(16, role="announced", part_of=0))
    text = "Of the EUR 20 million announced, EUR 16 million has been contracted."
    assert not reports_signature(say(text, status=DONE, kind=Kind.CONTRACT, amounts=sums))


def test_the_act_as_a_next_step_is_still_to_come():
    text = "Signature of three contracts with the partners."
    assert reports_signature(say(text))
    assert not reports_signature(say(text, status=PLANNED))
    assert not reports_signature(say(text, column=Column.NEXT_STEPS))


def test_a_contract_that_is_done_needs_no_noun():
    text = "Lot 2 was signed in May."
    assert reports_signature(say(text, status=DONE, kind=Kind.CONTRACT))
    assert not reports_signature(say(text, status=DONE))


def test_a_share_that_is_contracted_is_a_figure_and_one_that_was_signed_is_an_act():
    whole = eur(40)
    signed = {"text": "Lot 2 (EUR 5 million of EUR 40 million) was signed.", "kind": Kind.CONTRACT}
    assert reports_signature(say(**signed, status=DONE, amounts=(eur(5, role="signed"), whole)))
    bound = {"text": "EUR 5 million of EUR 40 million has been contracted.", "kind": Kind.CONTRACT}
    assert not reports_signature(say(**bound, status=DONE, amounts=(eur(5, role="contracted"), whole)))


def test_the_sum_signed_is_the_whole_and_not_a_share():
    whole, share = eur(21), eur(8, part_of=0)
    assert signed_amount([say("x", amounts=(share, whole))]) == whole
    signed = eur(5, role="signed")
    assert signed_amount([say("x", amounts=(whole, signed))]) == signed
    assert signed_amount([say("x")]) is None


def test_the_signature_that_has_its_day_ahead_is_none_yet():
    text = "Tender for two buoys under evaluation; signature of the contract in the second half of the year."
    ahead = due("2030-12-31", quote="in the second half of the year")
    assert not reports_signature(say(text, deadlines=(ahead,)))
    assert reports_signature(say("It saw the signature of the contract.", deadlines=(ahead,)))


@pytest.mark.parametrize(
    "text",
    [
        "Signature of the contract for two buoys in May.",
        "Two contracts for buoys are to be signed.",
        "The tender is closed, with signature of the loan in May.",
        "The council will sign the grant agreement.",
    ],
)
def test_a_signature_is_promised(text):
    assert promises_signature(say(text, status=PLANNED))


@pytest.mark.parametrize("text", ["The contract was signed in May.", "The accession is to be signed."])
def test_what_is_signed_or_no_paper_promises_none(text):
    assert not promises_signature(say(text))


def test_another_clause_may_begin_right_behind_the_paper():
    assert not reports_signature(
        say("Contract that the towns of the lower river wanted and a memorandum of all was signed.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "The audit of the contract concluded that the quay is sound.",
        "May saw the signature of the contract for the quay.",
        "The contract was signed, which led to the conclusion of a second one.",
    ],
)
def test_what_is_reported_promises_no_signature(text):
    assert not promises_signature(say(text))


def test_the_day_of_a_signature_is_its_own_and_the_one_behind_it_that_of_the_next_step():
    text = "Signature of the contract took place on 20 May 2030, with delivery in March 2031."
    ahead = due("2031-03-31", "2031-03-01", quote="in March 2031")
    signed = say(text, dates=(on("2030-05-20", quote="on 20 May 2030"),), deadlines=(ahead,))
    assert reports_signature(signed)
    assert not reports_signature(replace(signed, dates=()))


@pytest.mark.parametrize(
    ("first", "signed"),
    [("one of EUR 2 million signed", Decimal(2_000_000)), ("the first signed", None)],
)
def test_where_brackets_alone_say_that_one_is_signed_the_sum_is_that_one_s(first, signed):
    text = (
        "The signature of the contracts on ferries (three, of EUR 8 million) and of the loans for mills "
        f"({first}, another of EUR 3 million to be signed) will follow by May."
    )
    sums = tuple(eur(millions) for millions in (8, 2, 3) if f"EUR {millions} million" in text)
    found = signed_amount([say(text, amounts=sums)])
    assert (found and found.value) == signed
