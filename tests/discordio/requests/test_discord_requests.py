"""What happens between us and Discord: ambiguous answers, too many requests, silence."""

import asyncio
import datetime as dt
from email.utils import format_datetime
from types import SimpleNamespace

import discord
import pytest
from discord import gateway, http

from bot.app.clock import SimulatedClock
from bot.discordio.gateway import quirks
from bot.discordio.requests import discord_requests
from bot.discordio.requests.breaker import MOST_FAILURES, MOST_INVALID
from bot.discordio.requests.buckets import Route
from bot.discordio.requests.limiter import SLOTS, Priority
from bot.domain.ids import ChannelId, GuildId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.server.server import Server
from bot.services.ports.drawings import Line
from bot.services.ports.trouble import Blocked, Unsure
from tests.discordio.conftest import MEETING, an_occurrence, logged_in
from tests.discordio.loopback import START, PatientClock
from tests.discordio.run_out import NEVER
from tests.waiting import until

LINE = Line("en", "note.greeting", {})


async def create(bot, guild=7):
    server = Server(GuildId(guild), rooms=ChannelId(8))
    return await bot.rooms.create(server, an_occurrence(GuildId(guild), START))


async def post(bot, channel=9):
    entry = OutboxEntry(Subject.meeting(MEETING), GuildId(7), EntryKind.ROOM_NOTE, 1, START)
    return await bot.ports.send(LINE, ChannelId(channel), entry.key, look_first=False)


@pytest.mark.parametrize("fault", [("after", 504), ("after", 500), ("drop", 0)])
async def test_a_room_whose_answer_was_lost_is_not_asked_for_twice(loopback, bot, fault):
    loopback.faults.append(fault)
    with pytest.raises(Unsure):
        await create(bot)
    assert len(loopback.channels) == 1
    await create(bot)
    assert len(loopback.channels) == 2


async def test_a_room_whose_answer_is_late_leaves_us_unsure(loopback, bot, patience):
    loopback.faults.append(("hang", NEVER))
    asked = asyncio.create_task(create(bot))
    await until(lambda: loopback.channels)
    patience.run_out()
    with pytest.raises(Unsure):
        await asked
    assert len(loopback.channels) == 1


async def test_a_room_goes_into_its_category_with_its_mark(loopback, bot):
    await create(bot)
    [made] = loopback.channels
    assert (made["name"], made["parent_id"], made["type"]) == ("Tuesday Group · calm-otter", 8, 2)


async def test_two_processes_that_post_the_same_entry_make_one_message(
    loopback, bot, closed_at_the_end
):
    other = await logged_in(closed_at_the_end)
    assert await post(bot) == await post(other)
    assert len(loopback.messages) == 1


async def test_two_hundred_rooms_at_once_meet_no_limit(loopback, closed_at_the_end):
    clock = PatientClock()
    bot = await logged_in(closed_at_the_end, clock)
    loopback.clock, loopback.paced = clock, True
    # Time stands still while a request is under way, however long the machine takes over it.
    clock.busy = lambda: bot.requests._limiter.in_use
    await asyncio.gather(*(create(bot, guild) for guild in range(200)))
    assert len(loopback.channels) == 200
    assert 429 not in loopback.statuses
    assert 40 <= loopback.most <= 50
    assert clock.now() - START >= dt.timedelta(seconds=4)


async def test_rooms_of_one_server_are_made_one_after_the_other(loopback, bot):
    loopback.faults.extend([("hang", 0.05)] * 3)
    tasks = [asyncio.create_task(create(bot)) for _ in range(3)]
    seen = []
    while not all(task.done() for task in tasks):
        seen.append(len(loopback.channels) - sum(task.done() for task in tasks))
        await asyncio.sleep(0.005)
    assert max(seen) == 1


async def test_the_skew_of_our_clock_is_read_from_every_answer(loopback, closed_at_the_end):
    clock = PatientClock()
    loopback.date = format_datetime(START + dt.timedelta(minutes=4), usegmt=True)
    bot = await logged_in(closed_at_the_end, clock)
    await post(bot)
    assert bot.rooms.discord_now() == START + dt.timedelta(minutes=4)
    loopback.date = format_datetime(START + dt.timedelta(seconds=1), usegmt=True)
    await post(bot)
    assert bot.rooms.discord_now() == START


async def test_after_ten_failures_discord_is_left_alone_for_ten_minutes(
    loopback, closed_at_the_end
):
    clock = PatientClock()
    bot = await logged_in(closed_at_the_end, clock)
    loopback.faults.extend([("before", 503)] * (MOST_FAILURES + 1))
    for number in range(MOST_FAILURES):
        with pytest.raises(Unsure):
            await post(bot, channel=9 + number % 3)
    asked = loopback.asked
    for minutes in (0, 5, 4):
        clock.at += dt.timedelta(minutes=minutes)
        with pytest.raises(Blocked, match="discord_down"):
            await post(bot)
    assert loopback.asked == asked
    clock.at += dt.timedelta(minutes=1)
    with pytest.raises(Unsure):
        await post(bot)
    with pytest.raises(Blocked, match="discord_down"):
        await post(bot)
    clock.at += dt.timedelta(minutes=10)
    await post(bot)
    await post(bot)
    assert loopback.asked == asked + 3


async def test_a_wall_before_discord_stops_everything_at_once(loopback, closed_at_the_end):
    bot = await logged_in(closed_at_the_end, PatientClock())
    loopback.faults.append(("before", 429))
    with pytest.raises(Blocked, match="too_many_requests"):
        await post(bot)
    asked = loopback.asked
    with pytest.raises(Blocked, match="discord_down"):
        await post(bot)
    assert loopback.asked == asked


async def test_a_storm_of_refusals_ends_long_before_discord_bars_us(loopback, closed_at_the_end):
    clock = PatientClock()
    bot = await logged_in(closed_at_the_end, clock)
    loopback.faults.extend([("before", 403)] * 2000)
    refused = [await _reason(bot) for _ in range(MOST_INVALID + 50)]
    assert refused.count("forbidden") == loopback.statuses.count(403) == MOST_INVALID
    assert set(refused[MOST_INVALID:]) == {"too_many_requests"}
    clock.at += dt.timedelta(minutes=10)
    loopback.faults.clear()
    await post(bot)


async def test_a_storm_that_waits_for_its_turn_already_ends_as_early(bot):
    asked: list[None] = []

    async def refused():
        asked.append(None)
        bot.responses._invalid.append(bot.clock.now())
        await asyncio.sleep(0)
        answer = SimpleNamespace(status=403, reason="Forbidden")
        raise discord.Forbidden(answer, {"code": 50013, "message": "Missing Permissions"})

    line = discord_requests.DiscordRequests(
        SimulatedClock(START, 60, dt.datetime.now(dt.UTC)), bot.responses
    )
    waiting = (
        line.send(Priority.CLOSE, Route("refused", number), refused)
        for number in range(2 * MOST_INVALID)
    )
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, Blocked) for one in outcomes)
    assert MOST_INVALID <= len(asked) <= MOST_INVALID + SLOTS


async def _reason(bot):
    try:
        await post(bot)
    except Blocked as trouble:
        return trouble.reason


async def test_a_refused_token_is_used_no_more_and_told_once(loopback, closed_at_the_end):
    told = []
    bot = await logged_in(closed_at_the_end)
    bot.responses._on_unauthorised = lambda: told.append(True)
    loopback.faults.extend([("before", 401)] * 5)
    for _ in range(3):
        with pytest.raises(Blocked, match="discord_down"):
            await post(bot)
    assert (loopback.statuses.count(401), told) == (1, [True])


async def test_a_fault_of_our_own_is_not_taken_for_discords(bot):
    async def faulty():
        raise KeyError("ours")

    with pytest.raises(KeyError):
        await bot.requests.send(Priority.CARD, Route("faulty"), faulty)
    assert not bot.requests.breaker.is_open


def test_a_library_of_another_shape_is_refused_in_one_sentence(monkeypatch):
    monkeypatch.delattr(http.HTTPClient, "edit_voice_channel_status")
    with pytest.raises(ImportError, match=r"\(2.7.1\): it lacks edit_voice_channel_status\.$"):
        quirks.check_shape()
    assert discord.__version__.startswith("2.7")


def test_requests_and_gateway_go_where_we_point(monkeypatch):
    monkeypatch.setattr(http.Route, "BASE", "before")
    monkeypatch.setattr(gateway.DiscordWebSocket, "DEFAULT_GATEWAY", "before")
    quirks.point_at("http://127.0.0.1:9/api/v10/", "ws://127.0.0.1:9/gateway")
    assert http.Route("GET", "/gateway").url == "http://127.0.0.1:9/api/v10/gateway"
    assert str(gateway.DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:9/gateway"
