"""What is kept, page by page, and forgetting: pressed once, done at once."""

import asyncio
import io
from collections.abc import Iterable, Sequence

import discord
from discord import ui

from bot.domain.ids import GuildId, MemberId
from bot.services.people.erasing import Promise
from cogs.ui.kit.answer import besides, privately
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.command import answer, home_of
from cogs.ui.kit.form import forget_form
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
from cogs.ui.privacy.export import ArchiveFile, ArchiveReader, packed

MOST_FILES = 10
"""In one message of Discord's."""


@on_press("notice")
async def in_short(interaction: Interaction, _: CustomId) -> None:
    """Show what matters most, and what is kept of the person who presses."""
    await privately(interaction, await notice_for(interaction))


async def notice_for(interaction: Interaction) -> ui.LayoutView:
    """Draw it for whoever asks."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    kept = await bot.defer_if_slow(interaction, bot.services.privacy.kept(me))
    settings = await bot.defer_if_slow(interaction, bot.services.choices.settings(me))
    names = _names(interaction, [one.guild for one in kept])
    return notice(kept, settings, bot.say(interaction), names)


def _names(interaction: Interaction, guilds: Iterable[GuildId]) -> dict[GuildId, str]:
    """Give what servers are called, where Discord tells."""
    found = ((guild, interaction.client.get_guild(guild)) for guild in guilds)
    return {guild: there.name for guild, there in found if there is not None}


async def give_everything(interaction: Interaction) -> None:
    """Give everything that is kept of whoever asks, for them alone: in one file if it fits."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    archive = await bot.defer_if_slow(
        interaction, bot.services.archives.of(me, home_of(interaction))
    )
    say = bot.say(interaction)
    if not archive.places:
        unread = "" if archive.is_whole else say("export.unreadable")
        await answer(interaction, sheet(lines(say("export.nothing"), unread)))
        return
    names = _names(interaction, [one.guild for one in archive.places])
    reader = ArchiveReader(bot.language_of(interaction), names, bot.services.clock.now())
    making = asyncio.to_thread(packed, archive, reader, interaction.filesize_limit)
    packs = await bot.defer_if_slow(interaction, making)
    care = say("export.care")
    ready = say("export.ready") if len(packs) == 1 else say("export.several", count=len(packs))
    await answer(interaction, *_message(packs[:MOST_FILES], lines(ready, care)))
    for first in range(MOST_FILES, len(packs), MOST_FILES):
        await besides(interaction, *_message(packs[first : first + MOST_FILES], say("export.rest")))


def _message(packs: Sequence[ArchiveFile], words: str) -> tuple[ui.LayoutView, list[discord.File]]:
    shown = sheet(words)
    for one in packs:
        shown.add_item(ui.File(f"attachment://{one.name}"))
    return shown, [discord.File(io.BytesIO(one.content), one.name) for one in packs]


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
    forget_form(interaction)
    said = await bot.defer_if_slow(interaction, bot.services.erasing.erase(me, guild))
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
