"""The Discord client: who presses, in which language to answer, and what went wrong, kindly."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.discordio.gateway import older_commands
from bot.discordio.messages import answering, deferral
from bot.discordio.messages.private_answers import Live
from bot.discordio.overwrites.roles import chosen, may_lead
from bot.discordio.translator import Translator
from bot.domain.errors import STOPPING, StoreFault
from bot.domain.ids import GuildId, MemberId, OccurrenceId, RoleId
from bot.domain.meeting.names.naming import fitting
from bot.domain.people.named_person import Named
from bot.domain.person import Actor
from bot.domain.server.roles import Role
from bot.domain.server.server import Server
from bot.ops.ending import SIGNAL, START_FAULT, Ending
from bot.text.catalog import Say, language_for, languages, speaker

if TYPE_CHECKING:  # what draws a card loads this file, and needs no use case
    from bot.services.bundle import UseCases

INTENTS = discord.Intents(guilds=True, voice_states=True, guild_scheduled_events=True)
"""No privileged one: the bot cannot read or hear a meeting (docs/discord.md)."""

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class CardRenderer(Protocol):
    """Answers presses on a card with the card as it stands."""

    async def answer(
        self, interaction: discord.Interaction[discord.Client], meeting: OccurrenceId
    ) -> None:
        """Redraw the card in answer to a press on it."""


class Lifecycle(Protocol):
    """What starts with the bot and stops with it."""

    async def begin(self) -> None:
        """Nobody is served yet: finish what must not wait."""

    def logged_in(self, client: discord.Client) -> None:
        """Discord knows us; nothing was asked of it yet."""

    async def connects(self) -> None:
        """We are about to connect: begin what needs no server to be known."""

    async def ready(self) -> None:
        """Every server is known: begin."""

    async def closed(self) -> None:
        """We have left Discord: stop, and let go of the database."""


class OpenRound(commands.Bot):
    """The bot. What stands below is handed over once, by `attach`, before it starts."""

    services: "UseCases"
    card_renderer: CardRenderer
    console_renderer: CardRenderer
    """The same for presses on a console that stands in the facilitators' channel."""
    live: Live
    _lifecycle: Lifecycle

    def __init__(self, extensions: Sequence[str], **shards: Any) -> None:  # noqa: ANN401 - theirs
        """`extensions` are the cogs; `shards` say which of how many, where there are several."""
        super().__init__(
            command_prefix=(),
            tree_cls=older_commands.Commands,
            help_command=None,
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            max_ratelimit_timeout=30,
            member_cache_flags=discord.MemberCacheFlags(voice=True, joined=False),
            chunk_guilds_at_startup=False,
            **shards,
        )
        self._extensions = extensions
        self._resumed = False
        self.ending: Ending | None = None
        self._running_in: asyncio.AbstractEventLoop | None = None
        self.tree.error(self._on_command_error)

    def attach(
        self,
        services: "UseCases",
        card_renderer: CardRenderer,
        console_renderer: CardRenderer,
        live: Live,
        lifecycle: Lifecycle,
    ) -> None:
        """Take what answers and works for this client; it is made after it, for it sends by it."""
        self.services = services
        self.card_renderer, self.console_renderer = card_renderer, console_renderer
        self.live, self._lifecycle = live, lifecycle

    async def setup_hook(self) -> None:
        """Load the cogs and tell Discord the commands."""
        self._lifecycle.logged_in(self)
        await self._lifecycle.begin()
        for extension in self._extensions:
            await self.load_extension(extension)
        if len(languages()) > 1:  # else every name is looked up for every locale, in vain
            await self.tree.set_translator(Translator())
        await self.tree.sync()
        await self._lifecycle.connects()

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        """Log in and stay, unless another process took the lead before we were there."""
        self._running_in = asyncio.get_running_loop()
        if self.ending is None:
            await super().start(token, reconnect=reconnect)

    def stop_soon(self, ending: Ending = SIGNAL) -> None:
        """Stop, whichever thread asks for it and however early; the first reason holds."""
        self.ending = self.ending or ending
        if self._running_in is not None:
            with suppress(RuntimeError):  # the loop is over: we have stopped
                self._running_in.call_soon_threadsafe(self.stop)

    def stop(self) -> None:
        """Leave as soon as the loop comes to it."""
        self._stopping = self.loop.create_task(self.close())

    async def close(self) -> None:
        """Leave Discord, then let go of the database."""
        if not self.is_closed():
            await super().close()
            await self._lifecycle.closed()

    async def on_ready(self) -> None:
        """Begin to work; a reconnect is not a start."""
        if self._resumed:
            return
        self._resumed = True
        try:
            await self._lifecycle.ready()
        except Exception:
            log.exception("start.fault")
            self.stop_soon(START_FAULT)  # without an alarm it would look well and do nothing

    async def on_error(self, event_method: str, /, *args: object, **named: object) -> None:
        """Log what an event handler could not do; that the bot stops just now is no fault of it."""
        error = sys.exception()
        if isinstance(error, StoreFault) and error.state == STOPPING:
            log.info("event.left_undone")
            return
        await super().on_error(event_method, *args, **named)

    def language_of(self, interaction: discord.Interaction[discord.Client]) -> str:
        """Give the reader's language, where it is shipped."""
        return language_for(str(interaction.locale))

    def say(self, interaction: discord.Interaction[discord.Client]) -> Say:
        """Give the voice in which this reader is answered."""
        return speaker(self.language_of(interaction))

    async def actor(self, interaction: discord.Interaction[discord.Client]) -> Actor:
        """Tell who presses, and whether they lead here; looked up once for each interaction."""
        if Actor not in interaction.extras:
            interaction.extras[Actor] = await self._look_up(interaction)
        found: Actor = interaction.extras[Actor]
        return found

    async def _look_up(self, interaction: discord.Interaction[discord.Client]) -> Actor:
        user = interaction.user
        member = MemberId(user.id)
        if not isinstance(user, discord.Member):
            return Actor(member, fitting(user.display_name))
        server = await self.services.setup.get(GuildId(user.guild.id))
        may = interaction.permissions
        leads = may_lead(user, server.facilitators, may)
        manages = may.manage_guild or may.administrator
        name = fitting(user.display_name, leads=leads, manages=manages)
        guest = name or speaker(server.language)("card.guest")
        roles = frozenset(RoleId(role.id) for role in user.roles)
        return Actor(member, guest, leads, manages, roles, may.manage_events or manages)

    async def on_interaction(self, interaction: discord.Interaction[discord.Client]) -> None:
        """Every interaction passes here: when its answer takes long, Discord is told so."""
        deferral.arm(interaction)

    async def settle(self, interaction: discord.Interaction[discord.Client]) -> bool:
        """Say before every answer that it comes now; gives whether Discord was told to wait."""
        return await deferral.settle(interaction)

    async def defer_if_slow(
        self, interaction: discord.Interaction[discord.Client], work: Awaitable[Answer]
    ) -> Answer:
        """Wait for a commit; when it is slow, Discord hears that the answer comes later."""
        return await answering.defer_if_slow(interaction, work)

    async def refuse(
        self,
        interaction: discord.Interaction[discord.Client],
        error: Exception,
        words: str = "",
        back: discord.ui.View | None = None,
    ) -> bool:
        """Answer privately what went wrong, in this reader's language; gives whether it was told.

        `words` are what somebody wrote in a form: they are given back, so that nothing is lost, and
        `back` is the way back into it.
        """
        return await answering.refuse(interaction, self.say(interaction), error, words, back)

    def was_done(self, interaction: discord.Interaction[discord.Client]) -> bool:
        """Tell whether what an interaction asked for was done, whatever became of the answer."""
        return answering.WorkDone in interaction.extras

    async def _on_command_error(
        self, interaction: discord.Interaction[discord.Client], error: app_commands.AppCommandError
    ) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            await older_commands.nothing_to_offer(interaction)
            return
        await self.refuse(interaction, older_commands.meant_by(error))


class ShardedOpenRound(OpenRound, commands.AutoShardedBot):
    """The same with some of several shards: `shard_ids` of `shard_count`."""


def role_of(role: discord.Role) -> Role:
    """Read a role that somebody chose in an option."""
    return chosen(role)


def named(person: discord.Member | discord.User, server: Server) -> Named:
    """Read a person whom somebody chose in an option."""
    who = Named(MemberId(person.id), person.display_name, is_bot=person.bot)
    if not isinstance(person, discord.Member):
        return replace(who, on_server=False)
    return replace(who, leads=may_lead(person, server.facilitators, person.guild_permissions))
