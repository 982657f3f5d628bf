"""Worksheets to think through alone."""
