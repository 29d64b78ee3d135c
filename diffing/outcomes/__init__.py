"""What became of every promise, and by how many days it slipped."""
