"""Coming in, leading, being removed: the members of a running meeting."""
