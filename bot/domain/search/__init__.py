"""Searching the questions: ranking, cues, and what a typed situation is about."""
