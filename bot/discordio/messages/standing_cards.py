"""Standing consoles: kept in step as cards are, and edited only where they show something else."""

import discord
from discord import ui

from bot.discordio.messages.cards import Cards, Draw, drawn
from bot.discordio.messages.edit_slots import EditSlots
from bot.discordio.messages.private_answers import mark_of
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import StandingConsole
from bot.services.ports.rows import ConsoleSource


class StandingCards(Cards):
    """Keeps the consoles in facilitators' channels up to date."""

    def __init__(
        self,
        client: discord.Client,
        requests: DiscordRequests,
        clock: Clock,
        draw: Draw,
        source: ConsoleSource,
        slots: EditSlots,
    ) -> None:
        super().__init__(client, requests, clock, draw, source, slots)
        self._consoles = source

    def redraw(self, meeting: OccurrenceId) -> None:
        """Want the console of a meeting to show its newest state, where it has one."""
        if self._consoles.is_wanted(meeting):
            super().redraw(meeting)

    def _shows(self, meeting: LiveMeeting) -> ui.LayoutView:
        return drawn(self._draw, StandingConsole(meeting, self._clock.now()))

    def _mark(self, view: ui.LayoutView) -> int | None:
        return mark_of(view)
