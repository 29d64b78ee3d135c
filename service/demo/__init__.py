"""Four successive letters in our own words, to try everything on; each says that it is a demonstration."""
