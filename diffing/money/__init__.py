"""The ledger: each amount of a letter in one place, and what became of it."""
