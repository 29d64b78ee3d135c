"""The filter language: one for search, comparison, feeds, calendar and webhooks."""
