"""One module per column: each makes the use cases of its column from what it is handed."""
