"""The money of a letter: what is summed, what stands apart, and that totals open into what they sum."""

from dataclasses import replace
from decimal import Decimal

import pytest
from compared_letters import COMPANY, count, eur, letter, newer, older, say

from diffing.compare_letters import compare_letters
from diffing.money.ledger import about_partner, read_ledger
from diffing.money.ledger_json import ledger_to_json, plain_sum
from diffing.money.ledger_moves import MoveKind, compare_ledgers
from diffing.money.money_lines import Place, Stage
from snapshots.facts.amounts import find_amounts
from snapshots.letter import Column, Status


def tells(text, **facts):
    """A statement with the amounts that the reader finds in it."""
    return say(text, amounts=find_amounts(text), **facts)


def places(ledger):
    return [(line.amount.quote, line.place) for line in ledger.lines]


def sums(ledger):
    return {
        (*total.partners, *(["others"] if total.others else []), total.stage.value): int(total.value)
        for total in ledger.totals
    }


def test_money_is_summed_by_partner_stage_and_currency():
    ledger = read_ledger(
        letter(
            tells("Malta: the quay was signed for EUR 4 million.", partners=("MT",)),
            tells("Malta: EUR 6 million was signed for a crane.", partners=("MT",)),
            tells("Malta: EUR 1 million was disbursed for lamps.", partners=("MT",)),
            tells("Malta: USD 3 million was signed for a tug.", partners=("MT",)),
            tells("Iceland gets EUR 2 million for nets.", partners=("IS",)),
        )
    )
    assert [(t.partners, t.stage, t.currency, t.value) for t in ledger.totals] == [
        (("IS",), Stage.UNKNOWN, "EUR", 2_000_000),
        (("MT",), Stage.SIGNED, "EUR", 10_000_000),
        (("MT",), Stage.SIGNED, "USD", 3_000_000),
        (("MT",), Stage.DISBURSED, "EUR", 1_000_000),
    ]
    assert ledger.by_currency() == {"EUR": 13_000_000, "USD": 3_000_000}


def test_a_total_opens_into_the_words_that_it_sums():
    said = letter(
        tells("Malta: EUR 4 million was signed for the quay.", partners=("MT",)),
        tells("Malta: EUR 6 million was signed for a crane.", partners=("MT",)),
    )
    (total,) = read_ledger(said).totals
    assert [line.amount.quote for line in total.lines] == ["EUR 4 million", "EUR 6 million"]
    assert [line.statement for line in total.lines] == ["s001", "s002"]
    assert {line.letter for line in total.lines} == {said.key}


def test_a_sum_for_several_partners_stands_once_under_all_of_them():
    ledger = read_ledger(letter(tells("Malta and Iceland share EUR 9 million.", partners=("MT", "IS"))))
    assert sums(ledger) == {("IS", "MT", "unknown"): 9_000_000}


def test_a_share_is_not_summed_with_its_whole():
    ledger = read_ledger(
        letter(tells("A fund of EUR 21 million, of which EUR 8 million is spent.", partners=("MT",)))
    )
    assert places(ledger) == [("EUR 21 million", Place.SUMMED), ("EUR 8 million", Place.PART)]
    (envelope,) = ledger.envelopes
    assert (envelope.whole.ref, [part.ref for part in envelope.parts]) == (("s001", 0), [("s001", 1)])
    assert envelope.unexplained == 13_000_000


def test_a_whole_with_a_share_for_its_one_partner_is_not_that_partners_alone():
    ledger = read_ledger(
        letter(tells("A ferry line (EUR 21 million, of which EUR 8 million for Malta).", partners=("MT",)))
    )
    assert sums(ledger) == {("MT", "others", "unknown"): 21_000_000}
    assert ledger.envelopes[0].parts[0].partners == ("MT",)


def test_what_remains_is_a_share_of_the_sum_named_before_it():
    ledger = read_ledger(
        letter(
            tells("Of quays for EUR 90 million, the remaining EUR 30 million will follow.", partners=("MT",))
        )
    )
    assert places(ledger) == [("EUR 90 million", Place.SUMMED), ("EUR 30 million", Place.PART)]


def test_what_remains_beside_what_was_done_is_of_a_sum_that_is_not_named():
    ledger = read_ledger(
        letter(
            tells("EUR 30 million was signed; the remaining EUR 12 million will be paid.", partners=("MT",))
        )
    )
    assert ledger.by_currency() == {"EUR": 42_000_000}


@pytest.mark.parametrize(
    "text",
    [
        "A quay for EUR 3 million instead of EUR 5 million.",
        "A quay for EUR 3 million, up from EUR 2 million.",
        "The cost of a quay rose from EUR 1 million to EUR 3 million.",
    ],
)
def test_what_held_once_is_in_no_total(text):
    ledger = read_ledger(letter(tells(text, partners=("MT",))))
    assert (ledger.by_currency(), len(ledger.apart(Place.FORMER))) == ({"EUR": 3_000_000}, 1)


def test_a_sentence_without_partners_goes_on_about_the_sum_before_it():
    ledger = read_ledger(
        letter(
            tells("Malta signed a contract of EUR 6.2 million.", partners=("MT",)),
            tells("This contract covers boats for EUR 4 million."),
        )
    )
    assert ledger.by_currency() == {"EUR": 6_200_000}


def test_what_remains_of_something_unnamed_is_summed():
    ledger = read_ledger(
        letter(tells("EUR 5 million is paid, the remaining EUR 82 million will follow.", partners=("MT",)))
    )
    assert sums(ledger).keys() <= {("MT", "disbursed"), ("MT", "unknown"), ("MT", "announced")}
    assert ledger.by_currency() == {"EUR": 87_000_000}


def test_sums_that_add_up_to_the_one_before_them_are_its_shares():
    ledger = read_ledger(
        letter(
            tells("Two schools for EUR 10 million were founded.", partners=("MT",)),
            tells("The first one (EUR 4 million) teaches pilots.", partners=("MT",)),
            tells("The other one (EUR 6 million) teaches divers.", partners=("MT",)),
            tells("A museum for EUR 3 million opens.", partners=("MT",)),
        )
    )
    assert ledger.by_currency() == {"EUR": 13_000_000}
    assert ledger.envelopes[0].unexplained == 0


@pytest.mark.parametrize(
    "second",
    [
        say("The other one (EUR 6 million) teaches divers.", partners=("IS",)),
        say("The other one (EUR 6.5 million) teaches divers.", partners=("MT",)),
        say("The other one (USD 6 million) teaches divers.", partners=("MT",)),
    ],
)
def test_sums_that_do_not_add_up_exactly_for_the_same_partners_are_summed(second):
    ledger = read_ledger(
        letter(
            tells("Two schools for EUR 10 million were founded.", partners=("MT",)),
            tells("The first one (EUR 4 million) teaches pilots.", partners=("MT",)),
            replace(second, amounts=find_amounts(second.text)),
        )
    )
    assert {line.place for line in ledger.lines} == {Place.SUMMED}


@pytest.mark.parametrize(
    "text",
    [
        "This support includes contracts for EUR 30 million.",
        "Boats for EUR 30 million are bought as part of that package.",
        "Of this, EUR 30 million goes to boats.",
    ],
)
def test_a_sentence_that_goes_on_about_a_sum_tells_a_share_of_it(text):
    ledger = read_ledger(
        letter(
            tells("Malta receives a package of EUR 67 million.", partners=("MT",)),
            tells(text, partners=("MT",)),
        )
    )
    assert ledger.by_currency() == {"EUR": 67_000_000}
    assert ledger.envelopes[0].unexplained == 37_000_000


@pytest.mark.parametrize("words", ["up to", "at least", "more than", "less than"])
def test_what_only_bounds_a_sum_is_in_no_total(words):
    ledger = read_ledger(letter(tells(f"Malta gets {words} EUR 9 million.", partners=("MT",))))
    assert ledger.totals == ()
    assert words in ledger.apart(Place.LIMIT)[0].why


def test_both_ends_of_a_range_stand_apart():
    ledger = read_ledger(letter(tells("A ferry for EUR 5-7 million.", partners=("MT",))))
    assert [place for _, place in places(ledger)] == [Place.LIMIT, Place.LIMIT]


def test_shares_of_what_is_in_no_total_are_summed():
    ledger = read_ledger(
        letter(tells("Up to EUR 90 million, of which EUR 20 million was signed.", partners=("MT",)))
    )
    assert places(ledger) == [("EUR 90 million", Place.LIMIT), ("EUR 20 million", Place.SUMMED)]
    assert ledger.envelopes[0].unexplained is None


def test_a_figure_for_each_of_several_is_in_no_total():
    ledger = read_ledger(letter(tells("Two boats of EUR 5 million each sail.", partners=("MT",))))
    assert [place for _, place in places(ledger)] == [Place.PER_UNIT]


def test_what_cannot_be_read_stands_apart_with_its_reason():
    ledger = read_ledger(letter(tells("A contract of EUR A million was signed.", partners=("MT",))))
    (line,) = ledger.apart(Place.UNREADABLE)
    assert (line.value, "no figure can be read" in line.why) == (None, True)


def test_a_doubtful_figure_is_in_no_total():
    doubtful = replace(eur(1), value=Decimal("10.5"), reason="a word such as million may be missing")
    ledger = read_ledger(letter(say("Boats (EUR 10.5 EUR).", amounts=(doubtful,))))
    assert [line.value for line in ledger.apart(Place.UNREADABLE)] == [Decimal("10.5")]


BODY = tells(
    "The patrol school of Malta got EUR 36 million.",
    column=Column.BODY,
    part=None,
    topic=None,
    partners=("MT",),
)
ANNEX = tells("Malta: EUR 36 million for the patrol school was signed in May.", partners=("MT",))


@pytest.mark.parametrize("statements", [(BODY, *COMPANY, ANNEX), (ANNEX, *COMPANY, BODY)])
def test_of_a_sum_told_twice_the_telling_with_the_furthest_stage_is_summed(statements):
    ledger = read_ledger(letter(*statements))
    (again,) = ledger.apart(Place.REPEATED)
    assert (again.column, ledger.by_currency()) == (Column.BODY, {"EUR": 36_000_000})
    (total,) = ledger.totals
    assert (total.stage, again.belongs_to) == (Stage.SIGNED, total.lines[0].ref)


def test_the_same_sum_for_two_measures_side_by_side_is_summed_twice():
    ledger = read_ledger(
        letter(
            tells("Malta: EUR 14 million for the care of seals.", partners=("MT",)),
            tells("Malta: a further EUR 14 million for two lighthouses.", partners=("MT",)),
            *COMPANY,
        )
    )
    assert ledger.by_currency() == {"EUR": 28_000_000}


def test_a_further_sum_is_another_one_wherever_it_stands():
    ledger = read_ledger(
        letter(
            tells("EUR 14 million for the seal station of Malta.", partners=("MT",), topic="Seals"),
            *COMPANY,
            tells("A further EUR 14 million for the seal station of Malta.", partners=("MT",), topic="Sea"),
        )
    )
    assert ledger.by_currency() == {"EUR": 28_000_000}


def test_the_same_sum_for_two_lots_is_summed_twice():
    ledger = read_ledger(
        letter(
            tells(
                "Lot 1 of the patrol boats for Malta costs EUR 5 million.", partners=("MT",), topic="Boats"
            ),
            *COMPANY,
            tells("Lot 2 of the patrol boats for Malta costs EUR 5 million.", partners=("MT",), topic="Sea"),
        )
    )
    assert ledger.by_currency() == {"EUR": 10_000_000}


def test_a_sum_of_all_so_far_is_not_summed_with_what_may_be_in_it():
    so_far = tells("Support for Malta has reached EUR 80 million.", partners=("MT",))
    own = tells("Malta: EUR 36 million for the patrol school was signed.", partners=("MT",))
    assert read_ledger(letter(so_far, own)).by_currency() == {"EUR": 36_000_000}
    assert read_ledger(letter(so_far)).by_currency() == {"EUR": 80_000_000}


def test_a_partners_ledger_has_its_lines_with_their_wholes():
    ledger = read_ledger(
        letter(
            tells("A ferry line (EUR 21 million, of which EUR 8 million for Malta).", partners=("MT", "IS")),
            tells("Iceland gets EUR 2 million.", partners=("IS",)),
        )
    )
    malta = about_partner(ledger, "MT")
    assert [line.amount.quote for line in malta.lines] == ["EUR 21 million", "EUR 8 million"]
    assert about_partner(ledger, "FR").lines == ()


def test_a_letter_without_money_has_an_empty_ledger():
    ledger = read_ledger(letter(say("Pilots are trained.", quantities=(count(4, "pilots"),))))
    assert (ledger.lines, ledger.totals, ledger.envelopes) == ((), (), ())


def test_sums_are_exact_however_small():
    tiny = [replace(eur(1), value=Decimal(value)) for value in ("0.1", "0.2", "1e30", "1e-20")]
    ledger = read_ledger(letter(*(say(f"Net {at}.", amounts=(one,)) for at, one in enumerate(tiny))))
    assert plain_sum(ledger.by_currency()["EUR"]) == "1000000000000000000000000000000.30000000000000000001"
    assert ledger_to_json(ledger)["sums"] == [
        {"currency": "EUR", "value": "1000000000000000000000000000000.30000000000000000001"}
    ]


def moved(before, after):
    return compare_ledgers(compare_letters(older(*COMPANY, *before), newer(*COMPANY, *after)))


def test_a_sum_that_is_signed_now_moves_from_announced_to_signed():
    was = tells(
        "The dredging contract for Malta, EUR 20 million, is to be signed in May.",
        status=Status.PLANNED,
        partners=("MT",),
    )
    now = tells(
        "The dredging contract for Malta, EUR 22 million, was signed in May.",
        status=Status.DONE,
        partners=("MT",),
    )
    compared = moved([was], [now])
    (move,) = compared.moves
    assert (move.kind, move.difference) == (MoveKind.STAGE, 2_000_000)
    (stage,) = compared.stages
    assert (stage.stage_before, stage.stage_after) == (Stage.ANNOUNCED, Stage.SIGNED)
    assert (stage.before, stage.after, stage.moves) == (20_000_000, 22_000_000, (move,))


def test_a_sum_that_one_letter_lacks_is_added_or_gone():
    one = tells("A dyke for EUR 7 million protects Venice.", partners=("IT",))
    assert [move.kind for move in moved([one], []).moves] == [MoveKind.GONE]
    assert [move.kind for move in moved([], [one]).moves] == [MoveKind.ADDED]


def test_that_a_stage_is_no_longer_said_is_no_move_to_another():
    was = tells("EUR 7 million was allocated to a dyke at Venice.", partners=("IT",))
    now = tells("The dyke at Venice (EUR 7 million) is being built.", partners=("IT",))
    assert [move.kind for move in moved([was], [now]).moves] == [MoveKind.STANDS]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        (
            "Contracts signed in June for EUR 8 million were announced by the board.",
            ["“signed” stands in the same sentence"],
        ),
        ("The contract for EUR 8 million was signed in June.", [""]),
        ("EUR 8 million, announced on 2 May, was disbursed.", [""]),
        ("A contract of EUR 3 million was signed, another of EUR 6 million is to be signed.", ["", ""]),
    ],
)
def test_a_stage_is_doubtful_where_another_word_of_the_sentence_speaks_for_another(text, doubts):
    ledger = read_ledger(newer(*COMPANY, tells(text)))
    assert [line.doubt for line in ledger.lines] == doubts
    public = ledger_to_json(ledger)
    told = [one for total in public["totals"] for one in total["lines"]]
    assert sorted(one["stage_doubt"] for one in told) == sorted(doubts)
