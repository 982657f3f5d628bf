"""`My options`: how one takes part."""
