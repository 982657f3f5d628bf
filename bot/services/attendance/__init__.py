"""Attendance letters: asked for, issued and signed, sent, checked, withdrawn."""
