"""Pages that look over a whole series: by partner and part, deadlines, money, search, review, status."""
