"""What the process shows over HTTP on this machine."""
