"""What a comparison was made of and what came of it, in hashes: who has both letters can make it again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from diffing.change_json import canonical_alignments, canonical_changes
from diffing.changes.typed_changes import Change
from diffing.comparison import NOTHING_GIVEN, Configuration, Given, LetterReceipt, Receipt
from diffing.linking.links import Link
from snapshots.letter import Letter
from snapshots.lexicon import series_sha256, vocabulary_sha256

__all__ = ["make_receipt"]


def make_receipt(
    old: Letter,
    new: Letter,
    changes: Sequence[Change],
    links: Sequence[Link],
    *,
    diff: str,
    given: Given = NOTHING_GIVEN,
    decisions: tuple[str, ...] = (),
) -> Receipt:
    """The receipt of these changes and links between these letters; all hashes in lower-case hexadecimal."""
    return Receipt(
        old=_letter(old),
        new=_letter(new),
        diff=diff,
        changes_sha256=hashlib.sha256(canonical_changes(changes)).hexdigest(),
        alignments_sha256=hashlib.sha256(canonical_alignments(old, new, links)).hexdigest(),
        configuration=Configuration(
            lexicon_sha256=vocabulary_sha256(), series_sha256=series_sha256(new.series)
        ),
        decisions=decisions,
        given=given,
    )


def _letter(letter: Letter) -> LetterReceipt:
    return LetterReceipt(
        key=letter.key,
        source_sha256=letter.source.sha256,
        text_sha256=hashlib.sha256(letter.text.encode()).hexdigest(),
        reader=letter.reader,
    )
