"""A schedule as its owner sees it, and the private messages that come from it."""

from datetime import datetime, time

from discord import ui

from bot.domain.journal.schedule import CheckInSchedule, ClockChange, Pause
from bot.domain.journal.settings import JournalSettings
from bot.services.journal.nudges import Planned, PutOff
from bot.services.ports.drawings import Nudge, NudgeKind
from bot.text.catalog import Say, Shown
from bot.text.dates import day_in_words
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import clock, day, lines, paragraphs, row, sheet, wall_time

GROUPS = {"every_day": range(7), "weekdays": range(5), "weekends": range(5, 7)}
"""Words for several days."""


def groups(say: Say) -> dict[str, range]:
    """Give the words for several days, as they are offered."""
    return {say(f"checkin.schedule.{name}"): days for name, days in GROUPS.items()}


def typed_groups(say: Say) -> dict[str, range]:
    """Give them as they are typed: also of one kind of day, and the word between two."""
    other = {"weekday": GROUPS["weekdays"], "weekend": GROUPS["weekends"], "and": range(0)}
    return groups(say) | {say(f"checkin.schedule.{name}"): days for name, days in other.items()}


def planned(found: Planned, say: Say, *, is_new: bool = False) -> ui.LayoutView:
    """Draw a schedule: when, what comes next, what the clocks do to it."""
    settings, schedule = found.settings, found.settings.schedule
    if schedule is None:
        return stopped(say)
    return sheet(
        paragraphs(
            lines(
                say("checkin.schedule.heading"),
                say(
                    "checkin.schedule.set",
                    time=wall_time(schedule.at, settings.zone),
                    zone=settings.zone,
                    days=Shown(_days(schedule, say)),
                ),
                _next(found, say),
                _pause(schedule, say),
                _change(found.change, say),
            ),
            lines(*_told_at_first(found, settings, say)) if is_new else "",
        ),
        row(button(CustomId("nudge_on"), say) if schedule.pause else None, _stop(say)),
    )


def stopped(say: Say) -> ui.LayoutView:
    """Say that no more comes."""
    return sheet(say("checkin.schedule.stopped"))


def put_off(found: PutOff, say: Say) -> ui.LayoutView:
    """Say when the question comes back, or that it does not any more today."""
    if found.until is not None:
        return sheet(say("checkin.nudge.snoozed", time=clock(found.until)))
    following = found.next.at if found.next else None
    return sheet(lines(say("checkin.nudge.snoozed_enough"), _stamp(following, say)))


def not_today(found: Planned, say: Say) -> ui.LayoutView:
    """Say that this was the last for today."""
    return sheet(lines(say("checkin.nudge.not_today"), _next(found, say)))


def started(found: Planned, say: Say) -> ui.LayoutView:
    """Say that questions come again."""
    return sheet(lines(say("checkin.nudge.started"), _next(found, say)), row(_stop(say)))


def nudge(drawing: Nudge, say: Say) -> ui.LayoutView:
    """Draw a question in private; nothing in it says what group it is about."""
    for_day = drawing.day.isoformat()
    answers: list[Item] = [button(CustomId("checkin", argument=for_day), say, main=True)]
    if drawing.kind is NudgeKind.LAST:
        answers.append(button(CustomId("nudge_on"), say))
    elif drawing.kind is not NudgeKind.FIRST:
        answers += [button(CustomId(one, argument=for_day), say) for one in ("snooze", "nudge_not")]
    return sheet(say(f"checkin.nudge.{drawing.kind}"), row(*answers, _stop(say)))


def _told_at_first(found: Planned, settings: JournalSettings, say: Say) -> list[str]:
    reached = {True: "checkin.schedule.test_sent", False: "checkin.schedule.test_failed"}
    return [
        say("checkin.schedule.day_begins", hour=wall_time(time(settings.day_begins))),
        say("checkin.schedule.says_little"),
        say("checkin.schedule.what_is_kept"),
        "" if found.reached is None else say(reached[found.reached]),
    ]


def _next(found: Planned, say: Say) -> str:
    return _stamp(found.next.at if found.next else None, say)


def _stamp(at: datetime | None, say: Say) -> str:
    return say("checkin.schedule.next", stamp=day(at)) if at else ""


def _pause(schedule: CheckInSchedule, say: Say) -> str:
    if schedule.pause is None:
        return ""
    is_unanswered = schedule.pause is Pause.UNANSWERED
    return say("checkin.schedule.paused" if is_unanswered else "checkin.schedule.unreachable")


def _change(change: ClockChange | None, say: Say) -> str:
    if change is None:
        return ""
    date, wanted = Shown(day_in_words(change.day, say)), wall_time(change.wanted)
    if change.twice:
        return say("checkin.schedule.clocks_twice", date=date, time=wanted)
    comes = wall_time(change.comes_at)
    return say("checkin.schedule.clocks_skip", date=date, time=wanted, instead=comes)


def _days(schedule: CheckInSchedule, say: Say) -> str:
    named = next((name for name, days in GROUPS.items() if tuple(days) == schedule.days), None)
    if named:
        return say(f"checkin.schedule.{named}")
    return ", ".join(say(f"date.weekday.{one + 1}") for one in schedule.days)


def _stop(say: Say) -> Item:
    return button(CustomId("nudge_stop"), say)
