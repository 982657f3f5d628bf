"""`Private help`: numbers first, then what one can ask for; nobody is told unasked."""

from datetime import datetime

from discord import ui

from bot.domain import aid as aids
from bot.domain import leading
from bot.domain.ids import MemberId
from bot.domain.meeting import Meeting
from bot.domain.said import Aid
from bot.text.catalog import Say
from cogs.ui.button import Item, button
from cogs.ui.content import help_for
from cogs.ui.helplines import country_menus, emergency, first_line
from cogs.ui.ids import NO_MEETING, Tag, tag
from cogs.ui.names import shown_name
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
        paragraphs(
            _told(meeting, member, now, say), *_asked(meeting, member, say), say("help.only_you")
        ),
        *(row(one) for one in country_menus(say, meeting.id if meeting else NO_MEETING)),
        row(button(_about(meeting, "how"), say), *_requests(meeting, member, say)),
    )


def how_this_works(meeting: Meeting | None, say: Say) -> ui.LayoutView:
    """Say what taking part means and what the bot can and cannot see."""
    return sheet(
        lines(*(say(f"help.how.{key}") for key in HOW)),
        row(button(_about(meeting, "help"), say)),
    )


def sent(meeting: Meeting, aid: Aid, now: datetime, say: Say) -> ui.LayoutView:
    """Say who was told, and offer to add a few words."""
    away = _is_away(meeting, aid.member, now)
    return sheet(
        paragraphs(
            say("help.sent", name=_name(meeting, aid.member, say)),
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


def _told(meeting: Meeting | None, member: MemberId, now: datetime, say: Say) -> str:
    if meeting is None:
        return say("help.no_meeting")
    if meeting.lead is None:
        return say("help.nobody_here")
    if meeting.is_removed(member):
        return say("help.left_out")
    if aids.told(meeting, member) is None:
        return say("help.only_you_lead")
    told = say("help.told", name=_name(meeting, member, say))
    return lines(told, say("help.away") if _is_away(meeting, member, now) else "")


def _asked(meeting: Meeting | None, member: MemberId, say: Say) -> list[str]:
    mine = [aid for aid in meeting.aids if aid.member == member] if meeting else []
    return [
        lines(
            say(f"help.asked_{aid.kind}"),
            say("help.was_read", name=_name(meeting, member, say))
            if aid.read and meeting
            else say("help.not_read"),
        )
        for aid in mine
    ]


def _requests(meeting: Meeting | None, member: MemberId, say: Say) -> list[Item]:
    if meeting is None or meeting.is_removed(member) or aids.told(meeting, member) is None:
        return []
    return [button(tag("word", meeting), say), button(tag("bothered", meeting), say)]


def _name(meeting: Meeting, member: MemberId, say: Say) -> str:
    """Name who is told: never the person who asks."""
    told = aids.told(meeting, member)
    return shown_name(meeting, told, say) if told else say("card.somebody")


def _is_away(meeting: Meeting, member: MemberId, now: datetime) -> bool:
    """Tell whether the one who leads is away; whoever presses is here."""
    return meeting.lead != member and leading.is_away(meeting, now)
