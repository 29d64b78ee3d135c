"""The page of a comparison: what moved between two letters, most important first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diffing.changes.earlier_claims import Claim
from service.addresses import (
    change_anchors,
    change_path,
    comparison_path,
    feed_path,
    letter_path,
)
from service.pages.asked_terms import has_term, with_term, without_field
from service.pages.comparison_asked import Asked, Between, LetterNamed, View
from service.pages.unchanged import Unchanged
from service.showing.change_card import Card, Telling, change_card, telling_of
from service.showing.plain_words import (
    CLAIM_VERDICTS,
    COUNTED,
    KINDS,
    KindWords,
    partner_name,
)

__all__ = [
    "ChangeShown",
    "ComparisonPage",
    "Count",
    "Movement",
    "MovementLine",
    "comparison_page",
]

Json = Mapping[str, Any]

# As many sentences as one takes in without scrolling; the rest follows in full.
_AT_A_GLANCE = 5
# As many names as fit two lines; the others are behind a click.
_MOST_PARTNERS = 12
# What readers take along, by what they call it: the names that `as=` has for it (JSON needs none). Those of
# the first sort are of the changes that are listed, the others are always of the whole comparison.
_OF_THE_LIST = {
    "Brief": "brief-html",
    "Markdown": "brief",
    "Workbook (XLSX)": "xlsx",
    "Rows (CSV)": "csv",
    "JSON": "",
}
_OF_THE_WHOLE = {"Every measure redlined": "redline-html", "Signed receipt": "receipt"}

# How many are shown with their wordings at once; of all others there is a line: 300 cards are 45 screens.
_IN_FULL = {View.READING: 25, View.TABLE: 50}
# A handful more is no reason to break off.
_TOO_FEW_TO_LEAVE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many changes are of one kind or about one partner, and where only they are shown.

    Where they are chosen, the address is of the page without that choice.
    """

    number: int
    name: str
    tone: str
    path: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """A change, the id of its place on the page, and the address of its own page."""

    anchor: str
    path: str
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Changes of one item that rest on the same words, the most important first; never empty."""

    changes: tuple[ChangeShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A change in a line: its place on the page, its own page, what it is and what is said of it."""

    anchor: str
    path: str
    words: KindWords
    telling: Telling
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementLine:
    """A movement in a line, with the other changes that rest on the same words."""

    first: ChangeLine
    further: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShown:
    """A sentence about an earlier letter, what came of checking it, and where that letter's words are."""

    text: str
    verdict: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """All that the page shows. `shown` of `total` changes satisfy the query.

    `filtered` says that only those are listed; with a query that cannot be read, all are. `movements` are
    shown with their wordings, `lines` are those behind them without. `places` says which of how many
    movements `movements` are; `earlier` and `further` are pages of others, empty at either end. `downloads`
    are names and addresses of files, of what is listed where the form allows it; `feeds` ask for the same.
    """

    series: str
    old: LetterNamed
    new: LetterNamed
    others: tuple[LetterNamed, ...]
    counts: tuple[Count, ...]
    counted: str
    partners: tuple[Count, ...]
    more_partners: tuple[Count, ...]
    balance: str
    note: str
    minor_count: int
    minor_shown: bool
    minor_path: str
    unchanged_count: int
    unchanged: tuple[Unchanged, ...]
    unchanged_path: str
    query: str
    fault: str
    shown: int
    total: int
    filtered: bool
    unfiltered: str
    action: str
    json_path: str
    downloads: tuple[tuple[str, str], ...]
    feeds: tuple[tuple[str, str, str], ...]
    view: View
    views: tuple[tuple[View, str], ...]
    glance: tuple[ChangeLine, ...]
    movements: tuple[Movement, ...]
    lines: tuple[MovementLine, ...]
    places: str
    earlier: str
    further: str
    claims: tuple[ClaimShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A change, and what its place on the page is called."""

    anchor: str
    change: Json


# Changes of one item that rest on the same words.
_Group = tuple[_Placed, ...]


def comparison_page(changes: Sequence[Json], *, between: Between, asked: Asked) -> ComparisonPage:
    """The page of these changes, all that the comparison has, given as public JSON in their order."""
    old, new = between.old, between.new
    visible = [change for change in changes if asked.minor or not change["minor"]]
    groups = _groups(changes, asked)
    paths = _Paths(old=old.key, new=new.key, asked=asked)
    start, end = _in_full(groups, asked)
    partners = _partner_counts(visible, paths)
    counts = _kind_counts(visible, paths)
    filtered = bool(asked.query) and not asked.fault
    return ComparisonPage(
        series=old.key.partition("/")[0],
        old=old,
        new=new,
        others=between.others,
        counts=counts,
        counted=COUNTED if counts else "",
        partners=partners[:_MOST_PARTNERS],
        more_partners=partners[_MOST_PARTNERS:],
        balance=between.balance,
        note=between.note,
        minor_count=sum(change["minor"] for change in changes),
        minor_shown=asked.minor,
        minor_path=paths.page(minor=not asked.minor),
        unchanged_count=len(between.unchanged),
        unchanged=between.unchanged if asked.unchanged else (),
        unchanged_path=paths.page(unchanged=not asked.unchanged) + ("" if asked.unchanged else "#unchanged"),
        query=asked.query,
        fault=asked.fault,
        shown=sum(map(len, groups)),
        total=len(visible),
        filtered=filtered,
        unfiltered=paths.page(query=""),
        action=comparison_path(old.key, new.key),
        json_path=f"/v1{comparison_path(old.key, new.key)}",
        downloads=tuple(paths.downloads(asked.query if filtered else "")),
        feeds=tuple(paths.feeds(asked.query if filtered else "")),
        view=asked.view,
        views=tuple((view, paths.page(view=view)) for view in View),
        glance=() if filtered or start else tuple(paths.line(group[0]) for group in groups[:_AT_A_GLANCE]),
        movements=tuple(paths.movement(group) for group in groups[start:end]),
        lines=tuple(map(paths.movement_line, groups[end:])),
        places=f"{start + 1} to {end} of {len(groups)}" if end - start < len(groups) else "",
        earlier=paths.page(first=_anchor_at(groups, start - _IN_FULL[asked.view])) if start else "",
        further=paths.page(first=groups[end][0].anchor) if end < len(groups) else "",
        claims=() if filtered else tuple(_claim_shown(claim, old) for claim in between.claims),
    )


def _in_full(groups: Sequence[_Group], asked: Asked) -> tuple[int, int]:
    """Which groups are shown with their wordings."""
    anchors = [{placed.anchor for placed in group} for group in groups]
    start = next((place for place, names in enumerate(anchors) if asked.first in names), 0)
    end = start + _IN_FULL[asked.view]
    return start, len(groups) if end + _TOO_FEW_TO_LEAVE >= len(groups) else end


def _anchor_at(groups: Sequence[_Group], place: int) -> str:
    """Where to begin from; the beginning goes without saying."""
    return groups[place][0].anchor if place > 0 else ""


def _claim_shown(claim: Claim, old: LetterNamed) -> ClaimShown:
    path = letter_path(old.key, statement=claim.statement) if claim.statement else ""
    return ClaimShown(text=claim.text, verdict=CLAIM_VERDICTS[claim.verdict.value], path=path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paths:
    """Where the same comparison is shown otherwise, and each change by itself."""

    old: str
    new: str
    asked: Asked

    def page(self, **otherwise: Any) -> str:
        """The page as it is asked for, but for this; a page of other changes begins at the first of them."""
        now = self.asked
        wish: dict[str, Any] = {
            "query": now.query,
            "minor": now.minor,
            "unchanged": now.unchanged,
            "view": now.view.value,
        }
        wish |= otherwise
        view = "" if wish.pop("view") == View.READING else View.TABLE.value
        return comparison_path(self.old, self.new, view=view, **wish)

    def count(self, number: int, name: str, term: str, tone: str = "quiet") -> Count:
        chosen = not self.asked.fault and has_term(self.asked.query, term)
        query = "" if self.asked.fault else self.asked.query
        narrowed = without_field(query, term.partition(":")[0]) if chosen else with_term(query, term)
        return Count(number=number, name=name, tone=tone, path=self.page(query=narrowed), chosen=chosen)

    def movement(self, group: _Group) -> Movement:
        return Movement(changes=tuple(map(self.change, group)))

    def change(self, placed: _Placed) -> ChangeShown:
        return ChangeShown(anchor=placed.anchor, path=self.of_change(placed), card=change_card(placed.change))

    def movement_line(self, group: _Group) -> MovementLine:
        return MovementLine(first=self.line(group[0]), further=tuple(map(self.line, group[1:])))

    def line(self, placed: _Placed) -> ChangeLine:
        return ChangeLine(
            anchor=placed.anchor,
            path=self.of_change(placed),
            words=KINDS[placed.change["kind"]],
            telling=telling_of(placed.change),
            why=placed.change["why"],
        )

    def of_change(self, placed: _Placed) -> str:
        return change_path(self.old, self.new, placed.anchor)

    def downloads(self, query: str) -> Iterator[tuple[str, str]]:
        for name, form in _OF_THE_LIST.items():
            minor = self.asked.minor and bool(form)  # JSON has them anyway
            yield name, f"/v1{comparison_path(self.old, self.new, query=query, minor=minor, form=form)}"
        for name, form in _OF_THE_WHOLE.items():
            yield name, f"/v1{comparison_path(self.old, self.new, form=form)}"

    def feeds(self, query: str) -> Iterator[tuple[str, str, str]]:
        series, minor = self.old.partition("/")[0], self.asked.minor
        for name, media_type, words in (
            ("changes.atom", "application/atom+xml", "Atom"),
            ("changes.json", "application/feed+json", "JSON Feed"),
        ):
            yield words, media_type, feed_path(name, series=series, query=query, minor=minor)


def _groups(changes: Sequence[Json], asked: Asked) -> list[_Group]:
    """The changes that are wanted; those of one item that quote the same words at the place of the first."""
    anchors = change_anchors([(change["kind"], change["item"]) for change in changes])
    together: dict[object, list[_Placed]] = {}
    for anchor, change in zip(anchors, changes, strict=True):
        if (asked.minor or not change["minor"]) and asked.wanted(change):
            key = (change["item"], _quoted(change["before"]), _quoted(change["after"]))
            together.setdefault(key, []).append(_Placed(anchor=anchor, change=change))
    return [tuple(group) for group in together.values()]


def _quoted(side: Json | None) -> tuple[tuple[str, str], ...]:
    return tuple((one["quote"], one["statement"]) for one in side["quotes"]) if side else ()


def _kind_counts(changes: Sequence[Json], paths: _Paths) -> tuple[Count, ...]:
    """In the order of KINDS, so that a kind always stands at the same place."""
    numbers = Counter(change["kind"] for change in changes if paths.asked.but_kind(change))
    return tuple(
        paths.count(number, words.one if number == 1 else words.many, f"kind:{kind}", words.tone)
        for kind, words in KINDS.items()
        if (number := numbers[kind])
    )


def _partner_counts(changes: Sequence[Json], paths: _Paths) -> tuple[Count, ...]:
    """Most changes first; those with as many by name."""
    about = (change["partners"] for change in changes if paths.asked.but_partner(change))
    numbers = Counter(partner for partners in about for partner in partners)
    named = sorted((-number, partner_name(code), code) for code, number in numbers.items())
    return tuple(paths.count(-number, name, f"partner:{code}") for number, name, code in named)
