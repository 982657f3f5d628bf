"""`/prompt`: find the right question, and keep the group's own."""

import io
from collections.abc import Awaitable

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from bot.domain.ids import PromptId
from bot.domain.language.folding import fold
from bot.domain.prompts.lint.checks import LONGEST, LONGEST_WHY
from bot.services.prompts.own_prompts import Draft, Outcome
from bot.services.prompts.packs import Format, Read
from bot.services.prompts.search import new_pick
from cogs.ui.kit.command import (
    Interaction,
    answer,
    called,
    described,
    fetched,
    guild_of,
    options,
)
from cogs.ui.kit.ids import read_as
from cogs.ui.prompts import draw as prompts
from cogs.ui.prompts import groups_own, looking, packs, sorts

CHOICES = 25
FORMATS = [app_commands.Choice(name=one.value.upper(), value=one.value) for one in Format]
Text = app_commands.Range[str, 1, 2 * LONGEST]
Why = app_commands.Range[str, 1, 2 * LONGEST_WHY]


@app_commands.guild_only()
class PromptCommands(
    commands.GroupCog,
    group_name=called("prompt"),
    group_description=described("command.prompt.about"),
):
    """Questions of one group: the library's and its own."""

    @app_commands.command(name=called("find"), description=described("command.prompt.find"))
    @options(
        text="command.prompt.situation",
        point="command.prompt.point",
        theme="command.prompt.theme",
        purpose="command.prompt.purpose",
        stage="command.prompt.stage",
        change_talk="command.prompt.change_talk",
    )
    @app_commands.choices(
        point=sorts.POINTS,
        purpose=sorts.PURPOSES,
        stage=sorts.STAGES,
        change_talk=sorts.CHANGE_TALK,
    )
    async def find(
        self,
        interaction: Interaction,
        text: app_commands.Range[str, 1, 300] | None = None,
        point: str | None = None,
        theme: str | None = None,
        purpose: str | None = None,
        stage: str | None = None,
        change_talk: str | None = None,
    ) -> None:
        """Show the best three for a situation; without words three not heard lately."""
        bot = interaction.client
        wanted = sorts.sort_of(point, theme, purpose, stage, change_talk)
        if text and fold(text):
            await answer(interaction, await looking.results(interaction, text, wanted))
            return
        by, pick = await bot.actor(interaction), new_pick()
        drawing = bot.services.prompts.draw(guild_of(interaction), by, wanted, pick)
        offer = await bot.defer_if_slow(interaction, drawing)
        more = prompts.draw_tag(offer, pick, 1, wanted)
        await answer(interaction, prompts.results(offer, more, bot.say(interaction)))

    @app_commands.command(name=called("add"), description=described("command.prompt.add"))
    @options(
        text="command.prompt.text",
        point="command.prompt.point",
        theme="command.prompt.theme",
        purpose="command.prompt.purpose",
        why="command.prompt.why",
    )
    @app_commands.choices(point=sorts.POINTS, purpose=sorts.PURPOSES)
    async def add(
        self,
        interaction: Interaction,
        text: Text,
        point: str,
        theme: str | None = None,
        purpose: str | None = None,
        why: Why | None = None,
    ) -> None:
        """Keep a question of the group's own, or say what to mend."""
        bot, guild = interaction.client, guild_of(interaction)
        by = await bot.actor(interaction)
        sort = sorts.sort_of(point, theme, purpose)
        draft = Draft(text, sort.point, sort.theme, sort.purpose, why)
        work = bot.services.own_prompts.add(guild, by, draft)
        await _written(interaction, work, "prompts.added")

    @app_commands.command(name=called("edit"), description=described("command.prompt.edit"))
    @options(
        prompt="command.prompt.prompt",
        text="command.prompt.text",
        point="command.prompt.point",
        theme="command.prompt.theme",
        purpose="command.prompt.purpose",
        why="command.prompt.why",
    )
    @app_commands.choices(point=sorts.POINTS, purpose=sorts.PURPOSES)
    async def edit(
        self,
        interaction: Interaction,
        prompt: str,
        text: Text | None = None,
        point: str | None = None,
        theme: str | None = None,
        purpose: str | None = None,
        why: Why | None = None,
    ) -> None:
        """Change one of the group's own; a retired one comes back."""
        bot, guild = interaction.client, guild_of(interaction)
        by = await bot.actor(interaction)
        sort = sorts.sort_of(point, theme, purpose)
        draft = Draft(text, sort.point, sort.theme, sort.purpose, why)
        work = bot.services.own_prompts.edit(guild, by, PromptId(prompt), draft)
        await _written(interaction, work, "prompts.edited")

    @app_commands.command(name=called("retire"), description=described("command.prompt.retire"))
    @options(prompt="command.prompt.prompt")
    async def retire(self, interaction: Interaction, prompt: str) -> None:
        """Offer one of the group's own no longer."""
        bot, guild = interaction.client, guild_of(interaction)
        by = await bot.actor(interaction)
        work = bot.services.own_prompts.retire(guild, by, PromptId(prompt))
        one = await bot.defer_if_slow(interaction, work)
        await answer(interaction, groups_own.retired(one, bot.say(interaction)))

    @app_commands.command(name=called("import"), description=described("command.prompt.import"))
    @options(file="command.prompt.file")
    async def take_in(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Read a file and show what taking it would do; nothing is written yet."""
        bot = interaction.client
        read = await bot.defer_if_slow(interaction, _read(interaction, file))
        view = packs.difference(read.diff, read.handle, bot.say(interaction))
        await answer(interaction, view)

    @app_commands.command(name=called("export"), description=described("command.prompt.export"))
    @options(format="command.prompt.format")
    @app_commands.choices(format=FORMATS)
    async def export(self, interaction: Interaction, format: str = Format.TOML.value) -> None:  # noqa: A002 - the option's name is fixed
        """Hand out the group's own questions as a file that can be taken in again."""
        bot, guild = interaction.client, guild_of(interaction)
        by = await bot.actor(interaction)
        work = bot.services.packs.export(guild, by, read_as(Format, format))
        parts = await bot.defer_if_slow(interaction, work)
        some = len(parts) > 1
        numbered = {
            f"questions{f'-{number}' if some else ''}.{format}": part
            for number, part in enumerate(parts, start=1)
        }
        handed = [discord.File(io.BytesIO(part), name) for name, part in numbered.items()]
        view = packs.given(list(numbered), bot.say(interaction))
        await answer(interaction, view, handed)

    @find.autocomplete("text")
    async def situations(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Show what fits while somebody types, from memory; one that is chosen comes first."""
        return await looking.choices(interaction, typed)

    @find.autocomplete("theme")
    @add.autocomplete("theme")
    @edit.autocomplete("theme")
    async def themes(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer themes one of whose names holds what was typed, those that begin so first."""
        return sorts.themes_like(typed, interaction.client.say(interaction))

    @edit.autocomplete("prompt")
    @retire.autocomplete("prompt")
    async def own(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the group's own questions to those who may change them."""
        bot, guild = interaction.client, guild_of(interaction)
        kept = await bot.services.own_prompts.all(guild, await bot.actor(interaction))
        wanted = fold(typed[:LONGEST])
        fits = [one.prompt for one in kept if wanted in fold(one.prompt.text)]
        return prompts.offered(fits[:CHOICES])


async def _written(interaction: Interaction, work: Awaitable[Outcome], done: str) -> None:
    """Write a question down and say what became of it; `done` names what was done."""
    bot = interaction.client
    outcome = await bot.defer_if_slow(interaction, work)
    await answer(interaction, groups_own.written(outcome, bot.say(interaction), done))


async def _read(interaction: Interaction, file: discord.Attachment) -> Read:
    bot, guild = interaction.client, guild_of(interaction)
    by = await bot.actor(interaction)
    bot.services.packs.must_fit(by, file.size)
    return await bot.services.packs.read(guild, by, file.filename, await fetched(file))


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(PromptCommands())
