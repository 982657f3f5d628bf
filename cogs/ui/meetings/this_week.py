"""The standing message in the announcements channel: the meetings of the next seven days."""

from discord import ui

from bot.domain.calendar.announced.this_week import WeekLine, WeekStanding
from bot.services.calendar.announced.week_posted import place_of
from bot.services.calendar.finder import MeetingsWanted
from bot.services.ports.drawings import StandingMessage
from bot.text.catalog import Say, Shown
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line, title
from cogs.ui.kit.sheet import date_only, day, lines, paragraphs, row, sheet, short_day
from cogs.ui.meetings.looking_for import packed

LONGEST_TOPIC = 60
SHORT = 5
"""In a week of so many meetings there is room for their topics."""
MESSAGE = "https://discord.com/channels/{guild}/{channel}/{message}"


def standing(drawing: StandingMessage, say: Say) -> ui.LayoutView:
    """Draw the week: what is open first, with the way in, then what comes, by its start."""
    week = drawing.week
    language = Shown(say(f"language.{drawing.language}"))
    comes = any(one.standing is WeekStanding.COMING for one in week.lines)
    none_held = all(one.standing is WeekStanding.NOT_HELD for one in week.lines)
    return sheet(
        paragraphs(
            f"## {say('week.heading')}",
            lines(*(_line(one, drawing, say) for one in week.lines)),
            say("week.nothing_else" if week.lines else "week.nothing") if none_held else "",
            say("week.more", count=week.more) if week.more else "",
            say("week.about", language=language),
        ),
        row(
            _remind_me(say) if comes else None,
            button(CustomId("new_here", argument=place_of(drawing.number)), say),
        ),
    )


def _remind_me(say: Say) -> Item:
    """Draw what opens the list, where *Remind me* stands beside each meeting."""
    return button(CustomId("list_page", argument=packed(MeetingsWanted(), 0)), say, label="remind")


def _line(one: WeekLine, drawing: StandingMessage, say: Say) -> str:
    name, kind = title(one.title, say), Shown(say(f"room.{one.room_kind}"))
    if one.standing is WeekStanding.NOT_HELD:
        return say("week.not_held", title=name, day=date_only(one.starts_at))
    if one.standing is WeekStanding.OPEN:
        return say("week.open", title=name, kind=kind, way=_way(one, drawing, say))
    about = one_line(one.topic, LONGEST_TOPIC) if len(drawing.week.lines) <= SHORT else ""
    parts = (
        say("week.coming", title=name, kind=kind, start=day(one.starts_at)),
        say("week.topic", topic=about) if about else "",
        say("week.moved", was=short_day(one.moved_from)) if one.moved_from else "",
    )
    return Shown(" ".join(part for part in parts if part))


def _way(one: WeekLine, drawing: StandingMessage, say: Say) -> Shown:
    """Say where the way in is: the door's message, or what shows it."""
    if one.door is None:
        return Shown(say("week.next"))
    channel, message = one.door
    url = MESSAGE.format(guild=drawing.guild, channel=channel, message=message)
    return Shown(say("week.door", url=Shown(url)))
