"""The running meeting: one press, one transaction, one redraw."""
