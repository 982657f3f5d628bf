"""The running meeting: its state, its stages, its clock, and who may do what in it."""
