"""Corrections of what was published: pure functions from what stands and what is true to what goes out."""
