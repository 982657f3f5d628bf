"""The door in the announcements channel, and the way in."""
