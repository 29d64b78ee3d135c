"""Values in plain English: windows of days, sums, partners, the first words of a statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from diffing.intervals import Shift
from snapshots.letter import Amount, Column, Quantity, Status, TimeExpression
from snapshots.lexicon import load

__all__ = [
    "first_words",
    "listed",
    "money",
    "named_window",
    "partner_name",
    "place",
    "quantity",
    "slip",
    "status",
    "window",
    "window_name",
]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_STATUS = {
    Status.DONE: "done",
    Status.ONGOING: "under way",
    Status.PLANNED: "planned",
    Status.ON_HOLD: "on hold",
    Status.NOT_STARTED: "not started",
}
_COLUMNS = {
    Column.BODY: "the letter",
    Column.ONGOING: "what is under way",
    Column.NEXT_STEPS: "the next steps",
}
_SIZES = ((Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million"))
_LABEL = 12
# Fewer words than these say too little of a measure: what would leave fewer is cut where it comes.
_SHORTEST_LABEL = 4
_CURRENCY = re.compile(r"\W*(?:[A-Z]{3}|\w{0,3}[€$£¥])\W*")
_BULLET = re.compile(r"^[\W_]+")


def status(value: Status) -> str:
    """A status as a sentence has it: "under way"."""
    return _STATUS[value]


def money(amount: Amount) -> str:
    """The sum, exactly: "EUR 35 million", "EUR 12,500"; the words themselves where they cannot be read."""
    if amount.value is None:
        return f"“{amount.quote}”"
    for size, name in _SIZES:
        # Three decimals are as many as letters give to a million; a finer sum is given in full.
        if abs(amount.value) >= size and amount.value % (size / 1000) == 0:
            return f"{amount.currency or ''} {_plain(amount.value / size)}{name}".strip()
    return f"{amount.currency or ''} {_plain(amount.value)}".strip()


def quantity(count: Quantity) -> str:
    """A count with its noun, "12 officers", or a share, "27%"."""
    return f"{_plain(count.value)}%" if count.unit == "%" else f"{_plain(count.value)} {count.unit}".strip()


def _plain(value: Decimal) -> str:
    written = f"{value:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


@dataclass(frozen=True, slots=True, kw_only=True)
class _WindowWords:
    """How a window is put where it has no first day, no last, one alone, a usual name, or none.

    `between` takes both days, and the dash that stands between them in a name.
    """

    up_to: str
    since: str
    day: str
    named: str
    between: str


_IN_A_SENTENCE = _WindowWords(
    up_to="by {}", since="from {}", day="on {}", named="in {}", between="between {0} and {1}"
)
_AS_A_NAME = _WindowWords(
    up_to="any day up to {}", since="any day from {}", day="{}", named="{}", between="{0}{2}{1}"
)
_BY_ITS_END = replace(_AS_A_NAME, up_to="{}")


def window(time: TimeExpression) -> str:
    """When that is: "in Q1 2024", "on 3 May 2024", "by 31 May 2024", "between 1 and 5 May 2024"."""
    return _put(time, _IN_A_SENTENCE)


def window_name(time: TimeExpression, *, only_its_end: bool = False) -> str:
    """A window of days by its usual name: "Q1 2024", "3 May 2024", "any day up to 31 May 2024".

    With `only_its_end` a window without a first day is named by its last: "31 May 2024".
    """
    return _put(time, _BY_ITS_END if only_its_end else _AS_A_NAME)


def _put(time: TimeExpression, said: _WindowWords) -> str:
    first, last = time.earliest, time.latest
    if first is None:
        return said.up_to.format(_day(last)) if last else "a date to be confirmed"
    if last is None:
        return said.since.format(_day(first))
    if first == last:
        return said.day.format(_day(first))
    name = named_window(first, last)
    dash = "\u2013" if (first.year, first.month) == (last.year, last.month) else " \u2013 "
    return said.named.format(name) if name else said.between.format(_shortened(first, last), _day(last), dash)


def _shortened(first: date, last: date) -> str:
    """The first day, less what the last one says too: "1" of "1 and 5 May 2024"."""
    if first.year != last.year:
        return _day(first)
    return str(first.day) if first.month == last.month else f"{first.day} {_MONTHS[first.month - 1]}"


def _day(value: date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_THIRDS = {1: "early", 5: "mid-", 9: "late"}


def named_window(first: date, last: date) -> str | None:
    """A month, quarter, season, third, half-year or year, when the window is exactly one; None for others.

    "February 2024", "Q1 2024", "autumn 2024", "winter 2024/25", "mid-2024",
    "the second half of 2024", "2024".
    """
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    if first.day != 1 or (last + timedelta(days=1)).day != 1 or months not in {1, 3, 4, 6, 12}:
        return None
    if months == 3 and first.month in _SEASONS:  # noqa: PLR2004 - a season has three months
        winter = f"/{last.year % 100:02}" if last.year > first.year else ""
        return f"{_SEASONS[first.month]} {first.year}{winter}"
    if (first.month - 1) % months:
        return None
    names = {
        1: f"{_MONTHS[first.month - 1]} ",
        3: f"Q{last.month // 3} ",
        4: f"{_THIRDS.get(first.month, '')} ".replace("- ", "-"),
        6: f"the {'first' if first.month == 1 else 'second'} half of ",
        12: "",
    }
    return f"{names[months]}{first.year}"


def place(name: str, value: str | None) -> str:
    """A place in a letter: "the next steps", "what is under way", or its heading in quotation marks."""
    if name == "column" and value:
        return _COLUMNS[Column(value)]
    return f"“{value}”" if value else "no heading"


def partner_name(code: str) -> str:
    """The English name of a country or region by its code or slug; the code where it is not known."""
    known = load("partners")
    entry = known["countries"].get(code) or known["regions"].get(code)
    return str(entry["names"][0]) if entry and entry.get("names") else code


def listed(names: Sequence[str]) -> str:
    """The names in a row: `A`, `A and B`, `A, B and C`; empty for none."""
    if len(names) < 2:  # noqa: PLR2004 - one name is no list
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def first_words(text: str) -> str:
    """The first twelve words of a text, less its bullet; with an ellipsis when there are more.

    Fewer, down to four, where the cut would fall within a sum, a count or a date: "EUR 16.1…" would read as
    another sum than EUR 16.1 million.
    """
    found = _BULLET.sub("", " ".join(text.split())).split(" ")
    if len(found) <= _LABEL:
        return " ".join(found)
    whole = (end for end in range(_LABEL, _SHORTEST_LABEL - 1, -1) if not _cuts_a_figure(found, end))
    return f"{' '.join(found[: next(whole, _LABEL)]).rstrip(',;:(')}…"


def _cuts_a_figure(found: Sequence[str], end: int) -> bool:
    """Whether the last word before the end may belong to a figure with the one behind it."""
    last, following = found[end - 1], found[end]
    return _has_digit(last) or _has_digit(following) or _CURRENCY.fullmatch(last) is not None


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def slip(shift: Shift) -> str:
    """How far a deadline moved: "91 days later", "10 to 40 days earlier", "20 days earlier to 5 later"."""
    least, most = shift.least, shift.most
    if least < 0 < most:
        return f"{_days(-least)} earlier to {_days(most)} later"
    way = "earlier" if least < 0 or most < 0 else "later"
    near, far = sorted((abs(least), abs(most)))
    if far == 0:
        return "the same days"
    return f"{_days(far)} {way}" if near == far else f"{near} to {_days(far)} {way}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
