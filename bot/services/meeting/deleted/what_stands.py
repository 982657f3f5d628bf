"""Looks whether the messages that an evening needs still stand: Discord tells nobody.

It would tell of each deletion only to who also hears of every message that anybody writes, and by
whom. So the bot looks, rarely and after everything else that it has to ask.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.domain.ids import ChannelId, MessageId, OccurrenceId
from bot.domain.meeting.rights import MeetingOver
from bot.domain.meeting.shown.deleted import NEEDED, brought_back
from bot.domain.outbox_entry import EntryKind
from bot.domain.person import Actor
from bot.services.meeting.deleted.posted_again import standing
from bot.services.meeting.meetings import Meetings
from bot.services.ports.clock import Clock
from bot.services.ports.messages import Messages
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble

EVERY = timedelta(seconds=30)
BETWEEN = timedelta(minutes=5)
"""Between two looks at one meeting: the second is when it starts, for its doors opened before."""
AT_ONCE, TOGETHER = 100, 20
"""At so many meetings it is looked in one turn, and at so many of them together."""

Place = tuple[EntryKind, ChannelId, MessageId]


@dataclass(slots=True)
class WhatStands:
    """Finds out what somebody has deleted, and brings back what stays away."""

    store: Store
    clock: Clock
    messages: Messages
    meetings: Meetings
    _looked: dict[OccurrenceId, datetime] = field(default_factory=dict)
    """When each running meeting was looked at last, or first seen to run."""

    async def look(self) -> None:
        """Look at the meetings whose turn it is, those that waited longest first."""
        now, running = self.clock.now(), self.meetings.running_here()
        self._looked = {one: self._looked.get(one, now) for one in running}
        due = [one for one, at in self._looked.items() if not at <= now < at + BETWEEN]
        chosen = sorted(due, key=self._looked.__getitem__)[:AT_ONCE]
        for one in chosen:
            self._looked[one] = now
        places = await self.store.run(partial(_places, meetings=chosen)) if chosen else {}
        looks = [partial(self._look_at, *one) for one in places.items()]
        for first in range(0, len(looks), TOGETHER):
            await asyncio.gather(*(look() for look in looks[first : first + TOGETHER]))

    async def bring_back(self, meeting: OccurrenceId, by: Actor) -> bool:
        """Want again what stays away; tells if anything did. Raises MeetingOver, NotFacilitator."""
        before = await self.meetings.get(meeting)
        await self.meetings.decide(meeting, lambda now, _: brought_back(now, by), by)
        return bool(before.away)

    async def _look_at(self, meeting: OccurrenceId, standing: list[Place]) -> None:
        for kind, channel, message in standing:
            with suppress(Trouble, MeetingOver):  # the next look finds out
                if not await self.messages.stands(channel, message):
                    await self.meetings.lost(meeting, message, kind)


def _places(tx: Tx, meetings: list[OccurrenceId]) -> Mapping[OccurrenceId, list[Place]]:
    return {one: _standing(tx, one) for one in meetings}


def _standing(tx: Tx, meeting: OccurrenceId) -> list[Place]:
    """Name what is to stand of a meeting, and where; nothing of what is on its way."""
    found = [(kind, standing(tx, meeting, kind)) for kind in NEEDED]
    known = [(kind, *seen) for kind, seen in found if seen is not None]
    return [
        (kind, posted.channel, posted.message)
        for kind, running, posted in known
        if posted.channel and posted.message and tx.ours(running.guild)
    ]
