"""Help lines, and hearing words of danger."""
