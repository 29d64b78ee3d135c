"""Which tense governs a place in a sentence: the thing has happened, or it is to happen.

English marks it with a verb group ("will be signed", "has adopted", "was due to start", "signed") or with a
preposition or noun that implies one ("following the visit", "for finalisation"). Each such group is a cue. A
place is governed by the nearest cue before it in its clause; an adverbial that opens a clause, by the
first after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from snapshots.facts.phrase_search import split_words
from snapshots.facts.taken_text import TakenText
from snapshots.facts.word_patterns import REACH, any_of, lowered, stands_before
from snapshots.letter import Span
from snapshots.lexicon import load
from snapshots.sentences import sentence_spans

__all__ = ["Clause", "Cue", "Tense", "find_clauses", "governing_cue"]

_WORDS = load("tense")
_NOT_PAST = frozenset(_WORDS["not_past"])
_NOT_PERFECT = frozenset(_WORDS["not_perfect"])
_ASKING = frozenset(_WORDS["asking"])
# "continues to be reported" is nothing to come
_GOES_ON_TO = frozenset(load("status")["grammar"]["goes_on_to"])
_STARTS = frozenset(_WORDS["starts_after_due"])
# An infinitive as near to its time as " in the " says when, not what for.
_RIGHT_BEFORE = 8
# Of the verbs of a clause, only so many on either side of a place can govern it.
_NEAREST = 12
_ADVERB = rf"(?:{any_of(_WORDS['adverbs'])}|\w+ly)"
_ADVERBS = rf"(?:\s+{_ADVERB})*"
_PLAIN_PROMISES = any_of(set(_WORDS["promised"]) - set(_WORDS["promised_only_before_to"]))
_TO_PROMISES = any_of(set(_WORDS["promised_only_before_to"]) - {"due"})
_PROMISED = (
    rf"(?:due\s+(?:to{_ADVERBS}\s+{any_of(_WORDS['starts_after_due'])}|for|in|on|at|(?=(?:by|before)\b))"
    rf"|{_TO_PROMISES}\s+(?:to|for)"
    rf"|{_PLAIN_PROMISES}(?:\s+(?:to|for))?)\b(?:(?<=\sto){_ADVERBS}\s+\w+)?(?:(?<=\sbe){_ADVERBS}\s+\w+)?"
)
# "Moved to May" is put off, "moved to the next phase" has happened.
_A_STAGE = rf"\s+(?:[\w-]+\s+){{0,2}}{any_of(_WORDS['stages'])}\b"
_CUE = re.compile(
    rf"""\b(?:
      (?P<overdue>(?:was|were|had\s+been){_ADVERBS}\s+(?:{_PROMISED}|to(?:\s+be|\s+have)?\s+\w+)
        |{any_of(_WORDS["superseded"])}\s+(?:{_PROMISED}|\w+ed)(?:\s+(?:for|to)\b)?
        |(?:should|ought\s+to){_ADVERBS}\s+have\s+\w+(?:(?<=\sbeen){_ADVERBS}\s+\w+)?
        |had\s+{any_of(_WORDS["hoped"])}\s+(?:to|for)\b(?:\s+(?:be\s+)?\w+)?
        |{any_of(_WORDS["promises"])}\s+(?:was|were|had\s+been)(?:\s+for)?)
    | (?P<future>
        (?:ha(?:s|ve)|is|are|remains?)\s+yet\s+to(?:\s+be)?\s+\w+
      | {any_of(_WORDS["modals"])}{_ADVERBS}\s+\w+(?:\s+(?:to\s+)?be\s+\w+)?
      | (?:(?:is|are|being){_ADVERBS}\s+)?{_PROMISED}
      | (?:is|are){_ADVERBS}\s+to{_ADVERBS}\s+\w+
      | (?:about|likely|ready|bound|poised|yet)\s+to{_ADVERBS}\s+\w+
      | to{_ADVERBS}\s+be{_ADVERBS}\s+\w+ | to\s+have\s+\w+
      | {any_of(_WORDS["hopes"])}{_ADVERBS}\s+(?:to|for)\b(?:\s+(?:be\s+)?\w+)?
      | (?:(?:was|were|is|are|been|has|have){_ADVERBS}\s+)*
        {any_of(_WORDS["put_off"])}\s+(?:until|till|from|to(?!{_A_STAGE}))
      | {any_of(_WORDS["scheduled"])}
      | {any_of(_WORDS["ahead"])} )
    | (?P<perfect>(?:has|have|had|having){_ADVERBS}\s+\w+)
    | (?P<past>
        (?:was|were|did){_ADVERBS}(?:\s+\w+)?
      | {any_of(_WORDS["irregular_past"])} | {any_of(_WORDS["past_prepositions"])} )
    | (?P<infinitive>to{_ADVERBS}\s+[a-z]+)
    | (?P<present>(?:is|are){_ADVERBS}\s+being\s+\w+ | {any_of(_WORDS["present"])})
    | (?P<participle>\w[a-z]+(?:-[a-z]+)?ed)
    )\b""",
    re.VERBOSE,
)
# "The resumed talks", "of repaired locks"; but "the ministers agreed terms".
_NOUN_NEXT = re.compile(r"\s(?P<word>[a-z]{3,})\b")
_DETERMINED = re.compile(rf"(?:[,:;(–—-]|\b(?:{any_of(_WORDS['determining'])}))\s$", re.IGNORECASE)
_NO_NOUNS = frozenset(_WORDS["no_nouns"])
_WORD = re.compile(r"[^\W_]+")
_VERBS = (
    "modals", "promised", "hopes", "put_off", "scheduled", "ahead", "irregular_past", "past_prepositions",
    "present", "promises", "superseded",
)  # fmt: skip
_FIRST_WORDS = frozenset(
    {"was", "were", "had", "has", "have", "having", "is", "are", "been", "being", "did", "remain", "remains"}
    | {"about", "likely", "ready", "bound", "poised", "yet", "to", "due"}
    | {_WORD.search(phrase.lower()).group() for name in _VERBS for phrase in _WORDS[name]}  # type: ignore[union-attr]  # no phrase is empty
)
_MONTH_OF_MAY = re.compile(r"\bMay\b")
_JOINED = re.compile(rf"(?:^|[\s,])(?:{any_of(_WORDS['joining'])}){_ADVERBS}\s+$|,\s+$", re.IGNORECASE)
_MID_SENTENCE = re.compile(r"[\w,)]\s$")  # a capital there makes "United" and "Extended" part of a name
_BRACKET = re.compile(r"\(([^()]+)\)")
_BREAK = re.compile(r"[;:]|\.(?=\s)|\s[–—-]\s")
_OPENING = re.compile(
    r"(?:^|[,;:–—(]|\b(?:and|but|while|whereas))\s*"
    r"(?:(?:in|on|by|at|during|from|as\s+of|until|before|since)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:\s+\([^)]*\))?(?:,\s|\s(?=(?:the|a|an|we|I|it|they|this|these|those|all)\b|[A-Z]))"
)
# ", which will cost EUR 3 million, ": told in passing, and over before the time is named.
_ASIDE = re.compile(rf",\s(?:{any_of(_WORDS['aside'])})\s[^,;]+,")
_OBJECT = re.compile(rf"\s(?:{any_of(load('status')['grammar']['determiners'])})\b")
_TWO = 2


class Tense(StrEnum):
    """What a clause says about when: OVERDUE is a promise told in the past ("was due in May")."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A verb group or its like at text[start:end].

    `finite` is False for a bare participle ("signed") or infinitive ("to continue"): plans have them too.
    """

    start: int
    end: int
    tense: Tense
    finite: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch without a stop, semicolon, colon or dash; brackets inside it are clauses of their own.

    `around` is the place of the clause that a bracket stands in, None outside of brackets.
    """

    start: int
    end: int
    cues: tuple[Cue, ...]
    around: int | None = None


def find_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of the text, in order of their starts; together they cover every word."""
    if not text:
        return ()
    cues = tuple(_find_cues(text))
    clauses: list[Clause] = []
    for sentence in sentence_spans(text, Span(start=0, end=len(text))):
        clauses.extend(_clauses_of(text, sentence.start, sentence.end, cues))
    return tuple(sorted(clauses, key=lambda clause: (clause.start, -clause.end)))


def governing_cue(text: str, clauses: Sequence[Clause], start: int, end: int) -> Cue | None:
    """The cue that governs text[start:end], or None where no verb stands near enough."""
    clause = _innermost(clauses, start)
    if clause is None:
        return None
    cue = _cue_in(text, clause, start, end)
    if cue is not None or clause.around is None:
        return cue
    outer = _innermost(clauses, clause.around)
    return None if outer is None else _cue_in(text, outer, clause.start, clause.end)


def _cue_in(text: str, clause: Clause, start: int, end: int) -> Cue | None:
    first_inside = bisect_left(clause.cues, start, key=lambda cue: cue.end)
    first_after = bisect_left(clause.cues, end, key=lambda cue: cue.start)
    nearest = clause.cues[max(0, first_inside - _NEAREST) : first_inside + 1]
    before = _outside_asides(text, [cue for cue in nearest if cue.end <= start], start)
    after = clause.cues[first_after : first_after + _NEAREST]
    opens = bool(
        _SUBJECT.match(text, end) and _OPENING.search(text[max(clause.start, start - REACH) : start])
    )
    if before and not (opens and after and after[0].finite):
        return _cue_before(text, before, start)
    acts = (cue for cue in after if cue.finite or (opens and _takes_object(text, cue)))
    first = next(acts, after[0]) if after else None
    if first is not None and opens and first.tense is Tense.PAST:
        return replace(first, finite=True)  # "in November the board adopted": no mere participle
    return first


def _outside_asides(text: str, before: list[Cue], start: int) -> list[Cue]:
    """The verbs but for those of asides that are over: "approved a plan, which will cost more, on 3 May"."""
    if len(before) < _TWO:
        return before
    asides = [aside.span() for aside in _ASIDE.finditer(text, before[0].end, start)]
    outside = [cue for cue in before if not any(left <= cue.start < right for left, right in asides)]
    return outside or before


def _takes_object(text: str, cue: Cue) -> bool:
    """Whether what may be a participle is a verb, by the object behind it: "signed a treaty"."""
    return cue.tense is Tense.PAST and _OBJECT.match(text, cue.end) is not None


def _cue_before(text: str, before: Sequence[Cue], start: int) -> Cue:
    """The nearest verb before the place; an infinitive counts only where it says when, or what is asked."""
    last = before[-1]
    governing = next((cue for cue in reversed(before) if cue.finite or cue.tense is Tense.PAST), last)
    if start - last.end <= _RIGHT_BEFORE and _last_word(text, last) in _STARTS:
        return replace(last, finite=True)  # "works to start in spring"
    if last.tense is Tense.FUTURE and _last_word(text, governing) in _ASKING:
        return replace(last, finite=True)  # "asked the port to report by May"
    return governing


def _last_word(text: str, cue: Cue) -> str:
    return text[cue.start : cue.end].rsplit(None, 1)[-1].lower()


def _innermost(clauses: Sequence[Clause], position: int) -> Clause | None:
    """The clause that holds the position: a bracket rather than the clause around it."""
    last = bisect_right(clauses, position, key=lambda clause: clause.start)
    return next((clause for clause in reversed(clauses[:last]) if position < clause.end), None)


def _clauses_of(text: str, start: int, end: int, cues: tuple[Cue, ...]) -> Iterator[Clause]:
    """The clauses of one sentence: between its breaks, and inside its brackets."""
    brackets = [match.span(1) for match in _BRACKET.finditer(text, start, end)]
    inside = TakenText(len(text), brackets)
    for left, right in brackets:
        around = left - 2 if left - 2 >= start else right + 1
        yield Clause(start=left, end=right, cues=_cues_within(cues, left, right), around=around)
    breaks = (match.start() for match in _BREAK.finditer(text, start, end))
    edges = [start, *(at for at in breaks if not inside.holds_any_of(at, at + 1)), end]
    for left, right in pairwise(edges):
        own = _cues_within(cues, left, right)
        outside = tuple(cue for cue in own if not inside.holds_any_of(cue.start, cue.start + 1))
        if left < right:
            yield Clause(start=left, end=right, cues=outside)


def _cues_within(cues: tuple[Cue, ...], start: int, end: int) -> tuple[Cue, ...]:
    first = bisect_left(cues, start, key=lambda cue: cue.start)
    return cues[first : bisect_left(cues, end, key=lambda cue: cue.start)]


def _find_cues(text: str) -> Iterator[Cue]:
    """The cues from left to right; a verb group is only tried where a word stands that can begin one."""
    last: Cue | None = None
    words, at = _lowered_but_for_may(text), 0
    for start in _where_cues_may_begin(text, words):
        match = _CUE.match(words, start) if start >= at else None
        if match is None:
            continue
        at = match.end()
        cue = _cue_of(text, match, last)
        if cue is not None:
            yield cue
            last = cue


def _where_cues_may_begin(text: str, lower: str) -> Iterator[int]:
    """Where a word stands with which a verb group can begin."""
    found = split_words(text)
    if not found.stands_in(text):
        places = [(word.start(), word.end(), word.group()) for word in _WORD.finditer(lower)]
    else:
        places = list(zip(found.starts, found.ends, found.keys, strict=True))
    for start, end, key in places:
        if key in _FIRST_WORDS or key.endswith("ed") or lower.startswith("-", end):
            yield start


def _lowered_but_for_may(text: str) -> str:
    """The text in lower case, where "May" stays what it is: a month, not a modal."""
    lower, at = lowered(text), 0
    if "May" not in text:
        return lower
    pieces: list[str] = []
    for may in _MONTH_OF_MAY.finditer(text):
        pieces += [lower[at : may.start()], may.group()]
        at = may.end()
    return "".join([*pieces, lower[at:]])


def _cue_of(text: str, match: re.Match[str], last: Cue | None) -> Cue | None:
    start, end = match.span()
    match match.lastgroup:
        case "overdue":
            return Cue(start=start, end=end, tense=Tense.OVERDUE)
        case "future":
            lasts = last is not None and start - last.end == 1 and _last_word(text, last) in _GOES_ON_TO
            return Cue(start=start, end=end, tense=Tense.PRESENT if lasts else Tense.FUTURE)
        case "perfect":
            follower = match.group().split()[-1]
            tense = Tense.PRESENT if follower in _NOT_PERFECT else Tense.PAST
            return Cue(start=start, end=end, tense=tense)
        case "past":
            return Cue(start=start, end=end, tense=Tense.PAST)
        case "present":
            return Cue(start=start, end=end, tense=Tense.PRESENT)
        case "infinitive" if text[end - len(match.group().split()[-1])].isupper():
            return None  # "a mission to Lima"
        case "infinitive":
            return Cue(start=start, end=end, tense=Tense.FUTURE, finite=False)
        case _:
            return _participle(text, match, last)


def _participle(text: str, match: re.Match[str], last: Cue | None) -> Cue | None:
    """The cue of a word in -ed; "will be signed and launched" carries the future over the "and"."""
    start, end = match.span()
    if match.group() in _NOT_PAST or _describes(text, start, end):
        return None
    to_come = last is not None and last.finite and last.tense in (Tense.FUTURE, Tense.OVERDUE)
    if last is not None and to_come and _JOINED.search(text, last.end, start):
        return Cue(start=start, end=end, tense=last.tense)
    return Cue(start=start, end=end, tense=Tense.PAST, finite=False)


def _describes(text: str, start: int, end: int) -> bool:
    """Whether the participle is part of a name or belongs to the noun behind it: "the resumed talks"."""
    if text[start].isupper() and stands_before(_MID_SENTENCE, text, start):
        return True
    noun = _NOUN_NEXT.match(text, end)
    if noun is None or noun["word"] in _NO_NOUNS:
        return False
    return start == 0 or stands_before(_DETERMINED, text, start) is not None
