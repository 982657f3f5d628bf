"""The code of a letter: eight letters and digits that nobody mistakes for others."""

from bot.domain.language.folding import fold

BITS = 40
"""So many random bits a code holds."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 after Douglas Crockford: without I, L, O and U."""
_LENGTH = 8
_HALF = _LENGTH // 2
_BITS_EACH = 5
_LONGEST = 40
"""Characters of what is read as a code."""
_MEANT = str.maketrans("OIL", "011", "- ")
"""What people read for a digit, and what they put between."""


def letter_code(number: int) -> str:
    """Write a code for 40 random bits, such as `7K3M-9PQX`; raises ValueError for other numbers."""
    if not 0 <= number < 1 << BITS:
        raise ValueError(number)
    places = range(BITS - _BITS_EACH, -1, -_BITS_EACH)
    letters = "".join(_ALPHABET[number >> place & (1 << _BITS_EACH) - 1] for place in places)
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def code_as_typed(text: str) -> str:
    """Give the code that somebody means, however it was typed; what is none comes out as none."""
    letters = fold(text[:_LONGEST]).upper().translate(_MEANT)
    if len(letters) != _LENGTH or not set(letters) <= set(_ALPHABET):
        return ""
    return f"{letters[:_HALF]}-{letters[_HALF:]}"
