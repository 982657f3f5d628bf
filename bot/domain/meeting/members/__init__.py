"""Those in a meeting: how they take part, who leads, and who came just now."""
