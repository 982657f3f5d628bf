"""Private help: what somebody asks of those who lead, or of the organisers, and whether it came."""

import secrets
import zlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, GuildId, MemberId, MessageId, OccurrenceId
from bot.domain.meeting import help_requests
from bot.domain.meeting.form_entries import AidKind
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.talk import board
from bot.domain.outbox_entry import EntryKind, IdempotencyKey, Subject, nonce
from bot.domain.person import Actor
from bot.domain.server.server import Server
from bot.services.meeting.alerts import Hosts, hosts_of
from bot.services.meeting.meetings import Meetings
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import Line
from bot.services.ports.messages import Messages
from bot.services.ports.trouble import Trouble, Unsure
from bot.services.server.setup import Setup

NUMBERS = 2**28
"""Requests carry numbers below this, drawn at random."""
NONCES = 100_000_000
"""Lines to the organisers have numbers below this: short enough for a message's nonce."""
RINGS_AFTER = timedelta(minutes=1)
"""Of several lines to the same organisers within so long only the first rings."""
AGAIN_AFTER = timedelta(minutes=10)
"""So long after a line to the organisers the same person may send another."""
TAKE_BACK_WITHIN = timedelta(hours=1)
"""So long a line to the organisers can be taken back; kept in memory alone."""


class NoOrganisers(Refusal):
    """There is no channel in which only organisers would read it."""

    key = "refusal.no_organisers"


class OrganisersNotTold(Refusal):
    """Discord did not take the line for the organisers."""

    key = "refusal.organisers_not_told"


class OrganisersKnow(Refusal):
    """The organisers have a line from this person already."""

    key = "refusal.organisers_know"


class NothingToTakeBack(Refusal):
    """The line to the organisers is gone, or it is too long ago."""

    key = "refusal.nothing_to_take_back"


@dataclass(frozen=True, slots=True)
class Ears:
    """Who could hear somebody who asks for help, here and now."""

    meeting: LiveMeeting | None = None
    hosts: Mapping[MemberId, str] = field(default_factory=dict)
    """Who in the room may lead, while nobody does."""
    organisers: bool = False
    """Whether a line can go to the organisers' own channel."""
    shared: bool = False
    """Whether those who lead meetings read that channel too."""
    contact: str = ""
    """Whom the group names to write to, in its own words; may be empty."""
    country: str | None = None
    """Whose lines are shown where there is no meeting any more."""
    unsure: bool = False
    """Whether nobody knows if a meeting runs: the store does not answer."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A line to the organisers that somebody may take back."""

    once: int
    named: bool
    at: datetime
    channel: ChannelId
    message: MessageId


@dataclass(frozen=True, slots=True)
class Support:
    """Passes on what people ask for in private; nobody is told anything unasked."""

    clock: Clock
    messages: Messages
    hosts: Hosts
    meetings: Meetings
    setup: Setup
    _told: dict[tuple[GuildId, MemberId], _Told] = field(default_factory=dict)
    _rang: dict[GuildId, datetime] = field(default_factory=dict)

    async def ears(self, guild: GuildId | None, meeting: LiveMeeting | None) -> Ears:
        """Tell who could hear somebody in this server, and in this meeting."""
        if guild is None:
            return Ears()
        return self._ears(await self.setup.get(guild), meeting)

    def ears_without_store(self, guild: GuildId | None) -> Ears:
        """Tell what is known of it from memory, where the store does not answer."""
        server = self.setup.remembered(guild) if guild else None
        return replace(self._ears(server, None), unsure=True) if server else Ears(unsure=True)

    def _ears(self, server: Server, meeting: LiveMeeting | None) -> Ears:
        hosts = hosts_of(meeting, server, self.hosts) if meeting else {}
        channel = self._channel(server)
        shared = channel is not None and self.hosts.facilitators_read(server, channel)
        contact = server.texts.contact
        return Ears(meeting, hosts, channel is not None, shared, contact, server.country)

    async def ask(
        self, meeting: OccurrenceId, by: Actor, kind: AidKind, note: str = ""
    ) -> LiveMeeting:
        """Ask those who lead for something. Raises MeetingOver and what `aid.ask_for` refuses.

        The card is not redrawn: nobody can tell by it that somebody asked.
        """
        now, number = await self.meetings.get(meeting), secrets.randbelow(NUMBERS)
        hosts = hosts_of(now, await self.setup.get(now.guild), self.hosts)

        def rule(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
            return help_requests.ask_for(
                meeting, by, at, kind, note, number=number, hosts=tuple(hosts)
            )

        return await self.meetings.decide(meeting, rule, by, redraw=False)

    async def as_now(self, meeting: LiveMeeting, by: Actor) -> Actor:
        """Look again at what somebody may do, before a console is shown to them unasked."""
        standing = await self.hosts.look(await self.setup.get(meeting.guild), by.id)
        leads, manages = (standing.leads, standing.manages) if standing else (False, False)
        return replace(by, leads=leads, manages=manages)

    async def take_back(self, meeting: OccurrenceId, by: Actor) -> LiveMeeting:
        """Take back what one asked for. Raises MeetingOver, GoneAlready, ReadAlready."""
        rule = lambda m, _: help_requests.take_back(m, by.id)  # noqa: E731 - one rule
        return await self.meetings.decide(meeting, rule, by, redraw=False)

    async def read(self, meeting: OccurrenceId, by: Actor, numbers: Collection[int]) -> LiveMeeting:
        """Read requests; whoever asked can see it. Raises MeetingOver and what `aid.read` does."""
        rule = lambda m, at: help_requests.read(m, by, at, numbers)  # noqa: E731 - one rule
        return await self.meetings.decide(meeting, rule, by, redraw=False)

    async def tell_organisers(
        self,
        guild: GuildId,
        by: Actor,
        meeting: LiveMeeting | None,
        *,
        once: int,
        known_as: str = "",
    ) -> None:
        """Put one line into the organisers' channel; `once` is the same for a double press.

        `known_as` is what Discord calls the person, for those who wish to be named; it is kept
        nowhere else. Raises NoOrganisers, OrganisersKnow, OrganisersNotTold.
        """
        server, now = await self.setup.get(guild), self.clock.now()
        channel = self._channel(server)
        if channel is None:
            raise NoOrganisers
        self._forget(now)
        known = self._told.get((guild, by.id))
        if known and known.once == once:
            return
        if known and now - known.at < AGAIN_AFTER:
            raise OrganisersKnow
        rang = self._rang.get(guild)
        loud = rang is None or now - rang >= RINGS_AFTER
        line = replace(organisers_line(server, by, meeting, known_as), loud=loud)
        about = Subject.meeting(meeting.id) if meeting else Subject.server(guild)
        seq = zlib.crc32(f"{once} {by.id}".encode()) % NONCES
        key = IdempotencyKey(guild, nonce(about, EntryKind.ORGANISERS, seq), now)
        message = await self._send(line, channel, key)
        if loud:
            self._rang[guild] = now
        self._told[guild, by.id] = _Told(once, bool(known_as), now, channel, message)

    async def take_back_line(self, guild: GuildId, by: Actor) -> None:
        """Delete one's line in the organisers' channel. Raises NothingToTakeBack."""
        told = self._told.get((guild, by.id))
        if told is None or self.clock.now() - told.at >= TAKE_BACK_WITHIN:
            raise NothingToTakeBack
        try:
            await self.messages.delete(told.channel, told.message)
        except Trouble as error:
            raise NothingToTakeBack from error
        self._told.pop((guild, by.id), None)

    async def forget(self, member: MemberId, guild: GuildId | None) -> None:
        """Forget who sent which line, in one server or in all; a line with the name goes too."""
        theirs = [one for one in self._told if one[1] == member and guild in {None, one[0]}]
        for told in [self._told.pop(one) for one in theirs]:
            with suppress(Trouble):
                if told.named:
                    await self.messages.delete(told.channel, told.message)

    def left(self, guild: GuildId) -> None:
        """Forget who sent which line in a server that has removed the bot."""
        self._rang.pop(guild, None)
        for told in [one for one in self._told if one[0] == guild]:
            del self._told[told]

    async def _send(self, line: Line, channel: ChannelId, key: IdempotencyKey) -> MessageId:
        try:
            try:
                return await self.messages.send(line, channel, key, look_first=False)
            except Unsure:
                return await self.messages.send(line, channel, key, look_first=True)
        except Trouble as error:
            raise OrganisersNotTold from error

    def _channel(self, server: Server) -> ChannelId | None:
        """Give the organisers' channel where only some can read it."""
        found = server.organisers
        return found if found and self.hosts.is_private(server, found) else None

    def _forget(self, now: datetime) -> None:
        old = [who for who, told in self._told.items() if now - told.at >= TAKE_BACK_WITHIN]
        for who in old:
            del self._told[who]
        for guild in [one for one, at in self._rang.items() if now - at >= RINGS_AFTER]:
            del self._rang[guild]


def organisers_line(server: Server, by: Actor, meeting: LiveMeeting | None, known_as: str) -> Line:
    """Give the line for the organisers: without content, and named only as somebody wishes.

    Among fewer than five the meeting would all but name who it is, so it stands only with the name.
    """
    title = ""
    if meeting and (known_as or board.may_hide_name(meeting)):
        title = meeting.title
    key = "named" if known_as else "unnamed"
    where = "meeting" if title else "server"
    facts = {"title": title, "name": by.name, "account": known_as}
    return Line(server.language, f"organisers.bothered_{key}_{where}", facts)
