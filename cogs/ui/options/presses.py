"""Presses in `My options`."""

from bot.domain.ids import MemberId
from bot.domain.language.folding import fold
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import participation
from bot.domain.meeting.rights import hosts
from bot.domain.person import Actor, Way
from bot.services.meeting.members.door import Inside
from bot.text.catalog import escaped
from cogs.ui.console.keeping_shown import open_console, show_console
from cogs.ui.door import draw as door_drawn
from cogs.ui.door.presses import knock
from cogs.ui.kit.admission import in_sight, welcome
from cogs.ui.kit.answer import decide, privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.ids import OWN, CustomId, read_as
from cogs.ui.kit.names import lead_name, own_name
from cogs.ui.options import draw as drawn
from cogs.ui.options.draw import name_form


@on_press("options")
async def options(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the console for whoever leads, one's own options for everyone else."""
    bot = interaction.client
    by, meeting = await bot.actor(interaction), await welcome(interaction, custom_id)
    if custom_id.argument != OWN and hosts(meeting, by):
        await open_console(interaction, meeting)
    else:
        await show_options(interaction, meeting, by)


@on_press("whats_now")
async def whats_now(interaction: Interaction, custom_id: CustomId) -> None:
    """Say where the evening stands."""
    bot = interaction.client
    by, meeting = await bot.actor(interaction), await in_sight(interaction, custom_id)
    await privately(interaction, drawn.whats_now(meeting, by, bot.say(interaction)))


@on_press("larger")
async def larger(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the card's words larger."""
    bot = interaction.client
    meeting, now = await in_sight(interaction, custom_id), bot.services.clock.now()
    await privately(interaction, drawn.larger(meeting, now, bot.say(interaction)))


@on_press("way")
async def way(interaction: Interaction, custom_id: CustomId) -> None:
    """Change how one takes part."""
    bot = interaction.client
    by, wanted = await bot.actor(interaction), read_as(Way, chosen(interaction))
    entry = await bot.defer_if_slow(
        interaction, bot.services.door.knock(custom_id.meeting, by, wanted)
    )
    if isinstance(entry, Inside):
        note = f"options.way_now_{wanted}" if entry.way is wanted else "options.only_listen"
        await show_options(interaction, entry.meeting, by, note)
    else:
        await knock(interaction, custom_id, wanted)


@on_press("rename")
async def rename(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for another name."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    say, meeting = bot.say(interaction), await welcome(interaction, custom_id)
    form = name_form(custom_id, own_name(meeting, me, say), say)
    await open_form(interaction, form)


@on_submit("rename")
async def renamed(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Be shown by another name; at the door the way to the room stays in sight."""
    bot = interaction.client
    by, name = await bot.actor(interaction), text_value(filled, "text")
    work = bot.services.door.rename(custom_id.meeting, by, name)
    meeting = await bot.defer_if_slow(interaction, work)
    person = meeting.person(by.id)
    if custom_id.argument == "door" and person:
        say, in_room = bot.say(interaction), interaction.channel_id == meeting.room
        view = door_drawn.inside(meeting, by, person.way, say, in_room=in_room)
        await privately(interaction, view)
    else:
        as_wished = person is None or fold(person.name) == fold(name or by.name)
        key = "options.renamed" if as_wished else "options.renamed_number"
        await show_options(interaction, meeting, by, key)


@on_press("early")
async def early(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask to speak early although here for the first time."""
    meeting = await decide(interaction, custom_id, participation.speak_early)
    by = await interaction.client.actor(interaction)
    await show_options(interaction, meeting, by, "options.early")


@on_press("leave")
async def leave(interaction: Interaction, custom_id: CustomId) -> None:
    """Leave; coming back is one press."""
    bot = interaction.client
    by = await bot.actor(interaction)
    meeting = await bot.defer_if_slow(interaction, bot.services.door.leave(custom_id.meeting, by))
    await show_options(interaction, meeting, by, "options.left_now")


@on_press("take_over")
async def take_over(interaction: Interaction, custom_id: CustomId) -> None:
    """Lead from now on, where the facilitator has been away."""
    bot = interaction.client
    before, by = await bot.services.meetings.get(custom_id.meeting), await bot.actor(interaction)
    work = bot.services.leading.take_over(custom_id.meeting, by)
    meeting = await bot.defer_if_slow(interaction, work)
    if before.lead in meeting.facilitators[1:]:
        name = lead_name(before, bot.say(interaction))
        await show_console(interaction, meeting, "options.took_over_from", name=name)
    else:
        await show_console(interaction, meeting, "options.took_over")


async def show_options(
    interaction: Interaction, meeting: LiveMeeting, by: Actor, note: str = ""
) -> None:
    """Answer with one's options; `note` is the key of a sentence on what was just done."""
    bot = interaction.client
    say, now = bot.say(interaction), bot.services.clock.now()
    name = escaped(own_name(meeting, by.id, say))
    words_first = say(note, name=name) if note else ""
    lost = await bot.defer_if_slow(interaction, bot.services.leading.lost(meeting, by))
    await privately(interaction, drawn.options(meeting, by, now, say, words_first, lost=lost))
