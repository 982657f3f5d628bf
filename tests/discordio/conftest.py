import datetime as dt
from dataclasses import dataclass

import discord
import pytest
from discord import ui
from discord.ext import commands

from bot.app.clock import DiscordClock
from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.gateway.quirks import add_response_middleware, dispatch_dynamic_items_directly
from bot.discordio.messages.cards import Cards
from bot.discordio.messages.messages import DiscordMessages
from bot.discordio.requests import limiter
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.responses import ResponseMonitor
from bot.discordio.rooms.rooms import DiscordRooms
from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import ChannelId, GuildId, MessageId, OccurrenceId, RoleId, short
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.server.server import Server
from bot.domain.template import Stage, StageKey
from bot.rehearsal.world import World
from bot.services.ports.drawings import Card, DoorMessage, Folded
from tests.discordio.loopback import listening
from tests.discordio.run_out import patience  # noqa: F401 - pytest looks for it here

MEETING = OccurrenceId(987_654_321)


class TheClock:
    """Discord's own clock, which SimCord moves."""

    def now(self):
        return discord.utils.utcnow()

    async def sleep_until(self, at):
        await discord.utils.sleep_until(at)


class ShowingsSeen:
    """What was confirmed, by the topic it shows; and what messages showed before the start."""

    def __init__(self):
        self.before, self.confirmed = set(), []

    def was(self, showing):
        known, self.before = showing.text() in self.before, set()
        return known

    def confirm(self, showing):
        self.confirmed.append((showing.message, showing.drawing.meeting.topic))


class Press(
    ui.DynamicItem[ui.Button[ui.LayoutView]],
    template=r"or:(?P<kind>\w+):(?P<meeting>\w+):0:0(?::(?P<more>\w+))?",
):
    """A button whose press is answered with the card."""

    def __init__(self, item, meeting):
        super().__init__(item)
        self.meeting = meeting

    @classmethod
    async def from_custom_id(cls, interaction, item, match, /):
        return cls(item, OccurrenceId(int(match["meeting"], 36)))

    async def callback(self, interaction):
        bot = interaction.client
        bot.pressed += 1
        if bot.redraws_on_press:
            bot.cards.redraw(self.meeting)
        await bot.cards.answer(interaction, self.meeting)


def button(kind, meeting, more=""):
    tail = f":{more}" if more else ""
    custom_id = f"or:{kind}:{short(meeting)}:0:0{tail}"
    return Press(ui.Button(label=kind, custom_id=custom_id), meeting)


def draw(drawing):
    """A plain card: its topic is what changes; the rest is a line of text."""
    view = ui.LayoutView(timeout=None)
    match drawing:
        case Card(meeting):
            buttons = [button("join", meeting.id), button("options", meeting.id, "c1")]
            view.add_item(ui.Container(ui.TextDisplay(f"Topic: {meeting.topic}")))
            view.add_item(ui.ActionRow(*buttons))
        case DoorMessage(_, occurrence, shut):
            view.add_item(ui.TextDisplay("The room is open"))
            if not shut:
                view.add_item(ui.ActionRow(button("join", occurrence.id)))
        case Folded(_, stage):
            view.add_item(ui.TextDisplay(f"{stage} is over"))
        case _:
            view.add_item(ui.TextDisplay(f"{drawing.key} {sorted(drawing.facts.items())}"))
    return view


class SmallBot(commands.Bot):
    """A bot with nothing but the ports, and one evening that tests change."""

    def __init__(self, clock=None, **options):
        self.clock = clock or TheClock()
        self.responses = ResponseMonitor(self.clock)
        super().__init__(
            command_prefix=(),
            intents=discord.Intents(guilds=True, voice_states=True, guild_scheduled_events=True),
            max_messages=None,
            **options,
        )
        self.evening, self.card, self.pressed, self.redraws_on_press = None, None, 0, False
        self.requests = DiscordRequests(self.clock, self.responses)
        dispatch_dynamic_items_directly(self)
        self.guild_cache = GuildCache(self, self.clock)
        self.guild_cache.attach(self)
        self.rooms = DiscordRooms(self, self.requests, self.guild_cache, self.clock)
        self.gone = []
        self.showings = ShowingsSeen()
        self.cards = Cards(self, self.requests, self.clock, draw, self, self.showings)
        self.ports = DiscordMessages(self, self.requests, self.guild_cache, self.cards, draw)

    async def setup_hook(self):
        add_response_middleware(self, self.responses.observe)
        self.add_dynamic_items(Press)

    async def lost(self, meeting, _message):
        self.gone.append(meeting)

    async def newest(self, _meeting):
        return (self.evening, self.card) if self.evening else None


async def logged_in(closed_at_the_end, clock=None):
    """A bot that speaks to the loopback."""
    bot = closed_at_the_end(SmallBot(clock or DiscordClock(), max_ratelimit_timeout=30))
    await bot.login("invented.for.tests")
    return bot


@pytest.fixture
async def loopback():
    async with listening() as running:
        yield running


@pytest.fixture
async def bot(loopback, closed_at_the_end):
    return await logged_in(closed_at_the_end)


@pytest.fixture
def make_bot():
    return SmallBot


@dataclass
class Group:
    """One server with its bot, in SimCord."""

    world: World
    bot: SmallBot

    @property
    def env(self):
        return self.world.env

    @property
    def server(self):
        return Server(
            GuildId(self.world.guild.id),
            rooms=ChannelId(self.world.category.id),
            announcements=ChannelId(self.world.announcements.id),
            organisers=ChannelId(self.world.organisers.id),
            facilitators=RoleId(self.world.facilitators.id),
        )

    def occurrence(self, kind=RoomKind.VOICE, **changes):
        return an_occurrence(self.server.id, discord.utils.utcnow(), kind, **changes)

    def entry(self, kind=EntryKind.CARD, seq=1, **changes):
        now = discord.utils.utcnow()
        return OutboxEntry(
            Subject.meeting(MEETING), self.server.id, kind, seq, now, claimed_at=now, **changes
        )

    async def a_card(self, topic="tea"):
        """Post the card of a running evening in the announcements channel."""
        channel = self.server.announcements
        self.bot.evening = an_evening(self.server.id, channel, topic)
        card = Card(self.bot.evening, discord.utils.utcnow())
        entry = self.entry()
        message = await self.bot.ports.send(card, channel, entry.key, look_first=False)
        self.bot.card = OutboxEntry(
            Subject.meeting(MEETING), self.server.id, EntryKind.CARD, 1, entry.due, channel=channel,
            message=message,
        )  # fmt: skip
        await self.env.settle()
        return message

    def asked(self, method, tail):
        """How often Discord was asked for that."""
        found = [one for one in self.env.http_requests if one.method == method]
        return [one for one in found if one.path.endswith(tail)]


def an_occurrence(guild, now, kind=RoomKind.VOICE, **changes):
    facts = {
        "title": "Tuesday Group", "code": "calm-otter", "intent_at": now, "minutes": 90,
        "template": "standard-90", "starts_at": now + dt.timedelta(minutes=10), "due": now,
    }  # fmt: skip
    return Occurrence(MEETING, guild, room_kind=kind, **(facts | changes))


def an_evening(guild, channel, topic):
    now = discord.utils.utcnow()
    return LiveMeeting(
        MEETING, guild, "Tuesday", channel, RoomKind.VOICE, True, now,
        (Stage(StageKey.LOBBY, 10),), now, topic=topic,
    )  # fmt: skip


@pytest.fixture
async def group(world, env, monkeypatch):
    # Nobody moves the clock between the requests of a story: none waits for it.
    monkeypatch.setattr(limiter, "APART", dt.timedelta(0))
    # Half a minute after the start the bot trusts what it sees.
    await env.advance_time(31)
    return Group(world, env.bot)


__all__ = ["MEETING", "MessageId"]
