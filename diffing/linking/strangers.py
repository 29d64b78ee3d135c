"""Which two statements are about different things, however alike the rest of their words is."""

from __future__ import annotations

from diffing.linking.place import under_another_heading
from diffing.linking.similarity import named_otherwise
from diffing.linking.subjects import Subject
from diffing.words.stems import stem, words
from snapshots.letter import Column
from snapshots.lexicon import load

__all__ = [
    "about_other_things",
    "are_strangers",
    "is_a_stranger_to_both",
    "share_words_of_the_thing",
    "tells_a_fact_of",
]


def about_other_things(one: Subject, other: Subject) -> bool:
    """Whether both have words that tell what they are about, and none of these is the same."""
    return bool(one.things and other.things) and one.things.isdisjoint(other.things)


def share_words_of_the_thing(one: Subject, other: Subject) -> bool:
    """Whether they share two words that tell what they are about, or one that has no similar ones.

    A single word that has may be one of the act, such as the training of pilots, and of nurses. Names are
    none, nor what both say in closing ("..., at the request of the mayor").
    """
    told = one.things & other.things - one.names - other.names
    closing = _closing(one.statement.text) & _closing(other.statement.text)
    same = [term for term in told - closing if term[0] != "~"]
    return len(same) > 1 or not one.own.isdisjoint(same)


def _closing(text: str) -> frozenset[str]:
    """The stems that stand in the circumstance behind the last comma alone; none where none is there."""
    said, _, last = text.rpartition(", ")
    cut = words(last)
    if not cut or cut[0] not in load("sentences")["prepositions"]:
        return frozenset()
    return frozenset(map(stem, cut)).difference(map(stem, words(said)))


def are_strangers(one: Subject, other: Subject) -> bool:
    """Whether they are about other things, and stand under another heading or name other places or bodies.

    Not those that name one sum and no other place: the thing may have another name, and have moved. The
    letter proper has no headings: of it, what tells no fact of the other and is as far as it, is about
    another thing.
    """
    if not about_other_things(one, other):
        return False
    if named_otherwise(one, other):
        return True
    if _name_one_sum(one, other):
        return False
    if under_another_heading(one.statement, other.statement):
        return True
    return one.statement.status is other.statement.status and _is_told_elsewhere(one, other)


def _name_one_sum(one: Subject, other: Subject) -> bool:
    return any(term[0] == "=" for term in one.facts & other.facts)


def is_a_stranger_to_both(subject: Subject, beside: Subject, across: Subject) -> bool:
    """Whether it stands or happens elsewhere than `beside`, and is about other things than the pair.

    Under one heading a further part of a measure may share no word with it. The letter proper has none:
    there what repeats a measure of its partner names a sum, figure or day of it, if no word of it.
    """
    if not (about_other_things(subject, beside) and about_other_things(subject, across)):
        return False
    if under_another_heading(subject.statement, beside.statement):
        return True
    elsewhere = named_otherwise(subject, beside) and named_otherwise(subject, across)
    return elsewhere or _is_told_elsewhere(subject, beside)


def _is_told_elsewhere(subject: Subject, beside: Subject) -> bool:
    """Whether one of the two stands in the letter proper, and they name no fact that is the same."""
    if (subject.statement.column is Column.BODY) == (beside.statement.column is Column.BODY):
        return False
    return bool(subject.partners) and not tells_a_fact_of(subject, beside)


def tells_a_fact_of(one: Subject, other: Subject) -> bool:
    """Whether both name one sum, figure or day."""
    return not one.facts.isdisjoint(other.facts)
