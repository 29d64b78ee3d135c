"""What was published goes to those who asked for it: webhooks, hubs, and who follows a stream."""
