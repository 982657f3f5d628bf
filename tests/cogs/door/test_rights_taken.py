"""The bot's rights are taken in mid-evening: organisers hear, and nobody is counted in vain."""

import discord
import pytest

from bot.discordio.overwrites.permissions import INVITE
from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group
from tests.cogs.servers import GUEST, KEEPER, a_server, shown_to_a_role

LITTLE = {"nothing at large": discord.Permissions.none(), "the room": INVITE}
NEITHER = discord.PermissionOverwrite()


def told(group: Group) -> str:
    place = group.world.organisers.id
    lines = [one for one in group.seen("Olu", place) if not one.ephemeral]
    return "\n".join(plain(one.components).text for one in lines)


async def of_three(env) -> Group:
    group = await a_server(env, shown_to_a_role)
    await group.start()
    await group.come("Ana", "Ben")
    await group.go_to("check_in")
    return group


def take_rights(group: Group, left: discord.Permissions) -> None:
    """Leave the bot in the room, without the right to let anybody in."""
    bot = simkit.grant_bot(group.world.guild, left)
    simkit.overwrite(group.room, bot, GUEST if left == INVITE else NEITHER)


async def come(group: Group, name: str) -> cast.Answer:
    rules = await cast.press(group[name], "Join", on=group.door(name))
    if "I agree" not in rules.shown.buttons:
        return rules
    return await cast.press(group[name], "I agree", on=rules.message)


@pytest.mark.parametrize("left", LITTLE)
@pytest.mark.parametrize("seconds", [0, 12])
async def test_who_is_refused_is_not_here_and_organisers_hear_within_seconds(env, left, seconds):
    group = await of_three(env)
    take_rights(group, LITTLE[left])
    await group.wait(seconds)
    for name in ("Chi", "Esi"):
        refused = await come(group, name)
        assert "Discord didn't let you into the room" in refused.text
    await group.wait(12 - seconds)
    console = (await group.console()).text
    assert "2 people here" in console
    assert "There are three of you or fewer" in console
    assert told(group).count("isn't private") == 1


async def test_once_the_rights_are_back_the_next_press_lets_them_in(env):
    group = await of_three(env)
    take_rights(group, INVITE)
    await group.wait(5)
    await come(group, "Chi")
    bot = simkit.grant_bot(group.world.guild, INVITE)
    simkit.overwrite(group.room, bot, KEEPER)
    await group.wait(5)
    await come(group, "Chi")
    await group.wait(5)
    assert simkit.may_see(env, group.room.id, group["Chi"].id)
    assert "3 people here" in (await group.console()).text
