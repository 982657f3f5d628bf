"""Presses in *Someone is bothering me*: the person chooses who hears of it, and which name."""

import secrets

from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, MemberId
from bot.domain.meeting.form_entries import AidKind
from cogs.ui.kit.answer import privately, tell
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.ids import CustomId
from cogs.ui.private_help import someone_bothers_me as drawn
from cogs.ui.private_help.presses import ask, ears_for, with_lines

NUMBERS = 100_000_000
"""Lines to the organisers carry numbers below this, so that a double press sends one."""


class OnlyFromServer(Refusal):
    """In a private message nobody knows which group it is about."""

    key = "bothered.in_server"


@on_press("bothered", waits=False)
async def bothered(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask who is to hear of it; nothing is sent yet."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    _guild(interaction)
    ears = await ears_for(interaction, custom_id)
    await privately(interaction, drawn.who_hears(ears, me, bot.say(interaction)))


@on_press("tell_lead")
@with_lines
async def tell_lead(interaction: Interaction, custom_id: CustomId) -> None:
    """Tell those who lead that someone is bothering me."""
    await ask(interaction, custom_id, AidKind.BOTHERED, "")


@on_press("tell_orgs")
@with_lines
async def tell_organisers(interaction: Interaction, custom_id: CustomId) -> None:
    """Show what the organisers would read."""
    bot, once = interaction.client, secrets.randbelow(NUMBERS)
    server = await bot.services.setup.get(_guild(interaction))
    ears, by = await ears_for(interaction, custom_id), await bot.actor(interaction)
    account = interaction.user.name
    view = drawn.preview(ears, server, by, account, once, bot.say(interaction))
    await privately(interaction, view)


@on_press("orgs_unnamed", "orgs_named")
@with_lines
async def send_line(interaction: Interaction, custom_id: CustomId) -> None:
    """Put the line into the organisers' channel."""
    bot, named = interaction.client, custom_id.action == "orgs_named"
    guild, by = _guild(interaction), await bot.actor(interaction)
    ears = await ears_for(interaction, custom_id)
    known_as = interaction.user.name if named else ""
    work = bot.services.support.tell_organisers(
        guild, by, ears.meeting, once=custom_id.number, known_as=known_as
    )
    await bot.defer_if_slow(interaction, work)
    await privately(interaction, drawn.organisers_told(ears, bot.say(interaction), named=named))


@on_press("orgs_back")
@with_lines
async def take_line_back(interaction: Interaction, _: CustomId) -> None:
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
