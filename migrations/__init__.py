"""The database's tables through time. Migrations build on one another and never edit an event."""
