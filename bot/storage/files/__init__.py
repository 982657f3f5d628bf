"""Where the database is, files that survive a power cut, and storage faults."""
