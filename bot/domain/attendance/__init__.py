"""Attendance letters: what was observed of one person in one meeting, signed so that it stands."""
