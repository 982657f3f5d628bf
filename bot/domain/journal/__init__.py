"""What a member writes for themselves: worksheets."""
