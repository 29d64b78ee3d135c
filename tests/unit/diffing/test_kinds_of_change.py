"""Each kind of change: it is reported when it should be, and not when it should not."""

from dataclasses import replace

import pytest
from compared_letters import COMPANY, NEW_DATE, count, due, eur, letter, newer, older, on, say

from diffing.changes.typed_changes import KINDS
from diffing.compare_letters import compare_letters
from diffing.items import follow_items, item_ids
from snapshots.letter import Column, Kind, Status

PLANNED, ONGOING, DONE, ON_HOLD = Status.PLANNED, Status.ONGOING, Status.DONE, Status.ON_HOLD
CONTRACT = {"kind": Kind.CONTRACT, "partners": ("HR",)}
APRIL = due("2030-04-30", "2030-04-01", quote="in April 2030")
AUGUST = due("2030-08-31", "2030-08-01", quote="in August 2030")
BY_MAY = due("2030-05-31", quote="by the end of May 2030")


def changes(before, after):
    """All changes of two letters that share the company and differ in these statements."""
    return compare_letters(older(*COMPANY, *before), newer(*COMPANY, *after)).changes


def kinds(before, after):
    return [change.kind for change in changes(before, after) if not change.minor]


def tender(verb, **facts):
    return say(f"The contract for dredging the port of Rijeka {verb}.", **{**CONTRACT, **facts})


def test_a_letter_that_stands_as_it_stood_has_no_change():
    assert changes((), ()) == ()


def test_what_the_older_letter_does_not_speak_of_is_added_with_its_deadline():
    ferry = say("A ferry for Cres will be ordered in August 2030.", status=PLANNED, deadlines=(AUGUST,))
    assert kinds((), (ferry,)) == ["item.added", "deadline.set"]


def test_an_added_contract_that_is_signed_says_so():
    signed = tender("was signed on 3 May 2030", status=DONE, amounts=(eur(7),))
    assert kinds((), (signed,)) == ["contract.signed", "item.added"]


def test_a_planned_contract_that_is_signed_is_both_signed_and_completed():
    before = tender("is to be signed by the end of May 2030", status=PLANNED, deadlines=(BY_MAY,))
    after = tender("(EUR 7 million) was signed on 3 May 2030", status=DONE, amounts=(eur(7),))
    found = changes((before,), (after,))
    assert [change.kind for change in found if not change.minor] == ["contract.signed", "item.completed"]
    assert found[0].amount.quote == "EUR 7 million"


def test_a_contract_that_is_still_to_be_signed_is_not_signed():
    before = tender("is to be signed by the end of May 2030", status=PLANNED, deadlines=(BY_MAY,))
    after = tender("will be signed in August 2030", status=PLANNED, deadlines=(AUGUST,))
    assert kinds((before,), (after,)) == ["deadline.passed", "deadline.moved"]


def test_a_promise_that_is_reported_done_is_completed_and_its_deadline_is_not_passed():
    before = say("Two buoys off Pag will be laid in April 2030.", status=PLANNED, deadlines=(APRIL,))
    after = say("Two buoys were laid off Pag.", status=DONE)
    assert kinds((before,), (after,)) == ["item.completed"]


def test_work_that_is_finished_is_completed():
    before = say("The repair of the mole at Zadar is under way.")
    after = say("The repair of the mole at Zadar has been completed.", status=DONE)
    assert kinds((before,), (after,)) == ["item.completed"]


def test_the_same_work_told_in_another_tense_is_not_completed():
    before = say("The fund pays for three wardens on the islands off Zadar.")
    after = say("Three wardens on the islands off Zadar have been paid for by the fund.", status=DONE)
    assert kinds((before,), (after,)) == []


def test_what_was_done_before_the_older_letter_is_not_newly_completed():
    signed = on("2029-06-01", quote="on 1 June 2029")
    before = say("The programme for wardens, signed on 1 June 2029, helps Zadar.", dates=(signed,))
    after = say(
        "A programme for wardens was signed on 1 June 2029 to help Zadar.", status=DONE, dates=(signed,)
    )
    assert kinds((before,), (after,)) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ((PLANNED, "are to begin"), (ONGOING, "are under way"), "item.progressed"),
        ((ON_HOLD, "are suspended"), (ONGOING, "are being held again"), "item.progressed"),
        ((ONGOING, "go on"), (ON_HOLD, "are on hold"), "item.stalled"),
        ((PLANNED, "are to begin"), (ON_HOLD, "are on hold"), "item.stalled"),
        ((Status.NOT_STARTED, "have not begun"), (PLANNED, "are to begin"), "item.progressed"),
    ],
)
def test_a_status_that_moves_short_of_done(old, new, kind):
    talk = {"column": Column.ONGOING, "partners": ("ME",)}
    before = say(f"Talks with Montenegro on a shared tug {old[1]}.", status=old[0], **talk)
    after = say(f"Talks with Montenegro on a shared tug {new[1]}.", status=new[0], **talk)
    assert kinds((before,), (after,)) == [kind]


def test_a_plan_told_in_the_present_tense_has_not_progressed():
    before = say("The second phase of the harbour fund is to support Bar and Kotor.", status=PLANNED)
    after = say("The second phase of the harbour fund supports Bar and Kotor.")
    assert kinds((before,), (after,)) == []


def test_what_is_open_and_no_longer_mentioned_is_said_with_the_candidates_refused():
    gone = say(
        "A second cutter is to be stationed at Pula in April 2030.", status=PLANNED, deadlines=(APRIL,)
    )
    found = changes((gone,), ())
    assert [change.kind for change in found] == ["deadline.passed", "item.unmentioned"]
    assert found[1].after is None
    assert found[1].before.quotes[0].text == gone.text


def test_no_deadline_has_passed_of_what_a_re_issue_of_the_day_leaves_out():
    gone = say(
        "A second cutter is to be stationed at Pula in April 2030.", status=PLANNED, deadlines=(APRIL,)
    )
    old = letter(*COMPANY, gone, written=NEW_DATE)
    found = compare_letters(old, letter(*COMPANY, written=NEW_DATE, reissue=2)).changes
    assert [change.kind for change in found] == ["item.unmentioned"]


def test_what_was_done_may_go_unmentioned_without_a_change():
    assert kinds((say("The lamp of the lighthouse at Susak was replaced.", status=DONE),), ()) == []


def test_a_deadline_where_there_was_none_is_set():
    before = say("A slipway at Senj is to be built.", status=PLANNED)
    after = say("A slipway at Senj is to be built in August 2030.", status=PLANNED, deadlines=(AUGUST,))
    assert kinds((before,), (after,)) == ["deadline.set"]


def test_a_date_to_be_confirmed_is_no_deadline():
    tbc = due(None, quote="date tbc")
    before = say("A slipway at Senj is to be built, date tbc.", status=PLANNED, deadlines=(tbc,))
    after = say("A slipway at Senj is to be built in August 2030.", status=PLANNED, deadlines=(AUGUST,))
    assert kinds((before,), (after,)) == ["deadline.set"]


def test_a_lapsed_date_that_gives_way_to_none_is_passed_and_removed():
    before = say("A slipway at Senj is to be built in April 2030.", status=PLANNED, deadlines=(APRIL,))
    after = say(
        "A slipway at Senj is to be built, date tbc.",
        status=PLANNED,
        deadlines=(due(None, quote="date tbc"),),
    )
    assert kinds((before,), (after,)) == ["deadline.passed", "deadline.removed"]


def test_each_of_two_deadlines_that_move_is_told():
    said = "The walls of the slipway at Senj are to stand {} and its rails to be laid {}."
    days = [due("2030-08-31", quote="by August 2030"), due("2030-10-31", quote="by October 2030")]
    later = [due("2030-09-30", quote="by September 2030"), due("2031-01-31", quote="by January 2031")]
    before, after = (
        say(said.format(*(day.quote for day in two)), status=PLANNED, deadlines=tuple(two))
        for two in (days, later)
    )
    moved = [c for c in changes((before,), (after,)) if c.kind == "deadline.moved"]
    found = {(c.deadline_before.quote, c.deadline_after.quote) for c in moved}
    assert found == {("by August 2030", "by September 2030"), ("by October 2030", "by January 2031")}


def test_a_deadline_that_moves_says_by_how_much():
    before = say(
        "A slipway at Senj is to be built in July 2030.",
        status=PLANNED,
        deadlines=(due("2030-07-31", "2030-07-01", quote="in July 2030"),),
    )
    after = say("A slipway at Senj is to be built in August 2030.", status=PLANNED, deadlines=(AUGUST,))
    (moved,) = changes((before,), (after,))
    assert (moved.kind, moved.shift.least, moved.shift.most) == ("deadline.moved", 31, 31)


def test_by_the_end_of_a_month_to_in_that_month_is_a_narrower_deadline():
    before = say(
        "A slipway at Senj is to be built by the end of August 2030.",
        status=PLANNED,
        deadlines=(due("2030-08-31", quote="by the end of August 2030"),),
    )
    after = say("A slipway at Senj is to be built in August 2030.", status=PLANNED, deadlines=(AUGUST,))
    (moved,) = changes((before,), (after,))
    assert (moved.kind, moved.shift.most, moved.shift.narrowed) == ("deadline.moved", 0, True)


def test_a_sum_that_changes_is_paired_with_its_like():
    before = say("The fund gives EUR 3 million to Rab and EUR 9 million to Krk.", amounts=(eur(3), eur(9)))
    after = say("The fund gives EUR 11 million to Krk and EUR 3 million to Rab.", amounts=(eur(11), eur(3)))
    found = [change for change in changes((before,), (after,)) if not change.minor]
    assert [(change.kind, change.amount_before.quote, change.amount_after.quote) for change in found] == [
        ("amount.changed", "EUR 9 million", "EUR 11 million")
    ]


def test_a_sum_in_another_currency_is_another_sum():
    before = say("The fund gives EUR 3 million to Rab.", amounts=(eur(3),))
    after = say(
        "The fund gives USD 4 million to Rab.",
        amounts=(replace(eur(4, quote="USD 4 million"), currency="USD"),),
    )
    assert kinds((before,), (after,)) == []


def test_a_count_that_changes_is_of_the_same_thing():
    before = say(
        "On Krk 40 divers and 3 boats are ready.", quantities=(count(40, "divers"), count(3, "boats"))
    )
    after = say(
        "On Krk 55 divers and 3 ships are ready.", quantities=(count(55, "divers"), count(3, "ships"))
    )
    found = [change for change in changes((before,), (after,)) if not change.minor]
    assert [(change.kind, int(change.quantity_after.value)) for change in found] == [("quantity.changed", 55)]


def test_other_words_for_the_same_facts_are_reworded_and_minor():
    before = say("The ministry examines how to light the channel off Vis.")
    after = say("How the channel off Vis could be lit is being examined by the ministry.")
    (change,) = changes((before,), (after,))
    assert (change.kind, change.minor) == ("item.reworded", True)


@pytest.mark.parametrize(
    "same",
    [
        "  The Ministry examines how  to light the channel off Vis",
        "The ministry examines: how to light the channel off Vis!",
        "\u2022 The ministry examines how to light the channel off Vis.",
    ],
)
def test_case_blanks_punctuation_and_bullets_are_no_change(same):
    before = say("The ministry examines how to light the channel off Vis.")
    assert changes((before,), (replace(before, text=same),)) == ()


def test_a_measure_that_moves_to_another_part_says_so():
    before = say("Volunteers on Lastovo count the seals every spring.")
    after = replace(before, part="WILDLIFE")
    (change,) = changes((before,), (after,))
    assert change.kind == "item.moved"
    assert (change.place_before, change.place_after) == ((("part", "HARBOURS"),), (("part", "WILDLIFE"),))


def test_a_part_that_is_only_renamed_moves_nothing():
    before = say("Volunteers on Lastovo count the seals every spring.", part="Joint work on safer harbours")
    after = replace(before, part="STRENGTHEN JOINT WORK ON SAFER HARBOURS")
    assert changes((before,), (after,)) == ()


def test_sentences_that_only_argue_are_neither_added_nor_unmentioned():
    old = say("We have all seen what a storm can do.", column=Column.BODY)
    new = say("Nobody can master the sea alone.", column=Column.BODY)
    assert changes((old,), (new,)) == ()


def test_what_comes_back_after_a_letter_is_resumed():
    survey = say("A survey of wrecks off Jabuka is being carried out by the navy.")
    first = letter(*COMPANY, survey, written=older().date)
    second = letter(*COMPANY, written=NEW_DATE)
    third = letter(*COMPANY, survey, written=NEW_DATE.replace(year=2031))
    ids = item_ids(follow_items((first, second, third)))
    (change,) = compare_letters(second, third, item_ids=ids).changes
    assert (change.kind, change.last_seen) == ("item.resumed", first.key)
    assert change.gone_days == (third.date - first.date).days
    assert change.item == ids[first.key, "s011"]


def test_letters_that_do_not_follow_each_other_give_a_note_and_no_changes():
    strangers = [
        say(f"{word} orchards near the {word.lower()} hills ripen early.")
        for word in (
            "Apple",
            "Pear",
            "Plum",
            "Cherry",
            "Quince",
            "Medlar",
            "Walnut",
            "Almond",
            "Fig",
            "Olive",
            "Peach",
            "Mulberry",
            "Apricot",
        )
    ]
    more = (*COMPANY, tender("was signed"), say("A slipway at Senj."), say("Seals on Lastovo."))
    comparison = compare_letters(older(*more), newer(*strangers))
    assert comparison.changes == ()
    assert "do not seem to follow each other" in comparison.summary.note


def test_changes_stand_by_importance_and_every_one_says_why():
    before = tender("is to be signed by the end of May 2030", status=PLANNED, deadlines=(BY_MAY,))
    after = tender("was signed on 3 May 2030", status=DONE, amounts=(eur(7),))
    new = say("A ferry for Cres will be ordered in August 2030.", status=PLANNED, deadlines=(AUGUST,))
    found = changes((before,), (new, after))
    assert [change.importance for change in found] == sorted((c.importance for c in found), reverse=True)
    assert found[0].why == "a contract is signed: EUR 7 million"
    assert all(change.why for change in found)
    assert {change.kind for change in found} <= set(KINDS)


@pytest.mark.parametrize(
    "now",
    [
        "By now 720 buoys lie off Rijeka, against 410 buoys in March.",
        "By now 720 buoys lie off Rijeka, up from 410 buoys.",
        "Instead of 410 buoys, 720 buoys lie off Rijeka by now.",
    ],
)
def test_a_count_to_compare_with_is_not_the_count_of_today(now):
    before = say("So far 410 buoys lie off Rijeka.", quantities=(count(410, "buoys"),))
    after = say(now, quantities=(count(720, "buoys"), count(410, "buoys")))
    (found,) = [c for c in changes((before,), (after,)) if c.kind == "quantity.changed"]
    assert (found.quantity_before.value, found.quantity_after.value) == (410, 720)


@pytest.mark.parametrize(
    "now",
    [
        "A ferry for Cres will be ordered, initially foreseen for May, in August.",
        "A ferry for Cres will be ordered; no longer expected in May, but in August.",
        "The order of a ferry for Cres has been moved from May to August.",
        "The order of a ferry for Cres, which we had hoped to see in May, will be placed in August.",
        "The order of a ferry for Cres, which had been promised for May, will be placed in August.",
    ],
)
def test_a_day_that_was_given_up_is_not_the_deadline(now):
    may, august = (
        due("2030-05-31", "2030-05-01", quote="May"),
        due("2030-08-31", "2030-08-01", quote="August"),
    )
    before = say("A ferry for Cres will be ordered in May.", status=PLANNED, deadlines=(may,))
    after = say(now, status=PLANNED, deadlines=(may, august))
    (found,) = [c for c in changes((before,), (after,)) if c.kind == "deadline.moved"]
    assert found.deadline_after.quote == "August"


def test_what_is_counted_is_the_last_word_whatever_stands_before_it():
    before = say("36 short-range lamps stand at Cres.", quantities=(count(36, "short-range lamps"),))
    after = say("short-range lamps at Cres: 48 stand.", quantities=(count(48, "lamps"),))
    assert kinds((before,), (after,)) == ["quantity.changed"]


def test_a_report_without_a_fact_of_its_own_adds_no_measure():
    talks = say("Talks on shared pilots with Albania advance; 11 rounds were held.", partners=("AL",))
    passing = say("Talks with Albania are advancing", partners=("AL",), topic="Abroad", part="OTHER")
    assert kinds((talks,), (talks, passing)) == []


def test_the_rest_of_a_promise_moves_its_deadline():
    before = say(
        "Recruitment of 12 additional harbour pilots by May.",
        status=PLANNED,
        deadlines=(due("2030-05-31", quote="by May"),),
        quantities=(count(12, "harbour pilots"),),
    )
    first = say(
        "Seven of the 12 additional harbour pilots have taken up their duties.",
        quantities=(count(7, "harbour pilots", quote="Seven"), count(12, "harbour pilots")),
    )
    rest = say(
        "The other five pilots to be recruited for the harbour by August.",
        status=PLANNED,
        deadlines=(due("2030-08-31", quote="by August"),),
    )
    found = {change.kind for change in changes((before,), (first, rest))}
    assert "deadline.moved" in found
    assert not {"item.added", "item.completed", "deadline.removed"} & found


def test_talks_that_have_had_another_round_go_on():
    before = say("Talks on shared pilots with Albania are in their seventh round.", partners=("AL",))
    after = say(
        "An eighth round of talks on shared pilots was held in Tirana.", status=DONE, partners=("AL",)
    )
    assert kinds((before,), (after,)) == []


def test_until_when_a_signed_agreement_runs_is_not_when_it_is_to_be_signed():
    before = say(
        "Signature of the joint declaration on pilots with Albania in May.",
        status=PLANNED,
        partners=("AL",),
        deadlines=(BY_MAY,),
    )
    after = say(
        "The joint declaration on pilots with Albania was signed, with EUR 7 million until 2032.",
        status=DONE,
        partners=("AL",),
        deadlines=(due("2032-12-31", quote="until 2032"),),
        amounts=(eur(7),),
    )
    assert kinds((before,), (after,)) == ["item.completed"]


def test_what_was_open_beside_what_was_done_leads():
    adopted = say("The projects with Albania on pilots have been adopted.", status=DONE, partners=("AL",))
    planned = say("Contracting of these projects by May.", status=PLANNED, deadlines=(BY_MAY,))
    after = say(
        "Contracts for the projects with Albania on pilots in August.",
        status=PLANNED,
        partners=("AL",),
        deadlines=(AUGUST,),
    )
    assert {"deadline.passed", "deadline.moved"} <= set(kinds((adopted, planned), (after,)))


def test_a_meeting_of_the_letter_proper_is_followed_by_its_days():
    days = due("2030-05-12", "2030-05-11", quote="11 and 12 May")
    before = say(
        "We shall meet on 11 and 12 May to draw the balance.",
        status=PLANNED,
        kind=Kind.MEETING,
        column=Column.BODY,
        deadlines=(days,),
    )
    after = say(
        "Ministers met on 11 and 12 May and agreed to report again.",
        status=DONE,
        kind=Kind.MEETING,
        column=Column.BODY,
        dates=(days,),
    )
    assert "item.completed" in kinds((before,), (after,))


@pytest.mark.parametrize("status", [Status.DONE, Status.ONGOING, Status.ON_HOLD])
def test_what_was_on_hold_and_is_resumed_has_progressed_however_the_tense_is_read(status):
    before = say("Payments to the lighthouse fund have been suspended.", status=Status.ON_HOLD)
    after = say("Payments to the lighthouse fund have been resumed.", status=status)
    assert kinds((before,), (after,)) == ["item.progressed"]
