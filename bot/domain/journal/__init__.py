"""What a member writes for themselves: check-ins, urges, worksheets, the plan of the week."""
