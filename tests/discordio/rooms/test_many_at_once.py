"""Many are let into a room with one request, and nothing else that is said of the room changes."""

import pytest

from bot.discordio.overwrites.permissions import Overwrite
from bot.domain.ids import MemberId
from bot.rehearsal import simkit
from bot.services.ports.room_access import AtTheDoor
from bot.services.ports.trouble import Unsure
from tests.discordio.rooms.test_room_access import closed

NAMES = ("Ana", "Ben")


def at_the_door(group, people, welcome=None):
    ids = [MemberId(group.world[one].id) for one in people]
    inside = ids if welcome is None else [MemberId(group.world[one].id) for one in welcome]

    async def waiting():
        return dict.fromkeys(ids, True)

    async def allowed():
        return frozenset(inside)

    return AtTheDoor(waiting, allowed, frozenset(ids))


async def sees(group, room):
    await group.env.settle()
    return [one for one in NAMES if simkit.may_see(group.env, room, group.world[one].id)]


def lists(group, room):
    return group.asked("PATCH", f"/channels/{room}")


async def test_everyone_at_the_door_comes_in_with_one_request(group):
    room = await closed(group)
    before = len(lists(group, room))
    let_in = await group.bot.rooms.admit_all(room, at_the_door(group, NAMES))
    assert let_in == {group.world[one].id for one in NAMES}
    assert await sees(group, room) == list(NAMES)
    assert len(lists(group, room)) == before + 1
    assert group.asked("PUT", "/permissions/") == []


async def test_what_else_is_said_of_the_room_stays_as_it_is(group):
    room = await closed(group)
    await group.bot.rooms.bar(room, MemberId(group.world["Ben"].id))
    await group.env.settle()
    before = set(group.bot.rooms._guild_cache.rules(room))
    await group.bot.rooms.admit_all(room, at_the_door(group, ["Ana"]))
    await group.env.settle()
    after = set(group.bot.rooms._guild_cache.rules(room))
    assert before <= after
    assert {one.id for one in after - before} == {group.world["Ana"].id}


async def test_who_was_removed_while_they_came_in_does_not_stay(group):
    room = await closed(group)
    await group.bot.rooms.admit_all(room, at_the_door(group, NAMES, welcome=["Ana"]))
    assert await sees(group, room) == ["Ana"]


async def test_a_list_that_discord_does_not_take_is_not_sent_again(group):
    room = await closed(group)
    group.env.inject_error("PATCH", "/channels/*", status=403, code=50013)
    before = len(lists(group, room))
    for _ in range(2):
        assert await group.bot.rooms.admit_all(room, at_the_door(group, NAMES)) == frozenset()
    assert len(lists(group, room)) == before + 1
    assert await sees(group, room) == []


async def test_a_room_that_somebody_changes_in_that_moment_is_left_for_the_next_look(
    group, monkeypatch
):
    room = await closed(group)
    rooms, shown = group.bot.rooms, group.bot.rooms._shown

    async def and_changed_by_hand(channel, priority):
        seen = await shown(channel, priority)
        by_hand = Overwrite(group.world["Ben"].id, allow=1 << 10, is_role=False)
        rules = (*rooms._guild_cache.rules(room), by_hand)
        monkeypatch.setattr(rooms._guild_cache, "rules", lambda _: rules)
        return seen

    monkeypatch.setattr(rooms, "_shown", and_changed_by_hand)
    before = len(lists(group, room))
    with pytest.raises(Unsure):
        await rooms.admit_all(room, at_the_door(group, NAMES))
    assert len(lists(group, room)) == before
