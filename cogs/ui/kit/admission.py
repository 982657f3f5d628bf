"""The meeting that a press means, for those to whom it is open; nothing is decided by looking.

And what its door would answer somebody: no `Join` is drawn that would refuse them.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import OWN, MemberId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members.participation import way_in_for
from bot.domain.meeting.rights import (
    MeetingOver,
    WayIn,
    must_be_here,
    must_be_welcome,
    must_host,
    must_see_room,
)
from bot.text.catalog import Say, Shown
from cogs.ui.kit.button import Interaction
from cogs.ui.kit.command import home_of
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.without_store import promptly

Doors = Mapping[OccurrenceId, WayIn]
"""What each open door would answer the reader; one that is not among them lets in."""
ALL_OPEN: Doors = MappingProxyType({})


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
    """Give the country somebody chose this evening, else of the server in which they press.

    Where the bot is in none, as in a private message, those of all groups they write or meet in.
    """
    setup, guild = interaction.client.services.setup, home_of(interaction)
    if mine := chosen_country(interaction):
        return (mine,)
    if guild == OWN:
        return await promptly(setup.countries_of(MemberId(interaction.user.id)), ())
    server = await promptly(setup.get(guild), setup.remembered(guild))
    return (server.country,) if server and server.country else ()


def chosen_country(interaction: Interaction) -> str | None:
    """Give the country that whoever presses chose this evening."""
    return interaction.client.services.countries.of(MemberId(interaction.user.id))


async def doors_of(interaction: Interaction, shown: Iterable[Occurrence]) -> Doors:
    """Ask each door that is open what it would answer whoever asks here."""
    bot, by = interaction.client, await interaction.client.actor(interaction)
    found: dict[OccurrenceId, WayIn] = {}
    for one in shown:
        if one.phase is Phase.OPEN:
            with suppress(MeetingOver):
                found[one.id] = way_in_for(await bot.services.meetings.get(one.id), by)
    return found


def lets_in(doors: Doors, meeting: OccurrenceId) -> bool:
    """Tell whether a *Join* would let the reader in."""
    return doors.get(meeting, WayIn.OPEN) is WayIn.OPEN


def is_in(doors: Doors, meeting: OccurrenceId) -> bool:
    """Tell whether the reader is in already."""
    return doors.get(meeting) is WayIn.HERE


def how_it_stands(doors: Doors, one: Occurrence, say: Say) -> str:
    """Say that a door is open to the reader, or why it isn't; where the room is, who is in."""
    if is_in(doors, one.id):
        return say("meeting.door_here", room=Shown(f"<#{one.room}>")) if one.room else ""
    return say(f"meeting.door_{doors.get(one.id, WayIn.OPEN)}")
