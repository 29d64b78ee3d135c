"""The sums of money in a statement: how each is meant, its stage, and of which other it is a share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from snapshots.facts.money_words import Sum, find_shares, find_sums
from snapshots.facts.taken_text import TakenText
from snapshots.facts.word_patterns import any_of, stands_before
from snapshots.letter import Amount, Span
from snapshots.lexicon import load

__all__ = ["find_amounts"]

_WORDS = load("money")
_BEFORE: dict[str, str] = _WORDS["qualifiers_before"]
_AFTER: dict[str, str] = _WORDS["qualifiers_after"]
_ROLE_OF: dict[str, str] = {word: role for role, words in _WORDS["roles"].items() for word in words}
_SHARES = _WORDS["shares"]

_QUALIFIER_BEFORE = re.compile(rf"(?<!\w)(?P<word>{any_of(_BEFORE)})\s*(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_QUALIFIER_AFTER = re.compile(rf"\s?(?P<word>{any_of(_AFTER)})(?!\w)", re.IGNORECASE)
_ROLE = re.compile(rf"\b{any_of(_ROLE_OF)}\b", re.IGNORECASE)
_NOT_YET = re.compile(rf"\b{any_of(_WORDS['not_yet']['before'])}\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_STOP = re.compile(r"[;]|[.!?](?=\s+[A-Z(\"'“])")
_SHARE_BEFORE = re.compile(rf"\b{any_of(_SHARES['before_share'])}\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_SHARE_AFTER = re.compile(rf"\s+{any_of(_SHARES['after_share'])}\b", re.IGNORECASE)
_WHOLE_BEFORE = re.compile(
    rf"(?:^|[.;:,(]\s*|\b(?:and|but)\s+){any_of(_SHARES['before_whole'])}\s+$", re.IGNORECASE
)
_NAMED_SHARE = re.compile(
    rf"\b{any_of(_SHARES['before_named_share'])}\s+(?:(?:an?|the)\s+)?(?:[\w-]+\s+){{0,2}}"
    rf"{any_of(_SHARES['named_shares'])}\b[^;.:]{{0,80}}\s(?:of|worth)\s+$",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(rf"\b{any_of(_SHARES['auxiliaries'])}\s+$", re.IGNORECASE)
# The longest words from "has a component" to its figure.
_REACH_OF_NAMED_SHARE = 140
_ALSO_A_SHARE = re.compile(r"\s[^;.]{0,60}?(?:,|\band)\s+$")

_OUT_OF = re.compile(rf"\s(?:out\s)?of\s(?:{any_of(_SHARES['wholes'])}\s)?", re.IGNORECASE)

# Stage words reach as far as a sentence's other half stands from its figure: "contracts on ... for EUR 35
# million", "EUR 82 million, for ..., to be contracted"; further off they belong to something else.
_REACH_BEFORE, _REACH_AFTER = 90, 60


def find_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts in the text of one statement, in reading order; spans are offsets into `text`.

    A figure that cannot be read ("EUR A million") gives a value of None with the reason; a range ("EUR 5-7
    million") gives its two ends. `role` is the stage that the nearest word names; what is still to be signed
    or contracted is "announced". `part_of` counts amounts of the same text from 0.
    """
    sums = _with_shares(text, find_sums(text))
    amounts: list[Amount] = []
    shared: dict[int, Decimal] = {}  # by whole, how much of it the shares before have taken
    for index, found in enumerate(sums):
        start, end = found.start, found.end
        whole = _whole_of(text, sums, index, amounts[-1].part_of if amounts else None, shared)
        if whole is not None:
            shared[whole] = shared.get(whole, Decimal(0)) + (found.value or 0)
        amounts.append(
            Amount(
                value=found.value,
                currency=found.currency,
                quote=text[start:end],
                spans=(Span(start=start, end=end),),
                qualifier=_qualifier(text, found),
                role=_role(text, sums, index),
                part_of=whole,
                reason=found.reason,
            )
        )
    return tuple(amounts)


def _with_shares(text: str, sums: tuple[Sum, ...]) -> tuple[Sum, ...]:
    """The sums with the shares that leave out the currency ("EUR 21 million, of which 8 million for ...")."""
    if not sums:
        return sums
    taken = TakenText(len(text), ((found.start, found.end) for found in sums))
    shares = [share for share in find_shares(text) if not taken.holds_any_of(share.start, share.end)]
    return tuple(_in_their_currency(sorted([*sums, *shares], key=lambda found: found.start), set(shares)))


def _in_their_currency(sums: Sequence[Sum], shares: set[Sum]) -> Iterator[Sum]:
    """The sums in reading order, each share in the currency of the sum before it."""
    whole: Sum | None = None
    for found in sums:
        if found not in shares:
            whole = found
            yield found
        elif whole is not None:
            yield found.in_currency(whole.currency)


def _qualifier(text: str, found: Sum) -> str | None:
    """How the figure is meant: as an end of a range, by the word right before it, else right after it."""
    if found.qualifier is not None:
        return found.qualifier
    before = stands_before(_QUALIFIER_BEFORE, text, found.start)
    if before:
        return _BEFORE[_key(before["word"])]
    after = _QUALIFIER_AFTER.match(text, found.end)
    if after:
        return _AFTER[
            next(key for key in (" ".join(after["word"].split()), _key(after["word"])) if key in _AFTER)
        ]
    return "tbc" if found.bracketed else None


def _key(words: str) -> str:
    return " ".join(words.lower().split())


def _role(text: str, sums: Sequence[Sum], index: int) -> str | None:
    """The stage named nearest to the figure, in its sentence and not beyond another figure.

    What was done "of the EUR 24 million" was done to the share before it, and is not said of the whole.
    """
    word = _stage_word(text, sums, index)
    if word is None and index + 1 < len(sums):
        word = _said_of_share(text, sums, index)
    elif word is not None and index:
        share_has = _said_of_share(text, sums, index - 1)
        word = None if share_has is not None and share_has.span() == word.span() else word
    if word is None:
        return None
    if stands_before(_NOT_YET, text, word.start()):
        return "announced"
    return _ROLE_OF[_key(word.group())]


def _is_out_of(text: str, sums: Sequence[Sum], index: int) -> bool:
    """Whether a figure is told as a share of the next one: "EUR 8 million of the EUR 24 million"."""
    return _OUT_OF.fullmatch(text, sums[index].end, sums[index + 1].start) is not None


def _said_of_share(text: str, sums: Sequence[Sum], index: int) -> re.Match[str] | None:
    """The stage word, a verb, that stands behind a share and its whole and is said of the share.

    None where the share has one beside it, and where the figure is no share of the next.
    """
    if not _is_out_of(text, sums, index) or _stage_word(text, sums, index) is not None:
        return None
    word = _stage_word(text, sums, index + 1)
    if word is None or word.start() < sums[index + 1].end:
        return None
    return word if stands_before(_AUXILIARY, text, word.start()) else None


def _stage_word(text: str, sums: Sequence[Sum], index: int) -> re.Match[str] | None:
    """The stage word nearest to the figure, in its sentence and not beyond another figure."""
    found = sums[index]
    left = max(0, found.start - _REACH_BEFORE, sums[index - 1].end if index else 0)
    right = min(len(text), found.end + _REACH_AFTER, *(after.start for after in sums[index + 1 : index + 2]))
    stops = [stop.end() for stop in _STOP.finditer(text, left, found.start)]
    stop = _STOP.search(text, found.end, right)
    before = list(_ROLE.finditer(text, stops[-1] if stops else left, found.start))
    after = _ROLE.search(text, found.end, stop.start() if stop else right)
    words = [(found.start - before[-1].end(), before[-1])] if before else []
    words += [(after.start() - found.end, after)] if after else []
    return min(words, key=lambda near: near[0])[1] if words else None


def _whole_of(
    text: str, sums: Sequence[Sum], index: int, parent: int | None, shared: dict[int, Decimal]
) -> int | None:
    """The place of the sum of which this one is a share; never a smaller one, never across a sentence.

    `parent` is the whole of the sum before this one, `shared` what earlier shares have taken of each whole.
    """
    found = sums[index]
    if index + 1 < len(sums) and _is_out_of(text, sums, index):
        return index + 1 if _holds(sums[index + 1], found) else None
    if index == 0 or _STOP.search(text, sums[index - 1].end, found.start):
        return None
    last = index - 1
    start = _start_with_qualifier(text, found)
    if _is_named_as_share(text, start) or _SHARE_AFTER.match(text, found.end):
        whole = last if parent is None or _holds(sums[last], found) else parent
        return whole if _holds(sums[whole], found) else None
    if stands_before(_WHOLE_BEFORE, text, sums[last].start) and _holds(sums[last], found):
        return last
    if parent is not None and _ALSO_A_SHARE.fullmatch(text, sums[last].end, start):
        return parent if _holds(sums[parent], found, beside=shared.get(parent, Decimal(0))) else None
    return None


def _is_named_as_share(text: str, start: int) -> bool:
    """Whether the words before a figure that begins at `start` call it a share, right before it or not."""
    near = stands_before(_SHARE_BEFORE, text, start)
    return bool(near or stands_before(_NAMED_SHARE, text, start, _REACH_OF_NAMED_SHARE))


def _start_with_qualifier(text: str, found: Sum) -> int:
    """Where the figure with the words that say how it is meant begins: "around EUR 5 million" at "around"."""
    qualifier = stands_before(_QUALIFIER_BEFORE, text, found.start)
    return qualifier.start() if qualifier else found.start


def _holds(whole: Sum, share: Sum, *, beside: Decimal = Decimal(0)) -> bool:
    """Whether a share of that size fits into the whole with those beside it; an unread one does."""
    if whole.currency != share.currency:
        return False
    return whole.value is None or share.value is None or share.value + beside <= whole.value
