"""Evidence: a change, a link or a statement, the letters open at its words, and why they are one measure."""
