"""`Private help`, and *Someone is bothering me*."""
