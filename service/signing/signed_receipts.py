"""Receipts with their signature: Ed25519 (RFC 8032) over the receipt's canonical JSON (RFC 8785)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any

from diffing.canonical_json import canonical_json
from diffing.change_json import comparison_to_json, receipt_to_json
from diffing.comparison import Comparison
from service.signing.signing_keys import PublicKey, SigningKeys

__all__ = ["fault_of_signature", "signed_comparison", "signed_receipt"]

ALGORITHM = "Ed25519"

Json = dict[str, Any]


def signed_comparison(comparison: Comparison, keys: SigningKeys) -> Json:
    """The comparison as public JSON, its receipt signed where there is a key."""
    return comparison_to_json(comparison) | {"receipt": signed_receipt(comparison, keys)}


def signed_receipt(comparison: Comparison, keys: SigningKeys) -> Json:
    """The comparison's receipt as public JSON, signed where there is a key; without, `signature` is null."""
    receipt = receipt_to_json(comparison.receipt)
    made = keys.sign(_signed_part(receipt))
    if made is None:
        return receipt
    key, signature = made
    value = base64.b64encode(signature).decode()
    return receipt | {"signature": {"algorithm": ALGORITHM, "key": key.id, "value": value}}


def fault_of_signature(receipt: Mapping[str, Any], known: Sequence[PublicKey]) -> str | None:
    """Why the signature of a receipt is not one by these keys; None when it is.

    Raises KeyError and TypeError for what is no signed receipt.
    """
    signature = receipt["signature"]
    if signature["algorithm"] != ALGORITHM:
        return f"signature.algorithm is {signature['algorithm']!r}, and only {ALGORITHM} is known"
    by_id = {key.id: key for key in known}
    key = by_id.get(signature["key"])
    if key is None:
        return (
            f"signature.key is {signature['key']}, which is not known here: give the public key with --key; "
            "the service that signed publishes it at /v1/keys"
        )
    try:
        value = base64.b64decode(signature["value"], validate=True)
    except binascii.Error:
        return "signature.value is not base64"
    if not key.verifies(value, _signed_part(receipt)):
        return f"signature.value is not what key {key.id} makes of this receipt: one of the two was altered"
    return None


def _signed_part(receipt: Mapping[str, Any]) -> bytes:
    return canonical_json({name: value for name, value in receipt.items() if name != "signature"})
