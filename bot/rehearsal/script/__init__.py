"""The scripts `tuesday-group` and `quiet-week`: who plays what, round by round and talk by talk."""
