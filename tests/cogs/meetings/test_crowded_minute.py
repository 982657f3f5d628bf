"""A room that is made before its doors: over the wire, without a request too many."""

import discord
import pytest

from bot.discordio.overwrites.permissions import INVITE, MEMBER, OUTSIDE
from bot.domain.rooms import crowded
from bot.rehearsal import cast, simkit
from tests.cogs.group import Group


@pytest.fixture
def crowded_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one meeting make a crowd, whose rooms begin twenty-five seconds before."""
    monkeypatch.setattr(crowded, "A_SECOND", 0.1)


async def until_it_is_made(group: Group) -> int:
    """Plan a meeting and wait until its room stands; gives what was asked of Discord before."""
    await cast.say(
        group["Fran"], "meeting schedule", group.world.facilitators_channel,
        title="Circle", when="in 14 minutes",
    )  # fmt: skip
    await group.wait(150)
    since = len(group.env.http_requests)
    while group.world.voice_room() is None:
        await group.wait(1)
    return since


def asked(group: Group, since: int) -> list[str]:
    """What the bot asked for the room, its card and its door, the line under its name left out."""
    rooms = [one.id for one in simkit.rooms(group.world.guild)]
    places = [f"/channels/{one}" for one in (*rooms, group.world.announcements.id)]
    ends = ("/channels", *places, *(f"{one}/messages" for one in places))
    made = group.env.http_requests[since:]
    return [one.method for one in made if one.path.endswith(ends)]


@pytest.mark.usefixtures("crowded_always")
async def test_an_early_room_is_closed_and_card_and_door_come_with_their_instant(group):
    since = await until_it_is_made(group)
    await group.wait(15)
    assert [one.id for one in group.world.viewers(group.room)] == [
        group["Fran"].id,
        group.world.organiser.id,
    ]
    assert asked(group, since) == ["POST", "PATCH"]
    with pytest.raises(cast.NotThere):
        group.door("Ana")
    await group.wait(20)
    assert asked(group, since) == ["POST", "PATCH", "POST", "POST"]
    await group.come("Fran", "Ana")
    assert group["Ana"].id in [one.id for one in group.world.viewers(group.room)]


def overwrite(group: Group, about, *, allow: int = 0, deny: int = 0) -> None:
    pair = discord.Permissions(allow), discord.Permissions(deny)
    simkit.overwrite(group.world.category, about, discord.PermissionOverwrite.from_pair(*pair))


@pytest.mark.usefixtures("crowded_always")
async def test_in_a_private_category_that_lets_facilitators_in_three_requests_are_enough(group):
    overwrite(group, group.world.guild.default_role, deny=OUTSIDE.value)
    overwrite(group, group.world.facilitators, allow=MEMBER.value)
    overwrite(group, simkit.grant_bot(group.world.guild, INVITE), allow=INVITE.value)
    since = await until_it_is_made(group)
    await group.wait(15)
    assert asked(group, since) == ["POST"]
    assert group["Ana"].id not in [one.id for one in group.world.viewers(group.room)]
    await group.wait(20)
    assert asked(group, since) == ["POST"] * 3


@pytest.mark.usefixtures("crowded_always")
async def test_where_only_the_bots_own_rights_are_missing_one_edit_adds_them(group):
    overwrite(group, group.world.guild.default_role, deny=OUTSIDE.value)
    overwrite(group, group.world.facilitators, allow=MEMBER.value)
    since = await until_it_is_made(group)
    await group.wait(15)
    assert asked(group, since) == ["POST", "PATCH"]
