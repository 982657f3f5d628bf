"""`/meeting`: plan, open, find and lead meetings."""

import pytest

import cogs.meeting
from bot.discordio.rooms.rooms import DiscordRooms
from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from bot.services.calendar.planning import LONGEST_EVENING_TOPIC, LONGEST_TITLE
from bot.services.ports.rooms import Need
from tests.cogs.group import Group

DOOR = ("Join", "Join by typing", "Just listening", "New here?", "What is this about?")


async def meeting(group: Group, command: str, name: str = "Fran", **options: object) -> cast.Answer:
    place = group.world.facilitators_channel if name == "Fran" else group.world.announcements
    return await cast.say(group[name], f"meeting {command}", place, **options)


async def test_a_weekly_meeting_is_planned_in_the_groups_own_zone(group):
    answer = await meeting(
        group, "schedule", title="Tuesday group", when="Tuesday 19:00", repeat="weekly"
    )
    assert answer.private
    assert "Tuesday group is planned" in answer.text
    assert "19:00 London time, every week" in answer.text
    assert answer.text.count("<t:") == 4
    assert "On your clock, the next ones are:" in answer.text
    assert "Room: voice. Private room:" in answer.text
    assert f"Its door appears in <#{group.world.announcements.id}>" in answer.text
    assert "<t:1796151600:F>" in answer.text, "19:00 in London on 1 December 2026"


async def test_every_option_of_a_schedule_is_kept(group):
    answer = await meeting(
        group, "schedule", title="Lunch", when="2026-12-03 12:00", repeat="once",
        template="newcomers-45", room="text", minutes=30, facilitator=group["Fran"], topic="Sleep",
    )  # fmt: skip
    assert "just this once" in answer.text
    assert "On your clock, that's:\n• <t:1796299200:F>" in answer.text
    listed = await meeting(group, "list", "Ben", topic="sleep", room="text")
    assert "Lunch" in listed.text
    assert "text" in listed.text
    assert "Sleep" in listed.text


async def test_of_a_bare_hour_either_half_goes_on_with_what_was_typed(group):
    asked = await meeting(
        group, "schedule", title="Thursday group", when="every Thursday half past seven", minutes=60
    )
    assert asked.shown.buttons == ("7:30 in the morning", "7:30 in the evening")
    planned = await cast.press(group["Fran"], "7:30 in the evening", on=asked.message)
    assert "Thursday group is planned" in planned.text
    assert "19:30 London time, every week" in planned.text
    assert "It lasts 60 minutes" in planned.text
    assert "7:30 in the morning" not in planned.shown.buttons, "one answer is enough"


async def test_of_a_bare_hour_only_what_is_still_to_come_is_offered(group):
    asked = await meeting(group, "schedule", title="Today", when="today at 7", repeat="once")
    assert asked.shown.buttons == ("7:00 in the evening",)
    noon = await meeting(group, "schedule", title="Noon", when="Friday at 12", repeat="once")
    assert "can be morning or evening" in noon.text


async def test_what_is_typed_is_shown_as_it_was_understood(group):
    found = await group["Fran"].autocomplete(
        group.world.facilitators_channel, "meeting schedule", "when", "thursday 7pm"
    )
    assert found[0]["name"] == "Thu 03 Dec 2026 19:00 · Europe/London"
    answer = await meeting(group, "schedule", title="Thursday", when=found[0]["value"])
    assert "19:00" in answer.text


async def test_meetings_are_listed_for_everyone_soonest_first(group):
    await meeting(group, "schedule", title="Later", when="2026-12-06 12:00")
    await meeting(group, "schedule", title="Sooner", when="2026-12-04 12:00")
    listed = await meeting(group, "list", "Ana")
    assert listed.private
    assert listed.text.index("Sooner") < listed.text.index("Later")
    assert "Later" not in (await meeting(group, "list", "Ana", days=3)).text
    assert (
        "Nothing that's planned fits" in (await meeting(group, "list", "Ana", topic="whales")).text
    )


async def test_the_next_meeting_has_its_door_once_that_is_open(group):
    assert "Nothing is planned yet" in (await meeting(group, "next", "Ana")).text
    await meeting(group, "schedule", title="Tuesday group", when="Tuesday 19:00")
    coming = await meeting(group, "next", "Ana")
    assert "The room opens ten minutes before" in coming.text
    assert coming.shown.buttons == ("Remind me",)

    await group.wait(51 * 60)
    now = await meeting(group, "next", "Ana")
    assert "The door is open" in now.text
    assert now.shown.buttons == DOOR
    asked = await cast.press(group["Ana"], "Join", on=now.message)
    inside = await cast.press(group["Ana"], "I agree", on=asked.message)
    assert "You're in" in inside.text


async def test_the_room_opens_ten_minutes_early_and_not_before(group):
    await meeting(group, "schedule", title="Tuesday group", when="Tuesday 19:00")
    await group.wait(49 * 60)
    assert group.world.voice_room() is None
    await group.wait(2 * 60)
    assert group.stage == "lobby"
    assert "Tuesday group" in plain(group.door("Ana").components).text


async def test_a_meeting_starts_now_and_tells_where_its_door_is(group):
    answer = await group.start(title="A quiet hour")
    assert answer.private
    assert "A quiet hour: the room opens now" in answer.text
    assert f"<#{group.world.announcements.id}>" in answer.text
    assert "A quiet hour" in group.words


async def test_a_meeting_is_not_promised_without_a_place_for_its_room(group):
    group.env.backend.delete_channel(group.world.category.id)
    await group.env.settle()
    answer = await group.start(title="A quiet hour")
    assert "No room can open right now, so nothing was started." in answer.text
    assert "choose it with `/setup server rooms:`" in answer.text
    planned = await meeting(group, "schedule", title="Tuesday group", when="Tuesday 19:00")
    assert "Tuesday group is planned" in planned.text
    assert "The category for rooms is gone" in planned.text


async def test_a_meeting_is_not_promised_while_the_clock_is_wrong(group, monkeypatch):
    clock_off = Need("clock_off", {"minutes": "7.0"})
    monkeypatch.setattr(DiscordRooms, "needs", lambda *_: (clock_off,))
    answer = await group.start(title="A quiet hour")
    assert "The computer that runs the bot has its clock 7.0 minutes off" in answer.text
    planned = await meeting(group, "schedule", title="Tuesday group", when="Tuesday 19:00")
    assert "Tuesday group is planned" in planned.text
    assert "as things stand, its room couldn't open" in planned.text
    assert "7.0 minutes off" in planned.text


async def test_a_door_that_cannot_appear_is_not_promised_either(group):
    group.env.backend.delete_channel(group.world.announcements.id)
    await group.env.settle()
    answer = await group.start(title="A quiet hour")
    assert "A quiet hour: the room opens now" in answer.text
    assert "Its door can't appear right now: There's no channel for the door." in answer.text
    planned = await meeting(group, "schedule", title="Tuesday group", when="Tuesday 19:00")
    assert "As things stand, its door couldn't appear" in planned.text
    assert "<#" not in planned.text


async def test_a_text_meeting_starts_in_a_text_room(group):
    await group.start(room="text", title="By hand")
    await group.come("Fran", "Ana", "Ben", "Chi", way="Join by typing")
    assert group.world.voice_room() is None
    assert group.stage == "lobby"
    await group.go_to("check_in")
    assert "Everyone can write one answer" in group.words


async def test_the_console_opens_by_command_in_the_room_it_belongs_to(evening):
    group = await evening("Ana")
    room = group.room
    answer = await cast.say(group["Fran"], "meeting console", room)
    assert answer.private
    assert "Begin" in answer.shown.buttons
    begun = await cast.press(group["Fran"], "Begin", on=answer.message)
    assert "Next stage · Check-in" in begun.shown.buttons


async def test_there_is_no_console_where_no_meeting_runs(evening):
    group = await evening("Ana")
    answer = await meeting(group, "console")
    assert "No meeting is running here" in answer.text


@pytest.mark.parametrize(
    "command", [cogs.meeting.MeetingCommands.schedule, cogs.meeting.MeetingCommands.start]
)
async def test_discord_says_how_long_a_title_or_a_topic_may_be(command):
    longest = {one.name: one.max_value for one in command.parameters}
    assert longest["title"] == LONGEST_TITLE
    assert longest.get("topic", LONGEST_EVENING_TOPIC) == LONGEST_EVENING_TOPIC


async def test_planning_says_who_leads_and_that_a_date_is_in_the_holidays(group):
    open_to_all = await meeting(group, "schedule", title="Lunch", when="2026-12-24 19:00")
    assert "Nobody is named to lead it yet" in open_to_all.text
    assert open_to_all.text.count("around the holidays") == 1, "the 24th, and no date beside it"
    named = await meeting(
        group, "schedule", title="Supper", when="2026-12-10 19:00", facilitator=group["Fran"]
    )
    assert "leads it." in named.text
    assert "Nobody is named" not in named.text
