"""Which statements go on about what the one right before them is about."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from diffing.intervals import has_a_date
from diffing.linking.subjects import Subject
from diffing.words.stems import stem, words
from diffing.words.word_lists import Phrases, begins_with, ends_of_phrases, phrases_of, single_words_of
from snapshots.letter import Status
from snapshots.lexicon import per_series

__all__ = [
    "are_counted_in",
    "counts_on",
    "goes_on",
    "is_a_step_of_its_own",
    "says_that_it_goes_on",
    "says_that_it_is_one",
    "speaks_of_the_rest",
]

# Within so many words a pointer ("their", "this") points back at the sentence before.
_FIRST_WORDS = 5
# "The contracting of actions": the noun is among the first so many words after "the".
_FIRST_NOUN = 2
# A sentence follows another when no more than a blank stands between them; a bullet is more.
_BLANK = 1


def goes_on(subject: Subject, previous: Subject, counterpart: Subject | None = None) -> bool:
    """Whether it follows without a bullet or heading between, and points back at it in its first words.

    `counterpart` is what the other letter says where this one says `previous`: it may point at that too.
    """
    last, first = previous.statement.spans[-1], subject.statement.spans[0]
    if not 0 <= first.start - last.end <= _BLANK or subject.statement.column is not previous.statement.column:
        return False
    cut = words(subject.statement.text)
    known = {*previous.spelled, *(counterpart.spelled if counterpart else ())}
    return _opens_as_a_sequel(cut) or _takes_up_a_noun(cut, known) or counts_on(subject, previous)


def speaks_of_the_rest(text: str) -> bool:
    """Whether its first words are of what is left: "The other five will be delivered in May"."""
    return not single_words_of("sequels", "rest").isdisjoint(words(text)[:_FIRST_WORDS])


def says_that_it_is_one(text: str) -> bool:
    """Whether it says that what was apart is one now: "now form one project"."""
    return _has_one_of(text, _cues("brought_together"))


def says_that_it_goes_on(text: str) -> bool:
    """Whether it says that what stood still goes on: "resumed", "are being installed again"."""
    return _has_one_of(text, (*_cues("again"), *phrases_of("outcomes", "resumed")))


def _has_one_of(text: str, phrases: Phrases) -> bool:
    return any(ends_of_phrases(words(text), phrases))


def _cues(name: str) -> Phrases:
    return phrases_of("sequels", name)


def counts_on(subject: Subject, previous: Subject) -> bool:
    """Whether it tells of the second where the sentence before told of the first: "Second boat to follow".

    Not of another thing: a second contract does not follow on a first meeting.
    """
    if subject.numbered and previous.numbered and subject.numbered.keys().isdisjoint(previous.numbered):
        return False
    in_turn = _in_turn()
    before = {in_turn[word] for word in words(previous.statement.text) if word in in_turn}
    opening = words(subject.statement.text)[:_FIRST_WORDS]
    return any(in_turn[word] - 1 in before for word in opening if word in in_turn)


def is_a_step_of_its_own(subject: Subject, previous: Subject) -> bool:
    """Whether what it goes on about is over, and it has a day of its own ahead: the lessons of a drill."""
    if not any(map(has_a_date, subject.statement.deadlines)) or counts_on(subject, previous):
        return False
    states = previous.statement.status, subject.statement.status
    return states == (Status.DONE, Status.PLANNED) and not speaks_of_the_rest(subject.statement.text)


def are_counted_in(whole: Subject, subject: Subject, beside: Subject) -> bool:
    """Whether `whole` promised so many of a thing, and the two number it: two boats, a first, a second."""
    if whole.statement.status is not Status.PLANNED or whole.written_on > subject.written_on:
        return False
    counts = {stem(words(one.unit)[-1]): one.value for one in whole.statement.quantities if words(one.unit)}
    return any(
        subject.numbered[noun].isdisjoint(beside.numbered[noun])
        and max(subject.numbered[noun] | beside.numbered[noun]) <= counts[noun]
        for noun in subject.numbered.keys() & beside.numbered.keys() & counts.keys()
        if noun not in whole.numbered
    )


@per_series
def _in_turn() -> dict[str, int]:
    return {word: place for place, (word,) in enumerate(phrases_of("sequels", "in_turn"))}


def _opens_as_a_sequel(cut: tuple[str, ...]) -> bool:
    pointers = single_words_of("sequels", "pointers")
    return begins_with(cut, _cues("openings")) or not pointers.isdisjoint(cut[:_FIRST_WORDS])


def _takes_up_a_noun(cut: tuple[str, ...], known: AbstractSet[str]) -> bool:
    """Whether it opens like "The task force" after a sentence on one: what is known takes the article."""
    if not cut or cut[0] not in single_words_of("sequels", "articles"):
        return False
    return any(stem(word) in known for word in cut[1 : 1 + _FIRST_NOUN])
