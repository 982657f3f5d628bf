"""Sealing: the cipher, the keys, and member ids inside rows."""
