"""What a comparison was made of, in hashes: whoever has both letters and this version can make it again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from diffing.change_json import canonical_changes
from diffing.comparison import LetterReceipt, Receipt
from diffing.typed_changes import Change
from snapshots.letter import Letter

__all__ = ["make_receipt"]


def make_receipt(
    old: Letter, new: Letter, changes: Sequence[Change], *, diff: str, decisions: tuple[str, ...] = ()
) -> Receipt:
    """The receipt of these changes between these letters; all hashes in lower-case hexadecimal."""
    return Receipt(
        old=_letter(old),
        new=_letter(new),
        diff=diff,
        changes_sha256=hashlib.sha256(canonical_changes(changes)).hexdigest(),
        decisions=decisions,
    )


def _letter(letter: Letter) -> LetterReceipt:
    return LetterReceipt(
        key=letter.key,
        source_sha256=letter.source.sha256,
        text_sha256=hashlib.sha256(letter.text.encode()).hexdigest(),
        reader=letter.reader,
    )
