"""The facilitators' role is deleted in mid-evening: whoever leads goes on, and organisers hear."""

import discord

from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

A_LOOK = 65
"""Seconds within which a room that stands open is looked at."""
FOUR = ("Ana", "Ben", "Chi", "Esi")


def delete_role(group: Group) -> None:
    group.env.backend.delete_role(group.world.guild.id, group.world.facilitators.id)


def told(group: Group) -> str:
    place = group.world.organisers.id
    lines = [one for one in group.seen("Olu", place) if not one.ephemeral]
    return "\n".join(plain(one.components).text for one in lines)


async def led_from_outside(group: Group) -> Group:
    """Fran begins without the door: it is the role alone that lets her into the room."""
    await group.start()
    await group.come(*FOUR)
    await group.go_to("check_in")
    return group


async def test_whoever_leads_keeps_the_way_in_and_the_console(group):
    await led_from_outside(group)
    group.newly_in_the_server("Ivy", group.world.facilitators)
    assert simkit.may_see(group.env, group.room.id, group["Fran"].id)
    delete_role(group)
    await group.wait(10)
    assert simkit.may_see(group.env, group.room.id, group["Fran"].id)
    assert not simkit.may_see(group.env, group.room.id, group["Ivy"].id), "she only had the role"
    console = await group.console()
    assert "Say:" in console.text
    await group.lead("Next stage")
    await group.wait(5 * 60)
    assert simkit.may_see(group.env, group.room.id, group["Fran"].id)


async def test_whoever_came_through_the_door_keeps_it_too(evening):
    group = await evening(*FOUR, stage="check_in")
    delete_role(group)
    await group.wait(10)
    assert simkit.may_see(group.env, group.room.id, group["Fran"].id)
    assert "Say:" in (await group.console()).text


async def test_the_organisers_are_told_and_the_check_says_what_is_needed(group):
    await led_from_outside(group)
    delete_role(group)
    await group.wait(10)
    assert told(group).count("The role of the people who lead was deleted while") == 1
    await group.wait(5 * 60)
    assert told(group).count("The role of the people who lead was deleted while") == 1
    check = await cast.say(group["Olu"], "setup check", group.world.organisers)
    needed, _, rest = check.text.partition("Needed so that people can lead:")
    assert "Everything's in place" not in check.text
    assert "The role of the facilitators is gone" in rest
    assert "The role of the facilitators is gone" not in needed


async def test_until_another_role_is_chosen_whoever_manages_events_can_lead(group):
    delete_role(group)
    await group.env.settle()
    place = group.world.facilitators_channel
    fran = await cast.say(group["Fran"], "meeting start", group.world.announcements)
    assert "Only people who lead meetings here can do this." in fran.text
    olu = await cast.say(group["Olu"], "meeting start", place, title="Tonight")
    assert "Tonight: the room opens now" in olu.text


async def test_a_role_that_is_taken_from_whoever_leads_still_ends_their_part(group):
    await led_from_outside(group)
    changes: dict[str, list[int]] = {"role_ids": []}
    group.env.backend.edit_member(group.world.guild.id, group["Fran"].id, changes)
    await group.wait(70)
    assert not simkit.may_see(group.env, group.room.id, group["Fran"].id)


async def test_a_role_that_lost_its_way_into_the_room_gets_it_back(group):
    await led_from_outside(group)
    hidden = discord.PermissionOverwrite(view_channel=False, connect=False)
    for changed in (hidden, discord.PermissionOverwrite()):
        simkit.overwrite(group.room, group.world.facilitators, changed)
        await group.wait(A_LOOK)
        assert simkit.may_see(group.env, group.room.id, group["Fran"].id), changed


async def test_a_role_whose_way_in_is_deleted_from_the_room_gets_it_back(group):
    await led_from_outside(group)
    role = group.world.facilitators.id
    kept = [one for one in group.room._channel.overwrites if one.target_id != role]
    group.env.backend.edit_channel(group.room.id, {}, overwrites=kept)
    await group.wait(A_LOOK)
    assert simkit.may_see(group.env, group.room.id, group["Fran"].id)
