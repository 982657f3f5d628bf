"""The rehearsal's page, on this machine only: the room as Discord shows it, and who is in it."""
