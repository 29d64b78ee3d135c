"""What people decide of the links of a series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from snapshots.event_forms.form import Form
from snapshots.letter_events import LinkDecided, LinkDecisionUndone
from snapshots.link_decisions import Pair, Place, Verdict, pair_to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from snapshots.letter_events import Event
    from snapshots.letter_json import Json

__all__ = ["DECISION_FORMS"]


def _decided_to_data(event: LinkDecided) -> Json:
    return {
        "verdict": event.verdict.value,
        "pairs": [pair_to_json(pair) for pair in event.pairs],
        "actor": event.actor,
        "reason": event.reason,
    }


def _decided_from_data(data: Json) -> LinkDecided:
    return LinkDecided(
        verdict=Verdict(data["verdict"]),
        pairs=tuple(
            Pair(before=Place(**pair["before"]), after=Place(**pair["after"])) for pair in data["pairs"]
        ),
        actor=data["actor"],
        reason=data["reason"],
    )


def _undone_to_data(event: LinkDecisionUndone) -> Json:
    return {"decision": event.decision, "actor": event.actor, "reason": event.reason}


def _undone_from_data(data: Json) -> LinkDecisionUndone:
    return LinkDecisionUndone(**data)


DECISION_FORMS: Mapping[type[Event], Form] = {
    LinkDecided: Form(
        name="LinkDecided",
        schema_version=1,
        to_data=_decided_to_data,
        from_data=_decided_from_data,
    ),
    LinkDecisionUndone: Form(
        name="LinkDecisionUndone",
        schema_version=1,
        to_data=_undone_to_data,
        from_data=_undone_from_data,
    ),
}
