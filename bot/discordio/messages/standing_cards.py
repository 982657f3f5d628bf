"""Standing consoles: kept in step as cards are, and edited only where they show something else."""

import discord
from discord import ui

from bot.discordio.messages.cards import Cards
from bot.discordio.messages.drawing import Draw, mark_of
from bot.discordio.messages.edit_slots import EditSlots
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import StandingConsole
from bot.services.ports.rows import ConsoleSource
from bot.services.ports.showing import Showings


class StandingCards(Cards):
    """Keeps the consoles in facilitators' channels up to date."""

    def __init__(
        self,
        client: discord.Client,
        requests: DiscordRequests,
        clock: Clock,
        draw: Draw,
        source: ConsoleSource,
        showings: Showings,
        slots: EditSlots,
    ) -> None:
        super().__init__(client, requests, clock, draw, source, showings, slots)
        self._consoles = source

    def redraw(self, meeting: OccurrenceId) -> None:
        """Want the console of a meeting to show its newest state, where it has one."""
        if self._consoles.is_wanted(meeting):
            super().redraw(meeting)

    def _newest(self, meeting: LiveMeeting) -> StandingConsole:
        return StandingConsole(meeting, self._clock.now())

    def _mark(self, view: ui.LayoutView) -> int | None:
        return mark_of(view)
