"""What becomes of measures from one letter to the next: they go on, are done, slip, move, part, meet, go and come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from chance import Chance
from measures import State, Taken, fields, invent, look_alike, sibling, vocabulary

__all__ = ["Board", "first_board", "next_board"]

# Shares of all statements, a letter. What is done is dropped more often than what is open.
_DROPPED, _DONE_AND_DROPPED = 0.07, 0.25
_SPLIT_OR_MERGED, _MOVED, _VERBATIM, _RESUMED = 0.5, 0.06, 0.25, 0.25
_LOOK_ALIKES, _SIBLINGS = 0.25, 0.1
# Of what is not told word for word as before.
_ANOTHER_FORM, _RENAMED, _ANOTHER_SUM, _ANOTHER_TAIL, _SLIPS = 0.45, 0.15, 0.2, 0.5, 0.5
# What becomes of a status, in a hundred.
_NEXT = {
    "planned": {"done": 30, "ongoing": 15, "on_hold": 3, "planned": 52},
    "ongoing": {"done": 15, "on_hold": 5, "planned": 4, "ongoing": 76},
    "on_hold": {"ongoing": 30, "planned": 10, "on_hold": 60},
    "done": {"done": 100},
}


@dataclass(slots=True)
class Board:
    """All that is known when a letter is written: what stands in it, what was left out of it, and since when."""

    written_on: date
    states: list[State]
    silent: list[State] = field(default_factory=list)
    taken: Taken = field(default_factory=set)
    measures: int = 0
    renamed_topics: frozenset[tuple[int, int]] = frozenset()


def first_board(chance: Chance, size: int, written_on: date) -> Board:
    """The first letter of a series: `size` statements."""
    board = Board(written_on=written_on, states=[])
    while len(board.states) < size:
        _add(chance, board)
    board.states = _in_order(chance, board.states)
    return board


def _add(chance: Chance, board: Board) -> None:
    """One measure more: a new one, or one that looks like one that is there."""
    board.measures += 1
    at = chance.between(0, len(board.states) - 1) if board.states else -1
    found = None
    if board.states and len(board.states[at].measures) == 1:
        if chance.happens(_LOOK_ALIKES):
            found = look_alike(chance, board.states[at], board.taken, board.measures)
        elif chance.happens(_SIBLINGS):
            found = sibling(chance, board.states[at], board.taken, board.measures)
    if found and len(found.measures) > 1:
        board.states[at] = found
        return
    board.states.append(found or invent(chance, board.taken, board.measures, board.written_on))


def next_board(chance: Chance, board: Board, days: int) -> Board:
    """The next letter, so many days later: about as long as the one before."""
    later = board.written_on + timedelta(days=days)
    told = _in_other_groups(chance, board.states)
    kept, dropped = [], []
    for state in told:
        share = _DONE_AND_DROPPED if state.status == "done" else _DROPPED
        (dropped if chance.happens(share) else kept).append(state)
    back = [state for state in board.silent if state.status != "done" and chance.happens(_RESUMED)]
    newer = Board(
        written_on=later,
        states=[_carried(chance, state, board.written_on, later) for state in [*kept, *back]],
        silent=[state for state in board.silent if state not in back] + dropped,
        taken=set(board.taken),
        measures=board.measures,
        renamed_topics=_renamed(chance, board.renamed_topics),
    )
    while len(newer.states) < len(board.states):
        _add(chance, newer)
    newer.states = _in_order(chance, newer.states)
    return newer


def _in_other_groups(chance: Chance, states: list[State]) -> list[State]:
    """What was told together is told apart at times, and what was told apart together."""
    found: list[State] = []
    alone: dict[tuple[str, str, str], int] = {}
    for state in states:
        measure = state.measures[0]
        key = (measure.about.names[0], measure.act, measure.country)
        if len(state.measures) > 1 and chance.happens(_SPLIT_OR_MERGED):
            found += [replace(state, measures=(one,)) for one in state.measures]
        elif key in alone and measure.town and len(state.measures) == 1 and chance.happens(_SPLIT_OR_MERGED):
            first = found[alone.pop(key)]
            if first.status == state.status:
                found[found.index(first)] = replace(first, measures=(*first.measures, measure))
            else:
                found.append(state)
        else:
            if len(state.measures) == 1 and measure.town:
                alone[key] = len(found)
            found.append(state)
    return found


def _carried(chance: Chance, state: State, before: date, now: date) -> State:
    """How it stands now, and how that is told."""
    if chance.happens(_MOVED):
        field_now = chance.between(0, len(fields()) - 1) if chance.happens(0.3) else state.field
        part = 1 - state.part if field_now == state.field else chance.between(0, 1)
        state = replace(state, field=field_now, part=part, topic=chance.between(0, 3))
    if chance.happens(_VERBATIM):
        return state
    return _reworded(chance, _moved_on(chance, state, before, now))


def _moved_on(chance: Chance, state: State, before: date, now: date) -> State:
    forms = vocabulary()["act"][state.measures[0].act]
    ways = [way for way, weight in _NEXT[state.status].items() for _ in range(weight) if way in forms]
    status = chance.pick(ways) if ways else state.status
    changed = replace(state, status=status)
    if chance.happens(_ANOTHER_SUM):
        changed = replace(changed, sum=max(1, state.sum * chance.between(80, 130) // 100))
    if chance.happens(_ANOTHER_SUM) or state.status == "ongoing":
        changed = replace(changed, count=state.count + chance.between(1, 40))
    if status == "done" and state.status != "done":
        due = before + timedelta(days=chance.between(1, max(2, (now - before).days - 1)))
        return replace(changed, due=due, precision=chance.pick(("day", "month")))
    if status == "planned" and (state.status != "planned" or state.due < now or chance.happens(_SLIPS)):
        return replace(changed, due=max(state.due, now) + timedelta(days=chance.between(15, 200)))
    return changed


def _reworded(chance: Chance, state: State) -> State:
    if chance.happens(_ANOTHER_FORM):
        style = chance.pick(("plain", "label"))
        state = replace(state, form=chance.between(0, 5), style=style)
    if chance.happens(_RENAMED):
        state = replace(state, name=1 - state.name)
    if chance.happens(_ANOTHER_TAIL):
        tail = chance.pick(vocabulary()["tails"]) if chance.happens(0.5) else None
        state = replace(state, tail=tail, actor=chance.pick(vocabulary()["actors"]))
    return state


def _renamed(chance: Chance, before: frozenset[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    every = [(at, topic) for at, one in enumerate(fields()) for topic in range(len(one.topics))]
    return before ^ frozenset(one for one in every if chance.happens(0.15))


def _in_order(chance: Chance, states: list[State]) -> list[State]:
    """By field, part and topic as a letter is; new ones among the old, and now and then all in another order."""
    fields_in_order = list(range(len(fields())))
    if chance.happens(0.5):
        fields_in_order = chance.shuffled(fields_in_order)
    spread = {
        id(state): at if chance.happens(0.85) else chance.between(0, len(states))
        for at, state in enumerate(states)
    }
    return sorted(
        states, key=lambda one: (fields_in_order.index(one.field), one.part, one.topic, spread[id(one)])
    )
