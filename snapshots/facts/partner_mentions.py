"""Where a text names countries and regions, and whether it is about them or names them in passing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any

from snapshots.facts.country_codes import find_codes, is_code
from snapshots.facts.phrase_search import PhraseIndex, Words, split_words
from snapshots.lexicon import load, per_series, series_at_hand

__all__ = [
    "Mention",
    "Weight",
    "eu_members",
    "find_mentions",
    "may_begin_mention",
    "regions",
    "shared_names",
]


class Weight(IntEnum):
    """How much a mention says about whom the text is about."""

    PASSING = 1
    PLACE = 2
    NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words `start` to `end` (exclusive) that name `partner`: a country, a region, or a shared name.

    `where` says that a Member State stands only where something is: "from hubs in Poland".
    """

    start: int
    end: int
    partner: str
    weight: Weight
    people: bool = False
    where: bool = False


@per_series
def eu_members() -> frozenset[str]:
    """The codes of the Member States of the European Union."""
    return frozenset(load("partners")["groups"]["eu_members"].split())


@per_series
def regions() -> dict[str, frozenset[str]]:
    """Region -> the countries and smaller regions in it; a wide region has all of them."""
    vocabulary = load("partners")
    everything = frozenset(vocabulary["countries"]) | frozenset(vocabulary["regions"])
    return {
        name: everything - {name} if entry.get("wide") else frozenset(entry.get("members", "").split())
        for name, entry in vocabulary["regions"].items()
    }


@per_series
def shared_names() -> dict[str, frozenset[str]]:
    """What stands for a name that more than one country bears -> the countries."""
    shared = load("partners")["shared_names"]
    return {name: frozenset(entry["bearers"].split()) for name, entry in shared.items()}


def may_begin_mention(word: str) -> bool:
    """Whether a word of plain letters, as written, can be the first of a mention."""
    return _names().may_begin_among((word.lower(),)) or is_code(word)


def find_mentions(words: Words) -> tuple[Mention, ...]:
    """Every mention, in order; names that hold a country's name and mean something else are none."""
    return _mentions(words.text, series_at_hand())


@lru_cache(maxsize=1024)
def _mentions(text: str, _series: str | None) -> tuple[Mention, ...]:
    """Headings, clauses and facts of one cell ask for the same words two or three times."""
    words = split_words(text)
    found = sorted(_candidates(words), key=lambda mention: mention.start)
    if not found:
        return ()
    meant = [mention for mention in found if not _stands_for_something_else(words, mention)]
    return tuple(_weighed(words, meant))


def _candidates(words: Words) -> Iterator[Mention]:
    shouted = load("partners")["codes"]["words_in_capitals"] if words.text.isupper() else ()
    taken: set[int] = set()
    for start, end, value in _names().find(words):
        taken.update(range(start, end))
        if value is not None and words.forms[start] not in shouted:
            partner, weight, people = value
            yield Mention(start=start, end=end, partner=partner, weight=weight, people=people)
    for index, partner in find_codes(words):
        if index in taken:
            continue
        yield Mention(start=index, end=index + 1, partner=partner, weight=Weight.NAMED)
    yield from _towns_at_the_head(words, taken)


# "Rail ferries between Alat and Kuryk: ..." has its label in six words.
_LONGEST_LABEL = 8


def _towns_at_the_head(words: Words, taken: set[int]) -> Iterator[Mention]:
    """Towns that a label names, or that begin the text; one further on is where something was held."""
    if not _towns().may_begin_among(words.keys[:_LONGEST_LABEL]):
        return
    head = _end_of_label(words)
    for start, end, partner in _towns().find(words):
        venue = start > 0 and words.keys[start - 1] in load("towns")["venue"]["before"]
        if (start == 0 or end <= head) and start not in taken and not venue:
            yield Mention(start=start, end=end, partner=partner, weight=Weight.PLACE)


def _end_of_label(words: Words) -> int:
    """How many words stand before the colon that ends a label; 0 without one."""
    reach = range(1, min(_LONGEST_LABEL + 1, len(words.keys)))
    return next((at for at in reach if ":" in words.gap(at)), 0)


@cache
def _towns() -> PhraseIndex[str]:
    towns = load("towns")["towns"]
    return PhraseIndex((town, code) for code, names in towns.items() for town in names)


@per_series
def _names() -> PhraseIndex[tuple[str, Weight, bool] | None]:
    return PhraseIndex(_phrases(load("partners")))


def _phrases(vocabulary: dict[str, Any]) -> Iterator[tuple[str, tuple[str, Weight, bool] | None]]:
    for phrase in vocabulary["not_partners"]["phrases"]:
        yield phrase, None
    for partner, entry in (
        vocabulary["countries"] | vocabulary["regions"] | vocabulary["shared_names"]
    ).items():
        for name in entry.get("names", ()):
            yield name, (partner, Weight.NAMED, False)
        for name in entry.get("people", ()):
            yield name, (partner, Weight.NAMED, True)
            yield f"{name}s", (partner, Weight.PASSING, True)
        for name in entry.get("places", ()):
            yield name, (partner, Weight.PLACE, False)


@per_series
def _around(name: str) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in load("partners")["passing"][name])


@per_series
def _leading(name: str) -> dict[int, frozenset[tuple[str, ...]]]:
    """Phrases that stand before a name, by their number of words."""
    phrases = [split_words(phrase).keys for phrase in load("partners")["passing"][name]]
    return {size: frozenset(p for p in phrases if len(p) == size) for size in {len(p) for p in phrases}}


def _stands_for_something_else(words: Words, mention: Mention) -> bool:
    after = _after(words, mention)
    if mention.start and words.forms[mention.start - 1] in load("partners")["passing"]["person_before"]:
        return True
    if mention.weight is Weight.PLACE:
        return _follows(words, after, "instrument_after") or _is_venue_of_the_world(words)
    return _follows(words, after, "never_after")


def _after(words: Words, mention: Mention) -> int:
    """The word after a mention and its possessive."""
    at = mention.end
    possessive = at < len(words.keys) and words.keys[at] == "s" and words.gap(at) in {"'", "’", "‘"}
    return at + 1 if possessive else at


def _follows(words: Words, at: int, name: str) -> bool:
    return at < len(words.keys) and words.joined[at] and _around(name).at(words, at) is not None


def _is_venue_of_the_world(words: Words) -> bool:
    return any(True for _ in _around("venue").find(words))


def _weighed(words: Words, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions with their weight lowered where the words around say "in passing"; a list has one weight."""
    runs = _runs(words, mentions)
    others = any(mention.partner not in eu_members() for run in runs for mention in run)
    for run in runs:
        plural = any(mention.weight is Weight.PASSING for mention in run)
        at_home = all(mention.partner in eu_members() for mention in run)
        helps = others and at_home and all(mention.people for mention in run)
        passing = plural or helps or _is_passing(words, run[0], run[-1])
        where = at_home and _is_only_where(words, run[0])
        for mention in run:
            yield replace(mention, weight=Weight.PASSING if passing else mention.weight, where=where)


def _runs(words: Words, mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Mentions grouped into enumerations: "Mali, Niger and Chad" is one run."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs and _enumerates(words, runs[-1][-1], mention):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


_LINKS = frozenset({"and", "or", "&", "the"})


def _enumerates(words: Words, before: Mention, after: Mention) -> bool:
    """Whether nothing but commas and linking words stands between two mentions of the same sort."""
    return (
        before.people == after.people
        and _LINKS.issuperset(words.keys[before.end : after.start])
        and not any(set(words.gap(at)) & _STOPS for at in range(before.end, after.start + 1))
    )


_STOPS = frozenset(".;:()")
_POINTS = frozenset({"the", "north", "south", "east", "west", "northern", "southern", "eastern", "western"})


def _is_passing(words: Words, first: Mention, last: Mention) -> bool:
    start = first.start
    while start and words.keys[start - 1] in _POINTS:
        start -= 1
    after = _after(words, last)
    lists = ["", "_member_state"] if first.partner in eu_members() else [""]
    if after < len(words.keys) and words.gap(after) == "-" and _follows(words, after, "after_hyphen"):
        return True
    return any(
        _leads(words, start, f"before{name}") or _follows(words, after, f"after{name}") for name in lists
    )


def _is_only_where(words: Words, first: Mention) -> bool:
    """Whether a name says where: "from hubs in Poland"; at the head of a sentence it says of whom."""
    start = first.start
    while start and words.keys[start - 1] in _POINTS:
        start -= 1
    inside = start > 1 and words.keys[start - 1] == "in" and words.gap(start) == " "
    return inside and _STOPS.isdisjoint(words.gap(start - 1))


def _leads(words: Words, start: int, name: str) -> bool:
    """Whether one of the phrases of the list stands directly before word `start`."""
    return any(
        words.keys[max(start - size, 0) : start] in phrases for size, phrases in _leading(name).items()
    )
