"""Private answers that follow their meeting: one edit a second at most, and never the wrong one."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from discord import ui

from bot.discordio.messages.private_answers import LASTS, Live
from tests.discordio.conftest import MEETING, an_evening

NOW = datetime(2026, 12, 1, 19, tzinfo=UTC)
MESSAGE = 42


class HandClock:
    """A clock that a story moves; whoever sleeps wakes when it is time."""

    def __init__(self):
        self.at, self.sleepers = NOW, []

    def now(self):
        return self.at

    async def sleep_until(self, at):
        if at > self.at:
            woken = asyncio.get_running_loop().create_future()
            self.sleepers.append((at, woken))
            await woken

    async def pass_by(self, seconds):
        until = self.at + timedelta(seconds=seconds)
        await settled()
        while due := [one for one in self.sleepers if one[0] <= until]:
            first = min(due, key=lambda one: one[0])
            self.sleepers.remove(first)
            self.at = max(self.at, first[0])
            if not first[1].done():
                first[1].set_result(None)
            await settled()
        self.at = until
        await settled()


async def settled():
    for _ in range(20):
        await asyncio.sleep(0)


class Scene:
    """One evening, and one private answer that shows its topic."""

    def __init__(self):
        self.clock, self.evening = HandClock(), an_evening(1, 2, "tea")
        self.live = Live(self.clock, self.newest)
        self.edits, self.lost, self.slow = [], None, None

    async def newest(self, _meeting):
        return self.evening

    async def draw(self, meeting):
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay(meeting.topic if meeting else "over"))
        return view

    async def edit(self, view):
        if self.lost:
            raise self.lost
        if self.slow:
            await self.slow.wait()
        self.edits.append(view.children[0].content)

    async def follow(self, message=MESSAGE, anew_at=None, of=None):
        cares = lambda meeting: meeting and meeting.topic  # noqa: E731 - what it shows
        await self.live.follow(message, self.edit, self.evening, self.draw, cares, anew_at, of)

    async def change(self, topic):
        self.evening = replace(self.evening, topic=topic)
        self.live.changed(MEETING)
        await settled()


@pytest.fixture
async def scene():
    return Scene()


async def test_a_change_is_shown_once_and_what_is_the_same_is_not(scene):
    await scene.follow()
    await scene.clock.pass_by(5)
    await scene.change("tea")
    await scene.change("rain")
    await scene.clock.pass_by(5)
    assert scene.edits == ["rain"]


async def test_many_changes_within_a_second_make_one_edit_of_the_last(scene):
    await scene.follow()
    await scene.clock.pass_by(2)
    for topic in "abc":
        await scene.change(topic)
    await scene.clock.pass_by(0.9)
    assert scene.edits == ["a"]
    await scene.clock.pass_by(0.2)
    assert scene.edits == ["a", "c"]


async def test_what_changed_while_the_answer_was_on_its_way_is_shown(scene):
    was = scene.evening
    scene.evening = replace(was, topic="rain")
    cares = lambda meeting: meeting.topic  # noqa: E731 - what it shows
    await scene.live.follow(MESSAGE, scene.edit, was, scene.draw, cares)
    await scene.clock.pass_by(2)
    assert scene.edits == ["rain"]


async def test_it_is_drawn_anew_at_its_instant_though_nothing_changed(scene):
    await scene.follow(anew_at=NOW + timedelta(minutes=2))
    await scene.clock.pass_by(119)
    assert scene.edits == []
    await scene.clock.pass_by(2)
    assert scene.edits == ["tea"]


async def test_a_message_that_shows_something_else_is_left_alone(scene):
    await scene.follow(anew_at=NOW + timedelta(minutes=2))
    await scene.clock.pass_by(5)
    await scene.live.leave(MESSAGE)
    await scene.change("rain")
    await scene.clock.pass_by(300)
    assert scene.edits == []


async def test_of_several_of_one_kind_the_newest_is_kept_in_step(scene):
    await scene.follow(message=1, of="Fran's console")
    await scene.follow(message=2, of="Fran's console")
    await scene.follow(message=3, of="Ivy's console")
    await scene.clock.pass_by(5)
    await scene.change("rain")
    await scene.clock.pass_by(5)
    assert scene.edits == ["rain", "rain"]


async def test_an_edit_on_its_way_is_waited_for_before_the_message_shows_something_else(scene):
    await scene.follow()
    await scene.clock.pass_by(5)
    scene.slow = asyncio.Event()
    await scene.change("rain")
    left = asyncio.ensure_future(scene.live.leave(MESSAGE))
    await settled()
    assert not left.done()
    scene.slow.set()
    await left
    assert scene.edits == ["rain"]


async def test_after_a_quarter_of_an_hour_nothing_is_edited_any_more(scene):
    await scene.follow(anew_at=NOW + LASTS + timedelta(seconds=1))
    await scene.clock.pass_by(LASTS.total_seconds() + 5)
    await scene.change("rain")
    await scene.clock.pass_by(5)
    assert scene.edits == []


async def test_a_message_that_was_dismissed_is_forgotten(scene):
    await scene.follow()
    await scene.clock.pass_by(5)
    scene.lost = ConnectionError()
    await scene.change("rain")
    scene.lost = None
    await scene.change("sun")
    await scene.clock.pass_by(5)
    assert scene.edits == []


async def test_a_fault_in_drawing_is_logged_and_stops_nothing_else(scene, caplog):
    await scene.follow(message=1)
    await scene.clock.pass_by(5)
    draw, scene.draw = scene.draw, None
    await scene.follow(message=2)
    scene.draw = draw
    await scene.clock.pass_by(5)
    await scene.change("rain")
    await scene.clock.pass_by(5)
    assert scene.edits == ["rain"]
    assert [one.getMessage() for one in caplog.records] == ["live.fault"]


async def test_the_end_is_shown_and_then_it_follows_no_more(scene):
    await scene.follow()
    await scene.clock.pass_by(5)
    scene.evening = None
    scene.live.changed(MEETING)
    await scene.clock.pass_by(5)
    scene.live.changed(MEETING)
    await scene.clock.pass_by(5)
    assert scene.edits == ["over"]
