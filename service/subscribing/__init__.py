"""Making a feed: what may be chosen, the filter that says so, and where to subscribe to what it finds."""
