"""The outbox's contents: what an entry draws, whether it still holds, what is taken back."""
