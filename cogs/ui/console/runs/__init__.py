"""A short run on the theme of the talk, chosen and gone through on one private card."""
