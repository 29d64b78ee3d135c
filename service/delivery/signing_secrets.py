"""The secrets that webhooks are signed by, written as the Standard Webhooks spec writes them.

whsec_<base64>   24 random bytes, known to both sides: HMAC-SHA256, signatures `v1,...`
whsk_<base64>    an Ed25519 key, seed and public half (64 bytes), known to us alone: `v1a,...`
whpk_<base64>    its public half (32 bytes), for the receiver
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable
from hashlib import sha256
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["Scheme", "new_secret", "scheme_of", "shown_to_receiver", "signature_by"]

Scheme = Literal["hmac", "ed25519"]

_SHARED = "whsec_"
_PRIVATE = "whsk_"
_PUBLIC = "whpk_"
# The spec asks for 24 to 64 bytes.
_SHARED_BYTES = 24
_SEED_BYTES = 32


def new_secret(scheme: Scheme, random_bytes: Callable[[int], bytes]) -> str:
    """A secret of that scheme, made of bytes that nobody can guess."""
    if scheme == "hmac":
        return _SHARED + _base64(random_bytes(_SHARED_BYTES))
    seed = random_bytes(_SEED_BYTES)
    return _PRIVATE + _base64(seed + _public_half(seed))


def scheme_of(secret: str) -> Scheme:
    """How messages are signed by the secret."""
    return "hmac" if secret.startswith(_SHARED) else "ed25519"


def shown_to_receiver(secret: str) -> str:
    """What the receiver checks signatures by: the shared secret itself, or the public half of a key."""
    if secret.startswith(_SHARED):
        return secret
    return _PUBLIC + _base64(_public_half(_seed(secret)))


def signature_by(secret: str, content: bytes) -> str:
    """The signature of the content, with the name of its scheme: `v1,...` or `v1a,...`."""
    if secret.startswith(_SHARED):
        key = _bytes(secret, _SHARED)
        return "v1," + _base64(hmac.new(key, content, sha256).digest())
    return "v1a," + _base64(Ed25519PrivateKey.from_private_bytes(_seed(secret)).sign(content))


def _seed(secret: str) -> bytes:
    return _bytes(secret, _PRIVATE)[:_SEED_BYTES]


def _public_half(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def _bytes(secret: str, prefix: str) -> bytes:
    if not secret.startswith(prefix):
        raise ValueError(f"a secret of webhooks begins with {_SHARED} or {_PRIVATE}")
    try:
        return base64.b64decode(secret.removeprefix(prefix), validate=True)
    except binascii.Error as error:
        raise ValueError(f"what stands behind {prefix} is no base64") from error


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
