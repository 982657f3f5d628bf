"""Plain words for a time, such as `next Tuesday 7pm`, read or refused."""
