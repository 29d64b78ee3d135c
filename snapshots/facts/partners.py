"""The countries and regions that a statement is about.

A name can stand for the partner, for a place, or in passing: "EUR 20 million for refugees from Sudan" under
the heading "Egypt" is about Egypt. So each mention has a weight (see `partner_mentions`), and the heading
speaks where the statement itself names nobody, or only in passing. A name that two countries bear ("Congo")
is that of the one that is named beside it or above it; else it is neither's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from snapshots.facts.kind import read_kind
from snapshots.facts.partner_mentions import (
    Mention,
    Weight,
    eu_members,
    find_mentions,
    regions,
    shared_names,
)
from snapshots.facts.phrase_search import split_words
from snapshots.letter import Kind

__all__ = ["find_partners", "partners_named", "partners_spoken_of", "within"]


def partners_named(text: str) -> tuple[str, ...]:
    """The partners that a heading names, as `find_partners` wants them: a name left open is kept as such."""
    return _partners_meant(text, ())


def partners_spoken_of(text: str) -> tuple[str, ...]:
    """The partners that `text` names as such, none that it names as a place or in passing."""
    return _most_exact(_partners(find_mentions(split_words(text)), Weight.NAMED))


def within(partners: Iterable[str], others: Sequence[str]) -> bool:
    """Whether one of the partners is among the others, or in a region that is."""
    held = frozenset(others).union(*(regions().get(other, frozenset()) for other in others))
    return not held.isdisjoint(partners)


def find_partners(text: str, *, heading_partners: tuple[str, ...] = ()) -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes (Kosovo XK) and region slugs that `text` is about, in order of first mention.

    What the text names counts, and the heading where it names nobody. A region gives way to the countries
    in it that are named too. EU Member States beside a heading's partner do not take its place but join it;
    what is named only in passing counts where neither text nor heading names anybody otherwise. Whose name
    could be another country's, and is not told apart, is not among them.
    """
    meant = _partners_meant(text, heading_partners)
    return tuple(partner for partner in meant if partner not in shared_names())


def _partners_meant(text: str, heading_partners: tuple[str, ...]) -> tuple[str, ...]:
    mentions = find_mentions(split_words(text))
    if not mentions:
        return heading_partners
    told = _told_apart({*heading_partners, *(mention.partner for mention in mentions)})
    if told:
        mentions = tuple(replace(m, partner=told.get(m.partner, m.partner)) for m in mentions)
        heading_partners = tuple(dict.fromkeys(told.get(partner, partner) for partner in heading_partners))
    named = _partners(_without_hosts(mentions, heading_partners), Weight.NAMED)
    places = _partners(mentions, Weight.PLACE)
    passing = places + _partners(mentions, Weight.PASSING)
    if not named:
        if heading_partners and _is_only_met_there(text, heading_partners, passing):
            return heading_partners
        return _narrowed(heading_partners, passing, places) if heading_partners else _most_exact(passing)
    if eu_members().issuperset(named):
        named = _with_whom(named, heading_partners, places)
    if _is_wider(named, heading_partners):
        return heading_partners
    return _most_exact(named)


def _partners(mentions: Iterable[Mention], weight: Weight) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.partner for mention in mentions if mention.weight is weight))


def _without_hosts(mentions: Sequence[Mention], heading: tuple[str, ...]) -> Iterable[Mention]:
    """Without the Member States that only say where, if the text or its heading is about others."""
    named = (mention.partner for mention in mentions if mention.weight is Weight.NAMED)
    if eu_members().issuperset((*heading, *named)):
        return mentions
    return [mention for mention in mentions if not mention.where]


def _told_apart(named: set[str]) -> dict[str, str]:
    """Shared name -> the country meant by it, for those beside which one of their bearers is named."""
    beside = ((name, bearers & named) for name, bearers in shared_names().items() if name in named)
    return {name: min(bearers) for name, bearers in beside if len(bearers) == 1}


def _narrowed(heading: tuple[str, ...], passing: tuple[str, ...], places: tuple[str, ...]) -> tuple[str, ...]:
    """Those partners of a heading that the statement names in passing, or places in its region; else all."""
    inside = tuple(
        place for place in places if any(place in regions().get(partner, frozenset()) for partner in heading)
    )
    return tuple(partner for partner in heading if partner in passing) or inside or heading


def _is_only_met_there(text: str, heading: tuple[str, ...], passing: tuple[str, ...]) -> bool:
    """Whether a gathering has its venue in the heading's region: it is the region's, wherever it is held."""
    inside = regions().keys() & set(heading) and not set(heading) & set(passing)
    return bool(inside) and read_kind(text) is Kind.MEETING


def _with_whom(named: tuple[str, ...], heading: tuple[str, ...], places: tuple[str, ...]) -> tuple[str, ...]:
    """Member States, after those with whom they act: the heading's, else places outside the Union."""
    others = heading or tuple(place for place in places if place not in eu_members())
    return tuple(dict.fromkeys((*others, *named)))


def _is_wider(named: Sequence[str], heading: tuple[str, ...]) -> bool:
    """Whether the statement names only regions that hold a partner of its heading."""
    return bool(heading) and all(
        not regions().get(partner, frozenset()).isdisjoint(heading) for partner in named
    )


def _most_exact(partners: tuple[str, ...]) -> tuple[str, ...]:
    """Without the regions that hold another of the partners."""
    held, known = frozenset(partners), regions()
    return tuple(
        partner
        for partner in dict.fromkeys(partners)
        if partner not in known or known[partner].isdisjoint(held)
    )
