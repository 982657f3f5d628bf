"""Private answers that follow their meeting: one edit a second at most, and never the wrong one."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.discordio.messages.private_answers import LASTS
from bot.services.ports.trouble import Gone
from tests.discordio.conftest import MEETING
from tests.discordio.messages.followed_evening import MESSAGE, NOW, Scene, settled


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
    await scene.change("a")
    await scene.clock.pass_by(0.3)
    for topic in "bc":
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
    await scene.clock.pass_by(0.3)
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
    scene.lost = Gone()
    await scene.change("rain")
    await scene.clock.pass_by(1)
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
