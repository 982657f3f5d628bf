"""Where a standing console stands and for how long, and how often it is edited."""

import discord
import pytest

from bot.discordio.overwrites.permissions import INVITE
from bot.domain.outbox_entry import EntryKind, Subject
from bot.rehearsal import cast, simkit
from tests.cogs.console.in_channel import InChannel
from tests.cogs.handles import running
from tests.waiting import until

FOUR = ("Ana", "Ben", "Chi", "Esi")
STAGES = ("welcome", "check_in", "agenda", "discussion")
MINUTES = 60
SEEN = discord.PermissionOverwrite(view_channel=True)


async def test_it_is_off_until_somebody_switches_it_on(evening):
    group = await evening(*FOUR, stage="welcome")
    assert InChannel(group).messages == []


async def test_in_each_stage_it_is_posted_anew_and_the_old_one_goes(standing):
    known = {standing.number}
    for stage in STAGES:
        await standing.group.go_to(stage)
        await standing.group.wait(3)
        known.add(standing.number)
    assert len(known) == 1 + len(STAGES)
    assert (standing.asked("POST"), standing.asked("DELETE")) == (5, 4)


async def test_before_it_is_fifty_minutes_old_it_is_posted_anew(standing):
    await standing.group.go_to("check_in")
    await standing.group.wait(3)
    first = standing.number
    await standing.group.wait(44 * MINUTES)
    assert standing.number == first
    await standing.group.wait(2 * MINUTES)
    second = standing.number
    assert second != first
    await standing.group.wait(46 * MINUTES)
    assert standing.number not in {first, second}
    assert standing.asked("DELETE") == standing.asked("POST") - 1


async def test_members_who_press_at_once_make_one_edit_a_second(standing):
    group = standing.group
    await group.go_to("discussion")
    await group.wait(5)
    before, began = standing.asked("PATCH"), group.env.now()
    for name in (*FOUR, *FOUR, *FOUR):
        await group.press(name, "Raise hand")
        await group.wait(0.25)
    await group.wait(2)
    took = (group.env.now() - began).total_seconds()
    assert 1 <= standing.asked("PATCH") - before <= took
    assert "4 hands are up" in standing.shown.text


async def test_what_is_not_on_it_makes_no_edit(standing):
    group = standing.group
    await group.go_to("discussion")
    await group.wait(5)
    before = standing.asked("PATCH")
    for name in FOUR:
        await group.press(name, "Ready to move on")
        await group.wait(2)
    await group.wait(10 * MINUTES)
    assert standing.asked("PATCH") <= before + 1, "once, when the time for the stage is up"
    assert "4 people" not in standing.shown.text


async def test_it_goes_with_the_end_of_the_evening(standing):
    await standing.group.go_to("welcome")
    await standing.group.end()
    await standing.group.wait(5)
    assert standing.messages == []


async def test_it_goes_with_an_evening_that_nobody_begins(standing):
    assert "Begin" in standing.shown.buttons
    await standing.group.wait(40 * MINUTES)
    assert standing.messages == []


async def test_it_goes_with_a_room_that_somebody_deleted_late(standing):
    group = standing.group
    await group.go_to("welcome")
    await group.wait(20 * MINUTES)
    group.env.backend.delete_channel(group.room.id)
    await group.wait(3 * 60 * MINUTES)
    assert standing.messages == []


async def test_it_goes_when_it_is_switched_off_and_comes_when_it_is_switched_on(standing):
    await standing.group.go_to("check_in")
    off = await standing.group.set_up(standing_console=False)
    assert "Standing console: off." in off.text
    await standing.group.wait(3)
    assert standing.messages == []
    on = await standing.group.set_up(standing_console=True)
    assert "Standing console: all evening" in on.text
    await standing.group.wait(3)
    assert "Check-in · until" in standing.shown.text


async def test_it_moves_with_the_facilitators_channel(standing):
    world, hidden = standing.group.world, discord.PermissionOverwrite(view_channel=False)
    bot = simkit.grant_bot(world.guild, INVITE)
    staff = {world.guild.default_role: hidden, world.facilitators: SEEN, bot: SEEN}
    other = world.guild.create_text_channel("leaders", overwrites=staff)
    await standing.group.set_up(facilitators_channel=other)
    await standing.group.wait(3)
    assert standing.messages == []
    standing.place = other
    assert standing.shown.buttons[0] == "Begin"


async def test_one_that_somebody_deleted_is_posted_again(standing):
    group = standing.group
    await group.go_to("check_in")
    await group.wait(3)
    channel = group.bot.get_channel(standing.place.id)
    await channel.get_partial_message(standing.number).delete()
    await group.options("Esi", "Leave")
    await group.wait(5)
    assert "4 people here" in standing.shown.text


async def test_a_channel_that_was_deleted_is_let_go(standing):
    group = standing.group
    await group.go_to("check_in")
    group.env.backend.delete_channel(standing.place.id)
    await group.wait(5)
    posted = standing.asked("POST"), standing.asked("PATCH"), standing.asked("DELETE")
    await group.options("Esi", "Leave")
    await group.go_to("agenda")
    await group.wait(60 * MINUTES)
    after = standing.asked("POST"), standing.asked("PATCH"), standing.asked("DELETE")
    assert sum(after) <= sum(posted) + 3
    checked = await cast.say(group["Olu"], "setup check", group.world.organisers)
    assert "The standing console has no channel." in checked.text


async def test_where_others_come_to_see_the_channel_it_goes_and_comes_back(standing):
    group, everyone = standing.group, standing.group.world.guild.default_role
    await group.go_to("check_in")
    await group.wait(3)
    simkit.overwrite(standing.place, everyone, SEEN)
    await group.wait(3)
    assert standing.messages == []
    await group.go_to("agenda")
    await group.wait(5)
    assert standing.messages == [], "it is looked at before one is posted, too"
    checked = await cast.say(group["Olu"], "setup check", group.world.organisers)
    assert "So the standing console doesn't appear there." in checked.text
    simkit.overwrite(standing.place, everyone, discord.PermissionOverwrite(view_channel=False))
    await group.wait(3)
    assert "Agenda · until" in standing.shown.text


async def test_who_came_to_see_it_while_discord_was_away_sees_it_no_longer(standing):
    group, guild = standing.group, standing.group.world.guild
    await group.wait(10)
    group.bot.extra_events.pop("on_guild_channel_update")
    simkit.overwrite(standing.place, guild.default_role, SEEN)
    await group.wait(1)
    assert standing.messages != [], "nobody told of it"
    group.bot.dispatch("guild_available", group.bot.get_guild(guild.id))
    await until(lambda: standing.messages == [])


async def test_after_a_restart_it_goes_on_where_it_stands(standing, make_bot, closed_at_the_end):
    group = standing.group
    await group.go_to("check_in")
    await group.wait(3)
    before, edits = standing.number, standing.asked("PATCH")
    await group.env.bot.close()
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(40)
    assert standing.asked("PATCH") == edits, "it showed the same before"
    await group.options("Esi", "Leave")
    await group.wait(3)
    assert (standing.number, "4 people here" in standing.shown.text) == (before, True)
    await standing.press("Next speaker")
    await group.wait(2)
    assert group.floor == "Ana"


async def test_a_post_whose_answer_got_lost_leaves_one(standing):
    group = standing.group
    path = f"/channels/{standing.place.id}/messages"
    group.env.inject_error("POST", path, status=503)
    await group.go_to("welcome")
    await group.wait(60)
    assert "Welcome" in standing.shown.text


async def test_a_server_that_took_the_bot_in_again_finds_none_left(standing):
    group = standing.group
    await group.go_to("check_in")
    await group.wait(3)
    assert standing.messages != []
    guild = group.bot.get_guild(group.world.guild.id)
    group.bot.dispatch("guild_remove", guild)
    await group.wait(60)
    group.bot.dispatch("guild_join", guild)
    await until(lambda: standing.messages == [])


async def test_which_message_it_was_is_forgotten_with_the_meeting(standing):
    group = standing.group
    about, store = Subject.meeting(running(group)), group.bot.services.privacy.store
    await group.go_to("check_in")
    await group.end()
    await group.wait(60)
    kept = await store.run(lambda tx: tx.outbox.of(about))
    assert {one.message for one in kept if one.kind.startswith(EntryKind.CONSOLE)} == {None}


@pytest.mark.parametrize("who", ["everyone", "a role", "one person"])
async def test_a_channel_that_others_see_is_refused(group, who):
    world = group.world
    helpers = world.guild.create_role("Helpers")
    target = {"everyone": world.guild.default_role, "a role": helpers, "one person": group["Ana"]}
    simkit.overwrite(world.facilitators_channel, target[who], SEEN)
    told = await group.set_up(standing_console=True)
    assert "Not only facilitators and organisers can see" in told.text
    panel = await cast.say(world.organiser, "setup server", world.organisers)
    assert "standing console" not in panel.text


async def test_a_role_of_organisers_may_see_it(group):
    planners = group.planners()
    simkit.overwrite(group.world.facilitators_channel, planners, SEEN)
    told = await group.set_up(standing_console=True)
    assert "Standing console: all evening" in told.text


async def test_without_a_facilitators_channel_it_is_refused(group):
    channel = group.world.facilitators_channel
    group.env.backend.delete_channel(channel.id)
    place = group.world.organisers
    told = await cast.say(group["Olu"], "setup server", place, standing_console=True)
    assert "A standing console needs a channel that only facilitators see." in told.text
