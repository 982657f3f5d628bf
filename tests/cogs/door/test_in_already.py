"""Who is in is offered no way in; a press on a card that all share tells them where the room is."""

import pytest

from bot.rehearsal import cast
from tests.cogs.group import Group
from tests.cogs.meetings.changing import TITLE, meeting, planned


@pytest.fixture
async def running(group: Group) -> Group:
    """The meeting of today is open, Ana is in, and Ben is not."""
    await planned(group)
    await group.wait(65 * 60)
    await group.come("Ana")
    return group


@pytest.mark.parametrize("command", ["list", "next", "show"])
async def test_only_who_isnt_in_is_offered_a_join(running, command):
    options = {"meeting": TITLE} if command == "show" else {}
    ways = {name: await meeting(running, command, name, **options) for name in ("Ana", "Ben")}
    assert "Join" in ways["Ben"].shown.buttons
    assert not [one for one in ways["Ana"].shown.buttons if "Join" in one or "listening" in one]
    assert f"You're in already. The room is <#{running.room.id}>." in ways["Ana"].text
    assert "You're in already" not in ways["Ben"].text


async def test_who_leaves_is_offered_it_again(running):
    await running.options("Ana", "Leave")
    assert "Join" in (await meeting(running, "list", "Ana")).shown.buttons


async def test_a_press_at_the_shared_door_or_in_the_lobby_says_where_the_room_is(running):
    for card in (running.door("Ana"), running.card("Ana")):
        again = await cast.press(running["Ana"], "Join", on=card)
        assert again.private
        assert again.text.startswith("You're in already")
        assert "microphone" not in again.text
        assert "To the room" in again.shown.buttons
        assert len(again.text) < 300


async def test_another_way_at_the_door_changes_how_somebody_takes_part_and_says_so(running):
    typing = await cast.press(running["Ana"], "Join by typing", on=running.door("Ana"))
    assert typing.text.startswith("You're in, by typing")
    mine = await running.press("Ana", "My options")
    assert not [one for one in mine.shown.buttons if one.startswith("Join")]
