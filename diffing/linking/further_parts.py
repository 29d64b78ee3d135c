"""When a statement is a further part of what the other letter tells in one, and when it is another measure.

In all of these `subject` looks for its measure, `beside` stands in the same letter and is paired with
`whole`, or `across`, of the other.
"""

from __future__ import annotations

from decimal import Decimal

from diffing.linking.likeness import newly_shared, resemblance
from diffing.linking.place import same_heading
from diffing.linking.sequels import says_that_it_is_one
from diffing.linking.similarity import is_another_event
from diffing.linking.strangers import about_other_things, tells_a_fact_of
from diffing.linking.subjects import Subject
from diffing.linking.told_again import are_two_lines, is_another_step
from diffing.words.ordinals import another_of_its_kind
from diffing.words.terms import similar_units
from snapshots.letter import Column, Kind, Status

__all__ = [
    "NEXT_TO_IT",
    "PLAINLY_PROMISED",
    "add_up",
    "adds",
    "another_event",
    "brings_a_partner",
    "count_one_thing",
    "is_another",
    "is_its_neighbours_like",
    "is_of_another_place",
    "is_one_of_two",
    "is_the_step_after",
    "is_told_at_another_of_its_places",
    "make_up",
    "meets_otherwise",
    "names_another",
    "stand_together",
]

# All in thousandths; DESIGN.md, decision 5.
PLAINLY_PROMISED = 650
_SOMETHING = 50
_OF_ITS_OWN = 100
_NEARLY_THE_SAME = 600
# "Beside": no more than so many places apart.
NEXT_TO_IT = 3


def names_another(subject: Subject, beside: Subject, across: Subject) -> bool:
    """Whether it says nearly what a pair says, of a place or body that neither names, and not of theirs."""
    named, shared = subject.names, beside.names & across.names
    if named.isdisjoint(beside.names | across.names):
        another = bool(named and beside.names and across.names)
    else:
        another = not (shared <= named or named <= beside.names | across.names)
    return another and max(resemblance(subject, beside), resemblance(subject, across)) >= _NEARLY_THE_SAME


def is_another(subject: Subject, beside: Subject, across: Subject) -> bool:
    """Whether it tells another step, event or line than the pair, not what its neighbour leaves out."""
    if is_another_step(subject, beside) or another_event(subject, across):
        return True
    left_out = subject.names & across.names - beside.names
    return not left_out and are_two_lines(subject, beside)


def adds(further: Subject, beside: Subject, across: Subject) -> bool:
    """Whether it holds something of the other letter's statement that its neighbour leaves out."""
    named = set(further.statement.partners) & set(across.statement.partners)
    return newly_shared(across, beside, further) >= _SOMETHING or not named <= set(beside.statement.partners)


def is_of_another_place(subject: Subject, beside: Subject, whole: Subject) -> bool:
    """Whether it is about another thing than its neighbour, and names a place of which neither speaks.

    Unless it tells a fact of the whole: a part may have its own place, and its share of the sum.
    """
    if not about_other_things(subject, beside) or subject.names <= beside.names | whole.names:
        return False
    return not tells_a_fact_of(subject, whole)


def meets_otherwise(subject: Subject, beside: Subject, across: Subject) -> bool:
    """Whether it tells of a meeting and both of the pair of none, or the other way round, and no fact of it.

    A conference on grid operators is not the grant for them, though all their words are the same.
    """
    mine, *theirs = (one.statement.kind is Kind.MEETING for one in (subject, beside, across))
    if mine in theirs:
        return False
    return not tells_a_fact_of(subject, across)


def is_its_neighbours_like(subject: Subject, beside: Subject, whole: Subject) -> bool:
    """Whether it stands next to its neighbour, and each says of one partner what `whole` said of both.

    Or under the same heading, whatever column: it promises for one what the other tells of its partners.
    """
    near = abs(subject.at - beside.at) <= NEXT_TO_IT and stand_together(subject, beside)
    return (near or _is_promised_beside(subject, beside, whole)) and _is_for_another_of_its_partners(
        subject, beside, whole
    )


def _is_promised_beside(subject: Subject, beside: Subject, whole: Subject) -> bool:
    """Whether it is a next step under the heading of its neighbour, on the thing that both tell of."""
    mine, theirs = subject.statement, beside.statement
    columns = (mine.column, theirs.column)
    one_heading = mine.priority is not None and (mine.part, mine.priority) == (theirs.part, theirs.priority)
    in_columns = columns == (Column.NEXT_STEPS, Column.ONGOING) and mine.status is Status.PLANNED
    return one_heading and in_columns and bool(subject.things & beside.things & whole.things)


def brings_a_partner(subject: Subject, beside: Subject, whole: Subject) -> bool:
    """Whether it plans a meeting with somebody of whom neither speaks: no part of what is done for others."""
    plans_to_meet = (subject.statement.kind, subject.statement.status) == (Kind.MEETING, Status.PLANNED)
    if not plans_to_meet or whole.statement.kind is Kind.MEETING:
        return False
    return bool(whole.partners) and not subject.partners <= whole.partners | beside.partners


def is_one_of_two(subject: Subject, beside: Subject, whole: Subject) -> bool:
    """Whether `whole` was about two partners or places, and it and its neighbour are about one each."""
    return _is_for_another_of_its_partners(subject, beside, whole) or _is_at_another_of_its_places(
        subject, beside, whole
    )


def _is_for_another_of_its_partners(subject: Subject, beside: Subject, whole: Subject) -> bool:
    """Whether `whole` was about several partners, and it and its neighbour are about one each of them."""
    mine, theirs, both = (set(one.statement.partners) for one in (subject, beside, whole))
    return len(both) > 1 and bool(mine) and bool(theirs) and mine | theirs <= both and mine.isdisjoint(theirs)


def _is_at_another_of_its_places(subject: Subject, beside: Subject, whole: Subject) -> bool:
    """Whether `whole` names two places, and it and its neighbour say the same of one each of them."""
    if not _share_its_places(subject, beside, whole):
        return False
    return _are_of_one_thing(subject, beside) or _is_told_there(subject, beside, whole)


def is_told_at_another_of_its_places(subject: Subject, beside: Subject, whole: Subject) -> bool:
    """Whether it tells for one of two places that `whole` names what its neighbour tells for the other.

    Of the partners of the whole, under its priority, and of one sort or one thing with its neighbour: so
    plain a sign needs few words in common.
    """
    return _share_its_places(subject, beside, whole) and _is_told_there(subject, beside, whole)


def _share_its_places(subject: Subject, beside: Subject, whole: Subject) -> bool:
    here, there = subject.names & whole.names, beside.names & whole.names
    return bool(here - there and there - here) and not is_another_step(subject, beside)


def _is_told_there(subject: Subject, beside: Subject, whole: Subject) -> bool:
    a, b = subject.statement, whole.statement
    of_one_sort = a.kind is beside.statement.kind or _are_of_one_thing(subject, beside)
    same = bool(subject.partners) and subject.partners == whole.partners
    return of_one_sort and same and a.priority is not None and same_heading(a.priority, b.priority)


def _are_of_one_thing(one: Subject, other: Subject) -> bool:
    return not one.things.isdisjoint(other.things)


def is_the_step_after(subject: Subject, beside: Subject, whole: Subject, score: int) -> bool:
    """Whether it is another step than its neighbour, and none of those that `whole` promised together."""
    promised = (
        whole.statement.status is Status.PLANNED
        and whole.written_on < subject.written_on
        and score >= PLAINLY_PROMISED
    )
    another = another_of_its_kind(subject.numbered, beside.numbered)
    if are_brought_together(subject, beside, whole):
        return False
    one_of_many = subject.numbered.keys().isdisjoint(whole.numbered)  # "two boats": the first, the second
    return is_another_step(subject, beside) and not (promised and (one_of_many or not another))


def are_brought_together(subject: Subject, beside: Subject, whole: Subject) -> bool:
    """Whether the newer letter says that the two are one now, and tells of each what the other lacks.

    "The working groups have been merged": then it does not matter that one has met and one was to meet.
    """
    if whole.written_on <= subject.written_on or another_of_its_kind(subject.numbered, beside.numbered):
        return False
    told = newly_shared(whole, beside, subject), newly_shared(whole, subject, beside)
    return min(told) >= _OF_ITS_OWN and says_that_it_is_one(whole.statement.text)


def count_one_thing(one: Subject, other: Subject) -> bool:
    """Whether both give a count of the same thing: "38 members", now "39 members"."""
    return not one.counted.isdisjoint(other.counted)


def add_up(subject: Subject, beside: Subject, whole: Subject) -> bool:
    """Whether what the two count, or the sums that they name, make up together what `whole` names."""
    mine, theirs, both = _figures(subject), _figures(beside), _figures(whole)
    return any(
        a + b in both[unit]
        for unit in mine.keys() & theirs.keys() & both.keys()
        for a in mine[unit]
        for b in theirs[unit]
    )


def make_up(subject: Subject, beside: Subject, whole: Subject) -> bool:
    """Whether it and its neighbour are about the partners of the whole, and make up together what it names.

    "EUR 46 million for refugees", now a contract of EUR 28 million, and one of 18 "for the same purpose".
    """
    same = bool(whole.partners) and subject.partners == beside.partners == whole.partners
    return same and add_up(subject, beside, whole) and not another_event(subject, whole)


def _figures(subject: Subject) -> dict[str, set[Decimal]]:
    """Its counts by what is counted, and its sums by currency; what is one adds up to anything."""
    found: dict[str, set[Decimal]] = {}
    for quantity in subject.statement.quantities:
        if quantity.value > 1 and (units := similar_units(quantity.unit)) != ("%",):
            found.setdefault(units[-1], set()).add(quantity.value)
    for amount in subject.statement.amounts:
        if amount.value is not None:
            found.setdefault(f"={amount.currency}", set()).add(amount.value)
    return found


def another_event(one: Subject, other: Subject) -> bool:
    """Whether the one of the older letter had happened before what the other reports."""
    old, new = (one, other) if one.written_on <= other.written_on else (other, one)
    return is_another_event(old, new)


def stand_together(one: Subject, other: Subject) -> bool:
    """Whether both stand in the same column, under the same topic."""
    return one.statement.column is other.statement.column and one.statement.topic == other.statement.topic
