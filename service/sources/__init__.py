"""Where one looks for letters: folders and web addresses; what is found waits for a person."""
