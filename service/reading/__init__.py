"""Reading what came in, in a process of its own and within limits."""
