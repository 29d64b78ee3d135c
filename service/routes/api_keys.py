"""The public keys that receipts are signed by."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import Field

from service.record_faults import UnusableSigningKey
from service.routes.problems import problem_responses
from service.routes.reading_models import Out
from service.signing.signing_keys import SigningKeys, keys_to_json

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["service"])


class KeyOut(Out):
    """An Ed25519 public key; `signs` says that receipts are signed by it now."""

    id: str = Field(description="The first 32 hexadecimal digits of the SHA-256 of the public key.")
    algorithm: Literal["Ed25519"]
    public_key: str = Field(description="Its 32 bytes in base64.")
    signs: bool


class KeysOut(Out):
    """The keys, first the one that signs; none where receipts are not signed."""

    keys: list[KeyOut]


@router.get("/keys", response_model=KeysOut, responses=problem_responses(UnusableSigningKey))
def get_keys(request: Request) -> dict[str, object]:
    """The public keys that receipts of comparisons are checked by, those that no longer sign too."""
    keys: SigningKeys = request.app.state.signing_keys
    return keys_to_json(keys.public())
