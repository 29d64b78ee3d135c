"""What a statement says has become of its measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from snapshots.facts.clauses import Sentence, split_sentences
from snapshots.facts.first_steps import is_first_step
from snapshots.facts.numbers import find_numerals
from snapshots.facts.phrase_search import split_words
from snapshots.facts.predicates import Cue, finite_cue, is_participle, skip_adverbs
from snapshots.facts.status_cues import find_cues
from snapshots.facts.status_words import status_words
from snapshots.facts.unfinished import counts_short, is_count, is_number
from snapshots.letter import Column, Status

__all__ = [
    "governing_clause",
    "is_order",
    "names_a_step_to_take",
    "names_dated_event",
    "names_time_or_number",
    "read_status",
]

_NEAR_THE_START = 4
_IN_HAND = frozenset({Status.PLANNED, Status.ONGOING, Status.ON_HOLD})


def read_status(text: str, *, column: Column) -> Status:
    """The status that the main clause of `text` gives: its first sentence that gives one decides.

    What is said not to have happened yet gives way to what is said of it next ("not signed yet; we aim to").
    The column speaks where the words do not: under next steps a noun or an order ("Workshop in Q1") is
    planned; under ongoing an event with its date beside it has happened; all else goes on.
    """
    clause = governing_clause(text, column=column)
    if clause is None:
        return _by_column(split_sentences(split_words(text)), column)
    return clause[1].status


@lru_cache(maxsize=64)
def governing_clause(text: str, *, column: Column) -> tuple[Sentence, Cue] | None:
    """The sentence and the verb that decide the status of `text`; None where the column alone does.

    The last ones are kept: the status and the strength of a commitment are both read from it.
    """
    sentences = split_sentences(split_words(text))
    for number, sentence in enumerate(sentences):
        cue = _cue_of(sentence, column)
        if cue is not None:
            later = _after_denial(sentences[number + 1 :], column) if cue.denied else None
            return later or (sentence, _open_where_more_is_to_come(cue, sentence, sentences[number + 1 :]))
        if column is Column.NEXT_STEPS and not sentence.label:
            return None
    return None


def _open_where_more_is_to_come(cue: Cue, sentence: Sentence, following: Sequence[Sentence]) -> Cue:
    is_open = is_first_step(cue, sentence, following) or counts_short(cue, sentence, following)
    return replace(cue, status=Status.ONGOING) if is_open else cue


def names_dated_event(text: str) -> bool:
    """Whether `text` has no verb and names an event with its date: "Fourth round in Quito, 12-14 May"."""
    sentences = split_sentences(split_words(text))
    verbs = any(_cue_of(sentence, Column.ONGOING) for sentence in sentences)
    return not verbs and any(_is_dated_event(sentence) for sentence in sentences)


def is_order(text: str) -> bool:
    """Whether `text` begins with the bare verb of what is to be done: "Publish the call"."""
    sentences = split_sentences(split_words(text))
    return bool(sentences) and _is_order(sentences[0])


def names_time_or_number(text: str) -> bool:
    """Whether `text` has the name of a month or quarter, or a number, in figures or words."""
    return any(key in status_words().dates or is_number(key) for key in split_words(text).keys)


def names_a_step_to_take(text: str) -> bool:
    """Whether `text` begins with a noun of something to be done, as steps do: "Signature of the contract".

    "First of the two boats handed over" begins with what it was done to.
    """
    words = split_words(text)
    opening = range(min(_NEAR_THE_START, len(words.keys)))
    known = status_words()
    return any(
        known.events.at(words, index) is not None
        or known.deeds.at(words, index) is not None
        or words.keys[index].endswith(known.deed_endings)
        for index in opening
    )


def _by_column(sentences: Sequence[Sentence], column: Column) -> Status:
    if column is Column.NEXT_STEPS:
        return Status.PLANNED
    if column is Column.ONGOING and any(_is_dated_event(sentence) for sentence in sentences):
        return Status.DONE
    return Status.ONGOING


def _cue_of(sentence: Sentence, column: Column) -> Cue | None:
    """What one sentence says; None when it has no verb and no predicate."""
    cues = [
        cue
        for cue in find_cues(sentence)
        if column is not Column.NEXT_STEPS or sentence.key(cue.end - 1) == "since" or not _only_qualifies(cue)
    ]
    main = [cue for cue in cues if not cue.subordinate]
    finite = [cue for cue in main if cue.finite]
    if column is Column.NEXT_STEPS and not finite and _is_order(sentence):
        return Cue(status=Status.PLANNED, at=0, end=1)
    works = _whole_at_work(sentence, main)
    if works is not None and (works.finite or column is not Column.NEXT_STEPS):
        return works
    if not cues and (lasts := _lasting_since(sentence)) is not None:
        return lasts
    if not main:
        by_column = column is Column.NEXT_STEPS or (column is Column.ONGOING and _is_dated_event(sentence))
        return None if by_column else _last_of(sentence, cues) or _total_after_an_act(sentence, cues)
    leading = _leading(_without_purpose(sentence, main), finite)
    cue = _said_of_what_there_is(sentence, leading, cues) or _outweighed(leading, main)
    cue = _said_of_its_subject(sentence, cue, cues) or cue
    if cue.weak and cue.status is Status.ONGOING and _opens_with_an_act(sentence):
        return replace(cue, status=Status.DONE)
    held = cue.status is Status.DONE and _is_round_of_talks(sentence)
    return replace(cue, status=Status.ONGOING) if held else cue


def _said_of_what_there_is(sentence: Sentence, leading: Cue, cues: Sequence[Cue]) -> Cue | None:
    """What stands still of that which there is: "there is no date for talks, which are stalled"."""
    before = leading.at - 1
    if not leading.weak or sentence.key(before) not in status_words().existential:
        return None
    held = (cue for cue in cues if cue.at > leading.at and cue.finite and cue.status is Status.ON_HOLD)
    return next(held, None)


def _after_denial(following: Sequence[Sentence], column: Column) -> tuple[Sentence, Cue] | None:
    """What comes after "has not been signed yet" in the next words; None if that is all there is."""
    later = _cue_of(following[0], column) if following else None
    return (following[0], later) if later is not None and later.status in _IN_HAND else None


def _last_of(sentence: Sentence, cues: Sequence[Cue]) -> Cue | None:
    """The last verb, where every one seems to stand in a subordinate clause.

    What was done to some of a count goes on: "refit of five boats, two of which were handed back".
    """
    last = next((cue for cue in reversed(cues) if cue.finite), None)
    if last is not None and last.status is Status.DONE and _is_said_of_some(sentence, last.at):
        return replace(last, status=Status.ONGOING)
    return last


def _is_said_of_some(sentence: Sentence, verb: int) -> bool:
    """Whether the clause of the verb opens with a count that was not told before: "two of which"."""
    keys = sentence.keys
    some = [
        at for at in range(1, verb - 2) if keys[at + 1] == "of" and keys[at + 2] in status_words().relatives
    ]
    if not some or not is_number(keys[some[-1]]):
        return False
    return _value(keys[some[-1]]) not in [_value(key) for key in keys[: some[-1]] if is_number(key)]


def _value(key: str) -> Decimal | None:
    """What a figure or a number word is: "five" and "5" are one."""
    return next((found.value for found in find_numerals(key)), None)


def _total_after_an_act(sentence: Sentence, cues: Sequence[Cue]) -> Cue | None:
    """The act by which a total has come about: "39 members since Malta joined on 3 May"."""
    if not cues or cues[-1].status is not Status.DONE or not is_count(sentence, 0):
        return None
    told = any(key in status_words().as_of_an_act for key in sentence.keys[: cues[-1].at])
    return cues[-1] if told else None


def _only_qualifies(cue: Cue) -> bool:
    """Among next steps a participle later in the sentence says which: "vessels refurbished under ..."."""
    return (
        cue.status is Status.DONE
        and not cue.finite
        and not cue.opens
        and (cue.agent or cue.weak or cue.at >= _NEAR_THE_START)
    )


def _without_purpose(sentence: Sentence, main: Sequence[Cue]) -> Sequence[Cue]:
    """The cues behind an opening that says what for, if there are any: "To follow up on it, experts met"."""
    purpose = main[0].at == 0 and sentence.keys[0] == "to"
    begins = [at for at in sentence.pauses if sentence.keys[at] not in status_words().prepositions]
    later = [cue for cue in main[1:] if begins and cue.at > min(begins)]
    return later if purpose and later else main


def _leading(main: Sequence[Cue], finite: Sequence[Cue]) -> Cue:
    """The first finite verb, unless a predicate before it shares its subject: "Signed in May and ..."."""
    if not finite:
        return main[0]
    first, verb = main[0], finite[0]
    if verb.denied and first.status is Status.DONE:
        return first
    shared = verb.joined and first.status is not Status.DONE
    return first if shared or (first.opens and (verb.joined or verb.pauses)) else verb


def _outweighed(leading: Cue, main: Sequence[Cue]) -> Cue:
    """The cue that says more than a weak leading one: "have proven useful and are being extended"."""
    if leading.denied:
        rest = (cue for cue in main if cue.at > leading.at and cue.finite and cue.status in _IN_HAND)
        return next(rest, leading)
    if not leading.weak:
        return leading
    for cue in main:
        if cue.at <= leading.at:
            continue
        if cue.status in {Status.ON_HOLD, Status.NOT_STARTED} and not _only_adds_a_lack(leading, cue):
            return cue
        goes_on = cue.finite or cue.status is Status.ONGOING
        if goes_on and cue.joined and leading.status is Status.DONE:
            return cue
    return leading


def _only_adds_a_lack(leading: Cue, cue: Cue) -> bool:
    """Whether what goes on is only said to have no result yet: "awaits ratification and is not in force"."""
    return cue.denied and cue.joined and leading.status is Status.ONGOING


def _said_of_its_subject(sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> Cue | None:
    """What the words before the main verb say has become of its subject, which that verb only describes.

    "The summit, which we will host on 3 May, has boats on its programme" is to come; "the plan that was
    tabled in May would double the fleet" has been tabled.
    """
    known, verb = status_words(), sentence.keys[cue.at]
    if cue.end != cue.at + 1 or sentence.keys[0] in known.prepositions:
        return None
    before = [told for told in cues if told.at < cue.at and (told.finite or told.at < _NEAR_THE_START)]
    if verb in known.imagining and sentence.key(cue.end) not in known.be_or_have:
        # "boats kept in Oslo would" tells no act
        acts = (told for told in before if told.finite or not told.weak)
        return next((told for told in acts if told.status is Status.DONE), None)
    if cue.weak and (verb in known.have or verb in known.be) and _event_near_the_start(sentence) is not None:
        return next((told for told in before if told.status is Status.PLANNED), None)
    return None


def _lasting_since(sentence: Sentence) -> Cue | None:
    """What has gone on from a day without another verb: "two engineers seconded to Kyiv since 1 July"."""
    if "since" not in sentence.keys:
        return None
    since = sentence.keys.index("since")
    at = next((at for at in range(1, since) if is_participle(sentence.keys[at])), None)
    dated = not status_words().dates.isdisjoint(sentence.keys[since + 1 : since + 3])
    return Cue(status=Status.ONGOING, at=at, end=at + 1) if at is not None and dated else None


def _whole_at_work(sentence: Sentence, main: Sequence[Cue]) -> Cue | None:
    """The result that the whole of something has come to work: "All six pumps (are) in operation"."""
    known = status_words()
    if sentence.keys[0] not in known.wholes or sentence.key(1) == "but" or len(main) > 1:
        return None
    if main:
        verb = main[0].at
        at, negated = skip_adverbs(sentence, verb + 1)
        said = sentence.keys[verb] in known.be and main[0].weak and not negated and _is_at_work(sentence, at)
        return finite_cue(Status.DONE, verb, at) if said else None
    at = next((at for at in range(1, len(sentence.keys)) if _is_at_work(sentence, at)), 0)
    far = any(key in known.prepositions and key != "of" for key in sentence.keys[:at])
    return Cue(status=Status.DONE, at=at, end=at + 1) if at and not far else None


def _is_at_work(sentence: Sentence, at: int) -> bool:
    known = status_words().at_work
    return at < len(sentence.keys) and known.at(sentence.words, sentence.indexes[at]) is not None


def _opens_with_an_act(sentence: Sentence) -> bool:
    """Whether it opens with an act and its date: "With the adoption of the act in May, one rule applies"."""
    known = status_words()
    dated = sentence.pauses and not known.dates.isdisjoint(sentence.keys[: min(sentence.pauses)])
    if sentence.keys[0] != "with" or not dated:
        return False
    near = sentence.indexes[1:_NEAR_THE_START]
    return any(known.sealing.at(sentence.words, index) is not None for index in near)


def _is_order(sentence: Sentence) -> bool:
    return sentence.keys[0] in status_words().orders


def _is_round_of_talks(sentence: Sentence) -> bool:
    """Whether it tells of a round of talks that was not the last."""
    rounds = status_words().rounds
    if not rounds.may_begin_among(sentence.keys):
        return False
    last = any(_is_the_end(sentence, at) for at in range(len(sentence.keys)))
    return not last and any(rounds.at(sentence.words, index) is not None for index in sentence.indexes)


def _is_the_end(sentence: Sentence, at: int) -> bool:
    """Whether the word at `at` says that it was the last; not where the end is still awaited."""
    known = status_words()
    awaited = sentence.key(at + 1) in known.awaited or sentence.key(at - 1) in known.before_what_is_to_come
    return sentence.keys[at].startswith(known.last_of_its_kind) and not awaited


def _is_dated_event(sentence: Sentence) -> bool:
    """Whether an event is named near the start and a date somewhere after it, since which nothing goes on."""
    known = status_words()
    if "since" in sentence.keys:
        return False
    event = _event_near_the_start(sentence)
    return event is not None and not known.dates.isdisjoint(sentence.words.keys[event:])


def _event_near_the_start(sentence: Sentence) -> int | None:
    """The word at which an event is named near the start; None where none is."""
    near = sentence.indexes[: _NEAR_THE_START + 1]
    return next(
        (index for index in near if status_words().events.at(sentence.words, index) is not None), None
    )
