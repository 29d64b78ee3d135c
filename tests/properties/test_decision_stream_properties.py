"""Deciding and taking back in any order comes to what a plain list of decisions says, of re-issues too."""

from dataclasses import replace
from datetime import date
from itertools import combinations

from compared_letters import letter, say
from hypothesis import given
from hypothesis import strategies as st

from diffing.linking.carried_decisions import carry_decisions
from snapshots.decision_stream import UNDECIDED, decide_link, decide_undo, evolve
from snapshots.errors import BadDecision
from snapshots.link_decisions import Pair, Place, Verdict, decision_id, settle

DAYS = (date(2030, 3, 1), date(2030, 6, 15), date(2030, 9, 1))
THINGS = (
    "Two tugs are being built at Rijeka for the harbour master.",
    "The lighthouse lamp of Palagruza will be mended by divers.",
    "A school for pilots was opened in Kotor last winter.",
)
LETTERS = [letter(*(say(words) for words in THINGS), written=day) for day in DAYS]
PLACES = [Place(letter=one.key, statement=said.id) for one in LETTERS for said in one.statements]


def place(at, thing):
    return PLACES[len(THINGS) * at + thing]


things = st.integers(0, len(THINGS) - 1)
of_two_letters = st.sampled_from([(0, 1), (1, 2), (0, 2)])


@st.composite
def pairs(draw, verdict):
    """Pairs that such a verdict may be meant of, each in either order."""
    old, new = draw(of_two_letters)
    if verdict is Verdict.SPLIT:
        whole, parts = place(old, draw(things)), draw(st.sets(things, min_size=2))
        made = [(whole, place(new, part)) for part in sorted(parts)]
    elif verdict is Verdict.MERGE:
        whole, parts = place(new, draw(things)), draw(st.sets(things, min_size=2))
        made = [(place(old, part), whole) for part in sorted(parts)]
    else:
        made = [(place(old, draw(things)), place(new, draw(things)))]
    return tuple(
        Pair(before=two[turned], after=two[not turned]) for two in made for turned in [draw(st.booleans())]
    )


@st.composite
def acts(draw):
    """What people do one after the other: a verdict on pairs, or the number of what they take back."""
    steps = []
    for _ in range(draw(st.integers(1, 10))):
        if draw(st.integers(0, 3)) == 0:
            steps.append(draw(st.integers(1, 12)))
        else:
            verdict = draw(st.sampled_from(Verdict))
            steps.append((verdict, draw(pairs(verdict))))
    return steps


class PlainList:
    """The model: decisions in a list, some struck out; what holds is found by trying from the last backwards."""

    def __init__(self):
        self.made = []
        self.events = 0

    def decide(self, verdict, some):
        # Pairs are tried in their order, the older letter's statement first.
        said = (verdict, tuple(sorted({tuple(sorted((pair.before, pair.after))) for pair in some})))
        if any(one["said"] == said and one["counts"] and self.holds(one) for one in self.made):
            return
        self.events += 1
        self.made.append({"number": self.events, "said": said, "counts": True})

    def undo(self, number):
        for one in self.made:
            if one["number"] == number and one["counts"]:
                one["counts"] = False
                self.events += 1

    def holds(self, decision):
        """Whether no pair of it contradicts what was decided later."""
        kept = self.kept()
        return all((decision["said"][0] is Verdict.SEPARATE, pair) in kept for pair in decision["said"][1])

    def kept(self):
        kept = []
        for one in reversed([one for one in self.made if one["counts"]]):
            for pair in one["said"][1]:
                if possible([*kept, (one["said"][0] is Verdict.SEPARATE, pair)]):
                    kept.append((one["said"][0] is Verdict.SEPARATE, pair))
        return kept

    def together(self):
        return groups([pair for apart, pair in self.kept() if not apart])


def groups(joined):
    found = {one: frozenset([one]) for one in PLACES}
    for pair in joined:
        whole = frozenset().union(*(found[one] for one in pair))
        found |= dict.fromkeys(whole, whole)
    return found


def possible(held):
    found = groups([pair for apart, pair in held if not apart])
    return not any(apart and len({found[one] for one in pair}) == 1 for apart, pair in held)


def decided(steps):
    state, model = UNDECIDED, PlainList()
    for step in steps:
        if isinstance(step, int):
            if any(one.id == decision_id(step) for one in state.made):
                events = decide_undo(state, decision=decision_id(step), actor="x", reason="y")
                model.undo(step)
            else:
                continue
        else:
            events = decide_link(state, verdict=step[0], pairs=step[1], actor="x", reason="y")
            model.decide(*step)
        for event in events:
            state = evolve(state, event)
    return state, model


def relation(settled, places):
    """Which two of the places are one measure."""
    number = {one: settled.measures.get(one, one) for one in places}
    return {frozenset(two) for two in combinations(places, 2) if number[two[0]] == number[two[1]]}


@given(acts())
def test_whatever_is_decided_and_taken_back_comes_to_what_a_plain_list_says(steps):
    state, model = decided(steps)
    assert state.events == model.events
    assert [one.number for one in state.in_force] == [one["number"] for one in model.made if one["counts"]]
    together = model.together()
    expected = {frozenset(two) for two in combinations(PLACES, 2) if together[two[0]] is together[two[1]]}
    assert relation(settle(state.in_force), PLACES) == expected


@given(acts(), acts())
def test_what_is_taken_back_is_as_if_it_had_not_been_made(steps, more):
    state, _ = decided(steps)
    later = state
    for step in more:
        if not isinstance(step, int):
            for event in decide_link(later, verdict=step[0], pairs=step[1], actor="x", reason="y"):
                later = evolve(later, event)
    for one in reversed(later.made[len(state.made) :]):
        for event in decide_undo(later, decision=one.id, actor="x", reason="y"):
            later = evolve(later, event)
    assert settle(later.in_force) == settle(state.in_force)


@given(acts(), st.permutations(range(len(THINGS))), st.sampled_from(range(len(DAYS))))
def test_a_reissue_under_other_ids_is_held_to_say_what_was_decided_of_the_letter(steps, order, at):
    state, _ = decided(steps)
    first = LETTERS[at]
    again = replace(
        letter(*(say(THINGS[thing]) for thing in order), written=first.date), reissue=2, source=first.source
    )
    held = carry_decisions(state.in_force, [*LETTERS, again])
    assert held.not_carried == ()
    assert [one.number for one in held.decisions] == [one.number for one in state.in_force]
    settled = settle(held.decisions)
    was = [place(at, thing) for thing in order]
    is_now = [Place(letter=again.key, statement=said.id) for said in again.statements]
    moved = dict(zip(was, is_now, strict=True))
    others = [one for one in PLACES if one.letter != first.key]
    before = relation(settle(state.in_force), [*was, *others])
    after = relation(settled, [*is_now, *others])
    assert after == {frozenset(moved.get(one, one) for one in two) for two in before}


@given(acts())
def test_without_a_reissue_nothing_is_carried_and_nothing_changes(steps):
    state, _ = decided(steps)
    held = carry_decisions(state.in_force, LETTERS)
    assert (held.decisions, held.carried, held.not_carried) == (state.in_force, (), ())


def test_a_pair_within_one_letter_is_no_decision():
    pair = Pair(before=PLACES[0], after=PLACES[1])
    for verdict in Verdict:
        try:
            decide_link(UNDECIDED, verdict=verdict, pairs=[pair], actor="x", reason="y")
        except BadDecision:
            continue
        raise AssertionError(verdict)
