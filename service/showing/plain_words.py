"""Values as a reader wants them: sums, windows of days, slips, partners, kinds of change. English only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from babel import Locale

from diffing.changes import plain_words as sentence_words
from snapshots.letter import NextActor

__all__ = [
    "CLAIM_VERDICTS",
    "COUNTED",
    "KINDS",
    "STAGE_NOT_SAID",
    "KindWords",
    "balance",
    "day",
    "letter_name",
    "money",
    "partner_name",
    "quantity",
    "share",
    "slip",
    "status",
    "window",
]

# What stays small in a name that begins with a capital.
_SMALL = {"and", "of", "the"}
_MILLION, _BILLION = Decimal(10) ** 6, Decimal(10) ** 9


# What came of holding a claim about an earlier letter against that letter.
CLAIM_VERDICTS: Final[dict[str, str]] = {
    "supported": "said there too",
    "differs": "said there with other figures",
    "not_found": "not found there",
    "letter_not_held": "that letter is not held",
}


# What the numbers beside kinds of changes count, said before those of `balance`.
COUNTED: Final = "These are counts of changes; one change can take in several statements."


class KindWords(NamedTuple):
    """How a kind of change is called, of one and of many, and in what tone it is shown.

    `tone` groups the kinds for the eye: `forward`, `back`, `figure`, `new`, `quiet`. It judges nobody.
    """

    one: str
    many: str
    tone: str


# Of money whose stage is `unknown` in public JSON: no stage, but that the letter names none.
STAGE_NOT_SAID: Final = "stage not said"

# In the order in which counts are shown: what came about, what slipped, figures, what is new, the rest.
KINDS: Final[dict[str, KindWords]] = {
    "contract.signed": KindWords("contract signed", "contracts signed", "forward"),
    "item.completed": KindWords("completed", "completed", "forward"),
    "item.progressed": KindWords("progressed", "progressed", "forward"),
    "item.resumed": KindWords("mentioned again", "mentioned again", "forward"),
    "deadline.passed": KindWords("deadline passed", "deadlines passed", "back"),
    "deadline.closed": KindWords("deadline window closed", "deadline windows closed", "back"),
    "deadline.moved": KindWords("deadline moved", "deadlines moved", "back"),
    "deadline.removed": KindWords("deadline removed", "deadlines removed", "back"),
    "item.stalled": KindWords("stalled", "stalled", "back"),
    "item.unmentioned": KindWords("no longer mentioned", "no longer mentioned", "back"),
    "amount.changed": KindWords("amount changed", "amounts changed", "figure"),
    "quantity.changed": KindWords("figure changed", "figures changed", "figure"),
    "item.added": KindWords("new", "new", "new"),
    "deadline.set": KindWords("deadline set", "deadlines set", "new"),
    "item.split": KindWords("split", "split", "quiet"),
    "item.merged": KindWords("merged", "merged", "quiet"),
    "item.moved": KindWords("moved elsewhere", "moved elsewhere", "quiet"),
    "item.reworded": KindWords("reworded", "reworded", "quiet"),
}

_STATUS = {
    "done": "done",
    "ongoing": "under way",
    "planned": "planned",
    "on_hold": "on hold",
    "not_started": "not started",
}


_STRENGTHS = {"to_be": "to be", "aims": "aimed at", "explore": "explored", "tbc": "to be confirmed"}


def day(value: date) -> str:
    """`13 December 2023`."""
    return f"{value.day} {value:%B} {value.year}"


def letter_name(key: str) -> str:
    """The letter of a key by its date: `13 December 2023`, `13 December 2023 (re-issue 2)`."""
    written, _, reissue = key.partition("/")[2].partition("/")
    name = day(date.fromisoformat(written))
    return f"{name} (re-issue {reissue})" if reissue else name


def status(value: str) -> str:
    """A status in words; one that is not known is given as it stands."""
    return _STATUS.get(value, value.replace("_", " "))


def strength(value: str) -> str:
    """How firm a promise is, by its rung of the ladder: "to be", "expected", "to be confirmed"."""
    return _STRENGTHS.get(value, value)


def actor_name(actor: NextActor) -> str:
    """Who must act next: a partner by its short name, an organisation by the name it is listed under."""
    return partner_name(actor.who) if actor.partner else actor.who


def money(value: Decimal | None, currency: str | None) -> str:
    """The sum, exactly: `EUR 35 million`, `EUR 12,500`; a sum that cannot be read says so."""
    if value is None:
        return f"{currency or ''} unreadable".strip()
    for size, name in ((_BILLION, " billion"), (_MILLION, " million")):
        # Three decimals are as many as a letter gives; a longer figure is easier to read in full.
        if abs(value) >= size and value % (size / 1000) == 0:
            return f"{currency or ''} {_plain(value / size)}{name}".strip()
    return f"{currency or ''} {_plain(value)}".strip()


def balance(*, carried: int, unmentioned: int, added: int) -> str:
    """How the statements of two letters add up, in words that no count of changes has."""
    whole = carried + unmentioned
    return (
        f"Of the older letter's {_statements(whole)} {carried} {'goes' if carried == 1 else 'go'} on in the "
        f"newer one and {unmentioned} {'does' if unmentioned == 1 else 'do'} not; {_statements(added)} of "
        f"the newer letter {'continues' if added == 1 else 'continue'} none of the older."
    )


def _statements(count: int) -> str:
    return "1 statement" if count == 1 else f"{count} statements"


def quantity(value: Decimal, unit: str) -> str:
    """A count with its noun (`12 officers`) or a share (`27%`)."""
    return f"{_plain(value)}%" if unit == "%" else f"{_plain(value)} {unit}".strip()


def share(part: int, whole: int) -> str:
    """How much of the whole a part is: `27%`; what is little is not called nothing, nor nearly all, all."""
    if part in {0, whole}:
        return "100%" if part else "0%"
    percent = round(100 * part / whole)
    return {0: "under 1%", 100: "over 99%"}.get(percent, f"{percent}%")


def window(earliest: date | None, latest: date | None) -> str:
    """A window of days, both inclusive, by its usual name: `Q1 2024`, `spring 2024`, `by 31 May 2024`."""
    if earliest is None:
        return f"by {day(latest)}" if latest else "no date yet"
    if latest is None:
        return f"from {day(earliest)}"
    if earliest == latest:
        return day(earliest)
    return sentence_words.named_window(earliest, latest) or f"{_shortened(earliest, latest)} to {day(latest)}"


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
    """The short name of a country (ISO 3166-1 alpha-2, Kosovo XK), or a region's (a slug), as a label."""
    country = _countries().get(code)
    if country:
        return country
    words = sentence_words.partner_name(code).split(" ")
    return " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in words)


@cache
def _countries() -> dict[str, str]:
    """What Unicode's CLDR calls them: `Türkiye`, `Syria`, `North Macedonia`."""
    names = {str(code): str(name) for code, name in Locale("en").territories.items()}
    return {code: name.replace("&", "and") for code, name in names.items() if code.isalpha()}


def _plain(value: Decimal) -> str:
    written = f"{value:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _shortened(earliest: date, latest: date) -> str:
    if earliest.year != latest.year:
        return day(earliest)
    return str(earliest.day) if earliest.month == latest.month else f"{earliest.day} {earliest:%B}"
