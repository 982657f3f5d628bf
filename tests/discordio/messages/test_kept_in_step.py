"""A private message that one person has once: kept in step, removed, and closed in time."""

from datetime import timedelta
from itertools import pairwise

import pytest
from discord import ui

from bot.discordio.messages.followed import AGAIN
from bot.discordio.messages.private_answers import LASTS
from bot.discordio.requests.responses import ATTEMPT
from bot.services.ports.trouble import Gone
from tests.discordio.conftest import MEETING
from tests.discordio.messages.followed_evening import Scene

OLD, NEW = 1, 2
WHOSE = "Fran's console"
GONE = "out of sight"


def words(text):
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(text))
    return view


class Console:
    """One message on the screen, with the instant of each edit."""

    def __init__(self, scene, message=OLD):
        self.scene, self.message, self.edits = scene, message, []
        self.lost, self.undrawn, self.slow, self.on_wire = None, None, None, False

    async def draw(self, meeting):
        if self.undrawn:
            raise self.undrawn
        return words(meeting.topic if meeting else "over")

    async def closing(self, meeting):
        return words(f"Refresh for {meeting.topic}")

    async def edit(self, view):
        if self.lost:
            raise self.lost
        if self.slow:
            ATTEMPT.get().on_wire = self.on_wire
            await self.slow.wait()
        self.edits.append((self.scene.clock.at, view.children[0].content))

    async def remove(self):
        if self.lost:
            raise self.lost
        self.edits.append((self.scene.clock.at, GONE))

    async def open(self):
        now = self.scene.evening
        view = await self.draw(now)
        await self.scene.live.keep(self.message, self.edit, now, view, self, WHOSE, self.remove)

    @property
    def shown(self):
        return [text for _, text in self.edits]


@pytest.fixture
async def scene():
    return Scene()


@pytest.fixture
async def console(scene):
    made = Console(scene)
    await made.open()
    await scene.clock.pass_by(5)
    return made


async def test_it_is_edited_where_it_would_show_something_else_and_only_then(scene, console):
    await scene.change("tea")
    await scene.clock.pass_by(5)
    assert console.shown == []
    await scene.change("rain")
    await scene.clock.pass_by(5)
    assert console.shown == ["rain"]


async def test_a_flood_of_changes_makes_one_edit_a_second_and_the_last_one_is_shown(scene, console):
    for number in range(100):
        await scene.change(f"topic {number}")
        await scene.clock.pass_by(0.1)
    await scene.clock.pass_by(5)
    instants = [at for at, _ in console.edits]
    apart = [later - sooner for sooner, later in pairwise(instants)]
    assert len(console.edits) <= 11
    assert min(apart) >= timedelta(seconds=1)
    assert console.shown[-1] == "topic 99"


async def test_the_press_that_changed_it_is_answered_without_an_edit_before(scene, console):
    await scene.change("rain")
    await console.open()
    await scene.clock.pass_by(5)
    assert console.shown == []


async def test_the_older_one_of_a_person_goes_with_one_request_and_follows_no_more(scene, console):
    newer = Console(scene, NEW)
    await newer.open()
    await scene.clock.pass_by(5)
    await scene.change("rain")
    await scene.clock.pass_by(5)
    assert console.shown == [GONE]
    assert newer.shown == ["rain"]


async def test_an_older_one_that_is_pressed_again_takes_its_place_back(scene, console):
    newer = Console(scene, NEW)
    await newer.open()
    await console.open()
    await scene.clock.pass_by(5)
    await scene.change("rain")
    await scene.clock.pass_by(5)
    assert console.shown == ["rain"]
    assert newer.shown == [GONE]


async def test_one_that_could_not_be_removed_is_tried_again_and_shows_nothing_else(scene, console):
    console.lost = ConnectionError()
    await Console(scene, NEW).open()
    await scene.clock.pass_by(2)
    console.lost = None
    await scene.change("rain")
    await scene.clock.pass_by(AGAIN.total_seconds())
    assert console.shown == [GONE]


async def test_one_that_was_dismissed_by_hand_is_not_removed_again(scene, console):
    console.lost = Gone()
    await Console(scene, NEW).open()
    await scene.clock.pass_by(2)
    console.lost = None
    await scene.clock.pass_by(LASTS.total_seconds())
    assert console.shown == []


async def test_before_its_time_is_over_it_shows_how_to_go_on_and_nothing_else(scene, console):
    await scene.clock.pass_by(LASTS.total_seconds() - 6)
    assert console.shown == []
    await scene.clock.pass_by(3)
    assert console.shown == ["Refresh for tea"]
    await scene.change("rain")
    await scene.clock.pass_by(5)
    assert console.shown == ["Refresh for tea"]


@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(hours=1)])
async def test_a_clock_that_is_put_back_keeps_no_edit_waiting(scene, console, back):
    await scene.change("rain")
    await scene.clock.pass_by(0.5)
    scene.clock.at -= back
    await scene.change("sun")
    await scene.clock.pass_by(5)
    assert console.shown == ["rain", "sun"]


async def test_one_that_was_dismissed_is_forgotten(scene, console):
    console.lost = Gone()
    await scene.change("rain")
    await scene.clock.pass_by(2)
    console.lost = None
    await scene.change("sun")
    await scene.clock.pass_by(LASTS.total_seconds())
    assert console.shown == []


async def test_the_end_is_shown_and_then_it_follows_no_more(scene, console):
    scene.evening = None
    scene.live.changed(MEETING)
    await scene.clock.pass_by(5)
    scene.live.changed(MEETING)
    await scene.clock.pass_by(LASTS.total_seconds())
    assert console.shown == ["over"]
