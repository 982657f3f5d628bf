"""Worksheets: chosen, filled in page by page, read, shared line by line, taken along, deleted."""
