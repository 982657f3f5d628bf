"""What is shown of the calendar in Discord: the standing message of the week."""
