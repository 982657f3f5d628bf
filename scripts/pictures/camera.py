"""Pictures of what people see, as wide as a phone, to look at before a stranger does.

Needs Playwright (`.venv/bin/python -m pip install playwright`) and a Chromium.
"""

from __future__ import annotations

import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from pictures.browser import found

from bot.rehearsal import simkit, world
from bot.rehearsal.simkit import turn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser
    from simcord import ChannelHandle, Env, MemberActor, ResponseMessage, UserHandle

    from bot.rehearsal.cast import Answer

_WHOLE = 2000
"""Pixels in which any one message has room, so that none is cut off."""
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@dataclass(slots=True)
class Camera:
    """Takes pictures in one simulated Discord; made by `camera`."""

    env: Env
    preview: simkit.Preview

    async def answer(self, answer: Answer, viewer: MemberActor, path: Path) -> None:
        """Take a picture of the card, private message or form that came back."""
        await self._show(simkit.channel(self.env, simkit.place_of(answer.result)), viewer)
        form = answer.form is not None or answer.message is None
        shown = answer.result if form else answer.message
        await self.preview.shoot(str(path), shown, height=_WHOLE)

    async def message(
        self, message: ResponseMessage, viewer: MemberActor | UserHandle, path: Path
    ) -> None:
        """Take a picture of one message where it stands, in a channel or in private."""
        await self._show(simkit.channel(self.env, message.channel_id), viewer)
        await self.preview.shoot(str(path), message, height=_WHOLE)

    async def channel(
        self, channel: ChannelHandle, viewer: MemberActor | UserHandle, path: Path
    ) -> None:
        """Take a picture of a whole channel as this person sees it on a phone."""
        await self._show(channel, viewer)
        await self.preview.shoot(str(path))

    async def _show(self, channel: ChannelHandle, viewer: MemberActor | UserHandle) -> None:
        await turn(self.env)
        await self.preview.show(channel, [viewer])


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """Give a browser: one that is installed, else Playwright's own."""
    try:
        from playwright.async_api import async_playwright  # noqa: PLC0415 - not in our locks
    except ImportError:
        sys.exit("Pictures need Playwright: .venv/bin/python -m pip install playwright")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=found(), args=_FLAGS)
        try:
            yield opened
        finally:
            await opened.close()


@asynccontextmanager
async def camera(env: Env) -> AsyncIterator[Camera]:
    """Give a camera with its browser."""
    async with browser() as opened:
        preview = simkit.Preview(env, simkit.free_port(), "looking", browser=opened)
        try:
            yield Camera(env, preview)
        finally:
            await preview.close()


async def picture(view: discord.ui.LayoutView, path: Path) -> None:
    """Take a picture of one card that belongs to no meeting."""
    bot = discord.Client(intents=discord.Intents(guilds=True))
    async with simkit.simulate(bot) as env:
        place = world.build(env, discord.Permissions.all())
        channel = bot.get_channel(place.announcements.id)
        if not isinstance(channel, discord.TextChannel):
            raise TypeError(place.announcements)
        message = await channel.send(view=view)
        async with camera(env) as taking:
            await taking.preview.show(place.announcements, [place.facilitator])
            await taking.preview.shoot(str(path), message)
    await bot.close()
