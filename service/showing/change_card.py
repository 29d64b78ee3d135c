"""A change as a person reads it: its sentence, its facts before and after, and both wordings word by word.

A card is made from the public JSON of a change (CONTRACT.md), which is what the log keeps, what the API gives
and what a comparison consists of; pages and feeds show the same card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from diffing.wording.redline import Piece, redline
from service.showing.plain_words import (
    KINDS,
    KindWords,
    letter_name,
    money,
    partner_name,
    quantity,
    slip,
    status,
    window,
)

__all__ = ["Card", "FactRow", "Partner", "Quoted", "Side", "Telling", "change_card", "telling_of"]

Json = Mapping[str, Any]

# Below this share of words that were kept or moved the marks are a wall of colour that hides words. Of 400
# pairs of unrelated statements 99 in 100 keep less than 0.10; edits of one begin to read well at a quarter.
_WORTH_MARKING = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A country or region: the code that filters use, and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A difference: of what, how it was, how it is, and by how much; empty where nothing is said."""

    name: str
    before: str
    after: str
    difference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of a letter, the blanks in them made single, and the statement that they stand in."""

    text: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one letter says: its key, its words, and the same in marked pieces, a line per statement."""

    letter: str
    quotes: tuple[Quoted, ...]
    pieces: tuple[Piece, ...]

    @property
    def statement(self) -> str:
        """The first statement that is quoted."""
        return self.quotes[0].statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A change in words. `sentence` says it all: of whom, what, and in brackets the measure's first words.

    `claim` is the sentence without the measure, `said` that without the partners too, `label` the measure;
    `words` are the measure's own, as the newer letter has them, or the older where it has none.
    """

    sentence: str
    claim: str
    said: str
    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A change, ready to be shown. `words` are those of its kind, `why` says why it ranks where it does.

    `parts` are those of the letter that it stands in.
    """

    kind: str
    words: KindWords
    item: str
    telling: Telling
    partners: tuple[Partner, ...]
    parts: tuple[str, ...]
    facts: tuple[FactRow, ...]
    why: str
    before: Side | None
    after: Side | None
    minor: bool


def change_card(change: Json) -> Card:
    """The card of a change given as public JSON."""
    before, after = _sides(change.get("before"), change.get("after"))
    return Card(
        kind=change["kind"],
        words=KINDS[change["kind"]],
        item=change["item"],
        telling=telling_of(change),
        partners=tuple(Partner(code=code, name=partner_name(code)) for code in change["partners"]),
        parts=tuple(change.get("parts", ())),
        facts=(*_fact_rows(change["kind"], change["facts"]), *_promise_rows(change["facts"])),
        why=change["why"],
        before=before,
        after=after,
        minor=change["minor"],
    )


def telling_of(change: Json) -> Telling:
    """What the sentence of a change, given as public JSON, is made of."""
    sentence, label = _capitalised(_dated(change)), change["label"]
    claim = sentence.removesuffix(f" ({label}).")
    _, colon, said = claim.partition(": ")
    has_whom = bool(change["partners"] and colon)
    return Telling(
        sentence=sentence,
        claim=claim,
        said=_capitalised(said) if has_whom else claim,
        label=label,
        words=_first_words(change) or label,
    )


def _dated(change: Json) -> str:
    """The sentence of a change, with the letter that it names by its day and not by its key."""
    sentence: str = change["sentence"]
    seen = change["facts"].get("last_seen")
    return sentence.replace(seen, letter_name(seen)) if seen else sentence


def _first_words(change: Json) -> str:
    quotes = _quotes(change.get("after")) or _quotes(change.get("before"))
    return " ".join(one.text for one in quotes if one.statement == quotes[0].statement)


def _capitalised(words: str) -> str:
    """A sentence about nobody in particular begins with a verb, and as a heading with a capital."""
    return words[:1].upper() + words[1:]


def _sides(before: Json | None, after: Json | None) -> tuple[Side | None, Side | None]:
    old, new = _quotes(before), _quotes(after)
    line = redline(_lines(old), _lines(new))
    marked = bool(old and new) and line.found >= _WORTH_MARKING
    return (
        _side(before, old, line.before if marked else None),
        _side(after, new, line.after if marked else None),
    )


def _side(side: Json | None, quotes: tuple[Quoted, ...], pieces: tuple[Piece, ...] | None) -> Side | None:
    if side is None or not quotes:
        return None
    return Side(
        letter=side["letter"],
        quotes=quotes,
        pieces=redline(_lines(quotes), _lines(quotes)).after if pieces is None else pieces,
    )


def _quotes(side: Json | None) -> tuple[Quoted, ...]:
    given = side["quotes"] if side else ()
    return tuple(Quoted(text=" ".join(one["quote"].split()), statement=one["statement"]) for one in given)


def _lines(quotes: Sequence[Quoted]) -> str:
    """A line for each statement; what a page break has cut is joined by a blank."""
    by_statement = groupby(quotes, key=lambda quote: quote.statement)
    return "\n".join(" ".join(quote.text for quote in group) for _, group in by_statement)


def _fact_rows(kind: str, facts: Json) -> list[FactRow]:
    match kind:
        case "deadline.moved" | "deadline.set" | "deadline.removed":
            return [_deadline_row(facts)]
        case "deadline.passed" | "deadline.closed":
            return [FactRow(name="Deadline", before=_window(facts["deadline"]), after="not reported done")]
        case "amount.changed":
            return [_amount_row(facts)]
        case "quantity.changed":
            return [FactRow(name="Figure", before=_count(facts["before"]), after=_count(facts["after"]))]
        case "contract.signed":
            amount = facts.get("amount")
            return [FactRow(name="Amount", before="", after=_sum(amount))] if amount else []
        case _:
            return _status_rows(facts)


def _promise_rows(facts: Json) -> list[FactRow]:
    """The words of the promise on both sides, where it is firmer or weaker now."""
    drift = facts.get("commitment")
    if not drift:
        return []
    old, new = (" ".join(drift[side]["quote"].split()) for side in ("before", "after"))
    return [FactRow(name="Promise", before=f"“{old}”", after=f"“{new}”", difference=drift["direction"])]


def _deadline_row(facts: Json) -> FactRow:
    days = facts.get("days")
    return FactRow(
        name="Deadline",
        before=_window(facts["before"]) if facts["before"] else "no date",
        after=_window(facts["after"]) if facts["after"] else "no date",
        difference=slip(*days) if days else "",
    )


def _amount_row(facts: Json) -> FactRow:
    old, new = facts["before"], facts["after"]
    return FactRow(name="Amount", before=_sum(old), after=_sum(new), difference=_difference(old, new))


def _difference(old: Json, new: Json) -> str:
    if old["currency"] != new["currency"] or old["value"] is None or new["value"] is None:
        return ""
    more = Decimal(str(new["value"])) - Decimal(str(old["value"]))
    return f"{money(abs(more), new['currency'])} {'more' if more > 0 else 'less'}" if more else ""


def _status_rows(facts: Json) -> list[FactRow]:
    change = facts.get("status")
    if not isinstance(change, Mapping) or not (change.get("before") and change.get("after")):
        return []
    return [FactRow(name="Status", before=status(change["before"]), after=status(change["after"]))]


def _sum(amount: Json) -> str:
    value = amount["value"]
    return money(None if value is None else Decimal(str(value)), amount["currency"])


def _count(count: Json) -> str:
    return quantity(Decimal(str(count["value"])), count["unit"])


def _window(window_: Json) -> str:
    return window(_day(window_.get("earliest")), _day(window_.get("latest")))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
