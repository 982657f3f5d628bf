"""Presses in an urge: each is answered from what its button remembers, whatever else is away."""

from collections.abc import Awaitable
from datetime import datetime

from discord import ui

from bot.domain.errors import StoreFault
from bot.domain.ids import GuildId, MemberId
from bot.domain.journal.entry import JournalEntry
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.urge import COMES_BACK, WAIT, UrgeField, UrgeWay, begun, rated_again, tried
from bot.services.journal.drafts import fresh_id
from cogs.ui.journal.choice import chosen_first, opens
from cogs.ui.journal.urge import draw
from cogs.ui.journal.urge.carried import carried, read
from cogs.ui.kit.admission import chosen_country, country
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.command import answer, home_of
from cogs.ui.kit.helplines import crisis
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.without_store import promptly


async def begin(interaction: Interaction) -> None:
    """Begin at once: whatever is remembered of the server is enough."""
    bot = interaction.client
    server = bot.services.setup.remembered(GuildId(interaction.guild_id or 0))
    urge = begun(fresh_id(), {}, bot.services.clock.now(), JournalSettings())
    await answer(
        interaction,
        draw.begin(
            urge,
            chosen_country(interaction) or (server.country if server else None),
            bot.say(interaction),
        ),
    )


@on_press("help_lines", waits=False)
async def lines_to_call(interaction: Interaction, _: CustomId) -> None:
    """Show whom to call, beside the step, which stays."""
    await answer(
        interaction, crisis(await country(interaction), interaction.client.say(interaction))
    )


@on_press("urge_rate", waits=False)
async def rate(interaction: Interaction, custom_id: CustomId) -> None:
    """Take the first number, and offer what may help."""
    urge, _ = read(custom_id.argument)
    number: dict[str, str] = {UrgeField.BEFORE: chosen(interaction)}
    await _what_now(interaction, begun(urge.id, number, urge.at, JournalSettings()))


@on_press("urge_skip", "urge_what", waits=False)
async def what_now(interaction: Interaction, custom_id: CustomId) -> None:
    """Offer what may help."""
    await _what_now(interaction, read(custom_id.argument)[0])


@on_press("urge_breathe", waits=False)
async def breathe(interaction: Interaction, custom_id: CustomId) -> None:
    """Breathe for two minutes."""
    urge = tried(read(custom_id.argument)[0], UrgeWay.BREATHE)
    await _step(interaction, urge, draw.breathe(urge, interaction.client.say(interaction)))


@on_press("urge_plan", waits=False)
async def read_plan(interaction: Interaction, custom_id: CustomId) -> None:
    """Read the plan of whoever presses back, one step at a time."""
    urge, at = read(custom_id.argument)
    plan, say = await _plan(interaction), interaction.client.say(interaction)
    if plan:
        urge = tried(urge, UrgeWay.PLAN)
        await _step(interaction, urge, draw.plan_step(urge, plan, at, say))
    else:
        await _step(interaction, urge, draw.ideas(urge, say, away=plan is None))


@on_press("urge_wait", waits=False)
async def wait(interaction: Interaction, custom_id: CustomId) -> None:
    """Wait for a while, and be called back: by this message, and by a private one."""
    bot, urge = interaction.client, tried(read(custom_id.argument)[0], UrgeWay.WAIT)
    urges, say = bot.services.urges, bot.say(interaction)
    place = home_of(interaction)
    begins = urges.wait(MemberId(interaction.user.id), place, urge)
    work = urges.call_back(begins, place, bot.language_of(interaction))
    writes = await promptly(_done(work), otherwise=False)
    await _step(interaction, urge, draw.wait(urge, begins.since + WAIT, say, writes=writes))


@on_press("urge_again", waits=False)
async def again(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask how strong it is now."""
    urge, say = read(custom_id.argument)[0], interaction.client.say(interaction)
    await privately(interaction, draw.again(urge, say("urge.again.heading"), say))
    await _is_back(interaction, urge)


@on_press("urge_rated", waits=False)
async def rated(interaction: Interaction, custom_id: CustomId) -> None:
    """Take the second number, and offer to log it."""
    urge, _ = read(custom_id.argument)
    after = rated_again(urge, {UrgeField.AFTER: chosen(interaction)})
    await privately(interaction, draw.compared(after, interaction.client.say(interaction)))
    await _is_back(interaction, after)


@on_press("urge_unrated", waits=False)
async def unrated(interaction: Interaction, custom_id: CustomId) -> None:
    """Go on without a second number."""
    urge, _ = read(custom_id.argument)
    await privately(interaction, draw.compared(urge, interaction.client.say(interaction)))
    await _is_back(interaction, urge)


@on_press("urge_log", waits=False)
async def log(interaction: Interaction, custom_id: CustomId) -> None:
    """Log it, where its author keeps what they write."""
    await _log(interaction, custom_id.argument)


@opens("urge")
async def log_as_chosen(interaction: Interaction, which: str) -> None:
    """Log it after the choice whether anything is kept."""
    await _log(interaction, which)


@on_press("urge_drop", waits=False)
async def drop(interaction: Interaction, _: CustomId) -> None:
    """Keep nothing."""
    say = interaction.client.say(interaction)
    await privately(interaction, draw.ended(say("urge.log.dropped"), say))


async def _log(interaction: Interaction, which: str) -> None:
    urge, bot = read(which)[0], interaction.client
    say = bot.say(interaction)
    try:
        if await chosen_first(interaction, f"urge.{carried(urge)}") is None:
            return
        work = bot.services.urges.log(MemberId(interaction.user.id), home_of(interaction), urge)
        written = await bot.defer_if_slow(interaction, work)
    except StoreFault:
        await privately(interaction, draw.not_logged(urge, say))
        return
    words = say("urge.log.kept")
    if not written.kept:
        words = say("urge.log.not_kept", told=draw.told(urge, say))
    await privately(interaction, draw.ended(words, say))


async def _what_now(interaction: Interaction, urge: JournalEntry) -> None:
    plan, say = await _plan(interaction), interaction.client.say(interaction)
    until = _until(interaction, urge)
    await _step(interaction, urge, draw.what_now(urge, plan, say, until))


async def _plan(interaction: Interaction) -> draw.Plan:
    return await promptly(
        interaction.client.services.urges.plan(MemberId(interaction.user.id)), None
    )


async def _step(interaction: Interaction, urge: JournalEntry, view: ui.LayoutView) -> None:
    """Answer with a step; where a wait runs, this message is what changes at its end."""
    shown = await privately(interaction, view)
    wait = interaction.client.services.urges.running(urge.id)
    if shown is None or wait is None:
        return
    say = interaction.client.say(interaction)

    def over() -> ui.LayoutView | None:
        is_on = interaction.client.services.urges.running(urge.id) is wait
        return draw.again(wait.urge, say("urge.wait.over"), say) if is_on else None

    def forgotten() -> ui.LayoutView:
        return draw.forgotten(wait.urge, wait.since + WAIT, say)

    at = wait.since + COMES_BACK
    await interaction.client.live.change_at(
        shown.message, shown.edit, at, over, about=urge.id, given_up=forgotten
    )


def _until(interaction: Interaction, urge: JournalEntry) -> datetime | None:
    wait = interaction.client.services.urges.running(urge.id)
    return wait.since + WAIT if wait else None


async def _is_back(interaction: Interaction, urge: JournalEntry) -> None:
    """Call nobody back who is back already."""
    me, home = MemberId(interaction.user.id), home_of(interaction)
    await promptly(interaction.client.services.urges.is_back(me, home, urge), None)


async def _done(work: Awaitable[None]) -> bool:
    await work
    return True
