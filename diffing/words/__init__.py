"""Stems, abbreviations, ordinals and the weighed terms of a letter's words."""
