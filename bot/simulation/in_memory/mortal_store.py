"""The real store, with places where the process may die."""

from collections.abc import Callable
from typing import TypeVar

from bot.domain.ids import OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.services.ports.store import ProvableStore, Tx
from bot.simulation.in_memory.small_discord import DiscordInMemory

Answer = TypeVar("Answer")


class MortalStore:
    """The real store, with a place to die before and after each commit."""

    def __init__(self, store: ProvableStore, discord: DiscordInMemory) -> None:
        self.store, self.discord = store, discord

    def latest(self, meeting: OccurrenceId) -> LiveMeeting | None:
        return self.store.latest(meeting)

    async def prove(self) -> None:
        await self.store.prove()

    async def look_at_pages(self) -> None:
        await self.store.look_at_pages()

    async def run(self, work: Callable[[Tx], Answer]) -> Answer:
        self.discord.boundary()
        done = await self.store.run(work)
        self.discord.boundary()
        return done
