"""A removal lasts until the meeting's room is gone, whatever the removed person does."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal import world as worlds
from tests.cogs.group import Group

ENDED = "Your time in this meeting has ended for today."
STAYS = "If you were removed from a meeting, you stay out of it until its room is gone."


@pytest.fixture
async def world(env, permissions):
    """Everyone sees the rooms, so that whoever was removed still reaches every button."""
    built = worlds.build(env, permissions, private=False)
    await env.settle()
    return built


async def remove(group: Group, name: str) -> None:
    chooser = await group.more("Remove from meeting")
    asked = await cast.choose(group["Fran"], "Choose a person", name, on=chooser.message)
    await cast.press(group["Fran"], cast.YES, on=asked.message)
    await group.wait(2)


async def erase(group: Group, name: str, where: str) -> cast.Answer:
    asked = await cast.say(group[name], "privacy erase", group.world.announcements)
    more = await cast.press(group[name], "More on this", on=asked.message)
    assert STAYS in more.text
    asked = await cast.say(group[name], "privacy erase", group.world.announcements)
    return await cast.press(group[name], where, on=asked.message)


@pytest.mark.parametrize("where", ["Forget me in this server", "Forget me everywhere"])
@pytest.mark.parametrize("way", ["Join", "Join by typing", "Just listening"])
async def test_forgetting_everything_opens_no_way_back(evening, where, way):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="check_in")
    await remove(group, "Ana")
    done = await erase(group, "Ana", where)
    assert "Done." in done.text
    again = await cast.press(group["Ana"], way, on=group.door("Ana"))
    if "I agree" in again.shown.buttons:
        again = await cast.press(group["Ana"], "I agree", on=again.message)
    assert ENDED in again.text
    assert "Ana" not in group.words


async def test_a_removed_holder_of_the_role_neither_begins_nor_removes_anybody(evening):
    group = await evening("Ana", "Ben")
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await group.come("Ivy")
    kept = [await group.console_left("Ivy") for _ in range(4)]
    choosers = [
        await cast.choose(group["Ivy"], "More", "Remove from meeting", on=one.message)
        for one in kept[2:]
    ]
    await remove(group, "Ivy")
    tries = [
        await cast.press(group["Ivy"], "Begin", on=kept[0].message),
        await cast.choose(group["Ivy"], "More", "Close the door", on=kept[1].message),
        await cast.choose(group["Ivy"], "Choose a person", "Fran", on=choosers[0].message),
        await cast.press(group["Ivy"], "Back to the console", on=choosers[1].message),
        await cast.say(group["Ivy"], "meeting console", group.room),
        await group.press("Ivy", "My options"),
    ]
    assert [ENDED in one.text for one in tries] == [True] * len(tries)
    assert group.stage == "lobby"
    await group.go_on()
    assert group.stage == "welcome"
