"""The stages in which we gather and part: lobby, welcome, close (product.md §2)."""

from datetime import datetime

from bot.domain.closing import Farewell
from bot.domain.meeting import Meeting
from bot.domain.occurrence import RoomKind
from bot.text.catalog import Say
from cogs.ui.button import Item, button
from cogs.ui.content import help_for
from cogs.ui.helplines import emergency, first_line
from cogs.ui.ids import tag
from cogs.ui.names import lead_name, own_words, title
from cogs.ui.sheet import clock, day, lines, paragraphs

OWN_TEXT = 1000
"""Characters of a group's own opening or closing on the card."""


def lobby(meeting: Meeting, now: datetime, say: Say) -> str:
    """Say who is here, what will happen, and what it waits for once its time has come."""
    called, waiting = title(meeting.title, say), now < meeting.starts_at
    here = (
        say("card.lobby.here", count=meeting.heads) if meeting.heads else say("card.lobby.nobody")
    )
    return lines(
        say("card.lobby.title", title=called, start=clock(meeting.starts_at))
        if waiting
        else say("card.lobby.title_now", title=called),
        here,
        say("card.lobby.plan"),
        say("card.lobby.silent"),
        say("card.lobby.soon" if waiting else "card.lobby.begin"),
    )


def welcome(meeting: Meeting, say: Say) -> str:
    """Say the opening, what this group is, and who facilitates."""
    own = own_words(meeting.texts.opening, OWN_TEXT)
    return paragraphs(
        own or say("card.welcome.opening"),
        lines(say("card.welcome.scope"), say("card.welcome.rule")),
        say("card.welcome.lead", name=lead_name(meeting, say)),
    )


def close(meeting: Meeting, say: Say) -> str:
    """Say thank you, the next date, where to turn in a hard hour, and what becomes of the room."""
    own = own_words(meeting.texts.closing, OWN_TEXT)
    text_room = meeting.room_kind is RoomKind.TEXT
    return paragraphs(
        own or say("card.close.thanks"),
        say("card.close.lapse"),
        _next(meeting.next_at, say),
        _lines(meeting.country, say),
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
        say("farewell.text_room", until=clock(over.open_until))
        if text_room
        else say("card.close.voice_room"),
    )


def _next(at: datetime | None, say: Say) -> str:
    return say("card.close.next", day=day(at)) if at else say("card.close.no_next")


def _lines(country: str | None, say: Say) -> str:
    found = help_for(country)
    return lines(emergency(found, say), first_line(found, say))


def lobby_buttons(meeting: Meeting, say: Say) -> list[Item]:
    """Offer the ways in."""
    return [
        button(tag("join", meeting), say, main=True),
        button(tag("listen", meeting), say),
        *welcome_buttons(meeting, say),
    ]


def welcome_buttons(meeting: Meeting, say: Say) -> list[Item]:
    """Offer to explain the evening."""
    return [button(tag("new_here", meeting), say)]


def close_buttons(meeting: Meeting, say: Say) -> list[Item]:
    """Offer something to take along."""
    return [button(tag("plan", meeting), say)]
