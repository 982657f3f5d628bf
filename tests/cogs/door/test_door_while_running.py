"""A door that is opened by hand, or cannot be closed: closed again, or told to everyone."""

from dataclasses import dataclass, field

from simcord import RoleHandle

from bot.discordio.overwrites.permissions import INVITE
from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group
from tests.cogs.servers import GUEST, KEEPER, SEES, STRANGER, Client, a_server, shown_to_a_role


def dms_to(group: Group, name: str) -> list[str]:
    return [
        plain(one.components).text
        for one in group.seen(name)
        if simkit.correspondent(group.env, one.channel_id) == group[name].id
    ]


@dataclass
class OfAna(Client):
    """What Ana's own client shows."""

    cut_off: list[str] = field(default_factory=list)

    def look(self, event: str) -> None:
        world, room = self.group.world, self.group.room
        if not simkit.may_see(world.env, room.id, world["Ana"].id):
            self.cut_off.append(event)


async def running(env, make=shown_to_a_role) -> tuple[Group, RoleHandle]:
    group = await a_server(env, make)
    await group.start()
    await group.come("Fran", "Ana")
    await group.go_to("check_in")
    role = next(one for one in group.world.guild._guild.roles.values() if one.name == "Verified")
    return group, RoleHandle(env, group.world.guild, role)


async def test_a_room_that_an_organiser_opens_while_the_meeting_runs_is_closed_again(env):
    group, verified = await running(env)
    simkit.overwrite(group.room, verified, SEES)
    assert simkit.may_see(env, group.room.id, group[STRANGER].id)
    await group.wait(2)
    assert not simkit.may_see(env, group.room.id, group[STRANGER].id)
    assert simkit.may_see(env, group.room.id, group["Ana"].id)
    told = "everyone with the role Verified could see"
    assert told in (await group.console()).text
    assert any(told in one for one in dms_to(group, "Fran"))


async def test_a_person_added_by_hand_came_through_no_door(env):
    group, _ = await running(env)
    simkit.overwrite(group.room, group[STRANGER], SEES)
    await group.wait(2)
    assert not simkit.may_see(env, group.room.id, group[STRANGER].id)
    assert "1 person named in its permissions could see" in (await group.console()).text


async def test_a_room_made_like_its_category_is_closed_and_everyone_who_came_let_in_again(env):
    group, _ = await running(env)
    inherited = list(group.world.category._channel.overwrites)
    env.backend.edit_channel(group.room.id, {}, overwrites=inherited)
    await group.wait(4)
    seeing = {one.id for one in group.world.viewers(group.room)}
    assert seeing == {group[name].id for name in ("Fran", "Ana", "Olu")}


async def test_where_the_bot_may_no_longer_close_a_room_everyone_is_told_who_sees_it(env):
    group, verified = await running(env)
    bot = simkit.grant_bot(group.world.guild, INVITE)
    simkit.overwrite(group.room, bot, GUEST)
    simkit.overwrite(group.room, verified, SEES)
    await group.wait(5)
    told = "everyone with the role Verified can"
    assert told in (await group.console()).text
    assert "has closed it to them again" not in (await group.console()).text
    assert told in plain(group.door(STRANGER).components).text
    assert any(told in one for one in dms_to(group, "Fran"))
    organisers = [one for one in group.seen("Olu", group.world.organisers.id) if not one.ephemeral]
    assert any("isn't private" in plain(one.components).text for one in organisers)
    inside = await cast.press(group[STRANGER], "Join", on=group.door(STRANGER))
    assert told in inside.text


async def test_a_door_that_cannot_be_closed_says_who_sees_the_room_before_anyone_comes_in(env):
    group = await a_server(env, shown_to_a_role, keeper=False)
    world = group.world
    told = "everyone with the role Verified can see"
    check = await cast.say(world.organiser, "setup check", world.organisers)
    planned = await cast.say(
        group["Fran"], "meeting schedule", world.facilitators_channel,
        title="Tuesday group", when="Tuesday 19:00",
    )  # fmt: skip
    started = await group.start()
    assert [told in one.text for one in (check, planned, started)] == [True] * 3
    assert told in plain(group.door(STRANGER).components).text
    rules = await cast.press(group[STRANGER], "Join", on=group.door(STRANGER))
    assert ("I agree" in rules.shown.buttons, told in rules.text) == (True, True)
    await group.come("Fran")
    assert told in (await group.console()).text


async def test_a_door_that_may_be_closed_at_last_is_closed_and_cuts_nobody_off(env):
    group = await a_server(env, shown_to_a_role, keeper=False)
    await group.start()
    await group.come("Fran", "Ana")
    assert simkit.may_see(env, group.room.id, group[STRANGER].id)
    bot = simkit.grant_bot(group.world.guild, INVITE)
    client = OfAna(group)
    client.watch()
    simkit.overwrite(group.room, bot, KEEPER)
    await group.wait(5)
    assert not simkit.may_see(env, group.room.id, group[STRANGER].id)
    assert client.cut_off == []
    assert "can see this room" not in plain(group.door(STRANGER).components).text


async def test_who_came_by_a_role_that_was_taken_away_is_let_in_as_everyone_else(env):
    group, _ = await running(env)
    fran = group["Fran"].id
    env.backend.edit_member(group.world.guild.id, fran, {"role_ids": []})
    assert not simkit.may_see(env, group.room.id, fran)
    await group.wait(7 * 60)
    assert simkit.may_see(env, group.room.id, fran)


async def test_where_discord_takes_no_list_of_rules_they_are_written_one_by_one(env):
    group = await a_server(env, shown_to_a_role)
    env.inject_error("PATCH", "/channels/*", status=403, code=50013)
    await group.start()
    assert not simkit.may_see(env, group.room.id, group[STRANGER].id)


async def test_a_room_that_discord_does_not_show_closed_is_told_nobody_until_it_does(env):
    group = await a_server(env, shown_to_a_role)
    client = Client(group)
    client.watch()
    for method, path in (("PATCH", "/channels/*"), ("PUT", "/channels/*/permissions/*")):
        env.inject_error(method, path, status=503)
    await group.start()
    await group.wait(20)
    assert group.door(STRANGER)
    assert client.saw == []


async def test_where_discord_refuses_to_close_a_room_it_is_open_and_not_asked_every_minute(env):
    group = await a_server(env, shown_to_a_role)
    for _ in range(20):
        env.inject_error("PATCH", "/channels/*", status=403, code=50013)
        env.inject_error("PUT", "/channels/*/permissions/*", status=403, code=50013)
    await group.start()
    before = len([one for one in env.http_requests if one.method == "PUT"])
    await group.wait(600)
    puts = [one for one in env.http_requests if one.method == "PUT" and "permissions" in one.path]
    assert len(puts) - before <= 0
    assert "everyone with the role Verified can" in plain(group.door("Ana").components).text
