"""Letters that somebody uploads in a browser: kept aside, read, looked at, then recorded or thrown away."""
