"""A walk through a made-up evening, in private, for somebody who is new to leading."""
