"""What minutes a letter states: those in which somebody was seen, by voice or by presses."""

import re

import pytest

from bot.rehearsal import cast
from tests.cogs.attendance.letters import command, private, words
from tests.cogs.group import SURE

FOUR = ("Ana", "Ben", "Chi", "Esi")
NOTHING = "We don't have you in a meeting here in the last day."


async def test_in_a_text_room_the_minutes_run_from_the_door(group):
    await group.start(room="text")
    for name in ("Fran", "Ana"):
        await group.come(name, way="Join by typing")
    await group.go_to("close")
    await group.wait(12 * 60)
    mine = await group.press("Ana", "My options")
    await cast.press(group["Ana"], "Leave", on=mine.message)
    await group.wait(10 * 60)
    await group.end()
    shown = await command(group, "Ana", "letter")
    assert "Minutes present: 13 of 23" in shown.text
    assert "Minutes count from the first thing you did with our buttons" in shown.text
    led = await command(group, "Fran", "letter")
    assert "Minutes present: 23 of 23" in led.text


@pytest.mark.parametrize("way", ["Just listening", "Join by typing"])
async def test_who_reads_in_a_text_room_is_seen_by_asking_in_the_room_at_the_end(group, way):
    await group.start(room="text")
    await group.come("Fran", way="Join by typing")
    answer = await cast.press(group["Ana"], way, on=group.door("Ana"))
    await cast.press(group["Ana"], "I agree", on=answer.message)
    await group.go_to("close")
    await group.wait(10 * 60)
    asked = await group.press("Ana", "Attendance letter")
    assert "press Attendance letter in the room again at the end" in asked.text
    await group.end()
    shown = await command(group, "Ana", "letter")
    assert "How seen: by buttons pressed and words typed" in shown.text
    assert re.search(r"Minutes present: (1\d) of \1", shown.text)


async def test_who_never_connected_to_the_voice_room_gets_no_minutes_of_it(group):
    """They came through the door of a voice meeting, one by one way each, and no further."""
    await group.start()
    await group.come("Fran")
    for name, way in (("Ana", "Join"), ("Ben", "Join by typing"), ("Chi", "Just listening")):
        answer = await cast.press(group[name], way, on=group.door(name))
        await cast.press(group[name], "I agree", on=answer.message)
    await group.go_to("close")
    await group.wait(10 * 60)
    for name in ("Ana", "Ben", "Chi"):
        await group.press(name, "Attendance letter")
    await group.end()
    for name in ("Ana", "Ben", "Chi"):
        assert "we couldn't make one" in words(private(group, name)[0])
        assert NOTHING in (await command(group, name, "letter")).text


async def test_whom_a_facilitator_removed_was_there_until_then(evening):
    group = await evening(*FOUR, stage="close")
    await group.wait(10 * 60)
    chooser = await group.more("Remove from meeting")
    chosen = await cast.choose(group["Fran"], "Choose a person", "Ana", on=chooser.message)
    await cast.press(group["Fran"], SURE, on=chosen.message)
    await group.wait(5 * 60)
    await group.end()
    shown = await command(group, "Ana", "letter")
    assert re.search(r"Minutes present: 1\d of 1\d", shown.text)
    assert (await command(group, "Ben", "letter")).text != shown.text
