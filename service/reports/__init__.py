"""What moved between two letters, as files for people and their programs."""
