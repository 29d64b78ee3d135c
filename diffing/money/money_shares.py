"""Which amounts of a letter are shares of others: by the reading, by the words around them, by adding up.

A share is never summed with its whole. Where the whole is itself in no total, because it cannot be read or
only bounds what is meant, its shares are summed: else they would be in no total at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from diffing.money.money_lines import Line, Place, Ref, Stage, in_reading_order, quote_places
from diffing.words.stems import words
from diffing.words.terms import names_of
from snapshots.facts.word_patterns import any_of
from snapshots.letter import Letter, Statement
from snapshots.lexicon import load, per_series

__all__ = ["place_shares"]

_NO_TOTAL = (Place.UNREADABLE, Place.FORMER, Place.LIMIT, Place.PER_UNIT)
# Fewer amounts than this that add up to another do so by chance: one amount equals one of its like.
_LEAST_PARTS = 2
# The words beside an amount that say whose it is: "will benefit Egypt", "the Tunisian share estimated at".
_WORDS_AFTER, _WORDS_BEFORE = 5, 4
_SAID = "the letter calls it a share"
_REMAINING = "what remains of a sum named before it"
_ADDS_UP = "with its neighbours it adds up to the sum named beside them"
_GOES_ON = "its sentence goes on about the sum before it"

# The whole of which each share is one, and how that is known.
_Wholes = Mapping[Ref, tuple[Ref, str]]


def place_shares(letter: Letter, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those that are shares of another one in their place; each with whom it concerns."""
    found: dict[Ref, tuple[Ref, str]] = {}
    for statement in in_reading_order(letter):
        found.update(_said_shares(statement, [line for line in lines if line.statement == statement.id]))
    free = [line for line in lines if line.ref not in found and line.place is Place.SUMMED]
    found.update(_added_up(free, _order(letter)))
    free = [line for line in free if line.ref not in found]
    found.update(_going_on(letter, free, found))
    return _named(letter, _placed(lines, found))


def _order(letter: Letter) -> dict[str, int]:
    return {said.id: at for at, said in enumerate(in_reading_order(letter))}


def _said_shares(said: Statement, lines: Sequence[Line]) -> Iterator[tuple[Ref, tuple[Ref, str]]]:
    """What the reading found to be a share, and what remains of a sum named before."""
    for line in lines:
        whole = line.amount.part_of
        if whole is not None and 0 <= whole < len(lines) and not _circular(lines, line.index):
            yield line.ref, ((said.id, whole), _SAID)
        elif line.amount.qualifier in load("ledger")["remaining"]["qualifiers"]:
            wholes = [one for one in lines[: line.index] if _may_leave(one, line, lines)]
            if wholes:
                yield line.ref, (wholes[-1].ref, _REMAINING)


def _circular(lines: Sequence[Line], index: int) -> bool:
    """Whether the shares of a statement lead from this one to itself."""
    seen = {index}
    whole = lines[index].amount.part_of
    while whole is not None and 0 <= whole < len(lines):
        if whole in seen:
            return True
        seen.add(whole)
        whole = lines[whole].amount.part_of
    return False


def _may_leave(whole: Line, rest: Line, lines: Sequence[Line]) -> bool:
    """Whether the rest may be what is left of a sum: one that has shares, or of which nothing was done yet.

    "EUR 30 million was signed, the remaining EUR 12 million will be" are both of a sum that is not named.
    """
    if whole.amount.part_of is not None or not (_fits(whole, rest) and _is_larger(whole, rest)):
        return False
    has_shares = any(one.amount.part_of == whole.index for one in lines)
    return has_shares or whole.stage in (Stage.UNKNOWN, Stage.ANNOUNCED)


def _fits(whole: Line, share: Line) -> bool:
    return whole.currency == share.currency and whole.value is not None and share.value is not None


def _is_larger(whole: Line, share: Line) -> bool:
    return whole.value is not None and share.value is not None and whole.value > share.value


def _added_up(lines: Sequence[Line], order: Mapping[str, int]) -> Iterator[tuple[Ref, tuple[Ref, str]]]:
    """Shares that stand right behind their whole, or in its statement before it, and make it up exactly."""
    taken: set[Ref] = set()
    for at, whole in enumerate(lines):
        if whole.ref in taken:
            continue
        behind = _making_up(whole, lines[at + 1 :], order)
        before = [one for one in reversed(lines[:at]) if one.statement == whole.statement]
        shares = behind or _making_up(whole, before, order)
        if taken.isdisjoint(one.ref for one in shares):
            taken.update(one.ref for one in shares)
            yield from ((one.ref, (whole.ref, _ADDS_UP)) for one in shares)


def _making_up(whole: Line, others: Sequence[Line], order: Mapping[str, int]) -> list[Line]:
    """The first of the others, as long as each is next to the one before, that make up the whole."""
    shares: list[Line] = []
    total, last = Decimal(0), whole
    for one in others:
        near = abs(order[one.statement] - order[last.statement]) <= 1
        alike = one.partners in (whole.partners, ()) and one.column is whole.column
        if not (near and alike and _fits(whole, one)) or one.value is None or one.value <= 0:
            return []
        shares, total, last = [*shares, one], total + one.value, one
        if total == whole.value:
            return shares if len(shares) >= _LEAST_PARTS else []
    return []


def _going_on(letter: Letter, lines: Sequence[Line], known: _Wholes) -> Iterator[tuple[Ref, tuple[Ref, str]]]:
    """Shares in a sentence that says a part of what the sentence before it says."""
    said = in_reading_order(letter)
    wholes: dict[str, Line] = {}  # the sum that each statement told last, or went on about
    left: dict[Ref, Decimal] = {}
    for at, statement in enumerate(said):
        mine = [line for line in lines if line.statement == statement.id]
        previous = said[at - 1] if at else None
        whole = wholes.get(previous.id) if previous and _belongs(previous, statement) else None
        if whole is not None and mine and _speaks_of_a_part(statement.text):
            rest = left.setdefault(whole.ref, whole.value or Decimal(0))
            total = sum((line.value or Decimal(0) for line in mine), Decimal(0))
            if total < rest and all(_fits(whole, line) and _is_larger(whole, line) for line in mine):
                left[whole.ref] = rest - total
                wholes[statement.id] = whole
                yield from ((line.ref, (whole.ref, _GOES_ON)) for line in mine)
                continue
        fit = [line for line in mine if line.ref not in known]
        if fit:
            wholes[statement.id] = max(fit, key=lambda line: line.value or Decimal(0))


def _belongs(previous: Statement, statement: Statement) -> bool:
    """Whether a statement may go on about another: for the same partners, or with none named again."""
    return statement.partners in (previous.partners, ()) and previous.column is statement.column


def _speaks_of_a_part(text: str) -> bool:
    return any(pattern.search(text) for pattern in _goes_in())


@per_series
def _goes_in() -> tuple[re.Pattern[str], ...]:
    cues = load("ledger")["goes_into_the_one_before"]
    includes = rf"^\W*{any_of(cues['pointers'])}\s+(?:\w+\s+){{0,2}}{any_of(cues['verbs'])}\b"
    opens = rf"^\W*{any_of(cues['openings'])}\b"
    links = rf"\b{any_of(cues['links'])}\s+(?:\w+\s+){{0,2}}{any_of(cues['nouns'])}\b"
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (includes, opens, links))


def _placed(lines: Sequence[Line], found: _Wholes) -> tuple[Line, ...]:
    """The lines with the wholes that were found; a share of what is in no total is summed."""
    known = {line.ref: line for line in lines}

    def is_counted(ref: Ref) -> bool:
        return known[ref].place not in _NO_TOTAL or (ref in found and is_counted(found[ref][0]))

    placed = []
    for line in lines:
        whole, why = found.get(line.ref, (None, ""))
        if whole is not None and line.place is Place.SUMMED and is_counted(whole):
            placed.append(replace(line, belongs_to=whole, place=Place.PART, why=why))
        else:
            placed.append(replace(line, belongs_to=whole))
    return tuple(placed)


def _named(letter: Letter, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with whom they concern: a share that is one partner's makes its whole not theirs alone."""
    said = {statement.id: statement for statement in letter.statements}
    whose = {
        line.ref: partner
        for line in lines
        if line.belongs_to and (partner := _whose(said[line.statement], line)) is not None
    }
    not_alone = {line.belongs_to: whose[line.ref] for line in lines if line.ref in whose}
    return tuple(
        replace(
            line,
            partners=(whose[line.ref],) if line.ref in whose else line.partners,
            others=line.partners == (not_alone.get(line.ref),),
        )
        for line in lines
    )


def _whose(said: Statement, line: Line) -> str | None:
    """The one partner of the statement who is named right beside the amount as the one to whom it goes."""
    places = quote_places(said)
    start, end = places[line.index]
    limit = places[line.index + 1][0] if line.index + 1 < len(places) else len(said.text)
    since = places[line.index - 1][1] if line.index else 0
    after = words(re.split(r"[.;,)]", said.text[end:limit])[0])[:_WORDS_AFTER]
    before = words(re.split(r"[.;,(]", said.text[since:start])[-1])[-_WORDS_BEFORE:]
    for beside in (after, before):
        named = [one for one in said.partners if not names_of((one,)).isdisjoint(beside)]
        if len(named) == 1 and not set(load("ledger")["goes_to"]["words"]).isdisjoint(beside):
            return named[0]
    return None
