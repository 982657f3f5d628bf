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


def shows(answer: Answer | None) -> bool:
    """Say whether an answer shows that something was done: it is no refusal."""
    if answer is None:
        return False
    said = answer.text.strip()
    return answer.kind == "update" or not any(one.fullmatch(said) for one in REFUSALS)


def _refusals() -> tuple[re.Pattern[str], ...]:
    said = [text for key, text in sentences_of("en").items() if key.startswith("refusal.")]
    return tuple(re.compile(re.sub(r"\\{\w+\\}", ".*", re.escape(one))) for one in said)


REFUSALS = _refusals()
