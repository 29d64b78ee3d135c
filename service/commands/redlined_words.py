"""A marked wording for a terminal: what went is struck out, what came is bold, what moved underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from diffing.wording.redline import Mark, Piece
from service.commands.output import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["redlined_words"]

# Three lines of a terminal of 100 columns, behind the margin.
_WORDS_SHOWN = 260
# Of words that stayed, so many characters are shown on each side of a change.
_CONTEXT = 60
_STYLES = {
    Mark.SAME: "",
    Mark.REMOVED: "red strike",
    Mark.INSERTED: "green bold",
    Mark.MOVED: "cyan underline",
}


def redlined_words(pieces: tuple[Piece, ...]) -> Text:
    """The wording in these pieces, shortened to what differs; from its end, where nothing is marked."""
    whole = sum(len(piece.text) for piece in pieces)
    if whole <= _WORDS_SHOWN:
        return _joined(pieces)
    if all(piece.mark is Mark.SAME for piece in pieces):
        return Text(shorten("".join(piece.text for piece in pieces), _WORDS_SHOWN))
    last = len(pieces) - 1
    return _joined(_abridged(piece, first=i == 0, last=i == last) for i, piece in enumerate(pieces))


def _joined(pieces: Iterable[Piece]) -> Text:
    return Text.assemble(*((p.text.replace("\n", " "), _STYLES[p.mark]) for p in pieces))


def _abridged(piece: Piece, *, first: bool, last: bool) -> Piece:
    """A changed piece shortened from its end; of an unchanged one, what is next to a change.

    The blank at a piece's end stays: it parts it from the next.
    """
    text = piece.text
    if piece.mark is not Mark.SAME:
        words = text.rstrip()
        kept = shorten(words, _WORDS_SHOWN) + text[len(words) :]
        return Piece(text=kept, mark=piece.mark, move=piece.move)
    head = "" if first else text[:_CONTEXT]
    tail = "" if last else text[-_CONTEXT:]
    if len(text) <= len(head) + len(tail):
        return piece
    return Piece(text=f"{head[: head.rfind(' ') + 1]}… {tail[tail.find(' ') + 1 :]}", mark=Mark.SAME)
