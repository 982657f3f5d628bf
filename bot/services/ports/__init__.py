"""What the use cases need from outside, one file for each neighbour."""
