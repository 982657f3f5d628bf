"""Slips of spelling: one letter left out, put in, written for another, or changed with the next."""

LONG_ENOUGH = 7
"""In shorter words one letter makes another word, or a name."""


def is_slip(word: str, meant: str) -> bool:
    """Tell whether a word is a long one with one slip in it."""
    if len(meant) < LONG_ENOUGH or abs(len(word) - len(meant)) > 1 or word == meant:
        return False
    start = _alike(word, meant)
    word, meant = word[start:], meant[start:]
    if len(word) == len(meant):
        swapped = word[:2] == meant[:2][::-1] and word[2:] == meant[2:]
        return word[1:] == meant[1:] or swapped
    longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
    return longer[1:] == shorter


def _alike(one: str, other: str) -> int:
    """Count the letters with which two words begin alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
