"""What people come for: the use cases, and the ports they need."""
