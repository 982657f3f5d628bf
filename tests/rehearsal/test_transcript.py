"""The transcript says who saw what, where and when."""

import json

import pytest

from bot.rehearsal import cast
from bot.rehearsal.transcript import EVERYONE, Transcript


@pytest.fixture
async def told(world):
    transcript = Transcript(world, stage=lambda: "check_in")
    await cast.say(world.facilitator, "toy card", world.announcements, title="Check-in")
    return transcript


async def test_a_card_is_told_in_plain_words_with_its_buttons(told):
    command, shown = told.entries
    assert (command.kind, command.author, command.text) == (
        "command",
        "Fran",
        "/toy card title:Check-in",
    )
    assert shown.text == "Check-in\nAna has the floor · until 19:40."
    assert shown.buttons == ("Join · 0", "Type instead", "My options")
    assert (shown.author, shown.room, shown.stage) == ("OpenRound", "announcements", "check_in")
    assert (shown.time, shown.seen_by) == ("2026-12-01T18:00:00+00:00", EVERYONE)


async def test_a_press_and_the_redrawn_card_are_told(told):
    await cast.press(told.world["Ana"], "Join")
    pressed, edited = told.entries[-2:]
    assert (pressed.kind, pressed.author, pressed.text) == ("press", "Ana", "[Join · 0]")
    assert (edited.kind, edited.buttons[0]) == ("edit", "Join · 1")


async def test_a_private_answer_is_seen_by_one(told):
    await cast.press(told.world["Ana"], "My options")
    await cast.choose(told.world["Ana"], "More", "Skip")
    assert [(each.seen_by, each.text) for each in told.entries[-3:]] == [
        (("Ana",), "Only you.\n(More: Pause / Skip)"),
        (("Ana",), "(Skip)"),
        (("Ana",), "You chose skip."),
    ]


async def test_a_form_and_what_was_written_are_told(told):
    form = await cast.press(told.world["Ben"], "Type instead")
    await cast.fill(told.world["Ben"], form, {"What": "I am here", "How": "Without"})
    shown, sent, said = told.entries[-3:]
    assert shown.kind == "form"
    assert "What you want to say" in shown.text
    assert (sent.kind, sent.text, sent.seen_by) == ("filled", "I am here\nunnamed", ("Ben",))
    assert (said.text, said.seen_by) == ("I am here (unnamed)", EVERYONE)


async def test_rooms_and_those_who_come_and_go_are_told(told):
    room = told.world.guild.create_voice_channel("Tuesday group")
    await cast.come_in(told.world["Chi"], room)
    await cast.go_out(told.world["Chi"])
    await told.world.env.bot.get_channel(room.id).delete()
    assert [each.text for each in told.entries[-4:]] == [
        "opened the room Tuesday group",
        "came into Tuesday group",
        "left Tuesday group",
        "closed the room Tuesday group",
    ]
    assert (told.rooms_opened, told.rooms_closed) == (1, 1)


async def test_a_closed_channel_is_seen_by_those_inside(told):
    channel = told.world.env.bot.get_channel(told.world.facilitators_channel.id)
    await channel.send("somebody waits")
    assert told.entries[-1].seen_by == ("Olu", "Fran")


async def test_the_file_has_the_summary_first(told, tmp_path):
    told.write(tmp_path / "t.json", {"turns": 8})
    read = json.loads((tmp_path / "t.json").read_text())
    assert list(read) == ["summary", "entries"]
    assert read["summary"] == {"turns": 8}
    assert read["entries"][1]["author"] == "OpenRound"
    assert told.lines()[0] == "Tuesday 01 December"
    assert told.lines()[2].startswith("18:00 #announcements OpenRound:\n    Check-in")
