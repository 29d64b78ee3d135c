"""Two wordings as one text with its corrections: what was there, struck out, beside what is there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from diffing.wording.redline import Aligned, Mark, align_words
from diffing.wording.word_runs import Run

__all__ = ["Correction", "corrected_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A piece of the text, never empty, and in which of the two wordings it stands.

    SAME stands in both, REMOVED in the older, INSERTED in the newer; a MOVED piece stands once for the place
    that it left (`old`) and once for where it went (`new`), and `move` is the number of both.
    """

    text: str
    mark: Mark
    old: bool
    new: bool
    move: int = 0


def corrected_text(before: str, after: str) -> tuple[Correction, ...]:
    """The corrections in order: of what was replaced, the older words come first.

    The texts of those with `old`, joined, are `before` to the letter, those with `new` are `after`. No two
    neighbours are alike in all but their text.
    """
    aligned = align_words(before, after)
    pieces = [piece for run in aligned.runs for piece in _pieces(aligned, run)]
    return tuple(_joined(_older_first(pieces)))


def _pieces(aligned: Aligned, run: Run) -> Iterator[Correction]:
    if run.same:
        olds, news = aligned.old[slice(*run.old)], aligned.new[slice(*run.new)]
        for old, new in zip(olds, news, strict=True):
            yield from _same(old, new)
        return
    for place in range(*run.old):
        yield _gone(aligned.old[place], aligned.moves.before[place])
    for place in range(*run.new):
        yield _come(aligned.new[place], aligned.moves.after[place])


def _same(old: str, new: str) -> Iterator[Correction]:
    """A word that stayed; where the blanks around it did not, they are corrections of their own."""
    word = old.strip()
    if word != new.strip() or not word:
        kept = old == new
        yield from (_both(old),) if kept else (_gone(old), _come(new))
        return
    for old_blanks, new_blanks, between in (
        (old[: old.index(word)], new[: new.index(word)], word),
        (old[old.index(word) + len(word) :], new[new.index(word) + len(word) :], ""),
    ):
        yield from (
            (_both(old_blanks),) if old_blanks == new_blanks else (_gone(old_blanks), _come(new_blanks))
        )
        yield _both(between)


def _both(text: str) -> Correction:
    return Correction(text=text, mark=Mark.SAME, old=True, new=True)


def _gone(text: str, move: int = 0) -> Correction:
    return Correction(text=text, mark=Mark.MOVED if move else Mark.REMOVED, old=True, new=False, move=move)


def _come(text: str, move: int = 0) -> Correction:
    return Correction(text=text, mark=Mark.MOVED if move else Mark.INSERTED, old=False, new=True, move=move)


def _older_first(pieces: list[Correction]) -> Iterator[Correction]:
    """Between two pieces that stayed, first all that went, then all that came."""
    present = (piece for piece in pieces if piece.text)
    for stayed, group in groupby(present, key=lambda piece: piece.mark is Mark.SAME):
        stretch = list(group)
        yield from stretch if stayed else sorted(stretch, key=lambda piece: piece.new)


def _joined(pieces: Iterator[Correction]) -> Iterator[Correction]:
    for (mark, old, new, move), group in groupby(
        pieces, key=lambda piece: (piece.mark, piece.old, piece.new, piece.move)
    ):
        text = "".join(piece.text for piece in group)
        yield Correction(text=text, mark=mark, old=old, new=new, move=move)
