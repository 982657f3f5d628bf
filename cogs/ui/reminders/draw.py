"""A reminder as its owner sees it: of what, how long before, and how to change it."""

from discord import ui

from bot.domain.calendar.chosen_meeting import ChosenMeeting
from bot.domain.calendar.reminder import LONGEST_TYPED, Reminder
from bot.domain.ids import short
from bot.services.calendar.reminders.reminders import ShownReminder
from bot.text.catalog import Say, Shown
from cogs.ui.kit.button import Choice, Item, button, menu
from cogs.ui.kit.form import Form, form, text_field
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import title
from cogs.ui.kit.sheet import day, lines, paragraphs, row, sheet
from cogs.ui.reminders.button import argument_of

OFFERED = ((10,), (60,), (60, 10), (24 * 60,))
"""How long before, as the menu offers it."""
_HOUR, _DAY = 60, 24 * 60


def shown(found: ShownReminder, say: Say) -> ui.LayoutView:
    """Draw a reminder: of what, how long before, what comes next, and how to change it."""
    reminder = found.reminder
    of = ChosenMeeting(reminder.series, reminder.rule_date)
    facts = {"title": title(found.title, say), "when": Shown(in_words(reminder.leads, say))}
    if found.is_of_one_date and found.next:
        what = say("remind.date", start=day(found.next.starts_at), **facts)
    else:
        what = say("remind.every", **facts)
    pick = CustomId("remind_when", argument=argument_of(of))
    return sheet(
        paragraphs(lines(say("remind.heading"), what, *_comes(found, say)), say("remind.how")),
        row(menu(pick, say("remind.when_pick"), _choices(reminder, say))),
        row(
            button(CustomId("remind_other", argument=argument_of(of)), say),
            _scope(found, say),
            stop(reminder, say),
        ),
    )


def stop(reminder: Reminder, say: Say) -> Item:
    """Draw what takes a reminder back, from anywhere."""
    return button(CustomId("remind_stop", argument=short(reminder.id)), say)


def stopped(say: Say) -> ui.LayoutView:
    """Say that no more comes."""
    return sheet(say("remind.stopped"))


def another_time(of: ChosenMeeting, say: Say) -> Form:
    """Ask how long before."""
    return form(
        CustomId("remind_typed", argument=argument_of(of)),
        say("remind.typed.title"),
        text_field("before", say("remind.typed.field"), LONGEST_TYPED, say("remind.typed.help")),
    )


def in_words(leads: tuple[int, ...], say: Say) -> str:
    """Say how long before, such as an hour before, and again 10 minutes before."""
    said = say("remind.before", span=Shown(_span(leads[0], say)))
    for minutes in leads[1:]:
        then = say("remind.before", span=Shown(_span(minutes, say)))
        said = say("remind.and_again", first=said, then=then)
    return said


def _span(minutes: int, say: Say) -> str:
    if minutes == _DAY:
        return say("remind.a_day")
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return say("remind.minutes", count=rest)
    whole = say("remind.hours", count=hours)
    if not rest:
        return whole
    return say("remind.hours_and", hours=whole, minutes=say("remind.minutes", count=rest))


def _comes(found: ShownReminder, say: Say) -> list[str]:
    too_soon = found.next and found.is_too_soon
    return [
        say("remind.too_soon", start=day(found.next.starts_at)) if found.next and too_soon else "",
        say("remind.next", stamp=day(found.due[0].at)) if found.due else "",
        "" if found.next else say("remind.none_yet"),
    ]


def _choices(reminder: Reminder, say: Say) -> list[Choice]:
    offered = OFFERED if reminder.leads in OFFERED else (*OFFERED, reminder.leads)
    return [
        Choice(
            ".".join(map(str, leads)),
            _capital(in_words(leads, say)),
            chosen=leads == reminder.leads,
        )
        for leads in offered
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _scope(found: ShownReminder, say: Say) -> Item | None:
    series = found.reminder.series
    if found.reminder.rule_date:
        every = argument_of(ChosenMeeting(series))
        return button(CustomId("remind_every", argument=every), say)
    if found.is_of_one_date or found.next is None or found.next.rule_date is None:
        return None
    once = argument_of(ChosenMeeting(series, found.next.rule_date))
    return button(CustomId("remind_date", argument=once), say)
