"""`Private help`: numbers first, then what one can ask for; nobody is told unasked."""

from datetime import datetime

from discord import ui

from bot.domain import leading
from bot.domain.ids import MemberId
from bot.domain.meeting import Meeting
from bot.domain.said import Aid
from bot.text.catalog import Say
from cogs.ui.button import Item, button
from cogs.ui.content import help_for
from cogs.ui.helplines import country_menus, emergency, first_line
from cogs.ui.ids import NO_MEETING, Tag, tag
from cogs.ui.names import lead_name
from cogs.ui.sheet import lines, paragraphs, row, sheet

HOW = ("heading", "one", "two", "three", "four", "five", "six")


def private_help(
    meeting: Meeting | None,
    member: MemberId,
    now: datetime,
    say: Say,
    country: str | None = None,
) -> ui.LayoutView:
    """Draw the help for one person; `country` is the one they chose, else the server's."""
    found = help_for(country or (meeting.country if meeting else None))
    return sheet(
        lines(say("help.heading"), emergency(found, say), first_line(found, say)),
        paragraphs(_told(meeting, now, say), *_asked(meeting, member, say), say("help.only_you")),
        *(row(one) for one in country_menus(say, meeting.id if meeting else NO_MEETING)),
        row(button(_about(meeting, "how"), say), *_requests(meeting, say)),
    )


def how_this_works(meeting: Meeting | None, say: Say) -> ui.LayoutView:
    """Say what taking part means and what the bot can and cannot see."""
    return sheet(
        lines(*(say(f"help.how.{key}") for key in HOW)),
        row(button(_about(meeting, "help"), say)),
    )


def sent(meeting: Meeting, aid: Aid, now: datetime, say: Say) -> ui.LayoutView:
    """Say who was told, and offer to add a few words."""
    away = leading.is_away(meeting, now)
    return sheet(
        paragraphs(
            say("help.sent", name=lead_name(meeting, say)),
            say("help.away") if away else "",
            say("help.bothered_now") if aid.kind == "bothered" else "",
            "" if aid.note else say("help.note_optional"),
        ),
        row(
            button(tag("add_note", meeting, aid.kind), say),
            button(tag("help", meeting), say),
        ),
    )


def _about(meeting: Meeting | None, kind: str) -> Tag:
    return tag(kind, meeting) if meeting else Tag(kind)


def _told(meeting: Meeting | None, now: datetime, say: Say) -> str:
    if meeting is None:
        return say("help.no_meeting")
    if meeting.lead is None:
        return say("help.nobody_here")
    told = say("help.told", name=lead_name(meeting, say))
    return lines(told, say("help.away") if leading.is_away(meeting, now) else "")


def _asked(meeting: Meeting | None, member: MemberId, say: Say) -> list[str]:
    mine = [aid for aid in meeting.aids if aid.member == member] if meeting else []
    return [
        lines(
            say(f"help.asked_{aid.kind}"),
            say("help.was_read", name=lead_name(meeting, say))
            if aid.read and meeting
            else say("help.not_read"),
        )
        for aid in mine
    ]


def _requests(meeting: Meeting | None, say: Say) -> list[Item]:
    if meeting is None or meeting.lead is None:
        return []
    return [button(tag("word", meeting), say), button(tag("bothered", meeting), say)]
