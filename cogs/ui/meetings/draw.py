"""Meetings as lists and answers: what was scheduled, what comes, where the door is."""

from collections.abc import Sequence
from datetime import date, datetime

from discord import ui

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.series import Series
from bot.domain.calendar.who_may_see import is_public
from bot.domain.ids import OccurrenceId, short
from bot.domain.server.onlookers import Doorway
from bot.domain.server.server import Server
from bot.domain.zones import to_local
from bot.services.calendar.changes.showing import ShownMeeting
from bot.services.calendar.plans_asked import PlanAsked
from bot.services.calendar.schedule import Scheduled
from bot.services.meeting.facilitating.answers import PlannedLead
from bot.services.ports.rooms import Need
from bot.services.server.before_promising import in_words
from bot.services.server.setup_monitor import NO_DOOR
from bot.text.catalog import Say, Shown
from bot.text.dates import hour_there, how_often_and_which_day
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line, title
from cogs.ui.kit.one_sentence import asked_of_one
from cogs.ui.kit.onlookers import how_it_stands
from cogs.ui.kit.sheet import clock, day, lines, paragraphs, row, sheet
from cogs.ui.meetings.next_time import noted

LONGEST_TOPIC = 120
MANY_AWAY = frozenset({(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)})
"""Month and day on which many don't come: to be said while it's planned, and not forbidden."""


def scheduled(
    made: Scheduled,
    say: Say,
    doorway: Doorway | None,
    needs: Sequence[Need] = (),
    *,
    today: date | None = None,
) -> ui.LayoutView:
    """Say what was scheduled, in which zone, and the next dates in each reader's own time.

    `doorway` tells who will see the room besides those who come in; None where none can open.
    `needs` are what would be in the way today: a warning, as there is time to mend it. A series
    whose first date is `today`, in its zone, can leave that out.
    """
    series = made.series
    is_today = _first_day(made) == today is not None and not series.repeat.is_once
    heading = say("meeting.scheduled", title=title(series.title, say))
    after = _what_follows(made, doorway, needs, say)
    warning = "" if doorway is None else _warning(needs, say)
    listed = _dates(made, say, is_today=is_today)
    return sheet(
        paragraphs(f"## {heading}", _when(made, say), listed, after, warning),
        row(_without_today(series, today, say)) if is_today and today else None,
    )


def _what_follows(made: Scheduled, doorway: Doorway | None, needs: Sequence[Need], say: Say) -> str:
    """Say who leads, how long it lasts, who sees its room and where its door appears."""
    series = made.series
    open_to_all, kind = is_public(series), Shown(say(f"room.{series.room_kind}"))
    seen = how_it_stands(doorway, say) if open_to_all else who_sees(series, say)
    where = _door(made.server, needs, say, "after", "after_no_channel")
    return lines(
        *who_leads(series, say),
        "" if series.facilitator else say("meeting.nobody_named"),
        Shown(f"{say('show.minutes', minutes=series.minutes, kind=kind)} {seen}"),
        how_many(series.capacity, say) if series.capacity else "",
        if_nobody_leads(series, say) if series.self_guided else "",
        where if open_to_all else say("meeting.after_hidden"),
    )


def _when(made: Scheduled, say: Say) -> str:
    once = made.series.repeat.is_once and made.next_dates
    at = to_local(made.next_dates[0], made.series.timezone) if once else made.series.first
    return said_when(made.series, at, say)


def _dates(made: Scheduled, say: Say, *, is_today: bool) -> str:
    """List the next dates, and say where the first is today."""
    dates = [_next_date(at, made, say) for at in sorted((*made.next_dates, *made.days_off))]
    today = say("meeting.starts_today") if is_today else ""
    return lines(say("meeting.on_your_clock", count=len(dates)), *dates, today) if dates else ""


def _first_day(made: Scheduled) -> date | None:
    """Give the day of the first date that takes place, on the clocks of the series."""
    first = next(iter(made.next_dates), None)
    return to_local(first, made.series.timezone).date() if first else None


def _without_today(series: Series, first: date, say: Say) -> Item:
    argument = f"{short(series.id)}.{first:%Y%m%d}"
    return button(CustomId("start_later", argument=argument), say)


def _next_date(at: datetime, made: Scheduled, say: Say) -> str:
    if at in made.days_off:
        return say("change.not_held", start=day(at), why=say("not_held.day_off"))
    local = to_local(at, made.series.timezone)
    many_away = (local.month, local.day) in MANY_AWAY
    return say("meeting.many_away" if many_away else "change.line", start=day(at))


def asked_beside(asked: PlanAsked, say: Say) -> ui.LayoutView:
    """Ask whether a meeting is to be planned at the time of another."""
    other, yes = asked.other, CustomId("plan_beside", argument=asked.handle)
    words = lines(
        say("meeting.beside"),
        say("meeting.beside_new", title=title(asked.title, say), span=_span(*other.own)),
        say(
            "meeting.beside_other", title=title(other.title, say), span=_span(other.at, other.until)
        ),
    )
    no = button(CustomId("leave_it"), say, label="leave_plan")
    return sheet(words, row(button(yes, say, main=True), no))


def _span(start: datetime, end: datetime) -> Shown:
    return Shown(f"{day(start)} – {clock(end)}")


def as_it_is(found: ShownMeeting, say: Say) -> list[str]:
    """Say what a series is like."""
    series = found.series
    topic = one_line(series.topic, LONGEST_TOPIC) if found.knows_all else ""
    return [
        said_when(series, series.first, say),
        say("show.minutes", minutes=series.minutes, kind=say(f"room.{series.room_kind}")),
        *(line for one in found.leads for line in who_leads(one, say)),
        who_sees(series, say) if not is_public(series) else "",
        how_many(series.capacity, say) if series.capacity else "",
        if_nobody_leads(series, say) if series.self_guided else "",
        say("change.edit.topic", topic=topic) if topic else "",
        if_paused(series, say),
    ]


def who_leads(of: Series | Occurrence, say: Say) -> list[str]:
    """Say who is down to lead and to help in a series, or who leads one of its dates instead."""
    if isinstance(of, Occurrence):
        start = day(of.starts_at)
        if of.facilitator is None:
            return [say("show.nobody_leads_next", start=start)]
        return [say("show.leads_next", start=start, member=Shown(f"<@{of.facilitator}>"))]
    return [
        say(f"change.edit.{part}", member=Shown(f"<@{getattr(of, part)}>"))
        for part in ("facilitator", "co_facilitator")
        if getattr(of, part)
    ]


def if_paused(series: Series, say: Say) -> str:
    """Say that a series pauses, and until when; nothing where it never did."""
    if series.paused_from is None:
        return ""
    if series.paused_until is None:
        return say("show.paused_open")
    return say("show.paused", until=day(series.paused_until))


def who_sees(series: Series, say: Say) -> str:
    """Say for the holders of which role a meeting is."""
    return say("meeting.seen_by_role", role=Shown(f"<@&{series.visible_to}>"))


def how_many(capacity: int, say: Say) -> str:
    """Say how many people a meeting takes; 0 is as many as come."""
    return say("meeting.capacity", count=capacity) if capacity else say("meeting.no_limit")


def if_nobody_leads(series: Series, say: Say) -> str:
    """Say what becomes of a meeting that nobody can lead."""
    return say("meeting.self_guided" if series.self_guided else "meeting.not_self_guided")


def said_when(series: Series, at: datetime, say: Say) -> str:
    """Say at what time a series starts, in its own zone, and how often; `at` is a time of it."""
    hour = Shown(hour_there(at, series.timezone, say))
    if series.repeat.is_once:
        return say("meeting.once", hour=hour)
    often = Shown(how_often_and_which_day(series.repeat, say))
    return say("meeting.again", hour=hour, often=often)


def _door(server: Server, needs: Sequence[Need], say: Say, there: str, nowhere: str) -> str:
    """Say where the door appears, or why it could not."""
    if not server.announcements:
        return say(f"meeting.{nowhere}")
    lost = [one for one in needs if one.key in NO_DOOR]
    if lost:
        return say(f"meeting.{there}_lost", why=in_words(lost[0]))
    return say(f"meeting.{there}", channel=Shown(f"<#{server.announcements}>"))


def _warning(needs: Sequence[Need], say: Say) -> str:
    first = next((one for one in needs if one.blocks), None)
    return say("meeting.could_not_open", why=in_words(first)) if first else ""


def started(
    made: Occurrence,
    server: Server,
    say: Say,
    doorway: Doorway | None,
    needs: Sequence[Need] = (),
    *,
    leads: bool = True,
) -> ui.LayoutView:
    """Say that the room is on its way, who will see it, and where its door appears.

    `leads` says whether the reader may begin it; others read who may.
    """
    heading = say("meeting.started", title=title(made.title, say))
    where = _door(server, needs, say, "door_in", "no_announcements")
    role = Shown(f"<@&{server.facilitators}>")
    begin = say("meeting.then_begin") if leads else say("meeting.others_begin", role=role)
    return sheet(paragraphs(f"## {heading}", where, how_it_stands(doorway, say), begin))


def taken_along(say: Say) -> ui.LayoutView:
    """Say what a calendar file is for, and that it shows the meetings as they are today."""
    return sheet(paragraphs(f"## {say('calendar.heading')}", say("calendar.how")))


def still_open(meeting: OccurrenceId, until: datetime, say: Say) -> ui.LayoutView:
    """Say until when the text room of a meeting that is over takes messages; offer more."""
    seen = CustomId("keep_open", meeting, argument=str(int(until.timestamp())))
    return sheet(say("meeting.still_open", until=clock(until)), row(button(seen, say, main=True)))


def yours(planned: PlannedLead, say: Say, *, with_line: bool = True) -> ui.LayoutView:
    """Thank whoever leads a meeting, and leave a way to say that they can't after all."""
    one = planned.occurrence
    words = say("meeting.lead.yes", title=title(planned.title, say), start=day(one.starts_at))
    back = asked_of_one("cannot_lead", one.id, int(one.starts_at.timestamp()))
    line = noted(planned.next_time, say) if with_line else ""
    return sheet(words, line, row(button(back, say, label="cannot_after_all")))
