"""What programs and pages outside Discord read: calendar files, the feed of meetings, the page."""
