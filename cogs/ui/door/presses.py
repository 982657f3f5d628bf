"""Presses at the door, and the ways in wherever they are offered."""

from bot.domain.person import Way
from bot.services.meeting.members.door import Inside, MustAgree
from cogs.ui.door import draw as drawn
from cogs.ui.journal.plans.presses import ask_back
from cogs.ui.kit.admission import country, here
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.ids import CustomId, read_as


@on_press("join", "join_typing", "listen")
async def come_in(interaction: Interaction, custom_id: CustomId) -> None:
    """Come in; who has not agreed to the rules yet reads them first."""
    await knock(interaction, custom_id, drawn.WAYS[custom_id.action])


@on_press("adult_yes")
async def adult(interaction: Interaction, custom_id: CustomId) -> None:
    """Go on to the ground rules."""
    bot = interaction.client
    by = await bot.actor(interaction)
    entry = await bot.defer_if_slow(
        interaction,
        bot.services.door.knock(custom_id.meeting, by, read_as(Way, custom_id.argument)),
    )
    if isinstance(entry, MustAgree):
        rules = drawn.rules(entry, custom_id, bot.say(interaction))
        await privately(interaction, rules)
    else:
        await let_in(interaction, entry)


@on_press("adult_no", waits=False)
async def not_adult(interaction: Interaction, _: CustomId) -> None:
    """Be kind to somebody young; nothing is kept."""
    say = interaction.client.say(interaction)
    await privately(interaction, drawn.young(await country(interaction), say))


@on_press("agree")
async def agree(interaction: Interaction, custom_id: CustomId) -> None:
    """Agree to the ground rules and come in."""
    bot = interaction.client
    by = await bot.actor(interaction)
    work = bot.services.door.agree(custom_id.meeting, by, read_as(Way, custom_id.argument))
    await let_in(interaction, await bot.defer_if_slow(interaction, work))


@on_press("new_here", waits=False)
async def new_here(interaction: Interaction, custom_id: CustomId) -> None:
    """Explain the evening."""
    say = interaction.client.say(interaction)
    where = custom_id.argument.partition(".")[0]
    await privately(interaction, drawn.new_here(say, where))


@on_press("good_to_know")
async def good_to_know(interaction: Interaction, custom_id: CustomId) -> None:
    """Tell what can wait, to whoever is in."""
    meeting, by = await here(interaction, custom_id), await interaction.client.actor(interaction)
    view = drawn.good_to_know(meeting, by, interaction.client.say(interaction))
    await privately(interaction, view)


@on_press("points", waits=False)
async def points(interaction: Interaction, _: CustomId) -> None:
    """Tell what it is about."""
    await privately(interaction, drawn.what_it_is_about(interaction.client.say(interaction)))


async def knock(interaction: Interaction, custom_id: CustomId, way: Way) -> None:
    """Come in, or see what has to be settled first."""
    bot = interaction.client
    by = await bot.actor(interaction)
    entry = await bot.defer_if_slow(
        interaction, bot.services.door.knock(custom_id.meeting, by, way)
    )
    if isinstance(entry, Inside):
        await let_in(interaction, entry)
        return
    say = bot.say(interaction)
    view = drawn.age(custom_id, way, say) if entry.asks_age else drawn.rules(entry, custom_id, say)
    await privately(interaction, view)


async def let_in(interaction: Interaction, entry: Inside) -> None:
    """Answer somebody who is in now."""
    by = await interaction.client.actor(interaction)
    say = interaction.client.say(interaction)
    in_room = interaction.channel_id == entry.meeting.room
    view = drawn.inside(
        entry.meeting, by, entry.way, say, in_room=in_room, waits=entry.waits, again=entry.again
    )
    await privately(interaction, view)
    if entry.membership.plan and not entry.again:
        await ask_back(interaction, entry.membership.plan)
