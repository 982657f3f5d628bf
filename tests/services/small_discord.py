"""The Discord in memory as stories look at it, and what its clock and its faults are called."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.ids import ChannelId, MessageId
from bot.services.ports.drawings import Line, StandingMessage
from bot.simulation.in_memory.small_discord import (
    VERIFIED,
    Channel,
    DiscordInMemory,
    Killed,
    Late,
    Lost,
    Message,
)
from bot.simulation.in_memory.small_discord import EarliestAlarm as Alarm
from bot.simulation.in_memory.small_discord import LeapingClock as Clock

__all__ = [
    "VERIFIED",
    "Alarm",
    "Channel",
    "Clock",
    "Discord",
    "Killed",
    "Late",
    "Lost",
    "Message",
]


@dataclass
class Discord(DiscordInMemory):
    """Everything on the other side; its ledger outlives every process of ours."""

    watched: "Callable[[Discord], object] | None" = None
    """Called at each boundary."""

    def boundary(self) -> None:
        """A place where the process may die."""
        self.boundaries += 1
        if self.watched:
            self.watched(self)
        self.must_live()

    @property
    def redrawn(self) -> int:
        """How often a card was to be drawn anew."""
        return self.calls["redraw"]

    def said(self, channel: ChannelId | None = None) -> list[Message]:
        """What was said, but for the standing messages: those have stories of their own."""
        every = self.messages.values()
        listed = [one for one in every if not isinstance(one.drawing, StandingMessage)]
        return [one for one in listed if channel is None or one.channel == channel]

    def standing(self) -> dict[MessageId, Message]:
        """The standing messages that are there."""
        every = self.messages.items()
        return {at: one for at, one in every if isinstance(one.drawing, StandingMessage)}

    def chat(self, channel: ChannelId, times: int = 1) -> None:
        """Let others write something."""
        self.chatter[channel] += [MessageId(self.new_id()) for _ in range(times)]

    def keys(self, channel: ChannelId | None = None) -> list[str]:
        """The text keys of our own lines, in the order they were said."""
        shown = [one.drawing for one in self.said(channel)]
        return [one.key for one in shown if isinstance(one, Line)]
