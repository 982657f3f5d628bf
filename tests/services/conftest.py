"""One group, one evening: the real services on a real database and a small Discord that works."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Literal, Unpack

import pytest

from bot.app.wiring.columns import wire
from bot.app.wiring.meeting import running_meetings
from bot.app.wiring.ports import Ports
from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.when.reading import Reading
from bot.domain.ids import ChannelId, GuildId, MemberId, RoleId
from bot.domain.person import Actor, Way
from bot.domain.server.roles import Role
from bot.ops.store_condition import StoreCondition
from bot.services.calendar.finder import MeetingsWanted
from bot.services.calendar.schedule import Wish
from bot.services.server.setup import Changes
from bot.storage.engine.store import Store
from bot.storage.sealing.keys import cipher_of
from tests.services.fake_files import NoFiles
from tests.services.fakes import Events, Guests, Members, Messages, MortalStore, Rooms
from tests.services.periodic import Tasks
from tests.services.small_discord import Alarm, Clock, Discord

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
"""A Tuesday; the group meets at 19:00 in Rome, which is 18:00 UTC."""
START = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
GUILD = GuildId(9001)
ANNOUNCED, ORGANISERS, CATEGORY = ChannelId(11), ChannelId(12), ChannelId(13)
MINUTE = timedelta(minutes=1)
SEED = bytes(range(32, 64))
"""What letters of these stories are signed with."""
Unset = Literal["announcements", "facilitators"] | None


def lead(number: int = 1) -> Actor:
    return Actor(MemberId(number), f"Facilitator {number}", leads=True, manages=True)


def member(number: int) -> Actor:
    return Actor(MemberId(100 + number), f"Member {number}")


class Story:
    """A process of ours, its database and its Discord; it can be killed and started again."""

    def __init__(self, store: Store, discord: Discord, clock: Clock) -> None:
        self.kept, self.discord, self.clock = store, discord, clock
        self.start()

    def start(self) -> None:
        store = self.store = MortalStore(self.kept, self.discord)
        clock, discord = self.clock, self.discord
        alarm = self.alarm = Alarm()
        rooms, messages = Rooms(discord), Messages(discord)
        self.meetings = running_meetings(store, clock, alarm)
        self.meetings.shown_by(messages.redraw, lambda _: None)
        guests = Guests(discord)
        condition = StoreCondition(clock.now)
        adapters = rooms, messages, Members(discord), guests, Events(discord)
        ports = Ports(store, clock, alarm, *adapters, condition, SEED)
        columns = wire(ports, self.meetings, NoFiles())
        made, self.tasks = columns.use_cases(clock, self.meetings), Tasks(*columns.tasks)
        self.door, self.removals, self.leading = made.door, made.removals, made.leading
        self.who_leads = made.who_leads
        self.newcomers, self.words, self.support = made.newcomers, made.words, made.support
        self.questions, self.setup, self.schedule = made.questions, made.setup, made.schedule
        self.changes, self.finder = made.calendar_changes, made.finder
        self.calendar_files = made.calendar_files
        self.weeks, self.templates = made.standing_weeks, made.own_templates
        self.events = made.meeting_events
        self.next_time = made.next_time
        self.reminders, self.my_meetings = made.reminders, made.my_meetings
        self.in_memory = columns.people.in_memory
        self.setup_monitor, self.privacy = made.setup_monitor, made.privacy
        self.moving, self.room_requests = made.moving, made.room_requests
        self.voice_changes, self.departures = made.voice_changes, made.departures
        self.ticks, self.choices, self.drafts = made.ticks, made.choices, made.drafts
        self.worksheets, self.plans = made.worksheets, made.plans
        self.plan_nudges = made.plan_nudges
        self.check_ins = made.check_ins
        self.letters, self.own_letters = made.letters, made.own_letters
        self.urges, self.nudges = made.urges, made.nudges
        self.delivery, self.rooms = made.ticks._relay, made.ticks._rooms
        self.closings = made.ticks._closings

    async def restart(self) -> None:
        """The process died; another one starts on the same database."""
        self.discord.killed_at = None
        self.start()
        await self.ticks.resume()

    async def tick(self) -> datetime | None:
        self.alarm.at = None
        following = await self.ticks.tick()
        if await self.tasks.do(self.clock.now()):
            self.alarm.by(self.clock.now())
        await self.ticks.idle()
        self.discord.must_live()
        instants = [at for at in (following, self.alarm.at) if at]
        return min(instants, default=None)

    async def until(self, at: datetime) -> None:
        """Let time pass, waking as the scheduler would."""
        while True:
            following = await self.tick()
            if following is None or following > at:
                break
            self.clock.at = max(following, self.clock.at + timedelta(milliseconds=100))
        self.clock.at = max(at, self.clock.at)
        await self.tick()

    async def wait(self, **span: float) -> None:
        await self.until(self.clock.at + timedelta(**span))

    async def settle_server(self, never: Unset = None, **changes: Unpack[Changes]) -> None:
        chosen = Changes(
            rooms=CATEGORY,
            announcements=ANNOUNCED,
            organisers=ORGANISERS,
            facilitators=Role(RoleId(14), "Facilitators"),
            timezone="Europe/Rome",
            adults_only=False,
        )
        chosen.update(changes)
        if never:
            del chosen[never]
        await self.setup.save(GUILD, lead(), **chosen)

    async def plan(self, repeat=Repeat.ONCE, **wish):
        when = Reading(datetime(2026, 12, 1, 19, 0), START, "Europe/Rome")  # noqa: DTZ001 - local
        asked = Wish(**({"title": "Tuesday group"} | wish))
        return await self.schedule.schedule(GUILD, lead(), asked, when, repeat)

    async def listing(self, by, **wanted):
        return (await self.finder.find(GUILD, by, MeetingsWanted(**wanted))).listed

    async def occurrence(self):
        listed = await self.kept.run(lambda tx: tx.occurrences.of(GUILD))
        return listed[0]

    async def opened(self, **wish):
        """A group whose room has just opened, ten minutes before the start."""
        await self.settle_server()
        await self.plan(**wish)
        await self.until(START - 10 * MINUTE + timedelta(seconds=5))
        return await self.occurrence()

    async def come_in(self, who: Actor, way: Way = Way.SPEAKING):
        meeting = (await self.occurrence()).id
        inside = await self.door.agree(meeting, who, way)
        if way is not Way.TYPING and inside.meeting.room in self.discord.channels:
            self.discord.channels[inside.meeting.room].inside.add(who.id)
        return inside

    async def begun(self, people: int = 5, **wish):
        """An evening that has begun with some people."""
        occurrence = await self.opened(**wish)
        for number in range(people):
            await self.come_in(member(number))
        await self.come_in(lead())
        await self.until(START)
        place = (await self.meetings.get(occurrence.id)).place
        await self.meetings.begin(occurrence.id, lead(), place)
        await self.tick()
        return await self.meetings.get(occurrence.id)

    async def everybody_leaves(self) -> None:
        for channel in self.discord.channels.values():
            channel.inside.clear()


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def discord(clock) -> Discord:
    return Discord(clock)


@pytest.fixture
async def store(made_url) -> AsyncIterator[Store]:
    opened = Store(made_url, cipher_of(bytes(range(32))))
    yield opened
    opened.close()


@pytest.fixture
async def story(store, discord, clock) -> Story:
    return Story(store, discord, clock)


@pytest.fixture
async def file_story(made_sqlite_url, discord, clock) -> AsyncIterator[Story]:
    """The same on SQLite alone, for stories told many times over."""
    opened = Store(made_sqlite_url, cipher_of(bytes(range(32))))
    yield Story(opened, discord, clock)
    opened.close()


@pytest.fixture
async def server_story(made_pg_url, discord, clock) -> AsyncIterator[Story]:
    """The same on PostgreSQL alone."""
    opened = Store(made_pg_url, cipher_of(bytes(range(32))))
    yield Story(opened, discord, clock)
    opened.close()
