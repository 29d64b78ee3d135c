"""The entry that says what was wrong with another: what it said, what it says now, why, and who decided.

Its content is

    {"kind": "correction", "outcome": "corrected" | "retracted" | "restored",
     "corrects": {"id", "position", "kind"}, "series", "old", "new", "item", "label", "partners", "parts",
     "minor", "sentence", "said", "says", "said_title", "says_title", "reason", "actor", "decision",
     "withdrawn", "late", "because": {"stream", "version"}}

`said` and `says` are the contents of the entry before and after, as public JSON with what entries add to it:
`said` is null of one that is restored, `says` of one that is retracted. `decision` is the id of the decision
on links, with its `actor`; `withdrawn` the key of the letter that was withdrawn; `late` that of one that came
in late: all but one are null. What was published before there was `late` has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from service.feeds.feed_ids import correction_entry_id
from service.filters.entry_facets import CORRECTION
from service.projections.entries import PublishedEntry
from service.showing.plain_words import letter_name
from snapshots.letter_events import Cause, EntryCorrected, EntryPublished, EntryRetracted

__all__ = ["FeedEvent", "Outcome", "Why", "correction_entry", "retracted"]

Json = dict[str, Any]
FeedEvent = EntryPublished | EntryCorrected | EntryRetracted
Outcome = Literal["corrected", "retracted", "restored"]

# A title is a line; the whole reason stands in the content.
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What made entries untrue: the event, and its words.

    A decision on links has an id and an actor; a letter that was withdrawn, or came in late, its key.
    """

    because: Cause
    reason: str
    decision: str | None = None
    actor: str | None = None
    withdrawn: str | None = None
    late: str | None = None


def retracted(entry: PublishedEntry, why: Why) -> tuple[FeedEvent, ...]:
    """The events that take an entry back, given as it stands."""
    event = EntryRetracted(series=entry.event.series, entry=entry.event.entry, because=why.because)
    return event, correction_entry(entry, event, why)


def correction_entry(
    before: PublishedEntry, event: EntryCorrected | EntryRetracted, why: Why
) -> EntryPublished:
    """The entry that goes out with the correction of an entry, given as it stood before."""
    said = None if before.retracted else before.event
    says = event if isinstance(event, EntryCorrected) else None
    latest = says or before.event
    said_title, says_title = said.title if said else None, says.title if says else None
    title = f"Correction: {_what(said, says)}: {_why(why)}"
    return EntryPublished(
        series=event.series,
        entry=correction_entry_id(event.entry, before.corrections + 1),
        kind=CORRECTION,
        old=latest.old,
        new=before.event.new,
        item=latest.item,
        title=title,
        minor=all(one.minor for one in (said, says) if one),
        content={
            "kind": CORRECTION,
            "outcome": _outcome(said, says),
            "corrects": {"id": event.entry, "position": before.position, "kind": before.event.kind},
            "series": event.series,
            "old": latest.old,
            "new": before.event.new,
            "item": latest.item,
            "minor": all(one.minor for one in (said, says) if one),
            "sentence": title,
            **_about([one.content for one in (says, said) if one]),
            "said": dict(said.content) if said else None,
            "says": dict(says.content) if says else None,
            "said_title": said_title,
            "says_title": says_title,
            "reason": why.reason,
            "actor": why.actor,
            "decision": why.decision,
            "withdrawn": why.withdrawn,
            "late": why.late,
            "because": {"stream": why.because.stream, "version": why.because.version},
        },
    )


def _outcome(said: EntryPublished | None, says: EntryCorrected | None) -> Outcome:
    if says is None:
        return "retracted"
    return "corrected" if said else "restored"


def _about(contents: list[Mapping[str, Any]]) -> Json:
    """Label, partners and parts of what is said now, with those of what was said."""
    return {
        "label": str(contents[0].get("label") or contents[0].get("title") or ""),
        "partners": _each_once(one for content in contents for one in content.get("partners", ())),
        "parts": _each_once(one for content in contents for one in content.get("parts", ())),
    }


def _each_once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _what(said: EntryPublished | None, says: EntryCorrected | None) -> str:
    if says is None:
        return f"“{_line(said.title if said else '')}” no longer holds"
    if said is None:
        return f"“{_line(says.title)}” holds again"
    before, after = _line(said.title), _line(says.title)
    if before != after:
        return f"“{before}” reads now “{after}”"
    # The same sentence may follow from other words; said twice it would tell of no difference.
    behind = "facts" if _quotes(said.content) == _quotes(says.content) else "words of the letters"
    return f"“{after}” still holds, with other {behind} behind it"


def _quotes(content: Mapping[str, Any]) -> list[Any]:
    return [side and side["quotes"] for side in (content.get("before"), content.get("after"))]


def _why(why: Why) -> str:
    reason = _line(why.reason)
    if len(reason) > _LONGEST_REASON:
        reason = f"{reason[:_LONGEST_REASON].rstrip()}…"
    if why.withdrawn is not None:
        return f"the letter of {letter_name(why.withdrawn)} was withdrawn. {reason}"
    if why.late is not None:
        return f"the letter of {letter_name(why.late)} came in late. {reason}"
    return f"{reason} (decided by {why.actor})"


def _line(words: str) -> str:
    return " ".join(words.split()).rstrip(".")
