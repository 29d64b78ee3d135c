"""What people decide of links: each decision acts when it should, and not where it already did."""

import pytest

from snapshots.decision_stream import UNDECIDED, decide_link, decide_undo, evolve, fold
from snapshots.errors import BadDecision, NothingToUndo
from snapshots.letter_events import LinkDecided, LinkDecisionUndone
from snapshots.link_decisions import Pair, Place, Verdict, settle

OLD, MID, NEW = "harbours/2030-03-01", "harbours/2030-06-15", "harbours/2031-01-09"


def place(name):
    """`a1` is statement s1 of the oldest letter, `b` the one behind it, `c` the newest."""
    return Place(letter={"a": OLD, "b": MID, "c": NEW}[name[0]], statement=f"s{name[1:]}")


def pair(names):
    before, after = names.split("-")
    return Pair(before=place(before), after=place(after))


def decided(state, verdict, *names, actor="The registrar", reason="Read side by side."):
    pairs = [pair(one) for one in names]
    return decide_link(state, verdict=Verdict(verdict), pairs=pairs, actor=actor, reason=reason)


def after(*decisions, state=UNDECIDED):
    """The state after decisions such as ("confirm", "a1-b1"), or ("undo", "d1")."""
    for verdict, *names in decisions:
        if verdict == "undo":
            events = decide_undo(state, decision=names[0], actor="The registrar", reason="A slip.")
        else:
            events = decided(state, verdict, *names)
        for event in events:
            state = evolve(state, event)
    return state


def one_measure(state, one, other):
    measures = settle(state.in_force).measures
    return measures.get(place(one), one) == measures.get(place(other), other)


def test_a_decision_is_recorded_with_its_pairs_in_order_and_the_older_letter_first():
    (event,) = decided(UNDECIDED, "confirm", "b2-a2", "a1-b1", "a2-b2", reason=" Same works. ")
    assert event == LinkDecided(
        verdict=Verdict.CONFIRM,
        pairs=(pair("a1-b1"), pair("a2-b2")),
        actor="The registrar",
        reason="Same works.",
    )


def test_a_reissue_is_newer_than_the_letter_that_it_corrects_whatever_its_number():
    reissue = [Place(letter=f"{MID}/{number}", statement="s1") for number in (10, 9)]
    pairs = [Pair(before=reissue[0], after=place("b1")), Pair(before=reissue[0], after=reissue[1])]
    (event,) = decide_link(UNDECIDED, verdict=Verdict.CONFIRM, pairs=pairs, actor="x", reason="y")
    assert {(one.before.letter, one.after.letter) for one in event.pairs} == {
        (MID, f"{MID}/10"),
        (f"{MID}/9", f"{MID}/10"),
    }


def test_the_same_decision_again_is_no_new_event():
    state = after(("confirm", "a1-b1", "a2-b2"))
    assert decided(state, "confirm", "b2-a2", "a1-b1", actor="Another", reason="Me too.") == ()


def test_the_same_decision_is_new_once_it_was_undone_or_overruled():
    assert decided(after(("confirm", "a1-b1"), ("undo", "d1")), "confirm", "a1-b1")
    assert decided(after(("confirm", "a1-b1"), ("separate", "a1-b1")), "confirm", "a1-b1")


def test_another_verdict_on_the_same_pairs_is_a_decision_of_its_own():
    assert decided(after(("confirm", "a1-b1", "a1-b2")), "split", "a1-b1", "a1-b2")


@pytest.mark.parametrize(
    ("verdict", "names", "why"),
    [
        ("confirm", (), "no pairs"),
        ("confirm", ("a1-a1",), "both sides"),
        ("separate", ("a1-a2",), "both sides"),
        ("split", ("a1-b1",), "two or more"),
        ("split", ("a1-b1", "a2-b2"), "one statement of the older"),
        ("split", ("a1-b1", "a1-c1"), "one newer letter"),
        ("merge", ("a1-b1", "a1-b2"), "one statement of the newer"),
        ("merge", ("a1-c1", "b1-c1"), "one older letter"),
    ],
)
def test_what_the_verdict_cannot_be_meant_of_is_refused(verdict, names, why):
    with pytest.raises(BadDecision, match=why):
        decided(UNDECIDED, verdict, *names)


@pytest.mark.parametrize("words", ["", "  \n", "x" * 5_000, "\ud800"])
def test_without_an_actor_and_a_reason_nothing_is_decided(words):
    for field in ("actor", "reason"):
        with pytest.raises(BadDecision, match=f"the {field} "):
            decided(UNDECIDED, "confirm", "a1-b1", **{field: words})


@pytest.mark.parametrize(
    "words",
    [
        "Same \u202eskrow",
        "\u2066Same",
        "\u2066Same\n\u2069works",
        "\u202bSame\u2069",
        "\u2067\u202bSame\u2069\u202c",
        "Same\u202c",
    ],
)
def test_who_turns_the_direction_of_writing_turns_it_back(words):
    for field in ("actor", "reason"):
        with pytest.raises(BadDecision, match=f"the {field} turns the direction of writing and not back"):
            decided(UNDECIDED, "confirm", "a1-b1", **{field: "Seen" + words})


@pytest.mark.parametrize("words", ["\0", "Same\0works", "\x1b[31mSame", "\x9b2J"])
def test_what_steers_a_terminal_is_not_kept_for_ever(words):
    for field in ("actor", "reason"):
        with pytest.raises(BadDecision, match=f"the {field} has control characters"):
            decided(UNDECIDED, "confirm", "a1-b1", **{field: "Seen" + words})


@pytest.mark.parametrize("words", ["\u200b", "\ufeff \u2060", "\u0301", "\u2028"])
def test_a_reason_that_nobody_can_see_is_empty(words):
    with pytest.raises(BadDecision, match="the reason is empty"):
        decided(UNDECIDED, "confirm", "a1-b1", reason=words)


@pytest.mark.parametrize(
    "words",
    [
        "One.\r\n\tTwo.",
        "Zażółć e\u0301",
        "可",
        "می\u200cخواهم",
        "👩\u200d🔧",
        "EUR 3\u200f מיליון",
        "\u200eAB",
        "ا\u061c12",
        "see \u2068אב \u202bABC\u202c\u2069 (s012)",
    ],
)
def test_a_reason_is_kept_in_any_script(words):
    (event,) = decided(UNDECIDED, "confirm", "a1-b1", reason=words)
    assert event.reason == words


def test_a_decision_that_is_undone_is_as_if_it_had_not_been_made():
    state = after(("confirm", "a1-b1"), ("undo", "d1"))
    assert state.in_force == ()
    assert [one.id for one in state.made] == ["d1"]
    assert settle(state.in_force) == settle(())


def test_undoing_names_the_event_that_is_undone():
    state = after(("separate", "a9-b9"), ("confirm", "a1-b1"))
    (event,) = decide_undo(state, decision="d2", actor="The registrar", reason="A slip.")
    assert event == LinkDecisionUndone(decision=2, actor="The registrar", reason="A slip.")


def test_undoing_twice_is_no_new_event():
    state = after(("confirm", "a1-b1"), ("undo", "d1"))
    assert decide_undo(state, decision="d1", actor="x", reason="y") == ()


@pytest.mark.parametrize("decision", ["d2", "d4", "d", "", "1"])
def test_there_is_nothing_to_undo_where_no_decision_was_made(decision):
    state = after(("confirm", "a1-b1"), ("undo", "d1"), ("confirm", "a2-b2"))
    with pytest.raises(NothingToUndo, match="in force are d3"):
        decide_undo(state, decision=decision, actor="x", reason="y")


def test_the_number_of_a_decision_is_its_version_in_its_stream():
    events = [*decided(UNDECIDED, "confirm", "a1-b1")]
    events += decide_undo(fold(events), decision="d1", actor="x", reason="y")
    events += decided(fold(events), "separate", "a1-b1")
    assert [one.id for one in fold(events).made] == ["d1", "d3"]
    assert fold(events).events == 3


def test_the_later_of_two_that_contradict_stands_and_names_the_other():
    state = after(("confirm", "a1-b1", "a2-b2"), ("separate", "a1-b1"))
    assert not one_measure(state, "a1", "b1")
    assert one_measure(state, "a2", "b2")
    assert settle(state.in_force).overruled == {1: (2,)}


def test_the_earlier_holds_again_when_the_later_is_undone():
    state = after(("confirm", "a1-b1"), ("separate", "a1-b1"), ("undo", "d2"))
    assert one_measure(state, "a1", "b1")


def test_what_is_one_measure_with_a_third_is_one():
    assert one_measure(after(("confirm", "a1-b1"), ("confirm", "b1-c1")), "a1", "c1")


def test_a_contradiction_by_way_of_a_third_statement_is_one():
    state = after(("confirm", "a1-b1"), ("confirm", "b1-c1"), ("separate", "a1-c1"))
    settled = settle(state.in_force)
    assert not one_measure(state, "a1", "c1")
    assert one_measure(state, "b1", "c1")
    assert settled.overruled == {1: (3,)}


def test_apart_holds_for_all_that_is_one_measure_with_either():
    state = after(("confirm", "a1-b1"), ("separate", "b1-c1"))
    settled = settle(state.in_force)
    assert settled.are_apart(settled.measures[place("a1")], settled.measures[place("c1")])
