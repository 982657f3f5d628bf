"""Changes of the calendar, to be kept."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.calendar.change import CalendarChange, ChangeKind
from bot.domain.calendar.exceptions import DateStanding
from bot.domain.ids import ChangeId, SeriesId
from tests.storage.conftest import ANNA, BEN, GUILD, NOW, SERIES, weekly


def moved(number=1, series=SERIES, guild=GUILD, **changes):
    one = CalendarChange(
        id=ChangeId(number),
        guild=guild,
        series=SeriesId(series),
        kind=ChangeKind.MOVE,
        rule_date=date(2026, 11, 10),
        until=NOW + timedelta(hours=1),
        date_before=DateStanding(NOW, ""),
        date_after=DateStanding(NOW + timedelta(days=1), "skipped"),
    )
    return replace(one, **changes)


def edited(number=2, **changes):
    before = weekly(facilitator=ANNA, co_facilitator=BEN, planned_until=date(2026, 11, 17))
    first = before.first.replace(hour=2, minute=30, fold=1)
    after = replace(
        before, title="Other", first=first, facilitator=BEN, paused_from=NOW,
        paused_until=NOW + timedelta(days=9),
    )  # fmt: skip
    one = moved(number, kind=ChangeKind.EDIT, date_before=None, date_after=None)
    return replace(one, before=before, after=after, until=None, **changes)
