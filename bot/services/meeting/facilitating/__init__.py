"""Who leads a planned meeting: whoever is to is asked, and others where that has no answer."""
