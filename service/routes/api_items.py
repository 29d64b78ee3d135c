"""Items: the measures of a series, found by any wording they ever had, each with its whole history."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from service.errors import AmbiguousItem, BadCursor, BadFilter, UnknownItem, UnknownSeries
from service.projections.items import ItemHistory, ListedItem, Mention, find_items, load_item
from service.projections.letters import Withdrawn
from service.projections.named_letters import NamedLetter
from service.publishing.published_json import published_entry_to_json
from service.routes.asking import USUAL_LIMIT, After, Database, Limit
from service.routes.change_models import PublishedChangeOut
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses
from service.routes.reading_models import Out, StatementOut
from snapshots.letter import Kind, Status
from snapshots.letter_json import Json, statement_to_json

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["items"])


class ItemOut(Out):
    """An item: `mentions` counts the letters that speak of it, `status` is what the last of them says."""

    id: str
    series: str
    slug: str
    label: str
    kind: Kind
    status: Status
    partners: list[str]
    mentions: int = Field(ge=1)
    first_letter: str
    last_letter: str


class ItemList(Out):
    """Items in the order in which the letters first speak of them."""

    items: list[ItemOut]
    next: str | None


class HeldOut(Out):
    """What a letter that is held says of the item: `not_mentioned`, if it is silent."""

    state: Literal["stated", "not_mentioned"]
    letter: str
    date: date
    statements: list[StatementOut]


class NotHeldOut(Out):
    """A letter that another one names in these `words`, dated between two days, and that is not held.

    Nobody can say whether it speaks of the item.
    """

    state: Literal["not_held"]
    words: str
    named_by: str
    earliest: date
    latest: date


class WithdrawnOut(Out):
    """A letter that came in and was withdrawn, for this `reason`: what it said counts as not said."""

    state: Literal["withdrawn"]
    letter: str
    date: date
    reason: str


class ItemHistoryOut(ItemOut):
    """An item through every letter of its series, oldest first, and what moved in it.

    `aliases` are ids that it had before it was merged; they go on naming it.
    """

    aliases: list[str]
    history: list[Annotated[HeldOut | NotHeldOut | WithdrawnOut, Field(discriminator="state")]]
    changes: list[PublishedChangeOut]


@router.get(
    "/items",
    response_model=ItemList,
    responses=problem_responses(UnknownSeries, BadFilter, BadCursor, INVALID_REQUEST),
)
def get_items(
    database: Database,
    q: Annotated[str, Query(description='A filter, as in `partner:EG "patrol vessel"`.')] = "",
    series: Annotated[str | None, Query(description="Of this series only.")] = None,
    after: After = None,
    limit: Limit = USUAL_LIMIT,
) -> ItemList:
    """The items that a filter holds of; words are looked for in every wording that an item ever had."""
    with database.connect() as connection:
        page = find_items(connection, q, series=series, after=after, limit=limit)
    return ItemList(items=[ItemOut(**_item_to_json(item)) for item in page.rows], next=page.next)


@router.get(
    "/items/{id}",
    response_model=ItemHistoryOut,
    responses=problem_responses(UnknownItem, AmbiguousItem),
)
def get_item(
    database: Database,
    item: Annotated[str, Path(alias="id", description="The item's id, an alias, or its `slug`.")],
) -> Response:
    """What every letter of the series says of an item, word for word, and what moved."""
    with database.connect() as connection:
        history = load_item(connection, item)
    return JSONResponse(
        {
            **_item_to_json(history.item),
            "aliases": list(history.aliases),
            "history": _history_to_json(history),
            "changes": [published_entry_to_json(entry) for entry in history.changes],
        }
    )


def _item_to_json(item: ListedItem) -> Json:
    return {
        "id": item.id,
        "series": item.series,
        "slug": item.slug,
        "label": item.label,
        "kind": item.kind.value,
        "status": item.status.value,
        "partners": list(item.partners),
        "mentions": item.mentions,
        "first_letter": item.first_letter,
        "last_letter": item.last_letter,
    }


def _history_to_json(history: ItemHistory) -> list[Json]:
    dated = [
        *(
            (mention.letter.date, mention.letter.reissue, _held_to_json(mention))
            for mention in history.mentions
        ),
        *((named.earliest, 0, _not_held_to_json(named)) for named in history.not_held),
        *((one.letter.date, one.letter.reissue, _withdrawn_to_json(one)) for one in history.withdrawn),
    ]
    return [json for _, _, json in sorted(dated, key=lambda row: row[:2])]


def _held_to_json(mention: Mention) -> Json:
    return {
        "state": "stated" if mention.statements else "not_mentioned",
        "letter": mention.letter.key,
        "date": mention.letter.date.isoformat(),
        "statements": [statement_to_json(statement) for statement in mention.statements],
    }


def _not_held_to_json(named: NamedLetter) -> Json:
    return {
        "state": "not_held",
        "words": named.words,
        "named_by": named.named_by,
        "earliest": named.earliest.isoformat(),
        "latest": named.latest.isoformat(),
    }


def _withdrawn_to_json(withdrawn: Withdrawn) -> Json:
    return {
        "state": "withdrawn",
        "letter": withdrawn.letter.key,
        "date": withdrawn.letter.date.isoformat(),
        "reason": withdrawn.reason,
    }
