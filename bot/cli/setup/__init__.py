"""`openround setup`: from a pasted token to a settings file that works, and the link to invite."""
