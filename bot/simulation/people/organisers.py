"""What organisers decide in a simulated year: each is pressed in the bot, and noted beside it.

What is noted is what the organiser was told: the bot's rows are never read here.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.domain.calendar.chosen_meeting import ChosenMeeting, value_of_meeting
from bot.domain.calendar.edited import Edit
from bot.domain.calendar.repeat import repeat_written
from bot.domain.calendar.when.reading import Reading
from bot.domain.errors import Refusal
from bot.domain.ids import RoleId
from bot.domain.server.roles import Role
from bot.services.bundle import UseCases
from bot.services.calendar.changes.asking import MeetingMeant, Outlook
from bot.services.calendar.planning import Wish
from bot.simulation.expected import Expected, ExpectedDate, Stretch, expected_of
from bot.simulation.groups import HOURS, MINUTES, MOVED_TO, Group, instant
from bot.simulation.world import SimulatedWorld

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_AHEAD = timedelta(hours=3)
"""A date so near is left as it is."""
_MOVES = (timedelta(hours=1), timedelta(hours=-2), timedelta(hours=26), timedelta(minutes=45))
_CHANCES = (
    ("skips", 0.05),
    ("moves", 0.06),
    ("skips_and_thinks_again", 0.02),
    ("pauses", 0.012),
    ("edits", 0.015),
    ("takes_a_day_off", 0.03),
    ("changes_zone", 0.004),
    ("ends", 0.001),
)
"""What an organiser does in a week, and how likely it is."""


@dataclass(slots=True)
class Organiser:
    """Whoever manages one server, and remembers what was decided."""

    world: SimulatedWorld
    group: Group

    @property
    def calendar(self) -> Expected:
        """What was decided so far."""
        return self.world.calendars[self.group.guild]

    async def settles(self, use: UseCases) -> None:
        """Settle the server and plan the series."""
        group, guild = self.group, self.group.guild
        await use.setup.save(
            guild,
            group.lead,
            rooms=group.channel(3),
            announcements=group.announcements,
            organisers=group.channel(2),
            facilitators=Role(RoleId(group.channel(4)), "Facilitators"),
            timezone=group.zone,
            adults_only=False,
            events=group.shows_events,
        )
        when = Reading(group.first, instant(group.first, group.zone), group.zone)
        wish = Wish(
            group.title,
            room_kind=group.room_kind,
            facilitator=group.lead.id,
            self_guided=group.self_guided,
        )
        repeat = repeat_written(group.rule.told)
        done = await use.schedule.schedule(guild, group.lead, wish, when, repeat)
        self.world.series[guild] = done.series.id
        self.world.calendars[guild] = expected_of(group, self.world.now)

    def plans_week(self) -> None:
        """Decide what to do this week: early in the morning, when no meeting is near."""
        rng, now = self.world.rng, self.world.now
        for name, chance in _CHANCES:
            if rng.random() >= chance:
                continue
            local = now.astimezone(ZoneInfo(self.calendar.now.zone))
            morning = local.replace(hour=4, minute=0, second=0, microsecond=0, fold=0)
            at = morning + rng.randint(1, 6) * _DAY + rng.uniform(0, 60) * timedelta(minutes=1)
            press: Callable[[UseCases], Awaitable[None]] = getattr(self, name)
            self.world.later(at - now, partial(self._decides, name, press))

    async def _decides(
        self, name: str, press: Callable[[UseCases], Awaitable[None]], use: UseCases
    ) -> None:
        if self.calendar.ended_at is not None:
            return
        try:
            await press(use)
        except Refusal as refused:
            said = f"{self.group.title} {name} {self.world.now:%Y-%m-%d %H:%M}: {refused.key}"
            self.world.odd.append(said)

    async def skips(self, use: UseCases) -> None:
        """Skip the next date, or the one after it."""
        one = self._date_ahead()
        if one is not None and await self._skip(use, one):
            self.calendar.skipped.add(one.rule_date)

    async def _skip(self, use: UseCases, one: ExpectedDate) -> Outlook:
        asked = await use.calendar_changes.ask_skip(await self._meant(use, one))
        return await self._agreed(use, asked)

    async def skips_and_thinks_again(self, use: UseCases) -> None:
        """Skip a date and take that back."""
        one = self._date_ahead()
        if one is not None:
            done = await self._skip(use, one)
            await use.calendar_changes.undo(self.group.guild, self.group.lead, done.change.id)

    async def moves(self, use: UseCases) -> None:
        """Move one date."""
        one, by = self._date_ahead(), self.world.rng.choice(_MOVES)
        if one is None or self._is_taken(one, one.starts_at + by):
            return
        to = one.starts_at + by
        asked = await use.calendar_changes.ask_move(await self._meant(use, one), to)
        await self._agreed(use, asked)
        self.calendar.moved[one.rule_date] = to

    async def pauses(self, use: UseCases) -> None:
        """Pause for some weeks from now on."""
        until = self.world.now + self.world.rng.randint(1, 4) * _WEEK
        asked = await use.calendar_changes.ask_pause(await self._meant(use), until)
        await self._agreed(use, asked)
        self.calendar.pauses = [*self._pauses_over(), (self.world.now, until)]

    def _pauses_over(self) -> list[tuple[datetime, datetime]]:
        """Give the pauses so far, as far as they have gone."""
        now = self.world.now
        return [(begin, min(end, now)) for begin, end in self.calendar.pauses]

    async def edits(self, use: UseCases) -> None:
        """Meet at another hour from the next date on."""
        one, hour = self._date_ahead(number=0), self.world.rng.choice(HOURS)
        going = self.calendar.now
        if one is None or one.rule_date in self.calendar.moved or hour == going.first.time():
            return
        first = datetime.combine(one.rule_date, hour)
        if instant(first, going.zone) <= self.world.now + _AHEAD:
            return
        when = Reading(first, instant(first, going.zone), going.zone)
        asked = await use.calendar_changes.ask_edit(await self._meant(use, one), Edit(when=when))
        await self._agreed(use, asked)
        self._goes_on(Stretch(one.rule_date, first, going.zone, self.world.now))

    async def takes_a_day_off(self, use: UseCases) -> None:
        """Write the next date's day on the list of days off."""
        one = self._date_ahead()
        if one is None:
            return
        off = {*self.calendar.days_off, one.wall.date()}
        ahead = {day for day in off if day >= self._today()}
        listed = ", ".join(day.isoformat() for day in sorted(ahead))
        await use.setup.save(self.group.guild, self.group.lead, days_off=listed)
        await use.calendar_changes.keep_days_off(self.group.guild, self.group.lead)
        self.calendar.days_off |= ahead

    async def changes_zone(self, use: UseCases) -> None:
        """Move to another country, with every date that is planned."""
        zone = self.world.rng.choice(MOVED_TO)
        if zone == self.calendar.now.zone:
            return
        today = self._today()
        await use.setup.save(self.group.guild, self.group.lead, timezone=zone)
        await use.calendar_changes.move_to_groups_zone(self.group.guild, self.group.lead)
        self._goes_on(Stretch(today, self.calendar.now.first, zone, self.world.now))

    async def ends(self, use: UseCases) -> None:
        """End the series for good."""
        asked = await use.calendar_changes.ask_cancel(await self._meant(use))
        await self._agreed(use, asked)
        self.calendar.ended_at = self.world.now

    def _goes_on(self, stretch: Stretch) -> None:
        self.calendar.stretches.append(stretch)

    async def _meant(self, use: UseCases, one: ExpectedDate | None = None) -> MeetingMeant:
        guild = self.group.guild
        chosen = ChosenMeeting(self.world.series[guild], one.rule_date if one else None)
        typed = value_of_meeting(chosen, guild)
        return await use.calendar_changes.meant(guild, self.group.lead, typed)

    async def _agreed(self, use: UseCases, asked: Outlook) -> Outlook:
        guild, lead = self.group.guild, self.group.lead
        return await use.calendar_changes.answer(guild, lead, asked.change.id)

    def _date_ahead(self, number: int | None = None) -> ExpectedDate | None:
        """Give a date that is to be held and not too near; by chance the next or one after it."""
        soonest, now = self.world.now + _AHEAD, self.world.now
        held = self.calendar.held_between(soonest, now + 13 * _WEEK)
        number = self.world.rng.randint(0, 2) if number is None else number
        return held[number] if number < len(held) else None

    def _is_taken(self, one: ExpectedDate, at: datetime) -> bool:
        lasts = timedelta(minutes=MINUTES)
        near = self.calendar.held_between(at - lasts, at + lasts)
        return (
            any(each.rule_date != one.rule_date for each in near) or at <= self.world.now + _AHEAD
        )

    def _today(self) -> date:
        return self.world.now.astimezone(ZoneInfo(self.calendar.now.zone)).date()
