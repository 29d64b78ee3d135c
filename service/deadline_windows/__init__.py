"""Deadlines whose last day is over with nothing reported done, and what is told of them. Pure."""
