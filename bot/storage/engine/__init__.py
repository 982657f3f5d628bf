"""The engines: SQLite with group commit, PostgreSQL, and the transaction over both."""
