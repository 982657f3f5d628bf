"""Presses in *Someone is bothering me*: the person chooses who hears of it, and which name."""

import secrets

from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, MemberId
from bot.domain.meeting.said import AidKind
from cogs.ui.help import bothered as drawn
from cogs.ui.help.presses import ask, ears_for
from cogs.ui.kit.answer import privately, tell
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.ids import Tag

NUMBERS = 100_000_000
"""Lines to the organisers carry numbers below this, so that a double press sends one."""


class OnlyFromServer(Refusal):
    """In a private message nobody knows which group it is about."""

    key = "bothered.in_server"


@on_press("bothered")
async def bothered(interaction: Interaction, tag: Tag) -> None:
    """Ask who is to hear of it; nothing is sent yet."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    _guild(interaction)
    ears = await ears_for(interaction, tag)
    await privately(interaction, drawn.who_hears(ears, me, bot.say(interaction)))


@on_press("tell_lead")
async def tell_lead(interaction: Interaction, tag: Tag) -> None:
    """Tell those who lead that someone is bothering me."""
    await ask(interaction, tag, AidKind.BOTHERED, "")


@on_press("tell_orgs")
async def tell_organisers(interaction: Interaction, tag: Tag) -> None:
    """Show what the organisers would read."""
    bot, once = interaction.client, secrets.randbelow(NUMBERS)
    server = await bot.services.setup.get(_guild(interaction))
    ears, by = await ears_for(interaction, tag), await bot.actor(interaction)
    account = interaction.user.name
    view = drawn.preview(ears, server, by, account, once, bot.say(interaction))
    await privately(interaction, view)


@on_press("orgs_unnamed", "orgs_named")
async def send_line(interaction: Interaction, tag: Tag) -> None:
    """Put the line into the organisers' channel."""
    bot, named = interaction.client, tag.kind == "orgs_named"
    guild, by = _guild(interaction), await bot.actor(interaction)
    ears = await ears_for(interaction, tag)
    known_as = interaction.user.name if named else ""
    work = bot.services.support.tell_organisers(
        guild, by, ears.meeting, once=tag.number, known_as=known_as
    )
    await bot.defer_if_slow(interaction, work)
    await privately(interaction, drawn.organisers_told(ears, bot.say(interaction), named=named))


@on_press("orgs_back")
async def take_line_back(interaction: Interaction, _: Tag) -> None:
    """Take one's line out of the organisers' channel."""
    bot = interaction.client
    by = await bot.actor(interaction)
    work = bot.services.support.take_back_line(_guild(interaction), by)
    await bot.defer_if_slow(interaction, work)
    await tell(interaction, "bothered.taken_back")


def _guild(interaction: Interaction) -> GuildId:
    """Give the server this is about. Raises OnlyFromServer."""
    if interaction.guild_id is None:
        raise OnlyFromServer
    return GuildId(interaction.guild_id)
