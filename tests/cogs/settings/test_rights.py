"""S-OVW: whom the bot lets see what, written in the room's own overwrites."""

import discord

from bot.rehearsal import cast

MAY = discord.Permissions(
    view_channel=True, connect=True, speak=True, send_messages=True, read_message_history=True
).value


def overwrites(env, room) -> dict[int, tuple[int, int]]:
    """Who is named in the room, and what is allowed and denied them, as bits."""
    return {
        one.target_id: (int(one.allow), int(one.deny))
        for one in env.backend.channels[room.id].overwrites
    }


async def test_the_room_names_only_the_group_its_facilitators_the_bot_and_who_came_in(evening):
    group = await evening("Ana")
    world, found = group.world, overwrites(group.env, group.room)
    bot_role = next(one.id for one in world.guild._guild.roles.values() if one.managed)
    bot = group.env.backend.bot_user.id
    known = {
        world.guild.default_role.id, world.facilitators.id, bot, bot_role,
        group["Fran"].id, group["Ana"].id,
    }  # fmt: skip
    assert set(found) <= known
    assert {bot, bot_role} & set(found), "without its own right the bot would shut itself out"
    everyone = found[world.guild.default_role.id]
    assert everyone[1] & discord.Permissions.view_channel.flag


async def test_whoever_is_let_in_gets_what_a_member_needs_and_no_more(evening):
    group = await evening("Ana")
    allowed, denied = overwrites(group.env, group.room)[group["Ana"].id]
    assert allowed & ~MAY == 0
    assert allowed & discord.Permissions.view_channel.flag
    assert denied == 0


async def test_agreeing_twice_and_leaving_adds_no_rights(evening):
    group = await evening("Ana", "Ben")
    before = overwrites(group.env, group.room)
    await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    await group.options("Ana", "Leave")
    await group.wait(2)
    after = overwrites(group.env, group.room)
    assert set(after) <= set(before)
    assert all(after[one][0] & ~before[one][0] == 0 for one in after)
