"""What stayed, went, came and moved between two wordings."""
