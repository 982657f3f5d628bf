"""How urgent a message is, by what it shows."""

from bot.discordio.requests.limiter import Priority
from bot.services.ports.drawings import Card, Drawing, Line, StandingConsole


def urgency(drawing: Drawing) -> Priority:
    """Say how urgent it is to post this or to change it.

    A group that has begun sits together and waits for its next stage: a thousand rooms that open
    meanwhile wait for that, and nobody is in them yet.
    """
    match drawing:
        case Line() if drawing.awaited:
            return Priority.PERSON
        case Card(meeting) | StandingConsole(meeting) if meeting.stage > 0:
            return Priority.STAGE
        case _:
            return Priority.CARD
