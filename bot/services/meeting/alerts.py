"""Telling those who lead that something waits for them: in private, and never what or by whom."""

import zlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId, MemberId, MessageId
from bot.domain.meeting import help_requests
from bot.domain.meeting.form_entries import Reached
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import MeetingOver
from bot.domain.outbox_entry import EntryKind, OutboxEntry, nonce
from bot.domain.person import Alerted
from bot.domain.server.server import Server
from bot.services.meeting.meetings import Meetings
from bot.services.outbox.handler import Handler, RenderContext
from bot.services.ports.drawings import Line
from bot.services.ports.members import Standing
from bot.services.ports.trouble import Blocked, Gone
from bot.text.catalog import Shown

_NUMBERS = 100_000_000
"""More than one meeting ever needs; short enough for a message's nonce."""


class Hosts(Protocol):
    """Who may lead and is in a room now, and which channel is for some alone: this use's port."""

    async def look(self, server: Server, member: MemberId) -> Standing | None:
        """Say what somebody may do; None for who is not on the server. Raises Blocked, Unsure."""

    def hosts(self, server: Server, room: ChannelId) -> Mapping[MemberId, str]:
        """Name everyone in a voice room who may lead a meeting, by what Discord calls them."""
        ...

    def facilitators_read(self, server: Server, channel: ChannelId) -> bool:
        """Tell whether everyone who may lead reads a channel."""
        ...

    def is_private(self, server: Server, channel: ChannelId) -> bool:
        """Tell whether the bot may write in a channel that is not for everyone to read."""
        ...

    def may_call_role(self, server: Server, channel: ChannelId) -> bool:
        """Tell whether a mention of the facilitators' role there reaches those who have it."""
        ...


def hosts_of(meeting: LiveMeeting, server: Server, room: Hosts) -> Mapping[MemberId, str]:
    """Name everyone in the room who may lead, while nobody does; else nobody needs to be named."""
    if meeting.facilitators:
        return {}
    through_the_door = {one.id: one.name for one in meeting.let_in if one.leads}
    found = dict(room.hosts(server, meeting.room)) | through_the_door
    return {member: name for member, name in found.items() if not meeting.is_removed(member)}


@dataclass(frozen=True)
class Alerts(Handler):
    """Those who lead are told in private that something waits."""

    hosts: Hosts
    meetings: Meetings

    kind = EntryKind.ALERT
    order = -1

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Name the channel where whoever leads is called."""
        del entry
        return server.facilitators_channel or occurrence.room

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether something waits unread."""
        return context.meeting is not None and help_requests.waits(context.meeting)

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Tell everyone who would read what waits, each once, and note how they were reached.

        Gives the line in the facilitators' channel, which goes once nothing waits any more.
        Whoever takes no private messages is called in the facilitators' channel, if it is private.
        Nothing is said anywhere else. Raises Unsure, to be tried again: who was told already is not
        told twice, for each message has a number of its own.
        """
        del now, look_first
        meeting = context.meeting
        if meeting is None:
            return None
        hosts = hosts_of(meeting, context.server, self.hosts)
        sent = {one: await self._told(context, meeting, one) for one in _hearers(meeting, hosts)}
        told = [Alerted(one, message) for one, message in sent.items() if message is not None]
        closed = [one for one, message in sent.items() if message is None]
        call = await self._call(context, meeting, closed) if closed else None
        reached = _how(told=bool(told), called=call is not None)
        with suppress(MeetingOver):  # the line is to be known all the same
            rule = lambda m, _: help_requests.alerted(m, reached, told)  # noqa: E731 - one rule
            await self.meetings.decide(meeting.id, rule, redraw=False)
        return call

    async def _told(
        self, context: RenderContext, meeting: LiveMeeting, member: MemberId
    ) -> MessageId | None:
        """Write to one person; None where Discord brings them no message."""
        line = Line(meeting.language, _key("note.alert", context, meeting), _facts(meeting))
        once = nonce(context.entry.subject, self.kind, _number(context, member))
        try:
            return await self.messages.hand(line, member, (), once)
        except (Blocked, Gone):
            return None

    async def _call(
        self, context: RenderContext, meeting: LiveMeeting, members: Collection[MemberId]
    ) -> MessageId | None:
        """Call people in the facilitators' channel; None where there is none that is private."""
        channel = context.server.facilitators_channel
        if channel is None or not self.hosts.is_private(context.server, channel):
            return None
        who = Shown(" ".join(f"<@{member}>" for member in members))
        facts = _facts(meeting) | {"who": who}
        key, called = _key("note.call", context, meeting), tuple(members)
        line = Line(context.server.language, key, facts, loud=True, mentions=called)
        try:
            look_first = context.entry.attempts > 1
            return await self.messages.send(line, channel, context.entry.key, look_first=look_first)
        except (Blocked, Gone):
            return None


def _hearers(meeting: LiveMeeting, hosts: Collection[MemberId]) -> list[MemberId]:
    """Name all who would read what waits: words without a name are for everyone who leads."""
    waiting = help_requests.unread(meeting)
    heard = {who for one in waiting for who in help_requests.hearers(meeting, one.member, hosts)}
    return sorted(heard.union(meeting.facilitators) if meeting.held else heard)


def _facts(meeting: LiveMeeting) -> dict[str, object]:
    return {"title": meeting.title, "room": int(meeting.room)}


def _key(first: str, context: RenderContext, meeting: LiveMeeting) -> str:
    """Name the sentence: what came after the first message is said to be new."""
    untold = any(one.reached is None for one in help_requests.unread(meeting))
    is_new = context.entry.seq > 1 and (untold or meeting.held)
    return f"{first}_more" if is_new else first


def _number(context: RenderContext, member: MemberId) -> int:
    """Number a message to one person, the same for every try."""
    return zlib.crc32(f"{context.entry.seq} {member}".encode()) % _NUMBERS


def _how(*, told: bool, called: bool) -> Reached:
    if told:
        return Reached.MESSAGE
    return Reached.CALLED if called else Reached.NOBODY
