"""The meeting that a press means, for those to whom it is open; nothing is decided by looking."""

from bot.domain.ids import OWN, MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import must_be_here, must_be_welcome, must_host, must_see_room
from cogs.ui.kit.button import Interaction
from cogs.ui.kit.command import home_of
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.without_store import promptly


async def welcome(interaction: Interaction, custom_id: CustomId) -> LiveMeeting:
    """Give the meeting to anyone but those whose access has ended. Raises MeetingOver, Removed."""
    meeting = await interaction.client.services.meetings.get(custom_id.meeting)
    must_be_welcome(meeting, MemberId(interaction.user.id))
    return meeting


async def in_sight(interaction: Interaction, custom_id: CustomId) -> LiveMeeting:
    """Give the meeting to whoever may see its room. Raises MeetingOver, Removed, NotHere."""
    bot = interaction.client
    meeting = await bot.services.meetings.get(custom_id.meeting)
    must_see_room(meeting, await bot.actor(interaction))
    return meeting


async def here(interaction: Interaction, custom_id: CustomId) -> LiveMeeting:
    """Give the meeting to whoever is in. Raises MeetingOver, Removed, NotHere."""
    meeting = await interaction.client.services.meetings.get(custom_id.meeting)
    must_be_here(meeting, MemberId(interaction.user.id))
    return meeting


async def hosted(interaction: Interaction, custom_id: CustomId) -> LiveMeeting:
    """Give the meeting to whoever has its console. Raises MeetingOver, NotFacilitator."""
    bot = interaction.client
    meeting = await bot.services.meetings.get(custom_id.meeting)
    must_host(meeting, await bot.actor(interaction))
    return meeting


async def country(interaction: Interaction) -> str | None:
    """Give the country of a server, or of one's own group; None where nobody knows, or of two."""
    found = await countries(interaction)
    return found[0] if len(found) == 1 else None


async def countries(interaction: Interaction) -> tuple[str, ...]:
    """Give the country of the server in which somebody presses.

    Where the bot is in none, as in a private message, those of all groups they write or meet in.
    """
    setup, guild = interaction.client.services.setup, home_of(interaction)
    if guild == OWN:
        return await promptly(setup.countries_of(MemberId(interaction.user.id)), ())
    server = await promptly(setup.get(guild), setup.remembered(guild))
    return (server.country,) if server and server.country else ()
