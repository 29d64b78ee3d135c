"""Deadlines whose last day is over and of which no letter says that it was done: told between letters."""
