"""Discord's side: the adapters that stand behind the ports, all on one client."""

from collections.abc import Callable
from typing import NamedTuple

from discord.ext import commands

from bot.discordio.events import DiscordEvents
from bot.discordio.gateway import event_calls, quirks, small_guilds
from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.members import DiscordMembers
from bot.discordio.messages.cards import Cards
from bot.discordio.messages.messages import DiscordMessages
from bot.discordio.messages.standing_cards import StandingCards
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.responses import ResponseMonitor
from bot.discordio.rooms.rooms import DiscordRooms
from bot.discordio.servers import DiscordGuests
from bot.services.ports.clock import Clock
from bot.services.ports.rows import CardSource, ConsoleSource
from bot.services.ports.showing import Showings
from cogs.ui.layouts import draw


class Adapters(NamedTuple):
    """What stands behind the ports, and what keeps the cards of all meetings up to date."""

    cards: Cards
    consoles: StandingCards
    messages: DiscordMessages
    rooms: DiscordRooms
    members: DiscordMembers
    guests: DiscordGuests
    events: DiscordEvents

    @property
    def behind_ports(
        self,
    ) -> tuple[DiscordRooms, DiscordMessages, DiscordMembers, DiscordGuests, DiscordEvents]:
        """Give those of them that stand behind the ports."""
        return self.rooms, self.messages, self.members, self.guests, self.events


def connect(
    client: commands.Bot,
    clock: Clock,
    responses: ResponseMonitor,
    source: CardSource,
    of_consoles: ConsoleSource,
    showings: Showings,
    slots: Callable[[], int],
) -> Adapters:
    """Set the adapters on a client; cards and consoles show what their sources give.

    `slots` tells how many requests a second may be made.
    """
    quirks.deduplicate_interactions(client)
    quirks.dispatch_dynamic_items_directly(client)
    event_calls.forget_who_is_interested(client)
    small_guilds.keep_guilds_small(client)
    guild_cache, requests = GuildCache(client, clock), DiscordRequests(clock, responses, slots)
    guild_cache.attach(client)
    cards = Cards(client, requests, clock, draw, source, showings)
    consoles = StandingCards(client, requests, clock, draw, of_consoles, showings, cards.slots)
    return Adapters(
        cards,
        consoles,
        DiscordMessages(client, requests, guild_cache, cards, draw, consoles),
        DiscordRooms(client, requests, guild_cache, clock),
        DiscordMembers(client, requests, guild_cache),
        DiscordGuests(client, requests),
        DiscordEvents(client, requests, guild_cache),
    )
