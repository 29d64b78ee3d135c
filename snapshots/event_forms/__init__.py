"""The stored name and shape of every event, a file for each sort of stream."""
