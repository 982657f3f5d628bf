"""English words that push towards other people, or ask for thanks or an apology."""

import re

CLOSENESS = re.compile(
    r"\b(?:thank|grat(?:eful|itude)|sorry|apolog|amends|forgiv|reconcil|closer\b|put right"
    r"|make (?:it )?up\b|their side|make peace)"
)
