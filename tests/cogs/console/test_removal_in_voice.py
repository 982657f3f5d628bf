"""A removal is told truthfully: who is still in the call, how that ends, where to go without."""

import discord
import pytest

from bot.rehearsal import cast, simkit
from bot.rehearsal import world as worlds
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")


@pytest.fixture
async def world_open(env, permissions) -> worlds.World:
    """A server in which everybody sees the rooms."""
    built = worlds.build(env, permissions, private=False)
    await env.settle()
    return built


def may_move_members(group: Group) -> None:
    """Let an organiser allow the bot *Move Members*."""
    role = next(one for one in group.world.guild._guild.roles.values() if one.managed)
    with_it = discord.Permissions(role.permissions) | discord.Permissions(move_members=True)
    simkit.grant_bot(group.world.guild, with_it)


async def remove(group: Group, name: str) -> cast.Answer:
    chooser = await group.more("Remove from meeting")
    asked = await cast.choose(group["Fran"], "Choose a person", name, on=chooser.message)
    done = await cast.press(group["Fran"], cast.YES, on=asked.message)
    await group.wait(2)
    return done


def in_voice(group: Group) -> set[str]:
    """Who sits in the newest voice room."""
    where = simkit.where(group.world.guild)
    return {name for name, one in group.world.people.items() if where.get(one.id) == group.room.id}


async def test_whoever_stays_in_the_call_is_named_for_as_long_as_that_is_so(evening):
    group = await evening(*FOUR, stage="check_in")
    done = await remove(group, "Ana")
    assert "Ana has been removed for this evening." in done.text
    assert "They were told in private." in done.text
    assert "Ana is still in the voice room, and can hear you and speak." in done.text
    assert "Or press Move to a new room: everyone else can go on there" in done.text
    assert "Move to a new room" in done.shown.buttons
    console = await group.console()
    assert "Ana was removed and is still in the voice room." in console.text
    assert "tap or right-click the name in the voice list, then Disconnect" in console.text
    assert "pressed Join" not in console.text
    await cast.go_out(group["Ana"])
    await group.wait(61)
    assert "still in the voice room" not in (await group.console()).text


async def test_somebody_who_came_by_voice_alone_is_named_too(evening):
    group = await evening(*FOUR, stage="check_in")
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await cast.come_in(group["Ivy"], group.room)
    await group.wait(61)
    done = await remove(group, "Ivy")
    assert "Ivy is still in the voice room" in done.text
    assert "Ivy was removed and is still in the voice room." in (await group.console()).text


async def test_with_move_members_the_call_ends_with_the_removal(evening):
    group = await evening(*FOUR, stage="check_in")
    may_move_members(group)
    await group.wait(1)
    done = await remove(group, "Ana")
    assert "still in the voice room" not in done.text
    assert "Ana" not in in_voice(group)


async def test_whoever_was_removed_in_one_press_is_named_and_left_behind_the_same_way(evening):
    group = await evening("Ana", "Ben", "Chi", stage="check_in")
    asked = await group.more("Remove everyone who just came in")
    done = await cast.press(group["Fran"], "Yes, remove them", on=asked.message)
    assert "Ana, Ben and Chi were removed and are still in the voice room." in done.text
    assert "Or press Move to a new room" in done.text
    moving = await cast.press(group["Fran"], "Move to a new room", on=done.message)
    assert "A new room opens in a few seconds" in moving.text


async def test_behind_an_open_door_no_sentence_names_a_button_that_is_not_there(world_open):
    group = Group(world_open)
    await group.set_up()
    await group.wait(31)
    await group.start()
    await group.come("Fran", *FOUR)
    await group.go_to("check_in")
    done = await remove(group, "Ana")
    assert "Ana is still in the voice room" in done.text
    assert "Move to a new room" not in done.text
    assert "Move to a new room" not in done.shown.buttons


async def test_everyone_but_who_was_removed_goes_on_in_a_new_room(evening):
    group = await evening(*FOUR, stage="check_in")
    await remove(group, "Ana")
    old = group.room.id
    console = await group.console()
    moving = await cast.press(group["Fran"], "Move to a new room", on=console.message)
    assert moving.text.count("A new room opens in a few seconds") == 1
    await group.wait(10)
    new = group.room.id
    assert new != old
    ways = [plain(one.components).text for one in group.seen("Ben", old)]
    assert any(f"We're going on in another room: <#{new}>." in one for one in ways)
    assert simkit.may_see(group.env, new, group["Ben"].id)
    assert not simkit.may_see(group.env, new, group["Ana"].id)
    for name in ("Fran", "Ben", "Chi", "Esi"):
        await cast.go_out(group[name])
        await cast.come_in(group[name], group.room)
    await group.wait(70)
    assert old not in {one.id for one in simkit.rooms(group.world.guild)}
    assert in_voice(group) == {"Fran", "Ben", "Chi", "Esi"}
    assert group.stage == "check_in"
    refused = await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    assert "Your time in this meeting has ended for today." in refused.text
    door = await cast.press(group["Hana"], "Join", on=group.door("Hana"))
    if "I agree" in door.shown.buttons:
        door = await cast.press(group["Hana"], "I agree", on=door.message)
    assert str(new) in str(door.message.components)


@pytest.mark.parametrize("may", [False, True])
async def test_setup_check_explains_the_choice(group, may):
    if may:
        may_move_members(group)
        await group.wait(1)
    shown = await cast.say(group["Olu"], "setup check", group.world.organisers)
    asks = "allow OpenRound Move Members in the Permissions of the category" in shown.text
    assert asks is not may
    assert ("Removing somebody also ends their call" in shown.text) is may
    assert shown.text.startswith("Everything's in place")
