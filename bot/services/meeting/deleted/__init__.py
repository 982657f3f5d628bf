"""Messages that an evening needs, and that somebody deletes: found missing, posted again."""
