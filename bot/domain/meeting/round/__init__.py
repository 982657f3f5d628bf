"""A round: its seats, who has the floor, and how a turn ends."""
