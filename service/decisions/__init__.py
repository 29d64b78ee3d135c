"""People's decisions on links: which pairs are doubtful, and what a decision corrects."""
