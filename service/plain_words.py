"""Values as a reader wants them: sums, windows of days, slips, partners, kinds of change. English only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale

__all__ = [
    "KINDS",
    "KindWords",
    "Tone",
    "day",
    "money",
    "partner_name",
    "quantity",
    "slip",
    "status",
    "window",
]

Tone = str
_MILLION, _BILLION = Decimal(10) ** 6, Decimal(10) ** 9
_FIRST_MONTHS_OF_QUARTERS = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """How a kind of change is called, of one and of many, in what tone it is shown, and why it ranks there.

    `tone` groups the kinds for the eye: `forward`, `back`, `new`, `figure`, `quiet`. It judges nobody.
    """

    one: str
    many: str
    tone: Tone
    why: str


KINDS: Final[dict[str, KindWords]] = {
    "contract.signed": KindWords(
        one="contract signed",
        many="contracts signed",
        tone="forward",
        why="money is newly bound by a signature",
    ),
    "item.completed": KindWords(
        one="completed", many="completed", tone="forward", why="it was open and is now reported done"
    ),
    "deadline.passed": KindWords(
        one="deadline passed",
        many="deadlines passed",
        tone="back",
        why="its last day has gone by and it is not reported done",
    ),
    "item.stalled": KindWords(
        one="stalled", many="stalled", tone="back", why="it went a step back, or is now on hold"
    ),
    "deadline.moved": KindWords(
        one="deadline moved", many="deadlines moved", tone="back", why="it is due at another time"
    ),
    "item.unmentioned": KindWords(
        one="no longer mentioned",
        many="no longer mentioned",
        tone="back",
        why="it was open, and the newer letter does not speak of it",
    ),
    "amount.changed": KindWords(
        one="amount changed", many="amounts changed", tone="figure", why="the sum named for it is another one"
    ),
    "item.resumed": KindWords(
        one="mentioned again", many="mentioned again", tone="forward", why="it is back after a silence"
    ),
    "item.progressed": KindWords(
        one="progressed", many="progressed", tone="forward", why="it went a step forward, short of done"
    ),
    "deadline.removed": KindWords(
        one="deadline removed", many="deadlines removed", tone="back", why="it goes on without a date"
    ),
    "deadline.set": KindWords(
        one="deadline set", many="deadlines set", tone="new", why="it has a date for the first time"
    ),
    "item.added": KindWords(one="new", many="new", tone="new", why="the older letter does not speak of it"),
    "quantity.changed": KindWords(
        one="figure changed", many="figures changed", tone="figure", why="a count or share is another one"
    ),
    "item.split": KindWords(one="split", many="split", tone="quiet", why="one statement has become several"),
    "item.merged": KindWords(
        one="merged", many="merged", tone="quiet", why="several statements have become one"
    ),
    "item.moved": KindWords(
        one="moved elsewhere", many="moved elsewhere", tone="quiet", why="it stands in another part"
    ),
    "item.reworded": KindWords(
        one="reworded", many="reworded", tone="quiet", why="the same facts in other words"
    ),
}

_STATUS = {
    "done": "done",
    "ongoing": "under way",
    "planned": "planned",
    "on_hold": "on hold",
    "not_started": "not started",
}


def day(value: date) -> str:
    """`13 December 2023`."""
    return f"{value.day} {value:%B} {value.year}"


def status(value: str) -> str:
    """A status in words; one that is not known is given as it stands."""
    return _STATUS.get(value, value.replace("_", " "))


def money(value: Decimal | None, currency: str | None) -> str:
    """The sum, exactly: `EUR 35 million`, `EUR 12,500`; a sum that cannot be read says so."""
    if value is None:
        return f"{currency or ''} unreadable".strip()
    for size, name in ((_BILLION, " billion"), (_MILLION, " million")):
        # Three decimals are as many as a letter gives; a longer figure is easier to read in full.
        if abs(value) >= size and value % (size / 1000) == 0:
            return f"{currency or ''} {_plain(value / size)}{name}".strip()
    return f"{currency or ''} {_plain(value)}".strip()


def quantity(value: Decimal, unit: str) -> str:
    """A count with its noun (`12 officers`) or a share (`27 %`)."""
    return f"{_plain(value)} {'%' if unit == 'percent' else unit}".strip()


def window(earliest: date | None, latest: date | None) -> str:
    """A window of days, both inclusive, by its usual name where it has one: `Q1 2024`, `by 31 May 2024`."""
    if earliest is None:
        return f"by {day(latest)}" if latest else "no date yet"
    if latest is None:
        return f"from {day(earliest)}"
    return _name(earliest, latest) or f"{_shortened(earliest, latest)} to {day(latest)}"


def slip(least: int, most: int) -> str:
    """How far a date moved: `91 days later`, `10 to 40 days earlier`, `20 days earlier to 5 later`."""
    if least == most == 0:
        return "the same day"
    if least < 0 < most:
        return f"{_days(-least)} earlier to {most} later"
    way = "earlier" if least < 0 else "later"
    near, far = sorted((abs(least), abs(most)))
    return f"{_days(far)} {way}" if near == far else f"{near} to {_days(far)} {way}"


def partner_name(code: str) -> str:
    """The English name of a country (ISO 3166-1 alpha-2, Kosovo XK) or of a region's slug."""
    if code in _territories():
        return _territories()[code]
    return code.replace("-", " ").title().replace(" And ", " and ").replace(" Of ", " of ")


@cache
def _territories() -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale("en").territories.items()}


def _plain(value: Decimal) -> str:
    written = f"{value:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _name(earliest: date, latest: date) -> str | None:
    if earliest == latest:
        return day(earliest)
    if earliest.day != 1 or (latest + timedelta(days=1)).day != 1 or earliest.year != latest.year:
        return None
    months = latest.month - earliest.month + 1
    if months == 1:
        return f"{earliest:%B} {earliest.year}"
    if months == 3 and earliest.month in _FIRST_MONTHS_OF_QUARTERS:  # noqa: PLR2004 - a quarter
        return f"Q{(earliest.month + 2) // 3} {earliest.year}"
    return str(earliest.year) if months == 12 else None  # noqa: PLR2004 - a year


def _shortened(earliest: date, latest: date) -> str:
    if earliest.year != latest.year:
        return day(earliest)
    return str(earliest.day) if earliest.month == latest.month else f"{earliest.day} {earliest:%B}"
