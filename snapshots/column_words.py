"""What a column of an annex holds, known by the words of its heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from snapshots.lexicon import load, per_series

__all__ = ["Role", "are_headings", "is_short", "role_of", "roles_named", "says_only_roles"]

# A column's heading is a few words; anything longer is a cell that reports something.
_LONGEST_HEADING = 9
_WORD = re.compile(r"[^\W_]+")
# of the words of a heading that is none of the table's first, as many at least say what columns hold
_MOSTLY = 0.5


class Role(StrEnum):
    """What a column of the annex is for; DUE says when, or by whom, the steps beside it are to be taken."""

    REFERENCE = "reference"
    ONGOING = "ongoing"
    NEXT_STEPS = "next_steps"
    DUE = "due"


def roles_named(headings: Mapping[int, str]) -> dict[int, Role | None] | None:
    """The role of each column by the words that stand over it, or None when they are no column headings.

    They are when all are short and at least two name different roles, one of them what is ongoing or what
    comes next. A column whose heading says nothing has the role None.
    """
    if not is_short(headings):
        return None
    named = {column: role_of(words) for column, words in headings.items()}
    found = {role for role in named.values() if role}
    if len(found) < 2 or not found & {Role.ONGOING, Role.NEXT_STEPS}:  # noqa: PLR2004 - two different roles
        return None
    return named


def are_headings(words: Sequence[str]) -> bool:
    """Whether two or more say what columns hold, each but the first by at least half of its words."""
    return (
        len(words) > 1
        and roles_named(dict(enumerate(words))) is not None
        and all(map(says_only_roles, words[1:]))
    )


def is_short(headings: Mapping[int, str]) -> bool:
    """Whether all of them are short enough for headings."""
    return all(words.count(" ") < _LONGEST_HEADING for words in headings.values())


def role_of(words: str) -> Role | None:
    """The role that the words of one heading name; None where they name none."""
    if _is_due(words):
        return Role.DUE
    found = Counter(role for role, _ in _named_in(words))
    best = max(_BY_PRECEDENCE, key=lambda role: found[role])
    return best if found[best] else None


def says_only_roles(words: str) -> bool:
    """Whether at least half of the words are those by which columns are known: "Work done", "Next steps"."""
    known = sum(len(_WORD.findall(phrase)) for _, phrase in _named_in(words))
    return known >= _MOSTLY * len(_WORD.findall(words))


def _is_due(words: str) -> bool:
    """Whether nothing but times and responsible bodies is named: "Deadline", "Lead / target date"."""
    rest = _phrases("due").sub(" ", _phrases("responsible").sub(" ", words))
    return rest != words and _links().issuperset(word.lower() for word in _WORD.findall(rest))


def _named_in(words: str) -> Iterator[tuple[Role, str]]:
    """The phrases that name a role, the longest at each place; a time beside others is that of steps."""
    for match in _any_role().finditer(words):
        phrase = " ".join(_small(match.group()).split())
        if role := _roles().get(phrase):
            yield role, phrase


# A capital I of Turkish, and a small one without its dot, are an "i" to whoever asks for any case.
_DOTS = str.maketrans("İı", "ii")


def _small(words: str) -> str:
    """The words in one case, so that whatever matches a phrase in any case is the phrase."""
    return words.translate(_DOTS).casefold()


_BY_PRECEDENCE = (Role.NEXT_STEPS, Role.ONGOING, Role.REFERENCE)


@per_series
def _roles() -> dict[str, Role]:
    """Phrase -> the role that it names; one that stands in several lists names the first."""
    lists = [*((role, load("columns")[role.value]) for role in _BY_PRECEDENCE)]
    lists.append((Role.NEXT_STEPS, load("columns")["due"]))
    return {_small(phrase): role for role, phrases in reversed(lists) for phrase in phrases}


@per_series
def _links() -> frozenset[str]:
    return frozenset(load("columns")["links"])


@per_series
def _any_role() -> re.Pattern[str]:
    return _any_of(_roles())


@per_series
def _phrases(name: str) -> re.Pattern[str]:
    return _any_of(load("columns")[name])


def _any_of(phrases: Mapping[str, Role] | list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(r"(?<!\w)(?:" + "|".join(spaced) + r")(?!\w)", re.IGNORECASE)
