"""Attendance letters as their owner and whoever checks one sees them."""
