"""What a comparison was made of, and what came of it, to be checked by others."""
