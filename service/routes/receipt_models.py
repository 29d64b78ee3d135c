"""Receipts as OpenAPI describes them: what a comparison was made of, and who says so."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from service.routes.reading_models import Out
from snapshots.link_decisions import Verdict

__all__ = ["ReceiptOut"]


class LetterReceiptOut(Out):
    key: str
    source_sha256: str
    text_sha256: str
    reader: str
    seal: str | None = Field(description="The root that its snapshot was sealed with (RFC 6962).")


class ConfigurationOut(Out):
    """The words that were known: SHA-256 of the vocabulary, and of what the series adds."""

    lexicon_sha256: str
    series_sha256: str | None


class GivenItemOut(Out):
    """The item of a statement, where the two letters alone would not name it so."""

    letter: str
    statement: str
    item: str


class PlaceOut(Out):
    letter: str
    statement: str


class PairOut(Out):
    before: PlaceOut
    after: PlaceOut


class GivenDecisionOut(Out):
    """A decision on links, with those of its pairs that hold and bear on the two letters."""

    number: int
    verdict: Verdict
    pairs: list[PairOut]
    actor: str
    reason: str


class GivenOut(Out):
    """What the series gave besides the two letters: with it, they give the same again."""

    items: list[GivenItemOut]
    decided: list[GivenDecisionOut]


class SignatureOut(Out):
    """The signature of the receipt without this member, as canonical JSON (RFC 8785)."""

    algorithm: Literal["Ed25519"]
    key: str = Field(description="The id of the key, as /v1/keys gives it.")
    value: str = Field(description="64 bytes in base64.")


class ReceiptOut(Out):
    """What the comparison was made of and what came of it; whoever has both letters can make it again."""

    old: LetterReceiptOut
    new: LetterReceiptOut
    diff: str
    changes_sha256: str
    decisions: list[str] = Field(description="The decisions on links that had a say, by their ids.")
    alignments_sha256: str
    configuration: ConfigurationOut
    given: GivenOut
    signature: SignatureOut | None
