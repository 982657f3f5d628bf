"""The console's steps that mean one person."""
