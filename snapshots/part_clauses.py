"""One sentence that reports on two measures: where it parts.

It parts at a semicolon when the right-hand side has a measure of its own, and where a full stop was lost:
behind a year, before a partner's label ("Ruritania: ..."), before a word that opens sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from snapshots.facts.partners import partners_named
from snapshots.headings import opens_with_label, partner_names
from snapshots.letter import Span
from snapshots.lexicon import load
from snapshots.sentences import Word, ends_hanging, has_finite_verb, is_finite_verb, trimmed, words_of

__all__ = ["part_clauses"]

# "Talks have begun." says something; two words do not.
_SHORTEST_REPORT = 3
_FIGURE = re.compile(r"\d")
_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Cut:
    """A place where one clause may end and the next begin; `sure` where each side needs no verb or figure."""

    end: int
    start: int
    sure: bool = False


def part_clauses(text: str, sentence: Span) -> Iterator[Span]:
    """The clauses of the sentence that report on a measure each, in order; mostly the whole sentence."""
    start = sentence.start
    for cut in sorted({*_semicolons(text, sentence), *_lost_stops(text, sentence)}):
        left, right = trimmed(text, start, cut.end), trimmed(text, cut.start, sentence.end)
        if left and right and (cut.sure or (_reports(text, left) and _reports(text, right))):
            yield left
            start = cut.start
    if rest := trimmed(text, start, sentence.end):
        yield rest


def _reports(text: str, span: Span) -> bool:
    """Whether the words can say something by themselves: three of them, with a verb, a figure or a label."""
    words = text[span.start : span.end]
    if len(words.split()) < _SHORTEST_REPORT:
        return False
    return has_finite_verb(words) or _FIGURE.search(words) is not None or _LABELLED.match(words) is not None


_LABELLED = re.compile(r"[A-Z][\w'’ -]{2,40}:\s")


# --- semicolons ---------------------------------------------------------------------------------------------


# More in one sentence are a list, or no letter: each is looked at with all the words before and after it.
_MOST_SEMICOLONS = 20


def _semicolons(text: str, sentence: Span) -> Iterator[_Cut]:
    """Before another measure, and before each label of a row of them: "Ruritania: ...; Graustark: ..."."""
    words = text[sentence.start : sentence.end]
    at = words.find(";")
    in_row = at > 0 and opens_with_label(words)
    for _ in range(_MOST_SEMICOLONS):
        if at < 0:
            return
        before, after = words[:at], words[at + 1 :]
        if (in_row and opens_with_label(after.lstrip())) or (
            not ends_hanging(before) and not _in_list(before) and _is_another(before, after)
        ):
            yield _Cut(end=sentence.start + at, start=sentence.start + at + 1)
        at = words.find(";", at + 1)


def _in_list(before: str) -> bool:
    """Whether a list was opened before a semicolon: its members share the opening words."""
    low = _BRACKETS.sub("", before).lower()
    return ":" in low.split(" ", 4)[-1] or any(lead in low for lead in load("sentences")["list_leads"])


# "... was signed in June; EUR 36 million over three years" goes on about the same contract, and so does
# "... is delayed; the budget was cut to EUR 2 million"; "one contract of EUR 6 million" is another one.
_MONEY = re.compile(r"\b[A-Z]{3}\s?\d|[€$£]\s?\d")
_ABOUT_IT = re.compile(r"\b(?:it|they|them|these|this|which)\b")
_GOES_ON = re.compile(r"(?:the|its|their)\b")


def _is_another(before: str, after: str) -> bool:
    """Whether the right-hand words bring a partner that the left-hand ones lack, or money of their own.

    Words about "it" or "them", and words that open with money, go on about the left-hand measure; so does a
    count ("talks go on; two rounds have been held").
    """
    own = _BRACKETS.sub("", after).strip()
    if _GOES_ON.match(own):
        return False
    if set(partners_named(own)) - set(partners_named(before)):
        return True
    money = _MONEY.search(own)
    return money is not None and money.start() > 0 and not _ABOUT_IT.search(own)


# --- full stops that were lost ------------------------------------------------------------------------------


# "... on 1 April 2023 Joint operation launched ...", "... in 2023 EUR 2 million ..."
_YEAR_END = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|[Ii]n)"
    r"\s+(?:19|20)\d\d(?=\s+(?:[A-Z][a-z]+\s|[€$£]\d|[A-Z]{3}\s?\d))"
)
# Words that finish nothing: a mark behind them says that the line goes on, or that it has ended already.
_OPEN_END = re.compile(r"[,;:(/&–—-]$")


def _lost_stops(text: str, sentence: Span) -> Iterator[_Cut]:
    yield from _before_labels(text, sentence)
    yield from _before_repeats(text, sentence)
    said = text[sentence.start : sentence.end]
    has_year = "20" in said or "19" in said
    years = list(_YEAR_END.finditer(text, sentence.start, sentence.end)) if has_year else []
    if not years and _openers().isdisjoint(said.split()[1:]):
        return
    words = words_of(text, sentence)
    verbs = [word for word in words if is_finite_verb(word.group())]
    if verbs:
        yield from (_Cut(end=y.end(), start=y.end()) for y in years if verbs[0].end() <= y.end())
        yield from _before_openers(text, sentence, words, verbs)


def _before_labels(text: str, sentence: Span) -> Iterator[_Cut]:
    """Before "Ruritania:" in the middle of a line, when the words before it are finished."""
    words = text[sentence.start : sentence.end]
    for start, end in partner_names(words) if ":" in words else ():
        at = sentence.start + start
        before = text[sentence.start : at].rstrip()
        is_label = text.startswith(":", sentence.start + end)
        if is_label and before and not _OPEN_END.search(before) and not _goes_on(before):
            yield _Cut(end=at, start=at)


def _before_repeats(text: str, sentence: Span) -> Iterator[_Cut]:
    """Before the words that the line opened with ("Delivery of ... Delivery of ..."): bullets were lost."""
    opening = _OPENING_PAIR.match(text, sentence.start, sentence.end)
    if opening is None or opening[2] not in load("sentences")["connecting"]:
        return
    if text.find(opening[1], opening.end(), sentence.end) < 0:
        return
    again = re.compile(rf"(?<=[\w)]\s){re.escape(opening[1])}\s{opening[2]}\b")
    for pair in again.finditer(text, opening.end(), sentence.end):
        if not ends_hanging(text[sentence.start : pair.start()]):
            yield _Cut(end=pair.start(), start=pair.start(), sure=True)


# "Delivery of", "Preparation for"; what is shorter opens names more often ("Port of").
_OPENING_PAIR = re.compile(r"([A-Z][a-z]{6,})\s([a-z]+)\b")


def _goes_on(before: str) -> bool:
    """Whether a partner's name may be the object of the words before it ("talks with Ruritania: ...")."""
    return before.rsplit(None, 1)[-1].lower() in load("sentences")["connecting"]


def _before_openers(
    text: str, sentence: Span, words: Sequence[Word], verbs: Sequence[Word]
) -> Iterator[_Cut]:
    """Before a capitalised "The", "In", "Two" ... between two clauses that have a verb each."""
    openers = _openers()
    for index, here in enumerate(islice(words, len(words) - 1)):
        if here.group() not in openers or not verbs[0].end() < here.start() <= verbs[-1].start():
            continue
        before, after = words[index - 1], words[index + 1]
        if not _opens_sentence(before.group(), here.group(), after.group()):
            continue
        if not ends_hanging(text[sentence.start : before.end()].removesuffix(",")):
            yield _Cut(end=here.start(), start=here.start())


def _opens_sentence(before: str, here: str, after: str) -> bool:
    """Whether `here`, an opener, can only open a sentence: what is before it can end, and no name begins.

    A preposition begins no name, and behind a comma its capital says that the comma stands for a full stop.
    """
    leads = here.lower() in load("sentences")["prepositions"]
    is_finished = before[-1].islower() or before[-1].isdigit() or before[-1] == ")"
    return (is_finished or (leads and before[-1] == ",")) and (leads or not partner_names(f"{here} {after}"))


@cache
def _openers() -> frozenset[str]:
    """Words that open sentences, with their capital; "A" and "No" stand in names and numbers too often."""
    return frozenset(word.capitalize() for word in load("sentences")["openers"] if len(word) > 2)  # noqa: PLR2004
