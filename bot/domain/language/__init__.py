"""What people type, read by a program: folding, look-alikes, spelling, word embeddings."""
