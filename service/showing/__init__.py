"""Values as a reader wants them: in plain words, as a card, as the rows of a table."""
