"""Publishing: what a letter moved becomes entries, once, in the order of the log."""
