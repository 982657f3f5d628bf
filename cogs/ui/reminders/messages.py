"""The private messages of reminders: whose meeting and when, and nothing of what it is about."""

from discord import ui

from bot.domain.calendar.news import CalendarNews, NewsKind
from bot.domain.ids import ReminderId, short
from bot.domain.zones import to_local
from bot.services.ports.drawings import DoorPlace, NewsMessage, ReminderMessage
from bot.text.catalog import Say, Shown
from cogs.ui.kit.button import Button, Item, button, link
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import title
from cogs.ui.kit.sheet import day, lines, paragraphs, row, sheet, wall_time

_JUMP = "https://discord.com/channels/{place.guild}/{place.channel}/{place.message}"


def reminded(drawing: ReminderMessage | NewsMessage, say: Say) -> ui.LayoutView:
    """Draw what comes to somebody who asked to be reminded."""
    return _reminder(drawing, say) if isinstance(drawing, ReminderMessage) else _news(drawing, say)


def _reminder(drawing: ReminderMessage, say: Say) -> ui.LayoutView:
    key = "open" if drawing.is_open else "soon"
    time = wall_time(to_local(drawing.starts_at, drawing.zone).time(), drawing.zone)
    stamp = Shown(f"<t:{int(drawing.starts_at.timestamp())}:R>")
    where = _where(drawing.group, say)
    words = say(f"remind.message.{key}", time=time, where=where, stamp=stamp)
    how = say("remind.message.door_open" if drawing.is_open else "remind.message.door")
    to_door = door_link(drawing.door, say) if drawing.door else None
    parts = paragraphs(words, "" if to_door else how)
    return sheet(parts, row(to_door, _stop(drawing.reminder, say)))


def _news(drawing: NewsMessage, say: Say) -> ui.LayoutView:
    over = row(_stop(drawing.reminder, say)) if drawing.reminder else None
    return sheet(news_line(drawing.news, drawing.group, say, drawing.title), over)


def news_line(told: CalendarNews, group: str, say: Say, name: str = "") -> str:
    """Say what has become of a meeting, by its name first for who leads, and when it is next."""
    key = "paused_open" if told.kind is NewsKind.PAUSED and told.at is None else told.kind
    facts = {"at": told.at, "then": told.then}
    known = {name: day(one) for name, one in facts.items() if one}
    said = say(f"remind.news.{key}", meeting=_meeting(group, name, say), **known)
    says_then = told.kind in {NewsKind.MOVED, NewsKind.ENDED}
    following = say("remind.news.next", **known) if told.then and not says_then else ""
    more = say("remind.news.more", count=told.more) if told.more else ""
    return lines(said, more, following)


def door_link(place: DoorPlace, say: Say) -> Button:
    """Draw the way to the door of an open meeting."""
    return link(say, "to_door", _JUMP.format(place=place))


def _meeting(group: str, name: str, say: Say) -> Shown:
    """Name the meeting, and the server where that is called otherwise."""
    if not name:
        return Shown(say("remind.news.yours", where=_where(group, say)))
    where = _where("" if name == group else group, say)
    return Shown(say("remind.news.titled", title=title(name, say), where=where))


def _where(group: str, say: Say) -> Shown:
    return Shown(say("remind.message.where", group=group)) if group else Shown()


def _stop(reminder: ReminderId, say: Say) -> Item:
    return button(CustomId("remind_stop", argument=short(reminder)), say)
