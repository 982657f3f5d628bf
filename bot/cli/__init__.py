"""The commands of `openround`, one module for each group."""
