"""The repositories of running meetings and of what they leave behind."""
