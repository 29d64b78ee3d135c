"""The sums of money in a statement: how each is meant, its stage, and of which other it is a share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from snapshots.facts.money_words import Sum, find_shares, find_sums
from snapshots.facts.taken_text import TakenText
from snapshots.facts.word_patterns import any_of, stands_before
from snapshots.letter import Amount, Span
from snapshots.lexicon import load

__all__ = ["find_amounts", "stage_said_too"]

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
_FRACTION_OF_IT = re.compile(
    rf"(?:\d+(?:[.,]\d+)?\s?(?:%|per\s?cent)|\b{any_of(_SHARES['fractions'])})\s+(?:out\s+)?of\s+"
    rf"{any_of(_SHARES['named_before'])}\s*[(,:–-]*\s*$",
    re.IGNORECASE,
)
_OF_WHICH_A_FRACTION = re.compile(
    rf"\bof which\s+(?:(?:around|about|some|roughly)\s+)?(?:\d+(?:[.,]\d+)?\s?(?:%|per\s?cent)|"
    rf"{any_of(_SHARES['fractions'])})\s*[(,:–-]*\s*$",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(rf"\b{any_of(_SHARES['auxiliaries'])}\s+$", re.IGNORECASE)
# The longest words from "has a component" to its figure.
_REACH_OF_NAMED_SHARE = 140
_ALSO_A_SHARE = re.compile(r"\s[^;.]{0,60}?(?:,|\band)\s+$")

_OUT_OF = re.compile(rf"\s(?:out\s)?of\s(?:{any_of(_SHARES['wholes'])}\s)?", re.IGNORECASE)

# "announced on 14 July", "as promised in October", "pledged last year".
_PARTICIPLE = re.compile(r"\w+ed", re.IGNORECASE)
_WHEN = re.compile(rf"\s+{any_of(_WORDS['asides']['when'])}\b", re.IGNORECASE)
_PERFECT = re.compile(rf"\b{any_of(_WORDS['asides']['perfect'])}\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_TOLD = re.compile(
    rf"\b{any_of(_SHARES['auxiliaries'])}\s+(?:\w+ly\s+)?(?P<stage>{any_of(_ROLE_OF)})\b", re.IGNORECASE
)

# Stage words reach as far as a sentence's other half stands from its figure: "contracts on ... for EUR 35
# million", "EUR 82 million, for ..., to be contracted"; further off they belong to something else.
_REACH_BEFORE, _REACH_AFTER = 90, 60
_BOTH_SIDES = 2


class _Figure(NamedTuple):
    """Where a figure begins and ends in a text."""

    start: int
    end: int


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


def stage_said_too(text: str, places: Sequence[tuple[int, int]], index: int) -> str | None:
    """The word on the other side of a figure that would give it another stage; None where there is none.

    `places` say where the figures of the text begin and end. A word that is nearer to the figure beside it
    speaks of that one, and where a word only says when a sum was announced, there is no doubt about what has
    become of it.
    """
    figures = [_Figure(*place) for place in places]
    near = _stage_words(text, figures, index)
    chosen = _stage_word(text, figures, index)
    if len(near) < _BOTH_SIDES or chosen is None or chosen.span() != near[0].span():
        return None
    beside = [one for one in (index - 1, index + 1) if 0 <= one < len(figures)]
    taken = {word.span() for one in beside for word in _stage_words(text, figures, one)[:1]}
    nearest, other = (_stage_of(text, word) for word in near)
    return near[1].group() if nearest != other and near[1].span() not in taken else None


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
    return None if word is None else _stage_of(text, word)


def _stage_of(text: str, word: re.Match[str]) -> str:
    return "announced" if stands_before(_NOT_YET, text, word.start()) else _ROLE_OF[_key(word.group())]


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


def _stage_word(text: str, sums: Sequence[Sum | _Figure], index: int) -> re.Match[str] | None:
    """The stage word nearest to the figure, in its sentence and not beyond another figure.

    Where that only says when the sum was announced, what the sentence says has become of it.
    """
    near = _stage_words(text, sums, index)
    if not near or not _is_an_aside(text, near[0]):
        return near[0] if near else None
    return _told_behind(text, near[0], _right_of(text, sums, index)) or _told_before(text, near) or near[0]


def _stage_words(text: str, sums: Sequence[Sum | _Figure], index: int) -> list[re.Match[str]]:
    """The last stage word before the figure and the first behind it, the nearer one first."""
    found = sums[index]
    left = max(0, found.start - _REACH_BEFORE, sums[index - 1].end if index else 0)
    right = _right_of(text, sums, index)
    stops = [stop.end() for stop in _STOP.finditer(text, left, found.start)]
    stop = _STOP.search(text, found.end, right)
    before = list(_ROLE.finditer(text, stops[-1] if stops else left, found.start))
    after = _ROLE.search(text, found.end, stop.start() if stop else right)
    words = [(found.start - before[-1].end(), before[-1])] if before else []
    words += [(after.start() - found.end, after)] if after else []
    return [word for _, word in sorted(words, key=lambda near: near[0])]


def _right_of(text: str, sums: Sequence[Sum | _Figure], index: int) -> int:
    return min(
        len(text), sums[index].end + _REACH_AFTER, *(after.start for after in sums[index + 1 : index + 2])
    )


def _is_an_aside(text: str, word: re.Match[str]) -> bool:
    """Whether the word only says when a sum was announced: "EUR 12 million, announced on 14 July, ..."."""
    if _ROLE_OF[_key(word.group())] != "announced" or not _PARTICIPLE.fullmatch(word.group()):
        return False
    return bool(_WHEN.match(text, word.end())) and not stands_before(_AUXILIARY, text, word.start())


def _told_behind(text: str, word: re.Match[str], right: int) -> re.Match[str] | None:
    """The stage that the sentence goes on to: "EUR 12 million, announced on 14 July, was disbursed"."""
    stop = _STOP.search(text, word.end(), right)
    told = _TOLD.search(text, word.end(), stop.start() if stop else right)
    return None if told is None else _ROLE.match(text, told.start("stage"))


def _told_before(text: str, near: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The stage whose object the sum is: "has delivered boats worth EUR 12 million announced in July"."""
    others = [word for word in near[1:] if word.start() < near[0].start()]
    return others[0] if others and stands_before(_PERFECT, text, others[0].start()) else None


def _whole_of(
    text: str, sums: Sequence[Sum], index: int, parent: int | None, shared: dict[int, Decimal]
) -> int | None:
    """The place of the sum of which this one is a share; never a smaller one, never across a sentence.

    `parent` is the whole of the sum before this one, `shared` what earlier shares have taken of each whole.
    """
    found = sums[index]
    if index + 1 < len(sums) and _is_out_of(text, sums, index):
        return index + 1 if _holds(sums[index + 1], found) else None
    start = _start_with_qualifier(text, found)
    of_it = stands_before(_FRACTION_OF_IT, text, start)
    if index == 0 or (not of_it and _STOP.search(text, sums[index - 1].end, found.start)):
        return None
    last = index - 1
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
    near = (_SHARE_BEFORE, _FRACTION_OF_IT, _OF_WHICH_A_FRACTION)
    return any(stands_before(pattern, text, start) for pattern in near) or bool(
        stands_before(_NAMED_SHARE, text, start, _REACH_OF_NAMED_SHARE)
    )


def _start_with_qualifier(text: str, found: Sum) -> int:
    """Where the figure with the words that say how it is meant begins: "around EUR 5 million" at "around"."""
    qualifier = stands_before(_QUALIFIER_BEFORE, text, found.start)
    return qualifier.start() if qualifier else found.start


def _holds(whole: Sum, share: Sum, *, beside: Decimal = Decimal(0)) -> bool:
    """Whether a share of that size fits into the whole with those beside it; an unread one does."""
    if whole.currency != share.currency:
        return False
    return whole.value is None or share.value is None or share.value + beside <= whole.value
