"""The script `tuesday-group`: who plays what, round by round and talk by talk."""
