"""The card of the meeting, which frames what its stage draws."""
