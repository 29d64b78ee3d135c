"""The page of a comparison: what moved between two letters, most important first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diffing.changes.earlier_claims import Claim
from diffing.comparison import Comparison
from service.addresses import change_anchors, comparison_path, fragment, letter_path
from service.change_card import Card, change_card
from service.plain_words import CLAIM_VERDICTS, COUNTED, KINDS, balance, letter_name, partner_name

__all__ = [
    "Asked",
    "Between",
    "ChangeShown",
    "ComparisonPage",
    "Count",
    "LetterNamed",
    "Movement",
    "comparison_page",
]

Json = Mapping[str, Any]

# As many sentences as one takes in without scrolling; the rest follows in full.
_AT_A_GLANCE = 5
# As many names as fit two lines; the others are behind a click.
_MOST_PARTNERS = 12
# What readers take along, by what they call it: the names that `as=` has for it.
_DOWNLOADS = {
    "a brief to print": "brief-html",
    "the brief as Markdown": "brief",
    "every measure redlined": "redline-html",
    "a workbook (XLSX)": "xlsx",
    "rows (CSV)": "csv",
    "the receipt": "receipt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterNamed:
    """A letter's key, and the name that people give it: its date."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The two letters; `balance` says how much of them corresponds, `note` why nothing is listed, if so.

    `claims` are what the newer letter says of earlier ones.
    """

    old: LetterNamed
    new: LetterNamed
    balance: str = ""
    note: str = ""
    claims: tuple[Claim, ...] = ()

    @classmethod
    def of(cls, comparison: Comparison) -> Between:
        """What the page says of a comparison besides its changes."""
        old, new = comparison.old, comparison.new
        return cls(
            old=LetterNamed(key=old.key, name=letter_name(old.key)),
            new=LetterNamed(key=new.key, name=letter_name(new.key)),
            balance=balance(
                carried=comparison.summary.carried,
                unmentioned=comparison.summary.unmentioned,
                added=comparison.summary.added,
            ),
            note=comparison.summary.note,
            claims=comparison.claims,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the reader asks for: `query` as typed, `wanted` what it means, `fault` why it means nothing."""

    query: str = ""
    wanted: Callable[[Json], bool] = lambda _: True
    fault: str = ""
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many changes are of one kind or about one partner, and where only they are shown."""

    number: int
    name: str
    tone: str
    path: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """A change, the id of its place on the page, and the address of that place, whatever is filtered now."""

    anchor: str
    path: str
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Changes of one item that rest on the same words, the most important first; never empty."""

    changes: tuple[ChangeShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShown:
    """A sentence about an earlier letter, what came of checking it, and where that letter's words are."""

    text: str
    verdict: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """All that the page shows. Counts are of all major changes; `shown` of `total` satisfy the query.

    `filtered` says that only those are listed; with a query that cannot be read, all are. `downloads` are
    names and addresses of the whole comparison as a file.
    """

    series: str
    old: LetterNamed
    new: LetterNamed
    counts: tuple[Count, ...]
    counted: str
    partners: tuple[Count, ...]
    more_partners: tuple[Count, ...]
    balance: str
    note: str
    minor_count: int
    minor_shown: bool
    minor_path: str
    query: str
    fault: str
    shown: int
    total: int
    filtered: bool
    unfiltered: str
    action: str
    json_path: str
    downloads: tuple[tuple[str, str], ...]
    glance: tuple[Movement, ...]
    movements: tuple[Movement, ...]
    claims: tuple[ClaimShown, ...]


def comparison_page(changes: Sequence[Json], *, between: Between, asked: Asked) -> ComparisonPage:
    """The page of these changes, all that the comparison has, given as public JSON in their order."""
    old, new = between.old, between.new
    visible = [change for change in changes if asked.minor or not change["minor"]]
    shown = _shown(changes, between, asked)
    movements = _movements(shown)
    paths = _Paths(old=old.key, new=new.key, asked=asked)
    partners = _partner_counts(visible, paths)
    counts = _kind_counts(visible, paths)
    filtered = bool(asked.query) and not asked.fault
    json_path = f"/v1{comparison_path(old.key, new.key)}"
    return ComparisonPage(
        series=old.key.partition("/")[0],
        old=old,
        new=new,
        counts=counts,
        counted=COUNTED if counts else "",
        partners=partners[:_MOST_PARTNERS],
        more_partners=partners[_MOST_PARTNERS:],
        balance=between.balance,
        note=between.note,
        minor_count=sum(change["minor"] for change in changes),
        minor_shown=asked.minor,
        minor_path=comparison_path(old.key, new.key, query=asked.query, minor=not asked.minor),
        query=asked.query,
        fault=asked.fault,
        shown=len(shown),
        total=len(visible),
        filtered=filtered,
        unfiltered=comparison_path(old.key, new.key, minor=asked.minor),
        action=comparison_path(old.key, new.key),
        json_path=json_path,
        downloads=tuple((name, f"{json_path}?as={form}") for name, form in _DOWNLOADS.items()),
        glance=() if filtered else movements[:_AT_A_GLANCE],
        movements=movements,
        claims=() if filtered else tuple(_claim_shown(claim, old) for claim in between.claims),
    )


def _claim_shown(claim: Claim, old: LetterNamed) -> ClaimShown:
    path = letter_path(old.key, statement=claim.statement) if claim.statement else ""
    return ClaimShown(text=claim.text, verdict=CLAIM_VERDICTS[claim.verdict.value], path=path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paths:
    """Where the same comparison is shown with another filter."""

    old: str
    new: str
    asked: Asked

    def count(self, number: int, name: str, term: str, tone: str = "quiet") -> Count:
        path = comparison_path(self.old, self.new, query=term, minor=self.asked.minor)
        return Count(number=number, name=name, tone=tone, path=path, chosen=self.asked.query == term)


def _shown(changes: Sequence[Json], between: Between, asked: Asked) -> list[ChangeShown]:
    anchors = change_anchors([(change["kind"], change["item"]) for change in changes])
    return [
        ChangeShown(
            anchor=anchor,
            path=comparison_path(between.old.key, between.new.key, minor=change["minor"]) + fragment(anchor),
            card=change_card(change),
        )
        for anchor, change in zip(anchors, changes, strict=True)
        if (asked.minor or not change["minor"]) and asked.wanted(change)
    ]


def _movements(shown: Sequence[ChangeShown]) -> tuple[Movement, ...]:
    """Changes of one item that quote the same words, together at the place of the first of them."""
    together: dict[object, list[ChangeShown]] = {}
    for change in shown:
        card = change.card
        together.setdefault((card.item, card.before, card.after), []).append(change)
    return tuple(Movement(changes=tuple(group)) for group in together.values())


def _kind_counts(changes: Sequence[Json], paths: _Paths) -> tuple[Count, ...]:
    """In the order of KINDS, so that a kind always stands at the same place."""
    numbers = Counter(change["kind"] for change in changes)
    return tuple(
        paths.count(number, words.one if number == 1 else words.many, f"kind:{kind}", words.tone)
        for kind, words in KINDS.items()
        if (number := numbers[kind])
    )


def _partner_counts(changes: Sequence[Json], paths: _Paths) -> tuple[Count, ...]:
    """Most changes first; those with as many by name."""
    numbers = Counter(partner for change in changes for partner in change["partners"])
    named = sorted((-number, partner_name(code), code) for code, number in numbers.items())
    return tuple(paths.count(-number, name, f"partner:{code}") for number, name, code in named)
