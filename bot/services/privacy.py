"""What is kept of a person, and forgetting all of it when told (reliability.md P7)."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.domain import people
from bot.domain.ids import ChannelId, GuildId, MemberId
from bot.domain.meeting import Meeting
from bot.domain.membership import Membership
from bot.domain.occurrence import Occurrence, Phase
from bot.domain.shut_out import KEY_BYTES
from bot.services.meetings import Meetings, settled
from bot.services.ports import Clock, Rooms, Store, Trouble, Tx

_RECEIPT_BYTES = 4
_STANDING = frozenset({Phase.ENDED, Phase.ABANDONED})
"""The meeting is over, and its room may still name who was let in."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of erasing that names nobody: a random number, and how much was erased."""

    number: str
    rows: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one person in one server."""

    guild: GuildId
    membership: Membership


@dataclass(frozen=True, slots=True)
class Privacy:
    """Tells people what is kept of them, and forgets them."""

    store: Store
    clock: Clock
    rooms: Rooms
    meetings: Meetings

    async def kept(self, member: MemberId) -> Sequence[Kept]:
        """Tell what is kept of a person, in every server."""
        nothing = Membership()

        def work(tx: Tx) -> list[Kept]:
            found = [Kept(s.id, tx.memberships.get(s.id, member)) for s in tx.servers.all()]
            return [kept for kept in found if kept.membership != nothing]

        return await self.store.run(work)

    async def erase(self, member: MemberId, guild: GuildId | None) -> Receipt:
        """Forget a person in one server, or everywhere (None); a second time changes nothing."""

        def work(tx: Tx) -> tuple[int, list[tuple[Meeting, Meeting]], list[Occurrence]]:
            guilds = [guild] if guild else [server.id for server in tx.servers.all()]
            rows = tx.memberships.erase(member, guilds)
            for one in guilds:
                tx.series.forget(member, one)
                tx.occurrences.forget(member, one)
                tx.prompts.forget(member, one)
            running = [meeting for meeting in tx.evenings.all() if meeting.guild in guilds]
            left = [one for where in guilds for one in tx.occurrences.of(where, _STANDING)]
            return rows, [self._forget(tx, now, member) for now in running], left

        rows, looked, left = await settled(self.store, work)
        changed = [(before, after) for before, after in looked if after != before]
        for before, after in changed:
            self.meetings.follow(before, after)
            await self._take_the_way(after, member)
        for one in left:
            named = self.rooms.named(one.guild, one.room) if one.room else {}
            if one.room and (named is None or named.get(member)):
                await self._unname(one.room, member)
        return Receipt(secrets.token_hex(_RECEIPT_BYTES), rows + len(changed))

    def _forget(self, tx: Tx, meeting: Meeting, member: MemberId) -> tuple[Meeting, Meeting]:
        key = secrets.token_hex(KEY_BYTES)
        rule = lambda m, at: people.forget(m, member, at, key)  # noqa: E731 - one rule
        return self.meetings.change(tx, meeting.id, rule)

    async def _take_the_way(self, meeting: Meeting, member: MemberId) -> None:
        """Whoever was removed stays out for as long as the room is there."""
        if not meeting.is_removed(member):
            await self._unname(meeting.room, member)
            return
        with suppress(Trouble):
            await self.rooms.bar(meeting.room, member)

    async def _unname(self, room: ChannelId, member: MemberId) -> None:
        """The way into the room would name the person, so it goes too."""
        with suppress(Trouble):
            await self.rooms.unbar(room, member)
