"""The money of a letter for a terminal: totals, each opened into its lines; then what stands apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.text import Text

from diffing.money.money_lines import Stage
from service.commands.output import print_indented, shorten
from service.showing.plain_words import STAGE_NOT_SAID, day, money, partner_name

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_ledger", "print_moves"]

Json = Mapping[str, Any]

_MARGIN, _DEEPER = 3, 6
# One line of a terminal of 100 columns, behind the margin and the sum.
_WORDS_SHOWN = 70
_APART = {
    "repeated": "Possibly counted twice, and not summed again",
    "so_far": "Sums of all so far, which others may be in",
    "former": "No longer so, and in no total",
    "limit": "Only bounded, and in no total",
    "per_unit": "For one of several, and in no total",
    "unreadable": "Not to be read for certain, and in no total",
}
_KINDS = {
    "stage": "another stage",
    "value": "another sum",
    "stands": "as it stood",
    "added": "new",
    "gone": "no longer told",
}


def print_ledger(console: Console, ledger: Json) -> None:
    """A ledger given as public JSON."""
    written = day(date.fromisoformat(ledger["date"]))
    console.print(Text(f"Money in the letter of {written}", style="bold"))
    if not ledger["totals"]:
        console.print("  No sum of money is in a total.")
    for one in ledger["sums"]:
        console.print(Text(f"  {_sum(one)} in all", style="bold"))
    if ledger["partner"]:
        _print_shared(console, ledger)
    for one in ledger["stages"]:
        console.print(f"    {_stage(one['stage'])}: {_sum(one)}")
    for total in ledger["totals"]:
        head = f"\n{_whose(total)} · {_stage(total['stage'])} · {_sum(total)}"
        console.print(Text(head, style="bold"))
        _print_lines(console, total["lines"])
    _print_envelopes(console, ledger["envelopes"])
    for place, words in _APART.items():
        if ledger[place]:
            console.print(Text(f"\n{words}", style="bold yellow"))
            _print_lines(console, ledger[place])


def _print_shared(console: Console, ledger: Json) -> None:
    """How much of a partner's sums is not for that partner alone."""
    name = partner_name(ledger["partner"])
    for one in ledger["sums"]:
        shared = sum(
            (Decimal(total["value"]) for total in ledger["totals"] if _is_shared(total, one["currency"])),
            Decimal(0),
        )
        if shared:
            own = money(Decimal(one["value"]) - shared, one["currency"])
            console.print(f"    {own} for {name} alone, {money(shared, one['currency'])} with others")


def _is_shared(total: Json, currency: str) -> bool:
    return total["currency"] == currency and (total["others"] or len(total["partners"]) > 1)


def _print_envelopes(console: Console, envelopes: Sequence[Json]) -> None:
    if envelopes:
        console.print(Text("\nShares of a sum, not summed beside it", style="bold"))
    for envelope in envelopes:
        _print_lines(console, [envelope["whole"]])
        _print_lines(console, envelope["parts"], margin=_DEEPER, label="of it ")
        left = envelope["unexplained"]
        currency = envelope["whole"]["currency"]
        said = money(Decimal(left), currency) if left is not None else "cannot be said how much"
        console.print(Text(f"{'':{_DEEPER}}not explained: {said}", style="dim"))


def _print_lines(console: Console, lines: Sequence[Json], *, margin: int = _MARGIN, label: str = "") -> None:
    for line in lines:
        why = f" ({line['why']})" if line["why"] and not label else ""
        why += f" (its stage is doubtful: {line['stage_doubt']})" if line["stage_doubt"] else ""
        words = f"{label}{_sum(line)}{why}: “{shorten(line['sentence'], _WORDS_SHOWN)}” {line['statement']}"
        print_indented(console, Text(words), margin=margin)


def _stage(name: str) -> str:
    return STAGE_NOT_SAID if name == Stage.UNKNOWN else name


def _whose(total: Json) -> str:
    names = [partner_name(partner) for partner in total["partners"]] or ["no partner named"]
    return ", ".join([*names, "and others"] if total["others"] else names)


def _sum(one: Json) -> str:
    value = None if one["value"] is None else Decimal(one["value"])
    return money(value, one["currency"])


def print_moves(console: Console, moves: Json) -> None:
    """Two ledgers compared, given as public JSON."""
    days = [day(date.fromisoformat(moves[side]["date"])) for side in ("old", "new")]
    console.print(Text(f"Money between {days[0]} and {days[1]}", style="bold"))
    if moves["note"]:
        print_indented(console, Text(moves["note"], style="yellow"), margin=2)
    for side, name in (("old", days[0]), ("new", days[1])):
        sums = ", ".join(_sum(one) for one in moves[side]["sums"]) or "nothing"
        console.print(f"  {name}: {sums} in totals")
    for stage in moves["stages"]:
        if stage["stage_before"] != stage["stage_after"]:
            console.print(
                f"  {_stage(stage['stage_before'])} → {_stage(stage['stage_after'])}: {_came_to(stage)}"
            )
    for move in moves["moves"]:
        _print_move(console, move)


def _came_to(stage: Json) -> str:
    before, after = (money(Decimal(stage[side]), stage["currency"]) for side in ("before", "after"))
    return before if before == after else f"{before}, now {after}"


def _print_move(console: Console, move: Json) -> None:
    sides = [side for side in (move["before"], move["after"]) if side]
    told = " → ".join(f"{_sum(side)} {_stage(side['stage'])}" for side in sides)
    whose = _whose(sides[-1])
    head = Text.assemble((f"\n{_KINDS[move['kind']]}", "bold"), f"  {whose} · {told}")
    console.print(head)
    for side in sides:
        print_indented(console, Text(f"“{side['sentence']}”"), margin=_MARGIN)
