"""A private message that changes once, at an instant, unless it shows something else by then."""

from datetime import timedelta

import pytest

from bot.discordio.messages.changed_later import MOST
from bot.discordio.messages.private_answers import Live
from bot.services.ports.trouble import Gone
from tests.discordio.messages.followed_evening import MESSAGE, NOW, HandClock, settled

LATER = NOW + timedelta(seconds=10)


class Scene:
    """Messages that change later, and what they were changed to."""

    def __init__(self):
        self.clock = HandClock()
        self.live = Live(self.clock, self.nothing)
        self.edits = []

    async def nothing(self, _meeting):
        return None

    async def edit(self, view):
        self.edits.append(view)

    async def change(self, view, message=MESSAGE, edit=None, given_up="given up"):
        how = edit or self.edit
        await self.live.change_at(message, how, LATER, lambda: view, message, lambda: given_up)


async def test_what_it_is_about_is_given_up_and_the_message_says_so_at_once():
    scene = Scene()
    await scene.change("over")
    await scene.change("another", message=MESSAGE + 1)
    await scene.live.give_up(MESSAGE)
    assert scene.edits == ["given up"]
    await scene.clock.pass_by(90)
    assert scene.edits == ["given up", "another"]


async def test_it_changes_once_and_not_before():
    scene = Scene()
    await scene.change("over")
    await scene.clock.pass_by(9)
    assert scene.edits == []
    await scene.clock.pass_by(60)
    assert scene.edits == ["over"]


@pytest.mark.parametrize("meanwhile", ["pressed", "changed again"])
async def test_what_shows_something_else_by_then_is_left_alone(meanwhile):
    scene = Scene()
    await scene.change("over")
    await settled()
    if meanwhile == "pressed":
        await scene.live.leave(MESSAGE)
    else:
        await scene.change("another")
    await scene.clock.pass_by(60)
    assert scene.edits == ([] if meanwhile == "pressed" else ["another"])


async def test_where_there_is_nothing_to_draw_any_more_it_stays_as_it_is():
    scene = Scene()
    await scene.change(None)
    await scene.clock.pass_by(60)
    assert scene.edits == []


async def test_a_message_that_is_gone_is_let_go():
    async def gone(_view):
        raise Gone

    scene = Scene()
    await scene.change("over", edit=gone)
    await scene.change("over", message=7)
    await scene.clock.pass_by(60)
    assert scene.edits == ["over"]


async def test_so_many_wait_at_a_time_and_the_oldest_make_room():
    scene = Scene()
    for message in range(MOST + 5):
        await scene.change(message, message=message)
    await scene.clock.pass_by(60)
    assert scene.edits == list(range(5, MOST + 5))
