"""A better reading improves items and takes no address away."""

from dataclasses import replace

from harbour_letters import JANUARY, MAY, SERIES

from diffing.item_ids import item_id
from diffing.items import follow_items
from snapshots.read_letter import read_letter

OLD = read_letter(JANUARY, series=SERIES)
NEW = read_letter(MAY, series=SERIES)


def statement(letter, words):
    (found,) = (one for one in letter.statements if words in one.text)
    return found


def without(letter, *gone):
    return replace(letter, statements=tuple(one for one in letter.statements if one.id not in gone))


def item_of(items, letter, one):
    """The item under which this statement was ever known."""
    name = item_id(letter.key, one.id)
    (found,) = (item for item in items if name in (item.id, *item.aliases))
    return found


VESSELS_OLD = statement(OLD, "is being prepared")
PILOTS_OLD = statement(OLD, "40 harbour pilots")
PILOTS_NEW = statement(NEW, "65 harbour pilots")


def test_an_item_keeps_its_id_when_its_first_statement_is_gone_and_another_letter_goes_on_with_it():
    before = item_of(follow_items([OLD, NEW]), OLD, PILOTS_OLD)
    after = item_of(follow_items([OLD, NEW, without(OLD, PILOTS_OLD.id)]), OLD, PILOTS_OLD)
    assert before.id == after.id == item_id(OLD.key, PILOTS_OLD.id)
    assert [one.letter_key for one in before.appearances] == [OLD.key, NEW.key]
    assert [one.letter_key for one in after.appearances] == [NEW.key]
    assert after.label == before.label


def test_an_item_of_which_nothing_is_left_still_answers_to_its_id():
    alone = follow_items([OLD, without(OLD, PILOTS_OLD.id)])
    item = item_of(alone, OLD, PILOTS_OLD)
    assert item.appearances == ()
    assert "40 harbour pilots" in item.label
    assert item.partners == ("TN",)


def test_a_statement_whose_words_another_has_leads_to_that_ones_item():
    gone = {(OLD.key, VESSELS_OLD.id): PILOTS_OLD.id}
    items = follow_items([OLD, without(OLD, VESSELS_OLD.id)], heirs=gone)
    assert item_of(items, OLD, VESSELS_OLD) is item_of(items, OLD, PILOTS_OLD)


def test_a_statement_that_a_newer_reading_finds_joins_the_item_that_is_there():
    """Its own id would be that of an earlier letter, and yet the item has been called otherwise before."""
    late = replace(PILOTS_OLD, id="s900")
    first = without(OLD, PILOTS_OLD.id)
    second = replace(first, statements=(*first.statements, late))
    before = item_of(follow_items([first, NEW]), NEW, PILOTS_NEW)
    after = item_of(follow_items([first, NEW, second]), NEW, PILOTS_NEW)
    assert before.id == after.id == item_id(NEW.key, PILOTS_NEW.id)
    assert [one.letter_key for one in after.appearances] == [OLD.key, NEW.key]


def test_what_an_older_reading_had_joined_is_parted_again():
    joined = without(
        replace(
            OLD,
            statements=tuple(
                replace(one, text=f"{one.text} {PILOTS_OLD.text}", spans=one.spans + PILOTS_OLD.spans)
                if one.id == VESSELS_OLD.id
                else one
                for one in OLD.statements
            ),
        ),
        PILOTS_OLD.id,
    )
    parted = replace(
        OLD,
        statements=tuple(
            replace(one, id="s900") if one.id == PILOTS_OLD.id else one for one in OLD.statements
        ),
    )
    items = follow_items([joined, parted])
    assert item_of(items, OLD, VESSELS_OLD) is not item_of(items, OLD, replace(PILOTS_OLD, id="s900"))


def test_a_series_that_was_not_read_anew_is_as_it_was():
    assert follow_items([OLD, NEW], heirs={}) == follow_items([OLD, NEW])
