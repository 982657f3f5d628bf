"""A Discord in memory behind the ports; a simulated year and stories of services play on it."""
