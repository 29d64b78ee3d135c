"""Our own linker under the benchmark: statements are read for their facts as in any letter, then linked and compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from letter_pair import Said, Told, TwoLetters

from diffing.compare_letters import compare_letters
from diffing.comparison import Comparison
from snapshots.joined_text import join_spans
from snapshots.letter import Column, Coverage, Letter, Source, Span, Statement
from snapshots.read_facts import with_facts

__all__ = ["letters_of", "our_answer", "what_we_say"]

_BULLET = "• "


def letters_of(letters: TwoLetters) -> tuple[Letter, Letter]:
    """Both letters as our reader would give them: each statement a bullet of its own."""
    return _letter(letters.old, letters.old_date), _letter(letters.new, letters.new_date)


def _letter(told: Sequence[Told], written_on: date) -> Letter:
    text = "".join(f"{_BULLET}{one.text}\n" for one in told)
    found, at = [], 0
    for one in told:
        at += len(_BULLET)
        found.append(_statement(one, text, at, written_on))
        at += len(one.text) + 1
    return Letter(
        series="benchmark",
        date=written_on,
        text=text,
        reader="benchmark",
        source=Source(sha256="0" * 64, media_type="text/plain"),
        coverage=Coverage(characters=0, statements=0, headings=0, running=0, narrative=0),
        statements=tuple(found),
    )


def _statement(told: Told, text: str, at: int, written_on: date) -> Statement:
    spans = (Span(start=at, end=at + len(told.text)),)
    bare = Statement(
        id=told.id,
        spans=spans,
        text=told.text,
        column=Column(told.column),
        part=told.part,
        priority=told.priority,
        topic=told.topic,
    )
    return with_facts(bare, join_spans(text, spans), written_on=written_on, heading_partners=())


def our_answer(letters: TwoLetters) -> Said:
    """Pairs, what is no longer mentioned, and what has moved."""
    return what_we_say(compare_letters(*letters_of(letters)))


def what_we_say(comparison: Comparison) -> Said:
    """A comparison in the benchmark's terms."""
    pairs = {(a, b) for link in comparison.alignments for a in link.before for b in link.after}
    gone = [change.before for change in comparison.changes if change.kind == "item.unmentioned"]
    moved = [change for change in comparison.changes if change.kind == "item.moved"]
    return Said(
        pairs=frozenset(pairs),
        unmentioned=frozenset(one for side in gone if side for one in side.statements),
        moved=frozenset(
            (a, b)
            for change in moved
            if change.before and change.after
            for a in change.before.statements
            for b in change.after.statements
        ),
    )
