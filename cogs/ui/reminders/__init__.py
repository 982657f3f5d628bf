"""`Remind me`: the button, what it answers, and the messages that come."""
