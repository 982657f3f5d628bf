"""What a facilitator can say when something happens in the room: the situation notes."""
