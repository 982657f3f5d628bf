"""The rules of a meeting: frozen values and pure functions; time is always passed in."""
