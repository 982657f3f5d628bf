"""When a group meets: scheduling, planning ahead, occurrences as they stand now."""
