"""Presses before a meeting, when it is over, or when its room is gone."""

from discord import ui

from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, MemberId, SeriesId
from bot.domain.zones import to_local
from bot.services.calendar.plans_asked import HalfAsked, PlanAsked
from bot.services.calendar.schedule import Scheduled
from cogs.ui.journal.heard import heard_if_refused, heard_in
from cogs.ui.kit.admission import country
from cogs.ui.kit.answer import besides, in_direct, privately, tell
from cogs.ui.kit.button import Interaction, on_press, on_refusal
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.ids import CustomId, entry_in
from cogs.ui.kit.names import title
from cogs.ui.kit.one_sentence import OF_ONE, meeting_and_start
from cogs.ui.kit.sheet import sheet
from cogs.ui.meetings.draw import asked_beside, scheduled, still_open, yours
from cogs.ui.meetings.next_time import FIELD, kept, line_form, noted
from cogs.ui.meetings.times import which_half


@on_press("keep_open")
async def keep_open(interaction: Interaction, custom_id: CustomId) -> None:
    """Let a text room take messages for half an hour more, and say until when."""
    bot = interaction.client
    by = await bot.actor(interaction)
    until = await bot.services.room_requests.keep_open(custom_id.meeting, by, custom_id.number)
    await privately(interaction, still_open(custom_id.meeting, until, bot.say(interaction)))


@on_press("open_again")
async def open_again(interaction: Interaction, custom_id: CustomId) -> None:
    """Open another room for a meeting whose room somebody deleted."""
    bot = interaction.client
    by = await bot.actor(interaction)
    await bot.defer_if_slow(
        interaction, bot.services.room_requests.open_again(custom_id.meeting, by)
    )
    await tell(interaction, "meeting.opens_again")


@on_press("open_now")
async def open_now(interaction: Interaction, custom_id: CustomId) -> None:
    """Open a meeting now that could not take place at its time."""
    bot = interaction.client
    by = await bot.actor(interaction)
    await bot.defer_if_slow(interaction, bot.services.room_requests.open_now(custom_id.meeting, by))
    await tell(interaction, "meeting.opens_now")


@on_press("bring_back")
async def bring_back(interaction: Interaction, custom_id: CustomId) -> None:
    """Post again what somebody deleted too often to have it come back by itself."""
    bot, by = interaction.client, await interaction.client.actor(interaction)
    work = bot.services.what_stands.bring_back(custom_id.meeting, by)
    came = await bot.defer_if_slow(interaction, work)
    await tell(interaction, "away.comes_back" if came else "away.is_back")


@on_press("event_back")
async def event_back(interaction: Interaction, custom_id: CustomId) -> None:
    """Let the event of a meeting be as planned again, whatever somebody did with it."""
    bot, by = interaction.client, await interaction.client.actor(interaction)
    work = bot.services.meeting_events.put_back(guild_of(interaction), custom_id.meeting, by)
    await bot.defer_if_slow(interaction, work)
    await tell(interaction, "event.back")


@on_press("event_leave")
async def event_leave(interaction: Interaction, custom_id: CustomId) -> None:
    """Let the event of a meeting be as somebody made it."""
    bot, by = interaction.client, await interaction.client.actor(interaction)
    work = bot.services.meeting_events.leave(guild_of(interaction), custom_id.meeting, by)
    await bot.defer_if_slow(interaction, work)
    await tell(interaction, "event.kept")


@on_press("facilitating")
async def facilitating(interaction: Interaction, custom_id: CustomId) -> None:
    """Take a yes of whoever is to lead a meeting, in a private message or in a channel."""
    bot = interaction.client
    meeting, start = meeting_and_start(custom_id)
    by = await bot.actor(interaction)
    planned = await bot.defer_if_slow(interaction, bot.services.who_leads.yes(meeting, by, start))
    say, is_direct = bot.say(interaction), interaction.guild_id is None
    await in_direct(interaction, yours(planned, say, with_line=not is_direct))
    if is_direct and planned.next_time:
        await besides(interaction, sheet(noted(planned.next_time, say)))


@on_press("take_it")
async def take_it(interaction: Interaction, custom_id: CustomId) -> None:
    """Let somebody who may lead step in for a meeting."""
    bot = interaction.client
    by = await bot.actor(interaction)
    work = bot.services.who_leads.take(custom_id.meeting, by)
    planned = await bot.defer_if_slow(interaction, work)
    await privately(interaction, yours(planned, bot.say(interaction)))


@on_press("cannot_lead")
async def cannot_lead(interaction: Interaction, custom_id: CustomId) -> None:
    """Take it that whoever is to lead a meeting can't, and say who is asked now."""
    bot = interaction.client
    meeting, _ = meeting_and_start(custom_id)
    work = bot.services.who_leads.give_back(meeting, MemberId(interaction.user.id))
    given = await bot.defer_if_slow(interaction, work)
    key = "given_back" if given.others_asked else "given_back_organisers"
    say = bot.say(interaction)
    words = say(f"meeting.lead.{key}", title=title(given.title, say))
    await in_direct(interaction, sheet(words))


@on_refusal
async def no_longer_asked(interaction: Interaction, custom_id: CustomId, refused: Refusal) -> bool:
    """Fold a direct message that asks who leads, where the answer comes too late."""
    if custom_id.action not in OF_ONE or interaction.guild_id is not None:
        return False
    words = interaction.client.say(interaction)(refused.key, **refused.facts)
    await in_direct(interaction, sheet(words))
    return True


@on_press("next_time")
async def write(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form with the line as it stands."""
    bot, series = interaction.client, SeriesId(entry_in(custom_id.argument))
    by = await bot.actor(interaction)
    known = await bot.services.next_time.read(_guild(interaction), by, series)
    await open_form(interaction, line_form(custom_id, known, bot.say(interaction)))


@on_submit("next_time_kept")
@heard_if_refused
async def written(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Keep the line; whom to call stands above the answer where that was heard."""
    bot, series = interaction.client, SeriesId(entry_in(custom_id.argument))
    by, typed = await bot.actor(interaction), text_value(filled, FIELD)
    work = bot.services.next_time.keep(_guild(interaction), by, series, typed)
    text = await bot.defer_if_slow(interaction, work)
    care, say = await heard_in(filled), bot.say(interaction)
    await privately(interaction, kept(text, care, await country(interaction), say))


def _guild(interaction: Interaction) -> GuildId | None:
    """Give the server, or None in a private message."""
    return GuildId(interaction.guild_id) if interaction.guild_id else None


def plan_shown(interaction: Interaction, made: Scheduled | PlanAsked | HalfAsked) -> ui.LayoutView:
    """Say what was planned, or ask."""
    setup, say = interaction.client.services.setup, interaction.client.say(interaction)
    if isinstance(made, HalfAsked):
        return which_half(made, say)
    if isinstance(made, PlanAsked):
        return asked_beside(made, say)
    today = to_local(interaction.client.services.clock.now(), made.series.timezone).date()
    doorway, needs = setup.doorway(made.server), setup.needs(made.server)
    return scheduled(made, say, doorway, needs, today=today)


@on_press("plan_half")
async def plan_half(interaction: Interaction, custom_id: CustomId) -> None:
    """Plan a meeting at the one of two hours that was meant."""
    bot, guild = interaction.client, guild_of(interaction)
    work = bot.services.plans_asked.half(guild, await bot.actor(interaction), custom_id.argument)
    await privately(
        interaction, plan_shown(interaction, await bot.defer_if_slow(interaction, work))
    )


@on_press("plan_beside")
async def plan_beside(interaction: Interaction, custom_id: CustomId) -> None:
    """Plan a meeting at the time of another one."""
    bot, guild = interaction.client, guild_of(interaction)
    work = bot.services.plans_asked.agreed(guild, await bot.actor(interaction), custom_id.argument)
    await privately(
        interaction, plan_shown(interaction, await bot.defer_if_slow(interaction, work))
    )
