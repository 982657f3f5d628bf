"""The close and the last card: thanks, the next date, help lines, something to take along."""

from datetime import datetime

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.rooms.closing import Farewell
from bot.text.catalog import Say
from cogs.stages.welcome import OWN_TEXT
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.content import help_for
from cogs.ui.kit.helplines import emergency, first_line
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import own_words
from cogs.ui.kit.sheet import clock, day, lines, paragraphs
from cogs.ui.reminders.button import remind_me_again


def body(meeting: LiveMeeting, _now: datetime, say: Say) -> str:
    """Say thank you, the next date, where to turn in a hard hour, and what becomes of the room."""
    own = own_words(meeting.texts.closing, OWN_TEXT)
    text_room = meeting.room_kind is RoomKind.TEXT
    return paragraphs(
        own or say("card.close.thanks"),
        say("card.close.lapse"),
        _next(meeting.next_at, say),
        _lines(meeting.country, say),
        say("letter.offer.close"),
        say("card.close.text_room" if text_room else "card.close.voice_room"),
    )


def farewell(over: Farewell, say: Say) -> str:
    """Say goodbye on the last card: what of the close is still good to know when it is over."""
    held, text_room = over.why != "nobody_began", over.occurrence.room_kind is RoomKind.TEXT
    own = own_words(over.server.texts.closing, OWN_TEXT) if held else ""
    return paragraphs(
        lines(
            say("farewell.heading" if held else "farewell.heading_none"),
            own or say("card.close.thanks" if held else "farewell.none"),
        ),
        say("card.close.lapse"),
        _next(over.next_at, say),
        lines(_lines(over.server.country, say), say("farewell.more")),
        say("letter.offer.close") if held else "",
        say("farewell.text_room", until=clock(over.open_until))
        if text_room
        else say("card.close.voice_room"),
    )


def _next(at: datetime | None, say: Say) -> str:
    return say("card.close.next", day=day(at)) if at else say("card.close.no_next")


def _lines(country: str | None, say: Say) -> str:
    found = help_for(country)
    return lines(emergency(found, say), first_line(found, say))


def buttons(meeting: LiveMeeting, say: Say) -> list[Item]:
    """Offer something to take along."""
    again = [remind_me_again(meeting.id, say)] if meeting.next_at else []
    return [
        button(id_for("plan", meeting), say),
        *again,
        button(id_for("letter", meeting), say),
    ]
