"""Presses in `Private help`; nobody is told anything unasked."""

from dataclasses import replace
from functools import wraps

from discord import ui

from bot.domain.errors import StoreFault
from bot.domain.ids import GuildId, MemberId
from bot.domain.meeting import help_requests
from bot.domain.meeting.form_entries import AidKind
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import MeetingOver, sees_room
from bot.services.meeting.private_help import Ears
from cogs.ui.kit.admission import chosen_country, country
from cogs.ui.kit.answer import besides, follow, privately, tell
from cogs.ui.kit.button import Interaction, Pressed, chosen, on_press
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.helplines import crisis
from cogs.ui.kit.ids import NO_MEETING, CustomId, read_as
from cogs.ui.kit.without_store import promptly
from cogs.ui.private_help import draw as drawn
from cogs.ui.private_help.draw import aid_form
from cogs.ui.private_help.request_status import asked


def with_lines(does: Pressed) -> Pressed:
    """Let a press that could not be saved say so, and who is there all the same."""

    @wraps(does)
    async def pressed(interaction: Interaction, custom_id: CustomId) -> None:
        try:
            await does(interaction, custom_id)
        except StoreFault:
            bot = interaction.client
            if bot.was_done(interaction):
                raise
            view = drawn.not_passed_on(await country(interaction), bot.say(interaction))
            await privately(interaction, view)

    return pressed


@on_press("help", waits=False)
async def private_help(interaction: Interaction, custom_id: CustomId) -> None:
    """Show numbers first, then what one can ask for."""
    await show_help(interaction, custom_id)


@on_press("country", waits=False)
async def another_country(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the lines of another country."""
    wanted, say = chosen(interaction), interaction.client.say(interaction)
    interaction.client.services.countries.choose(MemberId(interaction.user.id), wanted)
    if custom_id.meeting == NO_MEETING:
        await privately(interaction, crisis(wanted, say, chosen=wanted))
    else:
        await show_help(interaction, custom_id)


@on_press("countries", waits=False)
async def countries(interaction: Interaction, custom_id: CustomId) -> None:
    """Show every country to choose from."""
    if custom_id.meeting == NO_MEETING:
        where, say = await country(interaction), interaction.client.say(interaction)
        await privately(interaction, crisis(where, say, choosing=True))
    else:
        await show_help(interaction, custom_id, choosing=True)


@on_press("how", waits=False)
async def how(interaction: Interaction, custom_id: CustomId) -> None:
    """Say how this works."""
    meeting = await promptly(running(interaction, custom_id), None)
    say = interaction.client.say(interaction)
    await privately(interaction, drawn.how_this_works(meeting, say))


@on_press("word")
@with_lines
async def private_word(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask those who lead for a private word."""
    await ask(interaction, custom_id, AidKind.WORD, "")


@on_press("asked")
@with_lines
async def my_request(interaction: Interaction, custom_id: CustomId) -> None:
    """Show what became of one's request; after the meeting, who else is there."""
    bot, meeting = interaction.client, await running(interaction, custom_id)
    if meeting is not None:
        await show_request(interaction, meeting)
        return
    me, now = MemberId(interaction.user.id), bot.services.clock.now()
    await privately(interaction, asked(Ears(), me, now, bot.say(interaction)))


@on_press("aid_back")
@with_lines
async def take_back(interaction: Interaction, custom_id: CustomId) -> None:
    """Take back what one asked for, while nobody has read it."""
    bot = interaction.client
    work = bot.services.support.take_back(custom_id.meeting, await bot.actor(interaction))
    await bot.defer_if_slow(interaction, work)
    await tell(interaction, "help.taken_back")


@on_press("add_note")
@with_lines
async def add_note(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for a few words."""
    bot = interaction.client
    meeting, kind = (
        await bot.services.meetings.get(custom_id.meeting),
        read_as(AidKind, custom_id.argument),
    )
    mine = help_requests.of(meeting, MemberId(interaction.user.id))
    form = aid_form(meeting, kind, mine.note if mine else "", bot.say(interaction))
    await open_form(interaction, form)


@on_submit("add_note")
async def noted(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Add the words to the request."""
    words = text_value(filled, "text")
    try:
        await ask(interaction, custom_id, read_as(AidKind, custom_id.argument), words)
    except StoreFault as fault:
        bot = interaction.client
        if await bot.refuse(interaction, fault, words) and not bot.was_done(interaction):
            view = drawn.not_passed_on(await country(interaction), bot.say(interaction))
            await besides(interaction, view)


async def ask(interaction: Interaction, custom_id: CustomId, kind: AidKind, note: str) -> None:
    """Pass a request on, and show what becomes of it."""
    bot = interaction.client
    work = bot.services.support.ask(custom_id.meeting, await bot.actor(interaction), kind, note)
    await show_request(interaction, await bot.defer_if_slow(interaction, work))


async def show_request(interaction: Interaction, meeting: LiveMeeting) -> None:
    """Answer with one's request as it stands; the answer follows what becomes of it."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    say, mine = bot.say(interaction), help_requests.of(meeting, me)

    async def draw(now: LiveMeeting | None) -> ui.LayoutView:
        ears = await bot.services.support.ears(meeting.guild, now)
        return asked(ears, me, bot.services.clock.now(), say)

    def cares(now: LiveMeeting | None) -> object:
        return (help_requests.of(now, me), now.facilitators) if now else None

    asked_at = mine.asked_at if mine else None
    view = await draw(meeting)
    unheard_at = asked_at and asked_at + help_requests.UNHEARD_AFTER
    await follow(interaction, "request", meeting, view, draw, cares, unheard_at)


async def show_help(
    interaction: Interaction, custom_id: CustomId, *, choosing: bool = False
) -> None:
    """Answer with the help for this person."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    ears = await ears_for(interaction, custom_id)
    say, now = bot.say(interaction), bot.services.clock.now()
    await privately(interaction, drawn.private_help(ears, me, now, say, choosing=choosing))


async def ears_for(interaction: Interaction, custom_id: CustomId) -> Ears:
    """Tell who could hear this person, here and now; to a stranger nothing of a closed room.

    Where the store does not answer at once, what is known from memory.
    """
    guild = GuildId(interaction.guild_id) if interaction.guild_id else None
    known = interaction.client.services.support.ears_without_store(guild)
    ears = await promptly(_ears(interaction, custom_id, guild), known)
    return replace(ears, country=chosen_country(interaction) or ears.country)


async def _ears(interaction: Interaction, custom_id: CustomId, guild: GuildId | None) -> Ears:
    bot, meeting = interaction.client, await running(interaction, custom_id)
    by = await bot.actor(interaction)
    hidden = meeting is not None and not (sees_room(meeting, by) or meeting.is_removed(by.id))
    return await bot.services.support.ears(guild, None if hidden else meeting)


async def running(interaction: Interaction, custom_id: CustomId) -> LiveMeeting | None:
    """Give the meeting if it is still running; help is there without it too."""
    if custom_id.meeting == NO_MEETING:
        return None
    try:
        return await interaction.client.services.meetings.get(custom_id.meeting)
    except MeetingOver:
        return None
