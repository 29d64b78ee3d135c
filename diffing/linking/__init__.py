"""Which statement of one letter continues which of another."""
