"""What is kept, page by page, and forgetting: pressed once, done at once."""

import asyncio
import io

import discord
from discord import ui

from bot.domain.ids import GuildId, MemberId
from bot.services.people.erasing import Promise
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.command import answer
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import lines, sheet
from cogs.ui.privacy.draw import (
    erase_asked,
    erase_in_full,
    erased,
    notice,
    promised,
    whole_notice,
)
from cogs.ui.privacy.export import FILE, packed


@on_press("notice")
async def in_short(interaction: Interaction, _: CustomId) -> None:
    """Show what matters most, and what is kept of the person who presses."""
    await privately(interaction, await notice_for(interaction))


async def notice_for(interaction: Interaction) -> ui.LayoutView:
    """Draw it for whoever asks."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    kept = await bot.defer_if_slow(interaction, bot.services.privacy.kept(me))
    settings = await bot.defer_if_slow(interaction, bot.services.choices.settings(me))
    return notice(kept, settings, bot.say(interaction))


async def give_everything(interaction: Interaction) -> None:
    """Give everything that is kept of whoever asks, in one file for them alone."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    archive = await bot.defer_if_slow(interaction, bot.services.archives.of(me))
    say, now = bot.say(interaction), bot.services.clock.now()
    if not archive.places:
        await answer(interaction, sheet(say("export.nothing")))
        return
    found = ((one.guild, bot.get_guild(one.guild)) for one in archive.places)
    names = {guild: there.name for guild, there in found if there is not None}
    raw = await bot.defer_if_slow(interaction, asyncio.to_thread(packed, archive, names, now, say))
    shown = sheet(lines(say("export.ready"), say("export.care")))
    shown.add_item(ui.File(f"attachment://{FILE}"))
    await answer(interaction, shown, [discord.File(io.BytesIO(raw), FILE)])


@on_press("export")
async def export(interaction: Interaction, _: CustomId) -> None:
    """Give the person who presses everything that is kept of them."""
    await give_everything(interaction)


@on_press("notice_all")
async def in_full(interaction: Interaction, _: CustomId) -> None:
    """Show all of the notice."""
    await privately(interaction, whole_notice(interaction.client.say(interaction)))


@on_press("erase")
async def erase(interaction: Interaction, custom_id: CustomId) -> None:
    """Forget the person who presses, here or everywhere."""
    bot = interaction.client
    here = interaction.guild_id if custom_id.argument == "here" else None
    guild = GuildId(here) if here else None
    me = MemberId(interaction.user.id)
    said = await bot.defer_if_slow(interaction, bot.services.erasing.erase(me, guild))
    await bot.services.support.forget(me, guild)
    bot.services.drafts.forget(me)
    bot.services.urges.forget(me)
    say = bot.say(interaction)
    if isinstance(said, Promise):
        await privately(interaction, promised(said, say))
        return
    left = (
        await bot.defer_if_slow(interaction, bot.services.choices.settings(me)) if guild else None
    )
    await privately(interaction, erased(said, left, say))


@on_press("erase_more")
async def erase_more(interaction: Interaction, _: CustomId) -> None:
    """Say what an erase does not take."""
    await privately(interaction, erase_in_full(interaction.client.say(interaction)))


@on_press("erase_ask")
async def erase_again(interaction: Interaction, _: CustomId) -> None:
    """Ask again."""
    here = interaction.guild_id is not None
    await privately(interaction, erase_asked(interaction.client.say(interaction), here=here))
