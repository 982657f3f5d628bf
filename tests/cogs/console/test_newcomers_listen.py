"""Behind a closed door newcomers who only listen neither write nor speak in the room itself."""

import discord

from bot.rehearsal import cast
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")


def may(group: Group, name: str) -> tuple[bool, bool, bool]:
    """Whether somebody hears, writes and speaks in the room, by their own overwrite in it."""
    mine = [one for one in group.room._channel.overwrites if one.target_id == group[name].id]
    allow = discord.Permissions(sum(int(one.allow) for one in mine))
    return allow.connect, allow.send_messages, allow.speak


async def test_who_comes_in_listens_and_takes_part_once_all_may_write_again(evening):
    group = await evening(*FOUR, stage="discussion")
    told = await group.more("Only those already here may write")
    assert "a moderator can" not in told.text
    await group.come("Greta")
    assert may(group, "Greta") == (True, False, False)
    assert may(group, "Ana") == (True, True, True)
    await group.more("Everyone may write again")
    await group.wait(5)
    assert may(group, "Greta") == (True, True, True)


async def test_a_newcomer_who_is_asked_to_help_to_lead_may_write(evening):
    group = await evening(*FOUR, stage="discussion")
    await group.more("Only those already here may write")
    await group.come("Greta")
    chooser = await group.more("Add co-facilitator")
    await cast.choose(group["Fran"], "Choose a person", "Greta", on=chooser.message)
    await group.wait(65)
    assert may(group, "Greta") == (True, True, True)
