"""The verbs and predicates of a sentence that say what has become of a measure.

English says it in the first finite verb of the main clause: "the package that was announced will be
delivered" is planned, and "the contract signed in May is under implementation" goes on. So every cue knows
whether it is finite, and whether it stands in a clause that only says when, why or which.
"""

from __future__ import annotations

from collections.abc import Iterator

from snapshots.facts.clauses import Sentence
from snapshots.facts.denials import is_said_of_nothing, with_its_denial
from snapshots.facts.full_verbs import full_verb, intention
from snapshots.facts.helping_verbs import after_be, after_have, after_was
from snapshots.facts.predicates import Cue, finite_cue, is_adverb, is_participle, predicate_at, skip_adverbs
from snapshots.facts.status_words import status_words
from snapshots.facts.unfinished import goes_on_if_unfinished, how_complete
from snapshots.letter import Status

__all__ = ["find_cues"]

_CLEFT = 12  # words within which "that" takes up "it is"


def find_cues(sentence: Sentence) -> Iterator[Cue]:
    """Every cue of the sentence, in order, those of subordinate clauses marked."""
    known, keys = status_words(), sentence.keys
    aside, relative, passing, since = False, False, False, 0
    at = _after_frame(sentence)
    while at < len(keys):
        key, pauses = keys[at], at in sentence.pauses
        if pauses:
            aside = relative = False
        if key not in known.telling and not key.endswith("ed"):
            at += 1
            continue
        if key in known.subordinators:
            aside = aside or _begins_aside(sentence, at)
        elif key in known.relatives:
            aside, relative, since = aside or pauses, not _has_its_verb(sentence, at + 1), at
        cue = _cue_at(sentence, at) if key in known.starters or key.endswith("ed") else None
        if cue is None:
            at += 1
            continue
        if content := _content_after(sentence, cue):
            aside, relative, at = False, False, content
            continue
        tensed = cue.finite or skip_adverbs(sentence, since + 1)[0] == at
        before = _word_before(sentence, cue.at)
        beside = passing and not pauses and sentence.key(before) in known.coordinators
        placed = _placed(sentence, cue, before, subordinate=aside or (relative and tensed) or beside)
        yield with_its_denial(sentence, goes_on_if_unfinished(sentence, placed))
        relative, passing = relative and not tensed, beside or (relative and tensed)
        aside = (
            aside or sentence.key(cue.end - 1) in known.subordinators
        )  # "suspended until the dyke is in place"
        at = max(cue.end, at + 1)


def _has_its_verb(sentence: Sentence, at: int) -> bool:
    """Whether a verb without a subject of its own begins at `at`: "nationals that need a visa"."""
    known, key, following = status_words(), sentence.key(at), sentence.key(at + 1)
    if not key or key in known.starters or key in known.determiners or key in known.subjects:
        return False
    lower = sentence.forms[at][0].islower() and not is_participle(key)
    return lower and (following in known.determiners or following in known.prepositions)


def _content_after(sentence: Sentence, cue: Cue) -> int:
    """Where the report begins that a verb of saying introduces: "has confirmed that"; 0 without one."""
    said = sentence.key(cue.end - 1) in status_words().saying
    if not said or not cue.finite:
        return 0
    that = next((at for at in (cue.end, cue.end + 1) if sentence.key(at) == "that"), 0)
    return that + 1 if that else 0


def _after_frame(sentence: Sentence) -> int:
    """Where the report begins after "I am pleased to inform you that"; 0 without such a frame."""
    if (
        sentence.keys[0] == "it"
        and sentence.key(1) in status_words().it_is
        and "that" in sentence.keys[2:_CLEFT]
    ):
        return sentence.keys.index("that", 2) + 1  # "It is against this background that we launched"
    frames = status_words().frames
    for at in frames.beginnings(sentence.keys):
        index = sentence.indexes[at]
        hit = frames.at(sentence.words, index)
        if hit is not None:
            return at + hit[0] - index
    return 0


def _begins_aside(sentence: Sentence, at: int) -> bool:
    """Whether a clause of time or reason begins: "as the new one ...", but not "as part of ..."."""
    return status_words().no_clauses.at(sentence.words, sentence.indexes[at]) is None


def _word_before(sentence: Sentence, at: int) -> int:
    """The place of the word before `at` that is no adverb; -1 where there is none."""
    before = at - 1
    while before >= 0 and is_adverb(sentence, before):
        before -= 1
    return before


def _placed(sentence: Sentence, cue: Cue, before: int, *, subordinate: bool) -> Cue:
    joined = sentence.key(before) in status_words().coordinators
    pauses = sentence.pauses_before(cue.at)
    return Cue(
        status=cue.status,
        at=cue.at,
        end=cue.end,
        finite=cue.finite,
        weak=cue.weak,
        agent=cue.agent,
        denied=cue.denied,
        joined=joined,
        pauses=pauses,
        subordinate=subordinate,
        opens=before < 0,
    )


def _cue_at(sentence: Sentence, at: int) -> Cue | None:
    """The cue that begins at `at`, with a word that can begin one; None where there is none."""
    known, key = status_words(), sentence.keys[at]
    if key in known.have:
        return after_have(sentence, at)
    if key in known.be:
        return after_be(sentence, at)
    if key in known.be_past:
        return after_was(sentence, at)
    if key == "being":
        return _being(sentence, at)
    if key in known.modal:
        return _modal(sentence, at)
    if (completed := how_complete(sentence, at)) is not None:
        return Cue(status=completed, at=at, end=at + 1)
    hit = predicate_at(sentence, at)
    if hit is not None:
        return _predicate(sentence, at, *hit)
    return intention(sentence, at) or full_verb(sentence, at)


def _modal(sentence: Sentence, at: int) -> Cue | None:
    """What is to come, unless it is there for use, or it is said that nothing can: "no date can be named"."""
    if _is_noun_or_month(sentence, at):
        return None
    if _has_at_hand(sentence, at):
        return finite_cue(Status.ONGOING, at, at)
    nothing = sentence.keys[at] in status_words().able and is_said_of_nothing(sentence, at)
    return finite_cue(Status.ON_HOLD if nothing else Status.PLANNED, at, at)


def _has_at_hand(sentence: Sentence, at: int) -> bool:
    """Whether somebody "can draw on" something, or "can now" do what could not be done before."""
    known = status_words()
    verb, negated = skip_adverbs(sentence, at + 1)
    if sentence.keys[at] != "can" or negated or verb >= len(sentence.keys):
        return False
    now = not known.at_hand_now.isdisjoint(sentence.keys[at + 1 : verb])
    return now or known.at_hand.at(sentence.words, sentence.indexes[verb]) is not None


def _being(sentence: Sentence, at: int) -> Cue | None:
    """What goes on: "offers being compared"; "despite being late", "means being asked" tell nothing."""
    known, before = status_words(), sentence.key(at - 1)
    gerund = before in known.no_progress or (
        before in known.prepositions and before not in known.coordinators
    )
    if gerund or not is_participle(sentence.key(at + 1)):
        return None
    return Cue(status=Status.ONGOING, at=at, end=at + 2)


def _is_noun_or_month(sentence: Sentence, at: int) -> bool:
    """Whether "May" is the month, or "will" the noun."""
    named = at > 0 and sentence.forms[at][0].isupper()
    beside_number = sentence.key(at - 1).isdigit() or sentence.key(at + 1).isdigit()
    month = sentence.keys[at] == "may" and (named or beside_number)
    return month or sentence.key(at - 1) == "political"


def _predicate(sentence: Sentence, at: int, end: int, status: Status, finite: bool) -> Cue | None:
    """A predicate without a verb before it; none where it only qualifies a noun ("the ongoing talks")."""
    before = sentence.key(at - 1)
    known = status_words()
    if finite and (before in known.modal or before == "to"):
        return None  # "will go on"
    qualifies = end == at + 1 and before in known.attributive_before
    if qualifies or (before == "to" and status is Status.ONGOING):
        return None
    return Cue(status=status, at=at, end=end, finite=finite)
