"""The keys that receipts are signed by: an Ed25519 key in a file, and those that came before it.

The file is PEM: the first private key signs. Whatever else stands in it, private or public, is published
besides, so that what older keys signed can still be checked; a new key is put in front. Where the file is not
there, a key is made when it is first needed; of several processes that make one, the first wins.

A private key is never shown, logged or put into an error.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from service.record_faults import UnusableSigningKey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from service.settings import Settings

__all__ = ["PublicKey", "SigningKeys", "keys_to_json", "public_keys_of", "signing_keys"]

_PEM = re.compile(rb"-----BEGIN (PRIVATE|PUBLIC) KEY-----.+?-----END \1 KEY-----", re.DOTALL)
# Half of a SHA-256: nobody makes a second key with the same.
_DIGITS_OF_ID = 32
_BYTES_OF_KEY = 32
_OTHERS_MAY = 0o077


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """An Ed25519 public key by its 32 bytes; `id` is how receipts name it."""

    raw: bytes

    @property
    def id(self) -> str:
        """The first 32 hexadecimal digits of the SHA-256 of the 32 bytes."""
        return hashlib.sha256(self.raw).hexdigest()[:_DIGITS_OF_ID]

    @property
    def base64(self) -> str:
        """The 32 bytes in base64."""
        return base64.b64encode(self.raw).decode()

    def verifies(self, signature: bytes, signed: bytes) -> bool:
        """Whether this key made the signature of these bytes."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, signed)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    signer: Ed25519PrivateKey = field(repr=False)
    public: tuple[PublicKey, ...]


class SigningKeys:
    """The keys of a file, read when they are first asked for; of no file, none. Safe for many threads."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = Lock()
        self._keys: _Keys | None = None

    def public(self) -> tuple[PublicKey, ...]:
        """The published keys, first the one that signs; raises UnusableSigningKey."""
        keys = self._held()
        return keys.public if keys else ()

    def sign(self, data: bytes) -> tuple[PublicKey, bytes] | None:
        """The signature of the bytes and the key that made it; None without a key.

        The same bytes get the same signature (RFC 8032). Raises UnusableSigningKey.
        """
        keys = self._held()
        return (keys.public[0], keys.signer.sign(data)) if keys else None

    def _held(self) -> _Keys | None:
        with self._lock:
            if self._keys is None and self.path is not None:
                self._keys = _load(self.path)
            return self._keys


def signing_keys(settings: Settings) -> SigningKeys:
    """The keys of these settings: of the file that is set, else of one beside SQLite's, else none."""
    if settings.signing_key is not None:
        return SigningKeys(settings.signing_key)
    # A report of two files is written with no keys, and without loading what a database takes.
    from service.database import read_database_url

    address = read_database_url(settings.database_url)
    is_file = address.get_backend_name() == "sqlite" and address.database
    return SigningKeys(Path(f"{address.database}.key") if is_file else None)


def keys_to_json(keys: Sequence[PublicKey]) -> dict[str, Any]:
    """The keys as `/v1/keys` gives them, first the one that signs."""
    shown = ({"id": key.id, "algorithm": "Ed25519", "public_key": key.base64} for key in keys)
    return {"keys": [key | {"signs": place == 0} for place, key in enumerate(shown)]}


def public_keys_of(data: bytes) -> tuple[PublicKey, ...]:
    """The public keys in a file, in order: what `/v1/keys` gives, PEM, or 32 bytes in base64.

    Of a private key it is its public one. Raises ValueError where there is no Ed25519 key.
    """
    words = data.strip()
    if words.startswith(b"{"):
        found = [_raw(one["public_key"]) for one in json.loads(words)["keys"]]
    elif b"-----BEGIN" in words:
        found = [_of_pem(match) for match in _PEM.finditer(words)]
    else:
        found = [_raw(words)]
    if not found:
        raise ValueError("there is no Ed25519 key in it")
    return tuple(dict.fromkeys(found))


def _raw(words: str | bytes) -> PublicKey:
    raw = base64.b64decode(words, validate=True)
    if len(raw) != _BYTES_OF_KEY:
        raise ValueError(f"an Ed25519 public key has {_BYTES_OF_KEY} bytes, and this has {len(raw)}")
    return PublicKey(raw=raw)


def _of_pem(match: re.Match[bytes]) -> PublicKey:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

    if match[1] == b"PRIVATE":
        private = serialization.load_pem_private_key(match[0], password=None)
        if isinstance(private, Ed25519PrivateKey):
            return PublicKey(raw=private.public_key().public_bytes_raw())
    else:
        public = serialization.load_pem_public_key(match[0])
        if isinstance(public, Ed25519PublicKey):
            return PublicKey(raw=public.public_bytes_raw())
    raise ValueError("it is not an Ed25519 key")


def _load(path: Path) -> _Keys:
    try:
        if not path.exists():
            _make(path)
        if path.stat().st_mode & _OTHERS_MAY:
            raise UnusableSigningKey(str(path), f"others may read it (chmod 600 {path})")
        data = path.read_bytes()
    except OSError as error:
        raise UnusableSigningKey(str(path), error.strerror or type(error).__name__) from error
    try:
        return _keys_of(data)
    except (ValueError, TypeError, StopIteration):
        # What the library says may quote what it read.
        raise UnusableSigningKey(str(path), "there is no Ed25519 private key as PEM in it") from None


def _keys_of(data: bytes) -> _Keys:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    first = next(match[0] for match in _PEM.finditer(data) if match[1] == b"PRIVATE")
    signer = load_pem_private_key(first, password=None)
    if not isinstance(signer, Ed25519PrivateKey):
        raise TypeError
    current = PublicKey(raw=signer.public_key().public_bytes_raw())
    return _Keys(signer=signer, public=tuple(dict.fromkeys((current, *public_keys_of(data)))))


def _make(path: Path) -> None:
    """A new key in the file, which only its owner may read; whoever was first has made it."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    # Written whole under another name first, so that nobody reads half a key.
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
