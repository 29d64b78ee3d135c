"""A brief of what moved between two letters: one printed page that reads from the top, with its sources.

Lines stand by what became of a measure, in each section those that matter most; a line's number is that of
the note with its words in both letters. As many are told as the page has room for; what is not told is
counted by kind, and it is said where all of it stands. Where minor changes are asked for, too, all lines are
told.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from diffing.canonical_json import canonical_json
from diffing.comparison import Comparison
from service.reports.movements import HEADINGS, Movement, movements_of, ranked
from service.reports.page_room import (
    COUNTS,
    FOOTER,
    HEADING,
    LINE,
    NOTE,
    PAGE_HEIGHT,
    SMALL,
    TITLE,
    height_of,
)
from service.reports.quotations import Quotation, quotation_of, shortened
from service.reports.selection import Selection
from service.showing.change_card import Card
from service.showing.plain_words import KINDS, balance, letter_name, partner_name
from snapshots.letter import Letter

__all__ = ["Brief", "BriefLine", "Note", "PartnerRow", "Section", "make_brief"]

Json = Mapping[str, Any]

# Two titles fit two lines of the page's head, with their dates.
_LONGEST_TITLE = 80
_MOST_PARTNERS = 6
# Names of three partners say whom; more are counted.
_NAMES_SHOWN = 3
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
    """How many measures of a partner moved, and the lines on it."""

    name: str
    moved: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that a brief says; `receipt` is a SHA-256.

    `rest` counts by kind what no line tells, and is empty where nothing is left; `address` says where all of
    it stands. `filtered` is the filter that chose what is told, empty without one.
    """

    old: str
    new: str
    letters: tuple[str, str]
    filtered: str
    counts: tuple[str, ...]
    slips: str
    balance: str
    note: str
    sections: tuple[Section, ...]
    partners: tuple[PartnerRow, ...]
    more_partners: int
    notes: tuple[Note, ...]
    rest: str
    minor: str
    address: str
    receipt: str
    signed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A movement as the brief would tell it."""

    movement: Movement
    line: BriefLine
    note: Note


def make_brief(comparison: Comparison, public: Json, selection: Selection, *, address: str) -> Brief:
    """The brief of a comparison, given with its public JSON too; with minor changes, all lines are told.

    `address` is where, or how, a reader finds all changes.
    """
    chosen = selection.of(public["changes"])
    movements = movements_of(chosen, comparison.new)
    letters = comparison.old, comparison.new
    bare = Brief(
        old=letter_name(comparison.old.key),
        new=letter_name(comparison.new.key),
        letters=(_named(public["old"]), _named(public["new"])),
        filtered=selection.query,
        counts=tuple(_counts(chosen)),
        slips=_slips(chosen),
        balance=balance(
            carried=comparison.summary.carried,
            unmentioned=comparison.summary.unmentioned,
            added=comparison.summary.added,
        ),
        note=comparison.summary.note,
        sections=(),
        partners=_partner_rows(movements, ()),
        more_partners=0,
        notes=(),
        rest=_rest(chosen),
        minor=_minor(public["changes"], shown=selection.minor),
        address=address,
        receipt=receipt_sha256(public["receipt"]),
        signed=_signed(public["receipt"]["signature"]),
    )
    return _filled(bare, movements, letters, everything=selection.minor)


def receipt_sha256(receipt: Json) -> str:
    """The SHA-256 of a receipt without its signature, as canonical JSON: what the signature is made of."""
    unsigned = {name: value for name, value in receipt.items() if name != "signature"}
    return hashlib.sha256(canonical_json(unsigned)).hexdigest()


def _filled(
    bare: Brief, movements: Sequence[Movement], letters: tuple[Letter, Letter], *, everything: bool
) -> Brief:
    """The brief with its lines, notes, and what is left untold."""
    candidates = movements if everything else ranked(movements)
    told = [_telling(one, letters) for one in candidates]
    if not everything:
        told = list(_that_fit(told, PAGE_HEIGHT - _height_of_rest(bare)))
    places = {id(one): place for place, one in enumerate(movements)}
    told.sort(key=lambda one: (list(HEADINGS).index(one.movement.section), places[id(one.movement)]))
    numbered = [_numbered(number, one) for number, one in enumerate(told, 1)]
    untold = {id(change) for one in told for change in one.movement.changes}
    partners = _partner_rows(movements, numbered)
    return replace(
        bare,
        sections=tuple(_sections(movements, numbered)),
        partners=partners[:_MOST_PARTNERS],
        more_partners=max(len(partners) - _MOST_PARTNERS, 0),
        notes=tuple(one.note for one in numbered),
        rest=_rest([c for one in movements for c in one.changes if id(c) not in untold]),
    )


def _that_fit(candidates: Iterable[_Told], room: float) -> Iterator[_Told]:
    """Those that the room has a place for, in their order; of a section none behind one that has none."""
    last: dict[str, str] = {}
    full: set[str] = set()
    for one in candidates:
        section, reason = one.movement.section, _reason(one.line)
        needed = _height_of_telling(one, with_reason=last.get(section) != reason)
        if section not in last:
            needed += height_of(HEADINGS[section], HEADING)
        if section in full or needed > room:
            full.add(section)
            continue
        last[section] = reason
        room -= needed
        yield one


def _height_of_telling(told: _Told, *, with_reason: bool) -> float:
    line, note = told.line, told.note
    why = f"Why here: {line.why}." if with_reason else ""
    said = f"{line.whom}: {line.said}. {line.label} {why} 00"
    sources = [f"Older, {one.place}: “{one.shown}”" for one in (note.before, note.after) if one]
    if len(sources) == 1:
        sources.append("The older letter does not speak of it.")
    return height_of(said, LINE) + height_of(" ".join(sources), NOTE) / 2


def _height_of_rest(bare: Brief) -> float:
    """What the page needs besides its lines: at most, since what will be told is counted here, too."""
    partners = "; ".join(f"{one.name} {one.moved} (00, 00, 00, 00)" for one in bare.partners[:_MOST_PARTNERS])
    return (
        height_of(f"What moved from {bare.old} to {bare.new}", TITLE)
        + height_of(f"{bare.letters[0]} ({bare.old}) and {bare.letters[1]} ({bare.new})", SMALL)
        + height_of(f"Only what matches {bare.filtered}" if bare.filtered else "", SMALL)
        + height_of(bare.note, COUNTS)
        + height_of(" · ".join(bare.counts) or "Nothing moved that counts.", COUNTS)
        + height_of(f"{bare.slips} {bare.balance} {bare.minor}", SMALL)
        + height_of(f"Most moved for {partners}; 000 partners more", SMALL)
        + height_of(f"Not told here: {bare.rest}. All of it: {bare.address}", SMALL)
        + height_of(f"Compared by rule, without judgement. Receipt: {bare.receipt} {bare.signed}", FOOTER)
        # Two columns are never of quite the same height.
        + 2 * NOTE.leading
    )


def _numbered(number: int, told: _Told) -> _Told:
    return replace(told, line=replace(told.line, number=number), note=replace(told.note, number=number))


def _signed(signature: Json | None) -> str:
    return "not signed" if signature is None else f"signed by key {signature['key']}"


def _named(letter: Json) -> str:
    title = " ".join((letter["title"] or "").split())
    return shortened(title or letter["filename"] or letter["key"], _LONGEST_TITLE)


def _sections(movements: Sequence[Movement], told: Sequence[_Told]) -> Iterator[Section]:
    sizes = Counter(one.section for one in movements)
    for name, heading in HEADINGS.items():
        lines = [one.line for one in told if one.movement.section == name]
        if lines:
            yield Section(heading=heading, lines=_without_repeats(lines), more=sizes[name] - len(lines))


def _without_repeats(lines: Sequence[BriefLine]) -> tuple[BriefLine, ...]:
    """The lines, each with its reason where that is another than the line's before."""
    reasons = ["", *map(_reason, lines)]
    return tuple(
        replace(line, why="") if before == reason else line
        for line, before, reason in zip(lines, reasons, reasons[1:], strict=False)
    )


def _reason(line: BriefLine) -> str:
    return line.why.partition(":")[0]


def _telling(movement: Movement, letters: tuple[Letter, Letter]) -> _Told:
    first = movement.cards[0]
    said = _said(movement.cards)
    reason, _, detail = movement.why.partition(": ")
    line = BriefLine(
        number=0,
        whom=_listed([partner.name for partner in first.partners]),
        said=said,
        label=first.telling.label,
        why=reason if detail in said else movement.why,
    )
    return _Told(movement=movement, line=line, note=_note(movement, letters))


def _said(cards: Sequence[Card]) -> str:
    unsaid = {kind for card in cards for kind in _SAID_ALREADY.get(card.kind, ())}
    said = [card.telling.said for card in cards if card.kind not in unsaid]
    return "; ".join([said[0], *(one[:1].lower() + one[1:] for one in said[1:])])


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:_NAMES_SHOWN])
    if len(names) > len(shown):
        shown.append(f"{len(names) - len(shown)} more")
    return ", ".join(shown[:-1]) + (" and " if shown[1:] else "") + shown[-1] if shown else ""


def _note(movement: Movement, letters: tuple[Letter, Letter]) -> Note:
    before, after = (
        quotation_of(side, letter, _evidence(movement.changes, name))
        if (side := movement.changes[0][name])
        else None
        for name, letter in zip(("before", "after"), letters, strict=True)
    )
    return Note(number=0, before=before, after=after)


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


def _rest(changes: Sequence[Json]) -> str:
    return ", ".join(_counts(changes))


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


def _partner_rows(movements: Sequence[Movement], told: Sequence[_Told]) -> tuple[PartnerRow, ...]:
    """Most measures first; those with as many by name."""
    moved = Counter(partner.code for one in movements for partner in one.cards[0].partners)
    rows = [
        PartnerRow(
            name=partner_name(code),
            moved=number,
            lines=tuple(
                one.line.number for one in told if code in {p.code for p in one.movement.cards[0].partners}
            ),
        )
        for code, number in moved.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.moved, row.name)))


def _minor(changes: Sequence[Json], *, shown: bool) -> str:
    count = sum(change["minor"] for change in changes)
    if not count or shown:
        return ""
    are = "change is" if count == 1 else "changes are"
    return f"{count} {are} not told: the same facts in other words, or in another place."
