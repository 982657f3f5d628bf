"""What is kept of a person between meetings, and how it is forgotten."""
