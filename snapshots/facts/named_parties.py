"""Who is named in a statement as somebody who can act: organisations, bodies, partners, authorities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from snapshots.facts.actors import actor_places
from snapshots.facts.partner_mentions import Weight, find_mentions, shared_names
from snapshots.facts.phrase_search import PhraseIndex, Words
from snapshots.lexicon import load, per_series

__all__ = ["Party", "Run", "find_runs"]

_LINKS = frozenset({"and", "or", "the", "&", "both", "as", "well"})
_STOPS = frozenset(".;:()!?")
_POSSESSIVE = frozenset({"'", "’", "‘"})
# "Tunisian coast guard authorities": words between a partner and the body that acts for it.
_WORDS_BETWEEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Words `start` to `end` (exclusive) that name `who`; `adjective`: they name him only by what is his."""

    start: int
    end: int
    who: str
    partner: bool = False
    adjective: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Parties named in one breath, "Mali, Niger and Chad"; words `start` to `end` (exclusive)."""

    start: int
    end: int
    parties: tuple[Party, ...]
    adjective: bool = False


def find_runs(words: Words) -> tuple[Run, ...]:
    """The parties in order, those enumerated together in one run; places and names in compounds are none."""
    runs: list[list[Party]] = []
    for party in _parties(words):
        last = runs[-1][-1] if runs else None
        if last is not None and not last.adjective and _enumerates(words, last.end, party.start):
            runs[-1].append(party)
        else:
            runs.append([party])
    return tuple(
        Run(start=run[0].start, end=run[-1].end, parties=tuple(run), adjective=run[-1].adjective)
        for run in runs
    )


def _parties(words: Words) -> Iterator[Party]:
    end = 0
    for party in sorted(_candidates(words), key=lambda party: (party.start, -party.end)):
        if party.start < end or _in_compound(words, party):
            continue
        yield (whole := _with_its_body(words, party))
        end = whole.end


def _candidates(words: Words) -> Iterator[Party]:
    for mention in find_mentions(words):
        if mention.weight is not Weight.PLACE and mention.partner not in shared_names():
            yield Party(
                start=mention.start,
                end=mention.end,
                who=mention.partner,
                partner=True,
                adjective=mention.people,
            )
    for start, end, name in actor_places(words):
        yield Party(start=start, end=end, who=name)
    for start, end, name in _bodies().find(words):
        yield Party(start=start, end=end, who=name)


def _in_compound(words: Words, party: Party) -> bool:
    """Whether a hyphen ties the name to another word: "the EU-Tunisia memorandum", "Egypt-based"."""
    return words.gaps[party.start] == "-" or words.gaps[party.end : party.end + 1] == ("-",)


def _with_its_body(words: Words, party: Party) -> Party:
    """A partner with the body that acts for it: "the Tunisian coast guard", "Kenya's parliament"."""
    possessive = words.gap(party.end) in _POSSESSIVE and words.keys[party.end : party.end + 1] == ("s",)
    at = party.end + possessive
    if not (party.adjective or possessive):
        at = party.end
    tails = _tails()
    for place in range(at, min(at + _WORDS_BETWEEN + 1, len(words.keys))):
        if not words.joined[place] and place > party.end:
            break
        if words.keys[place] in tails and (place == party.end or party.adjective or possessive):
            return replace(party, end=place + 1, adjective=False)
    return replace(party, end=at, adjective=True) if possessive else party


def _enumerates(words: Words, end: int, start: int) -> bool:
    if start < end or not _LINKS.issuperset(words.keys[end:start]):
        return False
    return _STOPS.isdisjoint("".join(words.gaps[end : start + 1]))


@per_series
def _bodies() -> PhraseIndex[str]:
    bodies = load("next_actors")["bodies"]
    return PhraseIndex((phrase, name) for name, phrases in bodies.items() for phrase in phrases)


@per_series
def _tails() -> frozenset[str]:
    return frozenset(load("next_actors")["tails"]["nouns"])
