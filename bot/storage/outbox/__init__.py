"""The repository of the outbox."""
