"""The money of one letter by partner, stage and currency: totals that open into exactly what they sum.

amounts -> lines -> shares beside their wholes -> what may be told twice -> totals and envelopes

Every amount of the letter is one line, in one place. Totals sum the lines that are `summed` and nothing else;
shares, limits, figures for one of several, sums of all so far, possible repetitions and what cannot be read
stand apart, each with its reason. No currency is made another, and nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext

from diffing.money.money_lines import Line, Place, Ref, Stage, read_lines
from diffing.money.money_shares import place_shares
from diffing.money.money_told_twice import place_repetitions
from snapshots.broken_lines import as_read
from snapshots.letter import Letter
from snapshots.lexicon import words_of_series

__all__ = ["Envelope", "Ledger", "Total", "about_partner", "exact_sum", "read_ledger"]

# Digits enough that no sum of amounts is rounded: the longest figure read has some twenty.
_DIGITS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A sum and the lines that it sums, in reading order, never none.

    `partners` are those whom all of these lines concern, in order of their codes; `others` says that the
    money is not theirs alone. A sum for several partners stands once, under all of them.
    """

    partners: tuple[str, ...]
    others: bool
    stage: Stage
    currency: str
    value: Decimal
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A sum with its shares, in reading order, and what of it these leave: `unexplained`.

    None where that cannot be said: the whole or a share cannot be read, only bounds what is meant, or is of
    another currency. Below zero where the letter's shares are more than the whole.
    """

    whole: Line
    parts: tuple[Line, ...]
    unexplained: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The money of one letter, or what of it concerns one `partner`, alone or with others.

    `lines` are all its amounts in reading order, each in one place; `totals` sum those that are summed, by
    partners, stage and currency: by partners in order of their codes, those of nobody last, then by stage;
    `envelopes` are in the reading order of their wholes.
    """

    letter: str
    series: str | None
    date: date
    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    envelopes: tuple[Envelope, ...]
    partner: str | None = None

    def apart(self, place: Place) -> tuple[Line, ...]:
        """The lines of one place, in reading order."""
        return tuple(line for line in self.lines if line.place is place)

    def by_currency(self) -> dict[str, Decimal]:
        """What the whole letter sums to in each currency, in order of their codes."""
        currencies = sorted({total.currency for total in self.totals})
        return {one: exact_sum(t.value for t in self.totals if t.currency == one) for one in currencies}

    def by_stage(self) -> dict[tuple[Stage, str], Decimal]:
        """What the letter sums to at each stage in each currency, in this order."""
        keys = sorted({(t.currency, list(Stage).index(t.stage)) for t in self.totals}, key=lambda k: k[::-1])
        stages = [(list(Stage)[at], currency) for currency, at in keys]
        return {
            key: exact_sum(t.value for t in self.totals if (t.stage, t.currency) == key) for key in stages
        }


def read_ledger(letter: Letter) -> Ledger:
    """The money of a letter; a letter without any has a ledger without lines.

    Sums are quoted and told as they are read, whole and in one line, wherever the letter's own lines end.
    """
    letter = as_read(letter)
    with words_of_series(letter.series):
        lines = place_repetitions(letter, place_shares(letter, read_lines(letter)))
    return Ledger(
        letter=letter.key,
        series=letter.series,
        date=letter.date,
        lines=lines,
        totals=_totals(lines),
        envelopes=_envelopes(lines),
    )


def about_partner(ledger: Ledger, partner: str) -> Ledger:
    """The lines that concern a partner, alone or with others, with the shares and wholes beside them."""
    named = {line.ref for line in ledger.lines if partner in line.partners}
    named |= {line.belongs_to for line in ledger.lines if line.ref in named and line.belongs_to}
    kept = tuple(line for line in ledger.lines if line.ref in named or line.belongs_to in named)
    return replace(ledger, lines=kept, totals=_totals(kept), envelopes=_envelopes(kept), partner=partner)


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """The sum, never rounded."""
    with localcontext() as context:
        context.prec = _DIGITS
        return sum(values, Decimal(0))


def _totals(lines: Sequence[Line]) -> tuple[Total, ...]:
    cells: dict[tuple[tuple[str, ...], bool, Stage, str], list[Line]] = {}
    for line in lines:
        if line.place is Place.SUMMED and line.currency is not None:
            key = (tuple(sorted(line.partners)), line.others, line.stage, line.currency)
            cells.setdefault(key, []).append(line)
    totals = (
        Total(
            partners=partners,
            others=others,
            stage=stage,
            currency=currency,
            value=exact_sum(line.value or Decimal(0) for line in summed),
            lines=tuple(summed),
        )
        for (partners, others, stage, currency), summed in cells.items()
    )
    return tuple(sorted(totals, key=_place_of_total))


def _place_of_total(total: Total) -> tuple[object, ...]:
    several = len(total.partners) > 1 or total.others
    return not total.partners, several, total.partners, list(Stage).index(total.stage), total.currency


def _envelopes(lines: Sequence[Line]) -> tuple[Envelope, ...]:
    shares: dict[Ref, list[Line]] = {}
    for line in lines:
        if line.belongs_to is not None and line.place is not Place.REPEATED:
            shares.setdefault(line.belongs_to, []).append(line)
    return tuple(
        Envelope(whole=line, parts=tuple(shares[line.ref]), unexplained=_unexplained(line, shares[line.ref]))
        for line in lines
        if line.ref in shares
    )


def _unexplained(whole: Line, parts: Sequence[Line]) -> Decimal | None:
    unclear = {Place.FORMER, Place.LIMIT, Place.PER_UNIT, Place.UNREADABLE}
    if any(one.place in unclear or one.currency != whole.currency for one in (whole, *parts)):
        return None
    return exact_sum((whole.value or Decimal(0), *(-(part.value or Decimal(0)) for part in parts)))
