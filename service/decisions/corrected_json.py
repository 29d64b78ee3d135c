"""Decisions, their effects and doubtful links as JSON: the API and the command line give the same."""

from __future__ import annotations

from typing import Any, assert_never

from diffing.change_json import side_to_json
from diffing.changes.measure import quoted
from diffing.linking.carried_decisions import Carried, NotCarried
from service.corrections.correction_entry import FeedEvent
from service.decisions.correct_link import Corrected
from service.decisions.correction_effects import Effects
from service.decisions.doubtful_pairs import DoubtfulPair
from service.projections.decisions import ListedDecision
from snapshots.letter_events import EntryCorrected, EntryPublished, EntryRetracted
from snapshots.letter_json import moment_to_json
from snapshots.link_decisions import Decision, pair_to_json, place_to_json

__all__ = [
    "carried_to_json",
    "corrected_to_json",
    "doubtful_to_json",
    "listed_decision_to_json",
    "not_carried_to_json",
]

Json = dict[str, Any]


def corrected_to_json(corrected: Corrected) -> Json:
    """What was decided, and what it changes."""
    return {
        "decision": _decision(corrected.decision),
        "position": corrected.position,
        "already_recorded": corrected.already,
        "supersedes": list(corrected.supersedes),
        "restores": list(corrected.restores),
        "effects": _effects(corrected.effects),
        "carried": [carried_to_json(one) for one in corrected.carried],
        "not_carried": [not_carried_to_json(one) for one in corrected.not_carried],
    }


def listed_decision_to_json(listed: ListedDecision) -> Json:
    """A decision with what has become of it."""
    undone = listed.undone
    return {
        **_decision(listed.decision),
        "recorded_at": moment_to_json(listed.recorded_at),
        "position": listed.position,
        "in_force": listed.in_force,
        "undone": None
        if undone is None
        else {
            "actor": undone.actor,
            "reason": undone.reason,
            "recorded_at": moment_to_json(undone.recorded_at),
            "position": undone.position,
        },
        "supersedes": list(listed.supersedes),
        "superseded_by": list(listed.superseded_by),
        "carried": [carried_to_json(one) for one in listed.carried],
        "not_carried": [not_carried_to_json(one) for one in listed.not_carried],
    }


def carried_to_json(carried: Carried) -> Json:
    """Which decision is held to speak of which statement of a re-issue, or of a newer reading."""
    return {
        "decision": carried.decision,
        "from": place_to_json(carried.origin),
        "to": place_to_json(carried.heir),
    }


def not_carried_to_json(lost: NotCarried) -> Json:
    """What a decision says of one issue of a letter and of no statement of another, and why."""
    return {
        "decision": lost.decision,
        "from": place_to_json(lost.origin),
        "letter": lost.letter,
        "why": lost.why,
    }


def doubtful_to_json(pair: DoubtfulPair) -> Json:
    """A doubtful link in the words of both letters, what speaks for it, and what else it might have been."""
    old, new, link = pair.comparison.old, pair.comparison.new, pair.doubtful.link
    before = {one.id: one for one in old.statements}
    after = {one.id: one for one in new.statements}
    return {
        "doubt": pair.doubtful.doubt / 1000,
        "why": pair.doubtful.why,
        "old": old.key,
        "new": new.key,
        "before": side_to_json(quoted(old, [before[one] for one in link.before])),
        "after": side_to_json(quoted(new, [after[one] for one in link.after])),
        "rule": link.rule.value,
        "score": link.score,
        "reasons": list(link.reasons),
        "runners_up": [
            {
                "before": one.before,
                "after": one.after,
                "score": one.score,
                "before_text": before[one.before].text,
                "after_text": after[one.after].text,
            }
            for one in pair.doubtful.rivals
        ],
    }


def _decision(decision: Decision) -> Json:
    return {
        "id": decision.id,
        "verdict": decision.verdict.value,
        "pairs": [pair_to_json(pair) for pair in decision.pairs],
        "actor": decision.actor,
        "reason": decision.reason,
    }


def _feed_event(event: FeedEvent) -> Json:
    match event:
        case EntryPublished(entry=entry, title=title):
            return {"what": "published", "id": entry, "title": title}
        case EntryCorrected(entry=entry, title=title):
            return {"what": "corrected", "id": entry, "title": title}
        case EntryRetracted(entry=entry):
            return {"what": "retracted", "id": entry, "title": None}
        case _:
            assert_never(event)


def _effects(effects: Effects) -> Json:
    return {
        "comparisons": [
            {"old": one.old, "new": one.new, "gone": list(one.gone), "come": list(one.come)}
            for one in effects.comparisons
        ],
        "joined": [{"item": one.item, "was": list(one.was)} for one in effects.joined],
        "divided": [{"item": one.item, "into": list(one.into)} for one in effects.divided],
        "entries": [
            {
                "position": one.position,
                "id": one.event.entry,
                "kind": one.event.kind,
                "title": one.event.title,
                "old": one.event.old,
                "new": one.event.new,
            }
            for one in effects.entries
        ],
        "feed": [_feed_event(one) for one in effects.feed],
    }
