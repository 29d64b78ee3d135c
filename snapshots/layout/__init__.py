"""Bytes of one format each to the same layout: text, paragraphs, tables, cells."""
