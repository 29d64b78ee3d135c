"""The page of a search over everything that was ever said: what was found, and what it can be narrowed to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from service.addresses import feed_path, item_path, letter_path
from service.filters.filter_language import can_be_asked
from service.filters.filter_terms import Filter, holds
from service.overviews.found_words import FoundPiece, found_pieces, words_wanted
from service.overviews.matrix import STATES, StateWords
from service.overviews.said_statements import SaidStatement
from service.overviews.series_asked import address_of
from service.overviews.views import KIND_WORDS, part_view
from service.projections.pages import Page, page_of, read_cursor
from service.showing.plain_words import letter_name, partner_name

__all__ = ["PER_PAGE", "Facet", "FacetGroup", "FoundStatement", "SearchPage", "found_of", "search_page"]

# As many as one scrolls through before asking for less.
PER_PAGE = 30
# As many as fit beside the results; the others are behind a click.
_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStatement:
    """A statement with its words, those found marked; `reading` says that only an earlier reading has it."""

    pieces: tuple[FoundPiece, ...]
    path: str
    letter: str
    series: str
    reading: int
    item_path: str
    state: StateWords
    kind: str
    partners: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How many of those found have something in common, and where only they are shown, or all again."""

    name: str
    number: int
    path: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetGroup:
    """Facets of one sort, those with the most first, or in their own order; never none."""

    name: str
    first: tuple[Facet, ...]
    rest: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """All that the page shows; `fault` says why the query cannot be read, `more` leads to the next page."""

    query: str
    fault: str
    total: int
    searched: int
    letters: int
    found: tuple[FoundStatement, ...]
    facets: tuple[FacetGroup, ...]
    more: str
    beginning: str
    measures: str
    feed: str


def found_of(said: Iterable[SaidStatement], wanted: Filter) -> list[SaidStatement]:
    """The statements that a filter holds of, in their order."""
    return [one for one in said if holds(wanted, one.facets)]


def search_page(
    said: Sequence[SaidStatement], wanted: Filter, *, after: str | None = None, fault: str = ""
) -> SearchPage:
    """The page of what a filter finds in `said`, all in order of place; raises BadCursor."""
    found = [] if fault else found_of(said, wanted)
    page = _page(found, after)
    query = wanted.query
    runs = words_wanted(wanted)
    return SearchPage(
        query=query,
        fault=fault,
        total=len(found),
        searched=len(said),
        letters=len({one.letter for one in said}),
        found=tuple(_shown(one, runs) for one in page.rows),
        facets=tuple(_groups(found, query)) if found else (),
        more=address_of("/search", q=query, after=page.next or "") if page.next else "",
        beginning=address_of("/search", q=query) if after else "",
        measures=address_of("/items", q=query),
        feed=feed_path("changes.atom", query=query) if not fault and can_be_asked(query) else "",
    )


def _page(found: Sequence[SaidStatement], after: str | None) -> Page[SaidStatement]:
    beyond = read_cursor(after, int, int, str, int, int) if after is not None else None
    rest = (one for one in found if beyond is None or one.place > beyond)
    return page_of(list(islice(rest, PER_PAGE + 1)), PER_PAGE, lambda one: one.place)


def _shown(one: SaidStatement, runs: Sequence[str]) -> FoundStatement:
    said = one.statement
    return FoundStatement(
        pieces=found_pieces(" ".join(said.text.split()), runs),
        path=letter_path(one.letter, statement=None if one.reading else said.id),
        letter=letter_name(one.letter),
        series=one.facets.series,
        reading=one.reading,
        item_path=item_path(one.item) if one.item else "",
        state=STATES[said.status.value],
        kind=said.kind.value,
        partners=", ".join(map(partner_name, said.partners)),
        part=said.part or "",
    )


def _groups(found: Sequence[SaidStatement], query: str) -> Iterable[FacetGroup]:
    """What those found can be narrowed to; letters from the newest on, all else by number."""
    series = Counter(one.facets.series for one in found)
    partners = Counter(code for one in found for code in one.statement.partners)
    kinds = Counter(one.statement.kind for one in found)
    states = Counter(one.statement.status.value for one in found)
    parts = Counter(one.statement.part for one in found if one.statement.part)
    letters = Counter(one.letter for one in found)
    groups = (
        ("Partner", [(partner_name(code), f"partner:{code}", n) for code, n in partners.most_common()]),
        ("Kind", [(KIND_WORDS[kind], f"kind:{kind.value}", n) for kind, n in kinds.most_common()]),
        ("Status", [(STATES[name].word, f"status:{name}", n) for name, n in states.most_common()]),
        ("Part", [(name, _part_term(name), n) for name, n in parts.most_common()]),
        ("Letter", [(letter_name(key), f"letter:{key}", n) for key, n in letters.items()]),
        ("Series", [(name, f"series:{name}", n) for name, n in series.most_common() if len(series) > 1]),
    )
    for name, facets in groups:
        shown = [_facet(words, term, number, query) for words, term, number in facets if term]
        if shown:
            yield FacetGroup(name=name, first=tuple(shown[:_AT_ONCE]), rest=tuple(shown[_AT_ONCE:]))


def _part_term(name: str) -> str:
    view = part_view(name)
    return view.query if view else ""


def _facet(words: str, term: str, number: int, query: str) -> Facet:
    """A link that adds the term to the query, or takes it out where it stands there."""
    chosen = f" {term} " in f" {query} "
    other = f" {query} ".replace(f" {term} ", " ").strip() if chosen else f"{query} {term}".strip()
    return Facet(name=words, number=number, path=address_of("/search", q=other), chosen=chosen)
