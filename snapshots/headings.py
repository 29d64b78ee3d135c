"""Headings inside a cell: those that the layout marks, and those glued to the sentence that they stand over.

A flattened cell reads "Cooperation with Ruritania The programme goes on." The heading ends where a word that
begins sentences ("The") stands with a capital in the middle of a line, or where a partner's name stands alone
in front of a sentence. Nothing with a verb in it is a heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from snapshots.facts.calendar_names import MONTH
from snapshots.facts.partner_mentions import find_mentions, may_begin_mention
from snapshots.facts.phrase_search import split_words
from snapshots.letter import Span
from snapshots.lexicon import load
from snapshots.sentences import (
    Word,
    ends_hanging,
    ends_sentence,
    has_finite_verb,
    is_finite_verb,
    words_of,
)

__all__ = [
    "LONGEST_HEADING",
    "HeadingWords",
    "glued_heading",
    "is_heading",
    "names_partners_only",
    "opens_with_label",
    "partner_names",
]

# The longest heading over bullets seen in such tables has thirteen words; one more for luck is a sentence.
LONGEST_HEADING = 14
# In characters, with room for the words that decide whether it is one.
_OPENING = 600
# "Ruritania: Border police: The ..." has two.
_MOST_LABELS = 3

_POSSESSIVE = ("'s", "’s", "s'", "s’")
_JOINERS = frozenset({"and", "the", "or"})
_ENUMERATES = re.compile(r"\s*(?:,|,?\s*(?:and|or)\s)\s*(?:the\s+)?", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
# A heading may begin with a name such as "eHealth" or "iPorts".
_OPENS_HEADING = re.compile(r"[A-ZÀ-ÖØ-Þ]|[a-z]+[A-Z]")
# What the words under a heading begin with: a capital, or money below a partner's name.
_MAY_OPEN = re.compile(r"[A-ZÀ-ÖØ-Þ€$£]")
# A heading over measures names a subject; "A further ..." and "Both ..." begin sentences about some.
_DETERMINERS = frozenset({"a", "an", "this", "these", "those", "both", "all", "each", "several", "another"})
_BRACKETED = re.compile(r"\([A-Z][A-Za-z-]*\)")
_ACRONYM = re.compile(r"[A-Z]{2,}s?\b|[€$£]")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingWords:
    """What tells a common word from a name in one letter: the words that it also writes in lower case.

    `are_marked` says that the letter's cells show their headings by the way they are set, so that words set
    as others are stand over nothing.
    """

    lower_case: frozenset[str]
    are_marked: bool = False

    @classmethod
    def of(cls, text: str) -> HeadingWords:
        """The words of a letter's text that stand in it without a capital."""
        return cls(lower_case=frozenset(re.findall(r"\b[a-zà-öø-þ]{3,}\b", text)))


def is_heading(words: str, *, marked: bool = False) -> bool:
    """Whether the words could stand over others: few, no verb, no full stop, no figure behind a label.

    `marked` says that the layout shows them as a heading, which then only a whole sentence overrules.
    """
    if marked:
        return not (ends_sentence(words) and has_finite_verb(words))
    return (
        len(words.split()) <= LONGEST_HEADING
        and not ends_sentence(words)
        and not ends_hanging(words)
        and not has_finite_verb(_behind_a_noun(words))
        and not _reports_behind_a_label(words)
    )


def _reports_behind_a_label(words: str) -> bool:
    """Whether a figure stands behind a partner's label, without a verb: "Peru: 112 km of track laid".

    A year is one where something became of it ("works finished in 2030"): an outlook has one, too.
    """
    said = words.partition(":")[2]
    has_figure = _FIGURE.search(said) and (_FIGURE.search(_YEARS.sub("", said)) or _tells_of_a_deed(said))
    return bool(has_figure) and opens_with_label(words)


_FIGURE = re.compile(r"\d")
_MONTH = re.compile(rf"\b{MONTH}")
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\b")


def _tells_of_a_deed(words: str) -> bool:
    """Whether a participle or the name of a month does: who names the month knows what is done in it."""
    return _MONTH.search(words) is not None or any(
        word.endswith("ed") or word in _participles() for word in words.lower().split()
    )


@cache
def _participles() -> frozenset[str]:
    return frozenset(load("status")["verbs"]["participles"])


def _behind_a_noun(words: str) -> str:
    """The words behind a first one in -s, without a subject before it a noun: "Works on the line"."""
    first, _, rest = words.lstrip().partition(" ")
    return rest if first.endswith("s") else words


def names_partners_only(words: str) -> bool:
    """Whether the words are the names of partners and nothing else ("Ruritania and Graustark >")."""
    first = words.split(None, 1)[:1]
    if first and first[0].isascii() and first[0].isalpha() and not _may_open_names(first[0]):
        return False
    found = split_words(words.strip(" :>–—-"))
    mentions = [mention for mention in find_mentions(found) if not mention.people]
    named = {index for mention in mentions for index in range(mention.start, mention.end)}
    return (
        bool(mentions)
        and len(found.keys) - 1 in named
        and all(index in named or key in _JOINERS for index, key in enumerate(found.keys))
    )


def _may_open_names(word: str) -> bool:
    """Whether a list of partners may begin with the word: a quick look, as most do not."""
    return word.lower() in _JOINERS or may_begin_mention(word)


def opens_with_label(words: str) -> bool:
    """Whether the words begin with partners' names and a colon: "Ruritania: ..."."""
    label, colon, _ = words[:_OPENING].partition(":")
    return bool(colon) and names_partners_only(label)


def partner_names(words: str) -> list[tuple[int, int]]:
    """Where partners are named, as offsets into the words; "Ruritania and Graustark" is one stretch."""
    found = split_words(words)
    places: list[tuple[int, int]] = []
    for mention in find_mentions(found):
        start, end = found.starts[mention.start], found.ends[mention.end - 1]
        if places and _ENUMERATES.fullmatch(found.text[places[-1][1] : start]):
            places[-1] = (places[-1][0], end)
        else:
            places.append((start, end))
    return places


def glued_heading(
    text: str, sentence: Span, common: HeadingWords, *, labels: int = _MOST_LABELS
) -> Span | None:
    """The heading that the sentence opens with, behind no more than `labels` labels with a colon, or None.

    What is left of the sentence is never empty.
    """
    opening = Span(start=sentence.start, end=min(sentence.end, sentence.start + _OPENING))
    words = words_of(text, opening, most=LONGEST_HEADING + 2)
    names: list[tuple[int, int]] | None = None
    for count in range(1, min(LONGEST_HEADING, len(words) - 2) + 1):
        last, here, after = words[count - 1], words[count], words[count + 1]
        said = last.group()
        if said[-1] in ",;.)" and not _BRACKETED.fullmatch(said):
            return None
        if is_finite_verb(said) and (count > 1 or said[-1] != "s"):
            return None
        if said[-1] == ":":
            return _labelled(text, sentence, last, common, labels - 1) if labels else None
        if not _MAY_OPEN.match(text, here.start()):
            continue
        if names is None:
            names = partner_names(text[opening.start : opening.end])
        if any(start < here.start() - sentence.start < end for start, end in names):
            continue
        if _starts_anew(text[sentence.start : last.end()], count, (last, here, after), common):
            return Span(start=sentence.start, end=last.end())
    return None


def _labelled(text: str, sentence: Span, last: Word, common: HeadingWords, labels: int) -> Span | None:
    """A label with a colon is part of its statement, unless another heading follows it."""
    rest = Span(start=last.end() + 1, end=sentence.end)
    inner = glued_heading(text, rest, common, labels=labels)
    return Span(start=sentence.start, end=inner.end) if inner else None


def _starts_anew(prefix: str, count: int, around: tuple[Word, Word, Word], common: HeadingWords) -> bool:
    """Whether what may open a sentence does, behind the words of a heading."""
    last, here, after = (word.group() for word in around)
    if names_partners_only(prefix):
        return not _goes_on_as_name(here, after)
    if (
        not _CAPITAL.match(here)
        or last.endswith(_POSSESSIVE)
        or ends_hanging(prefix)
        or not _OPENS_HEADING.match(prefix)
        or any(map(str.isdigit, last))
    ):
        return False
    opening = prefix.split(None, 1)[0].lower()
    if opening in _DETERMINERS or opening in _counts():
        return False  # "Six refurbished Search and Rescue vessels were ..."
    low = here.lower().rstrip(",")
    if here == "I" and after in _connecting():
        return False  # "Phase I of the works"
    if low in _openers() or (after[:1].islower() and (low.endswith("ly") or _describes(count, low))):
        return True
    if _opens_partner(here, after) and (count > 1 or _CAPITAL.match(after)):
        return True
    return _common_word_after_name(count, (last, here, after), common)


def _describes(count: int, low: str) -> bool:
    """Whether an adjective stands with a capital behind a lone word: it belongs to what follows it.

    In "Outreach Regular contacts ..." nothing else can be meant, as adjectives stand before their nouns.
    """
    return count == 1 and low in _adjectives()


def _opens_partner(here: str, after: str) -> bool:
    """Whether a partner's name begins here that labels what follows: "Ruritania: ..." or "Ruritania The"."""
    pair = f"{here} {after}"
    if here.endswith(",") or after.endswith(","):
        return False
    return (names_partners_only(here) and (here.endswith(":") or bool(_CAPITAL.match(after)))) or (
        after.endswith(":") and names_partners_only(pair)
    )


def _goes_on_as_name(here: str, after: str) -> bool:
    """A capitalised pair after a partner's name ("Ruritania Growth Facility") is a name with it."""
    return bool(
        _CAPITAL.match(after)
        and not _ACRONYM.match(here)
        and not _ACRONYM.match(after)
        and here.lower() not in _openers()
    ) and not names_partners_only(here)


def _common_word_after_name(count: int, around: tuple[str, str, str], common: HeadingWords) -> bool:
    """A capital on a word that the letter otherwise writes small, after a name and before a small word."""
    last, here, after = around
    if count == 1 or not after[:1].islower() or here.lower() not in common.lower_case:
        return False
    return not _CAPITAL.match(last) or names_partners_only(last)


@cache
def _counts() -> frozenset[str]:
    return frozenset(load("numbers")["cardinals"])


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(load("sentences")["opening_adjectives"])


@cache
def _connecting() -> frozenset[str]:
    return frozenset(load("sentences")["connecting"])


@cache
def _openers() -> frozenset[str]:
    return frozenset(load("sentences")["openers"])
