"""What an answer tells the person who pressed."""

import re

from bot.text.catalog import sentences_of
from tests.faults.group.people import Answer


def is_inside(answer: Answer) -> bool:
    """Say whether an answer shows the way to the room."""
    return answer.message is not None and any(one["url"] for one in answer.message.buttons)


def asks(answer: Answer) -> bool:
    """Say whether an answer asks once more before it does something."""
    shown = answer.message.buttons if answer.message else []
    return any(str(one["custom_id"]).startswith("or:sure:") for one in shown)


def redrawn(answer: Answer) -> bool:
    """Say whether an answer was the pressed message as it stands then; putting it off is none."""
    return answer.kind == "update" and not answer.deferred


def shows(answer: Answer | None) -> bool:
    """Say whether an answer shows that something was done: no refusal, and nothing put off."""
    if answer is None or answer.deferred:
        return False
    said = answer.text.strip()
    return redrawn(answer) or not any(one.fullmatch(said) for one in REFUSALS)


OF_NOTHING = ("refusal.", "not_saved.")
"""Areas of sentences which say that nothing was done."""


def _refusals() -> tuple[re.Pattern[str], ...]:
    said = [text for key, text in sentences_of("en").items() if key.startswith(OF_NOTHING)]
    return tuple(re.compile(re.sub(r"\\{\w+\\}", ".*", re.escape(one))) for one in said)


REFUSALS = _refusals()
