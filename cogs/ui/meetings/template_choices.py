"""Templates to choose from: ours, and the group's own."""

from discord import app_commands

from bot.content import templates
from bot.domain.language.folding import cut, fold
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.kit.button import OPTION
from cogs.ui.kit.command import Interaction, guild_of
from cogs.ui.kit.names import one_line

Choices = list[app_commands.Choice[str]]
MOST = 25


async def templates_offered(interaction: Interaction, typed: str) -> Choices:
    """Offer templates that fit what was typed: the group's own to those who plan meetings."""
    bot, say = interaction.client, interaction.client.say(interaction)
    by = await bot.actor(interaction)
    found = [(name, say(f"template.{name}")) for name in templates.load()]
    if interaction.guild_id and (by.may_plan):
        own = await bot.services.own_templates.of(guild_of(interaction))
        found += [(one.name, _label(one.name, one.template.total_minutes, say)) for one in own]
    fitting = [(name, label) for name, label in found if fold(typed) in fold(f"{label} {name}")]
    return [app_commands.Choice(name=label, value=name) for name, label in fitting[:MOST]]


def template_meant(typed: str, say: Say) -> str:
    """Give the name of the template that was chosen, or typed as it is shown."""
    shown = {fold(say(f"template.{name}")): name for name in templates.load()}
    return shown.get(fold(typed), typed)


def template_shown(name: str, say: Say) -> Shown:
    """Give what people know a template by: our sentence, or the group's own name for it."""
    if name in templates.load():
        return Shown(say(f"template.{name}"))
    return escaped(one_line(name, OPTION))


def _label(name: str, minutes: int, say: Say) -> str:
    """Name one of the group's own in a list, where Discord shows words as they are."""
    return cut(say("templates.choice", name=Shown(name), minutes=minutes), OPTION)
