"""Laws of the ledger that hold for any letter: no amount is lost, none stands twice, sums are what they say."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from compared_letters import COMPANY, NEW_DATE, eur, letter, say
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st
from letter_strategies import letters

from diffing.compare_letters import compare_letters
from diffing.money.ledger import about_partner, exact_sum, read_ledger
from diffing.money.ledger_json import ledger_to_json
from diffing.money.ledger_moves import compare_ledgers
from diffing.money.money_lines import Place
from snapshots.facts.amounts import find_amounts

FIGURES = st.sampled_from(
    [
        "EUR {} million",
        "up to EUR {} million",
        "USD {} million",
        "EUR {} million each",
        "EUR {} million, of which EUR 1 million for Malta",
        "EUR {} million so far",
        "the remaining EUR {} million",
        "EUR {}-90 million",
        "EUR A million",
        "instead of EUR {} million",
    ]
)
VERBS = st.sampled_from(["was signed", "is announced", "was disbursed", "goes to boats"])
OPENINGS = st.sampled_from(["Malta:", "This package includes", "Iceland and Malta:", "The ferry at Cres:"])
PARTNERS = st.sampled_from([(), ("MT",), ("IS", "MT"), ("MT", "IS"), ("western-balkans",)])


@st.composite
def money_statements(draw):
    figure = draw(FIGURES).format(draw(st.integers(2, 6)))
    text = f"{draw(OPENINGS)} {figure} {draw(VERBS)}."
    return say(
        text,
        amounts=find_amounts(text),
        partners=draw(PARTNERS),
        topic=draw(st.sampled_from(["Boats", "Walls"])),
    )


def named_apart(one):
    """The letter with an id of its own for each statement."""
    said = tuple(replace(said, id=f"s{at}") for at, said in enumerate(one.statements))
    return replace(one, statements=said)


money_letters = st.lists(money_statements(), max_size=9).map(lambda said: letter(*said))
any_letters = st.one_of(money_letters, letters(max_statements=6).map(named_apart))


def shown(ledger):
    """Where each amount is shown in the JSON; what only stands beside an envelope's shares is left out."""
    told = ledger_to_json(ledger)
    lines = [line for total in told["totals"] for line in total["lines"]]
    lines += [part for envelope in told["envelopes"] for part in envelope["parts"] if part["place"] == "part"]
    for place in ("repeated", "so_far", "former", "limit", "per_unit", "unreadable"):
        lines += told[place]
    return Counter((line["statement"], line["index"]) for line in lines)


@few_examples(30)
@given(any_letters)
def test_every_amount_of_a_letter_stands_in_exactly_one_place(one):
    amounts = {(said.id, index) for said in one.statements for index in range(len(said.amounts))}
    assert shown(read_ledger(one)) == Counter(amounts)


@few_examples(30)
@given(any_letters)
def test_a_total_is_the_sum_of_its_lines_and_the_whole_the_sum_of_the_totals(one):
    ledger = read_ledger(one)
    for total in ledger.totals:
        assert total.lines
        assert total.value == exact_sum(line.value for line in total.lines)
        assert {line.place for line in total.lines} == {Place.SUMMED}
        assert {(tuple(sorted(line.partners)), line.currency, line.stage) for line in total.lines} == {
            (total.partners, total.currency, total.stage)
        }
    for currency, whole in ledger.by_currency().items():
        stages = [value for (_, one), value in ledger.by_stage().items() if one == currency]
        summed = [line.value for line in ledger.apart(Place.SUMMED) if line.currency == currency]
        assert whole == exact_sum(stages) == exact_sum(summed)


@few_examples(30)
@given(any_letters)
def test_shares_lead_to_a_whole_and_never_back_to_themselves(one):
    ledger = read_ledger(one)
    whole_of = {line.ref: line.belongs_to for line in ledger.lines}
    for line in ledger.lines:
        seen, at = {line.ref}, line.belongs_to
        while at is not None:
            assert at in whole_of
            assert at not in seen
            seen.add(at)
            at = whole_of[at]


@given(money_letters)
def test_a_share_is_never_summed_with_its_whole(one):
    ledger = read_ledger(one)
    summed = {line.ref for line in ledger.apart(Place.SUMMED)}
    assert not [line.ref for line in ledger.lines if line.ref in summed and line.belongs_to in summed]


@given(money_letters)
def test_what_an_envelope_leaves_unexplained_is_its_whole_less_its_parts(one):
    for envelope in read_ledger(one).envelopes:
        if envelope.unexplained is not None:
            parts = exact_sum(part.value for part in envelope.parts)
            assert envelope.unexplained + parts == envelope.whole.value


@few_examples(30)
@given(any_letters, st.randoms())
def test_the_order_in_which_statements_are_given_changes_nothing(one, random):
    shuffled = list(one.statements)
    random.shuffle(shuffled)
    assert read_ledger(replace(one, statements=tuple(shuffled))) == read_ledger(one)


@given(money_letters)
def test_a_partners_ledger_adds_nothing_and_loses_nothing_of_its_own(one):
    whole = read_ledger(one)
    part = about_partner(whole, "MT")
    assert set(part.lines) <= set(whole.lines)
    assert {line for line in whole.lines if "MT" in line.partners} <= set(part.lines)


def sums(ledger):
    return {currency: value for currency, value in ledger.by_currency().items() if value}


@few_examples(20)
@given(st.lists(money_statements(), max_size=6), st.lists(money_statements(), max_size=6))
def test_moves_add_up_to_the_difference_of_the_two_letters(before, after):
    old, new = letter(*COMPANY, *before), letter(*COMPANY, *after, written=NEW_DATE)
    compared = compare_ledgers(compare_letters(old, new))
    summed = Counter(
        line.ref for ledger in (compared.old, compared.new) for line in ledger.apart(Place.SUMMED)
    )
    told = Counter(line.ref for move in compared.moves for line in (move.before, move.after) if line)
    assert told == summed
    for currency in {*compared.old.by_currency(), *compared.new.by_currency()}:
        moved = exact_sum(move.difference for move in compared.moves if move.currency == currency)
        was = compared.old.by_currency().get(currency, Decimal(0))
        assert was + moved == compared.new.by_currency().get(currency, Decimal(0))


def test_equal_amounts_of_one_statement_are_two_sums():
    assert read_ledger(letter(say("Two boats.", amounts=(eur(5), eur(5))))).by_currency() == {
        "EUR": 10_000_000
    }
