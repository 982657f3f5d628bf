"""Requests to Discord: rate limits, circuit breaker, and what their failures mean."""
