"""The question on the card."""

from bot.domain.meeting import Meeting
from bot.text.catalog import Say, escaped
from cogs.ui.content import prompt


def asked(meeting: Meeting, say: Say) -> str:
    """Show the question that the facilitator asked, if one was."""
    found = prompt(meeting, meeting.question)
    return say("card.question", question=escaped(found.text)) if found else ""
