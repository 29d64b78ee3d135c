"""Whether a feed is complete: its documents, from the head back to the first archive."""
