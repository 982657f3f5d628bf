"""Use cases that change the calendar: each is shown and asked about first, and can be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from bot.domain.calendar.change import ChangeKind
from bot.domain.calendar.edited import Edit
from bot.domain.calendar.exceptions import DateStanding
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.series import Series
from bot.domain.ids import ChangeId, GuildId, SeriesId
from bot.domain.person import Actor
from bot.domain.zones import to_local
from bot.services.calendar.announced.week_work import want_week
from bot.services.calendar.changes import asking, one_date, whole_series, whole_server
from bot.services.calendar.changes.asking import MeetingMeant, Outlook
from bot.services.calendar.changes.finding import (
    Offered,
    date_meant,
    offered,
    series_meant,
)
from bot.services.calendar.changes.refusals import (
    ChangeGone,
    MeetingNotFound,
    NoDateLeft,
    TooLateToUndo,
)
from bot.services.calendar.changes.showing import ShownMeeting, shown
from bot.services.calendar.changes.whole_server import ZoneMoved
from bot.services.calendar.evenings import with_minutes
from bot.services.calendar.leading import must_plan
from bot.services.calendar.planning import tidy_edit
from bot.services.calendar.reminders.telling import telling
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.store import Store, Tx
from bot.services.server.resting import must_not_rest
from bot.services.server.setup import must_manage

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class CalendarChanges:
    """Changes the calendar of every server.

    Whatever changes dates for people passes through `answer` and `undo`.
    """

    store: Store
    clock: Clock
    alarm: Alarm

    async def offered(self, guild: GuildId, by: Actor, typed: str) -> tuple[Offered, ...]:
        """Offer series and their next dates to somebody who types."""
        now = self.clock.now()
        return await self.store.run(lambda tx: offered(tx, guild, by, typed, now))

    async def show(self, guild: GuildId, by: Actor, typed: str) -> ShownMeeting:
        """Show one series. Raises MeetingNotFound, SeveralMeetings."""
        now = self.clock.now()

        def work(tx: Tx) -> ShownMeeting:
            must_not_rest(tx, guild)
            series, _ = series_meant(tx, guild, by, typed, now)
            return shown(tx, series, by, now)

        return await self.store.run(work)

    async def meant(self, guild: GuildId, by: Actor, typed: str) -> MeetingMeant:
        """Give the meeting that is to be changed.

        Raises NotAFacilitator, MeetingNotFound, SeveralMeetings.
        """
        now = self.clock.now()

        def work(tx: Tx) -> MeetingMeant:
            must_plan(by, tx.servers.get(guild))
            must_not_rest(tx, guild)
            series, rule_date = series_meant(tx, guild, by, typed, now)
            return MeetingMeant(series, rule_date, _start(tx, series, rule_date, now))

        return await self.store.run(work)

    async def ask_move(self, meant: MeetingMeant, to: datetime | timedelta) -> Outlook:
        """Ask whether a date is to move, to an instant or by so much.

        Raises NoDateLeft, and the refusals of `must_be_ahead` and `moved_to`.
        """
        now = self.clock.now()

        def work(tx: Tx) -> Outlook:
            def wanted(one: Occurrence) -> DateStanding:
                at = one.starts_at + to if isinstance(to, timedelta) else to
                return one_date.moved_to(tx, one, at, now)

            return asking.ask_date(tx, meant, ChangeKind.MOVE, wanted, now)

        return await self.store.run(work)

    async def ask_skip(self, meant: MeetingMeant) -> Outlook:
        """Ask whether a date is to be skipped.

        Raises NoDateLeft, and the refusals of `must_be_ahead`.
        """
        now, skip = self.clock.now(), ChangeKind.SKIP
        return await self.store.run(
            lambda tx: asking.ask_date(tx, meant, skip, one_date.skipped, now)
        )

    async def ask_pause(self, meant: MeetingMeant, until: datetime | None) -> Outlook:
        """Ask whether a series is to pause, from now on and until an instant where one is known.

        Raises PausePast, NothingToChange.
        """
        now = self.clock.now()
        return await self._ask_series(
            meant, ChangeKind.PAUSE, whole_series.paused(meant.series, until, now), now
        )

    async def ask_cancel(self, meant: MeetingMeant) -> Outlook:
        """Ask whether a series is to end, or the one date of it that was chosen to be skipped.

        Raises NothingToChange, and the refusals of `must_be_ahead`.
        """
        if meant.rule_date is not None:
            return await self.ask_skip(meant)
        now, after = self.clock.now(), whole_series.ended(meant.series)
        return await self._ask_series(meant, ChangeKind.CANCEL, after, now)

    async def ask_edit(self, meant: MeetingMeant, edit: Edit) -> Outlook:
        """Ask whether a series is to be otherwise, from one of its dates on.

        Raises the refusals of `asking.ask_edit`, NoTitle, NoSuchTemplate, MinutesOutOfRange.
        """
        now, tidied = self.clock.now(), tidy_edit(edit)

        def work(tx: Tx) -> Outlook:
            return asking.ask_edit(tx, meant, with_minutes(tx, meant.series.guild, tidied), now)

        return await self.store.run(work)

    async def answer(self, guild: GuildId, by: Actor, change: ChangeId) -> Outlook:
        """Make a change that was agreed; where the date or series is another by now, ask again.

        Raises NotAFacilitator, ChangeGone, and whatever is in the way of the change by now.
        """
        now = self.clock.now()

        def work(tx: Tx) -> Outlook:
            must_plan(by, tx.servers.get(guild))
            must_not_rest(tx, guild)
            return asking.make(tx, *asking.waiting(tx, guild, change, now), by.id, now)

        return await self._changed(guild, work, now)

    async def undo(self, guild: GuildId, by: Actor, change: ChangeId) -> ShownMeeting:
        """Take a change back, and show the series as it stands again.

        Raises NotAFacilitator, ChangeGone, TooLateToUndo.
        """
        now = self.clock.now()

        def work(tx: Tx) -> ShownMeeting:
            must_plan(by, tx.servers.get(guild))
            must_not_rest(tx, guild)
            done = tx.changes.get(change)
            series = tx.series.get(done.series) if done else None
            if done is None or series is None or done.guild != guild or done.made_at is None:
                raise ChangeGone
            kind = one_date if done.is_of_one_date else whole_series
            with telling(tx, series.id, now, by.id):
                if (done.until and done.until <= now) or not kind.undo(tx, series, done, now):
                    raise TooLateToUndo
            tx.changes.delete(change)
            return shown(tx, tx.series.get(series.id) or series, by, now)

        return await self._changed(guild, work, now)

    async def keep_days_off(
        self, guild: GuildId, by: Actor, before: tuple[date, ...] = ()
    ) -> tuple[Occurrence, ...]:
        """Let what is planned follow the days off; gives the next dates that fall on one."""
        now = self.clock.now()
        follow = whole_server.keep_days_off
        return await self._changed(guild, lambda tx: follow(tx, guild, by.id, before, now), now)

    async def follow_clocks(self, guild: GuildId, by: Actor, series: SeriesId) -> ShownMeeting:
        """Let planned dates follow the clocks as they go now; they were listed beside the button.

        Raises NotAFacilitator, MeetingNotFound.
        """
        now = self.clock.now()

        def work(tx: Tx) -> ShownMeeting:
            must_plan(by, tx.servers.get(guild))
            found = tx.series.get(series)
            if found is None or found.guild != guild:
                raise MeetingNotFound
            since = whole_series.first_touched(tx, found, now)
            with telling(tx, found.id, now, by.id):
                whole_series.carry_out(tx, found, found, since, now)
            return shown(tx, found, by, now)

        return await self._changed(guild, work, now)

    async def move_to_groups_zone(self, guild: GuildId, by: Actor) -> tuple[ZoneMoved, ...]:
        """Let what was planned in another zone keep its hour in the group's. Raises NotAnOrganiser.

        They were listed beside the button.
        """
        must_manage(by)
        now = self.clock.now()
        move = whole_server.move_to_groups_zone
        return await self._changed(guild, lambda tx: move(tx, guild, by.id, now), now)

    async def _changed(self, guild: GuildId, work: Callable[[Tx], _Made], now: datetime) -> _Made:
        """Make a change; the standing message of the week follows it at once."""

        def both(tx: Tx) -> _Made:
            made = work(tx)
            want_week(tx, guild, now)
            return made

        made = await self.store.run(both)
        self.alarm.by(now)
        return made

    async def _ask_series(
        self, meant: MeetingMeant, kind: ChangeKind, after: Series, now: datetime
    ) -> Outlook:
        def work(tx: Tx) -> Outlook:
            since = whole_series.first_touched(tx, meant.series, now)
            return asking.ask_series(tx, kind, meant.series, after, since, now)

        return await self.store.run(work)


def _start(tx: Tx, series: Series, rule_date: date | None, now: datetime) -> datetime | None:
    try:
        one = date_meant(tx, series, rule_date, now)
    except NoDateLeft:
        return None
    return to_local(one.starts_at, series.timezone)
