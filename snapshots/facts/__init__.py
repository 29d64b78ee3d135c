"""Words to values: each file finds one sort of fact, with the span that it was read from."""
