"""A naive bot in a crowded minute: it asks for every room, card and door, and keeps nothing.

It draws the same card and the same door as the real one, so it makes the same requests. Its pace is
a bucket of so many in a second, or none but what discord.py does by itself. Started by
`crowd.py` with API_URL, GATEWAY_URL, LOOP, DOORS (seconds since 1970) and PACE.
"""

import asyncio
import os
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import discord
from benches.bots.bare import Bare, run
from benches.worlds.evening import A_GROUP
from discord import ui

from bot.domain.calendar.occurrence import DOORS_BEFORE, Occurrence, RoomKind
from bot.domain.ids import ChannelId, GuildId, OccurrenceId, RoleId
from bot.domain.server.server import Server
from bot.domain.template import StageKey
from cogs.ui.card.draw import card
from cogs.ui.door.draw import door
from tests.domain.evenings import at_stage, lobby

CARD_IN = "organisers"
"""Where in the group that is pressed in its card stands."""


class Bucket:
    """Hands out turns, so many in a second; all at once where the pace is 0."""

    def __init__(self, pace: float) -> None:
        self._apart = 1 / pace if pace else 0.0
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for a turn."""
        now = time.monotonic()
        at = max(now, self._next)
        self._next = at + self._apart
        await asyncio.sleep(at - now)


class Naive(Bare):
    """Asks for everything at the instant, each meeting for itself."""

    def __init__(self, doors: float, pace: float) -> None:
        super().__init__(at_stage(lobby(), StageKey.DISCUSSION))
        self.doors, self.bucket = doors, Bucket(pace)
        self.evening: asyncio.Task[None] | None = None

    async def on_connect(self) -> None:
        """Begin to wait for the instant."""
        self.evening = asyncio.create_task(self._hold())
        self.evening.add_done_callback(asyncio.Task.result)  # what goes wrong is told in its log

    async def _hold(self) -> None:
        await self.wait_until_ready()
        for guild in self.guilds:
            if guild.name == A_GROUP["name"]:
                await _channel(guild, CARD_IN).send(view=self.shown())
        await asyncio.sleep(self.doors - time.time())
        herd = [one for one in self.guilds if one.name != A_GROUP["name"]]
        await asyncio.gather(*(self._meet(number, one) for number, one in enumerate(herd, start=1)))

    async def _meet(self, number: int, guild: discord.Guild) -> None:
        """Open one meeting; what Discord refuses is lost."""
        starts_at = datetime.fromtimestamp(self.doors, UTC) + DOORS_BEFORE
        rooms, place = guild.categories[0], _channel(guild, f"{guild.name}doors")
        server = Server(GuildId(guild.id), ChannelId(rooms.id), ChannelId(place.id),
                        ChannelId(place.id), RoleId(guild.id))  # fmt: skip
        meeting = replace(lobby(0), id=OccurrenceId(number), guild=server.id, starts_at=starts_at)
        date = Occurrence(meeting.id, server.id, "Tonight", starts_at, 60, "newcomers-45",
                          RoomKind.VOICE, starts_at)  # fmt: skip
        with suppress(discord.HTTPException):
            await self.bucket.turn()
            room = await guild.create_voice_channel(f"Tonight · {guild.name}", category=rooms)
            shown = card(replace(meeting, room=ChannelId(room.id)), starts_at, self.say)
            await self._send(room, shown)
            await self._send(place, door(server, date, self.say))

    async def _send(self, place: discord.abc.Messageable, view: ui.LayoutView) -> None:
        view.stop()
        await self.bucket.turn()
        await place.send(view=view, silent=True)


def _channel(guild: discord.Guild, name: str) -> discord.TextChannel:
    return next(one for one in guild.text_channels if one.name == name)


if __name__ == "__main__":
    run(Naive(float(os.environ["DOORS"]), float(os.environ["PACE"])))
