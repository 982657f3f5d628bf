"""Being asked to check in: the schedule, and the messages that come from it."""
