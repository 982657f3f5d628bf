"""Looking after the process: why it ends, how often it may log in, what may be seen of it."""
