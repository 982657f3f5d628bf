"""The plan of the week: made, read, and asked about once."""
