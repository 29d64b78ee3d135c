"""Two-letter country codes, told from the many other words of two capitals by the words round them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from snapshots.facts.phrase_search import Words
from snapshots.lexicon import load, per_series

__all__ = ["find_codes", "is_code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _CodeLore:
    """What tells a code from a word: see [codes] in partners.toml."""

    partners: dict[str, str]
    doubtful: frozenset[str]
    units: frozenset[str]
    money: frozenset[str]
    never: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    after_doubtful: frozenset[str]
    verbs: frozenset[str]


@per_series
def _lore() -> _CodeLore:
    vocabulary = load("partners")
    codes = vocabulary["codes"]
    return _CodeLore(
        partners={code: code for code in vocabulary["countries"]} | codes["other"],
        doubtful=frozenset(codes["doubtful"].split()),
        units=frozenset(codes["units"].split()),
        money=frozenset(codes["money"].split()),
        never=frozenset(codes["never"].split()),
        before=frozenset(codes["before"]),
        after=frozenset(codes["after"]),
        after_doubtful=frozenset(codes["after_doubtful"]),
        verbs=frozenset(codes["verbs"]),
    )


def is_code(word: str) -> bool:
    """Whether the word looks like the code of a country, whatever it means where it stands."""
    return word in _lore().partners


def find_codes(words: Words) -> Iterator[tuple[int, str]]:
    """(word, partner) of each two-letter code that stands for a country, in order.

    None is found in a text without small letters, where every short word looks like a code.
    """
    partners = _lore().partners
    if partners.keys().isdisjoint(words.forms) or words.text.isupper():
        return
    found = [index for index, form in enumerate(words.forms) if form in partners]
    candidates = [index for index in found if not _measures(words, index)]
    listed = _listed(words, candidates)
    for index in candidates:
        if index in listed or _is_shown(words, index):
            yield index, partners[words.forms[index]]


def _measures(words: Words, index: int) -> bool:
    """Whether the code is the unit of the figure beside it: "320 MW have been connected", "UA 4 million"."""
    lore, code = _lore(), words.forms[index]
    unit = code in lore.units and index > 0 and words.forms[index - 1][-1].isdigit()
    following = words.forms[index + 1 : index + 2]
    return unit or (code in lore.money and bool(following) and following[0][0].isdigit())


def _is_shown(words: Words, index: int) -> bool:
    lore, code = _lore(), words.forms[index]
    following = words.keys[index + 1] if index + 1 < len(words.keys) and words.joined[index + 1] else ""
    if _beside_eu(words, index):
        return code not in lore.never
    if code in lore.doubtful:
        return following in lore.after_doubtful
    preceding = words.keys[index - 1] if index and words.joined[index] else ""
    return preceding in lore.before or following in lore.after or following in lore.verbs


def _beside_eu(words: Words, index: int) -> bool:
    """Whether the code is tied to "EU" by a hyphen or dash, before or after: "EU-TR", "TR-EU"."""
    ties = {"-", "\u2010", "\u2011", "–"}
    before = index > 0 and words.forms[index - 1] == "EU" and words.gap(index) in ties
    after = words.forms[index + 1 : index + 2] == ("EU",) and words.gap(index + 1) in ties
    return before or after


def _listed(words: Words, candidates: list[int]) -> set[int]:
    """The codes in an enumeration of two or more, at least one of them no ordinary abbreviation."""
    runs: list[list[int]] = []
    for index in candidates:
        if runs and _next_in_list(words, runs[-1][-1], index):
            runs[-1].append(index)
        else:
            runs.append([index])
    plain = [run for run in runs if any(words.forms[index] not in _lore().doubtful for index in run)]
    return {index for run in plain if len(run) > 1 for index in run}


def _next_in_list(words: Words, before: int, index: int) -> bool:
    between = words.keys[before + 1 : index]
    gaps = "".join(words.gap(at) for at in range(before + 1, index + 1))
    return between in {(), ("and",), ("or",), ("&",)} and not gaps.strip(" ,/-–")
