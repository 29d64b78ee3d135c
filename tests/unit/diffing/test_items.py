"""Items through a series: one measure, one id, whatever is recorded when."""

from dataclasses import replace
from datetime import date

from compared_letters import COMPANY, letter, say

from diffing.item_ids import item_id
from diffing.items import follow_items, item_ids
from snapshots.letter import Column, Kind, Status

TUG = say("A tug for Bari is to be ordered.", status=Status.PLANNED, partners=("IT",), kind=Kind.CONTRACT)
TUG_LATER = replace(TUG, text="The order for the tug for Bari was placed.", status=Status.DONE)
SURVEY = say("A survey of wrecks off Jabuka is being carried out by the navy.", partners=("HR",))


def on_day(day, *statements, **facts):
    return letter(*statements, written=date.fromisoformat(day), **facts)


def test_a_measure_is_one_item_through_all_letters():
    letters = [
        on_day("2030-01-01", *COMPANY, TUG),
        on_day("2030-04-01", *COMPANY, TUG),
        on_day("2030-07-01", *COMPANY, TUG_LATER),
    ]
    ids = item_ids(follow_items(letters))
    assert len({ids[one.key, "s011"] for one in letters}) == 1


def test_the_id_is_that_of_the_earliest_recorded_statement():
    letters = [on_day("2030-01-01", *COMPANY, TUG), on_day("2030-04-01", *COMPANY, TUG)]
    (item,) = [one for one in follow_items(letters) if one.kind is Kind.CONTRACT]
    assert item.id == item_id("boats/2030-01-01", "s011")


def test_every_statement_is_in_exactly_one_item():
    letters = [on_day("2030-01-01", *COMPANY, TUG), on_day("2030-04-01", SURVEY, *COMPANY)]
    places = [
        (appearance.letter_key, statement)
        for item in follow_items(letters)
        for appearance in item.appearances
        for statement in appearance.statement_ids
    ]
    assert len(places) == len(set(places)) == sum(len(one.statements) for one in letters)


def test_a_letter_found_later_renames_nothing():
    """The same three letters, the middle one recorded last: ids given before it came stay."""
    first, third = on_day("2030-01-01", *COMPANY, TUG), on_day("2030-07-01", *COMPANY, TUG_LATER)
    middle = on_day("2030-04-01", *COMPANY, TUG, SURVEY)
    before = item_ids(follow_items([first, third]))
    after = item_ids(follow_items([first, third, middle]))
    assert {place: after[place] for place in before} == before
    assert after[middle.key, "s011"] == before[first.key, "s011"]


def test_a_letter_found_later_that_joins_two_items_leaves_an_alias():
    """Nothing links the first with the third until the one between them is found."""
    first = on_day("2030-01-01", *COMPANY, say("The navy counts wrecks off Jabuka.", partners=("HR",)))
    middle = on_day(
        "2030-04-01", *COMPANY, say("The navy counts wrecks off Jabuka with a towed sonar.", partners=("HR",))
    )
    third = on_day("2030-07-01", *COMPANY, say("A towed sonar is on trial in a tank.", partners=("HR",)))
    apart = item_ids(follow_items([first, third]))
    assert apart[first.key, "s011"] != apart[third.key, "s011"]
    items = follow_items([first, third, middle])
    (item,) = [one for one in items if one.id == apart[first.key, "s011"]]
    assert item.aliases == (apart[third.key, "s011"],)
    assert [appearance.letter_key for appearance in item.appearances] == [first.key, middle.key, third.key]


def test_a_measure_that_is_back_after_a_letter_is_the_same_item():
    letters = [
        on_day("2030-01-01", *COMPANY, SURVEY),
        on_day("2030-04-01", *COMPANY),
        on_day("2030-07-01", *COMPANY, SURVEY),
    ]
    ids = item_ids(follow_items(letters))
    assert ids[letters[0].key, "s011"] == ids[letters[2].key, "s011"]


def test_an_item_is_named_by_its_words():
    letters = [on_day("2030-01-01", *COMPANY, TUG), on_day("2030-04-01", *COMPANY, TUG_LATER)]
    (item,) = [one for one in follow_items(letters) if one.kind is Kind.CONTRACT]
    assert item.slug == "italy-tug-bari-ordered"
    assert item.label == TUG_LATER.text
    assert item.partners == ("IT",)


def test_a_reissue_of_a_letter_continues_it():
    first = on_day("2030-01-01", *COMPANY, TUG)
    corrected = on_day("2030-01-01", *COMPANY, TUG, reissue=2)
    ids = item_ids(follow_items([first, corrected]))
    assert ids[first.key, "s011"] == ids[corrected.key, "s011"]


def test_no_letters_no_items():
    assert follow_items([]) == ()


def test_what_is_back_is_found_though_little_else_is_new():
    """Its words are weighed among those of whole letters: alone with its like none of them would be rare."""
    back = say("The hydrographic survey of the Bay of Kotor has been resumed.")
    letters = [
        on_day("2030-01-01", *COMPANY, say("The hydrographic survey of the Bay of Kotor is in preparation.")),
        on_day("2030-04-01", *COMPANY),
        on_day("2030-07-01", *COMPANY, back),
    ]
    ids = item_ids(follow_items(letters))
    assert ids[letters[0].key, "s011"] == ids[letters[2].key, "s011"]


def test_an_item_is_named_by_the_annex_rather_than_by_the_letter_proper():
    told = say("We have ordered a tug for Bari, and a ferry for Cres.", column=Column.BODY)
    letters = [on_day("2030-01-01", TUG, *COMPANY), on_day("2030-04-01", told, *COMPANY, TUG)]
    (item,) = [one for one in follow_items(letters) if one.kind is Kind.CONTRACT]
    assert item.label == TUG.text
