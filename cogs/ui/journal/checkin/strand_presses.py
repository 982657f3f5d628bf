"""What somebody follows: something new, another name for it, or no more of it."""

from bot.domain.ids import MemberId
from bot.domain.journal.strands import followed, must_follow
from cogs.ui.journal.checkin import forms
from cogs.ui.journal.checkin.strand_cards import (
    dropped_card,
    strand_card,
    strands_card,
    sure_to_drop,
    to_history,
)
from cogs.ui.journal.heard import heard_if_refused
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.ids import CustomId, number_in
from cogs.ui.kit.sheet import row, sheet


@on_press("strand_new")
async def name_new(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask what is to be followed."""
    await open_form(interaction, forms.strand_form(custom_id, interaction.client.say(interaction)))


@on_submit("strand_new")
@heard_if_refused
async def follow(interaction: Interaction, _: CustomId, given: Given) -> None:
    """Follow it from now on."""
    bot, name = interaction.client, text_value(given, forms.NAME)
    rule = lambda settings: followed(settings, name)  # noqa: E731 - one rule
    work = bot.services.choices.change(MemberId(interaction.user.id), rule)
    settings = await bot.defer_if_slow(interaction, work)
    say = bot.say(interaction)
    told = say("checkin.follow.added", name=settings.strands[-1].name)
    await privately(interaction, sheet(told, row(to_history(say))))


@on_press("strands")
async def show_all(interaction: Interaction, _: CustomId) -> None:
    """Show all that is followed."""
    bot = interaction.client
    work = bot.services.choices.settings(MemberId(interaction.user.id))
    settings = await bot.defer_if_slow(interaction, work)
    await privately(interaction, strands_card(settings, bot.say(interaction)))


@on_press("strand_pick")
async def pick(interaction: Interaction, _: CustomId) -> None:
    """Show the one that was chosen."""
    await _show(interaction, chosen(interaction))


@on_press("strand")
async def show(interaction: Interaction, custom_id: CustomId) -> None:
    """Show one of them again."""
    await _show(interaction, custom_id.argument)


@on_press("strand_name")
async def name_anew(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask for another name."""
    bot, number = interaction.client, number_in(custom_id.argument)
    work = bot.services.choices.settings(MemberId(interaction.user.id))
    strand = must_follow(await bot.defer_if_slow(interaction, work), number)
    await open_form(interaction, forms.strand_form(custom_id, bot.say(interaction), strand.name))


@on_submit("strand_name")
@heard_if_refused
async def renamed(interaction: Interaction, custom_id: CustomId, given: Given) -> None:
    """Call it so from now on."""
    bot, number = interaction.client, number_in(custom_id.argument)
    me, name = MemberId(interaction.user.id), text_value(given, forms.NAME)
    settings = await bot.defer_if_slow(interaction, bot.services.strands.rename(me, number, name))
    say = bot.say(interaction)
    told = say("checkin.follow.renamed", name=must_follow(settings, number).name)
    await privately(interaction, strands_card(settings, say, told))


@on_press("strand_drop")
async def ask(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask once, and what becomes of its numbers."""
    bot, number = interaction.client, number_in(custom_id.argument)
    work = bot.services.strands.look(MemberId(interaction.user.id), number)
    found = await bot.defer_if_slow(interaction, work)
    await privately(interaction, sure_to_drop(found, bot.say(interaction)))


@on_press("strand_gone", "strand_emptied")
async def drop(interaction: Interaction, custom_id: CustomId) -> None:
    """Follow it no longer, with its numbers or without."""
    bot, number = interaction.client, number_in(custom_id.argument)
    me, with_numbers = MemberId(interaction.user.id), custom_id.action == "strand_emptied"
    work = bot.services.strands.drop(me, number, with_numbers=with_numbers)
    done = await bot.defer_if_slow(interaction, work)
    await privately(interaction, dropped_card(done, bot.say(interaction)))


async def _show(interaction: Interaction, text: str) -> None:
    bot, number = interaction.client, number_in(text)
    work = bot.services.choices.settings(MemberId(interaction.user.id))
    strand = must_follow(await bot.defer_if_slow(interaction, work), number)
    await privately(interaction, strand_card(strand, bot.say(interaction)))
