"""`/meeting next`: what waits for somebody, their own next meetings, then the server's."""

from datetime import datetime

from discord import ui

from bot.domain.calendar.news import CalendarNews, NewsKind
from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.reminder import Unreached
from bot.services.calendar.reminders.my_meetings import MyMeeting, MyMeetings
from bot.services.calendar.schedule import NextMeeting
from bot.text.catalog import Say, Shown
from cogs.ui.kit.admission import ALL_OPEN, Doors, how_it_stands, lets_in
from cogs.ui.kit.button import Button, Item, button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line, title
from cogs.ui.kit.one_sentence import reason
from cogs.ui.kit.sheet import day, lines, paragraphs, row, sheet
from cogs.ui.meetings.draw import LONGEST_TOPIC
from cogs.ui.reminders.button import remind_me
from cogs.ui.reminders.messages import door_link, news_line

_WAYS, _QUESTIONS = ("join", "join_typing", "listen"), ("new_here", "points")


def next_shown(
    found: NextMeeting, mine: MyMeetings, say: Say, doors: Doors = ALL_OPEN
) -> ui.LayoutView:
    """Show what somebody wants to be reminded of, then what is next here; doors that are open."""
    others = found.coming if found.coming and not mine.has(found.coming) else None
    theirs = [one.one for one in mine.coming]
    there = [*theirs, *([others] if others else [])]
    is_open = next((one for one in there if one.phase is Phase.OPEN), None)
    before = _missed(found.missed, say) if found.missed else ""
    nothing = say("meeting.none_after_missed" if found.missed else "meeting.none_planned")
    words = paragraphs(
        _waiting(mine, say),
        _listed("remind.mine.heading", theirs, say),
        before if theirs else "",
        "" if others is None and theirs else f"## {say('meeting.next')}",
        "" if theirs else before,
        line_of(others, say) if others else "",
        "" if there else nothing,
    )
    if is_open:
        stands = how_it_stands(doors, is_open, say)
        return sheet(words, stands, row(*_doors(is_open, say, doors)))
    remind = remind_me(others.series, say) if others and others.series else None
    return sheet(words, say("meeting.opens") if there else "", row(remind))


def mine_shown(mine: MyMeetings, say: Say) -> ui.LayoutView:
    """Show in private what somebody wants to be reminded of, in every server; no title."""
    words = paragraphs(
        _waiting(mine, say),
        say("remind.mine.heading"),
        lines(*(_of_group(one, say) for one in mine.coming))
        if mine.coming
        else say("remind.mine.none"),
    )
    ways: list[Button] = [door_link(one.door, say) for one in mine.coming if one.door]
    return sheet(words, row(*ways))


def _listed(heading: str, found: list[Occurrence], say: Say) -> str:
    return lines(say(heading), *(line_of(one, say) for one in found)) if found else ""


def _of_group(mine: MyMeeting, say: Say) -> str:
    group = Shown(title(mine.group, say)) if mine.group else Shown(say("remind.mine.somewhere"))
    kind = Shown(say(f"room.{mine.one.room_kind}"))
    said = say("meeting.line", title=group, start=day(mine.one.starts_at), kind=kind)
    running = say("meeting.running") if mine.one.phase is Phase.OPEN else ""
    return " ".join(part for part in (said, running) if part)


def _waiting(mine: MyMeetings, say: Say) -> str:
    if not mine.waiting:
        return ""
    listed = (f"• {_unreached(one, say)}" for one in mine.waiting)
    return lines(say("remind.mine.waiting"), *listed, say("remind.mine.allow"))


def _unreached(one: Unreached, say: Say) -> str:
    if one.kind:
        return news_line(CalendarNews(NewsKind(one.kind), one.starts_at, one.then), "", say)
    at: datetime = one.starts_at or one.until
    return say("remind.mine.reminder", at=day(at))


def _doors(one: Occurrence, say: Say, doors: Doors) -> list[Item]:
    ways = _WAYS if lets_in(doors, one.id) else ()
    kinds = (*ways, *_QUESTIONS)
    return [button(CustomId(kind, one.id), say, main=kind == "join") for kind in kinds]


def _missed(one: Occurrence, say: Say) -> str:
    start, why = day(one.starts_at), reason(one.reason, say)
    return say("meeting.missed", title=title(one.title, say), start=start, reason=Shown(why))


def line_of(one: Occurrence, say: Say) -> str:
    """Say of a meeting when and where it is, and that it runs."""
    kind = say(f"room.{one.room_kind}")
    text = say(
        "meeting.line", title=title(one.title, say), start=day(one.starts_at), kind=Shown(kind)
    )
    about = one_line(one.topic, LONGEST_TOPIC)
    topic = say("meeting.line_topic", topic=about) if about else ""
    now = say("meeting.running") if one.phase is Phase.OPEN else ""
    return " ".join(part for part in (text, topic, now) if part)
