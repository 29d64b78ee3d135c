"""Whether a word is the code of a currency, as ISO 4217 has them."""

from __future__ import annotations

from functools import cache

from snapshots.lexicon import load

__all__ = ["currency_codes", "is_currency_code"]


@cache
def currency_codes() -> frozenset[str]:
    """The codes of three capitals: "EUR", "XOF"."""
    return frozenset(load("currencies")["codes"])


def is_currency_code(word: str) -> bool:
    """Whether the word is such a code, in capitals as codes are written."""
    return word in currency_codes()
