"""Signing: the keys, receipts of comparisons signed by them, and whether a receipt holds."""
