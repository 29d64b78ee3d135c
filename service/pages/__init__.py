"""Pages for people: models that turn values into what a page shows, and the templates that show it."""
