"""What a letter says, and the log that keeps it."""
