"""Verbs without a helping one: in the present, in the past, as participles, and what is to come."""

from __future__ import annotations

from snapshots.currency_codes import is_currency_code
from snapshots.facts.clauses import Sentence
from snapshots.facts.part_of_whole import begins_part
from snapshots.facts.predicates import Cue, finite_cue, is_adverb, is_participle, skip_adverbs
from snapshots.facts.status_words import status_words
from snapshots.letter import Status

__all__ = ["full_verb", "has_object", "intention"]

_HYPHENS = frozenset({"-", "\u2010", "\u2011"})
_REACH = 6  # words between who is asked and "to": "we expect both co-legislators and the Presidency to ..."
_YEAR = 4  # digits
_SHORTEST_ED = 4  # "need" and "seed" end in -ed too


def intention(sentence: Sentence, at: int) -> Cue | None:
    """What the word at `at` says is to come: to be signed, intends to, aims to conclude, planned for."""
    known, key, following = status_words(), sentence.keys[at], sentence.key(at + 1)
    if key == "to":
        return _infinitive(sentence, at)
    if following != "to":
        return _request(sentence, at) or _plan(sentence, at)
    if key in known.awaited and key != "due":
        return Cue(status=Status.PLANNED, at=at, end=at + 1)
    aims = key in known.aiming and sentence.key(at + 2) in known.results
    if not (aims or key in known.intending) or sentence.key(at + 2) in known.determiners:
        return None  # "pledges to the fund"
    return Cue(status=Status.PLANNED, at=at, end=at + 1, finite=not _is_a_noun(sentence, at))


def _is_a_noun(sentence: Sentence, at: int) -> bool:
    """Whether "plans" before "to" may be what is told of: "Plans to open a depot (have been dropped)"."""
    known, before = status_words(), sentence.key(at - 1)
    led = at == 0 or before in known.determiners or before in known.prepositions or before.isdigit()
    return led and sentence.keys[at].endswith("s")


def _infinitive(sentence: Sentence, at: int) -> Cue | None:
    """What is to come by "to" alone: "to be signed", "talks to start in May"; "able to start" is none.

    Behind a label it opens what is said: "Malta (two boats): to sail in May".
    """
    known, following = status_words(), sentence.key(at + 1)
    if sentence.key(at - 1) == "had":
        return None
    if at == 0 and following != "be":
        return Cue(status=Status.PLANNED, at=at, end=at + 2) if _is_dated(sentence, at) else None
    if following == "be" and sentence.key(at - 1) in known.goes_on_to:
        return None
    if following == "be":
        return Cue(status=Status.PLANNED, at=at, end=skip_adverbs(sentence, at + 2)[0] + 1)
    before, after = sentence.key(at - 1), sentence.key(at + 2)
    named = before and before not in known.prepositions and before not in known.linking
    ends = not after or after in known.prepositions or sentence.pauses_before(at + 2)
    ends = ends or sentence.forms[at + 2][0].isupper()  # "tugs to reach Bari in May"
    begins = named and ends and following in known.results and not is_adverb(sentence, at - 1)
    return Cue(status=Status.PLANNED, at=at, end=at + 2) if begins else None


def _request(sentence: Sentence, at: int) -> Cue | None:
    """Somebody is asked to act: "we expect Serbia to adopt the plan"."""
    if at == 0 or sentence.keys[at] not in status_words().asking or sentence.keys[at - 1] == "to":
        return None
    asked = "to" in sentence.keys[at + 2 : at + 2 + _REACH]
    counted_on = (
        sentence.keys[at] in status_words().expecting and sentence.key(at + 1) in status_words().determiners
    )
    return finite_cue(Status.PLANNED, at, at) if asked or counted_on else None


def _plan(sentence: Sentence, at: int) -> Cue | None:
    planned = sentence.keys[at] in status_words().awaited and _is_predicate(sentence, at)
    if not planned or _says_which(sentence, at):
        return None
    return Cue(status=Status.PLANNED, at=at, end=at + 1)


def _says_which(sentence: Sentence, at: int) -> bool:
    """Whether a participle says by what the whole was planned of which a part is told."""
    by_which = sentence.key(at + 1) in status_words().by_which
    return by_which and any(begins_part(sentence, before) for before in range(at))


def full_verb(sentence: Sentence, at: int) -> Cue | None:
    """What the verb at `at` says has happened, or goes on; None where the word qualifies a noun."""
    known, key = status_words(), sentence.keys[at]
    if key in known.past:
        return finite_cue(Status.DONE, at, at)
    if _goes_on(sentence, at):
        return finite_cue(Status.ONGOING, at, at, weak=True)
    if sentence.key(at - 1) == "be" or _qualifies(sentence, at):
        return None
    if _is_denied(sentence, at):
        status = Status.ONGOING if key in known.concluding else Status.NOT_STARTED
        return Cue(status=status, at=at - 1, end=at + 1, denied=True)
    takes_object = has_object(sentence, at)
    acts = takes_object or (sentence.key(at - 1) in known.subjects and not _is_with_whom(sentence, at))
    if key in known.at_rest and not acts:
        return Cue(status=Status.ON_HOLD, at=at, end=at + 1) if _is_predicate(sentence, at) else None
    if key in known.result:
        return finite_cue(Status.DONE, at, at) if acts else _participle(sentence, at)
    if key in known.unchanged:
        if _is_set_up(sentence, at):
            return Cue(status=Status.DONE, at=at, end=at + 2)
        named = at > 0 and sentence.forms[at - 1][0].isupper() and takes_object
        return finite_cue(Status.DONE, at, at) if named else None
    regular = key.endswith("ed") and len(key) > _SHORTEST_ED and not key.startswith("un")
    if regular and acts and at > 0:
        return finite_cue(Status.DONE, at, at, weak=True)
    ended = (regular or key in known.participles) and _ends_the_report(sentence, at)
    return Cue(status=Status.DONE, at=at, end=at + 1, weak=True) if ended else None


def has_object(sentence: Sentence, at: int) -> bool:
    """Whether an object follows the verb: an article, a figure, a sum with its currency before it."""
    if sentence.pauses_before(at + 1):
        return False
    following, then = sentence.key(at + 1), sentence.key(at + 2)
    if following in status_words().determiners or following.isdigit():
        return True
    return then[:1].isdigit() and is_currency_code(sentence.forms[at + 1])


def _is_with_whom(sentence: Sentence, at: int) -> bool:
    """Whether the name before a form at `at` is one with whom or of whom something was done.

    "Arrangement with Frontex agreed in May" has a participle, for the name is no subject.
    """
    before = sentence.key(at - 2)
    led = before in status_words().before_nouns or (
        before == "the" and sentence.key(at - 3) in status_words().before_nouns
    )
    return led and _is_predicate(sentence, at)


def _is_set_up(sentence: Sentence, at: int) -> bool:
    """Whether "set up" or the like ends what is said of a subject: "task force with Peru set up"."""
    known, before = status_words(), sentence.key(at - 1)
    if at == 0 or sentence.key(at + 1) not in known.particles or before == "to" or before in known.modal:
        return False
    acts = before in known.subjects or before in known.coordinators
    return not acts and _is_predicate(sentence, at + 1)


def _is_denied(sentence: Sentence, at: int) -> bool:
    """Whether a participle without a verb is denied: "filing not yet submitted", "accounts not closed"."""
    before = at - 2 if sentence.key(at - 1) == "yet" else at - 1
    denies = before > 0 and sentence.keys[before] in status_words().negations
    return denies and sentence.keys[at] in status_words().result and _is_predicate(sentence, at)


def _ends_the_report(sentence: Sentence, at: int) -> bool:
    """Whether any participle at `at` is all the verb there is: "keel laid on 4 May", "all wells dug"."""
    known = status_words()
    described = sentence.keys[at] in known.descriptive or sentence.keys[0].endswith("ing")
    if at == 0 or described or not _is_predicate(sentence, at):
        return False
    if known.prepositions.isdisjoint(sentence.keys[:at]):
        return sentence.key(at + 1) != "by"
    return at == len(sentence.keys) - 1 or _is_dated(sentence, at) or _is_placed(sentence, at)


def _is_placed(sentence: Sentence, at: int) -> bool:
    """Whether the name of a place follows: "arrangement on mackerel initialled in London"."""
    where = sentence.key(at + 1) in status_words().where and at + 2 < len(sentence.forms)
    return where and sentence.forms[at + 2][0].isupper()


def _is_dated(sentence: Sentence, at: int) -> bool:
    """Whether a date stands in the same clause soon after `at`."""
    for place in range(at + 1, min(at + _REACH + 2, len(sentence.keys))):
        if sentence.pauses_before(place):
            return False
        if sentence.keys[place] in status_words().dates or _is_a_year(sentence.keys[place]):
            return True
    return False


def _is_a_year(key: str) -> bool:
    return key.isdigit() and len(key) == _YEAR


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether the word at `at` is a verb in the present; "the rest", "to rest", "a monitor" are none."""
    known, key, before = status_words(), sentence.keys[at], sentence.key(at - 1)
    noun = before == "to" or before in known.determiners or before in known.before_nouns
    if at == 0 or noun or is_participle(sentence.key(at + 1)):
        return False  # "the rest", "to rest"; "monitors fitted", where it is the noun
    if key in known.present:
        return True
    plural = before.endswith("s") or before in known.subjects or before in known.plurals
    return key in known.present_plural and plural and not sentence.pauses_before(at)


def _participle(sentence: Sentence, at: int) -> Cue | None:
    """A past form without object or known subject: mostly a participle."""
    if _is_predicate(sentence, at):
        return Cue(status=Status.DONE, at=at, end=at + 1, agent=sentence.key(at + 1) == "by")
    # "Mauritania discussed terms": with an object, and a name for its subject, it is a verb
    if at == 0 or sentence.keys[at] in status_words().descriptive:
        return None
    if sentence.forms[at - 1][0].isupper():
        return finite_cue(Status.DONE, at, at)
    return Cue(status=Status.DONE, at=at, end=at + 1, weak=True) if _has_subject(sentence, at) else None


def _has_subject(sentence: Sentence, at: int) -> bool:
    """Whether a noun stands before the verb, as far as its place shows: "the act received royal assent"."""
    known, before = status_words(), sentence.key(at - 1)
    opens = before in known.prepositions or before in known.determiners or before in known.coordinators
    return not opens and not is_adverb(sentence, at - 1) and not sentence.pauses_before(at)


def _is_predicate(sentence: Sentence, at: int) -> bool:
    """Whether a participle stands by itself: at the end, before a pause, a preposition or a number."""
    following = sentence.key(at + 1)
    ends = not following or sentence.pauses_before(at + 1)
    return ends or following in status_words().prepositions or following.isdigit()


def _qualifies(sentence: Sentence, at: int) -> bool:
    """Whether a participle belongs to the noun after it: "the agreed text", "EU-funded"."""
    before = at - 1
    while before > 0 and is_adverb(sentence, before):
        before -= 1
    hyphen = (
        at > 0
        and sentence.words.gaps[sentence.indexes[at]] in _HYPHENS
        and sentence.keys[at - 1] not in status_words().prefixes
    )
    determined = before >= 0 and sentence.keys[before] in status_words().attributive_before
    return hyphen or (determined and not _is_predicate(sentence, at))
