"""Laws of comparing that hold for any letters: nothing is lost, nothing comes from nowhere, nothing depends on chance."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from compared_letters import NEW_DATE, OLD_DATE, due, letter, say
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st

from diffing.change_json import comparison_to_json
from diffing.changes.field_changes import field_changes
from diffing.compare_letters import compare_letters
from diffing.items import follow_items, item_ids
from diffing.linking.link_statements import link_statements
from diffing.linking.links import Rule
from diffing.linking.narrative import names_a_measure
from snapshots.letter import Column, Kind, Status

NOUNS = [
    "lighthouse",
    "ferry",
    "crane",
    "mole",
    "slipway",
    "buoy",
    "trawler",
    "sonar",
    "archive",
    "marsh",
    "net",
    "customs",
    "cadet",
    "seal",
    "wreck",
    "lamp",
    "tug",
    "dredger",
    "pilot",
    "beacon",
    "tide",
    "oyster",
    "harbour",
    "fence",
    "engine",
    "map",
    "chart",
    "rope",
    "anchor",
    "school",
]
VERBS = [
    "repaired",
    "counted",
    "painted",
    "scanned",
    "opened",
    "fenced",
    "ordered",
    "trained",
    "moved",
    "lit",
    "sold",
    "raised",
    "mapped",
]
PLACES = [
    "Rijeka",
    "Bari",
    "Skagen",
    "Vlora",
    "Porto",
    "Kotor",
    "Texel",
    "Gozo",
    "Malin",
    "Brest",
    "Varna",
    "Riga",
    "Oban",
    "Elba",
    "Cork",
]
OPEN = [Status.PLANNED, Status.ONGOING, Status.ON_HOLD, Status.NOT_STARTED]


@st.composite
def statements(draw, statuses=tuple(Status)):
    noun, other, verb, place, year = (
        draw(st.sampled_from(words)) for words in (NOUNS, NOUNS, VERBS, PLACES, range(1970, 2031))
    )
    return say(
        f"The {noun} of {place} and its {other} are {verb} by crew {year}.",
        status=draw(st.sampled_from(list(statuses))),
        column=draw(st.sampled_from([Column.ONGOING, Column.NEXT_STEPS])),
        kind=draw(st.sampled_from(list(Kind))),
        partners=draw(st.sampled_from([(), ("HR",), ("IT",), ("NO", "DK"), ("western-balkans",)])),
        topic=draw(st.sampled_from(["Works", "Watch", None])),
    )


def texts_differ(found):
    return len({statement.text for statement in found}) == len(found)


def lists(low=0, high=12):
    return st.lists(statements(), min_size=low, max_size=high).filter(texts_differ)


@few_examples(40)
@given(lists())
def test_a_letter_against_itself_has_no_change(found):
    old, new = letter(*found, written=OLD_DATE), letter(*found, written=OLD_DATE)
    comparison = compare_letters(old, new)
    assert comparison.changes == ()
    assert comparison.summary.carried == len(found)
    assert {link.rule for link in comparison.alignments} <= {Rule.SAME_WORDS}


@few_examples(40)
@given(lists(low=1), st.lists(st.integers(-400, 400), min_size=12, max_size=12), st.booleans())
def test_a_letter_against_its_re_issue_of_the_day_has_no_change_whatever_its_deadlines(found, days, reissued):
    promised = [
        replace(one, deadlines=(due((OLD_DATE + timedelta(days=ahead)).isoformat()),))
        for one, ahead in zip(found, days, strict=False)
    ]
    old = letter(*promised, written=OLD_DATE)
    new = letter(*promised, written=OLD_DATE, reissue=2 if reissued else 1)
    assert compare_letters(old, new).changes == ()


@few_examples(40)
@given(lists(), lists())
def test_every_statement_of_either_letter_stands_in_exactly_one_place(before, after):
    old, new = letter(*before, written=OLD_DATE), letter(*after, written=NEW_DATE)
    linking = link_statements(old, new)
    carried = Counter(one for link in linking.links for one in link.before)
    gone = Counter(one for group in linking.unmentioned for one in group.statements)
    assert carried + gone == Counter(statement.id for statement in old.statements)
    kept = Counter(one for link in linking.links for one in link.after)
    fresh = Counter(one for group in linking.added for one in group.statements)
    assert kept + fresh == Counter(statement.id for statement in new.statements)


@few_examples(40)
@given(lists(), lists())
def test_no_measure_of_the_newer_letter_vanishes_from_the_comparison(before, after):
    after = [replace(one, column=Column.BODY) if at % 3 else one for at, one in enumerate(after)]
    old, new = letter(*before, written=OLD_DATE), letter(*after, written=NEW_DATE)
    comparison = compare_letters(old, new)
    carried = {one for link in comparison.alignments for one in link.after}
    told = {one for change in comparison.changes if change.after for one in change.after.statements}
    if not comparison.summary.note:
        assert {one.id for one in new.statements if names_a_measure(one)} <= carried | told


@few_examples(40)
@given(lists(low=1), st.integers(0, 20))
def test_one_inserted_statement_is_one_added_item_and_nothing_else(found, at):
    fresh = say("Nothing like it: zeppelins deliver saffron to monasteries.")
    at = min(at, len(found))
    old = letter(*found, written=OLD_DATE)
    new = letter(*found[:at], fresh, *found[at:], written=NEW_DATE)
    changes = compare_letters(old, new).changes
    assert [(change.kind, change.after.quotes[0].text) for change in changes] == [("item.added", fresh.text)]


@few_examples(40)
@given(lists(low=1), st.integers(0, 20), st.sampled_from(OPEN))
def test_one_open_statement_left_out_is_one_unmentioned_item_and_nothing_else(found, at, status):
    gone = say("Nothing like it: zeppelins deliver saffron to monasteries.", status=status)
    at = min(at, len(found))
    old = letter(*found[:at], gone, *found[at:], written=OLD_DATE)
    new = letter(*found, written=NEW_DATE)
    changes = compare_letters(old, new).changes
    assert [(change.kind, change.before.quotes[0].text) for change in changes] == [
        ("item.unmentioned", gone.text)
    ]


@few_examples(40)
@given(lists(low=2), st.randoms(use_true_random=False))
def test_statements_that_only_change_places_are_all_carried(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    linking = link_statements(letter(*found, written=OLD_DATE), letter(*shuffled, written=NEW_DATE))
    assert linking.added == linking.unmentioned == ()
    text = {f"s{at:03}": one.text for at, one in enumerate(found, 1)}
    moved = {f"s{at:03}": one.text for at, one in enumerate(shuffled, 1)}
    assert all(text[link.before[0]] == moved[link.after[0]] for link in linking.links)


@few_examples(40)
@given(lists(), lists())
def test_the_same_letters_give_the_same_bytes(before, after):
    old, new = letter(*before, written=OLD_DATE), letter(*after, written=NEW_DATE)
    again = letter(*before, written=OLD_DATE), letter(*after, written=NEW_DATE)
    first, second = (json.dumps(comparison_to_json(compare_letters(*pair))) for pair in ((old, new), again))
    assert first == second


@few_examples(40)
@given(lists(), lists())
def test_every_quote_re_slices_and_every_count_adds_up(before, after):
    old, new = letter(*before, written=OLD_DATE), letter(*after, written=NEW_DATE)
    comparison = compare_letters(old, new)
    texts = {old.key: old.text, new.key: new.text}
    for change in comparison.changes:
        for side in (change.before, change.after):
            for quote in side.quotes if side else ():
                assert texts[side.letter][quote.start : quote.end] == quote.text
    assert sum(comparison.summary.counts.values()) == len(comparison.changes)
    assert comparison.summary.carried + comparison.summary.unmentioned == len(old.statements)


@few_examples(20)
@given(st.lists(lists(high=6), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_ids_that_were_given_stay_whatever_is_recorded_next(series, random):
    letters = [letter(*found, written=date(2030, month, 1)) for month, found in enumerate(series, 1)]
    random.shuffle(letters)
    ids = [item_ids(follow_items(letters[:count])) for count in range(1, len(letters) + 1)]
    aliases = {alias: item.id for item in follow_items(letters) for alias in item.aliases}
    for earlier in ids:
        for place, given_then in earlier.items():
            assert ids[-1][place] == given_then or aliases.get(given_then) == ids[-1][place]


fields = st.dictionaries(st.sampled_from("abc"), st.tuples(st.integers(0, 3) | st.none()), max_size=3)


@given(st.fixed_dictionaries({"x": fields, "y": fields}), st.fixed_dictionaries({"x": fields, "y": fields}))
def test_field_changes_are_just_the_fields_that_differ(before, after):
    found = {(one.group, one.key): (one.before, one.after) for one in field_changes(before, after)}
    keys = {(group, key) for side in (before, after) for group, by_key in side.items() for key in by_key}
    expected = {
        (group, key): (before[group].get(key), after[group].get(key))
        for group, key in keys
        if before[group].get(key) != after[group].get(key)
    }
    assert found == expected


def test_the_order_in_which_python_hashes_words_does_not_show():
    """Sets of words come in another order in every process; two of them must give the same bytes."""
    script = (
        "import json\n"
        "from compared_letters import COMPANY, newer, older, say\n"
        "from diffing.change_json import comparison_to_json\n"
        "from diffing.compare_letters import compare_letters\n"
        "a = older(*COMPANY, say('Two tugs for Bari are to be ordered.'), say('The pilot boat is old.'))\n"
        "b = newer(say('Bari ordered two tugboats.'), *COMPANY[::-1], say('A pilot boat was sold.'))\n"
        "print(json.dumps(comparison_to_json(compare_letters(a, b))))\n"
    )
    tests = Path(__file__).parents[1]
    outputs = set()
    for seed in ("0", "1", "4242"):
        where = os.pathsep.join([str(tests), str(tests.parent)])
        outputs.add(
            subprocess.run(
                [sys.executable, "-c", script],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": where},
                capture_output=True,
                check=True,
            ).stdout
        )
    assert len(outputs) == 1
