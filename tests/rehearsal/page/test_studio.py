"""What the buttons beside the room do: the clock, the people, the cast."""

import asyncio

import pytest

from bot.rehearsal import cast, simkit
from bot.rehearsal.page.onward import SeenInTheRoom
from bot.rehearsal.page.stagehands import Stagehands
from bot.rehearsal.simulation_speed import SimulationSpeed


async def test_the_clock_moves_only_while_it_runs(studio, begin):
    await studio.beat(30)
    await studio.do("pause")
    assert "cards follow only when it runs" in studio.state()["notice"]
    await studio.beat(30)
    assert (studio.world.env.now() - begin).total_seconds() == 30
    await studio.do("minute")
    assert (studio.world.env.now() - begin).total_seconds() == 90
    await studio.do("run")
    await studio.beat(30)
    assert (studio.world.env.now() - begin).total_seconds() == 120
    assert studio.state()["at"] == studio.world.env.now().timestamp(), "what is left is told by it"
    await studio.do("minute", "5")
    assert (studio.world.env.now() - begin).total_seconds() == 420


async def test_the_clock_goes_as_fast_as_somebody_likes(studio, begin):
    await studio.do("speed", "20")
    await studio.beat(3)
    assert (studio.world.env.now() - begin).total_seconds() == 60
    await studio.do("speed", "1000000")
    assert studio.state()["speed"] == 20


async def test_a_speed_is_for_the_cast_too(studio):
    studio.cast_pace = SimulationSpeed(studio.world.env, 20)
    await studio.do("speed", "5")
    assert studio.cast_pace.speed == 5


async def test_a_pause_stops_the_cast_and_running_lets_it_play_on(studio):
    await studio.do("cast", "on")
    await studio.do("pause")
    assert not studio.playing.is_set()
    await studio.do("run")
    assert studio.playing.is_set()


async def test_a_scripted_cast_has_the_clock_to_itself(studio, begin):
    await studio.do("cast", "on")
    await studio.beat(30)
    assert studio.world.env.now() == begin
    assert studio.state()["cast"]
    await studio.do("cast", "off")
    await studio.beat(30)
    assert studio.world.env.now() > begin


async def test_people_are_moved_into_the_room_and_out_again(studio):
    studio.world.guild.create_voice_channel("Tuesday group")
    await studio.do("in", "Ana")
    people = {each["name"]: each["inside"] for each in studio.state()["people"]}
    assert people["Ana"]
    assert not people["Ben"]
    assert [one["name"] for one in studio.state()["people"] if not one["moves"]] == ["Olu"]
    await studio.do("out", "Ana")
    assert simkit.where(studio.world.guild) == {}


async def test_without_a_room_it_says_so(studio):
    await studio.do("in", "Ana")
    assert (
        studio.state()["notice"] == "No room is open yet. It opens ten minutes before the meeting."
    )


async def test_a_closed_door_is_told_and_not_passed(studio):
    guild = studio.world.env.bot.get_guild(studio.world.guild.id)
    await guild.create_voice_channel("Room", category=guild.categories[0])
    await studio.do("in", "Ana")
    assert studio.state()["notice"] == (
        "Ana pressed Join, and the door didn't open. Be Ana to read why."
    )


async def test_somebody_waits_for_the_door_with_one_press_but_not_for_ever(studio, begin):
    guild, env = studio.world.guild, studio.world.env
    await studio.do("wait")
    assert studio.state()["notice"].startswith("Two hours have gone by, and no door has opened.")
    assert (env.now() - begin).total_seconds() == 120 * 60
    guild.create_voice_channel("Room")
    await studio.do("wait")
    assert studio.state()["notice"] == ""
    assert (env.now() - begin).total_seconds() == 120 * 60


async def test_next_stage_says_what_it_did(studio):
    studio.world.guild.create_voice_channel("Room")
    await studio.do("next")
    assert studio.state()["notice"] == "On to the agenda."


@pytest.mark.parametrize(
    ("speaker", "seen", "comes"),
    [
        ("Ben", SeenInTheRoom(turns_left=2), "speaker"),
        ("Ben", SeenInTheRoom(turns_left=0), "stage"),
        ("", SeenInTheRoom(hands_up=True), "speaker"),
        ("", SeenInTheRoom(), "stage"),
    ],
)
async def test_the_next_step_passes_over_nobody_who_waits(studio, speaker, seen, comes):
    done = []

    async def next_stage():
        done.append("stage")
        return ""

    async def next_speaker():
        done.append("speaker")

    studio.world.guild.create_voice_channel("Room")
    studio.hands = Stagehands(
        next_stage,
        studio.hands.everyone_comes,
        speaker=lambda: speaker,
        seen=lambda: seen,
        next_speaker=next_speaker,
    )
    await studio.do("step")
    assert done == [comes]


async def test_before_there_is_a_room_next_stage_says_so(studio):
    await studio.do("next")
    assert studio.state()["notice"].startswith("No room is open yet.")


async def test_what_cannot_be_pressed_is_told(studio):
    studio.world.guild.create_voice_channel("Room")

    async def next_stage():
        raise cast.NotThere("Fran sees nowhere the button Next stage")

    studio.hands = Stagehands(next_stage, next_stage)
    await studio.do("next")
    assert studio.state()["notice"].startswith("That button isn't there right now.")


async def test_nothing_new_means_nothing_redrawn(studio):
    await studio.beat(0.5)
    version = studio.version
    await studio.beat(0.5)
    assert studio.version == version
    await cast.say(studio.world.facilitator, "toy card", studio.world.announcements, title="Now")
    await studio.beat(0.5)
    assert studio.version > version


async def test_everyone_has_a_role(studio):
    studio.newcomer = "Chi"
    roles = {each["name"]: each["role"] for each in studio.state()["people"]}
    assert [roles[name] for name in ("Olu", "Fran", "Ana", "Chi")] == [
        "organiser", "facilitator", "member", "member, new here",
    ]  # fmt: skip


async def test_everyone_comes_in_with_one_press_once_there_is_a_room(studio):
    await studio.do("everyone")
    assert (
        studio.state()["notice"] == "No room is open yet. It opens ten minutes before the meeting."
    )
    studio.world.guild.create_voice_channel("Room")
    await studio.do("everyone")
    inside = [each["name"] for each in studio.state()["people"] if each["inside"]]
    assert inside == list(studio.world.members)


async def test_a_stuck_bot_stops_the_clock_with_a_word(studio):
    held = asyncio.Event()

    async def on_voice_state_update(member, before, after):
        await held.wait()

    studio.world.env.settle_timeout = 0.2
    studio.world.guild.create_voice_channel("Room")
    studio.world.env.bot.add_listener(on_voice_state_update)
    with pytest.raises(TimeoutError):
        await cast.come_in(studio.world["Ana"], studio.world.voice_room())
    await studio.beat(1)
    assert studio.state()["running"] is False
    assert studio.state()["notice"].startswith("The clock has stopped. “Let it run” starts")
    held.set()
    await studio.world.env.settle()


async def test_a_stage_is_noticed_as_soon_as_it_is_pressed_for(studio):
    studio.hands = Stagehands(studio.hands.next_stage, studio.hands.everyone_comes, lambda: "close")
    await cast.say(studio.world.facilitator, "toy card", studio.world.announcements, title="Now")
    studio.told("")
    assert studio.news.lines[0]["text"] == "Now: Close."
