"""One evening that private answers follow, and a clock that a story moves by hand."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from discord import ui

from bot.discordio.messages.private_answers import Live
from tests.discordio.conftest import MEETING, an_evening

NOW = datetime(2026, 12, 1, 19, tzinfo=UTC)
MESSAGE = 42


class HandClock:
    """A clock that a story moves; whoever sleeps wakes when it is time."""

    def __init__(self):
        self.at, self.sleepers = NOW, []

    def now(self):
        return self.at

    async def sleep_until(self, at):
        if at > self.at:
            woken = asyncio.get_running_loop().create_future()
            self.sleepers.append((at, woken))
            await woken

    async def pass_by(self, seconds):
        until = self.at + timedelta(seconds=seconds)
        await settled()
        while due := [one for one in self.sleepers if one[0] <= until]:
            first = min(due, key=lambda one: one[0])
            self.sleepers.remove(first)
            self.at = max(self.at, first[0])
            if not first[1].done():
                first[1].set_result(None)
            await settled()
        self.at = until
        await settled()


async def settled():
    for _ in range(20):
        await asyncio.sleep(0)


class Scene:
    """One evening, and one private answer that shows its topic."""

    def __init__(self):
        self.clock, self.evening = HandClock(), an_evening(1, 2, "tea")
        self.live = Live(self.clock, self.newest)
        self.edits, self.lost, self.slow, self.unread = [], None, None, None

    async def newest(self, _meeting):
        if self.unread:
            raise self.unread
        return self.evening

    async def draw(self, meeting):
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay(meeting.topic if meeting else "over"))
        return view

    async def edit(self, view):
        if self.lost:
            raise self.lost
        if self.slow:
            await self.slow.wait()
        self.edits.append(view.children[0].content)

    async def follow(self, message=MESSAGE, anew_at=None, of=None):
        cares = lambda meeting: meeting and meeting.topic  # noqa: E731 - what it shows
        await self.live.follow(message, self.edit, self.evening, self.draw, cares, anew_at, of)

    async def change(self, topic):
        self.evening = replace(self.evening, topic=topic)
        self.live.changed(MEETING)
        await settled()
