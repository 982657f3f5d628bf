"""Meetings as lists, and presses once a meeting is over."""
