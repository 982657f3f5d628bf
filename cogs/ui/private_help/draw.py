"""`Private help`: numbers first, then what one can ask for; nobody is told unasked."""

from datetime import datetime

from discord import ui

from bot.domain.ids import MemberId
from bot.domain.meeting import help_requests
from bot.domain.meeting.form_entries import AidKind
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.services.meeting.private_help import Ears
from bot.text.catalog import Say
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.content import help_for
from cogs.ui.kit.form import Form, form, text_field
from cogs.ui.kit.helplines import (
    country_menus,
    emergency,
    first_line,
    other_country,
)
from cogs.ui.kit.ids import NO_MEETING, CustomId, id_for
from cogs.ui.kit.sheet import lines, paragraphs, row, sheet
from cogs.ui.private_help import request_status


def aid_form(meeting: LiveMeeting, kind: AidKind, known: str, say: Say) -> Form:
    """Add a few words to a request in private."""
    box = text_field(
        "text",
        say("form.aid"),
        help_requests.LONGEST_NOTE,
        say("form.aid_help"),
        known=known,
        long=True,
    )
    return form(id_for("add_note", meeting, kind), say("button.add_note"), box)


HOW = ("heading", "one", "two", "three", "four", "five", "six")


def private_help(
    ears: Ears,
    member: MemberId,
    now: datetime,
    say: Say,
    *,
    choosing: bool = False,
) -> ui.LayoutView:
    """Draw the help for one person; `choosing`: they asked for the countries."""
    meeting = ears.meeting
    here = meeting.id if meeting else NO_MEETING
    found = help_for(ears.country or (meeting.country if meeting else None))
    return sheet(
        lines(say("help.heading"), emergency(found, say), first_line(found, say)),
        *(country_menus(say, here) if choosing else [other_country(say, here)]),
        paragraphs(
            _told(ears, member, now, say),
            _request(ears, member, say),
            request_status.contact(ears, say),
            say("help.only_you"),
        ),
        row(*_requests(ears, member, say), button(_about(meeting, "how"), say)),
    )


def not_passed_on(country: str | None, say: Say) -> ui.LayoutView:
    """Say that nobody could be told, and who is there all the same."""
    found = help_for(country)
    return sheet(
        lines(say("help.not_passed_on"), emergency(found, say), first_line(found, say)),
        row(button(CustomId("help"), say)),
    )


def how_this_works(meeting: LiveMeeting | None, say: Say) -> ui.LayoutView:
    """Say what taking part means and what the bot can and cannot see."""
    return sheet(
        lines(*(say(f"help.how.{key}") for key in HOW)),
        row(button(_about(meeting, "help"), say)),
    )


def _about(meeting: LiveMeeting | None, kind: str) -> CustomId:
    return id_for(kind, meeting) if meeting else CustomId(kind)


def _told(ears: Ears, member: MemberId, now: datetime, say: Say) -> str:
    meeting = ears.meeting
    if meeting is None:
        return say("help.without_store" if ears.unsure else "help.no_meeting")
    if meeting.is_removed(member):
        return say("help.left_out")
    names = request_status.hearers(ears, member, say)
    if names is None:
        leads = member in (meeting.facilitators or tuple(ears.hosts))
        return say("help.only_you_lead" if leads else "help.nobody_here")
    mine, begun = help_requests.of(meeting, member), meeting.lead is not None
    waits = mine is not None and not mine.read
    told = "" if waits else say("help.told" if begun else "help.told_before", names=names)
    away = request_status.is_away(meeting, member, now)
    return lines(told, say("help.away") if away else "")


def _request(ears: Ears, member: MemberId, say: Say) -> str:
    mine = help_requests.of(ears.meeting, member) if ears.meeting else None
    if mine is None:
        return ""
    read = request_status.whether_read(ears, mine, say) if mine.read else say("help.not_read_yet")
    return lines(say(f"help.asked_{mine.kind}"), read)


def _requests(ears: Ears, member: MemberId, say: Say) -> list[Item]:
    meeting = ears.meeting
    bothered = button(_about(meeting, "bothered"), say)
    if meeting is None or meeting.is_removed(member):
        return [bothered]
    mine = [button(id_for("asked", meeting), say)]
    word = [button(id_for("word", meeting), say)]
    heard = request_status.hearers(ears, member, say) is not None
    return [
        *(word if heard else []),
        bothered,
        *(mine if help_requests.of(meeting, member) else []),
    ]
