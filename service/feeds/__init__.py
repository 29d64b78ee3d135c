"""Feeds of what moved: pure functions from published entries to Atom, RSS, JSON Feed, iCalendar."""
