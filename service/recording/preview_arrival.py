"""What would go out if a letter came in now: the letter, and every entry. Nothing is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from service.filters.entry_facets import CORRECTION
from service.publishing.publish_changes import entries_to_come
from service.recording.record_letter import Preview
from service.recording.same_day import SameDay
from snapshots.letter import Letter
from snapshots.letter_events import EntryPublished

__all__ = ["Arrival", "preview_arrival"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A letter as it would be recorded, with the entries that would go out, in their order.

    The letter's own is the first, its changes follow; then corrections of what it makes untrue, and what is
    true instead. There are none for a letter that is recorded already. `beside` is the letter of the same day
    that is held, of which this would be a re-issue.
    """

    letter: Letter
    already_recorded: bool
    entries: tuple[EntryPublished, ...]
    beside: SameDay | None = None

    @property
    def told_beside(self) -> str:
        """What a person should know of the letter of the same day before recording; empty without one."""
        return "" if self.beside is None else self.beside.before

    @property
    def brought(self) -> tuple[EntryPublished, ...]:
        """The entries that say something new."""
        return tuple(one for one in self.entries if one.kind != CORRECTION)

    @property
    def corrections(self) -> tuple[EntryPublished, ...]:
        """The entries that say what no longer holds of what was published, or holds again."""
        return tuple(one for one in self.entries if one.kind == CORRECTION)


def preview_arrival(engine: Engine, preview: Preview, *, authority: str) -> Arrival:
    """What the letter would bring to its series as it stands; `authority` is the host of entries' ids."""
    letter = preview.letter
    if preview.already_recorded:
        return Arrival(letter=letter, already_recorded=True, entries=())
    with engine.connect() as connection:
        entries = entries_to_come(connection, letter, authority=authority)
    return Arrival(letter=letter, already_recorded=False, entries=entries, beside=preview.beside)
