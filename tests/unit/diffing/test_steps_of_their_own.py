"""What follows on a measure is one of its own where it is another event, and none where it is its part."""

from compared_letters import COMPANY, NEW_DATE, OLD_DATE, count, due, eur, letter, newer, older, on, say

from diffing.compare_letters import compare_letters
from diffing.linking.sequels import are_counted_in, counts_on
from diffing.linking.subjects import read_subjects
from snapshots.letter import Column, Kind, Status

PLANNED, ONGOING, DONE, ON_HOLD = Status.PLANNED, Status.ONGOING, Status.DONE, Status.ON_HOLD
BODY = {"column": Column.BODY, "part": None, "topic": None}
SPRING = due("2031-05-31", "2031-03-01", quote="in spring 2031")


def compared(before, after):
    """Both letters share the company and have these statements besides."""
    return compare_letters(older(*COMPANY, *before), newer(*COMPANY, *after))


def kinds(before, after):
    return [change.kind for change in compared(before, after).changes if not change.minor]


def test_a_visit_that_was_made_is_not_continued_by_the_next_one():
    made = say(
        "A team of foresters visited Gospić from 10 to 12 February 2030.",
        status=DONE,
        kind=Kind.MEETING,
        dates=(on("2030-02-10"),),
    )
    ahead = say(
        "Visit of the minister of forestry to Gospić in spring 2031.",
        status=PLANNED,
        kind=Kind.MEETING,
        deadlines=(SPRING,),
    )
    assert sorted(kinds((made,), (ahead,))) == ["deadline.set", "item.added"]


def test_a_visit_that_was_promised_is_continued_by_its_new_date():
    promised = say(
        "Visit of the minister of forestry to Gospić in April 2030.",
        status=PLANNED,
        kind=Kind.MEETING,
        deadlines=(due("2030-04-30", "2030-04-01", quote="in April 2030"),),
    )
    ahead = say(
        "Visit of the minister of forestry to Gospić in spring 2031.",
        status=PLANNED,
        kind=Kind.MEETING,
        deadlines=(SPRING,),
    )
    assert "item.added" not in kinds((promised,), (ahead,))


def test_a_second_contract_does_not_follow_on_a_first_meeting():
    texts = (
        "First meeting of the forest owners in Gospić.",
        "A second contract, on seedlings, to be signed.",
        "The second one is to follow.",
        "A second meeting of the owners will follow.",
    )
    subjects, _ = read_subjects(older(*map(say, texts)), newer(*COMPANY))
    meeting, contract, other, both = subjects
    assert not counts_on(contract, meeting)
    assert counts_on(other, meeting)
    assert counts_on(both, meeting)


def test_what_was_said_of_two_partners_is_told_of_each():
    talks = say(
        "Talks with Albania and Montenegro on sharing fire planes, without which no summer is safe, continue.",
        partners=("AL", "ME"),
        kind=Kind.AGREEMENT,
    )
    one = say(
        "Albania: an accord on sharing fire planes was signed in May 2030.",
        status=DONE,
        partners=("AL",),
        kind=Kind.AGREEMENT,
    )
    other = say(
        "Montenegro: talks on the same matter have stalled since the elections.",
        status=ON_HOLD,
        partners=("ME",),
        kind=Kind.AGREEMENT,
    )
    comparison = compared((talks,), (one, other))
    link = next(link for link in comparison.alignments if len(link.after) > 1)
    assert link.split
    assert "item.added" not in [change.kind for change in comparison.changes]


def test_what_stood_still_in_the_letter_proper_and_goes_on_is_progress():
    halted = say(
        "The second sawmill, in Delnice, is on hold because of a quarrel over the lease.",
        status=ON_HOLD,
        kind=Kind.DELIVERY,
        **BODY,
    )
    resumed = say(
        "Work on the second sawmill, in Delnice, has resumed since the quarrel over the lease was settled.",
        status=ONGOING,
        kind=Kind.DELIVERY,
        **BODY,
    )
    assert kinds((halted,), (resumed,)) == ["item.progressed"]
    assert kinds((halted,), ()) == ["item.unmentioned"]


def test_a_workshop_with_others_is_no_part_of_what_is_delivered():
    support = say(
        "Support to the fire watch and to the seed bank of Croatia, with courses, in spring 2031.",
        status=PLANNED,
        kind=Kind.DELIVERY,
        partners=("HR",),
        deadlines=(SPRING,),
    )
    watch = say(
        "Support to the fire watch of Croatia, in spring 2031.",
        status=PLANNED,
        kind=Kind.DELIVERY,
        partners=("HR",),
        deadlines=(SPRING,),
    )
    workshop = say(
        "Workshop with Croatia, Italy and Slovenia on the seed bank.",
        status=PLANNED,
        kind=Kind.MEETING,
        partners=("HR", "IT", "SI"),
    )
    assert "item.added" in kinds((support,), (watch, workshop))


def test_two_of_a_kind_that_were_promised_together_are_told_one_by_one():
    by_may = due("2030-05-31", quote="by the end of May 2030")
    promised = say(
        "Two contracts on seedlings and fences (EUR 9 million in total) are to be signed by the end of May 2030.",
        status=PLANNED,
        kind=Kind.CONTRACT,
        deadlines=(by_may,),
        amounts=(eur(9),),
        quantities=(count(2, "contracts", quote="Two"),),
    )
    first = say(
        "The first contract, on seedlings (EUR 5 million), was signed on 2 May 2030.",
        status=DONE,
        kind=Kind.CONTRACT,
        dates=(on("2030-05-02"),),
        amounts=(eur(5),),
    )
    second = say(
        "A second contract, on fences (EUR 4 million), is to be signed in spring 2031.",
        status=PLANNED,
        kind=Kind.CONTRACT,
        deadlines=(SPRING,),
        amounts=(eur(4),),
    )
    told = kinds((promised,), (first, second))
    assert {"contract.signed", "item.completed", "deadline.moved"} <= set(told)
    assert "item.added" not in told


def test_a_third_one_is_none_of_two():
    two, a_first, a_second, a_third = (
        "Two fences will be put up.",
        "First fence up.",
        "Second fence to follow.",
        "Third fence to follow.",
    )
    promise = say(two, status=PLANNED, quantities=(count(2, "fences", quote="Two"),))
    (whole,), (one, other, beyond) = read_subjects(
        letter(promise, written=OLD_DATE), letter(*map(say, (a_first, a_second, a_third)), written=NEW_DATE)
    )
    assert are_counted_in(whole, other, one)
    assert not are_counted_in(whole, beyond, one)


def test_talks_that_stall_with_one_of_two_partners_stall_while_those_with_the_other_are_completed():
    talks = say(
        "Talks with Albania and Montenegro on sharing fire planes, without which no summer is safe, continue.",
        partners=("AL", "ME"),
        kind=Kind.AGREEMENT,
    )
    one = say(
        "Albania: an accord on sharing fire planes was signed in May 2030.",
        status=DONE,
        partners=("AL",),
        kind=Kind.AGREEMENT,
    )
    other = say(
        "Montenegro: talks on the same matter have stalled since the elections.",
        status=ON_HOLD,
        partners=("ME",),
        kind=Kind.AGREEMENT,
    )
    told = {c.kind: c.after.quotes[0].text for c in compared((talks,), (one, other)).changes if not c.minor}
    assert told["item.completed"] == one.text
    assert told["item.stalled"] == other.text


def test_what_two_partners_have_done_while_a_third_stalls_is_told_once_with_the_words_on_both():
    talks = say(
        "Talks with Albania, Montenegro and Serbia on sharing fire planes, a help in dry summers, continue.",
        partners=("AL", "ME", "RS"),
        kind=Kind.AGREEMENT,
    )
    stalled = say(
        "Montenegro: talks on sharing fire planes have stalled since the elections.",
        status=ON_HOLD,
        partners=("ME",),
        kind=Kind.AGREEMENT,
    )
    done = [
        say(
            f"{name}: an accord on sharing fire planes was signed in May 2030.",
            status=DONE,
            partners=(code,),
            kind=Kind.AGREEMENT,
        )
        for name, code in (("Albania", "AL"), ("Serbia", "RS"))
    ]
    found = [c for c in compared((talks,), (stalled, *done)).changes if c.kind == "item.completed"]
    assert [[quote.text for quote in change.after.quotes] for change in found] == [[s.text for s in done]]


def test_work_on_a_promise_that_is_kept_is_not_called_unmentioned():
    work = say(
        "The contract for fire planes is under negotiation with two makers; liability is the open question.",
        kind=Kind.CONTRACT,
    )
    promise = say(
        "The contract for fire planes is to be signed by the end of May 2030.",
        status=PLANNED,
        kind=Kind.CONTRACT,
        deadlines=(due("2030-05-31", quote="by the end of May 2030"),),
    )
    report = say(
        "Fire planes: the contract was signed with both makers on 2 May 2030.",
        status=DONE,
        kind=Kind.CONTRACT,
        dates=(on("2030-05-02"),),
    )
    assert sorted(kinds((work, promise), (report,))) == ["contract.signed", "item.completed"]


def test_a_step_after_what_was_kept_has_not_passed_the_day_of_what_was_kept():
    july = due("2030-05-31", quote="by the end of May 2030")
    promise = say(
        "Conclusion of the fire pact with Hungary by the end of May 2030.",
        status=PLANNED,
        partners=("HU",),
        deadlines=(july,),
    )
    kept = say("Talks on the fire pact with Hungary were concluded.", status=DONE, partners=("HU",))
    after = say(
        "Signature of the pact with Hungary in spring 2031.",
        status=PLANNED,
        partners=("HU",),
        deadlines=(SPRING,),
    )
    told = kinds((promise,), (kept, after))
    assert {"item.completed", "deadline.set"} <= set(told)
    assert not {"deadline.passed", "deadline.moved"} & set(told)
