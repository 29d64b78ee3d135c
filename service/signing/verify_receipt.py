"""Whether a receipt holds: signed by a known key, and the comparison comes out the same when made again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from diffing.canonical_json import canonical_json
from diffing.change_json import receipt_to_json
from diffing.compare_letters import compare_letters
from service.errors import ServiceError
from service.projections.letters import load_readings_of_key
from service.signing.signed_receipts import fault_of_signature
from service.signing.signing_keys import PublicKey
from snapshots.errors import UnreadableLetter
from snapshots.letter import Letter
from snapshots.letter_events import StatementRecorded
from snapshots.letter_stream import snapshot_root
from snapshots.link_decisions import Decision, Pair, Place, Verdict
from snapshots.read_letter import read_letter

__all__ = ["GetLetters", "fault_of_receipt", "letters_from_files", "letters_from_record"]

Json = Mapping[str, Any]
# Given the receipt, the two letters that it names, as far as they are to be had.
GetLetters = Callable[[Json], tuple[Letter, Letter]]

_UNFILED = "unfiled"
_RESULTS = ("changes", "alignments")


def fault_of_receipt(
    document: Json, get_letters: GetLetters, known: Sequence[PublicKey], *, must_be_signed: bool
) -> str | None:
    """The first thing that differs, as a sentence; None when the receipt holds.

    `document` is a receipt, or a comparison with its receipt, whose changes and alignments must then be those
    of the receipt. A receipt that nobody signed is only made again, unless it must be signed. Raises as
    `get_letters` does.
    """
    receipt = document.get("receipt", document)
    try:
        if receipt["signature"] is None and must_be_signed:
            return "signature is null: nobody signed this receipt"
        return next(_faults(document, receipt, get_letters, known), None)
    except RecursionError:
        return "this is no receipt of this version: it is nested deeper than a receipt is"
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, ServiceError | UnreadableLetter):
            raise
        return f"this is no receipt of this version: {type(error).__name__} {error}"


def _faults(
    document: Json, receipt: Json, get_letters: GetLetters, known: Sequence[PublicKey]
) -> Iterator[str]:
    fault = None if receipt["signature"] is None else fault_of_signature(receipt, known)
    if fault:
        yield fault
    for name in _RESULTS:
        if name in document:
            yield from _unequal(f"{name}_sha256", receipt, _sha256(document[name]))
    old, new = get_letters(receipt)
    yield from _differing(_made_again(receipt, old, new), receipt)


def _unequal(name: str, receipt: Json, found: str) -> Iterator[str]:
    if receipt[name] != found:
        yield f"{name} is {receipt[name]} in the receipt, and {found} of what stands beside it"


def _sha256(value: Any) -> str:
    return hashlib.sha256(canonical_json(value)).hexdigest()


def _made_again(receipt: Json, old: Letter, new: Letter) -> Json:
    """The receipt that these letters give, with what the series gave to the one that is checked."""
    given = receipt["given"]
    ids = {(one["letter"], one["statement"]): one["item"] for one in given["items"]}
    decisions = [_decision(one) for one in given["decided"]]
    made = receipt_to_json(compare_letters(old, new, item_ids=ids, decisions=decisions).receipt)
    for side, letter in (("old", old), ("new", new)):
        if receipt[side]["seal"] is not None:
            made[side]["seal"] = snapshot_root(StatementRecorded(statement=s) for s in letter.statements)
    return made


def _decision(one: Json) -> Decision:
    pairs = (Pair(before=Place(**pair["before"]), after=Place(**pair["after"])) for pair in one["pairs"])
    return Decision(
        number=one["number"],
        verdict=Verdict(one["verdict"]),
        pairs=tuple(pairs),
        actor=one["actor"],
        reason=one["reason"],
    )


# In the order in which one thing follows from another, so that the first difference is the cause.
_IN_ORDER = (
    *(
        (side, name)
        for side in ("old", "new")
        for name in ("source_sha256", "key", "reader", "text_sha256", "seal")
    ),
    ("diff",),
    ("configuration", "lexicon_sha256"),
    ("configuration", "series_sha256"),
    ("decisions",),
    ("given", "decided"),
    ("given", "items"),
    ("alignments_sha256",),
    ("changes_sha256",),
)


def _differing(made: Json, receipt: Json) -> Iterator[str]:
    for path in _IN_ORDER:
        one, other = _at(receipt, path), _at(made, path)
        if one != other:
            yield f"{'.'.join(path)} is {one} in the receipt, and {other} when it is made again"
    if receipt.keys() - {"signature"} != made.keys() - {"signature"}:
        yield f"the receipt has other members: {', '.join(sorted(receipt.keys() ^ made.keys()))}"


def _at(value: Any, path: Sequence[str]) -> Any:
    for name in path:
        value = value[name]
    return value


def letters_from_files(old: bytes, new: bytes) -> GetLetters:
    """The letters in these bytes, read as letters of the series that the receipt names."""

    def read(receipt: Json) -> tuple[Letter, Letter]:
        return _read(old, receipt["old"]["key"]), _read(new, receipt["new"]["key"])

    return read


def _read(data: bytes, key: str) -> Letter:
    series, _, rest = key.partition("/")
    reissue = rest.partition("/")[2]
    letter = read_letter(data, series=None if series == _UNFILED else series)
    return replace(letter, reissue=int(reissue)) if reissue else letter


def letters_from_record(connection: Connection) -> GetLetters:
    """The letters of the receipt's keys on record, in the reading whose text and reader it names.

    Where no reading is so, the latest, which will differ. Raises UnknownSeries and UnknownLetter.
    """

    def find(receipt: Json) -> tuple[Letter, Letter]:
        return _held(connection, receipt["old"]), _held(connection, receipt["new"])

    return find


def _held(connection: Connection, side: Json) -> Letter:
    series, _, label = side["key"].partition("/")
    readings = load_readings_of_key(connection, series, label)
    for letter in reversed(readings):
        statements = (StatementRecorded(statement=statement) for statement in letter.statements)
        if side["seal"] in {None, snapshot_root(statements)} and letter.reader == side["reader"]:
            return letter
    return readings[-1]
