"""Meetings in Discord's own list of events, as organisers and members see them there."""

import discord
import pytest

from bot.discordio.overwrites.permissions import INVITE
from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.meetings.changing import FIRST, SECOND, TITLE, agreed, meeting, planned
from tests.waiting import until

EVENTS = discord.Permissions(create_events=True, manage_events=True)
CANCELED, COMPLETED, ACTIVE, SCHEDULED = 4, 3, 2, 1


@pytest.fixture
def permissions():
    return INVITE | EVENTS


def every(group):
    guild = group.env.backend.get_guild(group.world.guild.id)
    return list(guild.scheduled_events.values())


def standing(group):
    return [one for one in every(group) if one.status in (SCHEDULED, ACTIVE)]


def the_one(group):
    [event] = standing(group)
    return event


def start(event):
    return event.scheduled_start_time.removesuffix(":00+00:00")


async def setup(group, command="server", **options):
    organiser, place = group.world.organiser, group.world.announcements
    return await cast.say(organiser, f"setup {command}", place, **options)


async def with_events(group):
    await planned(group)
    shown = await setup(group, events=True)
    await group.wait(40)
    return shown


async def by_hand(group, event, **changes):
    backend, guild = group.env.backend, group.world.guild.id
    if changes:
        backend.edit_scheduled_event(guild, event.id, changes)
    else:
        backend.delete_scheduled_event(guild, event.id)
    await group.env.settle()
    await group.wait(80)


def asked(group):
    """The newest question in the organisers' channel."""
    return [
        one
        for one in group.seen("Olu", group.world.organisers.id)
        if "Put it back as planned" in plain(one.components).buttons
    ][-1]


async def test_the_switch_says_who_sees_whom_and_the_next_date_stands_there(group):
    await planned(group)
    assert "list of events" not in (await setup(group)).text
    await group.wait(40)
    assert every(group) == []
    shown = await setup(group, events=True)
    assert "Discord lets everyone see who pressed Interested" in shown.text
    await group.wait(40)
    event = the_one(group)
    assert (event.name, start(event), event.entity_type) == (TITLE, FIRST, 3)
    assert f"channels/{group.world.guild.id}/{group.world.announcements.id}" in str(
        event.entity_metadata
    )
    assert "You're welcome to just listen." in event.description
    await group["Ana"].subscribe_event(event.id)
    await group.env.settle()
    [known] = group.env.bot.get_guild(group.world.guild.id).scheduled_events
    assert known._users == {}  # who is interested is dropped


async def test_it_follows_a_move_a_skip_and_the_end_of_the_series(group):
    await with_events(group)
    first = the_one(group)
    await agreed(group, await meeting(group, "move", meeting=TITLE, when="Wednesday 18:00"))
    await group.wait(40)
    assert (the_one(group).id, start(the_one(group))) == (first.id, "2026-12-02T18:00")
    await agreed(group, await meeting(group, "skip", meeting=TITLE))
    await group.wait(40)
    assert first.status == CANCELED
    assert start(the_one(group)) == SECOND
    await agreed(group, await meeting(group, "cancel", meeting=TITLE))
    await group.wait(40)
    assert standing(group) == []


async def test_an_evening_begins_goes_on_for_longer_and_ends_there_too(group):
    await with_events(group)
    await group.wait(55 * 60)
    event = the_one(group)
    assert event.status == SCHEDULED
    await group.come("Fran", "Ana", "Ben", "Chi", "Esi")
    await group.wait(5 * 60)
    await group.lead("Begin")
    await group.wait(70)
    assert event.status == ACTIVE
    before = event.scheduled_end_time
    for _ in range(6):
        await group.more("+1 min")
    await group.wait(90)
    assert event.scheduled_end_time > before
    await group.end()
    await group.wait(40)
    assert event.status == COMPLETED


async def test_deleted_by_hand_the_organisers_decide_also_after_a_restart(group):
    await with_events(group)
    await group.wait(30)
    await by_hand(group, the_one(group))
    assert standing(group) == []
    said = plain(asked(group).components)
    assert "Somebody deleted the event" in said.text
    refused = await cast.press(group["Olu"], "Put it back as planned", on=asked(group))
    assert "as planned in a moment" in refused.text
    await group.wait(20)
    assert start(the_one(group)) == FIRST
    again = await cast.press(group["Olu"], "Leave it as it is", on=asked(group))
    assert "Somebody has already settled that" in again.text


async def test_edited_by_hand_it_may_stay_so(group):
    await with_events(group)
    await group.wait(30)
    await by_hand(group, the_one(group), name="Bring cake")
    assert "so it shows what they wrote" in plain(asked(group).components).text
    kept = await cast.press(group["Olu"], "Leave it as it is", on=asked(group))
    assert "It stays as it is." in kept.text
    await agreed(group, await meeting(group, "move", meeting=TITLE, when="Wednesday 18:00"))
    await group.wait(40)
    event = the_one(group)
    assert (event.name, start(event)) == ("Bring cake", "2026-12-02T18:00")


async def test_a_title_that_discord_refuses_gets_the_neutral_name(group):
    path = f"/guilds/{group.world.guild.id}/scheduled-events"
    group.env.inject_error("POST", path, status=400, code=20031)
    await with_events(group)
    await group.wait(20)
    event = the_one(group)
    assert event.name == "Group"
    assert TITLE not in event.description


async def test_one_that_stands_there_though_no_answer_told_of_it_is_taken_for_ours(group):
    made = made_all_the_same(group)
    await with_events(group)
    await group.wait(70)
    assert the_one(group).id == made.id


def made_all_the_same(group):
    """Let one stand in the list as the bot would have made it, and give it."""
    backend, guild = group.env.backend, group.world.guild.id
    at = f"{FIRST}:00+00:00"
    return backend.create_scheduled_event(
        guild,
        name=TITLE,
        entity_type=3,
        scheduled_start_time=at,
        scheduled_end_time=at.replace("T19", "T20"),
        entity_metadata={"location": "x"},
    )


async def test_a_full_list_is_told(group):
    backend, guild = group.env.backend, group.world.guild.id
    for _ in range(100):
        backend.create_scheduled_event(
            guild,
            name="Games",
            entity_type=2,
            scheduled_start_time="2027-01-01T12:00:00+00:00",
            creator_id=group["Olu"].id,
        )
    await with_events(group)
    await group.wait(40)
    assert len(every(group)) == 100
    told = [plain(one.components).text for one in group.seen("Olu", group.world.organisers.id)]
    assert sum("Discord keeps 100" in one for one in told) == 1


async def test_a_right_that_is_taken_is_said_by_the_check_and_once_given_all_is_made_up_for(group):
    await with_events(group)
    simkit.grant_bot(group.world.guild, INVITE)
    await group.env.settle()
    assert "the bot isn't allowed to make any" in (await setup(group, "check")).text
    await agreed(group, await meeting(group, "skip", meeting=TITLE))
    await group.wait(70)
    assert start(the_one(group)) == FIRST
    simkit.grant_bot(group.world.guild, INVITE | EVENTS)
    await group.env.settle()
    await group.wait(70)
    assert start(the_one(group)) == SECOND
    assert "the bot isn't allowed to make any" not in (await setup(group, "check")).text


async def test_in_a_server_that_turns_discreet_all_of_them_go(group):
    await with_events(group)
    shown = await setup(group, discreet=True)
    assert "while your server is discreet" in shown.text
    await group.wait(40)
    assert every(group) == []


async def test_taken_out_and_in_again_they_go_until_an_organiser_keeps_what_was_set(group):
    await with_events(group)
    bot = group.env.bot
    guild = bot.get_guild(group.world.guild.id)
    bot.dispatch("guild_remove", guild)
    await group.wait(70)
    assert len(standing(group)) == 1
    bot.dispatch("guild_join", guild)
    await until(lambda: cast.sees(group["Olu"], "Keep it all"))
    await group.wait(40)
    await until(lambda: not standing(group))
    asked_back = await setup(group)
    await cast.press(group["Olu"], "Keep it all", on=asked_back.message)
    await group.wait(40)
    await until(lambda: standing(group))
    assert start(the_one(group)) == FIRST


async def test_after_a_restart_ours_is_known_again(group, make_bot, closed_at_the_end):
    await with_events(group)
    event = the_one(group).id
    await group.env.bot.close()
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(70)
    assert the_one(group).id == event
