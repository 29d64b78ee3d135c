"""The page of money: one letter's sums by partner and stage, each total opening into the amounts it sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from diffing.money.ledger import Envelope, Ledger, Total, exact_sum
from diffing.money.ledger_moves import LedgerMoves
from diffing.money.money_lines import Stage
from service.addresses import letter_path
from service.overviews.money_lines_shown import APART, STAGES, LineShown, line_shown, lines_shown, owners
from service.overviews.money_moves_shown import MovesShown, moves_shown
from service.overviews.series_asked import AskedSeries, SeriesLink, address_of
from service.overviews.svg_strip import stacked, write_strip
from service.showing.plain_words import letter_name, money, partner_name

__all__ = ["AskedMoney", "CurrencyShown", "MoneyPage", "money_page"]

_BAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A total in the table: its sum without the currency, and where it opens; empty if there is none."""

    words: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """The money of one set of partners: a cell for each stage of the section, all together, and as a bar."""

    name: str
    path: str
    cells: tuple[Cell, ...]
    total: str
    strip: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalShown:
    """A total and the lines that it sums, exactly."""

    anchor: str
    whose: str
    stage: str
    sum: str
    value: Decimal
    lines: tuple[LineShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyShown:
    """All sums of one currency: nothing is converted. `stages` are those that occur, with their totals."""

    currency: str
    sum: str
    stages: tuple[tuple[Stage, str, str], ...]
    rows: tuple[AccountRow, ...]
    totals: tuple[TotalShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeShown:
    """A sum with its shares, and what these leave; empty where that cannot be said."""

    whole: LineShown
    parts: tuple[LineShown, ...]
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartShown:
    """Amounts that are in no total, and why such are not."""

    name: str
    said: str
    lines: tuple[LineShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMoney:
    """Which letter, by its label, and which partner by its code; empty for all."""

    letter: str
    partner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPage:
    """All that the page shows; `moves` is None where no letter stands before this one."""

    series: str
    others: tuple[SeriesLink, ...]
    letter: str
    letter_path: str
    letters: tuple[SeriesLink, ...]
    partner: str
    all_partners: str
    amounts: int
    currencies: tuple[CurrencyShown, ...]
    envelopes: tuple[EnvelopeShown, ...]
    apart: tuple[ApartShown, ...]
    moves: MovesShown | None
    csv: str
    moves_csv: str
    json_path: str


def money_page(
    ledger: Ledger,
    moves: LedgerMoves | None,
    series: AskedSeries,
    asked: AskedMoney,
    labels: Mapping[str, str],
) -> MoneyPage:
    """The page of a letter's ledger and of what became of the sums of the letter before.

    `labels` are names of items by their ids, for the moves.
    """

    def here(**other: str) -> str:
        given = {"series": series.only, "letter": asked.letter, "partner": asked.partner}
        return address_of("/money", **(given | other))

    return MoneyPage(
        series=series.name,
        others=series.links("/money", partner=asked.partner),
        letter=letter_name(ledger.letter),
        letter_path=letter_path(ledger.letter),
        letters=tuple(
            SeriesLink(
                name=letter_name(one.key), path=here(letter=one.label), chosen=one.key == ledger.letter
            )
            for one in reversed(series.letters)
        ),
        partner=partner_name(asked.partner) if asked.partner else "",
        all_partners=here(partner=""),
        amounts=len(ledger.lines),
        currencies=tuple(_currencies(ledger, series)),
        envelopes=tuple(map(_envelope, ledger.envelopes)),
        apart=tuple(
            ApartShown(name=name, said=said, lines=lines_shown(ledger.apart(place)))
            for place, (name, said) in APART.items()
            if ledger.apart(place)
        ),
        moves=moves_shown(moves, labels) if moves else None,
        csv=here(**{"as": "csv"}),
        moves_csv=here(**{"as": "moves"}) if moves else "",
        json_path=address_of(f"/v1/ledger/{ledger.letter}", partner=asked.partner),
    )


def _currencies(ledger: Ledger, series: AskedSeries) -> Iterator[CurrencyShown]:
    """Each currency by itself, the one with the most amounts first."""
    by_stage = ledger.by_stage()
    whole = ledger.by_currency()
    order = sorted(whole, key=lambda one: -sum(len(t.lines) for t in ledger.totals if t.currency == one))
    for currency in order:
        totals = [total for total in ledger.totals if total.currency == currency]
        stages = [stage for stage in STAGES if (stage, currency) in by_stage]
        yield CurrencyShown(
            currency=currency,
            sum=money(whole[currency], currency),
            stages=tuple((stage, STAGES[stage], money(by_stage[stage, currency], None)) for stage in stages),
            rows=tuple(_rows(totals, stages, series)),
            totals=tuple(_total(one) for one in _in_order_of_rows(totals, stages)),
        )


def _rows(totals: Sequence[Total], stages: Sequence[Stage], series: AskedSeries) -> Iterator[AccountRow]:
    accounts = _accounts(totals)
    most = max(_sum(found) for found in accounts.values())
    for (partners, others), found in accounts.items():
        bars = [
            (
                f"stage {stage.value}",
                int(found[stage].value),
                f"{STAGES[stage]}: {money(found[stage].value, None)}",
            )
            for stage in stages
            if stage in found
        ]
        alone = len(partners) == 1 and not others
        yield AccountRow(
            name=owners(partners, others=others),
            path=address_of(f"/partners/{partners[0]}", series=series.only) if alone else "",
            cells=tuple(_cell(found.get(stage)) for stage in stages),
            total=money(_sum(found), None),
            strip=write_strip(stacked(bars, int(most), height=_BAR)),
        )


def _accounts(totals: Sequence[Total]) -> dict[tuple[tuple[str, ...], bool], dict[Stage, Total]]:
    """The totals by whose they are and by stage, the largest account first."""
    accounts: dict[tuple[tuple[str, ...], bool], dict[Stage, Total]] = {}
    for total in totals:
        accounts.setdefault((total.partners, total.others), {})[total.stage] = total
    return dict(sorted(accounts.items(), key=lambda one: -_sum(one[1])))


def _sum(account: Mapping[Stage, Total]) -> Decimal:
    return exact_sum(one.value for one in account.values())


def _in_order_of_rows(totals: Sequence[Total], stages: Sequence[Stage]) -> Iterator[Total]:
    """The totals as the table above them has them: by row, and in it by stage."""
    for account in _accounts(totals).values():
        yield from (account[stage] for stage in stages if stage in account)


def _cell(total: Total | None) -> Cell:
    return Cell(words=money(total.value, None), anchor=_anchor(total)) if total else Cell(words="", anchor="")


def _anchor(total: Total) -> str:
    """The id of where a total opens: of one letter, no two have the same."""
    whose = "-".join(total.partners) or "nobody"
    return f"{whose}{'-others' if total.others else ''}-{total.stage.value}-{total.currency}"


def _total(total: Total) -> TotalShown:
    return TotalShown(
        anchor=_anchor(total),
        whose=owners(total.partners, others=total.others),
        stage=STAGES[total.stage],
        sum=money(total.value, total.currency),
        value=total.value,
        lines=lines_shown(total.lines),
    )


def _envelope(envelope: Envelope) -> EnvelopeShown:
    left = envelope.unexplained
    return EnvelopeShown(
        whole=line_shown(envelope.whole),
        parts=lines_shown(envelope.parts),
        left="" if left is None else money(left, envelope.whole.currency),
    )
