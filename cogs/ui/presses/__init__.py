"""What each button and form does: a few lines each, by the noun it belongs to."""
