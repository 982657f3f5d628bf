"""Presses on the plan of the week; every answer is for its author alone."""

from datetime import timedelta
from functools import partial

from bot.domain.errors import BeforeUpdate
from bot.domain.ids import EntryId, MemberId
from bot.domain.journal.entry import JournalEntry
from bot.domain.journal.plan import PlanOutcome, is_due_back
from bot.services.journal.drafts import Written, fresh_id
from bot.services.journal.plans import sheet as plan_sheet
from cogs.ui.journal.choice import chosen_first, opens
from cogs.ui.journal.heard import heard_if_refused, heard_in, with_care
from cogs.ui.journal.plans import draw as drawn
from cogs.ui.journal.worksheets.draw import LESS_ROOM, ROOM
from cogs.ui.journal.worksheets.presses import entry_in
from cogs.ui.kit.admission import country
from cogs.ui.kit.answer import besides, privately, tell
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.command import home_of
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.ids import CustomId, number_in, read_as
from cogs.ui.kit.sheet import day, row


@on_press("plan")
async def make(interaction: Interaction, _: CustomId) -> None:
    """Open the form for a plan; the first time the choice comes before it."""
    await open_plan(interaction, "")


@opens("plan")
async def open_plan(interaction: Interaction, _: str) -> None:
    """Open the form for a new plan."""
    if await chosen_first(interaction, "plan") is not None:
        say = interaction.client.say(interaction)
        await open_form(interaction, drawn.plan_form(plan_sheet(), fresh_id(), 0, None, say))


@on_press("plan_page")
async def page(interaction: Interaction, custom_id: CustomId) -> None:
    """Open a page of a plan, with what stands in it already."""
    entry, number, _ = _page(custom_id)
    written = await plan_of(interaction, entry)
    say = interaction.client.say(interaction)
    await open_form(interaction, drawn.plan_form(plan_sheet(), entry, number, written.entry, say))


@on_submit("plan_page")
@heard_if_refused
async def sent(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Keep a page of a plan, or hold it for a while."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    entry, number, begins = _page(custom_id)
    typed = {name: text_value(filled, name) for name in filled}
    place = home_of(interaction)
    work = bot.services.plans.write(me, place, entry, number, typed, begins=begins)
    written = await bot.defer_if_slow(interaction, work)
    key = "plan.kept" if written.kept else "plan.not_kept"
    await show(interaction, written, bot.say(interaction)(key), filled)


@on_press("plan_read")
async def again(interaction: Interaction, custom_id: CustomId) -> None:
    """Show a plan."""
    await show(interaction, await plan_of(interaction, entry_in(custom_id.argument)))


@on_press("plan_nudge")
async def nudge(interaction: Interaction, custom_id: CustomId) -> None:
    """Want a nudge after a while, or none."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    say, entry = bot.say(interaction), entry_in(custom_id.argument)
    hours = number_in(chosen(interaction))
    if hours not in (0, *drawn.NUDGES):
        raise BeforeUpdate
    if hours:
        after, language = timedelta(hours=hours), bot.language_of(interaction)
        work = bot.services.plan_nudges.want(me, entry, after, language)
        note = say("plan.nudge.set", at=day(await bot.defer_if_slow(interaction, work)))
    else:
        await bot.defer_if_slow(interaction, bot.services.plan_nudges.call_off(me, entry))
        note = say("plan.nudge.off")
    await show(interaction, await plan_of(interaction, entry), note)


@on_press("plan_earlier")
async def before(interaction: Interaction, _: CustomId) -> None:
    """Show the plan from before that was chosen."""
    await show(interaction, await plan_of(interaction, entry_in(chosen(interaction))))


@on_press("plan_delete")
async def delete(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask once before it is deleted."""
    written = await plan_of(interaction, entry_in(custom_id.argument))
    await privately(
        interaction, drawn.sure_to_delete(written.entry, interaction.client.say(interaction))
    )


@on_press("plan_gone")
async def gone(interaction: Interaction, custom_id: CustomId) -> None:
    """Delete it for good."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    work = bot.services.plans.delete(me, entry_in(custom_id.argument))
    await bot.defer_if_slow(interaction, work)
    await tell(interaction, "plan.deleted")


@on_press("plan_came")
async def came(interaction: Interaction, custom_id: CustomId) -> None:
    """Keep how it went; no answer is a bad one."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    entry, _, how = custom_id.argument.partition(".")
    outcome = read_as(PlanOutcome, how)
    work = bot.services.plans.say_how(me, entry_in(entry), outcome)
    await bot.defer_if_slow(interaction, work)
    await privately(interaction, drawn.thanked(outcome, bot.say(interaction)))


async def ask_back(interaction: Interaction, entry: EntryId) -> None:
    """Ask somebody who has just come in how their plan went; said beside the answer to that."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    found = await bot.services.plans.recall(me, entry)
    if found is not None:
        say = bot.say(interaction)
        await besides(interaction, drawn.recalled(found, plan_sheet(), say))


async def show(
    interaction: Interaction,
    written: Written,
    note: str = "",
    typed: Given | None = None,
    before: tuple[JournalEntry, ...] = (),
) -> None:
    """Show a plan, and where it is due how it can have gone; `before` are those from earlier."""
    bot, say, entry = interaction.client, interaction.client.say(interaction), written.entry
    care = await heard_in(typed or {})
    where = await country(interaction) if care else None
    comes = (
        None if note else await bot.services.plan_nudges.due(MemberId(interaction.user.id), written)
    )
    note = say("plan.nudge.comes", at=day(comes)) if comes else note
    due = written.kept and is_due_back(entry, bot.services.clock.now())
    how = row(*drawn.how_buttons(entry, say)) if due else None
    first, *rest = drawn.shown(
        written,
        plan_sheet(),
        say,
        note,
        above=partial(with_care, care, where, say),
        room=LESS_ROOM if care else ROOM,
        more=(how, drawn.earlier(before, say)),
        here=await _here(interaction, written),
    )
    await privately(interaction, first)
    for part in rest:
        await besides(interaction, part)


async def _here(interaction: Interaction, written: Written) -> drawn.Here | None:
    """Give by which clock days are said; None for who has said no zone, outside a group."""
    services, me = interaction.client.services, MemberId(interaction.user.id)
    zone = (await services.choices.settings(me, written.place)).zone
    return drawn.Here(services.clock.now(), zone) if zone else None


async def plan_of(interaction: Interaction, entry: EntryId) -> Written:
    """Give one of the presser's own plans. Raises EntryGone."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    return await bot.defer_if_slow(interaction, bot.services.plans.read(me, entry))


def _page(custom_id: CustomId) -> tuple[EntryId, int, bool]:
    entry, _, rest = custom_id.argument.partition(".")
    page, _, new = rest.partition(".")
    if page not in {"0", "1"}:
        raise BeforeUpdate
    return entry_in(entry), int(page), new == "new"
