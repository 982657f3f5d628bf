"""Looking back: the history, one entry of it, and changing, moving or deleting that."""

import io

import discord

from bot.documents.making import NotMade
from bot.documents.png import png
from bot.domain.ids import MemberId
from bot.domain.journal.entry import JournalEntry
from bot.domain.journal.typed_day import typed_day
from bot.domain.support.danger.level import Care
from bot.services.journal.check_ins import LookedBack
from cogs.ui.journal.checkin import draw, forms
from cogs.ui.journal.checkin.history import (
    EARLIER,
    USUAL_DAYS,
    alt_text,
    drawn,
    history,
)
from cogs.ui.journal.checkin.presses import strand_in
from cogs.ui.journal.checkin.strand_cards import to_history
from cogs.ui.journal.heard import heard_if_refused, heard_in, with_care
from cogs.ui.kit.admission import country
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, NothingChosen, chosen, on_press
from cogs.ui.kit.command import answer, home_of
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.ids import CustomId, entry_in, number_in
from cogs.ui.kit.sheet import picture, row, sheet

FILE = "history.png"


async def look_back(interaction: Interaction, days: int) -> None:
    """Show some days in a message of its own, as a picture too where there is enough for one."""
    seen, say = await _seen(interaction, days), interaction.client.say(interaction)
    if not seen.trend.is_picture:
        await answer(interaction, history(seen, say))
        return
    try:
        work = png(lambda: drawn(seen, say))
        raw = await interaction.client.defer_if_slow(interaction, work)
    except NotMade:
        await answer(interaction, history(seen, say, above=say("checkin.history.no_picture")))
        return
    shown = history(seen, say, drawn=picture(FILE, alt_text(seen, say)))
    await answer(interaction, shown, [discord.File(io.BytesIO(raw), FILE)])


@on_press("history")
async def look_back_pressed(interaction: Interaction, custom_id: CustomId) -> None:
    """Show as many days as the button says."""
    await look_back(interaction, custom_id.number or USUAL_DAYS)


@on_press("entry_pick")
async def pick(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the one that was chosen, or those before it."""
    picked = chosen(interaction)
    if picked != EARLIER:
        await _show(interaction, picked)
        return
    days, _, page = custom_id.argument.partition(".")
    seen = await _seen(interaction, number_in(days))
    say = interaction.client.say(interaction)
    await privately(interaction, history(seen, say, number_in(page) + 1))


@on_press("entry")
async def show(interaction: Interaction, custom_id: CustomId) -> None:
    """Show one entry."""
    await _show(interaction, custom_id.argument)


@on_press("entry_change")
async def change(interaction: Interaction, custom_id: CustomId) -> None:
    """Open its form, with what stands there."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    work = bot.services.check_ins.one(me, entry_in(custom_id.argument))
    found, settings = await bot.defer_if_slow(interaction, work)
    await open_form(interaction, forms.form_of(found.entry, settings, bot.say(interaction)))


@on_submit("entry_edit")
@heard_if_refused
async def changed(interaction: Interaction, custom_id: CustomId, given: Given) -> None:
    """Keep what it says now, in place of what it said."""
    bot, me, care = interaction.client, MemberId(interaction.user.id), await heard_in(given)
    number, check_ins = entry_in(custom_id.argument), bot.services.check_ins
    typed = {name: text_value(given, name) for name in given if name != forms.STRAND}
    work = check_ins.correct(me, number, typed, strand_in(given))
    written = await bot.defer_if_slow(interaction, work)
    await tell_changed(interaction, written.entry, care)


async def tell_changed(interaction: Interaction, entry: JournalEntry, care: Care | None) -> None:
    """Show what it says now; whom to call stands above it where that was heard."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    settings, say = await bot.services.choices.settings(me), bot.say(interaction)
    above = say("checkin.entry.changed")
    if care is None:
        await privately(interaction, draw.entry_card(entry, settings, say, above))
        return
    words = draw.own_words(entry, settings, say)
    await privately(interaction, with_care(care, await country(interaction), say, above, words))


@on_press("entry_move")
async def move(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask for the day it is to count for."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    work = bot.services.check_ins.one(me, entry_in(custom_id.argument), home_of(interaction))
    found, settings = await bot.defer_if_slow(interaction, work)
    now, say = bot.services.clock.now(), bot.say(interaction)
    days = settings.day_of(now), settings.latest_day(now)
    await open_form(interaction, forms.day_form(found.entry.id, found.entry.day, days, say))


@on_submit("entry_day")
async def moved(interaction: Interaction, custom_id: CustomId, given: Given) -> None:
    """Let it count for that day."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    earlier = text_value(given, forms.EARLIER).strip()
    wanted = earlier or text_value(given, forms.DAY)
    if not wanted:
        raise NothingChosen
    number, here = entry_in(custom_id.argument), home_of(interaction)
    work = bot.services.check_ins.move(me, number, typed_day(wanted), here)
    written = await bot.defer_if_slow(interaction, work)
    settings, say = await bot.services.choices.settings(me), bot.say(interaction)
    above = say("checkin.entry.moved")
    await privately(interaction, draw.entry_card(written.entry, settings, say, above))


@on_press("entry_delete")
async def delete(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask once."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    work = bot.services.check_ins.one(me, entry_in(custom_id.argument))
    found, _ = await bot.defer_if_slow(interaction, work)
    await privately(interaction, draw.sure_to_delete(found.entry, bot.say(interaction)))


@on_press("entry_gone")
async def deleted(interaction: Interaction, custom_id: CustomId) -> None:
    """Delete it."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    work = bot.services.drafts.drop(me, entry_in(custom_id.argument))
    await bot.defer_if_slow(interaction, work)
    say = bot.say(interaction)
    await privately(interaction, sheet(say("checkin.entry.deleted"), row(to_history(say))))


async def _show(interaction: Interaction, number: str) -> None:
    bot, me = interaction.client, MemberId(interaction.user.id)
    found, settings = await bot.defer_if_slow(
        interaction, bot.services.check_ins.one(me, entry_in(number))
    )
    await privately(interaction, draw.entry_card(found.entry, settings, bot.say(interaction)))


async def _seen(interaction: Interaction, days: int) -> LookedBack:
    bot, me = interaction.client, MemberId(interaction.user.id)
    return await bot.defer_if_slow(
        interaction, bot.services.check_ins.history(me, days, home_of(interaction))
    )
