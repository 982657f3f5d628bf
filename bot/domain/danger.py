"""Whether a facilitator's own search tells of a danger to life: then people come before questions.

Only what somebody types to look for a question is read, and nothing of it is kept; the room is
never watched (product.md §2). A word too many costs one line on a private answer.
"""

import re

_ONESELF = r"(?:(?:my|him|her|your|one|them)sel(?:f|ves)|themself)"
_SIGNS = (
    r"suicid\w*",
    r"(?:kill|hang|hurt|harm|cut|stab)(?:s|ed|ing|ting|bed|bing)?\s+" + _ONESELF,
    r"self[ -]?harm\w*",
    r"(?:wants?|wanted|wanting|going|plans?|planning|wish\w*|ready) to (?:die|be dead)",
    r"(?:end|ending|take|taking) (?:it all|(?:my|his|her|their) (?:own )?life)",
    r"(?:not|never|don'?t|doesn'?t|no longer|no reason|nothing) (?:want\w* )?to (?:live|wake up)",
    r"better off dead",
    r"overdos\w*",
    r"(?:not|isn'?t|stopped) breathing",
)
_DANGER = re.compile(rf"\b(?:{'|'.join(_SIGNS)})\b", re.IGNORECASE)


def tells_of_danger(text: str) -> bool:
    """Say whether these words speak of a danger to somebody's life."""
    return _DANGER.search(text.replace("\u2019", "'")) is not None
