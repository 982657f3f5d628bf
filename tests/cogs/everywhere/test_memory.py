"""What the bot holds in memory does not grow from evening to evening, or with servers that left."""

import pytest

from bot.discordio.messages import edit_slots
from bot.discordio.requests import buckets
from bot.rehearsal import cast
from cogs.ui.kit.ids import id_for
from tests.cogs.console.test_removal_in_voice import remove
from tests.cogs.handles import kept, shown, use
from tests.cogs.memory import held, naming
from tests.cogs.private_help.test_bothered import choose
from tests.cogs.servers import hold, open_to_all, shown_to_a_role
from tests.waiting import until

FOUR = ("Ana", "Ben", "Chi", "Esi")
HOUR = 3600
FEW = 12
"""How many are kept here of what makes room for others only when there are many."""
LATER = {"Buckets._buckets", "Doorkeeping._roles_due"}
"""What makes room by itself: when there are many, and when another meeting is looked at."""
MAKE_ROOM = {"Buckets._buckets", "EditSlots._slots"}


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(buckets, "MOST", FEW)
    monkeypatch.setattr(edit_slots, "MOST_SLOTS", FEW)


async def an_evening(group):
    """Whatever leaves a trace in memory: words, topics, a removal, a press after all is over."""
    await group.start()
    await group.come("Fran", *FOUR)
    await group.go_to("check_in")
    await group.write("Ana", "Type instead", "I had a quiet week.")
    await group.press("Ben", "Private help")
    await group.go_to("agenda")
    await group.write("Chi", "Suggest a topic", "Sleep")
    await group.options("Esi", "Leave")
    await remove(group, "Ben")
    options = id_for("options", await kept(group))
    await group.end()
    for name in ("Fran", *FOUR):
        await group[name].leave_voice()
    while group.world.voice_room() is not None:
        await group.wait(60)
    await group.wait(HOUR)
    later = await shown(group, group.world.announcements, options)
    assert await use(group["Ana"], later, options) == "meeting_over"


def grown(group, before):
    """Say what has grown, but for what makes room by itself."""
    after = held(group.env.bot)
    assert {name for name in MAKE_ROOM if after[name] > FEW} == set()
    return {name: size for name, size in (after - before).items() if name not in MAKE_ROOM}


@pytest.mark.parametrize("server", [open_to_all, shown_to_a_role])
async def test_an_evening_leaves_nothing_behind_in_memory(few, world, group, server):
    hold(world, server(world), "Ana", "Ben", "Chi")
    await an_evening(group)
    before = held(group.env.bot)
    await an_evening(group)
    assert grown(group, before) == {}


async def test_nothing_in_memory_names_a_server_that_removed_the_bot(group):
    await group.start()
    await group.come("Fran", *FOUR)
    await group.go_to("check_in")
    chosen = await cast.press(group["Ana"], "Tell the organisers", on=(await choose(group)).message)
    await cast.press(group["Ana"], "Send without my name", on=chosen.message)
    bot, guild, room = group.env.bot, group.world.guild.id, group.room.id
    meeting = await kept(group)
    named = naming(bot, guild, room, meeting.id)
    assert {"Meetings._rooms", "Meetings._guilds", "Setup.known", "Support._told"} <= named
    bot.dispatch("guild_remove", bot.get_guild(guild))
    await group.wait(HOUR / 2)  # the hourly look would find that this Discord still knows the bot
    await until(lambda: naming(bot, guild, room, meeting.id) <= LATER)


async def test_nothing_in_discords_part_names_a_room_that_was_deleted_by_hand(group):
    await group.start()
    await group.come("Fran", *FOUR)
    bot, room = group.env.bot, group.room.id
    assert "DiscordRooms._let_in_roles" in naming(bot, room)
    group.env.backend.delete_channel(room)
    await group.wait(60)
    assert {one for one in naming(bot, room) if one.startswith("DiscordRooms.")} == set()
