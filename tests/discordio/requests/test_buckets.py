"""Discord's limits by route are kept before a request is made: a wait is no failure."""

import asyncio
import datetime as dt

import pytest

from bot.discordio.requests.buckets import LONGEST, MOST, SOON, Buckets, Route
from bot.domain.ids import ChannelId, MemberId
from bot.services.ports.trouble import Blocked, Unsure
from tests.discordio.conftest import logged_in
from tests.discordio.loopback import START, Bucket, PatientClock
from tests.discordio.run_out import NEVER
from tests.waiting import in_the_end, until

HERE = Route("put_overwrite", 1)


@pytest.fixture
def clock():
    return PatientClock()


@pytest.fixture
async def paced(loopback, closed_at_the_end, clock):
    """A bot whose Discord changes ten rights of a room in fifteen seconds."""
    loopback.clock, loopback.bucket = clock, Bucket("overwrites", 10, 15)
    bot = await logged_in(closed_at_the_end, clock)
    clock.busy = lambda: bot.requests._limiter.in_use
    return bot


def told(left, after=15.0, limit=10, name="overwrites"):
    return {"X-RateLimit-Limit": str(limit), "X-RateLimit-Remaining": str(left),
            "X-RateLimit-Reset-After": str(after), "X-RateLimit-Bucket": name}  # fmt: skip


async def bars(bot, people, room=1):
    """Keep people out, all at once: each waits until it is their turn."""
    work = [bot.rooms.bar(ChannelId(room), MemberId(100 + one)) for one in range(people)]
    return await asyncio.gather(*work, return_exceptions=True)


async def test_as_many_as_fit_are_asked_for_at_once_and_the_rest_in_its_time(
    paced, loopback, clock
):
    assert await bars(paced, 25) == [None] * 25
    [bucket] = loopback.buckets.values()
    assert [one for one in bucket.windows if one] == [10, 10, 5]
    assert clock.now() == START + dt.timedelta(seconds=30)
    assert len(loopback.done) == 25
    assert 429 not in loopback.statuses
    assert not paced.requests.breaker.is_open


async def test_they_come_in_the_order_in_which_they_asked(paced, loopback):
    await bars(paced, 25)
    asked = [int(one.rpartition("/")[2]) for one in loopback.done]
    assert [sorted(asked[:10]), sorted(asked[10:20]), sorted(asked[20:])] == [
        list(range(100, 110)), list(range(110, 120)), list(range(120, 125)),
    ]  # fmt: skip


async def test_who_can_come_again_is_told_when_instead_of_waiting(paced, loopback, clock):
    await bars(paced, 1)  # what the bucket holds is known
    work = [paced.rooms.admit(ChannelId(1), MemberId(200 + one)) for one in range(24)]
    ends = await asyncio.gather(*work, return_exceptions=True)
    later = [one for one in ends if one is not None]
    assert (len(loopback.done), len(later)) == (10, 15)
    assert {(one.reason, one.until) for one in later} == {
        ("too_many_requests", START + dt.timedelta(seconds=15))
    }
    assert clock.now() == START, "nobody waited"
    clock.at = later[0].until
    await paced.rooms.admit(ChannelId(1), MemberId(125))
    assert 429 not in loopback.statuses


async def test_a_full_bucket_of_one_room_keeps_no_other_room_waiting(paced, loopback, clock):
    await bars(paced, 10)
    await bars(paced, 10, room=2)
    assert (clock.now(), len(loopback.done)) == (START, 20)


async def test_the_request_that_fills_a_bucket_comes_back_with_its_answer(
    loopback, closed_at_the_end, patience
):
    """Left to itself, discord.py sleeps after the last one that fits, its answer in hand."""
    bot = await logged_in(closed_at_the_end)
    loopback.clock, loopback.bucket = bot.clock, Bucket("one", 1, 3600)
    assert await in_the_end(bars(bot, 1)) == [None]


async def test_a_limit_that_nobody_foresaw_is_waited_for_and_is_no_failure(
    paced, loopback, clock, patience, caplog
):
    loopback.retry_after = paced.http.max_ratelimit_timeout = NEVER
    loopback.bucket = Bucket("overwrites", 10, 15, START, 10)  # another process took them all
    asked = asyncio.gather(*(bars(paced, 1, room) for room in range(30)))
    told = 0
    while told < 30:  # as many at once as there are places, each told to come again
        await until(lambda: 0 < patience.under_way == caplog.text.count("Retrying in") - told)  # noqa: B023
        told += patience.under_way
        patience.run_out()
    rooms = await asked
    assert {(type(one), one.reason) for [one] in rooms} == {(Blocked, "too_many_requests")}
    assert loopback.statuses.count(429) == 30
    assert not paced.requests.breaker.is_open


async def test_what_is_sent_and_not_answered_is_a_failure(loopback, bot, patience):
    loopback.faults.extend([("hang", NEVER)] * 10)
    for room in range(10):
        asked = asyncio.create_task(bars(bot, 1, room))
        await until(lambda: len(loopback.done) == room + 1)  # noqa: B023
        patience.run_out()
        assert isinstance((await asked)[0], Unsure)
    assert bot.requests.breaker.is_open


# ------------------------------------------------------------------------------ one bucket


async def test_until_discord_has_said_how_many_one_at_a_time_is_asked_for(clock):
    buckets, under_way, most = Buckets(clock), [], []

    async def ask():
        async with buckets.turn(HERE):
            under_way.append(1)
            most.append(len(under_way))
            await asyncio.sleep(0)
            if len(most) == 1:
                buckets.learn(HERE, 200, told(9))
            under_way.pop()

    await asyncio.gather(*(ask() for _ in range(10)))
    assert most[0] == 1
    assert max(most[1:]) > 1


async def test_who_can_come_again_does_not_wait_for_ever_for_the_answers_of_others(clock):
    buckets = Buckets(clock)
    async with buckets.turn(HERE):  # the answer does not come
        with pytest.raises(Blocked, match="too_many_requests"):
            await _enter(buckets, HERE, dt.timedelta(milliseconds=50))
        waiting = asyncio.create_task(_enter(buckets, HERE))
        await asyncio.sleep(0)
        assert not waiting.done()
    await waiting


async def test_a_route_without_a_limit_is_never_waited_for(clock):
    buckets = Buckets(clock)
    async with buckets.turn(HERE):
        pass
    async with buckets.turn(HERE), buckets.turn(HERE), buckets.turn(HERE, SOON):
        assert clock.now() == START


async def test_a_request_that_failed_says_nothing_about_the_limit(clock):
    buckets = Buckets(clock)
    for _ in range(3):
        with pytest.raises(OSError, match="away"):
            async with buckets.turn(HERE):
                raise OSError("away")
    async with buckets.turn(HERE):
        waiting = asyncio.create_task(_enter(buckets, HERE))
        await asyncio.sleep(0)
        assert not waiting.done(), "one at a time, still"
    await waiting


async def test_what_is_on_its_way_is_taken_off_what_is_left(clock):
    buckets = Buckets(clock)
    async with buckets.turn(HERE):
        buckets.learn(HERE, 200, told(9))
    async with buckets.turn(HERE), buckets.turn(HERE), buckets.turn(HERE):
        buckets.learn(HERE, 200, told(2))  # the first of the three; two are not counted yet
        with pytest.raises(Blocked) as full:
            await _enter(buckets, HERE, SOON)
    assert full.value.until == START + dt.timedelta(seconds=15)


@pytest.mark.parametrize("kind", ["put_overwrite", "drop_overwrite"])
async def test_kinds_of_requests_that_share_a_bucket_share_it(clock, kind):
    buckets = Buckets(clock)
    for other in ("put_overwrite", "drop_overwrite"):
        async with buckets.turn(Route(other, 1)):
            buckets.learn(Route(other, 1), 200, told(0))
        clock.at += dt.timedelta(seconds=15)
    async with buckets.turn(HERE):
        buckets.learn(HERE, 200, told(0))
    with pytest.raises(Blocked):
        await _enter(buckets, Route(kind, 1), SOON)
    await _enter(buckets, Route(kind, 2), SOON)


async def test_a_refusal_of_discords_fills_the_bucket_whatever_it_says_is_left(clock):
    buckets = Buckets(clock)
    async with buckets.turn(HERE):
        buckets.learn(HERE, 429, told(7, after=3.0) | {"Retry-After": "40"})
    with pytest.raises(Blocked) as full:
        await _enter(buckets, HERE, LONGEST)
    assert full.value.until == START + dt.timedelta(seconds=40)


@pytest.mark.parametrize("broken", [{"X-RateLimit-Remaining": "many"}, {"X-RateLimit-Limit": ""}])
async def test_headers_that_make_no_sense_are_not_read(clock, broken):
    buckets = Buckets(clock)
    async with buckets.turn(HERE):
        buckets.learn(HERE, 200, told(0) | broken)
    await _enter(buckets, HERE, SOON)
    assert clock.now() == START, "nothing was waited for"


async def test_a_clock_that_is_put_back_keeps_nobody_waiting(clock):
    buckets = Buckets(clock)
    async with buckets.turn(HERE):
        buckets.learn(HERE, 200, told(0))
    clock.at -= dt.timedelta(days=1)
    await _enter(buckets, HERE, SOON)
    assert clock.now() == START - dt.timedelta(days=1), "nothing was waited for"


async def test_somebody_who_gives_up_waiting_holds_nobody_up(clock):
    buckets = Buckets(clock)
    async with buckets.turn(HERE):
        first, second = (asyncio.create_task(_enter(buckets, HERE)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
    await second
    assert first.cancelled()


async def test_buckets_of_rooms_that_are_gone_are_forgotten(clock):
    buckets = Buckets(clock)
    for room in range(3 * MOST):
        await _enter(buckets, Route("put_overwrite", room))
    assert len(buckets._buckets) <= MOST


async def _enter(buckets, route, patience=LONGEST):
    async with buckets.turn(route, patience):
        pass
