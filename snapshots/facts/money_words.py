"""Sums of money in words, before anything is known of what surrounds them.

One sum is a currency and a figure in either order, with a magnitude ("EUR 35 million", "€3½bn", "35 MEUR",
"two million US dollars"), an end of a range, or a currency whose figure cannot be read. The patterns
know the order of the pieces only; the currencies and magnitudes themselves are in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from snapshots.currency_codes import currency_codes
from snapshots.facts.numbers import (
    FIGURE,
    MAGNITUDE_WORD,
    NUMBER_WORDS,
    find_numerals,
    has_too_many_digits,
    magnitude,
    plain,
    read_figure,
    starts_of_numerals,
)
from snapshots.facts.taken_text import TakenText
from snapshots.facts.word_patterns import any_of, fewest, holds_any, stands_before
from snapshots.lexicon import load

__all__ = ["Sum", "find_shares", "find_sums"]

_CURRENCIES = load("currencies")
_SIGNS: dict[str, str] = _CURRENCIES["signs"]
_NAMES: dict[str, str] = {name.lower(): code for name, code in _CURRENCIES["names"].items()}
_DOUBTFUL_CODES = frozenset(_CURRENCIES["codes_with_another_meaning"])
_THREE_DECIMALS = frozenset(_CURRENCIES["three_decimals"])
_VAGUE = load("money")["vague"]
_STAGE_WORDS = [word for words in load("money")["roles"].values() for word in words]

_MAGNITUDE_SIGNS = [sign for sign in load("numbers")["magnitude_signs"] if sign != "b"]
_MAGNITUDE = rf"(?:(?i:{MAGNITUDE_WORD})\b|{any_of(_MAGNITUDE_SIGNS)}(?!\w)|b(?![\w]))"
_CODES = currency_codes()
_CODE = "[A-Z]{3}"  # any three capitals; what is no code is sorted out afterwards
_SIGN = any_of(_SIGNS)
_NAME = rf"(?i:{any_of(_NAMES)})"
_CURRENCY = rf"(?:{_CODE}|{_SIGN})"
# A capital A alone is no article but a figure that went wrong in scanning: "EUR A million".
_FIGURE_OR_WORDS = rf"(?:{FIGURE}|(?!A\s)(?i:{NUMBER_WORDS}))"
_DASH = r"\s?[-–—]\s?"

# "EUR 35 million", "€m 35", "MEUR 35", "EUR 5-7 million", "EUR 10.5 EUR" (the currency said twice).
_LEADING = re.compile(
    rf"(?<![A-Za-z0-9])(?P<multiple>[kKmM](?={_CURRENCY}))?(?P<currency>{_CURRENCY}|[Ee]uros?(?=\s?\d))"
    rf"(?:\s?(?P<between>{_MAGNITUDE})(?=\s?\d))?\s*(?P<bracket>\[)?"
    rf"(?P<figure>{_FIGURE_OR_WORDS})(?:\s?-?(?P<magnitude>{_MAGNITUDE}))?(?(bracket)\]?)"
    rf"(?:\s?(?P<late>{_MAGNITUDE}))?(?P<again>\s?(?:{_CURRENCY}|{_NAME})(?!\w|\s?\d))?"
)
# "35 million euros", "35 M€", "500 000 USD"; not the "2023 EUR" of "in 2023 EUR 35 million".
_TRAILING = re.compile(
    rf"(?<![\w.,/'’-])(?P<figure>{_FIGURE_OR_WORDS})(?:\s?-?(?P<magnitude>{_MAGNITUDE}))?[\s-]?"
    rf"(?P<multiple>[kKmM](?={_CURRENCY}))?(?P<currency>{_NAME}|{_CURRENCY})(?P<late>m|bn|k)?"
    r"(?!\w)(?!\s?[\d\[])"
)
# What follows "EUR 2" in a range: "-3 million", " to EUR 3 million", " and 3 million".
_UPPER_END = re.compile(
    rf"(?P<join>{_DASH}|\sto\s|\sand\s)(?P<currency>{_CURRENCY}\s?)?(?P<figure>{FIGURE})"
    rf"(?:\s?-?(?P<magnitude>{_MAGNITUDE}))?"
)
# What stands before "3 million euros" in a range: "2-", "2 to ", "between 2 million and ".
_LOWER_END = re.compile(
    rf"(?<![\w.,/'’-])(?P<figure>{FIGURE})(?:\s?(?P<magnitude>{_MAGNITUDE}))?"
    rf"(?P<join>{_DASH}|\sto\s|\sand\s)$"
)
_BETWEEN = re.compile(rf"\b(?i:{any_of(_VAGUE['between'])})\s$")
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_RANGING_FROM = re.compile(rf"\b(?i:{any_of(_VAGUE['ranging'])})\s+(?:\w+\s+)?from\s$")
_PLACEHOLDER = any_of(_VAGUE["placeholders"])
# "EUR A million", "EUR [tbc] million", "EUR xx", "EUR several million": a currency, and no figure to read.
_UNREADABLE = re.compile(
    rf"(?<![A-Za-z0-9])(?P<currency>{_CURRENCY})\s?(?P<blank>\[[^\]]{{0,30}}\]|\((?:{_PLACEHOLDER})\)"
    rf"|{_PLACEHOLDER}(?!\w)|[xX]{{1,6}}(?:[.,][xX]+)?(?!\w)|[?_…]+|\.{{3,}}"
    rf"|(?:{any_of(_VAGUE['counts'])}|[A-Za-z0-9?]{{1,4}})(?=\s(?i:{MAGNITUDE_WORD})\b))(?:\s?{_MAGNITUDE})?"
)
_VAGUE_SUM = re.compile(
    rf"\b(?i:{any_of(_VAGUE['counts'])})\s(?:(?i:hundred|thousand|of)\s)*(?i:{MAGNITUDE_WORD})s?\s(?:of\s)?"
    rf"(?P<currency>{_NAME}|{_CURRENCY})(?!\w)"
)
_LOST_FIGURE = re.compile(
    rf"\b(?i:{any_of(_VAGUE['lost_figure_after'])})\s(?P<currency>{_CURRENCY})(?=\s*(?:$|[.,;)]))"
)
# "of which 8 million for ...", but not "of which 8 million doses".
_SHARE = re.compile(
    rf"\bof\s(?:which|this|that)\s(?:[a-z]+\s){{0,2}}(?P<figure>{FIGURE})\s?(?P<magnitude>{_MAGNITUDE})"
    rf"(?=\s?(?:$|[.,;:)]|{any_of(_VAGUE['after_share'])}\b|{any_of(_STAGE_WORDS)}\b))"
)
# "... 67 million has been contracted and 20 million disbursed": a verb has to follow, else it may be a count.
_FURTHER_SHARE = re.compile(
    rf"[^;.:()]{{0,40}}?(?:,|\sand)\s(?P<figure>{FIGURE})\s?(?P<magnitude>{_MAGNITUDE})"
    rf"(?=\s(?:(?:is|are|was|were|has been|have been)\s)?{any_of(_STAGE_WORDS)}\b)"
)
# "EUR 2.4 and EUR 3.1 million": the first figure shares the magnitude of the second.
_SHARED_MAGNITUDE = re.compile(
    rf"(?:,|\s(?:and|or))\s(?:{_CURRENCY})\s?{FIGURE}\s?-?(?P<magnitude>{_MAGNITUDE})"
)
_ELLIPTIC = 1000
_GROUPED = re.compile(r"\d[^\d]\d{3}")
_IN_DIGITS = re.compile(r"[\d½¼¾⅓⅔]")
# Letters or marks glued to a figure make it unreadable: "1x", "3?", "4A".
_GLUED = re.compile(r"(?!['’]s\b)[^\s.,;:!)\]\-–—/+*\"'’”»]+")
_CAPITALS = re.compile(r"[A-Z]{3,5}")
_MARKS = sorted(mark for mark in set("".join(_SIGNS)) if not mark.isalnum() and mark not in " .")
_SIGN_LETTER = re.compile(f"[{re.escape(''.join(_MARKS))}]")
_ONE_WORD_SIGNS = fewest(sign for sign in _SIGNS if sign.isalpha())
_LAST_WORDS = frozenset(name.split()[-1] for name in _NAMES)
_LAST_WORDS_HINTS = fewest(_LAST_WORDS)
_WORD = re.compile(r"[a-z]+")
_NOUN_NEXT = re.compile(r"[\s-](?:[a-z]+\s)*[a-z]+s\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum of money at text[start:end]; `value` is None where no one figure can be read: `reason` says why.

    A sum that can be read has a `reason` too where the words leave a doubt. `currency` is None for a name
    that several currencies share. `bracketed`: the figure stands in square brackets, not settled yet.
    """

    start: int
    end: int
    value: Decimal | None
    currency: str | None
    reason: str | None = None
    bracketed: bool = False
    qualifier: str | None = None

    def in_currency(self, currency: str | None) -> Sum:
        """The same sum in that currency."""
        return replace(self, currency=currency)


def find_sums(text: str) -> tuple[Sum, ...]:
    """The sums of the text in reading order; none overlaps another."""
    if not _may_hold_money(text):
        return ()
    found: list[Sum] = []
    taken = TakenText(len(text))
    for scan in (_leading_sums, _trailing_sums, _unreadable_sums):
        for candidate in scan(text):
            if not taken.holds_any_of(candidate.start, candidate.end):
                taken.take(candidate.start, candidate.end)
                found.append(candidate)
    return tuple(sorted(found, key=lambda found_sum: found_sum.start))


def _may_hold_money(text: str) -> bool:
    """Whether any currency stands in the text: most statements hold none, and looking is cheap."""
    if _SIGN_LETTER.search(text) or holds_any(text, _ONE_WORD_SIGNS):
        return True
    runs = _CAPITALS.findall(text)
    if any(run[at : at + 3] in _CODES for run in runs for at in range(len(run) - 2)):
        return True
    lower = text.lower()
    return holds_any(lower, _LAST_WORDS_HINTS) and not _LAST_WORDS.isdisjoint(_WORD.findall(lower))


def find_shares(text: str) -> Iterator[Sum]:
    """Figures with a magnitude and no currency after "of which": shares of the sum before them.

    That is right after these words, or after such a share with what was done with it too.
    """
    for first in _SHARE.finditer(text):
        match: re.Match[str] | None = first
        while match is not None:
            value, reason = _value(match["figure"], _scale(match["magnitude"]), None)
            start, end = match.start("figure"), match.end()
            yield Sum(start=start, end=end, value=value, currency=None, reason=reason)
            match = _FURTHER_SHARE.match(text, end)


def _leading_sums(text: str) -> Iterator[Sum]:
    at = 0
    while match := _LEADING.search(text, at):
        first = _leading_sum(text, match)
        at = match.end() if first is None else first.end
        upper = None if first is None or first.value is None else _upper_end(text, match, first.end)
        if upper is not None and first is not None:
            at = upper.end()
            yield from _range_or_two(text, match, upper, first)
        elif first is not None:
            yield first


def _leading_sum(text: str, match: re.Match[str]) -> Sum | None:
    """The sum of a leading currency; None where the letters only look like a currency."""
    currency = _code(match["currency"])
    said_twice = bool(match["again"]) and _code(match["again"].strip()) == currency
    start, end = match.start(), match.end() if said_twice or not match["again"] else match.start("again")
    scale = _scale(match["multiple"], match["between"], match["magnitude"], match["late"])
    if not _is_money(match["currency"], match["figure"], scale, said_twice=said_twice):
        return None
    if scale == 1 and not said_twice and (odd := _GLUED.match(text, end)):
        words = text[start : odd.end()]
        return Sum(start=start, end=odd.end(), value=None, currency=currency, reason=_no_figure(words))
    value, reason = _value(match["figure"], scale, currency)
    follower = _SHARED_MAGNITUDE.match(text, end)
    if follower and scale == 1 and value is not None and value < _ELLIPTIC:
        value = plain(value * _scale(follower["magnitude"]))
        reason = f"{follower['magnitude'].strip()} is taken from the sum that follows"
    if said_twice and scale == 1 and value is not None and value != value.to_integral_value():
        reason = "the currency stands twice and no magnitude: a word such as million may be missing"
    bracketed = bool(match["bracket"])
    return Sum(start=start, end=end, value=value, currency=currency, reason=reason, bracketed=bracketed)


def _upper_end(text: str, match: re.Match[str], end: int) -> re.Match[str] | None:
    """The second figure of a range that starts with the match and goes on at `end`, or None."""
    upper = _UPPER_END.match(text, end)
    if upper is None or (upper["currency"] and not _is_currency(upper["currency"])):
        return None
    join = upper["join"].strip()
    if join == "and":
        return upper if stands_before(_BETWEEN, text, match.start()) else None
    if join == "to":
        return upper if upper["currency"] or upper["magnitude"] else None
    tight = upper["join"] == join and not match["magnitude"]
    return upper if upper["currency"] or upper["magnitude"] or tight else None


def _range_or_two(text: str, match: re.Match[str], upper: re.Match[str], first: Sum) -> Iterator[Sum]:
    """Both ends of a range, and both sums of "rose from EUR 15 million to EUR 18 million"."""
    scale = _scale(upper["magnitude"])
    if not match["magnitude"] and first.value is not None:
        first = replace(first, value=plain(first.value * scale))
    at = upper.start("currency") if upper["currency"] else upper.start("figure")
    value, _ = _value(upper["figure"], scale, first.currency)
    second = Sum(start=at, end=upper.end(), value=value, currency=first.currency)
    yield from _ends(text, upper["join"].strip(), first, second, match.start())


def _ends(text: str, join: str, low: Sum, high: Sum, start: int) -> tuple[Sum, Sum]:
    """Two sums on either side of `join`: two amounts after "from", else the least and the most of a range."""
    if join == "to" and stands_before(_FROM, text, start) and not stands_before(_RANGING_FROM, text, start):
        return low, high
    span = f"{low.value} to {high.value}"
    return (
        replace(low, qualifier=_VAGUE["low_end"], reason=f"the lower end of a range, {span}"),
        replace(high, qualifier=_VAGUE["high_end"], reason=f"the upper end of a range, {span}"),
    )


def _trailing_sums(text: str) -> Iterator[Sum]:
    for match in _matches_from_numerals(_TRAILING, text):
        currency = _code(match["currency"])
        scale = _scale(match["multiple"], match["magnitude"], match["late"])
        if not _is_money(match["currency"], match["figure"], scale, said_twice=False) or _is_size(
            text, match
        ):
            continue
        value, reason = _value(match["figure"], scale, currency)
        second = Sum(start=match.start(), end=match.end(), value=value, currency=currency, reason=reason)
        lower = stands_before(_LOWER_END, text, match.start())
        yield from _with_lower_end(text, lower, match["magnitude"], second) if lower else (second,)


def _matches_from_numerals(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches, none overlapping, of a pattern that begins with a number."""
    at = 0
    for start in starts_of_numerals(text):
        match = pattern.match(text, start) if start >= at else None
        if match is not None:
            at = match.end()
            yield match


def _is_size(text: str, match: re.Match[str]) -> bool:
    """Whether the figure is in metres and the capitals behind it belong to a noun: "27m SAR vessels"."""
    metres = match["magnitude"] == "m" and match["currency"] in _DOUBTFUL_CODES
    return metres and _NOUN_NEXT.match(text, match.end()) is not None


def _with_lower_end(text: str, lower: re.Match[str], late: str | None, second: Sum) -> tuple[Sum, ...]:
    """The two sums that "2 to" makes with "3 million euros", or the second alone."""
    join, start = lower["join"].strip(), lower.start()
    if join == "and" and not stands_before(_BETWEEN, text, start):
        return (second,)
    value, _ = _value(lower["figure"], _scale(lower["magnitude"] or late), second.currency)
    end = lower.end("magnitude") if lower["magnitude"] else lower.end("figure")
    low = Sum(start=start, end=end, value=value, currency=second.currency)
    return _ends(text, join, low, second, start)


def _unreadable_sums(text: str) -> Iterator[Sum]:
    for match in _UNREADABLE.finditer(text):
        if not _is_currency(match["currency"]):
            continue
        yield Sum(
            start=match.start(),
            end=match.end(),
            value=None,
            currency=_code(match["currency"]),
            reason=_no_figure(match.group()),
        )
    for match in _VAGUE_SUM.finditer(text):
        if _is_currency(match["currency"]):
            reason = _no_figure(match.group())
            currency = _code(match["currency"])
            yield Sum(start=match.start(), end=match.end(), value=None, currency=currency, reason=reason)
    for match in _LOST_FIGURE.finditer(text):
        if not _is_currency(match["currency"]):
            continue
        yield Sum(
            start=match.start("currency"),
            end=match.end(),
            value=None,
            currency=_code(match["currency"]),
            reason="no figure follows the currency",
        )


def _no_figure(words: str) -> str:
    return f"no figure can be read in {' '.join(words.split())!r}"


def _is_currency(words: str) -> bool:
    name = " ".join(words.split())
    return name in _CODES or name in _SIGNS or name.lower() in _NAMES


def _code(words: str) -> str | None:
    """The ISO code of a code, sign or name; None for a name that several currencies share."""
    name = " ".join(words.split())
    return (_SIGNS[name] if name in _SIGNS else _NAMES.get(name.lower(), name)) or None


def _scale(*magnitudes: str | None) -> Decimal:
    scale = Decimal(1)
    for words in magnitudes:
        scale *= magnitude(words or "")
    return scale


def _is_money(currency: str, figure: str, scale: Decimal, *, said_twice: bool) -> bool:
    """Whether a code that has another meaning too is meant as money here."""
    if not _is_currency(currency):
        return False
    if currency not in _DOUBTFUL_CODES and not currency.lower().startswith("euro"):
        return True
    grouped = _GROUPED.search(figure) is not None
    return scale > 1 or grouped or said_twice or currency.endswith("s")


def _value(figure: str, scale: Decimal, currency: str | None) -> tuple[Decimal | None, str | None]:
    """The sum, or None and the reason why its writing leaves it open.

    "EUR 4.500" can only be 4500, since no euro has thousandths; of the currencies that have, it is either.
    """
    if not _IN_DIGITS.search(figure):
        return plain(next(find_numerals(figure)).value * scale), None
    if has_too_many_digits(figure):
        return None, "the figure has more digits than any sum of money"
    value, could_be_thousands = read_figure(figure)
    if could_be_thousands and scale == 1:
        if currency in _THREE_DECIMALS:
            return None, f"{figure} can be {plain(value)} or {plain(value * 1000)}"
        value *= 1000
    return plain(value * scale), None
