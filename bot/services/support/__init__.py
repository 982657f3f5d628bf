"""Hearing a danger to life in what people type."""
