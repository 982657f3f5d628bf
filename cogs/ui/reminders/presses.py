"""Presses around reminders: asked for, changed, taken back."""

from bot.domain.calendar.chosen_meeting import ChosenMeeting
from bot.domain.calendar.reminder import leads_typed
from bot.domain.errors import BeforeUpdate
from bot.domain.ids import MemberId, ReminderId
from bot.services.calendar.reminders.reminders import ReminderAsked
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.ids import NO_MEETING, CustomId, entry_in, number_in
from cogs.ui.reminders import draw
from cogs.ui.reminders.button import meant_by


@on_press("remind")
async def remind(interaction: Interaction, custom_id: CustomId) -> None:
    """Remind whoever presses; where they are reminded already, show how."""
    bot, guild = interaction.client, guild_of(interaction)
    if custom_id.argument:
        of = meant_by(custom_id.argument)
    elif custom_id.meeting != NO_MEETING:
        of = await bot.services.reminders.series_of(guild, custom_id.meeting)
    else:
        raise BeforeUpdate
    await _ask(interaction, ReminderAsked(of, bot.language_of(interaction), keeps=True))


@on_press("remind_every", "remind_date")
async def of_what(interaction: Interaction, custom_id: CustomId) -> None:
    """Remind of every date, or of one alone."""
    of = meant_by(custom_id.argument)
    await _ask(interaction, ReminderAsked(of, interaction.client.language_of(interaction)))


@on_press("remind_when")
async def when(interaction: Interaction, custom_id: CustomId) -> None:
    """Remind so long before."""
    leads = tuple(number_in(one) for one in chosen(interaction).split("."))
    await _ask_for(interaction, meant_by(custom_id.argument), leads)


@on_press("remind_other")
async def another_time(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask how long before."""
    say = interaction.client.say(interaction)
    await open_form(interaction, draw.another_time(meant_by(custom_id.argument), say))


@on_submit("remind_typed")
async def typed(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Remind so long before as was typed."""
    bot, say = interaction.client, interaction.client.say(interaction)
    words = {name: say(f"remind.typed.{name}") for name in ("before", "later")}
    leads = leads_typed(text_value(filled, "before"), bot.language_of(interaction), **words)
    await _ask_for(interaction, meant_by(custom_id.argument), leads)


@on_press("remind_stop")
async def stop(interaction: Interaction, custom_id: CustomId) -> None:
    """Remind no more."""
    bot, reminder = interaction.client, ReminderId(entry_in(custom_id.argument))
    work = bot.services.reminders.stop(MemberId(interaction.user.id), reminder)
    await bot.defer_if_slow(interaction, work)
    await privately(interaction, draw.stopped(bot.say(interaction)))


async def _ask_for(interaction: Interaction, of: ChosenMeeting, leads: tuple[int, ...]) -> None:
    await _ask(interaction, ReminderAsked(of, interaction.client.language_of(interaction), leads))


async def _ask(interaction: Interaction, asked: ReminderAsked) -> None:
    bot, guild = interaction.client, guild_of(interaction)
    by = await bot.actor(interaction)
    shown = await bot.defer_if_slow(interaction, bot.services.reminders.ask(guild, by, asked))
    await privately(interaction, draw.shown(shown, bot.say(interaction)))
