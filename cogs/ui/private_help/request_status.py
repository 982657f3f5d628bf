"""What became of a request: who can see it, whether it was read, and who else is there."""

from datetime import datetime

from discord import ui

from bot.domain.ids import MemberId
from bot.domain.meeting import help_requests
from bot.domain.meeting.form_entries import Aid, AidKind, Reached
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.services.meeting.private_help import Ears
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.content import help_for
from cogs.ui.kit.helplines import emergency, first_line
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.names import listed, one_line, own_words, shown_name
from cogs.ui.kit.sheet import lines, paragraphs, row, sheet

NAMED = 3
"""Names of those who would see a request; the rest are counted."""
CONTACT = 300
"""Characters of the group's own contact."""


def asked(ears: Ears, member: MemberId, now: datetime, say: Say) -> ui.LayoutView:
    """Draw one person's request as it stands."""
    meeting = ears.meeting
    mine = help_requests.of(meeting, member) if meeting else None
    if meeting is None or mine is None:
        return _nothing_waits(ears, say)
    return sheet(
        paragraphs(say(f"help.asked_{mine.kind}"), *_state(ears, meeting, mine, now, say)),
        row(*_buttons(ears, meeting, mine, now, say)),
    )


def _nothing_waits(ears: Ears, say: Say) -> ui.LayoutView:
    """Say that nobody has a request of theirs, or that it went with its meeting; who is there."""
    meeting = ears.meeting
    place = id_for("help", meeting) if meeting else CustomId("help")
    return sheet(
        paragraphs(
            lines(say("help.nothing_asked" if meeting else "help.over"), _lines(ears.country, say)),
            contact(ears, say),
        ),
        row(button(place, say)),
    )


def hearers(ears: Ears, member: MemberId, say: Say) -> Shown | None:
    """Name who would see what somebody asks for; None where nobody would."""
    if ears.meeting is None:
        return None
    found = help_requests.hearers(ears.meeting, member, tuple(ears.hosts))
    names = [_name(ears, ears.meeting, one, say) for one in found[:NAMED]]
    rest = len(found) - NAMED
    more = [say("card.more_people", count=rest)] if rest > 0 else []
    return listed([*names, *more], say) if names else None


def others(ears: Ears, say: Say) -> str:
    """Say who else is there beside those who lead: the organisers, and the group's contact."""
    found = contact(ears, say)
    return lines(
        say("help.organisers") if ears.organisers else "",
        found,
        say("help.moderators") if not (ears.organisers or found) else "",
    )


def contact(ears: Ears, say: Say) -> str:
    """Say whom the group itself names to write to."""
    words = own_words(ears.contact, CONTACT)
    return say("help.contact", contact=words) if words else ""


def whether_read(ears: Ears, mine: Aid, say: Say) -> str:
    """Say whether a request was read, and by whom."""
    if not mine.read or ears.meeting is None:
        return say("help.not_read")
    by = mine.read_by or ears.meeting.lead
    name = _name(ears, ears.meeting, by, say) if by else escaped(say("card.somebody"))
    return say("help.was_read", name=name)


def _state(ears: Ears, meeting: LiveMeeting, mine: Aid, now: datetime, say: Say) -> list[str]:
    if mine.read:
        return [whether_read(ears, mine, say), say("help.read_next")]
    names = hearers(ears, mine.member, say) or Shown(say("card.somebody"))
    count = len(help_requests.hearers(meeting, mine.member, tuple(ears.hosts))) or 1
    reached = say(f"help.reached_{mine.reached or 'soon'}", names=names)
    alone = help_requests.is_unheard(mine, now) or mine.reached is Reached.NOBODY
    away = is_away(meeting, mine.member, now) and not alone
    return [
        lines(say("help.sent", count=count, names=names), reached),
        say("help.away") if away else "",
        "" if alone else whether_read(ears, mine, say),
        lines(say("help.unheard"), _lines(ears.country or meeting.country, say)) if alone else "",
        others(ears, say) if alone or mine.kind is AidKind.BOTHERED else "",
        say("help.bothered_now") if mine.kind is AidKind.BOTHERED else "",
        say("help.note_given" if mine.note else "help.note_optional"),
    ]


def is_away(meeting: LiveMeeting, member: MemberId, now: datetime) -> bool:
    """Tell whether the one who leads is away; whoever presses is here."""
    begun = meeting.lead is not None
    return begun and meeting.lead != member and leading.is_away(meeting, now)


def _buttons(ears: Ears, meeting: LiveMeeting, mine: Aid, now: datetime, say: Say) -> list[Item]:
    more = button(id_for("help", meeting), say)
    if mine.read:
        return [more]
    alone = help_requests.is_unheard(mine, now) or mine.reached is Reached.NOBODY
    orgs = ears.organisers and (alone or mine.kind is AidKind.BOTHERED)
    return [
        button(id_for("add_note", meeting, mine.kind), say),
        button(id_for("aid_back", meeting), say),
        *([button(id_for("tell_orgs", meeting), say)] if orgs else []),
        more,
    ]


def _lines(country: str | None, say: Say) -> str:
    found = help_for(country)
    return lines(emergency(found, say), first_line(found, say))


def _name(ears: Ears, meeting: LiveMeeting, member: MemberId, say: Say) -> Shown:
    """Name somebody as they are called here; who has not come in as Discord calls them."""
    known = meeting.person(member) or member == meeting.lead
    if known or member not in ears.hosts:
        return shown_name(meeting, member, say)
    return escaped(one_line(ears.hosts[member], 32) or say("card.somebody"))
