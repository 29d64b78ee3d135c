"""The public JSON of a comparison: its shape, the facts of each kind, quotes that re-slice, and the receipt."""

import hashlib
import json
from dataclasses import asdict

import pytest
import rfc8785
from compared_letters import COMPANY, count, due, eur, newer, older, say

from diffing.change_json import change_to_json, comparison_to_json
from diffing.compare_letters import DIFF_VERSION, compare_letters
from snapshots.letter import Kind, Status

PLANNED, DONE = Status.PLANNED, Status.DONE
BEFORE = (
    say(
        "Egypt: the contract for two tugs (EUR 6 million) is to be signed by the end of May 2030.",
        status=PLANNED,
        kind=Kind.CONTRACT,
        partners=("EG",),
        amounts=(eur(6),),
        deadlines=(due("2030-05-31", quote="by the end of May 2030"),),
    ),
    say("Malta: 40 divers are being trained.", partners=("MT",), quantities=(count(40, "divers"),)),
    say(
        "A slipway at Senj is to be built in April 2030.",
        status=PLANNED,
        deadlines=(due("2030-04-30", "2030-04-01", quote="in April 2030"),),
    ),
    say("Norway: a survey of seals is under way.", partners=("NO",)),
    say(
        "The mole at Zadar is to be repaired by 1 June 2030.",
        status=PLANNED,
        deadlines=(due("2030-06-01", quote="by 1 June 2030"),),
    ),
)
AFTER = (
    say(
        "Egypt: the contract for two tugs (EUR 7.5 million) is to be signed in July 2030.",
        status=PLANNED,
        kind=Kind.CONTRACT,
        partners=("EG",),
        amounts=(eur(7.5),),
        deadlines=(due("2030-07-31", "2030-07-01", quote="in July 2030"),),
    ),
    say("Malta: 55 divers are being trained.", partners=("MT",), quantities=(count(55, "divers"),)),
    say("A slipway at Senj was built.", status=DONE),
    say("The mole at Zadar is to be repaired.", status=PLANNED),
    say(
        "A loan of EUR 20 million was signed with the bank.",
        status=DONE,
        kind=Kind.CONTRACT,
        amounts=(eur(20),),
    ),
)
COMPARISON = compare_letters(older(*COMPANY, *BEFORE), newer(*COMPANY, *AFTER))
JSON = comparison_to_json(COMPARISON)


def of(kind, words=""):
    (found,) = [c for c in JSON["changes"] if c["kind"] == kind and words in c["label"]]
    return found


def test_a_comparison_has_the_six_parts_of_the_contract_and_the_claims():
    assert list(JSON) == ["old", "new", "changes", "alignments", "summary", "claims", "receipt"]
    assert (JSON["old"]["key"], JSON["new"]["key"]) == ("boats/2030-03-01", "boats/2030-06-15")


@pytest.mark.parametrize(
    ("kind", "words", "facts"),
    [
        ("item.added", "A loan", {"status": "done"}),
        ("contract.signed", "A loan", {"amount": {"value": "20000000", "currency": "EUR"}}),
        ("item.completed", "slipway", {"status": {"before": "planned", "after": "done"}}),
        ("item.unmentioned", "Norway", {"status": "ongoing"}),
        (
            "deadline.moved",
            "Egypt",
            {
                "before": {"earliest": None, "latest": "2030-05-31"},
                "after": {"earliest": "2030-07-01", "latest": "2030-07-31"},
                "days": [61, 61],
            },
        ),
        ("deadline.passed", "Egypt", {"deadline": {"earliest": None, "latest": "2030-05-31"}}),
        ("deadline.removed", "mole", {"before": {"latest": "2030-06-01"}, "after": None}),
        (
            "amount.changed",
            "Egypt",
            {
                "before": {"value": "6000000", "currency": "EUR"},
                "after": {"value": "7500000", "currency": "EUR"},
            },
        ),
        (
            "quantity.changed",
            "Malta",
            {"before": {"value": 40, "unit": "divers"}, "after": {"value": 55, "unit": "divers"}},
        ),
    ],
)
def test_the_facts_of_a_kind_are_those_of_the_contract(kind, words, facts):
    assert holds(facts, of(kind, words)["facts"])


def holds(expected, found):
    if not isinstance(expected, dict):
        return expected == found
    return all(holds(value, found[key]) for key, value in expected.items())


def test_a_side_that_a_letter_does_not_speak_of_is_null():
    assert of("item.added")["before"] is None
    assert of("item.unmentioned")["after"] is None


def test_every_quote_is_an_exact_substring_of_its_letter():
    texts = {letter.key: letter.text for letter in (COMPARISON.old, COMPARISON.new)}
    sides = [entry[side] for entry in (*JSON["changes"], *JSON["alignments"]) for side in ("before", "after")]
    quotes = [(side["letter"], quote) for side in sides if side for quote in side["quotes"]]
    assert quotes
    assert all(texts[key][one["start"] : one["end"]] == one["quote"] for key, one in quotes)


def test_every_alignment_says_its_rule_its_score_and_its_rivals():
    for one in JSON["alignments"]:
        assert one["rule"] in {"same-words", "best-match", "between-neighbours"}
        assert 0 <= one["score"] <= 1
        assert isinstance(one["alternatives"], list)


def test_a_statement_that_is_gone_comes_with_the_pairings_that_were_refused():
    refused = of("item.unmentioned")["facts"]["considered"]
    assert all(set(one) == {"before", "after", "score"} for one in refused)


def test_the_summary_counts_what_is_listed():
    counted = JSON["summary"]["counts"]
    assert sum(counted.values()) == len(JSON["changes"])
    assert counted["deadline.moved"] == 1
    assert JSON["summary"]["note"] == ""


def test_the_receipt_is_of_these_letters_and_these_changes():
    receipt = JSON["receipt"]
    changes = [change_to_json(change) for change in COMPARISON.changes]
    assert receipt["changes_sha256"] == hashlib.sha256(rfc8785.dumps(changes)).hexdigest()
    assert receipt["old"]["text_sha256"] == hashlib.sha256(COMPARISON.old.text.encode()).hexdigest()
    assert receipt["diff"] == DIFF_VERSION
    assert receipt == {
        **asdict(COMPARISON.receipt),
        "decisions": [],
        "given": {"items": [], "decided": []},
        "signature": None,
    }


def test_a_count_that_a_json_number_would_round_is_given_in_digits():
    before = say("Malta counted 40 plankton.", quantities=(count(40, "plankton"),))
    after = say("Malta counted more plankton.", quantities=(count(12345678901234567, "plankton"),))
    (change,) = compare_letters(older(*COMPANY, before), newer(*COMPANY, after)).changes
    assert change_to_json(change)["facts"]["after"]["value"] == "12345678901234567"


def test_it_is_json_and_nothing_else():
    assert json.loads(json.dumps(JSON)) == JSON
