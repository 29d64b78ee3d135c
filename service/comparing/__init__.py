"""Comparing letters that are held, and keeping what was asked for."""
