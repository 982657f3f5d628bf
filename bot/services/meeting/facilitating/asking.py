"""Asks who leads a planned meeting: whoever is to, in private; else everyone who may, once.

What is said names nobody who did not come: it asks, before the start, and says no more.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId, MemberId, MessageId
from bot.domain.meeting.members.facilitating import (
    is_as_asked,
    is_led_by_somebody_here,
    is_open_question,
)
from bot.domain.outbox_entry import EntryKind, OutboxEntry
from bot.domain.rooms.opening import PASSING
from bot.domain.server.server import Server
from bot.services.meeting.alerts import Hosts
from bot.services.meeting.facilitating.wanted import AskedFor
from bot.services.outbox.handler import NONCE_HOLDS, Editing, Handler, RenderContext
from bot.services.ports.drawings import Line
from bot.services.ports.messages import Mark
from bot.services.ports.trouble import Blocked, Gone
from bot.services.server.discretion import title_of
from bot.text.catalog import Shown

_IN_PRIVATE = ChannelId(0)
"""Stands for no channel."""


@dataclass(frozen=True)
class _Question(Handler):
    """A question about who leads a meeting: it holds until it is answered, or needs no answer."""

    hosts: Hosts

    payload = AskedFor

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Name the channel where facilitators are; where there is none, it is asked in private."""
        del entry, occurrence
        return server.facilitators_channel or _IN_PRIVATE

    def _is_open(self, context: RenderContext, now: datetime) -> bool:
        one, meeting, server = context.occurrence, context.meeting, context.server
        if not is_open_question(one, AskedFor.read(context.entry).start, now):
            return False
        able = self.hosts.hosts(server, meeting.room) if meeting else ()
        return meeting is None or not is_led_by_somebody_here(meeting, one, able)

    async def _say(
        self, context: RenderContext, line: Line, *, look_first: bool
    ) -> MessageId | None:
        """Ask in the facilitators' channel; where the bot may not write there, nobody is asked.

        Raises Unsure, and Blocked where it passes by itself.
        """
        if context.place == _IN_PRIVATE:
            return None
        send, key = self.messages.send, context.entry.key
        try:
            mark = self.mark(context.entry)
            return await send(line, context.place, key, look_first=look_first, mark=mark)
        except Blocked as trouble:
            if trouble.reason in PASSING:
                raise
        except Gone:
            pass
        return None


@dataclass(frozen=True)
class YesWanted(_Question):
    """Whoever is to lead a meeting is asked whether they do: before its start, or not at all."""

    kind = EntryKind.CONFIRM
    order = 6

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Ask in private, once; who takes no private messages is asked where facilitators are.

        Whoever helps to lead is told the same way. Raises Blocked and Unsure, to be tried again:
        under one number it is one message, and not again once Discord would not know it for the
        same.
        """
        helps, one = AskedFor.read(context.entry).helps, context.occurrence
        member = one.co_facilitator if helps else one.facilitator
        stale = now - (context.entry.claimed_at or now) >= NONCE_HOLDS
        if member is None or stale or now >= one.starts_at:
            return None
        as_asked = is_as_asked(one, AskedFor.read(context.entry).start)
        if not (as_asked if helps else self._is_open(context, now)):
            return None
        found = await self.hosts.look(context.server, member)
        if found is None or not found.leads:
            return None  # organisers were told before, and everyone who may lead is asked soon
        return await self._reach(context, member, "helps" if helps else "asked", look_first)

    async def _reach(
        self, context: RenderContext, member: MemberId, key: str, look_first: bool
    ) -> MessageId | None:
        facts = _facts(context)
        line = Line(context.server.language, f"facilitators.{key}", facts)
        if await self.messages.whisper(line, member, context.entry.key.nonce):
            return None
        if not self.hosts.is_private(context.server, context.place):
            return None
        who = {"who": Shown(f"<@{member}>")}
        call = replace(line, key=f"facilitators.{key}_here", facts=facts | who)
        loud = replace(call, loud=True, mentions=(member,))
        return await self._say(context, loud, look_first=look_first)


@dataclass(frozen=True)
class FacilitatorNeeded(_Question):
    """Everyone who may lead is asked, where nobody has said yes."""

    kind = EntryKind.NEEDED
    order = 6

    def mark(self, entry: OutboxEntry) -> Mark | None:
        """Know it again by its button, also when it is out of date."""
        return Mark(entry.meeting, "take_it")

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Ask once, in the facilitators' channel: the role, if that can be called; else by name."""
        if not self._is_open(context, now):
            return None
        return await self._say(context, await self._drawn(context, now), look_first=look_first)

    async def _drawn(self, context: RenderContext, now: datetime) -> Line:
        """Draw it; once the start has passed nobody is named, as nobody is to read who is late."""
        server, place, facts = context.server, context.place, _facts(context)
        line = Line(server.language, "facilitators.needed", facts, loud=True)
        role = server.facilitators
        if role is not None and self.hosts.may_call_role(server, place):
            called = facts | {"who": Shown(f"<@&{role}>")}
            return replace(line, key="facilitators.needed_role", facts=called, roles=(role,))
        members = await self._named(context) if now < context.occurrence.starts_at else ()
        if not members or not self.hosts.is_private(server, place):
            return line
        called = facts | {"who": Shown(" ".join(f"<@{one}>" for one in members))}
        return replace(line, key="facilitators.needed_named", facts=called, mentions=members)

    async def _named(self, context: RenderContext) -> tuple[MemberId, ...]:
        """Give those who are down to lead, and still may."""
        one = context.occurrence
        named = [member for member in (one.facilitator, one.co_facilitator) if member is not None]
        found = [(member, await self.hosts.look(context.server, member)) for member in named]
        return tuple(member for member, now in found if now is not None and now.leads)


class FacilitatorFound(Editing):
    """The question to everyone says that somebody leads, and takes no more answers."""

    kind = EntryKind.TAKEN
    order = 7
    edits = EntryKind.NEEDED

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Name the channel where facilitators are."""
        del entry, occurrence
        return server.facilitators_channel

    def draw(self, context: RenderContext, now: datetime) -> Line:
        """Draw the line."""
        del now
        return Line(context.server.language, "facilitators.taken", _facts(context))


def _facts(context: RenderContext) -> dict[str, object]:
    one = context.occurrence
    return {
        "title": title_of(context.server, one.title),
        "starts_in": Shown(f"<t:{int(one.starts_at.timestamp())}:R>"),
        "meeting": one.id,
        "start_second": int(one.starts_at.timestamp()),
    }
