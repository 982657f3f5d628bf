"""A private message that is kept in step while Discord, the database or a lookup fails."""

import asyncio

import discord
import pytest

from bot.discordio.messages import followed
from bot.discordio.messages.followed import AGAIN, REFUSED
from bot.discordio.messages.private_answers import LASTS
from bot.domain.errors import StoreFault
from bot.services.ports.trouble import Blocked
from tests.discordio.messages.followed_evening import Scene
from tests.discordio.messages.test_kept_in_step import Console


@pytest.fixture
async def console():
    made = Console(Scene())
    await made.open()
    await made.scene.clock.pass_by(5)
    return made


async def test_an_edit_that_got_lost_is_tried_again(console):
    console.lost = ConnectionError()
    await console.scene.change("rain")
    await console.scene.clock.pass_by(2)
    console.lost = None
    await console.scene.clock.pass_by(AGAIN.total_seconds())
    assert console.shown == ["rain"]


async def test_one_that_was_refused_is_tried_again_much_later(console):
    console.lost = discord.RateLimited(600)
    await console.scene.change("rain")
    await console.scene.clock.pass_by(2)
    console.lost = None
    await console.scene.change("sun")
    await console.scene.clock.pass_by(REFUSED.total_seconds() - 5)
    assert console.shown == []
    await console.scene.clock.pass_by(5)
    assert console.shown == ["sun"]


@pytest.mark.parametrize("why", [StoreFault("not_read", "locked"), Blocked("discord_down")])
async def test_what_could_not_be_looked_up_is_looked_up_again_soon(console, why):
    console.scene.unread = console.undrawn = why
    await console.scene.change("rain")
    await console.scene.clock.pass_by(2)
    console.scene.unread = console.undrawn = None
    await console.scene.clock.pass_by(AGAIN.total_seconds())
    assert console.shown == ["rain"]


async def test_an_edit_that_nobody_answers_is_given_up_and_tried_again(console, monkeypatch):
    monkeypatch.setattr(followed, "REQUEST_TIMEOUT", 0)
    console.slow = asyncio.Event()
    await console.scene.change("rain")
    await console.scene.clock.pass_by(2)
    console.slow = None
    await console.scene.clock.pass_by(AGAIN.total_seconds())
    assert console.shown == ["rain"]


@pytest.mark.parametrize(("on_wire", "shown"), [(True, ["rain", "sun"]), (False, ["sun"])])
async def test_an_edit_that_takes_longer_than_a_press_waits_does_not_stay(
    console, monkeypatch, on_wire, shown
):
    monkeypatch.setattr(followed, "PATIENCE", 0)
    slow, console.on_wire = asyncio.Event(), on_wire
    console.slow = slow
    await console.scene.change("rain")
    await console.scene.clock.pass_by(2)
    console.slow = None
    await console.scene.change("sun")
    await console.open()
    slow.set()
    await console.scene.clock.pass_by(5)
    assert console.shown == shown


async def test_one_that_could_not_be_closed_is_tried_again_while_it_may(console):
    console.lost = ConnectionError()
    await console.scene.clock.pass_by((LASTS + AGAIN).total_seconds())
    console.lost = None
    await console.scene.clock.pass_by(2 * AGAIN.total_seconds())
    assert console.shown == ["Refresh for tea"]
