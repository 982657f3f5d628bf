"""What the card and the console show from our content: the question, the exercise, help lines."""

from bot.content import helplines, prompts, worksheets
from bot.domain.ids import PromptId
from bot.domain.journal.worksheet import Worksheet
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.prompts.prompt import Prompt
from bot.domain.support.helpline import CountryHelp, lines_for
from bot.text.catalog import Say, escaped


def prompt(meeting: LiveMeeting, wanted: PromptId | None) -> Prompt | None:
    """Give a question of the library or one of the group's own by its id, or None."""
    if wanted is None:
        return None
    own = next((one for one in meeting.own if one.id == wanted), None)
    library = prompts.library(meeting.language)
    return own or next((one for one in library if one.id == wanted), None)


def exercise(meeting: LiveMeeting) -> Worksheet | None:
    """Give the exercise of the evening, once it is chosen."""
    return worksheets.load().get(meeting.exercise) if meeting.exercise else None


def help_for(country: str | None) -> CountryHelp:
    """Give the help lines of a country; without one those that hold everywhere."""
    return lines_for(helplines.load(), country)


def asked(meeting: LiveMeeting, say: Say) -> str:
    """Show the question that the facilitator asked, if one was."""
    found = prompt(meeting, meeting.question)
    return say("card.question", question=escaped(found.text)) if found else ""
