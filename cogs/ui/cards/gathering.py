"""The stages in which we gather and part: lobby, welcome, close (product.md §2)."""

from bot.domain.meeting import Meeting
from bot.domain.occurrence import RoomKind
from bot.text.catalog import Say
from cogs.ui.button import Item, button
from cogs.ui.content import help_for
from cogs.ui.helplines import emergency, first_line
from cogs.ui.ids import tag
from cogs.ui.names import lead_name, one_line, own_words
from cogs.ui.sheet import clock, day, lines, paragraphs

OWN_TEXT = 1000
"""Characters of a group's own opening or closing on the card."""


def lobby(meeting: Meeting, say: Say) -> str:
    """Say who is here and what will happen."""
    title = one_line(meeting.title, 100)
    here = (
        say("card.lobby.here", count=meeting.heads) if meeting.heads else say("card.lobby.nobody")
    )
    return lines(
        say("card.lobby.title", title=title, start=clock(meeting.starts_at)),
        here,
        say("card.lobby.plan"),
        say("card.lobby.silent"),
        say("card.lobby.soon"),
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
    found = help_for(meeting.country)
    return paragraphs(
        own or say("card.close.thanks"),
        say("card.close.lapse"),
        say("card.close.next", day=day(meeting.next_at))
        if meeting.next_at
        else say("card.close.no_next"),
        lines(emergency(found, say), first_line(found, say)),
        say("card.close.text_room" if text_room else "card.close.voice_room"),
    )


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
