"""What was found where one looks for letters of a series, and what people said of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from snapshots.event_forms.form import Form
from snapshots.letter_events import CandidateAccepted, CandidateFound, CandidateRejected
from snapshots.letter_json import source_from_json, source_to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from snapshots.letter_events import Event
    from snapshots.letter_json import Json

__all__ = ["CANDIDATE_FORMS"]


def _found_to_data(event: CandidateFound) -> Json:
    return {
        "place": event.place,
        "source": source_to_json(event.source),
        "date": event.date.isoformat(),
        "text_sha256": event.text_sha256,
    }


def _found_from_data(data: Json) -> CandidateFound:
    return CandidateFound(
        place=data["place"],
        source=source_from_json(data["source"]),
        date=date.fromisoformat(data["date"]),
        text_sha256=data["text_sha256"],
    )


def _accepted_to_data(event: CandidateAccepted) -> Json:
    return {
        "candidate": event.candidate,
        "letter": event.letter,
        "actor": event.actor,
        "reason": event.reason,
    }


def _accepted_from_data(data: Json) -> CandidateAccepted:
    return CandidateAccepted(**data)


def _rejected_to_data(event: CandidateRejected) -> Json:
    return {"candidate": event.candidate, "actor": event.actor, "reason": event.reason}


def _rejected_from_data(data: Json) -> CandidateRejected:
    return CandidateRejected(**data)


CANDIDATE_FORMS: Mapping[type[Event], Form] = {
    CandidateFound: Form(
        name="CandidateFound",
        schema_version=1,
        to_data=_found_to_data,
        from_data=_found_from_data,
    ),
    CandidateAccepted: Form(
        name="CandidateAccepted",
        schema_version=1,
        to_data=_accepted_to_data,
        from_data=_accepted_from_data,
    ),
    CandidateRejected: Form(
        name="CandidateRejected",
        schema_version=1,
        to_data=_rejected_to_data,
        from_data=_rejected_from_data,
    ),
}
