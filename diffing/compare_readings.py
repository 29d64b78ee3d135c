"""Two readings of the same letter to what differs between them: not what moved, but what is read otherwise.

Statements are told by their ids, which the newer reading has taken over. Where words stand, in the text and
on the page, is no difference in what is said; a statement of which only that differs is counted, not listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from snapshots.letter import Letter, Statement
from snapshots.letter_json import finding_to_json, heading_to_json, letter_to_json, statement_to_json

__all__ = ["ReadOtherwise", "ReadingDifference", "compare_readings", "difference_to_json"]

# What a statement says, in the order in which it is told; "text" is how it is cut.
_SAID = (
    "text",
    "column",
    "part",
    "priority",
    "topic",
    "parent",
    "partners",
    "actors",
    "kind",
    "status",
    "amounts",
    "deadlines",
    "dates",
    "quantities",
    "commitment",
    "next_actors",
)
_OF_THE_LETTER = ("title", "author", "reference", "refers_to")
_PLACES = frozenset({"start", "end", "spans", "span"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOtherwise:
    """One field, as it was read and as it is read now, in the public JSON but for where words stand.

    `statement` is None for a field of the letter itself.
    """

    statement: str | None
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDifference:
    """What differs: `added` and `gone` are statements of the newer and of the older reading alone.

    `changed` goes through the letter's own fields, and then the statements of the newer reading in order.
    `elsewhere` counts the statements that say the same and stand elsewhere.
    """

    added: tuple[Statement, ...]
    gone: tuple[Statement, ...]
    changed: tuple[ReadOtherwise, ...]
    elsewhere: int


def compare_readings(before: Letter, after: Letter) -> ReadingDifference:
    """What `after` reads otherwise than `before`, an earlier reading of the same letter."""
    was = {one.id: one for one in before.statements}
    now = {one.id: one for one in after.statements}
    both = [(was[one.id], one) for one in after.statements if one.id in was]
    changed = [change for old, new in both for change in _changed(old, new)]
    told = {change.statement for change in changed}
    return ReadingDifference(
        added=tuple(one for one in after.statements if one.id not in was),
        gone=tuple(one for one in before.statements if one.id not in now),
        changed=(*_changed_of_letter(before, after), *changed),
        elsewhere=sum(old != new and new.id not in told for old, new in both),
    )


def difference_to_json(difference: ReadingDifference) -> dict[str, Any]:
    """The difference for programs: statements as in a letter's JSON."""
    return {
        "added": [statement_to_json(statement) for statement in difference.added],
        "gone": [statement_to_json(statement) for statement in difference.gone],
        "changed": [
            {"statement": one.statement, "field": one.field, "before": one.before, "after": one.after}
            for one in difference.changed
        ],
        "elsewhere": difference.elsewhere,
    }


def _changed(old: Statement, new: Statement) -> Iterator[ReadOtherwise]:
    before, after = _without_places(statement_to_json(old)), _without_places(statement_to_json(new))
    for name in _SAID:
        if before[name] != after[name]:
            yield ReadOtherwise(statement=new.id, field=name, before=before[name], after=after[name])


def _changed_of_letter(old: Letter, new: Letter) -> Iterator[ReadOtherwise]:
    before, after = _told_of_letter(old), _told_of_letter(new)
    for name, value in before.items():
        if value != after[name]:
            yield ReadOtherwise(statement=None, field=name, before=value, after=after[name])


def _told_of_letter(letter: Letter) -> dict[str, Any]:
    """Of the text, how long it is: its words are those of the statements, the headings and the rest."""
    head = letter_to_json(letter)["letter"]
    return {
        **{name: head[name] for name in _OF_THE_LETTER},
        "headings": [_without_places(heading_to_json(heading)) for heading in letter.headings],
        "running": [letter.text[span.start : span.end] for span in letter.running],
        "findings": [_without_places(finding_to_json(finding)) for finding in letter.findings],
        "coverage": head["coverage"],
    }


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_places(one) for name, one in value.items() if name not in _PLACES}
    if isinstance(value, list):
        return [_without_places(one) for one in value]
    return value
