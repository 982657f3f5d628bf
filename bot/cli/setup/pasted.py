"""What somebody pasted where a token belongs: the token, or what it seems to be instead."""

import re
from string import ascii_letters, digits

_UNSEEN = re.compile(r"\x1b\[20[01]~|[\u200b-\u200f\u2060\ufeff]")
"""What a terminal puts around a paste, and marks without a width that web pages copy along."""
_AROUND = " \t\r\n\xa0\"'`“”‘’«»<>,;"
_BEFORE = re.compile(
    r"(?:(?:openround_)?(?:discord_{1,2})?token\s*[=:]|authorization\s*:|bot\s)", re.IGNORECASE
)
"""What stands before a token where people copy it from."""
_PARTS = 3
_LETTERS = frozenset(ascii_letters + digits + "_-")
_OTHERS = {
    re.compile(r"\d{15,20}"): "setup.pasted_number",
    re.compile(r"[0-9a-f]{64}"): "setup.pasted_public_key",
    re.compile(r"[A-Za-z0-9_-]{32}"): "setup.pasted_secret",
    re.compile(r"(?:https?://|discord\.).*", re.IGNORECASE): "setup.pasted_link",
}
"""What else there is to copy in the Developer Portal, and what to say about it."""
_LONGEST = 2000


class NoToken(Exception):
    """What was pasted is no token; `problem` is the key of what to say. It never holds the text."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def token_in(pasted: str) -> str:
    """Find the token, without what came along with it. Raises NoToken."""
    text = _bare(_UNSEEN.sub("", pasted[:_LONGEST]))
    if not text:
        raise NoToken("setup.pasted_nothing")
    if not text.isprintable():  # Ctrl+V is a mark of its own where it does not paste
        raise NoToken("setup.pasted_key_press")
    for shape, problem in _OTHERS.items():
        if shape.fullmatch(text):
            raise NoToken(problem)
    token = _once("".join(text.split()))
    if not _is_token(token):
        raise NoToken("setup.pasted_else")
    return token


def _bare(text: str) -> str:
    """Take off blanks, quotes and what stands before a token, however often."""
    while True:
        less = text.strip(_AROUND)
        before = _BEFORE.match(less)
        less = less[before.end() :] if before else less
        if less == text:
            return text
        text = less


def _is_token(text: str) -> bool:
    parts = text.split(".")
    return len(parts) == _PARTS and all(part and _LETTERS.issuperset(part) for part in parts)


def _once(text: str) -> str:
    """Take one of two: whoever sees nothing when pasting does so again."""
    half = text[: len(text) // 2]
    return half if half + half == text else text
