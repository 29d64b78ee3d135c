"""A filter as a form has it: what is chosen as a filter, and of a filter what the form can show. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from service.filters.filter_language import Filter, parse
from service.filters.filter_terms import (
    AboutPartner,
    InPart,
    NamesAmount,
    OfKind,
    OfSeries,
    Says,
    Slipped,
    Term,
    folded,
)
from service.showing.plain_words import KINDS

__all__ = ["Chosen", "chosen_in", "filter_of", "is_all_chosen", "part_code"]

_UNITS = (("bn", 1_000_000_000), ("m", 1_000_000), ("k", 1_000))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a form says, each field as it is written there; what is empty asks for nothing.

    `parts` are codes, `amount` is at least so much ("5m"), `slip` at least so many days.
    """

    series: str = ""
    partners: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    amount: str = ""
    slip: str = ""
    words: str = ""


def part_code(name: str) -> str:
    """The words of a part's name as a filter has them among alternatives: `border-management`."""
    return "-".join(folded(name).split())


def filter_of(chosen: Chosen) -> str:
    """The filter that says what is chosen; a field that makes no sense makes one that cannot be read."""
    words = " ".join(chosen.words.replace('"', " ").split())
    fields = (
        ("series:", chosen.series),
        ("kind:", ",".join(_grouped(chosen.kinds))),
        ("partner:", ",".join(chosen.partners)),
        ("part:", ",".join(chosen.parts)),
        ("amount>=", "".join(chosen.amount.split())),
        ("slip>=", _in_days(chosen.slip)),
        ("", f'"{words}"' if words else ""),
    )
    return " ".join(f"{field}{value}" for field, value in fields if value)


def chosen_in(wanted: Filter) -> Chosen:
    """What of a filter a form can show; of terms that say the same twice, the last."""
    chosen = Chosen()
    for term in wanted.terms:
        chosen = _with(chosen, term)
    return chosen


def is_all_chosen(wanted: Filter) -> bool:
    """Whether the form shows all that the filter says."""
    shown = parse(filter_of(chosen_in(wanted))).terms
    return set(shown) == {_plain(term) for term in wanted.terms}


def _grouped(kinds: Iterable[str]) -> tuple[str, ...]:
    """The kinds, with what they all begin with in the place of each family that is chosen as a whole."""
    chosen = tuple(dict.fromkeys(kinds))
    families = {kind.partition(".")[0]: _of_family(kind.partition(".")[0]) for kind in chosen}
    whole = {name for name, members in families.items() if len(members) > 1 and set(members) <= set(chosen)}
    return tuple(dict.fromkeys(_shortest(kind, whole) for kind in chosen))


def _shortest(kind: str, whole: set[str]) -> str:
    family = kind.partition(".")[0]
    return family if family in whole else kind


def _of_family(name: str) -> tuple[str, ...]:
    """The kinds that a name of a kind, or of what kinds begin with, stands for; none for another name."""
    return tuple(kind for kind in KINDS if kind == name or kind.startswith(f"{name}."))


def _in_days(slip: str) -> str:
    bare = "".join(slip.split())
    return f"{bare}d" if bare.removeprefix("-").isdigit() else bare


def _with(chosen: Chosen, term: Term) -> Chosen:
    if term.negated:
        return chosen
    match term.test:
        case OfKind(kinds=kinds):
            return replace(chosen, kinds=tuple(one for kind in kinds for one in _of_family(kind)))
        case AboutPartner(partners=partners):
            return replace(chosen, partners=partners)
        case InPart(parts=parts):
            return replace(chosen, parts=tuple(part_code(part) for part in parts))
        case OfSeries(series=(series,)):
            return replace(chosen, series=series)
        case Says(words=words):
            return replace(chosen, words=words.strip())
        case NamesAmount(sign=">=", value=value):
            return replace(chosen, amount=_shortened(value))
        case Slipped(sign=">=", days=days):
            return replace(chosen, slip=str(days))
        case _:  # no field of the form has it
            return chosen


def _plain(term: Term) -> Term:
    """The term with its kinds as the form would name them."""
    if isinstance(term.test, OfKind) and not term.negated:
        every = (one for kind in term.test.kinds for one in (_of_family(kind) or (kind,)))
        return replace(term, test=OfKind(kinds=_grouped(every)))
    return term


def _shortened(value: Decimal) -> str:
    for unit, size in _UNITS:
        if value >= size and value % size == 0:
            return f"{value // size:f}{unit}"
    return f"{value:f}"
