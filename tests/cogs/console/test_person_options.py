"""A person named in an option is looked at: on the server, no bot, able to do what it is for."""

import logging

import discord
from simcord import ChannelHandle

from bot.rehearsal import cast, simkit
from tests.cogs.group import Group


def options_for_people(group: Group) -> list[tuple[str, str]]:
    """Every option of every command that takes a person."""
    return [
        (command.qualified_name, option.name)
        for command in group.bot.tree.walk_commands()
        for option in getattr(command, "parameters", ())
        if option.type is discord.AppCommandOptionType.user
    ]


def test_every_option_for_a_person_is_told_of_here(group):
    assert options_for_people(group) == [
        ("meeting edit", "facilitator"), ("meeting edit", "co_facilitator"),
        ("meeting schedule", "facilitator"), ("meeting schedule", "co_facilitator"),
    ]  # fmt: skip


async def planned(group: Group, who: object) -> cast.Answer:
    place = group.world.facilitators_channel
    options = {"title": "Friday", "when": "Friday 19:00", "facilitator": who}
    return await cast.say(group["Fran"], "meeting schedule", place, **options)


async def nothing_is_planned(group: Group) -> bool:
    listed = await cast.say(group["Ana"], "meeting list", group.world.announcements)
    return "Friday" not in listed.text


async def test_whoever_holds_the_role_may_be_named(group):
    assert "Friday is planned" in (await planned(group, group["Fran"])).text


async def test_whoever_could_not_begin_is_refused_at_once(group):
    refused = await planned(group, group["Ana"])
    assert refused.private
    assert "Ana doesn't have the facilitator role" in refused.text
    assert await nothing_is_planned(group)


async def test_a_bot_leads_no_meeting_whatever_its_roles(group):
    user = group.env.create_user("groovy", bot=True)
    bot = group.world.guild.add_member(user, roles=[group.world.facilitators])
    refused = await planned(group, bot)
    assert "is a bot and can't lead a meeting" in refused.text
    assert await nothing_is_planned(group)


async def test_whoever_is_not_on_the_server_is_no_fault_of_ours(group, caplog):
    stranger = group.env.create_user("zoe", global_name="Zoe")
    refused = await planned(group, stranger)
    assert "Zoe isn't in this server." in refused.text
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []
    assert await nothing_is_planned(group)


async def test_who_may_plan_nothing_hears_of_that_first(group):
    options = {"title": "Friday", "when": "Friday 19:00", "facilitator": group["Ben"]}
    refused = await cast.say(group["Ana"], "meeting schedule", group.world.announcements, **options)
    assert "Only people who lead meetings here" in refused.text


def a_thread(group: Group, above: ChannelHandle, name: str) -> ChannelHandle:
    """Let somebody make a thread."""
    made = group.env.backend.create_thread(above.id, name, group["Ana"].id)
    return simkit.channel(group.env, made.id)


async def test_in_a_thread_of_the_text_room_the_console_is_that_of_the_room(group):
    await group.start(room="text")
    room = next(one for one in simkit.rooms(group.world.guild) if one.name.startswith("open"))
    opened = await cast.say(group["Fran"], "meeting console", room)
    thread = a_thread(group, room, "a thread")
    await group.env.settle()
    in_thread = await cast.say(group["Fran"], "meeting console", thread)
    assert in_thread.text == opened.text
    elsewhere = a_thread(group, group.world.facilitators_channel, "another")
    await group.env.settle()
    refused = await cast.say(group["Fran"], "meeting console", elsewhere)
    assert "No meeting is running here." in refused.text
