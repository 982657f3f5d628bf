"""After a lapse: is one safe, what came before, what would help; then whether it is kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from discord import ui

from bot.content import lapse
from bot.domain.errors import StoreFault
from bot.domain.ids import EntryId, MemberId, short
from bot.domain.journal.entry import JournalEntry
from bot.domain.journal.lapse import LapseField, noted
from bot.domain.journal.settings import JournalSettings
from bot.services.journal.check_ins import must_be_of_a_day
from bot.services.journal.drafts import Written, fresh_id
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.journal.checkin import draw, forms
from cogs.ui.journal.checkin.entry_presses import tell_changed
from cogs.ui.journal.heard import calls_for_help, heard_if_refused, heard_in, with_care
from cogs.ui.kit.admission import countries, country
from cogs.ui.kit.answer import privately, settled
from cogs.ui.kit.button import Interaction, button, on_press
from cogs.ui.kit.command import answer, home_of
from cogs.ui.kit.content import help_for
from cogs.ui.kit.form import Given, on_submit, open_form
from cogs.ui.kit.helplines import first_line, numbers
from cogs.ui.kit.ids import CustomId, entry_in
from cogs.ui.kit.sheet import Block, clock, cut, lines, paragraphs, row, sheet

DECIDES = frozenset({"lapse_keep", "lapse_drop"})
"""The buttons that say whether it is kept."""


async def begin(interaction: Interaction) -> None:
    """Ask first whether somebody is safe; nothing has to be written for that, or be known."""
    view = first_safe(await countries(interaction), interaction.client.say(interaction))
    await answer(interaction, view)


def first_safe(where: Sequence[str], say: Say) -> ui.LayoutView:
    """Say whom to call and what matters now, then offer to go on; all numbers of two countries."""
    found = [help_for(one) for one in where] or [help_for(None)]
    firsts = dict.fromkeys(first_line(one, say) for one in found)
    return sheet(
        lines(
            say("lapse.first.heading"),
            say("lapse.first.call", number=numbers(found, say)),
            say("lapse.first.life", line=Shown(" ".join(firsts))),
        ),
        lines(
            say("lapse.first.about_substances"),
            *(say(f"lapse.safe.{one.sentence}") for one in lapse.load().first),
            say("lapse.first.about_else"),
        ),
        row(
            button(CustomId("lapse"), say, main=True),
            button(CustomId("lapse_more"), say),
            button(CustomId("help_lines"), say),
        ),
    )


def after(
    entry: JournalEntry, until: datetime | None, say: Say, *, calls: bool
) -> tuple[str | Block | None, ...]:
    """Give the next day in their own words first, then all else, and ask whether to keep it.

    `calls` tells whether whom to call stands above it, with *Help lines*.
    """
    first = [one for one in (LapseField.NEXT_DAY, LapseField.WHO) if one in entry.answers]
    told = [
        say(f"lapse.after.{field}", text=Shown(cut(escaped(entry.answers[field]), draw.SHOWN)))
        for field in first
    ]
    rest = {name: text for name, text in entry.answers.items() if name not in first}
    words = draw.own_words(replace(entry, answers=rest), JournalSettings(), say)
    number = short(entry.id)
    actions = ("lapse_keep", "lapse_change", "lapse_drop") if until else ()
    buttons = [button(CustomId(one, argument=number), say) for one in actions]
    return (
        paragraphs(
            lines(say("lapse.after.heading"), *(told or [say("lapse.after.nothing_written")])),
            say("lapse.after.not_reset"),
            words,
        ),
        _asked(entry, until, say),
        row(*buttons, None if calls else button(CustomId("help_lines"), say)),
    )


def _asked(entry: JournalEntry, until: datetime | None, say: Say) -> str:
    if until is None:
        return say("lapse.after.not_saved") if entry.answers else ""
    ask = "ask_keep" if entry.answers else "ask_mark"
    return say(f"lapse.after.{ask}", until=clock(until))


@on_press("lapse")
async def open_lapse(interaction: Interaction, _: CustomId) -> None:
    """Open the form."""
    custom_id = CustomId("lapse", argument=short(fresh_id()))
    await open_form(interaction, forms.lapse_form(custom_id, interaction.client.say(interaction)))


@on_press("lapse_more", waits=False)
async def more_safety(interaction: Interaction, _: CustomId) -> None:
    """Say more on staying safe, beside what is there."""
    say = interaction.client.say(interaction)
    told = (say(f"lapse.more.{one.sentence}") for one in lapse.load().more)
    await answer(interaction, sheet(lines(say("lapse.more.heading"), *told, say("lapse.more.ask"))))


@on_submit("lapse")
@heard_if_refused
async def written(interaction: Interaction, custom_id: CustomId, given: Given) -> None:
    """Give it back, and ask whether to keep it; without the store it is given back all the same."""
    care, say = await heard_in(given), interaction.client.say(interaction)
    held = await _hold(interaction, entry_in(custom_id.argument), given)
    if held.kept:
        await tell_changed(interaction, held.entry, care)
        return
    parts = after(held.entry, held.until, say, calls=calls_for_help(care))
    await privately(interaction, with_care(care, await country(interaction), say, *parts))


@on_press("lapse_change")
async def change(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form again with what was written, before it is kept and after."""
    bot, number = interaction.client, entry_in(custom_id.argument)
    work = bot.services.drafts.read(MemberId(interaction.user.id), number)
    found = must_be_of_a_day(await bot.defer_if_slow(interaction, work)).entry
    custom_id = CustomId("lapse", argument=short(number))
    await open_form(interaction, forms.lapse_form(custom_id, bot.say(interaction), found.answers))


@on_press("lapse_keep")
async def keep(interaction: Interaction, custom_id: CustomId) -> None:
    """Keep it, as its author says; what they wrote and whom to call stay in sight."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    work = bot.services.drafts.keep(me, entry_in(custom_id.argument))
    await bot.defer_if_slow(interaction, work)
    await settled(interaction, DECIDES, bot.say(interaction)("lapse.after.kept"))


@on_press("lapse_drop")
async def drop(interaction: Interaction, custom_id: CustomId) -> None:
    """Forget it; the words stay on their screen."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    held = bot.services.drafts.let_go(me, entry_in(custom_id.argument))
    key = "not_marked" if held is not None and not held.entry.answers else "not_kept"
    done = DECIDES | {"lapse_change"}
    await settled(interaction, done, bot.say(interaction)(f"lapse.after.{key}"))


async def _hold(interaction: Interaction, number: EntryId, given: Given) -> Written:
    bot, me = interaction.client, MemberId(interaction.user.id)
    typed = forms.answers_in(given, LapseField)
    place = home_of(interaction)
    try:
        work = bot.services.check_ins.lapse(me, place, number, typed)
        return await bot.defer_if_slow(interaction, work)
    except StoreFault:
        entry = noted(number, typed, bot.services.clock.now(), JournalSettings())
        return Written(entry, place, kept=False)
