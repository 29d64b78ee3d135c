"""A brief of what moved between two letters: a page or two that reads from the top, each line with sources.

Lines stand by what became of a measure, in each section those that matter most; a line's number is that of
the note with its words in both letters. What is not told is counted.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from diffing.canonical_json import canonical_json
from diffing.comparison import Comparison
from service.change_card import Card, change_card
from service.plain_words import KINDS, balance, letter_name, money, partner_name
from service.reports.quotations import Quotation, quotation_of
from service.reports.selection import Selection
from snapshots.letter import Amount, Letter, Statement

__all__ = ["Brief", "BriefLine", "Note", "PartnerRow", "Section", "make_brief"]

Json = Mapping[str, Any]

# As many lines as two printed pages have room for with their notes; how many more there are is said.
_MOST_LINES = {"forward": 5, "deadlines": 5, "faded": 3, "figures": 3, "new": 3}
_HEADINGS = {
    "forward": "Signed, done, moved forward",
    "deadlines": "Deadlines that passed, moved or went",
    "faded": "Stalled, or no longer mentioned",
    "figures": "Sums and figures",
    "new": "New",
    "quiet": "Told otherwise",
}
_MOST_PARTNERS = 8
# What a change says besides itself, so that the others of the same words need not.
_SAID_ALREADY = {
    "contract.signed": {"item.completed", "item.progressed", "item.added"},
    "deadline.moved": {"deadline.passed"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The words that a line rests on, of either letter; None of one that does not speak of it."""

    number: int
    before: Quotation | None
    after: Quotation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """A measure and what became of it; `whom` are its partners.

    `why` says why it ranks where it does, and is empty where the line before says so too.
    """

    number: int
    whom: str
    said: str
    label: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines of one sort, and how many `more` there are that are not told."""

    heading: str
    lines: tuple[BriefLine, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """How many measures of a partner moved, by section in the order of the sections, and the lines on it."""

    name: str
    numbers: tuple[int, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that a brief says; `columns` head the numbers of `partners`, `receipt` is a SHA-256."""

    old: str
    new: str
    letters: tuple[str, str]
    counts: tuple[str, ...]
    slips: str
    balance: str
    note: str
    sections: tuple[Section, ...]
    columns: tuple[str, ...]
    partners: tuple[PartnerRow, ...]
    more_partners: int
    notes: tuple[Note, ...]
    minor: str
    receipt: str
    signed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Movement:
    """Changes of one item that rest on the same words, the most important first."""

    section: str
    changes: tuple[Json, ...]
    cards: tuple[Card, ...]
    why: str
    sum: Decimal


def make_brief(comparison: Comparison, public: Json, selection: Selection) -> Brief:
    """The brief of a comparison, given with its public JSON too; with minor changes, all lines are told."""
    chosen = selection.of(public["changes"])
    movements = _movements(chosen, comparison.new)
    told = _told(movements, everything=selection.minor)
    numbered = list(enumerate((one for _, some in told for one in some), 1))
    partners = _partner_rows(movements, [(number, one) for number, one in numbered])
    letters = comparison.old, comparison.new
    return Brief(
        old=letter_name(comparison.old.key),
        new=letter_name(comparison.new.key),
        letters=(_named(public["old"]), _named(public["new"])),
        counts=tuple(_counts(chosen)),
        slips=_slips(chosen),
        balance=balance(
            carried=comparison.summary.carried,
            unmentioned=comparison.summary.unmentioned,
            added=comparison.summary.added,
        ),
        note=comparison.summary.note,
        sections=tuple(_sections(movements, told, numbered)),
        columns=tuple(_HEADINGS[name] for name in _MOST_LINES),
        partners=partners[:_MOST_PARTNERS],
        more_partners=max(len(partners) - _MOST_PARTNERS, 0),
        notes=tuple(_note(number, one, letters) for number, one in numbered),
        minor=_minor(public["changes"], shown=selection.minor),
        receipt=receipt_sha256(public["receipt"]),
        signed=_signed(public["receipt"]["signature"]),
    )


def receipt_sha256(receipt: Json) -> str:
    """The SHA-256 of a receipt without its signature, as canonical JSON: what the signature is made of."""
    unsigned = {name: value for name, value in receipt.items() if name != "signature"}
    return hashlib.sha256(canonical_json(unsigned)).hexdigest()


def _signed(signature: Json | None) -> str:
    return "not signed" if signature is None else f"signed by key {signature['key']}"


def _named(letter: Json) -> str:
    title = " ".join((letter["title"] or "").split())
    return title or letter["filename"] or letter["key"]


def _movements(changes: Sequence[Json], new: Letter) -> list[_Movement]:
    """In their order, but what is new by the largest sum that it names: nothing else tells them apart."""
    together: dict[object, list[tuple[Json, Card]]] = {}
    for change in changes:
        card = change_card(change)
        together.setdefault((card.item, card.before, card.after), []).append((change, card))
    sums = {statement.id: _largest_sum(statement) for statement in new.statements}
    found = [_movement(group, sums) for group in together.values()]
    return sorted(found, key=lambda one: -one.sum)


def _movement(group: Sequence[tuple[Json, Card]], sums: Mapping[str, Amount | None]) -> _Movement:
    change, card = group[0]
    section, why, amount = _section_of(card), card.why, None
    if section == "new" and change["after"]:
        named = [found for one in change["after"]["statements"] if (found := sums[one])]
        amount = max(named, key=_value, default=None)
        why += f": it names {money(amount.value, amount.currency)}" if amount else ""
    return _Movement(
        section=section,
        changes=tuple(one for one, _ in group),
        cards=tuple(one for _, one in group),
        why=why,
        sum=_value(amount) if amount else Decimal(0),
    )


def _largest_sum(statement: Statement) -> Amount | None:
    return max((one for one in statement.amounts if one.value is not None), key=_value, default=None)


def _value(amount: Amount) -> Decimal:
    return amount.value or Decimal(0)


def _section_of(card: Card) -> str:
    tone = card.words.tone
    if tone == "back":
        return "deadlines" if card.kind.startswith("deadline.") else "faded"
    return {"figure": "figures"}.get(tone, tone)


def _told(movements: Sequence[_Movement], *, everything: bool) -> list[tuple[str, list[_Movement]]]:
    """By section, those that are told: the first ones of each, or all."""
    names = _HEADINGS if everything else _MOST_LINES
    found = {name: [one for one in movements if one.section == name] for name in names}
    return [(name, some if everything else some[: _MOST_LINES[name]]) for name, some in found.items() if some]


def _sections(
    movements: Sequence[_Movement],
    told: Sequence[tuple[str, list[_Movement]]],
    numbered: Sequence[tuple[int, _Movement]],
) -> Iterator[Section]:
    sizes = Counter(one.section for one in movements)
    for name, some in told:
        lines = _without_repeats([_line(number, one) for number, one in numbered if one.section == name])
        yield Section(heading=_HEADINGS[name], lines=lines, more=sizes[name] - len(some))


def _without_repeats(lines: Sequence[BriefLine]) -> tuple[BriefLine, ...]:
    """The lines, each with its reason where that is another than the line's before."""
    reasons = ["", *(line.why.partition(":")[0] for line in lines)]
    return tuple(
        replace(line, why="") if before == reason else line
        for line, before, reason in zip(lines, reasons, reasons[1:], strict=False)
    )


def _line(number: int, movement: _Movement) -> BriefLine:
    first = movement.cards[0]
    said = _said(movement.cards)
    reason, _, detail = movement.why.partition(": ")
    return BriefLine(
        number=number,
        whom=_listed([partner.name for partner in first.partners]),
        said=said,
        label=first.telling.label,
        why=reason if detail in said else movement.why,
    )


def _said(cards: Sequence[Card]) -> str:
    unsaid = {kind for card in cards for kind in _SAID_ALREADY.get(card.kind, ())}
    said = [card.telling.said for card in cards if card.kind not in unsaid]
    return "; ".join([said[0], *(one[:1].lower() + one[1:] for one in said[1:])])


def _listed(names: Sequence[str]) -> str:
    shown = list(names) if len(names) <= 3 else [*names[:3], f"{len(names) - 3} more"]  # noqa: PLR2004
    return ", ".join(shown[:-1]) + (" and " if shown[1:] else "") + shown[-1] if shown else ""


def _note(number: int, movement: _Movement, letters: tuple[Letter, Letter]) -> Note:
    before, after = (
        quotation_of(side, letter, _evidence(movement.changes, name))
        if (side := movement.changes[0][name])
        else None
        for name, letter in zip(("before", "after"), letters, strict=True)
    )
    return Note(number=number, before=before, after=after)


def _evidence(changes: Sequence[Json], side: str) -> str:
    """The words from which a fact of that side was read: what a quotation must not leave out."""
    for change in changes:
        facts = change["facts"]
        for found in (facts.get(side), facts.get("amount") if side == "after" else facts.get("deadline")):
            if isinstance(found, Mapping) and found.get("quote"):
                return str(found["quote"])
    return ""


def _counts(changes: Sequence[Json]) -> Iterator[str]:
    """By tone, what there is of each kind: `4 contracts signed, 16 completed`."""
    numbers = Counter(change["kind"] for change in changes)
    tones = dict.fromkeys(words.tone for words in KINDS.values())
    for tone in tones:
        found = [
            f"{numbers[kind]} {words.one if numbers[kind] == 1 else words.many}"
            for kind, words in KINDS.items()
            if words.tone == tone and numbers[kind]
        ]
        if found:
            yield ", ".join(found)


def _slips(changes: Sequence[Json]) -> str:
    """How many deadlines moved which way, and how far at most; empty where none did."""
    days = [change["facts"]["days"] for change in changes if change["kind"] == "deadline.moved"]
    later = [most for least, most in days if least >= 0 and most > 0]
    earlier = [-least for least, most in days if most <= 0 and least < 0]
    ways = [
        f"{len(found)} {'is' if len(found) == 1 else 'are'} {way}, by {max(found)} days at most"
        for way, found in (("later", later), ("earlier", earlier))
        if found
    ]
    if not ways:
        return ""
    moved = "the deadline that moved" if len(days) == 1 else f"the {len(days)} deadlines that moved"
    return f"Of {moved}, {', and '.join(ways)}."


def _partner_rows(
    movements: Sequence[_Movement], numbered: Sequence[tuple[int, _Movement]]
) -> tuple[PartnerRow, ...]:
    """Most measures first; those with as many by name."""
    numbers: dict[str, Counter[str]] = {}
    for one in movements:
        for partner in one.cards[0].partners:
            numbers.setdefault(partner.code, Counter())[one.section] += 1
    rows = [
        PartnerRow(
            name=partner_name(code),
            numbers=tuple(count[name] for name in _MOST_LINES),
            lines=tuple(n for n, one in numbered if code in {p.code for p in one.cards[0].partners}),
        )
        for code, count in numbers.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-sum(row.numbers), row.name)))


def _minor(changes: Sequence[Json], *, shown: bool) -> str:
    count = sum(change["minor"] for change in changes)
    if not count or shown:
        return ""
    are = "change is" if count == 1 else "changes are"
    return f"{count} {are} not told: the same facts in other words, or in another place."
