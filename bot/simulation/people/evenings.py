"""What people do on a simulated evening: they see a door, come in, begin, end and go.

A facilitator who is ill does not come, and nobody told the bot; some lose the connection. Where the
group lets such an evening go on by itself, people stay in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, MemberId, MessageId, OccurrenceId
from bot.domain.meeting.rights import MeetingOver
from bot.domain.person import Actor, Way
from bot.services.bundle import UseCases
from bot.services.ports.drawings import DoorMessage
from bot.simulation.alone import STAY, AloneEvening
from bot.simulation.groups import MINUTES, Group
from bot.simulation.world import SimulatedWorld

_MINUTE = timedelta(minutes=1)
_ILL = 0.08
_LOSES_CONNECTION = 0.05
_GOES_OUT = 4 * _MINUTE
"""So long after the start somebody does who leads, and does not come back."""
_IN_FULL = 0.05
"""So many evenings take their whole time; the others are over early, which costs less to play."""
_SHORT = 2 * _MINUTE
_AT_LAST = 3 * MINUTES * _MINUTE
"""So long after the start nobody sits there any more, whatever has become of the bot."""
_GIVES_UP = 13 * _MINUTE
"""So long after the start people go when nobody leads."""


@dataclass(slots=True)
class Evenings:
    """Lets people live by the doors that they see in the announcements."""

    world: SimulatedWorld
    _seen: set[MessageId] = field(default_factory=set)

    def look(self) -> None:
        """Let people see the doors that were posted since."""
        for known, door in self._new_doors():
            self._seen.add(known)
            group = next(one for one in self.world.groups if one.guild == door.server.id)
            self._plan(group, door)

    def _new_doors(self) -> Iterator[tuple[MessageId, DoorMessage]]:
        newest = reversed(list(self.world.discord.messages.items()))
        for known, message in newest:
            if message.at < self.world.now - _MINUTE:
                return
            if isinstance(message.drawing, DoorMessage) and known not in self._seen:
                yield known, message.drawing

    def _plan(self, group: Group, door: DoorMessage) -> None:
        rng, room = self.world.rng, door.occurrence.room
        if room is None:
            return
        here = _Evening(self.world, group, room, door.occurrence.id)
        starts_in = max(door.occurrence.starts_at - self.world.now, _MINUTE)
        self.world.agenda.at(self.world.now + starts_in + _AT_LAST, here.leave)
        for number in range(rng.randint(2, 3)):
            comes = max(_MINUTE, starts_in - rng.uniform(1, 8) * _MINUTE)
            self.world.later(comes, partial(here.comes, group.member(number)), 5)
        is_ill = rng.random() < _ILL
        if is_ill and not group.self_guided:
            self.world.later(starts_in + _GIVES_UP, here.goes, 5)
            return
        if is_ill or self._loses_connection(group):
            self._goes_by_itself(here, door, starts_in, is_ill=is_ill)
            return
        lasts = MINUTES * _MINUTE if rng.random() < _IN_FULL else _SHORT
        self.world.later(max(starts_in - 2 * _MINUTE, _MINUTE), partial(here.comes, group.lead), 5)
        self.world.later(starts_in + _MINUTE, here.begins, 5)
        self.world.later(starts_in + lasts, here.ends, 8)

    def _loses_connection(self, group: Group) -> bool:
        may = group.self_guided and group.room_kind is RoomKind.VOICE
        return may and self.world.rng.random() < _LOSES_CONNECTION

    def _goes_by_itself(
        self, here: "_Evening", door: DoorMessage, starts_in: timedelta, *, is_ill: bool
    ) -> None:
        """Let people stay in an evening that nobody leads, or nobody leads any more."""
        one = door.occurrence
        self.world.alone.append(
            AloneEvening(here.group, here.room, one.id, one.starts_at, here.came)
        )
        self.world.later(starts_in + STAY, here.goes, 5)
        if not is_ill:
            lead = here.group.lead
            self.world.later(max(starts_in - 2 * _MINUTE, _MINUTE), partial(here.comes, lead), 5)
            self.world.later(starts_in + _MINUTE, here.begins, 5)
            self.world.later(starts_in + _GOES_OUT, here.loses_connection, 5)


@dataclass(frozen=True, slots=True)
class _Evening:
    world: SimulatedWorld
    group: Group
    room: ChannelId
    meeting: OccurrenceId
    came: set[MemberId] = field(default_factory=set)
    """Members who came in."""

    async def comes(self, who: Actor, use: UseCases) -> None:
        voice = self.group.room_kind is RoomKind.VOICE
        try:
            await use.door.agree(self.meeting, who, Way.SPEAKING if voice else Way.TYPING)
        except Refusal:
            return
        channel = self.world.discord.channels.get(self.room)
        if who != self.group.lead:
            self.came.add(who.id)
        if voice and channel is not None:
            channel.inside.add(who.id)
            await use.voice_changes.seen(self.group.guild, self.room, who.id)

    async def begins(self, use: UseCases) -> None:
        try:
            running = await use.meetings.get(self.meeting)
            await use.meetings.begin(self.meeting, self.group.lead, running.place)
        except Refusal:
            return

    async def loses_connection(self, use: UseCases) -> None:
        channel = self.world.discord.channels.get(self.room)
        if channel is not None:
            channel.inside.discard(self.group.lead.id)
            await use.voice_changes.seen(self.group.guild, self.room)

    async def ends(self, use: UseCases) -> None:
        try:
            running = await use.meetings.get(self.meeting)
            await use.meetings.end(self.meeting, self.group.lead, running.place, sure=True)
        except MeetingOver:
            pass  # it has ended by itself
        await self.goes(use)

    async def leave(self) -> None:
        channel = self.world.discord.channels.get(self.room)
        if channel is not None:
            channel.inside.clear()

    async def goes(self, use: UseCases) -> None:
        if self.room in self.world.discord.channels:
            await self.leave()
            await use.voice_changes.seen(self.group.guild, self.room)
