"""`lettertrail verify [RECEIPT [OLD NEW]]`: whether the record, or a receipt, is what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.outcome import CommandFault
from service.routes.problem_table import INPUT_AT_FAULT

if TYPE_CHECKING:
    from service.signing.signing_keys import PublicKey

__all__ = ["UnusableReceipt", "keys_in", "verify"]

_RECEIPT = typer.Argument(help="A receipt, or a comparison with its receipt, as JSON; the record without it.")
_OLD = typer.Argument(help="The older letter's file; without the two, the letters on record.")
_NEW = typer.Argument(help="The newer letter's file.")
_KEY = typer.Option(
    "--key", help="A file with the public key: what /v1/keys gives, PEM or base64. Else the service's own."
)


class UnusableReceipt(CommandFault, ValueError):
    """The file that a receipt or a key should be in has none."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path}: {why}")


def verify(
    receipt: Annotated[Path | None, _RECEIPT] = None,
    old: Annotated[Path | None, _OLD] = None,
    new: Annotated[Path | None, _NEW] = None,
    *,
    key: Annotated[Path | None, _KEY] = None,
) -> None:
    """Check the whole record, or that a receipt is signed and its comparison comes out the same.

    Of the record, every event, letter, document and published entry is checked; what fails is named line by
    line. Of a receipt, the first thing that differs.
    """
    if receipt is None:
        _verify_record()
        return
    if (old is None) != (new is None):
        raise typer.BadParameter("give both letters, OLD and NEW, or neither")
    document = _json_of(receipt)
    files = (old, new) if old is not None and new is not None else None
    fault = _fault(document, files, _known(key), must_be_signed=key is not None)
    if fault:
        typer.echo(f"FAIL: {fault}")
        raise typer.Exit(INPUT_AT_FAULT)
    typer.echo(f"PASS: {_said_of(document.get('receipt', document))}")


def _verify_record() -> None:
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.record_faults import BrokenRecord
    from service.verify import verify as verify_record

    with open_held_record(read_settings()) as engine:
        found = verify_record(engine)
    for failure in found.failures:
        typer.echo(" ".join(failure.split()), err=True)
    if not found.intact:
        raise BrokenRecord(found.failures, derived=not found.record_failures)
    typer.echo(
        f"Intact: {found.events} events, {found.letters} letters, {found.files} files, "
        f"{found.entries} published entries"
    )


def _fault(
    document: dict[str, Any],
    files: tuple[Path, Path] | None,
    known: tuple[PublicKey, ...],
    *,
    must_be_signed: bool,
) -> str | None:
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.signing.verify_receipt import fault_of_receipt, letters_from_files, letters_from_record

    if files:
        given = letters_from_files(*map(_bytes_of, files))
        return fault_of_receipt(document, given, known, must_be_signed=must_be_signed)
    with open_held_record(read_settings()) as engine, engine.connect() as connection:
        held = letters_from_record(connection)
        return fault_of_receipt(document, held, known, must_be_signed=must_be_signed)


def _known(key: Path | None) -> tuple[PublicKey, ...]:
    """The keys that a signature may be by: those in the file, else those of the settings, if there."""
    from service.commands.recorded_letters import read_settings
    from service.signing.signing_keys import signing_keys

    if key is None:
        own = signing_keys(read_settings())
        return own.public() if own.path and own.path.exists() else ()
    return keys_in(key)


def keys_in(key: Path) -> tuple[PublicKey, ...]:
    """The public keys in a file; raises UnusableReceipt."""
    from service.signing.signing_keys import public_keys_of

    data = _bytes_of(key)
    try:
        return public_keys_of(data)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnusableReceipt(key, "there is no Ed25519 public key in it as JSON, PEM or base64") from error


def _json_of(path: Path) -> dict[str, Any]:
    data = _bytes_of(path)
    try:
        found = json.loads(data, object_pairs_hook=_each_once)
    except RecursionError as error:
        raise UnusableReceipt(path, "this is nested deeper than a receipt is") from error
    except ValueError as error:
        raise UnusableReceipt(path, f"this is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise UnusableReceipt(path, "this is no receipt and no comparison with one")
    return found


def _each_once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these members; ValueError where a name stands twice: readers differ on which counts."""
    found = dict(members)
    if len(found) < len(members):
        names = [name for name, _ in members]
        twice = next(name for name in found if names.count(name) > 1)
        raise ValueError(f"the member {twice!r} stands twice in one object")
    return found


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusableReceipt(path, f"{error.strerror}; check the file's name") from error


def _said_of(receipt: dict[str, Any]) -> str:
    signature = receipt["signature"]
    by = f"signed by key {signature['key']}" if signature else "not signed"
    return f"{receipt['old']['key']} to {receipt['new']['key']}, {by}, comes out the same"
