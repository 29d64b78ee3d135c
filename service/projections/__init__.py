"""Tables that are derived from the log: they may be dropped and replayed at will, to the same rows."""
