"""The repositories of series and occurrences."""
