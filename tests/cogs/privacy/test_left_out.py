"""Whoever was removed still sees an open room: every press there answers as the door does."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal import world as worlds
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
ENDED = "Your time in this meeting has ended for today."


@pytest.fixture
async def world(env, permissions):
    built = worlds.build(env, permissions, private=False)
    await env.settle()
    return built


async def remove(group: Group, name: str) -> None:
    chooser = await group.more("Remove from meeting")
    asked = await cast.choose(group["Fran"], "Choose a person", name, on=chooser.message)
    await cast.press(group["Fran"], cast.YES, on=asked.message)
    await group.wait(2)


async def test_behind_an_open_door_the_removal_stands_and_is_told_though_the_room_is_seen(evening):
    group = await evening(*FOUR, stage="discussion")
    chooser = await group.more("Remove from meeting")
    asked = await cast.choose(group["Fran"], "Choose a person", "Ana", on=chooser.message)
    done = await cast.press(group["Fran"], cast.YES, on=asked.message)
    assert "Ana has been removed for this evening" in done.text
    assert "They may still see the room" in done.text
    told = [plain(one.components).text for one in group.seen("Ana") if not one.ephemeral]
    assert any("This is about this evening only." in one for one in told)
    back = await cast.press(group["Fran"], "Let back in", on=done.message)
    assert "through the door again" in back.text


@pytest.mark.parametrize(
    "label", ["Larger text", "What is happening now?", "Choose another name", "Leave"]
)
async def test_a_private_message_that_was_kept_answers_like_the_door(evening, label):
    group = await evening(*FOUR, stage="discussion")
    mine = await group.press("Ana", "My options")
    await remove(group, "Ana")
    refused = await cast.press(group["Ana"], label, on=mine.message)
    assert refused.private
    assert ENDED in refused.text


@pytest.mark.parametrize("label", ["My options", "Raise hand", "Type instead", "Ready to move on"])
async def test_the_card_answers_like_the_door(evening, label):
    group = await evening(*FOUR, stage="discussion")
    await remove(group, "Ana")
    refused = await group.press("Ana", label)
    assert refused.private
    assert ENDED in refused.text


async def test_private_help_keeps_its_lines_and_sends_nothing_into_the_meeting(evening):
    group = await evening(*FOUR, stage="discussion")
    await remove(group, "Ana")
    helped = await group.press("Ana", "Private help")
    assert "call 999 / 112" in helped.text
    assert "a request wouldn't reach it" in helped.text
    assert "Ask the facilitator for a private word" not in helped.shown.buttons
    choice = await cast.press(group["Ana"], "Someone is bothering me", on=helped.message)
    assert "Tell the facilitator" not in choice.shown.buttons
    assert "Tell the organisers" in choice.shown.buttons
