"""Decisions on links, and what they change, as OpenAPI describes them and as they are asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from service.routes.change_models import AlternativeOut, ChangeOut, SideOut
from service.routes.reading_models import Out
from snapshots.link_decisions import Verdict

__all__ = ["CorrectedOut", "CorrectionIn", "DecideIn", "DecisionList", "DoubtfulList", "UndoIn"]

_MOST_PAIRS = 200
_LETTER = "Its key, or its date within the series; `/2` behind it for a re-issue."


class PlaceIn(Out):
    """A statement of a letter."""

    letter: str = Field(description=_LETTER, examples=["2023-10-24"], max_length=200)
    statement: str = Field(examples=["s012"], max_length=200)


class PairIn(Out):
    """Statements of two letters; which is the older does not matter."""

    before: PlaceIn
    after: PlaceIn


class _By(Out):
    actor: str = Field(description="Who decides: a name or a role, kept for ever.", examples=["registrar"])
    reason: str = Field(description="Why, for those who read the record.")
    dry_run: bool = Field(default=False, description="Only say what it would change; nothing is recorded.")


class DecideIn(_By):
    """Say of pairs of statements that they are one measure, or that they are not.

    `confirm`: one measure. `separate`: two. `split`: one older statement became these of one newer letter.
    `merge`: these of one older letter became one newer statement.
    """

    verdict: Literal["confirm", "separate", "split", "merge"]
    pairs: list[PairIn] = Field(min_length=1, max_length=_MOST_PAIRS)


class UndoIn(_By):
    """Take a decision back: it is then as if it had not been made."""

    verdict: Literal["undo"]
    decision: str = Field(description="The id of the decision.", examples=["d3"], max_length=50)


CorrectionIn = Annotated[DecideIn | UndoIn, Field(discriminator="verdict")]


class PlaceOut(Out):
    letter: str
    statement: str


class PairOut(Out):
    """The older letter's statement, and the newer's."""

    before: PlaceOut
    after: PlaceOut


class DecisionOut(Out):
    """What somebody decided; `id` names it within its series."""

    id: str
    verdict: Verdict
    pairs: list[PairOut]
    actor: str
    reason: str


class UndoneOut(Out):
    """Who took it back, and why."""

    actor: str
    reason: str
    recorded_at: datetime
    position: int


class CarriedOut(Out):
    """What was decided of the statement `from` is held to be decided of `to`, too, which has its words.

    `to` is a statement of a re-issue of the letter, or of a newer reading of it.
    """

    decision: str
    origin: PlaceOut = Field(alias="from")
    to: PlaceOut


class NotCarriedOut(Out):
    """What was decided of the statement `from` holds of no statement of `letter`, and why."""

    decision: str
    origin: PlaceOut = Field(alias="from")
    letter: str
    why: str


class ListedDecisionOut(DecisionOut):
    """A decision with what has become of it.

    `superseded_by` are later decisions that contradict it and stand in its place; `in_force` says that it was
    neither undone nor contradicted in all of its pairs. `carried` and `not_carried` say which statements of
    re-issues and newer readings it is held to speak of, and which it cannot be.
    """

    recorded_at: datetime
    position: int
    in_force: bool
    undone: UndoneOut | None
    supersedes: list[str]
    superseded_by: list[str]
    carried: list[CarriedOut]
    not_carried: list[NotCarriedOut]


class DecisionList(Out):
    """Decisions in the order in which they were made, those that no longer hold too."""

    decisions: list[ListedDecisionOut]
    next: str | None


class MovedOut(Out):
    """Changes between two letters that the decision takes away (`gone`) and brings (`come`)."""

    old: str
    new: str
    gone: list[ChangeOut]
    come: list[ChangeOut]


class JoinedOut(Out):
    """An item that has statements of several, `was`."""

    item: str
    was: list[str]


class DividedOut(Out):
    """An item whose statements are of several now, `into`."""

    item: str
    into: list[str]


class OutdatedEntryOut(Out):
    """An entry that was published and is corrected or retracted; `title` is what it says before."""

    position: int
    id: str
    kind: str
    title: str
    old: str | None
    new: str


class FeedEventOut(Out):
    """An entry that goes out, or what becomes of one that did."""

    what: Literal["published", "corrected", "retracted"]
    id: str
    title: str | None


class EffectsOut(Out):
    """What a decision changes; lists are empty where nothing does."""

    comparisons: list[MovedOut]
    joined: list[JoinedOut]
    divided: list[DividedOut]
    entries: list[OutdatedEntryOut]
    feed: list[FeedEventOut] = Field(description="What goes out in consequence, in its order.")


class CorrectedOut(Out):
    """A decision, and what it changes, or would change.

    `position` is that of its event; null for a dry run, and where it was so already (`already_recorded`).
    `supersedes` are decisions that no longer hold against it, `restores` those that hold again.
    """

    decision: DecisionOut
    position: int | None
    already_recorded: bool
    supersedes: list[str]
    restores: list[str]
    effects: EffectsOut
    carried: list[CarriedOut]
    not_carried: list[NotCarriedOut]


class RunnerUpOut(AlternativeOut):
    """Another pairing of one of the two statements, in words."""

    before_text: str
    after_text: str


class DoubtfulOut(Out):
    """A link that may be wrong: what both letters say, what speaks for it, and what else it might have been.

    `doubt` runs from 0 to 1. `before` and `after` are the pair that the link rests on.
    """

    doubt: float = Field(ge=0, le=1)
    why: str
    old: str
    new: str
    before: SideOut
    after: SideOut
    rule: str
    score: float = Field(ge=0, le=1)
    reasons: list[str]
    runners_up: list[RunnerUpOut]


class DoubtfulList(Out):
    """Links between neighbouring letters, or between two that were asked for, the most doubtful first."""

    links: list[DoubtfulOut]
    next: str | None
