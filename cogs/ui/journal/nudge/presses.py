"""The schedule as it is asked for, and presses on the messages that come from it."""

from datetime import date

from bot.domain.errors import BeforeUpdate
from bot.domain.ids import MemberId
from bot.domain.journal.schedule import WEEK
from bot.domain.journal.typed_times import time_of_day, weekdays
from bot.services.journal.nudges import When
from cogs.ui.journal.nudge import draw
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.command import answer
from cogs.ui.kit.ids import CustomId


async def show(interaction: Interaction) -> None:
    """Show the schedule of whoever asks."""
    bot = interaction.client
    work = bot.services.nudges.planned(MemberId(interaction.user.id))
    found = await bot.defer_if_slow(interaction, work)
    await answer(interaction, draw.planned(found, bot.say(interaction)))


async def plan(interaction: Interaction, at: str, days: str, day_begins: int | None) -> None:
    """Ask from now on at the time and on the days that were typed."""
    bot, say = interaction.client, interaction.client.say(interaction)
    language = bot.language_of(interaction)
    on = weekdays(days, language, draw.typed_groups(say)) if days else tuple(WEEK)
    when = When(time_of_day(at, language), on, day_begins)
    work = bot.services.nudges.plan(MemberId(interaction.user.id), when, language)
    found = await bot.defer_if_slow(interaction, work)
    await answer(interaction, draw.planned(found, say, is_new=True))


async def stop(interaction: Interaction) -> None:
    """Ask no more."""
    bot = interaction.client
    work = bot.services.nudges.stop(MemberId(interaction.user.id))
    await bot.defer_if_slow(interaction, work)
    await privately(interaction, draw.stopped(bot.say(interaction)))


@on_press("nudge_stop")
async def stop_pressed(interaction: Interaction, _: CustomId) -> None:
    """Ask no more."""
    await stop(interaction)


@on_press("nudge_on")
async def start_again(interaction: Interaction, _: CustomId) -> None:
    """Ask again after a pause."""
    bot = interaction.client
    work = bot.services.nudges.go_on(MemberId(interaction.user.id))
    found = await bot.defer_if_slow(interaction, work)
    await privately(interaction, draw.started(found, bot.say(interaction)))


@on_press("nudge_not")
async def not_today(interaction: Interaction, _: CustomId) -> None:
    """Leave it for today: a question that was seen is not one that went by."""
    bot = interaction.client
    work = bot.services.nudges.go_on(MemberId(interaction.user.id))
    found = await bot.defer_if_slow(interaction, work)
    await privately(interaction, draw.not_today(found, bot.say(interaction)))


@on_press("snooze")
async def put_off(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask again in an hour."""
    bot = interaction.client
    work = bot.services.nudges.put_off(MemberId(interaction.user.id), _day(custom_id.argument))
    found = await bot.defer_if_slow(interaction, work)
    await privately(interaction, draw.put_off(found, bot.say(interaction)))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BeforeUpdate from None
