"""An urge, right now: every step of it, with help lines one press away."""
