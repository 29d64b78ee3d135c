"""Which measure is which, and what moved."""
